#include "explain/steps.h"

#include <string.h>

void explain_open(struct explainer *explainer, const struct ledger *ledger)
{
    const struct records *records = ledger->records;
    *explainer = (struct explainer){.ledger = ledger, .looks = honour_looks_open(ledger)};
    struct arena *arena = &explainer->arena;
    uint32_t *first = arena_new(arena, uint32_t, records->households_len + 1);
    uint32_t *next = arena_new(arena, uint32_t, records->households_len);
    uint32_t count = 0;
    while (count < records->redemptions_len && records->redemptions[count]->date <= ledger->date)
        first[records->redemptions[count++]->household + 1]++;
    for (uint32_t h = 0; h < records->households_len; h++) {
        next[h] = first[h];
        first[h + 1] += first[h];
    }
    explainer->redemptions = arena_new(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        explainer->redemptions[next[records->redemptions[i]->household]++] = i;
    explainer->redemptions_first = first;
}

void explain_close(struct explainer *explainer)
{
    honour_looks_close(explainer->looks);
    arena_free(&explainer->arena);
}

const struct detail *step_detail(const struct step *step, enum detail_name name)
{
    for (uint32_t i = 0; i < step->details_len; i++)
        if (step->details[i].name == name)
            return &step->details[i];
    return NULL;
}

void steps_begin(struct steps *steps, struct explainer *explainer, struct arena *arena,
                 struct explanation *out, enum subject subject, uint32_t index)
{
    *out = (struct explanation){.subject = subject, .index = index};
    *steps = (struct steps){.explainer = explainer,
                            .ledger = explainer->ledger,
                            .records = explainer->ledger->records,
                            .arena = arena,
                            .out = out};
}

/* ITEMS with room for one more, perhaps moved. */
static void *room(struct arena *arena, void *items, uint32_t len, uint32_t *cap, size_t size)
{
    if (len < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 16;
    void *more = arena_alloc(arena, *cap * size);
    if (len)
        memcpy(more, items, len * size);
    return more;
}

void steps_end(struct steps *steps)
{
    struct explanation *out = steps->out;
    if (!out->sections_len)
        return;
    struct section *last = &out->sections[out->sections_len - 1];
    last->len = out->steps_len - last->first;
    if (!last->len)
        out->sections_len--;
}

void steps_section(struct steps *steps, enum section_kind kind, int cycle)
{
    struct explanation *out = steps->out;
    steps_end(steps);
    out->sections =
        room(steps->arena, out->sections, out->sections_len, &steps->sections_cap, sizeof *out->sections);
    out->sections[out->sections_len++] =
        (struct section){.kind = kind, .cycle = cycle, .first = out->steps_len};
}

void steps_add(struct steps *steps, enum step_kind kind, const struct node *origin)
{
    struct explanation *out = steps->out;
    out->steps = room(steps->arena, out->steps, out->steps_len, &steps->steps_cap, sizeof *out->steps);
    out->steps[out->steps_len++] = (struct step){.kind = kind, .origin = origin};
}

static void put(struct steps *steps, struct detail detail)
{
    struct step *step = &steps->out->steps[steps->out->steps_len - 1];
    if (!detail.node || node_empty(detail.node) ||
        detail.node->kind != node_scalar) /* an empty list says nothing */
        detail.node = NULL;
    step->details[step->details_len++] = detail;
}

void steps_detail(struct steps *steps, enum detail_name name, int64_t number, const struct node *node)
{
    put(steps, (struct detail){.name = name, .number = number, .high = number, .node = node});
}

void steps_pair(struct steps *steps, enum detail_name name, int64_t number, int64_t high,
                const struct node *node)
{
    put(steps, (struct detail){.name = name, .number = number, .high = high, .node = node});
}

void steps_words(struct steps *steps, enum detail_name name, const char *text, const struct node *node)
{
    put(steps, (struct detail){.name = name, .text = text, .node = node});
}

void steps_text(struct steps *steps, enum step_kind kind, const char *text, const struct node *record,
                const char *key)
{
    if (!text)
        return;
    steps_add(steps, kind, record);
    steps_words(steps, detail_text, text, steps_written(record, key));
}

const struct node *steps_written(const struct node *node, const char *key)
{
    const struct node *value = node_get(node, key);
    return node_empty(value) ? NULL : value;
}

const struct node *steps_item(const struct node *node, uint32_t i)
{
    if (!node || node->kind != node_list)
        return node;
    const struct node *item = node_first(node);
    while (item && i-- > 0)
        item = item->next;
    return item;
}

void steps_meeting(struct steps *steps, uint32_t meeting, const struct node *as)
{
    const struct meeting *m = steps->records->meetings[meeting];
    steps_detail(steps, detail_meeting, meeting, as ? as : steps_written(m->record.node, "id"));
    steps_detail(steps, detail_date, m->date, steps_written(m->record.node, "meeting"));
}

const struct node *steps_key(const struct node *map, const struct node *value)
{
    if (!map || map->kind != node_map)
        return NULL;
    for (const struct node *key = node_first(map); key; key = key->next->next)
        if (key->next == value)
            return key;
    return NULL;
}
