/* What a syntax error means to somebody who has never heard of YAML. */
#ifndef YAML_SYNTAX_H
#define YAML_SYNTAX_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The message (a catalogue key) for libyaml's words PROBLEM and CONTEXT, either of which may be NULL; FOUND
 * is the character that stands where the problem is, 0 at the end of the file. APART: the context began in
 * another line. The message may use {1}, the number of that line, and {2}, the character; where libyaml says
 * something that is not known here, {3}, its words.
 */
const char *yaml_syntax_message(const char *problem, const char *context, uint32_t found, bool apart);

#endif
