#include "site/notice.h"

#include "base/memory.h"
#include "site/lists.h"
#include "site/parts.h"
#include "site/rows.h"

const char *notice_title(struct page *page, uint32_t meeting)
{
    const struct site *site = page->site;
    bool assembly = site->records->meetings[meeting]->kind == meeting_assembly;
    return page_say(page, assembly ? "site.notice.title_assembly" : "site.notice.title_review",
                    value_get(site->meetings[meeting], "title")->text);
}

/* --- made once */

/* The text of a word with one argument. */
static const char *say(struct site *site, const char *key, const char *argument)
{
    return words_format(site->words, &site->arena, key, argument, NULL);
}

static const char *number(struct site *site, int64_t count)
{
    return arena_printf(&site->arena, "%lld", (long long)count);
}

/* Puts what KEY says of COUNT behind what is in OUT. */
static void put_part(struct site *site, struct buf *out, const char *key, uint32_t count)
{
    if (!count)
        return;
    if (out->len)
        buf_puts(out, words_get(site->words, "site.notice.and"));
    buf_puts(out, say(site, key, number(site, count)));
}

static const char *amount(struct site *site, const struct notice_sums *sums)
{
    struct buf out = {0};
    uint32_t entries = sums->listed + sums->counted;
    if (sums->households)
        buf_puts(&out, words_format(site->words, &site->arena, "site.notice.amount", number(site, entries),
                                    number(site, sums->households), NULL));
    else
        put_part(site, &out, "site.notice.amount_only", entries);
    put_part(site, &out, "site.notice.voided", sums->voided);
    put_part(site, &out, "site.notice.suspended", sums->suspended);
    put_part(site, &out, "site.notice.corrections", sums->corrections);
    put_part(site, &out, "site.notice.objections", sums->objections);
    put_part(site, &out, "site.notice.claims", sums->refused);
    put_part(site, &out, "site.notice.transfers", sums->transfers);
    if (!out.len)
        buf_puts(&out, words_get(site->words, "site.notice.nothing"));
    const char *text = arena_text(&site->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

static struct value *card(struct site *site, uint32_t meeting, const char *amount)
{
    struct arena *a = &site->arena;
    const struct meeting *m = site->records->meetings[meeting];
    struct value *card = value_map(a);
    value_set(a, card, "meeting", site->meetings[meeting]);
    value_set_text(a, card, "span", words_span_counted(site->words, a, m->noticed, m->notice_last));
    bool runs = view_notice_runs(site->view, meeting);
    bool over = site->date > m->notice_last;
    value_set_flag(a, card, "runs", runs);
    value_set_flag(a, card, "over", over);
    value_set_flag(a, card, "waits", !runs && !over);
    int32_t left = m->notice_last - site->date + 1;
    const char *left_text = "";
    if (runs)
        left_text = left == 1 ? words_get(site->words, "site.notice.last_day")
                              : say(site, "site.notice.days_left", number(site, left));
    value_set_text(a, card, "left", left_text);
    value_set_text(a, card, "until",
                   say(site, "site.notice.until", words_date(site->words, a, m->notice_last)));
    value_set_text(a, card, "amount", amount);
    value_set_flag(a, card, "open", !over && m->entries > 0);
    return card;
}

static const char *until(struct site *site, uint32_t meeting)
{
    int32_t last = site->records->meetings[meeting]->notice_last;
    return say(site, "status.notice", words_date(site->words, &site->arena, last));
}

/* Where its rows are. */
static void open_parts(struct site *site, uint32_t meeting, struct notice *notice)
{
    struct arena *a = &site->arena;
    const struct parts *parts = &site->parts->notices[site->lists->notice_of[meeting]];
    const uint32_t *entries = site->lists->notices[site->lists->notice_of[meeting]].entries;
    notice->hrefs = arena_new(a, struct value *, parts->len + 1);
    notice->places = arena_new(a, uint32_t, parts->len);
    notice->parts = parts->len;
    notice->hrefs[0] = value_get(site->meetings[meeting], "notice_href");
    for (uint32_t i = 0; i < parts->len; i++) {
        const struct part *part = &parts->items[i];
        notice->hrefs[i] =
            value_text_kept(a, arena_printf(a, "notices/%s/%sindex.html",
                                            site->records->meetings[meeting]->id, part->folder));
        notice->places[i] = site->lists->places[site->records->entries[entries[part->first]].household];
    }
    notice->cut = parts_digest(parts);
}

/* The entries of which a notice says the number alone. */
static void open_warnings(struct site *site, const struct meeting *meeting, struct notice *notice)
{
    struct value *map = value_map(&site->arena);
    uint32_t *all = memory_new(meeting->entries, sizeof *all);
    for (uint32_t i = 0; i < meeting->entries; i++)
        all[i] = meeting->first_entry + i;
    row_warnings(site, &site->arena, map, all, meeting->entries);
    memory_free(all);
    notice->warnings = value_get(map, "warnings");
    notice->warnings_total = value_get(map, "warnings_total");
}

void notices_open(struct site *site)
{
    site->noticed = arena_new(&site->arena, struct notice, site->meetings_len + 1);
    for (uint32_t i = 0; i < site->notices_len; i++) {
        uint32_t meeting = site->notices[i];
        struct notice *notice = &site->noticed[meeting];
        view_notice_sums(site->view, meeting, &notice->sums);
        notice->amount = amount(site, &notice->sums);
        notice->card = card(site, meeting, notice->amount);
        notice->status = row_status(site, &site->arena, status_notice, until(site, meeting));
        open_parts(site, meeting, notice);
    }
    for (uint32_t i = 0; i < site->meetings_len; i++)
        open_warnings(site, site->records->meetings[i], &site->noticed[i]);
}

struct value *notice_href(const struct site *site, uint32_t meeting, uint32_t household)
{
    const struct notice *notice = &site->noticed[meeting];
    uint32_t place = site->lists->places[household], low = 0, high = notice->parts;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (notice->places[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return notice->hrefs[low];
}
