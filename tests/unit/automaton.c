/* Many words in a text at once, against a search for each of them by itself. */
#include "base/automaton.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { most_words = 40, longest_word = 9, text_length = 300, rounds = 400 };

/* The same numbers on every machine. */
static uint32_t next_number(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static void against_naive_search(void **state)
{
    (void)state;
    uint64_t seed = 1;
    unsigned all = 0;
    for (int round = 0; round < rounds; round++) {
        uint32_t words[most_words][longest_word], lens[most_words], numbers[most_words], text[text_length];
        uint32_t count = 1 + next_number(&seed) % most_words, letters = 1 + next_number(&seed) % 4;
        struct automaton a = {0};
        for (uint32_t w = 0; w < count; w++) {
            lens[w] = 1 + next_number(&seed) % longest_word;
            for (uint32_t i = 0; i < lens[w]; i++)
                words[w][i] = 0x5F20 + next_number(&seed) % letters;
            numbers[w] = automaton_add(&a, words[w], lens[w]);
        }
        automaton_finish(&a);
        for (uint32_t i = 0; i < text_length; i++)
            text[i] = 0x5F20 + next_number(&seed) % letters;
        for (uint32_t end = 1, at = 0; end <= text_length; end++) {
            unsigned char wanted[most_words] = {0}, found[most_words] = {0};
            for (uint32_t w = 0; w < count; w++)
                if (lens[w] <= end && memcmp(text + end - lens[w], words[w], lens[w] * sizeof *text) == 0)
                    wanted[numbers[w]] = 1;
            at = automaton_step(&a, at, text[end - 1]);
            uint32_t s = at, word, len, before = UINT32_MAX;
            while ((word = automaton_next(&a, &s, &len)) != automaton_none) {
                assert_true(len < before); /* the longest first, each once */
                before = len;
                found[word] = 1;
                all++;
            }
            assert_memory_equal(found, wanted, sizeof found);
        }
        automaton_free(&a);
    }
    assert_true(all > 100000);
}

static void without_words(void **state)
{
    (void)state;
    struct automaton a = {0};
    uint32_t len, at = 0;
    automaton_finish(&a);
    at = automaton_step(&a, at, 'a');
    assert_int_equal(at, 0);
    assert_int_equal(automaton_next(&a, &at, &len), automaton_none);
    automaton_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_naive_search),
        cmocka_unit_test(without_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
