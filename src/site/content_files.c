/* The files below content/ that are no pages: pictures, tables, whatever the village hands out. */
#include "base/memory.h"
#include "site/content.h"

#include <string.h>

static bool is_other(const struct source_file *file)
{
    return file->kind == source_page && !content_is_page(file);
}

/* Whether PATH is FOLDER with index.html in it, or FOLDER itself where that is a file. */
static bool is_at(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    if (len && folder[len - 1] != '/')
        return strcmp(path, folder) == 0;
    return strncmp(path, folder, len) == 0 && strcmp(path + len, "index.html") == 0;
}

/* Whether the site makes something of its own where the file NAME would be copied to. */
static bool is_made(const struct site *site, const char *name)
{
    if (strchr(name, '/') && strncmp(name, "news/", 5) != 0 && content_is_taken(name))
        return true;
    for (const struct page_kind *kind = page_kinds; kind->name; kind++)
        if (kind->folder && is_at(name, kind->folder))
            return true;
    for (uint32_t i = 0; i < site->content->len; i++)
        if (is_at(name, site->content->items[i].folder))
            return true;
    struct buf file = {0};
    buf_printf(&file, "site/%s", name);
    bool themes = source_theme_file(site->input->source, buf_text(&file)) != NULL;
    buf_free(&file);
    return themes;
}

/* Nothing is masked in such a file: whom the site must not name may not be in it. */
static void look_for_names(struct site *site, uint32_t number)
{
    const char *text = site->input->source->items[number].utf8;
    if (!text)
        return;
    struct diags found = {0};
    struct arena arena = {0};
    struct place place = {.file = number, .line = 1, .column = 1, .span = 1};
    view_text(site->view, &arena, text, place, &found);
    if (found.len)
        diag_error(
            site->diags, found.items[0].place, "name-in-file",
            N_("the file would be published as it is, and says \"{1}\": take out the names, or make it a "
               "page (.md), where they are masked"),
            found.items[0].args[0], NULL);
    diag_free(&found);
    arena_free(&arena);
}

void content_check_files(struct site *site)
{
    const struct source *source = site->input->source;
    for (uint32_t i = 0; i < source->len; i++) {
        if (!is_other(&source->items[i]))
            continue;
        if (is_made(site, source->items[i].name))
            diag_error(site->diags, (struct place){.file = i, .line = 1, .column = 1, .span = 1},
                       "page-address", N_("/{1} is a page of the site's own; name the file otherwise"),
                       source->items[i].name, NULL);
        look_for_names(site, i);
    }
}

bool content_put(const struct site *site, const struct sink *sink)
{
    const struct source *source = site->input->source;
    bool well = true;
    for (size_t i = 0; i < source->len && well; i++) {
        const struct source_file *file = &source->items[i];
        if (!is_other(file))
            continue;
        struct buf path = {0};
        buf_printf(&path, "site/%s", file->name);
        well = sink->put(sink->context, buf_text(&path), file->text, file->len);
        buf_free(&path);
    }
    return well;
}
