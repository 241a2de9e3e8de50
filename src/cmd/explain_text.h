/* Explanations laid out for a terminal: a heading, sections, numbered steps with the lines they come from. */
#ifndef CMD_EXPLAIN_TEXT_H
#define CMD_EXPLAIN_TEXT_H

#include "base/buf.h"
#include "explain/explain.h"
#include "view/view.h"

/*
 * Writes EXPLANATION behind OUT. Columns are aligned by how wide characters stand on a terminal. What the
 * records say can't control the terminal: control characters are shown as U+FFFD.
 */
void explain_text(const struct view *view, const struct explanation *explanation, struct buf *out);

#endif
