#include "cmd/import_table.h"

#include "base/files.h"
#include "base/memory.h"
#include "cmd/command.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b)
{
    const struct import_problem *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* Orders problems, and leaves one of those that are alike: a household that is not known is not for the score
 * of each rule. */
static void order(struct import_problems *problems)
{
    size_t kept = 0;
    if (problems->len)
        qsort(problems->items, problems->len, sizeof *problems->items, by_place);
    for (size_t i = 0; i < problems->len; i++) {
        const struct import_problem *p = &problems->items[i],
                                    *last = kept ? &problems->items[kept - 1] : NULL;
        if (last && by_place(p, last) == 0 && strcmp(p->text, last->text) == 0)
            memory_free(p->text);
        else
            problems->items[kept++] = *p;
    }
    problems->len = kept;
}

/* What stands over COLUMN. */
static const char *heading_of(const struct importing *im, int column)
{
    return cells_text(&im->cells->items[im->heading], (size_t)column);
}

static void say_problem(const struct importing *im, const char *name, const struct import_problem *p)
{
    char column[8];
    if (p->column >= 0)
        cells_column_name((size_t)p->column, column);
    if (p->row == 0)
        say(_("%s: %s"), name, p->text);
    else if (p->column < 0)
        say(_("%s: row %u: %s"), name, p->row, p->text);
    else
        say(_("%s: row %u, column %s (%s): %s"), name, p->row, column, heading_of(im, p->column), p->text);
}

void import_table_problems(struct importing *im, const char *name)
{
    order(&im->problems);
    for (size_t i = 0; i < im->problems.len; i++)
        say_problem(im, name, &im->problems.items[i]);
    say(ngettext("%zu thing is wrong in the table", "%zu things are wrong in the table", im->problems.len),
        im->problems.len);
}

void import_table_warnings(struct importing *im, const char *name)
{
    order(&im->warnings);
    for (size_t i = 0; i < im->warnings.len; i++)
        say_problem(im, name, &im->warnings.items[i]);
    if (im->warnings.len)
        say(ngettext("%zu thing to look at, which stops nothing", "%zu things to look at, which stop nothing",
                     im->warnings.len),
            im->warnings.len);
}

void import_table_left(const struct importing *im)
{
    for (size_t i = 0; i < im->ignored.len; i++)
        say(_("the column \"%s\" is left alone"), im->ignored.items[i]);
    for (size_t i = 0; i < im->left.len; i++)
        say(_("row %u is left alone: %s"), im->left.items[i].row, im->left.items[i].text);
}

/* Says which sheets of a workbook were not read. */
static void say_others(const char *path, const struct cells *cells)
{
    struct buf list = {0};
    for (size_t i = 0; i < cells->others_len; i++)
        buf_printf(&list, "%s%s", i ? _(", ") : "", cells->others[i]);
    say(_("%s: only the sheet \"%s\" is read, and not %s (gongshi import --sheet)"), path, cells->sheet,
        buf_text(&list));
    buf_free(&list);
}

int import_table_read(const char *path, const char *sheet, struct arena *arena, struct cells *cells)
{
    struct buf bytes = {0};
    const char *why;
    int error = file_read(path, &bytes), status = exit_well;
    if (error) {
        say(_("cannot read %s: %s"), path, strerror(error));
        status = exit_failed;
    } else if (!cells_read(cells, arena, buf_text(&bytes), bytes.len, sheet, &why)) {
        say(_("%s: %s"), path, _(why));
        status = exit_records;
    } else if (cells->others_len) {
        say_others(path, cells);
    }
    buf_free(&bytes);
    return status;
}
