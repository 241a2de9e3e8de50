/* What the site's form writes is what the command reads, in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "claims/claim_text.h"

#include <string.h>

static void read_text(const char *text, struct claim_texts *texts, struct arena *arena, struct diags *diags)
{
    claim_text_read(arena, text, strlen(text), texts, diags);
}

static void release(struct claim_texts *texts, struct arena *arena, struct diags *diags)
{
    memory_free(texts->items);
    *texts = (struct claim_texts){0};
    arena_free(arena);
    diag_free(diags);
    *diags = (struct diags){0};
}

static void labels_are_understood(void **state)
{
    (void)state;
    for (int l = language_zh_cn; l <= language_en; l++) {
        enum language language = (enum language)l;
        struct claim_texts texts = {0};
        struct arena arena = {0};
        struct diags diags = {0};
        struct buf text = {0};
        buf_printf(&text, "%s 桐花坪村\n", claim_form_title(language));
        for (int f = 0; f < form_fields; f++)
            buf_printf(&text, "%s%sx%d%sy\n", claim_form_label((enum form_field)f, language),
                       claim_form_colon(language), f, claim_form_comma(language));
        read_text(buf_text(&text), &texts, &arena, &diags);
        assert_int_equal(diags.len, 0);
        assert_int_equal(texts.len, 1);
        assert_string_equal(texts.items[0].village.text, "桐花坪村");
        for (int f = 0; f < form_fields; f++) {
            assert_non_null(texts.items[0].values[f].text);
            assert_int_equal(texts.items[0].values[f].text[1], '0' + f);
            assert_int_equal(texts.items[0].values[f].place.line, f + 2);
        }
        buf_free(&text);
        release(&texts, &arena, &diags);
    }
}

/* Texts that nobody means: none may be read beyond its end, and none is a claim. */
static void odd_texts(void **state)
{
    (void)state;
    static const char *const odd[] = {"",       "\n",           "：",    "户",   "户号",     "户号：",
                                      "【",     "【积分申报",   "「",    "\xE6", "\xE6\x88", "户号：\xFF",
                                      "\r\r\r", "\xEF\xBB\xBF", "> > >", "——"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct claim_texts texts = {0};
        struct arena arena = {0};
        struct diags diags = {0};
        size_t len = strlen(odd[i]);
        char *copy = memory_new(len ? len : 1, 1); /* without a NUL behind */
        memcpy(copy, odd[i], len);
        claim_text_read(&arena, copy, len, &texts, &diags);
        for (size_t k = 0; k < texts.len; k++)
            for (int f = 0; f < form_fields; f++)
                assert_null(texts.items[k].values[f].text);
        memory_free(copy);
        release(&texts, &arena, &diags);
    }
}

/* A note keeps its own signs; other values are made plain. */
static void notes_stay_as_they_are(void **state)
{
    (void)state;
    struct claim_texts texts = {0};
    struct arena arena = {0};
    struct diags diags = {0};
    read_text("户号：ｈ１０５\n说明：送书，“二十本”：新\u200B的！ \n", &texts, &arena, &diags);
    assert_int_equal(texts.len, 1);
    assert_string_equal(texts.items[0].values[form_household].text, "h105");
    assert_int_equal(texts.items[0].values[form_household].place.column, 4);
    assert_int_equal(texts.items[0].values[form_household].place.span, 4);
    assert_string_equal(texts.items[0].values[form_note].text, "送书，“二十本”：新的！");
    release(&texts, &arena, &diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_understood),
        cmocka_unit_test(odd_texts),
        cmocka_unit_test(notes_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
