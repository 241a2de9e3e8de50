#include "history/compare.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "history/words.h"

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
    if (same_value(field->value, value) || field->guard == guard_free || field->guard == guard_ends)
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

/* Facts by kind and what they are within. */
struct parts {
    struct map first; /* → the first */
    uint32_t *next;   /* of each: the next such; map_none */
};

struct comparing {
    const struct facts *before, *after;
    struct fact_index index; /* of AFTER */
    struct fact_index old;   /* of BEFORE */
    int32_t date;
    char today[date_text_size];
    char then[date_text_size]; /* the day of BEFORE */
    struct findings *findings;
    struct arena arena;
    struct map said;         /* what stands for others that follow from it */
    struct parts parts, was; /* of AFTER, of BEFORE */
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
    return arena_printf(
        arena, "%c%s", 'a' + (int)fact->kind,
        (fact->kind == fact_entry || fact->kind == fact_transfer) && fact->within ? fact->within : "");
}

/* Whether a fact has its id from its place or its file, so that another id may be the same fact. */
static bool is_placed(enum fact_kind kind)
{
    return kind == fact_entry || kind == fact_transfer || kind == fact_redemption ||
           kind == fact_disclosure || kind == fact_meeting;
}

static void index_parts(struct arena *arena, const struct facts *facts, struct parts *parts)
{
    parts->next = memory_new(facts->len + 1, sizeof *parts->next);
    for (size_t i = facts->len; i-- > 0;) {
        const struct fact *fact = &facts->items[i];
        parts->next[i] = map_none;
        if (!is_placed(fact->kind))
            continue;
        const char *key = part_key(arena, fact);
        parts->next[i] = map_find(&parts->first, key);
        map_set(&parts->first, key, strlen(key), (uint32_t)i);
    }
}

/* One of AFTER that says what BEFORE said, under an id that was not there before or said something else. */
static const struct fact *find_moved(struct comparing *c, const struct fact *before)
{
    uint32_t i = map_find(&c->parts.first, part_key(&c->arena, before));
    for (; i != map_none; i = c->parts.next[i]) {
        const struct fact *after = &c->after->items[i];
        if (strcmp(after->id, before->id) == 0 || find_altered(before, after, by_itself))
            continue;
        const struct fact *old = fact_find(c->before, &c->old, after->kind, after->id);
        if (!old || (before->kind != fact_meeting && find_altered(old, after, by_itself)))
            return after;
    }
    return NULL;
}

/* Whether AFTER, under the id of BEFORE, is what stood in another place before and stands there no more: then
 * what BEFORE said was taken out, and others moved up. */
static bool is_taken_over(struct comparing *c, const struct fact *before, const struct fact *after)
{
    uint32_t i = map_find(&c->was.first, part_key(&c->arena, before));
    for (; i != map_none; i = c->was.next[i]) {
        const struct fact *other = &c->before->items[i];
        if (other == before || find_altered(other, after, by_itself))
            continue;
        const struct fact *now = fact_find(c->after, &c->index, other->kind, other->id);
        if (!now || find_altered(other, now, by_itself))
            return true;
    }
    return false;
}

/* The line for many that an entry is one of, as an id: MEETING/N of MEETING/N/WHO; NULL. */
static const char *line_of(struct arena *arena, const struct fact *fact)
{
    const char *place = fact->kind == fact_entry && fact->within ? fact->id + strlen(fact->within) + 1 : "";
    const char *slash = strchr(place, '/');
    return slash ? arena_text(arena, fact->id, (size_t)(slash - fact->id)) : NULL;
}

/* Whether nothing that stood in LINE of BEFORE's meeting is there still: the line was taken out as a whole.
 */
static bool is_line_gone(struct comparing *c, const struct fact *before, const char *line)
{
    unsigned count = 0;
    uint32_t i = map_find(&c->was.first, part_key(&c->arena, before));
    for (; i != map_none; i = c->was.next[i]) {
        const struct fact *other = &c->before->items[i];
        const char *own = line_of(&c->arena, other);
        if (!own || strcmp(own, line) != 0)
            continue;
        const struct fact *now = fact_find(c->after, &c->index, fact_entry, other->id);
        if ((now && !find_altered(other, now, by_itself)) || find_moved(c, other))
            return false;
        count++;
    }
    return count > 1;
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

/* The last day of AFTER, where it may not be another than BEFORE had: that one has passed, or it lies before
 * the day of that version, which knew of none so early; NULL. */
static const struct fact_field *find_end(const struct comparing *c, const struct fact *before,
                                         const struct fact *after)
{
    for (uint32_t i = 0; i < after->len; i++) {
        const char *now = after->fields[i].value;
        const char *old = fact_value(before, after->fields[i].name);
        if (after->fields[i].guard == guard_ends && !same_value(old, now) &&
            ((old && strcmp(old, c->today) < 0) || (now && strcmp(now, c->then) < 0)))
            return &after->fields[i];
    }
    return NULL;
}

/* What BEFORE is a part of, for what is said of others in it: entries and points passed on stand in lists of
 * their own. */
static const char *list_of(struct comparing *c, const struct fact *before)
{
    const char *within = before->within ? before->within : "";
    return before->kind == fact_transfer ? arena_printf(&c->arena, "%s/t", within) : within;
}

/* Of what has another id now: once for all of a meeting or file, and not where it only moved up to the place
 * of what was taken out before it. */
static void report_moved(struct comparing *c, const struct fact *before, const struct fact *moved)
{
    const char *within = list_of(c, before);
    if (before->kind == fact_disclosure) /* no other record names it */
        return;
    if (before->kind == fact_meeting) {
        is_first(c, "removed", before->id);
        add(c, found_renamed, before, moved, NULL);
    } else if (strcmp(before->path, moved->path) != 0 && before->kind == fact_redemption) {
        if (is_first(c, "renamed", before->path))
            add(c, found_renamed, before, moved, NULL);
    } else if (!was_said(c, "taken", within) && is_first(c, "moved", within)) {
        add(c, found_moved, before, moved, NULL);
    }
}

/* Of an entry or redemption that is gone; of a line for many, that is gone, once. */
static void report_removed_part(struct comparing *c, const struct fact *before)
{
    const char *line = line_of(&c->arena, before);
    if (line && is_line_gone(c, before, line) && !is_first(c, "line", line))
        return;
    is_first(c, "taken", list_of(c, before));
    add(c, found_removed, before, NULL, NULL);
    if (line && was_said(c, "line", line))
        c->findings->items[c->findings->len - 1].line = strlen(line);
}

static void compare_one(struct comparing *c, const struct fact *before)
{
    if (before->since == date_last || before->since > c->date ||
        (before->within && was_said(c, "removed", before->within)))
        return;
    const struct fact *after = fact_find(c->after, &c->index, before->kind, before->id);
    if (before->kind == fact_claim &&
        !after) /* approved since then: it is an entry, too, and told of there */
        return;
    const struct fact_field *field = after ? find_altered(before, after, by_itself) : NULL;
    const struct fact_field *end = after ? find_end(c, before, after) : NULL;
    if (after && !field && !end) {
        field = find_altered(before, after, by_others);
        if (field && !is_explained(c, before))
            add(c, found_altered, before, after, field);
        if (before->kind == fact_household && is_reused(c, before, after))
            add(c, found_reused, before, after, NULL);
        return;
    }
    const struct fact *moved =
        is_placed(before->kind) && !(before->kind == fact_meeting && after) ? find_moved(c, before) : NULL;
    if (moved) {
        report_moved(c, before, moved);
        return;
    }
    if (after && is_placed(before->kind) && is_taken_over(c, before, after))
        after = NULL;
    if (!after &&
        (before->kind == fact_entry || before->kind == fact_transfer || before->kind == fact_redemption)) {
        report_removed_part(c, before);
        return;
    }
    if (before->kind == fact_rule || before->kind == fact_adjustment)
        is_first(c, "rule", before->kind == fact_rule ? before->id : before->within);
    if (!after && before->kind == fact_meeting)
        is_first(c, "removed", before->id);
    add(c, after ? found_altered : found_removed, before, after, field ? field : end);
    c->findings->items[c->findings->len - 1].ends = end != NULL;
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

/* Warns of entries, and of points passed on, that were added to a meeting of before when its notice had
 * ended.
 */
static void find_late(struct comparing *c, int32_t notice_days)
{
    for (size_t i = 0; i < c->after->len; i++) {
        const struct fact *after = &c->after->items[i];
        if ((after->kind != fact_entry && after->kind != fact_transfer) || after->since == date_last ||
            after->since + notice_days > c->date ||
            !fact_find(c->before, &c->old, fact_meeting, after->within) ||
            fact_find(c->before, &c->old, after->kind, after->id) || was_said(c, "moved", list_of(c, after)))
            continue;
        add(c, found_late, NULL, after, NULL);
    }
}

void facts_compare(const struct facts *before, const struct facts *after, int32_t then, int32_t date,
                   int32_t notice_days, struct findings *findings)
{
    struct comparing c = {.before = before, .after = after, .date = date, .findings = findings};
    date_format(date, c.today);
    date_format(then < date ? then : date, c.then);
    fact_index_make(after, &c.index);
    fact_index_make(before, &c.old);
    index_parts(&c.arena, after, &c.parts);
    index_parts(&c.arena, before, &c.was);
    /* A rule's own finding stands for those of its entries, and a meeting's for what it decided. */
    for (size_t i = 0; i < before->len; i++)
        compare_one(&c, &before->items[i]);
    compare_order(&c);
    find_late(&c, notice_days);
    fact_index_free(&c.index);
    fact_index_free(&c.old);
    map_free(&c.said);
    map_free(&c.parts.first);
    map_free(&c.was.first);
    memory_free(c.parts.next);
    memory_free(c.was.next);
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

/* How a difference is told: of which kind of fact, in which language. */
struct telling {
    enum fact_kind kind;
    bool chinese;
    struct buf out;
};

static void put_field_value(const struct telling *t, const struct fact_field *field, bool chinese,
                            const char *value, struct buf *out)
{
    struct buf text = {0};
    if (value && chinese)
        fact_value_in_chinese(t->kind, field, value, &text);
    put_value(value && chinese ? buf_text(&text) : value, out);
    buf_free(&text);
}

/* How much of two values is not shown: the items or lines that both begin with, where either is too long. */
static size_t common_beginning(const char *before, const char *after)
{
    size_t common = 0;
    if (utf8_count(before, strlen(before)) <= longest_value &&
        utf8_count(after, strlen(after)) <= longest_value)
        return 0;
    for (size_t i = 0; before[i] && before[i] == after[i]; i++)
        if (before[i] == '\n')
            common = i + 1;
    return common;
}

/* BEFORE and AFTER: one of them may be NULL, where there is no such value. */
static void put_difference(struct telling *t, const struct fact_field *before, const struct fact_field *after)
{
    const struct fact_field *field = after && after->value ? after : before ? before : after;
    bool chinese;
    const char *old = before ? before->value : NULL, *now = after ? after->value : NULL;
    size_t common = old && now ? common_beginning(old, now) : 0;
    buf_printf(&t->out, "%s%s: %s", t->out.len ? "; " : "", fact_called(t->kind, field, t->chinese, &chinese),
               common ? "…, " : "");
    put_field_value(t, field, chinese, old ? old + common : NULL, &t->out);
    buf_printf(&t->out, " → %s", common ? "…, " : "");
    put_field_value(t, field, chinese, now ? now + common : NULL, &t->out);
}

void fact_differences(const struct fact *before, const struct fact *after, bool chinese, struct buf *out)
{
    struct telling t = {.kind = before->kind, .chinese = chinese};
    for (uint32_t i = 0; i < before->len; i++) {
        const struct fact_field *field = &before->fields[i], *now = field_of(after, field->name);
        if (!same_value(field->value, now ? now->value : NULL))
            put_difference(&t, field, now);
    }
    for (uint32_t i = 0; i < after->len; i++)
        if (after->fields[i].value && !field_of(before, after->fields[i].name))
            put_difference(&t, NULL, &after->fields[i]);
    buf_puts(out, buf_text(&t.out));
    buf_free(&t.out);
}

void fact_values(const struct fact *fact, bool chinese, struct buf *out)
{
    struct telling t = {.kind = fact->kind, .chinese = chinese};
    for (uint32_t i = 0; i < fact->len; i++) {
        const struct fact_field *field = &fact->fields[i];
        bool own;
        if (!field->value)
            continue;
        buf_printf(&t.out, "%s%s: ", t.out.len ? "; " : "", fact_called(fact->kind, field, chinese, &own));
        put_field_value(&t, field, own, field->value, &t.out);
    }
    buf_puts(out, buf_text(&t.out));
    buf_free(&t.out);
}

void finding_differences(const struct finding *finding, bool chinese, struct buf *out)
{
    const struct fact *before = finding->before, *after = finding->after;
    struct telling t = {.kind = before->kind, .chinese = chinese};
    for (uint32_t i = 0; i < before->len; i++)
        if (is_altered(&before->fields[i], after) || (finding->ends && before->fields[i].guard == guard_ends))
            put_difference(&t, &before->fields[i], field_of(after, before->fields[i].name));
    for (uint32_t i = 0; i < after->len; i++)
        if (after->fields[i].value && after->fields[i].guard == guard_fixed &&
            !field_of(before, after->fields[i].name))
            put_difference(&t, NULL, &after->fields[i]);
    buf_puts(out, buf_text(&t.out));
    buf_free(&t.out);
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

bool fact_renamed(const struct fact *before, const struct fact *after)
{
    return before->kind == after->kind && strcmp(before->id, after->id) != 0 &&
           !find_altered(before, after, by_itself);
}
