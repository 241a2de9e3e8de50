#include "template/tags.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "template/template.h"

#include <stdio.h>
#include <string.h>

enum { longest_delimiter = 16 };

struct reader {
    struct tags *tags;
    const char *text;
    size_t len;
    size_t at;          /* what is read next */
    struct place place; /* of AT; span is not used */
    struct diags *errors;
    char open[longest_delimiter + 1];        /* what begins a tag now */
    char close[longest_delimiter + 1];       /* what ends one */
    size_t within[template_deepest_nesting]; /* what is open, the innermost last */
    size_t depth;                            /* how many */
};

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static void trim(const char **text, size_t *len)
{
    while (*len && blank(**text)) {
        ++*text;
        --*len;
    }
    while (*len && blank((*text)[*len - 1]))
        --*len;
}

/* Where the string NEEDLE is in the LEN bytes at TEXT, or NULL. */
static const char *find(const char *text, size_t len, const char *needle)
{
    size_t size = strlen(needle);
    const char *end = text + len;
    while ((size_t)(end - text) >= size) {
        text = memchr(text, needle[0], (size_t)(end - text) - size + 1);
        if (!text || memcmp(text, needle, size) == 0)
            return text;
        text++;
    }
    return NULL;
}

/* Reports what is wrong with TAG; its name is the argument, MORE another one or NULL. */
static bool wrong(const struct reader *r, const struct tag *tag, const char *code, const char *message,
                  const char *more)
{
    struct buf name = {0};
    buf_put(&name, tag->text, tag->len);
    diag_error(r->errors, tag->place, code, message, buf_text(&name), more, NULL);
    buf_free(&name);
    return false;
}

/* Goes on to END, counting lines and characters. */
static void advance(struct reader *r, size_t end)
{
    while (r->at < end) {
        const char *from = r->text + r->at;
        const char *stop = memchr(from, '\n', end - r->at);
        if (stop) {
            r->at += (size_t)(stop - from) + 1;
            r->place.line++;
            r->place.column = 1;
        } else {
            r->place.column += (uint32_t)utf8_count(from, end - r->at);
            r->at = end;
        }
    }
}

static void push(struct reader *r, struct tag tag)
{
    tag.within = r->depth ? r->within[r->depth - 1] : tag_none;
    memory_push(r->tags, tag);
}

/* Puts the text up to END, line by line. */
static void read_text(struct reader *r, size_t end)
{
    while (r->at < end) {
        const char *from = r->text + r->at;
        const char *stop = memchr(from, '\n', end - r->at);
        size_t len = stop ? (size_t)(stop - from) + 1 : end - r->at;
        push(r, (struct tag){.kind = tag_text,
                             .line_start = r->at == 0 || from[-1] == '\n',
                             .start = r->at,
                             .end = r->at + len,
                             .text = from,
                             .len = len,
                             .match = tag_none,
                             .place = r->place});
        advance(r, r->at + len);
    }
}

static enum tag_kind kind_of(char sigil)
{
    static const char sigils[] = "{&#^></$!=";
    static const enum tag_kind kinds[] = {tag_raw,    tag_raw,   tag_section, tag_inverted, tag_partial,
                                          tag_parent, tag_close, tag_block,   tag_comment,  tag_delimiter};
    const char *p = sigil ? strchr(sigils, sigil) : NULL;
    return p ? kinds[p - sigils] : tag_escaped;
}

/* Takes the new delimiters from the content of TAG. */
static bool set_delimiters(struct reader *r, const struct tag *tag)
{
    static const char *const message = N_("delimiters are two words without blanks and =, "
                                          "as in {{=<% %>=}}; this is \"{1}\"");
    const char *open = tag->text, *end = tag->text + tag->len;
    size_t open_len = 0;
    while (open + open_len < end && !blank(open[open_len]))
        open_len++;
    const char *close = open + open_len;
    size_t close_len = (size_t)(end - close);
    trim(&close, &close_len);
    bool good = open_len && close_len && open_len <= longest_delimiter && close_len <= longest_delimiter &&
                !memchr(tag->text, '=', tag->len) && !memchr(tag->text, 0, tag->len);
    for (size_t i = 0; good && i < close_len; i++)
        good = !blank(close[i]);
    if (!good)
        return wrong(r, tag, "template-delimiters", message, NULL);
    memcpy(r->open, open, open_len);
    r->open[open_len] = 0;
    memcpy(r->close, close, close_len);
    r->close[close_len] = 0;
    return true;
}

/* Whether the name of TAG can be one: no blanks, no control characters, of a variable no empty parts. */
static bool check_name(const struct reader *r, const struct tag *tag)
{
    if (!tag->len)
        return wrong(r, tag, "template-name", N_("a tag without a name"), NULL);
    for (size_t i = 0; i < tag->len; i++)
        if ((unsigned char)tag->text[i] <= ' ' || tag->text[i] == 0x7f)
            return wrong(r, tag, "template-name", N_("a name has no blanks in it: \"{1}\""), NULL);
    bool variable = tag->kind == tag_escaped || tag->kind == tag_raw || tag->kind == tag_section ||
                    tag->kind == tag_inverted || tag->dynamic;
    if (!variable || (tag->len == 1 && tag->text[0] == '.'))
        return true;
    if (tag->text[0] == '.' || tag->text[tag->len - 1] == '.' || find(tag->text, tag->len, ".."))
        return wrong(r, tag, "template-name", N_("\"{1}\" has an empty part before or behind a point"), NULL);
    return true;
}

/* Takes TAG, the number AT, off what is open and matches it with what it closes. */
static bool match_close(struct reader *r, size_t at)
{
    struct tag *tag = &r->tags->items[at];
    if (!r->depth)
        return wrong(r, tag, "template-section", N_("\"{1}\" is closed here but was not opened"), NULL);
    size_t opener = r->within[r->depth - 1];
    struct tag *open = &r->tags->items[opener];
    if (open->dynamic != tag->dynamic || open->len != tag->len ||
        memcmp(open->text, tag->text, tag->len) != 0) {
        struct buf other = {0};
        buf_put(&other, open->text, open->len);
        struct buf line = {0};
        buf_printf(&line, "%u", (unsigned)open->place.line);
        struct buf name = {0};
        buf_put(&name, tag->text, tag->len);
        diag_error(r->errors, tag->place, "template-section",
                   N_("\"{1}\" is closed here, but what is open is \"{2}\" of line {3}"), buf_text(&name),
                   buf_text(&other), buf_text(&line), NULL);
        buf_free(&other);
        buf_free(&line);
        buf_free(&name);
        return false;
    }
    r->depth--;
    tag->match = opener;
    tag->within = open->within;
    open->match = at;
    return true;
}

/* Does what TAG, read just now, means for reading what follows. */
static bool take_tag(struct reader *r, struct tag tag)
{
    if (tag.kind == tag_comment) {
        push(r, tag);
        return true;
    }
    if (tag.kind == tag_delimiter) {
        push(r, tag);
        return set_delimiters(r, &r->tags->items[r->tags->len - 1]);
    }
    bool may_be_dynamic = tag.kind == tag_partial || tag.kind == tag_parent || tag.kind == tag_close;
    if (may_be_dynamic && tag.len && tag.text[0] == '*') {
        tag.dynamic = true;
        tag.text++;
        tag.len--;
        trim(&tag.text, &tag.len);
    }
    push(r, tag);
    size_t at = r->tags->len - 1;
    if (!check_name(r, &r->tags->items[at]))
        return false;
    if (tag.kind == tag_close)
        return match_close(r, at);
    if (tag.kind != tag_section && tag.kind != tag_inverted && tag.kind != tag_block &&
        tag.kind != tag_parent)
        return true;
    if (r->depth == template_deepest_nesting) {
        struct buf most = {0};
        buf_printf(&most, "%d", template_deepest_nesting);
        wrong(r, &r->tags->items[at], "template-nesting",
              N_("\"{1}\" stands in more than {2} sections and blocks"), buf_text(&most));
        buf_free(&most);
        return false;
    }
    r->within[r->depth++] = at;
    return true;
}

/* Reads the tag that begins at AT. */
static bool read_tag(struct reader *r)
{
    size_t start = r->at, name = r->at + strlen(r->open);
    while (name < r->len && blank(r->text[name]))
        name++;
    enum tag_kind kind = kind_of(name < r->len ? r->text[name] : 0);
    char closing[longest_delimiter + 2];
    const char *before = "";
    if (kind == tag_raw && r->text[name] == '{')
        before = "}";
    else if (kind == tag_delimiter)
        before = "=";
    snprintf(closing, sizeof closing, "%s%s", before, r->close);
    if (kind != tag_escaped)
        name++;
    const char *stop = find(r->text + name, r->len - name, closing);
    struct tag tag = {.kind = kind,
                      .line_start = start == 0 || r->text[start - 1] == '\n',
                      .start = start,
                      .end = stop ? (size_t)(stop - r->text) + strlen(closing) : name,
                      .match = tag_none,
                      .text = r->text + name,
                      .place = r->place};
    const char *line_end = memchr(r->text + start, '\n', tag.end - start);
    tag.place.span = (uint32_t)utf8_count(r->text + start,
                                          line_end ? (size_t)(line_end - r->text) - start : tag.end - start);
    if (!stop) {
        tag.text = closing;
        tag.len = strlen(closing);
        return wrong(r, &tag, "template-tag", N_("a tag begins here that is not closed by \"{1}\""), NULL);
    }
    tag.len = (size_t)(stop - tag.text);
    trim(&tag.text, &tag.len);
    if (!take_tag(r, tag))
        return false;
    advance(r, tag.end);
    return true;
}

static bool read_all(struct reader *r)
{
    while (r->at < r->len) {
        const char *open = find(r->text + r->at, r->len - r->at, r->open);
        read_text(r, open ? (size_t)(open - r->text) : r->len);
        if (open && !read_tag(r))
            return false;
    }
    if (r->depth) {
        const struct tag *open = &r->tags->items[r->within[r->depth - 1]];
        return wrong(r, open, "template-section", N_("\"{1}\" is opened here and not closed"), NULL);
    }
    return true;
}

static bool blank_text(const struct tag *tag)
{
    for (size_t i = 0; i < tag->len; i++)
        if (!blank(tag->text[i]))
            return false;
    return true;
}

/* Whether what TAG opens or closes is a parent or a block. */
static bool of_inheritance(const struct tags *tags, const struct tag *tag)
{
    const struct tag *opener = tag->kind == tag_close ? &tags->items[tag->match] : tag;
    return opener->kind == tag_parent || opener->kind == tag_block;
}

/* What stands on a line. */
struct line {
    size_t from;        /* its first tag */
    size_t end;         /* behind its last */
    size_t count;       /* tags that are none of text, but those within a parent or argument of this line */
    bool standalone;    /* nothing but blanks and tags that can be alone on a line */
    bool inheritance;   /* a parent or a block begins or ends here */
    bool other;         /* there are tags but those of inheritance, comments and delimiters */
    bool keeps_its_end; /* a block with an empty default is all here: the line end is not its */
};

/* Whether TAG stands in a parent, but in no argument: of what stands there, only blocks mean something. */
static bool outside_arguments(const struct tags *tags, const struct tag *tag)
{
    return tag->within != tag_none && tags->items[tag->within].kind == tag_parent;
}

/* The tag that a look at the line goes on behind, having seen number AT: what is within is passed over. */
static size_t past(const struct tags *tags, const struct line *line, size_t at)
{
    const struct tag *tag = &tags->items[at];
    bool whole = (tag->kind == tag_parent || tag->kind == tag_block) && tag->match < line->end;
    return whole ? tag->match : at;
}

/* Looks at the line that begins with tag number FROM. */
static struct line look_at_line(const struct tags *tags, size_t from)
{
    struct line line = {.from = from, .end = from, .standalone = true};
    while (line.end < tags->len) {
        const struct tag *tag = &tags->items[line.end++];
        if (tag->kind == tag_text && tag->text[tag->len - 1] == '\n')
            break;
    }
    for (size_t i = from; i < line.end; i = past(tags, &line, i) + 1) {
        const struct tag *tag = &tags->items[i];
        bool ignored = outside_arguments(tags, tag);
        if (tag->kind == tag_text) {
            line.standalone = line.standalone && (ignored || blank_text(tag));
            continue;
        }
        line.count++;
        if (tag->kind == tag_escaped || tag->kind == tag_raw)
            line.standalone = false;
        else if (of_inheritance(tags, tag))
            line.inheritance = true;
        else if (tag->kind != tag_comment && tag->kind != tag_delimiter)
            line.other = true;
        if (tag->kind == tag_block && tag->match < line.end && !ignored) {
            line.keeps_its_end = true;
            line.standalone = line.standalone && tag->match == i + 1;
        }
    }
    if (!line.count || (line.count > 1 && (!line.inheritance || line.other)))
        line.standalone = false;
    return line;
}

/* Finds the tags that are standalone, and drops the text that goes with them. */
static void mark_lines(struct tags *tags)
{
    struct line line;
    for (size_t from = 0; from < tags->len; from = line.end) {
        line = look_at_line(tags, from);
        if (!line.standalone)
            continue;
        struct tag *first = &tags->items[from];
        if (first->kind == tag_text && first->line_start && blank_text(first))
            tags->items[from + 1].indent = first->len;
        for (size_t i = from; i < line.end; i = past(tags, &line, i) + 1) {
            struct tag *tag = &tags->items[i];
            if (tag->kind == tag_text)
                tag->dropped = i + 1 < line.end || !line.keeps_its_end;
            else
                tag->standalone =
                    tag->kind != tag_block || tag->match >= line.end || !outside_arguments(tags, tag);
        }
    }
}

bool tags_read(struct tags *tags, const char *text, size_t len, uint32_t file, struct diags *errors)
{
    struct reader r = {.tags = tags,
                       .text = text,
                       .len = len,
                       .place = {.file = file, .line = 1, .column = 1},
                       .errors = errors};
    strcpy(r.open, "{{");
    strcpy(r.close, "}}");
    if (!read_all(&r))
        return false;
    mark_lines(tags);
    return true;
}

void tags_free(struct tags *tags)
{
    memory_free(tags->items);
    *tags = (struct tags){0};
}
