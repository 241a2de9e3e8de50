/*
 * Explanations in words: every step of explain/ as a sentence, for a circle and in its language, with names
 * by view/. Pages, papers and the command say the same by this.
 *
 * An explanation tells everything about a household; it is meant for its own papers (view_for) and the
 * office. Through a view of another circle names are as that circle may see them, and notes and grounds are
 * left out.
 */
#ifndef VIEW_EXPLAINED_H
#define VIEW_EXPLAINED_H

#include "explain/explain.h"
#include "view/view.h"

/* What the explanation is about: 积分条目2026-03-05/1. */
const char *explained_heading(const struct view *view, struct arena *arena,
                              const struct explanation *explanation);

/* What a section tells: 2026年度积分账. */
const char *explained_section(const struct view *view, struct arena *arena, const struct section *section);

/* The sentence of a step; NULL where the circle may not see it. Of a line of an account, what it is for: its
 * date, amount and balance stand in columns (explained_line). */
const char *explained_step(const struct view *view, struct arena *arena, const struct step *step);

/* The columns of a line of an account. */
struct explained_line {
    const char *date;    /* as YYYY-MM-DD */
    const char *amount;  /* with its sign; in brackets where it does not count yet; "" for none */
    const char *balance; /* "" for none */
};

struct explained_line explained_line(const struct view *view, struct arena *arena, const struct step *step);

/* Where it is written: records/rules/10-city.yaml:14, several with the language's comma between, each once;
 * where no fact of the step is written, the line of the record that it is about. */
const char *explained_place(const struct view *view, struct arena *arena, const struct step *step);

#endif
