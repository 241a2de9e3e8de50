/* The ledger as data. */
#ifndef LEDGER_JSON_H
#define LEDGER_JSON_H

#include "ledger/ledger.h"

/* Which cycles, households and meetings are wanted. */
struct ledger_selection {
    bool one_cycle;
    int cycle;                  /* with one_cycle */
    const uint32_t *households; /* NULL: all */
    uint32_t households_len;
    const uint32_t *meetings; /* of entries: NULL: all */
    uint32_t meetings_len;
};

/* Whether SELECTION (NULL: everything) holds a cycle, a household, a meeting. */
bool selection_holds_cycle(const struct ledger_selection *selection, int cycle);
bool selection_holds(const struct ledger_selection *selection, uint32_t household);
bool selection_holds_meeting(const struct ledger_selection *selection, uint32_t meeting);

/*
 * What a reader may not see, or sees besides: who composes for a circle fills this in (view/). What is NULL
 * changes nothing.
 */
struct ledger_filter {
    void *context; /* the first argument of each */
    /* Writes what comes first in the object. */
    void (*head)(void *context, struct json *json);
    /* The name that is added to a household. */
    const char *(*household_name)(void *context, uint32_t household);
    /* What of an account waits to become final. */
    int64_t (*pending)(void *context, const struct account *account);
    /* Whether an entry is listed. */
    bool (*lists)(void *context, uint32_t entry);
    /* Puts the id of an entry, instead of entry_id. */
    void (*entry_id)(void *context, uint32_t entry, struct buf *out);
    /* Writes what comes behind the entries of a cycle. */
    void (*after_entries)(void *context, struct json *json, const struct cycle *cycle);
    bool no_measures;                         /* nor of what decisions bar or take */
    bool no_residents;                        /* nothing of residents is written */
    const struct ledger_selection *selection; /* NULL: everything */
    const struct spill *spill;                /* where it goes on to; NULL: all stays in OUT */
};

/* Writes the computed state as one JSON object and a line end: all of it, for own and office, where FILTER is
 * empty. What the public may see is composed in view/. */
void ledger_json_filtered(const struct ledger *ledger, const struct ledger_filter *filter, struct buf *out);

#endif
