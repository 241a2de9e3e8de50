#include "view/explained.h"

#include "base/points.h"
#include "explain/json.h"

#include <stdio.h>
#include <string.h>

/* An id as it stands in the records. */
static const char *id_text(const struct view *view, struct arena *arena, const struct detail *detail)
{
    struct buf id = {0};
    explain_reference_id(view->records, detail->name, detail->number, &id);
    const char *text = arena_copy(arena, buf_text(&id));
    buf_free(&id);
    return text;
}

static const char *document_text(const struct view *view, struct arena *arena, const char *document)
{
    return view_document(view, arena, view_text(view, arena, document, (struct place){0}, NULL));
}

/* A points list by who issued it and the number of its document, else by its level. */
static const char *list_text(const struct view *view, struct arena *arena, const struct rules_file *list)
{
    static const char *const levels[] = {[level_city] = "explained.list.city",
                                         [level_town] = "explained.list.town",
                                         [level_village] = "explained.list.village"};
    if (list->issuer && list->document)
        return words_format(view->words, arena, "explained.list.document",
                            view_text(view, arena, list->issuer, (struct place){0}, NULL),
                            document_text(view, arena, list->document), NULL);
    if (list->issuer || list->document)
        return list->issuer ? view_text(view, arena, list->issuer, (struct place){0}, NULL)
                            : document_text(view, arena, list->document);
    return words_get(view->words, levels[list->level]);
}

static const char *reference_text(const struct view *view, struct arena *arena, const struct detail *detail)
{
    const struct records *records = view->records;
    uint32_t index = (uint32_t)detail->number;
    switch (detail->name) {
    case detail_household:
    case detail_giver:
    case detail_receiver:
        return words_format(view->words, arena, "explained.household", view_household(view, index),
                            records->households[index]->id, NULL);
    case detail_resident:
        return view_resident(view, index);
    case detail_group:
        return view_text(view, arena, records->groups[index]->name, (struct place){0}, NULL);
    case detail_rule:
        return view_text(view, arena, records->rules[index]->title, (struct place){0}, NULL);
    case detail_category:
        return view_text(view, arena, records->categories[index]->title, (struct place){0}, NULL);
    case detail_list:
        return list_text(view, arena, records->lists[index]);
    case detail_entry:
        return view_entry_id(view, arena, index);
    case detail_meeting:
        return view_meeting_title(view, arena, index);
    case detail_reward:
        return view_text(view, arena, records->rewards[index]->title, (struct place){0}, NULL);
    default:
        return id_text(view, arena, detail);
    }
}

/* FROM to TO, as a month, quarter or year where it is a whole one. */
static const char *span_text(const struct view *view, struct arena *arena, int32_t from, int32_t to)
{
    const struct words *words = view->words;
    struct date_parts a = date_split(from), b = date_split(to);
    if (from == to)
        return words_date(words, arena, from);
    bool whole = a.year == b.year && a.day == 1 && b.day == date_month_days(b.year, b.month);
    if (whole && a.month == b.month)
        return words_month(words, arena, from);
    if (whole && a.month % 3 == 1 && b.month == a.month + 2)
        return words_quarter(words, arena, from);
    if (whole && a.month == 1 && b.month == 12)
        return words_format(words, arena, "explained.year", arena_printf(arena, "%d", a.year), NULL);
    return words_format(words, arena, "explained.span", words_date(words, arena, from),
                        words_date(words, arena, to), NULL);
}

/* Points with the word for them. */
static const char *points_text(const struct view *view, struct arena *arena, int64_t points)
{
    struct value_range one = {points, points, false};
    return words_value(view->words, arena, &one);
}

static const char *exact_text(struct arena *arena, int64_t number)
{
    struct buf out = {0};
    explain_exact(number < 0 ? -number : number, &out);
    const char *text = arena_printf(arena, "%s%s", number < 0 ? "\xE2\x88\x92" : "", buf_text(&out));
    buf_free(&out);
    return text;
}

static const char *limit_text(const struct view *view, struct arena *arena, const struct detail *detail)
{
    struct cap cap = {detail->number, (enum period)detail->high};
    struct caps caps = {&cap, 1};
    return detail->name == detail_quota ? words_quota(view->words, arena, &caps)
                                        : words_caps(view->words, arena, &caps);
}

static const char *range_text(const struct view *view, struct arena *arena, const struct detail *detail)
{
    struct value_range range = {detail->number, detail->high, detail->number != detail->high};
    return words_value(view->words, arena, &range);
}

static const char *words_of(const struct view *view, struct arena *arena, const struct detail *detail)
{
    if (detail->name ==
        detail_unit) /* the record format's own, where the rule says none, is a word of the output */
        return detail->node ? view_text(view, arena, detail->text, detail->node->place, NULL)
                            : words_format(view->words, arena, "unit.times", "1", NULL);
    struct place place = detail->node ? detail->node->place : (struct place){0};
    return view_text(view, arena, detail->text, place, NULL);
}

static const char *detail_text_of(const struct view *view, struct arena *arena, const struct detail *detail)
{
    switch (explain_detail_type(detail->name)) {
    case detail_is_reference:
        return reference_text(view, arena, detail);
    case detail_is_points:
        return detail->name == detail_times ? words_points(view->words, arena, detail->number, false)
                                            : points_text(view, arena, detail->number);
    case detail_is_value:
        return range_text(view, arena, detail);
    case detail_is_exact:
        return exact_text(arena, detail->number);
    case detail_is_date:
        return words_date(view->words, arena, (int32_t)detail->number);
    case detail_is_span:
        return span_text(view, arena, (int32_t)detail->number, (int32_t)detail->high);
    case detail_is_whole:
        return arena_printf(arena, "%lld", (long long)detail->number);
    case detail_is_cap:
        return limit_text(view, arena, detail);
    case detail_is_text:
        return words_of(view, arena, detail);
    }
    return "";
}

const char *explained_step(const struct view *view, struct arena *arena, const struct step *step)
{
    char key[64];
    const char *a[most_details] = {NULL};
    if ((step->kind == step_note || step->kind == step_grounds) && !view_private(view))
        return NULL;
    for (uint32_t i = 0; i < step->details_len; i++)
        a[i] = detail_text_of(view, arena, &step->details[i]);
    snprintf(key, sizeof key, "explain.%s", explain_step(step->kind));
    return words_format(view->words, arena, key, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], NULL);
}

struct explained_line explained_line(const struct view *view, struct arena *arena, const struct step *step)
{
    const struct detail *date = step_detail(step, detail_date), *amount = step_detail(step, detail_amount);
    const struct detail *balance = step_detail(step, detail_balance);
    struct explained_line line = {"", "", ""};
    if (!balance && step->kind == step_line_share)
        balance = step_detail(step, detail_points);
    if (date)
        line.date = words_iso(arena, (int32_t)date->number);
    if (amount)
        line.amount = words_points(view->words, arena, amount->number, amount->number != 0);
    if (amount && !balance)
        line.amount = words_format(view->words, arena, "explained.not_yet", line.amount, NULL);
    if (balance)
        line.balance = words_points(view->words, arena, balance->number, false);
    return line;
}

static void add_place(const struct view *view, struct buf *out, struct place place)
{
    if (out->len)
        buf_puts(out, words_get(view->words, "explained.comma"));
    buf_printf(out, "%s:%u", records_path(view->records, place.file), place.line);
}

const char *explained_place(const struct view *view, struct arena *arena, const struct step *step)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < step->details_len; i++) {
        const struct node *node = step->details[i].node;
        bool again = false;
        for (uint32_t k = 0; node && k < i; k++) {
            const struct node *other = step->details[k].node;
            again = again ||
                    (other && other->place.file == node->place.file && other->place.line == node->place.line);
        }
        if (node && !again)
            add_place(view, &out, node->place);
    }
    if (!out.len)
        add_place(view, &out, node_start(step->origin));
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

const char *explained_heading(const struct view *view, struct arena *arena,
                              const struct explanation *explanation)
{
    static const enum detail_name names[] = {
        [subject_entry] = detail_entry,         [subject_household] = detail_household,
        [subject_resident] = detail_resident,   [subject_claim] = detail_claim,
        [subject_objection] = detail_objection, [subject_redemption] = detail_redemption,
        [subject_transfer] = detail_transfer,   [subject_group] = detail_group};
    struct detail detail = {.name = names[explanation->subject], .number = explanation->index};
    char key[64];
    snprintf(key, sizeof key, "explained.heading.%s", explain_subject(explanation->subject));
    return words_format(view->words, arena, key, detail_text_of(view, arena, &detail),
                        words_date(view->words, arena, view->ledger->date), NULL);
}

const char *explained_section(const struct view *view, struct arena *arena, const struct section *section)
{
    char key[64];
    snprintf(key, sizeof key, "explained.section.%s", explain_section(section->kind));
    return words_format(view->words, arena, key, arena_printf(arena, "%d", section->cycle), NULL);
}
