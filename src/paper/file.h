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
    uint32_t where; /* its first byte in the file, or the stream that it is packed in; 0: not yet */
    uint16_t index; /* in that stream */
    bool packed;
};

/* An object that is to be packed. */
struct file_loose {
    uint32_t number;
    size_t at; /* in the text of all of them */
};

/* How streams are packed: outlines so that they take little room, text and what is said of it, which may be
 * many times as much and is most alike, quickly. */
enum file_pack { file_quickly, file_tightly, file_packs };

struct file {
    HPDF_Doc doc;
    struct buf *out;
    size_t start; /* in OUT */
    struct libdeflate_compressor *packers[file_packs];
    struct buf packed; /* the last stream */
    struct buf text;   /* of the objects to be packed next */
    struct buf head;   /* what stands in front of that */
    struct {
        struct file_loose *items;
        size_t len, cap;
    } loose;
    struct {
        struct file_place *items; /* by the objects' numbers */
        size_t len, cap;
    } places;
};

/* Begins the file of DOC behind what is in OUT. */
struct file file_begin(HPDF_Doc doc, struct buf *out);

/* Writes the stream NUMBER, in the place of libharu's if that has one: the LEN bytes at BYTES, packed, and
 * KEYS with what is to be said of it. */
void file_stream(struct file *file, uint32_t number, enum file_pack pack, const char *keys, const void *bytes,
                 size_t len);

/* Writes the objects of the document that are not there yet, all but RESERVED, of which the number alone is
 * wanted. Gives libharu's error, or 0. */
HPDF_STATUS file_objects(struct file *file, const void *reserved);

/* The first of COUNT numbers that no object has had so far. */
uint32_t file_reserve(struct file *file, size_t count);

/* Begins the object NUMBER, which was reserved: its text is to be put behind what is in the buffer that this
 * gives. */
struct buf *file_object(struct file *file, uint32_t number);

/* Writes what is left of the file. */
void file_end(struct file *file);

void file_free(struct file *file);

/* The number of an object of libharu's. */
uint32_t file_number(const void *object);

#endif
