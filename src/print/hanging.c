#include "print/hanging.h"

#include "base/memory.h"

#include <string.h>

struct hanging hanging_begin(const struct composing *composing)
{
    return (struct hanging){.draft = draft_begin(composing->view, composing->arena, composing->diags)};
}

void hanging_section(struct hanging *h, const char *heading, const char *name, const char *note,
                     const struct table_column *columns, size_t count, struct texts *cells, bool headed)
{
    struct table_column *kept = arena_new(h->draft.arena, struct table_column, count + 1);
    const char **texts = arena_new(h->draft.arena, const char *, cells->len + 1);
    if (count > 0)
        memcpy(kept, columns, count * sizeof *kept);
    if (cells->len > 0)
        memcpy(texts, cells->items, cells->len * sizeof *texts);
    struct poster_section section = {.heading = heading,
                                     .again = draft_filled(&h->draft, "poster.again", name),
                                     .note = note,
                                     .columns = kept,
                                     .column_count = count,
                                     .cells = texts,
                                     .rows = count > 0 ? cells->len / count : 0,
                                     .headed = headed};
    memory_push(&h->sections, section);
    memory_free(cells->items);
    *cells = (struct texts){0};
}

void hanging_end(struct hanging *h, const struct composing *composing, const char *title,
                 const char *subtitle, size_t columns, struct composed *composed)
{
    struct draft *d = &h->draft;
    bool tiled = hanging_is_tiled(composing->number);
    const struct poster poster = {.sizes = composing->sizes,
                                  .language = draft_language(d),
                                  .title = title,
                                  .subtitle = subtitle,
                                  .foot = draft_village_name(d),
                                  .legend = h->legend.items,
                                  .legend_len = h->legend.len,
                                  .sections = h->sections.items,
                                  .count = h->sections.len,
                                  .columns = columns};
    poster_compose(tiled ? &composed->behind : &composed->paper, composing->standing, &poster);
    if (tiled)
        poster_tile(composing->sizes, &composed->behind, draft_filled(d, "poster.tiled", title),
                    &composed->paper);
    composed->place = draft_place(d->records->village.record.node);
    composed->date = d->ledger->date;
    composed->when = words_date(d->words, d->arena, d->ledger->date);
    composed->sources = draft_sources(d, &composed->len);
    memory_free(h->sections.items);
    memory_free(h->legend.items);
}

void hanging_path(size_t number, const char *name, struct buf *out)
{
    buf_printf(out, "print/posters/%s%s.pdf", name, hanging_is_tiled(number) ? "-a4" : "");
}

const char *hanging_date(struct hanging *h)
{
    return draft_filled(&h->draft, "poster.date",
                        words_date(h->draft.words, h->draft.arena, h->draft.ledger->date));
}
