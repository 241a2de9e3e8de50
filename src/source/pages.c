/* The files of content/ and of a theme: found below a folder, or taken one by one. */
#include "source/pages.h"

#include "base/map.h"
#include "base/memory.h"
#include "source/added.h"
#include "source/kinds.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
    source_add(source, path, tree->kind, text);
    struct source_file *file = &source->items[source->len - 1];
    file->name = arena_copy(&source->arena, name);
    map_put(&tree->names, file->name, strlen(file->name), 0);
    enum door door = tree->kind == source_page ? door_of_content(name, file->text, file->len)
                                               : door_of_theme(name, file->text, file->len);
    source_pass_door(source, source->len - 1, door, tree->diags);
}

/* Adds the file at WHOLE, shown as PATH and called NAME. */
static bool add_read(struct tree *tree, const char *whole, const char *path, const char *name)
{
    struct buf text = {0};
    int error = file_read(whole, &text);
    if (error)
        source_fail(tree->failure, whole, error);
    else
        take_text(tree, path, name, &text);
    buf_free(&text);
    return !error;
}

/* Adds what stands at PATH for nothing but an error; its place. */
static struct place add_refused(struct tree *tree, const char *path, enum source_wrong wrong)
{
    source_add_wrong(tree->source, path, wrong);
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
        source_fail(tree->failure, whole, error);
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
