#include "clerk/import_cell.h"

#include "base/date.h"
#include "base/diag.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "clerk/typed_date.h"
#include "records/typed.h"
#include "yaml/insert.h"

#include <stdarg.h>
#include <string.h>

bool import_wrong(const struct import_at *at, const char *format, ...)
{
    struct buf text = {0};
    va_list args;
    va_start(args, format);
    buf_vprintf(&text, format, args);
    va_end(args);
    struct import_problem p = {.row = at->row, .column = at->column, .text = buf_take(&text)};
    memory_push(&at->im->problems, p);
    return false;
}

const char *import_say(const struct import_at *at, const char *message)
{
    return at->im->translate(message);
}

/* --- whose and what: ids, or names that are unique */

static void list_candidate(const struct records *r, uint32_t household, struct buf *list)
{
    const struct household *h = r->households[household];
    buf_printf(list, "%s%s (%s, %s)", list->len ? ", " : "", h->head.text, h->id,
               h->group == records_none ? "" : r->groups[h->group]->name);
}

/* The households whose head, or else a member, is called NAME: how many, and the last. */
static size_t households_named(const struct importing *im, const char *name, bool members, uint32_t *found,
                               struct buf *list)
{
    size_t count, number = 0;
    const struct named *named = named_find(&im->names, name, &count);
    for (size_t i = 0; i < count; i++) {
        if (named[i].kind != (members ? named_member : named_head))
            continue;
        uint32_t household = members ? im->records->residents[named[i].index]->household : named[i].index;
        if (number && household == *found)
            continue;
        *found = household;
        number++;
        list_candidate(im->records, household, list);
    }
    return number;
}

/* The head or member who may be meant by TEXT, which is nobody's name; NULL. */
static const char *nearest_person(const struct records *r, const char *text)
{
    const char **names = memory_new(r->households_len + r->residents_len + 1, sizeof *names);
    size_t count = 0;
    for (uint32_t i = 0; i < r->households_len; i++)
        names[count++] = r->households[i]->head.text;
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

/* Notes that no rule, reward or category has the id or title TEXT, and which title is near. */
static void no_title(const struct import_at *at, enum named_kind kind, const char *text)
{
    const struct records *r = at->im->records;
    const char **titles = memory_new(r->rules_len + r->rewards_len + r->categories_len + 1, sizeof *titles);
    size_t count = 0;
    for (uint32_t i = 0; kind == named_rule && i < r->rules_len; i++)
        titles[count++] = r->rules[i]->title;
    for (uint32_t i = 0; kind == named_reward && i < r->rewards_len; i++)
        titles[count++] = r->rewards[i]->title;
    for (uint32_t i = 0; kind == named_category && i < r->categories_len; i++)
        titles[count++] = r->categories[i]->title;
    const char *near = nearest_word(text, titles, count);
    if (near)
        import_wrong(at,
                     import_say(at, N_("nothing there has the id or the title \"%s\"; did you mean \"%s\"?")),
                     text, near);
    else
        import_wrong(at, import_say(at, N_("nothing there has the id or the title \"%s\"")), text);
    memory_free(titles);
}

bool import_find_household(const struct import_at *at, const char *text, uint32_t *household)
{
    struct buf list = {0};
    *household = typed_find(at->im->records, typed_household, text);
    bool right = *household != records_none;
    size_t count = right ? 1 : households_named(at->im, text, false, household, &list);
    if (!count)
        count = households_named(at->im, text, true, household, &list);
    if (count > 1)
        right = import_wrong(
            at,
            import_say(at,
                       N_("several households are called \"%s\": write the id of the one that is meant: %s")),
            text, buf_text(&list));
    else if (count == 0)
        right = no_household(at, text);
    else
        right = true;
    buf_free(&list);
    return right;
}

static bool find_resident(const struct import_at *at, const char *text, uint32_t *resident)
{
    const struct records *r = at->im->records;
    struct buf list = {0};
    size_t count = 0, number = 0;
    *resident = typed_find(r, typed_resident, text);
    if (*resident != records_none)
        return true;
    const struct named *named = named_find(&at->im->names, text, &count);
    for (size_t i = 0; i < count; i++)
        if (named[i].kind == named_member) {
            *resident = named[i].index;
            number++;
            buf_printf(&list, "%s%s (%s)", list.len ? ", " : "", text, r->residents[named[i].index]->id);
        }
    if (number > 1)
        import_wrong(
            at,
            import_say(at,
                       N_("several residents are called \"%s\": write the id of the one that is meant: %s")),
            text, buf_text(&list));
    else if (number == 0)
        import_wrong(at, import_say(at, N_("no resident \"%s\"")), text);
    buf_free(&list);
    return number == 1;
}

/* The id of what KIND of record TEXT is the id or the title of; NULL: noted why. */
static const char *find_titled(const struct import_at *at, enum named_kind kind, const char *text)
{
    const struct records *r = at->im->records;
    struct buf list = {0}, id = {0};
    size_t count = 0, number = 0;
    const char *found = NULL;
    fold_id(&id, text, strlen(text));
    const struct map *ids = kind == named_rule     ? &r->rule_ids
                            : kind == named_reward ? &r->reward_ids
                                                   : &r->category_ids;
    uint32_t index = map_find(ids, text);
    if (index == map_none)
        index = map_find(ids, buf_text(&id));
    if (index == map_none) /* "sweep 打扫公共区域" */
        index = map_find(ids, arena_text(at->im->arena, text, strcspn(text, " ")));
    const struct named by_id = {.kind = kind, .index = index};
    const struct named *named = index == map_none ? named_find(&at->im->names, text, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (named[i].kind == kind) {
            found = named_id(r, &named[i]);
            number++;
            buf_printf(&list, "%s%s", list.len ? ", " : "", found);
        }
    if (index != map_none)
        found = named_id(r, &by_id);
    else if (number == 0)
        no_title(at, kind, text);
    else if (number > 1)
        import_wrong(
            at, import_say(at, N_("several are called \"%s\": write the id of the one that is meant: %s")),
            text, buf_text(&list));
    buf_free(&list);
    buf_free(&id);
    return number == 1 || index != map_none ? found : NULL;
}

/* --- values */

void import_put_number(const char *text, struct buf *out)
{
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint32_t code = 0;
        size_t n = utf8_decode(text + i, len - i, &code);
        code = fold_code(code);
        if (fold_hyphen(code))
            code = '-';
        if (!fold_blank(code))
            buf_put_utf8(out, code);
        i += n ? n : 1;
    }
}

size_t import_next_name(const char *text, size_t *skip)
{
    static const char *const marks[] = {"、", "，", ",", ";", "；", "/", "\n", " ", "\t", "　"};
    for (size_t len = 0; text[len]; len++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (strncmp(text + len, marks[i], strlen(marks[i])) == 0) {
                *skip = strlen(marks[i]);
                return len;
            }
    *skip = 0;
    return strlen(text);
}

/* Households or residents, one or several. */
static bool put_who(const struct import_at *at, const char *text, bool residents, struct buf *out)
{
    struct buf list = {0};
    size_t count = 0, skip;
    bool right = true;
    uint32_t last = records_none;
    for (const char *p = text; *p;) {
        size_t len = import_next_name(p, &skip);
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

static bool put_flag(const struct import_at *at, const char *text, struct buf *out)
{
    static const char *const yes[] = {"是", "true", "yes", "y", "1", "有", "√", "✓", "对", NULL};
    static const char *const no[] = {"否", "false", "no", "n", "0", "无", "×", "x", "不", NULL};
    for (size_t i = 0; yes[i]; i++)
        if (fold_same(yes[i], text)) {
            buf_puts(out, at->im->chinese ? flag_words[true].zh : flag_words[true].name);
            return true;
        }
    for (size_t i = 0; no[i]; i++)
        if (fold_same(no[i], text)) {
            buf_puts(out, at->im->chinese ? flag_words[false].zh : flag_words[false].name);
            return true;
        }
    return import_wrong(at, import_say(at, N_("\"%s\" is neither yes nor no")), text);
}

static bool put_date(const struct import_at *at, const char *text, struct buf *out)
{
    int32_t day;
    char date[date_text_size];
    if (!typed_date(text, at->im->today, at->im->cells->from_1904, &day))
        return import_wrong(
            at, import_say(at, N_("\"%s\" is no date: write year-month-day, such as 2026-03-05")), text);
    date_format(day, date);
    buf_puts(out, date);
    return true;
}

/* Points as people type them: "5分" is 5, and "1-5", "1~5" and "1至5分" are a range. */
static void put_points(const char *text, struct buf *out)
{
    static const char *const between[] = {"-", "~", "～", "—", "至", "到"};
    static const char unit[] = "分";
    struct buf plain = {0}, value = {0};
    import_put_number(text, &plain);
    const char *p = buf_text(&plain);
    size_t len = plain.len, sign = *p == '-' || *p == '+', digits = strspn(p + sign, "0123456789.");
    if (digits && len > strlen(unit) && strcmp(p + len - strlen(unit), unit) == 0)
        len -= strlen(unit);
    size_t mark = 0;
    for (size_t i = 0; digits && !sign && digits < len && !mark && i < sizeof between / sizeof *between; i++)
        if (strncmp(p + digits, between[i], strlen(between[i])) == 0)
            mark = strlen(between[i]);
    buf_put(&value, p, mark ? digits : len);
    if (mark) {
        buf_puts(&value, "..");
        buf_put(&value, p + digits + mark, len - digits - mark);
    }
    insert_scalar(out, buf_text(&value));
    buf_free(&plain);
    buf_free(&value);
}

void import_put_text(const char *text, struct buf *out)
{
    struct buf line = {0};
    for (; *text; text++)
        buf_putc(&line, *text == '\n' || *text == '\r' || *text == '\t' ? ' ' : *text);
    insert_scalar(out, buf_text(&line));
    buf_free(&line);
}

bool import_put_value(const struct import_at *at, const struct field *field, const char *text,
                      struct buf *out)
{
    static const struct {
        const char *field;
        enum named_kind kind;
    } titled[] = {{"rule", named_rule}, {"reward", named_reward}, {"category", named_category}};
    for (size_t i = 0; i < sizeof titled / sizeof *titled; i++)
        if (strcmp(titled[i].field, field->name) == 0) {
            const char *id = find_titled(at, titled[i].kind, text);
            buf_puts(out, id ? id : "");
            return id != NULL;
        }
    bool party = at->im->kind == import_transfers &&
                 (strcmp(field->name, "from") == 0 || strcmp(field->name, "to") == 0);
    if (party || strcmp(field->name, "household") == 0 || strcmp(field->name, "resident") == 0)
        return put_who(at, text, strcmp(field->name, "resident") == 0, out);
    if (field->type == type_date)
        return put_date(at, text, out);
    if (field->type == type_flag)
        return put_flag(at, text, out);
    if (field->type == type_line || field->type == type_text || field->type == type_lines) {
        import_put_text(text, out);
        return true;
    }
    struct buf number = {0};
    if (at->im->kind == import_rules && strcmp(field->name, "points") == 0) {
        put_points(text, out);
        return true;
    }
    import_put_number(text, &number);
    insert_scalar(out, buf_text(&number));
    buf_free(&number);
    return true;
}
