/*
 * The file of a PDF (ISO 32000-1, 7.5): numbered objects, and where each stands.
 *
 * Objects that are no streams are packed together (7.5.7): what is said of a table for reading it aloud is an
 * object a cell, which would else make the file half as long again.
 */
#ifndef PAPER_FILE_H
#define PAPER_FILE_H

#include "base/buf.h"

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

struct file {
    struct buf *out;
    size_t start; /* in OUT */
    struct libdeflate_compressor *packer;
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

/* Begins a file behind what is in OUT. */
struct file file_begin(struct buf *out);

/* The first of COUNT numbers that no object has had so far. */
uint32_t file_reserve(struct file *file, size_t count);

/* Writes the stream NUMBER: the LEN bytes at BYTES, packed, and KEYS with what is to be said of it. */
void file_stream(struct file *file, uint32_t number, const char *keys, const void *bytes, size_t len);

/* Begins the object NUMBER, which was reserved: its text is to be put behind what is in the buffer that this
 * gives. */
struct buf *file_object(struct file *file, uint32_t number);

/* Writes what is left of the file, of which the objects CATALOG and INFO say the rest. */
void file_end(struct file *file, uint32_t catalog, uint32_t info);

void file_free(struct file *file);

/* Puts TEXT as a string of UTF-16 in hexadecimal digits. */
void file_put_text(struct buf *out, const char *text);

/* Puts THOUSANDTHS as a decimal and a blank behind it. */
void file_put_decimal(struct buf *out, int32_t thousandths);

#endif
