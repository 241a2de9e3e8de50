/*
 * Small pages on a sheet that is folded, so that they come out in order.
 *
 * The sheets are A4; a fold goes through the middle of what is folded.
 */
#ifndef PAPER_IMPOSE_H
#define PAPER_IMPOSE_H

#include "paper/sheet.h"

/*
 * Puts the eight pages of PAGES from FIRST on, A6 upright, on two sheets added to PAPER: the two sides of one
 * of paper, printed on both and turned over along the long edge. Folded twice - the upper half behind the
 * lower, then the left behind the right - the first page is in front; slit at the top it is a book of eight.
 * PAGES must live as long as PAPER.
 */
enum { impose_twice_pages = 8 };
void impose_twice(struct paper *paper, const struct paper *pages, size_t first);

/*
 * Likewise eight pages, A7 upright, on one side of one sheet across. It is folded in half three times,
 * opened, and slit along the middle between the two inner columns: folded lengthways and pushed together from
 * both ends it is a book of eight.
 */
enum { impose_panels = 8 };
void impose_thrice(struct paper *paper, const struct paper *pages, size_t first);

#endif
