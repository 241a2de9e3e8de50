/* gongshi hooks: git asks gongshi before a commit, and before a server takes a push. */
#include "base/files.h"
#include "base/memory.h"
#include "cmd/apart.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/since.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the second line of a hook of ours is; others are not touched. */
static const char mark[] = "# gongshi hook";

/*
 * {G} is the program's path, {V} the village's folder in the repository, {0} to {9} what TEXTS has for it: in
 * a comment its lines as comments, elsewhere a word of the shell.
 */
static const char pre_commit[] = "#!/bin/sh\n"
                                 "# gongshi hook\n"
                                 "{0}"
                                 "gongshi={G}\n"
                                 "village={V}\n"
                                 "[ -x \"$gongshi\" ] || gongshi=$(command -v gongshi) || {\n"
                                 "    printf '%s\\n' {2} >&2\n"
                                 "    exit 1\n"
                                 "}\n"
                                 "if git rev-parse -q --verify HEAD >/dev/null; then\n"
                                 "    exec \"$gongshi\" check -q -C \"./$village\" --staged --since HEAD\n"
                                 "fi\n"
                                 "exec \"$gongshi\" check -q -C \"./$village\" --staged\n";

static const char pre_receive[] =
    "#!/bin/sh\n"
    "# gongshi hook\n"
    "{1}"
    "gongshi={G}\n"
    "village={V}\n"
    "branch=$(git symbolic-ref HEAD) || exit 1\n"
    "[ -x \"$gongshi\" ] || gongshi=$(command -v gongshi) || {\n"
    "    printf '%s\\n' {3} >&2\n"
    "    exit 1\n"
    "}\n"
    "status=0\n"
    "while read -r old new ref; do\n"
    "    [ \"$ref\" = \"$branch\" ] || continue\n"
    "    grep -qx \"$new\" gongshi-allowed 2>/dev/null && continue\n"
    "    case $new in *[!0]*) ;; *)\n"
    "        printf 'gongshi: %s: %s\\n' \"$ref\" {4} >&2\n"
    "        status=1; continue ;;\n"
    "    esac\n"
    "    case $old in *[!0]*)\n"
    "        if ! git merge-base --is-ancestor \"$old\" \"$new\"; then\n"
    "            printf 'gongshi: %s: %s\\n' \"$ref\" {5} >&2\n"
    "            status=1; continue\n"
    "        fi\n"
    "        \"$gongshi\" check -q -C . --at \"$new:$village\" --since \"$old:$village\" </dev/null || "
    "status=1 ;;\n"
    "    *)\n"
    "        \"$gongshi\" check -q -C . --at \"$new:$village\" </dev/null || status=1 ;;\n"
    "    esac\n"
    "done\n"
    "exit $status\n";

enum { comments = 2 }; /* of the texts, the first */
static const char *const texts[] = {
    N_("Before a commit: what is staged must be right, and what was decided must stand as HEAD has it.\n"
       "`gongshi hooks install` wrote this file, and writes it anew. `git commit --no-verify` goes past it;\n"
       "a server with gongshi's pre-receive hook does not let it pass."),
    N_("Before a push is taken: the records must be right, what was decided must stand, and the history of "
       "the\n"
       "branch that the site is made from may not be rewritten. Other branches may be as they like.\n"
       "\n"
       "On the server: install gongshi, copy this file to hooks/pre-receive in the repository (the folder "
       "that\n"
       "ends in .git), make it executable (chmod +x hooks/pre-receive). Hosts that run no hooks of yours\n"
       "(Gitee, GitHub) can run `gongshi check --since` in their pipelines instead.\n"
       "\n"
       "What must pass all the same, because the village decided so openly: who looks after the server puts "
       "the\n"
       "id of that commit on a line of the file gongshi-allowed beside hooks/."),
    N_("gongshi is not installed here, so the records were not checked: nothing is committed."),
    N_("gongshi is not installed on this server, so nothing can be taken."),
    N_("this branch holds what was decided, and is not deleted"),
    N_("this push rewrites the history of the branch: fetch, and put what is new behind it"),
};

/* TEXT as a word of the shell. */
static void put_quoted(const char *text, struct buf *out)
{
    buf_putc(out, '\'');
    for (; *text; text++)
        if (*text == '\'')
            buf_puts(out, "'\\''");
        else
            buf_putc(out, *text);
    buf_putc(out, '\'');
}

/* The lines of TEXT as comments of the shell. */
static void put_comment(const char *text, struct buf *out)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        buf_printf(out, len ? "# %.*s\n" : "#%.*s\n", (int)len, text);
        text += len + (text[len] == '\n');
    }
}

/* The hook with the places filled in: where this program is, and the village's folder VILLAGE. */
static void make_hook(const char *template, const char *village, struct buf *out)
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    program[len > 0 ? len : 0] = '\0';
    for (const char *p = template; *p; p++) {
        bool place = *p == '{' && p[1] && p[2] == '}';
        if (place && p[1] >= '0' && p[1] < '0' + comments)
            put_comment(_(texts[p[1] - '0']), out);
        else if (place && p[1] >= '0' && p[1] < '0' + (int)(sizeof texts / sizeof *texts))
            put_quoted(_(texts[p[1] - '0']), out);
        else if (place && (p[1] == 'G' || p[1] == 'V'))
            put_quoted(p[1] == 'G' ? program : village, out);
        else
            buf_putc(out, *p);
        p += place ? 2 : 0;
    }
}

/* Whether there is a hook at PATH that is not ours. */
static bool is_foreign(const char *path)
{
    struct buf text = {0};
    bool foreign = file_exists(path);
    if (foreign && file_read(path, &text) == 0) {
        const char *second = strchr(buf_text(&text), '\n');
        foreign = !second || strncmp(second + 1, mark, sizeof mark - 1) != 0;
    }
    buf_free(&text);
    return foreign;
}

/* Writes the hook NAME below FOLDER. */
static int install(const char *folder, const char *name, const char *template, const char *village)
{
    char *path = path_join(folder, name);
    struct buf text = {0};
    int status = exit_well, error = 0;
    make_hook(template, village, &text);
    if (is_foreign(path)) {
        say(_("hooks: there is another hook already, which stays as it is: %s\nto have both, call this from "
              "it:"),
            path);
        fputs(strchr(strchr(buf_text(&text), '\n') + 1, '\n') + 1, stderr);
        status = exit_usage;
    } else if ((error = folder_make_for(path)) ||
               (error = file_replace(path, NULL, 0755, text.data, text.len))) {
        say(_("cannot write %s: %s"), path, strerror(error));
        status = exit_failed;
    } else {
        printf(_("written: %s\n"), path);
    }
    buf_free(&text);
    memory_free(path);
    return status;
}

/* The folder that the repository is looked for from. */
struct where {
    const char *dir;
};

/* Of a repository, each behind another with a zero: whether it is bare, its folder of hooks, the village's
 * folder in it. */
static int look_up(void *context, struct buf *out)
{
    struct git_problem problem = {0};
    const struct where *where = context;
    struct git *git = git_open(where->dir, &problem);
    if (!git)
        return git_say(&problem);
    char *folder = git_hooks_folder(git);
    const char *prefix = git_prefix(git);
    size_t len = strlen(prefix);
    int status = folder ? exit_well : exit_failed;
    if (!folder) {
        say(_("hooks: git does not say where its hooks lie"));
    } else {
        buf_put(out, git_bare(git) ? "b" : "w", 2);
        buf_put(out, folder, strlen(folder) + 1);
        buf_put(out, prefix, len ? len - 1 : 0); /* without the slash */
        buf_putc(out, '\0');
    }
    memory_free(folder);
    git_close(git);
    return status;
}

/* Writes the hooks into FOLDER, of a repository that is BARE or not; nothing is written elsewhere. */
static int install_all(bool bare, const char *folder, const char *village)
{
    char *inside = path_join(folder, ".");
    int error = folder_make_for(inside), status = exit_failed;
    memory_free(inside);
    if (error)
        say(_("cannot write %s: %s"), folder, strerror(error));
    if (error || !confinement_below(folder))
        return exit_failed;
    if (bare)
        return install(folder, "pre-receive", pre_receive, village);
    status = install(folder, "pre-commit", pre_commit, village);
    if (status == exit_well)
        status = install(folder, "gongshi-pre-receive", pre_receive, village);
    if (status == exit_well)
        puts(_("the second is for a server: what to do with it stands in it"));
    return status;
}

/* The options as they were typed. */
struct typed {
    const char *folder;
};

static int run_hooks(int argc, char **argv)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_hooks, &typed);
    if (operands < 0)
        return exit_usage;
    bool known = operands > 0 && strcmp(argv[1], "install") == 0;
    if (!known || operands > 2 || (operands == 2 && typed.folder)) {
        say(_("hooks: gongshi hooks install [DIR]"));
        return exit_usage;
    }
    struct where where = {typed.folder ? typed.folder : operands == 2 ? argv[2] : "."};
    struct buf found = {0};
    int status = apart(look_up, &where, NULL, &found);
    if (status == exit_well) {
        const char *folder = found.data + 2, *village = folder + strlen(folder) + 1;
        status = install_all(*found.data == 'b', folder, village);
    }
    buf_free(&found);
    return status;
}

const struct command command_hooks = {
    .name = "hooks",
    .run = run_hooks,
    .line = N_("let git refuse what alters decisions"),
    .text = N_(
        "Writes git's pre-commit hook: it refuses a commit whose records have errors or alter what was "
        "decided and put on notice. It looks at what is staged. Beside it stands gongshi-pre-receive, which "
        "does the same on a server for a push and refuses that history is rewritten; how to install it "
        "stands in it. "
        "In a bare repository that one is installed at once. Another's hook stays as it is."),
    .use = "install [DIR]",
    .options =
        {{.name = "-C",
          .value = "DIR",
          .at = offsetof(struct typed, folder),
          .help =
              N_("the village's folder, or a bare repository; an operand says it too; otherwise the current "
                 "folder")}},
    .status = N_(
        "0: done. 2: there is another hook, this is no git repository, or the command was used wrongly. 3: "
        "the machine failed."),
    .examples = {"gongshi hooks install", "gongshi hooks install /srv/git/village.git"},
};
