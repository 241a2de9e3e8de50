/* gongshi build: everything that the village shows, made from its records and published whole. */
#include "cmd/build.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/faces.h"
#include "cmd/inputs.h"
#include "cmd/outputs.h"
#include "cmd/published.h"
#include "cmd/theme.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The options as they were typed. */
struct typed {
    const char *folder, *out, *date, *only, *meeting, *language, *jobs;
    bool quiet;
};

static bool read_options(int argc, char **argv, struct build_options *o)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_build, &typed);
    if (operands < 0)
        return false;
    *o = (struct build_options){.out = typed.out, .language = typed.language, .quiet = typed.quiet};
    o->dir = village_alone(typed.folder, operands, argv);
    if (!o->dir)
        return false;
    o->has_meeting = typed.meeting != NULL;
    if (typed.meeting && !date_option(typed.meeting, &o->meeting))
        return false;
    return language_option(o->language) && outputs_read(typed.only, &o->outputs) &&
           date_option(typed.date, &o->date) && threads_option(typed.jobs, &o->threads);
}

/* The signal that asked to stop; what was staged is taken away first. A second one ends the program at once.
 */
static volatile sig_atomic_t asked_to_stop;

static void ask_to_stop(int number)
{
    asked_to_stop = number;
}

static void catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND | SA_RESTART}, before;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

static bool stopped(void)
{
    return asked_to_stop != 0;
}

/* Makes the chosen outputs into staging, and keeps the others of before. */
static int make(const struct build_options *o, struct loaded *loaded, const struct words *words,
                struct building *b)
{
    const struct sink sink = {.put = building_put,
                              .open = building_open,
                              .more = building_more,
                              .close = building_close,
                              .again = building_again,
                              .context = b,
                              .still = building_still,
                              .keep = building_keep,
                              .before = building_before,
                              .fresh = building_fresh};
    int status;
    struct fonts *fonts = faces_open(words, &status);
    struct basis basis = {0};
    if (b->before)
        basis_open(&basis, &loaded->ledger, &loaded->source, words);
    const struct output_input input = {.dir = o->beside ? o->beside : o->dir,
                                       .origin = o->origin,
                                       .source = &loaded->source,
                                       .ledger = &loaded->ledger,
                                       .words = words,
                                       .basis = b->before ? &basis : NULL,
                                       .fonts = fonts,
                                       .meeting = o->has_meeting ? &o->meeting : NULL,
                                       .threads = o->threads,
                                       .sink = &sink,
                                       .diags = &loaded->diags};
    for (size_t i = 0; i < outputs_len && status == exit_well; i++) {
        if (outputs_hold(o->outputs, i))
            status = outputs[i].make(&input);
        else
            publish_keep(b->publish, outputs[i].name);
    }
    fonts_close(fonts);
    basis_free(&basis);
    if (status == exit_well && loaded->diags.errors)
        status = exit_records;
    return status;
}

static void say_publish_error(struct publish_error *error)
{
    struct buf text = {0};
    publish_error_text(error, say_translate, &text);
    say("%s", buf_text(&text));
    buf_free(&text);
    publish_error_free(error);
}

static void say_closing(const struct build_options *o, const char *out, const struct publish_counts *c,
                        const struct progress *progress)
{
    char seconds[32];
    progress_seconds(progress, seconds, sizeof seconds);
    if (!o->quiet)
        printf(_("%s: %zu files written, %zu unchanged, %zu removed, in %s s\n"), out, c->written,
               c->unchanged + c->kept, c->removed, seconds);
    for (size_t i = 0; i < outputs_len && !o->quiet; i++)
        if (outputs[i].is_private && outputs_hold(o->outputs, i))
            printf(_("%s/%s shows full names and is for the office alone: it must never be hosted\n"), out,
                   outputs[i].name);
    if (c->left_behind)
        say(_("the files of before could not all be removed beside %s; the next build tries again"), out);
}

/* Notes for the next build what this one has made of what, where nothing was written meanwhile that it has
 * not read. */
static void keep(const struct build_options *o, const char *out, const struct digest *inputs,
                 struct building *b, const struct buf *said)
{
    struct digest now;
    if (!b->before)
        return;
    if (inputs && inputs_digest(o, &now) && digest_equal(inputs, &now))
        b->now.inputs = now;
    b->now.said = buf_text(said);
    made_write(&b->now, o->dir, out);
}

/* Makes everything and publishes it; SAID: what was said meanwhile. */
static int publish(const struct build_options *o, struct loaded *loaded, const struct words *words,
                   const char *out, const struct digest *inputs, struct building *b, struct buf *said)
{
    struct publish_error error = {0};
    b->publish = publish_begin(out, &error);
    if (!b->publish) {
        say_publish_error(&error);
        return exit_failed;
    }
    say_keep(said);
    int status = make(o, loaded, words, b);
    progress_end(b->progress);
    load_sort(loaded);
    load_print(loaded);
    say_keep(NULL);
    struct publish_counts counts;
    if (status == exit_records || (status == exit_failed && !publish_failed(b->publish))) {
        publish_abandon(b->publish);
        say(_("nothing was published: %s is as it was"), out);
        return status;
    }
    if (status == exit_well)
        keep(o, out, inputs, b, said);
    if (!publish_commit(b->publish, &counts, &error)) {
        say_publish_error(&error);
        say(_("nothing was published: %s is as it was"), out);
        return exit_failed;
    }
    say_closing(o, out, &counts, b->progress);
    return exit_well;
}

/* The same for what was read before from what was made before, BEFORE, which nothing has come to since; false
 * where OUT is not as it was left, and is so still. */
static bool publish_unchanged(const struct build_options *o, const char *out, const struct made *before,
                              struct progress *progress)
{
    struct publish_error error = {0};
    struct building b = {.publish = publish_begin(out, &error), .progress = progress, .before = before};
    publish_error_free(&error); /* who makes it again says it */
    if (!b.publish)
        return false;
    for (size_t i = 0; i < outputs_len; i++)
        if (!outputs_hold(o->outputs, i))
            publish_keep(b.publish, outputs[i].name);
    struct publish_counts counts;
    if (!building_all_again(&b, o->threads)) {
        publish_abandon(b.publish);
        return false;
    }
    if (!publish_commit(b.publish, &counts, &error)) {
        publish_error_free(&error);
        return false;
    }
    say_plain(before->said, strlen(before->said));
    say_closing(o, out, &counts, progress);
    return true;
}

/* Whether OUT is apart from all that is read; says so if not. */
static bool is_apart(const char *dir, const char *out)
{
    static const char *const read[] = {"records", "content", "themes", ".gongshi", ".git"};
    bool apart = true;
    for (size_t i = 0; i < sizeof read / sizeof *read && apart; i++) {
        char *folder = path_join(dir, read[i]);
        apart = !publish_overlaps(out, folder);
        if (!apart)
            say(_("the output can't be %s: it would lie in %s, which is read, or hold it"), out, folder);
        memory_free(folder);
    }
    char *themes = apart ? installed_path("themes") : NULL;
    if (themes && publish_overlaps(out, themes)) {
        say(_("the output can't be %s: it would lie in %s, which is read, or hold it"), out, themes);
        apart = false;
    }
    memory_free(themes);
    return apart;
}

/* Makes everything from the records that LOADED holds. */
static int build_loaded(const struct build_options *o, const char *out, const struct digest *inputs,
                        struct building *b, struct loaded *loaded)
{
    struct source_failure failure;
    if (!source_add_pages(o->dir, &loaded->source, &loaded->diags, &failure)) {
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        return exit_failed;
    }
    int status;
    struct words *words = theme_load(o->dir, loaded, o->language, &status);
    if (!words)
        return status;
    struct buf said = {0};
    published_compare(o->dir, o->out, &loaded->ledger);
    status = publish(o, loaded, words, out, inputs, b, &said);
    buf_free(&said);
    words_free(words);
    return status;
}

/* All of building but what to say where nothing could be computed. */
static int build(const struct build_options *options, const char *out, struct loaded *loaded)
{
    static const struct digest nothing;
    struct build_options o = *options;
    struct progress progress;
    struct made before = {0};
    struct digest inputs;
    struct origin origin;
    progress_begin(&progress, o.quiet);
    if (!o.origin && outputs_hold(o.outputs, output_site)) {
        origin_read(o.beside ? o.beside : o.dir, &origin);
        o.origin = &origin;
    }
    if (!o.anew)
        made_read(&before, o.dir, out);
    bool known = !o.anew && inputs_digest(&o, &inputs);
    if (known && digest_equal(&before.inputs, &inputs) && !digest_equal(&inputs, &nothing) &&
        publish_unchanged(&o, out, &before, &progress)) {
        made_free(&before);
        return exit_well;
    }
    struct building b = {.progress = &progress,
                         .stopped = stopped,
                         .before = o.anew ? NULL : &before,
                         .maker = inputs_maker()};
    building_begin(&b);
    int status = load(o.dir, o.date, o.threads, loaded);
    if (status == exit_well)
        status = build_loaded(&o, out, known ? &inputs : NULL, &b, loaded);
    building_end(&b);
    made_free(&before);
    return status;
}

int build_village(const struct build_options *options, struct loaded *loaded)
{
    *loaded = (struct loaded){0};
    char *beside = path_join(options->dir, "out");
    const char *out = options->out ? options->out : beside;
    int status = is_apart(options->dir, out) ? build(options, out, loaded) : exit_usage;
    memory_free(beside);
    if (status == exit_records && !loaded->printed) {
        load_print(loaded);
        say(_("nothing was published"));
    }
    return status;
}

static int run_build(int argc, char **argv)
{
    struct build_options o;
    if (!read_options(argc, argv, &o))
        return exit_usage;
    char *out = o.out ? path_join("", o.out) : path_join(o.dir, "out");
    bool apart = is_apart(o.dir, out); /* before anything is made for it */
    bool confined = apart && confinement_files(o.dir, out) && confinement_sockets();
    memory_free(out);
    if (!confined)
        return apart ? exit_failed : exit_usage;
    struct loaded loaded;
    catch_signals();
    int status = build_village(&o, &loaded);
    load_free(&loaded);
    if (asked_to_stop) {
        signal(asked_to_stop, SIG_DFL);
        raise(asked_to_stop);
    }
    return status;
}

const struct command command_build = {
    .name = "build",
    .run = run_build,
    .line = N_("make the site, the papers and the screens' feeds"),
    .text = N_(
        "Checks the records, computes all points and makes everything that the village shows: the website in "
        "OUT/site, which may be hosted; papers for the board in OUT/print; texts for the screens in OUT/led, "
        "for chat groups and the loudspeaker in OUT/text; "
        "papers of the office, with full names, in OUT/office, which must never be hosted. All of it takes "
        "the place of what was there at once, or, where anything fails, nothing does. Files that "
        "did not change keep their times. A folder that is not empty and was not made by gongshi is "
        "refused."),
    .before = "[DIR]",
    .options = {OPTION_FOLDER(struct typed),
                OPTION_OUT(struct typed),
                OPTION_DATE(struct typed),
                {.name = "--only",
                 .value = N_("LIST"),
                 .at = offsetof(struct typed, only),
                 .among = outputs_names,
                 .help = N_("make only these outputs, with commas between: %s; the others stay as they are")},
                {.name = "--meeting",
                 .value = N_("YYYY-MM-DD"),
                 .at = offsetof(struct typed, meeting),
                 .help =
                     N_("the day of the review that the office's papers prepare; otherwise the next by the "
                        "village's rhythm")},
                OPTION_LANGUAGE(struct typed),
                OPTION_JOBS(struct typed),
                {.name = "-q",
                 .other = "--quiet",
                 .at = offsetof(struct typed, quiet),
                 .help = N_("no progress and no closing line")}},
    .examples = {"gongshi build", "gongshi build --date 2026-11-20 --only site,print",
                 "gongshi build /srv/village -o /srv/www/village"},
};
