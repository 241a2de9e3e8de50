/* Keys that are no field, and values that hold keys: what slip made them so. */
#include "yaml/schema_keys.h"

#include "base/nearest.h"
#include "yaml/slip.h"

#include <string.h>

enum { most_fields = 32 };

bool schema_colon_missing(struct schema_reader *r, const struct node *key, const char *code)
{
    struct slip slip;
    if (!slip_in_key(key->text, key->length, &slip))
        return false;
    slip_report(&slip, node_text_place(key), key->text, code, r->diags);
    return true;
}

/* Marks the field that a key with SLIP in it is meant for as given and wrong: nobody need be told that it is
 * missing. */
static void mark_meant(const struct schema *schema, const struct slip *slip, struct record *record)
{
    for (uint32_t i = 0; i < schema->count; i++)
        if (strcmp(schema->fields[i].name, slip->wanted) == 0 ||
            strcmp(schema->fields[i].zh, slip->wanted) == 0) {
            record->given |= UINT32_C(1) << i;
            record->bad |= UINT32_C(1) << i;
        }
}

/* Whether KEY is a field and its value with a blank alone between them: reports it. */
static bool colon_left_out(struct schema_reader *r, const struct schema *schema, const struct node *key,
                           struct record *record)
{
    size_t len = strcspn(key->text, " ");
    const struct node word = {.text = key->text, .length = (uint32_t)len};
    const struct field *f = key->text[len] ? schema_field(schema, &word) : NULL;
    if (!f)
        return false;
    record->given |= UINT32_C(1) << (f - schema->fields);
    record->bad |= UINT32_C(1) << (f - schema->fields);
    const char *name = arena_text(r->arena, key->text, len);
    diag_error(r->diags, key->place, "unknown-key", N_("no colon stands behind \"{1}\": write \"{1}: …\""),
               name, NULL);
    return true;
}

void schema_unknown_key(struct schema_reader *r, const struct schema *schema, const struct node *key,
                        struct record *record)
{
    const char *names[most_fields];
    struct slip slip;
    if (slip_unseen(key->text, key->length, &slip) || slip_in_key(key->text, key->length, &slip)) {
        slip_report(&slip, node_text_place(key), key->text, "unknown-key", r->diags);
        mark_meant(schema, &slip, record);
        return;
    }
    for (const char *const *refused = schema->refused; refused && *refused; refused++)
        if (strcmp(key->text, *refused) == 0) {
            diag_error(r->diags, key->place, "unknown-key", schema->why, key->text, NULL);
            return;
        }
    if (colon_left_out(r, schema, key, record))
        return;
    bool chinese = text_chinese(key->text);
    for (size_t i = 0; i < schema->count; i++)
        names[i] = chinese ? schema->fields[i].zh : schema->fields[i].name;
    if (diag_counts_only(r->diags, key->place)) {
        diag_error(r->diags, key->place, "unknown-key", N_("no field \"{1}\" here"), key->text, NULL);
        return;
    }
    const char *near = nearest_word(key->text, names, schema->count);
    if (near) {
        diag_error(r->diags, key->place, "unknown-key", N_("no field \"{1}\" here; did you mean \"{2}\"?"),
                   key->text, near, NULL);
        return;
    }
    struct buf all = {0};
    for (size_t i = 0; i < schema->count; i++)
        buf_printf(&all, "%s%s", !i ? "" : chinese ? "、" : ", ", names[i]);
    diag_error(r->diags, key->place, "unknown-key", N_("no field \"{1}\" here; there are {2}"), key->text,
               buf_text(&all), NULL);
    buf_free(&all);
}

bool schema_holds_fields(struct schema_reader *r, const struct schema *schema, const struct node *map,
                         const struct field *f, const struct node *value, struct record *record)
{
    bool text = f->type == type_text || f->type == type_line || f->type == type_lines, found = false;
    if (value->kind != node_scalar || !value->plain)
        return false;
    struct slip slip;
    for (size_t at = 0; slip_in_fields(value->text + at, value->length - at, &slip);) {
        const struct node word = {.text = slip.wanted, .length = (uint32_t)strlen(slip.wanted)};
        const struct field *other = schema_field(schema, &word);
        slip.offset += at;
        at = slip.offset + strlen(slip.found);
        if (!other || (text && (!other->required || node_key(map, other->name))))
            continue;
        uint32_t bit = UINT32_C(1) << (other - schema->fields);
        record->given |= bit;
        record->bad |= bit;
        if (!found && map->place.column == node_first(map)->place.column)
            slip.message = N_("{1} does not separate fields: write each of them in a line of its own");
        if (!found)
            slip_report(&slip, node_text_place(value), value->text, "bad-value", r->diags);
        found = true;
    }
    return found;
}

bool schema_value_unseen(struct schema_reader *r, const struct field *f, const struct node *value)
{
    struct slip slip;
    bool text = f->type == type_text || f->type == type_line || f->type == type_lines;
    if (text || f->published || value->kind != node_scalar || value->block ||
        !slip_unseen(value->text, value->length, &slip))
        return false;
    slip_report(&slip, node_text_place(value), value->text, "bad-value", r->diags);
    return true;
}
