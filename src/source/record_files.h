/*
 * The files of the records, a row a kind: where they stand, and what they are called. Who finds, reads,
 * explains or begins any reads this table.
 */
#ifndef SOURCE_RECORD_FILES_H
#define SOURCE_RECORD_FILES_H

#include "base/arena.h"
#include "source/source.h"

enum { most_slips = 5 };

struct record_files {
    const char *name; /* what commands call the kind */
    const char
        *pattern;  /* one file, or which of a folder, "**" being folders within: from the village's folder */
    bool list;     /* a file is a list of records, else one of its own */
    bool required; /* every village has it */
    const char *slips[most_slips]; /* what people call the folder or file too */
};

/* By source_kind; there are source_none of them. */
extern const struct record_files record_files[];

/* Bytes of the pattern that are the folder, with "/" behind it; 0: the kind is one file. */
size_t record_files_folder(enum source_kind kind);

/* The kind of the file PATH ("records/…"); source_none where no record stands so. */
enum source_kind record_files_kind(const char *path);

/* Whether PATH stands in a folder of records, however deep. */
bool record_files_within(const char *path);

/* The file of YEAR, where a kind has one a year: "records/claims/2026.yaml". */
const char *record_files_of_year(struct arena *arena, enum source_kind kind, int year);

#endif
