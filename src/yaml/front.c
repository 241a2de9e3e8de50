#include "yaml/front.h"

#include "base/date.h"
#include "yaml/slip.h"

#include <string.h>

static const struct field fields[] = {
    {.name = "title",
     .type = type_line,
     .offset = offsetof(struct front_matter, title),
     .help = N_("What the page is called.")},
    {.name = "date",
     .type = type_date,
     .offset = offsetof(struct front_matter, date),
     .help = N_("Of news: the day from which it is shown.")},
    {.name = "summary",
     .type = type_line,
     .offset = offsetof(struct front_matter, summary),
     .help = N_("What it says, in a sentence, for lists.")},
    {.name = "order",
     .type = type_whole,
     .offset = offsetof(struct front_matter, order),
     .min = 0,
     .max = 9999,
     .help = N_("Its place among the pages; those without come last.")},
};

static const struct front_matter initial = {.date = date_first, .order = 10000};

static const struct schema schema = {.name = "page",
                                     .fields = fields,
                                     .count = sizeof fields / sizeof *fields,
                                     .size = sizeof(struct front_matter),
                                     .initial = &initial};

/* Bytes of the line end at TEXT; 0 where none stands there. */
static size_t line_end(const char *text)
{
    size_t carriage = *text == '\r';
    return text[carriage] == '\n' ? carriage + 1 : 0;
}

/* Where the line of dashes stands that ends the front matter of TEXT; NULL: it has none. */
static const char *find_end(const char *text)
{
    if (strncmp(text, "---", 3) != 0 || !line_end(text + 3))
        return NULL;
    const char *end = strstr(text + 3, "\n---");
    while (end && !line_end(end + 4) && end[4] != '\0')
        end = strstr(end + 4, "\n---");
    return end;
}

bool front_read(struct arena *arena, const char *text, uint32_t file, struct diags *diags,
                struct front_matter *front)
{
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    *front = initial;
    front->text = text;
    front->line = 1;
    const char *end = find_end(text);
    if (!end)
        return true;
    const char *body = end + 4 + line_end(end + 4);
    uint32_t line = 1;
    for (const char *at = text; at < body; at++)
        line += *at == '\n';
    /* read from the line end behind the first dashes on, so that lines count as in the file */
    const struct node *node = yaml_read(arena, text + 3, (size_t)(end - text - 2), file, diags);
    struct schema_reader reader = {.arena = arena, .diags = diags};
    size_t first = diags->len;
    bool right = node && (node_empty(node) || schema_read(&reader, node, &schema, front));
    slip_explain(diags, first, text, (size_t)(body - text));
    front->text = body;
    front->line = line;
    return right;
}
