/*
 * Slips of a hand that types Chinese, or pastes from a chat or a document: marks that look like YAML's and
 * are not. They are looked for only where something is wrong already: in the line that libyaml stumbled over,
 * in a line whose fields do not fit, in a value that is none. What is found says which mark stands where, and
 * what to write in its place.
 */
#ifndef YAML_SLIP_H
#define YAML_SLIP_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum { slip_text_size = 160 };

struct slip {
    const char *message;         /* a catalogue key */
    size_t offset;               /* bytes from the beginning of what was looked at to the mark */
    size_t span;                 /* characters that are marked */
    char found[slip_text_size];  /* {1} */
    char wanted[slip_text_size]; /* {2} */
};

/* Where a line stands: in a block, or within brackets that an earlier line opened. */
enum slip_within { within_block, within_map, within_list };

/* slip_line.c: the first slip in LINE, LEN bytes without its end, that changes what YAML takes it for. */
bool slip_in_line(const char *line, size_t len, enum slip_within within, struct slip *slip);

/* slip_value.c: what is wrong with TEXT as a key: its colon is full-width, or no blank stands behind it. */
bool slip_in_key(const char *text, size_t len, struct slip *slip);

/* What is wrong with TEXT as an id, a number or a word: a mark that is full-width or too much, several
 * values, more fields. */
bool slip_in_value(const char *text, size_t len, struct slip *slip);

/* Several ids in TEXT, with something between them that separates none: a blank, a stroke, 和. */
bool slip_in_ids(const char *text, size_t len, struct slip *slip);

/* A number in TEXT with a comma for its decimal point. */
bool slip_in_decimal(const char *text, size_t len, struct slip *slip);

/* Whether more fields stand in TEXT, a value: behind a comma that is none, a word and a colon. The slip is at
 * that comma, and the word is `wanted`. */
bool slip_in_fields(const char *text, size_t len, struct slip *slip);

/* A character in TEXT of which nothing is seen; `wanted` is TEXT without such. */
bool slip_unseen(const char *text, size_t len, struct slip *slip);

/* slip_date.c: as a date: other marks or digits, from which the day can be read, and more behind it; a day
 * that is none.
 */
bool slip_in_date(const char *text, size_t len, struct slip *slip);

/* Reports SLIP under CODE; AT is where what was looked at begins. */
void slip_report(const struct slip *slip, struct place at, const char *text, const char *code,
                 struct diags *diags);

/*
 * Looks through the lines of TEXT, the file that the diagnostics from FIRST on are about. Where the fields of
 * a line do not fit because of a slip in it, the slip is reported in place of what followed from it.
 */
void slip_explain(struct diags *diags, size_t first, const char *text, size_t len);

#endif
