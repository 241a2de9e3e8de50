#include "base/nearest.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { longest_word = 64, most_steps = 400 * 1000 * 1000 };

struct nearest_word_ {
    const char *text;
    uint64_t letters; /* a bit for each character that is in it */
    size_t first;     /* its code points, among those of all */
    uint32_t len;     /* characters, at most longest_word */
};

/* The code points of TEXT into CODES, at most longest_word; returns how many. */
static uint32_t code_points(const char *text, uint32_t *codes)
{
    uint32_t count = 0;
    for (size_t i = 0, len = strlen(text); i < len && count < longest_word; count++) {
        size_t n = utf8_decode(text + i, len - i, &codes[count]);
        if (n == 0) {
            codes[count] = 0xFFFD;
            n = 1;
        }
        i += n;
    }
    return count;
}

static uint64_t letters_of(const uint32_t *codes, uint32_t len)
{
    uint64_t letters = 0;
    for (uint32_t i = 0; i < len; i++)
        letters |= UINT64_C(1) << (codes[i] & 63);
    return letters;
}

static int by_length(const void *left, const void *right)
{
    const struct nearest_word_ *a = left, *b = right;
    if (a->len != b->len)
        return a->len < b->len ? -1 : 1;
    return strcmp(a->text, b->text);
}

void nearest_make(struct nearest *index, const char *const *words, size_t count)
{
    uint32_t codes[longest_word];
    size_t total = 0;
    *index = (struct nearest){.words = memory_new(count, sizeof *index->words), .len = count};
    for (size_t i = 0; i < count; i++)
        total += code_points(words[i], codes);
    index->codes = memory_new(total, sizeof *index->codes);
    total = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t len = code_points(words[i], codes);
        if (len)
            memcpy(index->codes + total, codes, len * sizeof *codes);
        index->words[i] = (struct nearest_word_){
            .text = words[i], .letters = letters_of(codes, len), .first = total, .len = len};
        total += len;
    }
    if (count)
        qsort(index->words, count, sizeof *index->words, by_length);
}

void nearest_free(struct nearest *index)
{
    memory_free(index->words);
    memory_free(index->codes);
    *index = (struct nearest){0};
}

static uint32_t bits(uint64_t set)
{
    uint32_t count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

/* Edits (insert, delete, replace, swap of neighbours) between two words (optimal string alignment), where
 * they are at most MOST; else more than MOST. Adds to *STEPS. */
static uint32_t edits(const uint32_t *a, uint32_t alen, const uint32_t *b, uint32_t blen, uint32_t most,
                      size_t *steps)
{
    uint32_t row[3][longest_word + 1];
    for (; alen && blen && a[0] == b[0]; alen--, blen--, a++, b++)
        ++*steps;
    for (; alen && blen && a[alen - 1] == b[blen - 1]; alen--, blen--)
        ++*steps;
    for (uint32_t j = 0; j <= blen; j++)
        row[0][j] = j;
    for (uint32_t i = 1; i <= alen; i++) {
        uint32_t *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
        now[0] = i;
        uint32_t least = i;
        for (uint32_t j = 1; j <= blen; j++) {
            uint32_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
            if (best < least)
                least = best;
        }
        *steps += blen;
        if (least > most + 1) /* a swap looks two rows back */
            return least;
    }
    return row[alen % 3][blen];
}

/* The word looked for, and the best so far. */
struct looking {
    uint32_t codes[longest_word];
    uint32_t len;
    uint64_t letters;
    const struct nearest_word_ *best;
    uint32_t least;
};

/* How far a word of LEN characters may be from the one that is looked for. */
static uint32_t limit_of(const struct looking *l, uint32_t len)
{
    uint32_t longer = l->len > len ? l->len : len;
    return longer < 2 ? 0 : longer / 3 ? longer / 3 : 1;
}

/* Whether W may be within MOST edits by its letters: each edit brings one in or takes one out, at most. */
static bool may_be(const struct looking *l, const struct nearest_word_ *w, uint32_t most)
{
    return bits(l->letters & ~w->letters) <= most && bits(w->letters & ~l->letters) <= most;
}

/* Looks at all words that are within MOST edits. */
static void look(struct nearest *index, struct looking *l, uint32_t most)
{
    for (size_t i = 0; i < index->len && index->spent < most_steps; i++) {
        const struct nearest_word_ *w = &index->words[i];
        uint32_t apart = w->len > l->len ? w->len - l->len : l->len - w->len;
        uint32_t limit = limit_of(l, w->len) < most ? limit_of(l, w->len) : most;
        if (l->best && l->least < limit)
            limit = l->least;
        index->spent++;
        if (apart > limit || limit == 0 || !may_be(l, w, limit))
            continue;
        uint32_t d = edits(l->codes, l->len, index->codes + w->first, w->len, limit, &index->spent);
        if (d <= limit &&
            (!l->best || d < l->least || (d == l->least && strcmp(w->text, l->best->text) < 0))) {
            l->least = d;
            l->best = w;
        }
    }
}

const char *nearest_find(struct nearest *index, const char *word)
{
    struct looking l = {.len = 0};
    l.len = code_points(word, l.codes);
    l.letters = letters_of(l.codes, l.len);
    uint32_t farthest = longest_word / 3;
    for (uint32_t most = 1; !l.best && index->spent < most_steps; most *= 2) {
        look(index, &l, most < farthest ? most : farthest);
        if (most >= farthest)
            break;
    }
    return l.best ? l.best->text : NULL;
}

const char *nearest_word(const char *word, const char *const *words, size_t count)
{
    struct nearest index;
    nearest_make(&index, words, count);
    const char *near = nearest_find(&index, word);
    nearest_free(&index);
    return near;
}
