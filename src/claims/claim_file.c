#include "claims/claim_file.h"

#include "base/date.h"
#include "base/points.h"
#include "records/records.h"
#include "records/schemas.h"
#include "yaml/insert.h"

#include <string.h>

/* --- ids */

/* The claim that stands last in the file PATH; NULL where there is none. */
static const struct claim *last_claim(const struct records *r, const char *path)
{
    const struct claim *last = NULL;
    for (uint32_t i = 0; i < r->claims_len; i++) {
        const struct claim *c = r->claims[i];
        if (strcmp(records_path(r, c->file), path) != 0)
            continue;
        if (!last || c->deed.record.node->place.line > last->deed.record.node->place.line ||
            (c->deed.record.node->place.line == last->deed.record.node->place.line &&
             c->deed.record.node->place.column > last->deed.record.node->place.column))
            last = c;
    }
    return last;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void make_ids(const struct claim_writing *w, size_t count, struct claim_written *written)
{
    enum { longest_id = 64 };
    const struct claim *last = last_claim(w->records, w->path);
    size_t len = last ? strlen(last->id) : 0;
    struct buf id = {0};
    if (len && len < longest_id && is_digit(last->id[len - 1]))
        buf_puts(&id, last->id);
    else
        buf_printf(&id, "c-%d-000", w->year);
    for (size_t i = 0; i < count; i++) {
        do
            id_next(&id);
        while (map_find(&w->records->claim_ids, buf_text(&id)) != map_none);
        written[i].id = arena_text(w->arena, buf_text(&id), id.len);
    }
    buf_free(&id);
}

/* --- YAML */

static void put_evidence(struct buf *out, const struct claim_draft *draft)
{
    buf_puts(out, ", evidence: ");
    if (draft->evidence_len > 1)
        buf_putc(out, '[');
    for (uint32_t i = 0; i < draft->evidence_len; i++) {
        if (i)
            buf_puts(out, ", ");
        insert_scalar(out, draft->evidence[i]);
    }
    if (draft->evidence_len > 1)
        buf_putc(out, ']');
}

/* One claim, two lines. */
static void put_claim(const struct claim_writing *w, const struct claim_draft *d, const char *id,
                      struct buf *out)
{
    const struct records *r = w->records;
    char date[date_text_size], received[date_text_size], number[points_text_size];
    date_format(d->date, date);
    date_format(w->received, received);
    buf_printf(out, "{id: %s, ", id);
    if (d->resident != records_none)
        buf_printf(out, "resident: %s", r->residents[d->resident]->id);
    else
        buf_printf(out, "household: %s", r->households[d->household]->id);
    buf_printf(out, ", rule: %s, date: %s", r->rules[d->rule]->id, date);
    if (d->times != points_one) {
        points_format(d->times, number);
        buf_printf(out, ", times: %s", number);
    }
    if (d->has_points) {
        points_format(d->points, number);
        buf_printf(out, ", points: %s", number);
    }
    buf_printf(out, ",\n received: %s, via: %s", received, via_words[w->via].name);
    if (d->note) {
        buf_puts(out, ", note: ");
        insert_scalar(out, d->note);
    }
    if (d->evidence_len)
        put_evidence(out, d);
    if (d->again)
        buf_puts(out, ", again: true");
    buf_putc(out, '}');
}

/* --- the file */

bool claim_file_append(const struct claim_writing *w, const struct claim_drafts *drafts,
                       struct claim_written *written, struct buf *out)
{
    make_ids(w, drafts->len, written);
    const char **items = arena_new(w->arena, const char *, drafts->len);
    uint32_t *lines = arena_new(w->arena, uint32_t, drafts->len);
    for (size_t i = 0; i < drafts->len; i++) {
        struct buf item = {0};
        put_claim(w, &drafts->items[i], written[i].id, &item);
        items[i] = arena_text(w->arena, buf_text(&item), item.len);
        buf_free(&item);
    }
    const struct insert_place place = {.text = w->text, .len = w->len};
    if (!insert_items(&place, items, drafts->len, out, lines))
        return false;
    for (size_t i = 0; i < drafts->len; i++)
        written[i].line = lines[i];
    return true;
}
