/* gongshi format: records as they should have been typed. */
#include "base/files.h"
#include "base/memory.h"
#include "clerk/mend.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/load.h"
#include "cmd/writing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The options as they were typed. */
struct typed {
    const char *folder;
    bool zh, en, check;
};

/* One line for each thing that is mended in the file at PATH. */
static void print_mended(const char *path, const struct mended *m, enum mend_language language)
{
    if (m->encoding)
        printf(_("%s: from %s to UTF-8\n"), path, m->encoding);
    if (m->mark)
        printf(_("%s: without a byte order mark\n"), path);
    if (m->line_ends)
        printf(ngettext("%s: %zu line end as on this system\n", "%s: %zu line ends as on this system\n",
                        m->line_ends),
               path, m->line_ends);
    if (m->blanks)
        printf(ngettext("%s: no blanks at the end of %zu line\n", "%s: no blanks at the ends of %zu lines\n",
                        m->blanks),
               path, m->blanks);
    if (m->marks)
        printf(ngettext("%s: %zu mark half-width\n", "%s: %zu marks half-width\n", m->marks), path, m->marks);
    if (m->names && language == mend_chinese)
        printf(ngettext("%s: %zu name in Chinese\n", "%s: %zu names in Chinese\n", m->names), path, m->names);
    else if (m->names)
        printf(ngettext("%s: %zu name in English\n", "%s: %zu names in English\n", m->names), path, m->names);
}

/* Mends FILE; *CHANGED goes up where something was. */
static int format_file(const struct record_lock *lock, const struct source_file *file,
                       const struct typed *typed, size_t *changed)
{
    enum mend_language language = typed->zh ? mend_chinese : typed->en ? mend_english : mend_as_written;
    struct buf text = {0};
    struct mended mended;
    int status = exit_well;
    mend_text(file->kind, file->text, file->len, language, &text, &mended);
    if (mended.unread)
        say(_("%s: it is not known in which encoding this is, so it stays as it is"), file->path);
    if (mended_any(&mended)) {
        if (!typed->check)
            status = writing_put(lock, file->path, file->text, file->len, &text);
        if (status == exit_well) {
            print_mended(file->path, &mended, language);
            ++*changed;
        }
    }
    buf_free(&text);
    return status;
}

/* Whether the path NAMED, from where the command was called, is the record file at PATH of the village in
 * DIR. */
static bool is_named(const char *dir, const char *path, const char *named)
{
    char *whole = path_join(dir, path);
    char *one = realpath(whole, NULL), *other = realpath(named, NULL);
    bool same = strcmp(path, named) == 0 || (one && other && strcmp(one, other) == 0);
    free(one);
    free(other);
    memory_free(whole);
    return same;
}

/* The files of SOURCE that are meant: those NAMED, or all. Says which name is of none. */
static bool choose(const char *dir, const struct source *source, char **named, int count, bool *chosen)
{
    for (int k = 0; k < count; k++) {
        bool found = false;
        for (size_t i = 0; i < source->len; i++)
            if (source->items[i].text && is_named(dir, source->items[i].path, named[k]))
                found = chosen[i] = true;
        if (!found) {
            say(_("format: %s is no record file of this village"), named[k]);
            return false;
        }
    }
    for (size_t i = 0; count == 0 && i < source->len; i++)
        chosen[i] = source->items[i].text != NULL && source->items[i].kind < source_none;
    return true;
}

static int format_all(const char *dir, const struct typed *typed, char **named, int count)
{
    struct loaded loaded = {0};
    struct record_lock lock = {.fd = -1};
    size_t changed = 0;
    if (!(typed->check ? confinement_reading() : confinement_records(dir)))
        return exit_failed;
    int status = typed->check ? exit_well : writing_lock(&lock, dir);
    if (status == exit_well)
        status = load_source(dir, &loaded);
    bool *chosen = memory_new(loaded.source.len + 1, sizeof *chosen);
    if (status == exit_well && !choose(dir, &loaded.source, named, count, chosen))
        status = exit_usage;
    for (size_t i = 0; status == exit_well && i < loaded.source.len; i++)
        if (chosen[i])
            status = format_file(&lock, &loaded.source.items[i], typed, &changed);
    if (status == exit_well && typed->check && changed)
        say(ngettext("%zu file would change", "%zu files would change", changed), changed);
    else if (status == exit_well)
        say(ngettext("%zu file changed", "%zu files changed", changed), changed);
    memory_free(chosen);
    record_unlock(&lock);
    load_free(&loaded);
    return status == exit_well && typed->check && changed ? exit_records : status;
}

static int run_format(int argc, char **argv)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_format, &typed);
    if (operands < 0)
        return exit_usage;
    if (typed.zh && typed.en) {
        say(_("format: either --zh or --en"));
        return exit_usage;
    }
    const char *dir = village_folder(typed.folder, &operands, argv);
    return format_all(dir, &typed, argv + 1, operands);
}

const struct command command_format = {
    .name = "format",
    .run = run_format,
    .line = N_("mend how records are written, and put their names into one language"),
    .text = N_(
        "Mends what has one meaning only: full-width colons, commas and blanks where punctuation stands, "
        "blanks at the ends of lines, line ends of Windows, byte order marks, GBK and other encodings. With "
        "--zh or --en it also puts every key and every word of a fixed set into that language. Nothing else "
        "changes: comments, order and layout stay, and so does the ledger. Doing it again changes nothing."),
    .before = "[DIR]",
    .behind = "[FILE …]",
    .options = {OPTION_FOLDER(struct typed),
                {.name = "--zh", .at = offsetof(struct typed, zh), .help = N_("keys and words in Chinese")},
                {.name = "--en",
                 .at = offsetof(struct typed, en),
                 .instead = true,
                 .help = N_("keys and words in English")},
                {.name = "--check",
                 .at = offsetof(struct typed, check),
                 .help = N_("say what would change, and change nothing")},
                {.name = "FILE …", .help = N_("only these record files; otherwise all")}},
    .status = N_("0: done; with --check: nothing would change. 1: with --check: something would. 2: the "
                 "command was used wrongly. 3: the machine failed (disk, memory, a library)."),
    .examples = {"gongshi format", "gongshi format --zh records/meetings/2026/2026-11-18.yaml",
                 "gongshi format --check"},
};
