/*
 * Diagnostics: what is wrong with the records, as data. Nothing is printed while reading; the sentence is
 * made from the message catalogue when it is printed.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where something stands in a file. */
struct place {
    uint32_t file;   /* index among the files that were read */
    uint32_t line;   /* from 1, as an editor counts */
    uint32_t column; /* from 1, in characters */
    uint32_t span;   /* characters, at least 1; it is cut at the end of the line. From column 1 to beyond any
                        line:   somewhere in it, and shown where the message's {1} stands in it */
};

enum severity {
    severity_warning,
    severity_error,
    severity_note /* what belongs to the one before: what stood there once */
};

struct diag {
    struct place place;
    const char *code;    /* stable, such as "unknown-rule" */
    const char *message; /* a catalogue key with {1}, {2}, … where the arguments go */
    const char **args;   /* strings, NULL-terminated; NULL: it is counted, and never printed */
    uint64_t hash;       /* of code, message and arguments */
    uint32_t order;      /* in which it was added */
    uint8_t severity;    /* enum severity */
    bool secret;         /* what stands at its place is never printed, by this diagnostic or another */
};

struct diags {
    struct arena arena; /* holds messages' arguments */
    struct diag *items;
    size_t len;
    size_t cap;
    size_t errors;  /* items of severity_error */
    size_t secrets; /* items that hide what stands at their place */
    size_t most;    /* of a file what stands at so many places is kept whole, and what stands behind them only
                       counted; 0: all of it is kept */
    struct diag_first *first; /* these places, by file */
    size_t files;
};

/* A list is ready to use when zeroed. */

/* What marks a message for the catalogue where it stands: xgettext finds it by this name. */
#define N_(message) message

/*
 * Adds an error (a warning) with the arguments {1}, {2}, … as strings, closed by NULL. CODE and MESSAGE must
 * live as long as the list; the arguments are copied.
 */
void diag_error(struct diags *diags, struct place place, const char *code, const char *message, ...)
    __attribute__((sentinel));
void diag_warning(struct diags *diags, struct place place, const char *code, const char *message, ...)
    __attribute__((sentinel));

/* Turns the diagnostic that was added last, a warning, into a note. Notes have no code. */
void diag_as_note(struct diags *diags);

/* Whether what is added at PLACE would only be counted: no need to find out what it could say. */
bool diag_counts_only(const struct diags *diags, struct place place);

/* Puts the diagnostic that was added last in the place of number ITEM. */
void diag_replace(struct diags *diags, size_t item);

/* Makes what stands at the place of the diagnostic that was added last a secret. */
void diag_hide(struct diags *diags);

/* Moves all of FROM behind those of DIAGS; FROM is empty then. */
void diag_join(struct diags *diags, struct diags *from);

/* Orders by path, line, column, then as added; and takes out exact repetitions (same place, code and
 * message). PATHS: by file index. */
void diag_sort(struct diags *diags, const char *const *paths);

/* A file as diagnostics are printed from it. */
struct diag_source {
    const char *path; /* relative to the village's folder */
    const char *text; /* the whole file, LEN bytes; NULL where it could not be read */
    size_t len;
    uint32_t line; /* where the last line that was looked for begins: diag_print goes on from there. Zero at
                      first */
    size_t line_start;
    struct diag_secrets *secrets; /* made when the first is printed; see diag_source_close */
};

/* diag_print.c: frees what diag_print keeps in SOURCE between two calls. */
void diag_source_close(struct diag_source *source);

/* Gives the translation of a catalogue key. */
typedef const char *diag_translate(const char *message);

/* The message of DIAG with its arguments put in, without a line end. */
void diag_message(const struct diag *diag, diag_translate *translate, struct buf *out);

/*
 * Writes number ITEM of DIAGS as its parts are written: the head line, the
 * source line behind its number, the caret line. Tabs in the source line become four spaces; a line of more
 * than about 160 columns is cut around the span with "…"; so is a long argument of the message. COLOUR: with
 * ANSI colours. What stands in the file can't control the terminal: control characters are shown as U+FFFD.
 * Secrets of the line are shown as "*", in the source line and in the message.
 */
void diag_print(const struct diags *diags, size_t item, struct diag_source *source, diag_translate *translate,
                bool colour, struct buf *out);

void diag_free(struct diags *diags);

#endif
