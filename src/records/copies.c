/*
 * Records that repeat earlier ones. A few are mistakes of the line; where most of a file repeats another, it
 * is the file that was copied, by a hand or by a program that keeps folders alike.
 */
#include "records/link.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

void link_repeat(struct link *link, struct repeat repeat)
{
    memory_push(&link->repeats, repeat);
}

/* How many records a file holds that could repeat others; at least 1. */
static uint32_t records_in(const struct records *r, uint32_t f)
{
    const struct records_file *file = r->files[f];
    uint32_t count = file->len;
    if (!file->root || file->len == 0)
        return 1;
    if (file->kind == source_meeting) {
        const struct meeting *m = file->items;
        count = 0;
        for (uint32_t i = 0; i < m->lines_len; i++)
            count += m->lines[i].entries;
    } else if (file->kind == source_households) {
        const struct households_file *h = file->items;
        count = 1 + h->households_len;
        for (uint32_t i = 0; i < h->households_len; i++)
            count += h->households[i].members_len;
    } else if (file->kind == source_rules) {
        const struct rules_file *list = file->items;
        count = list->categories_len + list->rules_len;
    }
    return count ? count : 1;
}

/* By file: the other file that most of its repeated records stand in, and how many do. */
struct likeness {
    uint32_t other;
    uint32_t count; /* those of `other`, less those of others */
    uint32_t all;
};

/*
 * Whether one of the two files of REPEAT seems to be a copy: most of the later one stands in the earlier. One
 * record alone is none, unless the files are the same.
 */
static bool is_copy(const struct records *r, const struct likeness *like, const struct repeat *repeat)
{
    const struct likeness *l = &like[repeat->place.file];
    if (repeat->place.file == repeat->first.file || l->other != repeat->first.file)
        return false;
    const struct records_file *later = r->files[repeat->place.file], *earlier = r->files[repeat->first.file];
    return later->text_hash == earlier->text_hash ||
           (l->count > 1 && 2 * l->count > records_in(r, repeat->place.file));
}

static void report(struct link *link, const struct repeat *repeat, bool copied)
{
    struct buf where = {0};
    buf_printf(&where, "%s:%u", records_path(link->records, repeat->first.file), repeat->first.line);
    const char *message = repeat->place.file == repeat->first.file ? repeat->message
                          : copied                                 ? repeat->copied
                                                                   : repeat->apart;
    diag_error(link->diags, repeat->place, repeat->code, message, repeat->id, buf_text(&where), repeat->again,
               repeat->again ? flag_called(repeat->again) : NULL, NULL);
    buf_free(&where);
}

const char *copy_of(const struct records *r, uint32_t file)
{
    const struct records_file *own = r->files[file];
    for (uint32_t i = 0; i < r->files_len; i++)
        if (i != file && r->files[i]->kind == own->kind && r->files[i]->text_hash == own->text_hash)
            return r->files[i]->path;
    return NULL;
}

/* Warns of the later of two files with the same text of which nothing else is said. */
static void warn_copies(struct link *link, const struct likeness *like)
{
    const struct records *r = link->records;
    struct map texts = {0};
    for (uint32_t f = 0; f < r->files_len; f++) {
        const struct records_file *file = r->files[f];
        if (file->kind == source_none || !file->root || node_empty(file->root))
            continue;
        bool nameless = file->kind == source_meeting && !((const struct meeting *)file->items)->id[0];
        if (nameless) /* told of already */
            continue;
        uint32_t first = map_put(&texts, &file->text_hash, sizeof file->text_hash, f);
        if (first == map_none || r->files[first]->kind != file->kind || like[f].all)
            continue;
        struct place place = {.file = f, .line = 1, .column = 1, .span = 1};
        diag_warning(link->diags, place, "copied-file",
                     N_("the same as {1}, probably a copy: delete one of the two"), r->files[first]->path,
                     NULL);
    }
    map_free(&texts);
}

void link_repeats(struct link *link)
{
    struct likeness *like = memory_new(link->records->files_len, sizeof *like);
    for (size_t i = 0; i < link->repeats.len; i++) {
        struct likeness *l = &like[link->repeats.items[i].place.file];
        uint32_t other = link->repeats.items[i].first.file;
        l->all++;
        if (l->count == 0)
            l->other = other;
        if (l->other == other)
            l->count++;
        else
            l->count--;
    }
    for (size_t i = 0; i < link->repeats.len; i++)
        report(link, &link->repeats.items[i], is_copy(link->records, like, &link->repeats.items[i]));
    warn_copies(link, like);
    memory_free(like);
    memory_free(link->repeats.items);
}
