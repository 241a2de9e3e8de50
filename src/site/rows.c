#include "site/rows.h"

#include "base/points.h"
#include "ledger/closing.h"
#include "ledger/figures.h"
#include "ledger/trace.h"
#include "site/forms.h"
#include "site/kind.h"
#include "site/notice.h"
#include "view/days.h"

#include <string.h>

/* --- entries */

static const char *status_mark(const struct site *site, enum status status)
{
    static const char *const words[] = {"", "mark.notice", "mark.suspended", "mark.final", "mark.void"};
    return words_get(site->words, words[status]);
}

struct value *row_status(const struct site *site, struct arena *a, enum status status, const char *line)
{
    struct value *row = forms_row(site, a, form_status);
    value_put(row, key_status_word, value_text(a, view_status_word(status)));
    value_put(row, key_status_short, value_text(a, status_mark(site, status)));
    value_put(row, key_status_line, value_text(a, line));
    return row;
}

void rows_open(struct site *site)
{
    struct arena *a = &site->arena;
    struct rows *rows = arena_new(a, struct rows, 1);
    rows->statuses[status_final] = row_status(site, a, status_final, status_mark(site, status_final));
    rows->statuses[status_suspended] =
        row_status(site, a, status_suspended, words_get(site->words, "status.suspended"));
    rows->statuses[status_void] = row_status(site, a, status_void, words_get(site->words, "status.void"));
    rows->none = value_list(a);
    site->rows = rows;
}

/* The status of ENTRY; of a void one REASON is why, or NULL. */
static struct value *status_value(struct page *page, uint32_t entry, const char *reason)
{
    const struct site *site = page->site;
    enum status status = site->ledger->postings[entry].status;
    if (status == status_notice)
        return site->noticed[site->records->entries[entry].meeting].status;
    if (status == status_void && reason)
        return row_status(site, page->arena, status, view_status(site->view, page->arena, entry));
    return site->rows->statuses[status];
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

/* Who an entry is for: where that is not its household by name, it is said beside it. */
static void put_who(struct page *page, struct value *row, uint32_t number)
{
    const struct site *site = page->site;
    const struct entry *entry = &site->records->entries[number];
    const char *who = view_entry_name(site->view, number);
    bool by_id = strcmp(who, site->records->households[entry->household]->id) == 0;
    value_put(row, key_entry_who, value_text_kept(page->arena, by_id ? "" : who));
    bool resident = entry->resident != records_none &&
                    strcmp(who, value_get(site->households[entry->household], "name")->text) != 0;
    value_put(row, key_entry_resident, value_text_kept(page->arena, resident ? who : ""));
}

struct value *row_entry(struct page *page, struct value *list, uint32_t number)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct entry *entry = &site->records->entries[number];
    const struct posting *posting = &site->ledger->postings[number];
    bool is_void = posting->status == status_void;
    const char *reason = is_void ? view_void_reason(site->view, a, number) : NULL;
    struct value *row = value_add(a, list, forms_row(site, a, form_entry));
    value_put(row, key_entry_household, site->households[entry->household]);
    put_who(page, row, number);
    value_put(row, key_entry_rule, site->rules[entry->rule]);
    value_put(row, key_entry_meeting, site->meetings[entry->meeting]);
    value_put(row, key_entry_date, page_date_value(page, entry->date));
    value_put(row, key_entry_times, value_text_kept(a, times_text(page, entry)));
    value_put(
        row, key_entry_points,
        value_text_kept(a, words_points(site->words, a, is_void ? posting->raw : posting->credited, true)));
    bool capped = !is_void && posting->raw != posting->credited;
    value_put(
        row, key_entry_raw,
        value_text_kept(
            a, capped ? page_say(page, "site.entries.capped", page_points_unit(page, posting->raw)) : ""));
    value_put(row, key_entry_status, status_value(page, number, reason));
    value_put(row, key_entry_void, value_flag(is_void));
    value_put(row, key_entry_reason, value_text_kept(a, reason));
    value_put(row, key_entry_replaced, value_text_kept(a, replaced_text(page, number)));
    return row;
}

/* --- the rest */

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

void row_warnings(const struct site *site, struct arena *arena, struct value *map, const uint32_t *entries,
                  uint32_t count)
{
    struct warning_count *counts;
    uint32_t rules = view_warnings(site->view, arena, entries, count, &counts);
    struct value *list = value_set_list(arena, map, "warnings");
    uint32_t total = 0;
    for (uint32_t i = 0; i < rules; i++) {
        struct value *row = value_add_map(arena, list);
        value_set(arena, row, "rule", site->rules[counts[i].rule]);
        value_set_textf(arena, row, "entries", "%u", counts[i].entries);
        total += counts[i].entries;
    }
    if (total)
        value_set_textf(arena, map, "warnings_total", "%u", total);
    else
        value_set_text(arena, map, "warnings_total", "");
}

void row_notice_warnings(struct page *page, uint32_t meeting)
{
    const struct notice *notice = &page->site->noticed[meeting];
    value_set(page->arena, page->values, "warnings", notice->warnings);
    value_set(page->arena, page->values, "warnings_total", notice->warnings_total);
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

struct value *row_notice(struct page *page, struct value *list, uint32_t meeting)
{
    return value_add(page->arena, list, page->site->noticed[meeting].card);
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
