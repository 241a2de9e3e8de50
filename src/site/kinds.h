/* The table of all kinds of pages and files that the site consists of. */
#ifndef SITE_KINDS_H
#define SITE_KINDS_H

#include "site/kind.h"

/* All kinds, in the order of the menus; closed by one without a name. */
extern const struct page_kind page_kinds[];

#endif
