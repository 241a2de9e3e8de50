/* Putting items and pairs into files that people write: by example, and into random files of every layout. */
#include "yaml/insert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct node *read_tree(struct arena *arena, const char *text, size_t len)
{
    struct diags diags = {0};
    const struct node *root = yaml_read(arena, text, len, 0, &diags);
    bool well = diags.errors == 0;
    diag_free(&diags);
    return well ? root : NULL;
}

/* The mapping that the keys of PATH ("a.b") lead to from ROOT; a number is an item's place. */
static const struct node *walk(const struct node *node, const char *path)
{
    while (*path) {
        size_t len = strcspn(path, ".");
        char word[32];
        memcpy(word, path, len);
        word[len] = '\0';
        path += len + (path[len] == '.');
        if (node->kind == node_map) {
            node = node_get(node, word);
        } else {
            node = node_first(node);
            for (long i = strtol(word, NULL, 10); i > 0; i--)
                node = node->next;
        }
        assert_non_null(node);
    }
    return node;
}

struct example {
    const char *before;
    const char *path; /* to the mapping; NULL: the file itself */
    const char *key;
    const char *behind; /* "<x>" stands for the item and a pair's value; NULL: refused */
};

static char *with_item(const char *text, const char *item)
{
    struct buf out = {0};
    for (const char *at = text; *at; at++)
        if (strncmp(at, "<x>", 3) == 0) {
            buf_puts(&out, item);
            at += 2;
        } else {
            buf_putc(&out, *at);
        }
    return buf_take(&out);
}

static void check_example(const struct example *e, bool pair)
{
    static const char *const items[] = {"{a: 1, b: 'x'}"};
    struct arena arena = {0};
    struct buf out = {0};
    uint32_t line = 0;
    size_t len = strlen(e->before);
    struct insert_place place = {.text = e->before, .len = len, .key = e->key};
    if (e->path)
        place.map = walk(read_tree(&arena, e->before, len), e->path);
    bool done =
        pair ? insert_pair(&place, items[0], &out, &line) : insert_items(&place, items, 1, &out, &line);
    assert_int_equal(done, e->behind != NULL);
    if (done) {
        char *wanted = with_item(e->behind, items[0]);
        assert_string_equal(buf_text(&out), wanted);
        uint32_t lines = 1;
        const char *at = strstr(wanted, items[0]);
        for (const char *c = wanted; c < at; c++)
            lines += *c == '\n' || (*c == '\r' && c[1] != '\n');
        assert_int_equal(line, lines);
        free(wanted);
    } else {
        assert_int_equal(out.len, 0);
    }
    buf_free(&out);
    arena_free(&arena);
}

/* The files that are lists, the lists of fields, and fields that are no list yet. */
static void test_items(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"", NULL, NULL, "- <x>\n"},
        {"# none yet", NULL, NULL, "# none yet\n- <x>\n"},
        {"- {a: 0}\n", NULL, NULL, "- {a: 0}\n- <x>\n"},
        {"- {a: 0}", NULL, NULL, "- {a: 0}\n- <x>\n"},
        {"- a: 0\r\n  b: 2 # so\r\n\r\n# the end\r\n", NULL, NULL,
         "- a: 0\r\n  b: 2 # so\r\n- <x>\r\n\r\n# the end\r\n"},
        {"- a: 0\n  # of it\n\n  # too\n# b\n", NULL, NULL, "- a: 0\n  # of it\n- <x>\n\n  # too\n# b\n"},
        {"m:\n  - a: 0\n    #b: 1\n    #c: 2\n  #- a: 3\nz: 2\n", "", "m",
         "m:\n  - a: 0\n    #b: 1\n    #c: 2\n  - <x>\n  #- a: 3\nz: 2\n"},
        {"\xEF\xBB\xBF  - {a: 0}\n", NULL, NULL, "\xEF\xBB\xBF  - {a: 0}\n  - <x>\n"},
        {"[]\n", NULL, NULL, "[<x>]\n"},
        {"[{a: 0}, {a: 2},]\n", NULL, NULL, "[{a: 0}, {a: 2}, <x>,]\n"},
        {"a: 0\n", NULL, NULL, NULL},
        {"", NULL, "entries", "entries:\n  - <x>\n"},
        {"m: 1\n", "", "entries", "m: 1\nentries:\n  - <x>\n"},
        {"m: 1\nentries:\nz: 2\n", "", "entries", "m: 1\nentries:\n  - <x>\nz: 2\n"},
        {"m: 1\nentries: # of today\n  # - {a: 0}\nz: 2\n", "", "entries",
         "m: 1\nentries: # of today\n  - <x>\n  # - {a: 0}\nz: 2\n"},
        {"m: 1\nentries: []\nz: 2\n", "", "entries", "m: 1\nentries: [<x>]\nz: 2\n"},
        {"m: 1\nentries:\n- {a: 0}\n# corrected\nz: 2\n", "", "entries",
         "m: 1\nentries:\n- {a: 0}\n- <x>\n# corrected\nz: 2\n"},
        {"other:\n- 1\nm: 1\n", "", "entries", "other:\n- 1\nm: 1\nentries:\n- <x>\n"},
        {"m: 1\nentries:\n    - {a: 0,\n       b: 3}   # two lines\n\nz: 2", "", "entries",
         "m: 1\nentries:\n    - {a: 0,\n       b: 3}   # two lines\n    - <x>\n\nz: 2"},
        {"entries:\n  - a: |\n      text\n\n      more\n\n\nz: 2\n", "", "entries",
         "entries:\n  - a: |\n      text\n\n      more\n  - <x>\n\n\nz: 2\n"},
        {"entries:\n  - a: |+\n      text\n\n\nz: 2\n", "", "entries",
         "entries:\n  - a: |+\n      text\n\n\n  - <x>\nz: 2\n"},
        {"entries:\n  - a: |\n      text", "", "entries", "entries:\n  - a: |\n      text\n  - <x>\n"},
        {"entries: [\n  {a: 0}, # first\n  {a: 2} # last\n]\n", "", "entries",
         "entries: [\n  {a: 0}, # first\n  {a: 2}, # last\n  <x>\n]\n"},
        {"entries: [\n  {a: 0},\n  {a: 2},\n]\n", "", "entries",
         "entries: [\n  {a: 0},\n  {a: 2},\n  <x>,\n]\n"},
        {"entries: [\n  {a: 0},\n  {a: 2}]\n", "", "entries", "entries: [\n  {a: 0},\n  {a: 2},\n  <x>]\n"},
        {"entries: {a: 0} # one\n", "", "entries", "entries: [{a: 0}, <x>] # one\n"},
        {"entries:\n  a: 0\n\n  b: |\n    text\nz: 2\n", "", "entries",
         "entries:\n  - a: 0\n\n    b: |\n      text\n  - <x>\nz: 2\n"},
        {"entries: h001\n", "", "entries", "entries: [h001, <x>]\n"},
        {"entries: a, b\n", "", "entries", NULL},
        {"entries: |\n  text\n", "", "entries", NULL},
        {"{m: 1, entries: , z: 2}\n", "", "entries", "{m: 1, entries: [<x>], z: 2}\n"},
        {"{m: 1, entries}\n", "", "entries", "{m: 1, entries: [<x>]}\n"},
        {"{m: 1}\n", "", "entries", "{m: 1, entries: [<x>]}\n"},
        {"h:\n  - id: h1\n    members:\n      - {id: p1}\n  - {id: h2, members: [{id: p2}]}\n  - id: h3\n",
         "h.0", "members",
         "h:\n  - id: h1\n    members:\n      - {id: p1}\n      - <x>\n  - {id: h2, members: [{id: p2}]}\n  "
         "- id: h3\n"},
        {"h:\n  - id: h1\n  - {id: h2, members: [{id: p2}]}\n", "h.1", "members",
         "h:\n  - id: h1\n  - {id: h2, members: [{id: p2}, <x>]}\n"},
        {"h:\n  - id: h1\n  - id: h3", "h.1", "members",
         "h:\n  - id: h1\n  - id: h3\n    members:\n      - <x>\n"},
        {"a: 1\na: 2\n", "", "entries", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check_example(&examples[i], false);
}

static void test_pairs(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"", NULL, "k", "k: <x>\n"},
        {"a: 1 # so\n# end\n", "", "k", "a: 1 # so\nk: <x>\n# end\n"},
        {"a: 1\nk: 2\n", "", "k", NULL},
        {"n:\n  a: {b: 1}\nz: 3\n", "n", "k", "n:\n  a: {b: 1}\n  k: <x>\nz: 3\n"},
        {"n:\n  a: {b: 1}\nz: 3\n", "n.a", "k", "n:\n  a: {b: 1, k: <x>}\nz: 3\n"},
        {"n:\n  a: {}\n", "n.a", "k", "n:\n  a: {k: <x>}\n"},
        {"- a: 1\n  b:\n- c\n", "0", "k", "- a: 1\n  b:\n  k: <x>\n- c\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check_example(&examples[i], true);
}

/* Further lines of an item move in with it. */
static void test_lines_of_an_item(void **state)
{
    (void)state;
    static const char *const items[] = {"{a: 1,\n b: 2}", "c: 3\nd: 4"};
    struct buf out = {0};
    uint32_t lines[2];
    struct insert_place place = {.text = "l:\r\n  - x: 1\r\n", .len = 14, .key = "l"};
    assert_true(insert_items(&place, items, 2, &out, lines));
    assert_string_equal(buf_text(&out),
                        "l:\r\n  - x: 1\r\n  - {a: 1,\r\n     b: 2}\r\n  - c: 3\r\n    d: 4\r\n");
    assert_int_equal(lines[0], 3);
    assert_int_equal(lines[1], 5);
    buf_free(&out);
}

/* --- random files */

static uint32_t seed;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

struct layout {
    struct buf out;
    const char *end; /* of its lines */
};

static void put_scalar(struct layout *l, bool flow)
{
    static const char *const scalars[] = {"1",      "patrol", "'a: b, c'", "\"x # y\"", "2026-03-05",
                                          "张大山", "a b c",  "''",        "-3.5",      "'it''s'"};
    buf_puts(&l->out, scalars[random_below(flow ? 9 : 10)]);
}

static void put_comment(struct layout *l, bool line, size_t indent)
{
    if (random_below(4))
        return;
    if (line)
        buf_fill(&l->out, ' ', indent);
    buf_puts(&l->out, line ? "# a: [remark, here" : "  # - so: it is");
    if (line)
        buf_puts(&l->out, l->end);
}

static void put_flow(struct layout *l, int depth, bool map, size_t indent)
{
    bool lines = random_below(3) == 0;
    uint32_t count = random_below(4);
    buf_putc(&l->out, map ? '{' : '[');
    for (uint32_t i = 0; i < count; i++) {
        if (lines) {
            put_comment(l, false, 0);
            buf_puts(&l->out, l->end);
            buf_fill(&l->out, ' ', indent + 2);
        }
        if (map)
            buf_printf(&l->out, "k%u: ", i);
        uint32_t what = random_below(6);
        if (depth > 0 && what < 2)
            put_flow(l, depth - 1, what == 0, indent + 2);
        else if (!map || what != 2)
            put_scalar(l, true);
        if (i + 1 < count || random_below(5) == 0)
            buf_puts(&l->out, lines ? "," : ", ");
    }
    if (lines && random_below(2)) {
        put_comment(l, false, 0);
        buf_puts(&l->out, l->end);
        buf_fill(&l->out, ' ', indent + 1);
    }
    buf_putc(&l->out, map ? '}' : ']');
}

static void put_block(struct layout *l, int depth, bool map, size_t indent, bool begun);

/* A value behind "- " or "key:", and the end of its line. */
static void put_value(struct layout *l, int depth, size_t indent, bool item)
{
    uint32_t what = random_below(10);
    const char *blank = item ? "" : " ";
    if (what < 3 && depth > 0) {
        bool map = random_below(2);
        if (item && random_below(2)) {
            put_block(l, depth - 1, map, indent + 2, true);
            return;
        }
        put_comment(l, false, 0);
        buf_puts(&l->out, l->end);
        put_block(l, depth - 1, map, indent + (!item && !map ? random_below(2) * 2 : 2), false);
        return;
    }
    if (what == 3 && depth > 0) {
        buf_printf(&l->out, "%s%s%s", blank, random_below(2) ? "|" : ">-", l->end);
        for (uint32_t i = random_below(3) + 1; i > 0; i--) {
            buf_fill(&l->out, ' ', indent + 3);
            buf_printf(&l->out, "some: text%s", l->end);
        }
        if (random_below(3) == 0)
            buf_puts(&l->out, l->end);
        return;
    }
    buf_puts(&l->out, blank);
    if (what < 6)
        put_flow(l, 2, what == 5, indent);
    else if (what < 9)
        put_scalar(l, false);
    put_comment(l, false, 0);
    buf_puts(&l->out, l->end);
}

static void put_block(struct layout *l, int depth, bool map, size_t indent, bool begun)
{
    for (uint32_t i = 0, count = random_below(3) + 1; i < count; i++) {
        if (i || !begun) {
            if (random_below(6) == 0)
                buf_puts(&l->out, l->end);
            put_comment(l, true, indent);
            buf_fill(&l->out, ' ', indent);
        }
        if (map)
            buf_printf(&l->out, "k%u:", i);
        else
            buf_puts(&l->out, "- ");
        put_value(l, depth, indent, !map);
    }
}

/* The nodes of a kind below NODE, itself among them. */
struct found {
    const struct node **items;
    size_t len, cap;
};

static void find_maps(const struct node *node, struct found *found)
{
    if (node->kind == node_map) {
        found->items = realloc(found->items, (found->len + 1) * sizeof *found->items);
        found->items[found->len++] = node;
    }
    for (const struct node *child = node_first(node); child; child = child->next)
        find_maps(child, found);
}

/* All that a tree says, as text: "[" items "]", "{" keys and values "}", a scalar in quotes. */
static void say_tree(const struct node *node, struct buf *out)
{
    if (node->kind == node_scalar) {
        /* the line end of a text in lines is none where the file ends without one */
        int len = (int)node->length - (node->block && node->length && node->text[node->length - 1] == '\n');
        buf_printf(out, "%s\"%.*s\"", node_empty(node) ? "~" : "", len, node->text);
        return;
    }
    buf_putc(out, node->kind == node_map ? '{' : '[');
    for (const struct node *child = node_first(node); child; child = child->next)
        say_tree(child, out);
    buf_putc(out, node->kind == node_map ? '}' : ']');
}

/* All bytes of BEFORE stand in BEHIND in their order. */
static void check_bytes(const struct buf *before, const struct buf *behind)
{
    size_t at = 0;
    for (size_t i = 0; i < behind->len && at < before->len; i++)
        at += behind->data[i] == before->data[at];
    assert_int_equal(at, before->len);
    assert_true(behind->len > before->len);
}

/* What the tree of a file says where a mapping's list gets one item more. */
static void say_grown(const struct node *node, const struct node *map, const char *key, struct buf *out)
{
    if (node->kind == node_scalar) {
        say_tree(node, out);
        return;
    }
    bool here = node == map, seen = false;
    buf_putc(out, node->kind == node_map ? '{' : '[');
    const char *name = NULL;
    for (const struct node *child = node_first(node); child; child = child->next) {
        bool is_key = node->kind == node_map && !name;
        if (here && !is_key && strcmp(name, key) == 0) {
            seen = true;
            struct buf was = {0};
            say_grown(child, map, key, &was);
            bool list = child->kind == node_list;
            buf_printf(out, "[%.*s\"new\"]", node_empty(child) ? 0 : (int)was.len - 2 * list,
                       buf_text(&was) + list);
            buf_free(&was);
        } else {
            say_grown(child, map, key, out);
        }
        name = is_key ? child->text : NULL;
    }
    if (here && !seen)
        buf_printf(out, "\"%s\"[\"new\"]", key);
    buf_putc(out, node->kind == node_map ? '}' : ']');
}

static void test_random_files(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\n", "\r\n", "\r"};
    static const char *const item[] = {"new"};
    size_t done = 0, refused = 0; /* but for texts, which can't be lists */
    for (uint32_t run = 1; run <= 6000; run++) {
        seed = run * 2654435761u;
        struct layout l = {.end = ends[random_below(4)]};
        if (random_below(8) == 0)
            buf_puts(&l.out, "\xEF\xBB\xBF");
        if (random_below(6) == 0)
            put_flow(&l, 3, true, 0);
        else
            put_block(&l, 4, true, 0, false);
        while (random_below(4) == 0 && l.out.len > 1 &&
               (l.out.data[l.out.len - 1] == '\n' || l.out.data[l.out.len - 1] == '\r'))
            buf_cut(&l.out, l.out.len - 1);
        struct arena arena = {0};
        const struct node *root = read_tree(&arena, buf_text(&l.out), l.out.len);
        struct found maps = {0};
        if (root)
            find_maps(root, &maps);
        if (maps.len) {
            const struct node *map = maps.items[random_below((uint32_t)maps.len)];
            char key[] = {'k', (char)('0' + random_below(4)), '\0'};
            struct insert_place place = {.text = buf_text(&l.out), .len = l.out.len, .map = map, .key = key};
            struct buf out = {0}, wanted = {0}, got = {0};
            if (insert_items(&place, item, 1, &out, NULL)) {
                check_bytes(&l.out, &out);
                const struct node *behind = read_tree(&arena, buf_text(&out), out.len);
                assert_non_null(behind);
                say_grown(root, map, key, &wanted);
                say_tree(behind, &got);
                if (strcmp(buf_text(&wanted), buf_text(&got)) != 0)
                    print_message("%s\n=====\n%s\n", buf_text(&l.out), buf_text(&out));
                assert_string_equal(buf_text(&got), buf_text(&wanted));
                done++;
            } else {
                const struct node *value = node_get(map, key);
                if (!(value && value->kind == node_scalar && value->block)) {
                    print_message("run %u, %s of line %u refused:\n%s\n", run, key, map->place.line,
                                  buf_text(&l.out));
                    refused++;
                }
            }
            buf_free(&out);
            buf_free(&wanted);
            buf_free(&got);
        }
        free(maps.items);
        arena_free(&arena);
        buf_free(&l.out);
    }
    print_message("%zu files\n", done);
    assert_int_equal(refused, 0);
    assert_true(done > 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_lines_of_an_item),
        cmocka_unit_test(test_random_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
