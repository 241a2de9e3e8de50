#include "view/mask.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <string.h>

/* A dot that stands in a hidden name as it is; a full stop does among Han characters. */
static bool is_dot(uint32_t code, bool han)
{
    return fold_dot(code) && (han || (code != '.' && code != 0xFF0E && code != 0x2024 && code != 0xFE52));
}

/* The first code point of text that is known to be UTF-8. */
static uint32_t first_code(const char *text, size_t len)
{
    uint32_t code = 0xFFFD;
    utf8_decode(text, len, &code);
    return code;
}

bool mask_han(const char *name)
{
    for (size_t i = 0, len = strlen(name); i < len;) {
        uint32_t code;
        size_t n = utf8_decode(name + i, len - i, &code);
        if (n && utf8_han(code))
            return true;
        i += n ? n : 1;
    }
    return false;
}

size_t mask_characters(const char *name)
{
    size_t count = 0;
    bool han = mask_han(name);
    for (size_t i = 0, len = strlen(name); i < len;) {
        uint32_t code = first_code(name + i, len - i);
        count += !is_dot(code, han) && !fold_blank(code);
        i += utf8_cluster(name + i, len - i);
    }
    return count;
}

/* Does ACTION to the first of COUNT code points and drops the others. */
static void act(uint8_t *actions, size_t count, enum mask_action action)
{
    memset(actions, mask_drop, count);
    actions[0] = (uint8_t)action;
}

/* Keeps COUNT code points, with a star behind them. */
static void keep_with_star(uint8_t *actions, size_t count)
{
    memset(actions, mask_keep, count);
    actions[count - 1] = mask_keep_star;
}

/*
 * One walk over the characters for all ways of hiding. CHARACTERS is how many there are. In letters a word's
 * first character stays; in Han the first and, of three or more, the last; of a minor the first alone.
 */
void mask_actions(const char *name, enum mask how, uint8_t *actions)
{
    size_t len = strlen(name), characters = mask_characters(name), seen = 0;
    bool letters = !mask_han(name), word_begins = true;
    if (how == mask_none) {
        memset(actions, mask_keep, utf8_count(name, len));
        return;
    }
    for (size_t i = 0; i < len;) {
        size_t bytes = utf8_cluster(name + i, len - i), codes = utf8_count(name + i, bytes);
        uint32_t code = first_code(name + i, bytes);
        i += bytes;
        if (is_dot(code, !letters) || fold_blank(code)) {
            act(actions, codes, how == mask_minor && seen ? mask_drop : mask_keep);
            word_begins = true;
            actions += codes;
            continue;
        }
        seen++;
        if (characters == 1)
            act(actions, codes, mask_star);
        else if (how == mask_minor ? seen == 1 : letters && word_begins)
            keep_with_star(actions, codes);
        else if (how == mask_minor || letters)
            memset(actions, mask_drop, codes);
        else if (seen == 1 || (seen == characters && characters > 2))
            memset(actions, mask_keep, codes);
        else
            act(actions, codes, mask_star);
        word_begins = false;
        actions += codes;
    }
}

const char *mask_text(struct arena *arena, const char *name, enum mask how)
{
    size_t len = strlen(name), at = 0;
    uint8_t *actions = memory_new(utf8_count(name, len) + 1, sizeof *actions);
    struct buf out = {0};
    mask_actions(name, how, actions);
    for (size_t i = 0; i < len; at++) {
        size_t bytes = 1;
        while (i + bytes < len && ((unsigned char)name[i + bytes] & 0xC0) == 0x80)
            bytes++;
        if (actions[at] == mask_keep || actions[at] == mask_keep_star)
            buf_put(&out, name + i, bytes);
        if (actions[at] == mask_star || actions[at] == mask_keep_star)
            buf_putc(&out, '*');
        i += bytes;
    }
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    memory_free(actions);
    return text;
}

enum mask mask_of(const struct view *view, const struct household *household, bool minor)
{
    if (view->circle == circle_office)
        return mask_none;
    if (minor)
        return mask_minor;
    if (view->policy == shown_full ||
        (view->policy == shown_masked && household->consent <= view->ledger->date))
        return mask_none;
    return mask_name;
}

bool mask_head_minor(const struct household *household)
{
    for (uint32_t i = 0; i < household->members_len; i++)
        if (household->members[i].minor && fold_same(household->members[i].name.text, household->head.text))
            return true;
    return false;
}
