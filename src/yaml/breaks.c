#include "yaml/breaks.h"

#include <string.h>

static const char *const kinds[breaks_kinds] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

/* Whether WORD begins at byte AT of TEXT. */
static bool stands_at(const char *text, size_t len, size_t at, const char *word)
{
    size_t n = strlen(word);
    return len - at >= n && memcmp(text + at, word, n) == 0;
}

static bool contains(const char *text, size_t len, const char *word)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] == word[0] && stands_at(text, len, i, word))
            return true;
    return false;
}

/* Takes characters from U+F0000 on, which nobody uses, that TEXT does not have. */
static void choose(struct breaks *breaks, const char *text, size_t len)
{
    unsigned next = 0;
    for (int k = 0; k < breaks_kinds; k++) {
        char *stand_in = breaks->stand_ins[k];
        do {
            const unsigned char bytes[] = {0xF3, 0xB0, (unsigned char)(0x80 + next / 64 % 64),
                                           (unsigned char)(0x80 + next % 64), 0};
            memcpy(stand_in, bytes, sizeof bytes);
            next++;
        } while (contains(text, len, stand_in) && next < 64 * 64);
    }
}

const char *breaks_hide(struct breaks *breaks, struct arena *arena, const char *text, size_t *len)
{
    size_t count = 0;
    *breaks = (struct breaks){0};
    for (size_t i = 0; i < *len; i++) {
        if (text[i] != kinds[0][0] && text[i] != kinds[1][0]) /* the others begin as one of these */
            continue;
        for (int k = 0; k < breaks_kinds; k++)
            count += stands_at(text, *len, i, kinds[k]);
    }
    if (!count)
        return text;
    breaks->any = true;
    choose(breaks, text, *len);
    char *copy = arena_new(arena, char, *len + 2 * count); /* a stand-in has at most two bytes more */
    size_t out = 0;
    for (size_t i = 0; i < *len;) {
        int k = 0;
        while (k < breaks_kinds && !stands_at(text, *len, i, kinds[k]))
            k++;
        if (k == breaks_kinds) {
            copy[out++] = text[i++];
            continue;
        }
        memcpy(copy + out, breaks->stand_ins[k], 4);
        out += 4;
        i += strlen(kinds[k]);
    }
    *len = out;
    return copy;
}

size_t breaks_restore(const struct breaks *breaks, char *text, size_t len)
{
    size_t out = 0;
    for (size_t i = 0; i < len;) {
        int k = 0;
        while (k < breaks_kinds && !stands_at(text, len, i, breaks->stand_ins[k]))
            k++;
        if (k == breaks_kinds) {
            text[out++] = text[i++];
            continue;
        }
        memcpy(text + out, kinds[k], strlen(kinds[k]));
        out += strlen(kinds[k]);
        i += 4;
    }
    text[out] = '\0';
    return out;
}
