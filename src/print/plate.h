/* Door plates: a household's code of its public page with its id, and its name as it may be posted, on sheets
 * to cut; a file a group. */
#ifndef PRINT_PLATE_H
#define PRINT_PLATE_H

#include "print/cut.h"
#include "print/kinds.h"

/* As the theme has them (print/plates.yaml). */
struct plate_sizes {
    struct cut_grid grid;
    int32_t frame, inset, padding; /* the frame, how far it is within, and the blank within it */
    int32_t code, code_gap;        /* the code's side, and to the words beside it */
    int32_t id, name, village, scan;
};

extern const struct size_table plate_sizes;

#endif
