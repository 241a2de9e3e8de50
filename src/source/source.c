#include "source/source.h"

#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

enum source_kind source_kind_of(const char *path)
{
    static const struct {
        const char *folder;
        enum source_kind kind;
        bool deep; /* files may stand in folders of it too */
    } folders[] = {
        {"records/rules/", source_rules, false},
        {"records/households/", source_households, false},
        {"records/meetings/", source_meeting, true},
        {"records/claims/", source_claims, false},
        {"records/objections/", source_objections, false},
        {"records/redemptions/", source_redemptions, false},
        {"records/disclosures/", source_disclosures, false},
    };
    if (strcmp(path, "records/village.yaml") == 0)
        return source_village;
    if (strcmp(path, "records/rewards.yaml") == 0)
        return source_rewards;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t len = strlen(folders[i].folder);
        if (strncmp(path, folders[i].folder, len) == 0 && (folders[i].deep || !strchr(path + len, '/')))
            return folders[i].kind;
    }
    return source_none;
}

struct walk {
    const char *dir;
    struct source *source;
    struct source_failure *failure;
};

static void fail(struct source_failure *failure, const char *path, int error)
{
    snprintf(failure->path, sizeof failure->path, "%s", path);
    failure->error = error;
}

static void add(struct source *source, const char *path, enum source_kind kind, struct buf *text)
{
    struct source_file file = {.path = arena_copy(&source->arena, path), .kind = kind};
    if (text) {
        file.len = text->len;
        file.text = arena_text(&source->arena, buf_text(text), text->len);
    }
    memory_push(source, file);
}

static bool walk_folder(struct walk *w, const char *path);

/* What stands at PATH: read, walked, or kept for its error. */
static bool visit(struct walk *w, const char *path, enum file_kind kind)
{
    if (kind == file_folder)
        return walk_folder(w, path);
    if (kind == file_link || ends_with(path, ".yml") ||
        (ends_with(path, ".yaml") && (kind == file_other || source_kind_of(path) == source_none))) {
        add(w->source, path, source_none, NULL);
        return true;
    }
    if (!ends_with(path, ".yaml"))
        return true;
    char *whole = path_join(w->dir, path);
    struct buf text = {0};
    int error = file_read(whole, &text);
    if (error)
        fail(w->failure, whole, error);
    else
        add(w->source, path, source_kind_of(path), &text);
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
        fail(w->failure, whole, error);
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

/* Adds a place for the error that PATH is not there. */
static void require(struct walk *w, const char *path)
{
    char *whole = path_join(w->dir, path);
    if (!file_exists(whole))
        add(w->source, path, source_none, NULL);
    memory_free(whole);
}

static void report(const struct source_file *file, uint32_t number, const char *dir, struct diags *diags)
{
    struct place place = {.file = number, .line = 1, .column = 1, .span = 1};
    char *whole = path_join(dir, file->path);
    if (!file_exists(whole))
        diag_error(diags, place, "missing-file", N_("\"{1}\" is not there; every village needs it"),
                   file->path, NULL);
    else if (ends_with(file->path, ".yml"))
        diag_error(diags, place, "bad-path", N_("the names of record files end in .yaml; rename this one"),
                   NULL);
    else if (ends_with(file->path, ".yaml") && source_kind_of(file->path) == source_none)
        diag_error(diags, place, "unknown-file", N_("no record file stands here; is it a slip of the name?"),
                   NULL);
    else
        diag_error(diags, place, "bad-path",
                   N_("a link or a special file; put the file itself here, so that the records are whole"),
                   NULL);
    memory_free(whole);
}

bool source_read(const char *dir, struct source *source, struct diags *diags, struct source_failure *failure)
{
    *source = (struct source){0};
    struct walk w = {.dir = dir, .source = source, .failure = failure};
    char *records = path_join(dir, "records");
    bool there = folder_exists(records);
    if (!there)
        fail(failure, records, ENOENT);
    memory_free(records);
    if (!there || !walk_folder(&w, "records"))
        return false;
    require(&w, "records/village.yaml");
    require(&w, "records/rules");
    require(&w, "records/households");
    if (source->len)
        qsort(source->items, source->len, sizeof *source->items, by_path);
    for (size_t i = 0; i < source->len; i++)
        if (source->items[i].kind == source_none)
            report(&source->items[i], (uint32_t)i, dir, diags);
    return true;
}

void source_free(struct source *source)
{
    memory_free(source->items);
    arena_free(&source->arena);
    *source = (struct source){0};
}
