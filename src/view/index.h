/*
 * What a text must not give away: a trie of names and of residents' ids, over the characters of a text as
 * they are compared. Inside view/ only.
 */
#ifndef VIEW_INDEX_H
#define VIEW_INDEX_H

#include "view/mask.h"

/*
 * A character as it is compared. A blank or a line end between two Han characters is none, so that a name
 * that was spaced out (张　山) or broken at the end of a line is found too; other blanks and line ends
 * together are one space, an empty line is a line feed; middle dots are alike; variation selectors and what
 * else is not seen belong to the character before.
 */
struct unit {
    uint32_t code;
    uint32_t start; /* bytes in the text, and how many */
    uint32_t len;
};

/* The units of LEN bytes at TEXT, valid UTF-8; *COUNT is how many. The caller frees with memory_free. */
struct unit *units_of(const char *text, size_t len, uint32_t *count);

/* A name to be hidden, or the id of a resident. */
struct pattern {
    const char *text; /* the name as the records have it, or the id */
    uint32_t len;     /* units */
    bool letters;     /* found only where no letter or digit stands beside it */
    enum mask how;
    uint8_t *actions;  /* of a name: a mask_action a unit; NULL: an id */
    const char *shown; /* a name as it is shown; in place of an id the household's */
    bool bare;         /* of an id: hidden on its own too, not only at the end of an entry's id */
};

/* A node of the trie; the root is number 0. Places in patterns are counted from 1, 0 is none. */
struct index_node {
    uint32_t name;
    uint32_t id;
    bool kept; /* what ends here stays as it is, and names within it */
};

struct name_index {
    struct arena arena;
    struct {
        struct pattern *items;
        size_t len, cap;
    } patterns;
    struct {
        struct index_node *items;
        size_t len, cap;
    } nodes;
    struct index_edge *edges; /* open addressing, a power of two of them */
    size_t edges_len, edges_cap;
};

/* The index for VIEW; NULL where its circle may see everything. */
struct name_index *index_make(const struct view *view);
void index_free(struct name_index *index);

/* The node behind NODE by the character CODE; 0 where there is none. */
uint32_t index_step(const struct name_index *index, uint32_t node, uint32_t code);

#endif
