#include "history/collect.h"

#include "base/memory.h"
#include "base/points.h"
#include "history/words.h"
#include "records/schemas.h"

#include <string.h>

void fact_begin(struct collecting *c, enum fact_kind kind, const char *id, struct place place)
{
    c->fact = (struct fact){.kind = kind,
                            .id = arena_copy(&c->facts->arena, id),
                            .path = arena_copy(&c->facts->arena, records_path(c->records, place.file)),
                            .place = place,
                            .since = date_last};
    c->count = 0;
}

void fact_end(struct collecting *c)
{
    struct fact_field *fields = arena_new(&c->facts->arena, struct fact_field, c->count);
    memcpy(fields, c->fields, c->count * sizeof *fields);
    c->fact.fields = fields;
    c->fact.len = c->count;
    memory_push(c->facts, c->fact);
}

void fact_put(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
              const char *value)
{
    if (c->count == most_fields)
        return;
    const struct node *key = node ? node_key(node, name) : NULL;
    c->fields[c->count++] = (struct fact_field){.name = name,
                                                .label = key ? arena_copy(&c->facts->arena, key->text) : NULL,
                                                .value = value ? arena_copy(&c->facts->arena, value) : NULL,
                                                .guard = guard,
                                                .place = node ? node_place(node, name) : c->fact.place};
}

void fact_put_date(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                   int32_t date)
{
    char text[date_text_size];
    if (date == date_first || date == date_last) {
        fact_put(c, node, name, guard, NULL);
        return;
    }
    date_format(date, text);
    fact_put(c, node, name, guard, text);
}

void fact_put_points(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                     int64_t points)
{
    char text[points_text_size];
    points_format(points, text);
    fact_put(c, node, name, guard, text);
}

void fact_put_strings(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                      const struct strings *strings)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < strings->len; i++)
        buf_printf(&out, "%s%s", i ? "\n" : "", strings_at(strings, i));
    fact_put(c, node, name, guard, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}

void fact_put_word(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                   int value)
{
    fact_put(c, node, name, guard, fact_schema_field(c->fact.kind, name)->words[value].name);
}

void fact_put_words(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                    uint32_t bits)
{
    const struct word *words = fact_schema_field(c->fact.kind, name)->words;
    struct buf out = {0};
    for (unsigned i = 0; words[i].name; i++)
        if (bits >> i & 1)
            buf_printf(&out, "%s%s", out.len ? "\n" : "", words[i].name);
    fact_put(c, node, name, guard, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}

void fact_put_caps(struct collecting *c, const struct node *node, const char *name, enum fact_guard guard,
                   const struct caps *caps)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < caps->len; i++) {
        char text[points_text_size];
        points_format(caps->items[i].points, text);
        buf_printf(&out, "%s%s/%s", i ? ", " : "", text, period_words[caps->items[i].period].name);
    }
    fact_put(c, node, name, guard, out.len ? buf_text(&out) : NULL);
    buf_free(&out);
}
