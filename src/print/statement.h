/*
 * A household's statement: how it stands, its account line by line with every figure's reason, every entry
 * with its status, what its points buy and open, and to whom its record was shown. It is about that household
 * alone, of circle_own.
 */
#ifndef PRINT_STATEMENT_H
#define PRINT_STATEMENT_H

#include "print/papers.h"

/*
 * Puts the PDF of the statements of the LEN HOUSEHOLDS behind what is in OUT, each from a page of its own: of
 * T's cycle, or of ALL YEARS. INPUT is the office's. What is wrong goes to DIAGS, as print_make has it.
 */
bool statement_make(const struct print_input *input, const uint32_t *households, size_t len, bool all_years,
                    struct buf *out, struct diags *diags);

#endif
