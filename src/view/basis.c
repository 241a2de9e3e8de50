#include "view/basis.h"

#include "base/map.h"
#include "base/memory.h"
#include "ledger/standing.h"
#include "view/view.h"

#include <string.h>

/* What is worked out on the way. */
struct working {
    const struct ledger *ledger;
    const struct records *records;
    const struct source *source;
    struct digest *files;   /* of the meetings' files, by meeting */
    struct digest *entries; /* by entry */
    bool *begun;            /* by cycle: whether ranks are said */
    bool **unsettled;       /* by cycle: whether something of each period that is over may still change; the
                               cycle itself stands behind them */
    struct buf text;        /* to be digested */
};

static void put_digest(struct buf *out, const struct digest *digest)
{
    digest_put_bytes(out, digest, sizeof *digest);
}

static struct digest take(struct buf *text)
{
    struct digest digest = digest_of(text->data, text->len);
    buf_clear(text);
    return digest;
}

/* --- entries */

static void digest_files(struct working *w)
{
    w->files = memory_new(w->records->meetings_len + 1, sizeof *w->files);
    for (uint32_t i = 0; i < w->records->meetings_len; i++) {
        const struct meeting *m = w->records->meetings[i];
        const struct source_file *file = &w->source->items[m->file];
        digest_put_text(&w->text, file->path);
        digest_put_bytes(&w->text, file->text, file->len);
        digest_put_text(&w->text, m->id);
        digest_put_number(&w->text, m->date);
        digest_put_number(&w->text, m->noticed);
        digest_put_number(&w->text, m->notice_last);
        digest_put_number(&w->text, !m->title && view_month_named(w->records, i));
        w->files[i] = take(&w->text);
    }
}

/* Puts ENTRY by itself: its numbers are those of records that count with their bytes. */
static void put_bare(struct working *w, uint32_t entry)
{
    const struct entry *e = &w->records->entries[entry];
    const struct posting *posting = &w->ledger->postings[entry];
    const int64_t known[] = {e->household,
                             e->resident,
                             e->rule,
                             e->claim,
                             e->line,
                             e->item,
                             e->date,
                             e->times,
                             e->points,
                             posting->raw,
                             posting->credited,
                             (int64_t)posting->status,
                             posting_final_from(posting),
                             posting_void_from(posting)};
    digest_put_bytes(&w->text, known, sizeof known);
    put_digest(&w->text, &w->files[e->meeting]);
}

/* With what was decided of it later. */
static void put_entry(struct working *w, uint32_t entry)
{
    const struct records *r = w->records;
    const struct entry *e = &r->entries[entry];
    put_bare(w, entry);
    if (e->correction != records_none) {
        const struct correction *c = r->corrections[e->correction];
        put_digest(&w->text, &w->files[c->meeting]);
        if (c->by != records_none)
            put_bare(w, c->by);
    }
    for (uint32_t i = e->first_objection; i != records_none; i = r->objections[i]->next_objection) {
        digest_put_number(&w->text, i);
        if (r->objections[i]->resolution != records_none)
            put_digest(&w->text, &w->files[r->resolutions[r->objections[i]->resolution]->meeting]);
    }
}

static void digest_entries(struct working *w)
{
    w->entries = memory_new(w->records->entries_len + 1, sizeof *w->entries);
    for (uint32_t i = 0; i < w->records->entries_len; i++) {
        put_entry(w, i);
        w->entries[i] = take(&w->text);
    }
}

/* --- meetings */

static void digest_meeting(struct working *w, uint32_t meeting, struct digest *digest)
{
    const struct records *r = w->records;
    const struct meeting *m = r->meetings[meeting];
    put_digest(&w->text, &w->files[meeting]);
    for (uint32_t i = 0; i < m->entries; i++)
        put_digest(&w->text, &w->entries[m->first_entry + i]);
    for (uint32_t i = 0; i < m->corrections_len; i++)
        put_digest(&w->text, &w->entries[m->corrections[i].entry]);
    for (uint32_t i = 0; i < m->resolutions_len; i++)
        put_digest(&w->text, &w->entries[r->objections[m->resolutions[i].objection]->entry]);
    *digest = take(&w->text);
}

/* --- households */

/* Finds out which cycles have begun and which periods of the past may still change. */
static void look_at_cycles(struct working *w)
{
    const struct ledger *l = w->ledger;
    struct {
        int32_t *items;
        size_t len, cap;
    } days = {0};
    for (uint32_t i = 0; i < w->records->entries_len; i++)
        if (l->postings[i].status == status_notice || l->postings[i].status == status_suspended)
            memory_push(&days, w->records->entries[i].date);
    w->begun = memory_new(l->cycles_len, sizeof *w->begun);
    w->unsettled = memory_new(l->cycles_len, sizeof *w->unsettled);
    for (uint32_t c = 0; c < l->cycles_len; c++) {
        const struct cycle *cycle = &l->cycles[c];
        w->begun[c] = standing_begun(cycle);
        w->unsettled[c] = memory_new(cycle->periods_len + 1, sizeof **w->unsettled);
        for (uint32_t p = 0; p <= cycle->periods_len; p++) {
            int32_t from = p < cycle->periods_len ? cycle->periods[p].from : cycle->from;
            int32_t to = p < cycle->periods_len ? cycle->periods[p].to : cycle->to;
            for (size_t i = 0; i < days.len && to < l->date && !w->unsettled[c][p]; i++)
                w->unsettled[c][p] = days.items[i] >= from && days.items[i] <= to;
        }
    }
    memory_free(days.items);
}

static void put_list(struct buf *out, const uint32_t *items, uint32_t len)
{
    digest_put_bytes(out, items, len * sizeof *items);
}

static void put_account(struct buf *out, const struct account *a)
{
    const int64_t known[] = {a->base,     a->earned,       a->pending,   a->redeemed, a->spent, a->carried,
                             a->given,    a->received,     a->forfeited, a->balance,  a->rank,  a->group_rank,
                             a->lifetime, a->barred_until, a->vetoed,    a->entries};
    digest_put_bytes(out, known, sizeof known);
    put_list(out, a->honours, a->honours_len);
    put_list(out, a->eligible, a->eligible_len);
}

/* The account of HOUSEHOLD in cycle C, with its months and quarters. */
static void put_cycle(struct working *w, uint32_t c, uint32_t household)
{
    const struct cycle *cycle = &w->ledger->cycles[c];
    const struct account *account = cycle_account(cycle, w->records, household);
    digest_put_number(&w->text, account != NULL);
    if (!account)
        return;
    put_account(&w->text, account);
    digest_put_number(&w->text, w->begun[c]);
    digest_put_number(&w->text, w->unsettled[c][cycle->periods_len]);
    for (uint32_t p = 0; p < cycle->periods_len; p++) {
        const struct period_account *period = period_account(&cycle->periods[p], household);
        if (!period)
            continue;
        digest_put_number(&w->text, p);
        digest_put_number(&w->text, period->earned);
        digest_put_number(&w->text, period->rank);
        put_list(&w->text, period->honours, period->honours_len);
        if (period->honours_len)
            digest_put_number(&w->text, w->unsettled[c][p]);
    }
}

/* What a resident won in part P of a cycle, where what is won may still change UNSETTLED. */
static void put_resident(struct working *w, const struct resident_account *account, uint32_t p,
                         bool unsettled)
{
    if (!account || !account->honours_len)
        return;
    digest_put_number(&w->text, account->resident);
    digest_put_number(&w->text, p);
    put_list(&w->text, account->honours, account->honours_len);
    digest_put_number(&w->text, unsettled);
}

/* What the residents of HOUSEHOLD won in cycle C, its quarters and months. */
static void put_residents(struct working *w, uint32_t c, uint32_t household)
{
    const struct cycle *cycle = &w->ledger->cycles[c];
    const struct household *h = w->records->households[household];
    for (uint32_t i = 0; i < h->members_len && w->records->awarded[award_resident]; i++) {
        uint32_t resident = map_find(&w->records->resident_ids, h->members[i].id);
        put_resident(w, cycle_resident(cycle, resident), cycle->periods_len,
                     w->unsettled[c][cycle->periods_len]);
        for (uint32_t p = 0; p < cycle->periods_len; p++)
            put_resident(w, period_resident(&cycle->periods[p], resident), p, w->unsettled[c][p]);
    }
}

/* What meetings passed on from HOUSEHOLD and to it. */
static void put_transfers(struct working *w, uint32_t household)
{
    const struct records *r = w->records;
    for (uint32_t i = 0; i < r->transfers_len; i++) {
        const struct transfer *t = r->transfers[i];
        if (t->from != household && t->to != household)
            continue;
        digest_put_number(&w->text, t->place);
        put_digest(&w->text, &w->files[t->meeting]);
    }
}

static void digest_household(struct working *w, uint32_t household, struct digest *digest)
{
    const struct ledger *l = w->ledger;
    for (uint32_t i = l->household_first[household]; i < l->household_first[household + 1]; i++)
        put_digest(&w->text, &w->entries[l->lines[i].entry]);
    put_transfers(w, household);
    for (uint32_t c = 0; c < l->cycles_len; c++) {
        put_cycle(w, c, household);
        put_residents(w, c, household);
    }
    *digest = take(&w->text);
}

/* --- what all follow from */

/* Who led a meeting is named in all texts: a name that was masked in them may be no more. */
static void put_chairs(struct working *w)
{
    struct map seen = {0};
    for (uint32_t i = 0; i < w->records->meetings_len; i++) {
        const struct meeting *m = w->records->meetings[i];
        if (m->chair && m->date <= w->ledger->date &&
            map_put(&seen, m->chair, strlen(m->chair), i) == map_none)
            digest_put_text(&w->text, m->chair);
    }
    digest_put_text(&w->text, NULL);
    map_free(&seen);
}

/* The first and last days that anything decided is of: books go by them. */
static void put_reach(struct working *w)
{
    const struct records *r = w->records;
    const struct village *v = &r->village;
    int32_t first = date_last, last = date_first;
    for (uint32_t i = 0; i < r->entries_len; i++) {
        int32_t date = r->entries[i].date;
        first = date < first ? date : first;
        last = date > last ? date : last;
    }
    for (uint32_t i = 0; i < r->transfers_len; i++) {
        int32_t date = r->meetings[r->transfers[i]->meeting]->date;
        first = date < first ? date : first;
        last = date > last ? date : last;
    }
    bool any = r->entries_len || r->transfers_len;
    digest_put_number(&w->text, any ? cycle_of(v, first) : 0);
    digest_put_number(&w->text, any ? cycle_of(v, last) : 0);
}

static void digest_common(struct working *w, const struct words *words, struct digest *digest)
{
    struct buf all = {0};
    for (size_t i = 0; i < w->source->len; i++) {
        const struct source_file *file = &w->source->items[i];
        if (file->kind == source_meeting)
            continue;
        digest_put_text(&w->text, file->path);
        digest_put_number(&w->text, (int64_t)file->kind);
        digest_put_bytes(&w->text, file->text, file->len);
        struct digest one = take(&w->text);
        put_digest(&all, &one);
    }
    struct digest files = take(&all);
    buf_free(&all);
    put_digest(&w->text, &files);
    digest_put_number(&w->text, w->ledger->date);
    digest_put_number(&w->text, (int64_t)words_language(words));
    for (uint32_t c = 0; c < w->ledger->cycles_len; c++) {
        const struct cycle *cycle = &w->ledger->cycles[c];
        const int64_t known[] = {cycle->id, cycle->from, cycle->to, cycle->periods_len};
        digest_put_bytes(&w->text, known, sizeof known);
    }
    put_chairs(w);
    put_reach(w);
    *digest = take(&w->text);
}

void basis_open(struct basis *basis, const struct ledger *ledger, const struct source *source,
                const struct words *words)
{
    struct working w = {.ledger = ledger, .records = ledger->records, .source = source};
    digest_files(&w);
    digest_entries(&w);
    look_at_cycles(&w);
    basis->meetings = memory_new(w.records->meetings_len + 1, sizeof *basis->meetings);
    basis->households = memory_new(w.records->households_len + 1, sizeof *basis->households);
    for (uint32_t i = 0; i < w.records->meetings_len; i++)
        digest_meeting(&w, i, &basis->meetings[i]);
    for (uint32_t i = 0; i < w.records->households_len; i++)
        digest_household(&w, i, &basis->households[i]);
    digest_common(&w, words, &basis->common);
    for (uint32_t c = 0; c < ledger->cycles_len; c++)
        memory_free(w.unsettled[c]);
    memory_free(w.unsettled);
    memory_free(w.begun);
    memory_free(w.entries);
    memory_free(w.files);
    buf_free(&w.text);
}

void basis_free(struct basis *basis)
{
    memory_free(basis->households);
    memory_free(basis->meetings);
    *basis = (struct basis){0};
}

void basis_put_household(const struct basis *basis, uint32_t household, struct buf *out)
{
    digest_put_number(out, household);
    put_digest(out, &basis->households[household]);
}

void basis_put_meeting(const struct basis *basis, uint32_t meeting, struct buf *out)
{
    put_digest(out, &basis->meetings[meeting]);
}

struct digest basis_digest(const struct basis *basis, const struct buf *out)
{
    struct digest said = digest_of(out->data, out->len);
    const struct digest both[] = {basis->common, said};
    return digest_of(both, sizeof both);
}
