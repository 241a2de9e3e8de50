/*
 * The file of a document that libharu holds (ISO 32000-1, 7.5).
 *
 * libharu writes each object apart and as it is. Here those that are no streams are packed together (7.5.7),
 * and others may be added that libharu never sees: what is said of a table for reading it aloud is an object
 * a cell, which would make the file half as long again.
 */
#ifndef PAPER_FILE_H
#define PAPER_FILE_H

#include "base/buf.h"

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>

/* Where an object stands. */
struct file_place {
    uint32_t where; /* its first byte in the file, or the stream that it is packed in */
    uint32_t index; /* in that stream */
    bool packed;
};

/* An object that is to be packed. */
struct file_loose {
    uint32_t number;
    size_t at; /* in the text of all of them */
};

struct file {
    HPDF_Doc doc;
    struct buf *out;
    size_t start; /* in OUT */
    struct buf text;
    struct {
        struct file_loose *items;
        size_t len, cap;
    } loose;
    struct {
        struct file_place *items; /* by the objects' numbers */
        size_t len, cap;
    } places;
};

/* Writes the objects of DOC behind what is in OUT, all but RESERVED, of which the number alone is wanted.
 * Gives libharu's error, or 0. */
HPDF_STATUS file_begin(struct file *file, HPDF_Doc doc, const void *reserved, struct buf *out);

/* The first number that no object has. */
uint32_t file_free_number(const struct file *file);

/* Begins the object NUMBER, one of libharu's that was reserved or the first free: its text is to be put
 * behind what is in the buffer that this gives. */
struct buf *file_object(struct file *file, uint32_t number);

/* Ends the file. */
void file_end(struct file *file);

/* The number of an object of libharu's. */
uint32_t file_number(const void *object);

/* Puts the LEN bytes at BYTES, packed, in the place of what is in the stream of DICT, one of libharu's. */
void file_stream_put(HPDF_Dict dict, const void *bytes, size_t len);

#endif
