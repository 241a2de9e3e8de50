#include "print/statement.h"

#include "base/memory.h"
#include "ledger/trace.h"
#include "print/by_group.h"
#include "print/document.h"
#include "print/draft.h"
#include "view/days.h"
#include "view/explained.h"

#include <string.h>

/* What one household's statement is composed with. */
struct telling {
    struct draft draft;
    uint32_t household;
    const struct account *account; /* of T's cycle; NULL: it takes no part */
    const struct cycle *cycle;     /* T's */
    bool all_years;
};

static const char *points(struct telling *t, int64_t amount, bool is_signed)
{
    return words_points(t->draft.words, t->draft.arena, amount, is_signed);
}

/* --- what the explanation says */

/* The sentences of a section; what says more about a step stands behind it. */
static void steps_say(struct telling *t, const struct explanation *explanation, const struct section *section)
{
    struct draft *d = &t->draft;
    struct texts sentences = {0};
    for (uint32_t i = section->first; i < section->first + section->len; i++) {
        const struct step *step = &explanation->steps[i];
        const char *sentence = explained_step(d->view, d->arena, step);
        if (!sentence)
            continue;
        if (!explain_below(step->kind))
            draft_paragraph(d, &sentences);
        memory_push(&sentences, draft_from(d, sentence, step->origin, "title"));
    }
    draft_paragraph(d, &sentences);
    memory_free(sentences.items);
}

/* The lines of an account as a table. */
static void lines_say(struct telling *t, const struct explanation *explanation, const struct section *section)
{
    struct draft *d = &t->draft;
    const struct table_column columns[] = {{draft_word(d, "print.date"), line_left, false},
                                           {draft_word(d, "statement.line"), line_left, false},
                                           {draft_word(d, "print.points"), line_right, false},
                                           {draft_word(d, "statement.balance"), line_right, false}};
    struct texts cells = {0};
    for (uint32_t i = section->first; i < section->first + section->len; i++) {
        const struct step *step = &explanation->steps[i];
        struct explained_line line = explained_line(d->view, d->arena, step);
        memory_push(&cells, line.date);
        memory_push(&cells, draft_from(d, explained_step(d->view, d->arena, step), step->origin, "title"));
        memory_push(&cells, line.amount);
        memory_push(&cells, line.balance);
    }
    draft_table(d, 1, columns, sizeof columns / sizeof *columns, &cells);
}

static void section_say(struct telling *t, const struct explanation *explanation,
                        const struct section *section)
{
    struct draft *d = &t->draft;
    draft_block(d, block_heading, explained_section(d->view, d->arena, section));
    if (section->kind == section_account)
        lines_say(t, explanation, section);
    else
        steps_say(t, explanation, section);
}

/* The sections of KIND of the cycle named CYCLE. */
static void sections_say(struct telling *t, const struct explanation *explanation, enum section_kind kind,
                         int cycle)
{
    for (uint32_t i = 0; i < explanation->sections_len; i++) {
        const struct section *section = &explanation->sections[i];
        if (section->kind == kind && (section->cycle ? section->cycle : t->cycle->id) == cycle)
            section_say(t, explanation, section);
    }
}

/* --- the entries */

/* What was said of an entry with the claim. */
static const char *note(struct telling *t, const struct entry *entry)
{
    return entry->deed->note ? draft_shown(&t->draft, entry->deed->note, entry->deed->record.node, "note")
                             : "";
}

/* What was done, with SAID of it. */
static const char *deed(struct telling *t, const struct entry *entry, const char *said)
{
    struct draft *d = &t->draft;
    const char *title = draft_rule_title(d, entry->rule);
    if (entry->resident != records_none)
        title = draft_filled(d, "statement.by", title, draft_resident(d, entry->resident));
    return *said ? draft_filled(d, "statement.noted", title, said) : title;
}

/* The reason of a correction or objection stands in the status. */
static const char *status(struct telling *t, uint32_t index)
{
    struct draft *d = &t->draft;
    const struct entry *entry = &d->records->entries[index];
    const struct posting *posting = &d->ledger->postings[index];
    const struct node *reason =
        entry->correction != records_none ? d->records->corrections[entry->correction]->record.node : NULL;
    const char *text = view_status(d->view, d->arena, index);
    if (reason)
        draft_from(d, view_void_reason(d->view, d->arena, index), reason, "reason");
    if (posting->status == status_void || posting->credited == posting->raw)
        return text;
    return draft_filled(d, "print.remarks", text,
                        draft_filled(d, "print.capped", points(t, posting->raw, true)));
}

/* A row: note and status stand in it, or below it where they are long. */
static void entry_row(struct telling *t, uint32_t index, struct texts *cells, struct texts *notes)
{
    struct draft *d = &t->draft;
    const struct entry *entry = &d->records->entries[index];
    const struct posting *posting = &d->ledger->postings[index];
    struct texts below = {0};
    const char *said = note(t, entry), *standing = status(t, index);
    if (draft_is_long(said)) {
        memory_push(&below, draft_filled(d, "statement.note", said));
        said = "";
    }
    if (posting->status == status_void && draft_is_long(standing)) {
        memory_push(&below, standing);
        standing = draft_word(d, "status.void");
    }
    memory_push(cells, view_entry_id(d->view, d->arena, index));
    memory_push(cells, words_cell_date(d->words, d->arena, entry->date, false));
    memory_push(cells, deed(t, entry, said));
    memory_push(cells, view_quantity(d->view, d->arena, entry->rule, entry->times));
    memory_push(cells, posting->status == status_void ? "—" : points(t, posting->credited, true));
    memory_push(cells, standing);
    memory_push(notes, draft_joined(d, &below, "print.between_sentences"));
    memory_free(below.items);
}

static void entries_say(struct telling *t, const struct cycle *cycle)
{
    struct draft *d = &t->draft;
    const struct account *account = cycle_account(cycle, d->records, t->household);
    const struct table_column columns[] = {{draft_word(d, "statement.entry"), line_left, false},
                                           {draft_word(d, "print.date"), line_left, false},
                                           {draft_word(d, "print.rule"), line_left, false},
                                           {draft_word(d, "print.times"), line_left, false},
                                           {draft_word(d, "print.points"), line_right, false},
                                           {draft_word(d, "statement.status"), line_left, false}};
    struct texts cells = {0}, notes = {0};
    for (uint32_t i = 0; account && i < account->entries; i++)
        entry_row(t, d->ledger->lines[account->first + i].entry, &cells, &notes);
    draft_block(d, block_heading, draft_filled(d, "statement.entries", draft_number(d, (uint64_t)cycle->id)));
    if (cells.len > 0)
        draft_notes(d, draft_table(d, 2, columns, sizeof columns / sizeof *columns, &cells), &notes);
    else
        draft_block(d, block_paragraph, draft_word(d, "statement.no_entries"));
}

/* --- what the points buy */

/* Whether the household has points enough for a piece of GOODS on T; quota and stock are not looked at. */
static bool can_buy(const struct telling *t, uint32_t number)
{
    const struct reward *reward = t->draft.records->rewards[number];
    if (!t->account || t->account->barred_until != date_first || reward->kind != reward_goods ||
        t->account->balance < reward->cost || t->draft.ledger->date < reward->from ||
        t->draft.ledger->date > reward->until)
        return false;
    struct needs_trace needs = {.met = true};
    if (reward->needs > 0)
        ledger_trace_needs(t->draft.ledger, t->cycle, t->account, number, &needs);
    return needs.met;
}

static void goods_say(struct telling *t)
{
    struct draft *d = &t->draft;
    const struct table_column columns[] = {{draft_word(d, "statement.goods"), line_left, false},
                                           {draft_word(d, "statement.cost"), line_right, false},
                                           {draft_word(d, "statement.quota"), line_left, true},
                                           {draft_word(d, "statement.left"), line_right, true}};
    struct texts cells = {0};
    bool any = false;
    for (uint32_t i = 0; i < d->records->rewards_len; i++) {
        const struct reward *reward = d->records->rewards[i];
        any = any || reward->kind == reward_goods;
        int64_t left = reward->has_stock ? ledger_delivered(d->ledger, i) - ledger_taken(d->ledger, i) : 1;
        if (!can_buy(t, i) || left <= 0)
            continue;
        memory_push(&cells, draft_reward_title(d, i));
        memory_push(&cells, points(t, reward->cost, false));
        memory_push(&cells, words_quota(d->words, d->arena, &reward->quota));
        memory_push(&cells, reward->has_stock ? draft_number(d, (uint64_t)left) : "");
    }
    if (!any)
        return;
    draft_block(d, block_heading, draft_word(d, "statement.within"));
    if (cells.len > 0)
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    else if (t->account && t->account->barred_until != date_first)
        draft_block(
            d, block_paragraph,
            draft_filled(d, "statement.barred", words_date(d->words, d->arena, t->account->barred_until)));
    else
        draft_block(d, block_paragraph, draft_word(d, "statement.nothing"));
}

/* The next redemption day, and what of the points ends soon. */
static void coming_say(struct telling *t)
{
    struct draft *d = &t->draft;
    struct texts sentences = {0};
    const struct village_event *event = view_next_day(d->view, occasion_redemption);
    const char *endings[view_endings_most];
    if (event) {
        const char *where =
            draft_from(d, view_day_where(d->view, d->arena, event), event->record.node, "place");
        const char *title =
            draft_from(d, view_day_title(d->view, d->arena, event), event->record.node, "title");
        memory_push(&sentences, draft_filled(d, *where ? "statement.next_where" : "statement.next",
                                             words_date(d->words, d->arena, event->date), title, where));
    }
    size_t len = t->account ? view_endings(d->view, d->arena, t->account, endings) : 0;
    for (size_t i = 0; i < len; i++)
        memory_push(&sentences, endings[i]);
    if (sentences.len > 0)
        draft_block(d, block_heading, draft_word(d, "statement.coming"));
    draft_paragraph(d, &sentences);
    memory_free(sentences.items);
}

/* --- disclosures */

static const char *years(struct draft *d, const struct disclosure *disclosure)
{
    struct texts texts = {0};
    for (uint32_t i = 0; i < disclosure->cycles_len; i++)
        memory_push(&texts, draft_number(d, (uint64_t)disclosure->cycles[i]));
    const char *text = draft_joined(d, &texts, "print.join");
    memory_free(texts.items);
    return text;
}

static void disclosures_say(struct telling *t)
{
    struct draft *d = &t->draft;
    const struct table_column columns[] = {{draft_word(d, "print.date"), line_left, false},
                                           {draft_word(d, "statement.to"), line_left, false},
                                           {draft_word(d, "statement.basis"), line_left, false},
                                           {draft_word(d, "statement.years"), line_left, true}};
    struct texts cells = {0};
    for (uint32_t i = 0; i < d->records->disclosures_len; i++) {
        const struct disclosure *disclosure = d->records->disclosures[i];
        if (disclosure->household != t->household || disclosure->date > d->ledger->date)
            continue;
        const struct node *node = disclosure->record.node;
        memory_push(&cells, words_date(d->words, d->arena, disclosure->date));
        memory_push(&cells, draft_shown(d, disclosure->to, node, "to"));
        memory_push(&cells, draft_shown(d, disclosure->basis, node, "basis"));
        memory_push(&cells, years(d, disclosure));
    }
    draft_block(d, block_heading, draft_word(d, "statement.disclosures"));
    if (cells.len > 0)
        draft_table(d, 0, columns, sizeof columns / sizeof *columns, &cells);
    else
        draft_block(d, block_paragraph, draft_word(d, "statement.no_disclosures"));
}

static void object_say(struct telling *t)
{
    struct draft *d = &t->draft;
    const struct notice_terms *notice = &d->records->village.notice;
    struct texts sentences = {0};
    memory_push(&sentences,
                draft_filled(d, "statement.object",
                             notice->contact ? draft_shown(d, notice->contact, notice->record.node, "contact")
                                             : draft_word(d, "print.contact")));
    if (notice->phone)
        memory_push(&sentences, draft_filled(d, "print.object_phone",
                                             draft_shown(d, notice->phone, notice->record.node, "phone")));
    draft_paragraph(d, &sentences);
    memory_free(sentences.items);
}

/* --- one household's */

/* Whose it is, of which days, and the figures that matter. */
static void lines_of(struct telling *t, struct document_part *part)
{
    enum { most = 3 };
    struct draft *d = &t->draft;
    const struct household *household = d->records->households[t->household];
    const char **lines = arena_new(d->arena, const char *, most);
    lines[part->lines_len++] = draft_filled(d, "statement.who", draft_household(d, t->household),
                                            household->id, draft_group_name(d, household->group));
    lines[part->lines_len++] = draft_filled(d, t->all_years ? "statement.days_all" : "statement.days",
                                            draft_number(d, (uint64_t)t->cycle->id),
                                            words_date(d->words, d->arena, d->ledger->date));
    if (t->account)
        lines[part->lines_len++] = draft_filled(d, "statement.figures", points(t, t->account->earned, false),
                                                points(t, t->account->balance, false));
    part->lines = lines;
}

static void code_of(struct telling *t, const struct print_input *input, struct document_part *part)
{
    const char *url = t->draft.records->village.url;
    char key[key_text_size];
    if (!url || !input->secret)
        return;
    key_of(input->secret, t->draft.records->households[t->household]->id, key);
    if (draft_code(&t->draft, arena_printf(t->draft.arena, "%s/own/%s/", url, key), &part->code))
        part->scan = draft_word(&t->draft, "statement.scan");
}

static void years_say(struct telling *t, struct explainer *explainer)
{
    struct explanation explanation;
    const struct ledger *ledger = t->draft.ledger;
    explain_household(explainer, t->household, t->draft.arena, &explanation);
    for (uint32_t c = ledger->cycles_len; c-- > 0;) {
        const struct cycle *cycle = &ledger->cycles[c];
        bool now = cycle == t->cycle;
        if (!now && !t->all_years)
            continue;
        if (!now && !cycle_account(cycle, t->draft.records, t->household))
            continue;
        sections_say(t, &explanation, section_standing, cycle->id);
        sections_say(t, &explanation, section_account, cycle->id);
        entries_say(t, cycle);
        if (now)
            coming_say(t);
        if (now)
            goods_say(t);
        if (now)
            sections_say(t, &explanation, section_services, cycle->id);
        sections_say(t, &explanation, section_honours, cycle->id);
    }
}

static void household_compose(const struct composing *composing, struct telling *t,
                              struct document_part *part)
{
    struct draft *d = &t->draft;
    const struct household *household = d->records->households[t->household];
    *part = (struct document_part){.title = draft_filled(d, "statement.title", draft_village_name(d))};
    part->mark = draft_filled(d, "statement.mark", draft_household(d, t->household), household->id);
    part->foot = part->mark;
    lines_of(t, part);
    code_of(t, composing->input, part);
    years_say(t, composing->input->explainer);
    disclosures_say(t);
    object_say(t);
    part->blocks = draft_blocks(d, &part->block_count);
}

/* The title of the file: of one household its own, of those of one group the group's. */
static const char *title_of(struct draft *d, const struct document_part *parts, size_t len,
                            const uint32_t *households)
{
    uint32_t group = d->records->households[households[0]]->group;
    bool one = true;
    for (size_t i = 0; i < len; i++)
        one = one && d->records->households[households[i]]->group == group;
    return len == 1 ? parts[0].mark
           : one ? draft_filled(d, "statement.title_group", draft_village_name(d), draft_group_name(d, group))
                 : draft_filled(d, "statement.title", draft_village_name(d));
}

static void statements_compose(const struct composing *composing, const uint32_t *households, size_t len,
                               bool all_years, struct composed *composed)
{
    const struct ledger *ledger = composing->view->ledger;
    struct document_part *parts = arena_new(composing->arena, struct document_part, len);
    struct view *views = arena_new(composing->arena, struct view, len);
    struct draft all = draft_begin(composing->view, composing->arena, composing->diags);
    for (size_t i = 0; i < len; i++) {
        views[i] = view_for(composing->input->own, households[i]);
        struct telling t = {.draft = draft_begin(&views[i], composing->arena, composing->diags),
                            .household = households[i],
                            .cycle = ledger_current(ledger),
                            .all_years = all_years};
        t.account = cycle_account(t.cycle, ledger->records, households[i]);
        household_compose(composing, &t, &parts[i]);
        for (size_t k = 0; k < t.draft.sources.len; k++)
            memory_push(&all.sources, t.draft.sources.items[k]);
        memory_free(t.draft.sources.items);
    }
    const struct document document = {.sizes = composing->sizes,
                                      .language = draft_language(&all),
                                      .title = title_of(&all, parts, len, households),
                                      .parts = parts,
                                      .count = len};
    document_compose(&composed->paper, composing->standing, &document);
    composed->date = ledger->date;
    composed->when = words_date(all.words, all.arena, ledger->date);
    composed->place = draft_place(ledger->records->households[households[0]]->record.node);
    composed->sources = draft_sources(&all, &composed->len);
}

bool statement_make(const struct print_input *input, const uint32_t *households, size_t len, bool all_years,
                    struct buf *out, struct diags *diags)
{
    struct arena arena = {0};
    struct composed composed = {0};
    struct standing *standing = standing_new(input->fonts);
    const struct composing composing = {input,
                                        input->view,
                                        standing,
                                        &arena,
                                        0,
                                        diags,
                                        sizes_read(input->source, &document_sizes, &arena, diags)};
    bool well = composing.sizes != NULL;
    if (well) {
        statements_compose(&composing, households, len, all_years, &composed);
        composed_sign(&composed, input->view);
        well = composed_write(&composed, out, diags);
    }
    paper_free(&composed.paper);
    standing_free(standing);
    arena_free(&arena);
    return well;
}

/* --- as a kind of paper: a file a group, of the households that have no phone */

static bool is_handed(const struct ledger *ledger, uint32_t household)
{
    return ledger->records->households[household]->offline &&
           cycle_account(ledger_current(ledger), ledger->records, household);
}

size_t statement_count(const struct print_input *input)
{
    return by_group_count(input->view->ledger, is_handed);
}

void statement_paper(const struct composing *composing, struct composed *composed)
{
    const struct ledger *ledger = composing->view->ledger;
    uint32_t group = by_group_at(ledger, is_handed, composing->number);
    uint32_t *households = arena_new(composing->arena, uint32_t, ledger->records->households_len);
    size_t len = by_group_households(ledger, is_handed, group, households);
    statements_compose(composing, households, len, false, composed);
}

void statement_path(const struct print_input *input, size_t number, struct buf *out)
{
    by_group_path(input->view->ledger, is_handed, number, "office/statements", out);
}
