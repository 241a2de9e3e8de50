#include "content/copies.h"

#include <string.h>
#include <strings.h>

/* --- what is the same in two texts */

static size_t line_len(const char *text)
{
    size_t len = strcspn(text, "\n");
    while (len && (text[len - 1] == '\r' || text[len - 1] == ' '))
        len--;
    return len;
}

static const char *next_line(const char *text)
{
    text += strcspn(text, "\n");
    return *text ? text + 1 : text;
}

/* Whether two texts are alike but for blanks and returns at the ends of lines, and say something. */
static bool same_text(const char *a, const char *b)
{
    bool said = false;
    while (*a && *b) {
        size_t len = line_len(a);
        if (len != line_len(b) || memcmp(a, b, len) != 0)
            return false;
        said = said || len;
        a = next_line(a);
        b = next_line(b);
    }
    return said && !*a && !*b;
}

static bool has_line(const char *text, const char *line, size_t len)
{
    for (; *text; text = next_line(text))
        if (line_len(text) == len && memcmp(text, line, len) == 0)
            return true;
    return false;
}

/* Whether a third of the lines of COPY stand in TEXT too. */
static bool is_similar(const char *copy, const char *text)
{
    enum { most_lines = 500 };
    size_t all = 0, same = 0;
    for (; *copy && all < most_lines; copy = next_line(copy)) {
        size_t len = line_len(copy);
        if (!len || strncmp(copy, "---", 3) == 0)
            continue;
        all++;
        same += has_line(text, copy, len);
    }
    return same && same * 3 >= all;
}

/* --- what is said by names */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether WORD stands in the LEN bytes at TEXT with no letter beside it. */
static bool has_word(const char *text, size_t len, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= len; i++)
        if (strncasecmp(text + i, word, size) == 0 &&
            (!is_letter(*word) ||
             ((i == 0 || !is_letter(text[i - 1])) && (i + size == len || !is_letter(text[i + size])))))
            return true;
    return false;
}

/* Whether MORE is what is put to the name of a copy: "(1)", " - 副本", "-DESKTOP-7G2KQ1", … */
static bool marks_copy(const char *more, size_t len)
{
    static const char *const words[] = {"副本",  "复制",   "复件",     "拷贝",       "备份",    "冲突",
                                        "copy",  "copie",  "conflict", "conflicted", "backup",  "的电脑",
                                        "的mac", "的imac", "的iphone", "的ipad",     "的笔记本"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(more, len, words[i]))
            return true;
    size_t i = 0;
    while (i < len && more[i] == ' ')
        i++;
    size_t open = len - i > 2 && strncmp(more + i, "（", 3) == 0 ? 3 : i < len && more[i] == '(';
    if (open) {
        for (i += open; i < len && is_digit(more[i]); i++)
            ;
        return len - i == 1 ? more[i] == ')' : len - i == 3 && strncmp(more + i, "）", 3) == 0;
    }
    if (i || len < 3 || *more != '-')
        return false;
    bool letters = false; /* a computer's name is in capitals */
    for (i = 1; i < len; i++) {
        if (!is_digit(more[i]) && more[i] != '-' && (more[i] < 'A' || more[i] > 'Z'))
            return false;
        letters = letters || is_letter(more[i]);
    }
    return letters;
}

/* Bytes of the folder that NAME is in, with the slash. */
static size_t folder_len(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? (size_t)(slash + 1 - name) : 0;
}

/* Whether the name COPY is ORIGINAL's with a mark of copies. */
static bool named_after(const char *copy, const char *original)
{
    size_t folder = folder_len(copy);
    if (folder != folder_len(original) || strncmp(copy, original, folder) != 0)
        return false;
    copy += folder;
    original += folder;
    size_t len = strlen(copy) - 3, stem = strlen(original) - 3; /* without .md */
    if (len <= stem || !stem)
        return false;
    if (strncmp(copy, original, stem) == 0)
        return marks_copy(copy + stem, len - stem);
    return strncmp(copy + len - stem, original, stem) == 0 && marks_copy(copy, len - stem);
}

/* Whether of two files that say the same A is the one to keep. */
static bool is_better(const struct source_file *a, const struct source_file *b)
{
    if (named_after(b->name, a->name) || named_after(a->name, b->name))
        return named_after(b->name, a->name);
    size_t x = strlen(a->name), y = strlen(b->name);
    return x != y ? x < y : strcmp(a->name, b->name) < 0;
}

bool content_is_copy(const struct source *source, const uint32_t *pages, uint32_t count, uint32_t number,
                     struct diags *diags)
{
    const struct source_file *file = &source->items[number];
    struct place first = {.file = number, .line = 1, .column = 1, .span = 1};
    const struct source_file *like = NULL, *best = file;
    for (uint32_t i = 0; i < count; i++) {
        const struct source_file *other = &source->items[pages[i]];
        if (pages[i] == number)
            continue;
        if (same_text(file->text, other->text) && is_better(other, best))
            best = other;
        if (!like && named_after(file->name, other->name))
            like = other;
    }
    bool similar = like && is_similar(file->text, like->text);
    if (best != file && (best == like || !similar)) {
        diag_warning(diags, first, "copied-page",
                     N_("the page is left out, for it says the same as {1}: delete one of them"), best->path,
                     NULL);
        return true;
    }
    if (!like)
        return false;
    diag_warning(diags, first, "copied-page",
                 similar
                     ? N_("the page is left out, for it looks like a copy of {1}: delete it, or give it "
                          "another name if it is a page of its own")
                     : N_("the page is named like a copy of {1}, and says something else: give it another "
                          "name, or delete it"),
                 like->path, NULL);
    return similar;
}
