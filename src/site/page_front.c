/* The front page. */
#include "ledger/figures.h"
#include "ledger/standing.h"
#include "site/links.h"
#include "site/pages.h"
#include "site/rows.h"
#include "view/rhythm.h"

enum { first_ranks = 10, first_news = 3 };

/* Notices that run or are about to; the latest of all where none does. */
static void add_notices(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *running = value_set_list(a, page->values, "notices");
    struct value *last = value_list(a);
    for (uint32_t i = 0; i < site->notices_len; i++) {
        uint32_t meeting = site->notices[i];
        if (site->records->meetings[meeting]->notice_last >= site->date)
            row_notice(page, running, meeting);
        else if (!value_length(running) && !value_length(last))
            row_notice(page, last, meeting);
    }
    value_set_flag(a, page->values, "quiet", !value_length(running));
    if (value_length(running))
        value_set_list(a, page->values, "last_notice");
    else
        value_set(a, page->values, "last_notice", last);
}

static void add_ranks(struct page *page, const struct cycle *cycle)
{
    struct value *top = value_set_rows(page->arena, page->values, "top");
    const struct account **accounts = standing_by_rank(cycle, page->arena);
    bool started = standing_begun(cycle);
    for (uint32_t i = 0; started && i < cycle->accounts_len && i < first_ranks && accounts[i]->rank; i++)
        row_account(page, top, accounts[i]);
}

/* What the way to the rewards says of them: "" where there are none. */
static const char *redeeming(struct page *page)
{
    static const char *const keys[] = {NULL, "site.front.redeeming_goods", "site.front.redeeming_services",
                                       "site.front.redeeming_text"};
    unsigned kinds = site_rewards(page->site);
    return kinds ? page_word(page, keys[kinds]) : "";
}

static void add_news(struct page *page)
{
    const struct content *content = page->site->content;
    struct value *list = value_set_rows(page->arena, page->values, "news");
    for (uint32_t i = 0; i < content->news && i < first_news; i++)
        row_article(page, list, &content->items[content->pages + i]);
}

void page_front(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct cycle *cycle = ledger_current(site->ledger);
    page->title = page_say(page, "site.front.title", site->village->name);
    page->description = page_say(page, "site.front.description", site->village->name);
    add_notices(page);
    row_days(page, page->values, days_all, days_few);
    row_ending(page, page->values);
    row_object(page, page->values);
    value_set_flag(a, page->values, "begun", site->notices_len > 0);
    value_set_text(a, page->values, "redeeming", redeeming(page));
    struct value *latest = value_set_list(a, page->values, "latest");
    if (site->meetings_len)
        value_add(a, latest, site->meetings[site->meetings_len - 1]);
    const char *rhythm = rhythm_review(site->view, a);
    value_set_text(a, page->values, "rhythm", rhythm ? rhythm : "");
    add_ranks(page, cycle);
    const char *year = page_say(page, "site.year", page_number(page, cycle->id));
    value_set_text(a, page->values, "top_title", page_say(page, "site.front.top", year));
    value_set_text(a, page->values, "figures_title", page_say(page, "site.front.figures", year));
    value_set_textf(a, page->values, "ranked_href", "ranking/%d/index.html", cycle->id);
    struct figures figures;
    figures_of(&figures, a, site->ledger, cycle);
    row_figures(page, value_set_list(a, page->values, "figures"), &figures);
    add_news(page);
    value_set_text(a, page->values, "front",
                   site->content->front ? links_content(page, site->content->front, "", NULL) : "");
}
