/* gongshi sheet: a workbook to be filled in, which gongshi import takes back. */
#include "base/date.h"
#include "base/files.h"
#include "base/fold.h"
#include "base/late.h"
#include "base/memory.h"
#include "base/workers.h"
#include "clerk/import.h"
#include "cmd/apart.h"
#include "cmd/command.h"
#include "cmd/load.h"
#include "records/schemas.h"
#include "records/typed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define XLSX(X)                        \
    X(workbook_new_opt)                \
    X(workbook_add_worksheet)          \
    X(workbook_add_format)             \
    X(workbook_set_properties)         \
    X(workbook_close)                  \
    X(format_set_bold)                 \
    X(format_set_bg_color)             \
    X(format_set_border)               \
    X(format_set_num_format)           \
    X(worksheet_write_string)          \
    X(worksheet_set_column)            \
    X(worksheet_freeze_panes)          \
    X(worksheet_data_validation_range) \
    X(worksheet_set_paper)             \
    X(worksheet_fit_to_pages)          \
    X(worksheet_repeat_rows)           \
    X(lxw_strerror)

XLSX(LATE_POINTER)

enum { rows_to_fill = 300, paper_a4 = 9 };

/* The options as they were typed. */
struct typed {
    const char *folder, *group, *rule, *out;
};

/* What a list of a column is made of. */
enum choice {
    choice_none,
    choice_households,
    choice_rules,
    choice_rewards,
    choice_groups,
    choice_flag,
    choice_categories,
    choice_kinds,
    choice_count
};

/* A column, by the field that stands under it. */
struct column {
    const char *field;
    enum choice choice;
    double width;
};

static const struct {
    enum import_kind kind;
    struct column columns[10];
} sheets[] = {
    {import_meeting,
     {{"household", choice_households, 18},
      {"resident", choice_none, 12},
      {"rule", choice_rules, 30},
      {"date", choice_none, 12},
      {"times", choice_none, 8},
      {"points", choice_none, 8},
      {"evidence", choice_none, 24},
      {"note", choice_none, 30}}},
    {import_scores, {{"household", choice_none, 10}, {"head", choice_none, 12}}},
    {import_redemptions,
     {{"date", choice_none, 12},
      {"household", choice_households, 18},
      {"reward", choice_rewards, 24},
      {"quantity", choice_none, 8}}},
    {import_households,
     {{"id", choice_none, 10},
      {"head", choice_none, 12},
      {"group", choice_groups, 10},
      {"members", choice_none, 40},
      {"since", choice_none, 12},
      {"offline", choice_flag, 10}}},
    {import_rules,
     {{"category", choice_categories, 18},
      {"title", choice_none, 36},
      {"points", choice_none, 10},
      {"unit", choice_none, 8},
      {"cap", choice_none, 12},
      {"kind", choice_kinds, 10}}},
    {import_claims,
     {{"household", choice_households, 18},
      {"resident", choice_none, 12},
      {"rule", choice_rules, 30},
      {"date", choice_none, 12},
      {"times", choice_none, 8},
      {"points", choice_none, 8},
      {"note", choice_none, 30},
      {"received", choice_none, 12}}},
    {import_transfers,
     {{"from", choice_households, 18},
      {"to", choice_households, 18},
      {"points", choice_none, 8},
      {"reason", choice_none, 40}}},
};

struct writing {
    const struct records *records;
    bool chinese;
    lxw_workbook *book;
    lxw_worksheet *sheet, *lists;
    lxw_format *heading, *text;
    size_t counts[choice_count]; /* items of each list */
};

static bool load_library(void)
{
    static const struct late_symbol symbols[] = {XLSX(LATE_SYMBOL)};
    const char *why;
    if (late_load("libxlsxwriter.so.4", symbols, sizeof symbols / sizeof *symbols, &why))
        return true;
    say(_("the library that writes workbooks is not there: %s"), why);
    return false;
}

static void put(lxw_worksheet *sheet, size_t row, size_t column, const char *text, lxw_format *format)
{
    late_worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, text, format);
}

/* --- lists to choose from */

static void put_choice(struct writing *w, enum choice choice, const char *id, const char *name)
{
    struct buf text = {0};
    buf_printf(&text, "%s%s%s", id, *id && *name ? " " : "", name);
    put(w->lists, w->counts[choice]++, choice, buf_text(&text), NULL);
    buf_free(&text);
}

static void put_choices(struct writing *w, int32_t today)
{
    const struct records *r = w->records;
    for (uint32_t i = 0; i < r->households_len; i++)
        if (household_listed(r->households[i], today))
            put_choice(w, choice_households, r->households[i]->id, r->households[i]->head.text);
    for (uint32_t i = 0; i < r->rules_len; i++)
        if (rule_holds(r->rules[i], today))
            put_choice(w, choice_rules, r->rules[i]->id, r->rules[i]->title);
    for (uint32_t i = 0; i < r->rewards_len; i++)
        if (r->rewards[i]->kind != reward_honour)
            put_choice(w, choice_rewards, r->rewards[i]->id, r->rewards[i]->title);
    for (uint32_t i = 0; i < r->groups_len; i++)
        put_choice(w, choice_groups, "", r->groups[i]->name);
    const struct field *kind = schema_named(import_schema(import_rules), "kind");
    for (uint32_t i = 0; i < r->categories_len; i++)
        put_choice(w, choice_categories, "", r->categories[i]->title);
    for (int i = 0; kind->words[i].name; i++)
        put_choice(w, choice_kinds, "", w->chinese ? kind->words[i].zh : kind->words[i].name);
    for (int i = 1; i >= 0; i--)
        put_choice(w, choice_flag, "", w->chinese ? flag_words[i].zh : flag_words[i].name);
}

/* Lets the cells below the heading of COLUMN be chosen from a list; other things may be typed. */
static void offer(struct writing *w, size_t column, enum choice choice)
{
    char formula[64], name[8];
    if (choice == choice_none || !w->counts[choice])
        return;
    cells_column_name(choice, name);
    snprintf(formula, sizeof formula, "=%s!$%s$1:$%s$%zu", w->chinese ? "名单" : "lists", name, name,
             w->counts[choice]);
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                      .value_formula = formula,
                                      .ignore_blank = LXW_VALIDATION_ON,
                                      .show_input = LXW_VALIDATION_ON,
                                      .show_error = LXW_VALIDATION_OFF,
                                      .dropdown = LXW_VALIDATION_ON};
    late_worksheet_data_validation_range(w->sheet, 1, (lxw_col_t)column, rows_to_fill, (lxw_col_t)column,
                                         &validation);
}

/* --- the sheet */

static const char *heading_of(const struct writing *w, enum import_kind kind, const char *field)
{
    const struct schema *schema = import_schema(kind);
    if (strcmp(field, "group") == 0)
        return w->chinese ? "小组" : "group";
    if (strcmp(field, "head") == 0)
        return w->chinese ? "户主" : "head";
    const struct field *f = schema_named(schema, field);
    return w->chinese ? f->zh : f->name;
}

static size_t put_headings(struct writing *w, enum import_kind kind, const struct column *columns)
{
    size_t count = 0;
    for (; columns[count].field; count++) {
        const struct column *c = &columns[count];
        late_worksheet_set_column(w->sheet, (lxw_col_t)count, (lxw_col_t)count, c->width, w->text);
        put(w->sheet, 0, count, heading_of(w, kind, c->field), w->heading);
        offer(w, count, c->choice);
    }
    return count;
}

/* The households of GROUP (records_none: all), and a column for RULE. */
static void put_scores(struct writing *w, uint32_t group, uint32_t rule, int32_t today, size_t column)
{
    const struct records *r = w->records;
    size_t row = 1;
    late_worksheet_set_column(w->sheet, (lxw_col_t)column, (lxw_col_t)column, 24, w->text);
    put(w->sheet, 0, column, r->rules[rule]->title, w->heading);
    for (uint32_t i = 0; i < r->households_len; i++) {
        const struct household *h = r->households[i];
        if ((group != records_none && h->group != group) || !household_listed(h, today))
            continue;
        put(w->sheet, row, 0, h->id, w->text);
        put(w->sheet, row++, 1, h->head.text, w->text);
    }
}

/* The workbook is made at PATH, what the library needs meanwhile in SCRATCH. */
static void begin(struct writing *w, const char *path, char *scratch, int32_t today)
{
    lxw_workbook_options options = {.tmpdir = scratch};
    w->book = late_workbook_new_opt(path, &options);
    lxw_doc_properties properties = {.created = (time_t)today * 86400};
    late_workbook_set_properties(w->book, &properties);
    w->sheet = late_workbook_add_worksheet(w->book, w->chinese ? "填写" : "fill in");
    w->lists = late_workbook_add_worksheet(w->book, w->chinese ? "名单" : "lists");
    w->heading = late_workbook_add_format(w->book);
    w->text = late_workbook_add_format(w->book);
    late_format_set_bold(w->heading);
    late_format_set_bg_color(w->heading, 0xEEE8DC);
    late_format_set_border(w->heading, LXW_BORDER_THIN);
    late_format_set_num_format(w->text, "@"); /* what is typed stays as it is typed */
    late_worksheet_freeze_panes(w->sheet, 1, 0);
    late_worksheet_repeat_rows(w->sheet, 0, 0);
    late_worksheet_set_paper(w->sheet, paper_a4);
    late_worksheet_fit_to_pages(w->sheet, 1, 0);
}

/* --- the command */

static bool find_group(const struct records *r, const char *name, uint32_t *group)
{
    *group = records_none;
    for (uint32_t i = 0; name && i < r->groups_len; i++)
        if (fold_same(r->groups[i]->id, name) || fold_same(r->groups[i]->name, name))
            *group = i;
    if (name && *group == records_none)
        say(_("sheet: there is no group \"%s\""), name);
    return !name || *group != records_none;
}

/* The one rule whose points a meeting sets within a range on TODAY; records_none where there are several,
 * which LIST then names, or none. */
static uint32_t only_scored(const struct records *r, int32_t today, struct buf *list)
{
    uint32_t only = records_none, count = 0;
    for (uint32_t i = 0; i < r->rules_len; i++) {
        const struct value_range *value =
            rule_holds(r->rules[i], today) ? rule_value(r->rules[i], today, NULL, NULL) : NULL;
        if (!value || value->lo == value->hi)
            continue;
        only = i;
        buf_printf(list, "%s%s %s", count++ ? _(", ") : "", r->rules[i]->id, r->rules[i]->title);
    }
    return count == 1 ? only : records_none;
}

static bool find_rule(const struct records *r, const char *name, int32_t today, uint32_t *rule)
{
    struct buf list = {0};
    uint32_t only = only_scored(r, today, &list);
    *rule = name ? typed_find(r, typed_rule, name) : only;
    for (uint32_t i = 0; name && *rule == records_none && i < r->rules_len; i++)
        if (fold_same(r->rules[i]->title, name))
            *rule = i;
    if (*rule == records_none && name)
        say(_("sheet: there is no rule \"%s\"; scores are given under %s"), name, buf_text(&list));
    else if (*rule == records_none && list.len)
        say(_("sheet: scores are given under a rule: --rule with its id or title, one of %s"),
            buf_text(&list));
    else if (*rule == records_none)
        say(_("sheet: scores are given under a rule: --rule with its id or title"));
    buf_free(&list);
    return *rule != records_none;
}

/* What is to be made, and the folder that it is made in. */
struct making {
    const struct typed *typed;
    const char *dir;
    size_t number;
    int32_t today;
    char *scratch;
};

/* Puts the workbook behind OUT. */
static int write_sheet(const struct making *m, const struct loaded *loaded, struct buf *out)
{
    const struct typed *typed = m->typed;
    const struct records *r = &loaded->records;
    struct writing w = {.records = r, .chinese = r->village.language == language_zh_cn};
    uint32_t group = records_none, rule = records_none;
    if (!find_group(r, typed->group, &group) ||
        (sheets[m->number].kind == import_scores && !find_rule(r, typed->rule, m->today, &rule)))
        return exit_usage;
    if (!load_library())
        return exit_failed;
    char *path = path_join(m->scratch, "made.xlsx");
    begin(&w, path, m->scratch, m->today);
    put_choices(&w, m->today);
    size_t column = put_headings(&w, sheets[m->number].kind, sheets[m->number].columns);
    if (rule != records_none)
        put_scores(&w, group, rule, m->today, column);
    lxw_error failed = late_workbook_close(w.book);
    int error = failed ? 0 : file_read(path, out);
    if (failed || error)
        say(_("cannot write %s: %s"), path, failed ? late_lxw_strerror(failed) : strerror(error));
    memory_free(path);
    return failed || error ? exit_failed : exit_well;
}

/* For a process of its own. */
static int read_and_make(void *context, struct buf *out)
{
    const struct making *m = context;
    struct loaded loaded = {0};
    int status = load(m->dir, m->today, workers_available(), &loaded);
    if (status == exit_records)
        load_print(&loaded);
    if (status == exit_well)
        status = write_sheet(m, &loaded, out);
    load_free(&loaded);
    tree_remove(m->scratch);
    return status;
}

/* Has the workbook made apart, and puts it at PATH. */
static int make_at(struct making *m, const char *path)
{
    const char *base = getenv("TMPDIR");
    struct buf name = {0}, made = {0};
    buf_printf(&name, "%s/gongshi-sheet-XXXXXX", base && *base ? base : "/tmp");
    m->scratch = buf_take(&name);
    int status = exit_failed;
    if (!mkdtemp(m->scratch)) {
        say(_("cannot write %s: %s"), m->scratch, strerror(errno));
    } else {
        status = apart(read_and_make, m, m->scratch, &made);
        if (folder_exists(m->scratch)) /* it could not end by itself */
            tree_remove(m->scratch);
    }
    int error = status == exit_well ? file_write(path, made.data, made.len) : 0;
    if (error) {
        say(_("cannot write %s: %s"), path, strerror(error));
        status = exit_failed;
    }
    if (status == exit_well)
        printf(_("written: %s\n"), path);
    buf_free(&made);
    memory_free(m->scratch);
    return status;
}

static int make_sheet(const char *dir, const struct typed *typed, const char *name)
{
    struct buf path = {0};
    int32_t today;
    size_t number = 0, count = sizeof sheets / sizeof *sheets;
    while (number < count && !fold_same(name, import_kind_name(sheets[number].kind, false)) &&
           !fold_same(name, import_kind_name(sheets[number].kind, true)))
        number++;
    if (number == count) {
        say(_("sheet: there are meeting, scores, redemptions, households, rules, claims and transfers, "
              "not \"%s\""),
            name);
        return exit_usage;
    }
    if (!date_option(NULL, &today))
        return exit_usage;
    buf_printf(&path, "%s%s", typed->out ? typed->out : name, typed->out ? "" : ".xlsx");
    struct making making = {.typed = typed, .dir = dir, .number = number, .today = today};
    int status = exit_usage;
    if (file_exists(buf_text(&path)))
        say(_("sheet: %s is there already, and may be filled in: it stays as it is"), buf_text(&path));
    else
        status = make_at(&making, buf_text(&path));
    buf_free(&path);
    return status;
}

static int run_sheet(int argc, char **argv)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_sheet, &typed);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(typed.folder, &operands, argv);
    if (operands != 1) {
        say(_(
            "sheet: say what is to be filled in: meeting, scores, redemptions, households, rules, claims or "
            "transfers"));
        return exit_usage;
    }
    return make_sheet(dir, &typed, argv[1]);
}

const struct command command_sheet = {
    .name = "sheet",
    .run = run_sheet,
    .line = N_("write a workbook to be filled in, for import"),
    .text = N_(
        "Writes a workbook (.xlsx) with headings in the village's language, in which households, rules and "
        "rewards can be chosen from lists; gongshi import takes it back when it is filled in. Names "
        "stand in it in full: it is for the office."),
    .before = "[DIR]",
    .behind = N_("KIND"),
    .options = {OPTION_FOLDER(struct typed),
                {.name = "-o",
                 .other = "--output",
                 .value = N_("FILE"),
                 .at = offsetof(struct typed, out),
                 .help = N_("the workbook; otherwise KIND.xlsx here. One that is there is left as it is")},
                {.name = "--group",
                 .value = N_("GROUP"),
                 .at = offsetof(struct typed, group),
                 .help = N_("of scores: only the households of this group")},
                {.name = "--rule",
                 .value = N_("RULE"),
                 .at = offsetof(struct typed, rule),
                 .help = N_("of scores: the rule that they are given under, by id or title; otherwise the "
                            "only one whose points have a range")},
                {.name = N_("KIND"),
                 .help =
                     N_("meeting (entries, a line each), scores (from house to house), redemptions, "
                        "households, rules, claims or transfers (points passed on by a meeting), in either "
                        "language")}},
    .examples = {"gongshi sheet meeting -o 三月.xlsx", "gongshi sheet scores --group 一组 --rule clean"},
};
