/* Inside content/ only: what the parts of Markdown take of cmark and give one another. */
#ifndef CONTENT_MARKDOWN_PARTS_H
#define CONTENT_MARKDOWN_PARTS_H

#include "base/buf.h"

#include <cmark.h>

/* How cmark gets its memory: a failure ends as those of base/memory.h do. */
cmark_mem *markdown_memory(void);

/* What is said in NODE, without marks, behind what is in OUT. */
void markdown_plain(cmark_node *node, struct buf *out);

enum { markdown_bar = 0x1f /* no text that passed the door has it */ };

/* markdown_table.c: puts TEXT behind what is in OUT, the bars that are written \| in rows of tables as
 * markdown_bar, which parts no cells; when tables are made, shows them again. */
void markdown_hide_bars(const char *text, struct buf *out);
void markdown_show_bars(cmark_node *root);

/* Makes a paragraph that is a table between bars into one; leaves others as they are. */
void markdown_table(cmark_node *paragraph);

/* markdown_code.c: puts HTML as cmark writes it behind OUT, with a mark around each word of code that has
 * hyphens
 * (--only), so that no line ends within it. */
void markdown_whole_words(const char *html, struct buf *out);

#endif
