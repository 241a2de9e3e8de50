#include "ledger/json.h"

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

static void put_rank(struct json *json, uint32_t rank)
{
    if (rank)
        json_whole(json, "rank", rank);
    else
        json_null(json, "rank");
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

static void put_account(struct json *json, const struct records *records, const struct account *account)
{
    const struct household *household = records->households[account->household];
    json_open(json, NULL);
    json_text(json, "id", household->id);
    json_text(json, "group", records->groups[household->group]->id);
    json_points(json, "base", account->base);
    json_points(json, "earned", account->earned);
    json_points(json, "pending", account->pending);
    json_points(json, "redeemed", account->redeemed);
    json_points(json, "carried", account->carried);
    json_points(json, "balance", account->balance);
    put_rank(json, account->rank);
    put_rewards(json, records, "honours", account->honours, account->honours_len);
    put_rewards(json, records, "eligible", account->eligible, account->eligible_len);
    json_close(json);
}

static void put_period(struct json *json, const struct records *records, const struct period_result *period)
{
    json_open(json, NULL);
    json_text(json, "id", period->id);
    json_date(json, "from", period->from);
    json_date(json, "to", period->to);
    json_array(json, "households");
    for (uint32_t i = 0; i < period->households_len; i++) {
        const struct period_account *account = &period->households[i];
        json_open(json, NULL);
        json_text(json, "id", records->households[account->household]->id);
        json_points(json, "earned", account->earned);
        put_rank(json, account->rank);
        put_rewards(json, records, "honours", account->honours, account->honours_len);
        json_close(json);
    }
    json_end(json);
    json_close(json);
}

static void put_group(struct json *json, const struct records *records, const struct group_account *group)
{
    json_open(json, NULL);
    json_text(json, "id", records->groups[group->group]->id);
    json_whole(json, "households", group->households);
    json_points(json, "earned", group->earned);
    if (group->has_average)
        json_points(json, "average", group->average);
    else
        json_null(json, "average");
    put_rank(json, group->rank);
    json_close(json);
}

static void put_entry(struct json *json, const struct ledger *ledger, uint32_t index, struct buf *id)
{
    const struct records *records = ledger->records;
    const struct entry *entry = &records->entries[index];
    const struct posting *posting = &ledger->postings[index];
    buf_clear(id);
    entry_id(records, entry, id);
    json_open(json, NULL);
    json_text(json, "id", buf_text(id));
    json_text(json, "household", records->households[entry->household]->id);
    json_text(json, "resident",
              entry->resident == records_none ? NULL : records->residents[entry->resident]->id);
    json_text(json, "rule", records->rules[entry->rule]->id);
    json_date(json, "date", entry->date);
    json_points(json, "times", entry->times);
    json_points(json, "raw", posting->raw);
    json_points(json, "credited", posting->credited);
    json_text(json, "status", status_words[posting->status]);
    put_date_or_null(json, "final_from", posting->final_from);
    put_date_or_null(json, "void_from", posting->void_from);
    json_close(json);
}

static void put_redemption(struct json *json, const struct records *records, uint32_t index, struct buf *id)
{
    const struct redemption *redemption = records->redemptions[index];
    const struct reward *reward = records->rewards[redemption->reward];
    buf_clear(id);
    redemption_id(records, redemption, id);
    json_open(json, NULL);
    json_text(json, "id", buf_text(id));
    json_date(json, "date", redemption->date);
    json_text(json, "household", records->households[redemption->household]->id);
    json_text(json, "reward", reward->id);
    json_whole(json, "quantity", redemption->quantity);
    json_points(json, "cost", redemption_cost(records, redemption));
    json_close(json);
}

static void put_cycle(struct json *json, const struct ledger *ledger, const struct cycle *cycle,
                      struct buf *id)
{
    const struct records *records = ledger->records;
    json_open(json, NULL);
    json_whole(json, "id", cycle->id);
    json_date(json, "from", cycle->from);
    json_date(json, "to", cycle->to);
    json_array(json, "households");
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        put_account(json, records, &cycle->accounts[i]);
    json_end(json);
    json_array(json, "periods");
    for (uint32_t i = 0; i < cycle->periods_len; i++)
        put_period(json, records, &cycle->periods[i]);
    json_end(json);
    json_array(json, "groups");
    for (uint32_t i = 0; i < cycle->groups_len; i++)
        put_group(json, records, &cycle->groups[i]);
    json_end(json);
    json_array(json, "residents");
    for (uint32_t i = 0; i < cycle->residents_len; i++) {
        json_open(json, NULL);
        json_text(json, "id", records->residents[cycle->residents[i].resident]->id);
        json_points(json, "earned", cycle->residents[i].earned);
        json_close(json);
    }
    json_end(json);
    json_array(json, "entries");
    for (uint32_t i = 0; i < cycle->entries_len; i++)
        put_entry(json, ledger, cycle->entries[i], id);
    json_end(json);
    json_array(json, "redemptions");
    for (uint32_t i = 0; i < cycle->redemptions_len; i++)
        put_redemption(json, records, cycle->redemptions[i], id);
    json_end(json);
    json_close(json);
}

static void put_claims(struct json *json, const struct ledger *ledger, struct buf *id)
{
    const struct records *records = ledger->records;
    json_array(json, "claims");
    for (uint32_t i = 0; i < records->claims_len; i++) {
        enum claim_status status = ledger_claim(ledger, i);
        if (status == claim_future)
            continue;
        json_open(json, NULL);
        json_text(json, "id", records->claims[i]->id);
        json_text(json, "status", claim_words[status]);
        buf_clear(id);
        if (status == claim_approved)
            entry_id(records, &records->entries[records->claims[i]->entry], id);
        json_text(json, "entry", status == claim_approved ? buf_text(id) : NULL);
        json_close(json);
    }
    json_end(json);
}

void ledger_json(const struct ledger *ledger, struct buf *out)
{
    struct json json = {.out = out};
    struct buf id = {0};
    json_open(&json, NULL);
    json_date(&json, "date", ledger->date);
    json_array(&json, "cycles");
    for (uint32_t i = 0; i < ledger->cycles_len; i++)
        put_cycle(&json, ledger, &ledger->cycles[i], &id);
    json_end(&json);
    put_claims(&json, ledger, &id);
    json_close(&json);
    buf_putc(out, '\n');
    buf_free(&id);
}
