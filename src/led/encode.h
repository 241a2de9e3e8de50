/* What the encodings of signs can write, and what stands in for the rest. Inside led/ only. */
#ifndef LED_ENCODE_H
#define LED_ENCODE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "records/village.h"

struct led_encoder;

/* NULL where the system does not know the encoding. */
struct led_encoder *led_encoder_new(enum encoding encoding);
void led_encoder_free(struct led_encoder *encoder);

/*
 * TEXT with nothing in it that the encoding lacks: a near character or 〓 stands for each such, and DIAGS is
 * warned at PLACE, but of what reads the same: a dash of another code, quotation marks of ASCII. TEXT itself
 * where all is well; else in ARENA.
 */
const char *led_clean(struct led_encoder *encoder, struct arena *arena, const char *text, struct place place,
                      struct diags *diags);

/* TEXT with full-width forms of what a controller takes for the beginning of an escape: a backslash, a square
 * bracket. TEXT itself where there is none; else in ARENA. */
const char *led_without_escapes(struct arena *arena, const char *text);

/* TEXT in the encoding, behind what is in OUT; false where it has something that the encoding lacks. */
bool led_put(struct led_encoder *encoder, const char *text, size_t len, struct buf *out);

#endif
