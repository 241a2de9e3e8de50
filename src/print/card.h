/*
 * The rules to be remembered (habits.h): a pocket card, A4 folded to eighths (paper/impose.h), and a sheet of
 * ten lines for the door, both with the whole reverse list.
 */
#ifndef PRINT_CARD_H
#define PRINT_CARD_H

#include "print/kinds.h"

/* How rules are set; lengths in thousandths of a point. */
struct card_style {
    int32_t margin;
    int32_t title, heading;
    int32_t body, pitch; /* of a rule that earns points */
    int32_t small;       /* caps, the reverse list, what stands at the end */
    int32_t row_gap;
    int32_t code;
    int32_t rules;   /* at most so many that earn points */
    int32_t columns; /* of the reverse list */
};

/* As the theme has them (print/cards.yaml). */
struct card_sizes {
    struct card_style pocket, door;
};

extern const struct size_table card_sizes;

#endif
