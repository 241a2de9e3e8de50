/* A theme's words: read behind others, then every way in which they are used. */
#include "fuzz/fuzz.h"

#include "source/door.h"

/* What is there before: a few of the default theme's words, and of each kind one. All of them would take a
 * hundred times as long to read as an input does. */
static const char default_words[] =
    "points: {one: '{1} {1|point|points}', none: ''}\n"
    "months: {1: January, 2: February, 12: December}\n"
    "date: {full: '{3} {4} {1}', day: '{3} {4}', month: '{4} {1}', quarter: 'Q{2} {1}'}\n"
    "span: {day: '{3} {4} {1}', month: '{3} to {7} {8} {5}', year: '{3} {4} to {7} {8} {5}',\n"
    "  years: '{3} {4} {1} to {7} {8} {5}', counted: '{1} ({2} {2|day|days})'}\n"
    "bounds: {both: '{1} to {2}', from: 'from {1}', until: 'until {2}', none: no end date}\n"
    "value: {one: '{1} {1|point|points}', range: '{1} to {2} points'}\n"
    "caps: {day: '{1} a day', cycle: '{1} a year', between: '; '}\n"
    "a: {b: '{1} and {2}', c: {d: deep}}\n"
    "for: {community: {ends: 社区 Village, words: {a: {b: '{2} {1|one|more}'}, date: {day: '{3}.'}}}}\n";

static struct words *begin(enum language language)
{
    struct diags diags = {0};
    struct words *words = words_new(language);
    words_add(words, default_words, strlen(default_words), 0, &diags);
    must(diags.len == 0);
    return words;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags diags = {0};
    if (size > fuzz_longest)
        return 0;
    char *text = fuzz_text(data, size);
    struct door_text passed = door_open(door_template, &arena, text, size, 1, &diags);
    struct words *words = begin(size % 2 ? language_en : language_zh_cn);
    if (!passed.refused) {
        words_add(words, passed.text, passed.len, 1, &diags);
        words_choose(words, "A village");
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
