/* gongshi led: what is sent to the screens, composed apart from the sending. */
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/led.h"
#include "cmd/load.h"
#include "cmd/theme.h"
#include "content/news.h"
#include "led/frame.h"
#include "led/send.h"
#include "source/source.h"

#include <string.h>
#include <time.h>

/* A screen that is sent to. */
struct target {
    const struct screen *screen;
    struct buf frame;
    size_t pages; /* of a feed */
};

struct targets {
    struct target *items;
    size_t len;
    size_t cap;
};

/* --- which screens */

/* Says that there is no screen ID, and which there are. */
static void tell_screens(const struct village *village, const char *id)
{
    struct buf ids = {0};
    for (uint32_t i = 0; i < village->screens_len; i++)
        buf_printf(&ids, "%s%s", i > 0 ? ", " : "", village->screens[i].id);
    say(_("there is no screen \"%s\"; there are: %s"), id, buf_text(&ids));
    buf_free(&ids);
}

static const struct screen *screen_named(const struct village *village, const char *id)
{
    for (uint32_t i = 0; i < village->screens_len; i++)
        if (strcmp(village->screens[i].id, id) == 0)
            return &village->screens[i];
    tell_screens(village, id);
    return NULL;
}

/* Whether there is a controller that can be sent to; says so if not. */
static bool reachable(const struct screen *screen)
{
    if (screen->controller == controller_file) {
        say(_("screen \"%s\" has no controller that can be sent to: its text is the file led/%s.txt"),
            screen->id, screen->id);
        return false;
    }
    if ((uint32_t)screen->area >= led_most_areas(screen->controller)) {
        say(_("screen \"%s\": a %s has the areas 0 to %u, not %d"), screen->id,
            led_card_name(screen->controller), led_most_areas(screen->controller) - 1, (int)screen->area);
        return false;
    }
    return true;
}

/* The screens that are named, or else all with a controller. The exit status. */
static int choose(const struct led_options *o, const struct village *village, struct targets *targets)
{
    for (int i = 1; i <= o->operands; i++) {
        struct target target = {.screen = screen_named(village, o->argv[i])};
        if (!target.screen)
            return exit_usage;
        if (!reachable(target.screen))
            return exit_records;
        memory_push(targets, target);
    }
    for (uint32_t i = 0; o->operands == 0 && i < village->screens_len; i++) {
        struct target target = {.screen = &village->screens[i]};
        if (target.screen->controller == controller_file)
            continue;
        if (!reachable(target.screen))
            return exit_records;
        memory_push(targets, target);
    }
    if (targets->len > 0)
        return exit_well;
    say(_("no screen has a controller that can be sent to: the texts are in out/led"));
    return exit_usage;
}

/* --- what is sent */

/* The feed of T's screen; false, in DIAGS or said, where there is none to send. */
static bool frame_feed(const struct led_input *input, struct target *t, struct diags *diags)
{
    struct led_sending sending;
    bool well = led_send_make(input, t->screen, &sending, diags);
    if (well && sending.frame.len == 0) {
        say(_("screen \"%s\": there is nothing that could be sent"), t->screen->id);
        well = false;
    }
    t->frame = sending.frame;
    t->pages = sending.pages;
    return well;
}

/* The feeds of all targets; the exit status. */
static int frame_feeds(const struct led_options *o, struct loaded *loaded, struct targets *targets)
{
    int status = exit_well;
    struct source_failure failure;
    if (!source_add_pages(o->dir, &loaded->source, &loaded->diags, &failure)) {
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        return exit_failed;
    }
    struct words *words = theme_load(o->dir, loaded, NULL, &status);
    if (!words)
        return status;
    struct view view;
    struct arena arena = {0};
    struct led_input input = {.view = &view};
    view_open(&view, &loaded->ledger, words, circle_led);
    input.news = news_headlines(&loaded->source, o->day, &arena, &input.news_len);
    for (size_t i = 0; i < targets->len && status == exit_well; i++)
        if (!frame_feed(&input, &targets->items[i], &loaded->diags))
            status = exit_records;
    view_free(&view);
    arena_free(&arena);
    words_free(words);
    return status;
}

/* An order that is the same for all. */
static void frame_orders(enum led_order order, struct targets *targets)
{
    struct buf data = {0};
    if (order == led_order_clock)
        frame_data_clock(&data, (int64_t)time(NULL));
    else
        frame_data_power(&data, order == led_order_on);
    for (size_t i = 0; i < targets->len; i++)
        frame_put(&targets->items[i].frame, frame_any_screen, data.data, data.len);
    buf_free(&data);
}

/* What is wrong with the records, and of the warnings those that are about screens: the others are for who
 * checks and builds. */
static void print_concerning(struct loaded *loaded)
{
    struct diags *diags = &loaded->diags;
    size_t kept = 0;
    for (size_t i = 0; i < diags->len; i++)
        if (diags->items[i].severity != severity_warning ||
            strncmp(diags->items[i].code, "screen-", sizeof "screen-" - 1) == 0)
            diags->items[kept++] = diags->items[i];
    diags->len = kept;
    load_sort(loaded);
    load_print(loaded);
}

/* Reads the village and makes the frames. */
static int prepare(const struct led_options *o, enum led_order order, struct loaded *loaded,
                   struct targets *targets)
{
    int status = load(o->dir, o->day, workers_available(), loaded);
    if (status == exit_well)
        status = choose(o, &loaded->records.village, targets);
    if (status == exit_well && order == led_order_feed)
        status = frame_feeds(o, loaded, targets);
    else if (status == exit_well)
        frame_orders(order, targets);
    return status;
}

int led_frames(const struct led_options *o, enum led_order order, struct buf *out)
{
    struct loaded loaded = {0};
    struct targets targets = {0};
    int status = prepare(o, order, &loaded, &targets);
    print_concerning(&loaded);
    for (size_t i = 0; i < targets.len; i++) {
        const struct target *t = &targets.items[i];
        buf_printf(out, "%s\n%s\n%zu\n", t->screen->id, t->screen->address, t->pages);
        for (size_t k = 0; k < t->frame.len; k++)
            buf_printf(out, "%02x", (unsigned char)t->frame.data[k]);
        buf_putc(out, '\n');
        buf_free(&targets.items[i].frame);
    }
    memory_free(targets.items);
    load_free(&loaded);
    return status;
}
