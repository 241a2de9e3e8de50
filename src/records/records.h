/*
 * What the village wrote: the records, typed, with their references resolved.
 *
 * Reading has two steps, so that files can be read in parallel: records_read_file for each file, then
 * records_link for all of them together. Every problem goes to the diagnostics; a record with one is left out
 * or marked, the rest goes on. Only records without errors are given to the ledger.
 *
 * Points are hundredths in an int64_t, quantities too; dates are days in an int32_t (base/date.h). What
 * refers to another record is its index in the array of its kind, or `records_none`.
 */
#ifndef RECORDS_RECORDS_H
#define RECORDS_RECORDS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "yaml/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define records_none UINT32_MAX

/* A person's or household's name. Only view/ may turn one into text, for a circle (model.md, section 6). */
struct name {
    const char *text;
};

/* A day of any year. */
struct day_of_year {
    int month; /* 0: not given */
    int day;
};

enum period { period_day, period_week, period_month, period_quarter, period_cycle };

struct cap {
    int64_t points; /* of a quota: how many times, not in hundredths */
    enum period period;
};

struct caps {
    const struct cap *items;
    uint32_t len; /* 0: no cap */
};

/* --- village.yaml
 * ------------------------------------------------------------------------------------------- */

enum language { language_zh_cn, language_en };
enum carry { carry_none, carry_balance, carry_until };
enum shown { shown_full, shown_masked, shown_id };
enum warnings_shown { warnings_count, warnings_masked, warnings_named };
enum rhythm { rhythm_none, rhythm_month, rhythm_quarter, rhythm_cycle };
enum encoding { encoding_gb18030, encoding_gb2312, encoding_gbk, encoding_utf8 };
enum controller { controller_file, controller_bx5k, controller_bx6k };
enum screen_part { part_welcome, part_notices, part_ranking, part_honours, part_rewards, part_news };

/* A household or a resident, where either may stand. One of the two is records_none; both are, where it is
 * unknown. */
struct party {
    uint32_t household; /* the household meant, or that of the resident meant */
    uint32_t resident;  /* records_none where a household was meant */
};

struct parties {
    struct party *items;
    uint32_t len;
};

struct committee {
    struct record record;
    const char *name;        /* NULL: not said */
    int32_t quorum;          /* 0: none */
    struct strings members_; /* ids as written */
    struct parties members;
};

struct office {
    struct record record;
    const char *role, *phone, *place, *hours; /* NULL: not said (role always is) */
    const char *holder;                       /* stands as written: offices are public */
};

enum occasion {
    occasion_review,
    occasion_assembly,
    occasion_sharing,
    occasion_redemption,
    occasion_commendation
};

/* A day to come that residents ask for; nothing is computed from it. */
struct village_event {
    struct record record;
    int32_t date;
    enum occasion kind;
    const char *title, *place, *hours; /* NULL: not said */
};

struct screen {
    struct record record;
    const char *id;
    int32_t columns, rows, seconds, max_minutes;
    enum encoding encoding;
    enum screen_part *show;
    uint32_t shows;
    const char *welcome; /* NULL: not said */
    enum controller controller;
    const char *address;   /* NULL: none */
    int32_t width, height; /* pixels, defaults worked out */
    int32_t area;
};

struct village {
    struct record record;
    const char *name, *town, *city; /* town and city NULL where not said */
    enum language language;
    const char *url; /* NULL: none; without a slash at its end */
    const char *theme;
    struct day_of_year cycle;
    int64_t base;
    enum carry carry;
    struct day_of_year carry_day; /* with carry_until */
    int32_t late;
    struct record notice;
    int32_t notice_days;
    const char *contact, *phone; /* NULL: not said */
    struct record committees_record;
    struct committee review, assembly;
    struct office *offices;
    uint32_t offices_len;
    struct record privacy;
    enum shown site, print, led;
    enum warnings_shown warnings;
    struct strings words;
    struct record rhythm_record;
    enum rhythm review_rhythm, redemption_rhythm, commendation_rhythm;
    struct screen *screens; /* at least one */
    uint32_t screens_len;
    struct village_event *events; /* in the order written */
    uint32_t events_len;
};

/* --- rules/
 * --------------------------------------------------------------------------------------------------- */

enum level { level_city, level_town, level_village };
enum rule_kind { kind_positive, kind_negative, kind_bonus };
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
    const struct node *node; /* where it stands */
};

struct rule {
    struct record record;
    const char *id, *title, *unit;
    const char *category_id;
    uint32_t category;
    enum rule_kind kind;
    const struct dated_value *values; /* ascending by date */
    uint32_t values_len;
    struct caps caps;
    bool bounded; /* `range` is given: values that adjustments may set */
    int64_t bound_lo, bound_hi;
    int32_t from, until; /* deed dates it holds for before adjustments; date_first, date_last: no bound */
    uint32_t needs;      /* need_… bits */
    bool veto;
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

/* The first day RULE holds for: `from`, or that of its first value where that is later; date_first: no bound.
 */
int32_t rule_first(const struct rule *rule);

/* The last day RULE holds for: `until`, or the day before the first drop. */
int32_t rule_last(const struct rule *rule);

/*
 * What an entry under RULE is worth for deeds of DATE; NULL where it has no value then (a deed before the
 * first date). *BY is the adjustment that set it, NULL where it is the rule's own; BY may be NULL. *DATED
 * likewise is the value among the rule's own, NULL where an adjustment set it.
 */
const struct value_range *rule_value(const struct rule *rule, int32_t date, const struct adjustment **by,
                                     const struct dated_value **dated);

/* The caps of RULE for deeds of DATE, as rule_value. */
const struct caps *rule_caps(const struct rule *rule, int32_t date, const struct adjustment **by);

/* --- households/
 * ------------------------------------------------------------------------------------------------ */

struct group {
    struct record record;
    const char *id, *name;
    uint32_t file;
};

struct household {
    struct record record;
    const char *id;
    struct name head;
    int32_t since, until; /* days on the list; date_first, date_last: no bound */
    bool offline;
    int32_t consent; /* date_last: never */
    uint32_t group;
    struct resident *members; /* of records.residents */
    uint32_t members_len;
};

struct resident {
    struct record record;
    const char *id;
    struct name name;
    bool minor;
    uint32_t household;
};

/* Whether HOUSEHOLD is on the list on DATE. */
bool household_listed(const struct household *household, int32_t date);

/* --- meetings/
 * -------------------------------------------------------------------------------------------------- */

enum meeting_kind { meeting_review, meeting_assembly, meeting_sharing };

/* A line of `entries`, or what a claim says: what all entries made from it have in common. */
struct deed {
    struct record record;                 /* bits as in entry_fields; of a claim as in claim_fields */
    const char *rule_id;                  /* as written */
    struct strings households, residents; /* as written: one or a list of them; empty where not given */
    const struct node *scores;            /* the mapping, or NULL */
    uint32_t rule;
    int32_t date;   /* date of the deed, the meeting's where it was not given */
    int64_t times;  /* a quantity: hundredths */
    int64_t points; /* as given */
    bool has_points;
    const char *note; /* NULL: none */
    struct strings evidence;
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
    uint32_t
        line; /* its place in `entries` from 1; of a claim, its place among the meeting's decisions from 1 */
    uint32_t item;            /* its place in the line's list from 1; 0: the line names one */
    int32_t date;             /* of the deed */
    int32_t times;            /* hundredths */
    int64_t points;           /* chosen within the range; meaningless for a rule of one value */
    uint32_t correction;      /* of records.corrections; records_none */
    uint32_t first_objection; /* of records.objections; records_none */
    const struct node *node;  /* where it stands: its item in a list or mapping, else its line or decision */
};

/* --- objections/, rewards.yaml, redemptions/, disclosures/
 * --------------------------------------------------------- */

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

enum reward_kind { reward_goods, reward_service, reward_honour };
enum reward_cycle { needs_this, needs_last, needs_either }; /* whose points `needs` looks at */
enum per { per_cycle, per_quarter, per_month };

struct delivery {
    int32_t date;
    int64_t quantity;
    const char *source; /* NULL */
    int64_t value;      /* hundredths of a yuan; −1: not said */
    const struct node *node;
};

struct reward {
    struct record record;
    enum reward_kind kind;
    const char *id, *title;
    int32_t from, until;
    int64_t cost;      /* goods */
    int64_t needs;     /* 0: none */
    struct caps quota; /* N / period; N whole, not hundredths */
    enum reward_cycle cycle;
    struct delivery *stock; /* goods: ascending by date */
    uint32_t stock_len;
    bool has_stock;
    bool has_points, has_rank, has_below; /* honours */
    int64_t points, below;
    int32_t rank;
    enum per per;
    struct strings category_ids;
    uint32_t *categories; /* empty: of all */
    uint32_t categories_len;
};

struct redemption {
    struct record record;
    int32_t date;
    const char *household_id, *reward_id;
    uint32_t household, reward;
    int64_t quantity; /* whole, not hundredths */
    bool again;       /* it is meant to stand beside one that is otherwise the same */
    uint32_t file;
    uint32_t place; /* in its file, from 1 */
};

struct disclosure {
    struct record record;
    int32_t date;
    const char *household_id;
    uint32_t household;
    const char *to, *basis;
    const int32_t *cycles;
    uint32_t cycles_len;
};

/* --- all together
 * --------------------------------------------------------------------------------------------------- */

struct records_file; /* what was read from one file: records/file.h */

struct records {
    struct arena arena;
    struct records_file **files; /* in byte order of their paths */
    uint32_t files_len;
    struct village village;
    struct rules_file **lists; /* in byte order of their paths */
    uint32_t lists_len;
    struct category **categories; /* in the order read */
    uint32_t categories_len;
    struct rule **rules; /* in the order read */
    uint32_t rules_len;
    struct adjustment **adjustments; /* in the order read */
    uint32_t adjustments_len;
    struct group **groups; /* in byte order of their ids */
    uint32_t groups_len;
    struct household **households; /* in byte order of their ids */
    uint32_t households_len;
    struct resident **residents; /* in byte order of their ids */
    uint32_t residents_len;
    struct meeting **meetings; /* by date, then id: the order of the caps */
    uint32_t meetings_len;
    struct entry *entries; /* meeting by meeting in that order, then by place: so an index tells the order for
                              one deed date */
    uint32_t entries_len;
    struct correction **corrections;
    uint32_t corrections_len;
    struct resolution **resolutions;
    uint32_t resolutions_len;
    struct claim **claims; /* in byte order of their ids */
    uint32_t claims_len;
    struct objection **objections; /* in byte order of their ids */
    uint32_t objections_len;
    struct reward **rewards; /* goods, then services, then honours, each in the order of the file */
    uint32_t rewards_len;
    struct redemption **redemptions; /* by date, file path, place */
    uint32_t redemptions_len;
    struct disclosure **disclosures; /* by date, file path, place */
    uint32_t disclosures_len;
    struct map category_ids, rule_ids, group_ids, household_ids, resident_ids, meeting_ids, claim_ids,
        objection_ids, reward_ids; /* id → index */
};

/*
 * Reads one file; what is wrong within it goes to DIAGS. Several files may be read at the same time, each
 * with diagnostics of its own. NUMBER is the file's place in SOURCE. The result is given to records_link,
 * which frees it in the end.
 */
struct source_file;
struct records_file *records_read_file(const struct source_file *file, uint32_t number, struct diags *diags);

/*
 * Takes over what was read from FILES (in byte order of their paths; NULL for files of no kind), resolves
 * references and checks everything that more than one record must be known for. The caller frees with
 * records_free.
 */
void records_link(struct records *records, struct records_file **files, uint32_t len, struct diags *diags);
void records_free(struct records *records);

/* The path of file number FILE, relative to the village's folder: "records/…". */
const char *records_path(const struct records *records, uint32_t file);

/* The id of an entry: MEETING/N, MEETING/N/WHO or MEETING/CLAIM. */
void entry_id(const struct records *records, const struct entry *entry, struct buf *out);

/* Who an entry is for, as the id in its line's list or mapping; NULL where the line names one. */
const char *entry_who(const struct entry *entry);

/* The entry of that id, or records_none. */
uint32_t entry_find(const struct records *records, const char *id, size_t len);

/* Whether a correction names the entry or an upheld objection voids it: what was decided wrongly may be
 * decided anew. */
bool entry_undone(const struct records *records, const struct entry *entry);

/* The id of a redemption: its file's name without .yaml, a slash, its place. */
void redemption_id(const struct records *records, const struct redemption *redemption, struct buf *out);

/* The redemption of that id, or records_none. */
uint32_t redemption_find(const struct records *records, const char *id);

/* --- cycles and periods: the calendar of the village
 * --------------------------------------------------------------- */

/* The name Y of the cycle that holds DATE, and its first and last day. */
int cycle_of(const struct village *village, int32_t date);
int32_t cycle_first(const struct village *village, int cycle);
int32_t cycle_last(const struct village *village, int cycle);

/* The first day of the PERIOD that holds DATE (weeks begin on Monday; months and quarters are the
 * calendar's). */
int32_t period_first(const struct village *village, enum period period, int32_t date);

/* The last day of the PERIOD that holds DATE. */
int32_t period_last(const struct village *village, enum period period, int32_t date);

#endif
