/*
 * What a build made of what: kept in the village's .gongshi/made/, a file for each OUT, so that the next
 * build takes over what would come out the same. It may be removed at any time. Nothing is believed that it
 * says of OUT: a file is taken over where its bytes still have the digest that is noted here, else made
 * again.
 *
 * A file of an OUT that is gone is removed when another is written.
 */
#ifndef CMD_MADE_H
#define CMD_MADE_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/map.h"

#include <stdbool.h>

/* A file that was made. */
struct made_file {
    const char *path; /* within OUT */
    size_t size;
    struct digest bytes;
    struct digest says; /* of all that decides its bytes; zero: not known */
    struct digest from; /* of all that it is made from; zero: not known */
    const char *note;   /* kept with it; NULL: nothing */
    bool there;         /* it was put: of a file that is under way only what it says is known */
};

struct made {
    struct arena arena;
    struct digest inputs; /* of all that was read; zero: nothing was kept */
    const char *said;     /* what the build told its user, to be told again */
    struct {
        struct made_file *items;
        size_t len, cap;
    } files;
    struct map paths; /* to files */
};

/* Reads what was kept of building the village in DIR to OUT; empty where there is nothing, or nothing whole.
 */
void made_read(struct made *made, const char *dir, const char *out);

/* The file PATH; NULL where none was made. */
const struct made_file *made_find(const struct made *made, const char *path);

/* Adds a file, whose path and note are copied. */
void made_add(struct made *made, const struct made_file *file);

/* Keeps MADE for the next build; nobody else may publish at OUT meanwhile. Where the folder can't be written
 * nothing is kept: the next build is whole. */
void made_write(struct made *made, const char *dir, const char *out);

void made_free(struct made *made);

#endif
