#include "cmd/schema_json.h"

#include "base/json.h"
#include "cmd/command.h"
#include "cmd/help_records.h"
#include "records/schemas.h"

#include <string.h>

enum source_kind schema_file_named(const char *name)
{
    int kind = 0;
    while (kind < source_none && strcmp(record_files[kind].name, name) != 0)
        kind++;
    return (enum source_kind)kind;
}

void schema_file_names(struct buf *out)
{
    for (int kind = 0; kind < source_none; kind++)
        buf_printf(out, "%s%s", kind ? _(", ") : "", record_files[kind].name);
}

/* --- values */

/* "type": [TYPES …, "null"]: a key without a value is as if it were not there. */
static void put_types(struct json *j, const char *const *types)
{
    json_array(j, "type");
    for (; *types; types++)
        json_text(j, NULL, *types);
    json_text(j, NULL, "null");
    json_end(j);
}

/* Every word of WORDS, in both languages; true and false as themselves. */
static void put_words(struct json *j, const struct word *words)
{
    json_array(j, "enum");
    for (size_t i = 0; words[i].name; i++) {
        bool flag = words == flag_words;
        if (flag)
            json_flag(j, NULL, i == 1);
        else
            json_text(j, NULL, words[i].name);
        if (strcmp(words[i].name, words[i].zh) != 0)
            json_text(j, NULL, words[i].zh);
    }
    json_null(j, NULL);
    json_end(j);
}

static void put_record(struct json *j, const struct schema *schema);

/* A list of records of SCHEMA, or the one that stands for it. */
static void put_records(struct json *j, const struct schema *schema)
{
    put_types(j, (const char *const[]){"array", "object", NULL});
    json_open(j, "items");
    put_record(j, schema);
    json_close(j);
}

static void put_custom(struct json *j, const struct field *field)
{
    if (field->schema) {
        put_types(j, (const char *const[]){"object", NULL});
        json_open(j, "additionalProperties");
        json_array(j, "anyOf");
        json_open(j, NULL);
        put_types(j, (const char *const[]){"integer", "string", NULL});
        json_close(j);
        json_open(j, NULL);
        put_record(j, field->schema);
        json_close(j);
        json_end(j);
        json_close(j);
    } else if (field->words) {
        json_array(j, "anyOf");
        json_open(j, NULL);
        put_words(j, field->words);
        json_close(j);
        json_open(j, NULL);
        put_types(j, (const char *const[]){"string", "number", "array", NULL});
        json_close(j);
        json_end(j);
    }
}

static void put_value(struct json *j, const struct field *field)
{
    static const char *const one[] = {"string", "number", "boolean", NULL};
    static const char *const several[] = {"string", "number", "boolean", "array", NULL};
    static const char *const number[] = {"number", "string", NULL};
    switch (field->type) {
    case type_text:
    case type_line:
    case type_id:
        put_types(j, one);
        break;
    case type_ids:
    case type_lines:
        put_types(j, several);
        break;
    case type_date:
        put_types(j, (const char *const[]){"string", NULL});
        json_text(j, "pattern", "^(19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}$");
        break;
    case type_points:
    case type_quantity:
        put_types(j, number);
        break;
    case type_whole:
        put_types(j, (const char *const[]){"integer", NULL});
        json_whole(j, "minimum", field->min);
        json_whole(j, "maximum", field->max);
        break;
    case type_flag:
        put_words(j, flag_words);
        break;
    case type_word:
        put_words(j, field->words);
        break;
    case type_record:
        put_record(j, field->schema);
        break;
    case type_records:
        put_records(j, field->schema);
        break;
    case type_custom:
        put_custom(j, field);
        break;
    }
}

/* --- records */

static void put_property(struct json *j, const struct schema *schema, const struct field *field,
                         const char *name, const char *other)
{
    struct buf text = {0};
    help_remark(schema, field, &text);
    if (strcmp(name, other) != 0)
        buf_printf(&text, " [%s]", other);
    json_open(j, name);
    json_text(j, "description", buf_text(&text));
    put_value(j, field);
    json_close(j);
    buf_free(&text);
}

/* That FIELD must be there, by either of its names. */
static void put_required(struct json *j, const struct field *field)
{
    const char *names[] = {field->name, field->zh};
    json_open(j, NULL);
    json_array(j, "anyOf");
    for (size_t i = 0; i < 2; i++) {
        json_open(j, NULL);
        json_array(j, "required");
        json_text(j, NULL, names[i]);
        json_end(j);
        json_close(j);
    }
    json_end(j);
    json_close(j);
}

static void put_record(struct json *j, const struct schema *schema)
{
    bool required = false;
    put_types(j, (const char *const[]){"object", NULL});
    json_flag(j, "additionalProperties", false);
    json_open(j, "properties");
    for (size_t i = 0; i < schema->count; i++) {
        const struct field *field = &schema->fields[i];
        put_property(j, schema, field, field->name, field->zh);
        if (strcmp(field->name, field->zh) != 0)
            put_property(j, schema, field, field->zh, field->name);
        required = required || field->required;
    }
    json_close(j);
    if (!required)
        return;
    json_array(j, "allOf");
    for (size_t i = 0; i < schema->count; i++)
        if (schema->fields[i].required)
            put_required(j, &schema->fields[i]);
    json_end(j);
}

void schema_json(enum source_kind kind, struct buf *out)
{
    struct json j = {.out = out};
    const struct schema *schema = records_schema(kind);
    json_open(&j, NULL);
    json_text(&j, "$schema", "http://json-schema.org/draft-07/schema#");
    json_text(&j, "title", record_files[kind].pattern);
    if (record_files[kind].list)
        put_records(&j, schema);
    else
        put_record(&j, schema);
    json_close(&j);
    buf_putc(out, '\n');
}
