#include "site/index.h"

#include "base/natural.h"
#include "base/utf8.h"
#include "content/content.h"
#include "site/forms.h"
#include "site/kind.h"
#include "site/lists.h"
#include "site/notice.h"
#include "site/parts.h"
#include "site/rows.h"
#include "site/search.h"
#include "view/inspection.h"

#include <stdlib.h>
#include <string.h>

/* A text of the records, masked; what was masked is warned of elsewhere (view_check_texts). */
static const char *shown(struct site *site, const char *text)
{
    return text ? view_text(site->view, &site->arena, text, (struct place){0}, NULL) : "";
}

static void open_groups(struct site *site)
{
    const struct records *r = site->records;
    site->groups = arena_new(&site->arena, struct value *, r->groups_len + 1);
    for (uint32_t i = 0; i < r->groups_len; i++) {
        struct value *map = site->groups[i] = value_map(&site->arena);
        const struct group *group = r->groups[i];
        value_set_text(&site->arena, map, "id", group->id);
        value_set_text(&site->arena, map, "name", shown(site, group->name));
        value_set_textf(&site->arena, map, "anchor", "_group-%s", group->id);
    }
}

/* Where a group's households are listed: known when the parts of long pages are. */
static void open_group_links(struct site *site)
{
    for (uint32_t i = 0; i < site->records->groups_len; i++)
        value_set_textf(&site->arena, site->groups[i], "href", "households/%sindex.html#_group-%s",
                        parts_group(site, i), site->records->groups[i]->id);
}

static void open_households(struct site *site)
{
    const struct records *r = site->records;
    struct arena *a = &site->arena;
    site->households = arena_new(&site->arena, struct value *, r->households_len + 1);
    for (uint32_t i = 0; i < r->households_len; i++) {
        struct value *row = site->households[i] = forms_row(site, a, form_household);
        const char *id = r->households[i]->id, *name = view_household(site->view, i);
        value_put(row, key_household_id, value_text(a, id));
        value_put(row, key_household_name, value_text(a, strcmp(name, id) == 0 ? "" : name));
        value_put(row, key_household_href,
                  value_text_kept(a, arena_printf(a, "households/%s/index.html", id)));
        value_put(row, key_household_row_anchor, value_text_kept(a, arena_printf(a, "_of-%s", id)));
        value_put(row, key_household_group, site->groups[r->households[i]->group]);
    }
}

/* A number with the id by which it is put in order. */
struct ordered {
    const char *id;
    uint32_t number;
};

static int by_id(const void *a, const void *b)
{
    return natural_compare(((const struct ordered *)a)->id, ((const struct ordered *)b)->id);
}

static uint32_t *put_in_order(struct arena *arena, struct ordered *items, uint32_t count)
{
    qsort(items, count, sizeof *items, by_id);
    uint32_t *order = arena_new(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        order[i] = items[i].number;
    return order;
}

static void open_order(struct site *site)
{
    const struct records *r = site->records;
    struct arena *a = &site->arena;
    struct ordered *groups = arena_new(a, struct ordered, r->groups_len + 1);
    struct ordered *households = arena_new(a, struct ordered, r->households_len + 1);
    for (uint32_t i = 0; i < r->groups_len; i++)
        groups[i] = (struct ordered){r->groups[i]->id, i};
    for (uint32_t i = 0; i < r->households_len; i++)
        households[i] = (struct ordered){r->households[i]->id, i};
    site->group_order = put_in_order(a, groups, r->groups_len);
    site->household_order = put_in_order(a, households, r->households_len);
}

static void open_rules(struct site *site)
{
    const struct records *r = site->records;
    struct arena *a = &site->arena;
    struct value **categories = arena_new(&site->arena, struct value *, r->categories_len + 1);
    for (uint32_t i = 0; i < r->categories_len; i++) {
        const struct category *category = r->categories[i];
        categories[i] = value_map(&site->arena);
        value_set_text(&site->arena, categories[i], "id", category->id);
        value_set_text(&site->arena, categories[i], "title", shown(site, category->title));
        value_set_textf(&site->arena, categories[i], "anchor", "_category-%s", category->id);
    }
    site->categories = categories;
    site->rules = arena_new(&site->arena, struct value *, r->rules_len + 1);
    for (uint32_t i = 0; i < r->rules_len; i++) {
        const struct rule *rule = r->rules[i];
        struct value *row = site->rules[i] = forms_row(site, a, form_rule);
        value_put(row, key_rule_id, value_text(a, rule->id));
        value_put(row, key_rule_title, value_text(a, shown(site, rule->title)));
        value_put(row, key_rule_unit, value_text(a, view_unit(site->view, a, i, "1")));
        value_put(row, key_rule_category, categories[rule->category]);
        value_put(row, key_rule_href, value_text_kept(a, arena_printf(a, "rules/index.html#%s", rule->id)));
    }
    site->rewards = arena_new(&site->arena, struct value *, r->rewards_len + 1);
    for (uint32_t i = 0; i < r->rewards_len; i++) {
        const struct reward *reward = r->rewards[i];
        struct value *map = site->rewards[i] = value_map(&site->arena);
        value_set_text(&site->arena, map, "id", reward->id);
        value_set_text(&site->arena, map, "title", shown(site, reward->title));
    }
}

/* Units that stay with their number: those that the words list, and those of the rules. */
static void open_units(struct site *site)
{
    const char *listed = words_get(site->words, "site.units");
    size_t len = strlen(listed);
    const char **items = arena_new(&site->arena, const char *, len + site->records->rules_len + 1);
    size_t count = 0;
    for (const char *p = listed; *p;) {
        size_t unit = strcspn(p, " ");
        if (unit)
            items[count++] = arena_text(&site->arena, p, unit);
        p += unit + (p[unit] == ' ');
    }
    for (uint32_t i = 0; i < site->records->rules_len; i++) {
        const char *unit = value_get(site->rules[i], "unit")->text;
        bool known = utf8_cluster(unit, strlen(unit)) == strlen(unit);
        for (size_t k = 0; k < count && !known; k++)
            known = strcmp(items[k], unit) == 0;
        if (!known)
            items[count++] = unit;
    }
    site->units = (struct whole_units){items, count};
}

static struct value *open_meeting(struct site *site, uint32_t number)
{
    static const char *const kinds[] = {"meeting_kind.review", "meeting_kind.assembly",
                                        "meeting_kind.sharing"};
    const struct meeting *meeting = site->records->meetings[number];
    struct arena *a = &site->arena;
    struct value *map = value_map(a);
    value_set_text(a, map, "id", meeting->id);
    const char *title = view_meeting_title(site->view, a, number);
    if (meeting->title)
        title = shown(site, meeting->title);
    value_set_text(a, map, "title", title);
    value_set_text(a, map, "kind", words_get(site->words, kinds[meeting->kind]));
    value_set_text(a, map, "date", words_date(site->words, a, meeting->date));
    value_set_text(a, map, "day", words_day(site->words, a, meeting->date));
    value_set_text(a, map, "iso", words_iso(a, meeting->date));
    value_set_textf(a, map, "href", "meetings/%s/index.html", meeting->id);
    if (view_has_notice(site->view, number))
        value_set_textf(a, map, "notice_href", "notices/%s/index.html", meeting->id);
    else
        value_set_text(a, map, "notice_href", "");
    return map;
}

static void open_meetings(struct site *site)
{
    const struct records *r = site->records;
    while (site->meetings_len < r->meetings_len && r->meetings[site->meetings_len]->date <= site->date)
        site->meetings_len++;
    site->meetings = arena_new(&site->arena, struct value *, r->meetings_len + 1);
    site->notices = arena_new(&site->arena, uint32_t, site->meetings_len + 1);
    for (uint32_t i = 0; i < site->meetings_len; i++)
        site->meetings[i] = open_meeting(site, i);
    for (uint32_t i = site->meetings_len; i-- > 0;)
        if (view_has_notice(site->view, i))
            site->notices[site->notices_len++] = i;
}

static void open_cycles(struct site *site)
{
    const struct ledger *ledger = site->ledger;
    site->unsettled = arena_new(&site->arena, uint32_t, ledger->cycles_len + 1);
    for (uint32_t i = 0; i < ledger->cycles_len; i++)
        site->unsettled[i] = view_unsettled(site->view, ledger->cycles[i].from, ledger->cycles[i].to);
}

/* Most dates on the site are deeds': made once for every day that can be one. */
static void open_days(struct site *site)
{
    site->day_first = site->ledger->cycles[0].from;
    site->days = arena_new(&site->arena, struct value *, (size_t)(site->date - site->day_first) + 1);
    for (int32_t day = site->day_first; day <= site->date; day++)
        site->days[day - site->day_first] = date_value(site, &site->arena, day);
}

void index_open(struct site *site)
{
    const struct site_input *input = site->input;
    site->view = input->view;
    site->records = input->view->records;
    site->ledger = input->view->ledger;
    site->village = &site->records->village;
    site->words = input->words;
    site->date = site->ledger->date;
    forms_open(site);
    open_days(site);
    open_groups(site);
    open_households(site);
    open_order(site);
    open_rules(site);
    open_units(site);
    open_meetings(site);
    open_cycles(site);
    site->inspections = view_inspections(site->view, &site->arena, &site->inspections_len);
    lists_open(site);
    parts_open(site);
    rows_open(site);
    notices_open(site);
    search_parts_open(site);
    open_group_links(site);
}

static void add_entry(struct site *site, struct value *menu, const char *title, const char *href,
                      const char *short_title, bool current)
{
    struct value *entry = value_add_map(&site->arena, menu);
    value_set_text(&site->arena, entry, "title", title);
    value_set_text(&site->arena, entry, "short", short_title);
    value_set_text(&site->arena, entry, "href", href);
    value_set_flag(&site->arena, entry, "current", current);
}

struct value *index_menus(struct site *site, const struct page_kind *kind, struct digest *digest)
{
    struct value *menus = value_map(&site->arena);
    struct value *first = value_set_list(&site->arena, menus, "main");
    struct value *more = value_set_list(&site->arena, menus, "more");
    const char *section = kind->section ? kind->section : kind->name;
    for (const struct page_kind *k = site->kinds; k->name; k++) {
        if (k->nav == nav_none || !k->compose || !k->folder || !kind_count(k, site))
            continue;
        const char *word = words_get(site->words, arena_printf(&site->arena, "site.nav.%s", k->name));
        const char *href = arena_printf(&site->arena, "%sindex.html", k->folder);
        bool current = strcmp(k->name, section) == 0;
        if (k->nav == nav_main)
            add_entry(site, first, word, href,
                      words_get(site->words, arena_printf(&site->arena, "site.short.%s", k->name)), current);
        add_entry(site, more, word, href, word, current);
    }
    content_menu(site->content, &site->arena, more);
    struct buf said = {0};
    value_say(menus, &said);
    *digest = digest_of(buf_text(&said), said.len);
    buf_free(&said);
    return menus;
}

void index_common(struct site *site)
{
    struct arena *a = &site->arena;
    const struct village *v = site->village;
    struct value *common = site->common = value_map(a);
    value_set(a, common, "words", words_values(site->words, a));
    value_set_text(a, common, "language", words_language_name(site->words));
    struct value *village = value_set_map(a, common, "village");
    value_set_text(a, village, "name", v->name);
    value_set_text(a, village, "contact", shown(site, v->notice.contact));
    value_set_text(a, village, "phone", shown(site, v->notice.phone));
    value_set_textf(a, village, "where", "%s%s", v->city ? v->city : "", v->town ? v->town : "");
    struct value *date = value_set_map(a, common, "date");
    value_set_text(a, date, "text", words_date(site->words, a, site->date));
    value_set_text(a, date, "iso", words_iso(a, site->date));
    value_set_text(a, common, "asof",
                   words_format(site->words, a, "site.asof", words_date(site->words, a, site->date), NULL));
    value_set_text(a, common, "url", v->url);
    value_set_flag(a, common, "feeds", v->url != NULL);
}
