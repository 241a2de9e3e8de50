/*
 * A paper as it is drafted: what it may say, in words, and the blocks that it will be set from. Who composes
 * a kind of paper has a draft, and takes no name or text of the records by another way; so each is noted with
 * the record that it comes from, for the warning of a character that no face has.
 *
 * Texts that are given are in the draft's arena, the records or the words.
 */
#ifndef PRINT_DRAFT_H
#define PRINT_DRAFT_H

#include "print/block.h"
#include "print/kinds.h"
#include "print/place.h"

/* A list of texts. */
struct texts {
    const char **items;
    size_t len;
    size_t cap;
};

struct draft {
    const struct view *view;
    const struct words *words;
    const struct records *records;
    const struct ledger *ledger;
    struct arena *arena;
    struct diags *diags;
    struct {
        struct block *items;
        size_t len, cap;
    } blocks;
    struct {
        struct paper_source *items;
        size_t len, cap;
    } sources;
    int headings; /* numbered so far */
};

/* A draft that says what VIEW may, in ARENA. It is emptied by draft_blocks and draft_sources. */
struct draft draft_begin(const struct view *view, struct arena *arena, struct diags *diags);

/* Moves the blocks, or the sources, that were drafted into the arena; *LEN is their number. */
const struct block *draft_blocks(struct draft *d, size_t *len);
const struct paper_source *draft_sources(struct draft *d, size_t *len);

/* Where the record at NODE, which may be NULL, stands. */
struct place draft_place(const struct node *node);

/* The language of the words, as a paper has it: "zh-CN". */
const char *draft_language(const struct draft *d);

/* --- words */

/* The theme's text of KEY, and with its arguments put in. */
const char *draft_word(const struct draft *d, const char *key);
#define draft_filled(d, key, ...) words_format((d)->words, (d)->arena, key, __VA_ARGS__, NULL)

const char *draft_number(const struct draft *d, uint64_t count);

/* The texts with what KEY says between them. */
const char *draft_joined(const struct draft *d, const struct texts *texts, const char *key);

/* --- texts of the records: each is noted as a source */

/* Notes that TEXT, which it gives, comes from FIELD of the mapping NODE. */
const char *draft_from(struct draft *d, const char *text, const struct node *node, const char *field);

/* A title or a place, as the view shows it. */
const char *draft_shown(struct draft *d, const char *text, const struct node *node, const char *field);

/* The reason that the record at NODE gives, to be put before a full stop; NULL where it gives none. Who
 * builds warns of names in all of them at once (view_check_texts). */
const char *draft_reason(struct draft *d, const char *text, const struct node *node);

/* Whether names stand beside the households' ids. */
bool draft_names_shown(const struct draft *d);

const char *draft_household_id(const struct draft *d, uint32_t household);

/* A household by the name of its head; a resident. */
const char *draft_household(struct draft *d, uint32_t household);
const char *draft_resident(struct draft *d, uint32_t resident);

const char *draft_rule_title(struct draft *d, uint32_t index);
const char *draft_reward_title(struct draft *d, uint32_t index);
const char *draft_group_name(struct draft *d, uint32_t index);

/* Whose entry it is, where the view lists it. */
const char *draft_entry_name(struct draft *d, uint32_t index);

const char *draft_meeting_title(struct draft *d, uint32_t index);
const char *draft_village_name(struct draft *d);

/* TEXT, to be put in a title: lines of it best end around it, in Chinese. */
const char *draft_apart(const struct draft *d, const char *text);

/* KEY filled with the village and its WHAT, the village not twice. */
const char *draft_of_village(struct draft *d, const char *key, const char *what);

/* The code of ADDRESS. False where there can be none. */
bool draft_code(struct draft *d, const char *address, struct place_code *code);

/* --- blocks */

void draft_block(struct draft *d, enum block_kind kind, const char *text);

/* A paragraph of whole sentences; empties the list. */
void draft_paragraph(struct draft *d, struct texts *sentences);

/* A heading with its number. */
void draft_heading(struct draft *d, const char *key);

/* Texts of so many columns from which on what is said of a row stands below its cells: in a narrow column it
 * would make the row as high as a page. */
enum { draft_below = 48 };
bool draft_is_long(const char *text);

/* Gives TABLE the NOTES below its rows, "" where there is none, which it frees. */
void draft_notes(struct draft *d, struct block *table, struct texts *notes);

/* Puts a table of the COUNT columns from the texts in CELLS, which it frees. Gives it, until the next block
 * is put. */
struct block *draft_table(struct draft *d, int series, const struct table_column *columns, size_t count,
                          struct texts *cells);

#endif
