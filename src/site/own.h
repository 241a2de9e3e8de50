/*
 * Households' own pages, each at an address that only who has the village's secret can work out: everything
 * about one household, every figure with how it came about. They are of circle_own,
 * about that household alone, and linked from nowhere.
 */
#ifndef SITE_OWN_H
#define SITE_OWN_H

#include "explain/explain.h"
#include "site/page.h"

/* What own pages read beside the site. */
struct own {
    struct view view; /* of circle_own; of a household by view_for */
    struct explainer explainer;
};

/* page_own.c: NULL where there is no secret: then there are no such pages. Frees with own_close. */
struct own *own_open(const struct site_input *input);
void own_close(struct own *own);

#endif
