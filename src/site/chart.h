/*
 * Charts as SVG, made when the site is built: the same figures give the same bytes, and no script draws
 * anything.
 *
 * A chart has no picture of its own size that would be shrunk on a phone: across it is measured in hundredths
 * of a percent of the column's width, down in hundredths of an em, so that its words are as large as the
 * page's and grow with them. Colours come from classes (chart.css); what colour tells is told by words beside
 * it, by a pattern or by the shape of a mark as well.
 */
#ifndef SITE_CHART_H
#define SITE_CHART_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is told apart within a chart: the parts of a bar, or the lines. */
struct chart_series {
    const char *label;     /* for the legend: with its sum or last value, where that is of use */
    const int64_t *values; /* one a label; what is below 0 is drawn as 0 in bars */
};

enum { chart_series_most = 3 }; /* as many fills and marks as there are */

struct chart {
    const char *id;          /* unique within the page: ids of the title and the description begin with it */
    const char *title;       /* what the chart shows, in a few words */
    const char *description; /* the same as it would be told to somebody who does not see it */
    const char *const *labels; /* of what stands along the chart */
    const char *const *texts;  /* of lying bars: what is written at the end of each; else NULL */
    size_t len;                /* how many labels */
    const struct chart_series *series;
    size_t series_len;   /* 1 to chart_series_most */
    int64_t full;        /* of lying bars: what a bar across the whole row stands for; 0: the longest */
    int64_t unit;        /* of the values: what is written as 1 at the axis (points_one, or 1) */
    size_t labels_every; /* of columns and lines: each such label is always shown, the others where there is
                            room */
    size_t known;        /* of lines: so many labels have a value, those behind are still to come */
};

/* Lying bars, a list in HTML: each with its label and its text above it, which are words of the page. The
 * parts of a bar stand side by side. */
const char *chart_bars(struct arena *arena, const struct chart *chart);

/* Whether there is nothing to draw: no value is above 0. */
bool chart_empty(const struct chart *chart);

/* Standing columns over an axis, the parts of each on top of one another. */
const char *chart_columns(struct arena *arena, const struct chart *chart);

/* Lines from label to label over an axis, with a mark at each. */
const char *chart_lines(struct arena *arena, const struct chart *chart);

/* What series number SERIES looks like in CHART, or as a LINE: a little picture for the legend, which is
 * words of the page. */
const char *chart_swatch(struct arena *arena, const struct chart *chart, size_t series, bool line);

/*
 * The distance between the lines of an axis from 0 to MAX, at most four of them: 1, 2 or 5 times a power of
 * ten, and no part of UNIT.
 */
int64_t chart_step(int64_t max, int64_t unit);

#endif
