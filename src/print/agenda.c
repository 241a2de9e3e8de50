/* What the next review has before it: claims that wait, gathered by what was done; objections without an
 * answer; who should leave the room for what; and the sheet of signatures. */
#include "print/document.h"
#include "print/draft.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { few = 6 /* names that stand in full */, blank_rows = 4, most_members = 200 };

/* The day PERIOD after DATE. */
static int32_t later(int32_t date, enum rhythm period)
{
    struct date_parts parts = date_split(date);
    int months = parts.month - 1 + (period == rhythm_month ? 1 : period == rhythm_quarter ? 3 : 12);
    int year = parts.year + months / 12, month = months % 12 + 1, most = date_month_days(year, month);
    return date_of(year, month, parts.day < most ? parts.day : most);
}

/* The day of the review that is prepared; false where it is not known. */
static bool review_day(const struct print_input *input, int32_t *day)
{
    const struct records *records = input->view->records;
    const struct village *village = &records->village;
    int32_t date = input->view->ledger->date, event = date_last;
    if (input->meeting) {
        *day = *input->meeting;
        return true;
    }
    for (uint32_t i = 0; i < village->events_len; i++)
        if (village->events[i].kind == occasion_review && village->events[i].date >= date &&
            village->events[i].date < event)
            event = village->events[i].date;
    *day = event;
    if (event != date_last || village->rhythm.review == rhythm_none)
        return event != date_last;
    *day = date;
    for (uint32_t i = 0; i < records->meetings_len; i++)
        if (records->meetings[i]->kind == meeting_review && records->meetings[i]->date <= date)
            *day = later(records->meetings[i]->date, village->rhythm.review);
    if (*day < date)
        *day = date;
    return true;
}

/* --- claims */

/* Claims of the same deed stand beside each other; else in the order of their ids. */
struct waiting {
    const struct claim *claim;
    uint32_t index, first; /* of the claim; of the first that is like it */
};

static bool alike(const struct claim *a, const struct claim *b)
{
    return a->deed.rule == b->deed.rule && a->deed.date == b->deed.date && a->deed.times == b->deed.times &&
           a->deed.has_points == b->deed.has_points &&
           (!a->deed.has_points || a->deed.points == b->deed.points);
}

static int by_first(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* The claims that wait at T, those alike side by side. */
static struct waiting *waiting_of(struct draft *d, size_t *len)
{
    struct waiting *list = arena_new(d->arena, struct waiting, d->records->claims_len + 1);
    *len = 0;
    for (uint32_t i = 0; i < d->records->claims_len; i++) {
        if (ledger_claim(d->ledger, i) != claim_pending)
            continue;
        const struct claim *claim = d->records->claims[i];
        uint32_t first = i;
        for (size_t k = 0; k < *len && first == i; k++)
            if (alike(claim, list[k].claim))
                first = list[k].first;
        list[(*len)++] = (struct waiting){claim, i, first};
    }
    qsort(list, *len, sizeof *list, by_first);
    return list;
}

/* Who claims: names where they are few, else ids and how many. */
static const char *claimants(struct draft *d, const struct waiting *list, size_t len)
{
    struct texts texts = {0};
    for (size_t i = 0; i < len; i++) {
        const struct claim *claim = list[i].claim;
        const char *id = draft_household_id(d, claim->household);
        const char *name = claim->resident != records_none ? draft_resident(d, claim->resident)
                                                           : draft_household(d, claim->household);
        memory_push(&texts, len > few ? id : draft_filled(d, "agenda.who", name, id));
    }
    const char *text = draft_joined(d, &texts, "print.join");
    memory_free(texts.items);
    return len > few ? draft_filled(d, "agenda.many", draft_number(d, len), text) : text;
}

static const char *claim_ids(struct draft *d, const struct waiting *list, size_t len)
{
    struct texts texts = {0};
    for (size_t i = 0; i < len; i++)
        memory_push(&texts, list[i].claim->id);
    const char *text = draft_joined(d, &texts, "print.join");
    memory_free(texts.items);
    return text;
}

/* What was done, with the points where they are chosen, and what is noted of it. */
static const char *deed(struct draft *d, const struct claim *claim, bool alone)
{
    const char *title = draft_rule_title(d, claim->deed.rule);
    const char *note = claim->deed.note;
    if (claim->deed.has_points)
        title = draft_filled(d, "agenda.asks", title,
                             words_points(d->words, d->arena, claim->deed.points, false));
    return note && alone ? draft_filled(d, "statement.noted", title,
                                        draft_shown(d, note, claim->deed.record.node, "note"))
                         : title;
}

static void claims_say(struct draft *d)
{
    const struct table_column columns[] = {{draft_word(d, "print.claim"), line_left, false},
                                           {draft_word(d, "agenda.claimants"), line_left, false},
                                           {draft_word(d, "print.rule"), line_left, false},
                                           {draft_word(d, "print.date"), line_left, false},
                                           {draft_word(d, "print.times"), line_left, false},
                                           {draft_word(d, "agenda.approve"), line_centre, false},
                                           {draft_word(d, "agenda.reject"), line_centre, false},
                                           {draft_word(d, "print.reason"), line_left, false}};
    struct texts cells = {0};
    size_t len;
    const struct waiting *list = waiting_of(d, &len);
    for (size_t i = 0, end; i < len; i = end) {
        const struct claim *claim = list[i].claim;
        for (end = i; end < len && list[end].first == list[i].first; end++)
            ;
        memory_push(&cells, claim_ids(d, &list[i], end - i));
        memory_push(&cells, claimants(d, &list[i], end - i));
        memory_push(&cells, deed(d, claim, end - i == 1));
        memory_push(&cells, words_cell_date(d->words, d->arena, claim->deed.date, false));
        memory_push(&cells, view_quantity(d->view, d->arena, claim->deed.rule, claim->deed.times));
        memory_push(&cells, draft_word(d, "agenda.box"));
        memory_push(&cells, draft_word(d, "agenda.box"));
        memory_push(&cells, draft_word(d, "agenda.line"));
    }
    draft_block(d, block_heading, draft_filled(d, "agenda.claims", draft_number(d, len)));
    if (cells.len > 0)
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    else
        draft_block(d, block_paragraph, draft_word(d, "agenda.none"));
}

/* --- objections */

static bool open_at(const struct draft *d, const struct objection *objection)
{
    if (objection->received > d->ledger->date)
        return false;
    if (objection->resolution == records_none)
        return true;
    uint32_t meeting = d->records->resolutions[objection->resolution]->meeting;
    return d->records->meetings[meeting]->date > d->ledger->date;
}

static void objections_say(struct draft *d)
{
    const struct table_column columns[] = {{draft_word(d, "agenda.objection"), line_left, false},
                                           {draft_word(d, "agenda.entry"), line_left, false},
                                           {draft_word(d, "agenda.received"), line_left, false},
                                           {draft_word(d, "agenda.grounds"), line_left, false},
                                           {draft_word(d, "agenda.uphold"), line_centre, false},
                                           {draft_word(d, "agenda.dismiss"), line_centre, false},
                                           {draft_word(d, "print.reason"), line_left, false}};
    struct texts cells = {0};
    for (uint32_t i = 0; i < d->records->objections_len; i++) {
        const struct objection *objection = d->records->objections[i];
        if (!open_at(d, objection))
            continue;
        const struct entry *entry = &d->records->entries[objection->entry];
        memory_push(&cells, objection->id);
        memory_push(&cells,
                    draft_filled(d, "agenda.entry_text", view_entry_id(d->view, d->arena, objection->entry),
                                 draft_entry_name(d, objection->entry),
                                 draft_household_id(d, entry->household), draft_rule_title(d, entry->rule)));
        memory_push(&cells, words_cell_date(d->words, d->arena, objection->received, false));
        memory_push(&cells, objection->grounds
                                ? draft_shown(d, objection->grounds, objection->record.node, "grounds")
                                : "");
        memory_push(&cells, draft_word(d, "agenda.box"));
        memory_push(&cells, draft_word(d, "agenda.box"));
        memory_push(&cells, draft_word(d, "agenda.line"));
    }
    draft_block(d, block_heading,
                draft_filled(d, "agenda.objections",
                             draft_number(d, cells.len / (sizeof columns / sizeof *columns))));
    if (cells.len > 0)
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    else
        draft_block(d, block_paragraph, draft_word(d, "agenda.none"));
}

/* --- conflicts of interest */

/* What of the review's business is about HOUSEHOLD: the ids of claims and objections. */
static const char *business(struct draft *d, uint32_t household)
{
    struct texts texts = {0};
    for (uint32_t i = 0; i < d->records->claims_len; i++)
        if (d->records->claims[i]->household == household && ledger_claim(d->ledger, i) == claim_pending)
            memory_push(&texts, d->records->claims[i]->id);
    for (uint32_t i = 0; i < d->records->objections_len; i++) {
        const struct objection *objection = d->records->objections[i];
        if (open_at(d, objection) && d->records->entries[objection->entry].household == household)
            memory_push(&texts, objection->id);
    }
    const char *text = texts.len > 0 ? draft_joined(d, &texts, "print.join") : NULL;
    memory_free(texts.items);
    return text;
}

static const char *member(struct draft *d, const struct party *party)
{
    return party->resident != records_none ? draft_resident(d, party->resident)
                                           : draft_household(d, party->household);
}

static void conflicts_say(struct draft *d)
{
    const struct table_column columns[] = {{draft_word(d, "agenda.member"), line_left, false},
                                           {draft_word(d, "print.household"), line_left, false},
                                           {draft_word(d, "agenda.about"), line_left, false},
                                           {draft_word(d, "agenda.left"), line_left, false}};
    struct texts cells = {0};
    const struct parties *members = &d->records->village.committees.review.members;
    for (uint32_t i = 0; i < members->len; i++) {
        const struct party *party = &members->items[i];
        const char *about = party->household != records_none ? business(d, party->household) : NULL;
        if (!about)
            continue;
        memory_push(&cells, member(d, party));
        memory_push(&cells, draft_household_id(d, party->household));
        memory_push(&cells, about);
        memory_push(&cells, draft_word(d, "agenda.box"));
    }
    draft_block(d, block_heading, draft_word(d, "agenda.conflicts"));
    if (cells.len > 0) {
        draft_block(d, block_paragraph, draft_word(d, "agenda.conflicts_text"));
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    } else {
        draft_block(d, block_paragraph, draft_word(d, "agenda.none"));
    }
}

/* --- other business, signatures */

static void rest_say(struct draft *d)
{
    const struct table_column other[] = {{draft_word(d, "agenda.other_text"), line_left, false},
                                         {draft_word(d, "agenda.result"), line_left, false}};
    const struct table_column signs[] = {{draft_word(d, "agenda.chair"), line_left, false},
                                         {draft_word(d, "agenda.clerk"), line_left, false},
                                         {draft_word(d, "agenda.supervisor"), line_left, false}};
    struct texts cells = {0};
    for (int i = 0; i < blank_rows * 2; i++)
        memory_push(&cells, "");
    draft_block(d, block_heading, draft_word(d, "agenda.other"));
    draft_table(d, 0, other, 2, &cells)->written = true;
    for (int i = 0; i < 3; i++)
        memory_push(&cells, "");
    draft_table(d, 0, signs, 3, &cells)->written = true;
}

/* The sheet that who is present signs. */
static void signatures_say(struct draft *d)
{
    const struct table_column columns[] = {{draft_word(d, "print.number"), line_centre, false},
                                           {draft_word(d, "agenda.member"), line_left, false},
                                           {draft_word(d, "print.household"), line_left, false},
                                           {draft_word(d, "agenda.signature"), line_left, false},
                                           {draft_word(d, "print.remark"), line_left, false}};
    struct texts cells = {0};
    const struct committee *committee = &d->records->village.committees.review;
    uint32_t rows = committee->members.len;
    if (rows == 0)
        rows = committee->quorum > 12 ? (uint32_t)committee->quorum : 12;
    for (uint32_t i = 0; i < rows && i < most_members; i++) {
        const struct party *party = committee->members.len > 0 ? &committee->members.items[i] : NULL;
        bool known = party && party->household != records_none;
        memory_push(&cells, draft_number(d, i + 1));
        memory_push(&cells, known ? member(d, party) : "");
        memory_push(&cells, known ? draft_household_id(d, party->household) : "");
        memory_push(&cells, "");
        memory_push(&cells, "");
    }
    draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells)->written = true;
}

/* When it is, and how many must be there. */
static void lines_of(struct draft *d, struct document_part *part, int32_t day)
{
    const struct committee *committee = &d->records->village.committees.review;
    const char **lines = arena_new(d->arena, const char *, 3);
    lines[part->lines_len++] = draft_filled(d, "agenda.when", words_date(d->words, d->arena, day));
    if (committee->quorum > 0)
        lines[part->lines_len++] = draft_filled(d, "agenda.quorum", draft_number(d, committee->members.len),
                                                draft_number(d, (uint64_t)committee->quorum));
    lines[part->lines_len++] =
        draft_filled(d, "agenda.date", words_date(d->words, d->arena, d->ledger->date));
    part->lines = lines;
}

size_t agenda_count(const struct print_input *input)
{
    int32_t day;
    return review_day(input, &day);
}

void agenda_paper(const struct composing *composing, struct composed *composed)
{
    enum { agenda, signatures, parts };
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    const struct committee *committee = &d.records->village.committees.review;
    struct document_part all[parts] = {{0}};
    int32_t day;
    review_day(composing->input, &day);
    const char *name = committee->name ? draft_shown(&d, committee->name, committee->record.node, "name")
                                       : draft_word(&d, "agenda.review");
    for (int i = 0; i < parts; i++) {
        const char *key = i == agenda ? "agenda.title" : "agenda.signatures";
        all[i].title = draft_of_village(&d, key, name);
        all[i].mark = all[i].foot = all[i].title;
        all[i].wide = i == agenda;
        lines_of(&d, &all[i], day);
    }
    claims_say(&d);
    objections_say(&d);
    conflicts_say(&d);
    rest_say(&d);
    all[agenda].blocks = draft_blocks(&d, &all[agenda].block_count);
    signatures_say(&d);
    all[signatures].blocks = draft_blocks(&d, &all[signatures].block_count);
    const struct document document = {.sizes = composing->sizes,
                                      .language = draft_language(&d),
                                      .title = all[agenda].title,
                                      .parts = all,
                                      .count = parts};
    document_compose(&composed->paper, composing->standing, &document);
    composed->date = d.ledger->date;
    composed->when = words_date(d.words, d.arena, day);
    composed->place = draft_place(d.records->village.record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void agenda_path(const struct print_input *input, size_t number, struct buf *out)
{
    int32_t day;
    char text[date_text_size];
    (void)number;
    review_day(input, &day);
    date_format(day, text);
    buf_printf(out, "office/agenda-%s.pdf", text);
}
