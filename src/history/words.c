#include "history/words.h"

#include "records/schemas.h"

#include <string.h>

/* The table that a kind of fact is read by: of a file, or of one of its fields. */
static const struct schema *schema_of(enum fact_kind kind)
{
    static const struct {
        enum source_kind file;
        const char *part; /* NULL: the file as a whole */
    } places[fact_kinds] = {
        [fact_village] = {source_village, NULL},
        [fact_category] = {source_rules, "categories"},
        [fact_rule] = {source_rules, "rules"},
        [fact_adjustment] = {source_rules, "adjust"},
        [fact_goods] = {source_rewards, "goods"},
        [fact_service] = {source_rewards, "services"},
        [fact_honour] = {source_rewards, "honours"},
        [fact_household] = {source_households, "households"},
        [fact_meeting] = {source_meeting, NULL},
        [fact_entry] = {source_meeting, "entries"},
        [fact_claim] = {source_claims, NULL},
        [fact_decision] = {source_meeting, "claims"},
        [fact_correction] = {source_meeting, "corrections"},
        [fact_objection] = {source_objections, NULL},
        [fact_resolution] = {source_meeting, "objections"},
        [fact_transfer] = {source_meeting, "transfers"},
        [fact_redemption] = {source_redemptions, NULL},
        [fact_disclosure] = {source_disclosures, NULL},
    };
    const struct schema *schema = records_schema(places[kind].file);
    return places[kind].part ? schema_named(schema, places[kind].part)->schema : schema;
}

static const struct field *field_named(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->count; i++)
        if (strcmp(schema->fields[i].name, name) == 0)
            return &schema->fields[i];
    return NULL;
}

const struct field *fact_schema_field(enum fact_kind kind, const char *name)
{
    const struct schema *schema = schema_of(kind);
    const struct field *found = field_named(schema, name);
    for (size_t i = 0; !found && i < schema->count; i++)
        if (schema->fields[i].type == type_record)
            found = field_named(schema->fields[i].schema, name);
    return found;
}

/* What facts have beside the fields of their own record: from their file, from their rule or reward. */
static const char *name_beside(const char *name)
{
    static const struct word beside[] = {{"worth", "分值"},     {"cap", "上限"},         {"level", "层级"},
                                         {"group", "小组"},     {"meeting", "会议"},     {"days", "公示天数"},
                                         {"cost", "所需积分"},  {"points", "分值"},      {"scores", "评分"},
                                         {"household", "户号"}, {"decided", "议定会议"}, {"minor", "未成年"},
                                         {NULL, NULL}};
    int word = word_find(beside, name, strlen(name));
    return word < 0 ? name : beside[word].zh;
}

const char *fact_called(enum fact_kind kind, const struct fact_field *field, bool chinese, bool *in_chinese)
{
    *in_chinese = field->label ? text_chinese(field->label) : chinese;
    if (field->label || !chinese)
        return field->label ? field->label : field->name;
    const struct field *f = field_named(schema_of(kind), field->name);
    if (f)
        return f->zh;
    const char *beside = name_beside(field->name);
    f = beside == field->name ? fact_schema_field(kind, field->name) : NULL;
    return f ? f->zh : beside;
}

/* Adds LEN bytes at TEXT as Chinese has them: a word of a set, a period of a cap. */
static void put_word(const struct field *f, const char *text, size_t len, struct buf *out)
{
    const struct word *words = f && f->type == type_flag ? flag_words : f ? f->words : NULL;
    int word = words ? word_find(words, text, len) : -1;
    const char *slash = memchr(text, '/', len);
    int period = slash ? word_find(period_words, slash + 1, len - (size_t)(slash + 1 - text)) : -1;
    if (word >= 0)
        buf_puts(out, words[word].zh);
    else if (period >= 0)
        buf_printf(out, "%.*s/%s", (int)(slash - text), text, period_words[period].zh);
    else
        buf_put(out, text, len);
}

void fact_value_in_chinese(enum fact_kind kind, const struct fact_field *field, const char *value,
                           struct buf *out)
{
    const struct field *f = fact_schema_field(kind, field->name);
    bool words = strcmp(field->name, "cap") == 0 || strcmp(field->name, "level") == 0 ||
                 (f && (f->words || f->type == type_flag));
    if (!words) {
        buf_puts(out, value);
        return;
    }
    if (!f)
        f = field_named(records_schema(source_rules), field->name); /* level */
    while (*value) {
        size_t len = strcspn(value, ",\n");
        put_word(f, value, len, out);
        value += len;
        len = strspn(value, ",\n ");
        buf_put(out, value, len);
        value += len;
    }
}

const char *fact_advised(const struct fact *fact, const char *name)
{
    bool chinese = false;
    for (uint32_t i = 0; i < fact->len && !chinese; i++)
        chinese = fact->fields[i].label && text_chinese(fact->fields[i].label);
    const struct field *f = field_named(schema_of(fact->kind), name);
    if (!f)
        f = field_named(schema_of(fact->kind == fact_rule ? fact_adjustment : fact_meeting), name);
    return chinese && f ? f->zh : name;
}
