#include "print/draft.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

struct draft draft_begin(const struct view *view, struct arena *arena, struct diags *diags)
{
    return (struct draft){.view = view,
                          .words = view->words,
                          .records = view->records,
                          .ledger = view->ledger,
                          .arena = arena,
                          .diags = diags};
}

const struct block *draft_blocks(struct draft *d, size_t *len)
{
    struct block *blocks = arena_new(d->arena, struct block, d->blocks.len + 1);
    if (d->blocks.len > 0)
        memcpy(blocks, d->blocks.items, d->blocks.len * sizeof *blocks);
    *len = d->blocks.len;
    memory_free(d->blocks.items);
    memset(&d->blocks, 0, sizeof d->blocks);
    d->headings = 0;
    return blocks;
}

const struct paper_source *draft_sources(struct draft *d, size_t *len)
{
    struct paper_source *sources = arena_new(d->arena, struct paper_source, d->sources.len + 1);
    if (d->sources.len > 0)
        memcpy(sources, d->sources.items, d->sources.len * sizeof *sources);
    *len = d->sources.len;
    memory_free(d->sources.items);
    memset(&d->sources, 0, sizeof d->sources);
    return sources;
}

static struct place no_place(void)
{
    return (struct place){.line = 1, .column = 1, .span = 1};
}

struct place draft_place(const struct node *node)
{
    return node ? node_start(node) : no_place();
}

const char *draft_language(const struct draft *d)
{
    return words_language_name(d->words);
}

const char *draft_from(struct draft *d, const char *text, const struct node *node, const char *field)
{
    if (!text || !*text)
        return text;
    struct paper_source source = {text, node ? node_place(node, field) : no_place()};
    memory_push(&d->sources, source);
    return text;
}

const char *draft_shown(struct draft *d, const char *text, const struct node *node, const char *field)
{
    const struct node *value = node ? node_get(node, field) : NULL;
    struct place place = value ? node_text_place(value) : no_place();
    return draft_from(d, view_text(d->view, d->arena, text, place, d->diags), node, field);
}

/* A reason to be put before a full stop. */
static const char *without_stop(struct draft *d, const char *text)
{
    size_t len = strlen(text);
    if (len >= 3 && memcmp(text + len - 3, "。", 3) == 0)
        return arena_text(d->arena, text, len - 3);
    return len > 0 && text[len - 1] == '.' ? arena_text(d->arena, text, len - 1) : text;
}

const char *draft_reason(struct draft *d, const char *text, const struct node *node)
{
    if (!text)
        return NULL;
    text = without_stop(d, view_text(d->view, d->arena, text, no_place(), NULL));
    return draft_from(d, text, node, "reason");
}

const char *draft_word(const struct draft *d, const char *key)
{
    return words_get(d->words, key);
}

const char *draft_number(const struct draft *d, uint64_t count)
{
    return arena_printf(d->arena, "%llu", (unsigned long long)count);
}

const char *draft_joined(const struct draft *d, const struct texts *texts, const char *key)
{
    struct buf out = {0};
    for (size_t i = 0; i < texts->len; i++) {
        if (i > 0)
            buf_puts(&out, draft_word(d, key));
        buf_puts(&out, texts->items[i]);
    }
    const char *text = arena_text(d->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

bool draft_code(struct draft *d, const char *address, struct place_code *code)
{
    code->meaning = draft_filled(d, "print.code", address);
    return qr_make(d->arena, address, &code->qr);
}

void draft_block(struct draft *d, enum block_kind kind, const char *text)
{
    struct block b = {.kind = kind, .text = text};
    memory_push(&d->blocks, b);
}

void draft_paragraph(struct draft *d, struct texts *sentences)
{
    if (sentences->len > 0)
        draft_block(d, block_paragraph, draft_joined(d, sentences, "print.between_sentences"));
    sentences->len = 0;
}

bool draft_names_shown(const struct draft *d)
{
    return d->view->policy != shown_id;
}

void draft_heading(struct draft *d, const char *key)
{
    const char *numbered = arena_printf(d->arena, "print.heading_%d", ++d->headings);
    draft_block(d, block_heading, draft_filled(d, numbered, draft_word(d, key)));
}

struct block *draft_table(struct draft *d, int series, const struct table_column *columns, size_t count,
                          struct texts *cells)
{
    struct table_column *kept = arena_new(d->arena, struct table_column, count);
    const char **texts = arena_new(d->arena, const char *, cells->len + 1);
    memcpy(kept, columns, count * sizeof *kept);
    if (cells->len > 0)
        memcpy(texts, cells->items, cells->len * sizeof *texts);
    struct block b = {.kind = block_table,
                      .series = series,
                      .columns = kept,
                      .column_count = count,
                      .cells = texts,
                      .rows = cells->len / count};
    memory_push(&d->blocks, b);
    memory_free(cells->items);
    *cells = (struct texts){0};
    return &d->blocks.items[d->blocks.len - 1];
}

bool draft_is_long(const char *text)
{
    return utf8_columns(text, strlen(text)) > draft_below;
}

void draft_notes(struct draft *d, struct block *table, struct texts *notes)
{
    const char **kept = arena_new(d->arena, const char *, notes->len + 1);
    for (size_t i = 0; i < notes->len; i++)
        kept[i] = *notes->items[i] ? notes->items[i] : NULL;
    table->notes = kept;
    memory_free(notes->items);
    *notes = (struct texts){0};
}

/* --- names and titles */

const char *draft_household_id(const struct draft *d, uint32_t household)
{
    return d->records->households[household]->id;
}

const char *draft_household(struct draft *d, uint32_t household)
{
    return draft_from(d, view_household(d->view, household), d->records->households[household]->record.node,
                      "head");
}

const char *draft_resident(struct draft *d, uint32_t resident)
{
    return draft_from(d, view_resident(d->view, resident), d->records->residents[resident]->record.node,
                      "name");
}

const char *draft_reward_title(struct draft *d, uint32_t index)
{
    const struct reward *reward = d->records->rewards[index];
    return draft_shown(d, reward->title, reward->record.node, "title");
}

const char *draft_group_name(struct draft *d, uint32_t index)
{
    const struct group *group = d->records->groups[index];
    return draft_shown(d, group->name, group->record.node, "name");
}

const char *draft_rule_title(struct draft *d, uint32_t index)
{
    const struct rule *rule = d->records->rules[index];
    return draft_shown(d, rule->title, rule->record.node, "title");
}

const char *draft_entry_name(struct draft *d, uint32_t index)
{
    const struct entry *entry = &d->records->entries[index];
    const char *name = view_entry_name(d->view, index);
    if (entry->resident != records_none)
        return draft_from(d, name, d->records->residents[entry->resident]->record.node, "name");
    return draft_from(d, name, d->records->households[entry->household]->record.node, "head");
}

const char *draft_meeting_title(struct draft *d, uint32_t index)
{
    return draft_from(d, view_meeting_title(d->view, d->arena, index),
                      d->records->meetings[index]->record.node, "title");
}

const char *draft_village_name(struct draft *d)
{
    return draft_from(d, d->records->village.name, d->records->village.record.node, "name");
}

const char *draft_apart(const struct draft *d, const char *text)
{
    static const char may_end[] = "\xe2\x80\x8b"; /* U+200B */
    if (words_language(d->words) == language_en)
        return text; /* has its blanks */
    return arena_printf(d->arena, "%s%s%s", may_end, text, may_end);
}

const char *draft_of_village(struct draft *d, const char *key, const char *what)
{
    const char *village = draft_village_name(d);
    return draft_filled(d, key, strstr(what, village) ? "" : village, what);
}
