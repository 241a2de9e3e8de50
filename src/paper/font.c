#include "paper/font.h"

#include "base/memory.h"

#include <hb-ot.h>
#include <hb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct face_file {
    const char *path;
    unsigned index;        /* within a collection */
    enum font_style style; /* whose first face it is */
    const char *name;      /* in the document, "GONGSA+" before it */
    const char *package;   /* Debian's */
    bool letters;          /* it has no Chinese: its style sets letters in it where papers are in such */
};

/* The faces, where Debian installs them. Whoever wants others changes this table. */
static const struct face_file face_files[] = {
    {"/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", 0, font_song, "BabelStoneHan",
     "fonts-babelstone-han", false},
    {"/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0, font_kai, "LXGWWenKai",
     "fonts-lxgw-wenkai", false},
    {"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, font_hei, "WenQuanYiZenHei", "fonts-wqy-zenhei",
     false},
    {"/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", 0, font_song, "LiberationSerif",
     "fonts-liberation2", true},
};

enum { faces_max = sizeof face_files / sizeof face_files[0] };

struct face {
    const struct face_file *file;
    hb_face_t *whole;
    hb_font_t *font; /* of the whole face */
    struct font_tables tables;
    hb_blob_t *blobs[8]; /* that the tables are in */
    size_t blobs_len;
};

/* The glyphs that were looked up already: which of a block's are there only grows. */
enum { block_codes = 256, blocks_max = 0x1100 };

struct glyph_block {
    struct font_glyph glyphs[block_codes];
    atomic_bool known[block_codes];
};

struct glyph_cache {
    pthread_mutex_t mutex; /* who holds it may write blocks */
    _Atomic(struct glyph_block *) blocks[font_styles][blocks_max];
};

struct fonts {
    struct face faces[faces_max];
    int count;
    int chain[font_styles][faces_max]; /* the order in which a style asks the faces */
    int letters[font_styles];          /* the face that it asks before these for letters; −1: none */
    struct glyph_cache *cache;
};

void font_missing_add(struct font_missing_list *list, uint32_t code, const char *text, size_t len)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].code == code && strncmp(list->items[i].text, text, len) == 0 &&
            list->items[i].text[len] == '\0')
            return;
    memory_push(list, ((struct font_missing){code, arena_text(&list->arena, text, len)}));
}

void font_missing_free(struct font_missing_list *list)
{
    memory_free(list->items);
    arena_free(&list->arena);
    *list = (struct font_missing_list){0};
}

static uint16_t get16(const char *bytes)
{
    return (uint16_t)((unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]);
}

/* Gives TABLE the table TAG of FACE, LEAST bytes or more of it; false where there are less. */
static bool table_open(struct face *face, hb_tag_t tag, size_t least, struct font_table *table)
{
    hb_blob_t *blob = hb_face_reference_table(face->whole, tag);
    unsigned len = 0;
    *table = (struct font_table){hb_blob_get_data(blob, &len), 0};
    table->len = len;
    face->blobs[face->blobs_len++] = blob;
    return len >= least;
}

/* Opens the tables that papers are cut from. */
static bool tables_open(struct face *face)
{
    struct font_tables *t = &face->tables;
    enum { head_len = 54, hhea_len = 36, maxp_len = 6, long_places = 50, metrics = 34 };
    bool there = table_open(face, HB_TAG('g', 'l', 'y', 'f'), 1, &t->glyf);
    there = table_open(face, HB_TAG('l', 'o', 'c', 'a'), 1, &t->loca) && there;
    there = table_open(face, HB_TAG('h', 'e', 'a', 'd'), head_len, &t->head) && there;
    there = table_open(face, HB_TAG('h', 'h', 'e', 'a'), hhea_len, &t->hhea) && there;
    there = table_open(face, HB_TAG('m', 'a', 'x', 'p'), maxp_len, &t->maxp) && there;
    there = table_open(face, HB_TAG('h', 'm', 't', 'x'), 4, &t->hmtx) && there;
    if (!there)
        return false;
    t->long_places = get16(t->head.bytes + long_places) != 0;
    t->metrics = get16(t->hhea.bytes + metrics);
    t->upem = hb_face_get_upem(face->whole);
    return t->metrics > 0 && t->hmtx.len >= 4 * (size_t)t->metrics;
}

static void face_close(struct face *face)
{
    for (size_t i = 0; i < face->blobs_len; i++)
        hb_blob_destroy(face->blobs[i]);
    hb_font_destroy(face->font);
    hb_face_destroy(face->whole);
}

/* Opens one face; false where it can't be read or is no font. */
static bool face_open(struct face *face, const struct face_file *file)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(file->path);
    if (!blob)
        return false;
    *face = (struct face){.file = file, .whole = hb_face_create(blob, file->index)};
    hb_blob_destroy(blob);
    face->font = hb_font_create(face->whole);
    if (hb_face_get_glyph_count(face->whole) == 0 || face->font == hb_font_get_empty() ||
        !tables_open(face)) {
        face_close(face);
        return false;
    }
    hb_face_make_immutable(face->whole);
    hb_font_make_immutable(face->font);
    return true;
}

struct fonts *fonts_open(bool letters, struct buf *absent, struct buf *broken)
{
    struct fonts *fonts = memory_new(1, sizeof *fonts);
    fonts->cache = memory_new(1, sizeof *fonts->cache);
    pthread_mutex_init(&fonts->cache->mutex, NULL);
    for (int i = 0; i < faces_max; i++) {
        if (face_files[i].letters && !letters)
            continue;
        if (face_open(&fonts->faces[fonts->count], &face_files[i]))
            fonts->count++;
        else
            buf_printf(access(face_files[i].path, F_OK) == 0 ? broken : absent, "%s (%s)\n",
                       face_files[i].path, face_files[i].package);
    }
    if (fonts->count == 0 || broken->len) {
        fonts_close(fonts);
        return NULL;
    }
    for (int style = 0; style < font_styles; style++) {
        int n = 0;
        fonts->letters[style] = -1;
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < fonts->count; i++) {
                bool own = (int)fonts->faces[i].file->style == style;
                if (own && fonts->faces[i].file->letters)
                    fonts->letters[style] = i;
                if ((own && !fonts->faces[i].file->letters) == (pass == 0))
                    fonts->chain[style][n++] = i;
            }
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < fonts->count; i++)
        face_close(&fonts->faces[i]);
    for (int style = 0; style < font_styles; style++)
        for (int i = 0; i < blocks_max; i++)
            memory_free(atomic_load_explicit(&fonts->cache->blocks[style][i], memory_order_relaxed));
    pthread_mutex_destroy(&fonts->cache->mutex);
    memory_free(fonts->cache);
    memory_free(fonts);
}

const char *font_file(int i)
{
    return i < faces_max ? face_files[i].path : NULL;
}

int fonts_count(const struct fonts *fonts)
{
    return fonts->count;
}

const char *font_name(const struct fonts *fonts, int face)
{
    return fonts->faces[face].file->name;
}

const struct font_tables *font_tables(const struct fonts *fonts, int face)
{
    return &fonts->faces[face].tables;
}

uint32_t font_index(const struct fonts *fonts, int face, uint32_t code)
{
    hb_codepoint_t index = 0;
    return hb_font_get_nominal_glyph(fonts->faces[face].font, code, &index) ? index : 0;
}

struct font_metric font_metric(const struct font_tables *tables, uint32_t glyph)
{
    size_t last = tables->metrics - 1, at = 4 * (glyph < last ? (size_t)glyph : last);
    size_t left = glyph <= last ? at + 2 : 4 * (last + 1) + 2 * (glyph - last - 1);
    return (struct font_metric){.advance = get16(tables->hmtx.bytes + at),
                                .left = left + 2 <= tables->hmtx.len ? get16(tables->hmtx.bytes + left)
                                                                     : (uint16_t)0};
}

int32_t font_thousandths(const struct font_tables *tables, int32_t units)
{
    return (int32_t)((int64_t)units * 1000 / tables->upem);
}

/* Fills GLYPH from FACE; false where it lacks CODE. */
static bool face_look(const struct face *face, uint32_t code, struct font_glyph *glyph)
{
    hb_codepoint_t index = 0;
    if (!hb_font_get_nominal_glyph(face->font, code, &index) || index == 0)
        return false;
    int64_t upem = face->tables.upem;
    int64_t advance = hb_font_get_glyph_h_advance(face->font, index);
    hb_glyph_extents_t ink;
    glyph->code = code;
    glyph->advance = (int32_t)(advance * 1000 / upem);
    glyph->left = glyph->right = 0;
    if (hb_font_get_glyph_extents(face->font, index, &ink)) {
        glyph->left = (int32_t)(ink.x_bearing * INT64_C(1000) / upem);
        glyph->right = (int32_t)((advance - ink.x_bearing - ink.width) * 1000 / upem);
    }
    return true;
}

/*
 * Marks that the mainland sets at the left of their square, and others in its middle: where a face centres
 * them, one that does not lends its own.
 */
static bool stands_left(uint32_t code)
{
    return code == 0xff0c || code == 0xff1a || code == 0xff1b || code == 0xff01 || code == 0xff1f;
}

/* Below it stand letters, figures, their marks and signs; from there on symbols, and what is Chinese. */
enum { letters_end = 0x2300 };

/* Asks the faces for the glyph of CODE. */
static struct font_glyph glyph_find(const struct fonts *fonts, enum font_style style, uint32_t code)
{
    struct font_glyph glyph = {.code = code, .face = fonts->letters[style]};
    if (glyph.face >= 0 && code < letters_end && face_look(&fonts->faces[glyph.face], code, &glyph))
        return glyph;
    for (int i = 0; stands_left(code) && i < fonts->count; i++) {
        glyph.face = fonts->chain[style][i];
        if (face_look(&fonts->faces[glyph.face], code, &glyph) && glyph.right > glyph.left + 200)
            return glyph;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < fonts->count; i++) {
            glyph.face = fonts->chain[style][i];
            if (face_look(&fonts->faces[glyph.face], code, &glyph))
                return glyph;
        }
        glyph.missing = true;
        code = font_stand_in;
    }
    glyph.face = fonts->chain[style][0];
    glyph.code = '?';
    face_look(&fonts->faces[glyph.face], '?', &glyph);
    return glyph;
}

struct font_glyph font_look(const struct fonts *fonts, enum font_style style, uint32_t code)
{
    if (code / block_codes >= blocks_max)
        return glyph_find(fonts, style, code);
    _Atomic(struct glyph_block *) *at = &fonts->cache->blocks[style][code / block_codes];
    struct glyph_block *block = atomic_load_explicit(at, memory_order_acquire);
    size_t place = code % block_codes;
    if (block && atomic_load_explicit(&block->known[place], memory_order_acquire))
        return block->glyphs[place];
    struct font_glyph glyph = glyph_find(fonts, style, code);
    pthread_mutex_lock(&fonts->cache->mutex);
    block = atomic_load_explicit(at, memory_order_relaxed);
    if (!block) {
        block = memory_new(1, sizeof *block);
        atomic_store_explicit(at, block, memory_order_release);
    }
    if (!atomic_load_explicit(&block->known[place], memory_order_relaxed)) {
        block->glyphs[place] = glyph;
        atomic_store_explicit(&block->known[place], true, memory_order_release);
    }
    pthread_mutex_unlock(&fonts->cache->mutex);
    return glyph;
}
