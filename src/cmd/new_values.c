#include "cmd/new_values.h"

#include "base/date.h"
#include "clerk/import.h"
#include "cmd/command.h"
#include "records/ids.h"
#include "yaml/insert.h"

#include <string.h>

/* --- first values */

static bool ends_in_digit(const char *text)
{
    size_t len = strlen(text);
    return len && text[len - 1] >= '0' && text[len - 1] <= '9';
}

/* The id of LAST, an item of the list, where that ends in a digit; NULL. */
static const char *numbered_id(const struct new_item *item, const struct node *last)
{
    const char *id = NULL;
    for (const struct node *key = last && last->kind == node_map ? node_first(last) : NULL; key;
         key = key->next->next) {
        const struct field *field = schema_field(item->schema, key);
        if (field && strcmp(field->name, "id") == 0 && node_text(key->next) &&
            id_valid(key->next->text, key->next->length) && ends_in_digit(key->next->text))
            id = key->next->text;
    }
    return id;
}

/* The first id behind LAST that is none of those TAKEN. */
static const char *id_behind(const char *last, const struct map *taken, struct arena *arena)
{
    struct buf id = {0};
    buf_puts(&id, last);
    do
        id_next(&id);
    while (map_find(taken, buf_text(&id)) != map_none);
    const char *text = arena_copy(arena, buf_text(&id));
    buf_free(&id);
    return text;
}

/* The next id of what ITEM is. */
static const char *own_id(const struct new_item *item, const struct records *r, const struct node *last,
                          struct arena *arena)
{
    char date[date_text_size];
    date_format(item->today, date);
    const struct {
        const char *schema, *first;
        const struct map *taken;
    } ids[] = {
        {"claim", arena_printf(arena, "c-%.4s-000", date), &r->claim_ids},
        {"objection", arena_printf(arena, "o-%.4s-000", date), &r->objection_ids},
        {"household", "h000", &r->household_ids},
        {"category", "k00", &r->category_ids},
        {"rule", "r00", &r->rule_ids},
        {"goods", "goods00", &r->reward_ids},
        {"service", "service00", &r->reward_ids},
        {"honour", "honour00", &r->reward_ids},
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (strcmp(ids[i].schema, item->schema->name) == 0)
            return id_behind(numbered_id(item, last) ? numbered_id(item, last) : ids[i].first, ids[i].taken,
                             arena);
    return "";
}

const char *new_rule_id(const struct new_item *item, const struct loaded *loaded, const char *category,
                        const struct node *last, struct arena *arena)
{
    const struct records *r = &loaded->records;
    const char *before = NULL;
    for (uint32_t i = 0; i < r->rules_len; i++)
        if (r->rules[i]->category != records_none && ends_in_digit(r->rules[i]->id) &&
            strcmp(r->categories[r->rules[i]->category]->id, category) == 0)
            before = r->rules[i]->id;
    if (!before)
        before = numbered_id(item, last);
    return id_behind(before ? before : arena_printf(arena, "%s-00", category), &r->rule_ids, arena);
}

const char *new_first_value(const struct new_item *item, const struct field *field,
                            const struct loaded *loaded, const struct node *last, struct arena *arena)
{
    char date[date_text_size];
    date_format(item->today, date);
    if (field->type == type_date)
        return arena_copy(arena, date);
    if (strcmp(field->name, "id") == 0)
        return own_id(item, &loaded->records, last, arena);
    if (field->type == type_word)
        return item->chinese ? field->words[0].zh : field->words[0].name;
    if (strcmp(field->name, "quantity") == 0)
        return "1";
    return "";
}

/* --- what is typed */

/* Whether FIELD is one of the COUNT that are called NAMES. */
static bool is_among(const struct field *field, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], field->name) == 0)
            return true;
    return false;
}

static bool names_something(const struct field *field)
{
    static const char *const names[] = {"rule", "reward", "category", "household", "resident"};
    return is_among(field, names, sizeof names / sizeof *names);
}

/* Whether FIELD is read as a cell of a table is: it names something, or has more than one writing. */
static bool many_writings(const struct field *field)
{
    static const char *const names[] = {"points", "cap", "times", "quantity"};
    return names_something(field) || is_among(field, names, sizeof names / sizeof *names) ||
           field->type == type_date || field->type == type_flag;
}

bool new_typed_value(const struct loaded *loaded, const struct new_item *item, const struct field *field,
                     const char *value, struct arena *arena, struct buf *out)
{
    struct cells none = {.arena = arena};
    bool rule = strcmp(item->schema->name, "rule") == 0 || strcmp(item->schema->name, "adjustment") == 0;
    struct importing im = {.records = &loaded->records,
                           .cells = &none,
                           .kind = rule ? import_rules : import_kinds,
                           .chinese = item->chinese,
                           .today = item->today,
                           .date = item->today,
                           .group = records_none,
                           .translate = say_translate,
                           .arena = arena};
    bool right = true;
    if (*value == '[' || *value == '{') {
        buf_puts(out, value);
    } else if (*value && many_writings(field)) {
        right = import_value(&im, field, value, out);
        if (!right && names_something(field) &&
            id_valid(value, strlen(value))) { /* of what is not there yet */
            buf_clear(out);
            insert_scalar(out, value);
            right = true;
        }
        if (!right)
            say(_("new: %s: %s"), item->chinese ? field->zh : field->name, im.problems.items[0].text);
    } else if (*value) {
        insert_scalar(out, value);
    }
    import_free(&im);
    return right;
}

/* --- what examples name */

struct scaffold_known new_known(const struct loaded *loaded, const struct new_item *item, struct arena *arena)
{
    const struct records *r = &loaded->records;
    struct scaffold_known known = {.household = NULL};
    for (uint32_t i = 0; i < r->households_len && !known.household; i++)
        if (household_listed(r->households[i], item->today))
            known.household = r->households[i]->id;
    for (uint32_t i = 0; i < r->rules_len && !known.rule; i++) {
        const struct rule *rule = r->rules[i];
        const struct value_range *value =
            rule_holds(rule, item->today) ? rule_value(rule, item->today, NULL, NULL) : NULL;
        if (value && value->lo == value->hi && rule->kind == kind_positive && !rule->needs)
            known.rule = rule->id;
    }
    known.category = r->categories_len ? r->categories[0]->id : NULL;
    for (uint32_t i = 0; i < r->rewards_len && !known.reward; i++)
        if (r->rewards[i]->kind == reward_goods)
            known.reward = r->rewards[i]->id;
    for (uint32_t i = 0; i < r->claims_len && !known.claim; i++)
        if (r->claims[i]->decision_meeting == records_none)
            known.claim = r->claims[i]->id;
    for (uint32_t i = 0; i < r->objections_len && !known.objection; i++)
        if (r->objections[i]->resolution == records_none)
            known.objection = r->objections[i]->id;
    for (size_t i = 0; i < item->count && strcmp(item->schema->name, "household") == 0; i++)
        if (strcmp(item->given[i].name, "id") == 0 && *item->given[i].value)
            known.resident = arena_printf(arena, "%s-1", item->given[i].value);
    return known;
}

/* --- what waits */

static void put_claim(const struct records *r, const struct claim *c, struct buf *out)
{
    char date[date_text_size];
    date_format(c->deed.date, date);
    buf_printf(out, "# %s", c->id);
    if (c->household != records_none)
        buf_printf(out, " %s %s", r->households[c->household]->id, r->households[c->household]->head.text);
    if (c->deed.rule != records_none)
        buf_printf(out, " %s", r->rules[c->deed.rule]->title);
    buf_printf(out, " %s\n", date);
}

void new_waiting(const struct records *r, int32_t date, struct buf *out)
{
    enum { most = 100 };
    size_t count = 0;
    for (uint32_t i = 0; i < r->claims_len && count < most; i++)
        if (r->claims[i]->decision_meeting == records_none && r->claims[i]->received <= date) {
            if (!count++)
                scaffold_prose(_("Claims that wait to be decided:"), out);
            put_claim(r, r->claims[i], out);
        }
    count = 0;
    for (uint32_t i = 0; i < r->objections_len && count < most; i++)
        if (r->objections[i]->resolution == records_none && r->objections[i]->received <= date) {
            if (!count++)
                scaffold_prose(_("Objections that wait to be answered:"), out);
            buf_printf(out, "# %s %s\n", r->objections[i]->id, r->objections[i]->entry_id);
        }
}
