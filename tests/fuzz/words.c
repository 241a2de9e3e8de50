/* A theme's words: read behind the default ones, then every way in which they are used. */
#include "fuzz/fuzz.h"

#include "source/door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags diags = {0};
    if (size > fuzz_longest)
        return 0;
    char *text = fuzz_text(data, size);
    struct door_text passed = door_open(door_template, &arena, text, size, 1, &diags);
    struct words *words = read_words(size % 2 ? language_en : language_zh_cn);
    if (!passed.refused) {
        words_add(words, passed.text, passed.len, 1, &diags);
        words_choose(words, "village");
        words_format(words, &arena, "a.b", "one", "two", NULL);
        words_points(words, &arena, 1250, true);
        words_date(words, &arena, 46000);
        words_span(words, &arena, 46000, 46100);
        words_month(words, &arena, 46000);
        words_quarter(words, &arena, 46000);
        words_values(words, &arena);
        words_missing(words);
    }
    words_free(words);
    memory_free(text);
    diag_free(&diags);
    arena_free(&arena);
    return 0;
}
