/* Names in texts: found, masked, warned of. */
#include "base/memory.h"
#include "base/utf8.h"
#include "view/index.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

/* A pattern that stands in a text. */
struct occurrence {
    uint32_t start; /* the first unit */
    uint32_t pattern;
    const char *shown; /* an id: what stands in its place */
};

struct reading {
    const struct view *view;
    const struct name_index *index;
    const char *text;
    struct unit *units;
    uint32_t count;
    uint8_t *actions;     /* a mask_action a unit */
    const char **instead; /* a unit: what is written in place of it; NULL: nothing but what the action says.
                             NULL altogether until there is one */
    uint32_t *kept; /* a unit: up to where a kept word that begins at or before it reaches; NULL: none */
    struct {
        struct occurrence *items;
        size_t len, cap;
    } found;
};

static const struct pattern *pattern_of(const struct reading *r, const struct occurrence *o)
{
    return &r->index->patterns.items[o->pattern];
}

/* --- finding
 * ------------------------------------------------------------------------------------------------- */

/* Whether a word goes on over the character CODE. */
static bool in_word(uint32_t code)
{
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    return !utf8_han(code) &&
           (uc_is_property_alphabetic(code) || uc_is_general_category(code, UC_CATEGORY_M));
}

/* Whether the units from START to END stand by themselves. */
static bool stands_alone(const struct reading *r, uint32_t start, uint32_t end, bool id)
{
    uint32_t before = start ? r->units[start - 1].code : ' ';
    uint32_t behind = end < r->count ? r->units[end].code : ' ';
    if (in_word(before) || in_word(behind))
        return false;
    if (!id)
        return true;
    bool goes_on = behind == '.' && end + 1 < r->count && in_word(r->units[end + 1].code);
    return before != '-' && before != '_' && before != '.' && behind != '-' && behind != '_' && !goes_on;
}

/*
 * What stands in place of the resident's id at START: at the end of an entry's id, ~K; else the household's
 * id. NULL: it is left, it is hardly meant.
 */
static const char *id_instead(const struct reading *r, uint32_t start, const struct pattern *pattern,
                              struct arena *arena)
{
    uint32_t first = start;
    while (first && r->units[first - 1].code < 0x80 &&
           (in_word(r->units[first - 1].code) || strchr("._-/", (int)r->units[first - 1].code)))
        first--;
    const char *id = r->text + r->units[first].start;
    size_t len = r->units[start].start + strlen(pattern->text) - r->units[first].start;
    uint32_t entry = first < start ? entry_find(r->view->records, id, len) : records_none;
    if (entry != records_none && r->view->records->entries[entry].item &&
        r->view->records->entries[entry].resident != records_none)
        return arena_printf(arena, "~%u", r->view->records->entries[entry].item);
    return pattern->bare ? pattern->shown : NULL;
}

/* Takes note of what ends at the node NODE, which was reached from unit START to unit END. */
static void take(struct reading *r, uint32_t node, uint32_t start, uint32_t end, struct arena *arena)
{
    const struct index_node *n = &r->index->nodes.items[node];
    if (n->kept) {
        if (!r->kept)
            r->kept = memory_new(r->count, sizeof *r->kept);
        r->kept[start] = end; /* the longest comes last */
    }
    if (n->id && stands_alone(r, start, end, true)) {
        struct occurrence o = {start, n->id - 1, NULL};
        o.shown = id_instead(r, start, pattern_of(r, &o), arena);
        if (o.shown)
            memory_push(&r->found, o);
    }
    if (n->name) {
        struct occurrence o = {start, n->name - 1, NULL};
        if (!pattern_of(r, &o)->letters || stands_alone(r, start, end, false))
            memory_push(&r->found, o);
    }
}

static void find(struct reading *r, struct arena *arena)
{
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t node = 0;
        for (uint32_t j = i; j < r->count; j++) {
            node = index_step(r->index, node, r->units[j].code);
            if (!node)
                break;
            take(r, node, i, j + 1, arena);
        }
    }
    for (uint32_t i = 1; r->kept && i < r->count; i++)
        if (r->kept[i] < r->kept[i - 1])
            r->kept[i] = r->kept[i - 1];
}

/* --- masking
 * ------------------------------------------------------------------------------------------------- */

/* Where the ids go first, then the longest. */
struct ranked {
    struct occurrence occurrence;
    uint32_t len;
    bool id;
};

static int longest_first(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->id != b->id)
        return a->id ? -1 : 1;
    if (a->len != b->len)
        return a->len > b->len ? -1 : 1;
    return a->occurrence.start < b->occurrence.start ? -1 : a->occurrence.start > b->occurrence.start;
}

/* Whether the name still stands there: of what overlaps it, nothing has hidden a character of it. */
static bool still_there(const struct reading *r, uint32_t start, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        if (r->actions[start + i] != mask_keep && (r->actions[start + i] != mask_keep_star || i + 1 < len))
            return false;
    return true;
}

static void hide(struct reading *r, const struct occurrence *o, const struct pattern *p)
{
    if (!p->actions) {
        memset(r->actions + o->start, mask_drop, p->len);
        if (!r->instead)
            r->instead = memory_new(r->count, sizeof *r->instead);
        r->instead[o->start] = o->shown;
        return;
    }
    for (uint32_t i = 0; i < p->len; i++)
        if (p->actions[i] != mask_keep)
            r->actions[o->start + i] = p->actions[i];
}

/* Hides what was found, the longest first, as far as it is not kept; what was hidden is left in r->found. */
static void mask_found(struct reading *r)
{
    struct ranked *ranked = memory_new(r->found.len, sizeof *ranked);
    size_t hidden = 0;
    for (size_t i = 0; i < r->found.len; i++) {
        const struct pattern *p = pattern_of(r, &r->found.items[i]);
        ranked[i] = (struct ranked){r->found.items[i], p->len, !p->actions};
    }
    qsort(ranked, r->found.len, sizeof *ranked, longest_first);
    for (size_t i = 0; i < r->found.len; i++) {
        const struct occurrence o = ranked[i].occurrence;
        const struct pattern *p = pattern_of(r, &o);
        bool kept = p->actions && r->kept && r->kept[o.start] >= o.start + p->len;
        if (kept || !still_there(r, o.start, p->len))
            continue;
        hide(r, &o, p);
        r->found.items[hidden++] = o;
    }
    r->found.len = hidden;
    memory_free(ranked);
}

/* The text with its characters kept, starred and dropped, STAR for a star. */
static const char *written(const struct reading *r, struct arena *arena, size_t len, const char *star)
{
    struct buf out = {0};
    uint32_t at = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        const struct unit *u = &r->units[i];
        buf_put(&out, r->text + at, u->start - at);
        if (r->instead && r->instead[i])
            buf_puts(&out, r->instead[i]);
        if (r->actions[i] == mask_keep || r->actions[i] == mask_keep_star)
            buf_put(&out, r->text + u->start, u->len);
        if (r->actions[i] == mask_star || r->actions[i] == mask_keep_star)
            buf_puts(&out, star);
        at = u->start + u->len;
    }
    buf_put(&out, r->text + at, len - at);
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

/* --- warning
 * ------------------------------------------------------------------------------------------------- */

static int by_start(const void *left, const void *right)
{
    const struct occurrence *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

enum { whole_line = 10000 }; /* a span that is cut at the line's end */

/* Warns of what was hidden. PLACE is where the text begins; columns are known on its first line, and on the
 * others if it is a file of its own. */
static void warn(struct reading *r, struct place place, struct diags *diags)
{
    uint32_t line = 0, column = 0;
    size_t at = 0;
    qsort(r->found.items, r->found.len, sizeof *r->found.items, by_start);
    for (size_t i = 0; i < r->found.len; i++) {
        const struct occurrence *o = &r->found.items[i];
        const struct pattern *p = pattern_of(r, o);
        for (size_t start = r->units[o->start].start; at < start; at++) {
            unsigned char c = (unsigned char)r->text[at];
            line += c == '\n';
            column = c == '\n' ? 0 : column + ((c & 0xC0) != 0x80);
        }
        bool exact = place.column == 1 || (place.column && line == 0);
        struct place here = {
            .file = place.file,
            .line = place.line + line,
            .column = exact ? (line ? 1 : place.column) + column : 1,
            .span = exact ? p->len : whole_line,
        };
        if (p->actions)
            diag_warning(diags, here, "name-in-text",
                         N_("the name \"{1}\" is shown as \"{2}\"; if a word is meant that is no name here, "
                            "put it in privacy.words"),
                         p->text, p->shown, NULL);
        else
            diag_warning(diags, here, "name-in-text",
                         N_("the resident's id \"{1}\" is not shown, \"{2}\" stands in its place"), p->text,
                         o->shown, NULL);
    }
}

static const char *text_with(const struct view *view, struct arena *arena, const char *text,
                             struct place place, struct diags *diags, const char *star)
{
    if (!view->names)
        return text;
    struct reading r = {.view = view, .index = view->names, .text = text};
    size_t len = strlen(text);
    r.units = units_of(text, len, &r.count);
    find(&r, arena);
    if (r.found.len) {
        r.actions = memory_new(r.count, sizeof *r.actions); /* zero: mask_keep */
        mask_found(&r);
        if (r.found.len) {
            text = written(&r, arena, len, star);
            if (diags)
                warn(&r, place, diags);
        }
    }
    memory_free(r.units);
    memory_free(r.actions);
    memory_free(r.instead);
    memory_free(r.kept);
    memory_free(r.found.items);
    return text;
}

const char *view_text(const struct view *view, struct arena *arena, const char *text, struct place place,
                      struct diags *diags)
{
    return text_with(view, arena, text, place, diags, "*");
}

const char *view_markdown(const struct view *view, struct arena *arena, const char *text, struct place place,
                          struct diags *diags)
{
    return text_with(view, arena, text, place, diags, "\\*");
}

/* --- all texts of the records
 * -------------------------------------------------------------------------------- */

/* Warns of names in the field NAME of RECORD, which holds TEXT; NULL where it is not given. */
static void check(const struct view *view, struct arena *arena, const char *text, const struct record *record,
                  const char *name, struct diags *diags)
{
    if (text)
        view_text(view, arena, text, node_text_place(node_get(record->node, name)), diags);
}

/* What does not come from meetings: the points lists, rewards, groups, whom to tell. */
static void check_lists(const struct view *view, struct arena *arena, struct diags *diags)
{
    const struct records *r = view->records;
    for (uint32_t i = 0; i < r->lists_len; i++) {
        check(view, arena, r->lists[i]->issuer, &r->lists[i]->record, "issuer", diags);
        check(view, arena, r->lists[i]->document, &r->lists[i]->record, "document", diags);
    }
    for (uint32_t i = 0; i < r->categories_len; i++)
        check(view, arena, r->categories[i]->title, &r->categories[i]->record, "title", diags);
    for (uint32_t i = 0; i < r->rules_len; i++) {
        check(view, arena, r->rules[i]->title, &r->rules[i]->record, "title", diags);
        if (node_get(r->rules[i]->record.node, "unit"))
            check(view, arena, r->rules[i]->unit, &r->rules[i]->record, "unit", diags);
    }
    for (uint32_t i = 0; i < r->rewards_len; i++)
        check(view, arena, r->rewards[i]->title, &r->rewards[i]->record, "title", diags);
    for (uint32_t i = 0; i < r->groups_len; i++)
        check(view, arena, r->groups[i]->name, &r->groups[i]->record, "name", diags);
    check(view, arena, r->village.contact, &r->village.notice, "contact", diags);
}

void view_check_texts(const struct view *view, struct diags *diags)
{
    const struct records *records = view->records;
    struct arena arena = {0};
    check_lists(view, &arena, diags);
    for (uint32_t i = 0; i < records->meetings_len; i++) {
        const struct meeting *m = records->meetings[i];
        if (m->date > view->ledger->date)
            continue;
        check(view, &arena, m->title, &m->record, "title", diags);
        check(view, &arena, m->minutes, &m->record, "minutes", diags);
        for (uint32_t k = 0; k < m->decisions_len; k++)
            if (!m->decisions[k].approve)
                check(view, &arena, m->decisions[k].reason, &m->decisions[k].record, "reason", diags);
        for (uint32_t k = 0; k < m->corrections_len; k++)
            check(view, &arena, m->corrections[k].reason, &m->corrections[k].record, "reason", diags);
        for (uint32_t k = 0; k < m->resolutions_len; k++)
            check(view, &arena, m->resolutions[k].reason, &m->resolutions[k].record, "reason", diags);
    }
    arena_free(&arena);
}
