#include "led/send.h"

#include "led/encode.h"
#include "led/frame.h"

#include <stdio.h>
#include <string.h>

enum { font_height = 16, idle_timeout = 10, middle = 2 << 2 };

const char *led_card_name(enum controller controller)
{
    return controller == controller_bx5k ? "BX-5K" : "BX-6K";
}

uint32_t led_most_areas(enum controller controller)
{
    return controller == controller_bx5k ? 8 : 5;
}

/* Bytes of text that the controller of a screen takes. */
static size_t most_text(enum controller controller)
{
    enum { of_five = 512 };
    return controller == controller_bx5k ? of_five : frame_most_data - frame_area_overhead;
}

/* Rows that a page takes: as many as make whole heights of the area. */
static uint32_t page_rows(const struct screen *screen)
{
    uint32_t fit = (uint32_t)screen->height / font_height, rows = (uint32_t)screen->rows;
    if (fit == 0)
        return rows;
    return (rows + fit - 1) / fit * fit;
}

/* PAGE, filled up to ROWS; the LAST of a feed is as high as it is, and the controller has it in the middle.
 */
static bool put_page(struct led_encoder *encoder, const struct led_page *page, uint32_t rows, bool last,
                     struct buf *out)
{
    uint32_t above = last ? 0 : (rows - page->len) / 2, row = above;
    for (uint32_t i = 0; i < above; i++)
        buf_puts(out, " \\n");
    for (uint32_t l = 0; l < page->len; l++, row++) {
        if (!led_put(encoder, page->lines[l], strlen(page->lines[l]), out))
            return false;
        if (!last || l + 1 < page->len)
            buf_puts(out, "\\n");
    }
    for (; !last && row < rows; row++)
        buf_puts(out, " \\n");
    return true;
}

/* The text of FEED: *FIT of its pages are in the first MOST bytes. */
static bool put_text(struct led_encoder *encoder, const struct led_feed *feed, size_t most, struct buf *out,
                     size_t *fit)
{
    uint32_t rows = page_rows(feed->screen);
    for (size_t p = 0; p < feed->len; p++) {
        struct buf alone = {0};
        bool well = put_page(encoder, &feed->pages[p], rows, true, &alone);
        size_t as_last = out->len + alone.len;
        buf_free(&alone);
        if (as_last <= most)
            *fit = p + 1;
        if (!well || !put_page(encoder, &feed->pages[p], rows, p + 1 == feed->len, out))
            return false;
    }
    return true;
}

static void put_area(const struct screen *screen, const struct buf *text, struct buf *out)
{
    const struct frame_area area = {.pixels = screen->controller == controller_bx6k,
                                    .width = (uint16_t)screen->width,
                                    .height = (uint16_t)screen->height,
                                    .number = (uint8_t)screen->area,
                                    .timeout = idle_timeout,
                                    .alignment = middle,
                                    .display = frame_still,
                                    .hold = (uint8_t)(2 * screen->seconds),
                                    .text = buf_text(text),
                                    .len = (uint32_t)text->len};
    frame_data_area(out, &area);
}

/* Composes with at most MOST_PAGES, and sets it. FIT: how many of its pages there is room for. */
static bool attempt(const struct led_input *input, const struct screen *screen, size_t most_pages,
                    struct led_encoder *encoder, struct led_sending *sending, size_t *fit,
                    struct diags *diags)
{
    struct led_input within = *input;
    struct arena arena = {0};
    struct led_feed feed;
    struct buf text = {0};
    within.most_pages = most_pages;
    bool well = led_feed_make(&within, screen, &arena, &feed, diags);
    *fit = 0;
    well = well && put_text(encoder, &feed, most_text(screen->controller), &text, fit);
    if (well && *fit == feed.len) {
        struct buf data = {0};
        put_area(screen, &text, &data);
        frame_put(&sending->frame, frame_any_screen, data.data, data.len);
        buf_free(&data);
        sending->pages = feed.len;
        sending->left_out = feed.cut;
    }
    bool all = *fit == feed.len;
    *fit = all ? SIZE_MAX : *fit;
    buf_free(&text);
    led_feed_free(&feed);
    arena_free(&arena);
    return well;
}

/* Says what the controller of SCREEN has no room for. */
static void tell_full(const struct screen *screen, const struct led_sending *sending, struct diags *diags)
{
    struct place place = screen->record.node ? node_place(screen->record.node, "controller")
                                             : (struct place){.line = 1, .column = 1, .span = 1};
    char bytes[24], pages[24], items[16];
    snprintf(bytes, sizeof bytes, "%zu", most_text(screen->controller));
    snprintf(pages, sizeof pages, "%zu", sending->pages);
    snprintf(items, sizeof items, "%u", sending->left_out);
    const char *card = led_card_name(screen->controller);
    if (sending->frame.len == 0)
        diag_warning(
            diags, place, "screen-card",
            N_("screen \"{1}\": not even its first page is in the {3} bytes of text that a {2} takes"),
            screen->id, card, bytes, NULL);
    else
        diag_warning(
            diags, place, "screen-card",
            N_("screen \"{1}\": a {2} takes {3} bytes of text: it shows the first {4} pages, and {5} "
               "items are left out"),
            screen->id, card, bytes, pages, items, NULL);
}

bool led_send_make(const struct led_input *input, const struct screen *screen, struct led_sending *sending,
                   struct diags *diags)
{
    struct diags again = {0}; /* what is wrong was said the first time */
    struct led_encoder *encoder = led_encoder_new(encoding_gbk);
    size_t fit = 0;
    *sending = (struct led_sending){0};
    bool well = encoder && attempt(input, screen, 0, encoder, sending, &fit, diags);
    while (well && fit != SIZE_MAX && fit > 0) { /* a thought that is not whole gives up its pages */
        sending->full = true;
        well = attempt(input, screen, fit, encoder, sending, &fit, &again);
    }
    if (well && (sending->full || sending->frame.len == 0))
        tell_full(screen, sending, diags);
    led_encoder_free(encoder);
    diag_free(&again);
    return well;
}
