/* Putting an explanation together, step by step. Inside explain/ only. */
#ifndef EXPLAIN_STEPS_H
#define EXPLAIN_STEPS_H

#include "explain/explain.h"

struct steps {
    struct explainer *explainer;
    const struct ledger *ledger;
    const struct records *records;
    struct arena *arena;
    struct explanation *out;
    uint32_t steps_cap, sections_cap;
};

void steps_begin(struct steps *steps, struct explainer *explainer, struct arena *arena,
                 struct explanation *out, enum subject subject, uint32_t index);

/* Begins a section: the steps that follow belong to it. One without steps is taken back by the next. */
void steps_section(struct steps *steps, enum section_kind kind, int cycle);

/* Ends the last section. */
void steps_end(struct steps *steps);

/* Begins a step: the details that follow belong to it. */
void steps_add(struct steps *steps, enum step_kind kind, const struct node *origin);

/* A detail that is a number, a date or an index; NODE is where it is written, an empty one is none. */
void steps_detail(struct steps *steps, enum detail_name name, int64_t number, const struct node *node);

/* One with two numbers: a value, a span, a cap. */
void steps_pair(struct steps *steps, enum detail_name name, int64_t number, int64_t high,
                const struct node *node);

void steps_words(struct steps *steps, enum detail_name name, const char *text, const struct node *node);

/* The step of KIND with a text, if there is one: key KEY of RECORD. */
void steps_text(struct steps *steps, enum step_kind kind, const char *text, const struct node *record,
                const char *key);

/* The value of KEY of the mapping NODE, where it is written and not empty; else NULL. */
const struct node *steps_written(const struct node *node, const char *key);

/* Item number I of the list NODE, which is the only item itself where it is no list. */
const struct node *steps_item(const struct node *node, uint32_t i);

/* The key of a mapping whose value is VALUE; NULL where it is none of it. */
const struct node *steps_key(const struct node *map, const struct node *value);

/* A meeting and its date: two details. AS is where it is named; NULL: nowhere but in its own file. */
void steps_meeting(struct steps *steps, uint32_t meeting, const struct node *as);

/* entry.c: what a claim or an entry's line says was done. ENTRY is NULL for a claim that is none yet. */
void steps_deed(struct steps *steps, const struct deed *deed, const struct entry *entry, uint32_t household,
                uint32_t resident, uint32_t rule, int32_t date);

/* The sections of an entry: decided, credit and status; status alone. */
void steps_entry(struct steps *steps, uint32_t entry);
void steps_status(struct steps *steps, uint32_t entry);

/* An objection's resolution, if it is known at T. */
void steps_resolution(struct steps *steps, const struct objection *objection);

/* honours.c: that a household is not on the list on DAY. */
void steps_unranked(struct steps *steps, const struct household *household, int32_t day);

/* honours.c: the honours of CYCLE, its quarters and months, of WHO, a household that takes part in it, a
 * resident whom an entry of it names or, where honours are for such, a group, as AWARD says. */
void steps_honours(struct steps *steps, const struct cycle *cycle, enum award award, uint32_t who);

/* honours.c: that a reward's dates do not hold on DAY, if so. */
void steps_not_offered(struct steps *steps, const struct reward *reward, int32_t day);

/* household.c: what `needs` looks at. CYCLE is the name of the one that holds the day. */
void steps_needs(struct steps *steps, const struct reward *reward, const struct needs_trace *needs,
                 int cycle);

/* redemption.c: what a household had to spend on DATE, for what NODE is about; the last step is what was
 * left. */
void steps_funds(struct steps *steps, const struct node *node, int32_t date, const struct funds *funds);

/* lines.c: the line of points that are passed on, of who gives them or receives them, with the balance
 * behind it. MOVED: what of it changes the balance. */
void steps_pass_line(struct steps *steps, uint32_t index, bool given, int32_t date, int64_t moved,
                     int64_t balance);

/* lines.c: the line of a redemption, with the balance behind it. */
void steps_redemption_line(struct steps *steps, uint32_t index, int64_t balance);

/* account.c: a household's account, with what stands in it. */
void steps_account(struct steps *steps, const struct cycle *cycle, const struct account *account);

#endif
