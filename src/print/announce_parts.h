/* What the sections of a notice are composed with. Inside print/announce*.c only. */
#ifndef PRINT_ANNOUNCE_PARTS_H
#define PRINT_ANNOUNCE_PARTS_H

#include "print/announce.h"

/* A list of texts. */
struct texts {
    const char **items;
    size_t len;
    size_t cap;
};

/* What a notice is composed with. */
struct announcing {
    const struct view *view;
    const struct words *words;
    const struct records *records;
    const struct ledger *ledger;
    struct arena *arena;
    struct diags *diags;
    uint32_t index; /* of the meeting */
    const struct meeting *meeting;
    struct {
        struct notice_block *items;
        size_t len, cap;
    } blocks;
    struct {
        struct paper_source *items;
        size_t len, cap;
    } sources;
    int headings; /* so far */
    bool remarks; /* something stands in the column of remarks */
};

/* --- words */

/* The theme's text of KEY, and with its arguments put in. */
const char *announce_word(const struct announcing *c, const char *key);
#define announce_filled(c, key, ...) words_format((c)->words, (c)->arena, key, __VA_ARGS__, NULL)

const char *announce_number(const struct announcing *c, uint64_t count);

/* The texts with what KEY says between them. */
const char *announce_joined(const struct announcing *c, const struct texts *texts, const char *key);

/* The day of a deed, without the year where that is the meeting's. */
const char *announce_deed_date(const struct announcing *c, int32_t date);

/* --- texts of the records: each is noted as a source */

/* Notes that TEXT, which it gives, comes from FIELD of the mapping NODE. */
const char *announce_from(struct announcing *c, const char *text, const struct node *node, const char *field);

/* A title or a place, as the view shows it. */
const char *announce_shown(struct announcing *c, const char *text, const struct node *node,
                           const char *field);

/* The reason that the record at NODE gives, to be put before a full stop; NULL where it gives none. Who
 * builds warns of names in all of them at once (view_check_texts). */
const char *announce_reason(struct announcing *c, const char *text, const struct node *node);

/* Whether names stand beside the households' ids. */
bool announce_names_shown(const struct announcing *c);

const char *announce_household_id(const struct announcing *c, uint32_t household);
const char *announce_rule_title(struct announcing *c, uint32_t index);

/* Whose entry it is, where the view lists it. */
const char *announce_entry_name(struct announcing *c, uint32_t index);

const char *announce_meeting_title(struct announcing *c, uint32_t index);
const char *announce_village_name(struct announcing *c);

/* The committee that decided; NULL where the village has not named it. */
const char *announce_committee_name(struct announcing *c);

/* KEY filled with the village and its WHAT, the village not twice. */
const char *announce_of_village(struct announcing *c, const char *key, const char *what);

/* --- blocks */

void announce_block(struct announcing *c, enum notice_kind kind, const char *text);

/* A paragraph of whole sentences; empties the list. */
void announce_paragraph(struct announcing *c, struct texts *sentences);

/* A heading with its number. */
void announce_heading(struct announcing *c, const char *key);

/* Tables that share their columns. */
enum announce_series { table_entries = 1, table_claims };

/* Puts a table of the COUNT columns from the texts in CELLS, which it frees. */
void announce_table(struct announcing *c, enum announce_series series, const struct table_column *columns,
                    size_t count, struct texts *cells);

/* The section of the entries. */
void announce_entries(struct announcing *c);

#endif
