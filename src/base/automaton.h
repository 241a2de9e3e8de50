/*
 * Finds all of many words in a text at once (Aho and Corasick): the time is that of the text and of what is
 * found, however many words there are. Words and texts are runs of numbers below 2^21: code points, say.
 */
#ifndef BASE_AUTOMATON_H
#define BASE_AUTOMATON_H

#include <stddef.h>
#include <stdint.h>

struct automaton_node;
struct automaton_edge;

struct automaton {
    struct {
        struct automaton_node *items;
        size_t len, cap;
    } nodes;                      /* the root is number 0 */
    struct automaton_edge *edges; /* open addressing, a power of two of them */
    size_t edges_len, edges_cap;
    uint32_t words;
};

#define automaton_none UINT32_MAX

/* An automaton is ready to use when zeroed. */

/* The number of the word of LEN > 0 codes at CODES, from 0 in the order in which they are added; the old one
 * where it is there already. */
uint32_t automaton_add(struct automaton *a, const uint32_t *codes, size_t len);

/* To be called when all words were added, before the first step. */
void automaton_finish(struct automaton *a);

/* The state behind STATE by CODE; a text begins in state 0. */
uint32_t automaton_step(const struct automaton *a, uint32_t state, uint32_t code);

/*
 * The words that end in a state, the longest first: sets *LEN to how long the next is and moves *STATE (a
 * copy of the state) on. automaton_none: no more.
 */
uint32_t automaton_next(const struct automaton *a, uint32_t *state, uint32_t *len);

/*
 * The words that begin at a place, for who has found one: the state behind STATE by CODE if a word that began
 * in state 0 goes on so, else 0; and the word that ends in a state and began in state 0, or automaton_none.
 */
uint32_t automaton_on(const struct automaton *a, uint32_t state, uint32_t code);
uint32_t automaton_word(const struct automaton *a, uint32_t state);

void automaton_free(struct automaton *a);

#endif
