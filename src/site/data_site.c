/*
 * data/site.json: what a mini programme needs to show the village, small enough to be fetched each time. Its
 * shape is promised on /data/: keys may be added, what is there stays.
 */
#include "base/json.h"
#include "ledger/standing.h"
#include "records/schemas.h"
#include "site/files.h"
#include "site/notice.h"
#include "site/rows.h"
#include "view/days.h"

enum { format_number = 1, most_ranks = 10, most_notices = 20 };

static const char *text_of(const struct value *map, const char *key)
{
    return value_get(map, key)->text;
}

/* What MOST of a list of COUNT leaves; 0: all. */
static uint32_t limit(uint32_t count, uint32_t most)
{
    return most && most < count ? most : count;
}

static void put_village(struct page *page, struct json *json)
{
    const struct village *v = page->site->village;
    json_open(json, "village");
    json_text(json, "name", v->name);
    json_text(json, "town", v->town);
    json_text(json, "city", v->city);
    json_text(json, "url", v->url);
    json_close(json);
    json_open(json, "object");
    json_text(json, "contact", v->notice.contact ? page_text(page, v->notice.contact) : NULL);
    json_text(json, "phone", v->notice.phone ? page_text(page, v->notice.phone) : NULL);
    json_text(json, "page", "object/");
    json_close(json);
}

/* Days to come. */
static void put_days(struct page *page, struct json *json, uint32_t most)
{
    const struct view *view = page->site->view;
    uint32_t len;
    const struct village_event **days = view_days(view, page->arena, &len);
    json_array(json, "days");
    for (uint32_t i = 0; i < limit(len, most); i++) {
        json_open(json, NULL);
        json_date(json, "date", days[i]->date);
        json_text(json, "kind", occasion_words[days[i]->kind].name);
        json_text(json, "title", view_day_title(view, page->arena, days[i]));
        json_text(json, "place", days[i]->place ? page_text(page, days[i]->place) : NULL);
        json_text(json, "hours", days[i]->hours ? page_text(page, days[i]->hours) : NULL);
        json_close(json);
    }
    json_end(json);
}

static void put_notices(struct page *page, struct json *json, uint32_t most)
{
    const struct site *site = page->site;
    uint32_t count = limit(limit(site->notices_len, most_notices), most);
    json_array(json, "notices");
    for (uint32_t i = 0; i < count; i++) {
        const struct meeting *meeting = site->records->meetings[site->notices[i]];
        const struct notice_sums *sums = &site->noticed[site->notices[i]].sums;
        json_open(json, NULL);
        json_text(json, "meeting", meeting->id);
        json_text(json, "title", text_of(site->meetings[site->notices[i]], "title"));
        json_date(json, "date", meeting->date);
        json_date(json, "from", meeting->noticed);
        json_date(json, "to", meeting->notice_last);
        json_flag(json, "running", view_notice_runs(site->view, site->notices[i]));
        json_whole(json, "entries", sums->listed + sums->counted);
        json_text(json, "page", arena_printf(page->arena, "notices/%s/", meeting->id));
        json_text(json, "pdf",
                  site->input->pdfs ? arena_printf(page->arena, "notices/%s/notice.pdf", meeting->id) : NULL);
        json_close(json);
    }
    json_end(json);
}

static void put_ranking(struct page *page, struct json *json, uint32_t most)
{
    const struct site *site = page->site;
    const struct cycle *cycle = ledger_current(site->ledger);
    const struct account **accounts = standing_by_rank(cycle, page->arena);
    uint32_t count = limit(limit(cycle->accounts_len, most_ranks), most);
    json_open(json, "ranking");
    json_whole(json, "cycle", cycle->id);
    json_array(json, "households");
    for (uint32_t i = 0; i < count && accounts[i]->rank; i++) {
        const struct value *household = site->households[accounts[i]->household];
        const char *name = text_of(household, "name");
        json_open(json, NULL);
        json_whole(json, "rank", accounts[i]->rank);
        json_text(json, "id", text_of(household, "id"));
        json_text(json, "name", *name ? name : text_of(household, "id"));
        json_text(json, "group", text_of(value_get(household, "group"), "name"));
        json_points(json, "earned", accounts[i]->earned);
        json_text(json, "page", arena_printf(page->arena, "households/%s/", text_of(household, "id")));
        json_close(json);
    }
    json_end(json);
    json_text(json, "page", arena_printf(page->arena, "ranking/%d/", cycle->id));
    json_close(json);
}

static void put_caps(struct json *json, const struct caps *caps)
{
    json_array(json, "caps");
    for (uint32_t i = 0; i < caps->len; i++) {
        json_open(json, NULL);
        json_points(json, "points", caps->items[i].points);
        json_text(json, "period", period_words[caps->items[i].period].name);
        json_close(json);
    }
    json_end(json);
}

static void put_rule(struct page *page, struct json *json, uint32_t number)
{
    const struct site *site = page->site;
    const struct rule *rule = site->records->rules[number];
    const struct value_range *value = rule_value(rule, site->date, NULL, NULL);
    json_open(json, NULL);
    json_text(json, "id", rule->id);
    json_text(json, "title", text_of(site->rules[number], "title"));
    json_text(json, "category", text_of(site->categories[rule->category], "title"));
    json_text(json, "kind", rule_kind_words[rule->kind].name);
    json_text(json, "unit", text_of(site->rules[number], "unit"));
    json_points(json, "least", value->lo);
    json_points(json, "most", value->hi);
    put_caps(json, rule_caps(rule, site->date, NULL));
    json_text(json, "page", arena_printf(page->arena, "rules/#%s", rule->id));
    json_close(json);
}

/* The rules that hold now. */
static void put_rules(struct page *page, struct json *json, uint32_t most)
{
    const struct site *site = page->site;
    uint32_t shown = 0;
    json_array(json, "rules");
    for (uint32_t i = 0; i < site->records->rules_len && (!most || shown < most); i++) {
        const struct rule *rule = site->records->rules[i];
        if (!rule_holds(rule, site->date) || !rule_value(rule, site->date, NULL, NULL))
            continue;
        put_rule(page, json, i);
        shown++;
    }
    json_end(json);
}

void site_json(struct page *page, uint32_t most, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, NULL);
    json_whole(&json, "format", format_number);
    json_date(&json, "date", page->site->date);
    json_text(&json, "language", text_of(page->site->common, "language"));
    put_village(page, &json);
    put_notices(page, &json, most);
    put_ranking(page, &json, most);
    put_rules(page, &json, most);
    put_days(page, &json, most);
    json_close(&json);
    buf_putc(out, '\n');
}

void file_site_json(struct page *page, struct buf *out)
{
    site_json(page, 0, out);
}
