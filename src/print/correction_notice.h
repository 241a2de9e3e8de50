/* What the notice of corrections says: which entries became void within a period, why, and by whom. */
#ifndef PRINT_CORRECTION_NOTICE_H
#define PRINT_CORRECTION_NOTICE_H

#include "print/draft.h"

/* Drafts it in D, of the entries that the view lists and that are void from a day FROM to TO on. */
void correction_notice_say(struct draft *d, int32_t from, int32_t to);

#endif
