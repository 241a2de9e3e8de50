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
    const char *text;    /* a sentence */
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
    bool missing;   /* nothing was made for it yet */
    bool reachable; /* it has a controller that can be sent to */
};

/*
 * Lists what is to be done on the view's day. The view is of circle_office; STALE: the LEN screens that are
 * out of date. Texts live in ARENA. The caller frees with tasks_free.
 */
void today_list(const struct view *view, const struct stale_screen *stale, size_t len, struct arena *arena,
                struct tasks *tasks);
void tasks_free(struct tasks *tasks);

/* The list as JSON, behind what is in OUT; with when the last review was and the next is due, where the
 * village has a rhythm. */
void today_json(const struct view *view, const struct tasks *tasks, struct buf *out);

/* The heading of an urgency, a word of the theme. */
const char *today_heading(const struct view *view, enum urgency urgency);

#endif
