/* Whether anything that a build reads is otherwise than before: one digest of it all. */
#ifndef CMD_INPUTS_H
#define CMD_INPUTS_H

#include "base/digest.h"
#include "cmd/build.h"

/*
 * What makes: this program, the libraries it is linked with and the faces papers are set in, by what the
 * system knows of these files (size, times, number).
 */
struct digest inputs_maker(void);

/*
 * *DIGEST of all that a build with OPTIONS reads: what makes, the bytes of records/, content/ and themes/ and
 * of the theme that is installed, the secret, the commit (options->origin); the date and the options; and in
 * what language it speaks. False where that is not known: what is read lies behind links, or can't be read.
 */
bool inputs_digest(const struct build_options *options, struct digest *digest);

#endif
