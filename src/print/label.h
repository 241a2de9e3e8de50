/* Shelf labels: what a piece of goods is called and how many points it costs, in large figures, on sheets to
 * cut. */
#ifndef PRINT_LABEL_H
#define PRINT_LABEL_H

#include "print/cut.h"
#include "print/kinds.h"

/* As the theme has them (print/labels.yaml). */
struct label_sizes {
    struct cut_grid grid;
    int32_t padding;
    int32_t name, points, small;
};

extern const struct size_table label_sizes;

#endif
