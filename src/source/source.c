#include "source/source.h"

#include "base/files.h"
#include "base/memory.h"
#include "source/door.h"

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

/* Whether PATH looks like a record file and would not be read: editors add .txt to the name unseen. */
static bool is_misnamed(const char *path)
{
    return ends_with(path, ".yml") || ends_with(path, ".yaml.txt") || ends_with(path, ".yml.txt");
}

/* What stands at PATH: read, walked, or kept for its error. */
static bool visit(struct walk *w, const char *path, enum file_kind kind)
{
    if (kind == file_folder)
        return walk_folder(w, path);
    if (kind == file_link || is_misnamed(path) ||
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
        if (!door_name(list.items[i].name, false, (struct place){0}, NULL))
            add(w->source, inner, source_none, NULL);
        else
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

static bool has_path(const struct source *source, const char *path)
{
    for (size_t i = 0; i < source->len; i++)
        if (strcmp(source->items[i].path, path) == 0)
            return true;
    return false;
}

/* Whether WHOLE, shown as PATH, is not there, or is a folder where every village needs a file, or the other
 * way round. */
static bool is_missing(const char *path, const char *whole)
{
    if (!file_exists(whole))
        return true;
    if (source_kind_of(path) == source_village)
        return folder_exists(whole);
    return (strcmp(path, "records/rules") == 0 || strcmp(path, "records/households") == 0) &&
           !folder_exists(whole);
}

/* Adds a place for the error that PATH is not there. */
static void require(struct walk *w, const char *path)
{
    char *whole = path_join(w->dir, path);
    if (is_missing(path, whole) && !has_path(w->source, path))
        add(w->source, path, source_none, NULL);
    memory_free(whole);
}

static void report(const struct source_file *file, uint32_t number, const char *dir, struct diags *diags)
{
    struct place place = {.file = number, .line = 1, .column = 1, .span = 1};
    const char *slash = strrchr(file->path, '/');
    if (!door_name(slash ? slash + 1 : file->path, false, place, diags))
        return;
    char *whole = path_join(dir, file->path);
    if (is_missing(file->path, whole))
        diag_error(diags, place, "missing-file", N_("\"{1}\" is not there; every village needs it"),
                   file->path, NULL);
    else if (is_misnamed(file->path))
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

/* Takes the text of number ITEM through the door; what is refused of a page or theme is nothing behind it. */
static void pass_door(struct source *source, size_t item, enum door door, struct diags *diags)
{
    struct source_file *file = &source->items[item];
    struct door_text opened = door_open(door, &source->arena, file->text, file->len, (uint32_t)item, diags);
    file->refused = opened.refused;
    file->utf8 = opened.text;
    file->utf8_len = opened.len;
    if (file->refused && door != door_record)
        file->kind = source_none;
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
        else
            pass_door(source, i, door_record, diags);
    return true;
}

void source_put(struct source *source, const char *path, const char *text, size_t len)
{
    size_t at = 0;
    while (at < source->len && strcmp(source->items[at].path, path) < 0)
        at++;
    struct source_file file = {.path = arena_copy(&source->arena, path),
                               .kind = source_kind_of(path),
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

void source_free(struct source *source)
{
    memory_free(source->items);
    arena_free(&source->arena);
    *source = (struct source){0};
}

/* --- pages and themes
 * -------------------------------------------------------------------------------------------- */

struct tree {
    struct source *source;
    enum source_kind kind;
    size_t before; /* items that were there before: names among the later ones are not added again */
    struct diags *diags;
    struct source_failure *failure;
};

/* Adds the file at WHOLE, shown as PATH and called NAME. */
static bool add_read(struct tree *tree, const char *whole, const char *path, const char *name)
{
    struct source *source = tree->source;
    struct buf text = {0};
    int error = file_read(whole, &text);
    if (error) {
        fail(tree->failure, whole, error);
    } else {
        add(source, path, tree->kind, &text);
        struct source_file *file = &source->items[source->len - 1];
        file->name = arena_copy(&source->arena, name);
        enum door door = tree->kind == source_page ? door_of_content(name, file->text, file->len)
                                                   : door_of_theme(name, file->text, file->len);
        pass_door(source, source->len - 1, door, tree->diags);
    }
    buf_free(&text);
    return !error;
}

/* Adds what stands at PATH for nothing but an error; its place. */
static struct place add_refused(struct tree *tree, const char *path)
{
    add(tree->source, path, source_none, NULL);
    return (struct place){.file = (uint32_t)tree->source->len - 1, .line = 1, .column = 1, .span = 1};
}

/* Whether what is called NAME at PATH passes the door; else it is added for its error. */
static bool name_right(struct tree *tree, const char *path, const char *name)
{
    bool published = tree->kind == source_page;
    if (door_name(name, published, (struct place){0}, NULL))
        return true;
    struct buf shown = {0};
    buf_puts(&shown, path);
    door_hide_numbers(&shown);
    door_name(name, published, add_refused(tree, buf_text(&shown)), tree->diags);
    buf_free(&shown);
    return false;
}

static bool has_name(const struct tree *tree, const char *name)
{
    for (size_t i = tree->before; i < tree->source->len; i++)
        if (tree->source->items[i].name && strcmp(tree->source->items[i].name, name) == 0)
            return true;
    return false;
}

/*
 * Adds what is below the folder WHOLE (shown as PATH); NAME is the path within the tree, "" at its top. A
 * file takes the place of one of the same name that is read later, but words are added to each other.
 */
static bool add_tree(struct tree *tree, const char *whole, const char *path, const char *name)
{
    struct folder_list list;
    int error = folder_list(whole, &list);
    if (error) {
        fail(tree->failure, whole, error);
        return false;
    }
    bool well = true;
    for (size_t i = 0; well && i < list.len; i++) {
        const char *own = list.items[i].name;
        if (own[0] == '.')
            continue;
        char *inner = path_join(whole, own), *shown = path_join(path, own), *called = path_join(name, own);
        if (!name_right(tree, shown, own)) {
            /* reported */
        } else if (list.items[i].kind == file_folder) {
            well = add_tree(tree, inner, shown, called);
        } else if (list.items[i].kind == file_regular) {
            if (strncmp(called, "words/", 6) == 0 || !has_name(tree, called))
                well = add_read(tree, inner, shown, called);
        } else {
            diag_error(tree->diags, add_refused(tree, shown), "bad-path",
                       N_("a link or a special file; put the file itself here"), NULL);
        }
        memory_free(inner);
        memory_free(shown);
        memory_free(called);
    }
    folder_list_free(&list);
    return well;
}

bool source_add_pages(const char *dir, struct source *source, struct diags *diags,
                      struct source_failure *failure)
{
    struct tree tree = {
        .source = source, .kind = source_page, .before = source->len, .diags = diags, .failure = failure};
    char *content = path_join(dir, "content");
    bool well = !folder_exists(content) || add_tree(&tree, content, "content", "");
    memory_free(content);
    return well;
}

bool source_add_theme(const char *dir, const char *name, const char *default_dir, struct source *source,
                      bool *found, struct diags *diags, struct source_failure *failure)
{
    struct tree tree = {
        .source = source, .kind = source_theme, .before = source->len, .diags = diags, .failure = failure};
    struct buf own = {0};
    buf_printf(&own, "%s/themes/%s", dir, name);
    bool well = true;
    *found = strcmp(name, "default") == 0;
    if (folder_exists(buf_text(&own))) {
        struct buf shown = {0};
        buf_printf(&shown, "themes/%s", name);
        *found = true;
        well = add_tree(&tree, buf_text(&own), buf_text(&shown), "");
        buf_free(&shown);
    }
    buf_free(&own);
    return well && add_tree(&tree, default_dir, default_dir, "");
}

const struct source_file *source_theme_file(const struct source *source, const char *name)
{
    for (size_t i = 0; i < source->len; i++)
        if (source->items[i].kind == source_theme && strcmp(source->items[i].name, name) == 0)
            return &source->items[i];
    return NULL;
}
