/*
 * Standing type: texts that were set are kept, and stand ready for whatever paper has them again. Most texts
 * of papers are few - names, deeds, figures, days - and stand there thousands of times.
 *
 * What is kept does not change what papers look like. Each thread has one of its own, for any number of
 * papers.
 */
#ifndef PAPER_STANDING_H
#define PAPER_STANDING_H

#include "paper/line.h"

struct standing;

/* An empty one, of FONTS, which must live as long. */
struct standing *standing_new(const struct fonts *fonts);
void standing_free(struct standing *standing);

const struct fonts *standing_fonts(const struct standing *standing);

/* Throws all away where that is much: before a paper is begun, and while no other one has lines of it. */
void standing_trim(struct standing *standing);

/* SPAN broken to SHAPE: the same lines for the same text. Characters that no face has are added to MISSING.
 */
struct lines standing_lines(struct standing *standing, const struct line_span *span,
                            const struct line_shape *shape, struct font_missing_list *missing);

/* What SPAN needs. */
struct line_need standing_need(struct standing *standing, const struct line_span *span,
                               struct font_missing_list *missing);

#endif
