#include "ledger/json.h"

bool selection_holds_cycle(const struct ledger_selection *selection, int cycle)
{
    return !selection || !selection->one_cycle || selection->cycle == cycle;
}

/* Whether INDEX is among the LEN items; no items hold all. */
static bool is_among(const uint32_t *items, uint32_t len, uint32_t index)
{
    for (uint32_t i = 0; i < len; i++)
        if (items[i] == index)
            return true;
    return !items;
}

bool selection_holds(const struct ledger_selection *selection, uint32_t household)
{
    return !selection || is_among(selection->households, selection->households_len, household);
}

bool selection_holds_meeting(const struct ledger_selection *selection, uint32_t meeting)
{
    return !selection || is_among(selection->meetings, selection->meetings_len, meeting);
}

/* What is written, how far, and where to. */
struct writing {
    struct json json;
    const struct ledger *ledger;
    const struct records *records;
    const struct ledger_filter *filter; /* never NULL */
    struct buf id;                      /* for ids that are put together */
};

static const char *const status_words[] = {
    [status_future] = NULL,   [status_notice] = "notice", [status_suspended] = "suspended",
    [status_final] = "final", [status_void] = "void",
};

static const char *const claim_words[] = {
    [claim_future] = NULL,
    [claim_pending] = "pending",
    [claim_approved] = "approved",
    [claim_rejected] = "rejected",
};

static void put_rank(struct json *json, const char *key, uint32_t rank)
{
    if (rank)
        json_whole(json, key, rank);
    else
        json_null(json, key);
}

static void put_rewards(struct json *json, const struct records *records, const char *key,
                        const uint32_t *rewards, uint32_t len)
{
    json_array(json, key);
    for (uint32_t i = 0; i < len; i++)
        json_text(json, NULL, records->rewards[rewards[i]]->id);
    json_end(json);
}

static void put_date_or_null(struct json *json, const char *key, int32_t date)
{
    if (date == date_last)
        json_null(json, key);
    else
        json_date(json, key, date);
}

/* The id of a household, and its name where that is wanted. */
static void put_household(struct writing *w, uint32_t household)
{
    json_text(&w->json, "id", w->records->households[household]->id);
    if (w->filter->household_name)
        json_text(&w->json, "name", w->filter->household_name(w->filter->context, household));
}

/* What decisions took of ACCOUNT, and until when they bar it from redeeming. */
static void put_measures(struct writing *w, const struct account *account)
{
    if (w->filter->no_measures)
        return;
    if (w->records->has_zero)
        json_points(&w->json, "forfeited", account->forfeited);
    if (w->records->has_bars)
        put_date_or_null(&w->json, "barred_until",
                         account->barred_until == date_first ? date_last : account->barred_until);
}

/* What meetings passed on from ACCOUNT and to it. */
static void put_passed(struct writing *w, const struct account *account)
{
    if (!ledger_has_transfers(w->ledger))
        return;
    json_points(&w->json, "given", account->given);
    json_points(&w->json, "received", account->received);
}

static void put_account(struct writing *w, const struct account *account)
{
    struct json *json = &w->json;
    const struct records *records = w->records;
    const struct household *household = records->households[account->household];
    if (!selection_holds(w->filter->selection, account->household))
        return;
    json_open(json, NULL);
    put_household(w, account->household);
    json_text(json, "group", records->groups[household->group]->id);
    json_points(json, "base", account->base);
    json_points(json, "earned", account->earned);
    json_points(json, "pending",
                w->filter->pending ? w->filter->pending(w->filter->context, account) : account->pending);
    json_points(json, "redeemed", account->redeemed);
    json_points(json, "carried", account->carried);
    json_points(json, "balance", account->balance);
    put_rank(json, "rank", account->rank);
    put_passed(w, account);
    put_measures(w, account);
    if (records->village.also & also_group_rank)
        put_rank(json, "group_rank", account->group_rank);
    if (records->village.also & also_lifetime)
        json_points(json, "lifetime", account->lifetime);
    put_rewards(json, records, "honours", account->honours, account->honours_len);
    put_rewards(json, records, "eligible", account->eligible, account->eligible_len);
    json_close(json);
}

static void put_group(struct writing *w, const struct group_account *group)
{
    struct json *json = &w->json;
    json_open(json, NULL);
    json_text(json, "id", w->records->groups[group->group]->id);
    json_whole(json, "households", group->households);
    json_points(json, "earned", group->earned);
    if (group->has_average)
        json_points(json, "average", group->average);
    else
        json_null(json, "average");
    put_rank(json, "rank", group->rank);
    if (w->records->awarded[award_group])
        put_rewards(json, w->records, "honours", group->honours, group->honours_len);
    json_close(json);
}

static void put_groups(struct writing *w, const struct group_account *groups, uint32_t len)
{
    json_array(&w->json, "groups");
    for (uint32_t i = 0; i < len; i++)
        put_group(w, &groups[i]);
    json_end(&w->json);
}

static void put_residents(struct writing *w, const struct resident_account *residents, uint32_t len)
{
    struct json *json = &w->json;
    if (w->filter->no_residents)
        return;
    json_array(json, "residents");
    for (uint32_t i = 0; i < len; i++) {
        const struct resident *resident = w->records->residents[residents[i].resident];
        if (!selection_holds(w->filter->selection, resident->household))
            continue;
        json_open(json, NULL);
        json_text(json, "id", resident->id);
        json_points(json, "earned", residents[i].earned);
        if (w->records->awarded[award_resident])
            put_rewards(json, w->records, "honours", residents[i].honours, residents[i].honours_len);
        json_close(json);
    }
    json_end(json);
}

static void put_period(struct writing *w, const struct period_result *period)
{
    struct json *json = &w->json;
    json_open(json, NULL);
    json_text(json, "id", period->id);
    json_date(json, "from", period->from);
    json_date(json, "to", period->to);
    json_array(json, "households");
    for (uint32_t i = 0; i < period->households_len; i++) {
        const struct period_account *account = &period->households[i];
        if (!selection_holds(w->filter->selection, account->household))
            continue;
        json_open(json, NULL);
        put_household(w, account->household);
        json_points(json, "earned", account->earned);
        put_rank(json, "rank", account->rank);
        put_rewards(json, w->records, "honours", account->honours, account->honours_len);
        json_close(json);
    }
    json_end(json);
    if (w->records->awarded[award_group])
        put_groups(w, period->groups, period->groups_len);
    if (w->records->awarded[award_resident])
        put_residents(w, period->residents, period->residents_len);
    json_close(json);
}

/* Puts the id of an entry as its reader may see it into w->id. */
static const char *id_of(struct writing *w, uint32_t entry)
{
    buf_clear(&w->id);
    if (w->filter->entry_id)
        w->filter->entry_id(w->filter->context, entry, &w->id);
    else
        entry_id(w->records, &w->records->entries[entry], &w->id);
    return buf_text(&w->id);
}

static void put_entry(struct writing *w, uint32_t index)
{
    struct json *json = &w->json;
    const struct records *records = w->records;
    const struct entry *entry = &records->entries[index];
    const struct posting *posting = &w->ledger->postings[index];
    if (!selection_holds(w->filter->selection, entry->household) ||
        (w->filter->lists && !w->filter->lists(w->filter->context, index)))
        return;
    json_open(json, NULL);
    json_text(json, "id", id_of(w, index));
    json_text(json, "household", records->households[entry->household]->id);
    if (!w->filter->no_residents)
        json_text(json, "resident",
                  entry->resident == records_none ? NULL : records->residents[entry->resident]->id);
    json_text(json, "rule", records->rules[entry->rule]->id);
    json_date(json, "date", entry->date);
    json_points(json, "times", entry->times);
    json_points(json, "raw", posting->raw);
    json_points(json, "credited", posting->credited);
    json_text(json, "status", status_words[posting->status]);
    put_date_or_null(json, "final_from", posting_final_from(posting));
    put_date_or_null(json, "void_from", posting_void_from(posting));
    uint32_t by = ledger_replaced_by(w->ledger, index);
    if (by != records_none && (!w->filter->lists || w->filter->lists(w->filter->context, by)))
        json_text(json, "replaced_by", id_of(w, by));
    json_close(json);
}

static void put_redemption(struct writing *w, uint32_t index)
{
    struct json *json = &w->json;
    const struct records *records = w->records;
    const struct redemption *redemption = records->redemptions[index];
    const struct reward *reward = records->rewards[redemption->reward];
    if (!selection_holds(w->filter->selection, redemption->household))
        return;
    buf_clear(&w->id);
    redemption_id(records, redemption, &w->id);
    json_open(json, NULL);
    json_text(json, "id", buf_text(&w->id));
    json_date(json, "date", redemption->date);
    json_text(json, "household", records->households[redemption->household]->id);
    json_text(json, "reward", reward->id);
    json_whole(json, "quantity", redemption->quantity);
    json_points(json, "cost", redemption_cost(records, redemption));
    json_close(json);
}

static void put_transfer(struct writing *w, uint32_t index)
{
    struct json *json = &w->json;
    const struct records *records = w->records;
    const struct transfer *t = records->transfers[index];
    if (!selection_holds(w->filter->selection, t->from) && !selection_holds(w->filter->selection, t->to))
        return;
    buf_clear(&w->id);
    transfer_id(records, t, &w->id);
    json_open(json, NULL);
    json_text(json, "id", buf_text(&w->id));
    json_date(json, "date", records->meetings[t->meeting]->date);
    json_text(json, "from", records->households[t->from]->id);
    json_text(json, "to", records->households[t->to]->id);
    json_points(json, "points", t->points);
    json_date(json, "final_from", transfer_arrives(records, t));
    json_close(json);
}

static void put_transfers(struct writing *w, const struct cycle *cycle)
{
    if (!ledger_has_transfers(w->ledger))
        return;
    json_array(&w->json, "transfers");
    for (uint32_t i = 0; i < cycle->transfers_len; i++)
        put_transfer(w, cycle->first_transfer + i);
    json_end(&w->json);
}

static void put_cycle(struct writing *w, const struct cycle *cycle)
{
    struct json *json = &w->json;
    json_open(json, NULL);
    json_whole(json, "id", cycle->id);
    json_date(json, "from", cycle->from);
    json_date(json, "to", cycle->to);
    json_array(json, "households");
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        put_account(w, &cycle->accounts[i]);
    json_end(json);
    json_array(json, "periods");
    for (uint32_t i = 0; i < cycle->periods_len; i++)
        put_period(w, &cycle->periods[i]);
    json_end(json);
    put_groups(w, cycle->groups, cycle->groups_len);
    put_residents(w, cycle->residents, cycle->residents_len);
    json_array(json, "entries");
    for (uint32_t i = 0; i < cycle->entries_len; i++)
        put_entry(w, cycle->entries[i]);
    json_end(json);
    if (w->filter->after_entries)
        w->filter->after_entries(w->filter->context, json, cycle);
    json_array(json, "redemptions");
    for (uint32_t i = 0; i < cycle->redemptions_len; i++)
        put_redemption(w, cycle->redemptions[i]);
    json_end(json);
    put_transfers(w, cycle);
    json_close(json);
}

static void put_claims(struct writing *w)
{
    struct json *json = &w->json;
    json_array(json, "claims");
    for (uint32_t i = 0; i < w->records->claims_len; i++) {
        const struct claim *claim = w->records->claims[i];
        enum claim_status status = ledger_claim(w->ledger, i);
        if (status == claim_future || !selection_holds(w->filter->selection, claim->household))
            continue;
        json_open(json, NULL);
        json_text(json, "id", claim->id);
        json_text(json, "status", claim_words[status]);
        json_text(json, "entry", status == claim_approved ? id_of(w, claim->entry) : NULL);
        json_close(json);
    }
    json_end(json);
}

void ledger_json_filtered(const struct ledger *ledger, const struct ledger_filter *filter, struct buf *out)
{
    struct writing w = {.json = {.out = out, .spill = filter->spill},
                        .ledger = ledger,
                        .records = ledger->records,
                        .filter = filter};
    json_open(&w.json, NULL);
    if (filter->head)
        filter->head(filter->context, &w.json);
    json_date(&w.json, "date", ledger->date);
    json_array(&w.json, "cycles");
    for (uint32_t i = 0; i < ledger->cycles_len; i++)
        if (selection_holds_cycle(filter->selection, ledger->cycles[i].id))
            put_cycle(&w, &ledger->cycles[i]);
    json_end(&w.json);
    put_claims(&w);
    json_close(&w.json);
    buf_putc(out, '\n');
    buf_free(&w.id);
}
