#include "site/notice.h"

const char *notice_title(struct page *page, uint32_t meeting)
{
    const struct site *site = page->site;
    bool assembly = site->records->meetings[meeting]->kind == meeting_assembly;
    return page_say(page, assembly ? "site.notice.title_assembly" : "site.notice.title_review",
                    value_get(site->meetings[meeting], "title")->text);
}

/* Puts TEXT behind what is in OUT. */
static void put_part(struct page *page, struct buf *out, const char *key, uint32_t count)
{
    if (!count)
        return;
    if (out->len)
        buf_puts(out, page_word(page, "site.notice.and"));
    buf_puts(out, page_say(page, key, page_number(page, count)));
}

const char *notice_amount(struct page *page, uint32_t meeting)
{
    struct notice_sums sums;
    struct buf out = {0};
    view_notice_sums(page->site->view, meeting, &sums);
    uint32_t entries = sums.listed + sums.counted;
    if (sums.households)
        buf_puts(&out, page_say(page, "site.notice.amount", page_number(page, entries),
                                page_number(page, sums.households)));
    else
        put_part(page, &out, "site.notice.amount_only", entries);
    put_part(page, &out, "site.notice.voided", sums.voided);
    put_part(page, &out, "site.notice.suspended", sums.suspended);
    put_part(page, &out, "site.notice.corrections", sums.corrections);
    put_part(page, &out, "site.notice.objections", sums.objections);
    put_part(page, &out, "site.notice.claims", sums.refused);
    put_part(page, &out, "site.notice.transfers", sums.transfers);
    if (!out.len)
        buf_puts(&out, page_word(page, "site.notice.nothing"));
    const char *text = arena_text(page->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}
