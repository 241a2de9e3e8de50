/*
 * Publishing: a finished tree of files, swapped in whole at a folder OUT.
 *
 * The new tree is staged beside OUT, in ".NAME.gongshi-new", and takes OUT's place in one step when it is
 * whole (renameat2 with RENAME_EXCHANGE on Linux). A run that fails or is killed leaves OUT as it was, byte
 * for byte; what it left beside OUT is removed by the next. Where a file system can't exchange folders, OUT
 * is moved aside to ".NAME.gongshi-old" for the moment between two renames; the next run moves it back if
 * just then the power failed.
 *
 * A file that OUT has already, with the same bytes, is hard-linked into the new tree: it keeps its inode and
 * times. Where links can't be had (another owner's file, FAT) it is copied with its times. If nothing has
 * changed at all, nothing is swapped and OUT is not touched.
 *
 * The tree bears a mark, the file ".gongshi-out" at its top. A folder that is not empty and has no mark is
 * refused. What lies in a marked folder and was not published this time is gone after the swap.
 *
 * As OUT is another folder after a swap, a process that had OUT itself (not its path) open or as its current
 * folder still sees the tree of before, without its files.
 *
 * publish_begin, then publish_file, publish_open, publish_again and publish_keep in any order, then one of
 * publish_commit and publish_abandon. A limit on file size (RLIMIT_FSIZE) is an error like others only if the
 * program ignores SIGXFSZ; else it ends there, as harmlessly as by SIGKILL.
 */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/diag.h"
#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct publish;

/* What could not be done. Ready to use when zeroed. */
struct publish_error {
    const char *message; /* a catalogue key: {1} is the path, {2} what the system said; NULL: no error */
    char *path;          /* the file or folder it was about */
    int number;          /* errno; 0 where no call of the system failed */
};

/* The sentence of ERROR, without a line end; {2} is strerror's, in the language of the locale. */
void publish_error_text(const struct publish_error *error, diag_translate *translate, struct buf *out);
void publish_error_free(struct publish_error *error);

/* What a commit has done. The mark is not counted. */
struct publish_counts {
    size_t written;   /* files that are new or have other bytes than before */
    size_t unchanged; /* files published with the bytes they had */
    size_t kept;      /* files taken over by publish_keep */
    size_t removed;   /* files (links, …) of before that are not there any more */
    uint64_t bytes;   /* in the files written */
    bool swapped;     /* false: OUT was just so already */
    bool left_behind; /* the tree of before could not be removed; the next run tries again */
};

/* place.c: whether OUT lies in FOLDER or holds it, links followed; either may be absent. What is built from a
 * folder must not be put there: it would be read the next time. */
bool publish_overlaps(const char *out, const char *folder);

/* The absolute path of OUT, links followed, whether there is something or not; NULL where it leads nowhere.
 * The caller frees it with memory_free. */
char *publish_path(const char *out);

/* The folder in which publishing at OUT writes: that which OUT, links followed, lies in, or the lowest above
 * that is there. The caller frees it with memory_free; NULL where OUT leads nowhere, which publish_begin
 * says. */
char *publish_folder(const char *out);

/*
 * Begins a tree for OUT, which may be absent (folders above it are made), empty or a marked folder; a link is
 * followed and its target swapped. Refused, and NULL given with the reason in ERROR: anything else at OUT, a
 * mount point (or one within it), an OUT at which another process is publishing, a parent folder that can't
 * be written. The new OUT has the mode, and where permitted the owner and group, of the one before.
 */
struct publish *publish_begin(const char *out, struct publish_error *error);

/*
 * Puts the file PATH, relative to OUT, as "site/index.html". Folders are made as needed, modes are 0777 and
 * 0666 less umask. Threads may call it at the same time. A path that is absolute, has empty parts, "." or
 * "..", that was put or kept before or is the mark's is an error. False: something has failed, now or before;
 * nothing more is written then, and publish_commit gives the reason (the first).
 */
bool publish_file(struct publish *publish, const char *path, const void *bytes, size_t len);

/*
 * The same piece by piece, of a file that is too long to be held: publish_open, publish_more for the pieces,
 * publish_close, which gives how many bytes they were and their digest. NULL or false as publish_file;
 * publish_close frees STREAM, and is called whatever publish_more said.
 */
struct publish_stream;
struct publish_stream *publish_open(struct publish *publish, const char *path);
bool publish_more(struct publish_stream *stream, const void *bytes, size_t len);
bool publish_close(struct publish_stream *stream, size_t *size, struct digest *digest);

/*
 * The same without the bytes: publishes PATH with those it has at OUT, where that is a file of SIZE bytes
 * with this DIGEST. False: it is not, and nothing was done; or something has failed, now or before.
 */
bool publish_again(struct publish *publish, const char *path, size_t size, const struct digest *digest);

/* Puts the bytes that PATH has at OUT behind what is in the buffer, where it is a file of SIZE bytes with
 * this DIGEST; nothing is published. False: it is not. */
bool publish_before(struct publish *publish, const char *path, size_t size, const struct digest *digest,
                    struct buf *out);

/* Puts the bytes with which PATH was published behind what is in OUT. False: it was not, or can't be read. */
bool publish_read(struct publish *publish, const char *path, struct buf *out);

/* Takes over the file or folder PATH of the OUT of before with all in it; what is not there is no error. */
bool publish_keep(struct publish *publish, const char *path);

/* Whether OUT of before has no file PATH, or has it with other bytes than were put since. */
bool publish_fresh(struct publish *publish, const char *path);

/* Whether something has failed, for who would stop early. */
bool publish_failed(struct publish *publish);

/*
 * Makes what was published durable (one syncfs, so that no power cut shows files cut short), swaps, and
 * removes the tree of before. False: OUT is as it was, ERROR says why, the staging is removed. PUBLISH is
 * freed either way. Once the tree is at OUT an allocation that fails, here or later, ends the process with
 * status 0 (memory_on_failure; who goes on to other things sets another handler): what was asked for is done.
 */
bool publish_commit(struct publish *publish, struct publish_counts *counts, struct publish_error *error);

/* Gives up: OUT stays as it is, the staging is removed. Frees PUBLISH, which may be NULL. */
void publish_abandon(struct publish *publish);

#endif
