/*
 * gongshi theme, and theme check: makes the site and throws it away, to see what its theme gets wrong: names
 * that no page has, texts that are missing, files and texts that nothing uses and that are probably slips of
 * a name.
 */
#include "base/files.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/load.h"
#include "cmd/theme.h"
#include "print/kinds.h"
#include "site/files.h"
#include "site/site.h"
#include "template/shapes.h"
#include "view/view.h"

#include <stdio.h>
#include <string.h>

/* What templates may say, a name a line; made as the handbook's page is. */
static const char names_file[] = "names.txt";

struct checking {
    struct loaded *loaded;
    struct buf own; /* what the paths of the village's own theme begin with: "themes/mine/" */
    bool *used;     /* as in struct site_input */
    struct diags diags;
    struct arena arena;
};

static bool is_own(const struct checking *c, const struct source_file *file)
{
    return file->kind == source_theme && strncmp(file->path, buf_text(&c->own), c->own.len) == 0;
}

static struct place place_of(const struct checking *c, const char *name)
{
    struct place place = {.line = 1, .column = 1, .span = 1};
    for (size_t i = c->loaded->source.len; i-- > 0;)
        if (c->loaded->source.items[i].kind == source_theme &&
            strcmp(c->loaded->source.items[i].name, name) == 0)
            place.file = (uint32_t)i;
    return place;
}

/* --- names in templates */

/* Adds the name of SHAPE and those within it to NAMES. */
static void add_names(struct map *names, const struct shape *shape)
{
    map_put(names, shape->name, strlen(shape->name), 0);
    for (size_t i = 0; i < shape->len; i++)
        add_names(names, shape->items[i]);
}

/* All names that a template may say: those of the default theme's list, a line each, and what there was on
 * the pages that were made. */
static void collect_names(const struct checking *c, const struct shapes *shapes, struct map *names)
{
    const struct source_file *list = source_theme_file(&c->loaded->source, names_file);
    for (const char *at = list ? list->text : "", *end; *at; at = end + (*end == '\n')) {
        end = at + strcspn(at, "\n");
        map_put(names, at, (size_t)(end - at), 0);
    }
    for (size_t i = 0; i < shapes->all.len; i++)
        for (size_t k = 0; k < shapes->all.items[i]->len; k++)
            add_names(names, shapes->all.items[i]->items[k]);
}

/* Makes the whole site in LANGUAGE, and keeps what is said of the theme's files, and errors of any. It is
 * made twice: what there is on its pages is known before names are looked up. */
static void try_site(struct checking *c, const struct words *words)
{
    struct shapes shapes = {0};
    struct map names = {0};
    struct diags all = {0};
    struct site_input first = {.shapes = &shapes, .threads = 1};
    theme_try(c->loaded, words, &first, &all);
    diag_free(&all);
    collect_names(c, &shapes, &names);
    struct site_input input = {
        .misses = true, .names = &names, .used = c->used, .threads = workers_available()};
    theme_try(c->loaded, words, &input, &all);
    map_free(&names);
    shapes_free(&shapes);
    theme_try_papers(c->loaded, words, c->used, &all);
    size_t kept = 0;
    for (size_t i = 0; i < all.len; i++)
        if (all.items[i].severity == severity_error ||
            c->loaded->source.items[all.items[i].place.file].kind == source_theme)
            all.items[kept++] = all.items[i];
    all.len = kept;
    diag_join(&c->diags, &all);
    diag_free(&all);
}

/* --- texts */

/* Where a text is looked for by its path. */
struct texts {
    struct map paths;
    const char **items; /* paths in the order of the file */
    size_t len, cap;
};

static void collect(struct arena *arena, struct texts *texts, const struct value *map, const char *before)
{
    for (size_t i = 0; i < value_length(map); i++) {
        const struct value *item = value_at(map, i);
        const char *path = arena_printf(arena, "%s%s", before, value_key_at(map, i));
        if (item->kind == value_is_map) {
            collect(arena, texts, item, arena_printf(arena, "%s.", path));
            continue;
        }
        map_put(&texts->paths, path, strlen(path), (uint32_t)texts->len);
        memory_push(texts, path);
    }
}

static void free_texts(struct texts *texts)
{
    map_free(&texts->paths);
    memory_free(texts->items);
}

static void report_missing(struct checking *c, const char *file, const char *key)
{
    diag_warning(&c->diags, place_of(c, file), "words-missing", N_("there is no text \"{1}\""), key, NULL);
}

/* Texts that one language has and the other does not. */
static void compare_languages(struct checking *c, const struct texts *texts, const struct texts *other,
                              const char *file)
{
    for (size_t i = 0; i < other->len; i++)
        if (map_find(&texts->paths, other->items[i]) == map_none)
            report_missing(c, file, other->items[i]);
}

/* Whether a template says words.KEY. */
static bool is_said(struct checking *c, const char *key)
{
    const char *name = arena_printf(&c->arena, "words.%s", key);
    for (size_t i = 0; i < c->loaded->source.len; i++) {
        const struct source_file *file = &c->loaded->source.items[i];
        if (file->kind == source_theme && path_ends(file->name, ".mustache") && strstr(file->text, name))
            return true;
    }
    return false;
}

/* The texts of LANGUAGE: those of the village's own files (OWN), or those that come with the program. */
static void read_texts(struct checking *c, enum language language, bool own, struct texts *texts)
{
    struct words *words = words_new(language);
    for (size_t i = 0; i < c->loaded->source.len; i++) {
        const struct source_file *file = &c->loaded->source.items[i];
        struct diags heard = {0}; /* said when the theme was read */
        if (file->kind == source_theme && strcmp(file->name, theme_words_name(language)) == 0 &&
            is_own(c, file) == own)
            words_add(words, file->text, file->len, (uint32_t)i, &heard);
        diag_free(&heard);
    }
    words_choose(words, c->loaded->records.village.name);
    collect(&c->arena, texts, words_values(words, &c->arena), "");
    words_free(words);
}

/* Texts of the village's own that the default theme does not have and no template says. */
static void check_own_words(struct checking *c, enum language language, const struct texts *given)
{
    struct texts own = {0};
    struct place place = place_of(c, theme_words_name(language));
    read_texts(c, language, true, &own);
    for (size_t i = 0; i < own.len; i++) {
        const char *key = own.items[i];
        if (map_find(&given->paths, key) != map_none || is_said(c, key))
            continue;
        const char *near = nearest_word(key, given->items, given->len);
        if (near)
            diag_warning(&c->diags, place, "words-unused",
                         N_("nothing uses the text \"{1}\"; did you mean \"{2}\"?"), key, near, NULL);
        else
            diag_warning(&c->diags, place, "words-unused", N_("nothing uses the text \"{1}\""), key, NULL);
    }
    free_texts(&own);
}

/* Tries the site in the village's language; compares the languages that come with the program. */
static void check_words(struct checking *c)
{
    static const enum language languages[] = {language_zh_cn, language_en};
    enum language spoken = c->loaded->records.village.language;
    struct words *words = theme_words(c->loaded, spoken);
    try_site(c, words);
    for (const char *const *key = words_missing(words); *key; key++)
        report_missing(c, theme_words_name(spoken), *key);
    words_free(words);
    struct texts given[2] = {{.len = 0}, {.len = 0}};
    for (int i = 0; i < 2; i++) {
        read_texts(c, languages[i], false, &given[i]);
        check_own_words(c, languages[i], &given[i]);
    }
    for (int i = 0; i < 2; i++)
        compare_languages(c, &given[i], &given[1 - i], theme_words_name(languages[i]));
    free_texts(&given[0]);
    free_texts(&given[1]);
}

/* --- files */

/* Whether something reads the village's own file number I: a template in use, a file that is copied, words.
 */
static bool is_read(const struct checking *c, size_t i)
{
    const struct source *source = &c->loaded->source;
    const char *name = source->items[i].name;
    if (strncmp(name, "print/", 6) == 0 && path_ends(name, ".mustache"))
        return c->used[i];
    if (strncmp(name, "site/", 5) == 0)
        return c->used[i] || !path_ends(name, ".mustache");
    if (strncmp(name, "words/", 6) == 0)
        return strcmp(name, theme_words_name(language_zh_cn)) == 0 ||
               strcmp(name, theme_words_name(language_en)) == 0;
    if (strncmp(name, "print/", 6) == 0 && path_ends(name, ".yaml"))
        return paper_sizes_known(name + 6, strlen(name) - 6 - 5);
    if (strcmp(name, names_file) == 0)
        return true;
    if (strncmp(name, "styles/", 7) == 0)
        return files_is_sheet(&source->items[i]);
    size_t folder = strcspn(name, "/") + 1;
    for (size_t k = 0; k < source->len; k++)
        if (source->items[k].kind == source_theme && !is_own(c, &source->items[k]) &&
            strncmp(source->items[k].name, name, folder) == 0)
            return true;
    return false;
}

static void check_files(struct checking *c)
{
    const struct source *source = &c->loaded->source;
    const char **names = arena_new(&c->arena, const char *, source->len + 1);
    size_t len = 0;
    for (size_t i = 0; i < source->len; i++)
        if (source->items[i].kind == source_theme && (!is_own(c, &source->items[i]) || is_read(c, i)))
            names[len++] = source->items[i].name;
    for (size_t i = 0; i < source->len; i++) {
        if (!is_own(c, &source->items[i]) || is_read(c, i))
            continue;
        struct place place = {.file = (uint32_t)i, .line = 1, .column = 1, .span = 1};
        const char *near = nearest_word(source->items[i].name, names, len);
        if (near)
            diag_warning(&c->diags, place, "theme-file", N_("nothing reads this file; did you mean \"{1}\"?"),
                         near, NULL);
        else
            diag_warning(&c->diags, place, "theme-file", N_("nothing reads this file"), NULL);
    }
}

/* --- the command */

static int check(struct loaded *loaded)
{
    struct checking c = {.loaded = loaded};
    c.used = memory_new(loaded->source.len + 1, sizeof *c.used);
    buf_printf(&c.own, "themes/%s/", loaded->records.village.theme);
    check_words(&c);
    paper_sizes(&loaded->source, &c.arena, arena_new(&c.arena, const void *, paper_kinds_len), &c.diags);
    if (!c.diags.errors)
        check_files(&c);
    diag_join(&loaded->diags, &c.diags);
    load_sort(loaded);
    load_print(loaded);
    int status = loaded->diags.len ? exit_records : exit_well;
    if (status == exit_well)
        printf(_("theme \"%s\": nothing wrong\n"), loaded->records.village.theme);
    diag_free(&c.diags);
    arena_free(&c.arena);
    buf_free(&c.own);
    memory_free(c.used);
    return status;
}

/* Adds the village's pages and its theme to LOADED; the exit status. */
static int add_theme(const char *dir, struct loaded *loaded)
{
    int status;
    struct source_failure failure;
    if (!source_add_pages(dir, &loaded->source, &loaded->diags, &failure)) {
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        return exit_failed;
    }
    diag_free(&loaded->diags); /* warnings of the records are for others to say */
    struct words *words = theme_load(dir, loaded, NULL, &status);
    if (words)
        words_free(words);
    else
        load_print(loaded);
    return status;
}

/* The options as they were typed. */
struct typed {
    const char *folder, *date;
};

static int run_theme(int argc, char **argv)
{
    struct typed typed = {0};
    int32_t day;
    int operands = options_read(argc, argv, &command_theme, &typed);
    if (operands < 0 || !date_option(typed.date, &day))
        return exit_usage;
    int (*work)(struct loaded *) = operands == 0                    ? NULL
                                   : strcmp(argv[1], "check") == 0  ? check
                                   : strcmp(argv[1], "values") == 0 ? theme_values
                                                                    : NULL;
    if (!work) {
        say(_("use: gongshi theme check [DIR], or gongshi theme values [DIR]"));
        return exit_usage;
    }
    for (int i = 1; i <= operands; i++)
        argv[i] = argv[i + 1];
    operands--;
    const char *dir = village_alone(typed.folder, operands, argv);
    if (!dir)
        return exit_usage;
    struct loaded loaded;
    int status = load(dir, day, workers_available(), &loaded);
    if (status == exit_well) {
        status = add_theme(dir, &loaded);
        status = status == exit_well ? work(&loaded) : status;
    } else {
        load_print(&loaded);
    }
    load_free(&loaded);
    return status;
}

const struct command command_theme = {
    .name = "theme",
    .run = run_theme,
    .reads = true,
    .line = N_("check the theme that a village is made with"),
    .text = N_(
        "Makes the site and throws it away. check: reports what its theme gets wrong, with file and line: "
        "names "
        "that no page has, texts that are missing, files and texts that nothing uses. values: lists for each "
        "template the names that it may use, as a page of the handbook."),
    .before = "check|values [DIR]",
    .options = {OPTION_FOLDER(struct typed), OPTION_DATE(struct typed)},
    .examples = {"gongshi theme check", "gongshi theme values"},
};
