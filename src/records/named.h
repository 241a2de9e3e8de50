/* Records by their names: who or what is meant where people write a name or a title in place of an id. */
#ifndef RECORDS_NAMED_H
#define RECORDS_NAMED_H

#include "records/records.h"

enum named_kind { named_head, named_member, named_rule, named_category, named_reward, named_meeting };

struct named {
    enum named_kind kind;
    uint32_t index;   /* of the household, resident, rule, … */
    const char *name; /* as it is compared (base/fold.h) */
};

struct named_index {
    struct named *items; /* by name, kind and index */
    size_t len;
    size_t cap;
    struct arena arena;
};

/* Every name of a household's head and member, every title of a rule, category, reward and meeting. The
 * caller frees. */
void named_make(struct named_index *index, const struct records *records);
void named_free(struct named_index *index);

/* Those that NAME is the name of; *COUNT is how many. */
const struct named *named_find(const struct named_index *index, const char *name, size_t *count);

/* The id of what is named; NULL where it has none. */
const char *named_id(const struct records *records, const struct named *named);

/* Reports as `not-listed` that HOUSEHOLD is not on the list on DATE, and since or until when it is. */
void report_not_listed(const struct household *household, int32_t date, struct place place,
                       struct diags *diags);

/* Whether NAME is nearly the title of one rule (KIND: or category, or reward): which one; NULL. */
const struct named *named_near(const struct named_index *index, enum named_kind kind, const char *name);

#endif
