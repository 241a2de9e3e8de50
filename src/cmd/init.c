/* gongshi init: a village's folder, from nothing. */
#include "base/files.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/init_files.h"
#include "cmd/init_list.h"
#include "cmd/load.h"
#include "cmd/since.h"
#include "git/git.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The options as they were typed. */
struct typed {
    const char *name, *town, *city, *contact, *phone, *groups, *from;
    const char *language;
};

/* --- asking */

/* Asks for what is not said, where a person can answer; an empty answer leaves it. */
static const char *ask(struct arena *arena, const char *question, const char *said)
{
    char line[512];
    if (said)
        return said;
    fprintf(stderr, "%s ", question);
    if (!fgets(line, sizeof line, stdin))
        return NULL;
    size_t len = strlen(line), start = 0;
    while (len && (unsigned char)line[len - 1] <= ' ')
        len--;
    while (start < len && line[start] == ' ')
        start++;
    return len > start ? arena_text(arena, line + start, len - start) : NULL;
}

static void ask_all(struct arena *arena, struct typed *o)
{
    say(_("an empty answer leaves a thing out; it can be written later"));
    o->name = ask(arena, _("The village's name:"), o->name);
    if (!o->name)
        return;
    o->town = ask(arena, _("The town it belongs to:"), o->town);
    o->city = ask(arena, _("The city it belongs to:"), o->city);
    o->groups = ask(arena, _("Its groups, with commas between:"), o->groups);
    o->contact = ask(arena, _("Who takes objections:"), o->contact);
    o->phone = ask(arena, _("Their telephone:"), o->phone);
}

/* Whether TEXT may stand in a line of the records; says why not. */
static bool is_line(const char *option, const char *text)
{
    if (!text)
        return true;
    size_t len = strlen(text);
    bool right = len > 0 && utf8_valid(text, len) == len;
    for (size_t i = 0; right && i < len;) {
        uint32_t code;
        i += utf8_decode(text + i, len - i, &code);
        right = !utf8_hidden(code);
    }
    if (!right)
        say(_("%s: one line of text is wanted, in UTF-8 and without invisible characters"), option);
    return right;
}

static bool has_han(const char *text)
{
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint32_t code;
        size_t n = utf8_decode(text + i, len - i, &code);
        if (!n || utf8_han(code))
            return n > 0;
        i += n;
    }
    return false;
}

/* The names in LIST, between commas of any kind. */
static void read_groups(struct arena *arena, const char *list, struct init_village *v)
{
    static const char *const commas[] = {",", "，", "、", ";", "；"};
    v->groups = arena_new(arena, const char *, strlen(list) + 1);
    for (const char *p = list; *p;) {
        size_t len = 0, comma = 0;
        while (p[len] && !comma) {
            for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
                if (strncmp(p + len, commas[i], strlen(commas[i])) == 0)
                    comma = strlen(commas[i]);
            len += !comma;
        }
        size_t from = 0, to = len;
        while (from < to && p[from] == ' ')
            from++;
        while (to > from && p[to - 1] == ' ')
            to--;
        if (to > from)
            v->groups[v->groups_len++] = arena_text(arena, p + from, to - from);
        p += len + comma;
    }
}

static bool read_village(struct arena *arena, const struct typed *o, struct init_village *v)
{
    bool right = is_line("--name", o->name) && is_line("--town", o->town) && is_line("--city", o->city) &&
                 is_line("--contact", o->contact) && is_line("--phone", o->phone) &&
                 is_line("--groups", o->groups);
    if (!right || !language_option(o->language))
        return false;
    bool chinese = o->language ? strcmp(o->language, "zh-CN") == 0 : o->name && has_han(o->name);
    *v = (struct init_village){.name = o->name,
                               .town = o->town,
                               .city = o->city,
                               .contact = o->contact,
                               .phone = o->phone,
                               .chinese = chinese};
    say_in(v->chinese ? "zh-CN" : "en");
    read_groups(arena, o->groups ? o->groups : _("Group 1"), v);
    say_in(NULL);
    return date_option(NULL, &v->today);
}

/* --- writing */

/* Writes FILE below DIR, unless something is there. */
static int write_file(const char *dir, const struct init_file *file)
{
    char *path = path_join(dir, file->path);
    int status = exit_well, error = 0;
    if (file_exists(path)) {
        printf(_("left as it is: %s\n"), path);
    } else if ((error = folder_make_for(path)) ||
               (error =
                    file_replace(path, NULL, file_mode_as_it_was, buf_text(&file->text), file->text.len))) {
        say(_("cannot write %s: %s"), path, strerror(error));
        status = exit_failed;
    } else {
        printf(_("written: %s\n"), path);
    }
    memory_free(path);
    return status;
}

/* Makes a repository of DIR, if it lies in none; that git is missing is no failure. */
static void begin_git(const char *dir)
{
    struct git_problem problem = {0};
    if (!git_begin(dir, &problem)) {
        git_say(&problem);
        say(_("the village works without git; `git init` can be called later"));
    }
}

/* Says what is wrong with the village that was written, if anything is: a name may be no name. */
static int check_written(const char *dir, int32_t today)
{
    struct loaded loaded;
    int status = load(dir, today, workers_available(), &loaded);
    if (status == exit_records)
        load_print(&loaded);
    load_free(&loaded);
    return status;
}

/* Makes DIR, the only folder that is written to from now on. */
static int begin_folder(const char *dir)
{
    char *inside = path_join(dir, ".");
    int error = folder_make_for(inside);
    if (error)
        say(_("cannot write %s: %s"), dir, strerror(error));
    memory_free(inside);
    return !error && confinement_below(dir) ? exit_well : exit_failed;
}

/* The files that a village begins with, FROM a points list where that is not NULL. */
static int compose(const char *from, struct init_village *v, struct init_files *files, struct arena *arena)
{
    if (from)
        return init_list_compose(from, v, files, arena);
    say_in(v->chinese ? "zh-CN" : "en");
    init_files_compose(v, files);
    say_in(NULL);
    return exit_well;
}

static int write_all(const char *dir, const char *from, struct init_village *v, struct arena *arena)
{
    struct init_files files = {0};
    int status = compose(from, v, &files, arena);
    if (status != exit_well)
        say(_("nothing is written"));
    else
        status = begin_folder(dir);
    for (size_t i = 0; status == exit_well && i < files.len; i++)
        status = write_file(dir, &files.items[i]);
    init_files_free(&files);
    if (status != exit_well)
        return status;
    begin_git(dir);
    status = check_written(dir, v->today);
    if (status == exit_well)
        printf(
            _("The village is begun. What to do next stands in %s/README.md; gongshi build -C %s makes its "
              "site.\n"),
            dir, dir);
    return status;
}

static int run_init(int argc, char **argv)
{
    struct typed o = {0};
    struct arena arena = {0};
    struct init_village village;
    int operands = options_read(argc, argv, &command_init, &o), status = exit_usage;
    if (operands < 0)
        return exit_usage;
    if (operands != 1) {
        say(_("init: say which folder is to be made: gongshi init DIR --name NAME"));
        return exit_usage;
    }
    char *records = path_join(argv[1], "records");
    if (file_exists(records))
        say(_("init: there is a village already: %s"), records);
    else if (!o.name && isatty(STDIN_FILENO))
        ask_all(&arena, &o);
    if (!file_exists(records) && !o.name)
        say(_("init: a village needs a name: --name NAME"));
    else if (!file_exists(records) && read_village(&arena, &o, &village))
        status = write_all(argv[1], o.from, &village, &arena);
    memory_free(records);
    arena_free(&arena);
    return status;
}

const struct command command_init = {
    .name = "init",
    .run = run_init,
    .line = N_("begin a village: a folder with all that is needed"),
    .text = N_("Makes the folder of a village that builds at once: records with an example of everything, "
               "commented out and explained in the village's language; a page for the site; git, if it is "
               "not in a repository yet, with what it is to leave out; settings for editors and line ends. "
               "In a terminal it asks for what is not said. Files that are there already stay as they are."),
    .before = "DIR",
    .options =
        {{.name = "--name",
          .value = N_("TEXT"),
          .at = offsetof(struct typed, name),
          .help = N_("the village's name, which must be said")},
         {.name = "--town",
          .value = N_("TEXT"),
          .at = offsetof(struct typed, town),
          .help = N_("the town it belongs to")},
         {.name = "--city",
          .value = N_("TEXT"),
          .at = offsetof(struct typed, city),
          .help = N_("the city it belongs to")},
         {.name = "--contact",
          .value = N_("TEXT"),
          .at = offsetof(struct typed, contact),
          .help = N_("who takes objections")},
         {.name = "--phone",
          .value = N_("TEXT"),
          .at = offsetof(struct typed, phone),
          .help = N_("the telephone of who takes objections")},
         {.name = "--groups",
          .value = N_("LIST"),
          .at = offsetof(struct typed, groups),
          .help = N_("the names of its groups, with commas between; otherwise one")},
         {.name = "--from",
          .value = N_("FILE"),
          .at = offsetof(struct typed, from),
          .help = N_(
              "a points list, a table (.xlsx or .csv) with the category, title and points of each rule, and "
              "what else import takes of rules; it becomes the list of the city or the town")},
         {.name = "--language",
          .value = N_("LANGUAGE"),
          .at = offsetof(struct typed, language),
          .help =
              N_("zh-CN or en: what the village's outputs speak and its records are written in; otherwise "
                 "that of its name")},
         {.name = "DIR", .help = N_("the folder, which is made")}},
    .status = N_("0: done. 1: the points list has errors, and nothing is written. 2: there is a village "
                 "already, or the command was used wrongly. 3: the machine "
                 "failed (disk, memory, a library)."),
    .examples = {"gongshi init anletun --name Anletun --town Shengjiaba",
                 "gongshi init anletun --name 安乐屯村 --from 积分细则.xlsx"},
};
