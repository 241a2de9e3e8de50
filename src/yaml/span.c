#include "yaml/span.h"

#include "base/memory.h"
#include "yaml/breaks.h"

#include <yaml.h>

struct spanning {
    struct arena *arena;
    const char *text;
    size_t len;
    yaml_parser_t parser;
    size_t character, byte; /* the same place in the text; it moves on with the events */
};

/* The byte at which the character number INDEX of the text begins. */
static size_t byte_of(struct spanning *s, size_t index)
{
    if (index < s->character)
        s->character = s->byte = 0;
    for (; s->character < index && s->byte < s->len; s->character++)
        for (s->byte++; s->byte < s->len && ((unsigned char)s->text[s->byte] & 0xC0) == 0x80;)
            s->byte++;
    return s->byte;
}

static void next_event(struct spanning *s, yaml_event_t *event)
{
    if (!yaml_parser_parse(&s->parser, event))
        memory_failed(0); /* what was accepted before can't be read for one reason alone */
}

static struct span *read_span(struct spanning *s, yaml_event_t *event);

/* What stands in a list or mapping, until the event that ends it. */
static void read_children(struct spanning *s, struct span *span, yaml_event_type_t last)
{
    struct span **end = &span->first;
    yaml_event_t event;
    for (next_event(s, &event); event.type != last; next_event(s, &event)) {
        struct span *child = read_span(s, &event);
        *end = child;
        end = &child->next;
        span->count++;
        if (!span->flow)
            span->end = child->end;
    }
    if (span->flow)
        span->end = byte_of(s, event.end_mark.index);
    if (span->kind == node_map)
        span->count /= 2;
    yaml_event_delete(&event);
}

static struct span *read_span(struct spanning *s, yaml_event_t *event)
{
    struct span *span = arena_new(s->arena, struct span, 1);
    span->begin = byte_of(s, event->start_mark.index);
    span->end = byte_of(s, event->end_mark.index);
    yaml_event_type_t last = YAML_NO_EVENT;
    if (event->type == YAML_SEQUENCE_START_EVENT) {
        span->kind = node_list;
        span->flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
        last = YAML_SEQUENCE_END_EVENT;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        span->kind = node_map;
        span->flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
        last = YAML_MAPPING_END_EVENT;
    } else {
        yaml_scalar_style_t style = event->data.scalar.style;
        span->empty = style == YAML_PLAIN_SCALAR_STYLE && event->data.scalar.length == 0;
        for (size_t i = span->begin; style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
             i++) {
            if (i == s->len || s->text[i] == '\n' || s->text[i] == '\r' || s->text[i] == '#')
                break;
            span->keep = span->keep || s->text[i] == '+';
        }
    }
    yaml_event_delete(event);
    if (last != YAML_NO_EVENT)
        read_children(s, span, last);
    return span;
}

const struct span *span_read(struct arena *arena, const char *text, size_t len)
{
    struct spanning s = {.arena = arena, .text = text, .len = len};
    struct span *root = NULL;
    struct breaks breaks = {0};
    if (!yaml_parser_initialize(&s.parser))
        memory_failed(sizeof s.parser);
    yaml_parser_set_encoding(&s.parser, YAML_UTF8_ENCODING);
    const char *hidden = breaks_hide(&breaks, arena, text, &len);
    yaml_parser_set_input_string(&s.parser, (const unsigned char *)hidden, len);
    yaml_event_t event;
    for (next_event(&s, &event); event.type != YAML_STREAM_END_EVENT; next_event(&s, &event)) {
        if (!root && (event.type == YAML_SCALAR_EVENT || event.type == YAML_SEQUENCE_START_EVENT ||
                      event.type == YAML_MAPPING_START_EVENT))
            root = read_span(&s, &event);
        else
            yaml_event_delete(&event);
    }
    yaml_event_delete(&event);
    yaml_parser_delete(&s.parser);
    if (!root) {
        root = arena_new(arena, struct span, 1);
        root->empty = true;
        root->begin = root->end = s.len;
    }
    return root;
}
