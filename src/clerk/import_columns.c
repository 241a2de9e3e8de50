#include "clerk/import_columns.h"

#include "base/diag.h"
#include "base/fold.h"
#include "base/memory.h"
#include "clerk/import_cell.h"
#include "records/schemas.h"
#include "records/typed.h"

#include <string.h>

enum { titles_most = 10, must_most = 3 };

static const struct {
    const char *name, *zh;
    enum source_kind file;
    const char *list;
    const char *must[must_most]; /* headings without which it is another kind; a "|" stands between those of
                            which one suffices */
} kinds[] = {
    [import_households] = {"households", "住户", source_households, "households", {"head|person"}},
    [import_rules] = {"rules", "细则", source_rules, "rules", {"title", "points", "category"}},
    [import_meeting] = {"meeting", "会议", source_meeting, "entries", {"rule", "household|resident|head"}},
    [import_scores] = {"scores", "评分", source_meeting, "entries", {"household|head", "score"}},
    [import_redemptions] = {"redemptions", "兑换", source_redemptions, NULL, {"reward", "household|head"}},
    [import_claims] = {"claims", "申报", source_claims, NULL, {"rule", "received|via"}},
    [import_transfers] = {"transfers", "转赠", source_meeting, "transfers", {"from", "to", "points"}},
};

/* Other words that people put over a column; a field of that name must be there. */
static const struct {
    const char *heading, *field;
} others[] = {
    {"转出户", "from"},
    {"转入户", "to"},
    {"户主姓名", "head"},
    {"户主", "head"},
    {"家庭户主", "head"},
    {"户主名称", "head"},
    {"小组", "group"},
    {"组", "group"},
    {"组别", "group"},
    {"村民小组", "group"},
    {"所在组", "group"},
    {"所属小组", "group"},
    {"网格", "group"},
    {"家庭成员", "members"},
    {"成员姓名", "members"},
    {"家庭成员姓名", "members"},
    {"户编号", "household"},
    {"户号", "id"},
    {"编号", "id"},
    {"序号", ""},
    {"姓名", "resident"},
    {"居民", "resident"},
    {"本人姓名", "resident"},
    {"居民姓名", "resident"},
    {"与户主关系", "kinship"},
    {"与户主的关系", "kinship"},
    {"家庭关系", "kinship"},
    {"关系", "kinship"},
    {"relation", "kinship"},
    {"出生日期", "birth"},
    {"出生年月", "birth"},
    {"出生年月日", "birth"},
    {"生日", "birth"},
    {"年龄", "age"},
    {"周岁", "age"},
    {"事项", "rule"},
    {"积分事项", "rule"},
    {"项目", "rule"},
    {"积分项目", "rule"},
    {"细则编号", "rule"},
    {"物品", "reward"},
    {"物品名称", "reward"},
    {"兑换物品", "reward"},
    {"兑换项目", "reward"},
    {"奖品", "reward"},
    {"商品", "reward"},
    {"时间", "date"},
    {"兑换日期", "date"},
    {"兑换时间", "date"},
    {"事情日期", "date"},
    {"发生日期", "date"},
    {"发生时间", "date"},
    {"申报日期", "received"},
    {"申报时间", "received"},
    {"收到时间", "received"},
    {"积分", "points"},
    {"分数", "points"},
    {"得分", "points"},
    {"分", "points"},
    {"积分标准", "points"},
    {"分值标准", "points"},
    {"赋分", "points"},
    {"备注", "note"},
    {"情况说明", "note"},
    {"凭证", "evidence"},
    {"佐证材料", "evidence"},
    {"证明材料", "evidence"},
    {"照片", "evidence"},
    {"内容", "title"},
    {"细则", "title"},
    {"事项", "title"},
    {"积分事项", "title"},
    {"项目", "title"},
    {"积分项目", "title"},
    {"积分内容", "title"},
    {"积分细则", "title"},
    {"类型", "category"},
    {"分类", "category"},
    {"计分单位", "unit"},
    {"积分上限", "cap"},
    {"封顶", "cap"},
    {"件数", "quantity"},
    {"个数", "quantity"},
    {"数量", "times"},
    {"小时数", "times"},
    {"时长", "times"},
    {"件数", "times"},
    {"group", "group"},
    {"head", "head"},
};

const struct schema *import_schema(enum import_kind kind)
{
    const struct schema *file = records_schema(kinds[kind].file);
    return kinds[kind].list ? schema_named(file, kinds[kind].list)->schema : file;
}

const char *import_kind_name(enum import_kind kind, bool chinese)
{
    return kind < import_kinds ? (chinese ? kinds[kind].zh : kinds[kind].name) : NULL;
}

const char *import_list_name(enum import_kind kind)
{
    return kinds[kind].list ? schema_named(records_schema(kinds[kind].file), kinds[kind].list)->zh : NULL;
}

/* A heading without what is in brackets behind it and without stars. */
static const char *plain_heading(struct arena *arena, const char *text)
{
    size_t len = strcspn(text, "(*:");
    static const char *const ends[] = {"（", "：", "＊"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *end = strstr(text, ends[i]);
        if (end && (size_t)(end - text) < len)
            len = (size_t)(end - text);
    }
    return len ? arena_text(arena, text, len) : text;
}

static const struct field *field_called(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->count; i++)
        if (fold_same(schema->fields[i].name, name) || fold_same(schema->fields[i].zh, name))
            return &schema->fields[i];
    return NULL;
}

/* The column that stands under the field NAME of KIND. */
static struct column column_named(enum import_kind kind, const struct schema *schema, const char *name)
{
    bool households = kind == import_households;
    if (kind != import_rules && strcmp(name, "group") == 0)
        return (struct column){.role = column_group};
    static const struct {
        const char *name;
        enum column_role role;
    } people[] = {{"resident", column_person},
                  {"kinship", column_kinship},
                  {"birth", column_birth},
                  {"age", column_age}};
    for (size_t i = 0; households && i < sizeof people / sizeof *people; i++)
        if (strcmp(name, people[i].name) == 0)
            return (struct column){.role = people[i].role};
    if (!households && strcmp(name, "head") == 0)
        return (struct column){.role = column_head};
    if (kind == import_scores && strcmp(name, "resident") == 0)
        return (struct column){.role = column_head};
    const struct field *field = field_called(schema, name);
    if (!field || field->type == type_record)
        return (struct column){.role = column_ignored};
    if (households && strcmp(field->name, "members") == 0)
        return (struct column){.role = column_members};
    return (struct column){.role = column_field, .field = field};
}

/* What stands under HEADING in a table of KIND. */
static struct column column_of(const struct importing *im, enum import_kind kind, const char *heading)
{
    const struct schema *schema = import_schema(kind);
    const char *plain = plain_heading(im->arena, heading);
    struct column column = column_named(kind, schema, plain);
    for (size_t i = 0; column.role == column_ignored && i < sizeof others / sizeof *others; i++)
        if (fold_same(others[i].heading, plain))
            column = column_named(kind, schema, others[i].field);
    if (kind != import_scores)
        return column;
    if (column.role == column_field && strcmp(column.field->name, "household") != 0)
        column.role = column_ignored;
    uint32_t rule = typed_find(im->records, typed_rule, plain);
    size_t count = 0;
    const struct named *named = rule == records_none ? named_find(&im->names, plain, &count) : NULL;
    for (size_t i = 0; named && i < count; i++)
        if (named[i].kind == named_rule)
            rule = named[i].index;
    if (rule != records_none)
        column = (struct column){.role = column_score, .rule = rule};
    return column;
}

size_t import_column(const struct columns *columns, enum column_role role, const char *name)
{
    for (size_t i = 0; i < cells_most_columns; i++)
        if (columns->items[i].role == role &&
            (role != column_field || strcmp(columns->items[i].field->name, name) == 0))
            return i;
    return cells_most_columns;
}

/* Whether there is a column of ROLE; of column_field, of the field NAME. */
static bool column_has(const struct columns *columns, enum column_role role, const char *name)
{
    return import_column(columns, role, name) < cells_most_columns;
}

/* Whether one of the headings in MUST, "|" between them, is there. */
static bool has_one(const struct columns *columns, const char *must)
{
    for (const char *p = must; *p; p += *p == '|') {
        size_t len = strcspn(p, "|");
        char name[32];
        memcpy(name, p, len);
        name[len] = '\0';
        p += len;
        if (column_has(columns, column_field, name) ||
            (strcmp(name, "head") == 0 && column_has(columns, column_head, NULL)) ||
            (strcmp(name, "person") == 0 && column_has(columns, column_person, NULL) &&
             column_has(columns, column_kinship, NULL)) ||
            (strcmp(name, "score") == 0 && column_has(columns, column_score, NULL)))
            return true;
    }
    return false;
}

/* Reads ROW as the headings of a table of KIND: which of what must be there are, as bits. */
static unsigned read_headings(const struct importing *im, enum import_kind kind, const struct cells_row *row,
                              struct columns *columns)
{
    unsigned there = 0;
    memset(columns->items, 0, sizeof columns->items);
    for (uint32_t i = 0; i < row->count && i < cells_most_columns; i++)
        if (*cells_text(row, i))
            columns->items[i] = column_of(im, kind, cells_text(row, i));
    for (unsigned i = 0; i < must_most && kinds[kind].must[i]; i++)
        there |= has_one(columns, kinds[kind].must[i]) ? 1u << i : 0;
    return there;
}

/* Whether ROW, which could head a list of households, has headings of deeds too: a table of another kind, of
 * which one heading is not known. */
static bool tells_deeds(const struct importing *im, const struct cells_row *row)
{
    static const char *const deeds[] = {"rule", "date", "times", "points", "evidence"};
    for (uint32_t i = 0; i < row->count && i < cells_most_columns; i++) {
        const char *text = cells_text(row, i);
        struct column as = column_of(im, import_meeting, *text ? text : "-");
        for (size_t k = 0; as.role == column_field && k < sizeof deeds / sizeof *deeds; k++)
            if (strcmp(as.field->name, deeds[k]) == 0)
                return true;
    }
    return false;
}

/* All the bits that a table of KIND must have. */
static unsigned all_headings(enum import_kind kind)
{
    unsigned all = 0;
    for (unsigned i = 0; i < must_most && kinds[kind].must[i]; i++)
        all |= 1u << i;
    return all;
}

/* Whether a used heading of ROW stands in the row behind it too, as one that is joined over both does. */
static bool goes_on_below(const struct importing *im, size_t row, const struct columns *columns)
{
    const struct cells_row *here = &im->cells->items[row], *below = here + 1;
    for (uint32_t i = 0; i < here->count && i < cells_most_columns; i++)
        if (columns->items[i].role != column_ignored && *cells_text(here, i) &&
            strcmp(cells_text(here, i), cells_text(below, i)) == 0)
            return true;
    return false;
}

/* Takes for the headings those of the row behind ROW where they are headings as well: of headings in two rows
 * the second says what the columns hold, and has what is joined over both. */
static size_t last_heading(const struct importing *im, size_t row, struct columns *columns)
{
    struct columns next;
    while (row + 1 < im->cells->len && goes_on_below(im, row, columns) &&
           read_headings(im, im->kind, &im->cells->items[row + 1], &next) == all_headings(im->kind)) {
        *columns = next;
        row++;
    }
    return row;
}

bool import_columns(struct importing *im, struct columns *columns)
{
    static const enum import_kind order[] = {import_transfers, import_claims, import_redemptions,
                                             import_meeting,   import_rules,  import_scores,
                                             import_households};
    for (size_t row = 0; row < im->cells->len && row < titles_most; row++)
        for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
            if (im->kind != import_kinds && im->kind != order[i])
                continue;
            if (read_headings(im, order[i], &im->cells->items[row], columns) != all_headings(order[i]))
                continue;
            if (im->kind == import_kinds && order[i] == import_households &&
                tells_deeds(im, &im->cells->items[row]))
                continue;
            im->kind = order[i];
            row = last_heading(im, row, columns);
            columns->heading = im->heading = row;
            return true;
        }
    return false;
}

/* What the heading MUST may be called, in the language of the records. */
static void put_must(const struct importing *im, enum import_kind kind, const char *must, struct buf *out)
{
    static const struct {
        const char *name, *zh;
    } own[] = {
        {"head", "户主"}, {"household", "户号"}, {"person", "姓名和与户主关系"}, {"score", "细则的名称"}};
    for (const char *p = must; *p; p += *p == '|') {
        size_t len = strcspn(p, "|");
        const char *name = arena_text(im->arena, p, len), *shown = name;
        const struct field *field = field_called(import_schema(kind), name);
        shown = im->chinese && field ? field->zh : shown;
        for (size_t i = 0; im->chinese && i < sizeof own / sizeof *own; i++)
            shown = strcmp(own[i].name, name) == 0 ? own[i].zh : shown;
        buf_printf(out, "%s%s", p == must ? "" : im->translate(N_(" or ")), shown);
        p += len;
    }
}

/* The kind and the row that come nearest to a table's headings: they have most of what must be there. */
static unsigned nearest_headings(const struct importing *im, enum import_kind *kind, size_t *row)
{
    struct columns columns;
    unsigned best = 0, most = 0;
    for (size_t i = 0; i < im->cells->len && i < titles_most; i++)
        for (int k = 0; k < import_kinds; k++) {
            if (im->kind != import_kinds && im->kind != (enum import_kind)k)
                continue;
            unsigned there = read_headings(im, (enum import_kind)k, &im->cells->items[i], &columns),
                     count = 0;
            for (unsigned bit = 0; bit < must_most; bit++)
                count += there >> bit & 1u;
            if (count > most && there != all_headings((enum import_kind)k)) {
                most = count;
                best = there;
                *kind = (enum import_kind)k;
                *row = i;
            }
        }
    return best;
}

void import_columns_missing(struct importing *im)
{
    enum import_kind kind = im->kind;
    size_t row = 0;
    unsigned there = nearest_headings(im, &kind, &row);
    struct import_at at = {.im = im, .row = there ? im->cells->items[row].number : 0, .column = import_row};
    struct buf list = {0};
    for (unsigned i = 0; kind != import_kinds && i < must_most && kinds[kind].must[i]; i++)
        if (!(there >> i & 1u)) {
            buf_puts(&list, list.len ? im->translate(N_(", ")) : "");
            put_must(im, kind, kinds[kind].must[i], &list);
        }
    if (there)
        import_wrong(&at, import_say(&at, N_("these are headings of %s, but some are missing: %s")),
                     import_kind_name(kind, im->chinese), buf_text(&list));
    else
        import_wrong(&at, "%s",
                     import_say(&at, N_("no row of headings is known: gongshi sheet writes tables with "
                                        "headings that are")));
    buf_free(&list);
}
