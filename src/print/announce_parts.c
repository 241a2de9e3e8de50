#include "print/announce_parts.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

static struct place no_place(void)
{
    return (struct place){.line = 1, .column = 1, .span = 1};
}

/* Notes that TEXT, which it gives, comes from FIELD of the mapping NODE. */
const char *announce_from(struct announcing *c, const char *text, const struct node *node, const char *field)
{
    if (!text || !*text)
        return text;
    struct paper_source source = {text, node ? node_place(node, field) : no_place()};
    memory_push(&c->sources, source);
    return text;
}

/* A title or a place of the records, as the view shows it. */
const char *announce_shown(struct announcing *c, const char *text, const struct node *node, const char *field)
{
    const struct node *value = node ? node_get(node, field) : NULL;
    struct place place = value ? node_text_place(value) : no_place();
    return announce_from(c, view_text(c->view, c->arena, text, place, c->diags), node, field);
}

/* A reason to be put before a full stop. */
static const char *without_stop(struct announcing *c, const char *text)
{
    size_t len = strlen(text);
    if (len >= 3 && memcmp(text + len - 3, "。", 3) == 0)
        return arena_text(c->arena, text, len - 3);
    return len > 0 && text[len - 1] == '.' ? arena_text(c->arena, text, len - 1) : text;
}

/* The reason that the record at NODE gives, to be put before a full stop; NULL where it gives none. Who
 * builds warns of names in all of them at once (view_check_texts). */
const char *announce_reason(struct announcing *c, const char *text, const struct node *node)
{
    if (!text)
        return NULL;
    text = without_stop(c, view_text(c->view, c->arena, text, no_place(), NULL));
    return announce_from(c, text, node, "reason");
}

const char *announce_word(const struct announcing *c, const char *key)
{
    return words_get(c->words, key);
}

const char *announce_number(const struct announcing *c, uint64_t count)
{
    return arena_printf(c->arena, "%llu", (unsigned long long)count);
}

/* The texts with what KEY says between them. */
const char *announce_joined(const struct announcing *c, const struct texts *texts, const char *key)
{
    struct buf out = {0};
    for (size_t i = 0; i < texts->len; i++) {
        if (i > 0)
            buf_puts(&out, announce_word(c, key));
        buf_puts(&out, texts->items[i]);
    }
    const char *text = arena_text(c->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

void announce_block(struct announcing *c, enum notice_kind kind, const char *text)
{
    struct notice_block b = {.kind = kind, .text = text};
    memory_push(&c->blocks, b);
}

/* A paragraph of whole sentences; empties the list. */
void announce_paragraph(struct announcing *c, struct texts *sentences)
{
    if (sentences->len > 0)
        announce_block(c, notice_paragraph, announce_joined(c, sentences, "print.between_sentences"));
    sentences->len = 0;
}

/* Whether names stand beside the households' ids. */
bool announce_names_shown(const struct announcing *c)
{
    return c->view->policy != shown_id;
}

void announce_heading(struct announcing *c, const char *key)
{
    const char *numbered = arena_printf(c->arena, "print.heading_%d", ++c->headings);
    announce_block(c, notice_heading, announce_filled(c, numbered, announce_word(c, key)));
}

/* Puts a table of the COUNT columns from the texts in CELLS, which it frees. */
void announce_table(struct announcing *c, enum announce_series series, const struct table_column *columns,
                    size_t count, struct texts *cells)
{
    struct table_column *kept = arena_new(c->arena, struct table_column, count);
    const char **texts = arena_new(c->arena, const char *, cells->len + 1);
    memcpy(kept, columns, count * sizeof *kept);
    if (cells->len > 0)
        memcpy(texts, cells->items, cells->len * sizeof *texts);
    struct notice_block b = {.kind = notice_table,
                             .series = (int)series,
                             .columns = kept,
                             .column_count = count,
                             .cells = texts,
                             .rows = cells->len / count};
    memory_push(&c->blocks, b);
    memory_free(cells->items);
    *cells = (struct texts){0};
}

/* --- names and titles */

const char *announce_household_id(const struct announcing *c, uint32_t household)
{
    return c->records->households[household]->id;
}

const char *announce_rule_title(struct announcing *c, uint32_t index)
{
    const struct rule *rule = c->records->rules[index];
    return announce_shown(c, rule->title, rule->record.node, "title");
}

/* Whose entry it is, where the view lists it. */
const char *announce_entry_name(struct announcing *c, uint32_t index)
{
    const struct entry *entry = &c->records->entries[index];
    const char *name = view_entry_name(c->view, c->arena, index);
    if (entry->resident != records_none)
        return announce_from(c, name, c->records->residents[entry->resident]->record.node, "name");
    return announce_from(c, name, c->records->households[entry->household]->record.node, "head");
}

const char *announce_meeting_title(struct announcing *c, uint32_t index)
{
    return announce_from(c, view_meeting_title(c->view, c->arena, index),
                         c->records->meetings[index]->record.node, "title");
}

const char *announce_village_name(struct announcing *c)
{
    return announce_from(c, c->records->village.name, c->records->village.record.node, "name");
}

/* The committee that decided; NULL where the village has not named it. */
const char *announce_committee_name(struct announcing *c)
{
    const struct village *village = &c->records->village;
    const struct committee *committee =
        c->meeting->kind == meeting_assembly ? &village->committees.assembly : &village->committees.review;
    return committee->name ? announce_shown(c, committee->name, committee->record.node, "name") : NULL;
}

/* The village and its WHAT, the village not twice. */
const char *announce_of_village(struct announcing *c, const char *key, const char *what)
{
    const char *village = announce_village_name(c);
    return announce_filled(c, key, strstr(what, village) ? "" : village, what);
}

const char *announce_deed_date(const struct announcing *c, int32_t date)
{
    return date_split(date).year == date_split(c->meeting->date).year ? words_day(c->words, c->arena, date)
                                                                      : words_date(c->words, c->arena, date);
}
