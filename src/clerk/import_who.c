#include "clerk/import_who.h"

#include "base/diag.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "records/typed.h"

#include <string.h>

/* --- households */

static const char *group_name(const struct records *r, uint32_t household)
{
    uint32_t group = household == records_none ? records_none : r->households[household]->group;
    return group == records_none ? "" : r->groups[group]->name;
}

/* One of several who are called NAME: the ID to be written, and the group, which tells who it is. */
static void list_candidate(const struct import_at *at, const char *name, const char *id, uint32_t household,
                           struct buf *list)
{
    buf_puts(list, list->len ? import_say(at, N_(", ")) : "");
    buf_printf(list, import_say(at, N_("%s (%s, %s)")), name, id, group_name(at->im->records, household));
}

/* Whether HOUSEHOLD is none of those that the row's group leaves. */
static bool left_out(const struct import_at *at, uint32_t household)
{
    return at->group != records_none && household != records_none &&
           at->im->records->households[household]->group != at->group;
}

/* The households whose head, or else a member, is called NAME: how many, and the last; with GROUP only those
 * of the row's. */
static size_t households_named(const struct import_at *at, const char *name, bool members, bool group,
                               uint32_t *found, struct buf *list)
{
    const struct records *r = at->im->records;
    size_t count, number = 0;
    const struct named *named = named_find(&at->im->names, name, &count);
    for (size_t i = 0; i < count; i++) {
        if (named[i].kind != (members ? named_member : named_head))
            continue;
        uint32_t household = members ? r->residents[named[i].index]->household : named[i].index;
        if ((number && household == *found) || (group && left_out(at, household)))
            continue;
        *found = household;
        number++;
        list_candidate(at, r->households[household]->head.text, r->households[household]->id, household,
                       list);
    }
    return number;
}

/* Whether HOUSEHOLD is of the group that stands in the row, where one does; else notes that it is not. */
static bool in_group(const struct import_at *at, uint32_t household)
{
    const struct records *r = at->im->records;
    if (!at->group_sure || !left_out(at, household))
        return true;
    return import_wrong(at, import_say(at, N_("%s (%s) is of %s, and the row says %s")),
                        r->households[household]->head.text, r->households[household]->id,
                        group_name(r, household), r->groups[at->group]->name);
}

/* The head, member or id that may be meant by TEXT, which is none; NULL. */
static const char *nearest_person(const struct records *r, const char *text)
{
    const char **names = memory_new(2 * r->households_len + r->residents_len + 1, sizeof *names);
    size_t count = 0;
    for (uint32_t i = 0; i < r->households_len; i++) {
        names[count++] = r->households[i]->head.text;
        names[count++] = r->households[i]->id;
    }
    for (uint32_t i = 0; i < r->residents_len; i++)
        names[count++] = r->residents[i]->name.text;
    const char *near = nearest_word(text, names, count);
    memory_free(names);
    return near;
}

static bool no_household(const struct import_at *at, const char *text)
{
    const char *near = nearest_person(at->im->records, text);
    if (near)
        return import_wrong(at, import_say(at, N_("no household \"%s\"; did you mean \"%s\"?")), text, near);
    return import_wrong(at, import_say(at, N_("no household \"%s\"")), text);
}

bool import_find_household(const struct import_at *at, const char *text, uint32_t *household)
{
    struct buf list = {0};
    *household = typed_find(at->im->records, typed_household, text);
    bool right = *household != records_none;
    size_t count = right ? 1 : 0;
    for (int members = 0; !count && members < 2; members++) {
        count = households_named(at, text, members, false, household, &list);
        struct buf fewer = {0};
        uint32_t other = records_none;
        if (count > 1 && households_named(at, text, members, true, &other, &fewer) == 1) {
            *household = other;
            count = 1;
        }
        buf_free(&fewer);
    }
    if (count > 1)
        right = import_wrong(
            at,
            import_say(at,
                       N_("several households are called \"%s\": write the id of the one that is meant: %s")),
            text, buf_text(&list));
    else if (count == 0)
        right = no_household(at, text);
    else
        right = in_group(at, *household);
    buf_free(&list);
    return right;
}

/* The residents who are called NAME: how many, and the last; with GROUP only those of the row's. */
static size_t residents_named(const struct import_at *at, const char *name, bool group, uint32_t *found,
                              struct buf *list)
{
    const struct records *r = at->im->records;
    size_t count, number = 0;
    const struct named *named = named_find(&at->im->names, name, &count);
    for (size_t i = 0; i < count; i++) {
        if (named[i].kind != named_member)
            continue;
        const struct resident *resident = r->residents[named[i].index];
        if (group && left_out(at, resident->household))
            continue;
        *found = named[i].index;
        number++;
        list_candidate(at, name, resident->id, resident->household, list);
    }
    return number;
}

static bool find_resident(const struct import_at *at, const char *text, uint32_t *resident)
{
    const struct records *r = at->im->records;
    struct buf list = {0}, fewer = {0};
    *resident = typed_find(r, typed_resident, text);
    size_t count = *resident != records_none ? 1 : residents_named(at, text, false, resident, &list);
    uint32_t other = records_none;
    if (count > 1 && residents_named(at, text, true, &other, &fewer) == 1) {
        *resident = other;
        count = 1;
    }
    const char *near = count ? NULL : nearest_person(r, text);
    bool right = count == 1 && in_group(at, r->residents[*resident]->household);
    if (count > 1)
        import_wrong(
            at,
            import_say(at,
                       N_("several residents are called \"%s\": write the id of the one that is meant: %s")),
            text, buf_text(&list));
    else if (near)
        import_wrong(at, import_say(at, N_("no resident \"%s\"; did you mean \"%s\"?")), text, near);
    else if (count == 0)
        import_wrong(at, import_say(at, N_("no resident \"%s\"")), text);
    buf_free(&list);
    buf_free(&fewer);
    return right;
}

/* Whether the LEN bytes at TEXT are the id or name of a resident, or of a household or its head. */
static bool is_person(const struct import_at *at, const char *text, size_t len, bool residents)
{
    const char *name = arena_text(at->im->arena, text, len);
    struct buf list = {0};
    uint32_t found;
    bool is = residents ? typed_find(at->im->records, typed_resident, name) != records_none ||
                              residents_named(at, name, false, &found, &list) > 0
                        : typed_find(at->im->records, typed_household, name) != records_none ||
                              households_named(at, name, false, false, &found, &list) > 0;
    buf_free(&list);
    return is;
}

/* --- groups */

/* The number that TEXT, 1, 12, 一 or 十二, is; 0. */
static unsigned small_number(const char *text)
{
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    unsigned number = 0, last = 0;
    for (const char *p = text; *p;) {
        bool known = false;
        if (*p >= '0' && *p <= '9') {
            number = number * 10 + (unsigned)(*p++ - '0');
            known = number < 1000;
        } else if (strncmp(p, "十", strlen("十")) == 0) {
            number += (last ? last : 1) * 10;
            last = 0;
            p += strlen("十");
            known = number < 1000;
        }
        for (unsigned i = 0; !known && i < sizeof digits / sizeof *digits; i++)
            if (strncmp(p, digits[i], strlen(digits[i])) == 0) {
                last = i + 1;
                p += strlen(digits[i]);
                known = true;
            }
        if (!known)
            return 0;
    }
    return number + last;
}

/* The number of a group that is called by its number alone: 1, 1组, 第一组, 一组, 第1村民小组; 0. */
static unsigned group_number(const char *text)
{
    static const char *const ends[] = {"村民小组", "小组", "组", "网格", "社", "队"};
    static const char mark[] = "第";
    struct buf plain = {0};
    fold_put(&plain, text, strlen(text));
    const char *p = buf_text(&plain);
    size_t len = plain.len;
    if (strncmp(p, mark, strlen(mark)) == 0) {
        p += strlen(mark);
        len -= strlen(mark);
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (len > strlen(ends[i]) && strcmp(p + len - strlen(ends[i]), ends[i]) == 0) {
            len -= strlen(ends[i]);
            break;
        }
    struct buf digits = {0};
    buf_put(&digits, p, len);
    unsigned number = small_number(buf_text(&digits));
    buf_free(&digits);
    buf_free(&plain);
    return number;
}

/* NUMBER, below 100, as it is written in names: 四, 十二, 二十. */
static void put_number(unsigned number, struct buf *out)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number >= 20)
        buf_puts(out, digits[number / 10]);
    buf_puts(out, number >= 10 ? "十" : "");
    buf_puts(out, digits[number % 10]);
}

/* How many bytes at TEXT are a number, in digits or Han. */
static size_t number_length(const char *text)
{
    static const char *const marks[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    size_t len = strspn(text, "0123456789");
    for (size_t i = 0; len == 0 || i < sizeof marks / sizeof *marks; i++) {
        if (i == sizeof marks / sizeof *marks)
            break;
        if (strncmp(text + len, marks[i], strlen(marks[i])) == 0) {
            len += strlen(marks[i]);
            i = (size_t)-1; /* and once more behind it */
        }
    }
    return len;
}

void import_group_next(const char *name, struct buf *out)
{
    for (const char *p = name; *p; p++) {
        size_t len = number_length(p);
        if (!len)
            continue;
        struct buf digits = {0};
        buf_put(&digits, p, len);
        unsigned number = small_number(buf_text(&digits));
        buf_free(&digits);
        if (!number || number >= 99)
            return;
        buf_put(out, name, (size_t)(p - name));
        if (*p >= '0' && *p <= '9')
            buf_printf(out, "%u", number + 1);
        else
            put_number(number + 1, out);
        buf_puts(out, p + len);
        return;
    }
}

uint32_t import_group_called(const struct records *r, const char *text)
{
    uint32_t found = records_none;
    for (uint32_t i = 0; i < r->groups_len; i++)
        if (fold_same(r->groups[i]->id, text) || fold_same(r->groups[i]->name, text))
            return i;
    unsigned number = group_number(text);
    for (uint32_t i = 0; number && i < r->groups_len; i++)
        if (group_number(r->groups[i]->name) == number) {
            if (found != records_none)
                return records_none;
            found = i;
        }
    return found;
}

void import_list_groups(const struct import_at *at, struct buf *out)
{
    const struct records *r = at->im->records;
    for (uint32_t i = 0; i < r->groups_len; i++)
        buf_printf(out, "%s%s", i ? import_say(at, N_(", ")) : "", r->groups[i]->name);
}

/* --- several names in a cell */

/* Whether the character before or behind a blank is Han. */
static bool han_at(const char *text, size_t at, size_t len)
{
    uint32_t code = 0;
    return at < len && utf8_decode(text + at, len - at, &code) && utf8_han(code);
}

/* Where the character begins that ends before AT. */
static size_t before(const char *text, size_t at)
{
    while (at && ((unsigned char)text[--at] & 0xC0) == 0x80)
        ;
    return at;
}

/* Whether TEXT has a mark between names, and no blank needs to be one. */
static bool has_marks(const char *text)
{
    static const char *const marks[] = {"、", "，", ",", ";", "；", "/", "\n"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(text, marks[i]))
            return true;
    return false;
}

/* Whether blanks stand around a single character of TEXT, as in 张　三: they are within a name, then. */
static bool spaced_out(const char *text)
{
    size_t characters = 0, len = strlen(text);
    bool blanks = false;
    for (size_t i = 0; i <= len;) {
        uint32_t code = ' ';
        size_t n = i < len ? utf8_decode(text + i, len - i, &code) : 1;
        if (fold_blank(code)) {
            if (characters == 1 && han_at(text, before(text, i), len) && (blanks || i < len))
                return true;
            blanks = true;
            characters = 0;
        } else {
            characters++;
        }
        i += n ? n : 1;
    }
    return false;
}

const char *import_names(const struct importing *im, const char *text)
{
    struct buf out = {0};
    size_t len = strlen(text);
    bool within = has_marks(text) || spaced_out(text);
    for (size_t i = 0; i < len;) {
        uint32_t code = 0;
        size_t n = utf8_decode(text + i, len - i, &code), end = i + (n ? n : 1);
        while (n && fold_blank(code) && end < len) { /* all blanks that stand together */
            size_t more = utf8_decode(text + end, len - end, &code);
            if (!more || !fold_blank(code))
                break;
            end += more;
        }
        utf8_decode(text + i, len - i, &code);
        if (!n || !fold_blank(code))
            buf_put(&out, text + i, end - i);
        else if (!within || !i || !han_at(text, before(text, i), len) || !han_at(text, end, len))
            buf_putc(&out, ' ');
        i = end;
    }
    const char *kept = arena_text(im->arena, buf_text(&out), out.len);
    buf_free(&out);
    return kept;
}

/* Bytes of the mark that stands between names at TEXT, other than a blank; 0. */
static size_t mark_length(const char *text)
{
    static const char *const marks[] = {"、", "，", ",", ";", "；", "/", "\n", "\t"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* Bytes of the blank at TEXT; 0 where none stands there. */
static size_t blank_length(const char *text)
{
    uint32_t code = 0;
    size_t n = *text ? utf8_decode(text, strlen(text), &code) : 0;
    return n && fold_blank(code) ? n : 0;
}

/* Whether the word at TEXT, up to a blank or mark, is of letters that are no Han: half of Zhang Dashan. */
static bool is_letters(const char *text)
{
    const char *p = text;
    while (*p && !blank_length(p) && !mark_length(p)) {
        uint32_t code = 0;
        size_t n = utf8_decode(p, strlen(p), &code);
        if (!n || utf8_han(code) || (code >= '0' && code <= '9'))
            return false;
        p += n;
    }
    return p > text;
}

size_t import_next_name(const char *text, size_t *skip)
{
    const char *word = text; /* that stands before what is looked at */
    for (const char *p = text; *p; p++) {
        *skip = mark_length(p);
        if (*skip)
            return (size_t)(p - text);
        *skip = blank_length(p);
        if (*skip && !(is_letters(word) && is_letters(p + *skip)))
            return (size_t)(p - text);
        if (*skip)
            word = p + *skip;
    }
    *skip = 0;
    return strlen(text);
}

/*
 * The same of people who are in the village: where nobody is called what stands between two marks, as in
 * Zhang Dashan Li Xiuying, the longest part of it that somebody is called.
 */
static size_t next_person(const struct import_at *at, const char *text, bool residents, size_t *skip)
{
    size_t whole = import_next_name(text, skip), len = whole;
    while (len && !is_person(at, text, len, residents)) {
        while (len && !blank_length(text + --len))
            ;
        if (!len)
            return whole;
    }
    if (len < whole)
        *skip = blank_length(text + len);
    return len;
}

/* Whether each of the people in TEXT is, by id or name, a resident, or the head of a household. */
static bool all_are(const struct import_at *at, const char *text, bool residents)
{
    bool all = true;
    size_t skip;
    for (const char *p = import_names(at->im, text); all && *p;) {
        size_t len = next_person(at, p, residents, &skip);
        all = !len || is_person(at, p, len, residents);
        p += len + skip;
    }
    return all;
}

bool import_all_residents(const struct import_at *at, const char *text)
{
    return all_are(at, text, true);
}

bool import_all_heads(const struct import_at *at, const char *text)
{
    return all_are(at, text, false);
}

bool import_put_who(const struct import_at *at, const char *text, bool residents, struct buf *out)
{
    struct buf list = {0};
    size_t count = 0, skip;
    bool right = true;
    uint32_t last = records_none;
    for (const char *p = import_names(at->im, text); *p;) {
        size_t len = next_person(at, p, residents, &skip);
        uint32_t number;
        const char *name = arena_text(at->im->arena, p, len);
        p += len + skip;
        if (!len)
            continue;
        right = (residents ? find_resident(at, name, &number) : import_find_household(at, name, &number)) &&
                right;
        if (!right || number == last) /* "h001 张大山" names one household twice */
            continue;
        last = number;
        buf_printf(&list, "%s%s", count++ ? ", " : "",
                   residents ? at->im->records->residents[number]->id
                             : at->im->records->households[number]->id);
    }
    buf_printf(out, count > 1 ? "[%s]" : "%s", buf_text(&list));
    buf_free(&list);
    return right;
}
