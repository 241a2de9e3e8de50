/* gongshi verify: whether what is published is what its commit makes. */
#include "base/files.h"
#include "base/memory.h"
#include "base/terminal.h"
#include "cmd/build.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/fetch.h"
#include "cmd/figures.h"
#include "cmd/outputs.h"
#include "cmd/secret.h"
#include "cmd/since.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char ledger_path[] = "data/ledger.json";
enum { most_ledger = 1 << 28, shown_files = 200 };

struct verifying {
    const char *dir;      /* the clone */
    const char *language; /* NULL: the village's */
    int threads;
    const char *site; /* the address or folder of the site */
    bool remote;
    const char *whole; /* the folder that site/ lies in, with the other outputs; NULL */
    struct fetch *fetch;
    struct git *git;
    struct git_version version;
    int32_t date;
    bool has_secret;
    char *temporary; /* where it is made anew; in it village/ and out/ */
    struct arena arena;
    const struct json_value *published;
    struct buf report;
    size_t figures, files; /* compared */
    size_t wrong_figures, wrong_files, own;
};

/* --- what is published */

static bool is_address(const char *site)
{
    return strncmp(site, "http://", 7) == 0 || strncmp(site, "https://", 8) == 0;
}

/* Finds the site in the folder SITE: it itself, or site/ in it. False where it is neither. */
static bool find_site(struct verifying *v, const char *site)
{
    static const char *const inner[] = {"", "site"};
    for (int i = 0; i < 2; i++) {
        char *folder = i ? path_join(site, inner[i]) : arena_copy(&v->arena, site);
        char *ledger = path_join(folder, ledger_path);
        bool there = file_exists(ledger);
        if (there) {
            v->site = arena_copy(&v->arena, folder);
            v->whole = i ? site : NULL;
        }
        memory_free(ledger);
        if (i)
            memory_free(folder);
        if (there)
            return true;
    }
    return false;
}

/* Reads the published ledger. */
static int read_published(struct verifying *v, const char *site)
{
    struct buf text = {0};
    const char *why = "";
    int status = exit_well;
    v->remote = is_address(site);
    if (v->remote) {
        v->site = site;
        v->fetch = fetch_open(&why);
        if (!v->fetch) {
            say(_("verify: nothing can be fetched without libcurl: %s"), why);
            return exit_failed;
        }
        enum fetch_result result = fetch_file(v->fetch, site, ledger_path, most_ledger, &text);
        if (result != fetch_well) {
            say(_("verify: %s has no %s that could be read: %s"), site, ledger_path,
                result == fetch_missing ? "404" : fetch_why(v->fetch));
            status = exit_failed;
        }
    } else if (!find_site(v, site)) {
        say(_("verify: \"%s\" is no published site: it has no %s"), site, ledger_path);
        status = exit_usage;
    } else {
        char *path = path_join(v->site, ledger_path);
        int error = file_read(path, &text);
        if (error) {
            say(_("cannot read %s: %s"), path, strerror(error));
            status = exit_failed;
        }
        memory_free(path);
    }
    if (status == exit_well)
        v->published = json_read(&v->arena, buf_text(&text), text.len);
    buf_free(&text);
    return status;
}

/* Finds the commit and the day that the published ledger names. */
static int find_version(struct verifying *v)
{
    struct git_problem problem = {0};
    const char *commit = json_member_text(v->published, "commit");
    const char *date = json_member_text(v->published, "date");
    if (!date || !date_parse(date, strlen(date), &v->date)) {
        say(_("verify: %s/%s is no ledger of a village"), v->site, ledger_path);
        return exit_records;
    }
    if (!commit || strlen(commit) != git_id_size - 1 ||
        strspn(commit, "0123456789abcdef") != git_id_size - 1) {
        say(_(
            "verify: what is published names no commit (it was made from files that were not committed), so "
            "nobody can compute it again"));
        return exit_records;
    }
    v->git = git_open(v->dir, &problem);
    if (!v->git)
        return git_say(&problem);
    if (!git_resolve(v->git, commit, &v->version, &problem)) {
        bool shallow = git_shallow(v->git);
        git_problem_free(&problem);
        if (shallow)
            say(_("verify: this clone is shallow and lacks commit %s: git fetch --unshallow brings it"),
                commit);
        else
            say(_("verify: the published commit %s is not in this clone: it has not been fetched yet, or the "
                  "history has been rewritten"),
                commit);
        return shallow ? exit_usage : exit_records;
    }
    if (!git_unborn(v->git) && !git_in_history(v->git, &v->version))
        say(_("verify: the published commit %s is not in the history of HEAD: the clone is older, on another "
              "branch, or the history has been rewritten"),
            commit);
    return exit_well;
}

/* --- making it anew */

static bool make_folder(struct verifying *v)
{
    const char *base = getenv("TMPDIR");
    struct buf name = {0};
    buf_printf(&name, "%s/gongshi-verify-XXXXXX", base && *base ? base : "/tmp");
    v->temporary = buf_take(&name);
    return mkdtemp(v->temporary);
}

/* The outputs that are looked at: the site, and those beside it that may be seen by all. */
static unsigned verified(const struct verifying *v)
{
    return v->whole ? outputs_public() : 1U << output_site;
}

/* Builds in a process of its own: what it prints does not belong here, and what it gives up it gives up
 * alone. */
static int build_apart(const struct verifying *v, const char *village, const char *out)
{
    const struct origin origin = {.repository = true, .shallow = git_shallow(v->git)};
    struct build_options options = {.dir = village,
                                    .out = out,
                                    .outputs = verified(v),
                                    .language = v->language,
                                    .date = v->date,
                                    .threads = v->threads,
                                    .quiet = true,
                                    .beside = v->dir,
                                    .anew = true};
    struct origin named = origin;
    memcpy(named.commit, v->version.commit, sizeof named.commit);
    options.origin = &named;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        struct loaded loaded = {0};
        int status = confinement_folder(v->temporary, false) ? build_village(&options, &loaded) : exit_failed;
        fflush(NULL);
        _exit(status);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return exit_failed;
    return WEXITSTATUS(status);
}

static int make_anew(struct verifying *v)
{
    struct git_problem problem = {0};
    struct secret secret;
    if (!secret_load(v->dir, &secret, &v->has_secret))
        return exit_failed;
    char *village = path_join(v->temporary, "village"), *out = path_join(v->temporary, "out");
    int status = exit_well;
    if (folder_make(village) != 0) {
        say(_("verify: no temporary folder can be made"));
        status = exit_failed;
    } else if (!git_write_out(v->git, &v->version, village, &problem)) {
        status = git_say(&problem);
    } else {
        status = build_apart(v, village, out);
        if (status != exit_well)
            say(_("verify: the village can't be built from commit %s"), v->version.commit);
    }
    memory_free(village);
    memory_free(out);
    return status;
}

/* --- comparing */

static void report(struct verifying *v, const char *message, const struct output *output, const char *path)
{
    struct buf line = {0};
    if (v->wrong_files++ >= shown_files)
        return;
    buf_printf(&line, message, output->name, path);
    terminal_puts(&v->report, buf_text(&line));
    buf_putc(&v->report, '\n');
    buf_free(&line);
}

static bool is_site(const struct output *output)
{
    return output == &outputs[output_site];
}

/* Where the published file PATH of an output lies. */
static char *published_path(const struct verifying *v, const struct output *output, const char *path)
{
    if (is_site(output))
        return path_join(v->site, path);
    char *folder = path_join(v->whole, output->name), *whole = path_join(folder, path);
    memory_free(folder);
    return whole;
}

/* Reads the published file; false where it could not be (said in the report). */
static bool read_there(struct verifying *v, const struct output *output, const char *path, size_t len,
                       struct buf *there)
{
    if (v->remote) {
        enum fetch_result result = fetch_file(v->fetch, v->site, path, len, there);
        if (result == fetch_missing)
            report(v, _("is not published: %s/%s"), output, path);
        else if (result == fetch_long)
            report(v, _("differs: %s/%s"), output, path);
        else if (result == fetch_failed)
            report(v, _("can't be fetched: %s/%s"), output, path);
        return result == fetch_well;
    }
    char *whole = published_path(v, output, path);
    int error = file_read(whole, there);
    if (error)
        report(v, file_exists(whole) ? _("can't be read: %s/%s") : _("is not published: %s/%s"), output,
               path);
    memory_free(whole);
    return !error;
}

/* The figures of the ledger, one by one. */
static void compare_ledger(struct verifying *v, const struct buf *computed)
{
    const struct json_value *value = json_read(&v->arena, buf_text(computed), computed->len);
    if (value)
        v->wrong_figures = figures_compare(v->published, value, &v->figures, &v->report);
}

static void compare_file(struct verifying *v, const struct output *output, const char *path, const char *made)
{
    struct buf here = {0}, there = {0};
    bool ledger = is_site(output) && strcmp(path, ledger_path) == 0;
    v->files++;
    if (file_read(made, &here) != 0) {
        report(v, _("can't be read: %s/%s"), output, path);
    } else {
        if (ledger)
            compare_ledger(v, &here);
        if (read_there(v, output, path, here.len, &there) &&
            (here.len != there.len || memcmp(buf_text(&here), buf_text(&there), here.len) != 0))
            report(v, _("differs: %s/%s"), output, path);
    }
    buf_free(&here);
    buf_free(&there);
}

/* Looks at what is published below FOLDER and is not made: nobody's page stands on a village's site. Hidden
 * files are the web server's. */
static void find_strays(struct verifying *v, const struct output *output, const char *made,
                        const char *folder, const char *path)
{
    struct folder_list list;
    if (folder_list(folder, &list) != 0)
        return;
    for (size_t i = 0; i < list.len; i++) {
        const char *name = list.items[i].name;
        if (name[0] == '.')
            continue;
        char *inner = path_join(folder, name), *called = path_join(path, name), *same = path_join(made, name);
        const char *shown = called[0] == '/' ? called + 1 : called;
        if (list.items[i].kind == file_folder && !v->has_secret && strcmp(shown, "own") == 0)
            v->own++;
        else if (list.items[i].kind == file_folder)
            find_strays(v, output, same, inner, shown);
        else if (!file_exists(same))
            report(v, _("is published, but nothing makes it: %s/%s"), output, shown);
        memory_free(inner);
        memory_free(called);
        memory_free(same);
    }
    folder_list_free(&list);
}

/* Compares what was made below FOLDER, called PATH in its output. */
static bool compare_folder(struct verifying *v, const struct output *output, const char *folder,
                           const char *path)
{
    struct folder_list list;
    if (folder_list(folder, &list) != 0)
        return false;
    bool well = true;
    for (size_t i = 0; i < list.len && well; i++) {
        char *inner = path_join(folder, list.items[i].name), *called = path_join(path, list.items[i].name);
        const char *shown = called[0] == '/' ? called + 1 : called;
        if (list.items[i].kind == file_folder)
            well = compare_folder(v, output, inner, shown);
        else if (!output->news || strcmp(shown, output->news) != 0)
            compare_file(v, output, shown, inner);
        memory_free(inner);
        memory_free(called);
    }
    folder_list_free(&list);
    return well;
}

static int compare_all(struct verifying *v)
{
    char *out = path_join(v->temporary, "out");
    unsigned set = verified(v);
    bool well = true;
    for (size_t i = 0; well && i < outputs_len; i++) {
        const struct output *output = &outputs[i];
        if (!outputs_hold(set, i))
            continue;
        char *made = path_join(out, output->name), *there = v->remote ? NULL : published_path(v, output, "");
        if (is_site(output) || (folder_exists(made) && folder_exists(there)))
            well = compare_folder(v, output, made, "");
        if (there && well)
            find_strays(v, output, made, there, "");
        memory_free(made);
        memory_free(there);
    }
    memory_free(out);
    if (well)
        return exit_well;
    say(_("verify: what was made anew can't be read"));
    return exit_failed;
}

/* --- the command */

/* Says how it ended. */
static int conclude(struct verifying *v)
{
    char day[date_text_size];
    date_format(v->date, day);
    fwrite(buf_text(&v->report), 1, v->report.len, stdout);
    if (v->wrong_figures > most_differences || v->wrong_files > shown_files)
        say(_("more differences than these are not shown"));
    if (v->own)
        say(_("the households' own pages could not be verified: the village's secret is not here"));
    if (v->remote)
        say(_("pages on the server that nothing makes can't be found from outside; a folder can be verified "
              "whole"));
    if (v->wrong_figures || v->wrong_files) {
        say(_("%zu figures and %zu files differ from what commit %.10s makes for %s; where only pages or "
              "papers differ, another version of gongshi or other faces may be why"),
            v->wrong_figures, v->wrong_files, v->version.commit, day);
        return exit_records;
    }
    printf(_("%zu figures and %zu files are as commit %.10s makes them for %s\n"), v->figures, v->files,
           v->version.commit, day);
    return exit_well;
}

/* Makes the folder, the only one that is written to from now on. */
static int begin(struct verifying *v, const char *site)
{
    if (!make_folder(v)) {
        say(_("verify: no temporary folder can be made"));
        return exit_failed;
    }
    return confinement_folder(v->temporary, is_address(site)) ? exit_well : exit_failed;
}

static int verify(struct verifying *v, const char *site)
{
    int status = begin(v, site);
    if (status == exit_well)
        status = read_published(v, site);
    if (status == exit_well)
        status = find_version(v);
    if (status == exit_well)
        status = make_anew(v);
    if (status == exit_well)
        status = compare_all(v);
    if (status == exit_well)
        status = conclude(v);
    return status;
}

/* The options as they were typed. */
struct typed {
    const char *folder, *language, *jobs;
};

static int run_verify(int argc, char **argv)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_verify, &typed);
    if (operands < 0)
        return exit_usage;
    struct verifying v = {.language = typed.language};
    v.dir = operands > 1 ? village_folder(typed.folder, &operands, argv) : typed.folder ? typed.folder : ".";
    if (operands != 1) {
        say(_("verify: say which site: gongshi verify [-C DIR] SITE"));
        return exit_usage;
    }
    if (!language_option(v.language) || !threads_option(typed.jobs, &v.threads))
        return exit_usage;
    int status = verify(&v, argv[1]);
    if (v.temporary)
        tree_remove(v.temporary);
    memory_free(v.temporary);
    fetch_close(v.fetch);
    git_close(v.git);
    buf_free(&v.report);
    arena_free(&v.arena);
    return status;
}

const struct command command_verify = {
    .name = "verify",
    .run = run_verify,
    .line = N_("compute a published site again, and compare"),
    .text = N_(
        "Computes a published site again, from the commit that its data/ledger.json names and for its day, "
        "and compares: every figure of the ledger, every data file, page and paper. What differs is named. "
        "The commit is looked for in the clone that DIR is in; its files, the work tree and what is "
        "published "
        "stay as they are."),
    .before = "[-C DIR]",
    .behind = N_("SITE"),
    .options = {{.name = "-C",
                 .value = "DIR",
                 .at = offsetof(struct typed, folder),
                 .help = N_("the village's folder in a clone; otherwise the current folder")},
                {.name = N_("SITE"),
                 .help =
                     N_("the published folder (out, or its site/), or the site's address (http or https)")},
                {.name = "--language",
                 .value = N_("LANGUAGE"),
                 .at = offsetof(struct typed, language),
                 .help = N_("zh-CN or en, where the site was built with this option")},
                OPTION_JOBS(struct typed)},
    .status =
        N_("0: all is as computed. 1: something differs, or can't be computed again. 2: the command was used "
           "wrongly, or the clone lacks what is needed. 3: the machine or the network failed."),
    .examples = {"gongshi verify out", "gongshi verify https://village.example"},
};
