/* gongshi statement: what a household is handed about itself, on demand, as PDF. */
#include "print/statement.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/apart.h"
#include "cmd/command.h"
#include "cmd/faces.h"
#include "cmd/load.h"
#include "cmd/named.h"
#include "cmd/secret.h"
#include "cmd/theme.h"
#include "records/typed.h"

#include <stdio.h>
#include <string.h>

struct statement_options {
    const char *dir, *out, *language;
    int32_t date;
    bool all_years;
    char **households; /* as they were named */
    int count;
};

/* The options as they were typed. */
struct typed {
    const char *folder, *out, *date, *language;
    bool all_years;
};

static bool read_options(int argc, char **argv, struct statement_options *o)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_statement, &typed);
    if (operands < 0)
        return false;
    *o = (struct statement_options){
        .out = typed.out, .language = typed.language, .all_years = typed.all_years};
    o->dir = village_folder(typed.folder, &operands, argv);
    o->households = argv + 1;
    o->count = operands;
    if (!language_option(o->language))
        return false;
    if (operands == 0) {
        say(_("statement: say whose: gongshi statement [DIR] [-o FILE] HOUSEHOLD…"));
        return false;
    }
    return date_option(typed.date, &o->date);
}

/* Finds the COUNT households that are called NAMES, by id or by a name. False, said, where one is not known.
 */
static bool find_all(const struct records *records, char **names, int count, uint32_t *households)
{
    bool well = true;
    for (int i = 0; i < count; i++) {
        bool several = false;
        households[i] = typed_exactly(records, typed_household, names[i]);
        if (households[i] == records_none)
            households[i] = typed_find(records, typed_household, names[i]);
        if (households[i] == records_none)
            households[i] = household_named(records, names[i], "statement", &several);
        if (households[i] == records_none && !several)
            say(_("statement: there is no household \"%s\""), names[i]);
        well = well && households[i] != records_none;
    }
    return well;
}

/* Writes what MADE holds, the first household's id and the PDF, where it is wanted, and says where. */
static int write_out(const struct statement_options *o, int count, const struct buf *made)
{
    struct buf path = {0};
    size_t id = strlen(made->data) + 1;
    if (o->out)
        buf_puts(&path, o->out);
    else if (count == 1)
        buf_printf(&path, "statement-%s.pdf", made->data);
    else
        buf_puts(&path, "statements.pdf");
    int error = file_write(buf_text(&path), made->data + id, made->len - id);
    if (error)
        say(_("cannot write %s: %s"), buf_text(&path), strerror(error));
    else
        printf(_("%s is for the household alone, and full names are in it\n"), buf_text(&path));
    buf_free(&path);
    return error ? exit_failed : exit_well;
}

/* Puts the id of the first of the households, a zero and the PDF behind MADE. */
static int make(const struct statement_options *o, struct loaded *loaded, const struct words *words,
                const uint32_t *households, int count, struct buf *made)
{
    struct secret secret;
    bool has_secret;
    struct view view, own;
    struct explainer explainer;
    if (!secret_load(o->dir, &secret, &has_secret))
        return exit_failed;
    int status;
    struct fonts *fonts = faces_open(words, &status);
    if (!fonts)
        return exit_failed;
    view_open(&view, &loaded->ledger, words, circle_office);
    view_open(&own, &loaded->ledger, words, circle_own);
    explain_open(&explainer, &loaded->ledger);
    const struct print_input input = {.view = &view,
                                      .fonts = fonts,
                                      .threads = 1,
                                      .source = &loaded->source,
                                      .own = &own,
                                      .explainer = &explainer,
                                      .secret = has_secret ? &secret : NULL};
    const char *id = loaded->records.households[households[0]]->id;
    buf_put(made, id, strlen(id) + 1);
    bool well = statement_make(&input, households, (size_t)count, o->all_years, made, &loaded->diags);
    status = well ? exit_well : exit_failed;
    explain_close(&explainer);
    view_free(&own);
    view_free(&view);
    fonts_close(fonts);
    return status;
}

/* Reads the village and makes what write_out takes; for a process of its own. */
static int read_and_make(void *context, struct buf *made)
{
    const struct statement_options *o = context;
    struct loaded loaded;
    int status = load(o->dir, o->date, workers_available(), &loaded);
    if (status == exit_well) {
        uint32_t *households = memory_new((size_t)o->count, sizeof *households);
        struct words *words = NULL;
        if (!find_all(&loaded.records, o->households, o->count, households))
            status = exit_usage;
        else
            words = theme_load(o->dir, &loaded, o->language, &status);
        if (words)
            status = make(o, &loaded, words, households, o->count, made);
        words_free(words);
        memory_free(households);
    }
    if (status != exit_usage) {
        load_sort(&loaded);
        load_print(&loaded);
    }
    load_free(&loaded);
    return status;
}

static int run_statement(int argc, char **argv)
{
    struct statement_options o;
    if (!read_options(argc, argv, &o))
        return exit_usage;
    struct buf made = {0};
    int status = apart(read_and_make, &o, NULL, &made);
    if (status == exit_well)
        status = write_out(&o, o.count, &made);
    buf_free(&made);
    return status;
}

const struct command command_statement = {
    .name = "statement",
    .run = run_statement,
    .line = N_("make a household's statement, to be handed to it"),
    .text = N_(
        "Makes a household's statement as PDF: how it stands, its account line by line, every entry with its "
        "status and reason, what its points buy and open, and to whom its record was shown. It is for that "
        "household alone and shows its names in full. Several households come one after the other in one "
        "file, each from a page of its own."),
    .before = "[DIR]",
    .behind = N_("HOUSEHOLD …"),
    .options = {OPTION_FOLDER(struct typed),
                {.name = "-o",
                 .other = "--output",
                 .value = N_("FILE"),
                 .at = offsetof(struct typed, out),
                 .help = N_("the file that is written; otherwise statement-HOUSEHOLD.pdf, of several "
                            "statements.pdf, in the current folder")},
                OPTION_DATE(struct typed),
                {.name = "--all-years",
                 .at = offsetof(struct typed, all_years),
                 .help = N_("all years of the household, to be filed; otherwise the present one")},
                OPTION_LANGUAGE(struct typed),
                {.name = N_("HOUSEHOLD …"), .help = N_("its id, or the name of its head or of a member")}},
    .examples = {"gongshi statement h105", "gongshi statement --all-years -o archive.pdf h105"},
};
