#include "clerk/mend.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "clerk/mend_lines.h"
#include "clerk/rename.h"
#include "records/schemas.h"
#include "source/charset.h"
#include "yaml/node.h"
#include "yaml/slip.h"
#include "yaml/slip_marks.h"

#include <string.h>

enum { most_marks = 10000 };

/* --- bytes */

/* As UTF-8 without a byte order mark; false where it is not known what it is. */
static bool decode(const char *text, size_t len, struct buf *out, struct mended *m)
{
    enum charset charset = charset_guess(text, len);
    if (charset == charset_none)
        return false;
    m->mark = charset == charset_utf8 && len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    m->encoding = charset == charset_utf8 ? NULL : charset_name(charset);
    return charset_decode(charset, text, len, out);
}

static void end_lines(const struct buf *text, struct buf *out, struct mended *m)
{
    const char *p = buf_text(text);
    for (size_t i = 0; i < text->len; i++) {
        m->line_ends += p[i] == '\r';
        if (p[i] == '\r' && i + 1 < text->len && p[i + 1] == '\n')
            continue;
        buf_putc(out, p[i] == '\r' ? '\n' : p[i]);
    }
}

/* --- marks */

/* What is wrong with TEXT as a file of KIND by itself. The tree, where there is one, lives in ARENA. */
static const struct node *examine(enum source_kind kind, const struct buf *text, struct arena *arena,
                                  struct diags *diags)
{
    const struct node *root = yaml_read(arena, buf_text(text), text->len, 0, diags);
    struct schema_reader reader = {.arena = arena, .diags = diags};
    const struct schema *schema = records_schema(kind);
    size_t first = diags->len;
    if (!root)
        return NULL;
    if (root->kind == node_list) {
        void *items;
        uint32_t count;
        schema_read_list(&reader, root, schema, &items, &count);
    } else {
        schema_read(&reader, root, schema, arena_alloc(arena, schema->size));
    }
    slip_explain(diags, first, buf_text(text), text->len);
    const char *paths[] = {""};
    diag_sort(diags, paths);
    return root;
}

/* The first error of DIAGS; NULL: there is none. */
static const struct diag *first_error(const struct diags *diags)
{
    for (size_t i = 0; i < diags->len; i++)
        if (diags->items[i].severity == severity_error)
            return &diags->items[i];
    return NULL;
}

/* Whether less is wrong AFTER than BEFORE, or as much, but further on. */
static bool is_better(const struct diags *before, const struct diags *after)
{
    const struct diag *was = first_error(before), *is = first_error(after);
    if (!is || after->errors < before->errors)
        return true;
    return is->place.line > was->place.line ||
           (is->place.line == was->place.line && is->place.column > was->place.column);
}

/* Puts what should stand at the place of D into TEXT; false where nothing is known. */
static bool mend_at(struct buf *text, const struct diag *d)
{
    struct spans spans;
    spans_begin(&spans, buf_text(text), text->len);
    size_t from = spans_at(&spans, d->place.line, d->place.column), to = from;
    const char *by = d->severity == severity_error ? mend_meant(spans.text, spans.len, from, &to) : NULL;
    bool other = by && (strlen(by) != to - from || memcmp(by, spans.text + from, to - from) != 0);
    if (other) {
        struct buf out = {0};
        spans_replace(&spans, from, to, by);
        spans_apply(&spans, &out);
        buf_free(text);
        *text = out;
    }
    spans_free(&spans);
    return other;
}

/* What is wrong with a text. */
struct examined {
    struct arena arena;
    struct diags diags;
};

static struct examined examine_text(enum source_kind kind, const struct buf *text)
{
    struct examined e = {.arena = {NULL, 0, 0}};
    examine(kind, text, &e.arena, &e.diags);
    return e;
}

static void examined_free(struct examined *e)
{
    diag_free(&e->diags);
    arena_free(&e->arena);
}

/* Mends the marks of LINE one after another, of which BEFORE is wrong; TEXT changes only where less is wrong
 * with it then. Returns how many. */
static size_t mend_line(enum source_kind kind, struct buf *text, const struct diags *before, uint32_t line)
{
    enum { most_of_line = 64 };
    struct buf tried = {0};
    struct examined now = examine_text(kind, text);
    size_t count = 0;
    buf_put(&tried, buf_text(text), text->len);
    for (bool again = true; again && count < most_of_line;) {
        again = false;
        for (size_t i = 0; i < now.diags.len && !again; i++)
            again = now.diags.items[i].place.line == line && mend_at(&tried, &now.diags.items[i]);
        count += again;
        if (again) {
            examined_free(&now);
            now = examine_text(kind, &tried);
        }
    }
    bool better = count && is_better(before, &now.diags);
    examined_free(&now);
    if (better) {
        buf_free(text);
        *text = tried;
        return count;
    }
    buf_free(&tried);
    return 0;
}

/* Mends marks, line by line of those that have an error. */
static void mend_marks(enum source_kind kind, struct buf *text, struct mended *m)
{
    uint32_t line = 0;
    for (bool more = true; more && m->marks < most_marks;) {
        struct examined now = examine_text(kind, text);
        more = false;
        for (size_t i = 0; i < now.diags.len && !more; i++)
            if (now.diags.items[i].severity == severity_error && now.diags.items[i].place.line > line) {
                line = now.diags.items[i].place.line;
                m->marks += mend_line(kind, text, &now.diags, line);
                more = true;
            }
        examined_free(&now);
    }
}

/* Mends the marks of all lines at once, where nothing but that makes YAML of the text. */
static void mend_together(enum source_kind kind, struct buf *text, struct mended *m)
{
    struct examined now = {.arena = {NULL, 0, 0}}, then = {.arena = {NULL, 0, 0}};
    struct buf tried = {0};
    size_t count = 0;
    if (!examine(kind, text, &now.arena, &now.diags))
        count = mend_lines(buf_text(text), text->len, &tried);
    if (count && examine(kind, &tried, &then.arena, &then.diags)) {
        struct buf was = *text;
        *text = tried;
        tried = was;
        m->marks += count;
    }
    examined_free(&now);
    examined_free(&then);
    buf_free(&tried);
}

/* --- blanks at the ends of lines */

/* Marks in KEPT the lines of block scalars, whose blanks are text. */
static void keep_blocks(const struct spans *s, const struct node *node, bool *kept)
{
    if (node->kind == node_scalar && node->block) {
        size_t from = spans_at(s, node->place.line, node->place.column);
        size_t to = spans_behind(s, from, node->place.span);
        for (size_t line = node->place.line; line < s->lines && s->items[line] < to; line++)
            kept[line] = true;
    }
    for (const struct node *n = node_first(node); n; n = n->next)
        keep_blocks(s, n, kept);
}

static void mend_blanks(struct spans *s, const struct node *root, struct mended *m)
{
    bool *kept = memory_new(s->lines, sizeof *kept);
    keep_blocks(s, root, kept);
    for (size_t line = 0; line < s->lines; line++) {
        size_t start = s->items[line], end = line + 1 < s->lines ? s->items[line + 1] - 1 : s->len, to = end;
        while (!kept[line] && to > start && (s->text[to - 1] == ' ' || s->text[to - 1] == '\t'))
            to--;
        if (kept[line] || to == end)
            continue;
        spans_replace(s, to, end, "");
        m->blanks++;
    }
    memory_free(kept);
}

void mend_text(enum source_kind kind, const char *text, size_t len, enum mend_language language,
               struct buf *out, struct mended *m)
{
    struct buf plain = {0}, lines = {0};
    struct arena arena = {0};
    struct diags diags = {0};
    struct spans spans;
    *m = (struct mended){.encoding = NULL};
    m->unread = !decode(text, len, &plain, m);
    if (m->unread) {
        buf_put(out, text, len);
        buf_free(&plain);
        return;
    }
    end_lines(&plain, &lines, m);
    mend_marks(kind, &lines, m);
    mend_together(kind, &lines, m);
    mend_marks(kind, &lines, m);
    const struct node *root = examine(kind, &lines, &arena, &diags);
    spans_begin(&spans, buf_text(&lines), lines.len);
    if (root)
        mend_blanks(&spans, root, m);
    if (root && language != mend_as_written)
        m->names = rename_all(&spans, root, records_schema(kind), language == mend_chinese);
    spans_apply(&spans, out);
    spans_free(&spans);
    diag_free(&diags);
    arena_free(&arena);
    buf_free(&plain);
    buf_free(&lines);
}

bool mended_any(const struct mended *m)
{
    return m->encoding || m->mark || m->line_ends || m->blanks || m->marks || m->names;
}
