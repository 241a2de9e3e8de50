/*
 * A paper: sheets with text, rules and boxes at their places, as values; and its encoding as PDF.
 *
 * Lengths are thousandths of a point in an int32_t; places are measured from the page's top left corner,
 * downwards. The same paper gives the same bytes: no date, no identifier, nothing of other papers'
 * characters.
 */
#ifndef PAPER_SHEET_H
#define PAPER_SHEET_H

#include "base/digest.h"
#include "paper/element.h"
#include "paper/standing.h"

/* MILLIMETRES (whole or not) in thousandths of a point. */
#define sheet_mm(millimetres) ((int32_t)((millimetres)*72000 / 25.4))
#define sheet_pt(points)      ((int32_t)((points)*1000))

#define sheet_a4_width  sheet_mm(210)
#define sheet_a4_height sheet_mm(297)
#define sheet_a3_width  sheet_mm(297)
#define sheet_a3_height sheet_mm(420)

#define sheet_ink 0x000000u /* black */

struct sheet_text {
    const struct line *line;
    int32_t x;        /* of the column's left edge */
    int32_t y;        /* of the baseline */
    uint32_t element; /* among the paper's; 0: it is not read */
    bool turned;      /* upside down: X is the column's right edge, from where it runs to the left */
};

struct sheet_box {
    int32_t x, y, width, height;
    uint32_t colour;  /* 0xRRGGBB it is filled with */
    uint32_t element; /* of the figure that it is a part of; 0: none */
};

struct sheet {
    int32_t width, height;
    struct sheet_box clip; /* no text is drawn outside it; WIDTH 0: anywhere. Its colour is not looked at */
    struct {
        struct sheet_text *items;
        size_t len, cap;
    } texts;
    struct {
        struct sheet_box *items; /* drawn before the texts */
        size_t len, cap;
    } boxes;
};

struct sheet_mark {
    const char *title; /* of the bookmark */
    size_t page;
    int32_t y;
    bool within; /* it is one of those below the last that is not, which are folded away at first */
};

struct paper {
    struct standing *standing;        /* holds its lines */
    const struct fonts *fonts;        /* of that */
    struct arena arena;               /* holds strings */
    struct font_missing_list missing; /* characters that no face has: 〓 stands for them */
    const char *title;                /* of the document, for its reader's window */
    const char *language;             /* "zh-CN" */
    const char *author;               /* of the document; NULL: not said. It lives as long as the paper */
    int32_t date;                     /* of what it says (base/date.h); 0: not said */
    struct {
        struct sheet *items;
        size_t len, cap;
    } sheets;
    struct {
        struct sheet_mark *items;
        size_t len, cap;
    } marks;
    struct elements elements; /* of texts and boxes */
};

/* An empty paper, whose lines are from STANDING; TITLE, on one line, and LANGUAGE are copied. */
void paper_begin(struct paper *paper, struct standing *standing, const char *title, const char *language);
void paper_free(struct paper *paper);

/* Adds a page; gives its number from 0. */
size_t paper_sheet(struct paper *paper, int32_t width, int32_t height);

/* Puts LINE, which lives as long as the paper, with its column's left edge at X and its baseline at Y, as
 * what ELEMENT is. */
void paper_text(struct paper *paper, size_t page, uint32_t element, int32_t x, int32_t y,
                const struct line *line);

/* Fills a box; one that stands right below a box of its width, colour and element makes that one longer. A
 * rule is a box, too. */
void paper_box(struct paper *paper, size_t page, const struct sheet_box *box);

/* A bookmark to the height Y of PAGE, or one within the last that is not within another; TITLE is copied. */
void paper_mark(struct paper *paper, size_t page, int32_t y, const char *title);
void paper_mark_within(struct paper *paper, size_t page, int32_t y, const char *title);

/* Gives PAPER, which has none yet, the missing characters of FROM, or the elements, whose lines it shows. */
void paper_missing_take(struct paper *paper, struct paper *from);
void paper_elements_take(struct paper *paper, struct paper *from);

/* says.c: the digest of all that the PDF of PAPER says: where it is the same, so are the bytes. */
struct digest paper_says(const struct paper *paper);

/*
 * pdf.c: writes the PDF behind what is in OUT. False where that fails, with a line in ERROR that says on
 * what. Papers may be written from several threads at once.
 */
bool paper_write(const struct paper *paper, struct buf *out, struct buf *error);

#endif
