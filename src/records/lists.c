/* rules/: points lists, and how they adjust earlier ones. */
#include "base/memory.h"
#include "records/fields.h"

#include <stdlib.h>
#include <string.h>

const struct word level_words[] = {[level_city] = {"city", "市"},
                                   [level_town] = {"town", "乡镇"},
                                   [level_village] = {"village", "村"},
                                   {NULL, NULL}};
const struct word rule_kind_words[] = {[kind_positive] = {"positive", "正向"},
                                       [kind_negative] = {"negative", "反向"},
                                       [kind_bonus] = {"bonus", "加分"},
                                       {NULL, NULL}};
const struct word need_words[] = {{"evidence", "佐证"}, {"resident", "居民"}, {"note", "说明"}, {NULL, NULL}};

static const struct word bars_words[] = {{"cycle", "年度"}, {NULL, NULL}};
static const struct word no_cap_words[] = {{"none", "不限"}, {NULL, NULL}};

/* One value or a range. */
static bool read_value_range(struct schema_reader *r, const struct node *node, struct value_range *value)
{
    if (!expect_scalar(r, node))
        return false;
    if (strstr(node->text, ".."))
        return read_range(r, node, value);
    int64_t points;
    if (!read_points(r, node, &points))
        return false;
    *value = (struct value_range){.lo = points, .hi = points};
    return true;
}

/* A dated value that says who decided it. */
struct decided_value {
    struct record record;
    struct value_range value;
    const char *decided;
};

static bool read_decided_points(struct schema_reader *r, const struct node *node, void *field)
{
    return read_value_range(r, node, field);
}

static const struct field decided_value_fields[] = {
    {.name = "points",
     .zh = "分值",
     .type = type_custom,
     .required = true,
     .read = read_decided_points,
     .offset = offsetof(struct decided_value, value),
     .takes = N_("points, or a range LO..HI"),
     .help = N_("the value from that day on")},
    {.name = "decided",
     .zh = "议定会议",
     .type = type_id,
     .offset = offsetof(struct decided_value, decided),
     .help = N_("the assembly meeting that decided it, on or before that day")},
};
static const struct schema decided_value_schema = {.name = "value",
                                                   .zh = "分值",
                                                   .fields = decided_value_fields,
                                                   .count = field_count(decided_value_fields),
                                                   .size = sizeof(struct decided_value)};

/* The value of one day on: points alone, or with who decided it. */
static bool read_dated(struct schema_reader *r, const struct node *node, struct dated_value *v)
{
    struct decided_value own;
    v->node = node;
    v->decided_meeting = records_none;
    if (node->kind != node_map)
        return read_value_range(r, node, &v->value);
    if (!schema_read(r, node, &decided_value_schema, &own) || own.record.bad)
        return false;
    v->own = node;
    v->node = node_get(node, "points");
    v->value = own.value;
    v->decided = own.decided;
    return true;
}

static int by_date(const void *a, const void *b)
{
    const struct dated_value *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* `points` of a rule: a value, a range, or a mapping from dates to either. */
static bool read_values(struct schema_reader *r, const struct node *node, void *record)
{
    struct rule *rule = record;
    uint32_t count = node->kind == node_map ? node->count : 1;
    struct dated_value *values = arena_new(r->arena, struct dated_value, count);
    rule->values = values;
    rule->values_len = 0;
    if (node->kind != node_map) {
        values[0] = (struct dated_value){.from = date_first, .node = node, .decided_meeting = records_none};
        if (!read_value_range(r, node, &values[0].value))
            return false;
        rule->values_len = 1;
        return true;
    }
    bool right = true;
    for (const struct node *key = node_first(node); key; key = key->next->next) {
        struct dated_value *v = &values[rule->values_len];
        bool dated = read_date(r, key, &v->from);
        if (read_dated(r, key->next, v) && dated)
            rule->values_len++;
        else
            right = false;
    }
    if (rule->values_len)
        qsort(values, rule->values_len, sizeof *values, by_date);
    return right;
}

static bool read_bounds(struct schema_reader *r, const struct node *node, void *record)
{
    struct rule *rule = record;
    struct value_range range;
    if (!read_range(r, node, &range))
        return false;
    rule->bounded = true;
    rule->bound_lo = range.lo;
    rule->bound_hi = range.hi;
    return true;
}

static bool read_need(struct schema_reader *r, const struct node *node, void *context)
{
    int word;
    if (!read_word(r, node, need_words, &word))
        return false;
    *(uint32_t *)context |= UINT32_C(1) << word;
    return true;
}

static bool read_needs(struct schema_reader *r, const struct node *node, void *field)
{
    return read_each(r, node, read_need, field);
}

static bool read_bars(struct schema_reader *r, const struct node *node, void *field)
{
    int64_t days;
    if (!expect_scalar(r, node))
        return false;
    if (word_find(bars_words, node->text, node->length) == 0) {
        *(int32_t *)field = bars_cycle;
        return true;
    }
    if (!read_whole(r, node, 1, 3660, &days))
        return false;
    *(int32_t *)field = (int32_t)days;
    return true;
}

static bool read_new_value(struct schema_reader *r, const struct node *node, void *record)
{
    struct adjustment *a = record;
    a->has_value = read_value_range(r, node, &a->value);
    return a->has_value;
}

static bool read_new_caps(struct schema_reader *r, const struct node *node, void *record)
{
    struct adjustment *a = record;
    if (node->kind == node_scalar && word_find(no_cap_words, node->text, node->length) == 0)
        a->has_caps = true;
    else
        a->has_caps = read_caps(r, node, &a->caps);
    return a->has_caps;
}

#define category_at(field) offsetof(struct category, field)
static const struct field category_fields[] = {
    {.name = "id",
     .zh = "编号",
     .type = type_id,
     .required = true,
     .offset = category_at(id),
     .help = N_("its id")},
    {.name = "title",
     .zh = "名称",
     .type = type_line,
     .published = true,
     .required = true,
     .offset = category_at(title),
     .help = N_("its heading")},
    {.name = "cap",
     .zh = "上限",
     .type = type_custom,
     .list = true,
     .read = read_caps,
     .per = period_words,
     .offset = category_at(caps),
     .takes = N_(
         "points/period, such as 10/month, or a list of these; periods are day, week, month, quarter, cycle"),
     .help = N_("how many points its positive rules may give a household within a period")},
};
static const struct schema category_schema = {.name = "category",
                                              .zh = "类别",
                                              .fields = category_fields,
                                              .count = field_count(category_fields),
                                              .size = sizeof(struct category)};

#define rule_at(field) offsetof(struct rule, field)
static const struct field rule_fields[] = {
    [rule_id] = {.name = "id",
                 .zh = "编号",
                 .type = type_id,
                 .required = true,
                 .offset = rule_at(id),
                 .help = N_("its id")},
    [rule_category] = {.name = "category",
                       .zh = "类别",
                       .type = type_id,
                       .required = true,
                       .offset = rule_at(category_id),
                       .help = N_("the category it stands under")},
    [rule_kind_] = {.name = "kind",
                    .zh = "性质",
                    .type = type_word,
                    .offset = rule_at(kind),
                    .words = rule_kind_words,
                    .stated = true,
                    .help = N_("positive, negative or bonus")},
    [rule_title] = {.name = "title",
                    .zh = "名称",
                    .type = type_line,
                    .published = true,
                    .required = true,
                    .offset = rule_at(title),
                    .help = N_("what earns or costs points")},
    [rule_unit] = {.name = "unit",
                   .zh = "单位",
                   .type = type_line,
                   .published = true,
                   .offset = rule_at(unit),
                   .stated = true,
                   .help = N_("what is counted")},
    [rule_points] = {.name = "points",
                     .zh = "分值",
                     .type = type_custom,
                     .required = true,
                     .read = read_values,
                     .takes = N_("points, a range such as 5..20, or a mapping from dates to either"),
                     .help = N_("a value, a range such as 5..20, or either by date")},
    [rule_cap] = {.name = "cap",
                  .zh = "上限",
                  .type = type_custom,
                  .list = true,
                  .read = read_caps,
                  .per = period_words,
                  .offset = rule_at(caps),
                  .takes = N_("points/period, such as 10/month, or a list of these; periods are day, week, "
                              "month, quarter, cycle"),
                  .help = N_("how many points it may give a household within a period, such as 10/month")},
    [rule_range] = {.name = "range",
                    .zh = "幅度",
                    .type = type_custom,
                    .read = read_bounds,
                    .takes = N_("a range of points, such as 1..5"),
                    .help = N_("the values that later lists may set")},
    [rule_from] = {.name = "from",
                   .zh = "起",
                   .type = type_date,
                   .offset = rule_at(from),
                   .otherwise = N_("without a bound; of a village, the day of the meeting that decided it"),
                   .help = N_("the first deed date it holds for")},
    [rule_until] = {.name = "until",
                    .zh = "止",
                    .type = type_date,
                    .offset = rule_at(until),
                    .otherwise = N_("without a bound"),
                    .help = N_("the last deed date it holds for")},
    [rule_needs] = {.name = "needs",
                    .zh = "须有",
                    .type = type_custom,
                    .list = true,
                    .read = read_needs,
                    .offset = rule_at(needs),
                    .words = need_words,
                    .takes = N_("several in a list"),
                    .help = N_("what entries must give: evidence, resident, note")},
    [rule_veto] = {.name = "veto",
                   .zh = "一票否决",
                   .type = type_flag,
                   .offset = rule_at(veto),
                   .stated = true,
                   .help = N_("whether a final entry costs the household the honours of the cycle")},
    [rule_bars] = {.name = "bars",
                   .zh = "停兑",
                   .type = type_custom,
                   .read = read_bars,
                   .offset = rule_at(bars),
                   .words = bars_words,
                   .takes = N_("or a whole number of days"),
                   .help = N_(
                       "for how many days, or until the end of the cycle, a final entry bars the household "
                       "from redeeming")},
    [rule_zero] = {.name = "zero",
                   .zh = "清零",
                   .type = type_flag,
                   .offset = rule_at(zero),
                   .stated = true,
                   .help = N_("whether a final entry takes all that the household has left to spend")},
    [rule_decided] = {.name = "decided",
                      .zh = "议定会议",
                      .type = type_id,
                      .offset = rule_at(decided),
                      .otherwise = N_("what the file says at its top"),
                      .help = N_("the assembly meeting that decided it")},
};
static const struct rule default_rule = {.unit = "次",
                                         .category = records_none,
                                         .from = date_first,
                                         .until = date_last,
                                         .decided_meeting = records_none};
static const struct schema rule_schema = {.name = "rule",
                                          .zh = "细则",
                                          .fields = rule_fields,
                                          .count = field_count(rule_fields),
                                          .size = sizeof(struct rule),
                                          .initial = &default_rule};

#define adjust_at(field) offsetof(struct adjustment, field)
static const struct field adjustment_fields[] = {
    [adjust_rule] = {.name = "rule",
                     .zh = "细则",
                     .type = type_id,
                     .required = true,
                     .offset = adjust_at(rule_id),
                     .help = N_("the rule of an earlier list that it changes")},
    [adjust_from] = {.name = "from",
                     .zh = "起",
                     .type = type_date,
                     .required = true,
                     .offset = adjust_at(from),
                     .help = N_("the first deed date it holds for")},
    [adjust_points] = {.name = "points",
                       .zh = "分值",
                       .type = type_custom,
                       .read = read_new_value,
                       .takes = N_("points, or a range such as 5..20"),
                       .help = N_("the new value or range")},
    [adjust_cap] = {.name = "cap",
                    .zh = "上限",
                    .type = type_custom,
                    .list = true,
                    .read = read_new_caps,
                    .per = period_words,
                    .words = no_cap_words,
                    .takes = N_("or points/period, such as 10/month, or a list of these"),
                    .help = N_("the new cap, or none")},
    [adjust_drop] = {.name = "drop",
                     .zh = "取消",
                     .type = type_flag,
                     .offset = adjust_at(drop),
                     .help = N_("whether the rule ends")},
    [adjust_decided] = {.name = "decided",
                        .zh = "议定会议",
                        .type = type_id,
                        .offset = adjust_at(decided),
                        .otherwise = N_("what the file says at its top"),
                        .help = N_("the assembly meeting that decided it")},
};
static const struct adjustment default_adjustment = {
    .rule = records_none, .from = date_first, .decided_meeting = records_none};
const struct schema adjustment_schema = {.name = "adjustment",
                                         .zh = "调整",
                                         .fields = adjustment_fields,
                                         .count = field_count(adjustment_fields),
                                         .size = sizeof(struct adjustment),
                                         .initial = &default_adjustment};

#define list_at(field) offsetof(struct rules_file, field)
static const struct field list_fields[] = {
    [list_level] = {.name = "level",
                    .zh = "层级",
                    .type = type_word,
                    .required = true,
                    .offset = list_at(level),
                    .words = level_words,
                    .help = N_("who issued the list: city, town or village")},
    [list_issuer] = {.name = "issuer",
                     .zh = "发布单位",
                     .type = type_line,
                     .published = true,
                     .offset = list_at(issuer),
                     .help = N_("the issuer's name")},
    [list_document] = {.name = "document",
                       .zh = "文号",
                       .type = type_line,
                       .published = true,
                       .offset = list_at(document),
                       .help = N_("the document's number")},
    [list_decided] = {.name = "decided",
                      .zh = "议定会议",
                      .type = type_id,
                      .offset = list_at(decided),
                      .help = N_("the assembly meeting that decided all of it")},
    [list_categories] = {.name = "categories",
                         .zh = "类别",
                         .type = type_records,
                         .offset = list_at(categories),
                         .count_offset = list_at(categories_len),
                         .schema = &category_schema,
                         .help = N_("headings, in the order in which they are shown")},
    [list_rules] = {.name = "rules",
                    .zh = "细则",
                    .type = type_records,
                    .offset = list_at(rules),
                    .count_offset = list_at(rules_len),
                    .schema = &rule_schema,
                    .help = N_("the rules")},
    [list_adjust] = {.name = "adjust",
                     .zh = "调整",
                     .type = type_records,
                     .offset = list_at(adjustments),
                     .count_offset = list_at(adjustments_len),
                     .schema = &adjustment_schema,
                     .help = N_("changes to rules of earlier lists")},
};
static const struct rules_file default_list = {.decided_meeting = records_none};
const struct schema list_schema = {.name = "rules",
                                   .zh = "细则文件",
                                   .fields = list_fields,
                                   .count = field_count(list_fields),
                                   .size = sizeof(struct rules_file),
                                   .initial = &default_list};
