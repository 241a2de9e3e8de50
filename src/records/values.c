/* Readers of the values that several kinds of record have: caps, quotas, ranges, days of a year. */
#include "base/points.h"
#include "records/fields.h"

#include <string.h>

const struct word period_words[] = {[period_day] = {"day", "日"},       [period_week] = {"week", "周"},
                                    [period_month] = {"month", "月"},   [period_quarter] = {"quarter", "季"},
                                    [period_cycle] = {"cycle", "年度"}, {NULL, NULL}};

/* Splits "X/PERIOD"; false where it has not that form. */
static bool split_period(const struct node *node, size_t *len, enum period *period)
{
    const char *slash = memchr(node->text, '/', node->length);
    if (!slash)
        return false;
    *len = (size_t)(slash - node->text);
    size_t rest = node->length - *len - 1;
    int word = word_find(period_words, slash + 1, rest);
    if (word >= 0)
        *period = (enum period)word;
    return word >= 0;
}

/* Reports that NODE has not the form X/PERIOD, by MESSAGE, in the language that it is written in. */
static void report_no_period(struct schema_reader *r, const struct node *node, const char *message)
{
    struct buf all = {0};
    word_list(period_words, node->text, &all);
    const struct word *example = &period_words[period_month];
    diag_error(r->diags, node->place, "bad-value", message, node->text,
               text_chinese(node->text) ? example->zh : example->name, buf_text(&all), NULL);
    buf_free(&all);
}

struct cap_list {
    struct cap *items;
    uint32_t len;
};

static bool read_cap(struct schema_reader *r, const struct node *node, void *context)
{
    struct cap_list *list = context;
    struct cap cap;
    size_t len;
    if (!expect_scalar(r, node))
        return false;
    if (!split_period(node, &len, &cap.period) || !points_parse(node->text, len, &cap.points) ||
        cap.points < 0 || cap.points > points_value_max) {
        report_no_period(r, node,
                         N_("\"{1}\" is no cap: write points/period, such as 10/{2}; periods are {3}"));
        return false;
    }
    list->items[list->len++] = cap;
    return true;
}

static bool read_quota_item(struct schema_reader *r, const struct node *node, void *context)
{
    struct cap_list *list = context;
    struct cap cap;
    size_t len;
    bool right = split_period(node, &len, &cap.period) && len >= 1 && len <= 9;
    cap.points = 0;
    for (size_t i = 0; right && i < len; i++) {
        right = node->text[i] >= '0' && node->text[i] <= '9';
        cap.points = cap.points * 10 + (node->text[i] - '0');
    }
    if (!right || cap.points < 1) {
        report_no_period(r, node,
                         N_("\"{1}\" is no quota: write times/period, such as 12/{2}; periods are {3}"));
        return false;
    }
    list->items[list->len++] = cap;
    return true;
}

static bool read_cap_list(struct schema_reader *r, const struct node *node, item_reader *item,
                          struct caps *caps)
{
    struct cap_list list = {0};
    list.items = arena_new(r->arena, struct cap, node->kind == node_list ? node->count : 1);
    bool right = read_each(r, node, item, &list);
    caps->items = list.items;
    caps->len = list.len;
    return right;
}

bool read_caps(struct schema_reader *r, const struct node *node, void *field)
{
    return read_cap_list(r, node, read_cap, field);
}

bool read_quota(struct schema_reader *r, const struct node *node, void *field)
{
    return expect_scalar(r, node) && read_cap_list(r, node, read_quota_item, field);
}

bool read_range(struct schema_reader *r, const struct node *node, struct value_range *range)
{
    if (!expect_scalar(r, node))
        return false;
    const char *dots = strstr(node->text, "..");
    int64_t lo, hi;
    if (!dots || !points_parse(node->text, (size_t)(dots - node->text), &lo) ||
        !points_parse(dots + 2, node->length - (size_t)(dots + 2 - node->text), &hi) || lo > hi ||
        lo < -points_value_max || hi > points_value_max) {
        diag_error(r->diags, node->place, "bad-value",
                   N_("\"{1}\" is no range: write the lowest and the highest value, such as 5..20"),
                   node->text, NULL);
        return false;
    }
    *range = (struct value_range){.lo = lo, .hi = hi, .range = true};
    return true;
}

bool read_month_day(struct schema_reader *r, const struct node *node, struct day_of_year *day)
{
    if (!expect_scalar(r, node))
        return false;
    char whole[16] = "2001-"; /* a year without 29 February, which is no such day */
    int32_t date;
    if (node->length != 5) {
        whole[0] = '\0';
    } else {
        memcpy(whole + 5, node->text, 5);
        whole[10] = '\0';
    }
    if (!date_parse(whole, strlen(whole), &date)) {
        diag_error(
            r->diags, node->place, "bad-value",
            N_("\"{1}\" is no day of the year: write month-day, such as 01-01 (02-29 is not every year)"),
            node->text, NULL);
        return false;
    }
    struct date_parts parts = date_split(date);
    *day = (struct day_of_year){.month = parts.month, .day = parts.day};
    return true;
}

bool read_above_zero(struct schema_reader *r, const struct node *node, void *field)
{
    int64_t points;
    if (!read_points(r, node, &points))
        return false;
    if (points <= 0) {
        diag_error(r->diags, node->place, "bad-value", N_("\"{1}\" must be more than 0"), node->text, NULL);
        return false;
    }
    *(int64_t *)field = points;
    return true;
}
