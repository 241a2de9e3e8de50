/* Names in texts: found, masked, warned of. */
#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "records/published.h"
#include "records/schemas.h"
#include "view/index.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

/* A pattern that stands in a text. */
struct occurrence {
    uint32_t start; /* the first unit */
    uint32_t pattern;
    const char *shown; /* an id: what stands in its place */
};

/* What is done with a unit, and by which occurrence (from 1, in the order of hiding; 0: untouched). */
struct doing {
    enum mask_action action;
    uint32_t by;
    const struct pattern *pattern;
    uint32_t place;      /* of the pattern's units */
    const char *instead; /* what is written in its place; NULL: nothing but what the action says */
};

struct reading {
    const struct view *view;
    const struct name_index *index;
    const char *text;
    size_t len;
    struct fold_unit *units;
    uint32_t count;
    struct doing *doings; /* one a unit */
    uint32_t *kept;   /* a unit: up to where a kept word that begins at or before it reaches; NULL: none */
    uint32_t *names;  /* a unit: the pattern of the longest name that begins at it, from 1; NULL: none does */
    uint32_t longest; /* units of the longest of these */
    struct {
        struct occurrence *items;
        size_t len, cap;
    } found; /* ids; in the end what was hidden */
};

static const struct pattern *pattern_of(const struct reading *r, const struct occurrence *o)
{
    return &r->index->patterns.items[o->pattern];
}

/* Bytes of the text up to the end of the unit before END. */
static size_t end_of(const struct reading *r, uint32_t end)
{
    return r->units[end - 1].start + r->units[end - 1].len;
}

/* --- finding */

/* Whether a word goes on over the character CODE. */
static bool in_word(uint32_t code)
{
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    return !utf8_han(code) &&
           (uc_is_property_alphabetic(code) || uc_is_general_category(code, UC_CATEGORY_M));
}

/* The character that is seen before the byte AT of the text; a blank where there is none. */
static uint32_t seen_before(const struct reading *r, size_t at)
{
    uint32_t code = ' ';
    while (at) {
        do
            at--;
        while (at && ((unsigned char)r->text[at] & 0xC0) == 0x80);
        if (utf8_decode(r->text + at, r->len - at, &code) && !fold_unseen(code))
            return fold_code(code);
    }
    return ' ';
}

/* Whether the units from START to END stand by themselves. */
static bool stands_alone(const struct reading *r, uint32_t start, uint32_t end, bool id)
{
    size_t at = end_of(r, end), n = 0;
    uint32_t before = seen_before(r, r->units[start].start), behind = ' ', next = ' ';
    if (at < r->len)
        n = utf8_decode(r->text + at, r->len - at, &behind);
    behind = fold_code(behind);
    if (in_word(before) || in_word(behind))
        return false;
    if (!id)
        return true;
    if (n && at + n < r->len)
        utf8_decode(r->text + at + n, r->len - at - n, &next);
    bool goes_on = behind == '.' && in_word(fold_code(next));
    return before != '-' && before != '_' && before != '.' && behind != '-' && behind != '_' && !goes_on;
}

/* Whether the units from START to END are the id of PATTERN, with the very signs that are in it. */
static bool is_id(const struct reading *r, uint32_t start, uint32_t end, const struct pattern *pattern)
{
    struct buf said = {0}, id = {0};
    size_t from = r->units[start].start;
    fold_id(&said, r->text + from, end_of(r, end) - from);
    fold_id(&id, pattern->text, strlen(pattern->text));
    bool same = strcmp(buf_text(&said), buf_text(&id)) == 0;
    buf_free(&said);
    buf_free(&id);
    return same && stands_alone(r, start, end, true);
}

/*
 * What stands in place of the resident's id at START: at the end of an entry's id, ~K; else the household's
 * id. NULL: it is left, it is hardly meant.
 */
static const char *id_instead(const struct reading *r, uint32_t start, uint32_t end,
                              const struct pattern *pattern, struct arena *arena)
{
    size_t from = r->units[start].start, first = from;
    while (first && (unsigned char)r->text[first - 1] < 0x80 &&
           (in_word((unsigned char)r->text[first - 1]) || strchr("._-/", r->text[first - 1])))
        first--;
    uint32_t entry =
        first < from ? entry_find(r->view->records, r->text + first, end_of(r, end) - first) : records_none;
    if (entry != records_none && r->view->records->entries[entry].item &&
        r->view->records->entries[entry].resident != records_none)
        return arena_printf(arena, "~%u", r->view->records->entries[entry].item);
    return pattern->bare ? pattern->shown : NULL;
}

/* Whether the name of PATTERN may be meant by the word at the unit START: no common word in small letters. */
static bool may_be_meant(const struct reading *r, uint32_t start, const struct pattern *pattern)
{
    uint32_t code = 0;
    if (!pattern->capital)
        return true;
    utf8_decode(r->text + r->units[start].start, r->len - r->units[start].start, &code);
    return !uc_is_lower(fold_code(code));
}

/* Whether PATTERN is of the household whose papers they are. */
static bool is_own(const struct reading *r, const struct pattern *pattern)
{
    const struct pattern_owner *owner = pattern->owners;
    while (owner && owner->household != r->view->household)
        owner = owner->next;
    return owner != NULL;
}

/* The units from START to END are left as they are. */
static void keep(struct reading *r, uint32_t start, uint32_t end)
{
    if (!r->kept)
        r->kept = memory_new(r->count, sizeof *r->kept);
    if (r->kept[start] < end)
        r->kept[start] = end;
}

/* The name that the word number WORD is, where it stands for one from unit START to unit END; else NULL. */
static const struct pattern *name_at(const struct reading *r, uint32_t word, uint32_t start, uint32_t end)
{
    const struct index_word *w = &r->index->words.items[word];
    const struct pattern *p = w->name ? &r->index->patterns.items[w->name - 1] : NULL;
    bool meant = p && (!p->letters || (may_be_meant(r, start, p) && stands_alone(r, start, end, false)));
    return meant ? p : NULL;
}

/* Whether a name is hidden where it stands. */
static bool is_hidden(const struct reading *r, const struct pattern *name)
{
    return name && !is_own(r, name) && name->how != mask_none;
}

/* Of the names that begin at START the longest is enough: who hides it hides the others. */
static void note_name(struct reading *r, uint32_t start, const struct pattern *name)
{
    if (!r->names)
        r->names = memory_new(r->count, sizeof *r->names);
    uint32_t *noted = &r->names[start];
    if (!*noted || r->index->patterns.items[*noted - 1].len < name->len)
        *noted = (uint32_t)(name - r->index->patterns.items) + 1;
    r->longest = name->len > r->longest ? name->len : r->longest;
}

/* Takes note of the word number WORD, which stands from unit START to unit END. */
static void take(struct reading *r, uint32_t word, uint32_t start, uint32_t end, struct arena *arena)
{
    const struct index_word *w = &r->index->words.items[word];
    if (w->kept)
        keep(r, start, end);
    struct occurrence id = {start, w->id - 1, NULL};
    if (w->id && !is_own(r, pattern_of(r, &id)) && is_id(r, start, end, pattern_of(r, &id))) {
        id.shown = id_instead(r, start, end, pattern_of(r, &id), arena);
        if (id.shown)
            memory_push(&r->found, id);
    }
    const struct pattern *name = name_at(r, word, start, end);
    if (is_hidden(r, name))
        note_name(r, start, name);
    else if (name && is_own(r, name))
        keep(r, start, end);
}

static void find(struct reading *r, struct arena *arena)
{
    const struct automaton *automaton = &r->index->automaton;
    uint32_t state = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t word, len = 0;
        state = automaton_step(automaton, state, r->units[i].code);
        for (uint32_t s = state; (word = automaton_next(automaton, &s, &len)) != automaton_none;)
            take(r, word, i + 1 - len, i + 1, arena);
    }
    for (uint32_t i = 1; r->kept && i < r->count; i++)
        if (r->kept[i] < r->kept[i - 1])
            r->kept[i] = r->kept[i - 1];
}

/* --- masking */

/* How many of the LEN units from START on stand there still: nothing that overlaps them has hidden one. */
static uint32_t still_there(const struct reading *r, uint32_t start, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        enum mask_action action = r->doings[start + i].action;
        if (action != mask_keep && (action != mask_keep_star || i + 1 < len))
            return i;
    }
    return len;
}

/* Hides the occurrence O, number NUMBER of those hidden from 1. */
static void hide(struct reading *r, const struct occurrence *o, const struct pattern *p, uint32_t number)
{
    for (uint32_t i = 0; i < p->len; i++) {
        struct doing *d = &r->doings[o->start + i];
        enum mask_action action = p->units ? p->units[i].action : mask_drop;
        if (action == mask_keep && d->by)
            continue;
        *d = (struct doing){.action = action, .by = number, .pattern = p, .place = i};
        if (!p->units && i == 0)
            d->instead = o->shown;
    }
}

/* Places at which names of one length begin. */
struct places {
    uint32_t *items;
    size_t len, cap;
};

static int by_place(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* The longest name of at most MOST units that begins at START; NULL: none. */
static const struct pattern *shorter_name(const struct reading *r, uint32_t start, uint32_t most)
{
    const struct automaton *automaton = &r->index->automaton;
    const struct pattern *longest = NULL;
    uint32_t state = 0;
    for (uint32_t i = start; i < start + most; i++) {
        state = automaton_on(automaton, state, r->units[i].code);
        if (!state)
            break;
        uint32_t word = automaton_word(automaton, state);
        const struct pattern *name = word == automaton_none ? NULL : name_at(r, word, start, i + 1);
        longest = is_hidden(r, name) ? name : longest;
    }
    return longest;
}

/* Hides O unless it is kept or was hidden in part. Returns how many of its units there are to hide. */
static uint32_t try_to_hide(struct reading *r, const struct occurrence *o, struct occurrence *hidden,
                            size_t *len)
{
    const struct pattern *p = pattern_of(r, o);
    if (p->units && r->kept && r->kept[o->start] >= o->start + p->len)
        return 0;
    uint32_t there = still_there(r, o->start, p->len);
    if (there == p->len) {
        hide(r, o, p, (uint32_t)*len + 1);
        hidden[(*len)++] = *o;
    }
    return there;
}

static int ids_first(const void *left, const void *right)
{
    const struct occurrence *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* Hides what was found, ids and then the longest names first, as far as it is not kept; what was hidden is in
 * r->found then. Where one name was hidden in part by others, a shorter one may begin there. */
static void mask_found(struct reading *r)
{
    size_t hidden_len = 0, most = r->found.len;
    struct places *lists = memory_new(r->longest + (size_t)1, sizeof *lists);
    for (uint32_t i = 0; r->names && i < r->count; i++)
        if (r->names[i]) {
            memory_push(&lists[r->index->patterns.items[r->names[i] - 1].len], i);
            most++;
        }
    struct occurrence *hidden = memory_new(most, sizeof *hidden);
    if (r->found.len)
        qsort(r->found.items, r->found.len, sizeof *r->found.items, ids_first);
    for (size_t i = 0; i < r->found.len; i++)
        try_to_hide(r, &r->found.items[i], hidden, &hidden_len);
    for (uint32_t len = r->names ? r->longest : 0; len > 0; len--) {
        struct places *list = &lists[len];
        if (list->len)
            qsort(list->items, list->len, sizeof *list->items, by_place);
        for (size_t i = 0; i < list->len; i++) {
            const struct occurrence o = {list->items[i], r->names[list->items[i]] - 1, NULL};
            uint32_t there = try_to_hide(r, &o, hidden, &hidden_len);
            /* the last of a shorter one's may be a character that stays with a star behind it */
            bool in_part = there && there < len;
            const struct pattern *other =
                in_part ? shorter_name(r, o.start, there + 1 < len ? there + 1 : len - 1) : NULL;
            if (!other)
                continue;
            r->names[o.start] = (uint32_t)(other - r->index->patterns.items) + 1;
            memory_push(&lists[other->len], o.start);
        }
        memory_free(list->items);
    }
    memory_free(lists);
    memory_free(r->found.items);
    r->found.items = hidden;
    r->found.len = hidden_len;
    r->found.cap = most;
}

/* What stands between the unit I and the one before it, LEN bytes at GAP. */
static void put_gap(const struct reading *r, struct buf *out, uint32_t i, const char *gap, size_t len)
{
    const struct doing *d = &r->doings[i], *before = i ? &r->doings[i - 1] : NULL;
    bool within = before && d->by && d->by == before->by && !memchr(gap, '\n', len);
    if (within && d->action == mask_drop)
        return;
    const struct pattern_unit *unit =
        within && before->pattern->units ? &before->pattern->units[before->place] : NULL;
    if (unit && unit->gap_len)
        buf_put(out, unit->gap, unit->gap_len);
    else
        buf_put(out, gap, len);
}

/* Whether something is done with one of the units that are the character of unit I. */
static bool is_touched(const struct reading *r, uint32_t i)
{
    while (i && !r->units[i].len)
        i--;
    do
        if (r->doings[i].by)
            return true;
    while (++i < r->count && !r->units[i].len);
    return false;
}

static void put_unit(const struct reading *r, struct buf *out, uint32_t i, const char *star)
{
    const struct doing *d = &r->doings[i];
    if (!d->by) {
        if (!is_touched(r, i))
            buf_put(out, r->text + r->units[i].start, r->units[i].len);
        else
            buf_put_utf8(out, r->units[i].code);
        return;
    }
    if (d->instead)
        buf_puts(out, d->instead);
    if (d->action == mask_keep || d->action == mask_keep_star)
        buf_put(out, d->pattern->units[d->place].text, d->pattern->units[d->place].len);
    if (d->action == mask_star || d->action == mask_keep_star)
        buf_puts(out, star);
}

/* The text with its characters kept, starred and dropped, STAR for a star. */
static const char *written(const struct reading *r, struct arena *arena, const char *star)
{
    struct buf out = {0};
    size_t at = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        const struct fold_unit *u = &r->units[i];
        if (u->start > at)
            put_gap(r, &out, i, r->text + at, u->start - at);
        else if (i)
            put_gap(r, &out, i, "", 0);
        put_unit(r, &out, i, star);
        at = u->start + u->len;
    }
    buf_put(&out, r->text + at, r->len - at);
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

/* --- warning */

static int by_start(const void *left, const void *right)
{
    const struct occurrence *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

enum { whole_line = 10000 }; /* a span that is cut at the line's end */

/* What the list of words that are left as they are is called in village.yaml: "privacy.words". */
static const char *words_called(const struct view *view, struct arena *arena)
{
    const struct schema *village = records_schema(source_village);
    const struct node *root = view->records->village.record.node, *privacy = node_get(root, "privacy");
    const char *outer = schema_called(village, root, "privacy");
    const char *inner = schema_called(schema_named(village, "privacy")->schema,
                                      privacy && privacy->kind == node_map ? privacy : root, "words");
    return arena_printf(arena, "%s.%s", outer, inner);
}

/* Warns of what was hidden. PLACE is where the text begins; columns are known on its first line, and on the
 * others if it is a file of its own. */
static void warn(const struct reading *r, struct place place, struct arena *arena, struct diags *diags)
{
    uint32_t line = 0, column = 0;
    size_t at = 0;
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
            .span =
                exact ? (uint32_t)utf8_count(r->text + at, end_of(r, o->start + p->len) - at) : whole_line,
        };
        if (p->units)
            diag_warning(diags, here, "name-in-text",
                         N_("the name \"{1}\" is shown as \"{2}\"; if a word is meant that is no name here, "
                            "put it in {3}"),
                         p->text, p->shown, words_called(r->view, arena), NULL);
        else
            diag_warning(diags, here, "name-in-text",
                         N_("the resident's id \"{1}\" is not shown, \"{2}\" stands in its place"), p->text,
                         o->shown, NULL);
    }
}

/* Reads TEXT and hides what is in it; false where nothing is. To be closed in any case. */
static bool reading_open(struct reading *r, const struct view *view, struct arena *arena, const char *text)
{
    *r = (struct reading){.view = view, .index = view->names, .text = text, .len = strlen(text)};
    if (!r->index)
        return false;
    r->units = fold_units(text, r->len, &r->count);
    find(r, arena);
    if (!r->found.len && !r->names)
        return false;
    r->doings = memory_new(r->count, sizeof *r->doings);
    mask_found(r);
    qsort(r->found.items, r->found.len, sizeof *r->found.items, by_start);
    return r->found.len > 0;
}

static void reading_close(struct reading *r)
{
    memory_free(r->units);
    memory_free(r->doings);
    memory_free(r->kept);
    memory_free(r->names);
    memory_free(r->found.items);
}

static const char *text_with(const struct view *view, struct arena *arena, const char *text,
                             struct place place, struct diags *diags, const char *star)
{
    struct reading r;
    if (reading_open(&r, view, arena, text)) {
        if (diags)
            warn(&r, place, arena, diags);
        text = written(&r, arena, star);
    }
    reading_close(&r);
    return text;
}

const char *view_hidden(const struct view *view, struct arena *arena, const char *text)
{
    struct reading r;
    const char *hidden = NULL;
    if (reading_open(&r, view, arena, text))
        hidden = arena_copy(arena, pattern_of(&r, &r.found.items[0])->text);
    reading_close(&r);
    return hidden;
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

/* --- all texts of the records */

struct checking {
    const struct view *view;
    struct arena arena;
    struct diags *diags;
};

static void check(void *context, const struct node *value)
{
    struct checking *c = context;
    view_text(c->view, &c->arena, value->text, node_text_place(value), c->diags);
}

void view_check_texts(const struct view *view, struct diags *diags)
{
    struct checking checking = {.view = view, .diags = diags};
    records_published(view->records, view->ledger->date, check, &checking);
    arena_free(&checking.arena);
}
