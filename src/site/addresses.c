#include "site/addresses.h"

#include "base/memory.h"
#include "content/content.h"
#include "site/kind.h"
#include "site/parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

/* --- planning one */

/* PATH as it is compared: many machines look at no case of letters, and compose accents their own way. */
static const char *folded(struct arena *arena, const char *path)
{
    size_t len = strlen(path), i = 0;
    while (i < len && (unsigned char)path[i] < 0x80)
        i++;
    if (i == len) {
        char *copy = arena_text(arena, path, len);
        for (i = 0; i < len; i++)
            copy[i] = (char)(copy[i] >= 'A' && copy[i] <= 'Z' ? copy[i] | 0x20 : copy[i]);
        return copy;
    }
    uint8_t *text = u8_casefold((const uint8_t *)path, len, NULL, UNINORM_NFC, NULL, &len);
    if (!text && errno == ENOMEM)
        memory_failed(len);
    if (!text)
        return arena_copy(arena, path);
    char *copy = arena_text(arena, (const char *)text, len);
    free(text);
    return copy;
}

/* Reports that ADDRESS can't stand where OTHER does. */
static void report(const struct address *address, const struct address *other, struct diags *diags)
{
    const char *path = address->path, *there = other->source ? other->source : other->path;
    size_t len = strlen(path), index = strlen("index.html");
    bool same = strcmp(path, other->path) == 0;
    struct buf folder = {0};
    buf_put(&folder, path,
            len > index && strcmp(path + len - index - 1, "/index.html") == 0 ? len - index : len);
    if (same && !other->source)
        diag_error(diags, address->place, "page-address",
                   N_("/{1} is a page of the site's own; name the file otherwise"), buf_text(&folder), NULL);
    else if (same)
        diag_error(diags, address->place, "page-address",
                   N_("/{1} is the address of {2} too; rename one of them"), buf_text(&folder), there, NULL);
    else
        diag_error(
            diags, address->place, "page-address",
            N_("/{1} can't stand beside {2}: they differ in the case of letters alone, or one would be "
               "a folder of the other's name; rename one of them"),
            buf_text(&folder), there, NULL);
    buf_free(&folder);
}

/* The first thing that is in the way of KEY: the same, or a file and a folder of one name. */
static uint32_t find_other(const struct addresses *a, const char *key)
{
    size_t len = strlen(key);
    uint32_t other = map_get(&a->paths, key, len);
    if (other == map_none)
        other = map_get(&a->folders, key, len);
    for (const char *slash = strchr(key, '/'); slash && other == map_none; slash = strchr(slash + 1, '/'))
        other = map_get(&a->paths, key, (size_t)(slash - key));
    return other;
}

static void plan(struct addresses *a, struct address address, struct diags *diags)
{
    const char *key = folded(&a->arena, address.path);
    uint32_t other = find_other(a, key);
    if (other != map_none) {
        report(&address, &a->items[other], diags);
        return;
    }
    uint32_t number = (uint32_t)a->len;
    memory_push(a, address);
    map_put(&a->paths, key, strlen(key), number);
    for (const char *slash = strchr(key, '/'); slash; slash = strchr(slash + 1, '/'))
        map_put(&a->folders, key, (size_t)(slash - key), number);
}

/* --- planning all */

bool addresses_copied(const struct source_file *file)
{
    if (file->kind != source_theme || strncmp(file->name, "site/", 5) != 0)
        return false;
    size_t len = strlen(file->name);
    return len <= 9 || strcmp(file->name + len - 9, ".mustache") != 0;
}

bool addresses_theme_has(const struct site *site, const struct page_kind *kind)
{
    if (kind->compose || kind->yearly || !kind->folder)
        return false;
    struct buf name = {0};
    buf_printf(&name, "site/%s", kind->folder);
    bool has = source_theme_file(site->input->source, buf_text(&name)) != NULL;
    buf_free(&name);
    return has;
}

/* Plans PART, or all, of number NUMBER of KIND. */
static void plan_page(struct addresses *a, const struct site *site, const struct page_kind *kind,
                      uint32_t number, const struct part *part, struct diags *diags)
{
    struct buf path = {0};
    kind_path(kind, site, number, part, &path);
    if (kind->compose && (!path.len || path.data[path.len - 1] == '/'))
        buf_puts(&path, "index.html");
    struct address address = {.path = arena_copy(&a->arena, buf_text(&path))};
    if (kind->place) {
        address.place = kind->place(site, number);
        address.placed = true;
        address.source = site->input->source->items[address.place.file].path;
    }
    plan(a, address, diags);
    buf_free(&path);
}

static void plan_kind(struct addresses *a, const struct site *site, const struct page_kind *kind,
                      struct diags *diags)
{
    uint32_t count = kind_count(kind, site);
    for (uint32_t i = 0; i < count; i++) {
        if (!kind_has(kind, site, i))
            continue;
        for (uint32_t k = 0; k < parts_count(site, kind, i); k++)
            plan_page(a, site, kind, i, parts_at(site, kind, i, k), diags);
    }
}

/* Whether PATH is kept for the site itself, which may make something there one day: the first part is a
 * folder of its pages, or it is one of its files. */
static bool is_reserved(struct addresses *a, const struct site *site, const char *path)
{
    static const char *const others[] = {"households", "meetings", "notices", "own", "data", "news", NULL};
    const char *key = folded(&a->arena, path);
    size_t len = strcspn(key, "/");
    for (const struct page_kind *kind = site->kinds; kind->name; kind++)
        if (kind->folder && ((strncmp(kind->folder, key, len) == 0 && kind->folder[len] == '/') ||
                             (*kind->folder && strcmp(kind->folder, key) == 0)))
            return true;
    for (size_t i = 0; others[i]; i++)
        if (strlen(others[i]) == len && strncmp(others[i], key, len) == 0)
            return true;
    return false;
}

/* Plans a page or file of content/, which may stand in no folder of the site's own. */
static void plan_own(struct addresses *a, const struct site *site, uint32_t file, const char *path,
                     bool reserved, struct diags *diags)
{
    const struct address address = {.path = arena_copy(&a->arena, path),
                                    .place = {.file = file, .line = 1, .column = 1, .span = 1},
                                    .placed = true,
                                    .source = site->input->source->items[file].path};
    if (reserved)
        report(&address, &(struct address){.path = address.path}, diags);
    else
        plan(a, address, diags);
}

static void plan_content(struct addresses *a, const struct site *site, struct diags *diags)
{
    const struct content *content = site->content;
    for (uint32_t i = 0; i < content->len; i++) {
        const struct content_page *page = &content->items[i];
        const char *path = arena_printf(&a->arena, "%sindex.html", page->folder);
        plan_own(a, site, page->file, path, !page->news && is_reserved(a, site, path), diags);
    }
}

static void plan_files(struct addresses *a, const struct site *site, struct diags *diags)
{
    const struct source *source = site->input->source;
    for (uint32_t i = 0; i < source->len; i++)
        if (addresses_copied(&source->items[i]))
            plan_own(a, site, i, source->items[i].name + 5, false, diags);
    for (uint32_t i = 0; i < site->content->files_len; i++) {
        uint32_t file = site->content->files[i].file;
        const char *name = source->items[file].name;
        bool reserved = strncmp(name, "news/", 5) != 0 && is_reserved(a, site, name);
        plan_own(a, site, file, name, reserved, diags);
    }
}

static void plan_papers(struct addresses *a, const struct site *site, struct diags *diags)
{
    for (uint32_t i = 0; i < site->notices_len && site->input->pdfs; i++)
        plan(a,
             (struct address){.path = arena_printf(&a->arena, "notices/%s/notice.pdf",
                                                   site->records->meetings[site->notices[i]]->id)},
             diags);
}

void addresses_plan(struct addresses *a, const struct site *site, struct diags *diags)
{
    *a = (struct addresses){0};
    for (int placed = 0; placed < 2; placed++)
        for (const struct page_kind *kind = site->kinds; kind->name; kind++)
            if ((kind->place != NULL) == placed && !kind->own && !kind->content &&
                !addresses_theme_has(site, kind))
                plan_kind(a, site, kind, diags);
    plan_papers(a, site, diags);
    plan_content(a, site, diags);
    plan_files(a, site, diags);
}

void addresses_free(struct addresses *a)
{
    map_free(&a->paths);
    map_free(&a->folders);
    memory_free(a->items);
    arena_free(&a->arena);
}

bool addresses_has(const struct addresses *a, const char *path)
{
    struct arena arena = {0};
    uint32_t number = map_find(&a->paths, folded(&arena, path));
    arena_free(&arena);
    return number != map_none && strcmp(a->items[number].path, path) == 0;
}
