#include "site/rows.h"

#include "base/points.h"
#include "ledger/closing.h"
#include "ledger/figures.h"
#include "ledger/trace.h"
#include "site/kind.h"
#include "site/notice.h"
#include "view/days.h"

#include <string.h>

static struct value *status_value(struct page *page, const struct view *view, uint32_t entry)
{
    static const char *const words[] = {"", "mark.notice", "mark.suspended", "mark.final", "mark.void"};
    enum status status = page->site->ledger->postings[entry].status;
    struct value *value = value_map(page->arena);
    value_set_text(page->arena, value, "word", view_status_word(status));
    value_set_text(page->arena, value, "short", page_word(page, words[status]));
    value_set_text(page->arena, value, "line",
                   status == status_final ? page_word(page, words[status])
                                          : view_status(view, page->arena, entry));
    return value;
}

/* "2小时"; "" where a deed was done once. */
static const char *times_text(struct page *page, const struct entry *entry)
{
    if (entry->times == points_one)
        return "";
    return view_quantity(page->site->view, page->arena, entry->rule, entry->times);
}

const char *rule_value_text(struct page *page, uint32_t rule, const struct value_range *value)
{
    return value ? view_value(page->site->view, page->arena, rule, value) : "";
}

/* What takes the place of a corrected entry; "" for nothing. */
static const char *replaced_text(struct page *page, uint32_t entry)
{
    uint32_t by = view_replaced_by(page->site->view, entry);
    return by == records_none
               ? ""
               : page_say(page, "site.entries.replaced", view_entry_id(page->site->view, page->arena, by));
}

struct value *row_entry(struct page *page, struct value *list, uint32_t number)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct entry *entry = &site->records->entries[number];
    const struct posting *posting = &site->ledger->postings[number];
    struct value *row = value_add_map(a, list);
    value_set(a, row, "household", site->households[entry->household]);
    const char *who = view_entry_name(site->view, a, number);
    value_set_text(a, row, "who",
                   strcmp(who, site->records->households[entry->household]->id) == 0 ? "" : who);
    const char *name = value_get(site->households[entry->household], "name")->text;
    value_set_text(a, row, "resident", entry->resident != records_none && strcmp(who, name) != 0 ? who : "");
    value_set(a, row, "rule", site->rules[entry->rule]);
    value_set(a, row, "meeting", site->meetings[entry->meeting]);
    page_date(page, row, "date", entry->date);
    value_set_text(a, row, "times", times_text(page, entry));
    bool is_void = posting->status == status_void;
    int64_t points = is_void ? posting->raw : posting->credited;
    value_set_text(a, row, "points", words_points(site->words, a, points, true));
    value_set_text(a, row, "raw",
                   !is_void && posting->raw != posting->credited
                       ? page_say(page, "site.entries.capped", page_points_unit(page, posting->raw))
                       : "");
    value_set(a, row, "status", status_value(page, site->view, number));
    value_set_flag(a, row, "void", is_void);
    value_set_text(a, row, "reason", is_void ? view_void_reason(site->view, a, number) : "");
    value_set_text(a, row, "replaced", replaced_text(page, number));
    return row;
}

struct value *row_transfer(struct page *page, struct value *list, const struct transfer *transfer)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *row = value_add_map(a, list);
    int32_t day = transfer_arrives(site->records, transfer);
    value_set(a, row, "giver", site->households[transfer->from]);
    value_set(a, row, "receiver", site->households[transfer->to]);
    value_set_text(a, row, "points", page_points_unit(page, transfer->points));
    value_set_text(a, row, "arrives",
                   page_say(page, day > site->date ? "site.transfer.arrives" : "site.transfer.arrived",
                            words_date(site->words, a, day)));
    value_set_text(a, row, "reason", page_text(page, transfer->reason));
    return row;
}

void row_warnings(struct page *page, struct value *map, const uint32_t *entries, uint32_t count)
{
    struct warning_count *counts;
    uint32_t rules = view_warnings(page->site->view, page->arena, entries, count, &counts);
    struct value *list = value_set_list(page->arena, map, "warnings");
    uint32_t total = 0;
    for (uint32_t i = 0; i < rules; i++) {
        struct value *row = value_add_map(page->arena, list);
        value_set(page->arena, row, "rule", page->site->rules[counts[i].rule]);
        value_set_text(page->arena, row, "entries", page_number(page, counts[i].entries));
        total += counts[i].entries;
    }
    value_set_text(page->arena, map, "warnings_total", total ? page_number(page, total) : "");
}

struct value *row_account(struct page *page, struct value *list, const struct account *account)
{
    struct arena *a = page->arena;
    struct value *row = value_add_map(a, list);
    value_set(a, row, "household", page->site->households[account->household]);
    value_set_text(a, row, "rank", account->rank ? page_number(page, account->rank) : "");
    value_set_text(a, row, "earned", page_points(page, account->earned));
    int64_t pending = view_pending(page->site->view, account);
    value_set_text(a, row, "pending", pending ? words_points(page->site->words, a, pending, true) : "");
    value_set_text(a, row, "pending_text",
                   pending ? page_say(page, "site.ranking.pending", page_points_unit(page, pending)) : "");
    value_set_text(a, row, "redeemed", page_points(page, account->redeemed));
    value_set_text(a, row, "carried", page_points(page, account->carried));
    value_set_text(a, row, "base", page_points(page, account->base));
    value_set_text(a, row, "balance", page_points(page, account->balance));
    struct value *honours = value_set_rows(a, row, "honours");
    for (uint32_t i = 0; i < account->honours_len; i++)
        value_add(a, honours, page->site->rewards[account->honours[i]]);
    struct value *eligible = value_set_rows(a, row, "eligible");
    for (uint32_t i = 0; i < account->eligible_len; i++)
        value_add(a, eligible, page->site->rewards[account->eligible[i]]);
    return row;
}

bool row_can_have(const struct site *site, const struct cycle *cycle, const struct account *account,
                  uint32_t number)
{
    const struct reward *reward = site->records->rewards[number];
    struct needs_trace needs = {.met = true};
    if (reward->needs > 0)
        ledger_trace_needs(site->ledger, cycle, account, number, &needs);
    return needs.met && (reward->kind != reward_goods || account->balance >= reward->cost);
}

static void add_figure(struct page *page, struct value *list, const char *key, const char *value)
{
    struct value *figure = value_add_map(page->arena, list);
    value_set_text(page->arena, figure, "label", page_word(page, key));
    value_set_text(page->arena, figure, "value", value);
}

void row_figures(struct page *page, struct value *list, const struct figures *figures)
{
    add_figure(page, list, "site.figure.households",
               page_say(page, "site.figure.of", page_number(page, figures->all.taking_part),
                        page_number(page, figures->all.households)));
    add_figure(page, list, "site.figure.entries", page_number(page, figures->final));
    add_figure(page, list, "site.figure.earned", page_points(page, figures->gained + figures->lost));
    add_figure(page, list, "site.figure.meetings", page_number(page, figures->meetings));
    add_figure(page, list, "site.figure.redeemed", page_points(page, figures->redeemed));
}

struct value *row_notice(struct page *page, struct value *list, uint32_t number)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct meeting *meeting = site->records->meetings[number];
    struct value *card = value_add_map(a, list);
    value_set(a, card, "meeting", site->meetings[number]);
    value_set_text(a, card, "span",
                   words_span_counted(site->words, a, meeting->noticed, meeting->notice_last));
    bool runs = view_notice_runs(site->view, number);
    bool over = site->date > meeting->notice_last;
    value_set_flag(a, card, "runs", runs);
    value_set_flag(a, card, "over", over);
    value_set_flag(a, card, "waits", !runs && !over);
    int32_t left = meeting->notice_last - site->date + 1;
    const char *left_text = "";
    if (runs)
        left_text = left == 1 ? page_word(page, "site.notice.last_day")
                              : page_say(page, "site.notice.days_left", page_number(page, left));
    value_set_text(a, card, "left", left_text);
    value_set_text(a, card, "until",
                   page_say(page, "site.notice.until", words_date(site->words, a, meeting->notice_last)));
    value_set_text(a, card, "amount", notice_amount(page, number));
    value_set_flag(a, card, "open", !over && meeting->entries > 0);
    return card;
}

void row_object(struct page *page, struct value *map)
{
    const struct village *v = page->site->village;
    struct value *object = value_set_map(page->arena, map, "object");
    value_set_text(page->arena, object, "contact", page_text(page, v->notice.contact));
    value_set_text(page->arena, object, "phone", page_text(page, v->notice.phone));
}

static bool is_day_of(const struct village_event *event, enum days which)
{
    bool redemption = event->kind == occasion_redemption;
    return which == days_all || (which == days_redemption && redemption) ||
           (which == days_meetings && !redemption && event->kind != occasion_commendation);
}

void row_days(struct page *page, struct value *map, enum days which, uint32_t most)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t len;
    const struct village_event **days = view_days(site->view, a, &len);
    const struct village_event *asked =
        which == days_all ? view_next_day(site->view, occasion_redemption) : NULL;
    struct value *list = value_set_rows(a, map, "days");
    bool more = false;
    for (uint32_t i = 0; i < len; i++) {
        const struct village_event *event = days[i];
        bool redemption = event->kind == occasion_redemption;
        if (!is_day_of(event, which))
            continue;
        size_t room = most - (asked ? 1 : 0);
        if (most && event != asked && value_length(list) >= room) {
            more = true;
            continue;
        }
        if (event == asked)
            asked = NULL;
        struct value *row = value_add_map(a, list);
        value_set_text(a, row, "title", view_day_title(site->view, a, event));
        page_date(page, row, "date", event->date);
        value_set_text(a, row, "where", view_day_where(site->view, a, event));
        value_set_text(a, row, "href",
                       redemption ? arena_printf(a, "days/%s/index.html", words_iso(a, event->date)) : "");
    }
    value_set_flag(a, map, "more_days", more);
}

void row_conditions(struct page *page, struct value *row, const struct reward *reward)
{
    static const char *const needs[] = {"site.rewards.needs", "site.rewards.needs_last",
                                        "site.rewards.needs_either"};
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, row, "conditions");
    if (reward->needs > 0)
        value_add_text(a, list, page_say(page, needs[reward->cycle], page_points_unit(page, reward->needs)));
    if (reward->quota.len)
        value_add_text(a, list, words_quota(site->words, a, &reward->quota));
    if (reward->until < date_last || reward->from > site->date)
        value_add_text(a, list, words_bounds(site->words, a, reward->from, reward->until));
}

void row_goods(struct page *page, struct value *map, const struct cycle *cycle, const struct account *account)
{
    const struct site *site = page->site;
    const struct records *r = site->records;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, map, "goods");
    bool any = false;
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        const struct reward *reward = r->rewards[i];
        if (reward->kind != reward_goods || reward->from > site->date || reward->until < site->date)
            continue;
        any = true;
        bool gone = reward->has_stock && ledger_delivered(site->ledger, i) <= ledger_taken(site->ledger, i);
        if (gone || !row_can_have(site, cycle, account, i))
            continue;
        struct value *row = value_add_map(a, list);
        value_set(a, row, "reward", site->rewards[i]);
        value_set_text(a, row, "cost", page_points_unit(page, reward->cost));
    }
    value_set_flag(a, map, "buys", any && cycle->to >= site->date);
}

void row_ending(struct page *page, struct value *map)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, map, "endings");
    struct closing closing;
    closing_of(&closing, site->ledger);
    if (closing.lapsing.households && closing_soon(site->ledger, closing.lapse, closing_ahead))
        value_add_text(a, list,
                       page_say(page, "site.rewards.ending", page_number(page, closing.lapsing.households),
                                page_points_unit(page, closing.lapsing.points),
                                words_date(site->words, a, closing.lapse)));
    if (closing.carries && closing_soon(site->ledger, closing.end, closing_ahead)) {
        const char *end = words_date(site->words, a, closing.end);
        value_add_text(a, list,
                       closing.until == date_last ? page_say(page, "site.rewards.closing", end)
                                                  : page_say(page, "site.rewards.closing_until", end,
                                                             words_date(site->words, a, closing.until)));
    }
}

void row_carry(struct page *page, struct value *map)
{
    static const char *const keys[] = {"site.about.lapses", "site.about.carries", "site.about.carries_until"};
    const struct village *v = page->site->village;
    const char *until = "";
    if (v->carry == carry_until)
        until = words_day(page->site->words, page->arena,
                          date_of(date_split(page->site->date).year, v->carry_day.month, v->carry_day.day));
    value_set_text(page->arena, map, "carry", page_say(page, keys[v->carry], until));
}

void row_year(struct page *page)
{
    const struct site *site = page->site;
    const struct cycle *cycle = page->cycle;
    struct arena *a = page->arena;
    const char *name = page->kind->name;
    const char *year = page_say(page, "site.year", page_number(page, cycle->id));
    page->title = page_say(page, arena_printf(a, "site.%s.title", name), year);
    page->description =
        page_say(page, arena_printf(a, "site.%s.description", name), site->village->name, year);
    value_set_text(a, page->values, "span", words_span(site->words, a, cycle->from, cycle->to));
    value_set_flag(a, page->values, "closed", cycle->to < site->date);
    struct value *others = value_set_list(a, page->values, "others");
    for (uint32_t i = site->ledger->cycles_len; i-- > 0;) {
        const struct cycle *other = &site->ledger->cycles[i];
        struct value *map = value_add_map(a, others);
        value_set_text(a, map, "title", page_say(page, "site.year", page_number(page, other->id)));
        value_set_textf(a, map, "href", "%s%d/index.html", page->kind->folder, other->id);
        value_set_flag(a, map, "here", other == cycle);
    }
    value_set_flag(a, page->values, "has_others", site->ledger->cycles_len > 1);
}

void row_provisional(struct page *page, const struct cycle *cycle, const char *key)
{
    const struct site *site = page->site;
    uint32_t count = cycle->to < site->date ? site->unsettled[cycle - site->ledger->cycles] : 0;
    value_set_text(page->arena, page->values, "provisional",
                   count ? page_say(page, key, page_number(page, count)) : "");
}
