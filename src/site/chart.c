#include "site/chart.h"

#include "base/buf.h"
#include "template/template.h"

#include <string.h>

/* Hundredths of an em, down the chart. */
enum {
    plot_above = 60, /* room for the number at the uppermost line of the axis */
    plot_height = 1000,
    plot_below = 170, /* room for the labels below the axis */
    bar_height = 85
};

/* Hundredths of a percent, across. */
enum { whole = 10000 };

static void put_text(struct buf *out, const char *text)
{
    template_escape(out, text, strlen(text));
}

/* A length in hundredths: " x=\"12.05%\"". */
static void put_length(struct buf *out, const char *name, int64_t hundredths, const char *unit)
{
    int64_t size = hundredths < 0 ? -hundredths : hundredths;
    buf_printf(out, " %s=\"%s%lld.%02lld%s\"", name, hundredths < 0 ? "-" : "", (long long)(size / 100),
               (long long)(size % 100), unit);
}

/* VALUE of MAX as a part of LENGTH, rounded; 0 for what is not above 0. */
static int64_t scale(int64_t value, int64_t max, int64_t length)
{
    if (value <= 0 || max <= 0)
        return 0;
    while (max > INT64_MAX / 4 / length) {
        max /= 2;
        value /= 2;
    }
    return (value * length + max / 2) / max;
}

int64_t chart_step(int64_t max, int64_t unit)
{
    static const int64_t steps[] = {1, 2, 5};
    int64_t power = unit > 0 ? unit : 1;
    for (;; power *= 10)
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
            if (max <= 4 * steps[i] * power)
                return steps[i] * power;
}

/* The sum of the parts of number I that can be drawn. */
static int64_t sum_at(const struct chart *chart, size_t i)
{
    int64_t sum = 0;
    for (size_t s = 0; s < chart->series_len; s++)
        if (chart->series[s].values[i] > 0)
            sum += chart->series[s].values[i];
    return sum;
}

static int64_t greatest_sum(const struct chart *chart)
{
    int64_t max = 0;
    for (size_t i = 0; i < chart->len; i++)
        if (sum_at(chart, i) > max)
            max = sum_at(chart, i);
    return max;
}

static int64_t greatest_value(const struct chart *chart)
{
    int64_t max = 0;
    for (size_t s = 0; s < chart->series_len; s++)
        for (size_t i = 0; i < chart->known; i++)
            if (chart->series[s].values[i] > max)
                max = chart->series[s].values[i];
    return max;
}

bool chart_empty(const struct chart *chart)
{
    return greatest_sum(chart) == 0;
}

/* The second and third fill are patterns, so that they are told apart without colour. */
static void put_patterns(struct buf *out, const struct chart *chart)
{
    if (chart->series_len > 1)
        buf_printf(out,
                   "<defs><pattern id=\"%s-2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
                   "patternTransform=\"rotate(45)\"><path class=\"hatch-2\" d=\"M1.5 0V6\"/></pattern>"
                   "<pattern id=\"%s-3\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                   "<path class=\"hatch-3\" d=\"M0 2H6\"/></pattern></defs>\n",
                   chart->id, chart->id);
}

/* Opens the picture, HEIGHT hundredths of an em high, with what it is to those who don't see it. */
static void open_chart(struct buf *out, const struct chart *chart, const char *kind, int64_t height)
{
    buf_printf(out, "<svg class=\"chart %s\" role=\"img\" aria-labelledby=\"%s-title %s-text\"", kind,
               chart->id, chart->id);
    buf_puts(out, " width=\"100%\"");
    put_length(out, "height", height, "em");
    buf_printf(out, " focusable=\"false\">\n<title id=\"%s-title\">", chart->id);
    put_text(out, chart->title);
    buf_printf(out, "</title>\n<desc id=\"%s-text\">", chart->id);
    put_text(out, chart->description);
    buf_puts(out, "</desc>\n");
    if (strncmp(kind, "chart-lines", 11) != 0)
        put_patterns(out, chart);
}

static const char *close_chart(struct buf *out, struct arena *arena)
{
    buf_puts(out, "</svg>");
    const char *text = arena_text(arena, buf_text(out), out->len);
    buf_free(out);
    return text;
}

/* A part of a bar: the series S fills it. */
static void put_rect(struct buf *out, const struct chart *chart, size_t s, int64_t x, int64_t y,
                     int64_t width, int64_t height)
{
    buf_printf(out, "<rect class=\"part-%zu\"", s + 1);
    if (s > 0)
        buf_printf(out, " fill=\"url(#%s-%zu)\"", chart->id, s + 1);
    put_length(out, "x", x, "%");
    put_length(out, "y", y, "em");
    put_length(out, "width", width, "%");
    put_length(out, "height", height, "em");
    buf_puts(out, "/>\n");
}

/* TEXT at X and Y; CLASS says which end of it stands there: "start", "middle" or "end". */
static void put_label(struct buf *out, const char *class, int64_t x, int64_t y, const char *text)
{
    buf_printf(out, "<text class=\"%s\"", class);
    put_length(out, "x", x, "%");
    put_length(out, "y", y, "em");
    buf_puts(out, "><tspan>"); /* whose letters a sheet may set smaller: its place stays */
    put_text(out, text);
    buf_puts(out, "</tspan></text>\n");
}

static void put_line(struct buf *out, const char *class, int64_t x1, int64_t y1, int64_t x2, int64_t y2)
{
    buf_printf(out, "<line class=\"%s\"", class);
    put_length(out, "x1", x1, "%");
    put_length(out, "y1", y1, "em");
    put_length(out, "x2", x2, "%");
    put_length(out, "y2", y2, "em");
    buf_puts(out, "/>\n");
}

/* The mark of the line S: a full circle, a square, a ring. A square whose middle is to stand at a percentage
 * is a short thick line. */
static void put_mark(struct buf *out, size_t s, int64_t x, int64_t y)
{
    if (s == 1) {
        put_line(out, "mark-2", x, y - 22, x, y + 22);
        return;
    }
    buf_printf(out, "<circle class=\"mark-%zu\"", s + 1);
    put_length(out, "cx", x, "%");
    put_length(out, "cy", y, "em");
    put_length(out, "r", s ? 28 : 25, "em");
    buf_puts(out, "/>\n");
}

/* --- lying bars */

/* The bar of row I: a picture of its own, as wide as the column. */
static void put_bar(struct buf *out, const struct chart *chart, size_t i, int64_t full)
{
    buf_puts(out, "<svg class=\"chart bar\" width=\"100%\"");
    put_length(out, "height", bar_height, "em");
    buf_puts(out, " aria-hidden=\"true\" focusable=\"false\">\n");
    if (i == 0)
        put_patterns(out, chart);
    int64_t from = 0, before = 0;
    for (size_t s = 0; s < chart->series_len; s++) {
        int64_t value = chart->series[s].values[i];
        before += value > 0 ? value : 0;
        int64_t to = scale(before, full, whole);
        if (to > from)
            put_rect(out, chart, s, from, 0, to - from, bar_height);
        from = to;
    }
    put_line(out, "base", 0, 0, 0, bar_height);
    buf_puts(out, "</svg>");
}

const char *chart_bars(struct arena *arena, const struct chart *chart)
{
    struct buf out = {0};
    int64_t full = chart->full ? chart->full : greatest_sum(chart);
    buf_puts(&out, "<ul class=\"bars\">\n");
    for (size_t i = 0; i < chart->len; i++) {
        buf_puts(&out, "<li><span>");
        put_text(&out, chart->labels[i]);
        buf_puts(&out, "</span>");
        if (chart->texts) {
            buf_puts(&out, " <span class=\"amount\">");
            put_text(&out, chart->texts[i]);
            buf_puts(&out, "</span>");
        }
        put_bar(&out, chart, i, full);
        buf_puts(&out, "</li>\n");
    }
    buf_puts(&out, "</ul>");
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

/* --- over an axis */

/* What an axis is divided by: STEPS times STEP, the first such sum that is not below the greatest value. */
struct axis {
    int64_t unit, step, steps, top;
};

static struct axis axis_of(const struct chart *chart, int64_t max, int64_t top)
{
    int64_t unit = chart->unit > 0 ? chart->unit : 1, step = chart_step(max, unit);
    return (struct axis){unit, step, max > 0 ? (max + step - 1) / step : 1, top};
}

/* The kind of chart, as a class that leaves room for the numbers of its axis. */
static const char *axis_class(const struct axis *axis, const char *narrow, const char *wide)
{
    return axis->steps * axis->step / axis->unit < 10000 ? narrow : wide;
}

/* The lines of the axis, each with its number before it. */
static void put_axis(struct buf *out, const struct axis *axis)
{
    for (int64_t i = 0; i <= axis->steps; i++) {
        int64_t y = axis->top + plot_height - scale(i, axis->steps, plot_height);
        put_line(out, i ? "grid" : "base", 0, y, whole, y);
        struct buf number = {0};
        buf_printf(&number, "%lld", (long long)(i * axis->step / axis->unit));
        buf_puts(out, "<text class=\"end tick\" x=\"-0.5em\"");
        put_length(out, "y", y + 35, "em");
        buf_printf(out, "><tspan>%s</tspan></text>\n", buf_text(&number));
        buf_free(&number);
    }
}

/* The labels below the axis, each in the middle of its place. */
static void put_labels(struct buf *out, const struct chart *chart, int64_t y)
{
    size_t every = chart->labels_every ? chart->labels_every : 1;
    for (size_t i = 0; i < chart->len; i++) {
        int64_t x = (int64_t)(2 * i + 1) * whole / (int64_t)(2 * chart->len);
        put_label(out, i % every ? "middle tick minor" : "middle tick", x, y, chart->labels[i]);
    }
}

const char *chart_columns(struct arena *arena, const struct chart *chart)
{
    struct buf out = {0};
    int64_t top = plot_above, foot = top + plot_height;
    struct axis axis = axis_of(chart, greatest_sum(chart), top);
    int64_t max = axis.steps * axis.step;
    open_chart(&out, chart, axis_class(&axis, "chart-columns axis", "chart-columns axis axis-wide"),
               foot + plot_below);
    put_axis(&out, &axis);
    for (size_t i = 0; i < chart->len; i++) {
        int64_t left = (int64_t)i * whole / (int64_t)chart->len;
        int64_t width = whole / (int64_t)chart->len, before = 0, from = 0;
        for (size_t s = 0; s < chart->series_len; s++) {
            int64_t value = chart->series[s].values[i];
            before += value > 0 ? value : 0;
            int64_t to = scale(before, max, plot_height);
            if (to > from)
                put_rect(&out, chart, s, left + width / 6, foot - to, width * 2 / 3, to - from);
            from = to;
        }
    }
    put_labels(&out, chart, foot + 130);
    return close_chart(&out, arena);
}

const char *chart_lines(struct arena *arena, const struct chart *chart)
{
    struct buf out = {0};
    int64_t top = plot_above, foot = top + plot_height;
    struct axis axis = axis_of(chart, greatest_value(chart), top);
    int64_t max = axis.steps * axis.step;
    open_chart(&out, chart, axis_class(&axis, "chart-lines axis", "chart-lines axis axis-wide"),
               foot + plot_below);
    put_axis(&out, &axis);
    for (size_t s = 0; s < chart->series_len; s++) {
        const int64_t *values = chart->series[s].values;
        char class[16] = "line-1";
        class[5] = (char)('1' + s);
        int64_t before_x = 0, before_y = 0;
        for (size_t i = 0; i < chart->known; i++) {
            int64_t x = (int64_t)(2 * i + 1) * whole / (int64_t)(2 * chart->len);
            int64_t y = foot - scale(values[i], max, plot_height);
            if (i)
                put_line(&out, class, before_x, before_y, x, y);
            put_mark(&out, s, x, y);
            before_x = x;
            before_y = y;
        }
    }
    put_labels(&out, chart, foot + 130);
    return close_chart(&out, arena);
}

/* --- the legend */

const char *chart_swatch(struct arena *arena, const struct chart *chart, size_t series, bool line)
{
    struct buf out = {0};
    buf_puts(&out, "<svg class=\"chart swatch\" width=\"2.2em\" height=\"1em\" aria-hidden=\"true\" "
                   "focusable=\"false\">");
    if (line) {
        buf_printf(&out, "<line class=\"line-%zu\" x1=\"0\" y1=\"0.5em\" x2=\"2.2em\" y2=\"0.5em\"/>",
                   series + 1);
        put_mark(&out, series, whole / 2, 50);
    } else {
        buf_printf(&out, "<rect class=\"part-%zu\"", series + 1);
        if (series > 0)
            buf_printf(&out, " fill=\"url(#%s-%zu)\"", chart->id, series + 1);
        buf_puts(&out, " x=\"0.1em\" y=\"0.1em\" width=\"2em\" height=\"0.8em\"/>");
    }
    return close_chart(&out, arena);
}
