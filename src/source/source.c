#include "source/source.h"

#include "base/files.h"
#include "base/memory.h"
#include "source/added.h"
#include "source/misplaced.h"
#include "source/record_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct walk {
    const char *dir;
    struct source *source;
    struct source_failure *failure;
};

/* Whether PATH is a photograph, a paper or a sheet: evidence may stand beside the records. */
static bool is_evidence(const char *path)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png",  ".gif", ".webp", ".heic", ".bmp",
                                          ".tif", ".tiff", ".pdf",  ".mp4", ".mov",  ".mp3",  ".m4a",
                                          ".wav", ".doc",  ".docx", ".xls", ".xlsx", ".csv",  ".zip"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (path_ends_like(path, endings[i]))
            return true;
    return false;
}

/* Whether a machine left the file PATH there. */
static bool is_left_by_machine(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return strcmp(name, "Thumbs.db") == 0 || strcmp(name, "desktop.ini") == 0 ||
           strncmp(name, "~$", 2) == 0 || path_ends(name, "~");
}

/* What is wrong with it that a file of KIND lies at PATH. */
static enum source_wrong wrong_at(const char *path, enum file_kind kind)
{
    if (!door_name(path, false, (struct place){0}, NULL))
        return wrong_name;
    if (kind == file_link)
        return wrong_special;
    if (path_ends(path, ".yml"))
        return wrong_misnamed;
    if (path_ends(path, ".yaml")) {
        if (record_files_kind(path) == source_none)
            return wrong_unknown;
        return kind == file_other ? wrong_special : wrong_nothing;
    }
    bool among_records = !strchr(path + strlen("records/"), '/') || record_files_within(path);
    return among_records && !is_evidence(path) && !is_left_by_machine(path) ? wrong_unknown : wrong_nothing;
}

bool source_wants(const char *path, enum file_kind kind)
{
    return kind == file_regular && path_ends(path, ".yaml") && wrong_at(path, kind) == wrong_nothing;
}

void source_take(struct source *source, const char *path, enum file_kind kind, const char *text, size_t len)
{
    enum source_wrong wrong = wrong_at(path, kind);
    if (wrong != wrong_nothing) {
        source_add_wrong(source, path, wrong);
    } else if (source_wants(path, kind) && text) {
        struct source_file file = {.path = arena_copy(&source->arena, path),
                                   .kind = record_files_kind(path),
                                   .text = arena_text(&source->arena, text, len),
                                   .len = len};
        memory_push(source, file);
    } else if (kind == file_regular && !path_ends(path, ".yaml")) {
        const char *beside = arena_copy(&source->arena, path);
        memory_push(&source->beside, beside);
    }
}

static bool walk_folder(struct walk *w, const char *path);

/* What stands at PATH: read, walked, or kept for its error. */
static bool visit(struct walk *w, const char *path, enum file_kind kind)
{
    if (kind == file_folder && wrong_at(path, kind) != wrong_name)
        return walk_folder(w, path);
    if (!source_wants(path, kind)) {
        source_take(w->source, path, kind, NULL, 0);
        return true;
    }
    char *whole = path_join(w->dir, path);
    struct buf text = {0};
    int error = file_read(whole, &text);
    if (error)
        source_fail(w->failure, whole, error);
    else
        source_take(w->source, path, kind, buf_text(&text), text.len);
    buf_free(&text);
    memory_free(whole);
    return !error;
}

static bool walk_folder(struct walk *w, const char *path)
{
    struct folder_list list;
    char *whole = path_join(w->dir, path);
    int error = folder_list(whole, &list);
    bool well = !error;
    if (error)
        source_fail(w->failure, whole, error);
    for (size_t i = 0; well && i < list.len; i++) {
        if (list.items[i].name[0] == '.')
            continue;
        char *inner = path_join(path, list.items[i].name);
        well = visit(w, inner, list.items[i].kind);
        memory_free(inner);
    }
    if (!error)
        folder_list_free(&list);
    memory_free(whole);
    return well;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct source_file *)a)->path, ((const struct source_file *)b)->path);
}

/* Whether what was taken holds something at PATH that may stand there, or in it where it is a folder. */
static bool has_path(const struct source *source, const char *path)
{
    size_t len = strlen(path);
    for (size_t i = 0; i < source->len; i++) {
        const struct source_file *f = &source->items[i];
        if (strncmp(f->path, path, len) == 0 &&
            (f->path[len] == '/' || (f->path[len] == '\0' && f->wrong != wrong_unknown)))
            return true;
    }
    return false;
}

/* Makes what is at PATH (a stray: a link for instance) the error that PATH is not there; adds it if there is
 * nothing. */
static void set_missing(struct source *source, const char *path)
{
    for (size_t i = 0; i < source->len; i++)
        if (strcmp(source->items[i].path, path) == 0) {
            source->items[i].wrong = wrong_missing;
            return;
        }
    source_add_wrong(source, path, wrong_missing);
}

static void report(const struct source_file *file, uint32_t number, struct diags *diags)
{
    struct place place = {.file = number, .line = 1, .column = 1, .span = 1};
    switch (file->wrong) {
    case wrong_missing:
        diag_error(diags, place, "missing-file", N_("\"{1}\" is not there; every village needs it"),
                   file->path, NULL);
        break;
    case wrong_misnamed:
        diag_error(diags, place, "bad-path", N_("the names of record files end in .yaml; rename this one"),
                   NULL);
        break;
    case wrong_unknown:
        misplaced_report(file->path, place, diags);
        break;
    case wrong_name:
        door_name(file->path, false, place, diags);
        break;
    case wrong_special:
    case wrong_nothing:
        diag_error(diags, place, "bad-path",
                   N_("a link or a special file; put the file itself here, so that the records are whole"),
                   NULL);
        break;
    }
}

static void order_and_report(struct source *source, struct diags *diags)
{
    if (source->len)
        qsort(source->items, source->len, sizeof *source->items, by_path);
    for (size_t i = 0; i < source->len; i++)
        if (source->items[i].kind == source_none)
            report(&source->items[i], (uint32_t)i, diags);
        else
            source_pass_door(source, i, door_record, diags);
}

/* What every village needs of KIND, as it is named where it is missing: a file, or a folder. */
static const char *required_path(struct source *source, enum source_kind kind)
{
    size_t len = record_files_folder(kind);
    return len ? arena_text(&source->arena, record_files[kind].pattern, len - 1) : record_files[kind].pattern;
}

void source_complete(struct source *source, struct diags *diags)
{
    for (int kind = 0; kind < source_none; kind++) {
        const char *path = required_path(source, (enum source_kind)kind);
        if (record_files[kind].required && !has_path(source, path))
            set_missing(source, path);
    }
    order_and_report(source, diags);
}

/* Whether WHOLE is not there, or is a folder where every village needs a file of KIND, or the other way
 * round.
 */
static bool is_missing(enum source_kind kind, const char *whole)
{
    return !file_exists(whole) || folder_exists(whole) != (record_files_folder(kind) != 0);
}

bool source_read(const char *dir, struct source *source, struct diags *diags, struct source_failure *failure)
{
    *source = (struct source){0};
    struct walk w = {.dir = dir, .source = source, .failure = failure};
    char *records = path_join(dir, "records");
    bool there = folder_exists(records);
    if (!there)
        source_fail(failure, records, ENOENT);
    bool link = path_is_link(records);
    memory_free(records);
    if (there && link) {
        source_add_wrong(source, "records", wrong_special);
        order_and_report(source, diags);
        return true;
    }
    if (!there || !walk_folder(&w, "records"))
        return false;
    for (int kind = 0; kind < source_none; kind++) {
        const char *path = required_path(source, (enum source_kind)kind);
        char *whole = path_join(dir, path);
        if (record_files[kind].required && is_missing((enum source_kind)kind, whole))
            set_missing(source, path);
        memory_free(whole);
    }
    order_and_report(source, diags);
    return true;
}

void source_put(struct source *source, const char *path, const char *text, size_t len)
{
    size_t at = 0;
    while (at < source->len && strcmp(source->items[at].path, path) < 0)
        at++;
    struct source_file file = {.path = arena_copy(&source->arena, path),
                               .kind = record_files_kind(path),
                               .text = arena_text(&source->arena, text, len),
                               .len = len};
    file.utf8 = file.text;
    file.utf8_len = len;
    if (at == source->len || strcmp(source->items[at].path, path) != 0) {
        memory_push(source, file);
        memmove(&source->items[at + 1], &source->items[at], (source->len - 1 - at) * sizeof *source->items);
    }
    source->items[at] = file;
}

const struct source_file *source_at(const struct source *source, const char *path)
{
    for (size_t i = 0; i < source->len; i++)
        if (strcmp(source->items[i].path, path) == 0)
            return &source->items[i];
    return NULL;
}

uint32_t source_number(const struct source *source, const char *path)
{
    const struct source_file *file = source_at(source, path);
    return file ? (uint32_t)(file - source->items) : 0;
}

void source_free(struct source *source)
{
    memory_free(source->items);
    memory_free(source->beside.items);
    arena_free(&source->arena);
    *source = (struct source){0};
}
