/* gongshi theme check: what the templates of a village's theme use that does not exist. */
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/load.h"
#include "cmd/theme.h"
#include "site/site.h"
#include "view/view.h"

#include <stdio.h>
#include <string.h>

/* What is made is looked at by nobody. */
static bool drop(void *context, const char *path, const void *bytes, size_t len)
{
    (void)context, (void)path, (void)bytes, (void)len;
    return true;
}

/* Leaves out the warnings that are not of the theme: they are not what was asked. */
static void keep_theme(struct loaded *loaded)
{
    struct diags *diags = &loaded->diags;
    size_t kept = 0;
    for (size_t i = 0; i < diags->len; i++) {
        const struct diag *d = &diags->items[i];
        if (d->severity == severity_error || loaded->source.items[d->place.file].kind == source_theme)
            diags->items[kept++] = *d;
    }
    diags->len = kept;
}

/* Makes every kind of page that there is, so that every template meets its values. False where it fails. */
static bool make_pages(struct loaded *loaded, const struct words *words)
{
    static const struct secret secret; /* the households' own pages are made as well */
    struct view view;
    const struct sink sink = {.put = drop};
    view_open(&view, &loaded->ledger, words, circle_site);
    const struct site_input site = {.view = &view,
                                    .words = words,
                                    .source = &loaded->source,
                                    .commit = "0000000000000000000000000000000000000000",
                                    .secret = &secret,
                                    .qr_script = "",
                                    .pdfs = true,
                                    .misses = true,
                                    .threads = workers_available()};
    bool well = site_make(&site, &sink, &loaded->diags);
    view_free(&view);
    return well;
}

/* How many of the words that were asked for there are not; says which. */
static size_t say_missing_words(const struct words *words)
{
    const char *const *missing = words_missing(words);
    size_t count = 0;
    for (; missing[count]; count++)
        say(_("theme check: the words have no \"%s\""), missing[count]);
    return count;
}

static int check_theme(const char *dir, int32_t day)
{
    struct loaded loaded;
    struct source_failure failure;
    int status = load(dir, day, workers_available(), &loaded);
    if (status == exit_well && !source_add_pages(dir, &loaded.source, &loaded.diags, &failure)) {
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        status = exit_failed;
    }
    struct words *words =
        status == exit_well ? theme_load(dir, &loaded, loaded.records.village.language, &status) : NULL;
    if (words) {
        bool well = make_pages(&loaded, words);
        keep_theme(&loaded);
        load_sort(&loaded);
        size_t missing = say_missing_words(words);
        status = well && !missing && !loaded.diags.len ? exit_well : exit_records;
    }
    load_print(&loaded);
    if (status == exit_well)
        printf(_("theme \"%s\": its templates use nothing that does not exist\n"),
               loaded.records.village.theme);
    words_free(words);
    load_free(&loaded);
    return status;
}

int command_theme(int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "check") != 0) {
        say(_("use: gongshi theme check [DIR]"));
        return exit_usage;
    }
    const char *folder = NULL;
    const struct option_spec specs[] = {{.name = "-C", .value = &folder}};
    argv[1] = argv[0];
    int operands = options_read(argc - 1, argv + 1, specs, sizeof specs / sizeof *specs);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(folder, &operands, argv + 1);
    if (operands > 0) {
        say(_("%s: no village in \"%s\": a village's folder holds records/"), argv[0], argv[2]);
        return exit_usage;
    }
    int32_t day;
    return date_option(NULL, &day) ? check_theme(dir, day) : exit_usage;
}
