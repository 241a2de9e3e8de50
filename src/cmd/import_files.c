#include "cmd/import_files.h"

#include "base/date.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/workers.h"
#include "clerk/tree.h"
#include "cmd/command.h"
#include "source/record_files.h"
#include "yaml/insert.h"

#include <stdio.h>
#include <string.h>

/* --- which file */

/* The file of rules whose path ends in NAME, or the last; NULL: there is none. */
static const char *rules_path(const struct loaded *loaded, const char *name)
{
    const char *found = NULL;
    for (size_t i = 0; i < loaded->source.len; i++) {
        const char *path = loaded->source.items[i].path;
        size_t len = strlen(path), wanted = name ? strlen(name) : 0;
        bool named = !name || (wanted <= len && strcmp(path + len - wanted, name) == 0);
        if (loaded->source.items[i].kind == source_rules && named)
            found = path;
    }
    return found;
}

/* The file that number ITEM goes into, and the field of it that holds such items in *KEY; NULL: it is a list.
 */
static const char *path_of(const struct importing *im, const struct loaded *loaded,
                           const struct meeting *meeting, const char *into, const struct import_item *item,
                           const char **key)
{
    *key = NULL;
    switch (im->kind) {
    case import_households:
        *key = "households";
        return records_path(im->records, im->records->groups[item->group]->file);
    case import_rules:
        *key = "rules";
        return rules_path(loaded, into);
    case import_meeting:
    case import_scores:
        *key = "entries";
        return records_path(im->records, meeting->file);
    case import_transfers:
        *key = "transfers";
        return records_path(im->records, meeting->file);
    case import_redemptions:
        return record_files_of_year(im->arena, source_redemptions, date_split(item->date).year);
    case import_claims:
        return record_files_of_year(im->arena, source_claims, date_split(item->date).year);
    case import_kinds:
        break;
    }
    return NULL;
}

/* --- composing */

static struct import_file *file_for(struct import_files *files, const struct loaded *loaded, const char *path,
                                    size_t most)
{
    for (size_t i = 0; i < files->len; i++)
        if (strcmp(files->items[i].path, path) == 0)
            return &files->items[i];
    const struct source_file *file = source_at(&loaded->source, path);
    struct import_file new = {.path = path,
                              .file = file,
                              .was = file ? file->text : NULL,
                              .was_len = file ? file->len : 0,
                              .rows = memory_new(most, sizeof *new.rows),
                              .lines = memory_new(most, sizeof *new.lines)};
    memory_push(files, new);
    return &files->items[files->len - 1];
}

static bool compose(const struct importing *im, struct import_file *f, const char *key)
{
    const struct node *root = tree_of(f->file, im->arena);
    const struct insert_place place = {.text = f->was ? f->was : "",
                                       .len = f->was_len,
                                       .map = key && root && root->kind == node_map ? root : NULL,
                                       .key = key,
                                       .written = key && im->chinese ? import_list_name(im->kind) : key};
    const char **texts = memory_new(f->count, sizeof *texts);
    for (size_t i = 0; i < f->count; i++)
        texts[i] = buf_text(&im->items[f->rows[i]].text);
    bool right = insert_items(&place, texts, f->count, &f->text, f->lines);
    if (!right)
        say(_("%s: nothing can be put behind what stands there: write the list as lines that begin with "
              "\"- \", mend its errors (gongshi check), and try again"),
            f->path);
    memory_free(texts);
    return right;
}

/* Whether something in the row of ITEM can't be taken. Scores are of many rows: what is wrong is not among
 * them. */
static bool is_wrong(const struct importing *im, const struct import_item *item)
{
    for (size_t i = 0; i < im->problems.len; i++)
        if (im->problems.items[i].row == item->row)
            return true;
    return false;
}

bool import_files_make(const struct importing *im, const struct loaded *loaded, const struct meeting *meeting,
                       const char *into, struct import_files *files)
{
    const char *key = NULL;
    for (size_t i = 0; i < im->len; i++) {
        if (is_wrong(im, &im->items[i]))
            continue;
        const char *path = path_of(im, loaded, meeting, into, &im->items[i], &key);
        if (!path) {
            say(_("import: there is no file of rules \"%s\""), into ? into : "records/rules/*.yaml");
            return false;
        }
        struct import_file *f = file_for(files, loaded, path, im->len);
        f->rows[f->count++] = i;
    }
    for (size_t i = 0; i < files->len; i++)
        if (!compose(im, &files->items[i], key))
            return false;
    return true;
}

/* --- what is wrong with them */

/* The line number LINE of TEXT; *LEN is its length. */
static const char *line_of(const struct buf *text, uint32_t line, size_t *len)
{
    const char *p = buf_text(text), *end = p + text->len;
    for (uint32_t n = 1; n < line && p < end; p++)
        n += *p == '\n';
    *len = 0;
    while (p + *len < end && p[*len] != '\n')
        ++*len;
    return p;
}

/* The cell that stands at COLUMN, in characters, of the line of ITEM in F. */
static struct import_problem cell_at(const struct import_file *f, const struct import_item *item,
                                     uint32_t line, uint32_t column)
{
    struct import_problem p = {.row = item->row, .column = import_row};
    size_t len;
    const char *text = line_of(&f->text, line, &len), *found = strstr(text, buf_text(&item->text));
    if (!found || found > text + len)
        return p;
    size_t before = utf8_count(text, (size_t)(found - text)) + 1;
    for (size_t i = 0; i < item->len; i++)
        if (before + utf8_count(found, item->items[i].from) <= column &&
            (i > 0 || column > before + 1 || item->items[i].row != item->row)) {
            p.row = item->items[i].row;
            p.column = item->items[i].column;
        }
    return p;
}

/* Makes a problem of IM of D, which stands in the file PATH, and puts it behind TO; false: it is about no row
 * of the table. */
static bool take_problem(const struct import_files *files, const struct diag *d, const char *path,
                         const struct importing *im, struct import_problems *to)
{
    for (size_t i = 0; i < files->len; i++) {
        const struct import_file *f = &files->items[i];
        for (size_t k = 0; strcmp(f->path, path) == 0 && k < f->count; k++) {
            if (f->lines[k] != d->place.line)
                continue;
            struct import_problem p = cell_at(f, &im->items[f->rows[k]], d->place.line, d->place.column);
            struct buf text = {0};
            diag_message(d, say_translate, &text);
            p.text = buf_take(&text);
            memory_push(to, p);
            return true;
        }
    }
    return false;
}

int import_files_check_in(const struct import_files *files, struct loaded *loaded, int32_t today,
                          struct importing *im)
{
    for (size_t i = 0; i < files->len; i++)
        source_put(&loaded->source, files->items[i].path, buf_text(&files->items[i].text),
                   files->items[i].text.len);
    int status = load_checked(today, workers_available(), loaded);
    bool others = false;
    for (size_t i = 0; i < loaded->diags.len; i++) {
        const struct diag *d = &loaded->diags.items[i];
        const char *path = loaded->source.items[d->place.file].path;
        if (d->severity == severity_error && d->args)
            others = !take_problem(files, d, path, im, &im->problems) || others;
        else if (status == exit_well && d->severity == severity_warning && d->args)
            take_problem(files, d, path, im, &im->warnings);
    }
    if (others)
        load_print(loaded);
    return status;
}

int import_files_check(const struct import_files *files, const char *dir, int32_t today, struct importing *im)
{
    struct loaded loaded;
    int status = load_source(dir, &loaded);
    if (status == exit_well)
        status = import_files_check_in(files, &loaded, today, im);
    load_free(&loaded);
    return status;
}

void import_files_print(const struct import_files *files, const struct importing *im)
{
    for (size_t i = 0; i < files->len; i++)
        for (size_t k = 0; k < files->items[i].count; k++)
            printf("%s:%u: %s\n", files->items[i].path, files->items[i].lines[k],
                   buf_text(&im->items[files->items[i].rows[k]].text));
}

void import_files_free(struct import_files *files)
{
    for (size_t i = 0; i < files->len; i++) {
        buf_free(&files->items[i].text);
        memory_free(files->items[i].rows);
        memory_free(files->items[i].lines);
    }
    memory_free(files->items);
}
