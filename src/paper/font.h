/*
 * The faces papers are set in: which face has a character, and how wide it stands there.
 *
 * A face is a file of TrueType outlines. A style names a chain of faces: a character that the first lacks is
 * looked for in the others. Faces may be asked from several threads at once.
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
    int32_t advance; /* in thousandths of the size, rounded down */
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

/* --- what cuts of faces are made from */

/* A table of a face. */
struct font_table {
    const char *bytes;
    size_t len;
};

/* The tables of outlines and their measures (OpenType, as TrueType has them). */
struct font_tables {
    struct font_table glyf, loca, head, hhea, hmtx, maxp;
    bool long_places; /* loca has numbers of 32 bits */
    unsigned metrics; /* glyphs whose advance is in hmtx, 1 or more; all others are as wide as the last */
    uint32_t upem;    /* units per em, 1 or more */
};

/* In units of the face. */
struct font_metric {
    uint16_t advance;
    uint16_t left; /* blank left of the outline, a signed number as the file has it */
};

/* What a document calls FACE. */
const char *font_name(const struct fonts *fonts, int face);

/* Those of FACE; they live as long as FONTS. */
const struct font_tables *font_tables(const struct fonts *fonts, int face);

/* The number of the glyph that FACE has for CODE; 0: it has none. */
uint32_t font_index(const struct fonts *fonts, int face, uint32_t code);

/* The measures of GLYPH. */
struct font_metric font_metric(const struct font_tables *tables, uint32_t glyph);

/* UNITS of a face in thousandths of the size, cut off. */
int32_t font_thousandths(const struct font_tables *tables, int32_t units);

#endif
