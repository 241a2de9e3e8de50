/* From bytes to the located tree, over libyaml's events. */
#include "base/memory.h"
#include "base/utf8.h"
#include "yaml/breaks.h"
#include "yaml/key.h"
#include "yaml/node.h"
#include "yaml/slip.h"
#include "yaml/syntax.h"
#include "yaml/texts.h"

#include <stdio.h>
#include <string.h>
#include <yaml.h>

enum {
    deepest = 32,    /* levels of nesting that are accepted */
    lines_back = 64, /* so far before what can't be read its cause is looked for */
};

/* The lines of a file as an editor counts them: libyaml also counts U+0085 and U+2028, which are characters
 * to us. */
struct lines {
    size_t *items; /* where each line's first character is, in characters from the file's beginning */
    size_t len;
    size_t cap;
    size_t characters; /* of the whole file */
};

struct reading {
    struct arena *arena;
    struct diags *diags;
    uint32_t file;
    const char *text; /* without a byte order mark */
    size_t len;       /* its bytes */
    struct lines lines;
    struct texts_kept texts; /* of its scalars */
    struct breaks breaks;
    const char *hidden; /* the text as libyaml gets it */
    yaml_parser_t parser;
    size_t line;            /* the place that was last looked for stands in, from 0 */
    size_t character, byte; /* the same place in the text; it moves on with the plain scalars */
    bool key;               /* the next node is a key */
    bool stopped;           /* a syntax error: nothing more can be read */
    bool nameless;          /* a mapping without keys was met, or an item that is empty */
    bool features;          /* something of YAML that is not accepted was met */
};

static void lines_find(struct lines *lines, const char *text, size_t len)
{
    size_t character = 0;
    memory_push(lines, (size_t)0);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c & 0xC0) == 0x80)
            continue;
        character++;
        if (c == '\n' || (c == '\r' && !(i + 1 < len && text[i + 1] == '\n')))
            memory_push(lines, character);
    }
    lines->characters = character;
}

/* The place of SPAN characters from the character number INDEX of the file. */
static struct place place_at(struct reading *r, size_t index, size_t span)
{
    if (index > r->lines.characters)
        index = r->lines.characters;
    size_t low = 0, high = r->lines.len;
    if (r->line < high &&
        r->lines.items[r->line] <= index) { /* most stand where the last did, or soon behind */
        low = r->line;
        for (size_t next = low + 1; next < high && next <= low + 2; next++)
            if (r->lines.items[next] > index)
                high = next;
    }
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (r->lines.items[middle] <= index)
            low = middle;
        else
            high = middle;
    }
    r->line = low;
    return (struct place){.file = r->file,
                          .line = (uint32_t)low + 1,
                          .column = (uint32_t)(index - r->lines.items[low]) + 1,
                          .span = span ? (uint32_t)span : 1};
}

static struct place place_of(struct reading *r, const yaml_event_t *event)
{
    size_t from = event->start_mark.index, to = event->end_mark.index;
    return place_at(r, from, to > from ? to - from : 1);
}

static void feature(struct reading *r, struct place place, const char *message, const char *what)
{
    r->features = true;
    diag_error(r->diags, place, "yaml-feature", message, what ? what : "", NULL);
}

/* The character number INDEX of the file, as text in OUT too; 0 behind the last. */
static uint32_t character_at(const struct reading *r, size_t index, char out[8])
{
    const char *p = r->text, *end = r->text + r->len;
    uint32_t character = 0;
    out[0] = '\0';
    for (size_t i = 0; p < end; i++) {
        size_t n = utf8_decode(p, (size_t)(end - p), &character);
        if (n == 0)
            break;
        if (i == index) {
            memcpy(out, p, n);
            out[n] = '\0';
            return character;
        }
        p += n;
    }
    return 0;
}

/* Whether the character number INDEX of the file is a "%" that begins a line. */
static bool is_directive(struct reading *r, size_t index)
{
    char character[8];
    return place_at(r, index, 1).column == 1 && character_at(r, index, character) == '%';
}

/* What libyaml does not even read of what is not accepted: directives and tags that it does not know. */
static bool refuse_unread(struct reading *r)
{
    const yaml_parser_t *p = &r->parser;
    size_t began = p->context ? p->context_mark.index : p->problem_mark.index;
    if (p->problem && strcmp(p->problem, "found undefined tag handle") == 0)
        feature(r, place_at(r, p->problem_mark.index, 1),
                N_("tags ({1}) are not accepted; a value gets its type from its field"), "!");
    else if (is_directive(r, began))
        feature(r, place_at(r, began, 1), N_("directives (%) are not accepted; leave the line out"), NULL);
    else
        return false;
    return true;
}

/* The line LINE, from 1, without its end; its bytes in *LEN. */
static const char *line_text(const struct reading *r, uint32_t line, size_t *len)
{
    const char *p = r->text, *end = r->text + r->len;
    for (uint32_t n = 1; n < line && p < end; p++)
        n += *p == '\n' || (*p == '\r' && !(p + 1 < end && p[1] == '\n'));
    *len = 0;
    while (p + *len < end && p[*len] != '\n' && p[*len] != '\r')
        ++*len;
    return p;
}

static bool is_blank_line(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (line[i] != ' ' && line[i] != '\t')
            return false;
    return true;
}

/* Reports a slip in the line LINE; false: it has none. */
static bool report_slip(struct reading *r, uint32_t line, enum slip_within within)
{
    size_t len;
    struct slip slip;
    const char *text = line_text(r, line, &len);
    size_t tab = strspn(text, " ");
    if (within == within_block && tab < len && text[tab] == '\t') {
        struct place place = {.file = r->file, .line = line, .column = (uint32_t)tab + 1, .span = 1};
        diag_error(r->diags, place, "yaml", yaml_syntax_message("found a tab character", NULL, '\t', false),
                   NULL);
        return true;
    }
    if (!slip_in_line(text, len, within, &slip))
        return false;
    slip_report(&slip, (struct place){.file = r->file, .line = line, .column = 1, .span = 1}, text, "yaml",
                r->diags);
    return true;
}

/*
 * Reports the slip that libyaml stumbled over at AT, in what began at FROM: in the line itself, in the one
 * before it, or in one of those that the brackets or quotation marks of CONTEXT hold. False: there is none.
 */
static bool find_slip(struct reading *r, struct place from, struct place at, const char *context)
{
    bool map = context && strstr(context, "flow mapping"), list = context && strstr(context, "flow sequence");
    bool held =
        map || list || (context && (strstr(context, "quoted scalar") || strstr(context, "simple key")));
    if (held) {
        uint32_t first = at.line > from.line + lines_back ? at.line - lines_back : from.line;
        for (uint32_t line = first; line <= at.line; line++)
            if (report_slip(r, line,
                            line == from.line ? within_block
                            : map             ? within_map
                            : list            ? within_list
                                              : within_block))
                return true;
    }
    if (report_slip(r, at.line, within_block))
        return true;
    uint32_t before = at.line;
    size_t len;
    for (const char *text = NULL; before > 1 && at.line - before < lines_back;) {
        text = line_text(r, --before, &len);
        if (!is_blank_line(text, len))
            return report_slip(r, before, within_block);
    }
    return false;
}

static void syntax_error(struct reading *r)
{
    const yaml_parser_t *p = &r->parser;
    r->stopped = true;
    if (p->error == YAML_READER_ERROR) {
        struct place character = place_at(r, utf8_count(r->hidden, p->problem_offset), 1);
        diag_error(r->diags, character, "yaml", N_("a character that no text file should have; delete it"),
                   NULL);
        return;
    }
    if (refuse_unread(r))
        return;
    struct place at = place_at(r, p->problem_mark.index, 1);
    struct place from = p->context ? place_at(r, p->context_mark.index, 1) : at;
    if (find_slip(r, from, at, p->context))
        return;
    char line[16], found[8];
    uint32_t character = character_at(r, p->problem_mark.index, found);
    snprintf(line, sizeof line, "%u", from.line);
    diag_error(r->diags, at, "yaml",
               yaml_syntax_message(p->problem, p->context, character, from.line != at.line), line, found,
               p->problem ? p->problem : "?", NULL);
}

static bool next_event(struct reading *r, yaml_event_t *event)
{
    if (r->stopped)
        return false;
    if (yaml_parser_parse(&r->parser, event))
        return true;
    if (r->parser.error == YAML_MEMORY_ERROR)
        memory_failed(0);
    syntax_error(r);
    return false;
}

static struct node *new_node(struct reading *r, enum node_kind kind, struct place place)
{
    struct node *node =
        r->key ? &arena_new(r->arena, struct node_key, 1)->node : arena_new(r->arena, struct node, 1);
    r->key = false;
    node->kind = (unsigned char)kind;
    node->place = place;
    return node;
}

static void refuse_decoration(struct reading *r, const yaml_event_t *event, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor)
        feature(r, place_of(r, event),
                N_("anchors (&{1}) are not accepted; write the value where it is wanted"),
                (const char *)anchor);
    if (tag)
        feature(r, place_of(r, event),
                N_("tags ({1}) are not accepted; a value gets its type from its field"), (const char *)tag);
}

static struct node *read_value(struct reading *r, yaml_event_t *event, int depth);

/* Whether KEY may be one of a mapping DEPTH levels deep; reports why not. */
static bool accept_key(struct reading *r, const struct node *key, int depth)
{
    if (key->kind != node_scalar) {
        diag_error(r->diags, key->place, "bad-type", N_("a key must be a word, not a list or mapping"), NULL);
        return false;
    }
    if (key->plain && key->length == 2 && memcmp(key->text, "<<", 2) == 0) {
        feature(r, key->place, N_("merge keys (<<) are not accepted; write the fields out"), NULL);
        return false;
    }
    if (texts_mark(key->text, (unsigned)depth - 1)) {
        diag_error(r->diags, key->place, "duplicate-key", N_("the key \"{1}\" is given twice"), key->text,
                   NULL);
        return false;
    }
    return true;
}

static void read_pairs(struct reading *r, struct node *map, int depth)
{
    struct node **end = &map->children;
    yaml_event_t event;
    while (next_event(r, &event)) {
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            break;
        }
        r->key = true;
        struct node *key = read_value(r, &event, depth);
        if (!key || !next_event(r, &event))
            break;
        struct node *value = read_value(r, &event, depth);
        if (!value)
            break;
        if (!accept_key(r, key, depth))
            continue;
        *end = key;
        key->next = value;
        end = &value->next;
        map->count++;
    }
    bool alone = depth == 1; /* the document itself: no other mapping is as deep */
    for (const struct node *key = alone ? NULL : map->children; key; key = key->next->next)
        texts_unmark(key->text, (unsigned)depth - 1);
}

static void read_items(struct reading *r, struct node *list, int depth)
{
    struct node **end = &list->children;
    yaml_event_t event;
    while (next_event(r, &event)) {
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            break;
        }
        struct node *item = read_value(r, &event, depth);
        if (!item)
            break;
        *end = item;
        end = &item->next;
        list->count++;
        r->nameless = r->nameless || node_empty(item);
    }
}

/* Whether one blank, "#" and something that is no blank stand behind the character number END, in its line.
 */
static bool is_cut(struct reading *r, size_t end)
{
    for (; r->character < end && r->byte < r->len; r->character++)
        for (r->byte++; r->byte < r->len && ((unsigned char)r->text[r->byte] & 0xC0) == 0x80;)
            r->byte++;
    const char *behind = r->text + r->byte;
    size_t left = r->len - r->byte;
    return left > 2 && behind[0] == ' ' && behind[1] == '#' && !strchr(" \t\r\n#", behind[2]);
}

static void read_scalar(struct reading *r, struct node *node, char *value, size_t len)
{
    if (r->breaks.any)
        len = breaks_restore(&r->breaks, value, len);
    node->text = texts_keep(&r->texts, r->arena, value, len);
    node->length = (uint32_t)len;
}

/* The value that begins with EVENT, which is used up; NULL once reading has stopped. */
static struct node *read_value(struct reading *r, yaml_event_t *event, int depth)
{
    struct node *node = NULL;
    struct place place = place_of(r, event);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        refuse_decoration(r, event, event->data.scalar.anchor, event->data.scalar.tag);
        node = new_node(r, node_scalar, place);
        node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        node->block = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
                      event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
        node->cut = node->plain && is_cut(r, event->end_mark.index);
        read_scalar(r, node, (char *)event->data.scalar.value, event->data.scalar.length);
        break;
    case YAML_SEQUENCE_START_EVENT:
        refuse_decoration(r, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        node = new_node(r, node_list, place);
        break;
    case YAML_MAPPING_START_EVENT:
        refuse_decoration(r, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        node = new_node(r, node_map, place);
        break;
    case YAML_ALIAS_EVENT:
        feature(r, place, N_("aliases (*{1}) are not accepted; write the value where it is wanted"),
                (const char *)event->data.alias.anchor);
        node = new_node(r, node_scalar, place);
        node->text = texts_keep(&r->texts, r->arena, "", 0);
        break;
    default:
        r->stopped = true;
    }
    yaml_event_delete(event);
    if (!node || node->kind == node_scalar)
        return node;
    if (depth >= deepest) {
        diag_error(r->diags, place, "yaml", N_("nested more than 32 levels deep"), NULL);
        r->stopped = true;
        return NULL;
    }
    if (node->kind == node_map)
        read_pairs(r, node, depth + 1);
    else
        read_items(r, node, depth + 1);
    r->nameless = r->nameless || (node->kind == node_map && !node->count);
    return r->stopped ? NULL : node;
}

/* The document after its start; what may follow it is nothing. */
static struct node *read_document(struct reading *r)
{
    struct node *root = NULL;
    yaml_event_t event;
    while (next_event(r, &event)) {
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            if (root) {
                diag_error(r->diags, place_of(r, &event), "yaml",
                           N_("a second document begins here; one file holds one"), NULL);
                r->stopped = true;
            } else if (event.data.document_start.version_directive ||
                       event.data.document_start.tag_directives.start !=
                           event.data.document_start.tag_directives.end) {
                feature(r, place_of(r, &event),
                        /* xgettext:no-c-format */ N_("directives (%) are not accepted; leave the line out"),
                        NULL);
            }
            yaml_event_delete(&event);
            break;
        case YAML_SCALAR_EVENT:
        case YAML_SEQUENCE_START_EVENT:
        case YAML_MAPPING_START_EVENT:
        case YAML_ALIAS_EVENT:
            root = read_value(r, &event, 0);
            break;
        case YAML_STREAM_END_EVENT:
            yaml_event_delete(&event);
            return root;
        default:
            yaml_event_delete(&event);
        }
    }
    return NULL;
}

const struct node *yaml_read(struct arena *arena, const char *text, size_t len, uint32_t file,
                             struct diags *diags)
{
    struct reading r = {.arena = arena, .diags = diags, .file = file};
    struct node *root = NULL;
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    r.text = text;
    r.len = len;
    lines_find(&r.lines, text, len);
    size_t valid = utf8_valid(text, len);
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) { /* a second one */
        diag_error(diags, (struct place){file, 1, 1, 1}, "yaml",
                   N_("the invisible character {1} stands here; delete it"), "U+FEFF", NULL);
        r.stopped = true;
    } else if (valid < len) {
        size_t index = utf8_count(text, valid);
        diag_error(diags, place_at(&r, index, 1), "yaml",
                   N_("not UTF-8 text from here on; save the file as UTF-8"), NULL);
    } else if (!yaml_parser_initialize(&r.parser)) {
        memory_failed(sizeof r.parser);
    } else {
        yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
        r.hidden = breaks_hide(&r.breaks, arena, text, &len);
        yaml_parser_set_input_string(&r.parser, (const unsigned char *)r.hidden, len);
        root = read_document(&r);
        if (!root && !r.stopped) {
            struct node *nothing = new_node(&r, node_scalar, (struct place){file, 1, 1, 1});
            nothing->plain = true;
            nothing->text = "";
            root = nothing;
        }
        if (root && r.nameless)
            node_tell(root, tongue_unknown);
        yaml_parser_delete(&r.parser);
    }
    texts_free(&r.texts);
    memory_free(r.lines.items);
    return r.stopped || r.features ? NULL : root;
}
