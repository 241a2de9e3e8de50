#include "paper/font.h"

#include "base/memory.h"

#include <hb-ot.h>
#include <hb-subset.h>
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
    const char *name;      /* in the document, "HPDFAA+" before it */
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
    uint32_t upem;   /* units per em */
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

struct cut_item {
    uint32_t code;
    uint32_t glyph; /* in the cut font */
};

/* The characters of a cut, 256 to a page: 0 where one was not added. */
enum { code_pages = 0x1100, page_codes = 256, not_numbered = 0xffff };

struct font_cut {
    const struct face *face;
    hb_set_t *set;
    uint16_t *pages[code_pages]; /* what the document calls a character; not_numbered at first */
    uint32_t *numbered;          /* code of number I + 1 */
    size_t count;
    hb_blob_t *file;
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

/* The tables of a face that papers are set with: no rules of how scripts are written, no names. */
static const hb_tag_t tables_kept[] = {HB_TAG('O', 'S', '/', '2'), HB_TAG('g', 'l', 'y', 'f'),
                                       HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
                                       HB_TAG('h', 'm', 't', 'x'), HB_TAG('l', 'o', 'c', 'a'),
                                       HB_TAG('m', 'a', 'x', 'p')};

static unsigned get16(const unsigned char *bytes)
{
    return (unsigned)bytes[0] << 8 | bytes[1];
}

/* The cmap of FACE without the variants of characters: HarfBuzz would keep those of each in every cut. */
static hb_blob_t *plain_cmap(hb_face_t *face)
{
    enum { head = 4, record = 8, variants = 5 };
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('c', 'm', 'a', 'p'));
    hb_blob_t *copy = hb_blob_copy_writable_or_fail(table);
    hb_blob_destroy(table);
    unsigned len = 0, kept = 0;
    unsigned char *bytes = copy ? (unsigned char *)hb_blob_get_data_writable(copy, &len) : NULL;
    unsigned count = len >= head ? get16(bytes + 2) : 0;
    for (unsigned i = 0; i < count && head + (i + 1) * record <= len; i++) {
        const unsigned char *from = bytes + head + i * record;
        if (get16(from) != 0 || get16(from + 2) != variants)
            memmove(bytes + head + kept++ * record, from, record);
    }
    if (kept > 0) {
        bytes[2] = (unsigned char)(kept >> 8 & 0xff);
        bytes[3] = (unsigned char)(kept & 0xff);
    }
    return copy;
}

/* WHOLE with the tables that papers are set with alone; an empty one where it lacks any. */
static hb_face_t *plain_face(hb_face_t *whole)
{
    hb_face_t *plain = hb_face_builder_create();
    bool added = true;
    for (size_t i = 0; i < sizeof tables_kept / sizeof tables_kept[0]; i++) {
        hb_blob_t *table = hb_face_reference_table(whole, tables_kept[i]);
        added =
            added && hb_blob_get_length(table) > 0 && hb_face_builder_add_table(plain, tables_kept[i], table);
        hb_blob_destroy(table);
    }
    hb_blob_t *cmap = plain_cmap(whole);
    added = added && cmap && hb_face_builder_add_table(plain, HB_TAG('c', 'm', 'a', 'p'), cmap);
    hb_blob_destroy(cmap);
    if (added)
        return plain;
    hb_face_destroy(plain);
    return hb_face_get_empty();
}

/* Opens one face; false where it can't be read or is no font. */
static bool face_open(struct face *face, const struct face_file *file)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(file->path);
    if (!blob)
        return false;
    face->file = file;
    hb_face_t *all = hb_face_create(blob, file->index);
    face->whole = plain_face(all);
    hb_face_destroy(all);
    hb_blob_destroy(blob);
    face->font = hb_font_create(face->whole);
    if (hb_face_get_glyph_count(face->whole) == 0 || face->font == hb_font_get_empty()) {
        hb_font_destroy(face->font);
        hb_face_destroy(face->whole);
        return false;
    }
    hb_face_make_immutable(face->whole);
    face->upem = hb_face_get_upem(face->whole);
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
    for (int i = 0; i < fonts->count; i++) {
        struct face *face = &fonts->faces[i];
        hb_font_destroy(face->font);
        hb_face_destroy(face->whole);
    }
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

/* Fills GLYPH from FACE; false where it lacks CODE. */
static bool face_look(const struct face *face, uint32_t code, struct font_glyph *glyph)
{
    hb_codepoint_t index = 0;
    if (!hb_font_get_nominal_glyph(face->font, code, &index) || index == 0)
        return false;
    int64_t upem = face->upem;
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

/* WHOLE cut to the characters of SET, outlines and metrics alone; NULL on failure. */
static hb_face_t *face_subset(hb_face_t *whole, const hb_set_t *set)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_union(hb_subset_input_unicode_set(input), set);
    bool told = hb_set_allocation_successful(set) && hb_set_is_equal(hb_subset_input_unicode_set(input), set);
    hb_face_t *cut = told ? hb_subset_or_fail(whole, input) : NULL;
    hb_subset_input_destroy(input);
    return cut;
}

struct font_cut *font_cut_new(const struct fonts *fonts, int face)
{
    struct font_cut *cut = memory_new(1, sizeof *cut);
    cut->face = &fonts->faces[face];
    cut->set = hb_set_create();
    return cut;
}

void font_cut_add(struct font_cut *cut, uint32_t code)
{
    uint16_t **page = &cut->pages[code / page_codes];
    if (!*page)
        *page = memory_new(page_codes, sizeof **page);
    if ((*page)[code % page_codes])
        return;
    (*page)[code % page_codes] = not_numbered;
    hb_set_add(cut->set, code);
}

static void put16(struct buf *out, unsigned value)
{
    buf_putc(out, (char)(value >> 8 & 0xff));
    buf_putc(out, (char)(value & 0xff));
}

static void put32(struct buf *out, uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value & 0xffff);
}

/* Writes format 4's head for SEGMENTS segments. */
static void cmap_head(struct buf *out, unsigned segments)
{
    unsigned power = 1, log = 0;
    while (power * 2 <= segments) {
        power *= 2;
        log++;
    }
    put16(out, 0); /* version */
    put16(out, 1); /* subtables */
    put16(out, 3); /* Windows */
    put16(out, 1); /* BMP */
    put32(out, 12);
    put16(out, 4); /* format */
    put16(out, 16 + segments * 8);
    put16(out, 0); /* language */
    put16(out, segments * 2);
    put16(out, power * 2);
    put16(out, log);
    put16(out, (segments - power) * 2);
}

/*
 * A cmap in format 4 that gives number I + 1 the glyph GLYPHS[I], which rise: a segment for each run of them
 * that keep the same distance, mostly one.
 */
static void cmap_table(struct buf *out, const uint32_t *glyphs, size_t count)
{
    struct buf starts = {0}, ends = {0}, deltas = {0};
    unsigned segments = 1;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || glyphs[i] != glyphs[i - 1] + 1) {
            put16(&starts, (unsigned)i + 1);
            put16(&deltas, (glyphs[i] - (unsigned)i - 1) & 0xffff);
            segments++;
        }
        if (i + 1 == count || glyphs[i + 1] != glyphs[i] + 1)
            put16(&ends, (unsigned)i + 1);
    }
    put16(&starts, 0xffff);
    put16(&ends, 0xffff);
    put16(&deltas, 1);
    cmap_head(out, segments);
    buf_put(out, ends.data, ends.len);
    put16(out, 0);
    buf_put(out, starts.data, starts.len);
    buf_put(out, deltas.data, deltas.len);
    buf_fill(out, '\0', (size_t)segments * 2); /* range offsets */
    buf_free(&starts);
    buf_free(&ends);
    buf_free(&deltas);
}

/* A name table with what libharu asks for: the PostScript name and "Regular". */
static void name_table(struct buf *out, const char *name)
{
    size_t len = strlen(name);
    put16(out, 0);
    put16(out, 2);
    put16(out, 6 + 2 * 12);
    static const char regular[] = "Regular";
    const unsigned ids[] = {2, 6};
    const size_t lens[] = {sizeof regular - 1, len};
    for (int i = 0; i < 2; i++) {
        put16(out, 1); /* Macintosh, Roman, English */
        put16(out, 0);
        put16(out, 0);
        put16(out, ids[i]);
        put16(out, (unsigned)lens[i]);
        put16(out, i == 0 ? 0 : (unsigned)lens[0]);
    }
    buf_put(out, regular, sizeof regular - 1);
    buf_put(out, name, len);
}

/* Adds a table of bytes to a font being built; takes OUT's bytes. False: HarfBuzz could not. */
static bool table_add(hb_face_t *builder, hb_tag_t tag, struct buf *out)
{
    unsigned len = (unsigned)out->len;
    char *bytes = buf_take(out);
    hb_blob_t *blob = hb_blob_create(bytes, len, HB_MEMORY_MODE_READONLY, bytes, memory_free);
    bool added = hb_blob_get_length(blob) == len && hb_face_builder_add_table(builder, tag, blob);
    hb_blob_destroy(blob);
    return added;
}

/* The file of what libharu reads: the cut's outlines and metrics with a cmap and names of our own. NULL where
 * HarfBuzz could not make it. */
static hb_blob_t *cut_file(hb_face_t *face, const char *name, const uint32_t *glyphs, size_t count)
{
    hb_face_t *builder = hb_face_builder_create();
    bool added = builder != hb_face_get_empty();
    for (size_t i = 0; i < sizeof tables_kept / sizeof tables_kept[0]; i++) {
        hb_blob_t *table = hb_face_reference_table(face, tables_kept[i]);
        added = added && hb_blob_get_length(table) > 0 &&
                hb_face_builder_add_table(builder, tables_kept[i], table);
        hb_blob_destroy(table);
    }
    struct buf out = {0};
    cmap_table(&out, glyphs, count);
    added = table_add(builder, HB_TAG('c', 'm', 'a', 'p'), &out) && added;
    name_table(&out, name);
    added = table_add(builder, HB_TAG('n', 'a', 'm', 'e'), &out) && added;
    /* version 3: no glyph names */
    put32(&out, 0x00030000);
    for (int i = 0; i < 7; i++)
        put32(&out, 0);
    added = table_add(builder, HB_TAG('p', 'o', 's', 't'), &out) && added;
    /* libharu stumbles over hinting tables that are not there: four zeros are a program that does nothing */
    static const hb_tag_t hinting[] = {HB_TAG('c', 'v', 't', ' '), HB_TAG('f', 'p', 'g', 'm'),
                                       HB_TAG('p', 'r', 'e', 'p')};
    for (size_t i = 0; i < sizeof hinting / sizeof hinting[0]; i++) {
        put32(&out, 0);
        added = table_add(builder, hinting[i], &out) && added;
    }
    hb_blob_t *file = added ? hb_face_reference_blob(builder) : NULL;
    hb_face_destroy(builder);
    return file;
}

static int by_glyph(const void *a, const void *b)
{
    const struct cut_item *x = a, *y = b;
    if (x->glyph != y->glyph)
        return x->glyph < y->glyph ? -1 : 1;
    return x->code < y->code ? -1 : x->code > y->code;
}

/* Numbers the characters of CUT in the order of their glyphs in SUBSET and makes the file. False where one is
 * missing that the whole face has. */
static bool cut_number(struct font_cut *cut, hb_face_t *subset)
{
    hb_font_t *font = hb_font_create(subset);
    size_t all = hb_set_get_population(cut->set);
    struct cut_item *items = memory_new(all, sizeof *items);
    cut->numbered = memory_new(all, sizeof *cut->numbered);
    bool whole = true;
    for (hb_codepoint_t code = HB_SET_VALUE_INVALID, glyph; hb_set_next(cut->set, &code);) {
        if (hb_font_get_nominal_glyph(font, code, &glyph))
            items[cut->count++] = (struct cut_item){.code = code, .glyph = glyph};
        else
            whole = whole && !hb_font_get_nominal_glyph(cut->face->font, code, &glyph);
    }
    hb_font_destroy(font);
    qsort(items, cut->count, sizeof *items, by_glyph);
    uint32_t *glyphs = memory_new(all, sizeof *glyphs);
    for (size_t i = 0; i < cut->count; i++) {
        uint32_t code = items[i].code;
        uint16_t *page = cut->pages[code / page_codes];
        if (page && page[code % page_codes])
            page[code % page_codes] = (uint16_t)(i + 1);
        cut->numbered[i] = code;
        glyphs[i] = items[i].glyph;
    }
    cut->file = cut_file(subset, cut->face->file->name, glyphs, cut->count);
    memory_free(glyphs);
    memory_free(items);
    return whole && cut->file;
}

bool font_cut_make(struct font_cut *cut)
{
    hb_face_t *subset = face_subset(cut->face->whole, cut->set);
    if (!subset)
        return false;
    bool whole = cut_number(cut, subset);
    hb_face_destroy(subset);
    return whole && hb_blob_get_length(cut->file) > 0 && cut->count < 0xd800;
}

const char *font_cut_file(const struct font_cut *cut, size_t *len)
{
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(cut->file, &length);
    *len = length;
    return bytes;
}

uint32_t font_cut_number(const struct font_cut *cut, uint32_t code)
{
    const uint16_t *page = cut->pages[code / page_codes];
    uint16_t number = page ? page[code % page_codes] : 0;
    return number == not_numbered ? 0 : number;
}

const uint32_t *font_cut_codes(const struct font_cut *cut, size_t *count)
{
    *count = cut->count;
    return cut->numbered;
}

void font_cut_free(struct font_cut *cut)
{
    if (!cut)
        return;
    hb_set_destroy(cut->set);
    hb_blob_destroy(cut->file);
    for (size_t i = 0; i < code_pages; i++)
        memory_free(cut->pages[i]);
    memory_free(cut->numbered);
    memory_free(cut);
}
