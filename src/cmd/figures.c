#include "cmd/figures.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/terminal.h"
#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

struct comparing {
    struct buf path;
    struct buf *out;
    size_t count, found;
};

static void put_short(const struct json_value *value, struct buf *out)
{
    static const char *const kinds[] = {"null", "", "", "", "[…]", "{…}"};
    if (value->kind == json_is_array || value->kind == json_is_object || value->kind == json_is_null)
        buf_puts(out, kinds[value->kind]);
    else
        buf_puts(out, value->text);
}

/* Writes one difference; NULL for what is not there. */
static void differ(struct comparing *c, const struct json_value *published, const struct json_value *computed)
{
    struct buf line = {0}, a = {0}, b = {0};
    if (c->found++ >= most_differences)
        return;
    if (published)
        put_short(published, &a);
    if (computed)
        put_short(computed, &b);
    const char *format = !computed    ? _("published, but nothing makes it: %s: %s%s")
                         : !published ? _("not published: %s: %s%s")
                                      : _("%s: published is %s, computed is %s");
    buf_printf(&line, format, buf_text(&c->path), buf_text(&a), buf_text(&b));
    terminal_puts(c->out, buf_text(&line));
    buf_putc(c->out, '\n');
    buf_free(&line);
    buf_free(&a);
    buf_free(&b);
}

static void compare(struct comparing *c, const struct json_value *published,
                    const struct json_value *computed);

/* Goes on with what stands under NAME. */
static void enter(struct comparing *c, const char *name, const struct json_value *published,
                  const struct json_value *computed)
{
    size_t len = c->path.len;
    buf_printf(&c->path, "%s%s", len ? " " : "", name);
    if (published && computed)
        compare(c, published, computed);
    else
        differ(c, published, computed);
    buf_cut(&c->path, len);
}

static void compare_objects(struct comparing *c, const struct json_value *published,
                            const struct json_value *computed)
{
    for (const struct json_value *v = computed->first; v; v = v->next)
        enter(c, v->key, json_member(published, v->key), v);
    for (const struct json_value *v = published->first; v; v = v->next)
        if (!json_member(computed, v->key))
            enter(c, v->key, v, NULL);
}

/* What an item of a list is called by: its id, or its rule; NULL where it has neither. */
static const char *name_of(const struct json_value *item)
{
    const char *id = json_member_text(item, "id");
    return id ? id : json_member_text(item, "rule");
}

/* Items that have names are compared by these, others by their places. */
static void compare_arrays(struct comparing *c, const struct json_value *published,
                           const struct json_value *computed)
{
    struct map places = {0};
    size_t len = 0;
    for (const struct json_value *v = published->first; v; v = v->next)
        len++;
    const struct json_value **items = memory_new(len + 1, sizeof(struct json_value *));
    bool *seen = memory_new(len + 1, sizeof *seen);
    uint32_t place = 0;
    for (const struct json_value *v = published->first; v; v = v->next, place++) {
        const char *name = name_of(v);
        items[place] = v;
        if (name)
            map_put(&places, name, strlen(name), place);
    }
    place = 0;
    for (const struct json_value *v = computed->first; v; v = v->next, place++) {
        char number[32];
        const char *name = name_of(v);
        uint32_t at = name ? map_find(&places, name) : place < len ? place : map_none;
        snprintf(number, sizeof number, "%u", place + 1);
        if (at != map_none)
            seen[at] = true;
        enter(c, name ? name : number, at == map_none ? NULL : items[at], v);
    }
    for (uint32_t i = 0; i < len; i++)
        if (!seen[i])
            enter(c, name_of(items[i]) ? name_of(items[i]) : "?", items[i], NULL);
    memory_free(items);
    memory_free(seen);
    map_free(&places);
}

/* Counts a figure, and says whether both have it alike. */
static bool same_text(struct comparing *c, const struct json_value *published,
                      const struct json_value *computed)
{
    c->count++;
    return strcmp(published->text ? published->text : "", computed->text ? computed->text : "") == 0;
}

static void compare(struct comparing *c, const struct json_value *published,
                    const struct json_value *computed)
{
    if (published->kind != computed->kind)
        differ(c, published, computed);
    else if (computed->kind == json_is_object)
        compare_objects(c, published, computed);
    else if (computed->kind == json_is_array)
        compare_arrays(c, published, computed);
    else if (!same_text(c, published, computed))
        differ(c, published, computed);
}

size_t figures_compare(const struct json_value *published, const struct json_value *computed, size_t *count,
                       struct buf *out)
{
    struct comparing c = {.out = out};
    compare(&c, published, computed);
    buf_free(&c.path);
    *count = c.count;
    return c.found;
}
