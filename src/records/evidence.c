#include "records/evidence.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "records/fields.h"

#include <stdlib.h>
#include <string.h>

/* A file that is named as evidence and is not there, and where it is named. */
struct named_file {
    const char *path; /* within records/ */
    struct place place;
    const char *near; /* one that is there, and may be meant; NULL */
    bool lost;        /* neither that nor anything of its folder is there */
};

struct named_files {
    struct named_file *items;
    size_t len, cap;
};

/* What there is, and what is missing of it. */
struct checking {
    struct diags *diags;
    const char **there; /* paths within records/ */
    size_t there_len;
    struct map paths, folders; /* what is there: both to nothing in particular */
    struct named_files missing;
    size_t looked; /* how often for what may be meant */
};

enum { most_looked = 1000 };

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) : 0;
}

/* Whether something stands in the folder that PATH is in, or below it. */
static bool has_folder(const struct checking *c, const char *path)
{
    return map_get(&c->folders, path, folder_length(path)) != map_none;
}

static void find_there(struct checking *c, const struct source *source)
{
    c->there = memory_new(source->beside.len + 1, sizeof *c->there);
    for (size_t i = 0; i < source->beside.len; i++) {
        const char *path = source->beside.items[i] + strlen("records/");
        c->there[c->there_len++] = path;
        map_put(&c->paths, path, strlen(path), 0);
        for (size_t len = folder_length(path); len;) {
            map_put(&c->folders, path, len, 0);
            while (len && path[--len] != '/')
                ;
        }
    }
}

/* Adds what DEED names and is not there. Nothing where one is no path (reported). */
static void look_for(struct checking *c, const struct deed *deed)
{
    if (deed->record.bad >> deed_evidence & 1)
        return;
    for (uint32_t i = 0; i < deed->evidence.len; i++) {
        struct named_file file = {.path = strings_at(&deed->evidence, i),
                                  .place = deed->evidence.nodes[i]->place};
        if (map_find(&c->paths, file.path) == map_none)
            memory_push(&c->missing, file);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = &((const struct named_file *)a)->place,
                       *y = &((const struct named_file *)b)->place;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* What is there and may be meant by PATH: the one file of that name, in another folder, else what is nearest
 * in its folder; NULL. */
static const char *meant(struct checking *c, const char *path)
{
    const char **names = memory_new(c->there_len + 1, sizeof *names), *found = NULL;
    size_t count = 0, beside = 0, len = folder_length(path);
    for (size_t i = 0; i < c->there_len; i++) {
        const char *there = c->there[i];
        if (strcmp(base_name(there), base_name(path)) == 0 && count++ == 0)
            found = there;
        if (folder_length(there) == len && strncmp(there, path, len) == 0)
            names[beside++] = base_name(there);
    }
    const char *name = count == 1 ? NULL : nearest_word(base_name(path), names, beside);
    for (size_t i = 0; name && i < c->there_len; i++) /* a name among names is part of its path */
        if (base_name(c->there[i]) == name)
            found = c->there[i];
    memory_free(names);
    return name || count == 1 ? found : NULL;
}

static void report_file(struct checking *c, const struct named_file *file)
{
    if (file->near)
        diag_warning(c->diags, file->place, "evidence-missing",
                     N_("there is no \"{1}\" in records/; did you mean \"{2}\"?"), file->path, file->near,
                     NULL);
    else
        diag_warning(c->diags, file->place, "evidence-missing",
                     N_("there is no \"{1}\" in records/: put the file there"), file->path, NULL);
}

/* Reports COUNT files of one folder, the first of them FILE. */
static void report_folder(struct checking *c, const struct named_file *file, size_t count)
{
    struct arena arena = {0};
    diag_warning(c->diags, file->place, "evidence-missing",
                 N_("there is no \"{1}\" in records/, nor any other of the {2} files named in \"{3}\": put "
                    "them there"),
                 file->path, arena_printf(&arena, "%zu", count),
                 arena_text(&arena, file->path, folder_length(file->path)), NULL);
    arena_free(&arena);
}

/* How many lost files are of the folder of number ITEM, which is one; 0 where an earlier one is of it. */
static size_t count_folder(const struct checking *c, size_t item, struct map *told)
{
    const char *path = c->missing.items[item].path;
    size_t len = folder_length(path), count = 0;
    if (map_put(told, path, len, 0) != map_none)
        return 0;
    for (size_t i = item; i < c->missing.len; i++)
        count += c->missing.items[i].lost && folder_length(c->missing.items[i].path) == len &&
                 strncmp(c->missing.items[i].path, path, len) == 0;
    return count;
}

static void report(struct checking *c)
{
    struct map told = {0};
    for (size_t i = 0; i < c->missing.len; i++) {
        struct named_file *file = &c->missing.items[i];
        file->near = c->looked++ < most_looked ? meant(c, file->path) : NULL;
        file->lost = !file->near && folder_length(file->path) && !has_folder(c, file->path);
    }
    for (size_t i = 0; i < c->missing.len; i++) {
        const struct named_file *file = &c->missing.items[i];
        size_t together = file->lost ? count_folder(c, i, &told) : 1;
        if (together == 1)
            report_file(c, file);
        else if (together > 1)
            report_folder(c, file, together);
    }
    map_free(&told);
}

void evidence_check(const struct records *records, const struct source *source, struct diags *diags)
{
    if (source->beside.len == 0)
        return;
    struct checking c = {.diags = diags};
    find_there(&c, source);
    for (uint32_t i = 0; i < records->meetings_len; i++)
        for (uint32_t k = 0; k < records->meetings[i]->lines_len; k++)
            look_for(&c, &records->meetings[i]->lines[k]);
    for (uint32_t i = 0; i < records->claims_len; i++)
        look_for(&c, &records->claims[i]->deed);
    if (c.missing.len) {
        qsort(c.missing.items, c.missing.len, sizeof *c.missing.items, by_place);
        report(&c);
    }
    memory_free(c.missing.items);
    map_free(&c.paths);
    map_free(&c.folders);
    memory_free(c.there);
}
