#include "site/kinds.h"

#include "content/content.h"
#include "site/files.h"
#include "site/from.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/search.h"

#include <string.h>

/* --- how many, and where they stand */

static uint32_t count_notices(const struct site *site)
{
    return site->notices_len;
}

static void path_notice(const struct site *site, uint32_t number, struct buf *out)
{
    buf_printf(out, "notices/%s/", site->records->meetings[site->notices[number]]->id);
}

static uint32_t count_days(const struct site *site)
{
    return site->village->events_len ? 1 : 0;
}

static uint32_t count_rewards(const struct site *site)
{
    return site_rewards(site) != 0;
}

static uint32_t count_honours(const struct site *site)
{
    for (uint32_t i = 0; i < site->records->rewards_len; i++)
        if (site->records->rewards[i]->kind == reward_honour)
            return 1;
    return 0;
}

static uint32_t count_reverse(const struct site *site)
{
    return site_has_reverse(site);
}

static uint32_t count_households(const struct site *site)
{
    return site->records->households_len;
}

/* Who comes to the list after T does not exist yet; who left it does. */
static bool has_household(const struct site *site, uint32_t number)
{
    return site->records->households[number]->since <= site->date;
}

static struct place place_household(const struct site *site, uint32_t number)
{
    return node_place(site->records->households[number]->record.node, "id");
}

static void path_household(const struct site *site, uint32_t number, struct buf *out)
{
    buf_printf(out, "households/%s/", site->records->households[number]->id);
}

static uint32_t count_meetings(const struct site *site)
{
    return site->meetings_len;
}

static struct place place_meeting(const struct site *site, uint32_t number)
{
    return node_place(site->records->meetings[number]->record.node, "id");
}

static struct place place_notice(const struct site *site, uint32_t number)
{
    return place_meeting(site, site->notices[number]);
}

static void path_meeting(const struct site *site, uint32_t number, struct buf *out)
{
    buf_printf(out, "meetings/%s/", site->records->meetings[number]->id);
}

static uint32_t count_pages(const struct site *site)
{
    return site->content->pages;
}

static void path_content(const struct site *site, uint32_t number, struct buf *out)
{
    buf_puts(out, site->content->items[number].folder);
}

static uint32_t count_news(const struct site *site)
{
    return site->content->news;
}

static uint32_t count_news_lists(const struct site *site)
{
    return site->content->news ? 1 : 0;
}

static void path_article(const struct site *site, uint32_t number, struct buf *out)
{
    buf_puts(out, site->content->items[site->content->pages + number].folder);
}

static uint32_t count_offices(const struct site *site)
{
    return site->village->offices_len ? 1 : 0;
}

static uint32_t count_own(const struct site *site)
{
    return site->own ? site->records->households_len : 0;
}

static void path_own(const struct site *site, uint32_t number, struct buf *out)
{
    char key[key_text_size];
    key_of(site->input->secret, site->records->households[number]->id, key);
    buf_printf(out, "own/%s/", key);
}

static uint32_t count_screens(const struct site *site)
{
    return site->village->screens_len;
}

static struct place place_screen(const struct site *site, uint32_t number)
{
    const struct node *node = site->village->screens[number].record.node;
    return node ? node_place(node, "id") : (struct place){.line = 1, .column = 1, .span = 1};
}

static void path_screen(const struct site *site, uint32_t number, struct buf *out)
{
    buf_printf(out, "screen/%s/", site->village->screens[number].id);
}

static uint32_t count_qr_script(const struct site *site)
{
    return site->input->qr_script ? 1 : 0;
}

static void path_search_part(const struct site *site, uint32_t number, struct buf *out)
{
    (void)site;
    buf_printf(out, "search/_%u.js", number + 1);
}

static uint32_t count_story_lists(const struct site *site)
{
    for (uint32_t i = 0; i < site->meetings_len; i++)
        if (site->records->meetings[i]->kind == meeting_sharing)
            return 1;
    return 0;
}

/* --- what is cut into parts */

static uint32_t cycle_number(const struct site *site, uint32_t number)
{
    return number ? number - 1 : (uint32_t)(ledger_current(site->ledger) - site->ledger->cycles);
}

static const struct parts *parts_households(const struct site *site, uint32_t number)
{
    return number ? NULL : &site->parts->households;
}

static const struct parts *parts_notices(const struct site *site, uint32_t number)
{
    return &site->parts->notices[number];
}

static const struct parts *parts_rankings(const struct site *site, uint32_t number)
{
    return &site->parts->ranking[cycle_number(site, number)];
}

static const struct parts *parts_contributions(const struct site *site, uint32_t number)
{
    return &site->parts->contributions[cycle_number(site, number)];
}

static const struct parts *parts_honours(const struct site *site, uint32_t number)
{
    return &site->parts->honours[cycle_number(site, number)];
}

static const struct parts *parts_reverse(const struct site *site, uint32_t number)
{
    return number ? NULL : &site->parts->reverse;
}

/* --- the table */

const struct page_kind page_kinds[] = {
    {.name = "front", .folder = "", .compose = page_front},
    {.name = "notices", .folder = "notices/", .nav = nav_main, .compose = page_notices},
    {.name = "notice",
     .section = "notices",
     .count = count_notices,
     .path = path_notice,
     .place = place_notice,
     .parts = parts_notices,
     .from = from_notice,
     .compose = page_notice},
    {.name = "households",
     .folder = "households/",
     .nav = nav_main,
     .parts = parts_households,
     .compose = page_households},
    {.name = "household",
     .section = "households",
     .count = count_households,
     .has = has_household,
     .path = path_household,
     .place = place_household,
     .from = from_household,
     .compose = page_household},
    {.name = "ranking",
     .folder = "ranking/",
     .nav = nav_main,
     .yearly = true,
     .parts = parts_rankings,
     .compose = page_ranking},
    {.name = "rules", .folder = "rules/", .nav = nav_main, .compose = page_rules},
    {.name = "own",
     .count = count_own,
     .has = has_household,
     .path = path_own,
     .compose = page_own,
     .own = true},
    {.name = "declare", .folder = "declare/", .nav = nav_more, .compose = page_declare},
    {.name = "qr-script", .folder = "qrcode.js", .count = count_qr_script, .write = file_qr_script},
    {.name = "object", .folder = "object/", .nav = nav_more, .compose = page_object},
    {.name = "meetings", .folder = "meetings/", .nav = nav_main, .compose = page_meetings},
    {.name = "meeting",
     .section = "meetings",
     .count = count_meetings,
     .path = path_meeting,
     .place = place_meeting,
     .compose = page_meeting},
    {.name = "stories",
     .folder = "stories/",
     .nav = nav_more,
     .count = count_story_lists,
     .compose = page_stories},
    {.name = "news", .folder = "news/", .nav = nav_more, .count = count_news_lists, .compose = page_news},
    {.name = "article",
     .section = "news",
     .count = count_news,
     .path = path_article,
     .compose = page_article,
     .content = true},
    {.name = "offices",
     .folder = "offices/",
     .nav = nav_more,
     .count = count_offices,
     .compose = page_offices},
    {.name = "days", .folder = "days/", .nav = nav_more, .count = count_days, .compose = page_days},
    {.name = "day",
     .section = "days",
     .count = days_count_redemptions,
     .path = days_redemption_path,
     .compose = page_day},
    {.name = "rewards",
     .folder = "rewards/",
     .nav = nav_more,
     .count = count_rewards,
     .compose = page_rewards},
    {.name = "shop",
     .folder = "shop/",
     .nav = nav_more,
     .count = shop_has,
     .yearly = true,
     .compose = page_shop},
    {.name = "honours",
     .folder = "honours/",
     .nav = nav_more,
     .count = count_honours,
     .yearly = true,
     .parts = parts_honours,
     .compose = page_honours},
    {.name = "contributions",
     .folder = "contributions/",
     .nav = nav_more,
     .yearly = true,
     .parts = parts_contributions,
     .compose = page_contributions},
    {.name = "reverse",
     .folder = "warnings/",
     .nav = nav_more,
     .count = count_reverse,
     .parts = parts_reverse,
     .compose = page_reverse},
    {.name = "inspections",
     .folder = "inspections/",
     .nav = nav_more,
     .count = inspections_any,
     .compose = page_inspections},
    {.name = "inspection",
     .section = "inspections",
     .count = inspections_count,
     .path = inspection_path,
     .compose = page_inspection},
    {.name = "figures", .folder = "figures/", .nav = nav_more, .yearly = true, .compose = page_figures},
    {.name = "archive", .folder = "archive/", .nav = nav_more, .compose = page_archive},
    {.name = "about", .folder = "about/", .nav = nav_more, .compose = page_about},
    {.name = "screen",
     .count = count_screens,
     .path = path_screen,
     .place = place_screen,
     .compose = page_screen},
    {.name = "missing", .folder = "404.html", .compose = page_missing},
    {.name = "data", .folder = "data/", .nav = nav_more, .compose = page_data},
    {.name = "ledger.json", .folder = "data/ledger.json", .write = file_ledger},
    {.name = "site.json", .folder = "data/site.json", .write = file_site_json},
    {.name = "ranking.csv", .folder = "data/ranking.csv", .yearly = true, .table = data_ranking},
    {.name = "entries.csv", .folder = "data/entries.csv", .yearly = true, .table = data_entries},
    {.name = "rules.csv", .folder = "data/rules.csv", .table = data_rules},
    {.name = "shop.csv", .folder = "data/shop.csv", .count = shop_has, .yearly = true, .table = data_shop},
    {.name = "deliveries.csv", .folder = "data/deliveries.csv", .count = shop_has, .table = data_deliveries},
    {.name = "rewards.csv", .folder = "data/rewards.csv", .table = data_rewards},
    {.name = "feed", .folder = "feed.atom", .count = files_with_url, .write = file_feed},
    {.name = "calendar", .folder = "calendar.ics", .count = files_calendars, .write = file_calendar},
    {.name = "sitemap",
     .folder = "sitemap.xml",
     .count = files_with_url,
     .write = file_sitemap,
     .late = true},
    {.name = "style", .folder = "site.css", .write = file_style},
    {.name = "robots", .folder = "robots.txt", .write = file_robots},
    {.name = "manifest", .folder = "manifest.webmanifest", .write = file_manifest},
    {.name = "icon", .folder = "icon.svg", .write = file_icon},
    {.name = "icon-180", .folder = "icon-180.png", .write = file_icon_180, .from = from_nothing},
    {.name = "icon-192", .folder = "icon-192.png", .write = file_icon_192, .from = from_nothing},
    {.name = "icon-512", .folder = "icon-512.png", .write = file_icon_512, .from = from_nothing},
    {.name = "share", .folder = "share.png", .write = file_share, .from = from_nothing},
    {.name = "search", .folder = "search/", .nav = nav_more, .compose = page_search, .late = true},
    {.name = "search-index", .folder = "search/index.js", .write = file_search, .late = true},
    {.name = "search-part", .count = search_parts, .path = path_search_part, .write = file_search_part},
    {.name = "content", .count = count_pages, .path = path_content, .compose = page_content, .content = true},
    {.name = NULL},
};
