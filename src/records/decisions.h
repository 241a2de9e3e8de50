/* meetings/, claims/ and objections/: what was declared, what meetings decided, and what was held against it.
 */
#ifndef RECORDS_DECISIONS_H
#define RECORDS_DECISIONS_H

#include "records/people.h"
#include "yaml/schema.h"

#include <stdbool.h>

enum meeting_kind { meeting_review, meeting_assembly, meeting_sharing };

/* A line of `entries`, or what a claim says: what all entries made from it have in common. */
struct deed {
    struct record record;                 /* bits: deed_…, of a claim also claim_… (fields.h) */
    const char *rule_id;                  /* as written */
    struct strings households, residents; /* as written: one or a list of them; empty where not given */
    const struct node *scores;            /* the mapping, or NULL */
    uint32_t rule;
    int32_t date;     /* date of the deed, the meeting's where it was not given */
    int64_t times;    /* a quantity: hundredths */
    int64_t points;   /* as given */
    const char *note; /* NULL: none */
    struct strings evidence;
    bool has_points;
    bool again;
    bool who_unknown;              /* it can't be known which entries it stands for: an error of the line */
    uint32_t first_entry, entries; /* those of records.entries that it stands for, where it is a line */
};

enum via { via_paper, via_web, via_visit };

struct claim {
    struct deed deed;
    const char *id;
    int32_t received;
    enum via via;
    uint32_t household, resident;
    uint32_t decision_meeting; /* the meeting that decided it, whatever T is; records_none */
    bool approved;             /* as decided */
    const char *reason;        /* as decided; NULL */
    uint32_t entry;            /* the entry that it became; records_none */
    uint32_t file;
};

struct claim_decision {
    struct record record;
    const char *claim_id;
    uint32_t claim;
    bool approve;
    const char *reason; /* NULL */
};

struct correction {
    struct record record;
    const char *entry_id;
    uint32_t entry;
    const char *by_id; /* of the entry that takes its place; NULL: none is named */
    uint32_t by;
    const char *reason; /* NULL */
    uint32_t meeting;
};

struct resolution {
    struct record record;
    const char *objection_id;
    uint32_t objection;
    bool upheld;
    const char *reason; /* NULL */
    uint32_t meeting;
};

/* Points that a household passes on to another by the decision of a meeting: of its balance, never of what it
 * earned. */
struct transfer {
    struct record record;
    const char *from_id, *to_id; /* as written */
    uint32_t from, to;           /* households; records_none */
    int64_t points;
    const char *reason; /* NULL */
    uint32_t meeting;
    uint32_t place; /* in the meeting's `transfers`, from 1 */
};

struct meeting {
    struct record record;
    const char *id;
    int32_t date;
    enum meeting_kind kind;
    const char *title, *place; /* NULL */
    const char *chair;         /* stands as written; NULL */
    int32_t present;           /* how many; −1: not said */
    const struct node *present_node;
    struct strings present_ids;
    struct parties present_parties; /* where a list was given */
    struct strings recused_ids;
    struct parties recused;
    int32_t noticed;     /* first day of the notice */
    int32_t notice_last; /* its last day */
    const char *minutes; /* Markdown; NULL */
    struct deed *lines;
    uint32_t lines_len;
    struct claim_decision *decisions;
    uint32_t decisions_len;
    struct correction *corrections;
    uint32_t corrections_len;
    struct resolution *resolutions;
    uint32_t resolutions_len;
    struct transfer *transfers;
    uint32_t transfers_len;
    uint32_t first_entry,
        entries; /* its entries are these of records.entries: of its lines, then of its approved claims */
    uint32_t file;
};

/* One decision: this household, this rule, this deed date, this many times. */
struct entry {
    const struct deed *deed;
    uint32_t meeting;
    uint32_t household;
    uint32_t resident; /* records_none */
    uint32_t rule;
    uint32_t claim; /* the claim that it comes from; records_none */
    /* its place in `entries` from 1; of a claim, its place among the meeting's decisions from 1 */
    uint32_t line;
    uint32_t item;            /* its place in the line's list from 1; 0: the line names one */
    int32_t date;             /* of the deed */
    int32_t times;            /* hundredths */
    int32_t points;           /* chosen within the range; meaningless for a rule of one value */
    uint32_t correction;      /* of records.corrections; records_none */
    uint32_t first_objection; /* of records.objections; records_none */
    const struct node *node;  /* where it stands: its item in a list or mapping, else its line or decision */
};

struct objection {
    struct record record;
    const char *id, *entry_id;
    uint32_t entry;
    int32_t received;
    const char *grounds;     /* own and office only; NULL */
    uint32_t resolution;     /* of records.resolutions; records_none */
    uint32_t next_objection; /* to the same entry; records_none */
    uint32_t file;
};

/* check_double.c: whether a correction names the entry or an upheld objection voids it: what was decided
 * wrongly may be decided anew. */
bool entry_undone(const struct records *records, const struct entry *entry);

/* check_transfers.c: whether a meeting decides anything, of whatever kind it is. */
bool meeting_decides(const struct meeting *meeting);

/* check_transfers.c: the day on which the points of TRANSFER reach who is given them: that on which an entry
 * of its meeting is final at the earliest. */
int32_t transfer_arrives(const struct records *records, const struct transfer *transfer);

#endif
