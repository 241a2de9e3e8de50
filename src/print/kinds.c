#include "print/kinds.h"

const struct paper_kind paper_kinds[] = {
    /* notices */
    {.circles = paper_for(circle_site) | paper_for(circle_posted),
     .count = announce_count,
     .compose = announce_paper,
     .path = announce_path},
};

const size_t paper_kinds_len = sizeof paper_kinds / sizeof *paper_kinds;
