#include "history/compare.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool same_value(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether the list BEFORE is the beginning of AFTER. */
static bool has_grown(const char *before, const char *after)
{
    size_t len = before ? strlen(before) : 0;
    return len == 0 ||
           (after && strncmp(before, after, len) == 0 && (after[len] == '\0' || after[len] == '\n'));
}

static const struct fact_field *field_of(const struct fact *fact, const char *name)
{
    for (uint32_t i = 0; i < fact->len; i++)
        if (strcmp(fact->fields[i].name, name) == 0)
            return &fact->fields[i];
    return NULL;
}

/* Whether FIELD of a fact has been altered in AFTER, as its guard forbids it. */
static bool is_altered(const struct fact_field *field, const struct fact *after)
{
    const struct fact_field *now = field_of(after, field->name);
    const char *value = now ? now->value : NULL;
    if (same_value(field->value, value) || field->guard == guard_free)
        return false;
    return field->guard != guard_grows || !has_grown(field->value, value);
}

/* The first of BEFORE's fields under one of the GUARDS (bits) that was altered; NULL. */
static const struct fact_field *find_altered(const struct fact *before, const struct fact *after,
                                             unsigned guards)
{
    for (uint32_t i = 0; i < before->len; i++)
        if ((guards >> before->fields[i].guard & 1) && is_altered(&before->fields[i], after))
            return &before->fields[i];
    /* What was not there before is altered as well where it is now: entries by scores, for instance. */
    for (uint32_t i = 0; i < after->len; i++)
        if ((guards >> after->fields[i].guard & 1) && after->fields[i].value &&
            after->fields[i].guard != guard_grows && !field_of(before, after->fields[i].name))
            return &after->fields[i];
    return NULL;
}

enum { by_itself = 1 << guard_fixed | 1 << guard_grows, by_others = 1 << guard_follows };

struct comparing {
    const struct facts *before, *after;
    struct fact_index index; /* of AFTER */
    struct fact_index old;   /* of BEFORE */
    int32_t date;
    struct findings *findings;
    struct arena arena;
    struct map said;  /* what stands for others that follow from it */
    struct map parts; /* kind and what a fact is within → the first such of AFTER */
    uint32_t *next;   /* of AFTER: the next of the same kind within the same; map_none */
};

static void add(struct comparing *c, enum finding_kind kind, const struct fact *before,
                const struct fact *after, const struct fact_field *field)
{
    struct finding finding = {.kind = kind, .before = before, .after = after};
    if (field && after)
        finding.field = field_of(after, field->name);
    memory_push(c->findings, finding);
}

/* Whether KIND of finding about the thing NAME is said for the first time. */
static bool is_first(struct comparing *c, const char *kind, const char *name)
{
    const char *key = arena_printf(&c->arena, "%s %s", kind, name);
    return map_put(&c->said, key, strlen(key), 1) == map_none;
}

static bool was_said(struct comparing *c, const char *kind, const char *name)
{
    const char *key = arena_printf(&c->arena, "%s %s", kind, name);
    return map_find(&c->said, key) != map_none;
}

/* --- what has moved */

static const char *part_key(struct arena *arena, const struct fact *fact)
{
    return arena_printf(arena, "%c%s", 'a' + (int)fact->kind,
                        fact->kind == fact_disclosure ? ""
                        : fact->within                ? fact->within
                                                      : "");
}

static void index_parts(struct comparing *c)
{
    c->next = memory_new(c->after->len + 1, sizeof *c->next);
    for (size_t i = c->after->len; i-- > 0;) {
        const struct fact *fact = &c->after->items[i];
        c->next[i] = map_none;
        if (fact->kind != fact_entry && fact->kind != fact_redemption && fact->kind != fact_disclosure)
            continue;
        const char *key = part_key(&c->arena, fact);
        c->next[i] = map_find(&c->parts, key);
        map_set(&c->parts, key, strlen(key), (uint32_t)i);
    }
}

/* One of AFTER that says what BEFORE said, under an id that was not there before or said something else. */
static const struct fact *find_moved(struct comparing *c, const struct fact *before)
{
    uint32_t i = map_find(&c->parts, part_key(&c->arena, before));
    for (; i != map_none; i = c->next[i]) {
        const struct fact *after = &c->after->items[i];
        if (strcmp(after->id, before->id) == 0 || find_altered(before, after, by_itself))
            continue;
        const struct fact *old = fact_find(c->before, &c->old, after->kind, after->id);
        if (!old || find_altered(old, after, by_itself))
            return after;
    }
    return NULL;
}

/* --- kinds with rules of their own */

/* Calls for each name of a household, its head's first: how many of them CHOSEN has too. */
static unsigned names_in(const struct fact *household, const struct fact *other, unsigned *all)
{
    const char *members = fact_value(household, "members"), *head = fact_value(household, "head");
    const char *others = fact_value(other, "members"), *chief = fact_value(other, "head");
    struct buf haystack = {0};
    buf_printf(&haystack, "\n%s\n", chief ? chief : "");
    for (const char *p = others; p && *p; p += strcspn(p, "\n"), p += *p == '\n') {
        size_t id = strcspn(p, " \n"), len = strcspn(p, "\n");
        if (id < len)
            buf_printf(&haystack, "%.*s\n", (int)(len - id - 1), p + id + 1);
    }
    unsigned found = 0;
    *all = 0;
    for (int round = 0; round < 2; round++)
        for (const char *p = round ? members : head; p && *p; p += strcspn(p, "\n"), p += *p == '\n') {
            size_t id = round ? strcspn(p, " \n") + 1 : 0, len = strcspn(p, "\n");
            char name[512];
            if (id >= len + 1)
                continue;
            snprintf(name, sizeof name, "\n%.*s\n", (int)(len - id), p + id);
            if (round && head && strncmp(p + id, head, len - id) == 0 && head[len - id] == '\0')
                continue; /* the head is a member too */
            ++*all;
            found += strstr(buf_text(&haystack), name) != NULL;
        }
    buf_free(&haystack);
    return found;
}

/*
 * Whether the id of a household stands for another one now: nobody of it is the same. Where but a single name
 * is known on either side that may be a slip mended, or a new head: then it is another one if that name was
 * another household's.
 */
static bool is_reused(struct comparing *c, const struct fact *before, const struct fact *after)
{
    unsigned all, others;
    if (names_in(before, after, &all) > 0)
        return false;
    names_in(after, before, &others);
    if (all > 1 && others > 1)
        return true;
    const char *head = fact_value(after, "head");
    for (size_t i = 0; head && i < c->before->len; i++) {
        const struct fact *other = &c->before->items[i];
        if (other->kind != fact_household || strcmp(other->id, before->id) == 0 ||
            !same_value(fact_value(other, "head"), head))
            continue;
        const struct fact *now = fact_find(c->after, &c->index, fact_household, other->id);
        if (!now || !same_value(fact_value(now, "head"), head))
            return true;
    }
    return false;
}

/* Whether a finding about what BEFORE follows from has said enough already. */
static bool is_explained(struct comparing *c, const struct fact *before)
{
    const char *source = fact_value(before, before->kind == fact_entry ? "rule" : "reward");
    return source && (was_said(c, "rule", source) || !is_first(c, "worth", source));
}

static void compare_one(struct comparing *c, const struct fact *before)
{
    bool part = before->kind == fact_entry || before->kind == fact_redemption;
    if (before->since == date_last || before->since > c->date ||
        (before->within && was_said(c, "removed", before->within)))
        return;
    const struct fact *after = fact_find(c->after, &c->index, before->kind, before->id);
    if (before->kind == fact_claim &&
        !after) /* approved since then: it is an entry, too, and told of there */
        return;
    const struct fact_field *field = after ? find_altered(before, after, by_itself) : NULL;
    if (after && !field) {
        field = find_altered(before, after, by_others);
        if (field && !is_explained(c, before))
            add(c, found_altered, before, after, field);
        if (before->kind == fact_household && is_reused(c, before, after))
            add(c, found_reused, before, after, NULL);
        return;
    }
    const struct fact *moved = part || before->kind == fact_disclosure ? find_moved(c, before) : NULL;
    if (moved && before->kind == fact_disclosure)
        return;
    if (moved) {
        if (is_first(c, "moved", before->within ? before->within : ""))
            add(c, found_moved, before, moved, NULL);
        return;
    }
    if (before->kind == fact_rule || before->kind == fact_adjustment)
        is_first(c, "rule", before->kind == fact_rule ? before->id : before->within);
    if (!after && before->kind == fact_meeting)
        is_first(c, "removed", before->id);
    add(c, after ? found_altered : found_removed, before, after, field);
}

/* Whether the entries of each meeting stand in the order that they stood in. */
static void compare_order(struct comparing *c)
{
    const char *meeting = NULL;
    const struct fact *last = NULL;
    for (size_t i = 0; i < c->before->len; i++) {
        const struct fact *before = &c->before->items[i];
        if (before->kind != fact_entry || before->since > c->date)
            continue;
        const struct fact *after = fact_find(c->after, &c->index, fact_entry, before->id);
        if (!after || find_altered(before, after, by_itself))
            continue;
        if (!meeting || strcmp(meeting, before->within) != 0)
            last = NULL;
        meeting = before->within;
        if (last && after < last && is_first(c, "order", meeting))
            add(c, found_reordered, before, after, NULL);
        last = after;
    }
}

/* Warns of entries that were added to a meeting of before when its notice had ended. */
static void find_late(struct comparing *c, int32_t notice_days)
{
    for (size_t i = 0; i < c->after->len; i++) {
        const struct fact *after = &c->after->items[i];
        if (after->kind != fact_entry || after->since == date_last || after->since + notice_days > c->date ||
            !fact_find(c->before, &c->old, fact_meeting, after->within) ||
            fact_find(c->before, &c->old, fact_entry, after->id) || was_said(c, "moved", after->within))
            continue;
        add(c, found_late, NULL, after, NULL);
    }
}

void facts_compare(const struct facts *before, const struct facts *after, int32_t date, int32_t notice_days,
                   struct findings *findings)
{
    struct comparing c = {.before = before, .after = after, .date = date, .findings = findings};
    fact_index_make(after, &c.index);
    fact_index_make(before, &c.old);
    index_parts(&c);
    /* A rule's own finding stands for those of its entries, and a meeting's for what it decided. */
    for (size_t i = 0; i < before->len; i++)
        compare_one(&c, &before->items[i]);
    compare_order(&c);
    find_late(&c, notice_days);
    fact_index_free(&c.index);
    fact_index_free(&c.old);
    map_free(&c.said);
    map_free(&c.parts);
    memory_free(c.next);
    arena_free(&c.arena);
}

/* --- differences as text */

enum { longest_value = 60 }; /* characters of a value that are shown */

/* A value on one line, cut where it is long; "-" for none. */
static void put_value(const char *value, struct buf *out)
{
    if (!value) {
        buf_putc(out, '-');
        return;
    }
    size_t len = strlen(value), i = 0;
    for (unsigned count = 0; i < len && count < longest_value; count++) {
        uint32_t code;
        size_t n = utf8_decode(value + i, len - i, &code);
        if (n == 0)
            n = 1;
        if (value[i] == '\n')
            buf_puts(out, i + 1 < len ? ", " : "");
        else
            buf_put(out, value + i, n);
        i += n;
    }
    if (i < len)
        buf_puts(out, "…");
}

/* BEFORE and AFTER: one of them may be NULL, where there is no such value. */
static void put_difference(const struct fact_field *before, const struct fact_field *after, struct buf *out)
{
    const struct fact_field *field = after && after->value ? after : before ? before : after;
    buf_printf(out, "%s%s: ", out->len ? "; " : "", field->label);
    put_value(before ? before->value : NULL, out);
    buf_puts(out, " → ");
    put_value(after ? after->value : NULL, out);
}

void fact_differences(const struct fact *before, const struct fact *after, struct buf *out)
{
    struct buf text = {0};
    for (uint32_t i = 0; i < before->len; i++) {
        const struct fact_field *field = &before->fields[i], *now = field_of(after, field->name);
        if (!same_value(field->value, now ? now->value : NULL))
            put_difference(field, now, &text);
    }
    for (uint32_t i = 0; i < after->len; i++)
        if (after->fields[i].value && !field_of(before, after->fields[i].name))
            put_difference(NULL, &after->fields[i], &text);
    buf_puts(out, buf_text(&text));
    buf_free(&text);
}

void fact_values(const struct fact *fact, struct buf *out)
{
    struct buf text = {0};
    for (uint32_t i = 0; i < fact->len; i++) {
        if (!fact->fields[i].value)
            continue;
        buf_printf(&text, "%s%s: ", text.len ? "; " : "", fact->fields[i].label);
        put_value(fact->fields[i].value, &text);
    }
    buf_puts(out, buf_text(&text));
    buf_free(&text);
}

void finding_differences(const struct finding *finding, struct buf *out)
{
    struct buf text = {0};
    const struct fact *before = finding->before, *after = finding->after;
    for (uint32_t i = 0; i < before->len; i++)
        if (is_altered(&before->fields[i], after))
            put_difference(&before->fields[i], field_of(after, before->fields[i].name), &text);
    for (uint32_t i = 0; i < after->len; i++)
        if (after->fields[i].value && after->fields[i].guard == guard_fixed &&
            !field_of(before, after->fields[i].name))
            put_difference(NULL, &after->fields[i], &text);
    buf_puts(out, buf_text(&text));
    buf_free(&text);
}

bool fact_same(const struct fact *a, const struct fact *b)
{
    for (uint32_t i = 0; i < a->len; i++)
        if (!same_value(a->fields[i].value, fact_value(b, a->fields[i].name)))
            return false;
    for (uint32_t i = 0; i < b->len; i++)
        if (b->fields[i].value && !field_of(a, b->fields[i].name))
            return false;
    return true;
}
