/*
 * The faces papers are set in: which face has a character, how wide it stands there, and the cut of a face to
 * the characters that one document uses.
 *
 * A face is a TrueType file (libharu refuses CFF outlines). A style names a chain of faces: a character that
 * the first lacks is looked for in the others. Faces may be asked, and cuts made, from several threads at
 * once.
 */
#ifndef PAPER_FONT_H
#define PAPER_FONT_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum font_style {
    font_song, /* 宋: body text */
    font_kai,  /* 楷: headings of the second rank */
    font_hei,  /* 黑: headings of the first rank, table headings */
    font_styles
};

#define font_stand_in 0x3013 /* 〓, set where no face has the character */

struct font_glyph {
    uint32_t code;   /* what is set: the character asked for, or font_stand_in */
    int face;        /* the face that has it */
    int32_t advance; /* in thousandths of the size, as libharu rounds it: down */
    int32_t left;    /* blank left of the ink, thousandths of the size */
    int32_t right;   /* blank right of it */
    bool missing;    /* no face has the character */
};

/* A character that no face has. */
struct font_missing {
    uint32_t code;    /* the character */
    const char *text; /* the whole text it stands in */
};

/* Each character once for each text, in the order in which they were met. */
struct font_missing_list {
    struct font_missing *items;
    size_t len;
    size_t cap;
    struct arena arena; /* holds the texts */
};

/* A list is ready to use when zeroed. */
void font_missing_add(struct font_missing_list *list, uint32_t code, const char *text, size_t len);
void font_missing_free(struct font_missing_list *list);

struct fonts;

/*
 * Opens the faces; LETTERS: papers are mostly in Latin letters, and 宋, whose own are all of one width, sets
 * them in a face that is made for them. Those that are not there are named in ABSENT, a line each, with the
 * Debian package that has them; the others stand in for them. NULL where none is there, or where one is there
 * and can't be read, named in BROKEN: with another in its place papers would silently look different.
 */
struct fonts *fonts_open(bool letters, struct buf *absent, struct buf *broken);
void fonts_close(struct fonts *fonts);

/* The path at which face number I is looked for; NULL beyond the last. */
const char *font_file(int i);

/* Faces there are. */
int fonts_count(const struct fonts *fonts);

/* The glyph of CODE in STYLE. What was looked up is kept. */
struct font_glyph font_look(const struct fonts *fonts, enum font_style style, uint32_t code);

/*
 * A face cut to the characters of one document: about a millisecond with HarfBuzz, once the layout tables,
 * which nothing here reads, are dropped first. A document so depends on its own text alone.
 */
struct font_cut;

struct font_cut *font_cut_new(const struct fonts *fonts, int face);
void font_cut_add(struct font_cut *cut, uint32_t code);

/* Makes the font of the characters added. False where HarfBuzz can't. */
bool font_cut_make(struct font_cut *cut);

/*
 * The TrueType file. Its characters are numbered 1, 2, … in the order of the face's glyphs, and its cmap
 * knows nothing but these numbers: libharu looks up all of 65,536 codes in it for every document, which takes
 * as long as there are segments, and reaches no code beyond the BMP. What character a number stands for goes
 * into the document's ToUnicode map.
 */
const char *font_cut_file(const struct font_cut *cut, size_t *len);

/* The number of CODE; 0 where it was not added, or the face lacks it. Numbers stay below 0xd800. */
uint32_t font_cut_number(const struct font_cut *cut, uint32_t code);

/* The characters by number: what [0] says is number 1. */
const uint32_t *font_cut_codes(const struct font_cut *cut, size_t *count);

void font_cut_free(struct font_cut *cut);

#endif
