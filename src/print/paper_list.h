/* The page beside the papers of the board, or of the office, that lists them to be printed from. */
#ifndef PRINT_PAPER_LIST_H
#define PRINT_PAPER_LIST_H

#include "print/kinds.h"

/* A paper that was made. */
struct listed_paper {
    const struct paper_kind *kind;
    const char *path; /* as the sink has it: "print/notices/2026-03-05.pdf" */
    const char *title;
    const char *when; /* NULL: for any day */
    bool past;        /* as in struct composed */
    size_t sheets;
    bool large; /* A3 */
    bool fresh; /* other than at the build before */
};

/*
 * Gives SINK "FOLDER/index.html" with the LEN PAPERS, which are in the order of their kinds, and for the
 * office "FOLDER/README.txt". Made by the theme's print/index.mustache and print/readme.mustache; what is
 * wrong with these goes to DIAGS. False where there is an error or the sink stops it.
 */
bool paper_list_make(const struct print_input *input, const struct sink *sink,
                     const struct listed_paper *papers, size_t len, struct diags *diags);

/* The folder of the input's circle: "print" or "office"; NULL: it has no list. */
const char *paper_list_folder(const struct view *view);

#endif
