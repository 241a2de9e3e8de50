/* A household's own page, for nobody else. */
#include "site/own.h"

#include "base/memory.h"
#include "site/pages.h"
#include "site/rows.h"
#include "view/days.h"
#include "view/explained.h"

#include <string.h>

struct own *own_open(const struct site_input *input)
{
    if (!input->secret)
        return NULL;
    struct own *own = memory_new(1, sizeof *own);
    view_open(&own->view, input->view->ledger, input->words, circle_own);
    explain_open(&own->explainer, input->view->ledger);
    struct arena arena = {0};
    struct explanation first;
    if (input->view->records->redemptions_len)
        explain_redemption(&own->explainer, 0, &arena, &first); /* threads may ask for others after it */
    arena_free(&arena);
    return own;
}

void own_close(struct own *own)
{
    if (!own)
        return;
    explain_close(&own->explainer);
    view_free(&own->view);
    memory_free(own);
}

/* The view of the household whose page it is. */
static struct view view_of(const struct page *page)
{
    return view_for(&page->site->own->view, page->number);
}

/* --- steps as values */

/* Adds the steps of a section to LIST: {text, details (a list of texts), has_details}. */
static void add_steps(struct page *page, struct value *list, const struct explanation *explanation,
                      const struct section *section)
{
    struct arena *a = page->arena;
    const struct view view = view_of(page);
    struct value *row = NULL, *details = NULL;
    for (uint32_t i = section->first; i < section->first + section->len; i++) {
        const struct step *step = &explanation->steps[i];
        const char *sentence = explained_step(&view, a, step);
        if (!sentence)
            continue;
        if (row && explain_below(step->kind)) {
            value_add_text(a, details, sentence);
            value_set_flag(a, row, "has_details", true);
            continue;
        }
        row = value_add_map(a, list);
        value_set_text(a, row, "text", sentence);
        details = value_set_list(a, row, "details");
        value_set_flag(a, row, "has_details", false);
    }
}

/* Adds all of an explanation to MAP as `why`, a list of {title, steps}. */
static void add_why(struct page *page, struct value *map, const struct explanation *explanation)
{
    const struct view view = view_of(page);
    struct value *why = value_set_rows(page->arena, map, "why");
    for (uint32_t i = 0; explanation && i < explanation->sections_len; i++) {
        const struct section *section = &explanation->sections[i];
        struct value *part = value_add_map(page->arena, why);
        value_set_text(page->arena, part, "title", explained_section(&view, page->arena, section));
        add_steps(page, value_set_list(page->arena, part, "steps"), explanation, section);
    }
}

/* The lines of an account: {date, text, amount, balance, why}. */
static void add_lines(struct page *page, struct value *list, const struct explanation *explanation,
                      const struct section *section)
{
    struct arena *a = page->arena;
    struct own *own = page->site->own;
    const struct view view = view_of(page);
    for (uint32_t i = section->first; i < section->first + section->len; i++) {
        const struct step *step = &explanation->steps[i];
        const struct detail *date = step_detail(step, detail_date), *entry = step_detail(step, detail_entry),
                            *redemption = step_detail(step, detail_redemption);
        struct explained_line line = explained_line(&view, a, step);
        struct value *row = value_add_map(a, list);
        page_date(page, row, "date", date ? (int32_t)date->number : page->site->date);
        value_set_text(a, row, "text", explained_step(&view, a, step));
        value_set_text(a, row, "amount", line.amount);
        value_set_text(a, row, "balance", line.balance);
        struct explanation why;
        if (entry)
            explain_entry(&own->explainer, (uint32_t)entry->number, a, &why);
        else if (redemption)
            explain_redemption(&own->explainer, (uint32_t)redemption->number, a, &why);
        add_why(page, row, entry || redemption ? &why : NULL);
    }
}

/* --- the page */

/* A section of the household's explanation: {title, anchor, account, lines, steps}. */
static void add_section(struct page *page, struct value *list, const struct explanation *explanation,
                        const struct section *section)
{
    struct arena *a = page->arena;
    bool account = section->kind == section_account;
    const struct view view = view_of(page);
    struct value *map = value_add_map(a, list);
    value_set_text(a, map, "title", explained_section(&view, a, section));
    value_set_textf(a, map, "anchor", "_%s-%d", explain_section(section->kind), section->cycle);
    value_set_flag(a, map, "account", account);
    value_set_flag(a, map, "current", section->cycle == ledger_current(page->site->ledger)->id);
    value_set_flag(a, map, "standing", section->kind == section_standing);
    struct value *lines = value_set_list(a, map, "lines"), *steps = value_set_list(a, map, "steps");
    if (account)
        add_lines(page, lines, explanation, section);
    else
        add_steps(page, steps, explanation, section);
}

/* The present cycle first: its standing, its account, what it opens; then those before it, the latest first.
 */
static void add_sections(struct page *page, const struct explanation *explanation)
{
    static const enum section_kind order[] = {section_standing, section_account, section_honours,
                                              section_services};
    const struct ledger *ledger = page->site->ledger;
    struct value *list = value_set_rows(page->arena, page->values, "sections");
    for (uint32_t c = ledger->cycles_len; c-- > 0;)
        for (size_t k = 0; k < sizeof order / sizeof *order; k++)
            for (uint32_t i = 0; i < explanation->sections_len; i++) {
                const struct section *section = &explanation->sections[i];
                int cycle = section->cycle ? section->cycle : ledger_current(ledger)->id;
                if (section->kind == order[k] && cycle == ledger->cycles[c].id)
                    add_section(page, list, explanation, section);
            }
}

/* A rank; "" for none. */
static const char *nth(struct page *page, uint32_t rank)
{
    return rank ? page_say(page, "site.household.nth", page_number(page, rank)) : "";
}

/* What the household earned, may spend and where it stands, in numbers; all empty where it takes no part. */
static void add_figures(struct page *page, uint32_t number)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct cycle *cycle = ledger_current(site->ledger);
    const struct account *account = cycle_account(cycle, site->records, number);
    struct value *map = value_set_map(a, page->values, "figures");
    value_set_flag(a, map, "any", account != NULL);
    value_set_text(a, map, "year", page_say(page, "site.year", page_number(page, cycle->id)));
    value_set_text(a, map, "earned", account ? page_points_unit(page, account->earned) : "");
    value_set_text(a, map, "balance", account ? page_points_unit(page, account->balance) : "");
    value_set_text(a, map, "pending",
                   account && account->pending ? page_points_unit(page, account->pending) : "");
    value_set_text(a, map, "rank", account ? nth(page, account->rank) : "");
    value_set_text(a, map, "group_rank", account ? nth(page, account->group_rank) : "");
    bool lifetime = account && (site->village->also & also_lifetime);
    value_set_text(a, map, "lifetime", lifetime ? page_points_unit(page, account->lifetime) : "");
}

/* What it can take with its points, on which day, and what of them ends soon. */
static void add_coming(struct page *page, uint32_t number)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    const struct cycle *cycle = ledger_current(site->ledger);
    const struct account *account = cycle_account(cycle, site->records, number);
    struct value *map = value_set_map(a, page->values, "coming");
    const struct view view = view_of(page);
    row_days(page, map, days_all, days_few);
    value_set_flag(a, map, "buys", false);
    value_set_text(
        a, map, "barred",
        account && account->barred_until != date_first
            ? page_say(page, "site.household.barred", words_date(site->words, a, account->barred_until))
            : "");
    value_set_rows(a, map, "goods");
    bool barred = account && account->barred_until != date_first;
    value_set_text(a, map, "barred",
                   barred ? page_say(page, "own.barred", words_date(site->words, a, account->barred_until))
                          : "");
    if (account)
        row_goods(page, map, cycle, account);
    struct value *endings = value_set_rows(a, map, "endings");
    const char *texts[view_endings_most];
    size_t len = account ? view_endings(&view, a, account, texts) : 0;
    for (size_t i = 0; i < len; i++)
        value_add_text(a, endings, texts[i]);
    value_set_flag(a, map, "any",
                   value_length(value_get(map, "days")) || value_length(endings) ||
                       value_get(map, "buys")->flag);
}

/* What the household's residents earned in the present cycle: {name, points}. */
static void add_residents(struct page *page, uint32_t number)
{
    const struct site *site = page->site;
    const struct cycle *cycle = ledger_current(site->ledger);
    const struct view view = view_of(page);
    struct value *list = value_set_rows(page->arena, page->values, "residents");
    for (uint32_t i = 0; i < cycle->residents_len; i++) {
        const struct resident_account *account = &cycle->residents[i];
        if (site->records->residents[account->resident]->household != number)
            continue;
        struct value *row = value_add_map(page->arena, list);
        value_set_text(page->arena, row, "name", view_resident(&view, account->resident));
        value_set_text(page->arena, row, "points", page_points_unit(page, account->earned));
    }
}

/* What the household claimed, the latest first: {id, title, date, status, reason, why}. */
static void add_claims(struct page *page, uint32_t number)
{
    static const char *const words[] = {"", "claim.pending", "claim.approved", "claim.rejected"};
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *list = value_set_rows(a, page->values, "claims");
    for (uint32_t i = site->records->claims_len; i-- > 0;) {
        const struct claim *claim = site->records->claims[i];
        enum claim_status status = ledger_claim(site->ledger, i);
        if (claim->household != number || status == claim_future)
            continue;
        struct value *row = value_add_map(a, list);
        value_set_text(a, row, "id", claim->id);
        value_set(a, row, "rule", site->rules[claim->deed.rule]);
        page_date(page, row, "date", claim->deed.date);
        value_set_text(a, row, "status", page_word(page, words[status]));
        struct explanation why;
        explain_claim(&site->own->explainer, i, a, &why);
        add_why(page, row, &why);
    }
}

void page_own(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    uint32_t number = page->number;
    const struct household *household = site->records->households[number];
    const struct view view = view_of(page);
    const char *name = view_household(&view, number);
    page->hidden = true;
    page->title = page_say(page, "site.household.title", name, household->id);
    value_set_text(a, page->values, "name", name);
    value_set_text(a, page->values, "id", household->id);
    value_set_text(a, page->values, "public_href", value_get(site->households[number], "href")->text);
    struct explanation explanation;
    explain_household(&site->own->explainer, number, a, &explanation);
    add_figures(page, number);
    add_coming(page, number);
    add_sections(page, &explanation);
    add_residents(page, number);
    add_claims(page, number);
    row_object(page, page->values);
}
