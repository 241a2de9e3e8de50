#include "yaml/insert.h"

#include "base/memory.h"
#include "yaml/span.h"

#include <string.h>

/* --- scalars */

/* Whether TEXT reads the same without quotes within brackets: it begins with a letter, a digit or a character
 * beyond ASCII, and nothing in it can be a sign of YAML. */
static bool plain_safe(const char *text)
{
    unsigned char first = (unsigned char)text[0];
    bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80;
    if (!letter && !(first >= '0' && first <= '9'))
        return false;
    return !strpbrk(text, ":#,[]{}\"'`&*!|>%@?\\") && text[strlen(text) - 1] != ' ';
}

void insert_scalar(struct buf *out, const char *text)
{
    if (plain_safe(text)) {
        buf_puts(out, text);
        return;
    }
    buf_putc(out, '\'');
    for (const char *c = text; *c; c++) {
        if (*c == '\'')
            buf_putc(out, '\'');
        buf_putc(out, *c);
    }
    buf_putc(out, '\'');
}

/* --- the file, and what is put into it */

/* Something new, before the byte AT. */
struct piece {
    size_t at;
    char *text;
};

struct pieces {
    struct piece *items;
    size_t len, cap;
};

/* What happens to the one node that changes. */
enum how {
    how_longer, /* a list gets items */
    how_pair,   /* a mapping gets a pair */
    how_filled, /* what is not written becomes a list */
    how_begun,  /* a file without content becomes a mapping with one pair */
    how_wrapped /* a value becomes the first item of a list */
};

struct inserting {
    const char *text; /* without a byte order mark */
    size_t len;
    const char *line_end;
    const char *key; /* as it is, or will be, written; NULL: the file is a list */
    const char *const *items;
    size_t count;
    bool pair; /* the one item is the value of KEY */
    struct arena arena;
    struct pieces pieces; /* in the order in which they come */
    enum how how;
    const struct node *target; /* in the tree before: what changes */
    const struct node *made;   /* in the tree behind: the first that is new */
};

/* Takes the text of BUF, which is empty then. */
static void add_piece(struct inserting *in, size_t at, struct buf *buf)
{
    struct piece piece = {.at = at, .text = arena_text(&in->arena, buf_text(buf), buf->len)};
    buf_free(buf);
    memory_push(&in->pieces, piece);
}

static void add_text(struct inserting *in, size_t at, const char *text)
{
    struct buf buf = {0};
    buf_puts(&buf, text);
    add_piece(in, at, &buf);
}

/* The line end that the file uses: that of its first line. */
static const char *line_end(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            return "\n";
        if (text[i] == '\r')
            return i + 1 < len && text[i + 1] == '\n' ? "\r\n" : "\r";
    }
    return "\n";
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Where the line of the byte AT begins. */
static size_t line_begin(const struct inserting *in, size_t at)
{
    while (at > 0 && !is_break(in->text[at - 1]))
        at--;
    return at;
}

/* Where the line of the byte AT ends, before its line end. */
static size_t line_stop(const struct inserting *in, size_t at)
{
    while (at < in->len && !is_break(in->text[at]))
        at++;
    return at;
}

/* Behind the line end at AT. */
static size_t line_next(const struct inserting *in, size_t at)
{
    if (at < in->len)
        at += in->text[at] == '\r' && at + 1 < in->len && in->text[at + 1] == '\n' ? 2 : 1;
    return at;
}

/* How many blanks the line of the byte AT begins with. */
static size_t indent_of(const struct inserting *in, size_t at)
{
    size_t begin = line_begin(in, at), end = begin;
    while (end < in->len && in->text[end] == ' ')
        end++;
    return end - begin;
}

/* TEXT with the file's line ends, its further lines indented. */
static void put_text(const struct inserting *in, struct buf *out, const char *text, size_t indent)
{
    for (; *text; text++) {
        if (*text != '\n') {
            buf_putc(out, *text);
            continue;
        }
        buf_puts(out, in->line_end);
        if (text[1] != '\n' && text[1] != '\0')
            buf_fill(out, ' ', indent);
    }
}

/* --- in lines */

/* Behind the last line of SPAN, a block that has not ended in the line where it began. */
static size_t block_stop(const struct inserting *in, const struct span *span)
{
    while (!span->flow && span->first)
        for (span = span->first; span->next;)
            span = span->next;
    size_t at = span->end;
    if (at == 0 || !is_break(in->text[at - 1]) || span->empty)
        return line_next(in, line_stop(in, at));
    while (!span->keep) { /* what a text in lines takes in at its end are empty lines */
        size_t end = at;
        while (end > 0 && is_break(in->text[end - 1]) && at - end < strlen(in->line_end))
            end--;
        size_t begin = line_begin(in, end);
        if (begin <= span->begin || begin + strspn(in->text + begin, " \t") < end)
            break;
        at = begin;
    }
    return at;
}

/* Behind the lines of comment at AT, the beginning of a line, that stand in deeper than INDENT: they belong
 * to the item before them. */
static size_t behind_remarks(const struct inserting *in, size_t at, size_t indent)
{
    while (at < in->len && (at == 0 || is_break(in->text[at - 1])) && indent_of(in, at) > indent) {
        size_t mark = at + indent_of(in, at);
        if (mark >= in->len || in->text[mark] != '#')
            break;
        at = line_next(in, line_stop(in, at));
    }
    return at;
}

/* The items as lines of a list. */
static void put_items(const struct inserting *in, struct buf *out, size_t indent)
{
    for (size_t i = 0; i < in->count; i++) {
        buf_fill(out, ' ', indent);
        buf_puts(out, "- ");
        put_text(in, out, in->items[i], indent + 2);
        buf_puts(out, in->line_end);
    }
}

/* How far a new list stands in from its key: as the other lists of MAP do. */
static size_t list_indent(const struct inserting *in, const struct span *map)
{
    for (const struct span *key = map->first; key; key = key->next->next)
        if (key->next->kind == node_list && !key->next->flow)
            return key->next->begin - line_begin(in, key->next->begin);
    return map->begin - line_begin(in, map->begin) + 2;
}

/* Lines at AT, the beginning of a line or the end of a file without a line end. */
static void add_lines(struct inserting *in, size_t at, const struct buf *lines)
{
    struct buf piece = {0};
    if (at > 0 && !is_break(in->text[at - 1]))
        buf_puts(&piece, in->line_end);
    buf_put(&piece, buf_text(lines), lines->len);
    add_piece(in, at, &piece);
}

static void add_items(struct inserting *in, size_t at, size_t indent)
{
    struct buf lines = {0};
    put_items(in, &lines, indent);
    add_lines(in, at, &lines);
    buf_free(&lines);
}

/* The pair as lines at AT, its list, where it is one, LIST_INDENT blanks in. */
static void add_pair_lines(struct inserting *in, size_t at, size_t indent, size_t list)
{
    struct buf lines = {0};
    buf_fill(&lines, ' ', indent);
    buf_printf(&lines, "%s:", in->key);
    if (in->pair) {
        buf_putc(&lines, ' ');
        put_text(in, &lines, in->items[0], indent + 2);
    }
    buf_puts(&lines, in->line_end);
    if (!in->pair)
        put_items(in, &lines, list);
    add_lines(in, at, &lines);
    buf_free(&lines);
}

/* MAP, a mapping in lines, becomes the first item of a list in lines: all of its lines move in. */
static void wrap_block(struct inserting *in, const struct span *map)
{
    size_t end = block_stop(in, map), indent = map->begin - line_begin(in, map->begin);
    add_text(in, map->begin, "- ");
    for (size_t at = line_next(in, line_stop(in, map->begin)); at < end;
         at = line_next(in, line_stop(in, at)))
        if (line_stop(in, at) > at)
            add_text(in, at, "  ");
    add_items(in, end, indent);
}

/* --- in brackets */

/* The items, or the pair, with commas between. */
static void put_flow(const struct inserting *in, struct buf *out, bool pair, size_t indent)
{
    if (pair)
        buf_printf(out, in->pair ? "%s: " : "%s: [", in->key);
    for (size_t i = 0; i < in->count; i++) {
        if (i)
            buf_puts(out, ", ");
        put_text(in, out, in->items[i], indent);
    }
    if (pair && !in->pair)
        buf_putc(out, ']');
}

/* The comma behind AT, past blanks, line ends and comments; 0 where none comes there. */
static size_t comma_behind(const struct inserting *in, size_t at)
{
    for (; at < in->len; at++) {
        if (in->text[at] == '#')
            at = line_stop(in, at);
        else if (!is_blank(in->text[at]) && !is_break(in->text[at]))
            return in->text[at] == ',' ? at : 0;
    }
    return 0;
}

/* Whether nothing but a comment stands from AT to the end of its line. */
static bool rest_is_comment(const struct inserting *in, size_t at)
{
    while (at < in->len && is_blank(in->text[at]))
        at++;
    return at == in->len || is_break(in->text[at]) || in->text[at] == '#';
}

/* Behind the last of what stands in the brackets of SPAN: on a line of its own where the last does. */
static void add_flow(struct inserting *in, const struct span *span, bool pair)
{
    struct buf new = {0};
    if (!span->first) {
        put_flow(in, &new, pair, indent_of(in, span->begin) + 2);
        add_piece(in, span->begin + 1, &new);
        return;
    }
    const struct span *item = span->first, *last = item;
    for (const struct span *s = span->first; s; s = last->next) {
        item = s;
        last = span->kind == node_map ? s->next : s;
    }
    size_t begin = line_begin(in, item->begin), comma = comma_behind(in, last->end);
    bool lines = begin > span->begin && begin + indent_of(in, item->begin) == item->begin;
    size_t at = comma ? comma + 1 : last->end;
    if (!lines) {
        buf_puts(&new, comma ? " " : ", ");
    } else {
        if (!comma && rest_is_comment(in, at))
            add_text(in, at, ",");
        else if (!comma)
            buf_putc(&new, ',');
        if (rest_is_comment(in, at))
            at = line_stop(in, at);
        buf_puts(&new, in->line_end);
        buf_fill(&new, ' ', indent_of(in, item->begin));
    }
    put_flow(in, &new, pair, indent_of(in, item->begin) + 2);
    if (comma)
        buf_putc(&new, ',');
    add_piece(in, at, &new);
}

/* A list in brackets where KEY, in brackets, has no value yet. */
static void fill_flow(struct inserting *in, const struct span *key)
{
    size_t at = key->next->begin, behind = key->end;
    while (behind < at && is_blank(in->text[behind]))
        behind++;
    struct buf new = {0};
    if (behind == at || in->text[behind] != ':')
        buf_puts(&new, ": ");
    else if (!is_blank(in->text[at - 1]))
        buf_putc(&new, ' ');
    buf_putc(&new, '[');
    put_flow(in, &new, false, indent_of(in, at) + 2);
    buf_putc(&new, ']');
    add_piece(in, at, &new);
}

/* Brackets around the one VALUE, and the items behind it. */
static void wrap_flow(struct inserting *in, const struct span *value)
{
    struct buf new = {0};
    buf_puts(&new, ", ");
    put_flow(in, &new, false, indent_of(in, value->begin) + 2);
    buf_putc(&new, ']');
    add_text(in, value->begin, "[");
    add_piece(in, value->end, &new);
}

/* --- where */

/* Puts the items behind those of the list VALUE, of which SPAN is the text. */
static void extend(struct inserting *in, const struct node *list, const struct span *span)
{
    in->target = list;
    in->how = how_longer;
    if (span->flow)
        add_flow(in, span, false);
    else
        add_items(in, behind_remarks(in, block_stop(in, span), span->begin - line_begin(in, span->begin)),
                  span->begin - line_begin(in, span->begin));
}

/* Gives the key KEY_SPAN of MAP_SPAN, whose value is VALUE, a list; false where it can have none. */
static bool put_into_value(struct inserting *in, const struct node *value, const struct span *map_span,
                           const struct span *key_span)
{
    const struct span *span = key_span->next;
    if (in->pair || (value->kind == node_scalar && value->block))
        return false;
    if (span->kind == node_list) {
        extend(in, value, span);
        return true;
    }
    in->target = value;
    in->how = span->empty ? how_filled : how_wrapped;
    if (span->empty && map_span->flow)
        fill_flow(in, key_span);
    else if (span->empty)
        add_items(in, block_stop(in, span), list_indent(in, map_span));
    else if (span->kind == node_map && !span->flow)
        wrap_block(in, span);
    else
        wrap_flow(in, span);
    return true;
}

static bool put_into_map(struct inserting *in, const struct node *map, const struct span *span)
{
    const struct span *key_span = span->first;
    for (const struct node *key = node_first(map); key; key = key->next->next) {
        if (strcmp(key->text, in->key) == 0)
            return put_into_value(in, key->next, span, key_span);
        key_span = key_span->next->next;
    }
    in->target = map;
    in->how = how_pair;
    if (span->flow)
        add_flow(in, span, true);
    else
        add_pair_lines(in, block_stop(in, span), span->begin - line_begin(in, span->begin),
                       list_indent(in, span));
    return true;
}

/* The mapping of the tree ROOT that stands where MAP does, and its text in *SPAN; NULL: there is none. */
static const struct node *find_map(const struct node *root, const struct span **span, const struct node *map)
{
    if (root->kind == node_map && root->place.line == map->place.line &&
        root->place.column == map->place.column)
        return root;
    const struct span *child_span = (*span)->first;
    for (const struct node *child = node_first(root); child; child = child->next) {
        const struct span *found = child_span;
        const struct node *node = find_map(child, &found, map);
        if (node) {
            *span = found;
            return node;
        }
        child_span = child_span->next;
    }
    return NULL;
}

static bool choose(struct inserting *in, const struct node *root, const struct node *map)
{
    const struct span *span = span_read(&in->arena, in->text, in->len);
    if (span->empty && !map) {
        in->target = root;
        in->how = in->key ? how_begun : how_filled;
        if (in->key)
            add_pair_lines(in, in->len, 0, 2);
        else
            add_items(in, in->len, 0);
        return true;
    }
    if (!in->key) {
        if (root->kind == node_list)
            extend(in, root, span);
        return root->kind == node_list;
    }
    const struct node *found = map ? find_map(root, &span, map) : root;
    return found && found->kind == node_map && put_into_map(in, found, span);
}

/* --- whether it came out as it was meant */

static bool same(struct inserting *in, const struct node *before, const struct node *behind);

/* Whether the nodes from BEHIND on begin with those from BEFORE on; what follows is new. */
static bool same_first(struct inserting *in, const struct node *before, const struct node *behind, bool more)
{
    for (; before && behind; before = before->next, behind = behind->next)
        if (!same(in, before, behind))
            return false;
    if (more)
        in->made = behind;
    return !before && (more || !behind);
}

static bool same_text(const struct node *before, const struct node *behind)
{
    if (before->length > behind->length || memcmp(before->text, behind->text, before->length) != 0)
        return false;
    size_t more = behind->length - before->length; /* a line end, at the end of a file that had none */
    return more == 0 || (before->block && more == 1 && behind->text[before->length] == '\n');
}

/* Whether BEHIND is what was to become of the node that changes, BEFORE. */
static bool as_meant(struct inserting *in, const struct node *before, const struct node *behind)
{
    bool pair = in->how == how_pair || in->how == how_begun, wrapped = in->how == how_wrapped;
    size_t had = wrapped ? 1 : in->how == how_filled || in->how == how_begun ? 0 : before->count;
    if (behind->kind != (pair ? node_map : node_list) || behind->count != had + (pair ? 1 : in->count))
        return false;
    if (!wrapped)
        return same_first(in, had ? node_first(before) : NULL, node_first(behind), true) &&
               (!pair || strcmp(in->made->text, in->key) == 0);
    in->target = NULL; /* what was wrapped is a value like others */
    in->made = node_first(behind)->next;
    return same(in, before, node_first(behind));
}

static bool same(struct inserting *in, const struct node *before, const struct node *behind)
{
    if (before == in->target)
        return as_meant(in, before, behind);
    if (before->kind != behind->kind)
        return false;
    if (before->kind == node_scalar)
        return same_text(before, behind);
    return behind->count == before->count && same_first(in, node_first(before), node_first(behind), false);
}

/* The line of each item, or of the pair, in the tree behind. */
static void find_lines(const struct inserting *in, uint32_t *lines)
{
    const struct node *made = in->made;
    if ((in->how == how_pair || in->how == how_begun) && !in->pair)
        made = node_first(made->next); /* the list behind the key */
    for (size_t i = 0; i < in->count && made; i++, made = made->next)
        lines[i] = made->place.line;
}

/* Reads LEN bytes at TEXT; NULL where they have errors. */
static const struct node *read_well(struct inserting *in, const char *text, size_t len)
{
    struct diags diags = {0};
    const struct node *root = yaml_read(&in->arena, text, len, 0, &diags);
    bool well = diags.errors == 0;
    diag_free(&diags);
    return well ? root : NULL;
}

/* The text with all pieces, in OUT. */
static void put_whole(const struct inserting *in, struct buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < in->pieces.len; i++) {
        const struct piece *piece = &in->pieces.items[i];
        buf_put(out, in->text + at, piece->at - at);
        buf_puts(out, piece->text);
        at = piece->at;
    }
    buf_put(out, in->text + at, in->len - at);
}

static bool insert(struct inserting *in, const struct insert_place *place, struct buf *out, uint32_t *lines)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t marked = place->len >= 3 && memcmp(place->text, mark, 3) == 0 ? 3 : 0, before = out->len;
    in->text = place->len ? place->text + marked : "";
    in->len = place->len - marked;
    in->line_end = line_end(in->text, in->len);
    const struct node *root = read_well(in, in->text, in->len);
    bool well = root && choose(in, root, place->map);
    if (well) {
        buf_put(out, mark, marked);
        put_whole(in, out);
        const struct node *behind = read_well(in, buf_text(out) + before, out->len - before);
        well = behind && same(in, root, behind);
    }
    if (well && lines)
        find_lines(in, lines);
    if (!well)
        buf_cut(out, before);
    memory_free(in->pieces.items);
    arena_free(&in->arena);
    return well;
}

bool insert_items(const struct insert_place *place, const char *const *items, size_t count, struct buf *out,
                  uint32_t *lines)
{
    const struct node *key = place->map && place->key ? node_key(place->map, place->key) : NULL;
    struct inserting in = {
        .items = items,
        .count = count,
        .key = key                            ? key->text
               : place->key && place->written ? place->written
                                              : place->key,
    };
    return insert(&in, place, out, lines);
}

bool insert_pair(const struct insert_place *place, const char *value, struct buf *out, uint32_t *line)
{
    struct inserting in = {.items = &value, .count = 1, .key = place->key, .pair = true};
    return insert(&in, place, out, line);
}
