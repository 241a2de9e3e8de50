/* gongshi broadcast: what is to be read out over the loudspeaker, as text or spoken by espeak-ng. */
#include "base/files.h"
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/apart.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/load.h"
#include "cmd/theme.h"
#include "text/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char speaker[] = "espeak-ng";
enum { not_installed = 127 };

struct typed {
    const char *folder, *date, *out;
};

/* In the process that speaks: reads TEXT, and writes the sound to SOUND. */
static _Noreturn void speak(FILE *text, int sound)
{
    if (dup2(fileno(text), STDIN_FILENO) >= 0 && dup2(sound, STDOUT_FILENO) >= 0)
        execlp(speaker, speaker, "-v", "cmn", "-s", "130", "--stdin", "--stdout", (char *)NULL);
    _exit(not_installed);
}

/* The sound of TEXT behind what is in WAVE; false, said, where it can't be had. From here on nothing is
 * written but beside OUT, by whoever speaks neither. */
static bool sound_make(const struct buf *text, const char *out, struct buf *wave)
{
    int ends[2], status = 0, error = 0;
    FILE *file = tmpfile();
    if (!file || fwrite(text->data, 1, text->len, file) != text->len || fflush(file) != 0 ||
        fseek(file, 0, SEEK_SET) != 0 || pipe(ends) != 0) {
        say(_("cannot start %s: %s"), speaker, strerror(errno));
        if (file)
            fclose(file);
        return false;
    }
    bool confined = confinement_beside(out);
    pid_t child = confined ? fork() : -1;
    if (child == 0) {
        close(ends[0]);
        speak(file, ends[1]);
    }
    error = confined && child < 0 ? errno : 0;
    close(ends[1]);
    fclose(file);
    if (child > 0)
        error = file_read_open(ends[0], wave);
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (error)
        say(_("cannot start %s: %s"), speaker, strerror(error));
    else if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == not_installed)
        say(_("no sound: %s is not installed (Debian's package espeak-ng); the text is in out/text"),
            speaker);
    else if (child > 0 && (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || wave->len == 0))
        say(_("no sound: %s failed"), speaker);
    else
        return confined;
    return false;
}

/* Prints the text, or has it spoken into the file OUT. */
static int give(const struct buf *text, const char *out)
{
    if (text->len == 0) {
        say(_("nothing is to be read out today, or the village's language is not Chinese"));
        return exit_well;
    }
    if (!out) {
        fputs(text->data, stdout);
        return exit_well;
    }
    struct buf wave = {0};
    int status = sound_make(text, out, &wave) ? exit_well : exit_failed;
    int error = status == exit_well ? file_write(out, wave.data, wave.len) : 0;
    if (error) {
        say(_("cannot write %s: %s"), out, strerror(error));
        status = exit_failed;
    }
    buf_free(&wave);
    return status;
}

/* What is to be read out of the village that was read; NULL behind TEXT: nothing was read. */
static int compose(const char *dir, struct loaded *loaded, struct buf *text)
{
    int status;
    struct view view;
    struct words *words = theme_load(dir, loaded, NULL, &status);
    if (!words)
        return status;
    view_open(&view, &loaded->ledger, words, circle_site);
    text_broadcast(&view, text);
    view_free(&view);
    words_free(words);
    return exit_well;
}

struct wanted {
    const char *dir;
    int32_t day;
};

/* For a process of its own. */
static int read_and_compose(void *context, struct buf *text)
{
    const struct wanted *wanted = context;
    struct loaded loaded;
    int status = load(wanted->dir, wanted->day, workers_available(), &loaded);
    if (status == exit_well)
        status = compose(wanted->dir, &loaded, text);
    if (status != exit_well)
        load_print(&loaded);
    load_free(&loaded);
    return status;
}

static int run_broadcast(int argc, char **argv)
{
    struct typed typed = {0};
    int32_t day;
    int operands = options_read(argc, argv, &command_broadcast, &typed);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_alone(typed.folder, operands, argv);
    if (!dir)
        return exit_usage;
    if (!date_option(typed.date, &day))
        return exit_usage;
    struct wanted wanted = {dir, day};
    struct buf text = {0};
    int status = apart(read_and_compose, &wanted, NULL, &text);
    if (status == exit_well)
        status = give(&text, typed.out);
    buf_free(&text);
    return status;
}

const struct command command_broadcast = {
    .name = "broadcast",
    .run = run_broadcast,
    .line = N_("read out over the loudspeaker what is on notice"),
    .text =
        N_("Prints what is to be read out on a day, in Chinese as it is spoken: what is on notice, the month "
           "that is over, what residents are to be reminded of. With -o it is spoken into a sound file (WAV) "
           "by espeak-ng, where that is installed."),
    .before = "[DIR]",
    .options = {OPTION_FOLDER(struct typed),
                OPTION_DATE(struct typed),
                {.name = "-o",
                 .other = "--output",
                 .value = N_("FILE"),
                 .at = offsetof(struct typed, out),
                 .help = N_("the sound file that is written; otherwise the text is printed")}},
    .examples = {"gongshi broadcast", "gongshi broadcast -o today.wav"},
};
