/* gongshi today: what a clerk has to do, the most urgent first, each with the command or file that does it.
 */
#include "office/today.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/terminal.h"
#include "cmd/command.h"
#include "cmd/led_sent.h"
#include "cmd/load.h"
#include "cmd/pager.h"
#include "cmd/theme.h"
#include "content/news.h"
#include "led/led.h"
#include "led/send.h"
#include "view/rhythm.h"

#include <string.h>

struct typed {
    const char *folder, *date, *format, *out, *jobs;
};

struct options {
    struct typed typed;
    const char *dir;
    int32_t day;
    int threads;
    bool json;
};

static bool read_options(int argc, char **argv, struct options *o)
{
    *o = (struct options){.typed = {.format = "text"}};
    int operands = options_read(argc, argv, &command_today, &o->typed);
    if (operands < 0)
        return false;
    o->dir = village_alone(o->typed.folder, operands, argv);
    if (!o->dir)
        return false;
    return format_option(o->typed.format, &o->json) && date_option(o->typed.date, &o->day) &&
           threads_option(o->typed.jobs, &o->threads);
}

/* --- screens */

/* What of a feed's data does not change from day to day: all behind its date. */
static const char *behind_date(const char *data)
{
    const char *found = strstr(data, ",\"seconds\"");
    return found ? found : data;
}

/* Whether the file of SCREEN's feed in OUT says what FEED does; *MISSING: there is none. */
static bool is_current(const char *out, const struct led_feed *feed, int32_t date, bool *missing)
{
    struct buf now = {0}, then = {0}, name = {0};
    buf_printf(&name, "led/%s.json", feed->screen->id);
    char *path = path_join(out, buf_text(&name));
    led_data(feed, date, &now);
    *missing = file_read(path, &then) != 0;
    bool same = !*missing && strcmp(behind_date(buf_text(&now)), behind_date(buf_text(&then))) == 0;
    memory_free(path);
    buf_free(&name);
    buf_free(&then);
    buf_free(&now);
    return same;
}

/* Whether the controller of SCREEN has acknowledged last what it is to show. */
static bool is_sent(const struct options *o, const struct led_input *input, const struct screen *screen,
                    struct diags *said)
{
    struct led_sending sending;
    bool sent = led_send_make(input, screen, &sending, said) &&
                (sending.frame.len == 0 || led_sent_is(o->dir, screen->id, &sending.frame));
    buf_free(&sending.frame);
    return sent;
}

/* The screens whose feeds in the folder of outputs, or whose controllers, are not what the records say now;
 * returns how many. */
static size_t find_stale(const struct options *o, struct loaded *loaded, const struct words *words,
                         struct stale_screen *stale)
{
    struct view view;
    struct arena arena = {0};
    struct diags said = {0}; /* by build */
    struct led_input input = {.view = &view};
    const struct village *village = &loaded->records.village;
    char *out = o->typed.out ? path_join("", o->typed.out) : path_join(o->dir, "out");
    size_t len = 0;
    view_open(&view, &loaded->ledger, words, circle_led);
    input.news = news_headlines(&loaded->source, o->day, &arena, &input.news_len);
    for (uint32_t i = 0; i < village->screens_len; i++) {
        struct led_feed feed;
        const struct screen *screen = &village->screens[i];
        struct stale_screen found = {.id = screen->id};
        if (!led_feed_make(&input, screen, &arena, &feed, &said))
            continue;
        found.changed = !is_current(out, &feed, o->day, &found.missing);
        found.unsent = screen->controller != controller_file && !is_sent(o, &input, screen, &said);
        if (found.changed || found.unsent)
            stale[len++] = found;
        led_feed_free(&feed);
    }
    memory_free(out);
    diag_free(&said);
    view_free(&view);
    arena_free(&arena);
    return len;
}

/* --- the list */

static void put_text(const struct view *view, const struct tasks *tasks, struct arena *arena, struct buf *out)
{
    const char *day = words_date(view->words, arena, view->ledger->date);
    terminal_puts(out,
                  words_format(view->words, arena, "today.title", day, view->records->village.name, NULL));
    buf_putc(out, '\n');
    const char *review = rhythm_review(view, arena);
    if (review) {
        terminal_puts(out, review);
        buf_putc(out, '\n');
    }
    if (tasks->len == 0)
        buf_printf(out, "\n%s\n", words_get(view->words, "today.none"));
    for (size_t i = 0; i < tasks->len; i++) {
        const struct task *task = &tasks->items[i];
        if (i == 0 || task->urgency != tasks->items[i - 1].urgency)
            buf_printf(out, "\n%s\n", today_heading(view, task->urgency));
        buf_puts(out, "  - ");
        terminal_puts(out, task->text);
        buf_putc(out, '\n');
        if (task->command)
            buf_printf(out, "    $ %s\n", task->command);
        if (task->file) {
            buf_puts(out, "    ");
            terminal_puts(out, task->file);
            if (task->line)
                buf_printf(out, ":%u", task->line);
            buf_putc(out, '\n');
        }
    }
}

static int print(const struct options *o, struct loaded *loaded, const struct words *words)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct tasks tasks;
    struct view view;
    struct stale_screen *stale =
        arena_new(&arena, struct stale_screen, loaded->records.village.screens_len + 1);
    size_t len = find_stale(o, loaded, words, stale);
    view_open(&view, &loaded->ledger, words, circle_office);
    today_list(&view, stale, len, &arena, &tasks);
    if (o->json)
        today_json(&view, &tasks, &out);
    else
        put_text(&view, &tasks, &arena, &out);
    int status = pager_write(&out);
    tasks_free(&tasks);
    view_free(&view);
    buf_free(&out);
    arena_free(&arena);
    return status;
}

static int run_today(int argc, char **argv)
{
    struct options o;
    if (!read_options(argc, argv, &o))
        return exit_usage;
    struct loaded loaded;
    struct source_failure failure;
    struct words *words = NULL;
    int status = load(o.dir, o.day, o.threads, &loaded);
    if (status == exit_well && !source_add_pages(o.dir, &loaded.source, &loaded.diags, &failure)) {
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        status = exit_failed;
    }
    if (status == exit_well)
        words = theme_load(o.dir, &loaded, NULL, &status);
    if (status != exit_well)
        load_print(&loaded);
    if (words)
        status = print(&o, &loaded, words);
    words_free(words);
    load_free(&loaded);
    return status;
}

#define at(field) offsetof(struct typed, field)
const struct command command_today = {
    .name = "today",
    .run = run_today,
    .reads = true,
    .line = N_("list what a clerk has to do today"),
    .text = N_(
        "Lists what is to be done on a day, the most urgent first, each with the command or file that does "
        "it: notices to post or take down, objections and claims that wait, screens that show something "
        "else than the records say or were not sent to today, statements to print, reviews and redemptions "
        "that are due by the "
        "village's rhythm, days that it has named, balances about to lapse, stock that will not last. "
        "It is for the office."),
    .options = {OPTION_FOLDER(struct typed),
                OPTION_DATE(struct typed),
                {.name = "--format",
                 .value = N_("FORMAT"),
                 .at = at(format),
                 .help = N_("text (the default) or json")},
                {.name = "-o",
                 .other = "--output",
                 .value = "OUT",
                 .at = at(out),
                 .help = N_("where the outputs lie that screens are compared with; otherwise DIR/out")},
                OPTION_JOBS(struct typed)},
    .before = "[DIR]",
    .examples = {"gongshi today", "gongshi today /srv/village --format json"},
};
