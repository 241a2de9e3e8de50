/*
 * gongshi theme values: makes the site and throws it away, to list what each template may say. It prints a
 * page of the handbook.
 */
#include "base/memory.h"
#include "cmd/command.h"
#include "cmd/help_parts.h"
#include "cmd/theme.h"
#include "template/shapes.h"

#include <stdio.h>
#include <string.h>

enum { name_width = 24, often = 4, much = 3, step_in = 2 };

/* A map of the same names that stands in several places: it is listed once. */
struct form {
    const char *names;         /* what tells it from others */
    const struct shape *shape; /* the first of them */
    uint32_t count;
    bool listed; /* it stands in many places, and is the first of its name that does */
};

struct listing {
    struct arena arena;
    struct buf out;
    const struct shape *page; /* what every page has: not said again; NULL: nothing yet */
    struct form *items;
    size_t len;
    size_t cap;
};

/* Puts the names within SHAPE behind what is in OUT: "date{iso text} title". */
static void put_names(const struct shape *shape, struct buf *out)
{
    for (size_t i = 0; i < shape->len; i++) {
        const struct shape *item = shape->items[i];
        if (!shapes_always(shape, item))
            continue;
        buf_printf(out, "%s%s", out->len ? " " : "", item->name);
        if (item->len) {
            buf_puts(out, "{");
            put_names(item, out);
            buf_puts(out, "}");
        }
    }
}

/* The form that SHAPE is of; NULL: it is of none that was collected. */
static struct form *form_of(struct listing *l, const struct shape *shape)
{
    struct buf names = {0};
    struct form *found = NULL;
    put_names(shape, &names);
    for (size_t i = 0; i < l->len && !found; i++)
        if (strcmp(l->items[i].names, buf_text(&names)) == 0 &&
            strcmp(l->items[i].shape->name, shape->name) == 0)
            found = &l->items[i];
    buf_free(&names);
    return found;
}

static void collect(struct listing *l, const struct shape *shape)
{
    for (size_t i = 0; i < shape->len; i++) {
        const struct shape *item = shape->items[i];
        collect(l, item);
        if (!item->is[value_is_map] || item->is[value_is_list] || item->len < much)
            continue;
        struct form *form = form_of(l, item);
        if (form) {
            form->count++;
        } else {
            struct buf names = {0};
            put_names(item, &names);
            struct form fresh = {.names = arena_copy(&l->arena, buf_text(&names)), .shape = item, .count = 1};
            memory_push(l, fresh);
            buf_free(&names);
        }
    }
}

/* Chooses which forms are listed by themselves: of each name the one that stands in the most places. */
static void choose(struct listing *l)
{
    for (size_t i = 0; i < l->len; i++) {
        bool first = l->items[i].count >= often;
        for (size_t k = 0; k < l->len && first; k++)
            if (k != i && strcmp(l->items[k].shape->name, l->items[i].shape->name) == 0)
                first = l->items[k].count < l->items[i].count ||
                        (i < k && l->items[k].count == l->items[i].count);
        l->items[i].listed = first;
    }
}

static const char *kind_of(const struct shape *shape)
{
    if (shape->is[value_is_list])
        return shape->is[value_is_text] ? _("a list of texts") : _("a list");
    if (shape->is[value_is_map])
        return _("a map");
    return shape->is[value_is_flag] || shape->is[value_is_whether] ? _("yes or no") : _("a text");
}

static void put_items(struct listing *l, const struct shape *shape, int indent);

static void put_item(struct listing *l, const struct shape *item, int indent)
{
    struct form *form = item->len >= much ? form_of(l, item) : NULL;
    int width = name_width - indent;
    buf_printf(&l->out, "    %*s%-*s %s", indent, "", width > 0 ? width : 0, item->name, kind_of(item));
    if (form && form->listed) {
        buf_printf(&l->out, _(": as %s"), item->name);
        buf_putc(&l->out, '\n');
        return;
    }
    buf_putc(&l->out, '\n');
    put_items(l, item, indent + step_in);
}

/* Whether every page has ITEM. */
static bool is_common(const struct listing *l, const struct shape *item)
{
    const struct shape *there = l->page ? shapes_find(l->page, item->name) : NULL;
    return there && shapes_always(l->page, there);
}

static void put_items(struct listing *l, const struct shape *shape, int indent)
{
    for (size_t i = 0; i < shape->len; i++) {
        const struct shape *item = shape->items[i];
        if (shapes_always(shape, item) && (indent || !is_common(l, item)) && strcmp(item->name, "words") != 0)
            put_item(l, item, indent);
    }
}

/* A heading and what stands under it. */
static void put_section(struct listing *l, const char *heading, const struct shape *shape)
{
    size_t before = l->out.len;
    buf_printf(&l->out, "\n## %s\n\n", heading);
    size_t start = l->out.len;
    put_items(l, shape, 0);
    if (l->out.len == start)
        buf_cut(&l->out, before);
}

static bool are_alike(const struct shape *a, const struct shape *b)
{
    struct buf names = {0}, others = {0};
    put_names(a, &names);
    put_names(b, &others);
    bool alike = strcmp(buf_text(&names), buf_text(&others)) == 0;
    buf_free(&names);
    buf_free(&others);
    return alike;
}

/* Template number I, with those behind it that have the same (those of earlier years); nothing where it is
 * one of these. */
static void put_template(struct listing *l, const struct shapes *shapes, size_t i)
{
    const struct shape *template = shapes->all.items[i];
    struct buf heading = {0};
    buf_printf(&heading, "%s.mustache", template->name);
    for (size_t k = 0; k < shapes->all.len; k++) {
        if (k == i || !are_alike(shapes->all.items[k], template))
            continue;
        if (k < i) {
            buf_free(&heading);
            return;
        }
        buf_printf(&heading, ", %s.mustache", shapes->all.items[k]->name);
    }
    put_section(l, buf_text(&heading), template);
    buf_free(&heading);
}

static void put_all(struct listing *l, const struct shapes *shapes)
{
    const struct shape *common = shapes_find(&shapes->all, ""), *frame = shapes_find(&shapes->all, "layout");
    buf_printf(&l->out, "---\ntitle: %s\norder: %d\nsummary: %s\n", _("What templates may say"),
               say_chinese() ? 114 : 144,
               _("For each template of the site, the names that it may use. Listed by the program itself."));
    help_language(&l->out, "values.md");
    buf_printf(
        &l->out, "%s\n\n",
        _("`gongshi theme values` prints this page; how it is used is said in [themes](theme.md). Under a "
          "template's name stands what it may use besides what every page has. What is indented belongs to "
          "what stands above it: of a group it is written `household.name`, of a list `{{name}}` between "
          "`{{#rows}}` and `{{/rows}}`. A template that others call has all that is there where it is "
          "called, too."));
    buf_printf(&l->out, "%s\n",
               _("All texts of `words/en.yaml` are under `words`: `{{words.site.nav.rules}}`."));
    if (common)
        put_section(l, _("In every template"), common);
    if (frame)
        put_section(l, _("On every page"), frame);
    for (size_t i = 0; i < l->len; i++)
        if (l->items[i].listed)
            put_section(l, arena_printf(&l->arena, _("Wherever there is a %s"), l->items[i].shape->name),
                        l->items[i].shape);
    l->page = frame;
    for (size_t i = 0; i < shapes->all.len; i++)
        if (shapes->all.items[i] != common && shapes->all.items[i] != frame)
            put_template(l, shapes, i);
}

int theme_values(struct loaded *loaded)
{
    struct shapes shapes = {0};
    struct listing listing = {0};
    struct words *words = theme_words(loaded, loaded->records.village.language);
    struct site_input input = {.shapes = &shapes, .threads = 1};
    struct diags diags = {0};
    bool well = theme_try(loaded, words, &input, &diags);
    if (well) {
        for (size_t i = 0; i < shapes.all.len; i++)
            collect(&listing, shapes.all.items[i]);
        choose(&listing);
        put_all(&listing, &shapes);
        fwrite(buf_text(&listing.out), 1, listing.out.len, stdout);
    } else {
        diag_join(&loaded->diags, &diags);
        load_sort(loaded);
        load_print(loaded);
    }
    diag_free(&diags);
    memory_free(listing.items);
    buf_free(&listing.out);
    arena_free(&listing.arena);
    shapes_free(&shapes);
    words_free(words);
    return well ? exit_well : exit_records;
}
