/* For those who read slips (yaml/) and mend them (clerk/): which characters stand for which of YAML's marks.
 */
#ifndef YAML_SLIP_MARKS_H
#define YAML_SLIP_MARKS_H

#include "yaml/slip.h"

#include <stdint.h>

/* The character of TEXT at AT; its bytes, at least 1, in *BYTES. 0 at the end. */
uint32_t mark_at(const char *text, size_t len, size_t at, size_t *bytes);

/* A blank that is none to YAML: no-break, full-width, thin. */
bool mark_is_odd_blank(uint32_t c);

/* A dash or dot that people write before the items of a list. */
bool mark_is_odd_dash(uint32_t c);

/* A comma of another writing, or what stands for one. */
bool mark_is_odd_comma(uint32_t c);

/* A quotation mark that is none to YAML. */
bool mark_is_odd_quote(uint32_t c);

/* What a bracket is meant for: '{', '}', '[', ']'; 0: it is none. CLOSER, if given: the character that closes
 * it. */
char mark_bracket(uint32_t c, uint32_t *closer);

/* A letter, a digit or a Chinese character: what a key is made of. */
bool mark_in_key(uint32_t c);

/* The half-width character that C is the full-width form of; C itself where it is none. */
uint32_t mark_half_width(uint32_t c);

/* Sets SLIP to MESSAGE about the character at AT of TEXT, which is {1}. WANTED, or NULL, is {2}. */
bool mark_slip(struct slip *slip, const char *message, const char *text, size_t len, size_t at,
               const char *wanted);

/* The same for a blank that is none. */
bool mark_blank_slip(struct slip *slip, const char *text, size_t len, size_t at);

#endif
