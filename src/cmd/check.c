/* gongshi check: whether the records are right, what of content/ may come in, and whether what was decided
 * stands. */
#include "cmd/command.h"
#include "cmd/load.h"
#include "cmd/published.h"
#include "cmd/since.h"

#include <stdio.h>
#include <string.h>

struct options {
    const char *dir;
    const char *at;    /* a commit whose records are checked; NULL */
    const char *since; /* a commit that they are compared with; NULL */
    bool staged, quiet;
    int32_t date;
    int threads;
};

static bool read_options(int argc, char **argv, struct options *o)
{
    const char *folder = NULL, *date = NULL, *jobs = NULL;
    *o = (struct options){0};
    const struct option_spec specs[] = {
        {.name = "-C", .value = &folder},
        {.name = "--date", .value = &date},
        {.name = "--since", .value = &o->since},
        {.name = "--at", .value = &o->at},
        {.name = "--staged", .flag = &o->staged},
        {.name = "-j", .value = &jobs},
        {.name = "-q", .other = "--quiet", .flag = &o->quiet},
    };
    int operands = options_read(argc, argv, specs, sizeof specs / sizeof *specs);
    if (operands < 0)
        return false;
    o->dir = village_folder(folder, &operands, argv);
    if (operands > 0) {
        say(_("check: no village in \"%s\": a village's folder holds records/"), argv[1]);
        return false;
    }
    if (o->staged && o->at) {
        say(_("check: --staged and --at can't be both"));
        return false;
    }
    return date_option(date, &o->date) && threads_option(jobs, &o->threads);
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
    git_close(git);
    return read ? load_checked(o->date, o->threads, loaded) : git_say(&problem);
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

int command_check(int argc, char **argv)
{
    struct options o;
    struct loaded loaded;
    struct git_version version;
    if (!read_options(argc, argv, &o))
        return exit_usage;
    bool from_git = o.staged || o.at;
    int status = from_git ? load_version(&o, &loaded, &version) : load(o.dir, o.date, o.threads, &loaded);
    if (!from_git && (status == exit_well || status == exit_records))
        status = add_pages(&o, &loaded);
    load_print(&loaded);
    if (status == exit_well && !from_git)
        published_compare(o.dir, NULL, &loaded.records);
    if (status == exit_well && o.since) {
        const struct since since = {.dir = o.dir,
                                    .rev = o.since,
                                    .now = from_git ? &version : NULL,
                                    .date = o.date,
                                    .threads = o.threads};
        status = since_check(&since, &loaded);
    }
    if (status == exit_well && !o.quiet)
        printf(_("%s: %u households, %u meetings, %u entries: nothing wrong\n"), loaded.records.village.name,
               loaded.records.households_len, loaded.records.meetings_len, loaded.records.entries_len);
    load_free(&loaded);
    return status;
}
