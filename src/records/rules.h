/* rules/: the points lists, what their rules are worth on a day, and up to what cap. */
#ifndef RECORDS_RULES_H
#define RECORDS_RULES_H

#include "records/calendar.h"
#include "records/ids.h"
#include "yaml/schema.h"

#include <stdbool.h>

struct cap {
    int64_t points; /* of a quota: how many times, not in hundredths */
    enum period period;
};

struct caps {
    const struct cap *items;
    uint32_t len; /* 0: no cap */
};

enum level { level_city, level_town, level_village };
enum rule_kind { kind_positive, kind_negative, kind_bonus };
enum { bars_cycle = -1 };                                     /* of rule.bars: until the end of the cycle */
enum { need_evidence = 1, need_resident = 2, need_note = 4 }; /* bits of rule.needs */

struct rules_file {
    struct record record;
    enum level level;
    const char *issuer, *document; /* NULL: not said */
    const char *decided;           /* id of an assembly meeting, for all of the file; NULL: not said */
    uint32_t decided_meeting;
    struct category *categories;
    uint32_t categories_len;
    struct rule *rules;
    uint32_t rules_len;
    struct adjustment *adjustments;
    uint32_t adjustments_len;
    uint32_t file; /* index among the files */
};

struct category {
    struct record record;
    const char *id, *title;
    struct caps caps;
    const struct rules_file *list; /* where it is defined */
};

/* What an entry under a rule is worth: lo == hi and !range for one value, else the meeting chooses within
 * lo..hi. */
struct value_range {
    int64_t lo, hi;
    bool range;
};

/* A value that holds for deeds from a date on. */
struct dated_value {
    int32_t from; /* date_first for the only one */
    struct value_range value;
    const struct node *node;  /* where it stands */
    const struct node *own;   /* the mapping that says who decided it too; NULL */
    const char *decided;      /* NULL: not said here */
    uint32_t decided_meeting; /* the assembly meeting that is named there; records_none */
};

struct rule {
    struct record record;
    const char *id, *title, *unit;
    const char *category_id;
    uint32_t category;
    enum rule_kind kind;
    struct dated_value *values; /* ascending by date */
    uint32_t values_len;
    struct caps caps;
    bool bounded; /* `range` is given: values that adjustments may set */
    int64_t bound_lo, bound_hi;
    int32_t from, until; /* deed dates it holds for before adjustments; date_first, date_last: no bound */
    uint32_t needs;      /* need_… bits */
    bool veto;
    int32_t bars;             /* days for which a final entry bars redeeming, or bars_cycle; 0: it does not */
    bool zero;                /* a final entry takes what is left to spend */
    const char *decided;      /* NULL: not said here */
    uint32_t decided_meeting; /* the assembly meeting, here or at the file's top; records_none */
    const struct rules_file *list;
    const struct adjustment **adjustments; /* those that name it, in the order read: later ones win */
    uint32_t adjustments_len;
};

struct adjustment {
    struct record record;
    const char *rule_id;
    uint32_t rule;
    int32_t from;
    bool has_value;
    struct value_range value;
    bool has_caps; /* caps.len 0: `cap: none` */
    struct caps caps;
    bool drop;
    const char *decided;
    uint32_t decided_meeting;
    const struct rules_file *list;
};

/* Whether RULE holds for deeds of DATE: its own dates, and no adjustment drops it on or before. */
bool rule_holds(const struct rule *rule, int32_t date);

/* The last day RULE holds for: `until`, or the day before the first drop. */
int32_t rule_last(const struct rule *rule);

/* The first day it holds for: also the first that it has a value for; date_first: no bound. */
int32_t rule_first(const struct rule *rule);

/*
 * What an entry under RULE is worth for deeds of DATE; NULL where it has no value then (a deed before the
 * first date). *BY is the adjustment that set it, NULL where it is the rule's own; BY may be NULL. *DATED
 * likewise is the value among the rule's own, NULL where an adjustment set it.
 */
const struct value_range *rule_value(const struct rule *rule, int32_t date, const struct adjustment **by,
                                     const struct dated_value **dated);

/* The caps of RULE for deeds of DATE, as rule_value. */
const struct caps *rule_caps(const struct rule *rule, int32_t date, const struct adjustment **by);

#endif
