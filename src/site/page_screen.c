/* The page of a screen, for a television in a hall: what the sign shows, in large type, slide by slide. */
#include "base/memory.h"
#include "content/content.h"
#include "content/news.h"
#include "ledger/shop.h"
#include "ledger/standing.h"
#include "site/notice.h"
#include "site/pages.h"
#include "view/days.h"
#include "view/rhythm.h"
#include "view/winners.h"

#include <string.h>

enum { most_rows = 6, most_ranks = 10, ranks_a_slide = 5, names_a_row = 4, least_seconds = 8 };

/* A row: what is said, and the number or date that it ends in; "": none. */
struct slide_row {
    const char *text, *value;
};

/* What slides are added to. */
struct slides {
    struct page *page;
    struct value *list;
    const char *title; /* of the rows that wait */
    const char *note;  /* behind the title; "": nothing */
    uint32_t most;     /* rows on one slide */
    struct slide_row *items;
    size_t len; /* rows that wait */
    size_t cap;
};

/* The rows that wait, on as many slides as they need, about equally full. */
static void end(struct slides *s)
{
    struct arena *a = s->page->arena;
    size_t slides = s->len ? (s->len + s->most - 1) / s->most : 0, at = 0;
    for (size_t i = 0; i < slides; i++) {
        struct value *slide = value_add_map(a, s->list);
        value_set_text(a, slide, "title", s->title);
        value_set_text(a, slide, "note", s->note);
        value_set_flag(a, slide, "large", false);
        struct value *rows = value_set_rows(a, slide, "rows");
        for (size_t to = s->len * (i + 1) / slides; at < to; at++) {
            struct value *map = value_add_map(a, rows);
            value_set_text(a, map, "text", s->items[at].text);
            value_set_text(a, map, "value", s->items[at].value);
        }
    }
    s->len = 0;
}

/* What follows stands under TITLE. */
static void begin(struct slides *s, const char *title, const char *note)
{
    end(s);
    s->title = title;
    s->note = note;
    s->most = most_rows;
}

static void row(struct slides *s, const char *text, const char *value)
{
    struct slide_row row = {text, value};
    memory_push(s, row);
}

static void welcome_add(struct slides *s, const struct screen *screen)
{
    const char *name = s->page->site->village->name;
    const char *welcome =
        screen->welcome ? page_text(s->page, screen->welcome) : page_say(s->page, "led.welcome", name);
    end(s);
    struct value *slide = value_add_map(s->page->arena, s->list);
    value_set_text(s->page->arena, slide, "title", welcome);
    value_set_text(s->page->arena, slide, "note", "");
    value_set_rows(s->page->arena, slide, "rows");
    value_set_flag(s->page->arena, slide, "large", true);
}

/* A row that says how many there are, where there are any. */
static void row_count(struct slides *s, const char *key, const char *unit, uint32_t count)
{
    if (count)
        row(s, page_word(s->page, key), page_say(s->page, unit, page_number(s->page, count)));
}

static void notice_add(struct slides *s, uint32_t meeting)
{
    const struct site *site = s->page->site;
    const struct meeting *m = site->records->meetings[meeting];
    const struct notice_terms *terms = &site->village->notice;
    const struct notice_sums *sums = &site->noticed[meeting].sums;
    begin(s, view_meeting_title(site->view, s->page->arena, meeting), "");
    row(s, page_word(s->page, "led.notice_until"), words_day(site->words, s->page->arena, m->notice_last));
    row_count(s, "led.notice_entries", "led.entries", sums->listed - sums->voided);
    row_count(s, "led.notice_suspended", "led.entries", sums->suspended);
    row_count(s, "led.notice_warnings", "led.entries", sums->counted);
    row_count(s, "led.notice_corrections", "led.pieces", sums->corrections);
    row_count(s, "led.notice_objections", "led.pieces", sums->objections);
    row_count(s, "led.notice_claims", "led.pieces", sums->refused);
    row_count(s, "led.notice_transfers", "led.pieces", sums->transfers);
    if (terms->contact)
        row(s, page_word(s->page, "led.object_to"), page_text(s->page, terms->contact));
    if (terms->phone)
        row(s, page_word(s->page, "led.phone"), page_text(s->page, terms->phone));
}

static void notices_add(struct slides *s)
{
    const struct site *site = s->page->site;
    bool any = false;
    for (uint32_t i = 0; i < site->notices_len; i++)
        if (view_notice_runs(site->view, site->notices[i])) {
            notice_add(s, site->notices[i]);
            any = true;
        }
    if (!any) {
        begin(s, page_word(s->page, "site.nav.notices"), "");
        row(s, page_word(s->page, "led.no_notice"), "");
    }
}

/* A day that the village has named: when and where. WHEN: the word before the date. */
static void event_rows(struct slides *s, const struct village_event *day, const char *when)
{
    row(s, page_word(s->page, when), words_date(s->page->site->words, s->page->arena, day->date));
    if (day->hours)
        row(s, page_word(s->page, "site.days.hours"), page_text(s->page, day->hours));
    if (day->place)
        row(s, page_word(s->page, "site.days.place"), page_text(s->page, day->place));
}

/* The next day of OCCASION that the village has named: when and where. Returns it; NULL: there is none. */
static const struct village_event *day_add(struct slides *s, enum occasion occasion)
{
    const struct village_event *day = view_next_day(s->page->site->view, occasion);
    if (!day)
        return NULL;
    begin(s, view_day_title(s->page->site->view, s->page->arena, day), "");
    event_rows(s, day, "site.days.date");
    return day;
}

/* When the last review was and by when the next is due, where the village has a rhythm; when and where the
 * next is, where it has named a day. */
static void review_add(struct slides *s)
{
    const struct site *site = s->page->site;
    const struct village_event *day = view_next_day(site->view, occasion_review);
    struct rhythm_state state;
    bool known = rhythm_state(site->records, site->date, occasion_review, &state);
    if (!known && !day)
        return;
    begin(s, page_word(s->page, "days.kinds.review"),
          known && state.late ? page_word(s->page, "led.review_late") : "");
    if (known)
        row(s, page_word(s->page, "led.review_last"), words_date(site->words, s->page->arena, state.last));
    if (known && (state.late || !day))
        row(s, page_word(s->page, state.late ? "led.review_was_due" : "led.review_due"),
            words_date(site->words, s->page->arena, state.due));
    if (day)
        event_rows(s, day, "led.review_next");
}

/* Whether who stands where in the cycle may still change. */
static const char *provisional(const struct slides *s, int32_t from, int32_t to)
{
    const struct site *site = s->page->site;
    bool open = to > site->date || view_unsettled(site->view, from, to) > 0;
    return open ? page_word(s->page, "led.provisional") : "";
}

static void ranking_add(struct slides *s)
{
    const struct site *site = s->page->site;
    const struct cycle *cycle = ledger_current(site->ledger);
    const struct account **accounts = standing_by_rank(cycle, s->page->arena);
    begin(s, page_say(s->page, "led.ranking", page_number(s->page, cycle->id)),
          standing_begun(cycle) ? provisional(s, cycle->from, cycle->to) : "");
    s->most = ranks_a_slide;
    if (!standing_begun(cycle)) {
        row(s, page_word(s->page, "led.no_points"), "");
        return;
    }
    for (uint32_t i = 0; i < cycle->accounts_len && i < most_ranks && accounts[i]->rank; i++)
        row(s,
            arena_printf(s->page->arena, "%u  %s", accounts[i]->rank,
                         view_household(site->view, accounts[i]->household)),
            page_points_unit(s->page, accounts[i]->earned));
}

/* HONOUR and who won it in PERIOD, or where that is NULL in CYCLE, four on a row, if anybody did. WHEN: the
 * period; NULL: T's cycle. NOTE: that it may change. */
static void honour_add(struct slides *s, const struct cycle *cycle, const struct period_result *period,
                       const char *when, const char *note, uint32_t honour)
{
    const struct site *site = s->page->site;
    const struct reward *reward = site->records->rewards[honour];
    struct arena *a = s->page->arena;
    struct shown_winners winners;
    view_winners(site->view, a, cycle, period, honour, &winners);
    if (winners.len + winners.unnamed == 0)
        return;
    const char *title = page_text(s->page, reward->title);
    struct buf names = {0};
    begin(s, when ? arena_printf(a, "%s %s", when, title) : title, reward->has_settled ? "" : note);
    for (uint32_t i = 0; i < winners.len; i++) {
        buf_printf(&names, "%s%s", names.len ? "  " : "",
                   view_winner(site->view, a, honour, winners.items[i]));
        if (i % names_a_row == names_a_row - 1 || i + 1 == winners.len) {
            row(s, arena_copy(a, buf_text(&names)), "");
            buf_clear(&names);
        }
    }
    if (winners.unnamed)
        row(s, page_say(s->page, "site.honours.unnamed", page_number(s->page, winners.unnamed)), "");
    buf_free(&names);
}

/* Honours of the last period of a kind that is over and in which something was won. */
static void period_honours_add(struct slides *s, enum per per)
{
    const struct site *site = s->page->site;
    struct arena *a = s->page->arena;
    const struct period_result *period = standing_last_honoured(site->ledger, per);
    if (!period)
        return;
    const char *when = per == per_month ? words_month(site->words, a, period->from)
                                        : words_quarter(site->words, a, period->from);
    const char *note = provisional(s, period->from, period->to);
    for (uint32_t r = 0; r < site->records->rewards_len; r++)
        honour_add(s, NULL, period, when, note, r);
}

static void honours_add(struct slides *s)
{
    const struct site *site = s->page->site;
    const struct cycle *cycle = standing_honoured(site->ledger);
    const char *when = cycle == ledger_current(site->ledger)
                           ? NULL
                           : page_say(s->page, "led.honours", page_number(s->page, cycle->id));
    const char *note = provisional(s, cycle->from, cycle->to);
    day_add(s, occasion_commendation);
    for (uint32_t r = 0; r < site->records->rewards_len; r++)
        honour_add(s, cycle, NULL, when, note, r);
    period_honours_add(s, per_quarter);
    period_honours_add(s, per_month);
}

/* What a reward costs, and what is left of it on the shelf where a redemption day is named; what a service
 * needs.
 */
static const char *reward_value(const struct slides *s, uint32_t number, const struct village_event *day)
{
    const struct site *site = s->page->site;
    const struct reward *reward = site->records->rewards[number];
    bool goods = reward->kind == reward_goods;
    const char *points = page_points_unit(s->page, goods ? reward->cost : reward->needs);
    if (!goods)
        return page_say(s->page, "site.screen.needs", points);
    int64_t left = ledger_delivered(site->ledger, number) - ledger_taken(site->ledger, number);
    return day && reward->has_stock
               ? page_say(s->page, "site.screen.left", points, page_number(s->page, left))
               : points;
}

static void rewards_add(struct slides *s)
{
    const struct site *site = s->page->site;
    const struct village_event *day = day_add(s, occasion_redemption);
    for (int kind = reward_goods; kind <= reward_service; kind++) {
        uint32_t len;
        const uint32_t *shelf = shop_by_points(site->records, (enum reward_kind)kind, s->page->arena, &len);
        begin(s, page_word(s->page, kind == reward_goods ? "led.goods" : "led.services"), "");
        for (uint32_t i = 0; i < len; i++) {
            const struct reward *reward = site->records->rewards[shelf[i]];
            bool held = site->date >= reward->from && site->date <= reward->until;
            bool some = !reward->has_stock ||
                        ledger_delivered(site->ledger, shelf[i]) > ledger_taken(site->ledger, shelf[i]);
            if (held && some)
                row(s, page_text(s->page, reward->title), reward_value(s, shelf[i], day));
        }
    }
}

/* News that is not old yet, with the day of each. */
static void news_add(struct slides *s)
{
    const struct site *site = s->page->site;
    const struct content *content = site->content;
    begin(s, page_word(s->page, "site.nav.news"), "");
    for (uint32_t i = 0; i < content->news; i++) {
        const struct content_page *item = &content->items[content->pages + i];
        if (news_is_recent(item->date, site->date))
            row(s, page_text(s->page, item->title), words_day(site->words, s->page->arena, item->date));
    }
}

static void part_add(struct slides *s, const struct screen *screen, enum screen_part part)
{
    switch (part) {
    case part_welcome:
        welcome_add(s, screen);
        break;
    case part_notices:
        notices_add(s);
        review_add(s);
        break;
    case part_ranking:
        ranking_add(s);
        break;
    case part_honours:
        honours_add(s);
        break;
    case part_rewards:
        rewards_add(s);
        break;
    case part_news:
        news_add(s);
        break;
    }
}

void page_screen(struct page *page)
{
    const struct site *site = page->site;
    const struct screen *screen = &site->village->screens[page->number];
    struct slides slides = {.page = page, .list = value_set_list(page->arena, page->values, "slides")};
    int32_t seconds = screen->seconds > least_seconds ? screen->seconds : least_seconds;
    page->title = page_say(page, "site.screen.title", site->village->name);
    page->hidden = true; /* it is for one television */
    value_set_text(page->arena, page->values, "seconds", page_number(page, seconds));
    for (uint32_t i = 0; i < screen->shows; i++)
        part_add(&slides, screen, screen->show[i]);
    end(&slides);
    memory_free(slides.items);
}
