/* Inside history/ only: making facts. */
#ifndef HISTORY_COLLECT_H
#define HISTORY_COLLECT_H

#include "history/facts.h"

enum { most_fields = 24 };

struct collecting {
    const struct records *records;
    int32_t until;
    bool whole;
    int32_t in_use; /* the first day on which anything decided was put on notice */
    struct facts *facts;
    struct fact fact; /* the one that is being made */
    struct fact_field fields[most_fields];
    uint32_t count;
};

/* Begins a fact, and adds it when it has all of its fields. */
void fact_begin(struct collecting *c, enum fact_kind kind, const char *id, struct place place);
void fact_end(struct collecting *c);

/* Puts a value that stands at NAME in the mapping NODE (NULL: where the fact stands). */
void fact_put(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
              const char *value);
void fact_put_date(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                   int32_t date);
void fact_put_points(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                     int64_t points);
void fact_put_strings(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                      const struct strings *strings);
/* Puts the word of a field whose value is one of few, or (BITS, by their numbers) some of few: NAME of the
 * kind that is being made. */
void fact_put_word(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                   int value);
void fact_put_words(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                    uint32_t bits);
void fact_put_caps(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                   const struct caps *caps);

void collect_rules(struct collecting *c);     /* facts_rules.c: categories, rules, adjustments */
void collect_rewards(struct collecting *c);   /* facts_rewards.c: goods, services, honours */
void collect_decisions(struct collecting *c); /* facts_decided.c: meetings and what they decide, claims,
                                                 objections */

#endif
