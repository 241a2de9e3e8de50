#include "print/event_notice.h"

#include "print/correction_notice.h"
#include "print/draft.h"
#include "print/notice.h"

#include "base/memory.h"
#include "ledger/figures.h"
#include "ledger/shop.h"

/* --- a redemption day */

static void day_say(struct draft *d, const struct village_event *event)
{
    const struct table_column columns[] = {{draft_word(d, "statement.goods"), line_left, false},
                                           {draft_word(d, "statement.cost"), line_right, false},
                                           {draft_word(d, "statement.quota"), line_left, true},
                                           {draft_word(d, "statement.left"), line_right, true}};
    struct texts cells = {0}, sentences = {0};
    const struct node *node = event->record.node;
    memory_push(&sentences, draft_filled(d, "event.day", words_date(d->words, d->arena, event->date)));
    if (event->hours)
        memory_push(&sentences, draft_filled(d, "event.hours", draft_shown(d, event->hours, node, "hours")));
    if (event->place)
        memory_push(&sentences, draft_filled(d, "event.place", draft_shown(d, event->place, node, "place")));
    memory_push(&sentences, draft_word(d, "event.bring"));
    draft_paragraph(d, &sentences);
    for (uint32_t i = 0; i < d->records->rewards_len; i++) {
        const struct reward *reward = d->records->rewards[i];
        int64_t left = ledger_delivered(d->ledger, i) - ledger_taken(d->ledger, i);
        if (reward->kind != reward_goods || event->date < reward->from || event->date > reward->until ||
            (reward->has_stock && left <= 0))
            continue;
        memory_push(&cells, draft_reward_title(d, i));
        memory_push(&cells, words_points(d->words, d->arena, reward->cost, false));
        memory_push(&cells, words_quota(d->words, d->arena, &reward->quota));
        memory_push(&cells, reward->has_stock ? draft_number(d, (uint64_t)left) : "");
    }
    if (cells.len > 0) {
        draft_heading(d, "event.offered");
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    }
    memory_free(sentences.items);
}

/* --- what was handed out and what came in */

static void handed_out_say(struct draft *d, int32_t from, int32_t to)
{
    const struct table_column columns[] = {{draft_word(d, "statement.goods"), line_left, false},
                                           {draft_word(d, "print.times"), line_right, false},
                                           {draft_word(d, "print.points"), line_right, false}};
    struct texts cells = {0};
    int64_t *counts = arena_new(d->arena, int64_t, d->records->rewards_len + 1);
    int64_t *costs = arena_new(d->arena, int64_t, d->records->rewards_len + 1), points = 0;
    for (uint32_t k = 0; k < d->records->redemptions_len; k++) {
        const struct redemption *redemption = d->records->redemptions[k];
        if (redemption->date < from || redemption->date > to || redemption->date > d->ledger->date)
            continue;
        counts[redemption->reward] += redemption->quantity;
        costs[redemption->reward] += redemption_cost(d->records, redemption);
    }
    for (uint32_t i = 0; i < d->records->rewards_len; i++) {
        points += costs[i];
        if (counts[i] == 0 || d->records->rewards[i]->kind != reward_goods)
            continue;
        memory_push(&cells, draft_reward_title(d, i));
        memory_push(&cells, draft_number(d, (uint64_t)counts[i]));
        memory_push(&cells, words_points(d->words, d->arena, costs[i], false));
    }
    draft_heading(d, "event.handed_out");
    draft_block(d, block_paragraph,
                draft_filled(d, "event.spent", words_points(d->words, d->arena, points, false)));
    draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
}

static void came_in_say(struct draft *d, int32_t from, int32_t to)
{
    const struct table_column columns[] = {{draft_word(d, "print.date"), line_left, false},
                                           {draft_word(d, "statement.goods"), line_left, false},
                                           {draft_word(d, "print.times"), line_right, false},
                                           {draft_word(d, "event.source"), line_left, true},
                                           {draft_word(d, "event.value"), line_right, true}};
    struct texts cells = {0};
    for (uint32_t i = 0; i < d->records->rewards_len; i++)
        for (uint32_t k = 0; k < d->records->rewards[i]->stock_len; k++) {
            const struct delivery *delivery = &d->records->rewards[i]->stock[k];
            if (delivery->date < from || delivery->date > to || delivery->date > d->ledger->date)
                continue;
            memory_push(&cells, words_cell_date(d->words, d->arena, delivery->date, false));
            memory_push(&cells, draft_reward_title(d, i));
            memory_push(&cells, draft_number(d, (uint64_t)delivery->quantity));
            memory_push(&cells,
                        delivery->source ? draft_shown(d, delivery->source, delivery->node, "source") : "");
            memory_push(&cells, delivery->value >= 0
                                    ? draft_filled(d, "site.rewards.yuan",
                                                   words_points(d->words, d->arena, delivery->value, false))
                                    : "");
        }
    if (cells.len == 0)
        return;
    draft_heading(d, "event.came_in");
    draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
}

/* What was left before, came, went and is left of the goods of which stock is kept; points issued and
 * redeemed; and, while the period runs, whether the shelf covers the points that are out. */
static void account_say(struct draft *d, int32_t from, int32_t to)
{
    const struct table_column columns[] = {{draft_word(d, "statement.goods"), line_left, false},
                                           {draft_word(d, "event.before"), line_right, false},
                                           {draft_word(d, "event.in"), line_right, false},
                                           {draft_word(d, "event.out"), line_right, false},
                                           {draft_word(d, "event.left"), line_right, false}};
    struct texts cells = {0}, sentences = {0};
    uint32_t len;
    const struct shop_good *goods = shop_goods(d->ledger, from, to, d->arena, &len);
    for (uint32_t i = 0; i < len; i++) {
        const int64_t counts[] = {goods[i].before, goods[i].came, goods[i].went, goods[i].left};
        if (!d->records->rewards[goods[i].reward]->has_stock)
            continue;
        memory_push(&cells, draft_reward_title(d, goods[i].reward));
        for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
            memory_push(&cells, draft_number(d, (uint64_t)counts[k]));
    }
    if (cells.len > 0) {
        draft_heading(d, "event.account");
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    }
    struct shop_points points = shop_points(d->ledger, from, to);
    memory_push(&sentences,
                draft_filled(d, "event.points", words_points(d->words, d->arena, points.issued, false),
                             words_points(d->words, d->arena, points.redeemed, false)));
    struct shop_cover cover;
    shop_cover(d->ledger, &cover);
    int64_t lacking = cover.out - cover.shelf;
    if (to == d->ledger->date && cover.stocked && !cover.unstocked) {
        memory_push(&sentences, draft_filled(d, "event.cover", words_date(d->words, d->arena, to),
                                             draft_number(d, cover.households),
                                             words_points(d->words, d->arena, cover.out, false),
                                             words_points(d->words, d->arena, cover.shelf, false)));
        memory_push(&sentences,
                    draft_filled(d, lacking > 0 ? "event.lacks" : "event.covers",
                                 words_points(d->words, d->arena, lacking > 0 ? lacking : -lacking, false)));
    }
    draft_heading(d, "event.issued");
    draft_paragraph(d, &sentences);
    memory_free(sentences.items);
}

/* --- a year */

static void year_say(struct draft *d, const struct cycle *cycle)
{
    const struct table_column columns[] = {{draft_word(d, "event.group"), line_left, false},
                                           {draft_word(d, "event.households"), line_right, false},
                                           {draft_word(d, "print.points"), line_right, false},
                                           {draft_word(d, "event.average"), line_right, false},
                                           {draft_word(d, "poster.rank"), line_right, false}};
    struct figures figures;
    struct texts sentences = {0}, cells = {0};
    figures_of(&figures, d->arena, d->ledger, cycle);
    memory_push(&sentences,
                draft_filled(d, "event.year", words_span(d->words, d->arena, cycle->from, cycle->to),
                             draft_number(d, figures.meetings), draft_number(d, figures.final),
                             words_points(d->words, d->arena, figures.gained + figures.lost, false)));
    memory_push(&sentences, draft_filled(d, "event.part", draft_number(d, figures.all.households),
                                         draft_number(d, figures.all.taking_part)));
    memory_push(&sentences, draft_filled(d, "event.objections", draft_number(d, figures.objections.received),
                                         draft_number(d, figures.objections.granted)));
    memory_push(&sentences, draft_filled(d, "event.redeemed", draft_number(d, figures.redemptions),
                                         words_points(d->words, d->arena, figures.redeemed, false)));
    draft_paragraph(d, &sentences);
    for (uint32_t i = 0; i < cycle->groups_len; i++) {
        const struct group_account *group = &cycle->groups[i];
        if (!group->rank)
            continue;
        memory_push(&cells, draft_group_name(d, group->group));
        memory_push(&cells, draft_number(d, group->households));
        memory_push(&cells, words_points(d->words, d->arena, group->earned, false));
        memory_push(&cells, words_points(d->words, d->arena, group->average, false));
        memory_push(&cells, draft_number(d, group->rank));
    }
    if (cells.len > 0) {
        draft_heading(d, "event.groups");
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    }
    memory_free(sentences.items);
}

/* --- as a kind of paper */

static void code_put(struct draft *d, struct notice_paper *paper, const char *page)
{
    const char *url = d->records->village.url;
    if (!url)
        return;
    paper->address = arena_printf(d->arena, "%s/%s/", url, page);
    if (draft_code(d, paper->address, &paper->code))
        paper->scan = draft_word(d, "event.scan");
}

size_t event_notice_count(const struct print_input *input)
{
    return input->events->len;
}

/* What the notice of one kind is called, and where on the site there is more. */
static const struct {
    const char *title, *folder, *page;
} kinds[] = {[of_day] = {"event.title_day", "redemption", "rewards"},
             [of_goods] = {"event.title_goods", "goods", "shop"},
             [of_corrections] = {"event.title_corrections", "corrections", "notices"},
             [of_year] = {"event.title_year", "year", "ranking"}};

/* Drafts what NOTICE says; gives of when it is in words, and the day that it is dated in *DATE. */
static const char *notice_say(struct draft *d, const struct event_notice *notice, int32_t *date)
{
    const struct village_event *event = &d->records->village.events[notice->event];
    *date = notice->to;
    switch (notice->kind) {
    case of_day:
        day_say(d, event);
        *date = d->ledger->date;
        return words_date(d->words, d->arena, event->date);
    case of_goods:
        handed_out_say(d, notice->from, notice->to);
        came_in_say(d, notice->from, notice->to);
        account_say(d, notice->from, notice->to);
        break;
    case of_corrections:
        correction_notice_say(d, notice->from, notice->to);
        break;
    case of_year:
        year_say(d, notice->cycle);
        *date = notice->cycle->to + 1;
        return draft_filled(d, "poster.year", draft_number(d, (uint64_t)notice->cycle->id));
    }
    return words_span(d->words, d->arena, notice->from, notice->to);
}

void event_notice_paper(const struct composing *composing, struct composed *composed)
{
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    const struct event_notice *notice = &composing->input->events->items[composing->number];
    struct notice_paper paper = {.sizes = composing->sizes, .language = draft_language(&d)};
    int32_t date;
    const char *when = notice_say(&d, notice, &date);
    paper.title = draft_filled(&d, kinds[notice->kind].title, draft_village_name(&d), draft_apart(&d, when));
    paper.addressee = draft_word(&d, "print.addressee");
    paper.closing = draft_word(&d, "print.closing");
    paper.name = draft_village_name(&d);
    paper.date = words_date(d.words, d.arena, date);
    code_put(&d, &paper, kinds[notice->kind].page);
    paper.blocks = draft_blocks(&d, &paper.block_count);
    notice_compose(&composed->paper, composing->standing, &paper);
    composed->when = when;
    composed->past = notice->past;
    composed->date = date;
    composed->place = draft_place(d.records->village.record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void event_notice_path(const struct print_input *input, size_t number, struct buf *out)
{
    const struct event_notice *notice = &input->events->items[number];
    char day[date_text_size] = "";
    if (notice->kind == of_year) {
        buf_printf(out, "print/notices/year/%d.pdf", notice->cycle->id);
        return;
    }
    date_format(notice->kind == of_day ? input->view->records->village.events[notice->event].date
                                       : notice->from,
                day);
    buf_printf(out, "print/notices/%s/%s.pdf", kinds[notice->kind].folder, day);
}
