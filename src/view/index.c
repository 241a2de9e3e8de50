#include "view/index.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>

/* The word of the COUNT units at UNITS. */
static struct index_word *word_for(struct name_index *index, const struct fold_unit *units, uint32_t count)
{
    uint32_t *codes = memory_new(count + 1u, sizeof *codes);
    for (uint32_t i = 0; i < count; i++)
        codes[i] = units[i].code;
    uint32_t word = automaton_add(&index->automaton, codes, count);
    memory_free(codes);
    while (index->words.len <= word)
        memory_push(&index->words, (struct index_word){0});
    return &index->words.items[word];
}

/* --- what is in it */

/* A copy of LEN bytes at TEXT without the blanks at its ends. */
static const char *trimmed(struct arena *arena, const char *text, size_t len)
{
    uint32_t code;
    size_t n;
    while (len && (n = utf8_decode(text, len, &code)) && fold_blank(code)) {
        text += n;
        len -= n;
    }
    for (size_t i = 0, kept = 0;; i += n) {
        if (i == len || !(n = utf8_decode(text + i, len - i, &code)))
            return arena_text(arena, text, kept);
        if (!fold_blank(code))
            kept = i + n;
    }
}

/* What HOW does with each of the COUNT units of NAME. */
static struct pattern_unit *pattern_units(struct arena *arena, const char *name, enum mask how,
                                          const struct fold_unit *units, uint32_t count)
{
    size_t len = strlen(name);
    uint8_t *by_code = memory_new(utf8_count(name, len) + 1, sizeof *by_code);
    struct pattern_unit *made = arena_new(arena, struct pattern_unit, count);
    mask_actions(name, how, by_code);
    size_t code = 0, byte = 0;
    for (uint32_t u = 0; u < count; u++) {
        if (!units[u].len) {
            made[u].action = mask_drop;
            continue;
        }
        for (; byte < units[u].start; byte++)
            code += ((unsigned char)name[byte] & 0xC0) != 0x80;
        size_t codes = utf8_count(name + units[u].start, units[u].len), end = units[u].start + units[u].len;
        made[u].action = by_code[code];
        for (size_t i = 1; i < codes; i++)
            if (by_code[code + i] == mask_keep_star)
                made[u].action = mask_keep_star;
        made[u].text = name + units[u].start;
        made[u].len = units[u].len;
        if (u + 1 < count && units[u + 1].len) {
            made[u].gap = name + end;
            made[u].gap_len = (uint32_t)(units[u + 1].start - end);
        }
    }
    memory_free(by_code);
    return made;
}

/* Whether NAME, COUNT units, is one word that begins with a capital letter. */
static bool one_capital_word(const char *name, const struct fold_unit *units, uint32_t count)
{
    uint32_t first = 0;
    for (uint32_t i = 1; i < count; i++)
        if (units[i].len && units[i - 1].start + units[i - 1].len < units[i].start)
            return false;
    utf8_decode(name, strlen(name), &first);
    return uc_is_upper(first);
}

/* Who NAME, which the circle sees as HOW leaves it, is the name of. */
struct owned_name {
    const struct view *view;
    uint32_t household;
    enum mask how;
};

static void add_owner(struct name_index *index, struct pattern *pattern, uint32_t household)
{
    struct pattern_owner *owner = arena_new(&index->arena, struct pattern_owner, 1);
    *owner = (struct pattern_owner){household, pattern->owners};
    pattern->owners = owner;
}

/* Adds a name. Of several people of one name the strictest holds. */
static void add_name(struct name_index *index, const char *name, const struct owned_name *owned)
{
    uint32_t count;
    enum mask how = owned->how;
    if ((how == mask_none && owned->view->circle != circle_own) || mask_characters(name) < 2)
        return;
    name = trimmed(&index->arena, name, strlen(name));
    struct fold_unit *units = fold_units(name, strlen(name), &count);
    struct index_word *word = word_for(index, units, count);
    if (!word->name || index->patterns.items[word->name - 1].how < how) {
        struct pattern pattern = {.text = name,
                                  .len = count,
                                  .letters = !mask_han(name),
                                  .capital = !mask_han(name) && one_capital_word(name, units, count),
                                  .how = how,
                                  .owners = word->name ? index->patterns.items[word->name - 1].owners : NULL,
                                  .units = pattern_units(&index->arena, name, how, units, count),
                                  .shown = mask_text(&index->arena, name, how)};
        if (word->name)
            index->patterns.items[word->name - 1] = pattern;
        else
            memory_push(&index->patterns, pattern);
        word->name = word->name ? word->name : (uint32_t)index->patterns.len;
    }
    add_owner(index, &index->patterns.items[word->name - 1], owned->household);
    memory_free(units);
}

/* Whether an id looks like one where it stands in a sentence: letters and digits both, and not too few. */
static bool looks_like_id(const char *id)
{
    static const char digits[] = "0123456789";
    size_t len = strlen(id);
    return len > 2 && strcspn(id, digits) < len && strspn(id, digits) < len;
}

static void add_id(struct name_index *index, const struct records *records, const struct resident *resident)
{
    uint32_t count;
    struct fold_unit *units = fold_units(resident->id, strlen(resident->id), &count);
    struct index_word *word = word_for(index, units, count);
    bool household = map_find(&records->household_ids, resident->id) != map_none;
    struct pattern pattern = {.text = resident->id,
                              .len = count,
                              .letters = true,
                              .shown = records->households[resident->household]->id,
                              .bare = !household && looks_like_id(resident->id)};
    add_owner(index, &pattern, resident->household);
    memory_push(&index->patterns, pattern);
    word->id = (uint32_t)index->patterns.len;
    memory_free(units);
}

/* What stands as LEN bytes at TEXT is left as it is. */
static void keep(struct name_index *index, const char *text, size_t len)
{
    uint32_t count;
    text = trimmed(&index->arena, text, len);
    struct fold_unit *units = fold_units(text, strlen(text), &count);
    if (count)
        word_for(index, units, count)->kept = true;
    memory_free(units);
}

/* The same for every name of a list such as 李卫国、王芳. */
static void keep_people(struct name_index *index, const char *text)
{
    static const char *const between[] = {"、", "，", "；", ",", ";", "/"};
    keep(index, text, strlen(text));
    const char *start = text;
    for (const char *p = text; *p; p++)
        for (size_t i = 0; i < sizeof between / sizeof *between; i++)
            if (strncmp(p, between[i], strlen(between[i])) == 0) {
                keep(index, start, (size_t)(p - start));
                start = p + strlen(between[i]);
            }
    keep(index, start, strlen(start));
}

/*
 * The name of a village, town or city stays where it stands, and so does part of it (安乐屯 of 安乐屯村) that
 * holds a name and more than that: but not the name alone, which is a person then.
 */
static void keep_place(struct name_index *index, const char *place)
{
    enum { most = 24 };
    uint32_t count;
    if (!place)
        return;
    struct fold_unit *units = fold_units(place, strlen(place), &count);
    for (uint32_t from = 0; from < count && count <= most; from++)
        for (uint32_t len = 2; len <= count - from; len++) {
            struct index_word *word = word_for(index, units + from, len);
            word->kept = word->kept || !word->name;
        }
    memory_free(units);
    keep(index, place, strlen(place));
}

/* Adds NAME with 〓 for the characters that texts may have had private codes for, where there are such. */
static void add_geta(struct name_index *index, const char *name, const struct owned_name *owned)
{
    struct buf geta = {0};
    bool any = false;
    for (size_t i = 0, n, len = strlen(name); i < len; i += n) {
        uint32_t code = 0;
        n = utf8_decode(name + i, len - i, &code);
        bool had = fold_had_private(code);
        any = any || had;
        if (had)
            buf_puts(&geta, "〓");
        else
            buf_put(&geta, name + i, n);
    }
    if (any)
        add_name(index, arena_copy(&index->arena, buf_text(&geta)), owned);
    buf_free(&geta);
}

/* Adds the name TEXT of RECORD, and as the field FIELD has it where that holds private-use characters. */
static void add_written(struct name_index *index, const struct record *record, const char *field,
                        const char *text, const struct owned_name *owned)
{
    const struct node *value = record->node ? node_get(record->node, field) : NULL;
    add_name(index, text, owned);
    add_geta(index, text, owned);
    if (value && strcmp(value->text, text) != 0)
        add_name(index, value->text, owned);
}

static void keep_exceptions(struct name_index *index, const struct view *view)
{
    const struct records *records = view->records;
    const struct village *village = &records->village;
    for (uint32_t i = 0; i < records->meetings_len; i++)
        if (records->meetings[i]->chair && records->meetings[i]->date <= view->ledger->date)
            keep_people(index, records->meetings[i]->chair);
    for (uint32_t i = 0; i < village->offices_len; i++)
        if (village->offices[i].holder)
            keep_people(index, village->offices[i].holder);
    for (uint32_t i = 0; i < village->privacy.words.len; i++)
        keep(index, strings_at(&village->privacy.words, i), strlen(strings_at(&village->privacy.words, i)));
    keep_place(index, village->name);
    keep_place(index, village->town);
    keep_place(index, village->city);
}

struct name_index *index_make(const struct view *view)
{
    if (view->circle == circle_office)
        return NULL;
    const struct records *records = view->records;
    struct name_index *index = memory_new(1, sizeof *index);
    for (uint32_t i = 0; i < records->households_len; i++) {
        const struct household *h = records->households[i];
        struct owned_name owned = {view, i, mask_of(view, h, mask_head_minor(h))};
        add_written(index, &h->record, "head", h->head.text, &owned);
    }
    for (uint32_t i = 0; i < records->residents_len; i++) {
        const struct resident *r = records->residents[i];
        struct owned_name owned = {view, r->household,
                                   mask_of(view, records->households[r->household], r->minor)};
        add_written(index, &r->record, "name", r->name.text, &owned);
        add_id(index, records, r);
    }
    keep_exceptions(index, view);
    automaton_finish(&index->automaton);
    return index;
}

void index_free(struct name_index *index)
{
    if (!index)
        return;
    memory_free(index->patterns.items);
    memory_free(index->words.items);
    automaton_free(&index->automaton);
    arena_free(&index->arena);
    memory_free(index);
}
