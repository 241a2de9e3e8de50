/* What the lines of a passbook say, cell by cell. Inside print/ only. */
#ifndef PRINT_PASSBOOK_LINES_H
#define PRINT_PASSBOOK_LINES_H

#include "ledger/book.h"
#include "print/draft.h"

enum { passbook_columns = 6 }; /* day, matter, in, out, balance, who did it */

/* Fills CELLS with what LINE says. */
void passbook_line(struct draft *d, const struct book_line *line, const char *cells[passbook_columns]);

/* Points as the book has them; the day of a deed, which no line parts. */
const char *passbook_points(const struct draft *d, int64_t amount, bool is_signed);
const char *passbook_day(struct draft *d, int32_t date);

#endif
