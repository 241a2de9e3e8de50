/*
 * The papers that a build makes, as PDF: of each kind (kinds.h) those that a view's circle gets. What hangs
 * on the board is made with a view of circle_posted; what the office hands out or keeps with one of
 * circle_office, and of circle_own for each household; what the site carries with one of circle_site, so that
 * nothing of the other papers gets there.
 */
#ifndef PRINT_PAPERS_H
#define PRINT_PAPERS_H

#include "base/sink.h"
#include "explain/explain.h"
#include "paper/font.h"
#include "source/source.h"
#include "view/basis.h"
#include "view/key.h"
#include "view/view.h"

struct print_input {
    const struct view *view;
    const struct fonts *fonts;
    int threads;
    const struct source *source; /* with the theme, whose templates the list of papers is made by; NULL: none
                                    is made */
    const struct basis *basis; /* by which papers of the build before are taken over before they are composed;
                                  NULL: none are */
    bool *used; /* one a file of the source: set for templates that the list is made by, and names that these
                   look up in vain are warned of; NULL: not wanted */
    /* what several papers are made of, found once: print_make sets it itself */
    const struct winners *winners;
    const struct event_notices *events;
    const struct inspection *inspections;
    uint32_t inspections_len;
    /* of circle_office alone: */
    const struct view *own; /* of circle_own: view_for gives a household's */
    struct explainer *explainer;
    const struct secret *secret; /* for the addresses of households' own pages; NULL: there is none */
    const int32_t *meeting;      /* the day of the review that is prepared; NULL: by the village's rhythm */
};

/*
 * Gives SINK the PDF of each paper, and of the board's and the office's a page that lists them, for the
 * office also a file that says who may see them. A character that no face has is replaced by 〓 and warned of
 * (`paper-character`) at the record that it comes from. False where the sink stops it, or where DIAGS
 * has an error: a PDF can't be written (`paper-failed`), the theme's sizes are wrong.
 */
bool print_make(const struct print_input *input, const struct sink *sink, struct diags *diags);

/* paper_list.c: makes the list of papers as if there was one of every kind, and throws it away: for what is
 * wrong with the theme's templates. */
void paper_list_try(const struct print_input *input, struct diags *diags);

#endif
