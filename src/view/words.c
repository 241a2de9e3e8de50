/* Reading translation files, and looking texts up in them. */
#include "view/words.h"

#include "base/map.h"
#include "base/memory.h"
#include "records/schemas.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The keys that were asked for in vain. The only thing about words that changes after reading, so that it has
 * a lock: pages are made on several threads. */
struct misses {
    pthread_mutex_t lock;
    struct arena arena;
    struct map keys;     /* key → place in the two */
    const char **shown;  /* the key in angle brackets */
    const char **sorted; /* what words_missing gave last, NULL behind */
    struct {
        const char **items;
        size_t len, cap;
    } names;
    size_t shown_cap;
};

/* A text, and in which of the files read one after the other it stood. */
struct text {
    const char *text;
    unsigned turn;
};

/* The words that places of a kind have instead of others. */
struct kind {
    const char *name; /* "community" */
    const char *ends; /* what their names end in, with blanks between; NULL: not said yet */
    struct words *words;
};

struct words {
    enum language language;
    unsigned turn; /* files read so far */
    struct arena arena;
    struct value *tree; /* maps of maps of texts */
    struct map keys;    /* "notice.until" → place in texts */
    struct {
        struct text *items;
        size_t len, cap;
    } texts;
    struct {
        struct kind *items;
        size_t len, cap;
    } kinds;
    struct misses *misses;
};

struct words *words_new(enum language language)
{
    struct words *words = memory_new(1, sizeof *words);
    words->language = language;
    words->tree = value_map(&words->arena);
    words->misses = memory_new(1, sizeof *words->misses);
    pthread_mutex_init(&words->misses->lock, NULL);
    return words;
}

void words_free(struct words *words)
{
    if (!words)
        return;
    struct misses *misses = words->misses;
    pthread_mutex_destroy(&misses->lock);
    map_free(&misses->keys);
    memory_free(misses->shown);
    memory_free(misses->sorted);
    memory_free(misses->names.items);
    arena_free(&misses->arena);
    memory_free(misses);
    map_free(&words->keys);
    memory_free(words->texts.items);
    for (size_t i = 0; i < words->kinds.len; i++)
        words_free(words->kinds.items[i].words);
    memory_free(words->kinds.items);
    arena_free(&words->arena);
    memory_free(words);
}

enum language words_language(const struct words *words)
{
    return words->language;
}

const char *words_language_name(const struct words *words)
{
    return language_words[words_language(words)].name;
}

/* --- reading */

/* Whether KEY may stand in a path; reports why not. */
static bool key_right(const struct node *key, struct diags *diags)
{
    if (id_valid(key->text, key->length) && !memchr(key->text, '.', key->length))
        return true;
    diag_error(diags, key->place, "bad-value",
               N_("\"{1}\" is no key of a translation: letters, digits, - and _ only"), key->text, NULL);
    return false;
}

/* Whether what MAP has by KEY already, if anything, is of the KIND that NODE gives it. */
static bool kind_right(const struct value *map, const char *key, enum value_kind kind,
                       const struct node *node, struct diags *diags)
{
    const struct value *old = value_get(map, key);
    if (!old || old->kind == kind)
        return true;
    diag_error(diags, node->place, "bad-type",
               kind == value_is_text ? N_("a single value stands where a mapping (key: value) is wanted")
                                     : N_("a mapping stands where a single value is wanted"),
               NULL);
    return false;
}

/* NAME and PATH live as long as the words. */
static void set_text(struct words *words, struct value *map, const char *name, const char *path,
                     struct text text)
{
    value_set(&words->arena, map, name, value_text_kept(&words->arena, text.text));
    uint32_t place = map_find(&words->keys, path);
    if (place != map_none) {
        words->texts.items[place] = text;
        return;
    }
    map_put(&words->keys, path, strlen(path), (uint32_t)words->texts.len);
    memory_push(&words->texts, text);
}

static void add_text(struct words *words, struct value *map, const char *name, const char *path,
                     const struct node *node, struct diags *diags)
{
    struct schema_reader reader = {.arena = &words->arena, .diags = diags};
    const char *text = "";
    if ((node->length && !read_line(&reader, node, &text)) ||
        !kind_right(map, name, value_is_text, node, diags))
        return;
    set_text(words, map, name, path, (struct text){arena_copy(&words->arena, text), words->turn});
}

static void add_kinds(struct words *words, const struct node *node, struct diags *diags);

/* Adds what NODE, a mapping, holds to MAP, whose path is PREFIX ("notice." or ""). */
static void add_mapping(struct words *words, struct value *map, const char *prefix, const struct node *node,
                        struct diags *diags)
{
    for (const struct node *key = node_first(node); key; key = key->next->next) {
        const struct node *value = key->next;
        if (!key_right(key, diags) || node_empty(value))
            continue;
        const char *name = arena_text(&words->arena, key->text, key->length);
        const char *path = arena_printf(&words->arena, "%s%s", prefix, name);
        if (map == words->tree && strcmp(name, "for") == 0) {
            add_kinds(words, value, diags);
        } else if (value->kind == node_scalar) {
            add_text(words, map, name, path, value, diags);
        } else if (value->kind == node_list) {
            diag_error(diags, value->place, "bad-type", N_("a list stands where a single value is wanted"),
                       NULL);
        } else if (kind_right(map, name, value_is_map, value, diags)) {
            struct value *below = value_get(map, name);
            if (!below)
                below = value_set_map(&words->arena, map, name);
            add_mapping(words, below, arena_printf(&words->arena, "%s.", path), value, diags);
        }
    }
}

static struct kind *kind_of(struct words *words, const char *name, size_t len)
{
    for (size_t i = 0; i < words->kinds.len; i++)
        if (strncmp(words->kinds.items[i].name, name, len) == 0 && !words->kinds.items[i].name[len])
            return &words->kinds.items[i];
    struct kind kind = {.name = arena_text(&words->arena, name, len), .words = words_new(words->language)};
    kind.words->turn = words->turn;
    memory_push(&words->kinds, kind);
    return &words->kinds.items[words->kinds.len - 1];
}

/* Adds what NODE says of a kind of places: {ends, words}. */
static void add_kind(struct words *words, const struct node *name, const struct node *node,
                     struct diags *diags)
{
    struct schema_reader reader = {.arena = &words->arena, .diags = diags};
    struct kind *kind = kind_of(words, name->text, name->length);
    for (const struct node *key = node_first(node); key; key = key->next->next) {
        bool ends = strcmp(key->text, "ends") == 0;
        const char *line = NULL;
        if (ends && read_line(&reader, key->next, &line)) {
            kind->ends = arena_copy(&words->arena, line);
            continue;
        }
        if (!ends && strcmp(key->text, "words") == 0 && key->next->kind == node_map)
            add_mapping(kind->words, kind->words->tree, "", key->next, diags);
        else if (!ends)
            diag_error(diags, key->place, "unknown-key",
                       N_("of a kind of places there is \"ends\" (a line) and \"words\" (a mapping)"), NULL);
    }
}

/* Adds what stands under "for": words of kinds of places. */
static void add_kinds(struct words *words, const struct node *node, struct diags *diags)
{
    if (node->kind != node_map)
        diag_error(diags, node->place, "bad-type", N_("a mapping is wanted here"), NULL);
    for (const struct node *kind = node->kind == node_map ? node_first(node) : NULL; kind;
         kind = kind->next->next)
        if (!key_right(kind, diags))
            continue;
        else if (kind->next->kind == node_map)
            add_kind(words, kind, kind->next, diags);
        else
            diag_error(diags, kind->next->place, "bad-type", N_("a mapping is wanted here"), NULL);
}

void words_add(struct words *words, const char *text, size_t len, uint32_t file, struct diags *diags)
{
    struct arena arena = {0};
    const struct node *root = yaml_read(&arena, text, len, file, diags);
    words->turn++;
    for (size_t i = 0; i < words->kinds.len; i++)
        words->kinds.items[i].words->turn = words->turn;
    if (root && root->kind == node_map)
        add_mapping(words, words->tree, "", root, diags);
    else if (root && !node_empty(root))
        diag_error(diags, root->place, "bad-type", N_("a mapping is wanted here"), NULL);
    arena_free(&arena);
}

/* --- kinds of places */

/* Whether NAME ends in one of ENDS, which have blanks between, whatever the case of letters. */
static bool ends_in_one(const char *name, const char *ends)
{
    size_t all = strlen(name);
    while (ends && *ends) {
        size_t len = strcspn(ends, " ");
        if (len && len < all && strncasecmp(name + all - len, ends, len) == 0)
            return true;
        ends += len + (ends[len] == ' ');
    }
    return false;
}

/* Puts the texts of OVER, a map of KIND's words at the path PREFIX, into MAP, but where a later file than
 * theirs says otherwise. */
static void lay_over(struct words *words, const struct words *kind, struct value *map,
                     const struct value *over, const char *prefix)
{
    for (size_t i = 0; i < value_length(over); i++) {
        const struct value *item = value_at(over, i);
        const char *name = arena_copy(&words->arena, value_key_at(over, i));
        const char *path = arena_printf(&words->arena, "%s%s", prefix, name);
        struct value *old = value_get(map, name);
        if (item->kind == value_is_map) {
            if (!old)
                old = value_set_map(&words->arena, map, name);
            if (old->kind == value_is_map)
                lay_over(words, kind, old, item, arena_printf(&words->arena, "%s.", path));
            continue;
        }
        struct text text = kind->texts.items[map_find(&kind->keys, path)];
        uint32_t place = map_find(&words->keys, path);
        bool later = place != map_none && words->texts.items[place].turn > text.turn;
        if (!later && (!old || old->kind == value_is_text))
            set_text(words, map, name, path, text);
    }
}

void words_choose(struct words *words, const char *place)
{
    for (size_t i = 0; i < words->kinds.len; i++)
        if (ends_in_one(place, words->kinds.items[i].ends)) {
            const struct words *kind = words->kinds.items[i].words;
            lay_over(words, kind, words->tree, kind->tree, "");
            return;
        }
}

/* --- looking up */

static const char *miss(struct misses *misses, const char *key)
{
    pthread_mutex_lock(&misses->lock);
    uint32_t place = map_find(&misses->keys, key);
    if (place == map_none) {
        const char *name = arena_copy(&misses->arena, key);
        place = (uint32_t)misses->names.len;
        misses->shown = memory_room(misses->shown, place, &misses->shown_cap, sizeof *misses->shown);
        misses->shown[place] = arena_printf(&misses->arena, "⟨%s⟩", key);
        map_put(&misses->keys, name, strlen(name), place);
        memory_push(&misses->names, name);
    }
    const char *shown = misses->shown[place];
    pthread_mutex_unlock(&misses->lock);
    return shown;
}

const char *words_get(const struct words *words, const char *key)
{
    uint32_t place = map_find(&words->keys, key);
    return place == map_none ? miss(words->misses, key) : words->texts.items[place].text;
}

/* Which of the forms that a language has for numbers is NUMBER's, whatever its sign: 0 is the one for 1 where
 * there are two. */
static int form_of(const struct words *words, const char *number)
{
    static const char minus[] = "\xE2\x88\x92";
    number += *number == '+' || *number == '-' ? 1 : strncmp(number, minus, 3) == 0 ? 3 : 0;
    return words->language == language_en && strcmp(number, "1") != 0;
}

/* Puts what stands at P in a text: a character, an argument ({1}) or the form of a word that goes with a
 * number
 * ({1|day|days}: the last of them where there are fewer than the language has). Returns where it ends. */
static const char *put_piece(const struct words *words, struct buf *out, const char *p,
                             const char *const *given, size_t count)
{
    bool argument = p[0] == '{' && p[1] >= '1' && p[1] <= '9' && (size_t)(p[1] - '0') <= count;
    const char *end = argument ? strchr(p, '}') : NULL;
    if (!end || (p[2] != '}' && p[2] != '|')) {
        buf_putc(out, *p);
        return p + 1;
    }
    if (p[2] == '}') {
        buf_puts(out, given[p[1] - '1']);
        return end + 1;
    }
    const char *form = p + 3;
    size_t len = strcspn(form, "|}");
    for (int skip = form_of(words, given[p[1] - '1']); skip && form[len] == '|'; skip--) {
        form += len + 1;
        len = strcspn(form, "|}");
    }
    buf_put(out, form, len);
    return end + 1;
}

const char *words_format(const struct words *words, struct arena *arena, const char *key, ...)
{
    enum { most_args = 9 };
    const char *given[most_args];
    size_t count = 0;
    va_list args;
    va_start(args, key);
    for (const char *a; count < most_args && (a = va_arg(args, const char *)) != NULL;)
        given[count++] = a;
    va_end(args);
    struct buf out = {0};
    for (const char *p = words_get(words, key); *p;)
        p = put_piece(words, &out, p, given, count);
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static struct value *copy(const struct value *map, struct arena *arena)
{
    struct value *new = value_map(arena);
    for (size_t i = 0; i < value_length(map); i++) {
        const struct value *item = value_at(map, i);
        const char *key = arena_copy(arena, value_key_at(map, i));
        if (item->kind == value_is_map)
            value_set(arena, new, key, copy(item, arena));
        else
            value_set_text(arena, new, key, item->text);
    }
    return new;
}

struct value *words_values(const struct words *words, struct arena *arena)
{
    return copy(words->tree, arena);
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *const *words_missing(const struct words *words)
{
    struct misses *misses = words->misses;
    pthread_mutex_lock(&misses->lock);
    size_t len = misses->names.len;
    misses->sorted = memory_resize(misses->sorted, len + 1, sizeof *misses->sorted);
    for (size_t i = 0; i < len; i++)
        misses->sorted[i] = misses->names.items[i];
    misses->sorted[len] = NULL;
    qsort(misses->sorted, len, sizeof *misses->sorted, compare);
    pthread_mutex_unlock(&misses->lock);
    return misses->sorted;
}
