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
    bool told; /* that one of the two is a copy */
};

/*
 * Whether one of the two files of REPEAT seems to be a copy: most of the one stands in the other. One record
 * alone is none, unless the files are the same.
 */
static bool is_copy(const struct records *r, const struct likeness *like, const struct repeat *repeat)
{
    const struct likeness *l = &like[repeat->place.file];
    if (repeat->place.file == repeat->first.file || l->other != repeat->first.file)
        return false;
    const struct records_file *later = r->files[repeat->place.file], *earlier = r->files[repeat->first.file];
    uint32_t one = records_in(r, repeat->place.file), other = records_in(r, repeat->first.file);
    return later->text_hash == earlier->text_hash ||
           (l->count > 1 && 2 * l->count > (one < other ? one : other));
}

/* Whether TAIL, what a file's name has behind another's, is what systems and programs that keep folders alike
 * put there: " (1)", " - 副本", "-DESKTOP-8F2K". "-b" is somebody's second file. */
static bool is_of_a_copy(const char *tail)
{
    static const char *const marks[] = {"副本",     "复件",     "拷贝",    "冲突",   "copy",
                                        "Copy",     "COPY",     "old",     "backup", "备份",
                                        "conflict", "Conflict", "DESKTOP", "LAPTOP", "-PC"};
    bool copy = tail[0] == ' ' || tail[0] == '(' || strncmp(tail, "（", strlen("（")) == 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !copy; i++)
        copy = strstr(tail, marks[i]);
    return copy;
}

/* Whether the name of the file COPY is that of the file OTHER as a copy has it: "1 (1).yaml" of "1.yaml". */
static bool is_named_after(const struct records *r, uint32_t copy, uint32_t other)
{
    const char *path = records_path(r, copy), *original = records_path(r, other);
    const char *name = strrchr(path, '/'), *known = strrchr(original, '/');
    if (!name || !known)
        return false;
    size_t len = strcspn(known, ".");
    return strlen(name) > strlen(known) && strncmp(name, known, len) == 0 && is_of_a_copy(name + len);
}

/* Whether the name of the file F is a copy's, whatever it is a copy of: "2 - 副本.yaml". */
static bool is_named_copy(const struct records *r, uint32_t f)
{
    const char *slash = strrchr(records_path(r, f), '/');
    const char *name = slash ? slash + 1 : records_path(r, f);
    return is_of_a_copy(name + strcspn(name, " (")) || is_of_a_copy(name);
}

/* Which of the two files has its name from the other, or, where their texts are the same, is called a copy at
 * all; records_none where that can't be told. */
static uint32_t copy_by_name(const struct records *r, uint32_t one, uint32_t other)
{
    if (is_named_after(r, one, other))
        return one;
    if (is_named_after(r, other, one))
        return other;
    if (r->files[one]->text_hash != r->files[other]->text_hash ||
        is_named_copy(r, one) == is_named_copy(r, other))
        return records_none;
    return is_named_copy(r, one) ? one : other;
}

/* The first file of the same text as F that is not called a copy; records_none where there is none. */
static uint32_t original_of(const struct records *r, uint32_t f)
{
    for (uint32_t i = 0; i < r->files_len; i++)
        if (i != f && r->files[i]->kind == r->files[f]->kind &&
            r->files[i]->text_hash == r->files[f]->text_hash && !is_named_copy(r, i))
            return i;
    return records_none;
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

/* Reports, once, the file that the name of REPEAT's other file tells to be the copy: what is repeated, it
 * repeats. False: names tell nothing. */
static bool report_copy(struct link *link, struct likeness *like, const struct repeat *repeat)
{
    const struct records *r = link->records;
    struct likeness *l = &like[repeat->place.file];
    if (l->told)
        return true;
    uint32_t copy = copy_by_name(r, repeat->place.file, repeat->first.file);
    uint32_t original = copy == repeat->place.file ? repeat->first.file : repeat->place.file;
    if (copy == records_none && is_named_copy(r, repeat->place.file)) { /* two copies, of a third file */
        original = original_of(r, repeat->place.file);
        copy = original == records_none ? records_none : repeat->place.file;
    }
    if (copy == records_none)
        return false;
    struct place place = {.file = copy, .line = 1, .column = 1, .span = 1};
    char count[16];
    snprintf(count, sizeof count, "%u", l->count);
    diag_error(link->diags, place, repeat->code,
               r->files[copy]->text_hash == r->files[original]->text_hash
                   ? N_("the same as {1}, probably a copy: delete it")
                   : N_("this file repeats {2} records of {1} and is probably a copy of it: write there what "
                        "only stands here, and delete it"),
               records_path(r, original), count, NULL);
    l->told = true;
    return true;
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
        uint32_t copy = copy_by_name(r, f, first), other = copy == first ? f : first;
        struct place place = {.file = copy == first ? first : f, .line = 1, .column = 1, .span = 1};
        diag_warning(link->diags, place, "copied-file",
                     copy == records_none ? N_("the same as {1}, probably a copy: delete one of the two")
                                          : N_("the same as {1}, probably a copy: delete it"),
                     r->files[other]->path, NULL);
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
    for (size_t i = 0; i < link->repeats.len; i++) {
        const struct repeat *repeat = &link->repeats.items[i];
        bool copied = is_copy(link->records, like, repeat);
        if (!copied || !report_copy(link, like, repeat))
            report(link, repeat, copied);
    }
    warn_copies(link, like);
    memory_free(like);
    memory_free(link->repeats.items);
}
