/* Zip archives in memory, as spreadsheets are stored: reading one, and writing one. */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H

#include "base/buf.h"
#include "base/spill.h"

#include <stdbool.h>
#include <stddef.h>

/* So many bytes a file may have at most when it is unpacked: more is taken for an attack. */
enum { zip_most = 64 * 1024 * 1024 };

struct zip {
    const unsigned char *bytes;
    size_t len;
    size_t directory; /* where its list of files begins */
    size_t count;     /* of files */
};

/* Finds the list of files in the LEN bytes at BYTES, which outlive ZIP. False: it is no archive. */
bool zip_open(struct zip *zip, const char *bytes, size_t len);

bool zip_has(const struct zip *zip, const char *name);

/* Puts the file NAME behind OUT. False: there is none, or it is damaged, encrypted or too large. */
bool zip_read(const struct zip *zip, const char *name, struct buf *out);

/* --- writing */

struct zip_writing {
    struct buf *out;
    const struct spill *spill; /* where finished files go on to; NULL: they stay in OUT */
    size_t gone;               /* bytes that went there */
    struct buf directory;      /* the list of files so far */
    size_t count;
    struct z_stream_s *stream;
    struct buf name;     /* of the file under way */
    size_t at;           /* where in OUT it begins */
    size_t size;         /* of what was put of it */
    struct buf attached; /* what zip_attach took of it */
    size_t attached_at;  /* where in OUT that belongs */
    unsigned long sum;
};

/* A piece of a file as it stands in the archive: packed by itself, whatever is before and behind it. */
struct zip_piece {
    size_t at;     /* where its packed bytes begin */
    size_t packed; /* how many they are */
    size_t size;   /* unpacked */
    unsigned long sum;
};

/*
 * Puts a file piece by piece behind those that are there: zip_begin, zip_pack or zip_again for each piece,
 * zip_finish. The same pieces give the same archive: no time is kept.
 */
void zip_begin(struct zip_writing *zip, const char *name);

/* Packs PIECE, which is emptied. */
struct zip_piece zip_pack(struct zip_writing *zip, struct buf *piece);

/* Takes PIECE over from the archive whose bytes are BYTES; it is at another place then. */
struct zip_piece zip_again(struct zip_writing *zip, const struct zip_piece *piece, const char *bytes);

/*
 * For who packs pieces before those that stand in front of them: ASIDE has an OUT of its own and begins no
 * file; zip_attach then puts all that was packed there, and gives where it stands. It frees ASIDE with its
 * OUT, and is called once a file.
 */
size_t zip_attach(struct zip_writing *zip, struct zip_writing *aside);

void zip_finish(struct zip_writing *zip);

/* Puts a file with the bytes of PART, packed, and empties PART. */
void zip_put(struct zip_writing *zip, const char *name, struct buf *part);

/* Puts the list of files behind them, and frees all but OUT. */
void zip_end(struct zip_writing *zip);

#endif
