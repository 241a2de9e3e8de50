#include "clerk/import.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/memory.h"
#include "clerk/import_cell.h"
#include "clerk/import_columns.h"
#include "clerk/typed_date.h"
#include "records/typed.h"
#include "yaml/insert.h"

#include <string.h>

/* --- items */

static const char *key(const struct importing *im, const struct schema *schema, const char *name)
{
    const struct field *field = schema_named(schema, name);
    return im->chinese ? field->zh : field->name;
}

/* Begins the pair NAME of ITEM, which the cell AT gives. */
static void put_key(const struct import_at *at, struct import_item *item, const char *name)
{
    struct import_part part = {.row = at->row, .column = at->column};
    buf_puts(&item->text, item->text.len ? ", " : "{");
    part.from = item->text.len;
    memory_push(item, part);
    buf_printf(&item->text, "%s: ", key(at->im, import_schema(at->im->kind), name));
}

/* The household in the row where it is named by its head alone, or by both, which must be the same. */
static bool put_head(const struct import_at *at, const char *head, const char *id, struct import_item *item)
{
    uint32_t named, other;
    if (!*head || (*id && (typed_find(at->im->records, typed_household, id)) == records_none))
        return true;
    if (*id) {
        other = typed_find(at->im->records, typed_household, id);
        return fold_same(at->im->records->households[other]->head.text, head) ||
               import_wrong(at, import_say(at, N_("%s is the household of %s, not of %s")), id,
                            at->im->records->households[other]->head.text, head);
    }
    if (!import_find_household(at, head, &named))
        return false;
    put_key(at, item, "household");
    buf_puts(&item->text, at->im->records->households[named]->id);
    return true;
}

/* The text of the first column of ROLE (of column_field: of the field NAME); "" where there is none. *AT
 * becomes its cell. */
static const char *cell_of(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                           enum column_role role, const char *name)
{
    for (size_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const struct column *c = &columns->items[i];
        if (c->role != role || (role == column_field && strcmp(c->field->name, name) != 0))
            continue;
        at->row = row->number;
        at->column = (int)i;
        return cells_text(row, i);
    }
    at->row = row->number;
    at->column = import_row;
    return "";
}

/* An id where the table has none: the one behind *LAST that is not TAKEN. */
static void put_next_id(const struct import_at *at, const struct map *taken, struct buf *last,
                        struct import_item *item)
{
    put_key(at, item, "id");
    do
        id_next(last);
    while (map_find(taken, buf_text(last)) != map_none);
    buf_puts(&item->text, buf_text(last));
}

/* The members of a household: its head first, then the others that are named. */
static void put_members(struct import_at *at, const char *names, const char *id, const char *head,
                        struct import_item *item)
{
    const struct schema *resident = schema_named(import_schema(import_households), "members")->schema;
    int number = 1;
    size_t skip;
    put_key(at, item, "members");
    buf_printf(&item->text, "[{%s: %s-1, %s: ", key(at->im, resident, "id"), id,
               key(at->im, resident, "name"));
    import_put_text(head, &item->text);
    for (const char *p = names; *p;) {
        size_t len = import_next_name(p, &skip);
        const char *name = arena_text(at->im->arena, p, len);
        p += len + skip;
        if (!len || fold_same(name, head))
            continue;
        buf_printf(&item->text, "}, {%s: %s-%d, %s: ", key(at->im, resident, "id"), id, ++number,
                   key(at->im, resident, "name"));
        import_put_text(name, &item->text);
    }
    buf_puts(&item->text, "}]");
}

/* The group that TEXT names, by id or name; of an empty cell the one of the row above, or the only one. */
static bool find_group(struct import_at *at, const char *text, uint32_t *group)
{
    const struct records *r = at->im->records;
    struct buf list = {0};
    if (!*text && *group != records_none)
        return true;
    if (!*text && r->groups_len == 1) {
        *group = 0;
        return true;
    }
    for (uint32_t i = 0; i < r->groups_len; i++) {
        buf_printf(&list, "%s%s", i ? ", " : "", r->groups[i]->name);
        if (*text && (fold_same(r->groups[i]->id, text) || fold_same(r->groups[i]->name, text))) {
            *group = i;
            buf_free(&list);
            return true;
        }
    }
    if (*text)
        import_wrong(at, import_say(at, N_("no group \"%s\"; there are %s (gongshi new group makes one)")),
                     text, buf_text(&list));
    else
        import_wrong(at, import_say(at, N_("it is not said of which group this household is; there are %s")),
                     buf_text(&list));
    buf_free(&list);
    return false;
}

/* The last ids that were given. */
struct ids {
    struct buf household, claim, rule;
    const char *category; /* of the row above: cells that are joined have it once */
    uint32_t group;
};

static void put_household(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                          struct ids *ids, struct import_item *item)
{
    const char *id = cell_of(at, columns, row, column_field, "id");
    struct buf plain = {0};
    if (*id) {
        put_key(at, item, "id");
        fold_id(&plain, id, strlen(id));
        insert_scalar(&item->text, buf_text(&plain));
    } else {
        put_next_id(at, &at->im->records->household_ids, &ids->household, item);
        buf_puts(&plain, buf_text(&ids->household));
    }
    const char *group = cell_of(at, columns, row, column_group, NULL);
    if (find_group(at, group, &ids->group))
        item->group = ids->group;
    const char *head = cell_of(at, columns, row, column_field, "head");
    if (!*head)
        import_wrong(at, "%s", import_say(at, N_("the name of the head is missing")));
    const char *members = cell_of(at, columns, row, column_members, NULL);
    struct import_at members_at = *at;
    for (size_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const struct column *c = &columns->items[i];
        at->column = (int)i;
        if (c->role != column_field || strcmp(c->field->name, "id") == 0 || !*cells_text(row, i))
            continue;
        put_key(at, item, c->field->name);
        import_put_value(at, c->field, cells_text(row, i), &item->text);
    }
    if (*members && *head)
        put_members(&members_at, members, buf_text(&plain), head, item);
    buf_free(&plain);
}

/* What a row of the other kinds has beside its cells: an id of its own, the day it came, a category. */
static void put_own(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                    struct ids *ids, struct import_item *item)
{
    struct importing *im = at->im;
    char date[date_text_size];
    if (im->kind == import_claims && !*cell_of(at, columns, row, column_field, "id"))
        put_next_id(at, &im->records->claim_ids, &ids->claim, item);
    if (im->kind == import_rules && !*cell_of(at, columns, row, column_field, "id"))
        put_next_id(at, &im->records->rule_ids, &ids->rule, item);
    if (im->kind == import_claims && !*cell_of(at, columns, row, column_field, "received")) {
        put_key(at, item, "received");
        date_format(im->today, date);
        buf_puts(&item->text, date);
    }
    if (im->kind == import_rules) {
        const char *category = cell_of(at, columns, row, column_field, "category");
        if (!*category && ids->category) {
            put_key(at, item, "category");
            import_put_value(at, schema_named(import_schema(im->kind), "category"), ids->category,
                             &item->text);
        }
        ids->category = *category ? category : ids->category;
    }
}

/* The day by whose year the item's file is called, where FIELD, whose cell says TEXT, gives it. */
static void take_date(const struct import_at *at, const struct field *field, const char *text,
                      struct import_item *item)
{
    const struct importing *im = at->im;
    if (strcmp(field->name, im->kind == import_claims ? "received" : "date") == 0)
        typed_date(text, im->today, im->cells->from_1904, &item->date); /* put_date says what is no date */
}

static void put_line(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                     struct ids *ids, struct import_item *item)
{
    put_own(at, columns, row, ids, item);
    const char *id = cell_of(at, columns, row, column_field, "household");
    const char *resident = cell_of(at, columns, row, column_field, "resident");
    const char *head = cell_of(at, columns, row, column_head, NULL);
    if (at->im->kind != import_transfers && (!*resident || *id))
        put_head(at, head, id, item);
    for (size_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const struct column *c = &columns->items[i];
        if (c->role != column_field || !*cells_text(row, i))
            continue;
        at->column = (int)i;
        put_key(at, item, c->field->name);
        import_put_value(at, c->field, cells_text(row, i), &item->text);
        take_date(at, c->field, cells_text(row, i), item);
    }
}

/* --- scores: an item a rule, a pair a household */

static void put_score(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                      size_t column, struct import_item *item)
{
    uint32_t household = records_none;
    const char *id = cell_of(at, columns, row, column_field, "household");
    if (!*id)
        id = cell_of(at, columns, row, column_head, NULL);
    if (!*id) {
        import_wrong(at, "%s", import_say(at, N_("it is not said which household this is")));
        return;
    }
    if (!import_find_household(at, id, &household))
        return;
    struct import_part part = {.row = row->number, .column = (int)column};
    struct buf number = {0};
    import_put_number(cells_text(row, column), &number);
    buf_puts(&item->text, item->len ? ", " : "");
    part.from = item->text.len;
    memory_push(item, part);
    buf_printf(&item->text, "%s: ", at->im->records->households[household]->id);
    insert_scalar(&item->text, buf_text(&number));
    buf_free(&number);
}

static void read_scores(struct importing *im, const struct columns *columns)
{
    const struct schema *entry = import_schema(im->kind);
    char date[date_text_size];
    date_format(im->date, date);
    for (size_t i = 0; i < cells_most_columns; i++) {
        if (columns->items[i].role != column_score)
            continue;
        struct import_item item = {.row = im->cells->items[columns->heading].number};
        buf_printf(&item.text, "{%s: %s, %s: %s, %s: {", key(im, entry, "rule"),
                   im->records->rules[columns->items[i].rule]->id, key(im, entry, "date"), date,
                   key(im, entry, "scores"));
        for (size_t k = columns->heading + 1; k < im->cells->len; k++) {
            struct import_at at = {.im = im};
            if (*cells_text(&im->cells->items[k], i))
                put_score(&at, columns, &im->cells->items[k], i, &item);
        }
        buf_puts(&item.text, "}}");
        if (item.len) {
            memory_push(im, item);
        } else {
            buf_free(&item.text);
        }
    }
}

/* --- the whole */

static void begin_ids(const struct importing *im, struct ids *ids)
{
    char date[date_text_size];
    date_format(im->today, date);
    *ids = (struct ids){.group = im->group};
    const struct records *r = im->records;
    buf_puts(&ids->household, r->households_len ? r->households[r->households_len - 1]->id : "h000");
    buf_printf(&ids->claim, "c-%.4s-000", date);
    buf_puts(&ids->rule, "r00");
}

static void read_rows(struct importing *im, const struct columns *columns)
{
    struct ids ids;
    begin_ids(im, &ids);
    for (size_t i = columns->heading + 1; i < im->cells->len; i++) {
        const struct cells_row *row = &im->cells->items[i];
        struct import_item item = {.row = row->number, .group = records_none, .date = im->today};
        struct import_at at = {.im = im, .row = row->number, .column = import_row};
        if (im->kind == import_households)
            put_household(&at, columns, row, &ids, &item);
        else
            put_line(&at, columns, row, &ids, &item);
        buf_puts(&item.text, item.text.len ? "}" : "{}");
        memory_push(im, item);
    }
    buf_free(&ids.household);
    buf_free(&ids.claim);
    buf_free(&ids.rule);
}

void import_read(struct importing *im)
{
    struct columns columns;
    struct import_at at = {.im = im, .row = 0, .column = import_row};
    named_make(&im->names, im->records);
    if (!import_columns(im, &columns)) {
        import_wrong(
            &at, "%s",
            import_say(
                &at, N_("no row of headings is known: gongshi sheet writes tables with headings that are")));
        return;
    }
    const struct cells_row *heading = &im->cells->items[columns.heading];
    for (uint32_t i = 0; i < heading->count && i < cells_most_columns; i++)
        if (*cells_text(heading, i) && columns.items[i].role == column_ignored)
            memory_push(&im->ignored, cells_text(heading, i));
    if (im->kind == import_scores)
        read_scores(im, &columns);
    else
        read_rows(im, &columns);
    if (!im->len && !im->problems.len)
        import_wrong(&at, "%s", import_say(&at, N_("there are headings, and nothing below them")));
}

size_t import_categories(struct importing *im, const char ***titles)
{
    struct columns columns;
    size_t count = 0;
    im->kind = import_rules;
    if (!import_columns(im, &columns))
        return 0;
    *titles = arena_new(im->arena, const char *, im->cells->len);
    for (size_t i = columns.heading + 1; i < im->cells->len; i++) {
        struct import_at at = {.im = im};
        const char *title = cell_of(&at, &columns, &im->cells->items[i], column_field, "category");
        bool seen = !*title;
        for (size_t k = 0; k < count && !seen; k++)
            seen = fold_same((*titles)[k], title);
        if (!seen)
            (*titles)[count++] = title;
    }
    return count;
}

void import_free(struct importing *im)
{
    for (size_t i = 0; i < im->len; i++) {
        buf_free(&im->items[i].text);
        memory_free(im->items[i].items);
    }
    for (size_t i = 0; i < im->problems.len; i++)
        memory_free(im->problems.items[i].text);
    memory_free(im->items);
    memory_free(im->problems.items);
    memory_free(im->ignored.items);
    named_free(&im->names);
}
