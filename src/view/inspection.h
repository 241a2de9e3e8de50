/*
 * Inspections from house to house (a line of `scores`): who got how much, the average by group, and the same
 * at the last inspection before by the same rule. Only of entries that the view lists, and none that is void.
 */
#ifndef VIEW_INSPECTION_H
#define VIEW_INSPECTION_H

#include "view/view.h"

/* One that is dated up to T. */
struct inspection {
    uint32_t meeting, rule;
    uint32_t line;           /* of the meeting's `entries`, from 1 */
    int32_t date;            /* of the deed */
    uint32_t first, entries; /* of records.entries */
};

/* All, in the order of the meetings; *LEN is their number. In ARENA. */
struct inspection *view_inspections(const struct view *view, struct arena *arena, uint32_t *len);

/* What a group, or all, got. */
struct inspection_sum {
    uint32_t group; /* records_none: all */
    uint32_t households;
    int64_t average;     /* of their raw points, rounded, halves away from zero */
    int32_t before_date; /* of the last inspection before with any of the group; date_first: none */
    int64_t before;      /* its average of the group */
};

/* The sums of inspection NUMBER of ALL by group, in the order of the records, those with any; then that of
 * all, without what was before, where there are several groups. In ARENA; *LEN is their number. */
struct inspection_sum *inspection_sums(const struct view *view, struct arena *arena,
                                       const struct inspection *all, uint32_t number, uint32_t *len);

/* The entry of ENTRY's household at the last inspection before NUMBER of ALL by the same rule, that counts;
 * records_none: none. */
uint32_t inspection_before(const struct view *view, const struct inspection *all, uint32_t number,
                           uint32_t entry);

#endif
