/* gongshi import: what somebody filled in in a spreadsheet becomes records. */
#include "clerk/import.h"

#include "base/date.h"
#include "base/files.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/import_files.h"
#include "cmd/import_table.h"
#include "cmd/load.h"
#include "cmd/writing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The options as they were typed. */
struct typed {
    const char *folder, *sheet, *meeting, *as, *date, *group, *into;
    bool dry_run;
    const char *file;
};

/* --- what is meant */

/* The meeting of that id, or the newest where NAME is NULL; NULL, said, where there is none. */
static const struct meeting *find_meeting(const struct records *r, const char *name)
{
    const struct meeting *newest = r->meetings_len ? r->meetings[r->meetings_len - 1] : NULL;
    if (name) {
        uint32_t number = map_find(&r->meeting_ids, name);
        newest = number == map_none ? NULL : r->meetings[number];
    }
    if (!newest)
        say(_("import: there is no such meeting: gongshi new meeting begins one"));
    return newest;
}

static bool read_kind(const char *name, enum import_kind *kind)
{
    *kind = import_kinds;
    for (int i = 0; name && i < import_kinds; i++)
        if (fold_same(name, import_kind_name((enum import_kind)i, false)) ||
            fold_same(name, import_kind_name((enum import_kind)i, true)))
            *kind = (enum import_kind)i;
    if (name && *kind == import_kinds)
        say(_("--as says what the table holds: households, rules, meeting, scores, redemptions, claims or "
              "transfers, not \"%s\""),
            name);
    return !name || *kind != import_kinds;
}

static bool read_group(const struct records *r, const char *name, uint32_t *group)
{
    *group = records_none;
    for (uint32_t i = 0; name && i < r->groups_len; i++)
        if (fold_same(r->groups[i]->id, name) || fold_same(r->groups[i]->name, name))
            *group = i;
    if (name && *group == records_none)
        say(_("import: there is no group \"%s\""), name);
    return !name || *group != records_none;
}

/* --- the whole */

/* Puts the items into their files, checks the whole, and writes. */
static int write_items(const struct record_lock *lock, const char *dir, const struct typed *typed,
                       struct importing *im, const struct loaded *loaded, const struct meeting *meeting,
                       int32_t today)
{
    struct import_files files = {0};
    int status = import_files_make(im, loaded, meeting, typed->into, &files) ? exit_well : exit_records;
    if (status == exit_well)
        status = import_files_check(&files, dir, today, im);
    if (im->problems.len) {
        import_table_problems(im, typed->file);
        status = status == exit_well ? exit_records : status;
    }
    for (size_t i = 0; status == exit_well && !typed->dry_run && i < files.len; i++)
        status = writing_put(lock, files.items[i].path, files.items[i].was, files.items[i].was_len,
                             &files.items[i].text);
    if (status == exit_well) {
        import_table_warnings(im, typed->file);
        import_files_print(&files, im);
    }
    import_files_free(&files);
    return status;
}

/* Reads the table against the records of LOADED, which was read under LOCK. */
static int import_table(const struct record_lock *lock, const char *dir, const struct typed *typed,
                        struct cells *cells, const struct loaded *loaded, struct arena *arena, int32_t today)
{
    struct importing im = {.records = &loaded->records,
                           .cells = cells,
                           .chinese = loaded->records.village.language == language_zh_cn,
                           .today = today,
                           .translate = say_translate,
                           .arena = arena};
    const struct meeting *meeting = NULL;
    if (!read_kind(typed->as, &im.kind) || !read_group(im.records, typed->group, &im.group))
        return exit_usage;
    if (!typed->group && cells->sheet) /* a sheet a group */
        im.group = import_group_called(im.records, cells->sheet);
    bool newest = loaded->records.meetings_len > 0;
    im.date = newest ? loaded->records.meetings[loaded->records.meetings_len - 1]->date : today;
    if (typed->meeting && !(meeting = find_meeting(im.records, typed->meeting)))
        return exit_usage;
    im.date = meeting ? meeting->date : im.date;
    if (typed->date && !date_option(typed->date, &im.date))
        return exit_usage;
    import_read(&im);
    import_table_left(&im);
    int status = exit_well;
    bool decides = im.kind == import_meeting || im.kind == import_scores || im.kind == import_transfers;
    if (status == exit_well && decides && !meeting && !(meeting = find_meeting(im.records, NULL)))
        status = exit_usage;
    if (status == exit_well)
        status = write_items(lock, dir, typed, &im, loaded, meeting, today);
    import_free(&im);
    return status;
}

static int import_file(const char *dir, const struct typed *typed, int32_t today)
{
    struct loaded loaded = {0};
    struct arena arena = {0};
    struct cells cells = {0};
    struct record_lock lock = {.fd = -1};
    if (!(typed->dry_run ? confinement_reading() : confinement_records(dir)))
        return exit_failed;
    int status = import_table_read(typed->file, typed->sheet, &arena, &cells);
    if (status == exit_well && !typed->dry_run)
        status = writing_lock(&lock, dir);
    if (status == exit_well)
        status = load(dir, today, workers_available(), &loaded);
    if (status == exit_records && loaded.has_records) {
        load_print(&loaded);
        say(_("a table can be taken once this is mended"));
    }
    if (status == exit_well)
        status = import_table(&lock, dir, typed, &cells, &loaded, &arena, today);
    if (status != exit_well || typed->dry_run)
        say(_("nothing is written"));
    record_unlock(&lock);
    cells_free(&cells);
    load_free(&loaded);
    arena_free(&arena);
    return status;
}

static int run_import(int argc, char **argv)
{
    struct typed typed = {0};
    int32_t today;
    int operands = options_read(argc, argv, &command_import, &typed);
    if (operands < 0 || !date_option(NULL, &today))
        return exit_usage;
    const char *dir = village_folder(typed.folder, &operands, argv);
    if (operands != 1) {
        say(_("import: say which table is to be taken: gongshi import FILE"));
        return exit_usage;
    }
    typed.file = argv[1];
    return import_file(dir, &typed, today);
}

const struct command command_import = {
    .name = "import",
    .run = run_import,
    .line = N_("take what was filled in in a spreadsheet into the records"),
    .text =
        N_("Reads a table, the first sheet of a workbook (.xlsx) or a text with commas, tabs or semicolons "
           "(.csv, in UTF-8 or GBK), and puts its rows into the records: households, rules, the entries of a "
           "meeting, scores from house to house, redemptions, claims, points passed on. Which it is its "
           "headings say, in "
           "Chinese or "
           "English and in any order. Rules, rewards and households may be named by id or by a name that is "
           "unique. Whatever is wrong is reported by row and column; nothing is written unless all is right, "
           "and "
           "what stands in the files stays as it is."),
    .before = "[DIR]",
    .behind = "FILE",
    .options = {OPTION_FOLDER(struct typed),
                {.name = "--sheet",
                 .value = N_("SHEET"),
                 .at = offsetof(struct typed, sheet),
                 .help = N_("of a workbook: which sheet, by name or number; otherwise the first")},
                {.name = "--meeting",
                 .value = N_("ID"),
                 .at = offsetof(struct typed, meeting),
                 .help = N_("of entries, scores and points passed on: the meeting that decided them; "
                            "otherwise the newest")},
                {.name = "--as",
                 .value = N_("KIND"),
                 .at = offsetof(struct typed, as),
                 .help =
                     N_("what the table holds: households, rules, meeting, scores, redemptions, claims or "
                        "transfers; otherwise what its headings say")},
                {.name = "--date",
                 .value = N_("YYYY-MM-DD"),
                 .at = offsetof(struct typed, date),
                 .help = N_("of scores: the day on which they were given; otherwise the meeting's")},
                {.name = "--group",
                 .value = N_("GROUP"),
                 .at = offsetof(struct typed, group),
                 .help = N_("of households: their group, where no column says it")},
                {.name = "--into",
                 .value = N_("FILE"),
                 .at = offsetof(struct typed, into),
                 .help = N_("of rules: the file of records/rules/ that they go into; otherwise the last")},
                {.name = "--dry-run",
                 .at = offsetof(struct typed, dry_run),
                 .help = N_("show what would be written, and write nothing")},
                {.name = "FILE", .help = N_("the table")}},
    .examples = {"gongshi import 户册.xlsx", "gongshi import 三月.csv --meeting 2026-03-05 --dry-run"},
};
