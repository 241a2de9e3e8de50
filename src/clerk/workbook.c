/* A sheet of a workbook (.xlsx): XML in a zip archive, read by expat. */
#include "base/diag.h"
#include "base/fold.h"
#include "base/late.h"
#include "base/memory.h"
#include "base/zip.h"
#include "clerk/cells.h"

#include <expat.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPAT(X)                      \
    X(XML_ParserCreate)               \
    X(XML_ParserFree)                 \
    X(XML_Parse)                      \
    X(XML_SetUserData)                \
    X(XML_SetElementHandler)          \
    X(XML_SetCharacterDataHandler)    \
    X(XML_SetStartDoctypeDeclHandler) \
    X(XML_StopParser)

EXPAT(LATE_POINTER)

static bool load(void)
{
    static const struct late_symbol symbols[] = {EXPAT(LATE_SYMBOL)};
    const char *why;
    return late_load("libexpat.so.1", symbols, sizeof symbols / sizeof *symbols, &why);
}

struct texts {
    const char **items;
    size_t len, cap;
};

enum { sheets_most = 256 };

struct sheet {
    const char *name, *relation, *target; /* NULL: it is not said where it stands */
    bool hidden;
};

/* What is known while a part is read. */
struct part {
    struct cells *cells;
    XML_Parser parser;
    struct texts shared; /* the texts that cells name by number */
    struct buf text;     /* of the element that is read */
    bool collecting;     /* its characters are wanted */
    bool phonetic;       /* within a reading aid, which is no text of the cell */
    bool failed;
    struct sheet sheets[sheets_most];
    size_t sheets_len;
    char type[16]; /* of the cell */
    uint32_t row;
    size_t column;
};

/* NAME without its namespace's prefix. */
static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

static void fail(struct part *p)
{
    p->failed = true;
    late_XML_StopParser(p->parser, XML_FALSE);
}

static void on_doctype(void *data, const char *name, const char *system, const char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    fail(data); /* no workbook has one; what it declares could grow without end */
}

static void on_text(void *data, const char *text, int len)
{
    struct part *p = data;
    if (p->collecting && !p->phonetic)
        buf_put(&p->text, text, (size_t)len);
}

/* --- the sheets */

static void workbook_start(void *data, const char *name, const char **attributes)
{
    struct part *p = data;
    struct arena *arena = p->cells->arena;
    if (strcmp(local(name), "workbookPr") == 0) {
        const char *since = attribute(attributes, "date1904");
        p->cells->from_1904 = since && (strcmp(since, "1") == 0 || strcmp(since, "true") == 0);
    }
    if (strcmp(local(name), "sheet") != 0 || p->sheets_len == sheets_most)
        return;
    const char *called = attribute(attributes, "name"), *state = attribute(attributes, "state");
    struct sheet sheet = {.name = arena_copy(arena, called ? called : ""),
                          .hidden = state && strcmp(state, "visible") != 0};
    for (; *attributes; attributes += 2)
        if (strchr(attributes[0], ':') && strcmp(local(attributes[0]), "id") == 0)
            sheet.relation = arena_copy(arena, attributes[1]);
    p->sheets[p->sheets_len++] = sheet;
}

static void relations_start(void *data, const char *name, const char **attributes)
{
    struct part *p = data;
    const char *id = attribute(attributes, "Id"), *target = attribute(attributes, "Target");
    for (size_t i = 0; i < p->sheets_len && id && target && strcmp(local(name), "Relationship") == 0; i++)
        if (p->sheets[i].relation && strcmp(id, p->sheets[i].relation) == 0)
            p->sheets[i].target = arena_printf(p->cells->arena, "%s%s", *target == '/' ? "" : "xl/",
                                               *target == '/' ? target + 1 : target);
}

/* The sheet that is called NAME, or has that number; of NULL the first that is not hidden. NULL: there is
 * none. */
static const struct sheet *find_sheet(const struct part *p, const char *name)
{
    char *end = NULL;
    unsigned long number = name ? strtoul(name, &end, 10) : 1;
    for (size_t i = 0; i < p->sheets_len; i++)
        if (name ? fold_same(p->sheets[i].name, name) : !p->sheets[i].hidden)
            return &p->sheets[i];
    if ((name && *end) || number < 1 || number > p->sheets_len)
        return NULL;
    return &p->sheets[number - 1];
}

/* Notes which sheets beside CHOSEN are shown and hold anything; not those that gongshi sheet puts there. */
static void note_others(struct part *p, const struct zip *zip, const struct sheet *chosen)
{
    struct cells *cells = p->cells;
    cells->sheet = chosen->name;
    cells->others = arena_new(cells->arena, const char *, p->sheets_len);
    for (size_t i = 0; i < p->sheets_len; i++) {
        const struct sheet *s = &p->sheets[i];
        struct buf text = {0};
        if (s != chosen && !s->hidden && s->target && strcmp(s->name, "名单") != 0 &&
            strcmp(s->name, "lists") != 0 && zip_read(zip, s->target, &text) &&
            (strstr(buf_text(&text), "<v>") || strstr(buf_text(&text), "<t>") ||
             strstr(buf_text(&text), "<t ")))
            cells->others[cells->others_len++] = s->name;
        buf_free(&text);
    }
}

static void no_end(void *data, const char *name)
{
    (void)data, (void)name;
}

/* --- the shared texts */

static void shared_start(void *data, const char *name, const char **attributes)
{
    struct part *p = data;
    (void)attributes;
    if (strcmp(local(name), "si") == 0)
        buf_clear(&p->text);
    p->phonetic = p->phonetic || strcmp(local(name), "rPh") == 0;
    p->collecting = strcmp(local(name), "t") == 0;
}

static void shared_end(void *data, const char *name)
{
    struct part *p = data;
    p->collecting = false;
    if (strcmp(local(name), "rPh") == 0)
        p->phonetic = false;
    if (strcmp(local(name), "si") == 0)
        memory_push(&p->shared, arena_text(p->cells->arena, buf_text(&p->text), p->text.len));
}

/* --- the cells */

/* The column, from 1, of the cell that is called *REFERENCE, as B12, and moves behind it; 0: none is. */
static size_t take_column(const char **reference)
{
    size_t column = 0;
    for (; **reference >= 'A' && **reference <= 'Z' && column < cells_most_columns * 2; ++*reference)
        column = column * 26 + (size_t)(**reference - 'A') + 1;
    return column;
}

/* The place of a cell that is called REFERENCE. */
static void read_place(struct part *p, const char *reference)
{
    size_t column = take_column(&reference);
    if (column)
        p->column = column - 1;
}

/* Cells that are joined, as B3:C7: the text stands in the first, and holds for those below it. */
static void read_join(struct part *p, const char *reference)
{
    size_t column = take_column(&reference);
    char *end;
    unsigned long first = strtoul(reference, &end, 10), last = first;
    if (*end == ':') {
        reference = end + 1;
        take_column(&reference);
        last = strtoul(reference, NULL, 10);
    }
    if (column && column <= cells_most_columns && first && last > first && last <= UINT32_MAX &&
        !cells_join(p->cells, column - 1, (uint32_t)first, (uint32_t)last))
        fail(p);
}

static void sheet_start(void *data, const char *name, const char **attributes)
{
    struct part *p = data;
    const char *element = local(name), *place = attribute(attributes, "r"), *type;
    if (strcmp(element, "row") == 0) {
        unsigned long number = place ? strtoul(place, NULL, 10) : p->row + 1ul;
        if (number <= p->row || number > 1048576)
            fail(p);
        p->row = (uint32_t)number;
        p->column = 0;
    } else if (strcmp(element, "c") == 0) {
        buf_clear(&p->text);
        type = attribute(attributes, "t");
        snprintf(p->type, sizeof p->type, "%s", type ? type : "n");
        if (place)
            read_place(p, place);
    } else if (strcmp(element, "mergeCell") == 0) {
        place = attribute(attributes, "ref");
        read_join(p, place ? place : "");
    }
    p->phonetic = p->phonetic || strcmp(element, "rPh") == 0;
    p->collecting = strcmp(element, "v") == 0 || strcmp(element, "t") == 0;
}

/* The number as it was typed: the file has the nearest double, with what that adds. */
static void put_number(struct part *p)
{
    char *end;
    double number = strtod(buf_text(&p->text), &end);
    if (*end || !isfinite(number))
        return;
    char text[40];
    snprintf(text, sizeof text, "%.12g", number);
    buf_clear(&p->text);
    buf_puts(&p->text, text);
}

static void put_cell(struct part *p)
{
    const char *text = buf_text(&p->text);
    size_t len = p->text.len;
    if (strcmp(p->type, "s") == 0) {
        unsigned long number = strtoul(text, NULL, 10);
        text = number < p->shared.len ? p->shared.items[number] : "";
        len = strlen(text);
    } else if (strcmp(p->type, "n") == 0) {
        put_number(p);
        text = buf_text(&p->text);
        len = p->text.len;
    }
    if (!cells_put(p->cells, p->row, p->column, text, len))
        fail(p);
    p->column++;
}

static void sheet_end(void *data, const char *name)
{
    struct part *p = data;
    p->collecting = false;
    if (strcmp(local(name), "rPh") == 0)
        p->phonetic = false;
    if (strcmp(local(name), "c") == 0)
        put_cell(p);
}

/* --- the whole */

/* Reads the file NAME of ZIP by the two functions; false where it is damaged. */
static bool read_part(struct part *p, const struct zip *zip, const char *name, XML_StartElementHandler start,
                      XML_EndElementHandler end)
{
    struct buf text = {0};
    bool right = zip_read(zip, name, &text) && (p->parser = late_XML_ParserCreate(NULL)) != NULL;
    if (right) {
        p->collecting = p->phonetic = false;
        late_XML_SetUserData(p->parser, p);
        late_XML_SetElementHandler(p->parser, start, end);
        late_XML_SetCharacterDataHandler(p->parser, on_text);
        late_XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
        right = late_XML_Parse(p->parser, buf_text(&text), (int)text.len, 1) == XML_STATUS_OK && !p->failed;
        late_XML_ParserFree(p->parser);
        p->parser = NULL;
    }
    buf_free(&text);
    return right;
}

bool cells_read_workbook(struct cells *cells, const char *bytes, size_t len, const char *sheet,
                         const char **why)
{
    struct zip zip;
    struct part p = {.cells = cells};
    if (!load()) {
        *why = N_("the library that reads workbooks (libexpat) is not installed: save it as .csv");
        return false;
    }
    *why = N_("it is no workbook (.xlsx), or damaged, encrypted or too large");
    bool right = zip_open(&zip, bytes, len) &&
                 read_part(&p, &zip, "xl/workbook.xml", workbook_start, no_end) &&
                 read_part(&p, &zip, "xl/_rels/workbook.xml.rels", relations_start, no_end);
    const struct sheet *chosen = right ? find_sheet(&p, sheet) : NULL;
    if (right && sheet && !chosen)
        *why = N_("it has no sheet of that name or number");
    right = chosen && chosen->target;
    if (right && zip_has(&zip, "xl/sharedStrings.xml"))
        right = read_part(&p, &zip, "xl/sharedStrings.xml", shared_start, shared_end);
    right = right && read_part(&p, &zip, chosen->target, sheet_start, sheet_end);
    if (right)
        note_others(&p, &zip, chosen);
    buf_free(&p.text);
    memory_free(p.shared.items);
    return right;
}
