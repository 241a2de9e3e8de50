/* A village read from files in memory, by the real reader. */
#ifndef UNIT_READ_VILLAGE_H
#define UNIT_READ_VILLAGE_H

#include "base/files.h"
#include "base/memory.h"
#include "ledger/ledger.h"
#include "records/records.h"
#include "source/record_files.h"
#include "unit/look.h"
#include "view/view.h"

#include <stdio.h>
#include <string.h>

struct file_text {
    const char *path, *text;
};

struct read_village {
    struct records records;
    struct ledger ledger;
    struct words *words;
    struct diags diags;
    struct arena arena;
};

/* The words of the default theme. */
static inline struct words *read_words(enum language language)
{
    struct words *words = words_new(language);
    struct buf text = {0};
    struct diags diags = {0};
    const char *path =
        language == language_en ? "themes/default/words/en.yaml" : "themes/default/words/zh-CN.yaml";
    if (file_read(path, &text) != 0)
        memory_failed(0);
    words_add(words, buf_text(&text), text.len, 0, &diags);
    if (diags.len)
        memory_failed(0);
    buf_free(&text);
    return words;
}

/* Reads COUNT files, in byte order of their paths, and computes the ledger at DATE. Ends the program with
 * what is wrong, where something is. */
static inline void read_village(struct read_village *v, const struct file_text *files, size_t count,
                                const char *date)
{
    *v = (struct read_village){0};
    struct records_file **read = memory_new(count, sizeof *read);
    for (size_t i = 0; i < count; i++) {
        const struct source_file file = {.path = files[i].path,
                                         .name = files[i].path,
                                         .kind = record_files_kind(files[i].path),
                                         .text = files[i].text,
                                         .len = strlen(files[i].text),
                                         .utf8 = files[i].text,
                                         .utf8_len = strlen(files[i].text)};
        read[i] = records_read_file(&file, (uint32_t)i, &v->diags);
    }
    records_link(&v->records, read, (uint32_t)count, &v->diags);
    for (size_t i = 0; i < v->diags.len; i++)
        fprintf(stderr, "%s:%u: %s %s\n", files[v->diags.items[i].place.file].path,
                v->diags.items[i].place.line, v->diags.items[i].code, v->diags.items[i].message);
    if (v->diags.errors)
        memory_failed(0);
    ledger_compute(&v->ledger, &v->records, day(date), &v->diags);
    v->words = read_words(v->records.village.language);
}

static inline void read_village_free(struct read_village *v)
{
    ledger_free(&v->ledger);
    records_free(&v->records);
    words_free(v->words);
    diag_free(&v->diags);
    arena_free(&v->arena);
}

#endif
