#include "cmd/scaffold.h"

#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/help_parts.h"
#include "cmd/help_records.h"

#include <string.h>

enum { remark_column = 32, not_commented = -1 };

/* How a record stands: where its lines begin, and where "#" stands before them. */
struct layout {
    size_t indent;  /* before its fields */
    int comment;    /* the column of "#"; not_commented: its fields stand */
    bool dash;      /* its first line has "- " before it, in the two columns before the fields */
    bool outermost; /* what is given is of it */
};

static const char *given_value(const struct scaffold *s, const struct field *field)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->given[i].name, field->name) == 0)
            return s->given[i].value;
    return NULL;
}

/* A line with the remark REMARK behind it; "#" in the column COMMENT, where it has one. */
static void put_line(const struct layout *at, int comment, bool dash, const char *key, const char *value,
                     const char *remark, struct buf *out)
{
    size_t from = out->len, indent = at->indent - (dash ? 2 : 0);
    if (comment == not_commented) {
        buf_fill(out, ' ', indent);
    } else {
        buf_fill(out, ' ', (size_t)comment);
        buf_putc(out, '#');
        buf_fill(out, ' ', indent - (size_t)comment);
    }
    buf_printf(out, "%s%s:%s%s", dash ? "- " : "", key, *value ? " " : "", value);
    int columns = utf8_columns(buf_text(out) + from, out->len - from);
    buf_fill(out, ' ', columns + 2 < remark_column ? (size_t)(remark_column - columns) : 2);
    buf_printf(out, "# %s\n", remark);
}

static void put_record(const struct scaffold *s, const struct schema *schema, const struct layout *at,
                       struct buf *out);

static void put_field(const struct scaffold *s, const struct schema *schema, const struct field *field,
                      const struct layout *at, bool dash, struct buf *out)
{
    struct buf remark = {0}, value = {0};
    const char *given = at->outermost ? given_value(s, field) : NULL;
    bool stands = at->comment == not_commented && (given || (at->outermost && field->required));
    int comment = stands ? not_commented : at->comment != not_commented ? at->comment : (int)at->indent;
    bool nested = field->type == type_record || field->type == type_records;
    help_remark(schema, field, &remark);
    if (given)
        buf_puts(&value, given);
    else if (!stands && !nested)
        scaffold_value(s, schema, field, &value);
    put_line(at, comment, dash, s->chinese ? field->zh : field->name, buf_text(&value), buf_text(&remark),
             out);
    if (nested && !value.len) {
        bool item = field->type == type_records;
        struct layout within = {.indent = at->indent + (item ? 4 : 2),
                                .comment = comment == not_commented ? (int)at->indent + 2 : comment,
                                .dash = item};
        put_record(s, field->schema, &within, out);
    }
    buf_free(&remark);
    buf_free(&value);
}

/* Whether FIELD stands in a record without being commented out. */
static bool stands(const struct scaffold *s, const struct field *field, const struct layout *at)
{
    return field->required || (at->outermost && given_value(s, field));
}

/* The fields that stand, and behind them those that are commented out. */
static void put_record(const struct scaffold *s, const struct schema *schema, const struct layout *at,
                       struct buf *out)
{
    bool first = true;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < schema->count; i++) {
            const struct field *field = &schema->fields[i];
            if ((pass == 0) != stands(s, field, at))
                continue;
            put_field(s, schema, field, at, at->dash && first, out);
            first = false;
        }
}

void scaffold_fields(const struct scaffold *s, const struct schema *schema, size_t indent, struct buf *out)
{
    put_record(s, schema, &(struct layout){.indent = indent, .comment = not_commented, .outermost = true},
               out);
}

void scaffold_item(const struct scaffold *s, const struct schema *schema, struct buf *out)
{
    put_record(s, schema, &(struct layout){.indent = 0, .comment = not_commented, .outermost = true}, out);
}

void scaffold_example(const struct scaffold *s, const struct schema *schema, size_t indent, struct buf *out)
{
    put_record(s, schema, &(struct layout){.indent = indent + 2, .comment = (int)indent, .dash = true}, out);
}

void scaffold_prose(const char *text, struct buf *out)
{
    struct buf lines = {0};
    help_text(&lines, text, 2);
    char *data = lines.data;
    for (size_t i = 0; i < lines.len; i++)
        if (i == 0 || data[i - 1] == '\n')
            data[i] = '#';
    buf_put(out, data, lines.len);
    buf_free(&lines);
}
