/* The record files that the rows of a table go into. */
#ifndef CMD_IMPORT_FILES_H
#define CMD_IMPORT_FILES_H

#include "clerk/import.h"
#include "cmd/load.h"

struct import_file {
    const char *path;
    const struct source_file *file; /* NULL: there is none yet */
    const char *was;
    size_t was_len;
    struct buf text; /* the whole file with the items in it */
    size_t *rows;    /* the numbers of the items, in their order */
    uint32_t *lines; /* where each begins */
    size_t count;
};

struct import_files {
    struct import_file *items;
    size_t len, cap;
};

/*
 * Composes the files with the items of IM in them: a household's is its group's, an entry's that of MEETING,
 * a rule's INTO or the last; without those of rows that are wrong already, so that it can be said of the
 * others what is wrong with them as records. False: a file can't take them (said).
 */
bool import_files_make(const struct importing *im, const struct loaded *loaded, const struct meeting *meeting,
                       const char *into, struct import_files *files);

/* Whether the records of DIR would be right with them: the exit status. What is wrong with a row becomes a
 * problem of IM, at its cell; the rest is printed. */
int import_files_check(const struct import_files *files, const char *dir, int32_t today,
                       struct importing *im);

/* The same for records that are read, LOADED, and not checked yet. */
int import_files_check_in(const struct import_files *files, struct loaded *loaded, int32_t today,
                          struct importing *im);

/* What stands where. */
void import_files_print(const struct import_files *files, const struct importing *im);
void import_files_free(struct import_files *files);

#endif
