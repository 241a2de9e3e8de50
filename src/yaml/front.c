#include "yaml/front.h"

#include "base/date.h"
#include "yaml/fence.h"
#include "yaml/slip.h"

#include <string.h>

enum { field_date = 1 }; /* its place in the table */

static const struct word languages[] = {{"zh-CN", "zh-CN"}, {"en", "en"}, {NULL, NULL}};

static const struct field fields[] = {
    {.name = "title",
     .zh = "标题",
     .type = type_line,
     .offset = offsetof(struct front_matter, title),
     .help = N_("What the page is called.")},
    [field_date] = {.name = "date",
                    .zh = "日期",
                    .type = type_date,
                    .offset = offsetof(struct front_matter, date),
                    .help = N_("Of news: the day from which it is shown.")},
    {.name = "summary",
     .zh = "摘要",
     .type = type_line,
     .offset = offsetof(struct front_matter, summary),
     .help = N_("What it says, in a sentence, for lists.")},
    {.name = "order",
     .zh = "次序",
     .type = type_whole,
     .offset = offsetof(struct front_matter, order),
     .min = 0,
     .max = 9999,
     .help = N_("Its place among the pages; those without come last.")},
    {.name = "language",
     .zh = "语言",
     .type = type_word,
     .offset = offsetof(struct front_matter, language),
     .words = languages,
     .help = N_("The language that the page is written in, where it is not the site's.")},
};

static const struct front_matter initial = {.date = date_first, .order = 10000, .language = -1};

enum { fields_len = field_count(fields) };

const struct schema front_schema = {.name = "page",
                                    .zh = "网页",
                                    .fields = fields,
                                    .count = fields_len,
                                    .size = sizeof(struct front_matter),
                                    .initial = &initial};

const char *front_language(const struct front_matter *front)
{
    return front->language < 0 ? NULL : languages[front->language].name;
}

/* Bytes of the line end at TEXT; 0 where none stands there. */
static size_t line_end(const char *text)
{
    if (text[0] == '\r' && text[1] == '\n')
        return 2;
    return text[0] == '\r' || text[0] == '\n';
}

bool front_read(struct arena *arena, const char *text, uint32_t file, struct diags *diags,
                struct front_matter *front)
{
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    /* by what front matter is known, in either language */
    const char *keys[2 * fields_len + 1] = {NULL};
    for (size_t i = 0; i < fields_len; i++) {
        keys[i] = fields[i].name;
        keys[fields_len + i] = fields[i].zh;
    }
    *front = initial;
    front->text = text;
    front->line = 1;
    const char *end;
    if (fence_report(text, keys, file, diags))
        return false;
    if (!fence_find(text, &end))
        return true;
    const char *body = end + 3 + line_end(end + 3);
    uint32_t line = 1;
    for (const char *at = text; at < body; at++)
        line += *at == '\n' || (*at == '\r' && at[1] != '\n');
    /* read from the line end behind the first dashes on, so that lines count as in the file */
    const struct node *node = yaml_read(arena, text + 3, (size_t)(end - text - 3), file, diags);
    struct schema_reader reader = {.arena = arena, .diags = diags};
    size_t first = diags->len;
    bool right = node && (node_empty(node) || schema_read(&reader, node, &front_schema, front));
    front->dated = front->record.given & UINT32_C(1) << field_date;
    slip_explain(diags, first, text, (size_t)(body - text));
    front->text = body;
    front->line = line;
    return right;
}
