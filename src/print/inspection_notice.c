/* Inspections from house to house as papers for the board: each household's score by group, and the averages.
 */
#include "print/draft.h"
#include "print/notice.h"

#include "base/memory.h"
#include "view/inspection.h"

static void sums_say(struct draft *d, const struct inspection *all, uint32_t number)
{
    const struct table_column columns[] = {{draft_word(d, "event.group"), line_left, false},
                                           {draft_word(d, "event.households"), line_right, false},
                                           {draft_word(d, "event.average"), line_right, false},
                                           {draft_word(d, "inspection.before"), line_right, true},
                                           {draft_word(d, "inspection.last"), line_left, true}};
    struct texts cells = {0};
    uint32_t len;
    const struct inspection_sum *sums = inspection_sums(d->view, d->arena, all, number, &len);
    for (uint32_t i = 0; i < len; i++) {
        bool before = sums[i].before_date != date_first;
        memory_push(&cells, sums[i].group == records_none ? draft_word(d, "inspection.all")
                                                          : draft_group_name(d, sums[i].group));
        memory_push(&cells, draft_number(d, sums[i].households));
        memory_push(&cells, words_points(d->words, d->arena, sums[i].average, false));
        memory_push(&cells, before ? words_points(d->words, d->arena, sums[i].before, false) : "");
        memory_push(&cells, before ? words_cell_date(d->words, d->arena, sums[i].before_date, true) : "");
    }
    if (cells.len == 0)
        return;
    draft_heading(d, "inspection.groups");
    draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
}

/* The households of GROUP that are listed. */
static void group_say(struct draft *d, const struct inspection *all, uint32_t number, uint32_t group)
{
    const struct table_column columns[] = {{draft_word(d, "inspection.id"), line_left, false},
                                           {draft_word(d, "inspection.name"), line_left, true},
                                           {draft_word(d, "inspection.score"), line_right, false},
                                           {draft_word(d, "inspection.before"), line_right, true},
                                           {draft_word(d, "inspection.remark"), line_left, true}};
    struct texts cells = {0};
    const struct inspection *inspection = &all[number];
    for (uint32_t e = inspection->first; e < inspection->first + inspection->entries; e++) {
        uint32_t household = d->records->entries[e].household;
        if (d->records->households[household]->group != group || !view_lists(d->view, e))
            continue;
        const struct posting *posting = &d->ledger->postings[e];
        uint32_t before = inspection_before(d->view, all, number, e);
        bool open = posting->status == status_void || posting->status == status_suspended;
        memory_push(&cells, draft_household_id(d, household));
        memory_push(&cells, draft_names_shown(d) ? draft_entry_name(d, e) : "");
        memory_push(&cells, words_points(d->words, d->arena, posting->raw, false));
        memory_push(&cells, before == records_none
                                ? ""
                                : words_points(d->words, d->arena, d->ledger->postings[before].raw, false));
        memory_push(&cells, open ? view_status(d->view, d->arena, e) : "");
    }
    if (cells.len == 0)
        return;
    draft_block(d, block_subheading, draft_group_name(d, group));
    draft_table(d, 1, columns, sizeof columns / sizeof *columns, &cells);
}

/* How many entries are not shown. */
static void hidden_say(struct draft *d, const struct inspection *inspection)
{
    uint32_t *entries = arena_new(d->arena, uint32_t, inspection->entries + 1), total = 0;
    struct warning_count *counts;
    for (uint32_t i = 0; i < inspection->entries; i++)
        entries[i] = inspection->first + i;
    uint32_t rules = view_warnings(d->view, d->arena, entries, inspection->entries, &counts);
    for (uint32_t i = 0; i < rules; i++)
        total += counts[i].entries;
    if (total > 0)
        draft_block(d, block_paragraph, draft_filled(d, "inspection.hidden", draft_number(d, total)));
}

size_t inspection_notice_count(const struct print_input *input)
{
    return input->inspections_len;
}

/* The inspection of notice NUMBER: the latest first. */
static uint32_t inspection_of(const struct print_input *input, size_t number)
{
    return input->inspections_len - 1 - (uint32_t)number;
}

void inspection_notice_paper(const struct composing *composing, struct composed *composed)
{
    struct draft d = draft_begin(composing->view, composing->arena, composing->diags);
    uint32_t number = inspection_of(composing->input, composing->number);
    const struct inspection *all = composing->input->inspections;
    const struct inspection *inspection = &all[number];
    const struct meeting *meeting = d.records->meetings[inspection->meeting];
    const char *date = words_date(d.words, d.arena, inspection->date);
    draft_block(&d, block_paragraph,
                draft_filled(&d, "inspection.text", date, draft_rule_title(&d, inspection->rule),
                             draft_meeting_title(&d, inspection->meeting)));
    sums_say(&d, all, number);
    draft_heading(&d, "inspection.households");
    for (uint32_t g = 0; g < d.records->groups_len; g++)
        group_say(&d, all, number, g);
    hidden_say(&d, inspection);
    struct notice_paper paper = {.sizes = composing->sizes,
                                 .language = draft_language(&d),
                                 .title = draft_filled(&d, "inspection.title", draft_village_name(&d),
                                                       draft_apart(&d, date),
                                                       draft_rule_title(&d, inspection->rule)),
                                 .addressee = draft_word(&d, "print.addressee"),
                                 .closing = draft_word(&d, "print.closing"),
                                 .name = draft_village_name(&d),
                                 .date = words_date(d.words, d.arena, meeting->noticed)};
    if (d.records->village.url) {
        paper.address = arena_printf(d.arena, "%s/inspections/%s/%u/", d.records->village.url, meeting->id,
                                     inspection->line);
        if (draft_code(&d, paper.address, &paper.code))
            paper.scan = draft_word(&d, "event.scan");
    }
    paper.blocks = draft_blocks(&d, &paper.block_count);
    notice_compose(&composed->paper, composing->standing, &paper);
    composed->when = date;
    composed->past = meeting->notice_last < d.ledger->date;
    composed->date = meeting->noticed;
    composed->place = draft_place(meeting->record.node);
    composed->sources = draft_sources(&d, &composed->len);
}

void inspection_notice_path(const struct print_input *input, size_t number, struct buf *out)
{
    const struct inspection *inspection = &input->inspections[inspection_of(input, number)];
    buf_printf(out, "print/inspections/%s-%u.pdf", input->view->records->meetings[inspection->meeting]->id,
               inspection->line);
}
