#include "print/announce.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "print/announce_parts.h"

#include <string.h>

/* --- who decided, on what basis */

/* The points lists that the meeting's entries and claims rest on, in the order in which they were read. */
static const char *basis(struct announcing *c)
{
    const struct meeting *m = c->meeting;
    struct texts lists = {0};
    for (uint32_t l = 0; l < c->draft.records->lists_len; l++) {
        const struct rules_file *list = c->draft.records->lists[l];
        bool used = false;
        for (uint32_t e = m->first_entry; e < m->first_entry + m->entries && !used; e++)
            used = view_counts(c->draft.view, e) &&
                   c->draft.records->rules[c->draft.records->entries[e].rule]->list == list;
        for (uint32_t d = 0; d < m->decisions_len && !used; d++)
            used =
                c->draft.records->rules[c->draft.records->claims[m->decisions[d].claim]->deed.rule]->list ==
                list;
        if (!used || (!list->issuer && !list->document))
            continue;
        const char *issuer =
            list->issuer ? draft_shown(&c->draft, list->issuer, list->record.node, "issuer") : NULL;
        const char *document =
            list->document
                ? view_document(c->draft.view, c->draft.arena,
                                draft_shown(&c->draft, list->document, list->record.node, "document"))
                : NULL;
        const char *text = !issuer     ? document
                           : !document ? draft_filled(&c->draft, "print.list_of", issuer)
                                       : draft_filled(&c->draft, "print.list", issuer, document);
        memory_push(&lists, text);
    }
    const char *text = lists.len > 0
                           ? draft_joined(&c->draft, &lists, "print.join")
                           : draft_filled(&c->draft, "print.list_of", draft_village_name(&c->draft));
    memory_free(lists.items);
    return text;
}

static void decided_say(struct announcing *c)
{
    const struct meeting *m = c->meeting;
    const struct village *village = &c->draft.records->village;
    struct texts sentences = {0};
    const char *date = words_date(c->draft.words, c->draft.arena, m->date);
    const char *who = m->kind == meeting_assembly ? NULL : announce_committee_name(c);
    if (!who)
        who = draft_village_name(&c->draft);
    const char *title = draft_meeting_title(&c->draft, c->index);
    const char *place = m->place ? draft_shown(&c->draft, m->place, m->record.node, "place") : NULL;
    memory_push(&sentences, place ? draft_filled(&c->draft, "print.decided_at", date, who, title, place)
                                  : draft_filled(&c->draft, "print.decided", date, who, title));
    uint32_t members = m->kind == meeting_assembly ? village->committees.assembly.members.len
                                                   : village->committees.review.members.len;
    if (m->present >= 0 && members >= (uint32_t)m->present)
        memory_push(&sentences, draft_filled(&c->draft, "print.present_of", draft_number(&c->draft, members),
                                             draft_number(&c->draft, (uint64_t)m->present)));
    else if (m->present >= 0)
        memory_push(&sentences,
                    draft_filled(&c->draft, "print.present", draft_number(&c->draft, (uint64_t)m->present)));
    memory_push(&sentences, m->entries || m->decisions_len ? draft_filled(&c->draft, "print.basis", basis(c))
                                                           : draft_word(&c->draft, "print.decided_only"));
    draft_paragraph(&c->draft, &sentences);
    memory_free(sentences.items);
}

/* --- claims, corrections, objections, points passed on */

/* Whether a claim may be listed with its household: as what it became, or as what it would have become. */
static bool claim_shown(const struct announcing *c, const struct claim *claim)
{
    if (claim->entry != records_none)
        return view_lists(c->draft.view, claim->entry);
    return c->draft.records->rules[claim->deed.rule]->kind != kind_negative || view_private(c->draft.view);
}

static const char *claim_name(struct announcing *c, const struct claim *claim)
{
    if (claim->entry != records_none)
        return draft_entry_name(&c->draft, claim->entry);
    if (claim->resident != records_none)
        return draft_resident(&c->draft, claim->resident);
    return draft_household(&c->draft, claim->household);
}

static void claims_say(struct announcing *c)
{
    struct texts cells = {0};
    for (uint32_t i = 0; i < c->meeting->decisions_len; i++) {
        const struct claim_decision *decision = &c->meeting->decisions[i];
        const struct claim *claim = c->draft.records->claims[decision->claim];
        if (!claim_shown(c, claim))
            continue;
        memory_push(&cells, claim->id);
        bool named = decision->approve ||
                     c->draft.view->circle != circle_site; /* whose claim failed is for the board alone */
        memory_push(&cells, named ? draft_household_id(&c->draft, claim->household) : "");
        if (draft_names_shown(&c->draft))
            memory_push(&cells, named ? claim_name(c, claim) : "");
        memory_push(&cells, draft_rule_title(&c->draft, claim->deed.rule));
        memory_push(&cells, draft_word(&c->draft, decision->approve ? "claim.approved" : "claim.rejected"));
        const char *reason = draft_reason(&c->draft, decision->reason, decision->record.node);
        memory_push(&cells, reason ? reason : "");
    }
    if (cells.len == 0)
        return;
    struct table_column columns[] = {{draft_word(&c->draft, "print.claim"), line_left, false},
                                     {draft_word(&c->draft, "print.household"), line_left, true},
                                     {draft_word(&c->draft, "print.name"), line_left, true},
                                     {draft_word(&c->draft, "print.rule"), line_left, false},
                                     {draft_word(&c->draft, "print.result"), line_left, false},
                                     {draft_word(&c->draft, "print.reason"), line_left, true}};
    size_t len = sizeof columns / sizeof *columns;
    if (!draft_names_shown(&c->draft))
        memmove(&columns[2], &columns[3], (--len - 2) * sizeof *columns);
    draft_heading(&c->draft, "print.claims");
    draft_table(&c->draft, table_claims, columns, len, &cells);
}

/* An entry of an earlier meeting in words; one that may not be listed without whom it is about. */
static const char *earlier_entry(struct announcing *c, uint32_t index)
{
    const struct entry *entry = &c->draft.records->entries[index];
    const char *date =
        words_date(c->draft.words, c->draft.arena, c->draft.records->meetings[entry->meeting]->date);
    const char *title = draft_meeting_title(&c->draft, entry->meeting);
    if (!view_lists(c->draft.view, index))
        return draft_filled(&c->draft, "print.entry_hidden", date, title);
    const char *who =
        draft_names_shown(&c->draft)
            ? draft_filled(&c->draft, "print.who", draft_household_id(&c->draft, entry->household),
                           draft_entry_name(&c->draft, index))
            : draft_household_id(&c->draft, entry->household);
    return draft_filled(&c->draft, "print.entry", date, title, who, draft_rule_title(&c->draft, entry->rule),
                        announce_deed_date(c, entry->date));
}

static void corrections_say(struct announcing *c)
{
    if (c->meeting->corrections_len == 0)
        return;
    draft_heading(&c->draft, "print.corrections");
    for (uint32_t i = 0; i < c->meeting->corrections_len; i++) {
        const struct correction *correction = &c->meeting->corrections[i];
        const char *entry = earlier_entry(c, correction->entry);
        const char *reason = draft_reason(&c->draft, correction->reason, correction->record.node);
        draft_block(&c->draft, block_paragraph,
                    reason ? draft_filled(&c->draft, "print.correction", entry, reason)
                           : draft_filled(&c->draft, "print.correction_plain", entry));
        if (view_replaced_by(c->draft.view, correction->entry) != records_none)
            draft_block(&c->draft, block_paragraph,
                        draft_filled(&c->draft, "print.replaced", earlier_entry(c, correction->by)));
    }
}

static void resolutions_say(struct announcing *c)
{
    if (c->meeting->resolutions_len == 0)
        return;
    draft_heading(&c->draft, "print.objections");
    for (uint32_t i = 0; i < c->meeting->resolutions_len; i++) {
        const struct resolution *resolution = &c->meeting->resolutions[i];
        const char *entry = earlier_entry(c, c->draft.records->objections[resolution->objection]->entry);
        const char *reason = draft_reason(&c->draft, resolution->reason, resolution->record.node);
        const char *result = draft_word(&c->draft, resolution->upheld ? "print.upheld" : "print.dismissed");
        draft_block(&c->draft, block_paragraph,
                    reason ? draft_filled(&c->draft, "print.objection", entry, result, reason)
                           : draft_filled(&c->draft, "print.objection_plain", entry, result));
    }
}

/* A household as who gives or is given points. */
static const char *party(struct announcing *c, uint32_t household)
{
    struct draft *d = &c->draft;
    const char *id = draft_household_id(d, household);
    return draft_names_shown(d) ? draft_filled(d, "print.who", id, draft_household(d, household)) : id;
}

static void transfers_say(struct announcing *c)
{
    struct draft *d = &c->draft;
    if (c->meeting->transfers_len == 0)
        return;
    draft_heading(d, "print.transfers");
    for (uint32_t i = 0; i < c->meeting->transfers_len; i++) {
        const struct transfer *t = &c->meeting->transfers[i];
        const char *from = party(c, t->from), *to = party(c, t->to);
        const char *points = words_points(d->words, d->arena, t->points, false);
        const char *reason = draft_reason(d, t->reason, t->record.node);
        draft_block(d, block_paragraph,
                    reason ? draft_filled(d, "print.transfer", from, to, points, reason)
                           : draft_filled(d, "print.transfer_plain", from, to, points));
    }
    draft_block(
        d, block_paragraph,
        draft_filled(d, "print.transfer_days", words_date(d->words, d->arena, c->meeting->notice_last + 1)));
}

/* --- the days, and how to object */

/* Whether it decided anything but entries and points passed on, which holds at once. */
static bool decides_at_once(const struct meeting *m)
{
    return m->decisions_len || m->corrections_len || m->resolutions_len || !m->transfers_len;
}

/* Where who takes objections is found: the place of the office of that name or number; NULL where none is
 * known. */
static const char *contact_place(struct announcing *c)
{
    const struct village *village = &c->draft.records->village;
    for (uint32_t i = 0; i < village->offices_len; i++) {
        const struct office *office = &village->offices[i];
        bool same =
            (village->notice.contact && office->role && strcmp(office->role, village->notice.contact) == 0) ||
            (village->notice.phone && office->phone && strcmp(office->phone, village->notice.phone) == 0);
        if (same && office->place)
            return draft_shown(&c->draft, office->place, office->record.node, "place");
    }
    return NULL;
}

/* Until when, and from when it holds. */
static void period_sentences(struct announcing *c, struct texts *sentences)
{
    const struct meeting *m = c->meeting;
    bool over = c->draft.ledger->date > m->notice_last;
    memory_push(sentences,
                draft_filled(&c->draft, "print.period",
                             words_span_counted(c->draft.words, c->draft.arena, m->noticed, m->notice_last)));
    if (!m->entries) {
        if (decides_at_once(m))
            memory_push(sentences,
                        draft_filled(&c->draft,
                                     m->transfers_len ? "print.period_decided_but" : "print.period_decided",
                                     words_date(c->draft.words, c->draft.arena, m->date)));
        return;
    }
    const char *key = !over        ? "print.period_running"
                      : c->remarks ? "print.period_over"
                                   : "print.period_ended";
    memory_push(sentences,
                draft_filled(&c->draft, key, words_date(c->draft.words, c->draft.arena, m->notice_last + 1)));
    if (c->draft.ledger->date > m->noticed && c->remarks)
        memory_push(sentences,
                    draft_filled(&c->draft, "print.as_of",
                                 words_date(c->draft.words, c->draft.arena, c->draft.ledger->date)));
}

/* To whom to object; once the time for it is over, to whom one could. */
static void object_sentences(struct announcing *c, struct texts *sentences)
{
    const struct meeting *m = c->meeting;
    const struct village *village = &c->draft.records->village;
    bool over = c->draft.ledger->date > m->notice_last;
    const char *contact = village->notice.contact ? draft_shown(&c->draft, village->notice.contact,
                                                                village->notice.record.node, "contact")
                                                  : draft_word(&c->draft, "print.contact");
    const char *key = !m->entries ? "print.object_decided" : over ? "print.object_over" : "print.object";
    memory_push(sentences, draft_filled(&c->draft, key, contact));
    const char *place = contact_place(c);
    if (place)
        memory_push(sentences, draft_filled(&c->draft, "print.object_place", place));
    if (village->notice.phone)
        memory_push(sentences, draft_filled(&c->draft, "print.object_phone",
                                            draft_shown(&c->draft, village->notice.phone,
                                                        village->notice.record.node, "phone")));
    if (m->entries)
        memory_push(sentences, draft_word(&c->draft, "print.object_late"));
}

static void period_say(struct announcing *c)
{
    struct texts sentences = {0};
    draft_heading(&c->draft, c->meeting->entries ? "print.period_heading" : "print.period_decided_heading");
    period_sentences(c, &sentences);
    draft_paragraph(&c->draft, &sentences);
    object_sentences(c, &sentences);
    draft_paragraph(&c->draft, &sentences);
    memory_free(sentences.items);
}

/* --- all of it */

/* Whether what stands in TEXT from FROM to END is short enough for a line of a title. */
static bool fits_line(const char *text, size_t from, size_t end)
{
    enum { line_columns = 36 };
    return utf8_columns(text + from, end - from) <= line_columns;
}

/* Notes in ENDS, a flag a byte of TEXT and one more, that lines of TEXT end well behind PART, and before it
 * too where it is a WORD. */
static void ends_note(const char *text, const char *part, bool word, bool *ends)
{
    size_t len = part ? strlen(part) : 0;
    for (const char *at = text; len > 0 && (at = strstr(at, part)); at += len) {
        ends[(size_t)(at - text) + len] = true;
        if (word)
            ends[at - text] = true;
    }
}

/* The same of all parts that the theme lists at KEY, with blanks between. */
static void ends_note_all(struct announcing *c, const char *text, const char *key, bool word, bool *ends)
{
    for (const char *part = draft_word(&c->draft, key); *part;) {
        size_t len = strcspn(part, " ");
        ends_note(text, arena_text(c->draft.arena, part, len), word, ends);
        part += len + strspn(part + len, " ");
    }
}

/*
 * TITLE, of a paper, with U+200B where a line of it best ends: around the names that it is made of and
 * where the theme says so. libunistring knows no Chinese words. English has its spaces.
 */
static const char *title_marked(struct announcing *c, const char *title)
{
    enum { least = 9 }; /* bytes: no line of 关于 alone */
    if (words_language(c->draft.words) == language_en)
        return title;
    const struct village *village = &c->draft.records->village;
    const char *names[] = {draft_meeting_title(&c->draft, c->index), village->name,
                           village->committees.review.name, village->committees.assembly.name};
    size_t len = strlen(title);
    bool *ends = memory_new(len + 1, sizeof *ends);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ends_note(title, names[i], true, ends);
    ends_note_all(c, title, "print.title_words", true, ends);
    ends_note_all(c, title, "print.title_ends", false, ends);
    const char *meeting = strstr(title, names[0]);
    size_t from = meeting ? (size_t)(meeting - title) : 0, end = from + strlen(names[0]);
    bool whole = meeting && fits_line(title, from, end); /* the meeting's title stays in one piece */
    struct buf out = {0};
    for (size_t i = 0; i < len; i++) {
        if (i >= least && !(whole && i > from && i < end) && ends[i])
            buf_puts(&out, "\xe2\x80\x8b");
        buf_putc(&out, title[i]);
    }
    const char *marked = arena_text(c->draft.arena, buf_text(&out), out.len);
    buf_free(&out);
    memory_free(ends);
    return marked;
}

/* The title of the paper. */
static const char *paper_title(struct announcing *c, const char *key)
{
    return title_marked(c, draft_of_village(&c->draft, key, draft_meeting_title(&c->draft, c->index)));
}

/* Puts the code of the notice's page on the site, where the village has one. */
static void code_put(struct announcing *c, struct notice_paper *paper)
{
    const char *url = c->draft.records->village.url;
    if (!url)
        return;
    paper->address = arena_printf(c->draft.arena, "%s/notices/%s/", url, c->meeting->id);
    if (!draft_code(&c->draft, paper->address, &paper->code))
        return;
    paper->scan = draft_word(&c->draft, "print.scan");
}

void announce_compose(const struct view *view, struct arena *arena, uint32_t meeting,
                      struct announcement *announcement, struct diags *diags)
{
    struct announcing c = {.draft = draft_begin(view, arena, diags),
                           .index = meeting,
                           .meeting = view->records->meetings[meeting]};
    decided_say(&c);
    announce_entries(&c);
    claims_say(&c);
    corrections_say(&c);
    resolutions_say(&c);
    transfers_say(&c);
    period_say(&c);
    bool assembly = c.meeting->kind == meeting_assembly;
    const char *committee = announce_committee_name(&c);
    announcement->paper = (struct notice_paper){
        .language = draft_language(&c.draft),
        .title = paper_title(&c, assembly ? "print.title_assembly" : "print.title_review"),
        .addressee = draft_word(&c.draft, "print.addressee"),
        .closing = draft_word(&c.draft, "print.closing"),
        .name =
            committee ? draft_of_village(&c.draft, "print.sign", committee) : draft_village_name(&c.draft),
        .date = words_date(c.draft.words, arena, c.meeting->noticed)};
    code_put(&c, &announcement->paper);
    announcement->paper.blocks = draft_blocks(&c.draft, &announcement->paper.block_count);
    announcement->sources = draft_sources(&c.draft, &announcement->len);
}

/* --- as a kind of paper */

/* The meeting whose notice is NUMBER: the latest first. */
static uint32_t meeting_of(const struct view *view, size_t number)
{
    uint32_t i = view->records->meetings_len - 1;
    while (!view_has_notice(view, i) || number-- > 0)
        i--;
    return i;
}

size_t announce_count(const struct print_input *input)
{
    size_t count = 0;
    for (uint32_t i = 0; i < input->view->records->meetings_len; i++)
        count += view_has_notice(input->view, i);
    return count;
}

void announce_paper(const struct composing *composing, struct composed *composed)
{
    const struct view *view = composing->view;
    uint32_t index = meeting_of(view, composing->number);
    const struct meeting *meeting = view->records->meetings[index];
    struct announcement announcement;
    announce_compose(view, composing->arena, index, &announcement, composing->diags);
    announcement.paper.sizes = composing->sizes;
    notice_compose(&composed->paper, composing->standing, &announcement.paper);
    struct notice_sums sums;
    view_notice_sums(view, index, &sums);
    composed->date = sums.changed;
    composed->place = draft_place(meeting->record.node);
    composed->past = meeting->notice_last < view->ledger->date;
    composed->when = words_span(view->words, composing->arena, meeting->noticed, meeting->notice_last);
    composed->sources = announcement.sources;
    composed->len = announcement.len;
}

void announce_path(const struct print_input *input, size_t number, struct buf *out)
{
    const struct view *view = input->view;
    const char *id = view->records->meetings[meeting_of(view, number)]->id;
    buf_printf(out, view->circle == circle_site ? "site/notices/%s/notice.pdf" : "print/notices/%s.pdf", id);
}

void announce_from(const struct print_input *input, size_t number, struct buf *out)
{
    basis_put_meeting(input->basis, meeting_of(input->view, number), out);
}
