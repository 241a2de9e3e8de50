/* A year in charts. */
#include "ledger/figures.h"
#include "site/chart.h"
#include "site/pages.h"
#include "site/rows.h"

#include "base/points.h"

/*
 * A chart with what is said of it in words and its table: {id, title, lead, legend, svg, columns, rows}; an
 * item of the legend is {swatch, text}, a column {text, number}, a row {head, cells}, a cell {label, text}.
 */
static struct value *add_chart(struct page *page, const char *name, const char *lead)
{
    struct arena *a = page->arena;
    struct value *map = value_add_map(a, value_get(page->values, "charts"));
    value_set_textf(a, map, "id", "_%s", name);
    value_set_text(a, map, "title", page_word(page, arena_printf(a, "site.figures.%s", name)));
    value_set_text(a, map, "lead", lead);
    value_set_text(a, map, "svg", "");
    value_set_text(a, map, "full", "");
    value_set_flag(a, map, "empty", false);
    value_set_list(a, map, "legend");
    value_set_flag(a, map, "has_legend", false);
    value_set_list(a, map, "columns");
    value_set_list(a, map, "rows");
    return map;
}

static void add_column(struct page *page, struct value *map, const char *key, bool number)
{
    struct value *column = value_add_map(page->arena, value_get(map, "columns"));
    value_set_text(page->arena, column, "text", page_word(page, key));
    value_set_flag(page->arena, column, "number", number);
}

/* A row of the table; the cells are to be added to what it gives. */
static struct value *add_row(struct page *page, struct value *map, const char *head)
{
    struct value *row = value_add_map(page->arena, value_get(map, "rows"));
    value_set_text(page->arena, row, "head", head);
    return value_set_list(page->arena, row, "cells");
}

/* Adds the next of the CELLS of a row of MAP's table, with the heading of its column. */
static void add_cell(struct page *page, struct value *map, struct value *cells, const char *text)
{
    const struct value *column = value_at(value_get(map, "columns"), value_length(cells) + 1);
    struct value *cell = value_add_map(page->arena, cells);
    value_set(page->arena, cell, "label", value_get(column, "text"));
    value_set_text(page->arena, cell, "text", text);
}

/* What all charts have from their section. */
static struct chart open_chart(struct page *page, struct value *map, size_t len)
{
    return (struct chart){.id = arena_printf(page->arena, "%s-chart", value_get(map, "id")->text),
                          .title = value_get(map, "title")->text,
                          .description = value_get(map, "lead")->text,
                          .labels = arena_new(page->arena, const char *, len + 1),
                          .texts = NULL,
                          .len = len,
                          .known = len,
                          .unit = 1};
}

/* Sets the legend, where there is more than one thing to tell apart. */
static void add_legend(struct page *page, struct value *map, const struct chart *chart, bool lines)
{
    struct value *list = value_get(map, "legend");
    for (size_t s = 0; chart->series_len > 1 && s < chart->series_len; s++) {
        struct value *item = value_add_map(page->arena, list);
        value_set_text(page->arena, item, "swatch", chart_swatch(page->arena, chart, s, lines));
        value_set_text(page->arena, item, "text", chart->series[s].label);
    }
    value_set_flag(page->arena, map, "has_legend", chart->series_len > 1);
}

static const char *month_name(struct page *page, int32_t date)
{
    return page_word(page, arena_printf(page->arena, "months.%d", date_split(date).month));
}

/* The head of a month's row: its name, with the year where the cycle holds two and another begins; where the
 * cycle begins within the month, so that there is a part of it at both ends, from when or until when it is.
 */
static const char *month_head(struct page *page, const struct figures *f, uint32_t number)
{
    const struct words *words = page->site->words;
    const struct month_figures *month = &f->months[number];
    bool years = date_split(f->months[0].first).year != date_split(f->months[f->months_len - 1].last).year;
    if (date_split(month->first).day != 1)
        return words_bounds(words, page->arena, month->first, date_last);
    if (date_split(month->last + 1).day != 1)
        return words_bounds(words, page->arena, date_first, month->last);
    if (years && (number == 0 || date_split(month->first).month == 1))
        return words_month(words, page->arena, month->first);
    return month_name(page, month->first);
}

/* The labels of a chart along the months. */
static const char *const *month_labels(struct page *page, const struct figures *f)
{
    const char **labels = arena_new(page->arena, const char *, f->months_len + 1);
    for (uint32_t i = 0; i < f->months_len; i++)
        labels[i] = page_say(page, "site.figures.month_short",
                             page_number(page, date_split(f->months[i].first).month),
                             month_name(page, f->months[i].first));
    return labels;
}

/* The text of a number of things with its sum behind: "已生效 345". */
static const char *legend(struct page *page, const char *key, const char *sum)
{
    return page_say(page, "site.figures.legend", page_word(page, key), sum);
}

/* Sets what DRAW makes of the chart; nothing to see yet is said in words. */
static void set_drawing(struct page *page, struct value *map, const struct chart *chart,
                        const char *(*draw)(struct arena *, const struct chart *))
{
    bool empty = chart_empty(chart);
    value_set_text(page->arena, map, "svg", empty ? "" : draw(page->arena, chart));
    value_set_flag(page->arena, map, "empty", empty);
}

/* --- by month */

/* Columns of the first COUNT of SERIES, a month each. */
static void draw_months(struct page *page, struct value *map, struct chart *chart, const struct figures *f,
                        const struct chart_series *series, size_t count)
{
    chart->labels = month_labels(page, f);
    chart->labels_every = 3;
    chart->series = series;
    chart->series_len = count;
    add_legend(page, map, chart, false);
    set_drawing(page, map, chart, chart_columns);
}

static void add_entries(struct page *page, const struct figures *f)
{
    const char *lead = page_say(page, "site.figures.entries_lead", page_number(page, f->final),
                                page_number(page, f->waiting), page_number(page, f->voided));
    struct value *map = add_chart(page, "entries", lead);
    struct chart chart = open_chart(page, map, f->months_len);
    int64_t *final = arena_new(page->arena, int64_t, f->months_len + 1);
    int64_t *waiting = arena_new(page->arena, int64_t, f->months_len + 1);
    add_column(page, map, "site.figures.month", false);
    add_column(page, map, "site.figures.final", true);
    add_column(page, map, "site.figures.waiting", true);
    for (uint32_t i = 0; i < f->months_begun; i++) {
        const struct month_figures *month = &f->months[i];
        struct value *cells = add_row(page, map, month_head(page, f, i));
        add_cell(page, map, cells, page_number(page, final[i] = month->final));
        add_cell(page, map, cells, page_number(page, waiting[i] = month->waiting));
    }
    const struct chart_series series[] = {
        {legend(page, "site.figures.final", page_number(page, f->final)), final},
        {legend(page, "site.figures.waiting", page_number(page, f->waiting)), waiting}};
    draw_months(page, map, &chart, f, series, f->waiting ? 2 : 1);
}

static void add_points(struct page *page, const struct figures *f)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < f->months_len; i++)
        sum += f->months[i].gained_waiting;
    const char *lead = page_say(page, "site.figures.points_lead", page_points_unit(page, f->gained),
                                page_points_unit(page, -f->lost), page_points_unit(page, sum));
    struct value *map = add_chart(page, "points", lead);
    struct chart chart = open_chart(page, map, f->months_len);
    int64_t *gained = arena_new(page->arena, int64_t, f->months_len + 1);
    int64_t *waiting = arena_new(page->arena, int64_t, f->months_len + 1);
    add_column(page, map, "site.figures.month", false);
    add_column(page, map, "site.figures.gained", true);
    add_column(page, map, "site.figures.lost", true);
    add_column(page, map, "site.figures.waiting", true);
    for (uint32_t i = 0; i < f->months_begun; i++) {
        const struct month_figures *month = &f->months[i];
        struct value *cells = add_row(page, map, month_head(page, f, i));
        add_cell(page, map, cells, page_points(page, gained[i] = month->gained));
        add_cell(page, map, cells, page_points(page, month->lost));
        add_cell(page, map, cells, page_points(page, waiting[i] = month->gained_waiting));
    }
    const struct chart_series series[] = {
        {legend(page, "site.figures.final", page_points(page, f->gained)), gained},
        {legend(page, "site.figures.waiting", page_points(page, sum)), waiting}};
    chart.unit = points_one;
    draw_months(page, map, &chart, f, series, sum ? 2 : 1);
}

/* What was earned and what was redeemed from the beginning of the year to the end of each month. */
static void add_spending(struct page *page, const struct figures *f)
{
    int64_t earned_sum = f->gained + f->lost;
    const char *lead = page_say(page, "site.figures.spending_lead", page_points_unit(page, earned_sum),
                                page_points_unit(page, f->redeemed), page_number(page, f->redemptions));
    struct value *map = add_chart(page, "spending", lead);
    struct chart chart = open_chart(page, map, f->months_len);
    int64_t *earned = arena_new(page->arena, int64_t, f->months_len + 1);
    int64_t *redeemed = arena_new(page->arena, int64_t, f->months_len + 1);
    add_column(page, map, "site.figures.month", false);
    add_column(page, map, "site.figures.redeemed_month", true);
    add_column(page, map, "site.figures.earned_so_far", true);
    add_column(page, map, "site.figures.redeemed_so_far", true);
    for (uint32_t i = 0; i < f->months_begun; i++) {
        const struct month_figures *month = &f->months[i];
        earned[i] = (i ? earned[i - 1] : 0) + month->gained + month->lost;
        redeemed[i] = (i ? redeemed[i - 1] : 0) + month->redeemed;
        struct value *cells = add_row(page, map, month_head(page, f, i));
        add_cell(page, map, cells, page_points(page, month->redeemed));
        add_cell(page, map, cells, page_points(page, earned[i]));
        add_cell(page, map, cells, page_points(page, redeemed[i]));
    }
    const struct chart_series series[] = {
        {legend(page, "site.figures.earned_so_far", page_points(page, earned_sum)), earned},
        {legend(page, "site.figures.redeemed_so_far", page_points(page, f->redeemed)), redeemed}};
    chart.labels = month_labels(page, f);
    chart.labels_every = 3;
    chart.series = series;
    chart.series_len = 2;
    chart.unit = points_one;
    chart.known = f->months_begun;
    add_legend(page, map, &chart, true);
    set_drawing(page, map, &chart, chart_lines);
}

/* --- by category and group */

/* "23.4%" of tenths of a percent. */
static const char *percent(struct page *page, int64_t tenths)
{
    return arena_printf(page->arena, "%s%%", page_points(page, tenths * (points_one / 10)));
}

static void add_categories(struct page *page, const struct figures *f)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t len = site->records->categories_len;
    struct value *map = add_chart(page, "categories", page_word(page, "site.figures.categories_lead"));
    struct chart chart = open_chart(page, map, len);
    const char **labels = arena_new(a, const char *, len + 1), **texts = arena_new(a, const char *, len + 1);
    int64_t *points = arena_new(a, int64_t, len + 1);
    add_column(page, map, "site.figures.category", false);
    add_column(page, map, "site.figures.final", true);
    add_column(page, map, "site.figures.gained", true);
    add_column(page, map, "site.figures.share", true);
    for (uint32_t i = 0; i < len; i++) {
        const struct category_figures *category = &f->categories[i];
        const char *share = percent(page, figures_share(category->points, f->gained));
        points[i] = category->points;
        labels[i] = value_get(site->categories[i], "title")->text;
        texts[i] = share;
        struct value *cells = add_row(page, map, labels[i]);
        add_cell(page, map, cells, page_number(page, category->entries));
        add_cell(page, map, cells, page_points(page, category->points));
        add_cell(page, map, cells, share);
    }
    const struct chart_series series = {page_word(page, "site.figures.gained"), points};
    chart.full = f->gained;
    value_set_text(a, map, "full", page_word(page, "site.figures.full_share"));
    chart.labels = labels;
    chart.texts = texts;
    chart.series = &series;
    chart.series_len = 1;
    add_legend(page, map, &chart, false);
    set_drawing(page, map, &chart, chart_bars);
}

static void add_group_row(struct page *page, struct value *map, const char *name,
                          const struct group_figures *group)
{
    struct value *cells = add_row(page, map, name);
    add_cell(page, map, cells, page_number(page, group->taking_part));
    add_cell(page, map, cells, page_number(page, group->households));
    add_cell(page, map, cells, percent(page, figures_share(group->taking_part, group->households)));
}

static void add_groups(struct page *page, const struct figures *f)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t groups = site->records->groups_len;
    const char *lead = page_say(page, "site.figures.groups_lead", page_number(page, f->all.households),
                                page_number(page, f->all.taking_part));
    struct value *map = add_chart(page, "groups", lead);
    struct chart chart = open_chart(page, map, 0);
    const char **labels = arena_new(a, const char *, groups + 1);
    const char **texts = arena_new(a, const char *, groups + 1);
    int64_t *with = arena_new(a, int64_t, groups + 1), *without = arena_new(a, int64_t, groups + 1);
    add_column(page, map, "site.figures.group", false);
    add_column(page, map, "site.figures.taking_part", true);
    add_column(page, map, "site.figures.households", true);
    add_column(page, map, "site.figures.share", true);
    for (uint32_t k = 0; k < groups; k++) {
        uint32_t i = site->group_order[k];
        const struct group_figures *group = &f->groups[i];
        if (!group->households)
            continue;
        int64_t share = figures_share(group->taking_part, group->households);
        labels[chart.len] = value_get(site->groups[i], "name")->text;
        texts[chart.len] = page_say(page, "site.figures.of_households", page_number(page, group->taking_part),
                                    page_number(page, group->households));
        with[chart.len] = share;
        without[chart.len++] = 1000 - share;
        add_group_row(page, map, labels[chart.len - 1], group);
    }
    add_group_row(page, map, page_word(page, "site.figures.whole_village"), &f->all);
    const struct chart_series series[] = {{page_word(page, "site.figures.taking_part"), with},
                                          {page_word(page, "site.figures.not_yet"), without}};
    value_set_text(a, map, "full", page_word(page, "site.figures.full_group"));
    chart.labels = labels;
    chart.texts = texts;
    chart.series = series;
    chart.series_len = 2;
    add_legend(page, map, &chart, false);
    set_drawing(page, map, &chart, chart_bars);
}

/* --- objections and claims */

/* A chart of LEN counts, each with its label and "N条" behind it. */
static void add_counts(struct page *page, struct value *map, const char *const *keys, const uint32_t *counts,
                       size_t len, const char *column, const char *unit)
{
    struct arena *a = page->arena;
    struct chart chart = open_chart(page, map, len);
    const char **labels = arena_new(a, const char *, len + 1), **texts = arena_new(a, const char *, len + 1);
    int64_t *values = arena_new(a, int64_t, len + 1);
    add_column(page, map, column, false);
    add_column(page, map, "site.figures.how_many", true);
    for (size_t i = 0; i < len; i++) {
        labels[i] = page_word(page, keys[i]);
        texts[i] = page_say(page, unit, page_number(page, counts[i]));
        values[i] = counts[i];
        add_cell(page, map, add_row(page, map, labels[i]), page_number(page, counts[i]));
        chart.full += counts[i];
    }
    value_set_text(
        a, map, "full",
        page_say(page, "site.figures.full_count", page_say(page, unit, page_number(page, chart.full))));
    const struct chart_series series = {page_word(page, "site.figures.how_many"), values};
    chart.labels = labels;
    chart.texts = texts;
    chart.series = &series;
    chart.series_len = 1;
    add_legend(page, map, &chart, false);
    set_drawing(page, map, &chart, chart_bars);
}

/* How long the answers took, in a sentence; "" where there are none. */
static const char *speed(struct page *page, const struct answers *answers)
{
    if (answers->median_days < 0)
        return "";
    return page_say(page, "site.figures.speed", page_number(page, answers->median_days),
                    page_number(page, answers->longest_days));
}

static void add_objections(struct page *page, const struct answers *o)
{
    static const char *const keys[] = {"site.figures.upheld", "site.figures.dismissed", "site.figures.open"};
    const uint32_t counts[] = {o->granted, o->refused, o->open};
    if (!o->received) {
        add_chart(page, "objections", page_word(page, "site.figures.no_objections"));
        return;
    }
    const char *lead =
        page_say(page, "site.figures.objections_lead", page_number(page, o->received), speed(page, o));
    add_counts(page, add_chart(page, "objections", lead), keys, counts, 3, "site.figures.outcome",
               "site.figures.pieces");
}

static void add_claims(struct page *page, const struct answers *c)
{
    static const char *const keys[] = {"site.figures.approved", "site.figures.refused", "site.figures.open"};
    static const char *const days[] = {"site.figures.days15", "site.figures.days30", "site.figures.days60",
                                       "site.figures.days_more"};
    const uint32_t counts[] = {c->granted, c->refused, c->open};
    if (!c->received) {
        add_chart(page, "claims", page_word(page, "site.figures.no_claims"));
        return;
    }
    add_counts(
        page,
        add_chart(page, "claims", page_say(page, "site.figures.claims_lead", page_number(page, c->received))),
        keys, counts, 3, "site.figures.outcome", "site.figures.pieces");
    if (c->median_days >= 0)
        add_counts(page, add_chart(page, "answered", speed(page, c)), days, c->within, 4, "site.figures.took",
                   "site.figures.pieces");
}

void page_figures(struct page *page)
{
    struct figures figures;
    figures_of(&figures, page->arena, page->site->ledger, page->cycle);
    value_set_list(page->arena, page->values, "charts");
    add_entries(page, &figures);
    add_points(page, &figures);
    add_categories(page, &figures);
    add_groups(page, &figures);
    add_spending(page, &figures);
    add_objections(page, &figures.objections);
    add_claims(page, &figures.claims);
}
