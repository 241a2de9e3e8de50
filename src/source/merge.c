#include "source/merge.h"

#include <stdio.h>
#include <string.h>

enum { mark_characters = 7 };

/* The marks in the order in which a conflict has them; the second only where the version before both is
 * shown. */
static const char marks[] = "<|=>";
enum { mark_ours, mark_base, mark_between, mark_theirs, mark_kinds };

/* What is known of the conflict that is being read. */
struct conflict {
    uint32_t lines[mark_kinds]; /* of its marks; 0: not seen */
    int last;                   /* the mark seen last; −1: none */
    bool heading;               /* the line of = may be a heading's */
    uint32_t span;              /* of its first mark's line */
};

struct merging {
    bool page;
    uint32_t file;
    struct diags *diags;
    struct conflict now;
    bool found;
};

/* Which mark the line of LEN bytes at TEXT is; −1: none. */
static int mark_of(const char *text, size_t len)
{
    const char *mark = len >= mark_characters ? strchr(marks, *text) : NULL;
    if (!mark || !*mark)
        return -1;
    for (int i = 1; i < mark_characters; i++)
        if (text[i] != *mark)
            return -1;
    int kind = (int)(mark - marks);
    if (len == mark_characters)
        return kind;
    return kind != mark_between && text[mark_characters] == ' ' ? kind : -1;
}

/* The lines between the marks at FROM and TO in OUT: "6" or "6–8". False where there is none. */
static bool lines_between(uint32_t from, uint32_t to, char out[32])
{
    if (to == from + 2)
        snprintf(out, 32, "%u", from + 1);
    else
        snprintf(out, 32, "%u\xE2\x80\x93%u", from + 1, to - 1);
    return to > from + 1;
}

static void report_whole(struct merging *m, struct place place)
{
    const uint32_t *at = m->now.lines;
    char ours[32], theirs[32];
    bool has_ours = lines_between(at[mark_ours], at[mark_base] ? at[mark_base] : at[mark_between], ours);
    bool has_theirs = lines_between(at[mark_between], at[mark_theirs], theirs);
    if (has_ours && has_theirs)
        diag_error(m->diags, place, "yaml",
                   N_("an unfinished merge: two versions, at lines {1} and {2}; keep what is to stay of "
                      "both, and delete the marks"),
                   ours, theirs, NULL);
    else if (has_ours || has_theirs)
        diag_error(m->diags, place, "yaml",
                   N_("an unfinished merge: lines {1} stand in one version and not in the other; keep or "
                      "delete them, and delete the marks"),
                   has_ours ? ours : theirs, NULL);
    else
        diag_error(m->diags, place, "yaml", N_("an unfinished merge, of nothing: delete the marks"), NULL);
}

/* Reports what was read of a conflict, and begins anew. */
static void finish(struct merging *m)
{
    const struct conflict *c = &m->now;
    struct place place = {.file = m->file, .column = 1, .span = c->span};
    for (int i = mark_kinds - 1; i >= 0; i--)
        if (c->lines[i])
            place.line = c->lines[i];
    bool whole = c->lines[mark_ours] && c->lines[mark_between] && c->lines[mark_theirs];
    bool alone =
        c->lines[mark_between] && !c->lines[mark_ours] && !c->lines[mark_base] && !c->lines[mark_theirs];
    if (c->last >= 0 && !(alone && c->heading)) {
        m->found = true;
        if (whole)
            report_whole(m, place);
        else
            diag_error(
                m->diags, place, "yaml",
                N_("a mark that an unfinished merge left: look for its two versions, keep what is to stay "
                   "of both, and delete the mark"),
                NULL);
    }
    m->now = (struct conflict){.last = -1};
}

/* Adds the mark KIND at LINE, a line of SPAN characters. TITLED: it follows a line of text. */
static void add_mark(struct merging *m, int kind, uint32_t line, uint32_t span, bool titled)
{
    /* a heading's line of = may stand within one of the versions: the conflict goes on */
    bool again = kind == mark_between && m->now.last == mark_between && m->now.lines[mark_ours];
    if (kind <= m->now.last && !again)
        finish(m);
    if (m->now.last < 0)
        m->now.span = span;
    m->now.lines[kind] = line;
    m->now.last = kind;
    m->now.heading = kind == mark_between && m->page && titled;
    if (kind == mark_theirs)
        finish(m);
}

static bool is_blank(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] != ' ' && text[i] != '\t')
            return false;
    return true;
}

bool merge_check(const char *text, size_t len, bool page, uint32_t file, struct diags *diags)
{
    struct merging m = {.page = page, .file = file, .diags = diags, .now.last = -1};
    uint32_t line = 1;
    bool titled = false;
    size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < len) {
        size_t size = 0;
        while (at + size < len && text[at + size] != '\n' && text[at + size] != '\r')
            size++;
        int kind = mark_of(text + at, size);
        if (kind >= 0 && !(kind == mark_base && titled && m.now.last < 0))
            add_mark(&m, kind, line, (uint32_t)size, titled);
        titled = kind < 0 && !is_blank(text + at, size);
        at += size;
        at += at + 1 < len && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
        line++;
    }
    finish(&m);
    return m.found;
}
