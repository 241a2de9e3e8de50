/* What was decided and put on notice in one version of the records and is not so in another. */
#ifndef HISTORY_COMPARE_H
#define HISTORY_COMPARE_H

#include "history/facts.h"

enum finding_kind {
    found_altered, /* values that may not change did */
    found_removed,
    found_moved,     /* it has another place, and so another id: something was put before it */
    found_renamed,   /* a meeting or a redemption has another id, as its file has another name */
    found_reordered, /* a meeting's decisions stand in another order, in which the caps count them */
    found_reused,    /* a household's id stands for another household */
    found_late       /* a warning: an entry was added to a meeting whose notice has ended */
};

struct finding {
    enum finding_kind kind;
    const struct fact *before;      /* NULL: found_late */
    const struct fact *after;       /* NULL: found_removed */
    const struct fact_field *field; /* the first of AFTER's that was altered; NULL */
    bool ends;                      /* its last day was */
    size_t line; /* found_removed of a whole line for many: how much of the id names the line; 0 */
};

struct findings {
    struct finding *items;
    size_t len;
    size_t cap;
};

/*
 * Compares the facts BEFORE, of a version of the day THEN, with those AFTER on the day DATE, in the order of
 * the former. What is not bound on DATE yet may change, as may what is new. NOTICE_DAYS is how long a notice
 * runs. One finding stands for what follows from it: a meeting that is gone for all that it decided, the
 * first entry that a changed rule makes worth something else for the others.
 */
void facts_compare(const struct facts *before, const struct facts *after, int32_t then, int32_t date,
                   int32_t notice_days, struct findings *findings);

/* What is otherwise, behind OUT: "points: 2 → 3; note: - → …". CHINESE: what no file names is called in
 * Chinese.
 */
void finding_differences(const struct finding *finding, bool chinese, struct buf *out);

/* Whether two facts say the same, what may be mended included. */
bool fact_same(const struct fact *a, const struct fact *b);

/* Whether AFTER is BEFORE under another id: of one kind, and nothing that stays was altered. */
bool fact_renamed(const struct fact *before, const struct fact *after);

/* The differences between two facts of one id, what may be mended included, as finding_differences. */
void fact_differences(const struct fact *before, const struct fact *after, bool chinese, struct buf *out);

/* All that a fact says: "household: h1; rule: patrol". */
void fact_values(const struct fact *fact, bool chinese, struct buf *out);

#endif
