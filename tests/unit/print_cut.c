/* Faces cut to a few characters: HarfBuzz draws the same outlines from the cut as from the face. */
#include "paper/cut.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "unit/written.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

static void put_point(struct buf *out, char what, float x, float y)
{
    buf_printf(out, "%c %g %g ", what, (double)x, (double)y);
}

static void move_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *st, float x, float y, void *data)
{
    (void)funcs, (void)st, (void)data;
    put_point(out, 'm', x, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *st, float x, float y, void *data)
{
    (void)funcs, (void)st, (void)data;
    put_point(out, 'l', x, y);
}

static void curve_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *st, float a, float b, float x,
                     float y, void *data)
{
    (void)funcs, (void)st, (void)data;
    put_point(out, 'q', a, b);
    put_point(out, ',', x, y);
}

/* The outline of GLYPH in FONT as text. */
static void outline(hb_font_t *font, uint32_t glyph, struct buf *out)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, curve_to, NULL, NULL);
    buf_clear(out);
    hb_font_get_glyph_shape(font, glyph, funcs, out);
    hb_draw_funcs_destroy(funcs);
}

static hb_font_t *font_of(hb_blob_t *blob, unsigned index)
{
    hb_face_t *face = hb_face_create(blob, index);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

/* Adds the characters of TEXT to CUT. */
static void add_all(struct cut *cut, const char *text)
{
    for (size_t len = strlen(text), n; len > 0; text += n, len -= n) {
        uint32_t code;
        n = utf8_decode(text, len, &code);
        cut_add(cut, code);
    }
}

/* Compares each character of CUT, made of FACE; gives how many of them are made of others. */
static size_t compare(const struct cut *cut, int face)
{
    size_t len, count, made_of_others = 0;
    const char *bytes = cut_file(cut, &len);
    hb_font_t *whole = font_of(hb_blob_create_from_file(font_file(face)), 0);
    hb_font_t *small = font_of(hb_blob_create(bytes, (unsigned)len, HB_MEMORY_MODE_READONLY, NULL, NULL), 0);
    const struct cut_item *items = cut_items(cut, &count);
    struct buf a = {0}, b = {0};
    assert_true(hb_face_get_glyph_count(hb_font_get_face(small)) >= count + 1);
    made_of_others = hb_face_get_glyph_count(hb_font_get_face(small)) - count - 1;
    for (size_t i = 0; i < count; i++) {
        hb_codepoint_t glyph = 0;
        assert_true(hb_font_get_nominal_glyph(whole, items[i].code, &glyph));
        assert_int_equal(glyph, items[i].glyph);
        assert_int_equal(cut_number(cut, items[i].code), i + 1);
        assert_int_equal(hb_font_get_glyph_h_advance(whole, glyph),
                         hb_font_get_glyph_h_advance(small, (hb_codepoint_t)i + 1));
        outline(whole, glyph, &a);
        outline(small, (hb_codepoint_t)i + 1, &b);
        assert_string_equal(buf_text(&a), buf_text(&b));
    }
    buf_free(&a);
    buf_free(&b);
    hb_font_destroy(whole);
    hb_font_destroy(small);
    return made_of_others;
}

static void same_outlines(void **state)
{
    (void)state;
    size_t made_of_others = 0;
    for (int face = 0; face < fonts_count(fonts); face++) {
        struct cut *cut = cut_new(fonts, face);
        add_all(cut, "桐花坪村2026年3月6日，“公示”：+3.5 Àéîöüñç ½ (Ⅳ) ¨´∕℅∖ 𠮷〓\xc2\xa0");
        assert_true(cut_make(cut));
        made_of_others += compare(cut, face);
        cut_free(cut);
    }
    assert_true(made_of_others > 0); /* or outlines made of others were not tried */
}

/* The order in which characters are met does not show. */
static void same_file(void **state)
{
    (void)state;
    static const char *const texts[] = {"村民é积分", "分积é民村分"};
    struct cut *cuts[2];
    size_t lens[2];
    const char *files[2];
    for (int i = 0; i < 2; i++) {
        cuts[i] = cut_new(fonts, 0);
        add_all(cuts[i], texts[i]);
        assert_true(cut_make(cuts[i]));
        files[i] = cut_file(cuts[i], &lens[i]);
    }
    assert_int_equal(lens[0], lens[1]);
    assert_memory_equal(files[0], files[1], lens[0]);
    cut_free(cuts[0]);
    cut_free(cuts[1]);
}

static void missing_character(void **state)
{
    (void)state;
    struct cut *cut = cut_new(fonts, 0);
    size_t count;
    cut_add(cut, 0x10ffff);
    cut_add(cut, 0x6751);
    assert_true(cut_make(cut));
    cut_items(cut, &count);
    assert_int_equal(count, 1);
    assert_int_equal(cut_number(cut, 0x10ffff), 0);
    assert_int_equal(cut_number(cut, 0x6751), 1);
    assert_int_equal(cut_number(cut, 0x5764), 0);
    cut_free(cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_outlines), cmocka_unit_test(same_file),
                                       cmocka_unit_test(missing_character)};
    return cmocka_run_group_tests(tests, written_begin, written_end);
}
