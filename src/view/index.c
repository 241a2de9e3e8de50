#include "view/index.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

/* --- text as it is compared
 * ---------------------------------------------------------------------------------- */

/* What is not seen beside a character: variation selectors, soft hyphens, joiners, spaces without width. */
static bool is_unseen(uint32_t code)
{
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF) || code == 0xAD ||
           code == 0x34F || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

/* Whether people write nothing between the character CODE and its neighbours of the same kind. */
static bool written_solid(uint32_t code)
{
    return code == 0xB7 || utf8_han(code);
}

/* Bytes of the blanks and line ends at TEXT; *LINES is how many lines end in them. */
static size_t blanks_at(const char *text, size_t len, uint32_t *lines)
{
    size_t i = 0;
    *lines = 0;
    while (i < len) {
        uint32_t code = 0;
        size_t n = utf8_decode(text + i, len - i, &code);
        if (n == 0 || (!mask_blank(code) && code != '\n' && code != '\r' && !(i && is_unseen(code))))
            break;
        *lines += code == '\n';
        i += n;
    }
    return i;
}

/* The character at TEXT as it is compared, and its bytes with what is not seen behind it. */
static size_t character_at(const char *text, size_t len, uint32_t *code)
{
    size_t i = utf8_decode(text, len, code);
    if (i == 0) {
        *code = 0xFFFD;
        return 1;
    }
    if (mask_dot(*code))
        *code = 0xB7;
    for (uint32_t next; i < len;) {
        size_t n = utf8_decode(text + i, len - i, &next);
        if (n == 0 || !is_unseen(next))
            break;
        i += n;
    }
    return i;
}

struct unit *units_of(const char *text, size_t len, uint32_t *count)
{
    /* a byte that is no UTF-8 is a unit of its own */
    size_t most = utf8_valid(text, len) == len ? utf8_count(text, len) : len;
    struct unit *units = memory_new(most + 1, sizeof *units);
    uint32_t put = 0;
    for (size_t i = 0; i < len;) {
        uint32_t code, lines;
        size_t n = blanks_at(text + i, len - i, &lines);
        if (n == 0) {
            n = character_at(text + i, len - i, &code);
            units[put++] = (struct unit){code, (uint32_t)i, (uint32_t)n};
            i += n;
            continue;
        }
        uint32_t next = 0;
        if (i + n < len)
            character_at(text + i + n, len - i - n, &next);
        bool solid = lines < 2 && put && written_solid(units[put - 1].code) && written_solid(next);
        if (!solid)
            units[put++] = (struct unit){lines < 2 ? ' ' : '\n', (uint32_t)i, (uint32_t)n};
        i += n;
    }
    *count = put;
    return units;
}

/* --- the trie
 * ------------------------------------------------------------------------------------------------ */

struct index_edge {
    uint64_t key;  /* node and character */
    uint32_t node; /* the node behind; 0: no edge */
};

static uint64_t edge_key(uint32_t node, uint32_t code)
{
    return (uint64_t)node << 21 | code;
}

static struct index_edge *edge_of(const struct name_index *index, uint64_t key)
{
    uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = (size_t)(hash >> 32) & (index->edges_cap - 1);; i = (i + 1) & (index->edges_cap - 1)) {
        struct index_edge *edge = &index->edges[i];
        if (!edge->node || edge->key == key)
            return edge;
    }
}

uint32_t index_step(const struct name_index *index, uint32_t node, uint32_t code)
{
    return edge_of(index, edge_key(node, code))->node;
}

static void grow(struct name_index *index)
{
    struct name_index bigger = {.edges_cap = index->edges_cap * 2};
    bigger.edges = memory_new(bigger.edges_cap, sizeof *bigger.edges);
    for (size_t i = 0; i < index->edges_cap; i++)
        if (index->edges[i].node)
            *edge_of(&bigger, index->edges[i].key) = index->edges[i];
    memory_free(index->edges);
    index->edges = bigger.edges;
    index->edges_cap = bigger.edges_cap;
}

/* The node at the end of COUNT units, made where it is not there. */
static struct index_node *node_for(struct name_index *index, const struct unit *units, uint32_t count)
{
    uint32_t node = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (index->edges_len * 2 >= index->edges_cap)
            grow(index);
        struct index_edge *edge = edge_of(index, edge_key(node, units[i].code));
        if (!edge->node) {
            *edge = (struct index_edge){edge_key(node, units[i].code), (uint32_t)index->nodes.len};
            index->edges_len++;
            memory_push(&index->nodes, (struct index_node){0});
        }
        node = edge->node;
    }
    return &index->nodes.items[node];
}

/* --- what is in it
 * ------------------------------------------------------------------------------------------- */

/* A copy of LEN bytes at TEXT without the blanks at its ends. */
static const char *trimmed(struct arena *arena, const char *text, size_t len)
{
    uint32_t lines;
    size_t skipped = blanks_at(text, len, &lines), end = len;
    while (end > skipped && blanks_at(text + end - 1, 1, &lines))
        end--;
    return arena_text(arena, text + skipped, end - skipped);
}

/* The actions on the code points of NAME as actions on its units. */
static uint8_t *unit_actions(struct arena *arena, const char *name, enum mask how, const struct unit *units,
                             uint32_t count)
{
    size_t len = strlen(name);
    uint8_t *by_code = memory_new(utf8_count(name, len) + 1, sizeof *by_code);
    uint8_t *actions = arena_new(arena, uint8_t, count);
    mask_actions(name, how, by_code);
    size_t code = 0, byte = 0;
    for (uint32_t u = 0; u < count; u++) {
        for (; byte < units[u].start; byte++)
            code += ((unsigned char)name[byte] & 0xC0) != 0x80;
        actions[u] = by_code[code];
        size_t codes = utf8_count(name + units[u].start, units[u].len);
        for (size_t i = 1; i < codes; i++)
            if (by_code[code + i] == mask_keep_star)
                actions[u] = mask_keep_star;
    }
    memory_free(by_code);
    return actions;
}

/* Adds a name that the circle sees as HOW leaves it. Of several people of one name the strictest holds. */
static void add_name(struct name_index *index, const char *name, enum mask how)
{
    uint32_t count;
    if (how == mask_none || mask_characters(name) < 2)
        return;
    name = trimmed(&index->arena, name, strlen(name));
    struct unit *units = units_of(name, strlen(name), &count);
    uint32_t node = (uint32_t)(node_for(index, units, count) - index->nodes.items);
    uint32_t old = index->nodes.items[node].name;
    if (!old || index->patterns.items[old - 1].how < how) {
        struct pattern pattern = {.text = name,
                                  .len = count,
                                  .letters = !mask_han(name),
                                  .how = how,
                                  .actions = unit_actions(&index->arena, name, how, units, count),
                                  .shown = mask_text(&index->arena, name, how)};
        if (old)
            index->patterns.items[old - 1] = pattern;
        else
            memory_push(&index->patterns, pattern);
        index->nodes.items[node].name = old ? old : (uint32_t)index->patterns.len;
    }
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
    struct unit *units = units_of(resident->id, strlen(resident->id), &count);
    struct index_node *node = node_for(index, units, count);
    bool household = map_find(&records->household_ids, resident->id) != map_none;
    struct pattern pattern = {.text = resident->id,
                              .len = count,
                              .letters = true,
                              .shown = records->households[resident->household]->id,
                              .bare = !household && looks_like_id(resident->id)};
    memory_push(&index->patterns, pattern);
    node->id = (uint32_t)index->patterns.len;
    memory_free(units);
}

/* What stands as LEN bytes at TEXT is left as it is. */
static void keep(struct name_index *index, const char *text, size_t len)
{
    uint32_t count;
    text = trimmed(&index->arena, text, len);
    struct unit *units = units_of(text, strlen(text), &count);
    if (count)
        node_for(index, units, count)->kept = true;
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
    struct unit *units = units_of(place, strlen(place), &count);
    for (uint32_t from = 0; from < count && count <= most; from++)
        for (uint32_t len = 2; len <= count - from; len++) {
            struct index_node *node = node_for(index, units + from, len);
            node->kept = node->kept || !node->name;
        }
    memory_free(units);
    keep(index, place, strlen(place));
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
    for (uint32_t i = 0; i < village->words.len; i++)
        keep(index, village->words.items[i], strlen(village->words.items[i]));
    keep_place(index, village->name);
    keep_place(index, village->town);
    keep_place(index, village->city);
}

struct name_index *index_make(const struct view *view)
{
    if (view->circle == circle_own)
        return NULL;
    const struct records *records = view->records;
    struct name_index *index = memory_new(1, sizeof *index);
    index->edges_cap = 64;
    index->edges = memory_new(index->edges_cap, sizeof *index->edges);
    memory_push(&index->nodes, (struct index_node){0});
    for (uint32_t i = 0; i < records->households_len; i++) {
        const struct household *h = records->households[i];
        add_name(index, h->head.text, mask_of(view, h, mask_head_minor(h)));
    }
    for (uint32_t i = 0; i < records->residents_len; i++) {
        const struct resident *r = records->residents[i];
        add_name(index, r->name.text, mask_of(view, records->households[r->household], r->minor));
        add_id(index, records, r);
    }
    keep_exceptions(index, view);
    return index;
}

void index_free(struct name_index *index)
{
    if (!index)
        return;
    memory_free(index->patterns.items);
    memory_free(index->nodes.items);
    memory_free(index->edges);
    arena_free(&index->arena);
    memory_free(index);
}
