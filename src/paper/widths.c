/* How wide the columns of tables are. */
#include "paper/table.h"

#include "base/memory.h"

/*
 * In ems of the cells: a column of shorter texts is never narrower than they; breaking one of the others, up
 * to a short text, counts as much as a line more; and no column gets less than the last.
 */
enum { whole_text = 5, short_text = 8, least_text = 3 };

/* What is known of the columns while their widths are decided. */
struct measuring {
    struct flow *flow;
    const struct table *tables;
    size_t count, columns, rows;
    int32_t total;     /* width there is */
    int32_t em;        /* of the cells' text */
    int32_t padding;   /* of the cells */
    int32_t *naturals; /* of the cells, row by row, with padding; 0: empty */
    int32_t *most;     /* a column: what its texts need on single lines */
    int32_t *least;    /* a column: what it gets in any case, as far as there is enough */
    int32_t *widths;   /* a column; 0: left out */
};

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* What TEXT needs on a single line, with padding, and what its longest piece needs. */
static int32_t text_width(struct measuring *m, const char *text, const struct flow_style *style,
                          int32_t *piece)
{
    struct line_need need = flow_need(m->flow, text, style);
    *piece = need.piece + 2 * m->padding + 10;
    /* a hundredth of a point against rounding */
    return need.whole + 2 * m->padding + 10;
}

int32_t table_apart(const struct table *table, const int32_t *widths, size_t c)
{
    size_t before = c;
    while (before > 0 && widths[before - 1] == 0)
        before--;
    bool meet =
        before > 0 && table->columns[before - 1].align == line_right && table->columns[c].align != line_right;
    return meet ? table->apart : 0;
}

/* Measures column C of all tables. */
static void column_measure(struct measuring *m, size_t c)
{
    const struct table *first = &m->tables[0];
    int32_t piece, longest = 0, widest = 0, heading, apart = table_apart(first, m->most, c);
    heading = text_width(m, first->columns[c].heading, &first->head, &piece) + apart;
    size_t row = 0;
    for (size_t t = 0; t < m->count; t++)
        for (size_t r = 0; r < m->tables[t].rows; r++, row++) {
            const char *text = m->tables[t].cells[r * m->columns + c];
            if (!text || !*text)
                continue;
            int32_t width = text_width(m, text, &first->body, &piece) + apart;
            m->naturals[row * m->columns + c] = width;
            widest = larger(widest, width);
            longest = larger(longest, piece + apart);
        }
    if (widest == 0 && first->columns[c].optional)
        return;
    m->most[c] = larger(heading, widest);
    bool whole = widest <= whole_text * m->em + 2 * m->padding;
    m->least[c] = larger(heading, whole ? widest : larger(longest, least_text * m->em + 2 * m->padding));
    if (m->least[c] > m->most[c])
        m->least[c] = m->most[c];
}

/* Shrinks the widest of WIDTHS until their sum is TOTAL at most. */
static void widths_shrink(int32_t *widths, size_t count, int32_t total)
{
    int32_t low = 0, high = total;
    /* the greatest cap under which they fit; the sum grows with it */
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        int64_t sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += widths[i] < middle ? widths[i] : middle;
        if (sum <= total)
            low = middle;
        else
            high = middle - 1;
    }
    for (size_t i = 0; i < count; i++)
        if (widths[i] > low)
            widths[i] = low;
}

static int64_t sum_of(const int32_t *widths, size_t count)
{
    int64_t sum = 0;
    for (size_t c = 0; c < count; c++)
        sum += widths[c];
    return sum;
}

/* The lines that a text of width NATURAL has in a column of WIDTH, both with padding. */
static int32_t lines_in(const struct measuring *m, int32_t natural, int32_t width)
{
    /* lines do not end just where they are full: half a character is lost on each */
    int32_t room = larger(width - 2 * m->padding - m->em / 2, 1);
    return natural <= width ? 1 : (natural - 2 * m->padding + room - 1) / room;
}

/* How bad the widths are: the squares of the rows' lines, so that no row becomes very high for others, and
 * what short texts cost that are broken. */
static int64_t badness_of(const struct measuring *m)
{
    enum { broken = 3 }; /* as much as a second line */
    int64_t badness = 0;
    int32_t short_most = short_text * m->em + 2 * m->padding;
    for (size_t r = 0; r < m->rows; r++) {
        int32_t most = 1;
        for (size_t c = 0; c < m->columns; c++) {
            int32_t natural = m->naturals[r * m->columns + c];
            int32_t lines = lines_in(m, natural, m->widths[c]);
            most = larger(most, lines);
            if (lines > 1 && natural <= short_most)
                badness += broken;
        }
        badness += (int64_t)most * most;
    }
    return badness;
}

/* Moves width between columns as long as that makes the rows lower. */
static void widths_better(struct measuring *m)
{
    enum { most_moved = 8 }; /* ems at once */
    int64_t best = badness_of(m);
    for (bool better = true; better;) {
        better = false;
        for (int32_t step = most_moved * m->em; step >= m->em / 2; step -= m->em / 2)
            for (size_t a = 0; a < m->columns; a++)
                for (size_t b = 0; b < m->columns; b++) {
                    int32_t wanted = m->most[b] - m->widths[b], moved = step < wanted ? step : wanted;
                    if (a == b || moved <= 0 || m->widths[a] - moved < m->least[a])
                        continue;
                    m->widths[a] -= moved;
                    m->widths[b] += moved;
                    int64_t badness = badness_of(m);
                    if (badness < best) {
                        best = badness;
                        better = true;
                        continue;
                    }
                    m->widths[a] += moved;
                    m->widths[b] -= moved;
                }
    }
}

/* Decides the widths by what was measured. */
static void widths_decide(struct measuring *m)
{
    for (size_t c = 0; c < m->columns; c++)
        m->widths[c] = m->most[c];
    if (sum_of(m->widths, m->columns) > m->total) {
        widths_shrink(m->least, m->columns, m->total);
        int64_t spare = m->total - sum_of(m->least, m->columns), wanted = 0;
        for (size_t c = 0; c < m->columns; c++)
            wanted += m->most[c] - m->least[c];
        for (size_t c = 0; c < m->columns; c++)
            m->widths[c] =
                m->least[c] + (wanted > 0 ? (int32_t)(spare * (m->most[c] - m->least[c]) / wanted) : 0);
        widths_better(m);
    }
    /* what is over goes to all in proportion, the rounding to the last */
    int64_t sum = sum_of(m->widths, m->columns), over = m->total - sum;
    int32_t left = m->total;
    size_t last = 0;
    for (size_t c = 0; c < m->columns; c++) {
        if (sum > 0)
            m->widths[c] += (int32_t)(over * m->widths[c] / sum);
        left -= m->widths[c];
        if (m->widths[c] > 0)
            last = c;
    }
    m->widths[last] += left;
}

const int32_t *table_widths(struct flow *flow, const struct table *tables, size_t count)
{
    struct measuring m = {.flow = flow,
                          .tables = tables,
                          .count = count,
                          .columns = tables[0].column_count,
                          .total = flow->width,
                          .em = tables[0].body.size,
                          .padding = tables[0].padding ? tables[0].padding : table_padding};
    for (size_t t = 0; t < count; t++)
        m.rows += tables[t].rows;
    m.naturals = memory_new(m.rows * m.columns + 1, sizeof *m.naturals);
    m.most = memory_new(m.columns + 1, sizeof *m.most);
    m.least = memory_new(m.columns + 1, sizeof *m.least);
    m.widths = arena_new(&flow->paper->arena, int32_t, m.columns + 1);
    for (size_t c = 0; c < m.columns; c++)
        column_measure(&m, c);
    widths_decide(&m);
    memory_free(m.naturals);
    memory_free(m.most);
    memory_free(m.least);
    return m.widths;
}
