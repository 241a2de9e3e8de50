/* Which of the words that there are was meant by one that is none of them. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>
#include <stdint.h>

/* The words to choose from, by their length and letters: for who looks for many. */
struct nearest {
    struct nearest_word_ *words;
    size_t len;
    uint32_t *codes; /* of all words */
    size_t spent;    /* steps so far */
};

/* Makes the index of the COUNT words, which must live as long. The caller frees. */
void nearest_make(struct nearest *index, const char *const *words, size_t count);

/*
 * The one nearest to WORD by edit distance over characters, where it is near enough to be meant (at most a
 * third of the longer one's length, at least 1); NULL where none is. Of several the first in byte order.
 * Words made to be compared at length use up an index: it finds none once some seconds' work was spent on it.
 */
const char *nearest_find(struct nearest *index, const char *word);

void nearest_free(struct nearest *index);

/* The same, for who looks once. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
