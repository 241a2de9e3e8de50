#include "clerk/import_household.h"

#include "base/date.h"
#include "base/diag.h"
#include "base/fold.h"
#include "base/memory.h"
#include "clerk/import_rows.h"
#include "clerk/import_who.h"
#include "clerk/typed_date.h"
#include "clerk/typed_points.h"
#include "yaml/insert.h"

#include <stdio.h>
#include <string.h>

/* The people that a cell names. */
static struct import_people *people_in(const struct importing *im, const char *text)
{
    struct import_people *people = arena_new(im->arena, struct import_people, 1);
    size_t skip;
    *people = (struct import_people){.items = arena_new(im->arena, struct import_person, strlen(text) + 1)};
    for (const char *p = import_names(im, text); *p;) {
        size_t len = import_next_name(p, &skip);
        if (len)
            people->items[people->len++] = (struct import_person){.name = arena_text(im->arena, p, len)};
        p += len + skip;
    }
    return people;
}

/* The members of a household: its head first, then the others. */
static void put_members(struct import_at *at, const struct import_people *people, const char *id,
                        const char *head, struct import_item *item)
{
    const struct schema *resident = schema_named(import_schema(import_households), "members")->schema;
    const char *yes = at->im->chinese ? flag_words[true].zh : flag_words[true].name;
    int number = 1;
    import_put_key(at, item, "members");
    buf_printf(&item->text, "[{%s: %s-1, %s: ", import_key(at->im, resident, "id"), id,
               import_key(at->im, resident, "name"));
    import_put_text(head, &item->text);
    for (size_t i = 0; i < people->len; i++) {
        const struct import_person *person = &people->items[i];
        if (fold_same(person->name, head))
            continue;
        buf_printf(&item->text, "}, {%s: %s-%d, %s: ", import_key(at->im, resident, "id"), id, ++number,
                   import_key(at->im, resident, "name"));
        import_put_text(person->name, &item->text);
        if (person->minor)
            buf_printf(&item->text, ", %s: %s", import_key(at->im, resident, "minor"), yes);
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
                          const struct import_people *people, struct import_ids *ids,
                          struct import_item *item)
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
    const char *members = import_cell_of(at, columns, row, column_members, NULL);
    people = people || !*members ? people : people_in(at->im, members);
    struct import_at members_at = *at;
    for (size_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const struct column *c = &columns->items[i];
        at->column = (int)i;
        if (c->role != column_field || strcmp(c->field->name, "id") == 0 || !*cells_text(row, i))
            continue;
        import_put_key(at, item, c->field->name);
        import_put_value(at, c->field, cells_text(row, i), &item->text);
    }
    if (people && *head)
        put_members(&members_at, people, buf_text(&plain), head, item);
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

/* The last day on which a person may have been born who was born on TEXT: a day, a month or a year. False: it
 * is none. */
static bool born_last(const struct importing *im, const char *text, int32_t *day)
{
    struct buf plain = {0};
    int year = 0, month = 12;
    typed_number(text, &plain);
    size_t digits = strspn(buf_text(&plain), "0123456789");
    bool alone = digits == 4 && (plain.len == 4 || strcmp(buf_text(&plain) + 4, "年") == 0); /* a year */
    if (!alone && typed_date(text, im->today, im->cells->from_1904, day)) {
        buf_free(&plain);
        return true;
    }
    int count = sscanf(buf_text(&plain), digits == 6 ? "%4d%2d" : "%4d%*[^0-9]%2d", &year, &month);
    buf_free(&plain);
    if (count < 1 || year < 1900 || year > 2199 || month < 1 || month > 12)
        return false;
    *day = date_of(year, month, date_month_days(year, month));
    return true;
}

/* Whether the person of ROW is not of age today, as far as its birth or age says. */
static bool is_minor(struct import_at at, const struct columns *columns, const struct cells_row *row)
{
    enum { of_age = 18 };
    int32_t born;
    int years = of_age;
    const char *age = import_cell_of(&at, columns, row, column_age, NULL);
    struct buf number = {0};
    typed_number(age, &number);
    if (*age && sscanf(buf_text(&number), "%3d", &years) != 1)
        import_wrong(&at, import_say(&at, N_("\"%s\" is no age")), age);
    buf_free(&number);
    const char *birth = import_cell_of(&at, columns, row, column_birth, NULL);
    if (!*birth)
        return years < of_age;
    if (!born_last(at.im, birth, &born))
        return import_wrong(&at, import_say(&at, N_("\"%s\" is no day of birth")), birth);
    struct date_parts parts = date_split(born);
    int last = date_month_days(parts.year + of_age, parts.month);
    return at.im->today < date_of(parts.year + of_age, parts.month, parts.day < last ? parts.day : last);
}

struct import_people *import_people_of(struct importing *im, const struct columns *columns, size_t from,
                                       size_t *to)
{
    const struct cells *cells = im->cells;
    struct import_people *people = arena_new(im->arena, struct import_people, 1);
    struct import_at at = {.im = im};
    *people = (struct import_people){.items = arena_new(im->arena, struct import_person, cells->len - from)};
    for (*to = from; *to < cells->len; ++*to) {
        const struct cells_row *row = &cells->items[*to];
        if (*to > from && import_row_left(im, columns, row))
            continue;
        const char *kinship = import_cell_of(&at, columns, row, column_kinship, NULL);
        const char *name = import_names(im, import_cell_of(&at, columns, row, column_person, NULL));
        if (*to > from && ((!*name && !*kinship) || !goes_on(at, columns, &cells->items[from], row)))
            break;
        if (!*name)
            import_wrong(&at, "%s", import_say(&at, N_("the name of this person is missing")));
        people->items[people->len++] =
            (struct import_person){.name = name, .minor = is_minor(at, columns, row)};
    }
    return people;
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
