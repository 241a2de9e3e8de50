#include "cmd/load.h"

#include "base/files.h"
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "records/evidence.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    most_printed = 1000,          /* of a file */
    most_read = 4 * most_printed, /* several of a line may become one */
};

struct reading {
    const struct source *source;
    struct records_file **files;
    struct diags *diags; /* one a file */
};

static void read_one(void *context, size_t item, int worker)
{
    struct reading *r = context;
    (void)worker;
    r->files[item] = records_read_file(&r->source->items[item], (uint32_t)item, &r->diags[item]);
}

void load_sort(struct loaded *loaded)
{
    const char **paths = memory_new(loaded->source.len, sizeof *paths);
    for (size_t i = 0; i < loaded->source.len; i++)
        paths[i] = loaded->source.items[i].path;
    diag_sort(&loaded->diags, paths);
    memory_free(paths);
}

static bool has_records(const char *dir)
{
    char *records = path_join(dir, "records");
    bool there = folder_exists(records);
    memory_free(records);
    return there;
}

int load_source(const char *dir, struct loaded *loaded)
{
    *loaded = (struct loaded){.diags = {.most = most_printed}};
    struct source_failure failure;
    if (!source_read(dir, &loaded->source, &loaded->diags, &failure)) {
        if (failure.error == ENOENT && !has_records(dir)) {
            say(_("no village in \"%s\": a village's folder holds records/"), dir);
            return exit_usage;
        }
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        return exit_failed;
    }
    return exit_well;
}

void load_linked(int threads, struct loaded *loaded)
{
    struct reading r = {.source = &loaded->source,
                        .files = memory_new(loaded->source.len, sizeof *r.files),
                        .diags = memory_new(loaded->source.len, sizeof *r.diags)};
    for (size_t i = 0; i < loaded->source.len; i++)
        r.diags[i].most = most_read;
    workers_run(threads, loaded->source.len, read_one, &r);
    for (size_t i = 0; i < loaded->source.len; i++)
        diag_join(&loaded->diags, &r.diags[i]);
    memory_free(r.diags);
    records_link(&loaded->records, r.files, (uint32_t)loaded->source.len, &loaded->diags);
    loaded->has_records = true;
}

int load_checked(int32_t date, int threads, struct loaded *loaded)
{
    load_linked(threads, loaded);
    evidence_check(&loaded->records, &loaded->source, &loaded->diags);
    loaded->unchecked =
        loaded->diags.errors && (loaded->records.redemptions_len || loaded->records.transfers_len);
    if (!loaded->diags.errors)
        ledger_check(&loaded->records, &loaded->diags);
    if (!loaded->diags.errors) {
        ledger_compute(&loaded->ledger, &loaded->records, date, &loaded->diags);
        loaded->has_ledger = true;
    }
    load_sort(loaded);
    return loaded->diags.errors ? exit_records : exit_well;
}

int load(const char *dir, int32_t date, int threads, struct loaded *loaded)
{
    int status = load_source(dir, loaded);
    return status == exit_well ? load_checked(date, threads, loaded) : status;
}

/* Says how many of the file at PATH were not printed, if any. */
static void describe_rest(const char *path, size_t rest, struct buf *out)
{
    if (rest)
        buf_printf(out, ngettext("%s: %zu more is not shown\n", "%s: %zu more are not shown\n", rest), path,
                   rest);
}

void load_describe(const struct loaded *loaded, bool colour, struct buf *out)
{
    struct diag_source source = {0};
    size_t printed = 0, rest = 0;
    for (size_t i = 0; i < loaded->diags.len; i++) {
        const struct diag *d = &loaded->diags.items[i];
        const struct source_file *file = &loaded->source.items[d->place.file];
        if (source.path != file->path) {
            describe_rest(source.path, rest, out);
            diag_source_close(&source);
            source = (struct diag_source){.path = file->path, .text = file->utf8, .len = file->utf8_len};
            printed = rest = 0;
        }
        if (printed == most_printed || !d->args) {
            rest++;
            continue;
        }
        printed++;
        diag_print(&loaded->diags, i, &source, say_translate, colour, out);
    }
    describe_rest(source.path, rest, out);
    diag_source_close(&source);
}

void load_print(struct loaded *loaded)
{
    struct buf out = {0};
    loaded->printed = true;
    load_describe(loaded, say_colour(), &out);
    say_plain(buf_text(&out), out.len);
    buf_free(&out);
    size_t errors = loaded->diags.errors, warnings = loaded->diags.len - errors;
    if (errors && warnings == 1)
        say(ngettext("%zu error, 1 warning", "%zu errors, 1 warning", errors), errors);
    else if (errors)
        say(ngettext("%zu error, %zu warnings", "%zu errors, %zu warnings", errors), errors, warnings);
    else if (warnings)
        say(ngettext("%zu warning", "%zu warnings", warnings), warnings);
    if (loaded->unchecked)
        say(loaded->records.transfers_len
                ? _("whether points and stock suffice for the redemptions, and points for what is passed on, "
                    "was not checked: it is once the errors are mended")
                : _("whether points and stock suffice for the redemptions was not checked: it is once the "
                    "errors are mended"));
}

void load_print_behind(const struct loaded *loaded, const char *path, uint32_t line)
{
    const struct source_file *file = source_at(&loaded->source, path);
    struct buf out = {0};
    struct diag_source source = {.path = path};
    if (file) {
        source.text = file->utf8;
        source.len = file->utf8_len;
    }
    for (size_t i = 0; file && i < loaded->diags.len; i++) {
        const struct diag *d = &loaded->diags.items[i];
        if (d->args && d->place.line >= line && &loaded->source.items[d->place.file] == file)
            diag_print(&loaded->diags, i, &source, say_translate, say_colour(), &out);
    }
    diag_source_close(&source);
    say_plain(buf_text(&out), out.len);
    buf_free(&out);
}

void load_free(struct loaded *loaded)
{
    if (loaded->has_ledger)
        ledger_free(&loaded->ledger);
    if (loaded->has_records)
        records_free(&loaded->records);
    source_free(&loaded->source);
    diag_free(&loaded->diags);
}
