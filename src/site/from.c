#include "site/from.h"

#include "site/notice.h"
#include "site/parts.h"

#include <string.h>

void from_notice(const struct site *site, uint32_t number, struct buf *out)
{
    uint32_t meeting = site->notices[number];
    const struct digest *parts = &site->noticed[meeting].cut;
    basis_put_meeting(site->input->basis, meeting, out);
    digest_put_number(out, site->input->pdfs);
    digest_put_bytes(out, parts, sizeof *parts);
}

void from_nothing(const struct site *site, uint32_t number, struct buf *out)
{
    (void)site, (void)number, (void)out;
}

/* The parts of long pages that the page of household NUMBER leads to. */
static void put_leads(const struct site *site, uint32_t number, struct buf *out)
{
    const struct ledger *ledger = site->ledger;
    uint32_t last = records_none;
    for (uint32_t c = 0; c < ledger->cycles_len; c++) {
        const struct cycle *cycle = &ledger->cycles[c];
        const struct account *account = cycle_account(cycle, site->records, number);
        if (!account)
            continue;
        digest_put_text(out, parts_ranking(site, cycle, account));
        for (uint32_t i = account->first; i < account->first + account->entries; i++) {
            uint32_t meeting = site->records->entries[ledger->lines[i].entry].meeting;
            if (meeting != last)
                digest_put_text(out, notice_href(site, meeting, number)->text);
            last = meeting;
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
                 const struct part *part, const struct digest *menus, struct digest *from)
{
    if (!kind->from || !site->input->basis)
        return false;
    struct buf out = {0}, path = {0};
    kind_path(kind, site, number, part, &path);
    digest_put_text(&out, kind->name);
    digest_put_text(&out, buf_text(&path));
    if (menus)
        digest_put_bytes(&out, menus, sizeof *menus);
    kind->from(site, number, &out);
    *from = basis_digest(site->input->basis, &out);
    buf_free(&path);
    buf_free(&out);
    return true;
}

/* Puts TEXT, or that it is NULL, as a line behind OUT; false where it is no line. */
static bool put_line(const char *text, struct buf *out)
{
    if (text && strchr(text, '\n'))
        return false;
    buf_printf(out, "%s%s\n", text ? "=" : "", text ? text : "");
    return true;
}

/* The text of the line at *NOTE, behind which that is then. */
static const char *note_line(const char **note, struct arena *arena)
{
    const char *line = *note;
    size_t len = strcspn(line, "\n");
    *note = line + len + (line[len] == '\n');
    return *line == '=' ? arena_text(arena, line + 1, len - 1) : NULL;
}

bool from_note(const struct page_result *result, struct buf *out)
{
    return !result->hidden && put_line(result->title, out) && put_line(result->description, out);
}

void from_read(struct page_result *result, struct arena *arena, const char *note)
{
    result->title = note_line(&note, arena);
    result->description = note_line(&note, arena);
    result->hidden = false;
}
