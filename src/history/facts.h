/*
 * What has been decided and recorded, as facts that can be compared: an entry, a correction, a rule, each
 * with its id, its values as text that does not depend on how they were written, and where it stands. A fact
 * outlives the records that it was taken from.
 */
#ifndef HISTORY_FACTS_H
#define HISTORY_FACTS_H

#include "base/arena.h"
#include "base/map.h"
#include "records/records.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fact_kind {
    fact_village,    /* what of village.yaml all figures depend on; its id is "village" */
    fact_category,   /* a heading of the points list */
    fact_rule,       /* as its own file has it */
    fact_adjustment, /* RULE@DATE */
    fact_goods,
    fact_service,
    fact_honour, /* who wins it */
    fact_household,
    fact_meeting,
    fact_entry,      /* MEETING/N, MEETING/N/WHO, MEETING/CLAIM */
    fact_claim,      /* what was declared */
    fact_decision,   /* of a claim: its id is the claim's */
    fact_correction, /* its id is the entry's */
    fact_objection,
    fact_resolution, /* of an objection: its id is the objection's */
    fact_transfer,   /* MEETING/tN */
    fact_redemption, /* FILE/N */
    fact_disclosure, /* FILE/N */
    fact_kinds
};

/* What may become of a value once the fact holds. */
enum fact_guard {
    guard_fixed,   /* it stays */
    guard_grows,   /* a list, items with line feeds between: more may come behind */
    guard_follows, /* it stays, and follows from another record: what an entry's rule was worth that day */
    guard_ends, /* a last day: it may be given and moved, but not to before the version that had another, and
                   once it has passed it stays */
    guard_free  /* it may be mended */
};

struct fact_field {
    const char *name;  /* as the schema has it */
    const char *label; /* as the file has it, in Chinese perhaps; NULL: it does not stand there */
    const char *value; /* NULL: none */
    enum fact_guard guard;
    struct place place;
};

struct fact {
    enum fact_kind kind;
    const char *id;
    const char *within; /* the meeting or file that it is a part of; NULL */
    const char *path;   /* of its file: "records/…" */
    struct place place;
    int32_t since; /* the day from which it may not be altered; date_last: it may be */
    const struct fact_field *fields;
    uint32_t len;
};

struct facts {
    struct fact *items;
    size_t len;
    size_t cap;
    struct arena arena;
};

/*
 * Adds the facts of RECORDS to FACTS. Values of rules that hold only after UNTIL are left out. WHOLE: the
 * records are a village's, not single files of one: then what follows from other records is a value too, and
 * an approved claim stands for itself only as the entry that it became. Records with errors do: what was not
 * understood is no fact.
 */
void facts_collect(const struct records *records, int32_t until, bool whole, struct facts *facts);
void facts_free(struct facts *facts);

/* The value of FACT's field NAME; NULL where it has none. */
const char *fact_value(const struct fact *fact, const char *name);

/* The word for a kind, as it stands before an id: "entry". */
const char *fact_word(enum fact_kind kind);

/* From kinds and ids to places among facts. */
struct fact_index {
    struct map map;
    struct arena arena;
};
void fact_index_make(const struct facts *facts, struct fact_index *index);
const struct fact *fact_find(const struct facts *facts, const struct fact_index *index, enum fact_kind kind,
                             const char *id);
void fact_index_free(struct fact_index *index);

#endif
