/* What fields and words are called, in either language. */
#include "yaml/schema.h"

#include <string.h>

static bool is_text(const char *word, const char *text, size_t len)
{
    return word[0] == text[0] && strlen(word) == len && memcmp(word, text, len) == 0;
}

int word_find(const struct word *words, const char *text, size_t len)
{
    for (int i = 0; words[i].name; i++)
        if (is_text(words[i].name, text, len) || is_text(words[i].zh, text, len))
            return i;
    return -1;
}

void word_list(const struct word *words, const char *text, struct buf *out)
{
    bool chinese = text_chinese(text);
    for (int i = 0; words[i].name; i++)
        buf_printf(out, "%s%s", !i ? "" : chinese ? "、" : ", ", chinese ? words[i].zh : words[i].name);
}

const struct word flag_words[] = {{"false", "否"}, {"true", "是"}, {NULL, NULL}};

const char *flag_called(const char *called)
{
    return text_chinese(called) ? flag_words[true].zh : flag_words[true].name;
}

const struct field *schema_field(const struct schema *schema, const struct node *key)
{
    for (uint32_t i = 0; i < schema->count; i++) {
        const struct field *f = &schema->fields[i];
        if (is_text(f->name, key->text, key->length) || is_text(f->zh, key->text, key->length)) {
            return f;
        }
    }
    return NULL;
}

const struct field *schema_named(const struct schema *schema, const char *name)
{
    const struct field *f = schema->fields;
    while (strcmp(f->name, name) != 0)
        f++;
    return f;
}

const char *schema_called(const struct schema *schema, const struct node *map, const char *name)
{
    const struct node *key = node_key(map, name);
    if (key)
        return key->text;
    const struct field *f = schema_named(schema, name);
    return map && node_chinese(map) ? f->zh : f->name;
}
