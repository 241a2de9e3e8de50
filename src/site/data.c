/* The public data as files: the ledger as JSON, its tables as CSV. Names are as the site shows them. */
#include "base/csv.h"
#include "site/files.h"

#include "site/rows.h"

#include <string.h>

void file_ledger(struct page *page, struct buf *out)
{
    const struct site_input *input = page->site->input;
    view_public_json(page->site->view, NULL, input->commit, input->dirty, page->site->village->url, out);
}

uint32_t files_cycles(const struct site *site)
{
    return site->ledger->cycles_len;
}

void path_ranking_csv(const struct site *site, uint32_t number, struct buf *out)
{
    buf_printf(out, "data/ranking-%d.csv", site->ledger->cycles[number].id);
}

void path_entries_csv(const struct site *site, uint32_t number, struct buf *out)
{
    buf_printf(out, "data/entries-%d.csv", site->ledger->cycles[number].id);
}

/* A row of headings: the words of KEYS, closed by NULL. */
static void put_headings(struct page *page, struct buf *out, const char *const *keys)
{
    csv_begin(out);
    for (size_t i = 0; keys[i]; i++) {
        if (i)
            buf_putc(out, ',');
        csv_text(out, page_word(page, keys[i]));
    }
    csv_end(out);
}

/* The same fields one by one: each puts the comma behind it, the last does not. */
static void put_text(struct buf *out, const char *text)
{
    csv_text(out, text);
    buf_putc(out, ',');
}

static void put_points(struct buf *out, int64_t points)
{
    csv_number(out, points);
    buf_putc(out, ',');
}

/* "" where there is no bound. */
static void put_date(struct buf *out, int32_t date)
{
    char text[date_text_size] = "";
    if (date != date_first && date != date_last)
        date_format(date, text);
    put_text(out, text);
}

/* The name that a shared map has; the id where the policy shows none. */
static const char *name_of(const struct value *household)
{
    const char *name = value_get(household, "name")->text;
    return *name ? name : value_get(household, "id")->text;
}

static const char *honours_of(struct page *page, const struct account *account)
{
    struct buf text = {0};
    for (uint32_t i = 0; i < account->honours_len; i++) {
        if (i)
            buf_puts(&text, page_word(page, "table.between"));
        buf_puts(&text, value_get(page->site->rewards[account->honours[i]], "title")->text);
    }
    const char *kept = arena_copy(page->arena, buf_text(&text));
    buf_free(&text);
    return kept;
}

void file_ranking_csv(struct page *page, struct buf *out)
{
    static const char *const headings[] = {"table.rank",
                                           "table.id",
                                           "table.household",
                                           "table.group",
                                           "table.earned",
                                           "table.pending",
                                           "table.carried",
                                           "table.redeemed",
                                           "table.balance",
                                           "table.honours",
                                           NULL};
    const struct site *site = page->site;
    const struct cycle *cycle = &site->ledger->cycles[page->number];
    const struct account **accounts = accounts_by_rank(page, cycle);
    put_headings(page, out, headings);
    for (uint32_t i = 0; i < cycle->accounts_len; i++) {
        const struct account *account = accounts[i];
        const struct value *household = site->households[account->household];
        put_text(out, account->rank ? page_number(page, account->rank) : "");
        put_text(out, value_get(household, "id")->text);
        put_text(out, name_of(household));
        put_text(out, value_get(value_get(household, "group"), "name")->text);
        put_points(out, account->earned);
        put_points(out, view_pending(site->view, account));
        put_points(out, account->carried);
        put_points(out, account->redeemed);
        put_points(out, account->balance);
        csv_text(out, honours_of(page, account));
        csv_end(out);
    }
}

static void put_entry(struct page *page, struct buf *out, uint32_t number)
{
    static const char *const marks[] = {"", "mark.notice", "mark.suspended", "mark.final", "mark.void"};
    const struct site *site = page->site;
    const struct entry *entry = &site->records->entries[number];
    const struct posting *posting = &site->ledger->postings[number];
    put_text(out, view_entry_id(site->view, page->arena, number));
    put_text(out, site->records->households[entry->household]->id);
    put_text(out, view_entry_name(site->view, page->arena, number));
    put_text(out, site->records->rules[entry->rule]->id);
    put_text(out, value_get(site->rules[entry->rule], "title")->text);
    put_date(out, entry->date);
    put_points(out, entry->times);
    put_points(out, posting->raw);
    put_points(out, posting->credited);
    put_text(out, page_word(page, marks[posting->status]));
    put_date(out, posting->final_from);
    csv_text(out, site->records->meetings[entry->meeting]->id);
    csv_end(out);
}

void file_entries_csv(struct page *page, struct buf *out)
{
    static const char *const headings[] = {
        "data.entry",      "table.id",        "data.who", "data.rule",     "data.deed",
        "data.date",       "data.times",      "data.raw", "data.credited", "data.status",
        "data.final_from", "data.meeting_id", NULL};
    const struct cycle *cycle = &page->site->ledger->cycles[page->number];
    put_headings(page, out, headings);
    for (uint32_t i = 0; i < cycle->entries_len; i++)
        if (view_lists(page->site->view, cycle->entries[i]))
            put_entry(page, out, cycle->entries[i]);
}

void file_rules_csv(struct page *page, struct buf *out)
{
    static const char *const headings[] = {
        "data.rule", "data.title", "data.category", "data.kind",   "data.unit",     "data.least", "data.most",
        "data.caps", "data.from",  "data.until",    "data.issuer", "data.document", NULL};
    static const char *const kinds[] = {"kind.positive", "kind.negative", "kind.bonus"};
    const struct site *site = page->site;
    put_headings(page, out, headings);
    for (uint32_t i = 0; i < site->records->rules_len; i++) {
        const struct rule *rule = site->records->rules[i];
        int32_t last = rule_last(rule), date = site->date < last ? site->date : last;
        const struct value_range *value = rule_value(rule, date, NULL, NULL);
        put_text(out, rule->id);
        put_text(out, value_get(site->rules[i], "title")->text);
        put_text(out, value_get(site->categories[rule->category], "title")->text);
        put_text(out, page_word(page, kinds[rule->kind]));
        put_text(out, value_get(site->rules[i], "unit")->text);
        if (value) {
            put_points(out, value->lo);
            put_points(out, value->hi);
        } else {
            buf_puts(out, ",,");
        }
        put_text(out, words_caps(site->words, page->arena, rule_caps(rule, date, NULL)));
        put_date(out, rule_first(rule));
        put_date(out, last);
        put_text(out, page_text(page, rule->list->issuer));
        csv_text(out, page_text(page, rule->list->document));
        csv_end(out);
    }
}

/* A number that is only there for some kinds. */
static void put_points_if(struct buf *out, bool there, int64_t points)
{
    if (there)
        csv_number(out, points);
    buf_putc(out, ',');
}

void file_rewards_csv(struct page *page, struct buf *out)
{
    static const char *const headings[] = {"data.reward",    "data.kind",  "data.title", "data.cost",
                                           "data.needs",     "data.quota", "data.reach", "data.below",
                                           "data.rank_most", "data.from",  "data.until", NULL};
    static const char *const kinds[] = {"reward.goods", "reward.service", "reward.honour"};
    const struct site *site = page->site;
    put_headings(page, out, headings);
    for (uint32_t i = 0; i < site->records->rewards_len; i++) {
        const struct reward *reward = site->records->rewards[i];
        char until[date_text_size] = "";
        put_text(out, reward->id);
        put_text(out, page_word(page, kinds[reward->kind]));
        put_text(out, value_get(site->rewards[i], "title")->text);
        put_points_if(out, reward->kind == reward_goods, reward->cost);
        put_points_if(out, reward->needs > 0, reward->needs);
        put_text(out, words_quota(site->words, page->arena, &reward->quota));
        put_points_if(out, reward->has_points, reward->points);
        put_points_if(out, reward->has_below, reward->below);
        put_text(out, reward->has_rank ? page_number(page, reward->rank) : "");
        put_date(out, reward->from);
        if (reward->until != date_last)
            date_format(reward->until, until);
        csv_text(out, until);
        csv_end(out);
    }
}
