/*
 * The papers that a build makes: the notice of every meeting as PDF. For the board with a view of
 * circle_posted; for the site with one of circle_site, so that nothing of the board's papers gets there.
 */
#ifndef PRINT_PAPERS_H
#define PRINT_PAPERS_H

#include "base/sink.h"
#include "print/announce.h"

struct print_input {
    const struct view *view;
    const struct fonts *fonts;
    const char *before; /* of a notice's path before the meeting's id: "print/notices/" */
    const char *after;  /* and behind it: ".pdf", "/notice.pdf" */
    int threads;
};

/*
 * Gives SINK a PDF for each meeting that has a notice at T. A character that no face has is replaced by 〓
 * and warned of (`paper-character`) at the record that it comes from. False where the sink stops it, or a PDF
 * can't be written: then DIAGS has an error (`paper-failed`).
 */
bool print_make(const struct print_input *input, const struct sink *sink, struct diags *diags);

#endif
