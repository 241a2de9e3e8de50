/*
 * What a text must not give away: names and residents' ids, found as they are folded (base/fold.h). Inside
 * view/ only.
 */
#ifndef VIEW_INDEX_H
#define VIEW_INDEX_H

#include "base/automaton.h"
#include "view/mask.h"

/* A character of a name: what is done with it where the name is hidden. */
struct pattern_unit {
    enum mask_action action;
    const char *text; /* as the records write it; NULL: a part of the one before */
    uint32_t len;
    const char *gap; /* the dot or blank between it and the next */
    uint32_t gap_len;
};

/* A household that a name or an id is of. */
struct pattern_owner {
    uint32_t household;
    struct pattern_owner *next;
};

/* A name to be hidden, or the id of a resident. */
struct pattern {
    const char *text; /* the name as the records have it, or the id */
    uint32_t len;     /* units */
    bool letters;     /* found only where no letter or digit stands beside it */
    bool capital;     /* a name of one word, which is another word where it begins with a small letter */
    enum mask how;    /* mask_none: it is not hidden, but another's in it may be */
    struct pattern_owner *owners; /* in their own papers it stays */
    struct pattern_unit *units;   /* of a name; NULL: an id */
    const char *shown;            /* a name as it is shown; in place of an id the household's */
    bool bare;                    /* of an id: hidden on its own too, not only at the end of an entry's id */
};

/* What a word of the automaton is; one may be all three. Places in patterns are counted from 1, 0 is none. */
struct index_word {
    uint32_t name;
    uint32_t id;
    bool kept; /* it stays as it is, and names within it */
};

struct name_index {
    struct arena arena;
    struct automaton automaton;
    struct {
        struct pattern *items;
        size_t len, cap;
    } patterns;
    struct {
        struct index_word *items;
        size_t len, cap;
    } words; /* one a word of the automaton */
};

/* The index for VIEW; NULL where its circle may see everything. */
struct name_index *index_make(const struct view *view);
void index_free(struct name_index *index);

#endif
