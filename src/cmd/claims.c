/* gongshi claims add: what residents declare becomes claims in the records. */
#include "base/files.h"
#include "base/memory.h"
#include "base/workers.h"
#include "claims/claim_file.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/load.h"
#include "cmd/writing.h"
#include "records/schemas.h"
#include "source/record_files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The options of `add`. */
struct add_options {
    const char *folder, *file;       /* FILE: NULL or "-" is standard input */
    const char *values[form_fields]; /* as options; NULL: not given */
    const char *via, *received;      /* NULL: not given */
    bool again, dry_run;
    int32_t today, day; /* day: `received` */
    enum via how;
};

/* The option that gives FIELD. */
static const char *option_of(int field)
{
    const struct option *o = command_claims.options;
    while (o->at != offsetof(struct add_options, values) + (size_t)field * sizeof(char *))
        o++;
    return o->name;
}

/* What the claims are read from, as it is shown beside what is wrong in it. */
struct claim_input {
    const char *name;
    struct buf text;
    struct claim_texts texts;
};

static bool without_form(const struct add_options *o)
{
    for (int i = 0; i < form_fields; i++)
        if (o->values[i] && i != form_evidence)
            return true;
    return false;
}

/* The options as a text, a line each, so that what is wrong with one is shown as it is in a form. */
static void read_options(const struct add_options *o, struct arena *arena, struct claim_input *input)
{
    struct claim_text claim = {.start = {.line = 1, .column = 1, .span = 1}};
    uint32_t line = 0;
    input->name = "gongshi claims add";
    for (int i = 0; i < form_fields; i++) {
        if (!o->values[i])
            continue;
        line++;
        const char *option = option_of(i);
        struct place place = {.line = line, .column = (uint32_t)strlen(option) + 2};
        place.span = *o->values[i] ? (uint32_t)strlen(o->values[i]) : 1;
        buf_printf(&input->text, "%s %s\n", option, o->values[i]);
        bool raw = i == form_note || i == form_evidence;
        if (*o->values[i])
            claim.values[i] = (struct form_value){.text = raw ? arena_copy(arena, o->values[i])
                                                              : form_plain(arena, o->values[i]),
                                                  .place = place};
    }
    memory_push(&input->texts, claim);
}

/* Reads the form from its file or standard input; the exit status. */
static int read_form(const struct add_options *o, struct arena *arena, struct claim_input *input,
                     struct diags *diags)
{
    bool standard = !o->file || strcmp(o->file, "-") == 0;
    input->name = standard ? _("standard input") : o->file;
    if (standard && isatty(STDIN_FILENO))
        say(_("paste the text of the claim here, then press Ctrl-D on a line of its own"));
    int error = standard ? file_read_open(STDIN_FILENO, &input->text) : file_read(o->file, &input->text);
    if (error) {
        say(_("cannot read %s: %s"), input->name, strerror(error));
        return exit_failed;
    }
    claim_text_read(arena, buf_text(&input->text), input->text.len, &input->texts, diags);
    if (!input->texts.len && !diags->errors) {
        say(_("%s: no claim in it: it begins with 【积分申报】 or [Claim for points], or has lines such as "
              "户号：h105"),
            input->name);
        return exit_records;
    }
    for (size_t i = 0; i < input->texts.len; i++)
        if (o->values[form_evidence])
            input->texts.items[i].values[form_evidence] =
                (struct form_value){.text = o->values[form_evidence], .place = input->texts.items[i].start};
    return exit_well;
}

static void print_input(const struct claim_input *input, const struct diags *diags)
{
    struct buf out = {0};
    struct diag_source source = {.path = input->name, .text = buf_text(&input->text), .len = input->text.len};
    for (size_t i = 0; i < diags->len; i++)
        diag_print(diags, i, &source, say_translate, say_colour(), &out);
    diag_source_close(&source);
    fwrite(buf_text(&out), 1, out.len, stderr);
    buf_free(&out);
}

/* Whether the records would be right with TEXT as the file PATH, in which LINE is the first that is new;
 * prints what would be wrong, and what there is to look at in what is new. */
static int check_whole(const char *dir, const struct add_options *o, const char *path, const struct buf *text,
                       uint32_t line)
{
    struct loaded loaded;
    int status = load_source(dir, &loaded);
    if (status == exit_well) {
        source_put(&loaded.source, path, buf_text(text), text->len);
        status = load_checked(o->today, workers_available(), &loaded);
    }
    if (status == exit_records)
        load_print(&loaded);
    else if (status == exit_well)
        load_print_behind(&loaded, path, line);
    load_free(&loaded);
    return status;
}

static void print_written(const struct records *r, const char *path, const struct claim_drafts *drafts,
                          const struct claim_written *written)
{
    for (size_t i = 0; i < drafts->len; i++) {
        const struct claim_draft *d = &drafts->items[i];
        char date[date_text_size];
        date_format(d->date, date);
        printf("%s:%u: %s  %s  %s %s  %s\n", path, written[i].line, written[i].id,
               d->resident != records_none ? r->residents[d->resident]->id : r->households[d->household]->id,
               r->rules[d->rule]->id, r->rules[d->rule]->title, date);
    }
}

/* Writes the drafts behind the year's file, or says what would be written. LOADED was read under LOCK. */
static int write_claims(const struct record_lock *lock, const char *dir, const struct add_options *o,
                        const struct loaded *loaded, const struct claim_drafts *drafts, struct arena *arena)
{
    int year = date_split(o->day).year;
    const char *path = record_files_of_year(arena, source_claims, year);
    const struct source_file *file = source_at(&loaded->source, path);
    struct claim_writing writing = {.records = &loaded->records,
                                    .path = path,
                                    .year = year,
                                    .text = file ? file->text : "",
                                    .len = file ? file->len : 0,
                                    .received = o->day,
                                    .via = o->how,
                                    .arena = arena};
    struct claim_written *written = arena_new(arena, struct claim_written, drafts->len);
    struct buf text = {0};
    if (!claim_file_append(&writing, drafts, written, &text)) {
        say(_("%s can't be added to as it is: write it as lines that begin with \"- \", and try again"),
            path);
        return exit_records;
    }
    int status = check_whole(dir, o, path, &text, written[0].line);
    if (status == exit_well && !o->dry_run)
        status = writing_put(lock, path, file ? file->text : NULL, writing.len, &text);
    if (status == exit_well) {
        if (o->dry_run)
            fwrite(buf_text(&text) + writing.len, 1, text.len - writing.len, stdout);
        print_written(&loaded->records, path, drafts, written);
    }
    buf_free(&text);
    return status;
}

/* Takes the lock and reads the records again: somebody may have written while the form came in. */
static int load_locked(const char *dir, const struct add_options *o, struct record_lock *lock,
                       struct loaded *loaded)
{
    int status = writing_lock(lock, dir);
    if (status != exit_well)
        return status;
    load_free(loaded);
    status = load(dir, o->today, workers_available(), loaded);
    if (status == exit_records)
        load_print(loaded);
    return status;
}

/* Everything from the input to the file; nothing is written where anything is wrong. */
static int add(const char *dir, const struct add_options *o)
{
    struct loaded loaded;
    struct arena arena = {0};
    struct claim_input input = {0};
    struct diags diags = {0};
    struct claim_drafts drafts = {0};
    struct record_lock lock = {.fd = -1};
    int status = load(dir, o->today, workers_available(), &loaded);
    if (status == exit_records) {
        load_print(&loaded);
        say(_("claims can be added once this is mended"));
    }
    if (status == exit_well && without_form(o))
        read_options(o, &arena, &input);
    else if (status == exit_well)
        status = read_form(o, &arena, &input, &diags);
    if (status == exit_well && !o->dry_run)
        status = load_locked(dir, o, &lock, &loaded);
    struct claim_checking checking = {.records = &loaded.records,
                                      .received = o->day,
                                      .again = o->again,
                                      .options = without_form(o),
                                      .arena = &arena,
                                      .diags = &diags};
    for (size_t i = 0; status == exit_well && i < input.texts.len; i++)
        claim_check(&checking, &input.texts.items[i], &drafts);
    const char *paths[] = {input.name};
    diag_sort(&diags, paths);
    print_input(&input, &diags);
    if (status == exit_well && diags.errors)
        status = exit_records;
    if (status == exit_well)
        status = write_claims(&lock, dir, o, &loaded, &drafts, &arena);
    if (status != exit_well || o->dry_run)
        say(_("nothing is written"));
    record_unlock(&lock);
    memory_free(drafts.items);
    memory_free(input.texts.items);
    buf_free(&input.text);
    diag_free(&diags);
    arena_free(&arena);
    load_free(&loaded);
    return status;
}

static bool read_via(struct add_options *o)
{
    o->how = without_form(o) ? via_paper : via_web;
    for (size_t i = 0; o->via && via_words[i].name; i++)
        if (strcmp(o->via, via_words[i].name) == 0) {
            o->how = (enum via)i;
            return true;
        }
    if (o->via)
        say(_("--via says how the claim came: web, paper or visit, not \"%s\""), o->via);
    return !o->via;
}

static int run_add(int argc, char **argv)
{
    struct add_options o = {0};
    int operands = options_read(argc, argv, &command_claims, &o);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(o.folder, &operands, argv);
    if (operands && without_form(&o)) {
        say(_("claims add: \"%s\" belongs to no option: put quotation marks around what has blanks in it"),
            argv[1]);
        return exit_usage;
    }
    if (operands > 1) {
        say(_("claims add: either one file with the text of claims, or --household, --rule and --date"));
        return exit_usage;
    }
    o.file = operands ? argv[1] : NULL;
    if (!date_option(NULL, &o.today) || !date_option(o.received, &o.day) || !read_via(&o))
        return exit_usage;
    if (o.received && o.day > o.today) {
        say(_("--received %s: that day has not come yet"), o.received);
        return exit_usage;
    }
    if (!(o.dry_run ? confinement_reading() : confinement_records(dir)))
        return exit_failed;
    return add(dir, &o);
}

static int run_claims(int argc, char **argv)
{
    if (argc >= 2 && strcmp(argv[1], "add") == 0) {
        argv[1] = argv[0]; /* what is wrong with the options is said of "claims" */
        return run_add(argc - 1, argv + 1);
    }
    say(_("use: gongshi claims add [-C DIR] [FILE], or gongshi claims add --household h105,h106 --rule RULE "
          "--date DATE [--times N] [--points P] [--note TEXT] [--resident NAME] [--evidence PATH] "
          "[--via web|paper|visit] [--received DATE] [--again] [--dry-run]"));
    return exit_usage;
}

const struct command command_claims = {
    .name = "claims",
    .run = run_claims,
    .line = N_("add what residents declare to the claims"),
    .text = N_(
        "Adds what residents declare to records/claims/YEAR.yaml, each with an id of its own. The text comes "
        "from the site's form, by FILE or standard input; or the options say it without a form. It is "
        "checked first: where anything is wrong, nothing is written."),
    .use = N_("add [DIR] [FILE | --household HOUSEHOLDS --rule RULE --date DATE …]"),
    .options = {OPTION_FOLDER(struct add_options),
                {.name = N_("FILE"),
                 .help = N_("a file with the text of one claim or several; - or nothing: standard input")},
                {.name = "--household",
                 .value = N_("HOUSEHOLDS"),
                 .at = offsetof(struct add_options, values[form_household]),
                 .help = N_("the household, or several with commas between")},
                {.name = "--resident",
                 .value = N_("NAME"),
                 .at = offsetof(struct add_options, values[form_resident]),
                 .help = N_("the resident who did it, by name or id; several with commas")},
                {.name = "--rule",
                 .value = N_("RULE"),
                 .at = offsetof(struct add_options, values[form_rule]),
                 .help = N_("the rule, by id")},
                {.name = "--date",
                 .value = N_("YYYY-MM-DD"),
                 .at = offsetof(struct add_options, values[form_date]),
                 .help = N_("the day of the deed")},
                {.name = "--times",
                 .value = "N",
                 .at = offsetof(struct add_options, values[form_times]),
                 .help = N_("how many times; otherwise once")},
                {.name = "--points",
                 .value = "P",
                 .at = offsetof(struct add_options, values[form_points]),
                 .help = N_("how many points, where the rule has a range")},
                {.name = "--note",
                 .value = N_("TEXT"),
                 .at = offsetof(struct add_options, values[form_note]),
                 .help = N_("a note, for the office")},
                {.name = "--evidence",
                 .value = N_("PATH"),
                 .at = offsetof(struct add_options, values[form_evidence]),
                 .help = N_("a photograph or paper, its path from records/; goes with a form too")},
                {.name = "--via",
                 .value = N_("HOW"),
                 .at = offsetof(struct add_options, via),
                 .help = N_("how it came: web, paper or visit; otherwise web for a form, paper for options")},
                {.name = "--received",
                 .value = N_("YYYY-MM-DD"),
                 .at = offsetof(struct add_options, received),
                 .help = N_("the day it was received; otherwise today in Beijing")},
                {.name = "--again",
                 .at = offsetof(struct add_options, again),
                 .help = N_("the same household, rule and day are claimed on purpose a second time")},
                {.name = "--dry-run",
                 .at = offsetof(struct add_options, dry_run),
                 .help = N_("show what would be written, and write nothing")}},
    .examples = {"gongshi claims add claim.txt",
                 "gongshi claims add --household h105,h106 --rule patrol --date 2026-11-18"},
};
