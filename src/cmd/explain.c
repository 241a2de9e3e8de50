/* gongshi explain: how a figure came about, as a clerk tells it at the counter. */
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/explain_text.h"
#include "cmd/load.h"
#include "cmd/named.h"
#include "cmd/pager.h"
#include "cmd/theme.h"
#include "explain/json.h"
#include "records/typed.h"

#include <string.h>

enum { subjects = subject_group + 1, most_suggestions = 1 << 20 };

/* In this order an id is looked for. */
static const enum subject order[subjects] = {subject_entry,     subject_household,  subject_claim,
                                             subject_objection, subject_redemption, subject_transfer,
                                             subject_resident,  subject_group};

/* What is to be explained. */
struct wanted {
    enum subject subject;
    uint32_t index;
};

/* The record of that kind and id, or records_none. EXACTLY: not as people type ids. */
static uint32_t find(const struct records *records, enum subject subject, const char *id, bool exactly)
{
    static const enum typed_kind kinds[subjects] = {
        [subject_entry] = typed_entry,         [subject_household] = typed_household,
        [subject_resident] = typed_resident,   [subject_claim] = typed_claim,
        [subject_objection] = typed_objection, [subject_redemption] = typed_redemption,
        [subject_transfer] = typed_transfer,   [subject_group] = typed_group};
    return exactly ? typed_exactly(records, kinds[subject], id) : typed_find(records, kinds[subject], id);
}

/* Takes a kind off the beginning of ID: "redemption:2026/1". False: there is none, or no such kind. */
static bool take_kind(const char **id, enum subject *subject)
{
    static const char wide[] = "：";
    const char *colon = strchr(*id, ':'), *behind = colon ? colon + 1 : NULL;
    if (!colon && (colon = strstr(*id, wide)) != NULL)
        behind = colon + strlen(wide);
    for (int s = 0; colon && s < subjects; s++) {
        const char *word = explain_subject((enum subject)s);
        if (strlen(word) == (size_t)(colon - *id) && strncmp(word, *id, strlen(word)) == 0) {
            *subject = (enum subject)s;
            *id = behind;
            return true;
        }
    }
    return false;
}

/* Finds ID; says so where it may be another thing too. */
static bool resolve(const struct records *records, const char *id, bool exactly, struct wanted *wanted)
{
    if (take_kind(&id, &wanted->subject)) {
        wanted->index = find(records, wanted->subject, id, exactly);
        return wanted->index != records_none;
    }
    bool found = false;
    for (int i = 0; i < subjects; i++) {
        uint32_t index = find(records, order[i], id, exactly);
        if (index == records_none)
            continue;
        if (!found)
            *wanted = (struct wanted){order[i], index};
        else
            say(_("%s: %s:%s is explained; there is also %s:%s"), "explain", explain_subject(wanted->subject),
                id, explain_subject(order[i]), id);
        found = true;
    }
    return found;
}

struct names {
    const char **items;
    size_t len;
    size_t cap;
};

static void add_name(struct names *names, const char *name)
{
    memory_push(names, name);
}

/* Ids that stand alone: of households, residents, groups, claims and objections. */
static void add_plain(const struct records *records, struct names *names)
{
    for (uint32_t i = 0; i < records->households_len; i++)
        add_name(names, records->households[i]->id);
    for (uint32_t i = 0; i < records->residents_len; i++)
        add_name(names, records->residents[i]->id);
    for (uint32_t i = 0; i < records->groups_len; i++)
        add_name(names, records->groups[i]->id);
    for (uint32_t i = 0; i < records->claims_len; i++)
        add_name(names, records->claims[i]->id);
    for (uint32_t i = 0; i < records->objections_len; i++)
        add_name(names, records->objections[i]->id);
}

/* The ids that begin as ID does, up to its first slash: of a meeting's entries, of redemptions. */
static void add_placed(const struct records *records, const char *id, struct arena *arena,
                       struct names *names)
{
    struct buf text = {0};
    size_t head = strcspn(id, "/");
    const char *meeting = arena_text(arena, id, head);
    uint32_t m = map_find(&records->meeting_ids, meeting);
    for (uint32_t i = 0; m != map_none && i < records->meetings[m]->entries; i++) {
        buf_clear(&text);
        entry_id(records, &records->entries[records->meetings[m]->first_entry + i], &text);
        add_name(names, arena_copy(arena, buf_text(&text)));
    }
    for (uint32_t i = 0; m != map_none && i < records->meetings[m]->transfers_len; i++) {
        buf_clear(&text);
        transfer_id(records, &records->meetings[m]->transfers[i], &text);
        add_name(names, arena_copy(arena, buf_text(&text)));
    }
    for (uint32_t i = 0; m == map_none && i < records->meetings_len; i++)
        add_name(names, arena_printf(arena, "%s%s", records->meetings[i]->id, id + head));
    for (uint32_t i = 0; i < records->redemptions_len && names->len < most_suggestions; i++) {
        buf_clear(&text);
        redemption_id(records, records->redemptions[i], &text);
        add_name(names, arena_copy(arena, buf_text(&text)));
    }
    buf_free(&text);
}

/* Says which entries the line for many ID has; false: it is none. */
static bool say_line(const struct records *records, const char *id)
{
    struct buf typed = {0}, ids = {0};
    uint32_t count;
    fold_id(&typed, id, strlen(id));
    uint32_t first = entries_of_line(records, buf_text(&typed), &count);
    if (first != records_none) {
        entry_ids(records, first, count, UINT32_MAX, &ids);
        say(ngettext("explain: \"%s\" is a line for many, with %u entry: %s",
                     "explain: \"%s\" is a line for many, with %u entries; say which: %s", count),
            buf_text(&typed), count, buf_text(&ids));
    }
    buf_free(&typed);
    buf_free(&ids);
    return first != records_none;
}

/* Says that there is nothing of that id, and what may have been meant. */
static void say_unknown(const struct records *records, const char *id)
{
    struct arena arena = {0};
    struct names names = {0};
    enum subject subject;
    take_kind(&id, &subject);
    if (say_line(records, id))
        return;
    if (strchr(id, '/'))
        add_placed(records, id, &arena, &names);
    else
        add_plain(records, &names);
    const char *near = nearest_word(id, names.items, names.len);
    if (near)
        say(_("explain: nothing has the id \"%s\"; did you mean \"%s\"?"), id, near);
    else
        say(_("explain: nothing has the id \"%s\": name an entry (MEETING/PLACE), a household, a resident, a "
              "group, a claim, an objection or a redemption (FILE/PLACE)"),
            id);
    memory_free(names.items);
    arena_free(&arena);
}

/* Finds who is called NAME: a household by its head or a member. Says what is wrong where nobody is, or
 * several are. */
static bool resolve_name(const struct records *records, const char *name, struct wanted *wanted)
{
    bool several;
    *wanted = (struct wanted){subject_household, household_named(records, name, "explain", &several)};
    if (wanted->index == records_none && !several)
        say_unknown(records, name);
    return wanted->index != records_none;
}

/* The books of those WANTED, all households. */
static void books_begin(const struct ledger *ledger, const struct wanted *wanted, int count,
                        struct books *books)
{
    bool *households = memory_new(ledger->records->households_len, sizeof *households);
    for (int i = 0; i < count; i++)
        households[wanted[i].index] = true;
    books_open(books, ledger, households);
    memory_free(households);
}

static void explain_one(struct explainer *explainer, const struct wanted *wanted, struct arena *arena,
                        struct explanation *out)
{
    typedef void explain_run(struct explainer *, uint32_t, struct arena *, struct explanation *);
    static explain_run *const runs[subjects] = {
        [subject_entry] = explain_entry,         [subject_household] = explain_household,
        [subject_resident] = explain_resident,   [subject_claim] = explain_claim,
        [subject_objection] = explain_objection, [subject_redemption] = explain_redemption,
        [subject_transfer] = explain_transfer,   [subject_group] = explain_group};
    runs[wanted->subject](explainer, wanted->index, arena, out);
}

/* Writes what is WANTED behind OUT: as JSON, an object a line, where VIEW is NULL; else as text. BOOK: of
 * households, each once, their books. */
static void write_all(const struct ledger *ledger, const struct view *view, const struct wanted *wanted,
                      int count, bool book, struct buf *out)
{
    struct explainer explainer;
    struct books books;
    explain_open(&explainer, ledger);
    if (book)
        books_begin(ledger, wanted, count, &books);
    for (int i = 0; i < count; i++) {
        struct arena arena = {0};
        struct explanation explanation;
        if (book)
            explain_book(&explainer, &books, wanted[i].index, &arena, &explanation);
        else
            explain_one(&explainer, &wanted[i], &arena, &explanation);
        if (view) {
            if (i > 0)
                buf_putc(out, '\n');
            explain_text(view, &explanation, out);
        } else {
            struct json json = {.out = out};
            explain_json(ledger, &explanation, &json);
            buf_putc(out, '\n');
        }
        arena_free(&arena);
    }
    if (book)
        books_close(&books);
    explain_close(&explainer);
}

/* Whether all that is WANTED are households, each once; says otherwise. */
static bool all_households(const struct records *records, const struct wanted *wanted, int count)
{
    for (int i = 0; i < count; i++) {
        if (wanted[i].subject != subject_household) {
            say(_("explain: --book is of households"));
            return false;
        }
        for (int k = 0; k < i; k++)
            if (wanted[k].index == wanted[i].index) {
                say(_("explain: household %s is named twice"), records->households[wanted[i].index]->id);
                return false;
            }
    }
    return true;
}

/* Resolves the COUNT ids and prints what is asked for. Returns the exit status. */
static int run(const char *dir, struct loaded *loaded, char **ids, int count, const char *language,
               bool as_json, bool book)
{
    int status = exit_well;
    struct buf out = {0};
    struct wanted *wanted = memory_new((size_t)count, sizeof *wanted);
    for (int i = 0; i < count; i++) {
        if (!resolve(&loaded->records, ids[i], true, &wanted[i]) &&
            !resolve(&loaded->records, ids[i], false, &wanted[i]) &&
            !resolve_name(&loaded->records, ids[i], &wanted[i]))
            status = exit_usage;
    }
    if (status == exit_well && book && !all_households(&loaded->records, wanted, count))
        status = exit_usage;
    struct words *words = NULL;
    if (status == exit_well && !as_json)
        words = theme_load(dir, loaded, language, &status);
    if (words) {
        struct view view;
        view_open(&view, &loaded->ledger, words, circle_office);
        write_all(&loaded->ledger, &view, wanted, count, book, &out);
        view_free(&view);
    } else if (status == exit_well) {
        write_all(&loaded->ledger, NULL, wanted, count, book, &out);
    }
    if (status == exit_well)
        status = pager_write(&out);
    words_free(words);
    memory_free(wanted);
    buf_free(&out);
    return status;
}

/* The options as they were typed. */
struct typed {
    const char *folder, *date, *format, *language;
    bool book;
};

static int run_explain(int argc, char **argv)
{
    struct typed typed = {.format = "text"};
    int operands = options_read(argc, argv, &command_explain, &typed);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(typed.folder, &operands, argv);
    int32_t day;
    bool as_json;
    if (!format_option(typed.format, &as_json) || !language_option(typed.language))
        return exit_usage;
    if (operands == 0) {
        say(_("explain: say what: gongshi explain [DIR] [--date D] [--format text|json] ID…"));
        return exit_usage;
    }
    if (!date_option(typed.date, &day))
        return exit_usage;
    struct loaded loaded;
    int status = load(dir, day, workers_available(), &loaded);
    if (status != exit_well) {
        load_print(&loaded);
    } else {
        status = run(dir, &loaded, argv + 1, operands, typed.language, as_json, typed.book);
        if (status == exit_records)
            load_print(&loaded);
    }
    load_free(&loaded);
    return status;
}

const struct command command_explain = {
    .name = "explain",
    .run = run_explain,
    .reads = true,
    .line = N_("say how a figure came about, step by step"),
    .text = N_(
        "Says how a figure came about, step by step, with the file and line that each step comes from: of an "
        "entry (2026-11-18/6), a household (h105), a resident (h105-2), a group (g1), a claim, an "
        "objection, a redemption (2026-07-11/3) or points passed on (2026-11-18/t1). A household's "
        "explanation "
        "is its running account. Where an id may be "
        "several things, the kind stands before it: redemption:2026-07-11/3."),
    .before = "[DIR]",
    .behind = N_("ID …"),
    .options = {OPTION_FOLDER(struct typed),
                OPTION_DATE(struct typed),
                {.name = "--format",
                 .value = N_("FORMAT"),
                 .at = offsetof(struct typed, format),
                 .help = N_("text (the default) or json: the steps as data")},
                OPTION_LANGUAGE(struct typed),
                {.name = "--book",
                 .at = offsetof(struct typed, book),
                 .help = N_(
                     "of households: the lines of their passbooks, which never change once they are there")},
                {.name = N_("ID …"), .help = N_("what is to be explained")}},
    .examples = {"gongshi explain h105", "gongshi explain 2026-11-18/6 c26-15"},
};
