#include "cmd/new_item.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "clerk/import.h"
#include "clerk/tree.h"
#include "cmd/command.h"
#include "cmd/new_values.h"
#include "records/ids.h"
#include "records/schemas.h"
#include "source/record_files.h"
#include "yaml/insert.h"

#include <string.h>

struct new_kind {
    const char *name, *zh;
    enum source_kind file;
    const char *list;      /* the field of the file that it stands in; NULL: the file is a list, or is it */
    const char *fields[6]; /* what stands in it besides what is required */
};

static const struct new_kind kinds[] = {
    {"meeting", "会议", source_meeting, NULL, {"present", "entries"}},
    {"entry", "条目", source_meeting, "entries", {"household"}},
    {"household", "户", source_households, "households", {NULL}},
    {"group", "小组", source_households, NULL, {"households"}},
    {"category", "类别", source_rules, "categories", {NULL}},
    {"rule", "细则", source_rules, "rules", {NULL}},
    {"adjustment", "调整", source_rules, "adjust", {NULL}},
    {"claim", "申报", source_claims, NULL, {"household", "via"}},
    {"objection", "异议", source_objections, NULL, {"grounds"}},
    {"goods", "物品", source_rewards, "goods", {NULL}},
    {"service", "服务", source_rewards, "services", {NULL}},
    {"honour", "荣誉", source_rewards, "honours", {"points"}},
    {"redemption", "兑换", source_redemptions, NULL, {"quantity"}},
    {"disclosure", "提供", source_disclosures, NULL, {NULL}},
};

enum { kinds_count = sizeof kinds / sizeof *kinds };

void new_item_kinds(struct buf *out)
{
    for (size_t i = 0; i < kinds_count; i++)
        buf_printf(out, "%s%s", i ? _(", ") : "", say_chinese() ? kinds[i].zh : kinds[i].name);
}

static const struct new_kind *find_kind(const char *name)
{
    for (size_t i = 0; i < kinds_count; i++)
        if (fold_same(name, kinds[i].name) || fold_same(name, kinds[i].zh))
            return &kinds[i];
    return NULL;
}

static void say_no_kind(const char *name)
{
    const char *names[kinds_count];
    struct buf all = {0};
    for (size_t i = 0; i < kinds_count; i++)
        names[i] = text_chinese(name) ? kinds[i].zh : kinds[i].name;
    const char *near = nearest_word(name, names, kinds_count);
    new_item_kinds(&all);
    if (near)
        say(_("new: no kind \"%s\"; did you mean \"%s\"?"), name, near);
    else
        say(_("new: no kind \"%s\"; there are %s"), name, buf_text(&all));
    buf_free(&all);
}

/* --- what stands in it */

/* The last file of the kind that KIND stands in; NULL: there is none. */
static const struct source_file *last_file(const struct loaded *loaded, enum source_kind kind)
{
    const struct source_file *last = NULL;
    for (size_t i = 0; i < loaded->source.len; i++)
        if (loaded->source.items[i].kind == kind && !loaded->source.items[i].refused)
            last = &loaded->source.items[i];
    return last;
}

/* The file of the group NAMED, by its id or name; NULL: there is none. */
static const struct source_file *group_file(const struct loaded *loaded, const char *named,
                                            struct arena *arena)
{
    for (size_t i = 0; i < loaded->source.len; i++) {
        const struct source_file *file = &loaded->source.items[i];
        const struct node *root = file->kind == source_households ? tree_of(file, arena) : NULL;
        const struct node *group = root && root->kind == node_map ? node_get(root, "group") : NULL;
        for (const struct node *key = group && group->kind == node_map ? node_first(group) : NULL; key;
             key = key->next->next)
            if (key->next->kind == node_scalar && fold_same(key->next->text, named))
                return file;
    }
    return NULL;
}

/* The last item of the list that KIND stands in, in ROOT. */
static const struct node *last_item(const struct new_kind *kind, const struct node *root)
{
    const struct node *last = NULL, *list = root;
    if (root && kind->list)
        list = root->kind == node_map ? node_get(root, kind->list) : NULL;
    for (const struct node *n = list && list->kind == node_list ? node_first(list) : NULL; n; n = n->next)
        last = n;
    return last;
}

/* Puts VALUE, as YAML, into the field NAME. */
static void put_value(struct new_item *item, const char *name, const char *value)
{
    for (size_t i = 0; i < item->count; i++)
        if (strcmp(item->given[i].name, name) == 0) {
            item->given[i].value = value;
            return;
        }
    item->given[item->count++] = (struct scaffold_given){name, value};
}

static bool stands(const struct new_kind *kind, const struct field *field)
{
    for (size_t i = 0; kind->fields[i]; i++)
        if (strcmp(kind->fields[i], field->name) == 0)
            return true;
    return field->required;
}

/* The file that an item of KIND goes into: the group's of a household, else the last of its kind. */
static const struct source_file *file_of(const struct new_kind *kind, const struct loaded *loaded,
                                         const char *group, struct arena *arena)
{
    if (group && kind->file == source_households && kind->list)
        return group_file(loaded, group, arena);
    return last_file(loaded, kind->file);
}

/* The group of a new file: its id and name stand within its field. */
static void put_group(struct new_item *item, struct arena *arena)
{
    const struct schema *group = schema_named(item->schema, "group")->schema;
    const struct field *id = schema_named(group, "id"), *name = schema_named(group, "name");
    put_value(item, "group",
              arena_printf(arena, "{%s: %s, %s: %s}", item->chinese ? id->zh : id->name, item->group_id,
                           item->chinese ? name->zh : name->name, item->group_name));
}

/* The next group's id, and its name where those that there are have numbers. */
static void begin_group(struct new_item *item, const struct loaded *loaded, struct arena *arena)
{
    const struct records *r = &loaded->records;
    const char *last = r->groups_len ? r->groups[r->groups_len - 1]->id : "g0";
    struct buf id = {0}, name = {0};
    buf_puts(&id, last[strlen(last) - 1] >= '0' && last[strlen(last) - 1] <= '9' ? last : "g0");
    do
        id_next(&id);
    while (map_find(&r->group_ids, buf_text(&id)) != map_none);
    for (uint32_t i = 0; i < r->groups_len; i++) {
        buf_clear(&name);
        import_group_next(r->groups[i]->name, &name);
        if (name.len && import_group_called(r, buf_text(&name)) == records_none)
            break;
        buf_clear(&name);
    }
    item->group_id = arena_copy(arena, buf_text(&id));
    item->group_name = arena_copy(arena, buf_text(&name));
    put_group(item, arena);
    buf_free(&id);
    buf_free(&name);
}

bool new_item_begin(const char *name, const char *group, const struct loaded *loaded, int32_t today,
                    struct arena *arena, struct new_item *item)
{
    const struct new_kind *kind = find_kind(name);
    if (!kind) {
        say_no_kind(name);
        return false;
    }
    const struct schema *file = records_schema(kind->file);
    *item = (struct new_item){.kind = kind,
                              .schema = kind->list ? schema_named(file, kind->list)->schema : file,
                              .file = file_of(kind, loaded, group, arena),
                              .today = today};
    if ((kind->list || group) && !item->file) {
        say(_("new: there is no file for it: %s"), group ? group : kind->list);
        return false;
    }
    for (uint32_t i = 0; kind->file == source_meeting && kind->list && i < loaded->records.meetings_len; i++)
        if (strcmp(records_path(&loaded->records, loaded->records.meetings[i]->file), item->file->path) == 0)
            item->today = loaded->records.meetings[i]->date; /* what it decides was before it */
    const struct node *root = item->root = tree_of(item->file, arena);
    const struct node *last = last_item(kind, root);
    const struct node *like = last ? last : root;
    item->chinese = loaded->records.village.language == language_zh_cn &&
                    !(like && like->kind == node_map && like->count && !node_chinese(like));
    for (size_t i = 0; i < item->schema->count; i++) {
        const struct field *field = &item->schema->fields[i];
        if (stands(kind, field))
            item->given[item->count++] =
                (struct scaffold_given){field->name, new_first_value(item, field, loaded, last, arena)};
    }
    if (strcmp(kind->name, "group") == 0)
        begin_group(item, loaded, arena);
    return true;
}

const struct field *new_item_field(const struct new_item *item, const struct node *key)
{
    const struct field *field = schema_field(item->schema, key);
    return !field && item->group_id ? schema_field(schema_named(item->schema, "group")->schema, key) : field;
}

bool new_item_set(struct arena *arena, struct new_item *item, const struct loaded *loaded,
                  const struct field *field, const char *value)
{
    struct buf text = {0};
    bool right = new_typed_value(loaded, item, field, value, arena, &text);
    const char *kept = arena_copy(arena, buf_text(&text));
    const struct schema *group = item->group_id ? schema_named(item->schema, "group")->schema : NULL;
    buf_free(&text);
    if (!right)
        return false;
    bool id = group && field == schema_named(group, "id");
    bool name = group && field == schema_named(group, "name");
    item->group_id = id ? kept : item->group_id;
    item->group_name = name ? kept : item->group_name;
    if (id || name)
        put_group(item, arena);
    else
        put_value(item, field->name, kept);
    item->named = item->named || strcmp(field->name, "id") == 0;
    if (!item->named && strcmp(item->schema->name, "rule") == 0 && strcmp(field->name, "category") == 0)
        put_value(item, "id", new_rule_id(item, loaded, kept, last_item(item->kind, item->root), arena));
    return true;
}

/* --- where it goes */

static const char *value_of(const struct new_item *item, const char *name)
{
    for (size_t i = 0; i < item->count; i++)
        if (strcmp(item->given[i].name, name) == 0)
            return item->given[i].value;
    return "";
}

/* Whether the village keeps its meetings in folders of their years: the last one, or where there is none. */
static bool in_years(const struct loaded *loaded)
{
    const struct source_file *last = last_file(loaded, source_meeting);
    return !last || strchr(last->path + strlen("records/meetings/"), '/');
}

/* *OTHER becomes the path of another meeting that is there for that day already; NULL. */
static const char *meeting_path(const struct new_item *item, const struct loaded *loaded, struct arena *arena,
                                const char **other)
{
    const char *date = value_of(item, "meeting");
    const char *path = *other = NULL;
    for (int number = 1; !path || source_at(&loaded->source, path); number++)
        path = arena_printf(arena, "records/meetings/%.4s%s%s%s.yaml", in_years(loaded) ? date : "",
                            in_years(loaded) ? "/" : "", date,
                            number > 1 ? arena_printf(arena, "-%d", number) : ""),
        *other = source_at(&loaded->source, path) ? path : *other;
    return path;
}

static const char *group_path(const struct loaded *loaded, struct arena *arena, int *number)
{
    const char *path = NULL;
    for (*number = 1; !path || source_at(&loaded->source, path); ++*number)
        path = arena_printf(arena, "records/households/%d.yaml", *number);
    --*number;
    return path;
}

/* The item behind those that stand in the file at PLACE, under KEY of the mapping that it is, or in the list
 * that it is. */
static bool put_behind(const struct scaffold *s, const struct new_item *item, const struct node *root,
                       struct new_place *place, struct buf *out)
{
    struct buf text = {0};
    const char *list = item->kind->list;
    scaffold_item(s, item->schema, &text);
    buf_cut(&text, text.len - 1); /* the last line's end is the file's */
    const struct insert_place at = {
        .text = place->was ? place->was : "",
        .len = place->was_len,
        .map = list && root && root->kind == node_map ? root : NULL,
        .key = list,
        .written = list && item->chinese ? schema_named(records_schema(item->kind->file), list)->zh : list};
    const char *items[] = {buf_text(&text)};
    bool put = insert_items(&at, items, 1, out, &place->line);
    if (!put)
        say(_("%s: nothing can be put behind what stands there: write the list as lines that begin with "
              "\"- \", mend its errors (gongshi check), and try again"),
            place->path);
    buf_free(&text);
    return put;
}

static void put_file(const struct scaffold *s, const struct new_item *item, struct new_place *place,
                     struct buf *out)
{
    place->line = 1;
    scaffold_prose(
        _("What stands behind # is not read: prose, and examples, which count once the # before them "
          "is taken away."),
        out);
    scaffold_fields(s, item->schema, 0, out);
}

int new_item_put(const struct new_item *item, const struct loaded *loaded, struct arena *arena,
                 struct new_place *place, struct buf *out)
{
    struct scaffold s = {.chinese = item->chinese,
                         .today = item->today,
                         .given = item->given,
                         .count = item->count,
                         .known = new_known(loaded, item, arena)};
    const char *other = NULL;
    int number;
    int32_t date;
    bool put = true;
    *place = (struct new_place){.path = NULL};
    say_in(item->chinese ? "zh-CN" : "en");
    if (item->kind->file == source_meeting && !item->kind->list) {
        place->path = meeting_path(item, loaded, arena, &other);
        put_file(&s, item, place, out);
        if (date_parse(value_of(item, "meeting"), strlen(value_of(item, "meeting")), &date))
            new_waiting(&loaded->records, date, out);
    } else if (item->kind->file == source_households && !item->kind->list) {
        place->path = group_path(loaded, arena, &number);
        put_file(&s, item, place, out);
    } else {
        place->path = item->kind->list
                          ? item->file->path
                          : record_files_of_year(arena, item->kind->file, date_split(item->today).year);
        const struct source_file *file = source_at(&loaded->source, place->path);
        place->was = file ? file->text : NULL;
        place->was_len = file ? file->len : 0;
        put = put_behind(&s, item, item->kind->list ? item->root : NULL, place, out);
    }
    say_in(NULL);
    if (other)
        say(_("new: there is a meeting of that day already: %s"), other);
    return put ? exit_well : exit_usage;
}
