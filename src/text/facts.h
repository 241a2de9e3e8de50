/* What the texts speak of, before it is put into words. Inside text/ only. */
#ifndef TEXT_FACTS_H
#define TEXT_FACTS_H

#include "view/view.h"

/* What is shared by what composes a text. */
struct texting {
    const struct view *view;
    const struct words *words;
    const struct records *records;
    int32_t date;
    struct arena *arena;
    struct diags *diags; /* NULL: what was masked has been said */
};

/* What a household has got in a month: points of its final entries. */
struct month_row {
    uint32_t household;
    int64_t points;
};

/* A month that is over. */
struct month_result {
    int32_t from, to;
    struct month_row *rows; /* those with more than nothing, the most first, then by id */
    uint32_t len;
    int64_t total;
    bool unsettled; /* entries of it are on notice or objected to */
};

/* The months that are over, of T's cycle, and at any rate the last one; the latest first, in the arena.
 * Months of which nothing is known are left out. */
struct month_result *facts_months(const struct texting *t, uint32_t *len);

/* Whether anybody is reminded of something: */
struct reminders {
    const uint32_t *ending; /* meetings whose notice ends tomorrow */
    uint32_t ending_len;
    const struct village_event *review; /* that the village has named, of the next days: what is to be
                                           declared before; NULL */
    int32_t review_by; /* none is named, and by then one is due, in the next days; date_last */
    const struct village_event **days; /* that the village has named, of the next days,
                                          besides reviews */
    uint32_t days_len;
};
void facts_reminders(const struct texting *t, struct reminders *reminders);

/* A text of the records, masked, and said in the diagnostics at FIELD of RECORD. */
const char *facts_text(const struct texting *t, const char *text, const struct record *record,
                       const char *field);

#endif
