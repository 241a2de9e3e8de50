/* Inside yaml/ only: which word of a fixed set people mean by another. */
#ifndef YAML_LIKELY_H
#define YAML_LIKELY_H

#include "yaml/schema.h"

/* The place in WORDS of the one that TEXT says in other words; −1 where none is known. */
int word_likely(const struct word *words, const char *text);

#endif
