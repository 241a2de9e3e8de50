#include "clerk/import_household.h"

#include "base/diag.h"
#include "base/fold.h"
#include "base/memory.h"
#include "clerk/import_rows.h"
#include "clerk/import_who.h"
#include "yaml/insert.h"

#include <string.h>

/* The members of a household: its head first, then the others that are named. */
static void put_members(struct import_at *at, const char *names, const char *id, const char *head,
                        struct import_item *item)
{
    const struct schema *resident = schema_named(import_schema(import_households), "members")->schema;
    int number = 1;
    size_t skip;
    import_put_key(at, item, "members");
    buf_printf(&item->text, "[{%s: %s-1, %s: ", import_key(at->im, resident, "id"), id,
               import_key(at->im, resident, "name"));
    import_put_text(head, &item->text);
    for (const char *p = names; *p;) {
        size_t len = import_next_name(p, &skip);
        const char *name = arena_text(at->im->arena, p, len);
        p += len + skip;
        if (!len || fold_same(name, head))
            continue;
        buf_printf(&item->text, "}, {%s: %s-%d, %s: ", import_key(at->im, resident, "id"), id, ++number,
                   import_key(at->im, resident, "name"));
        import_put_text(name, &item->text);
    }
    buf_puts(&item->text, "}]");
}

/* The group that TEXT names; of an empty cell the one of the row above, or the only one. */
static bool find_group(struct import_at *at, const char *text, uint32_t *group)
{
    const struct records *r = at->im->records;
    if (!*text && *group == records_none && r->groups_len == 1)
        *group = 0;
    uint32_t named = *text ? import_group_called(r, text) : *group;
    if (named != records_none) {
        *group = named;
        return true;
    }
    struct buf list = {0};
    import_list_groups(at, &list);
    if (*text)
        import_wrong(at, import_say(at, N_("no group \"%s\"; there are %s (gongshi new group makes one)")),
                     text, buf_text(&list));
    else
        import_wrong(at, import_say(at, N_("it is not said of which group this household is; there are %s")),
                     buf_text(&list));
    buf_free(&list);
    return false;
}

/* Notes where a household without an id of its own is there already: a list that is taken a second time would
 * have every household twice. */
static void refuse_twin(struct import_at *at, const char *head, uint32_t group, struct import_ids *ids)
{
    const struct importing *im = at->im;
    const struct records *r = im->records;
    size_t count = 0;
    const struct named *named = named_find(&im->names, head, &count);
    for (size_t i = 0; i < count; i++) {
        const struct household *h = named[i].kind == named_head ? r->households[named[i].index] : NULL;
        if (h && h->group == group && h->until >= im->today) {
            import_wrong(
                at,
                import_say(at, N_("%s of %s is on the list already, as %s: of another household write "
                                  "the id that it is to have")),
                head, r->groups[group]->name, h->id);
            ids->twins++;
            return;
        }
    }
    struct buf key = {0};
    buf_printf(&key, "%u/", group);
    fold_put(&key, head, strlen(head));
    const char *kept = arena_text(im->arena, buf_text(&key), key.len);
    uint32_t before = map_put(&ids->heads, kept, key.len, at->row);
    buf_free(&key);
    if (before != map_none)
        import_wrong(
            at,
            import_say(at, N_("row %u has %s of %s too: of two households write the ids that they are "
                              "to have")),
            before, head, r->groups[group]->name);
}

void import_put_household(struct import_at *at, const struct columns *columns, const struct cells_row *row,
                          const char *members, struct import_ids *ids, struct import_item *item)
{
    const char *id = import_cell_of(at, columns, row, column_field, "id");
    struct buf plain = {0};
    if (*id) {
        import_put_key(at, item, "id");
        fold_id(&plain, id, strlen(id));
        insert_scalar(&item->text, buf_text(&plain));
    } else {
        import_put_next_id(at, &at->im->records->household_ids, &ids->household, item);
        buf_puts(&plain, buf_text(&ids->household));
    }
    const char *group = import_cell_of(at, columns, row, column_group, NULL);
    if (find_group(at, group, &ids->group))
        item->group = ids->group;
    const char *head = import_cell_of(at, columns, row, column_field, "head");
    bool named = *head != '\0';
    if (!named && import_column(columns, column_person, NULL) < cells_most_columns)
        head = import_cell_of(at, columns, row, column_person, NULL);
    head = import_names(at->im, head);
    if (!*head)
        import_wrong(at, "%s", import_say(at, N_("the name of the head is missing")));
    else if (!*id && item->group != records_none)
        refuse_twin(at, head, item->group, ids);
    if (*head && !named) {
        import_put_key(at, item, "head");
        import_put_text(head, &item->text);
    }
    members = members ? members : import_cell_of(at, columns, row, column_members, NULL);
    struct import_at members_at = *at;
    for (size_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const struct column *c = &columns->items[i];
        at->column = (int)i;
        if (c->role != column_field || strcmp(c->field->name, "id") == 0 || !*cells_text(row, i))
            continue;
        import_put_key(at, item, c->field->name);
        import_put_value(at, c->field, cells_text(row, i), &item->text);
    }
    if (*members && *head)
        put_members(&members_at, import_names(at->im, members), buf_text(&plain), head, item);
    buf_free(&plain);
}

/* --- a register of people, a row each */

/* Whether TEXT says that a person is the head of the household. */
static bool is_head(const char *text)
{
    static const char *const words[] = {"户主", "本人", "户主本人", "本户", "自己", "head"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (fold_same(words[i], text))
            return true;
    return false;
}

/* Whether ROW goes on with the household that begins in FIRST: its person is no head, and no other head or id
 * stands there. */
static bool goes_on(struct import_at at, const struct columns *columns, const struct cells_row *first,
                    const struct cells_row *row)
{
    const char *const fields[] = {"head", "id"};
    for (size_t i = 0; i < 2; i++) {
        const char *there = import_cell_of(&at, columns, row, column_field, fields[i]);
        if (*there && !fold_same(there, import_cell_of(&at, columns, first, column_field, fields[i])))
            return false;
    }
    return !is_head(import_cell_of(&at, columns, row, column_kinship, NULL));
}

const char *import_people_of(struct importing *im, const struct columns *columns, size_t from, size_t *to)
{
    const struct cells *cells = im->cells;
    struct buf names = {0};
    struct import_at at = {.im = im};
    for (*to = from; *to < cells->len; ++*to) {
        const struct cells_row *row = &cells->items[*to];
        if (*to > from &&
            (import_row_left(im, columns, row) || !goes_on(at, columns, &cells->items[from], row)))
            break;
        const char *name = import_cell_of(&at, columns, row, column_person, NULL);
        if (!*name)
            import_wrong(&at, "%s", import_say(&at, N_("the name of this person is missing")));
        buf_printf(&names, "%s%s", *to > from ? "、" : "", name);
    }
    const char *kept = arena_text(im->arena, buf_text(&names), names.len);
    buf_free(&names);
    return kept;
}

void import_say_taken(struct importing *im, size_t twins)
{
    struct import_at at = {.im = im, .row = 0, .column = import_row};
    if (im->problems.len != twins)
        return;
    for (size_t i = 0; i < im->problems.len; i++)
        memory_free(im->problems.items[i].text);
    im->problems.len = 0;
    import_wrong(
        &at, import_say(&at, N_("all %zu households are on the list already: this table was taken before")),
        twins);
}
