/*
 * The structure tree of a PDF (ISO 32000-1, 14.7): what the marked contents of its pages are, in the order in
 * which they are read. Elements in which nothing stands are left out, but for the empty cells of a row.
 */
#ifndef PAPER_STRUCTURE_H
#define PAPER_STRUCTURE_H

#include "paper/content.h"
#include "paper/file.h"

/* A page as the tree knows it. */
struct structure_page {
    uint32_t number; /* of its object */
    struct content_marks marks;
};

/* Adds the tree of PAPER, which has as many PAGES, to FILE: its root is the object ROOT. */
void structure_write(struct file *file, const struct paper *paper, const struct structure_page *pages,
                     uint32_t root);

#endif
