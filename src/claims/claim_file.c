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

/* A claim that is written, pair by pair. */
struct pairs {
    const struct schema *schema;
    bool chinese;
    struct buf *out;
};

/* Begins the pair of the field NAME. */
static void put_key(const struct pairs *p, const char *name)
{
    const struct field *field = schema_named(p->schema, name);
    buf_printf(p->out, "%s%s: ", buf_text(p->out)[p->out->len - 1] == '{' ? "" : ", ",
               p->chinese ? field->zh : field->name);
}

static void put_points(const struct pairs *p, const char *name, int64_t points)
{
    char number[points_text_size];
    points_format(points, number);
    put_key(p, name);
    buf_puts(p->out, number);
}

static void put_date(const struct pairs *p, const char *name, int32_t day)
{
    char date[date_text_size];
    date_format(day, date);
    put_key(p, name);
    buf_puts(p->out, date);
}

static void put_evidence(const struct pairs *p, const struct claim_draft *draft)
{
    put_key(p, "evidence");
    if (draft->evidence_len > 1)
        buf_putc(p->out, '[');
    for (uint32_t i = 0; i < draft->evidence_len; i++) {
        if (i)
            buf_puts(p->out, ", ");
        insert_scalar(p->out, draft->evidence[i]);
    }
    if (draft->evidence_len > 1)
        buf_putc(p->out, ']');
}

/* One claim, on a line of its own: git then never takes two claims to share a line. */
static void put_claim(const struct claim_writing *w, const struct claim_draft *d, const char *id,
                      bool chinese, struct buf *out)
{
    const struct records *r = w->records;
    const struct pairs p = {.schema = records_schema(source_claims), .chinese = chinese, .out = out};
    bool person = d->resident != records_none;
    buf_putc(out, '{');
    put_key(&p, "id");
    buf_puts(out, id);
    put_key(&p, person ? "resident" : "household");
    buf_puts(out, person ? r->residents[d->resident]->id : r->households[d->household]->id);
    put_key(&p, "rule");
    buf_puts(out, r->rules[d->rule]->id);
    put_date(&p, "date", d->date);
    if (d->times != points_one)
        put_points(&p, "times", d->times);
    if (d->has_points)
        put_points(&p, "points", d->points);
    put_date(&p, "received", w->received);
    put_key(&p, "via");
    buf_puts(out, chinese ? via_words[w->via].zh : via_words[w->via].name);
    if (d->note) {
        put_key(&p, "note");
        insert_scalar(out, d->note);
    }
    if (d->evidence_len)
        put_evidence(&p, d);
    if (d->again) {
        put_key(&p, "again");
        buf_puts(out, chinese ? flag_words[true].zh : flag_words[true].name);
    }
    buf_putc(out, '}');
}

/* --- the file */

bool claim_file_append(const struct claim_writing *w, const struct claim_drafts *drafts,
                       struct claim_written *written, struct buf *out)
{
    make_ids(w, drafts->len, written);
    const struct claim *last = last_claim(w->records, w->path);
    bool chinese =
        w->records->village.language == language_zh_cn && (!last || node_chinese(last->deed.record.node));
    const char **items = arena_new(w->arena, const char *, drafts->len);
    uint32_t *lines = arena_new(w->arena, uint32_t, drafts->len);
    for (size_t i = 0; i < drafts->len; i++) {
        struct buf item = {0};
        put_claim(w, &drafts->items[i], written[i].id, chinese, &item);
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
