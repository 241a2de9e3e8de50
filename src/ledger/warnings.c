#include "ledger/warnings.h"

#include "base/memory.h"
#include "base/points.h"
#include "records/schemas.h"

#include <stdio.h>
#include <string.h>

enum { notice_after = 3, claim_after = 60 }; /* days that pass without a warning */

static const char *day_text(int32_t date, char text[date_text_size])
{
    date_format(date, text);
    return text;
}

static bool of_household(const struct parties *parties, uint32_t household, uint32_t *which)
{
    for (uint32_t i = 0; i < parties->len; i++) {
        if (parties->items[i].household == household) {
            *which = i;
            return true;
        }
    }
    return false;
}

static const char *called(const struct meeting *meeting, const char *name)
{
    return schema_called(records_schema(source_meeting), meeting->record.node, name);
}

/* Whether what MEETING decided has been put on notice: then its record may not be altered any more. */
static bool on_notice(const struct ledger *ledger, const struct meeting *meeting)
{
    bool decides =
        meeting->entries || meeting->corrections_len || meeting->resolutions_len || meeting->transfers_len;
    return decides && meeting->noticed <= ledger->date;
}

/*
 * Somebody of a review committee member's household present, and nobody of it recused, at a meeting that
 * decides an entry of that household: reported once a household. INVOLVED: by household, whether a member is
 * of it; WARNED: all false, and again at the end.
 */
static void report_conflicts(const struct ledger *ledger, const struct meeting *meeting, const bool *involved,
                             bool *warned, struct diags *diags)
{
    const struct records *records = ledger->records;
    for (uint32_t i = 0; i < meeting->entries; i++) {
        uint32_t household = records->entries[meeting->first_entry + i].household;
        uint32_t present, recused;
        if (!involved[household] || warned[household] ||
            !of_household(&meeting->present_parties, household, &present) ||
            of_household(&meeting->recused, household, &recused))
            continue;
        warned[household] = true;
        struct buf id = {0};
        entry_id(records, &records->entries[meeting->first_entry + i], &id);
        diag_warning(
            diags, meeting->present_ids.nodes[present]->place, "conflict-of-interest",
            on_notice(ledger, meeting)
                ? N_("{1} was present while entry {2} of the own household was decided, and the notice has "
                     "begun: leave the record as it is; whoever doubts the entry objects, and a later "
                     "meeting may correct it ({4})")
                : N_("{1} was present while entry {2} of the own household was decided; who left the room "
                     "for it stands in {3}"),
            strings_at(&meeting->present_ids, present), buf_text(&id), called(meeting, "recused"),
            called(meeting, "corrections"), NULL);
        buf_free(&id);
    }
    for (uint32_t i = 0; i < meeting->entries; i++)
        warned[records->entries[meeting->first_entry + i].household] = false;
}

/* Likewise where the household is given points: reported once a household, of a meeting that decides no entry
 * of it. */
static void report_gifts(const struct ledger *ledger, const struct meeting *meeting, const bool *involved,
                         bool *warned, struct diags *diags)
{
    const struct records *records = ledger->records;
    for (uint32_t i = 0; i < meeting->entries; i++)
        warned[records->entries[meeting->first_entry + i].household] = true;
    for (uint32_t i = 0; i < meeting->transfers_len; i++) {
        uint32_t household = meeting->transfers[i].to, present, recused;
        if (!involved[household] || warned[household] ||
            !of_household(&meeting->present_parties, household, &present) ||
            of_household(&meeting->recused, household, &recused))
            continue;
        warned[household] = true;
        struct buf id = {0};
        transfer_id(records, &meeting->transfers[i], &id);
        diag_warning(
            diags, meeting->present_ids.nodes[present]->place, "conflict-of-interest",
            on_notice(ledger, meeting)
                ? N_("{1} was present while points were passed on to the own household ({2}), and the "
                     "notice has begun: leave the record as it is; a later meeting may pass them back")
                : N_("{1} was present while points were passed on to the own household ({2}); who left "
                     "the room for it stands in {3}"),
            strings_at(&meeting->present_ids, present), buf_text(&id), called(meeting, "recused"), NULL);
        buf_free(&id);
    }
    for (uint32_t i = 0; i < meeting->entries; i++)
        warned[records->entries[meeting->first_entry + i].household] = false;
    for (uint32_t i = 0; i < meeting->transfers_len; i++)
        warned[meeting->transfers[i].to] = false;
}

/* A file whose name begins with another day than its meeting's: last month's, copied. */
static void report_file(const struct ledger *ledger, const struct meeting *meeting, struct diags *diags)
{
    const struct records *records = ledger->records;
    enum { day_length = 10 };
    const char *path = records_path(records, meeting->file), *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    int32_t named;
    if (strlen(name) < day_length || !date_parse(name, day_length, &named) || named == meeting->date)
        return;
    char held[date_text_size], said[date_text_size];
    diag_warning(
        diags, node_place(meeting->record.node, "meeting"), "file-date",
        on_notice(ledger, meeting)
            ? N_("the meeting is of {1}, but the file's name begins with {2}, and the notice has begun: "
                 "leave both as they are if they were published so; the ids of its entries are made of "
                 "the name")
            : N_("the meeting is of {1}, but the file's name begins with {2}: one of the two is wrong"),
        day_text(meeting->date, held), day_text(named, said), NULL);
}

static void report_meetings(const struct ledger *ledger, struct diags *diags)
{
    const struct records *records = ledger->records;
    const struct parties *members = &records->village.committees.review.members;
    bool *involved = memory_new(records->households_len, sizeof *involved);
    bool *warned = memory_new(records->households_len, sizeof *warned);
    for (uint32_t i = 0; i < members->len; i++)
        if (members->items[i].household != records_none)
            involved[members->items[i].household] = true;
    for (uint32_t i = 0; i < records->meetings_len; i++) {
        const struct meeting *meeting = records->meetings[i];
        report_file(ledger, meeting, diags);
    }
    for (uint32_t i = 0; i < records->meetings_len; i++) {
        const struct meeting *meeting = records->meetings[i];
        if (meeting->date > ledger->date)
            break;
        if (meeting->present_parties.len && members->len)
            report_conflicts(ledger, meeting, involved, warned, diags);
        if (meeting->present_parties.len && members->len && meeting->transfers_len)
            report_gifts(ledger, meeting, involved, warned, diags);
        if ((meeting->entries || meeting->transfers_len) && meeting->noticed - meeting->date > notice_after) {
            char noticed[date_text_size], held[date_text_size];
            diag_warning(diags, node_place(meeting->record.node, "noticed"), "late-notice",
                         N_("the notice begins on {1}, more than 3 days after the meeting of {2}"),
                         day_text(meeting->noticed, noticed), day_text(meeting->date, held), NULL);
        }
    }
    memory_free(involved);
    memory_free(warned);
}

static void report_claims(const struct ledger *ledger, struct diags *diags)
{
    const struct records *records = ledger->records;
    for (uint32_t i = 0; i < records->claims_len; i++) {
        const struct claim *claim = records->claims[i];
        if (ledger_claim(ledger, i) != claim_pending || ledger->date - claim->received <= claim_after)
            continue;
        char days[16];
        snprintf(days, sizeof days, "%d", ledger->date - claim->received);
        diag_warning(diags, claim->deed.record.node->place, "stale-claim",
                     N_("claim {1} has waited {2} days for a decision"), claim->id, days, NULL);
    }
}

/* Warns at NODE where what HOUSEHOLD redeemed or gave in CYCLE leaves less than nothing; once. */
static void report_balance(const struct ledger *ledger, const struct cycle *cycle, uint32_t household,
                           const struct node *node, const char *message, bool *reported, struct diags *diags)
{
    const struct records *records = ledger->records;
    const struct account *account = cycle_account(cycle, records, household);
    if (!account || account->balance >= 0 || reported[household])
        return;
    reported[household] = true;
    char balance[points_text_size], year[16];
    points_format(account->balance, balance);
    snprintf(year, sizeof year, "%d", cycle->id);
    diag_warning(diags, node->place, "negative-balance", message, records->households[household]->id, balance,
                 year, NULL);
}

static void report_balances(const struct ledger *ledger, const struct cycle *cycle, struct diags *diags)
{
    const struct records *records = ledger->records;
    bool *reported = memory_new(records->households_len, sizeof *reported);
    for (uint32_t i = cycle->redemptions_len; i-- > 0;) {
        const struct redemption *r = records->redemptions[cycle->redemptions[i]];
        report_balance(ledger, cycle, r->household, r->record.node,
                       N_("household {1} has a balance of {2} in {3} after what it redeemed"), reported,
                       diags);
    }
    for (uint32_t i = cycle->transfers_len; i-- > 0;) {
        const struct transfer *t = records->transfers[cycle->first_transfer + i];
        report_balance(ledger, cycle, t->from, t->record.node,
                       N_("household {1} has a balance of {2} in {3} after what it passed on"), reported,
                       diags);
    }
    memory_free(reported);
}

void warnings_report(const struct ledger *ledger, struct diags *diags)
{
    report_meetings(ledger, diags);
    report_claims(ledger, diags);
    for (uint32_t c = 0; c < ledger->cycles_len; c++)
        report_balances(ledger, &ledger->cycles[c], diags);
}
