#include "cmd/outputs.h"

#include "base/files.h"
#include "cmd/command.h"
#include "cmd/origin.h"
#include "cmd/qr_script.h"
#include "cmd/secret.h"
#include "content/news.h"
#include "led/led.h"
#include "office/office.h"
#include "print/papers.h"
#include "records/schemas.h"
#include "site/site.h"
#include "text/text.h"
#include "view/view.h"

#include <string.h>

/* The exit status of an output that came to an end: WELL, or what its diagnostics say. */
static int ended(bool well, const struct output_input *input)
{
    return well ? exit_well : input->diags->errors ? exit_records : exit_failed;
}

/* What the site takes from beside the records. */
struct beside {
    struct secret secret;
    bool has_secret;
    struct buf qr_script;
    bool has_qr_script;
};

/* Says once what a village without an address does without. */
static void tell_no_url(const struct village *village)
{
    static bool told;
    if (!village->url && !told)
        say(_("no QR codes, feed or sitemap: village.yaml does not say where the site will be hosted (%s)"),
            schema_called(records_schema(source_village), village->record.node, "url"));
    told = true;
}

/* Reads the secret, and says once that there is none. */
static bool read_secret(const char *dir, struct beside *beside)
{
    static bool told;
    if (!secret_load(dir, &beside->secret, &beside->has_secret))
        return false;
    if (!beside->has_secret && !told)
        say(_("no pages of the households' own: the village has no secret yet (gongshi secret makes one)"));
    told = true;
    return true;
}

/* Reads it, and says what there is none of: once, however often a site is built. False, said, where the
 * secret can't be used. */
static bool read_beside(const char *dir, struct beside *beside)
{
    static bool told_script;
    if (!read_secret(dir, beside))
        return false;
    const char *missing = NULL;
    beside->has_qr_script = qr_script_read(&beside->qr_script, &missing);
    if (!beside->has_qr_script && !told_script)
        say(_("no QR code in the form to declare: %s"), missing);
    told_script = true;
    return true;
}

static int make_site(const struct output_input *input)
{
    struct origin origin;
    struct view view;
    struct beside beside = {0};
    if (!read_beside(input->dir, &beside))
        return exit_failed;
    tell_no_url(&input->ledger->records->village);
    if (input->origin)
        origin = *input->origin;
    else
        origin_read(input->dir, &origin);
    view_open(&view, input->ledger, input->words, circle_site);
    const struct site_input site = {.view = &view,
                                    .words = input->words,
                                    .source = input->source,
                                    .basis = input->basis,
                                    .commit = origin_commit(&origin),
                                    .dirty = origin.dirty,
                                    .shallow = origin.shallow,
                                    .secret = beside.has_secret ? &beside.secret : NULL,
                                    .qr_script = beside.has_qr_script ? buf_text(&beside.qr_script) : NULL,
                                    .qr_script_len = beside.qr_script.len,
                                    .pdfs = input->fonts != NULL,
                                    .threads = input->threads};
    view_check_texts(&view, input->diags);
    bool well = site_make(&site, input->sink, input->diags);
    if (well && input->fonts) {
        const struct print_input papers = {.view = &view,
                                           .fonts = input->fonts,
                                           .threads = input->threads,
                                           .source = input->source,
                                           .basis = input->basis};
        well = print_make(&papers, input->sink, input->diags);
    }
    view_free(&view);
    buf_free(&beside.qr_script);
    return ended(well, input);
}

static int make_print(const struct output_input *input)
{
    struct view view;
    if (!input->fonts)
        return exit_failed;
    view_open(&view, input->ledger, input->words, circle_posted);
    view_check_texts(&view, input->diags);
    const struct print_input papers = {.view = &view,
                                       .fonts = input->fonts,
                                       .threads = input->threads,
                                       .source = input->source,
                                       .basis = input->basis};
    bool well = print_make(&papers, input->sink, input->diags);
    view_free(&view);
    return ended(well, input);
}

static int make_office(const struct output_input *input)
{
    struct view view, own;
    struct explainer explainer;
    struct beside beside = {0};
    if (!input->fonts || !read_secret(input->dir, &beside))
        return exit_failed;
    view_open(&view, input->ledger, input->words, circle_office);
    view_open(&own, input->ledger, input->words, circle_own);
    explain_open(&explainer, input->ledger);
    const struct print_input papers = {.view = &view,
                                       .fonts = input->fonts,
                                       .threads = input->threads,
                                       .source = input->source,
                                       .basis = input->basis,
                                       .own = &own,
                                       .explainer = &explainer,
                                       .secret = beside.has_secret ? &beside.secret : NULL,
                                       .meeting = input->meeting};
    bool well = print_make(&papers, input->sink, input->diags);
    well = well && office_make(&view, input->sink);
    explain_close(&explainer);
    view_free(&own);
    view_free(&view);
    return ended(well, input);
}

/* The font of previews; FONT stays empty, said once, where it is not installed. */
static void read_dots(struct buf *font)
{
    static const char path[] = "/usr/share/unifont/unifont.hex";
    static bool told;
    int error = file_read(path, font);
    if (error && !told)
        say(_("no pictures of the screens: %s: %s (Debian's package unifont has it)"), path, strerror(error));
    if (error)
        buf_clear(font);
    told = told || error;
}

static int make_led(const struct output_input *input)
{
    struct buf font = {0};
    struct view view;
    struct arena arena = {0};
    struct led_input led = {.view = &view};
    view_open(&view, input->ledger, input->words, circle_led);
    led.news = news_headlines(input->source, input->ledger->date, &arena, &led.news_len);
    read_dots(&font);
    led.font = font.len ? buf_text(&font) : NULL;
    led.font_len = font.len;
    bool well = led_make(&led, input->sink, input->diags);
    view_free(&view);
    buf_free(&font);
    arena_free(&arena);
    return ended(well, input);
}

static int make_text(const struct output_input *input)
{
    struct view view;
    view_open(&view, input->ledger, input->words, circle_site);
    bool well = text_make(&view, input->sink, input->diags);
    view_free(&view);
    return ended(well, input);
}

const struct output outputs[] = {
    [output_site] = {.name = "site", .make = make_site},
    {.name = "print", .make = make_print, .news = "index.html"},
    {.name = "led", .make = make_led},
    {.name = "text", .make = make_text},
    {.name = "office", .make = make_office, .news = "index.html", .is_private = true},
};

const size_t outputs_len = sizeof outputs / sizeof *outputs;

unsigned outputs_public(void)
{
    unsigned set = 0;
    for (size_t i = 0; i < outputs_len; i++)
        set |= outputs[i].is_private ? 0 : 1U << i;
    return set;
}

/* The output whose name is the LEN characters at NAME; outputs_len where there is none. */
static size_t find(const char *name, size_t len)
{
    size_t i = 0;
    while (i < outputs_len && !(strlen(outputs[i].name) == len && memcmp(outputs[i].name, name, len) == 0))
        i++;
    return i;
}

void outputs_names(struct buf *out)
{
    for (size_t i = 0; i < outputs_len; i++)
        buf_printf(out, "%s%s", i ? _(", ") : "", outputs[i].name);
}

bool outputs_read(const char *only, unsigned *set)
{
    *set = only ? 0 : (1U << outputs_len) - 1;
    for (const char *p = only; p;) {
        size_t len = strcspn(p, ","), output = find(p, len);
        if (output == outputs_len) {
            struct buf names = {0};
            outputs_names(&names);
            say(_("--only takes %s, with commas between, not \"%.*s\""), buf_text(&names), (int)len, p);
            buf_free(&names);
            return false;
        }
        *set |= 1U << output;
        p = p[len] ? p + len + 1 : NULL;
    }
    return true;
}
