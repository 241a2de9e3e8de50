/* How a name is hidden, character by character. Inside view/ only. */
#ifndef VIEW_MASK_H
#define VIEW_MASK_H

#include "base/arena.h"
#include "view/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much of a name is hidden, in ascending order. */
enum mask {
    mask_none,
    mask_name, /* 张*山, 张*, M* L* */
    mask_minor /* 张*, M* */
};

/* What becomes of a code point of a name that is hidden. */
enum mask_action {
    mask_keep,      /* it stays */
    mask_keep_star, /* it stays, and a star follows it */
    mask_star,      /* a star stands in its place */
    mask_drop       /* it is left out */
};

/* Writes what HOW does with each code point of NAME to ACTIONS, which has utf8_count(NAME) places. */
void mask_actions(const char *name, enum mask how, uint8_t *actions);

/* NAME as HOW leaves it, in ARENA. */
const char *mask_text(struct arena *arena, const char *name, enum mask how);

/* How many characters people would count in NAME: blanks and middle dots are none. */
size_t mask_characters(const char *name);

/* Whether a Han character is in NAME. */
bool mask_han(const char *name);

/* How much of a name of HOUSEHOLD the view's circle may not see, `id` taken for `masked`. */
enum mask mask_of(const struct view *view, const struct household *household, bool minor);

/* Whether the head of HOUSEHOLD is one of its minors, by the name. */
bool mask_head_minor(const struct household *household);

/* names.c: a name as a circle may see it, worked out once: thousands of entries ask for it. */
struct masked_name {
    const char *text; /* masked, also where it may be shown in full: entries under negative rules may not */
    bool hidden;      /* it may not be shown in full */
};

struct masked_names {
    struct arena arena;
    struct masked_name *heads;     /* by household */
    struct masked_name *residents; /* by resident */
};

/* For VIEW; NULL where its circle may see everything. */
struct masked_names *masked_names_make(const struct view *view);
void masked_names_free(struct masked_names *names);

#endif
