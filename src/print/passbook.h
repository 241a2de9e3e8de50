/*
 * Passbooks (积分存折): the lines of a household's book (ledger/book.h) on sheets that are printed on both
 * sides and folded twice to A6 (paper/impose.h), a volume a sheet: a cover, six pages of lines, and at the
 * back what does not count yet. A volume that is full stays as it is; what is not written yet is left to be
 * written by hand.
 */
#ifndef PRINT_PASSBOOK_H
#define PRINT_PASSBOOK_H

#include "ledger/book.h"
#include "print/draft.h"

/* As the theme has them (print/passbooks.yaml); lengths in thousandths of a point. */
struct passbook_sizes {
    int32_t left, right, top, bottom; /* margins of a page */
    int32_t title, title_pitch;       /* on the cover */
    int32_t name, name_pitch;
    int32_t code;
    int32_t small, small_pitch; /* what stands below the code, at the foot, at the back */
    int32_t line, line_pitch, stroke;
    int32_t head; /* of the columns' headings */
    int32_t row;  /* a row is at least so high */
    int32_t rule;
    int32_t free_rows;                  /* as many are left to be written by hand, at least */
    int32_t date, in, out, balance, by; /* widths of the columns; the matter has the rest */
};

extern const struct size_table passbook_sizes;

/* Composes the book of HOUSEHOLD behind the small pages in PAGES, whole volumes. DRAFT is one of the
 * household's own view. */
void passbook_compose(struct draft *draft, const struct composing *composing, struct books *books,
                      uint32_t household, struct paper *pages);

#endif
