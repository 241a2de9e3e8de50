/* The entries with their ids and where each stands: who corrects one or answers for it looks it up here. */
#include "base/csv.h"
#include "base/json.h"
#include "base/points.h"
#include "tables/grid.h"
#include "tables/tables.h"

enum column {
    column_id,
    column_household,
    column_head,
    column_rule,
    column_date,
    column_credited,
    column_status,
    column_place,
    columns
};

static const char *const headings[columns] = {"table.entry",  "table.id",   "table.household",
                                              "table.rule",   "table.date", "table.points",
                                              "table.status", "table.place"};

static bool is_chosen(const struct view *view, const struct ledger_selection *selection, uint32_t entry)
{
    const struct entry *e = &view->records->entries[entry];
    return view->ledger->postings[entry].status != status_future &&
           selection_holds(selection, e->household) && selection_holds_meeting(selection, e->meeting) &&
           selection_holds_cycle(selection, cycle_of(&view->records->village, e->date));
}

static const char *id_of(const struct view *view, struct arena *arena, uint32_t entry)
{
    struct buf id = {0};
    entry_id(view->records, &view->records->entries[entry], &id);
    const char *text = arena_text(arena, buf_text(&id), id.len);
    buf_free(&id);
    return text;
}

static const char *cell(const struct view *view, struct arena *arena, uint32_t entry, enum column column)
{
    const struct records *r = view->records;
    const struct entry *e = &r->entries[entry];
    const struct place *place = &e->node->place;
    char text[points_text_size], date[date_text_size];
    switch (column) {
    case column_id:
        return id_of(view, arena, entry);
    case column_household:
        return r->households[e->household]->id;
    case column_head:
        return e->resident == records_none ? view_household(view, arena, e->household)
                                           : view_resident(view, arena, e->resident);
    case column_rule:
        return r->rules[e->rule]->id;
    case column_date:
        date_format(e->date, date);
        return arena_copy(arena, date);
    case column_credited:
        points_format(view->ledger->postings[entry].credited, text);
        return arena_copy(arena, text);
    case column_status:
        return view_status(view, arena, entry);
    default:
        return arena_printf(arena, "%s:%u", records_path(r, place->file), place->line);
    }
}

void entries_text(const struct view *view, const struct ledger_selection *selection, struct buf *out)
{
    static const bool right[columns] = {[column_credited] = true};
    struct arena arena = {0};
    uint32_t len = view->records->entries_len;
    const char **cells = arena_new(&arena, const char *, (size_t)columns *(len + 1));
    size_t rows = 1;
    for (int c = 0; c < columns; c++)
        cells[c] = words_get(view->words, headings[c]);
    for (uint32_t i = 0; i < len; i++) {
        if (!is_chosen(view, selection, i))
            continue;
        for (int c = 0; c < columns; c++)
            cells[rows * columns + (size_t)c] = cell(view, &arena, i, (enum column)c);
        rows++;
    }
    grid_text(cells, rows, columns, right, out);
    arena_free(&arena);
}

void entries_csv(const struct view *view, const struct ledger_selection *selection, struct buf *out)
{
    csv_begin(out);
    for (int c = 0; c < columns; c++) {
        if (c)
            buf_putc(out, ',');
        csv_text(out, words_get(view->words, headings[c]));
    }
    csv_end(out);
    for (uint32_t i = 0; i < view->records->entries_len; i++) {
        if (!is_chosen(view, selection, i))
            continue;
        struct arena arena = {0};
        for (int c = 0; c < columns; c++) {
            if (c)
                buf_putc(out, ',');
            if (c == column_credited)
                csv_number(out, view->ledger->postings[i].credited);
            else
                csv_text(out, cell(view, &arena, i, (enum column)c));
        }
        csv_end(out);
        arena_free(&arena);
    }
}

static void put_entry(const struct view *view, struct json *json, uint32_t entry)
{
    const struct records *r = view->records;
    const struct entry *e = &r->entries[entry];
    const struct posting *p = &view->ledger->postings[entry];
    struct arena arena = {0};
    json_open(json, NULL);
    json_text(json, "id", id_of(view, &arena, entry));
    json_text(json, "meeting", r->meetings[e->meeting]->id);
    json_text(json, "household", r->households[e->household]->id);
    json_text(json, "resident", e->resident == records_none ? NULL : r->residents[e->resident]->id);
    json_text(json, "rule", r->rules[e->rule]->id);
    json_date(json, "date", e->date);
    json_points(json, "times", e->times);
    json_points(json, "credited", p->credited);
    json_text(json, "status", view_status_word(p->status));
    json_text(json, "file", records_path(r, e->node->place.file));
    json_whole(json, "line", e->node->place.line);
    json_close(json);
    arena_free(&arena);
}

void entries_json(const struct view *view, const struct ledger_selection *selection, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, NULL);
    json_date(&json, "date", view->ledger->date);
    json_array(&json, "entries");
    for (uint32_t i = 0; i < view->records->entries_len; i++)
        if (is_chosen(view, selection, i))
            put_entry(view, &json, i);
    json_end(&json);
    json_close(&json);
    buf_putc(out, '\n');
}
