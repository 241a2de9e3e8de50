/* The entries: for the office with where each stands, and as public data. */
#include "tables/tables.h"

/* All that a table says of an entry, in the order in which it is said. */
enum column {
    column_id,
    column_meeting_first,
    column_household,
    column_who,
    column_resident,
    column_rule,
    column_deed,
    column_date,
    column_times,
    column_raw,
    column_credited,
    column_word,
    column_mark,
    column_status,
    column_final_from,
    column_place,
    column_file,
    column_line,
    column_meeting,
    columns
};

static const struct listing_column for_office[columns] = {
    [column_id] = {.word = "table.entry", .key = "id", .kind = listing_id},
    [column_meeting_first] = {.key = "meeting", .kind = listing_id},
    [column_household] = {.word = "table.id", .key = "household", .kind = listing_id},
    [column_who] = {.word = "table.household", .kind = listing_words},
    [column_resident] = {.key = "resident", .kind = listing_id},
    [column_rule] = {.word = "table.rule", .key = "rule", .kind = listing_id},
    [column_date] = {.word = "table.date", .key = "date", .kind = listing_date},
    [column_times] = {.key = "times", .kind = listing_points},
    [column_credited] = {.word = "table.points", .key = "credited", .kind = listing_points, .sum = true},
    [column_word] = {.key = "status", .kind = listing_words},
    [column_status] = {.word = "table.status", .kind = listing_words},
    [column_place] = {.word = "table.place", .kind = listing_words},
    [column_file] = {.key = "file", .kind = listing_words},
    [column_line] = {.key = "line", .kind = listing_whole},
};

static const struct listing_column for_all[columns] = {
    [column_id] = {.word = "data.entry", .kind = listing_id},
    [column_household] = {.word = "table.id", .kind = listing_id},
    [column_who] = {.word = "data.who", .kind = listing_words},
    [column_rule] = {.word = "data.rule", .kind = listing_id},
    [column_deed] = {.word = "data.deed", .kind = listing_words},
    [column_date] = {.word = "data.date", .kind = listing_date},
    [column_times] = {.word = "data.times", .kind = listing_points},
    [column_raw] = {.word = "data.raw", .kind = listing_points},
    [column_credited] = {.word = "data.credited", .kind = listing_points},
    [column_mark] = {.word = "data.status", .kind = listing_words},
    [column_final_from] = {.word = "data.final_from", .kind = listing_date},
    [column_meeting] = {.word = "data.meeting_id", .kind = listing_id},
};

/* What is composed, and what is said again and again: there are many entries. */
struct composing {
    const struct view *view;
    struct arena *arena;
    struct arena *row;   /* of what is said of one entry alone */
    const char **titles; /* by rule, masked; NULL: they are not said */
    const char **names;  /* by household, once it was named */
    struct {
        enum status status; /* status_future: nothing yet */
        int32_t date;
        const char *text;
    } status; /* as it was said last */
    struct {
        const struct node *node;
        const char *text;
    } place; /* likewise */
};

/* What a rule asks for, masked: once a rule. */
static const char **titles_of(const struct view *view, struct arena *arena)
{
    const struct records *r = view->records;
    const char **titles = arena_new(arena, const char *, r->rules_len + 1);
    for (uint32_t i = 0; i < r->rules_len; i++)
        titles[i] = tables_shown(view, arena, r->rules[i]->title);
    return titles;
}

static const char *name_of(struct composing *c, uint32_t entry)
{
    const struct entry *e = &c->view->records->entries[entry];
    if (e->resident != records_none || c->view->records->rules[e->rule]->kind == kind_negative)
        return view_entry_name(c->view, entry);
    if (!c->names[e->household])
        c->names[e->household] = view_household(c->view, e->household);
    return c->names[e->household];
}

static const char *status_of(struct composing *c, uint32_t entry)
{
    const struct posting *posting = &c->view->ledger->postings[entry];
    const struct meeting *meeting = c->view->records->meetings[c->view->records->entries[entry].meeting];
    int32_t date = posting->status == status_notice ? meeting->notice_last : posting_final_from(posting);
    if (posting->status == status_void)
        return view_status(c->view, c->row, entry);
    if (posting->status != c->status.status || date != c->status.date) {
        c->status.status = posting->status;
        c->status.date = date;
        c->status.text = view_status(c->view, c->row, entry);
    }
    return c->status.text;
}

/* "records/meetings/2026-03-05.yaml:12". */
static const char *place_of(struct composing *c, const struct node *node)
{
    const struct node *last = c->place.node;
    if (!last || last->place.file != node->place.file || last->place.line != node->place.line)
        c->place.text =
            arena_printf(c->row, "%s:%u", records_path(c->view->records, node->place.file), node->place.line);
    c->place.node = node;
    return c->place.text;
}

static union listing_cell text(const char *text)
{
    return (union listing_cell){.text = text};
}

static union listing_cell number(int64_t number)
{
    return (union listing_cell){.number = number};
}

static union listing_cell cell(struct composing *c, uint32_t entry, enum column column)
{
    static const char *const marks[] = {"", "mark.notice", "mark.suspended", "mark.final", "mark.void"};
    const struct view *view = c->view;
    const struct records *r = view->records;
    const struct entry *e = &r->entries[entry];
    const struct posting *posting = &view->ledger->postings[entry];
    const struct place *place = &e->node->place;
    switch (column) {
    case column_id:
        return text(view_entry_id(view, c->row, entry));
    case column_meeting_first:
    case column_meeting:
        return text(r->meetings[e->meeting]->id);
    case column_household:
        return text(r->households[e->household]->id);
    case column_who:
        return text(name_of(c, entry));
    case column_resident:
        return text(e->resident == records_none ? NULL : r->residents[e->resident]->id);
    case column_rule:
        return text(r->rules[e->rule]->id);
    case column_deed:
        return text(c->titles[e->rule]);
    case column_date:
        return number(e->date);
    case column_times:
        return number(e->times);
    case column_raw:
        return number(posting->raw);
    case column_credited:
        return number(posting->credited);
    case column_word:
        return text(view_status_word(posting->status));
    case column_mark:
        return text(words_get(view->words, marks[posting->status]));
    case column_status:
        return text(status_of(c, entry));
    case column_final_from:
        return number(tables_day(posting_final_from(posting)));
    case column_place:
        return text(place_of(c, e->node));
    case column_file:
        return text(records_path(r, place->file));
    case column_line:
        return number(place->line);
    default:
        return text(NULL);
    }
}

static void add_entry(struct composing *c, struct listing *table, uint32_t entry)
{
    union listing_cell *cells = listing_row(table);
    if (table->rows == 1) { /* of those at hand: what was said before may be gone */
        c->status.status = status_future;
        c->place.node = NULL;
    }
    for (int column = 0; column < columns; column++)
        if (table->columns[column].word || table->columns[column].key)
            cells[column] = cell(c, entry, (enum column)column);
}

static struct composing compose(const struct view *view, struct arena *arena)
{
    return (struct composing){.view = view,
                              .arena = arena,
                              .row = arena,
                              .names = arena_new(arena, const char *, view->records->households_len + 1)};
}

static bool is_chosen(const struct view *view, const struct ledger_selection *selection, uint32_t entry)
{
    const struct entry *e = &view->records->entries[entry];
    return view->ledger->postings[entry].status != status_future &&
           selection_holds(selection, e->household) && selection_holds_meeting(selection, e->meeting) &&
           selection_holds_cycle(selection, cycle_of(&view->records->village, e->date));
}

static size_t count_chosen(const struct view *view, const struct ledger_selection *selection)
{
    size_t chosen = 0;
    for (uint32_t i = 0; i < view->records->entries_len; i++)
        chosen += is_chosen(view, selection, i);
    return chosen;
}

/* The table without rows, for MOST of them. */
static struct listing *new_table(const struct view *view, struct arena *arena, size_t most)
{
    struct listing *table = listing_new(arena, view->words, "entries", for_office, columns, most);
    table->date = view->ledger->date;
    return table;
}

static void add_chosen(struct composing *c, struct listing *table, const struct ledger_selection *selection)
{
    for (uint32_t i = 0; i < c->view->records->entries_len; i++)
        if (is_chosen(c->view, selection, i))
            add_entry(c, table, i);
}

struct listing *tables_entries(const struct view *view, struct arena *arena,
                               const struct ledger_selection *selection)
{
    struct composing c = compose(view, arena);
    struct listing *table = new_table(view, arena, count_chosen(view, selection));
    add_chosen(&c, table, selection);
    return table;
}

struct listing *tables_entries_head(const struct view *view, struct arena *arena,
                                    const struct ledger_selection *selection, size_t *rows)
{
    *rows = count_chosen(view, selection);
    return new_table(view, arena, 0);
}

void tables_entries_flow(const struct view *view, const struct ledger_selection *selection, size_t at_hand,
                         struct listing_flow *flow)
{
    struct arena arena = {0};
    struct composing c = compose(view, &arena);
    struct listing *table = new_table(view, &arena, at_hand);
    listing_flow_begin(table, flow);
    c.row = &flow->texts;
    add_chosen(&c, table, selection);
    listing_flow_end(table);
    arena_free(&arena);
}

struct listing *tables_decisions(const struct view *view, struct arena *arena, const struct cycle *cycle,
                                 size_t most, struct listing_flow *flow)
{
    enum { at_hand = 1000 }; /* rows, of a table that flows */
    struct composing c = compose(view, arena);
    c.titles = titles_of(view, arena);
    if (most > cycle->entries_len)
        most = cycle->entries_len;
    struct listing *table =
        listing_new(arena, view->words, "entries", for_all, columns, flow && most > at_hand ? at_hand : most);
    listing_flow_begin(table, flow);
    if (flow)
        c.row = &flow->texts;
    size_t rows = 0;
    for (uint32_t i = 0; i < cycle->entries_len && rows < most; i++) {
        if (!view_lists(view, cycle->entries[i]))
            continue;
        add_entry(&c, table, cycle->entries[i]);
        rows++;
    }
    listing_flow_end(table);
    return table;
}
