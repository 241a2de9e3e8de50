#include "led/preview.h"

#include "base/memory.h"
#include "base/png.h"
#include "base/utf8.h"
#include "led/break.h"
#include "led/glyphs.h"
#include "template/template.h"

#include <string.h>

/* --- dots */

/* The dots of a page: bytes of 0 and 1, row by row, WIDTH × HEIGHT of them. */
struct dots {
    uint32_t width, height;
    unsigned char *lit;
};

/* Lights the dots of GLYPH at (LEFT, TOP), as many as ROOM columns hold. */
static void glyph_draw(const struct glyph *glyph, uint32_t left, uint32_t top, uint32_t room,
                       struct dots *dots)
{
    for (uint32_t y = 0; y < glyph_dots && top + y < dots->height; y++)
        for (uint32_t x = 0; x < glyph->width && x < room && left + x < dots->width; x++)
            if (glyph->rows[y] >> (glyph->width - 1 - x) & 1)
                dots->lit[(size_t)(top + y) * dots->width + left + x] = 1;
}

/* Sets PAGE in FONT (Unifont's .hex form) on the sign of SCREEN: columns × 16 by rows × 16 dots. The caller
 * frees with dots_free. */
static void dots_make(const struct screen *screen, const struct led_page *page, const char *font,
                      size_t font_len, struct dots *dots)
{
    const uint32_t half = glyph_dots / 2;
    *dots = (struct dots){.width = (uint32_t)screen->columns * glyph_dots,
                          .height = (uint32_t)screen->rows * glyph_dots};
    dots->lit = memory_new((size_t)dots->width * dots->height, 1);
    for (uint32_t l = 0; l < page->len; l++) {
        const char *line = page->lines[l];
        uint32_t left = 0, before = 0, top = page->above * half + l * glyph_dots;
        for (size_t len = strlen(line), step; len > 0; line += step, len -= step) {
            uint32_t code;
            struct glyph glyph;
            step = utf8_decode(line, len, &code);
            if (step == 0)
                break;
            uint32_t room = led_width(line, step) * half;
            bool known = glyph_find(font, font_len, code, &glyph);
            if (room > 0)
                glyph_draw(&glyph, before = left, top, room, dots);
            else if (known) /* it stands on the character before */
                glyph_draw(&glyph, before, top, left - before, dots);
            left += room;
        }
    }
}

static void dots_free(struct dots *dots)
{
    memory_free(dots->lit);
    *dots = (struct dots){0};
}

/* --- the picture */

enum { most_dot = 4, most_wide = 1600, most_pixels = 24 << 20, ground = 0, dark = 1, bright = 2 };

/* How the panels stand. */
struct sheet {
    uint32_t dot, gap;   /* pixels */
    uint32_t wide, high; /* of a panel with the gap beside and below it */
    uint32_t across, down;
    size_t pages;
};

static struct sheet sheet_plan(const struct led_feed *feed, uint32_t dot)
{
    struct sheet s = {.dot = dot, .gap = 4 * dot, .pages = feed->len};
    s.wide = (uint32_t)feed->screen->columns * glyph_dots * dot + s.gap;
    s.high = (uint32_t)feed->screen->rows * glyph_dots * dot + s.gap;
    s.across = s.wide < most_wide ? most_wide / s.wide : 1;
    if (s.across > feed->len)
        s.across = feed->len ? (uint32_t)feed->len : 1;
    size_t rows = most_pixels / ((size_t)s.across * s.wide + s.gap) / s.high;
    s.down = (uint32_t)((feed->len + s.across - 1) / s.across);
    if (s.down > rows) {
        s.down = (uint32_t)rows;
        s.pages = rows * s.across;
    }
    return s;
}

/* A dot of DOT pixels a side, with a dark edge where there is room for one. */
static void dot_draw(unsigned char *at, size_t width, uint32_t dot, unsigned char colour)
{
    uint32_t side = dot > 2 ? dot - 1 : dot;
    for (uint32_t y = 0; y < side; y++)
        memset(at + y * width, colour, side);
}

static void panel_draw(const struct sheet *s, const struct dots *dots, unsigned char *at, size_t width)
{
    for (uint32_t y = 0; y < dots->height; y++)
        for (uint32_t x = 0; x < dots->width; x++)
            dot_draw(at + (size_t)y * s->dot * width + (size_t)x * s->dot, width, s->dot,
                     dots->lit[(size_t)y * dots->width + x] ? bright : dark);
}

void led_preview_picture(const struct led_feed *feed, const char *font, size_t font_len, struct buf *out)
{
    static const uint32_t palette[] = {[ground] = 0x111111, [dark] = 0x2E1512, [bright] = 0xFF4628};
    uint32_t dot = most_dot;
    struct sheet s = sheet_plan(feed, dot);
    while (s.pages < feed->len && dot > 1)
        s = sheet_plan(feed, --dot);
    size_t width = (size_t)s.across * s.wide + s.gap, height = (size_t)s.down * s.high + s.gap;
    unsigned char *pixels = memory_new(width * height, 1);
    for (size_t p = 0; p < s.pages; p++) {
        struct dots dots;
        size_t left = s.gap + p % s.across * s.wide, top = s.gap + p / s.across * s.high;
        dots_make(feed->screen, &feed->pages[p], font, font_len, &dots);
        panel_draw(&s, &dots, pixels + top * width + left, width);
        dots_free(&dots);
    }
    png_put(out, &(struct png){.width = (uint32_t)width,
                               .height = (uint32_t)height,
                               .pixels = pixels,
                               .palette = palette,
                               .colours = sizeof palette / sizeof *palette});
    memory_free(pixels);
}

/* --- the page */

/* The rows of DOTS as hexadecimal digits, four dots each: a sign is a multiple of them wide. */
static void dots_put(const struct dots *dots, struct buf *out)
{
    for (size_t i = 0; i < (size_t)dots->width * dots->height; i += 4)
        buf_putc(out, "0123456789abcdef"[dots->lit[i] * 8 + dots->lit[i + 1] * 4 + dots->lit[i + 2] * 2 +
                                         dots->lit[i + 3]]);
}

static void escaped(struct buf *out, const char *text)
{
    template_escape(out, text, strlen(text));
}

/* The pages FROM..TO as a list: what they say for who can't see dots, and the dots for the script, as far as
 * *LEFT digits go. */
static void list_put(const struct led_feed *feed, size_t from, size_t to, const char *font, size_t font_len,
                     size_t *left, struct buf *out)
{
    for (size_t p = from; p < to; p++) {
        const struct led_page *page = &feed->pages[p];
        struct dots dots;
        dots_make(feed->screen, page, font, font_len, &dots);
        size_t digits = (size_t)dots.width * dots.height / 4;
        if (digits <= *left) {
            *left -= digits;
            buf_puts(out, "<li data-dots=\"");
            dots_put(&dots, out);
            buf_puts(out, "\"><pre>");
            for (uint32_t l = 0; l < page->len; l++) {
                escaped(out, page->lines[l]);
                buf_putc(out, '\n');
            }
            buf_puts(out, "</pre></li>\n");
        }
        dots_free(&dots);
    }
}

static void paragraph(struct buf *out, const char *text)
{
    buf_puts(out, "<p>");
    escaped(out, text);
    buf_puts(out, "</p>\n");
}

/* What is not shown: what the feed has no room for, and what of it the controller has none for. */
static void left_out_put(const struct led_feed *feed, const struct led_sending *sending,
                         const struct words *words, struct arena *arena, struct buf *out)
{
    uint32_t all = feed->cut + feed->unset;
    if (all > 0)
        paragraph(out, words_format(words, arena, "led.left_out", arena_printf(arena, "%u", all), NULL));
    if (sending && sending->frame.len == 0)
        paragraph(out, words_get(words, "led.card_nothing"));
    else if (sending && sending->full)
        paragraph(out, words_format(words, arena, "led.card", arena_printf(arena, "%zu", sending->pages),
                                    arena_printf(arena, "%u", sending->left_out), NULL));
}

/* The pages: those that the sign shows, then those that its controller has no room for. */
static void pages_put(const struct led_feed *feed, const struct led_sending *sending,
                      const struct words *words, const char *font, size_t font_len, struct buf *out)
{
    size_t left = most_pixels; /* as of the picture */
    size_t shown = sending && sending->pages < feed->len ? sending->pages : feed->len;
    buf_puts(out, "<ol id=\"pages\">\n");
    list_put(feed, 0, shown, font, font_len, &left, out);
    buf_puts(out, "</ol>\n");
    if (shown == feed->len)
        return;
    paragraph(out, words_get(words, "led.card_rest"));
    buf_printf(out, "<ol start=\"%zu\">\n", shown + 1);
    list_put(feed, shown, feed->len, font, font_len, &left, out);
    buf_puts(out, "</ol>\n");
}

static const char style[] =
    "body{margin:0;padding:24px;background:#f6f3ee;color:#221d1a;font:18px/1.7 sans-serif}"
    "canvas,img{display:block;max-width:100%;background:#111;border:12px solid #2b2522;box-sizing:border-box}"
    "button{font:inherit;min-height:60px;padding:0 24px;margin:16px 12px 16px 0}"
    "ol{padding-left:2.5em}pre{font:inherit;white-space:pre-wrap;margin:0 0 12px}";

/* Draws a page, then the next after so many seconds; whoever wants no movement begins with it stopped. */
static const char script[] =
    "(function(){var box=document.getElementById('sign'),items=document.querySelectorAll('#pages li'),"
    "stop=document.getElementById('stop'),next=document.getElementById('next'),"
    "say=document.getElementById('count'),c=document.createElement('canvas'),d=box.dataset,"
    "w=+d.width,h=+d.height,n=w>1024?2:w>256?4:6,at=0,timer=0,g;"
    "if(!c.getContext||!items.length)return;c.width=w*n;c.height=h*n;g=c.getContext('2d');"
    "c.setAttribute('role','img');box.replaceChild(c,box.firstElementChild);"
    "function show(){var s=items[at].dataset.dots,x,y,b;g.fillStyle='#111';g.fillRect(0,0,c.width,c.height);"
    "for(y=0;y<h;y++)for(x=0;x<w;x++){b=parseInt(s.charAt((y*w+x)>>2),16)>>(3-(x&3))&1;"
    "g.fillStyle=b?'#ff4628':'#2e1512';g.beginPath();g.arc((x+.5)*n,(y+.5)*n,n*.42,0,7);g.fill();}"
    "c.setAttribute('aria-label',items[at].textContent);"
    "say.textContent=d.count.replace('{1}',at+1).replace('{2}',items.length);}"
    "function go(){at=(at+1)%items.length;show();}"
    "function run(on){clearInterval(timer);timer=on?setInterval(go,d.seconds*1000):0;"
    "stop.textContent=on?d.stop:d.go;}"
    "stop.onclick=function(){run(!timer);};next.onclick=function(){run(false);go();};"
    "document.getElementById('buttons').hidden=false;show();"
    "run(!(window.matchMedia&&matchMedia('(prefers-reduced-motion: reduce)').matches));})();";

/* An attribute of the sign for the script. */
static void attribute_put(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, " data-%s=\"", name);
    escaped(out, text);
    buf_putc(out, '"');
}

void led_preview_page(const struct led_feed *feed, const struct led_sending *sending, const struct view *view,
                      const char *font, size_t font_len, struct buf *out)
{
    const struct words *words = view->words;
    const struct screen *screen = feed->screen;
    struct arena arena = {0};
    const char *title =
        words_format(words, &arena, "led.preview", view->records->village.name, screen->id, NULL);
    buf_printf(out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
               words_language_name(words));
    escaped(out, title);
    buf_printf(out, "</title>\n<style>%s</style>\n<h1>", style);
    escaped(out, title);
    buf_puts(out, "</h1>\n");
    paragraph(out, words_format(words, &arena, "led.preview_date",
                                words_date(words, &arena, view->ledger->date), NULL));
    left_out_put(feed, sending, words, &arena, out);
    buf_printf(out, "<div id=\"sign\" data-width=\"%d\" data-height=\"%d\" data-seconds=\"%d\"",
               (int)screen->columns * glyph_dots, (int)screen->rows * glyph_dots, (int)screen->seconds);
    attribute_put(out, "count", words_get(words, "led.preview_count"));
    attribute_put(out, "stop", words_get(words, "led.preview_stop"));
    attribute_put(out, "go", words_get(words, "led.preview_go"));
    buf_printf(out,
               "><img src=\"%s.png\" alt=\"\"></div>\n<p id=\"buttons\" hidden><button id=\"stop\"></button>"
               "<button id=\"next\">",
               screen->id);
    escaped(out, words_get(words, "led.preview_next"));
    buf_puts(out, "</button><span id=\"count\"></span></p>\n");
    pages_put(feed, sending, words, font, font_len, out);
    buf_printf(out, "<script>%s</script>\n</html>\n", script);
    arena_free(&arena);
}
