/* What decisions cost beside points: what a household had left to spend (`zero`), and redeeming for a time
 * (`bars`). */
#ifndef LEDGER_FORFEIT_H
#define LEDGER_FORFEIT_H

#include "ledger/ledger.h"

/* In the order in which they stand on one day. */
enum forfeit_kind { forfeit_credit, forfeit_zero, forfeit_spent, forfeit_given };

/* What changes what a household has to spend in a cycle. */
struct forfeit_event {
    int32_t date; /* a final entry's final_from, a redemption's date; when points arrive, or are given */
    enum forfeit_kind kind;
    uint32_t entry; /* of a forfeit_zero */
    uint32_t place; /* in which it was added: those of one day and kind stay in this order */
    int64_t amount; /* credited or received; taken, once it is known; spent; given */
};

struct forfeit_events {
    struct forfeit_event *items;
    size_t len, cap;
};

/* The caller frees items (base/memory.h). */
void forfeit_add(struct forfeit_events *events, int32_t date, enum forfeit_kind kind, uint32_t entry,
                 int64_t amount);

/* Puts EVENTS in order, sets what each forfeit_zero takes from a household that carried CARRIED into the
 * cycle, and returns what all of them take. */
int64_t forfeit_take(struct forfeit_events *events, int64_t carried);

/* The events of ACCOUNT, whose carried is known, in order: CYCLE is the account's. */
void forfeit_events_of(const struct ledger *ledger, const struct cycle *cycle, const struct account *account,
                       struct forfeit_events *events);

/* The last day on which an entry under RULE, final from FROM, bars redeeming; date_first: it never does. */
int32_t forfeit_bar_last(const struct village *village, const struct rule *rule, int32_t from);

/* Sets until when the accounts of all cycles are barred. */
void forfeit_bars_make(struct ledger *ledger);

#endif
