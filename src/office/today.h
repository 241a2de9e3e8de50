/* What a clerk has to do on a day, as a list: for `gongshi today`, and for the office's page and calendar. */
#ifndef OFFICE_TODAY_H
#define OFFICE_TODAY_H

#include "view/view.h"

#include <stdint.h>

enum urgency { urgency_late, urgency_now, urgency_soon };

/* A thing to do. */
struct task {
    enum urgency urgency;
    const char *kind;    /* a word for programs: "post" */
    int32_t due;         /* the day by which it is to be done */
    const char *text;    /* a sentence, of the day */
    const char *dated;   /* the same for a calendar, as it holds on any day; NULL: it is bound to no day */
    bool counts;         /* `dated` has a number that holds as of T */
    const char *command; /* that does it; NULL: none */
    const char *file;    /* to write or read, relative to the village's folder; NULL: none */
    uint32_t line;       /* in it, from 1; 0: the whole of it */
};

struct tasks {
    struct task *items; /* the most urgent first, then by day */
    size_t len;
    size_t cap;
};

/* A screen that shows something else than the records say. */
struct stale_screen {
    const char *id;
    bool missing; /* nothing was made for it yet */
    bool changed; /* what was made says something else */
    bool unsent;  /* it has a controller, and this has not acknowledged what it is to show on the day */
};

/*
 * Lists what is to be done on the view's day. The view is of circle_office; STALE: the LEN screens that are
 * out of date. Texts live in ARENA. The caller frees with tasks_free.
 */
void today_list(const struct view *view, const struct stale_screen *stale, size_t len, struct arena *arena,
                struct tasks *tasks);
void tasks_free(struct tasks *tasks);

/* The list as JSON, behind what is in OUT; with when the last review was, by when the next is due and for
 * when it is named, where the village has a rhythm. */
void today_json(const struct view *view, const struct tasks *tasks, struct buf *out);

/* The heading of an urgency, a word of the theme. */
const char *today_heading(const struct view *view, enum urgency urgency);

#endif
