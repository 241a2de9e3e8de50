#include "source/source.h"

#include "base/files.h"
#include "base/map.h"
#include "base/memory.h"
#include "source/door.h"
#include "source/kinds.h"
#include "source/misplaced.h"
#include "source/pages.h"
#include "source/record_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* Adds a place that only an error stands at. */
static void add_wrong(struct source *source, const char *path, enum source_wrong wrong)
{
    add(source, path, source_none, NULL);
    source->items[source->len - 1].wrong = wrong;
}

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
        add_wrong(source, path, wrong);
    } else if (source_wants(path, kind) && text) {
        struct source_file file = {.path = arena_copy(&source->arena, path),
                                   .kind = record_files_kind(path),
                                   .text = arena_text(&source->arena, text, len),
                                   .len = len};
        memory_push(source, file);
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
        fail(w->failure, whole, error);
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
    add_wrong(source, path, wrong_missing);
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

static void order_and_report(struct source *source, struct diags *diags)
{
    if (source->len)
        qsort(source->items, source->len, sizeof *source->items, by_path);
    for (size_t i = 0; i < source->len; i++)
        if (source->items[i].kind == source_none)
            report(&source->items[i], (uint32_t)i, diags);
        else
            pass_door(source, i, door_record, diags);
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
        fail(failure, records, ENOENT);
    bool link = path_is_link(records);
    memory_free(records);
    if (there && link) {
        add_wrong(source, "records", wrong_special);
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
    arena_free(&source->arena);
    *source = (struct source){0};
}

/* --- pages and themes */

struct tree {
    struct source *source;
    enum source_kind kind;
    struct map names; /* of what was added: it is not added again */
    bool own;         /* it is the village's, and not installed with the program */
    struct diags *diags;
    struct source_failure *failure;
};

/* Adds the file shown as PATH and called NAME, in which TEXT stands. */
static void take_text(struct tree *tree, const char *path, const char *name, struct buf *text)
{
    struct source *source = tree->source;
    add(source, path, tree->kind, text);
    struct source_file *file = &source->items[source->len - 1];
    file->name = arena_copy(&source->arena, name);
    map_put(&tree->names, file->name, strlen(file->name), 0);
    enum door door = tree->kind == source_page ? door_of_content(name, file->text, file->len)
                                               : door_of_theme(name, file->text, file->len);
    pass_door(source, source->len - 1, door, tree->diags);
}

/* Adds the file at WHOLE, shown as PATH and called NAME. */
static bool add_read(struct tree *tree, const char *whole, const char *path, const char *name)
{
    struct buf text = {0};
    int error = file_read(whole, &text);
    if (error)
        fail(tree->failure, whole, error);
    else
        take_text(tree, path, name, &text);
    buf_free(&text);
    return !error;
}

/* Adds what stands at PATH for nothing but an error; its place. */
static struct place add_refused(struct tree *tree, const char *path, enum source_wrong wrong)
{
    add_wrong(tree->source, path, wrong);
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
    door_name(name, published, add_refused(tree, buf_text(&shown), wrong_name), tree->diags);
    buf_free(&shown);
    return false;
}

/* Reports that SHOWN is a link or what else is neither a file nor a folder. */
static void refuse(struct tree *tree, const char *shown)
{
    diag_error(tree->diags, add_refused(tree, shown, wrong_special), "bad-path",
               N_("a link or a special file; put the file itself here"), NULL);
}

/* Warns that the file SHOWN, which was added last, has other names, perhaps elsewhere. */
static void warn_shared(struct tree *tree, const char *shown)
{
    const struct source *source = tree->source;
    if (!source->len || strcmp(source->items[source->len - 1].path, shown) != 0)
        return;
    struct place place = {.file = (uint32_t)source->len - 1, .line = 1, .column = 1, .span = 1};
    diag_warning(
        tree->diags, place, "bad-path",
        N_("the file has another name too, perhaps outside the village's folder (a hard link): put a "
           "copy here if it is not meant to be published"),
        NULL);
}

/* Whether a village's own file CALLED so is read beside the default theme's: it says only what is other. */
static bool adds_to_default(const char *called)
{
    size_t len = strlen(called);
    return strncmp(called, "words/", 6) == 0 ||
           (strncmp(called, "print/", 6) == 0 && len > 5 && strcmp(called + len - 5, ".yaml") == 0);
}

/*
 * Adds what is below the folder WHOLE (shown as PATH); NAME is the path within the tree, "" at its top. A
 * file takes the place of one of the same name that is read later, but words and sizes of papers are added to
 * each other.
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
        unsigned formats;
        if (content_kind_of(own, &formats) == content_none)
            continue; /* hidden, or left by a machine */
        char *inner = path_join(whole, own), *shown = path_join(path, own), *called = path_join(name, own);
        if (!name_right(tree, shown, own)) {
            /* reported */
        } else if (list.items[i].kind == file_folder) {
            well = add_tree(tree, inner, shown, called);
        } else if (list.items[i].kind == file_regular) {
            if (adds_to_default(called) || map_find(&tree->names, called) == map_none)
                well = add_read(tree, inner, shown, called);
            if (well && list.items[i].shared && tree->own)
                warn_shared(tree, shown);
        } else {
            refuse(tree, shown);
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
        .source = source, .kind = source_page, .own = true, .diags = diags, .failure = failure};
    char *content = path_join(dir, "content");
    bool well = true;
    if (path_is_link(content))
        refuse(&tree, "content");
    else if (folder_exists(content))
        well = add_tree(&tree, content, "content", "");
    memory_free(content);
    map_free(&tree.names);
    return well;
}

void source_take_page(struct source *source, const char *path, enum file_kind kind, const char *text,
                      size_t len, struct diags *diags)
{
    struct tree tree = {.source = source, .kind = source_page, .own = true, .diags = diags};
    const char *name = path + strlen("content/");
    unsigned formats;
    if (content_kind_of(name, &formats) == content_none)
        return;
    for (const char *part = name; *part;) {
        size_t part_len = strcspn(part, "/");
        const char *own = arena_text(&source->arena, part, part_len);
        const char *shown = arena_text(&source->arena, path, (size_t)(part + part_len - path));
        if (!name_right(&tree, shown, own))
            return;
        part += part_len + (part[part_len] == '/');
    }
    if (kind != file_regular) {
        refuse(&tree, path);
        return;
    }
    struct buf copy = {0};
    buf_put(&copy, text, len);
    take_text(&tree, path, name, &copy);
    buf_free(&copy);
    map_free(&tree.names);
}

bool source_add_theme(const char *dir, const char *name, const char *default_dir, struct source *source,
                      bool *found, struct diags *diags, struct source_failure *failure)
{
    struct tree tree = {
        .source = source, .kind = source_theme, .own = true, .diags = diags, .failure = failure};
    struct buf own = {0}, shown = {0};
    char *themes = path_join(dir, "themes");
    buf_printf(&own, "%s/%s", themes, name);
    buf_printf(&shown, "themes/%s", name);
    bool well = true, there = folder_exists(buf_text(&own));
    *found = there || strcmp(name, "default") == 0;
    if (there && path_is_link(themes))
        refuse(&tree, "themes");
    else if (there && path_is_link(buf_text(&own)))
        refuse(&tree, buf_text(&shown));
    else if (there)
        well = add_tree(&tree, buf_text(&own), buf_text(&shown), "");
    memory_free(themes);
    buf_free(&shown);
    buf_free(&own);
    tree.own = false;
    well = well && add_tree(&tree, default_dir, default_dir, "");
    map_free(&tree.names);
    return well;
}

const struct source_file *source_theme_file(const struct source *source, const char *name)
{
    for (size_t i = 0; i < source->len; i++)
        if (source->items[i].kind == source_theme && strcmp(source->items[i].name, name) == 0)
            return &source->items[i];
    return NULL;
}
