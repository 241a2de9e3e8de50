/* Documents of points lists, by their titles and numbers. */
#include "view/view.h"

#include <string.h>

static bool ends_in(const char *text, size_t len, const char *end)
{
    size_t size = strlen(end);
    return len >= size && memcmp(text + len - size, end, size) == 0;
}

/* Whether TEXT is the number of a document: it has a year in brackets, or ends as numbers do. */
static bool is_number(const char *text)
{
    return strstr(text, "〔") || strstr(text, "［") || ends_in(text, strlen(text), "号");
}

/* Where a remark in brackets at the end of TEXT begins; its length where there is none. */
static size_t before_remark(const char *text)
{
    size_t len = strlen(text);
    const char *open = ends_in(text, len, "）") ? strstr(text, "（") : NULL;
    if (!open && ends_in(text, len, ")"))
        open = strchr(text, '(');
    return open && open > text ? (size_t)(open - text) : len;
}

const char *view_document(const struct view *view, struct arena *arena, const char *document)
{
    if (strstr(document, "《"))
        return document;
    if (is_number(document))
        return words_format(view->words, arena, "document.number", document, NULL);
    size_t len = before_remark(document);
    const char *title = arena_text(arena, document, len);
    return document[len] ? words_format(view->words, arena, "document.noted", title, document + len, NULL)
                         : words_format(view->words, arena, "document.title", title, NULL);
}
