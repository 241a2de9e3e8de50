/* A paper that has been composed: signed, warned of and written as PDF, whatever its kind. */
#ifndef PRINT_COMPOSED_H
#define PRINT_COMPOSED_H

#include "base/diag.h"
#include "paper/sheet.h"
#include "view/view.h"

/* A text on a paper and the record that it comes from. */
struct paper_source {
    const char *text;
    struct place place;
};

/* What came of composing: the paper, and where its texts are from. */
struct composed {
    struct paper paper;  /* the caller frees it and the one behind */
    struct paper behind; /* what PAPER was made from, if its lines are another's */
    int32_t date;        /* of what it says, as the document has it; 0: it says nothing of any day */
    bool past;           /* a later one has taken its place, or what it is for is over */
    const char *when;    /* for which day or year, for the list of papers; NULL: for any */
    struct place place;  /* of the record that it is about */
    const struct paper_source *sources;
    size_t len;
};

/* Says in the paper of COMPOSED whose it is, by VIEW, and of which day. */
void composed_sign(struct composed *composed, const struct view *view);

/* Warns of each character that no face has, at the record that it comes from (`paper-character`). */
void composed_warn(const struct composed *composed, struct diags *diags);

/* Writes the PDF of COMPOSED behind what is in OUT; what is wrong with it, of characters too, goes to DIAGS.
 * False where it can't be written. */
bool composed_write(struct composed *composed, struct buf *out, struct diags *diags);

#endif
