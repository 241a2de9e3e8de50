/* Days to come: what they are, where and when; and a redemption day, with what is on the shelf. */
#include "site/pages.h"
#include "site/rows.h"
#include "view/days.h"

/* The village's events that are redemption days to come, one a date, the earliest first; *LEN is their
 * number. */
static const struct village_event **redemption_days(const struct site *site, struct arena *arena,
                                                    uint32_t *len)
{
    uint32_t all, count = 0;
    const struct village_event **days = view_days(site->view, arena, &all);
    for (uint32_t i = 0; i < all; i++)
        if (days[i]->kind == occasion_redemption && (!count || days[count - 1]->date != days[i]->date))
            days[count++] = days[i];
    *len = count;
    return days;
}

uint32_t days_count_redemptions(const struct site *site)
{
    struct arena arena = {0};
    uint32_t len;
    redemption_days(site, &arena, &len);
    arena_free(&arena);
    return len;
}

void days_redemption_path(const struct site *site, uint32_t number, struct buf *out)
{
    struct arena arena = {0};
    uint32_t len;
    buf_printf(out, "days/%s/", words_iso(&arena, redemption_days(site, &arena, &len)[number]->date));
    arena_free(&arena);
}

void page_days(struct page *page)
{
    page->title = page_word(page, "site.nav.days");
    page->description = page_say(page, "site.days.description", page->site->village->name);
    row_days(page, page->values, days_all, 0);
}

/* --- a redemption day */

/* Goods that will be offered on DATE: {reward, cost, conditions, stocked, left, gone}. */
static void add_shelf(struct page *page, int32_t date)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, page->values, "goods");
    for (uint32_t i = 0; i < site->records->rewards_len; i++) {
        const struct reward *reward = site->records->rewards[i];
        if (reward->kind != reward_goods || date < reward->from || date > reward->until)
            continue;
        struct value *row = value_add_map(a, list);
        int64_t left = ledger_delivered(site->ledger, i) - ledger_taken(site->ledger, i);
        value_set(a, row, "reward", site->rewards[i]);
        value_set_text(a, row, "cost", page_points_unit(page, reward->cost));
        row_conditions(page, row, reward);
        value_set_flag(a, row, "stocked", reward->has_stock);
        value_set_flag(a, row, "gone", reward->has_stock && left <= 0);
        value_set_text(a, row, "left", page_number(page, left));
    }
}

void page_day(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t len;
    const struct village_event *event = redemption_days(site, a, &len)[page->number];
    const char *date = words_date(site->words, a, event->date);
    page->title = page_say(page, "site.days.title", words_day(site->words, a, event->date),
                           view_day_title(site->view, a, event));
    page->description = page_say(page, "site.days.day_description", site->village->name, date,
                                 view_day_where(site->view, a, event));
    page_crumb(page, page_word(page, "site.nav.days"), "days/index.html");
    page_date(page, page->values, "date", event->date);
    value_set_text(a, page->values, "hours", page_text(page, event->hours));
    value_set_text(a, page->values, "place", page_text(page, event->place));
    row_carry(page, page->values);
    row_ending(page, page->values);
    add_shelf(page, event->date);
}
