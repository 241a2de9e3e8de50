/* Files and folders: whole files in, whole files out, what failed said by name. */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include "base/buf.h"

#include <stdbool.h>

/*
 * All functions that return int give 0 or an errno value; who calls them says what failed on which file.
 * Reads all of PATH behind what is in OUT.
 */
int file_read(const char *path, struct buf *out);

/* The same of a file that is open already, as standard input is: it may be a pipe or a socket. FD stays open.
 */
int file_read_open(int fd, struct buf *out);

/* Writes LEN bytes as the whole of PATH, made or emptied first; an error of close counts. */
int file_write(const char *path, const void *bytes, size_t len);

/* The mode of a file that file_replace puts: that of the file which was there, else as new files have it. */
enum { file_mode_as_it_was = -1 };

/*
 * Puts LEN bytes at PATH at once: whoever reads it sees all of what was there or all of what is written, also
 * where the machine stops meanwhile, and once this says 0 file and name are on the disk. An error of the last
 * step leaves the new file standing. The owner is passed on where that is allowed; MODE: a mode, or
 * file_mode_as_it_was. The bytes are first put into the file BESIDE, in the same folder, which is removed if
 * there is one: who gives it lets nobody else write there meanwhile. NULL: a hidden file of a new name, which
 * a killed process leaves behind.
 */
int file_replace(const char *path, const char *beside, int mode, const void *bytes, size_t len);

/* Makes the folder PATH and those above it that are missing (mode 0777 less umask). */
int folder_make(const char *path);

/* Makes the folders above the file PATH. */
int folder_make_for(const char *path);

/* The same; once this says 0 those that it made are on the disk. */
int folder_keep_for(const char *path);

bool file_exists(const char *path);   /* anything, links not followed */
bool folder_exists(const char *path); /* a folder, links followed */
bool path_is_link(const char *path);  /* a symbolic link, wherever it leads */

enum file_kind { file_regular, file_folder, file_link, file_other };

struct folder_item {
    char *name; /* owned by the list */
    enum file_kind kind;
    bool shared; /* a regular file that has other names too (hard links) */
};

struct folder_list {
    struct folder_item *items; /* in byte order of their names */
    size_t len;
    size_t cap;
};

/* Lists PATH without "." and "..". */
int folder_list(const char *path, struct folder_list *list);
void folder_list_free(struct folder_list *list);

/* Whether PATH ends in END; path_ends_like: small or capital letters alike (END in small ones). */
bool path_ends(const char *path, const char *end);
bool path_ends_like(const char *path, const char *end);

/* A/B in a new string; the caller frees it with memory_free. */
char *path_join(const char *a, const char *b);

/* Removes PATH and all in it; links are removed, not followed. What is not there is no error. */
int tree_remove(const char *path);

#endif
