#include "print/announce.h"

#include "base/memory.h"
#include "base/points.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { group_from = 12 }; /* entries from which on each group has a table of its own */

/* A list of texts. */
struct texts {
    const char **items;
    size_t len;
    size_t cap;
};

/* What a notice is composed with. */
struct composer {
    const struct view *view;
    const struct words *words;
    const struct records *records;
    const struct ledger *ledger;
    struct arena *arena;
    struct diags *diags;
    uint32_t index; /* of the meeting */
    const struct meeting *meeting;
    struct {
        struct notice_block *items;
        size_t len, cap;
    } blocks;
    struct {
        struct announce_source *items;
        size_t len, cap;
    } sources;
    int headings; /* so far */
};

static struct place no_place(void)
{
    return (struct place){.line = 1, .column = 1, .span = 1};
}

/* Notes that TEXT, which it gives, comes from FIELD of the mapping NODE. */
static const char *from(struct composer *c, const char *text, const struct node *node, const char *field)
{
    if (!text || !*text)
        return text;
    struct announce_source source = {text, node ? node_place(node, field) : no_place()};
    memory_push(&c->sources, source);
    return text;
}

/* A title or a place of the records, as the view shows it. */
static const char *shown(struct composer *c, const char *text, const struct node *node, const char *field)
{
    const struct node *value = node ? node_get(node, field) : NULL;
    struct place place = value ? node_text_place(value) : no_place();
    return from(c, view_text(c->view, c->arena, text, place, c->diags), node, field);
}

/* A reason to be put before a full stop. */
static const char *without_stop(struct composer *c, const char *text)
{
    size_t len = strlen(text);
    if (len >= 3 && memcmp(text + len - 3, "。", 3) == 0)
        return arena_text(c->arena, text, len - 3);
    return len > 0 && text[len - 1] == '.' ? arena_text(c->arena, text, len - 1) : text;
}

/* The reason that the record at NODE gives, to be put before a full stop; NULL where it gives none. Who
 * builds warns of names in all of them at once (view_check_texts). */
static const char *reason_shown(struct composer *c, const char *text, const struct node *node)
{
    if (!text)
        return NULL;
    text = without_stop(c, view_text(c->view, c->arena, text, no_place(), NULL));
    return from(c, text, node, "reason");
}

static const char *word(const struct composer *c, const char *key)
{
    return words_get(c->words, key);
}

#define filled(c, key, ...) words_format((c)->words, (c)->arena, key, __VA_ARGS__, NULL)

static const char *number(const struct composer *c, uint64_t count)
{
    return arena_printf(c->arena, "%llu", (unsigned long long)count);
}

/* The texts with what KEY says between them. */
static const char *joined(const struct composer *c, const struct texts *texts, const char *key)
{
    struct buf out = {0};
    for (size_t i = 0; i < texts->len; i++) {
        if (i > 0)
            buf_puts(&out, word(c, key));
        buf_puts(&out, texts->items[i]);
    }
    const char *text = arena_text(c->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static void block(struct composer *c, enum notice_kind kind, const char *text)
{
    struct notice_block b = {.kind = kind, .text = text};
    memory_push(&c->blocks, b);
}

/* A paragraph of whole sentences; empties the list. */
static void paragraph(struct composer *c, struct texts *sentences)
{
    if (sentences->len > 0)
        block(c, notice_paragraph, joined(c, sentences, "print.between_sentences"));
    sentences->len = 0;
}

/* Whether names stand beside the households' ids. */
static bool names_shown(const struct composer *c)
{
    return c->view->policy != shown_id;
}

/* The longest text in column K of the tables from block FIRST on, no longer than MOST columns of a terminal.
 */
static const char *longest(const struct composer *c, size_t first, size_t k, int most)
{
    const char *text = "";
    int columns = 0;
    for (size_t i = first; i < c->blocks.len; i++) {
        const struct notice_block *b = &c->blocks.items[i];
        for (size_t r = 0; b->kind == notice_table && r < b->rows; r++) {
            const char *cell = b->cells[r * b->column_count + k];
            int wide = utf8_columns(cell, strlen(cell));
            if (wide > columns) {
                columns = wide;
                text = cell;
            }
        }
    }
    size_t len = strlen(text), cut = 0;
    for (size_t step; cut < len && utf8_columns(text, cut) < most; cut += step)
        step = utf8_cluster(text + cut, len - cut);
    return arena_text(c->arena, text, cut);
}

/* Gives all tables of entries from block FIRST on the same columns. Long deeds and remarks are wrapped. */
static void columns_align(struct composer *c, size_t first)
{
    enum { most_rule = 24, most_remark = 13, most_other = 24 };
    const char **samples = NULL;
    for (size_t i = first; i < c->blocks.len; i++) {
        struct notice_block *b = &c->blocks.items[i];
        if (b->kind != notice_table)
            continue;
        if (!samples) {
            size_t last = b->column_count - 1, rule = names_shown(c) ? 3 : 2;
            samples = arena_new(c->arena, const char *, b->column_count);
            for (size_t k = 0; k < b->column_count; k++)
                samples[k] = longest(c, first, k,
                                     k == rule   ? most_rule
                                     : k == last ? most_remark
                                                 : most_other);
        }
        b->samples = samples;
    }
}

static void heading(struct composer *c, const char *key)
{
    const char *numbered = arena_printf(c->arena, "print.heading_%d", ++c->headings);
    block(c, notice_heading, filled(c, numbered, word(c, key)));
}

/* Puts a table of the COUNT columns from the texts in CELLS, which it frees. */
static void table(struct composer *c, const struct table_column *columns, size_t count, struct texts *cells)
{
    struct table_column *kept = arena_new(c->arena, struct table_column, count);
    const char **texts = arena_new(c->arena, const char *, cells->len + 1);
    memcpy(kept, columns, count * sizeof *kept);
    if (cells->len > 0)
        memcpy(texts, cells->items, cells->len * sizeof *texts);
    struct notice_block b = {.kind = notice_table,
                             .columns = kept,
                             .column_count = count,
                             .cells = texts,
                             .rows = cells->len / count};
    memory_push(&c->blocks, b);
    memory_free(cells->items);
    *cells = (struct texts){0};
}

/* --- names and titles
 * ----------------------------------------------------------------------------------------- */

static const char *household_id(const struct composer *c, uint32_t household)
{
    return c->records->households[household]->id;
}

static const char *rule_title(struct composer *c, uint32_t index)
{
    const struct rule *rule = c->records->rules[index];
    return shown(c, rule->title, rule->record.node, "title");
}

/* Whose entry it is, where the view lists it. */
static const char *entry_name(struct composer *c, uint32_t index)
{
    const struct entry *entry = &c->records->entries[index];
    const char *name = view_entry_name(c->view, c->arena, index);
    if (entry->resident != records_none)
        return from(c, name, c->records->residents[entry->resident]->record.node, "name");
    return from(c, name, c->records->households[entry->household]->record.node, "head");
}

static const char *meeting_title(struct composer *c, uint32_t index)
{
    return from(c, view_meeting_title(c->view, c->arena, index), c->records->meetings[index]->record.node,
                "title");
}

static const char *village_name(struct composer *c)
{
    return from(c, c->records->village.name, c->records->village.record.node, "name");
}

/* The committee that decided; NULL where the village has not named it. */
static const char *committee_name(struct composer *c)
{
    const struct village *village = &c->records->village;
    const struct committee *committee =
        c->meeting->kind == meeting_assembly ? &village->assembly : &village->review;
    return committee->name ? shown(c, committee->name, committee->record.node, "name") : NULL;
}

/* The village and its WHAT, the village not twice. */
static const char *of_village(struct composer *c, const char *key, const char *what)
{
    const char *village = village_name(c);
    return filled(c, key, strstr(what, village) ? "" : village, what);
}

/* --- who decided, on what basis
 * ------------------------------------------------------------------------------- */

/* The points lists that the meeting's entries and claims rest on, in the order in which they were read. */
static const char *basis(struct composer *c)
{
    const struct meeting *m = c->meeting;
    struct texts lists = {0};
    for (uint32_t l = 0; l < c->records->lists_len; l++) {
        const struct rules_file *list = c->records->lists[l];
        bool used = false;
        for (uint32_t e = m->first_entry; e < m->first_entry + m->entries && !used; e++)
            used = c->records->rules[c->records->entries[e].rule]->list == list;
        for (uint32_t d = 0; d < m->decisions_len && !used; d++)
            used = c->records->rules[c->records->claims[m->decisions[d].claim]->deed.rule]->list == list;
        if (!used || (!list->issuer && !list->document))
            continue;
        const char *issuer = list->issuer ? shown(c, list->issuer, list->record.node, "issuer") : NULL;
        const char *document =
            list->document ? shown(c, list->document, list->record.node, "document") : NULL;
        const char *text = !issuer     ? document
                           : !document ? filled(c, "print.list_of", issuer)
                                       : filled(c, "print.list", issuer, document);
        memory_push(&lists, text);
    }
    const char *text =
        lists.len > 0 ? joined(c, &lists, "print.join") : filled(c, "print.list_of", village_name(c));
    memory_free(lists.items);
    return text;
}

static void decided_say(struct composer *c)
{
    const struct meeting *m = c->meeting;
    const struct village *village = &c->records->village;
    struct texts sentences = {0};
    const char *date = words_date(c->words, c->arena, m->date);
    const char *who = m->kind == meeting_assembly ? NULL : committee_name(c);
    if (!who)
        who = village_name(c);
    const char *title = meeting_title(c, c->index);
    const char *place = m->place ? shown(c, m->place, m->record.node, "place") : NULL;
    memory_push(&sentences, place ? filled(c, "print.decided_at", date, who, title, place)
                                  : filled(c, "print.decided", date, who, title));
    uint32_t members =
        m->kind == meeting_assembly ? village->assembly.members.len : village->review.members.len;
    if (m->present >= 0 && members >= (uint32_t)m->present)
        memory_push(&sentences,
                    filled(c, "print.present_of", number(c, members), number(c, (uint64_t)m->present)));
    else if (m->present >= 0)
        memory_push(&sentences, filled(c, "print.present", number(c, (uint64_t)m->present)));
    memory_push(&sentences, filled(c, "print.basis", basis(c)));
    paragraph(c, &sentences);
    memory_free(sentences.items);
}

/* --- the entries
 * ---------------------------------------------------------------------------------------------- */

/* What is to be said of an entry besides its figures; "" where it is as the notice says of all. */
static const char *remark(struct composer *c, uint32_t index)
{
    const struct posting *posting = &c->ledger->postings[index];
    const char *status = "", *capped = "";
    if (posting->status == status_suspended)
        status = word(c, "print.suspended");
    else if (posting->status == status_void ||
             (posting->status == status_final && posting->final_from > c->meeting->notice_last + 1))
        status = view_status(c->view, c->arena, index);
    const struct entry *entry = &c->records->entries[index];
    const struct node *reason =
        entry->correction != records_none ? c->records->corrections[entry->correction]->record.node : NULL;
    if (posting->status == status_void && reason)
        from(c, view_void_reason(c->view, c->arena, index), reason, "reason");
    if (posting->status != status_void && posting->credited != posting->raw)
        capped = filled(c, "print.capped", words_points(c->words, c->arena, posting->raw, true));
    if (*status && *capped)
        return filled(c, "print.remarks", status, capped);
    return *status ? status : capped;
}

static const char *deed_date(const struct composer *c, int32_t date)
{
    return date_split(date).year == date_split(c->meeting->date).year ? words_day(c->words, c->arena, date)
                                                                      : words_date(c->words, c->arena, date);
}

static const char *quantity(struct composer *c, const struct entry *entry)
{
    char times[points_text_size];
    const struct rule *rule = c->records->rules[entry->rule];
    bool usual = !rule->unit || strcmp(rule->unit, "次") == 0; /* the records' default in any language */
    points_format(entry->times, times);
    return filled(c, "print.quantity", times,
                  usual ? word(c, "print.unit") : from(c, rule->unit, rule->record.node, "unit"));
}

static void entry_row(struct composer *c, uint32_t index, uint32_t place, struct texts *cells)
{
    const struct entry *entry = &c->records->entries[index];
    const struct posting *posting = &c->ledger->postings[index];
    memory_push(cells, number(c, place));
    memory_push(cells, household_id(c, entry->household));
    if (names_shown(c))
        memory_push(cells, entry_name(c, index));
    memory_push(cells, rule_title(c, entry->rule));
    memory_push(cells, deed_date(c, entry->date));
    memory_push(cells, quantity(c, entry));
    memory_push(cells, posting->status == status_void
                           ? "—"
                           : words_points(c->words, c->arena, posting->credited, true));
    memory_push(cells, remark(c, index));
}

static void entry_table(struct composer *c, const uint32_t *entries, size_t count, uint32_t *place)
{
    struct table_column columns[] = {
        {word(c, "print.number"), line_centre}, {word(c, "print.household"), line_left},
        {word(c, "print.name"), line_left},     {word(c, "print.rule"), line_left},
        {word(c, "print.date"), line_left},     {word(c, "print.times"), line_left},
        {word(c, "print.points"), line_right},  {word(c, "print.remark"), line_left}};
    size_t len = sizeof columns / sizeof *columns;
    if (!names_shown(c))
        memmove(&columns[2], &columns[3], (--len - 2) * sizeof *columns);
    struct texts cells = {0};
    for (size_t i = 0; i < count; i++)
        entry_row(c, entries[i], ++*place, &cells);
    table(c, columns, len, &cells);
}

/* Entries by group, household, place: for sorting. */
struct row {
    uint32_t group, household, entry;
};

static int by_household(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->household != y->household)
        return x->household < y->household ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* How many entries under negative rules there are that are not shown: numbers alone. */
static void warnings_say(struct composer *c, const uint32_t *hidden, uint32_t count)
{
    struct warning_count *counts;
    uint32_t rules = view_warnings(c->view, c->arena, hidden, count, &counts), total = 0;
    struct texts texts = {0};
    for (uint32_t i = 0; i < rules; i++) {
        memory_push(&texts,
                    filled(c, "print.warning", rule_title(c, counts[i].rule), number(c, counts[i].entries)));
        total += counts[i].entries;
    }
    if (total > 0)
        block(c, notice_paragraph,
              filled(c, "print.warnings", joined(c, &texts, "print.join"), number(c, total)));
    memory_free(texts.items);
}

/* A table a group, or one for all where there are few: people look for their own household. */
static void tables_say(struct composer *c, struct row *rows, size_t len)
{
    size_t first = c->blocks.len;
    qsort(rows, len, sizeof *rows, by_household);
    uint32_t *entries = memory_new(len + 1, sizeof *entries), place = 0;
    for (size_t i = 0; i < len; i++)
        entries[i] = rows[i].entry;
    if (len < group_from || rows[0].group == rows[len - 1].group)
        entry_table(c, entries, len, &place);
    else
        for (size_t i = 0, end; i < len; i = end) {
            for (end = i; end < len && rows[end].group == rows[i].group; end++)
                ;
            const struct group *group = c->records->groups[rows[i].group];
            block(c, notice_subheading,
                  filled(c, "print.group", from(c, group->name, group->record.node, "name"),
                         number(c, end - i)));
            entry_table(c, entries + i, end - i, &place);
        }
    columns_align(c, first);
    memory_free(entries);
}

static void entries_say(struct composer *c)
{
    const struct meeting *m = c->meeting;
    if (m->entries == 0)
        return;
    struct row *rows = memory_new(m->entries, sizeof *rows);
    uint32_t *hidden = memory_new(m->entries, sizeof *hidden), hidden_len = 0;
    size_t len = 0;
    for (uint32_t e = m->first_entry; e < m->first_entry + m->entries; e++) {
        uint32_t household = c->records->entries[e].household;
        if (view_lists(c->view, e))
            rows[len++] = (struct row){c->records->households[household]->group, household, e};
        else
            hidden[hidden_len++] = e;
    }
    heading(c, "print.entries");
    size_t headed = c->blocks.len;
    if (len > 0)
        tables_say(c, rows, len);
    warnings_say(c, hidden, hidden_len);
    if (c->blocks.len == headed) { /* nothing may be said */
        c->blocks.len--;
        c->headings--;
    }
    memory_free(rows);
    memory_free(hidden);
}

/* --- claims, corrections, objections
 * ----------------------------------------------------------------------------- */

/* Whether a claim may be listed with its household: as what it became, or as what it would have become. */
static bool claim_shown(const struct composer *c, const struct claim *claim)
{
    if (claim->entry != records_none)
        return view_lists(c->view, claim->entry);
    return c->records->rules[claim->deed.rule]->kind != kind_negative || view_private(c->view);
}

static const char *claim_name(struct composer *c, const struct claim *claim)
{
    if (claim->entry != records_none)
        return entry_name(c, claim->entry);
    if (claim->resident != records_none)
        return from(c, view_resident(c->view, c->arena, claim->resident),
                    c->records->residents[claim->resident]->record.node, "name");
    return from(c, view_household(c->view, c->arena, claim->household),
                c->records->households[claim->household]->record.node, "head");
}

static void claims_say(struct composer *c)
{
    struct texts cells = {0};
    for (uint32_t i = 0; i < c->meeting->decisions_len; i++) {
        const struct claim_decision *decision = &c->meeting->decisions[i];
        const struct claim *claim = c->records->claims[decision->claim];
        if (!claim_shown(c, claim))
            continue;
        memory_push(&cells, claim->id);
        memory_push(&cells, household_id(c, claim->household));
        if (names_shown(c))
            memory_push(&cells, claim_name(c, claim));
        memory_push(&cells, rule_title(c, claim->deed.rule));
        memory_push(&cells, word(c, decision->approve ? "claim.approved" : "claim.rejected"));
        const char *reason = reason_shown(c, decision->reason, decision->record.node);
        memory_push(&cells, reason ? reason : "");
    }
    if (cells.len == 0)
        return;
    struct table_column columns[] = {
        {word(c, "print.claim"), line_left},  {word(c, "print.household"), line_left},
        {word(c, "print.name"), line_left},   {word(c, "print.rule"), line_left},
        {word(c, "print.result"), line_left}, {word(c, "print.reason"), line_left}};
    size_t len = sizeof columns / sizeof *columns;
    if (!names_shown(c))
        memmove(&columns[2], &columns[3], (--len - 2) * sizeof *columns);
    heading(c, "print.claims");
    table(c, columns, len, &cells);
}

/* An entry of an earlier meeting in words; one that may not be listed without whom it is about. */
static const char *earlier_entry(struct composer *c, uint32_t index)
{
    const struct entry *entry = &c->records->entries[index];
    const char *date = words_date(c->words, c->arena, c->records->meetings[entry->meeting]->date);
    const char *title = meeting_title(c, entry->meeting);
    if (!view_lists(c->view, index))
        return filled(c, "print.entry_hidden", date, title);
    const char *who = names_shown(c)
                          ? filled(c, "print.who", household_id(c, entry->household), entry_name(c, index))
                          : household_id(c, entry->household);
    return filled(c, "print.entry", date, title, who, rule_title(c, entry->rule), deed_date(c, entry->date));
}

static void corrections_say(struct composer *c)
{
    if (c->meeting->corrections_len == 0)
        return;
    heading(c, "print.corrections");
    for (uint32_t i = 0; i < c->meeting->corrections_len; i++) {
        const struct correction *correction = &c->meeting->corrections[i];
        const char *entry = earlier_entry(c, correction->entry);
        const char *reason = reason_shown(c, correction->reason, correction->record.node);
        block(c, notice_paragraph,
              reason ? filled(c, "print.correction", entry, reason)
                     : filled(c, "print.correction_plain", entry));
    }
}

static void resolutions_say(struct composer *c)
{
    if (c->meeting->resolutions_len == 0)
        return;
    heading(c, "print.objections");
    for (uint32_t i = 0; i < c->meeting->resolutions_len; i++) {
        const struct resolution *resolution = &c->meeting->resolutions[i];
        const char *entry = earlier_entry(c, c->records->objections[resolution->objection]->entry);
        const char *reason = reason_shown(c, resolution->reason, resolution->record.node);
        const char *result = word(c, resolution->upheld ? "print.upheld" : "print.dismissed");
        block(c, notice_paragraph,
              reason ? filled(c, "print.objection", entry, result, reason)
                     : filled(c, "print.objection_plain", entry, result));
    }
}

/* --- the days, and how to object
 * ------------------------------------------------------------------------------ */

/* Where who takes objections is found: the place of the office of that name or number; NULL where none is
 * known. */
static const char *contact_place(struct composer *c)
{
    const struct village *village = &c->records->village;
    for (uint32_t i = 0; i < village->offices_len; i++) {
        const struct office *office = &village->offices[i];
        bool same = (village->contact && office->role && strcmp(office->role, village->contact) == 0) ||
                    (village->phone && office->phone && strcmp(office->phone, village->phone) == 0);
        if (same && office->place)
            return shown(c, office->place, office->record.node, "place");
    }
    return NULL;
}

static void period_say(struct composer *c)
{
    const struct meeting *m = c->meeting;
    const struct village *village = &c->records->village;
    struct texts sentences = {0};
    bool over = c->ledger->date > m->notice_last;
    heading(c, "print.period_heading");
    memory_push(&sentences,
                filled(c, "print.period", words_span(c->words, c->arena, m->noticed, m->notice_last)));
    memory_push(&sentences, filled(c, over ? "print.period_over" : "print.period_running",
                                   words_date(c->words, c->arena, m->notice_last + 1)));
    if (c->ledger->date > m->noticed)
        memory_push(&sentences, filled(c, "print.as_of", words_date(c->words, c->arena, c->ledger->date)));
    paragraph(c, &sentences);
    const char *contact = village->contact ? shown(c, village->contact, village->notice.node, "contact")
                                           : word(c, "print.contact");
    memory_push(&sentences, filled(c, "print.object", contact));
    const char *place = contact_place(c);
    if (place)
        memory_push(&sentences, filled(c, "print.object_place", place));
    if (village->phone)
        memory_push(&sentences, filled(c, "print.object_phone", village->phone));
    memory_push(&sentences, word(c, "print.object_late"));
    paragraph(c, &sentences);
    memory_free(sentences.items);
}

/* --- all of it
 * ------------------------------------------------------------------------------------------------ */

/* The title of the paper: where it is longer than a line (of 20 characters), the first ends behind the
 * meeting's title rather than within it. */
static const char *paper_title(struct composer *c, const char *key)
{
    enum { line_columns = 40 };
    const char *meeting = meeting_title(c, c->index);
    const char *title = of_village(c, key, meeting);
    const char *at = strstr(title, meeting);
    if (words_language(c->words) == language_en || !at || utf8_columns(title, strlen(title)) <= line_columns)
        return title;
    size_t first = (size_t)(at - title) + strlen(meeting);
    if (utf8_columns(title, first) > line_columns || !title[first])
        return title;
    return arena_printf(c->arena, "%.*s\n%s", (int)first, title, title + first);
}

static bool ends_in(const char *text, const char *end)
{
    size_t len = strlen(text), size = strlen(end);
    return len >= size && strcmp(text + len - size, end) == 0;
}

/* Moves what was composed into the arena. */
static void finish(struct composer *c, struct announcement *announcement)
{
    struct notice_block *blocks = arena_new(c->arena, struct notice_block, c->blocks.len + 1);
    memcpy(blocks, c->blocks.items, c->blocks.len * sizeof *blocks);
    announcement->paper.blocks = blocks;
    announcement->paper.block_count = c->blocks.len;
    announcement->sources = arena_new(c->arena, struct announce_source, c->sources.len + 1);
    announcement->len = c->sources.len;
    if (c->sources.len > 0)
        memcpy(announcement->sources, c->sources.items, c->sources.len * sizeof *c->sources.items);
    memory_free(c->blocks.items);
    memory_free(c->sources.items);
}

void announce_compose(const struct view *view, struct arena *arena, uint32_t meeting,
                      struct announcement *announcement, struct diags *diags)
{
    struct composer c = {.view = view,
                         .words = view->words,
                         .records = view->records,
                         .ledger = view->ledger,
                         .arena = arena,
                         .diags = diags,
                         .index = meeting,
                         .meeting = view->records->meetings[meeting]};
    decided_say(&c);
    entries_say(&c);
    claims_say(&c);
    corrections_say(&c);
    resolutions_say(&c);
    period_say(&c);
    bool assembly = c.meeting->kind == meeting_assembly;
    const char *committee = committee_name(&c);
    bool community = ends_in(c.records->village.name, "社区");
    announcement->paper = (struct notice_paper){
        .language = words_language(c.words) == language_en ? "en" : "zh-CN",
        .title = paper_title(&c, assembly ? "print.title_assembly" : "print.title_review"),
        .addressee = word(&c, community ? "print.addressee_community" : "print.addressee"),
        .closing = word(&c, "print.closing"),
        .name = committee ? of_village(&c, "print.sign", committee) : village_name(&c),
        .date = words_date(c.words, arena, c.meeting->noticed)};
    finish(&c, announcement);
}
