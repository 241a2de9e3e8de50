/* gongshi ledger: the computed state as a table, as JSON, as CSV. */
#include "base/fold.h"
#include "base/memory.h"
#include "cmd/command.h"
#include "cmd/load.h"
#include "cmd/named.h"
#include "cmd/origin.h"
#include "cmd/pager.h"
#include "cmd/theme.h"
#include "ledger/json.h"
#include "records/typed.h"
#include "tables/tables.h"
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct format {
    const char *name;
    listing_encode *encode;
} formats[] = {{"table", listing_text}, {"json", listing_json}, {"csv", listing_csv}};

enum { formats_len = sizeof formats / sizeof *formats };

struct options {
    const char *folder, *date, *format, *jobs; /* as they were typed */
    const char *dir;
    listing_encode *encode;
    const char *cycle;
    bool public, entries;
    int32_t day;
    int threads;
    int operands; /* households; with entries meetings too */
};

static bool read_options(int argc, char **argv, struct options *o)
{
    *o = (struct options){.format = "table"};
    o->operands = options_read(argc, argv, &command_ledger, o);
    if (o->operands < 0)
        return false;
    o->dir = village_folder(o->folder, &o->operands, argv);
    for (size_t i = 0; i < formats_len; i++)
        if (strcmp(formats[i].name, o->format) == 0)
            o->encode = formats[i].encode;
    if (!o->encode) {
        say(_("--format takes table, json or csv, not \"%s\""), o->format);
        return false;
    }
    if (o->public && o->entries) {
        say(_("ledger: --entries names who did what, for the office: it can't be --public"));
        return false;
    }
    return date_option(o->date, &o->day) && threads_option(o->jobs, &o->threads);
}

/* The households, and the meetings where these may be asked for; false where there are no such (said). */
static bool select_operands(const struct options *o, char **argv, struct loaded *loaded,
                            struct ledger_selection *selection)
{
    struct records *r = &loaded->records;
    uint32_t *households = arena_new(&r->arena, uint32_t, (size_t)o->operands);
    uint32_t *meetings = arena_new(&r->arena, uint32_t, (size_t)o->operands);
    for (int i = 1; i <= o->operands; i++) {
        uint32_t meeting = o->entries ? typed_find(r, typed_meeting, argv[i]) : map_none;
        uint32_t household = typed_find(r, typed_household, argv[i]);
        bool several = false;
        if (meeting == map_none && household == map_none)
            household = household_named(r, argv[i], "ledger", &several);
        if (meeting != map_none) {
            meetings[selection->meetings_len++] = meeting;
        } else if (household != records_none) {
            households[selection->households_len++] = household;
        } else {
            if (!several)
                say(o->entries ? _("there is no meeting or household \"%s\"")
                               : _("there is no household \"%s\""),
                    argv[i]);
            return false;
        }
    }
    selection->households = selection->households_len ? households : NULL;
    selection->meetings = selection->meetings_len ? meetings : NULL;
    return true;
}

/* The households and the cycle that are asked for; false where there are no such (said). */
static bool select_rows(const struct options *o, char **argv, struct loaded *loaded,
                        struct ledger_selection *selection)
{
    *selection = (struct ledger_selection){0};
    if (o->cycle) {
        char *end;
        struct buf typed = {0};
        fold_id(&typed, o->cycle, strlen(o->cycle));
        long id = strtol(buf_text(&typed), &end, 10);
        bool number = typed.len && !*end;
        buf_free(&typed);
        if (!number || id < 1900 || id > 2200 || !ledger_cycle(&loaded->ledger, (int)id)) {
            say(_("there is no cycle \"%s\": the cycles are %d to %d"), o->cycle, loaded->ledger.cycles[0].id,
                ledger_current(&loaded->ledger)->id);
            return false;
        }
        selection->one_cycle = true;
        selection->cycle = (int)id;
    }
    if (o->operands == 0)
        return true;
    return select_operands(o, argv, loaded, selection);
}

/* What the site carries as data/ledger.json, the commit included. */
static void put_public(const struct options *o, const struct ledger_selection *selection,
                       const struct view *view, const char *url, struct buf *out)
{
    struct origin origin;
    origin_read(o->dir, &origin);
    view_public_json(view, selection, origin_commit(&origin), origin.dirty, url, NULL, out);
}

/* The households' accounts: a table a cycle to read, all in one for a spreadsheet. */
static void put_accounts(const struct options *o, const struct ledger_selection *selection,
                         const struct view *view, struct buf *out)
{
    struct arena arena = {0};
    if (o->encode == listing_csv) {
        listing_csv(tables_all_accounts(view, &arena, selection), out);
        arena_free(&arena);
        return;
    }
    for (uint32_t i = 0; i < view->ledger->cycles_len; i++) {
        const struct cycle *cycle = &view->ledger->cycles[i];
        if (!selection_holds_cycle(selection, cycle->id))
            continue;
        if (out->len)
            buf_putc(out, '\n');
        o->encode(tables_accounts(view, &arena, cycle, selection), out);
    }
    arena_free(&arena);
}

static void put_entries(const struct options *o, const struct ledger_selection *selection,
                        const struct view *view, struct buf *out)
{
    struct arena arena = {0};
    o->encode(tables_entries(view, &arena, selection), out);
    arena_free(&arena);
}

static int print(const struct options *o, const struct ledger_selection *selection, struct loaded *loaded)
{
    struct buf out = {0};
    struct view view = {.ledger = &loaded->ledger};
    int status = exit_well;
    bool json = o->encode == listing_json;
    struct words *words =
        json && !o->public && !o->entries ? NULL : theme_load(o->dir, loaded, NULL, &status);
    if (status != exit_well) {
        load_print(loaded);
        return status;
    }
    if (words)
        view_open(&view, &loaded->ledger, words, o->public ? circle_site : circle_office);
    if (o->entries)
        put_entries(o, selection, &view, &out);
    else if (json && o->public)
        put_public(o, selection, &view, loaded->records.village.url, &out);
    else if (json)
        ledger_json_filtered(&loaded->ledger, &(struct ledger_filter){.selection = selection}, &out);
    else
        put_accounts(o, selection, &view, &out);
    if (words)
        view_free(&view);
    words_free(words);
    status = pager_write(&out);
    buf_free(&out);
    return status;
}

static int run_ledger(int argc, char **argv)
{
    struct options o;
    if (!read_options(argc, argv, &o))
        return exit_usage;
    struct loaded loaded;
    struct ledger_selection selection;
    int status = load(o.dir, o.day, o.threads, &loaded);
    load_print(&loaded);
    if (status == exit_well)
        status = select_rows(&o, argv, &loaded, &selection) ? print(&o, &selection, &loaded) : exit_usage;
    load_free(&loaded);
    return status;
}

const struct command command_ledger = {
    .name = "ledger",
    .run = run_ledger,
    .reads = true,
    .line = N_("print what follows from them: a table, JSON, CSV"),
    .text = N_(
        "Prints what follows from the records on a day: every household's points earned, on notice, redeemed "
        "and left, its rank, its honours and the services open to it. Names are shown in full: it is for the "
        "office."),
    .before = "[DIR]",
    .behind = N_("[ID …]"),
    .options =
        {OPTION_FOLDER(struct options),
         OPTION_DATE(struct options),
         {.name = "--format",
          .value = N_("FORMAT"),
          .at = offsetof(struct options, format),
          .help = N_(
              "table (the default, for reading), json (everything, for programs), csv (for a spreadsheet)")},
         {.name = "--public",
          .at = offsetof(struct options, public),
          .help = N_("only what the website may carry, with names as the village's policy has them")},
         {.name = "--entries",
          .at = offsetof(struct options, entries),
          .help = N_("the entries instead, with the id of each, its household and rule, and the file and "
                     "line where it "
                     "stands")},
         {.name = "--cycle",
          .value = N_("YEAR"),
          .at = offsetof(struct options, cycle),
          .help = N_("only this cycle")},
         OPTION_JOBS(struct options),
         {.name = N_("ID …"), .help = N_("only these households, by id; with --entries meetings too")}},
    .examples = {"gongshi ledger", "gongshi ledger --cycle 2025 h105 h106",
                 "gongshi ledger --format csv > ledger.csv", "gongshi ledger --entries 2026-11-18"},
};
