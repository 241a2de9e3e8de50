/* gongshi check: whether the records are right, what of content/ may come in, and whether what was decided
 * stands. */
#include "cmd/command.h"
#include "cmd/load.h"
#include "cmd/published.h"
#include "cmd/since.h"

#include <stdio.h>
#include <string.h>

struct options {
    const char *folder, *date, *jobs; /* as they were typed */
    const char *dir;
    const char *at;    /* a commit whose records are checked; NULL */
    const char *since; /* a commit that they are compared with; NULL */
    bool staged, quiet;
    int32_t day;
    int threads;
};

static bool read_options(int argc, char **argv, struct options *o)
{
    *o = (struct options){0};
    int operands = options_read(argc, argv, &command_check, o);
    if (operands < 0)
        return false;
    o->dir = village_alone(o->folder, operands, argv);
    if (!o->dir)
        return false;
    if (o->staged && o->at) {
        say(_("check: --staged and --at can't be both"));
        return false;
    }
    return date_option(o->date, &o->day) && threads_option(o->jobs, &o->threads);
}

/* Reads what git has: a commit, or what is staged. */
static int load_version(const struct options *o, struct loaded *loaded, struct git_version *version)
{
    struct git_problem problem = {0};
    *loaded = (struct loaded){0};
    struct git *git = git_open(o->dir, &problem);
    if (git && o->staged)
        git_staged(git, version);
    bool read = git && (o->staged || git_resolve(git, o->at, version, &problem)) &&
                git_read_source(git, version, &loaded->source, &loaded->diags, &problem);
    int status = read ? load_checked(o->day, o->threads, loaded) : exit_failed;
    if (read && !git_add_pages(git, version, &loaded->source, &loaded->diags, &problem))
        read = false;
    git_close(git);
    if (!read)
        return git_say(&problem);
    load_sort(loaded);
    return status == exit_well && loaded->diags.errors ? exit_records : status;
}

/* Pages and files of content/ too, as far as the door knows what is wrong with a text or a name: what is once
 * in the history stays there, so the clerk should hear of a person's number before a build does. */
static int add_pages(const struct options *o, struct loaded *loaded)
{
    struct source_failure failure;
    if (!source_add_pages(o->dir, &loaded->source, &loaded->diags, &failure)) {
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        return exit_failed;
    }
    load_sort(loaded);
    return loaded->diags.errors ? exit_records : exit_well;
}

static int run_check(int argc, char **argv)
{
    struct options o;
    struct loaded loaded;
    struct git_version version;
    if (!read_options(argc, argv, &o))
        return exit_usage;
    bool from_git = o.staged || o.at;
    int status = from_git ? load_version(&o, &loaded, &version) : load(o.dir, o.day, o.threads, &loaded);
    if (!from_git && (status == exit_well || status == exit_records))
        status = add_pages(&o, &loaded);
    load_print(&loaded);
    if (status == exit_well && !from_git)
        published_compare(o.dir, NULL, &loaded.ledger);
    if (status == exit_well && o.since) {
        const struct since since = {.dir = o.dir,
                                    .rev = o.since,
                                    .now = from_git ? &version : NULL,
                                    .date = o.day,
                                    .threads = o.threads};
        status = since_check(&since, &loaded);
    }
    if (status == exit_well && !o.quiet)
        printf(_("%s: %u households, %u meetings, %u entries: nothing wrong\n"), loaded.records.village.name,
               loaded.records.households_len, loaded.records.meetings_len, loaded.records.entries_len);
    load_free(&loaded);
    return status;
}

const struct command command_check = {
    .name = "check",
    .run = run_check,
    .reads = true,
    .line = N_("check the records of a village"),
    .text = N_(
        "Reads all records and reports everything that is wrong, in the order of files and lines: the file, "
        "the line, the column, a code, a sentence, and the line itself with a mark under the place. Warnings "
        "stop nothing. Of content/ it reports what may not come in at all: texts that are not UTF-8, numbers "
        "of persons, unfinished merges. With --since it also looks whether anything that was decided and put "
        "on notice in a "
        "commit has been altered or removed since: entries, corrections, decisions of claims and objections, "
        "points passed on, redemptions, disclosures, the ids of households, the past values of rules. What "
        "is new may come "
        "behind, minutes may be mended, and how it is written does not matter. It changes no file."),
    .before = "[DIR]",
    .options = {OPTION_FOLDER(struct options),
                {.name = "--since",
                 .value = N_("REV"),
                 .at = offsetof(struct options, since),
                 .help = N_("compare with this commit: HEAD, a branch, a tag, an id; REV:FOLDER where the "
                            "village lay elsewhere "
                            "in the repository then")},
                {.name = "--at",
                 .value = N_("REV"),
                 .at = offsetof(struct options, at),
                 .help = N_(
                     "check the records of this commit, not those that lie here; in a bare repository too")},
                {.name = "--staged",
                 .instead = true,
                 .at = offsetof(struct options, staged),
                 .help = N_("check what is staged for the next commit")},
                {.name = "--date",
                 .value = N_("YYYY-MM-DD"),
                 .at = offsetof(struct options, date),
                 .help = N_("the day for which everything is computed, and up to which notices have begun; "
                            "otherwise today in Beijing")},
                OPTION_JOBS(struct options),
                {.name = "-q",
                 .other = "--quiet",
                 .at = offsetof(struct options, quiet),
                 .help = N_("no line that says that nothing is wrong")}},
    .status = N_(
        "0: nothing is wrong, warnings allowed. 1: the records have errors, or what was decided has been "
        "altered. 2: the command was used wrongly, or there is no such commit. 3: the machine failed (disk, "
        "memory, a library)."),
    .examples = {"gongshi check", "gongshi check /srv/village", "gongshi check --since HEAD~10"},
};
