/*
 * Writing a village's records, by one process at a time: a command takes the lock, reads the records (again,
 * if it has read them before), puts each file that it changes, and only then says what it wrote.
 *
 *     int error = record_lock(&lock, dir);
 *     … read, check, compose …
 *     error = record_put(&lock, "records/claims/2026.yaml", &before, text, len);
 *     record_unlock(&lock);
 *
 * The lock of a process that was killed is free. What it had begun to write lies hidden beside the file
 * until the next that writes there, and is no record.
 */
#ifndef PUBLISH_RECORD_H
#define PUBLISH_RECORD_H

#include <stddef.h>

struct record_lock {
    char *dir;  /* the village's folder */
    char *path; /* the lock file */
    int fd;
};

/* All functions that return int give 0 or an errno value. */

/* Makes DIR/.gongshi, for what belongs to this copy of the village alone: git leaves it out wherever it lies.
 */
int record_private_folder(const char *dir);

/* Waits until no other process writes records of the village in DIR, half a minute at most: EWOULDBLOCK. */
int record_lock(struct record_lock *lock, const char *dir);

/*
 * Puts LEN bytes at PATH, relative to the village's folder, in the place of the WAS_LEN bytes WAS that were
 * read there (NULL: there was no file); folders above it are made. 0 only when all is on the disk. ESTALE,
 * and nothing is written, where something else stands there: somebody who takes no lock, as an editor, has
 * saved it.
 */
int record_put(const struct record_lock *lock, const char *path, const char *was, size_t was_len,
               const void *bytes, size_t len);

void record_unlock(struct record_lock *lock);

#endif
