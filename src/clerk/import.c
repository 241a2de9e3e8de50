#include "clerk/import.h"

#include "base/date.h"
#include "base/diag.h"
#include "base/fold.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/points.h"
#include "clerk/import_cell.h"
#include "clerk/import_household.h"
#include "clerk/import_rows.h"
#include "clerk/import_who.h"
#include "clerk/typed_date.h"
#include "clerk/typed_points.h"
#include "records/typed.h"
#include "yaml/insert.h"

#include <string.h>

enum { quantity_most = 1000000 /* hundredths */ };

/* --- items */

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
    import_put_key(at, item, "household");
    buf_puts(&item->text, at->im->records->households[named]->id);
    return true;
}

/* What the points of a rule tell where no column does: what is counted, and that it costs points. */
static void put_told(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                     struct import_item *item)
{
    const struct field *kind = schema_named(import_schema(import_rules), "kind");
    struct buf value = {0}, unit = {0};
    const char *told_unit = import_cell_of(at, columns, row, column_field, "unit");
    const char *told_kind = import_cell_of(at, columns, row, column_field, "kind");
    bool right = typed_points(import_cell_of(at, columns, row, column_field, "points"), &value, &unit);
    if (right && unit.len && !*told_unit) {
        import_put_key(at, item, "unit");
        import_put_text(buf_text(&unit), &item->text);
    }
    if (right && *buf_text(&value) == '-' && !*told_kind) {
        import_put_key(at, item, "kind");
        buf_puts(&item->text,
                 at->im->chinese ? kind->words[kind_negative].zh : kind->words[kind_negative].name);
    }
    buf_free(&value);
    buf_free(&unit);
}

/* What a row of the other kinds has beside its cells: an id of its own, the day it came, a category. */
static void put_own(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                    struct import_ids *ids, struct import_item *item)
{
    struct importing *im = at->im;
    char date[date_text_size];
    if (im->kind == import_claims && !*import_cell_of(at, columns, row, column_field, "id"))
        import_put_next_id(at, &im->records->claim_ids, &ids->claim, item);
    if (im->kind == import_rules && !*import_cell_of(at, columns, row, column_field, "id"))
        import_put_next_id(at, &im->records->rule_ids, &ids->rule, item);
    if (im->kind == import_claims && !*import_cell_of(at, columns, row, column_field, "received")) {
        import_put_key(at, item, "received");
        date_format(im->today, date);
        buf_puts(&item->text, date);
    }
    if (im->kind == import_rules) {
        const char *category = import_cell_of(at, columns, row, column_field, "category");
        if (!*category && ids->category) {
            import_put_key(at, item, "category");
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

/* Reads what the row says of its household's group, its rule and its day, by which its cells are read. */
static void look_ahead(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                       struct import_ids *ids)
{
    const struct importing *im = at->im;
    const char *group = import_cell_of(at, columns, row, column_group, NULL);
    uint32_t named = *group ? import_group_called(im->records, group) : records_none;
    if (*group && named == records_none) {
        struct buf list = {0};
        import_list_groups(at, &list);
        import_wrong(at, import_say(at, N_("no group \"%s\"; there are %s")), group, buf_text(&list));
        buf_free(&list);
    }
    at->group_sure = named != records_none;
    ids->group = *group ? named : ids->group;
    at->group = ids->group;
    const char *rule = import_cell_of(at, columns, row, column_field, "rule");
    at->rule = *rule ? import_rule_called(im, rule) : records_none;
    const char *date = import_cell_of(at, columns, row, column_field, "date");
    at->date = im->date;
    if (*date)
        typed_date(date, im->kind == import_meeting ? im->date : im->today, im->cells->from_1904, &at->date);
}

/* Whether TEXT is just what a rule of one value gives, for once or for as often as the row says: a sum that a
 * list carries along, and that is computed anyway. */
static bool is_computed(struct import_at at, const struct columns *columns, const struct cells_row *row,
                        const char *text)
{
    const struct records *r = at.im->records;
    const struct value_range *value =
        at.rule == records_none ? NULL : rule_value(r->rules[at.rule], at.date, NULL, NULL);
    struct buf plain = {0}, times = {0};
    int64_t points, count = 100;
    if (at.im->kind == import_rules || !value || value->lo != value->hi)
        return false;
    typed_points(text, &plain, &times);
    bool is = points_parse(buf_text(&plain), plain.len, &points);
    buf_clear(&times);
    typed_number(import_cell_of(&at, columns, row, column_field, "times"), &times);
    size_t digits = strspn(buf_text(&times), "0123456789.");
    if (digits && (!points_parse(buf_text(&times), digits, &count) || count > quantity_most))
        is = false;
    is = is && (points == value->lo || points == points_times(value->lo, count));
    buf_free(&plain);
    buf_free(&times);
    return is;
}

/* The field that a column of people stands under: where it names heads of households, of whom no member is
 * known, the household. */
static const char *who_field(const struct import_at *at, const struct field *field, const char *text)
{
    return strcmp(field->name, "resident") == 0 && !import_all_residents(at, text) &&
                   import_all_heads(at, text)
               ? "household"
               : field->name;
}

static void put_line(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                     struct import_ids *ids, struct import_item *item)
{
    put_own(at, columns, row, ids, item);
    look_ahead(at, columns, row, ids);
    const char *id = import_cell_of(at, columns, row, column_field, "household");
    const char *resident = import_cell_of(at, columns, row, column_field, "resident");
    const char *head = import_cell_of(at, columns, row, column_head, NULL);
    if (at->im->kind != import_transfers && (!*resident || *id))
        put_head(at, head, id, item);
    for (size_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const struct column *c = &columns->items[i];
        const char *text = cells_text(row, i);
        if (c->role != column_field || !*text ||
            (strcmp(c->field->name, "points") == 0 && is_computed(*at, columns, row, text)))
            continue;
        at->column = (int)i;
        const char *name = *id ? c->field->name : who_field(at, c->field, text);
        import_put_key(at, item, name);
        import_put_value(at, schema_named(import_schema(at->im->kind), name), text, &item->text);
        take_date(at, c->field, text, item);
    }
    if (at->im->kind == import_rules)
        put_told(at, columns, row, item);
}

/* --- scores: an item a rule, a pair a household */

static void put_score(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                      size_t column, struct import_item *item)
{
    uint32_t household = records_none;
    const char *id = import_cell_of(at, columns, row, column_field, "household");
    if (!*id)
        id = import_cell_of(at, columns, row, column_head, NULL);
    if (!*id) {
        import_wrong(at, "%s", import_say(at, N_("it is not said which household this is")));
        return;
    }
    if (!import_find_household(at, id, &household))
        return;
    struct import_part part = {.row = row->number, .column = (int)column};
    struct buf number = {0}, unit = {0};
    typed_points(cells_text(row, column), &number, &unit);
    buf_puts(&item->text, item->len ? ", " : "");
    part.from = item->text.len;
    memory_push(item, part);
    buf_printf(&item->text, "%s: ", at->im->records->households[household]->id);
    insert_scalar(&item->text, buf_text(&number));
    buf_free(&number);
    buf_free(&unit);
}

static void read_scores(struct importing *im, const struct columns *columns)
{
    const struct schema *entry = import_schema(im->kind);
    char date[date_text_size];
    date_format(im->date, date);
    bool *left = arena_new(im->arena, bool, im->cells->len);
    for (size_t k = columns->heading + 1; k < im->cells->len; k++)
        left[k] = import_row_left(im, columns, &im->cells->items[k]);
    for (size_t i = 0; i < cells_most_columns; i++) {
        uint32_t group = records_none;
        if (columns->items[i].role != column_score)
            continue;
        struct import_item item = {.row = im->cells->items[columns->heading].number};
        buf_printf(&item.text, "{%s: %s, %s: %s, %s: {", import_key(im, entry, "rule"),
                   im->records->rules[columns->items[i].rule]->id, import_key(im, entry, "date"), date,
                   import_key(im, entry, "scores"));
        for (size_t k = columns->heading + 1; k < im->cells->len; k++) {
            struct import_at at = {.im = im, .group = records_none, .rule = records_none};
            const struct cells_row *row = &im->cells->items[k];
            const char *named = import_cell_of(&at, columns, row, column_group, NULL);
            group = *named ? import_group_called(im->records, named) : group;
            at.group = group;
            at.group_sure = *named && group != records_none;
            if (*cells_text(row, i) && !left[k])
                put_score(&at, columns, row, i, &item);
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

/* Whether claim A stands behind claim B in the records. */
static bool is_behind(const struct claim *a, const struct claim *b)
{
    const struct place *x = &a->deed.record.node->place, *y = &b->deed.record.node->place;
    if (a->file != b->file)
        return a->file > b->file;
    return x->line != y->line ? x->line > y->line : x->column > y->column;
}

/* The id of the last claim, as the next is numbered, behind OUT, where it ends in a number; else that before
 * the first of the year that begins DATE. */
static void put_last_claim(const struct records *r, const char *date, struct buf *out)
{
    enum { longest = 63 }; /* an id has at most 64 characters */
    const struct claim *last = NULL;
    for (uint32_t i = 0; i < r->claims_len; i++)
        if (!last || is_behind(r->claims[i], last))
            last = r->claims[i];
    size_t len = last ? strlen(last->id) : 0;
    if (len && len < longest && last->id[len - 1] >= '0' && last->id[len - 1] <= '9')
        buf_puts(out, last->id);
    else
        buf_printf(out, "c-%.4s-000", date);
}

static void begin_ids(const struct importing *im, struct import_ids *ids)
{
    char date[date_text_size];
    date_format(im->today, date);
    *ids = (struct import_ids){.group = im->group};
    const struct records *r = im->records;
    buf_puts(&ids->household, r->households_len ? r->households[r->households_len - 1]->id : "h000");
    put_last_claim(r, date, &ids->claim);
    buf_puts(&ids->rule, "r00");
}

/* Whether ROW says nothing but the group of the rows below it. */
static bool is_group_row(struct importing *im, const struct columns *columns, const struct cells_row *row,
                         struct import_ids *ids)
{
    struct import_at at = {.im = im};
    const char *group = import_cell_of(&at, columns, row, column_group, NULL);
    for (uint32_t i = 0; i < row->count && i < cells_most_columns; i++)
        if (*cells_text(row, i) && columns->items[i].role != column_group)
            return false;
    uint32_t named = *group ? import_group_called(im->records, group) : records_none;
    if (named == records_none)
        return false;
    ids->group = named;
    return true;
}

static void read_rows(struct importing *im, const struct columns *columns)
{
    struct import_ids ids;
    bool people = import_column(columns, column_person, NULL) < cells_most_columns;
    begin_ids(im, &ids);
    for (size_t i = columns->heading + 1, next = i; i < im->cells->len; i = next) {
        const struct cells_row *row = &im->cells->items[i];
        next = i + 1;
        if (is_group_row(im, columns, row, &ids) || import_row_left(im, columns, row))
            continue;
        struct import_item item = {.row = row->number, .group = records_none, .date = im->today};
        struct import_at at = {
            .im = im, .row = row->number, .column = import_row, .group = records_none, .rule = records_none};
        if (im->kind == import_households)
            import_put_household(&at, columns, row, people ? import_people_of(im, columns, i, &next) : NULL,
                                 &ids, &item);
        else
            put_line(&at, columns, row, &ids, &item);
        buf_puts(&item.text, item.text.len ? "}" : "{}");
        memory_push(im, item);
    }
    if (ids.twins > 1 && ids.twins == im->len)
        import_say_taken(im, ids.twins);
    map_free(&ids.heads);
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
        import_columns_missing(im);
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

bool import_value(struct importing *im, const struct field *field, const char *text, struct buf *out)
{
    const struct import_at at = {.im = im, .column = import_row, .group = records_none, .rule = records_none};
    if (!im->names.items)
        named_make(&im->names, im->records);
    return import_put_value(&at, field, text, out);
}

size_t import_categories(struct importing *im, const char ***titles)
{
    struct columns columns;
    size_t count = 0;
    im->kind = import_rules;
    if (!import_columns(im, &columns)) {
        import_columns_missing(im);
        return 0;
    }
    *titles = arena_new(im->arena, const char *, im->cells->len);
    for (size_t i = columns.heading + 1; i < im->cells->len; i++) {
        struct import_at at = {.im = im};
        const char *title = import_cell_of(&at, &columns, &im->cells->items[i], column_field, "category");
        bool seen = !*title || import_row_left(im, &columns, &im->cells->items[i]);
        for (size_t k = 0; k < count && !seen; k++)
            seen = fold_same((*titles)[k], title);
        if (!seen)
            (*titles)[count++] = title;
    }
    im->left.len = 0; /* said once the rows are read */
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
    for (size_t i = 0; i < im->warnings.len; i++)
        memory_free(im->warnings.items[i].text);
    memory_free(im->items);
    memory_free(im->problems.items);
    memory_free(im->warnings.items);
    memory_free(im->ignored.items);
    memory_free(im->left.items);
    named_free(&im->names);
}
