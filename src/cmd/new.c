/* gongshi new: the next file or item of a kind, to be filled in. */
#include "base/date.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/load.h"
#include "cmd/new_item.h"
#include "cmd/writing.h"

#include <stdio.h>
#include <string.h>

/* The options as they were typed. */
struct typed {
    const char *folder, *date, *group;
    bool dry_run;
};

/* Reads FIELD=VALUE into ITEM; false where it is none (said). */
static bool read_field(struct arena *arena, const char *word, const struct loaded *loaded,
                       struct new_item *item)
{
    static const char *const marks[] = {"=", "：", "＝", ":"};
    const char *behind = NULL;
    size_t len = 0;
    for (; word[len] && !behind; len++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (len && strncmp(word + len, marks[i], strlen(marks[i])) == 0) {
                behind = word + len + strlen(marks[i]);
                break;
            }
    if (!behind) {
        say(_("new: \"%s\" says no field: write FIELD=VALUE, such as %s=…"), word,
            item->chinese ? "户号" : "household");
        return false;
    }
    const struct node key = {.text = arena_text(arena, word, len - 1), .length = (uint32_t)(len - 1)};
    const struct field *field = new_item_field(item, &key);
    if (!field) {
        const char **names = memory_new(item->schema->count, sizeof *names);
        for (size_t i = 0; i < item->schema->count; i++)
            names[i] = text_chinese(key.text) ? item->schema->fields[i].zh : item->schema->fields[i].name;
        const char *near = nearest_word(key.text, names, item->schema->count);
        if (near)
            say(_("new: no field \"%s\" there; did you mean \"%s\"?"), key.text, near);
        else
            say(_("new: no field \"%s\" there; gongshi help %s lists them"), key.text, item->schema->name);
        memory_free(names);
        return false;
    }
    return new_item_set(arena, item, loaded, field, behind);
}

/* Shows the lines of TEXT from LINE on that the file, as it was, has not. */
static void print_item(const struct buf *text, uint32_t line, const char *was, size_t was_len)
{
    const char *p = buf_text(text), *end = p + text->len;
    for (uint32_t n = 1; n < line && p < end; n += *p++ == '\n')
        ;
    size_t behind = 0, left = (size_t)(end - p);
    while (behind < was_len && behind < left && end[-1 - (ptrdiff_t)behind] == was[was_len - 1 - behind])
        behind++;
    while (behind && behind < left && end[-1 - (ptrdiff_t)behind] != '\n')
        behind--;
    fwrite(p, 1, left - behind, stdout);
}

/* Says what stands where, and what is to be filled in. */
static void print_written(const struct new_item *item, const char *path, uint32_t line)
{
    struct buf open = {0};
    printf("%s:%u\n", path, line);
    for (size_t i = 0; i < item->count; i++) {
        const struct field *field = schema_named(item->schema, item->given[i].name);
        if (!*item->given[i].value && field->type != type_records)
            buf_printf(&open, "%s%s", open.len ? _(", ") : "", item->chinese ? field->zh : field->name);
    }
    if (item->group_name && !*item->group_name)
        buf_puts(&open, item->chinese ? "名称" : "name");
    if (open.len)
        printf(_("to be filled in: %s\n"), buf_text(&open));
    buf_free(&open);
}

static int write_item(const struct typed *typed, const struct new_item *item, const struct loaded *loaded,
                      struct arena *arena, const struct record_lock *lock)
{
    struct buf text = {0};
    struct new_place place;
    int status = new_item_put(item, loaded, arena, &place, &text);
    if (status == exit_well && typed->dry_run)
        print_item(&text, place.line, place.was, place.was_len);
    else if (status == exit_well)
        status = writing_put(lock, place.path, place.was, place.was_len, &text);
    if (status == exit_well && !typed->dry_run)
        print_written(item, place.path, place.line);
    buf_free(&text);
    return status;
}

static int make(const char *dir, const struct typed *typed, const char *kind, char **fields, int count,
                int32_t today)
{
    struct loaded loaded = {0};
    struct arena arena = {0};
    struct record_lock lock = {.fd = -1};
    struct new_item item;
    if (!(typed->dry_run ? confinement_reading() : confinement_records(dir)))
        return exit_failed;
    int status = typed->dry_run ? exit_well : writing_lock(&lock, dir);
    if (status == exit_well)
        status = load_source(dir, &loaded);
    if (status == exit_well) {
        load_linked(workers_available(), &loaded);
        if (!new_item_begin(kind, typed->group, &loaded, today, &arena, &item))
            status = exit_usage;
    }
    for (int i = 0; status == exit_well && i < count; i++)
        if (!read_field(&arena, fields[i], &loaded, &item))
            status = exit_usage;
    if (status == exit_well)
        status = write_item(typed, &item, &loaded, &arena, &lock);
    record_unlock(&lock);
    arena_free(&arena);
    load_free(&loaded);
    return status;
}

static int run_new(int argc, char **argv)
{
    struct typed typed = {0};
    int32_t today;
    int operands = options_read(argc, argv, &command_new, &typed);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(typed.folder, &operands, argv);
    if (operands < 1) {
        struct buf kinds = {0};
        new_item_kinds(&kinds);
        say(_("new: say what is new: %s"), buf_text(&kinds));
        buf_free(&kinds);
        return exit_usage;
    }
    if (!date_option(typed.date, &today))
        return exit_usage;
    return make(dir, &typed, argv[1], argv + 2, operands - 1, today);
}

const struct command command_new = {
    .name = "new",
    .run = run_new,
    .line = N_("write the next meeting, claim, redemption, … to be filled in"),
    .text = N_("Writes the next file or item of a kind, with the next id and today's date, in the village's "
               "language. "
               "Its fields stand with what each is for and takes behind it; those that may be left out are "
               "commented "
               "out. FIELD=VALUE fills one in; gongshi check says what is still missing."),
    .before = "[DIR]",
    .behind = N_("KIND [FIELD=VALUE …]"),
    .options = {OPTION_FOLDER(struct typed),
                {.name = "--date",
                 .value = N_("YYYY-MM-DD"),
                 .at = offsetof(struct typed, date),
                 .help = N_("the day that it is of; otherwise today in Beijing")},
                {.name = "--group",
                 .value = N_("GROUP"),
                 .at = offsetof(struct typed, group),
                 .help = N_("of a household: its group, by id or name; otherwise the last")},
                {.name = "--dry-run",
                 .at = offsetof(struct typed, dry_run),
                 .help = N_("show what would be written, and write nothing")},
                {.name = N_("KIND"), .among = new_item_kinds, .help = N_("%s, in either language")},
                {.name = N_("FIELD=VALUE"),
                 .help = N_("a field, in either language, and what stands in it")}},
    .status = N_("0: done. 2: the command was used wrongly, or the file can't be written behind. 3: the "
                 "machine failed (disk, memory, a library)."),
    .examples = {"gongshi new meeting", "gongshi new household head=张大山",
                 "gongshi new redemption household=h001 reward=rice"},
};
