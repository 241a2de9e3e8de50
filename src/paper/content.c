#include "paper/content.h"

#include "base/memory.h"
#include "paper/file.h"

#define put(out, literal) buf_put((out), (literal), sizeof(literal) - 1)

/* What the reader was last told of how to draw. */
struct pen {
    bool stroked, filled; /* whether the colours below were told at all */
    uint32_t stroke, fill;
    int32_t width;              /* of strokes; 0 where it was not told */
    const struct line_run *run; /* whose face, size, spacing and rendering it has; NULL: no text was drawn */
};

/* COLOUR, and the operator NAME behind it. */
static void put_colour(struct buf *out, uint32_t colour, const char *name)
{
    for (int shift = 16; shift >= 0; shift -= 8)
        file_put_decimal(out, (int32_t)(((colour >> shift & 0xff) * 1000 + 127) / 255));
    buf_puts(out, name);
}

static void fill_with(struct buf *out, struct pen *pen, uint32_t colour)
{
    if (!pen->filled || pen->fill != colour)
        put_colour(out, colour, "rg\n");
    pen->filled = true;
    pen->fill = colour;
}

/* Makes the reader draw as RUN wants it. */
static void pen_set(struct buf *out, struct pen *pen, const struct content_font *fonts,
                    const struct line_run *run)
{
    const struct line_run *last = pen->run;
    fill_with(out, pen, run->colour);
    if (run->stroke > 0 && (!pen->stroked || pen->stroke != run->colour)) {
        put_colour(out, run->colour, "RG\n");
        pen->stroked = true;
        pen->stroke = run->colour;
    }
    if (run->stroke > 0 && pen->width != run->stroke) {
        file_put_decimal(out, run->stroke);
        put(out, "w\n");
        pen->width = run->stroke;
    }
    if ((last && last->stroke > 0) != (run->stroke > 0))
        buf_puts(out, run->stroke > 0 ? "2 Tr\n" : "0 Tr\n");
    if (!last || last->face != run->face || last->size != run->size) {
        buf_printf(out, "/%s ", fonts[run->face].name);
        file_put_decimal(out, run->size);
        put(out, "Tf\n");
    }
    if ((last ? last->spacing : 0) != run->spacing) {
        file_put_decimal(out, run->spacing);
        put(out, "Tc\n");
    }
    pen->run = run;
}

/* A byte of a string, as it stands between parentheses, at AT; gives where it ends. */
static char *put_byte(char *at, unsigned byte)
{
    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
        *at++ = '\\';
    *at++ = byte == '\r' ? 'r' : (char)byte; /* as it stands it would be read as a line feed */
    return at;
}

/* The characters of RUN, in numbers of CUT. */
static void put_codes(struct buf *out, const struct cut *cut, const struct line_run *run)
{
    enum { bytes_most = 4 /* a character */ };
    char *from = buf_reserve(out, run->count * bytes_most), *at = from;
    for (size_t i = 0; i < run->count; i++) {
        uint32_t number = cut_number(cut, run->codes[i]);
        at = put_byte(at, number >> 8 & 0xff);
        at = put_byte(at, number & 0xff);
    }
    *at = '\0';
    out->len += (size_t)(at - from);
}

static void put_text(struct buf *out, struct pen *pen, const struct content_font *fonts, int32_t height,
                     const struct sheet_text *text)
{
    for (size_t r = 0; r < text->line->count; r++) {
        const struct line_run *run = &text->line->runs[r];
        pen_set(out, pen, fonts, run);
        buf_put(out, text->turned ? "BT -1 0 0 -1 " : "BT ", text->turned ? 13 : 3);
        file_put_decimal(out, text->turned ? text->x - run->x : text->x + run->x);
        file_put_decimal(out, height - text->y);
        buf_put(out, text->turned ? "Tm(" : "Td(", 3);
        put_codes(out, fonts[run->face].cut, run);
        put(out, ")Tj ET\n");
    }
}

/* The rectangle of BOX as a path. */
static void put_box(struct buf *out, int32_t height, const struct sheet_box *box)
{
    file_put_decimal(out, box->x);
    file_put_decimal(out, height - box->y - box->height);
    file_put_decimal(out, box->width);
    file_put_decimal(out, box->height);
    put(out, "re");
}

/* How what is drawn is marked. */
struct marking {
    const struct elements *elements;
    struct content_marks *marks;
    bool begun;
    uint32_t element; /* of what is open, where it is BEGUN */
};

static void marking_end(struct buf *out, struct marking *marking)
{
    if (marking->begun)
        put(out, "EMC\n");
    marking->begun = false;
}

/* What follows is ELEMENT's; 0: an artifact. */
static void mark_as(struct buf *out, struct marking *marking, uint32_t element)
{
    if (marking->begun && marking->element == element)
        return;
    marking_end(out, marking);
    marking->begun = true;
    marking->element = element;
    if (element == 0) {
        put(out, "/Artifact BMC\n");
        return;
    }
    buf_putc(out, '/');
    buf_puts(out, element_name(element_at(marking->elements, element)));
    put(out, "<</MCID ");
    buf_put_number(out, marking->marks->len);
    put(out, ">>BDC\n");
    memory_push(marking->marks, element);
}

void content_write(const struct sheet *sheet, const struct content_font *fonts,
                   const struct elements *elements, struct buf *out, struct content_marks *marks)
{
    struct pen pen = {0};
    struct marking marking = {.elements = elements, .marks = marks};
    for (size_t i = 0; i < sheet->boxes.len; i++) {
        mark_as(out, &marking, sheet->boxes.items[i].element);
        fill_with(out, &pen, sheet->boxes.items[i].colour);
        put_box(out, sheet->height, &sheet->boxes.items[i]);
        put(out, " f\n");
    }
    marking_end(out, &marking);
    if (sheet->clip.width > 0) {
        put_box(out, sheet->height, &sheet->clip);
        put(out, " W n\n");
    }
    for (size_t i = 0; i < sheet->texts.len; i++) {
        mark_as(out, &marking, sheet->texts.items[i].element);
        put_text(out, &pen, fonts, sheet->height, &sheet->texts.items[i]);
    }
    marking_end(out, &marking);
}
