#include "clerk/mend_lines.h"

#include "base/memory.h"
#include "yaml/slip.h"
#include "yaml/slip_marks.h"

#include <stdbool.h>
#include <string.h>

/* Where blanks of any kind that begin at AT end, in this line. */
static size_t skip_blanks(const char *text, size_t len, size_t at)
{
    for (size_t bytes; at < len; at += bytes) {
        uint32_t c = mark_at(text, len, at, &bytes);
        if (c != ' ' && !mark_is_odd_blank(c))
            break;
    }
    return at;
}

const char *mend_meant(const char *text, size_t len, size_t at, size_t *to)
{
    size_t bytes;
    uint32_t c = mark_at(text, len, at, &bytes);
    if (at >= len)
        return NULL;
    *to = at + bytes;
    if (mark_is_odd_blank(c))
        return " ";
    if (c != ':' && c != 0xFF1A && !mark_is_odd_comma(c))
        return NULL;
    *to = skip_blanks(text, len, *to);
    if (mark_is_odd_comma(c))
        return ", ";
    return *to >= len || text[*to] == '\n' ? ":" : ": ";
}

/* How the lines so far stand. */
struct state {
    char open[64]; /* the brackets that are open */
    size_t depth;
    bool text; /* a text in lines goes on, of lines deeper than INDENT */
    size_t indent;
};

static size_t indent_of(const char *line, size_t len)
{
    size_t at = 0;
    while (at < len && line[at] == ' ')
        at++;
    return at;
}

/* Where what the line says begins: behind its hyphens, and behind a key. */
static size_t value_of(const char *line, size_t len)
{
    size_t at = indent_of(line, len);
    while (at + 1 < len && line[at] == '-' && line[at + 1] == ' ')
        at += 1 + indent_of(line + at + 1, len - at - 1);
    if (at < len && strchr("{[\"'", line[at]))
        return at;
    for (size_t i = at; i + 1 < len; i++)
        if (line[i] == ':' && line[i + 1] == ' ')
            return i + 1 + indent_of(line + i + 1, len - i - 1);
    return at;
}

/* Takes the brackets of the line, from where its value begins, for those that are open behind it. */
static void follow(struct state *s, const char *line, size_t len)
{
    size_t at = s->depth ? 0 : value_of(line, len);
    char quote = '\0';
    if (s->depth == 0 && (at >= len || (line[at] != '{' && line[at] != '[')))
        return;
    for (; at < len; at++) {
        char c = line[at];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '#' && at && line[at - 1] == ' ')
            break;
        else if ((c == '{' || c == '[') && s->depth < sizeof s->open)
            s->open[s->depth++] = c;
        else if ((c == '}' || c == ']') && s->depth)
            s->depth--;
    }
}

/* Whether the line begins a text in lines. */
static bool begins_text(const char *line, size_t len)
{
    size_t at = value_of(line, len);
    if (at >= len || (line[at] != '|' && line[at] != '>'))
        return false;
    for (at++; at < len && strchr("+-123456789", line[at]); at++)
        ;
    return at + indent_of(line + at, len - at) == len || line[at] == ' ';
}

/* Mends one line, which is in BUF; how many marks. */
static size_t mend_one(struct buf *line, enum slip_within within)
{
    enum { most = 64 };
    size_t count = 0;
    struct slip slip;
    while (count < most && slip_in_line(buf_text(line), line->len, within, &slip)) {
        size_t to = 0, at = slip.offset;
        const char *by = mend_meant(buf_text(line), line->len, at, &to);
        if (!by || (strlen(by) == to - at && memcmp(by, buf_text(line) + at, to - at) == 0))
            break;
        struct buf mended = {0};
        buf_put(&mended, buf_text(line), at);
        buf_puts(&mended, by);
        buf_put(&mended, buf_text(line) + to, line->len - to);
        buf_free(line);
        *line = mended;
        count++;
    }
    return count;
}

size_t mend_lines(const char *text, size_t len, struct buf *out)
{
    struct state s = {.depth = 0};
    size_t count = 0;
    for (size_t at = 0, end; at < len; at = end) {
        for (end = at; end < len && text[end] != '\n'; end++)
            ;
        struct buf line = {0};
        buf_put(&line, text + at, end - at);
        size_t indent = indent_of(buf_text(&line), line.len);
        bool blank = indent == line.len, inside = s.text && (blank || indent > s.indent);
        s.text = inside;
        if (!inside && !blank && buf_text(&line)[indent] != '#') {
            count += mend_one(&line, s.depth == 0                 ? within_block
                                     : s.open[s.depth - 1] == '{' ? within_map
                                                                  : within_list);
            if (s.depth == 0 && begins_text(buf_text(&line), line.len)) {
                s.text = true;
                s.indent = indent;
            } else {
                follow(&s, buf_text(&line), line.len);
            }
        }
        buf_put(out, buf_text(&line), line.len);
        buf_free(&line);
        if (end < len)
            buf_putc(out, text[end++]);
    }
    return count;
}
