#include "site/page.h"

#include "base/points.h"
#include "site/files.h"
#include "site/forms.h"
#include "view/qr.h"

#include <string.h>

struct value *date_value(const struct site *site, struct arena *arena, int32_t date)
{
    struct value *row = forms_row(site, arena, form_date);
    value_put(row, key_date_text, value_text_kept(arena, words_date(site->words, arena, date)));
    value_put(row, key_date_day, value_text_kept(arena, words_day(site->words, arena, date)));
    value_put(row, key_date_iso, value_text_kept(arena, words_iso(arena, date)));
    return row;
}

void page_crumb(struct page *page, const char *title, const char *href)
{
    struct value *step = value_add_map(page->arena, page->crumbs);
    value_set_text(page->arena, step, "title", title);
    value_set_text(page->arena, step, "href", href);
}

const char *page_word(const struct page *page, const char *key)
{
    return words_get(page->site->words, key);
}

const char *page_number(const struct page *page, int64_t number)
{
    return arena_printf(page->arena, "%lld", (long long)number);
}

const char *page_points(const struct page *page, int64_t points)
{
    return words_points(page->site->words, page->arena, points, false);
}

const char *page_points_unit(const struct page *page, int64_t points)
{
    return page_say(page, "site.points", page_points(page, points));
}

struct value *page_date_value(const struct page *page, int32_t date)
{
    const struct site *site = page->site;
    bool shared = date >= site->day_first && date <= site->date;
    return shared ? site->days[date - site->day_first] : date_value(site, page->arena, date);
}

void page_date(struct page *page, struct value *map, const char *key, int32_t date)
{
    value_set(page->arena, map, key, page_date_value(page, date));
}

const char *page_text(struct page *page, const char *text)
{
    return text ? view_text(page->site->view, page->arena, text, (struct place){0}, NULL) : "";
}

void page_qr(struct page *page, const char *path)
{
    struct buf address = {0}, svg = {0};
    files_address(page->site, path, &address);
    if (address.len)
        qr_svg(buf_text(&address), &svg);
    value_set_text(page->arena, page->values, "qr", buf_text(&svg));
    buf_free(&address);
    buf_free(&svg);
}

const char *page_period(const struct page *page, const struct period_result *period)
{
    const struct words *words = page->site->words;
    return period->per == per_quarter ? words_quarter(words, page->arena, period->from)
                                      : words_month(words, page->arena, period->from);
}
