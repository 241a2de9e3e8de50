/*
 * What the notice of a meeting says, as a value: who decided what on which basis, entry by entry with its
 * status at T, until when it is on notice, and how to object. What may be shown is the view's to say.
 */
#ifndef PRINT_ANNOUNCE_H
#define PRINT_ANNOUNCE_H

#include "print/kinds.h"
#include "print/notice.h"

struct announcement {
    struct notice_paper paper; /* everything in it is in the arena or the records */
    const struct paper_source *sources;
    size_t len;
};

/* Composes in ARENA the notice of MEETING, which has one (view_has_notice). Names that were masked in texts
 * are warned of in DIAGS. */
void announce_compose(const struct view *view, struct arena *arena, uint32_t meeting,
                      struct announcement *announcement, struct diags *diags);

#endif
