/*
 * The one door that every text and every file's name goes through before anything reads it. What is behind it
 * may count on this: a text is UTF-8 without NUL and without unfinished merges; a name is UTF-8 that shows
 * what it is.
 */
#ifndef SOURCE_DOOR_H
#define SOURCE_DOOR_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* What is asked of a file. */
enum door {
    door_record,   /* UTF-8, no control characters, no marks of a merge */
    door_page,     /* besides, nothing invisible, no numbers of persons: it is published */
    door_template, /* the same of a theme's file */
    door_script,   /* the same of scripts and styles, in which invisible characters are at home */
    door_handout,  /* a text that is handed out as it is, in whatever encoding: looked through decoded */
    door_bytes     /* no text: pictures, faces */
};

/* What is asked of the file NAME below content/, and of one of a theme. */
enum door door_of_content(const char *name, const char *text, size_t len);
enum door door_of_theme(const char *name, const char *text, size_t len);

/* A file as it leaves the door. */
struct door_text {
    bool refused;     /* it must not be read: said why */
    const char *text; /* as valid UTF-8, in the arena or as it was given; NULL of door_bytes. Of a refused
                         one to be shown only */
    size_t len;
};

/* Looks through the LEN bytes at TEXT, the file number FILE; what is wrong goes to DIAGS. */
struct door_text door_open(enum door door, struct arena *arena, const char *text, size_t len, uint32_t file,
                           struct diags *diags);

/*
 * Whether NAME, of a file or folder, may be one; reports at PLACE why not, where DIAGS is given. PUBLISHED:
 * it becomes part of an address, so that it may hold no number of a person.
 */
bool door_name(const char *name, bool published, struct place place, struct diags *diags);

/* Puts "*" for each byte of a number of a person in TEXT, a path that is shown. */
void door_hide_numbers(struct buf *text);

#endif
