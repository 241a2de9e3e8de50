/* rewards.yaml, redemptions/, disclosures/: what points buy, open and honour; what was handed out; what was
 * shown to whom. */
#include "base/points.h"
#include "records/fields.h"

#include <inttypes.h>
#include <stdlib.h>

static const struct word cycle_words[] = {
    {"this", "本年"}, {"last", "上年"}, {"either", "任一年"}, {NULL, NULL}};
static const struct word per_words[] = {{"cycle", "年度"}, {"quarter", "季"}, {"month", "月"}, {NULL, NULL}};

static const struct word within_words[] = {{"village", "全村"}, {"group", "本组"}, {NULL, NULL}};

static const struct word award_words[] = {
    {"household", "户"}, {"resident", "居民"}, {"group", "小组"}, {NULL, NULL}};

/* A delivery written out. */
struct delivery_record {
    struct record record;
    int32_t quantity;
    const char *source;
    int64_t value;
};

/* Yuan, from 0 to 100,000,000. */
static bool read_money(struct schema_reader *r, const struct node *node, void *field)
{
    int64_t value;
    if (!expect_scalar(r, node))
        return false;
    if (!points_parse(node->text, node->length, &value) || value < 0 || value > 100000000 * points_one) {
        diag_error(r->diags, node->place, "bad-value",
                   N_("\"{1}\" is no amount of yuan: 0 to 100000000 with at most two digits after the point"),
                   node->text, NULL);
        return false;
    }
    *(int64_t *)field = value;
    return true;
}

enum { most_delivered = 1000000000 };

static const struct field delivery_fields[] = {
    {.name = "quantity",
     .zh = "数量",
     .type = type_whole,
     .required = true,
     .offset = offsetof(struct delivery_record, quantity),
     .min = 0,
     .max = most_delivered,
     .help = N_("how many came in")},
    {.name = "source",
     .zh = "来源",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct delivery_record, source),
     .help = N_("from whom")},
    {.name = "value",
     .zh = "价值",
     .type = type_custom,
     .read = read_money,
     .offset = offsetof(struct delivery_record, value),
     .takes = N_("an amount of yuan"),
     .help = N_("worth how many yuan")},
};
static const struct delivery_record default_delivery = {.value = -1};
static const struct schema delivery_schema = {.name = "delivery",
                                              .zh = "到货",
                                              .fields = delivery_fields,
                                              .count = field_count(delivery_fields),
                                              .size = sizeof(struct delivery_record),
                                              .initial = &default_delivery};

static bool read_delivery(struct schema_reader *r, const struct node *node, struct delivery *delivery)
{
    if (node->kind == node_scalar) {
        int64_t quantity;
        if (!read_whole(r, node, 0, most_delivered, &quantity))
            return false;
        delivery->quantity = quantity;
        delivery->value = -1;
        return true;
    }
    struct delivery_record record;
    if (!schema_read(r, node, &delivery_schema, &record) || record.record.bad)
        return false;
    delivery->quantity = record.quantity;
    delivery->source = record.source;
    delivery->value = record.value;
    return true;
}

static int by_date(const void *a, const void *b)
{
    const struct delivery *x = a, *y = b;
    return x->date < y->date ? -1 : x->date > y->date;
}

/* `stock`: a mapping from dates to deliveries. */
static bool read_stock(struct schema_reader *r, const struct node *node, void *record)
{
    struct reward *reward = record;
    reward->has_stock = true;
    if (node->kind != node_map) {
        diag_error(r->diags, node->place, "bad-type",
                   N_("{1} is a mapping from dates to deliveries: {2026-01-01: 20}"), r->key->text, NULL);
        return false;
    }
    reward->stock = arena_new(r->arena, struct delivery, node->count);
    bool right = true;
    for (const struct node *key = node_first(node); key; key = key->next->next) {
        struct delivery *d = &reward->stock[reward->stock_len];
        d->node = key->next;
        bool dated = read_date(r, key, &d->date);
        if (read_delivery(r, key->next, d) && dated)
            reward->stock_len++;
        else
            right = false;
    }
    if (reward->stock_len)
        qsort(reward->stock, reward->stock_len, sizeof *reward->stock, by_date);
    return right;
}

static bool read_honour_points(struct schema_reader *r, const struct node *node, void *record)
{
    struct reward *reward = record;
    reward->has_points = read_points(r, node, &reward->points);
    return reward->has_points;
}

static bool read_honour_rank(struct schema_reader *r, const struct node *node, void *record)
{
    struct reward *reward = record;
    int64_t rank;
    reward->has_rank = read_whole(r, node, 1, 1000000, &rank);
    if (reward->has_rank)
        reward->rank = (int32_t)rank;
    return reward->has_rank;
}

static bool read_honour_below(struct schema_reader *r, const struct node *node, void *record)
{
    struct reward *reward = record;
    reward->has_below = read_points(r, node, &reward->below);
    return reward->has_below;
}

static bool read_settled(struct schema_reader *r, const struct node *node, void *record)
{
    struct reward *reward = record;
    int64_t days;
    reward->has_settled = read_whole(r, node, 0, 366, &days);
    if (reward->has_settled)
        reward->settled = (int32_t)days;
    return reward->has_settled;
}

#define at(field) offsetof(struct reward, field)
#define reward_common                                            \
    [reward_id] = {.name = "id",                                 \
                   .zh = "编号",                                 \
                   .type = type_id,                              \
                   .required = true,                             \
                   .offset = at(id),                             \
                   .help = N_("its id")},                        \
    [reward_title] = {.name = "title",                           \
                      .published = true,                         \
                      .zh = "名称",                              \
                      .type = type_line,                         \
                      .required = true,                          \
                      .offset = at(title),                       \
                      .help = N_("what it is called")},          \
    [reward_from] = {.name = "from",                             \
                     .zh = "起",                                 \
                     .type = type_date,                          \
                     .offset = at(from),                         \
                     .help = N_("the first day it is offered")}, \
    [reward_until] = {.name = "until",                           \
                      .zh = "止",                                \
                      .type = type_date,                         \
                      .offset = at(until),                       \
                      .help = N_("the last day it is offered")}

#define reward_use                                                                                     \
    {.name = "quota",                                                                                  \
     .zh = "限次",                                                                                     \
     .type = type_custom,                                                                              \
     .read = read_quota,                                                                               \
     .per = period_words,                                                                              \
     .offset = at(quota),                                                                              \
     .takes = N_("times/period, such as 12/cycle"),                                                    \
     .help = N_("how often a household may take it, such as 12/cycle")},                               \
    {                                                                                                  \
        .name = "cycle", .zh = "按哪年", .type = type_word, .offset = at(cycle), .words = cycle_words, \
        .stated = true,                                                                                \
        .help = N_("whose points `needs` looks at: this cycle's, the last one's, or either's")         \
    }

static const struct field goods_fields[] = {
    reward_common,
    {.name = "cost",
     .zh = "所需积分",
     .type = type_custom,
     .required = true,
     .read = read_above_zero,
     .offset = at(cost),
     .takes = N_("points above 0"),
     .help = N_("how many points it costs")},
    {.name = "needs",
     .zh = "门槛",
     .type = type_custom,
     .read = read_above_zero,
     .offset = at(needs),
     .takes = N_("points above 0"),
     .help = N_("how many points a household must have earned")},
    reward_use,
    {.name = "stock",
     .zh = "库存",
     .type = type_custom,
     .read = read_stock,
     .schema = &delivery_schema,
     .takes = N_("a mapping from dates to quantities or deliveries"),
     .help = N_("deliveries by date")},
};
static const struct field service_fields[] = {
    reward_common,
    {.name = "needs",
     .zh = "门槛",
     .type = type_custom,
     .required = true,
     .read = read_above_zero,
     .offset = at(needs),
     .takes = N_("points above 0"),
     .help = N_("how many points a household must have earned")},
    reward_use,
};
static const struct field honour_fields[] = {
    reward_common,
    [honour_points] = {.name = "points",
                       .zh = "积分",
                       .type = type_custom,
                       .read = read_honour_points,
                       .takes = N_("points"),
                       .help = N_("at least so many final points")},
    [honour_rank] = {.name = "rank",
                     .zh = "名次",
                     .type = type_custom,
                     .read = read_honour_rank,
                     .takes = N_("a whole number"),
                     .help = N_("a rank of at most so many")},
    [honour_per] = {.name = "per",
                    .zh = "按",
                    .type = type_word,
                    .offset = at(per),
                    .words = per_words,
                    .stated = true,
                    .help = N_("within what it is won: cycle, quarter or month")},
    [honour_below] = {.name = "below",
                      .zh = "低于",
                      .type = type_custom,
                      .read = read_honour_below,
                      .takes = N_("points"),
                      .help = N_("and less than so many points")},
    [honour_category] = {.name = "category",
                         .zh = "类别",
                         .type = type_ids,
                         .offset = at(category_ids),
                         .help = N_("by the points of these categories alone")},
    [honour_within] = {.name = "within",
                       .zh = "范围",
                       .type = type_word,
                       .offset = at(within),
                       .words = within_words,
                       .stated = true,
                       .help = N_("among whom the rank counts: the village's households, or its group's")},
    [honour_for] = {.name = "for",
                    .zh = "授予",
                    .type = type_word,
                    .offset = at(award),
                    .words = award_words,
                    .stated = true,
                    .help = N_("to whom it is given: a household, a resident or a group")},
    [honour_settled] = {.name = "settled",
                        .zh = "定评",
                        .type = type_custom,
                        .read = read_settled,
                        .takes = N_("a whole number of days"),
                        .help =
                            N_("how many days after the end of the cycle, quarter or month it is settled: "
                               "nobody has it before, and it stands from then on")},
};

static const struct reward default_goods = {.kind = reward_goods, .from = date_first, .until = date_last};
static const struct reward default_service = {.kind = reward_service, .from = date_first, .until = date_last};
static const struct reward default_honour = {.kind = reward_honour, .from = date_first, .until = date_last};
static const struct schema goods_schema = {.name = "goods",
                                           .zh = "物品",
                                           .fields = goods_fields,
                                           .count = field_count(goods_fields),
                                           .size = sizeof(struct reward),
                                           .initial = &default_goods};
static const struct schema service_schema = {.name = "service",
                                             .zh = "服务",
                                             .fields = service_fields,
                                             .count = field_count(service_fields),
                                             .size = sizeof(struct reward),
                                             .initial = &default_service};
const struct schema honour_schema = {.name = "honour",
                                     .zh = "荣誉",
                                     .fields = honour_fields,
                                     .count = field_count(honour_fields),
                                     .size = sizeof(struct reward),
                                     .initial = &default_honour};

#define file_at(field) offsetof(struct rewards_file, field)
static const struct field rewards_fields[] = {
    {.name = "goods",
     .zh = "物品",
     .type = type_records,
     .offset = file_at(goods),
     .count_offset = file_at(goods_len),
     .schema = &goods_schema,
     .help = N_("goods bought with points")},
    {.name = "services",
     .zh = "服务",
     .type = type_records,
     .offset = file_at(services),
     .count_offset = file_at(services_len),
     .schema = &service_schema,
     .help = N_("services opened by reaching a number of points")},
    {.name = "honours",
     .zh = "荣誉",
     .type = type_records,
     .offset = file_at(honours),
     .count_offset = file_at(honours_len),
     .schema = &honour_schema,
     .help = N_("titles reached by points or by rank")},
};
const struct schema rewards_schema = {.name = "rewards",
                                      .zh = "兑换",
                                      .fields = rewards_fields,
                                      .count = field_count(rewards_fields),
                                      .size = sizeof(struct rewards_file)};

/* A whole quantity in an int64_t. */
static bool read_count(struct schema_reader *r, const struct node *node, void *field)
{
    return read_whole(r, node, 1, 1000000, field);
}

static void tell_count(const void *field, bool zh, struct buf *out)
{
    (void)zh;
    buf_printf(out, "%" PRId64, *(const int64_t *)field);
}

#define redemption_at(field) offsetof(struct redemption, field)
static const struct field redemption_fields[] = {
    [redemption_date] = {.name = "date",
                         .zh = "日期",
                         .type = type_date,
                         .required = true,
                         .offset = redemption_at(date),
                         .help = N_("the day it was taken")},
    [redemption_household] = {.name = "household",
                              .zh = "户号",
                              .type = type_id,
                              .required = true,
                              .offset = redemption_at(household_id),
                              .help = N_("the household")},
    [redemption_reward] = {.name = "reward",
                           .zh = "项目",
                           .type = type_id,
                           .required = true,
                           .offset = redemption_at(reward_id),
                           .help = N_("goods or a service")},
    [redemption_quantity] = {.name = "quantity",
                             .zh = "数量",
                             .type = type_custom,
                             .read = read_count,
                             .offset = redemption_at(quantity),
                             .takes = N_("a whole number"),
                             .stated = true,
                             .tell = tell_count,
                             .help = N_("how many")},
    [redemption_again] = {.name = "again",
                          .zh = "再次",
                          .type = type_flag,
                          .offset = redemption_at(again),
                          .stated = true,
                          .help = N_("whether it is meant to stand beside one that is otherwise the same")},
};
static const struct redemption default_redemption = {
    .quantity = 1, .household = records_none, .reward = records_none};
const struct schema redemption_schema = {.name = "redemption",
                                         .zh = "兑换记录",
                                         .fields = redemption_fields,
                                         .count = field_count(redemption_fields),
                                         .size = sizeof(struct redemption),
                                         .initial = &default_redemption};

struct years {
    int32_t *items;
    uint32_t len;
};

static bool read_year(struct schema_reader *r, const struct node *node, void *context)
{
    struct years *years = context;
    int64_t year;
    if (!read_whole(r, node, 1900, 2199, &year))
        return false;
    years->items[years->len++] = (int32_t)year;
    return true;
}

static bool read_years(struct schema_reader *r, const struct node *node, void *record)
{
    struct disclosure *d = record;
    struct years years = {0};
    years.items = arena_new(r->arena, int32_t, node->kind == node_list ? node->count : 1);
    bool right = read_each(r, node, read_year, &years);
    d->cycles = years.items;
    d->cycles_len = years.len;
    return right;
}

#define disclosure_at(field) offsetof(struct disclosure, field)
static const struct field disclosure_fields[] = {
    [disclosure_date] = {.name = "date",
                         .zh = "日期",
                         .type = type_date,
                         .required = true,
                         .offset = disclosure_at(date),
                         .help = N_("the day the record was shown")},
    [disclosure_household] = {.name = "household",
                              .zh = "户号",
                              .type = type_id,
                              .required = true,
                              .offset = disclosure_at(household_id),
                              .help = N_("whose record")},
    [disclosure_to] = {.name = "to",
                       .zh = "提供给",
                       .type = type_line,
                       .required = true,
                       .offset = disclosure_at(to),
                       .help = N_("to whom")},
    [disclosure_basis] = {.name = "basis",
                          .zh = "依据",
                          .type = type_line,
                          .required = true,
                          .offset = disclosure_at(basis),
                          .help = N_("on what legal basis")},
    [disclosure_cycles] = {.name = "cycles",
                           .zh = "年度",
                           .type = type_custom,
                           .list = true,
                           .read = read_years,
                           .takes = N_("a year, or a list of years"),
                           .help = N_("the record of which cycles")},
};
static const struct disclosure default_disclosure = {.household = records_none};
const struct schema disclosure_schema = {.name = "disclosure",
                                         .zh = "提供",
                                         .fields = disclosure_fields,
                                         .count = field_count(disclosure_fields),
                                         .size = sizeof(struct disclosure),
                                         .initial = &default_disclosure};
