#include "site/from.h"

#include "site/lists.h"
#include "site/parts.h"

#include <string.h>

/* Where a page is cut and what its parts are called. */
static void put_parts(const struct parts *parts, struct buf *out)
{
    digest_put_number(out, parts ? parts->len : 0);
    for (uint32_t i = 0; parts && i < parts->len; i++) {
        const struct part *part = &parts->items[i];
        const int64_t known[] = {part->list, part->first, part->len};
        digest_put_bytes(out, known, sizeof known);
        digest_put_text(out, part->folder);
        digest_put_text(out, part->title);
        digest_put_text(out, part->anchor);
    }
}

void from_notice(const struct site *site, uint32_t number, struct buf *out)
{
    basis_put_meeting(site->input->basis, site->notices[number], out);
    digest_put_number(out, site->input->pdfs);
    put_parts(&site->parts->notices[number], out);
}

/* The parts of long pages that the page of household NUMBER leads to. */
static void put_leads(const struct site *site, uint32_t number, struct buf *out)
{
    const struct ledger *ledger = site->ledger;
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        const struct cycle *cycle = &ledger->cycles[c];
        const struct account *account = cycle_account(cycle, site->records, number);
        if (!account)
            continue;
        digest_put_text(out, parts_ranking(site, cycle, account));
        for (uint32_t i = account->first; i < account->first + account->entries; i++) {
            uint32_t meeting = site->records->entries[ledger->lines[i].entry].meeting;
            digest_put_text(out, parts_notice(site, site->lists->notice_of[meeting], number));
        }
    }
}

void from_household(const struct site *site, uint32_t number, struct buf *out)
{
    basis_put_household(site->input->basis, number, out);
    if (site->parts->cut)
        put_leads(site, number, out);
}

bool from_digest(const struct site *site, const struct page_kind *kind, uint32_t number,
                 const struct part *part, const struct value *menus, struct digest *from)
{
    if (!kind->from || !site->input->basis)
        return false;
    struct buf out = {0}, path = {0};
    kind_path(kind, site, number, part, &path);
    digest_put_text(&out, kind->name);
    digest_put_text(&out, buf_text(&path));
    value_say(menus, &out);
    kind->from(site, number, &out);
    *from = basis_digest(site->input->basis, &out);
    buf_free(&path);
    buf_free(&out);
    return true;
}

bool from_note(const struct page_result *result, struct buf *out)
{
    bool lines = !strchr(result->title, '\n') && !(result->description && strchr(result->description, '\n'));
    if (!lines || result->hidden)
        return false;
    buf_printf(out, "%s\n%s%s\n", result->title, result->description ? "=" : "",
               result->description ? result->description : "");
    return true;
}

void from_read(struct page_result *result, struct arena *arena, const char *note)
{
    size_t title = strcspn(note, "\n");
    const char *description = note[title] ? note + title + 1 : "";
    result->title = arena_text(arena, note, title);
    result->description =
        *description == '=' ? arena_text(arena, description + 1, strcspn(description + 1, "\n")) : NULL;
    result->hidden = false;
}
