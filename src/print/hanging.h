/* What the kinds of posters are composed with: a draft with sections, which is set whole or as tiles. */
#ifndef PRINT_HANGING_H
#define PRINT_HANGING_H

#include "print/draft.h"
#include "print/poster.h"

struct hanging {
    struct draft draft;
    struct {
        struct poster_section *items;
        size_t len, cap;
    } sections;
    struct texts legend; /* see struct poster */
};

/* Each poster is two papers: of an odd number are the tiles. NUMBER of the poster itself. */
#define hanging_papers      2
#define hanging_number(n)   ((n) / hanging_papers)
#define hanging_is_tiled(n) ((n) % hanging_papers == 1)

struct hanging hanging_begin(const struct composing *composing);

/* Adds a section of COUNT columns with the texts in CELLS, which it frees. NAME is its heading without a
 * number behind it, to say on another sheet that it goes on; NOTE may be NULL. */
void hanging_section(struct hanging *h, const char *heading, const char *name, const char *note,
                     const struct table_column *columns, size_t count, struct texts *cells, bool headed);

/* Sets the poster with so many COLUMNS side by side upright. Frees what H holds. */
void hanging_end(struct hanging *h, const struct composing *composing, const char *title,
                 const char *subtitle, size_t columns, struct composed *composed);

/* Puts the path of the poster NAME behind OUT. */
void hanging_path(size_t number, const char *name, struct buf *out);

/* "As of" the ledger's date. */
const char *hanging_date(struct hanging *h);

#endif
