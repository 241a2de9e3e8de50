#include "cmd/help_records.h"

#include "base/points.h"
#include "cmd/command.h"
#include "cmd/help_parts.h"
#include "records/schemas.h"
#include "source/record_files.h"
#include "yaml/front.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { most_kinds = 64, field_indent = 4, text_indent = 8 };

/* A kind of record, and the first place where it is written. */
struct kind {
    const struct schema *schema;
    const char *path;
    const struct field *within; /* the field that holds it; NULL: it is what the file holds */
};

struct kinds {
    struct kind items[most_kinds];
    size_t len;
};

static void collect(struct kinds *kinds, const struct schema *schema, const char *path,
                    const struct field *within)
{
    for (size_t i = 0; i < kinds->len; i++)
        if (kinds->items[i].schema == schema)
            return;
    if (kinds->len == most_kinds)
        return;
    kinds->items[kinds->len++] = (struct kind){.schema = schema, .path = path, .within = within};
    for (size_t i = 0; i < schema->count; i++)
        if (schema->fields[i].schema)
            collect(kinds, schema->fields[i].schema, path, &schema->fields[i]);
}

static struct kinds all_kinds(void)
{
    struct kinds kinds = {.len = 0};
    for (int kind = 0; kind < source_none; kind++)
        collect(&kinds, records_schema((enum source_kind)kind), record_files[kind].pattern, NULL);
    collect(&kinds, &front_schema, "content/**/*.md", NULL);
    return kinds;
}

/* --- saying what a field takes */

/* How much is said of a field: all, or what stands beside it in a file of one language. */
enum telling { telling_all, telling_remark };

/* A name in both languages, that of who reads first; in a remark in that one alone. */
static void put_names_as(struct buf *out, const char *name, const char *zh, enum telling telling)
{
    bool chinese = say_chinese();
    if (strcmp(name, zh) == 0 || telling == telling_remark)
        buf_puts(out, chinese ? zh : name);
    else
        buf_printf(out, _("%s (%s)"), chinese ? zh : name, chinese ? name : zh);
}

static void put_names(struct buf *out, const char *name, const char *zh)
{
    put_names_as(out, name, zh, telling_all);
}

static void put_words(struct buf *out, const struct word *words, enum telling telling)
{
    for (size_t i = 0; words[i].name; i++) {
        buf_puts(out, i ? _(", ") : "");
        put_names_as(out, words[i].name, words[i].zh, telling);
    }
}

/* What a value of FIELD looks like. */
static void put_type(struct buf *out, const struct field *field, enum telling telling)
{
    static const char *const takes[] = {
        [type_text] = N_("text, of several lines too"),
        [type_line] = N_("text of one line"),
        [type_id] = N_("an id"),
        [type_date] = N_("a date, such as 2026-03-05"),
        [type_points] = N_("points"),
        [type_quantity] = N_("a number above 0"),
        [type_ids] = N_("an id, or a list of ids"),
        [type_lines] = N_("a line, or a list of lines"),
        [type_record] = N_("fields of their own"),
        [type_records] = N_("a list"),
    };
    if (field->words)
        put_words(out, field->words, telling);
    if (field->words && field->takes)
        buf_puts(out, _(", "));
    if (field->takes)
        buf_puts(out, _(field->takes));
    else if (field->type == type_whole)
        buf_printf(out, _("a whole number from %d to %d"), (int)field->min, (int)field->max);
    else if (field->type == type_flag)
        put_words(out, flag_words, telling);
    else if (!field->words && field->type < sizeof takes / sizeof takes[0] && takes[field->type])
        buf_puts(out, _(takes[field->type]));
    if (field->schema) {
        struct buf name = {0};
        put_names_as(&name, field->schema->name, field->schema->zh, telling);
        buf_printf(out, _(": see %s"), buf_text(&name));
        buf_free(&name);
    }
}

/* The value that SCHEMA's struct has for FIELD before it is read. */
static void put_stated(struct buf *out, const struct schema *schema, const struct field *field,
                       enum telling telling)
{
    const char *at = (const char *)schema->initial + field->offset;
    char number[points_text_size];
    switch (field->type) {
    case type_text:
    case type_line:
    case type_id:
        buf_puts(out, *(const char *const *)(const void *)at);
        break;
    case type_whole:
        buf_printf(out, "%d", (int)*(const int32_t *)(const void *)at);
        break;
    case type_points:
    case type_quantity:
        points_format(*(const int64_t *)(const void *)at, number);
        buf_puts(out, number);
        break;
    case type_flag:
        put_names_as(out, flag_words[*(const bool *)at].name, flag_words[*(const bool *)at].zh, telling);
        break;
    case type_word: {
        int word;
        memcpy(&word, at, sizeof word);
        put_names_as(out, field->words[word].name, field->words[word].zh, telling);
        break;
    }
    case type_date:
    case type_ids:
    case type_lines:
    case type_record:
    case type_records:
        break;
    case type_custom:
        field->tell(at, say_chinese(), out);
        break;
    }
}

/* What FIELD takes, whether it must be there, and what holds where it is not. */
static void put_takes(struct buf *out, const struct schema *schema, const struct field *field,
                      enum telling telling)
{
    struct buf otherwise = {0};
    put_type(out, field, telling);
    if (field->otherwise)
        buf_puts(&otherwise, _(field->otherwise));
    else if (field->stated)
        put_stated(&otherwise, schema, field, telling);
    if (field->required)
        buf_puts(out, _("; required"));
    else if (otherwise.len)
        buf_printf(out, _("; otherwise %s"), buf_text(&otherwise));
    buf_free(&otherwise);
}

void help_remark(const struct schema *schema, const struct field *field, struct buf *out)
{
    struct buf takes = {0}, type = {0};
    bool nested = field->type == type_record || field->type == type_records;
    static const char semicolon[] = "；";
    const char *help = _(field->help), *told;
    put_takes(&takes, schema, field, telling_remark);
    put_type(&type, field, telling_remark);
    told = buf_text(&takes);
    if (type.len && strcasecmp(buf_text(&type) + strspn(buf_text(&type), "an "), help) == 0)
        for (told += type.len;
             strncmp(told, semicolon, strlen(semicolon)) == 0 || *told == ';' || *told == ' ';)
            told += *told == ';' || *told == ' ' ? 1 : strlen(semicolon); /* "id (an id; required)" */
    if (nested || !*told)
        buf_puts(out, help);
    else
        buf_printf(out, _("%s (%s)"), help, told);
    buf_free(&takes);
    buf_free(&type);
}

/* Where records of KIND are written; the path between two MARKs, which are Markdown's of code or nothing. */
static void put_place(struct buf *out, const struct kind *kind, const char *mark)
{
    struct buf path = {0}, name = {0};
    buf_printf(&path, "%s%s%s", mark, kind->path, mark);
    if (kind->within) {
        put_names(&name, kind->within->name, kind->within->zh);
        buf_printf(out, _("in %s, under %s"), buf_text(&path), buf_text(&name));
    } else
        buf_printf(out, _("in %s"), buf_text(&path));
    buf_free(&name);
    buf_free(&path);
}

/* --- one kind */

static void put_kind(struct buf *out, const struct kind *kind)
{
    const struct schema *schema = kind->schema;
    put_names(out, schema->name, schema->zh);
    buf_puts(out, _(": "));
    put_place(out, kind, "");
    buf_puts(out, "\n");
    for (size_t i = 0; i < schema->count; i++) {
        const struct field *field = &schema->fields[i];
        struct buf takes = {0};
        put_takes(&takes, schema, field, telling_all);
        buf_puts(out, "\n");
        buf_fill(out, ' ', field_indent);
        put_names(out, field->name, field->zh);
        buf_puts(out, "\n");
        help_text(out, _(field->help), text_indent);
        help_text(out, buf_text(&takes), text_indent);
        buf_free(&takes);
    }
}

/* Whether NAME is one of the two, or one of the two is its plural. */
static bool is(const char *name, const char *one, const char *zh)
{
    size_t len = strlen(name), other = strlen(one);
    bool same = strncmp(name, one, len < other ? len : other) == 0;
    return strcmp(name, zh) == 0 || (same && (len == other || (len == other + 1 && name[other] == 's') ||
                                              (other == len + 1 && one[len] == 's')));
}

bool help_record(const char *name, struct buf *out)
{
    const struct kinds kinds = all_kinds();
    for (size_t i = 0; i < kinds.len; i++)
        if (strcmp(name, kinds.items[i].schema->name) == 0) {
            put_kind(out, &kinds.items[i]);
            return true;
        }
    for (size_t i = 0; i < kinds.len; i++)
        if (is(name, kinds.items[i].schema->name, kinds.items[i].schema->zh)) {
            put_kind(out, &kinds.items[i]);
            return true;
        }
    for (size_t i = 0; i < kinds.len; i++)
        if (kinds.items[i].within && is(name, kinds.items[i].within->name, kinds.items[i].within->zh)) {
            buf_puts(out, out->len ? "\n" : "");
            put_kind(out, &kinds.items[i]);
        }
    return out->len > 0;
}

/* --- the handbook's page */

void help_reference(struct buf *out)
{
    const struct kinds kinds = all_kinds();
    buf_printf(out, "---\ntitle: %s\norder: %d\nsummary: %s\n", _("Fields of the records"),
               say_chinese() ? 115 : 145,
               _("Every kind of record with all its fields, what each takes and what it is for."));
    help_language(out, "fields.md");
    buf_printf(
        out, "%s\n",
        _("`gongshi help` with the name of a kind, such as `gongshi help household`, says the same. Every "
          "name may be written in either language."));
    for (size_t i = 0; i < kinds.len; i++) {
        const struct kind *kind = &kinds.items[i];
        buf_puts(out, "\n## ");
        put_names(out, kind->schema->name, kind->schema->zh);
        buf_puts(out, "\n\n");
        put_place(out, kind, "`");
        buf_printf(out, "\n\n| %s | %s | %s |\n| --- | --- | --- |\n", _("Field"), _("What it takes"),
                   _("What it is for"));
        for (size_t k = 0; k < kind->schema->count; k++) {
            const struct field *field = &kind->schema->fields[k];
            buf_puts(out, "| ");
            put_names(out, field->name, field->zh);
            buf_puts(out, " | ");
            put_takes(out, kind->schema, field, telling_all);
            buf_printf(out, " | %s |\n", _(field->help));
        }
    }
}
