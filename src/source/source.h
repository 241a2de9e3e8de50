/*
 * Where records come from: finds the files of a village's folder, refuses links and strays, and reads the
 * rest. Every text and every name passes the door (source/door.h) here, once: a record file that it refuses
 * keeps its kind, so that it is known what could not be read; of pages and a theme's files source_none is
 * left.
 */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/files.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a file holds, by where it stands (record_files.h). */
enum source_kind {
    source_village,
    source_rules,
    source_households,
    source_meeting,
    source_claims,
    source_objections,
    source_rewards,
    source_redemptions,
    source_disclosures,
    source_none, /* a place that only errors stand at: a stray file, a folder that is missing */
    source_page, /* what stands below content/: Markdown and pictures */
    source_theme /* what stands below a theme's folder: templates, styles, words */
};

/* What is wrong with what only errors stand at. */
enum source_wrong {
    wrong_nothing,
    wrong_missing,
    wrong_misnamed,
    wrong_unknown,
    wrong_special,
    wrong_name /* the door refuses its name */
};

struct source_file {
    const char *path; /* within the village's folder: "records/…"; of an installed theme as it was found */
    const char *name; /* of a page or a theme's file: the path within content/ or the theme */
    enum source_kind kind;
    enum source_wrong wrong; /* of source_none */
    const char *text;        /* the whole file, its bytes; NULL for source_none */
    size_t len;
    bool refused;     /* its text may not be read (reported): see source/door.h */
    const char *utf8; /* it as valid UTF-8: `text` itself, or decoded from it; NULL where it is no text */
    size_t utf8_len;
};

struct source {
    struct arena arena;
    struct source_file *items; /* records in byte order of their paths, then what was added */
    size_t len;
    size_t cap;
    struct {
        const char **items;
        size_t len, cap;
    } beside; /* paths of what else lies in records/ and may: photographs, papers, sheets */
};

/* A failure of the system, not of the records. */
struct source_failure {
    char path[4096];
    int error; /* errno */
};

/*
 * Reads the records of the village in the folder DIR. What is wrong with how the files lie (bad-path,
 * unknown-file, missing-file) and with their texts goes to DIAGS, whose file numbers are indexes into SOURCE.
 * False where the system failed. The caller frees with source_free.
 */
bool source_read(const char *dir, struct source *source, struct diags *diags, struct source_failure *failure);
void source_free(struct source *source);

/* The file at PATH; NULL: there is none. */
const struct source_file *source_at(const struct source *source, const char *path);

/* Its number; that of the first file where there is none, for who has something to say of it. */
uint32_t source_number(const struct source *source, const char *path);

/*
 * The same from what is no folder, a commit for instance: for each file, link or what else there is at PATH
 * ("records/…"), source_wants says whether its bytes are wanted, and source_take takes it, with them or (TEXT
 * NULL) without; what its path has a part for that begins with a dot is not looked at. When all have been
 * taken, source_complete orders them, takes their texts through the door and reports what is wrong.
 */
bool source_wants(const char *path, enum file_kind kind);
void source_take(struct source *source, const char *path, enum file_kind kind, const char *text, size_t len);
void source_complete(struct source *source, struct diags *diags);

/*
 * Puts LEN bytes at TEXT, which is valid, in the place of the record file PATH, or adds it where its path
 * belongs: what the records would be with it. Nothing on the disk changes. File numbers from PATH on may
 * move.
 */
void source_put(struct source *source, const char *path, const char *text, size_t len);

/* --- pages and themes: pages.c */

/*
 * Adds all files below DIR/content, in byte order of their names. A link is reported as bad-path, and what
 * the door refuses with what is wrong. That there is no such folder is no error. Moves SOURCE's items.
 */
bool source_add_pages(const char *dir, struct source *source, struct diags *diags,
                      struct source_failure *failure);

/*
 * Adds the files of the theme NAME: those below DIR/themes/NAME, and of those below DEFAULT_DIR (the
 * installed default theme) the ones whose names the first has not; of words/ and print/ *.yaml of both, the
 * theme's own first. *FOUND: whether there is a theme NAME at all
 * ("default" always is). Moves SOURCE's items.
 */
bool source_add_theme(const char *dir, const char *name, const char *default_dir, struct source *source,
                      bool *found, struct diags *diags, struct source_failure *failure);

/* The theme's file NAME; NULL where it has none. */
const struct source_file *source_theme_file(const struct source *source, const char *name);

#endif
