#include "clerk/import_cell.h"

#include "base/date.h"
#include "base/diag.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "clerk/import_who.h"
#include "clerk/typed_date.h"
#include "clerk/typed_points.h"
#include "records/typed.h"
#include "yaml/insert.h"

#include <stdio.h>
#include <string.h>

/* --- what: ids, or titles that are unique */

/* What there is of KIND to choose from: its ids and titles behind WORDS; how many. */
static size_t titles_of(const struct records *r, enum named_kind kind, const char **words)
{
    size_t count = 0;
    for (uint32_t i = 0; kind == named_rule && i < r->rules_len; i++) {
        words[count++] = r->rules[i]->title;
        words[count++] = r->rules[i]->id;
    }
    for (uint32_t i = 0; kind == named_reward && i < r->rewards_len; i++) {
        words[count++] = r->rewards[i]->title;
        words[count++] = r->rewards[i]->id;
    }
    for (uint32_t i = 0; kind == named_category && i < r->categories_len; i++) {
        words[count++] = r->categories[i]->title;
        words[count++] = r->categories[i]->id;
    }
    return count;
}

/* The only one of the COUNT words that has TEXT in it; NULL. */
static const char *only_with(const char *text, const char *const *words, size_t count)
{
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!strstr(words[i], text))
            continue;
        if (found)
            return NULL;
        found = words[i];
    }
    return found;
}

/* Notes that no rule, reward or category has the id or title TEXT, and which is near, or which there are. */
static void no_title(const struct import_at *at, enum named_kind kind, const char *text)
{
    enum { few = 12 };
    const struct records *r = at->im->records;
    const char **words =
        memory_new(2 * ((size_t)r->rules_len + r->rewards_len + r->categories_len) + 1, sizeof *words);
    size_t count = titles_of(r, kind, words);
    const char *near = nearest_word(text, words, count);
    struct buf list = {0};
    near = near ? near : only_with(text, words, count);
    for (size_t i = 0; !near && count <= few * 2 && i < count; i += 2)
        buf_printf(&list, "%s%s", i ? import_say(at, N_(", ")) : "", words[i]);
    if (near)
        import_wrong(at,
                     import_say(at, N_("nothing there has the id or the title \"%s\"; did you mean \"%s\"?")),
                     text, near);
    else if (list.len && kind == named_category)
        import_wrong(at,
                     import_say(at, N_("no category \"%s\"; there are %s (gongshi new category makes one)")),
                     text, buf_text(&list));
    else if (list.len)
        import_wrong(at, import_say(at, N_("nothing there has the id or the title \"%s\"; there are %s")),
                     text, buf_text(&list));
    else
        import_wrong(at, import_say(at, N_("nothing there has the id or the title \"%s\"")), text);
    memory_free(words);
    buf_free(&list);
}

uint32_t import_rule_called(const struct importing *im, const char *text)
{
    size_t count = 0, number = 0;
    uint32_t rule = typed_find(im->records, typed_rule, text);
    if (rule == records_none) /* "sweep 打扫公共区域" */
        rule = typed_find(im->records, typed_rule, arena_text(im->arena, text, strcspn(text, " ")));
    const struct named *named = rule == records_none ? named_find(&im->names, text, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (named[i].kind == named_rule) {
            rule = named[i].index;
            number++;
        }
    return number > 1 ? records_none : rule;
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
            buf_printf(&list, "%s%s", list.len ? import_say(at, N_(", ")) : "", found);
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

/* Whether TEXT is written as a date is, though there is no such day. */
static bool is_no_day(const char *text)
{
    struct buf plain = {0};
    int year, month, day, end = 0;
    typed_number(text, &plain);
    bool is = sscanf(buf_text(&plain), "%4d%*[-/.]%2d%*[-/.]%2d%n", &year, &month, &day, &end) == 3 &&
              (size_t)end == plain.len && year >= 1900 && year <= 2199 && month >= 1 && month <= 12 &&
              day >= 1 && day <= 31;
    buf_free(&plain);
    return is;
}

static bool put_date(const struct import_at *at, const struct field *field, const char *text, struct buf *out)
{
    int32_t day;
    char date[date_text_size];
    bool deed = at->im->kind == import_meeting && strcmp(field->name, "date") == 0;
    if (typed_date(text, deed ? at->im->date : at->im->today, at->im->cells->from_1904, &day)) {
        date_format(day, date);
        buf_puts(out, date);
        return true;
    }
    if (is_no_day(text))
        return import_wrong(at, import_say(at, N_("\"%s\" is no date: there is no such day")), text);
    return import_wrong(at, import_say(at, N_("\"%s\" is no date: write year-month-day, such as 2026-03-05")),
                        text);
}

/* --- numbers */

/* TEXT without UNIT at its end, where that is all that stands behind the number. */
static bool drop_unit(struct buf *number, const char *unit)
{
    size_t len = strlen(unit), digits = strspn(buf_text(number), "0123456789.");
    if (!len || !digits || number->len != digits + len || strcmp(buf_text(number) + digits, unit) != 0)
        return false;
    buf_cut(number, digits);
    return true;
}

/* How many times, or how many of a thing: "3次", "1.5小时" of a rule that counts hours, "2袋". */
static void put_count(const struct import_at *at, const char *text, struct buf *out)
{
    static const char *const measures[] = {"份", "袋", "瓶", "个", "件", "包", "桶",
                                           "盒", "条", "双", "套", "块", "张", "次"};
    struct buf number = {0};
    typed_number(text, &number);
    if (at->im->kind == import_redemptions) {
        for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
            if (drop_unit(&number, measures[i]))
                break;
    } else if (!drop_unit(&number, "次") && at->rule != records_none &&
               at->im->records->rules[at->rule]->unit) {
        drop_unit(&number, at->im->records->rules[at->rule]->unit);
    }
    insert_scalar(out, buf_text(&number));
    buf_free(&number);
}

/* A number stands without quotes, whatever its sign. */
static void put_plain(const struct buf *number, struct buf *out)
{
    const char *p = buf_text(number);
    if (*p == '-' && p[1] >= '0' && p[1] <= '9' && !p[1 + strspn(p + 1, "0123456789.-")])
        buf_puts(out, p);
    else
        insert_scalar(out, p);
}

static void put_points(const struct import_at *at, const char *text, struct buf *out)
{
    struct buf value = {0}, unit = {0};
    if (at->im->kind == import_rules)
        typed_points(text, &value, &unit);
    else
        typed_number(text, &value);
    if (at->im->kind != import_rules)
        drop_unit(&value, "分");
    put_plain(&value, out);
    buf_free(&value);
    buf_free(&unit);
}

static void put_number(const struct import_at *at, const struct field *field, const char *text,
                       struct buf *out)
{
    struct buf number = {0};
    if (strcmp(field->name, "points") == 0) {
        put_points(at, text, out);
    } else if (strcmp(field->name, "times") == 0 || strcmp(field->name, "quantity") == 0) {
        put_count(at, text, out);
    } else if (strcmp(field->name, "cap") != 0 || !typed_cap(text, at->im->chinese, out)) {
        typed_number(text, &number);
        insert_scalar(out, buf_text(&number));
    }
    buf_free(&number);
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
        return import_put_who(at, text, strcmp(field->name, "resident") == 0, out);
    if (field->type == type_date)
        return put_date(at, field, text, out);
    if (field->type == type_flag)
        return put_flag(at, text, out);
    if (field->type == type_line || field->type == type_text || field->type == type_lines) {
        bool name = strcmp(field->name, "head") == 0;
        import_put_text(name ? import_names(at->im, text) : text, out);
        return true;
    }
    put_number(at, field, text, out);
    return true;
}
