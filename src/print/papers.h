/*
 * The papers that a build makes, as PDF: of each kind (kinds.h) those that a view's circle gets. What hangs
 * on the board is made with a view of circle_posted; what the site carries with one of circle_site, so that
 * nothing of the board's papers gets there.
 */
#ifndef PRINT_PAPERS_H
#define PRINT_PAPERS_H

#include "base/sink.h"
#include "paper/font.h"
#include "source/source.h"
#include "view/view.h"

struct print_input {
    const struct view *view;
    const struct fonts *fonts;
    int threads;
    const struct source *source; /* the theme's files */
};

/*
 * Gives SINK the PDF of each paper. A character that no face has is replaced by 〓 and warned of
 * (`paper-character`) at the record that it comes from. False where the sink stops it, or where DIAGS
 * has an error: a PDF can't be written (`paper-failed`), the theme's sizes are wrong.
 */
bool print_make(const struct print_input *input, const struct sink *sink, struct diags *diags);

#endif
