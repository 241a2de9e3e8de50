/* The files of a screen: its feed as text and as data, and the preview of its dots. */
#include "base/json.h"
#include "base/memory.h"
#include "led/encode.h"
#include "led/led.h"
#include "led/preview.h"
#include "led/send.h"

#include <string.h>

bool led_encode(const struct led_feed *feed, struct buf *out)
{
    struct led_encoder *encoder = led_encoder_new(feed->screen->encoding);
    bool well = encoder != NULL;
    for (size_t p = 0; well && p < feed->len; p++) {
        const struct led_page *page = &feed->pages[p];
        if (p > 0)
            buf_puts(out, "\r\n");
        for (uint32_t row = 0; row < page->above / 2; row++)
            buf_puts(out, " \r\n"); /* no blank line within a page */
        for (uint32_t l = 0; well && l < page->len; l++) {
            well = led_put(encoder, page->lines[l], strlen(page->lines[l]), out);
            buf_puts(out, "\r\n");
        }
    }
    led_encoder_free(encoder);
    return well;
}

void led_data(const struct led_feed *feed, int32_t date, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, NULL);
    json_text(&json, "screen", feed->screen->id);
    json_date(&json, "date", date);
    json_whole(&json, "seconds", feed->screen->seconds);
    json_array(&json, "pages");
    for (size_t p = 0; p < feed->len; p++) {
        const struct led_page *page = &feed->pages[p];
        json_open(&json, NULL);
        json_array(&json, "lines");
        for (uint32_t l = 0; l < page->len; l++)
            json_text(&json, NULL, page->lines[l]);
        json_end(&json);
        json_whole(&json, "above", page->above * 8);
        json_text(&json, "about", page->about);
        if (page->until == date_last)
            json_null(&json, "until");
        else
            json_date(&json, "until", page->until);
        json_close(&json);
    }
    json_end(&json);
    json_whole(&json, "left_out", feed->cut + feed->unset);
    json_close(&json);
    buf_putc(out, '\n');
}

/* Gives SINK the file of FEED that ends in EXTENSION. */
static bool give(const struct sink *sink, const struct led_feed *feed, const char *extension,
                 const struct buf *bytes)
{
    struct buf path = {0};
    buf_printf(&path, "led/%s.%s", feed->screen->id, extension);
    bool well = sink->put(sink->context, buf_text(&path), buf_text(bytes), bytes->len);
    buf_free(&path);
    return well;
}

static bool preview_give(const struct led_input *input, const struct sink *sink, const struct led_feed *feed,
                         const struct led_sending *sending)
{
    struct buf picture = {0}, page = {0};
    led_preview_picture(feed, input->font, input->font_len, &picture);
    led_preview_page(feed, sending, input->view, input->font, input->font_len, &page);
    bool well = give(sink, feed, "png", &picture) && give(sink, feed, "html", &page);
    buf_free(&picture);
    buf_free(&page);
    return well;
}

static bool screen_make(const struct led_input *input, const struct screen *screen, const struct sink *sink,
                        struct diags *diags)
{
    struct arena arena = {0};
    struct led_feed feed;
    struct led_sending sending = {0};
    struct buf text = {0}, data = {0};
    bool well = led_feed_make(input, screen, &arena, &feed, diags);
    if (well && screen->controller != controller_file)
        well = led_send_make(input, screen, &sending, diags); /* what it leaves out is said */
    if (well && !led_encode(&feed, &text)) {
        struct place place = screen->record.node ? node_place(screen->record.node, "encoding")
                                                 : (struct place){.line = 1, .column = 1, .span = 1};
        diag_error(diags, place, "screen-encoding",
                   N_("this system cannot write the encoding of screen \"{1}\""), screen->id, NULL);
        well = false;
    }
    if (well) {
        led_data(&feed, input->view->ledger->date, &data);
        well = give(sink, &feed, "txt", &text) && give(sink, &feed, "json", &data) &&
               (!input->font ||
                preview_give(input, sink, &feed, screen->controller == controller_file ? NULL : &sending));
    }
    buf_free(&text);
    buf_free(&data);
    buf_free(&sending.frame);
    led_feed_free(&feed);
    arena_free(&arena);
    return well;
}

bool led_make(const struct led_input *input, const struct sink *sink, struct diags *diags)
{
    const struct village *village = &input->view->records->village;
    for (uint32_t i = 0; i < village->screens_len; i++)
        if (!screen_make(input, &village->screens[i], sink, diags))
            return false;
    return true;
}
