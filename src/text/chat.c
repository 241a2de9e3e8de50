#include "text/chat.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "view/days.h"

#include <string.h>

/* --- messages */

/* Bytes of TEXT that MOST characters may take: as far as a mark of pause where there is one in the second
 * half, and never within a character as people see it. */
static size_t part_of(const char *text, size_t most)
{
    static const char *const pauses[] = {"。", "；", "，", "、", ". ", ", ", " "};
    size_t len = strlen(text), end = 0, best = 0;
    for (size_t count = 0; end < len;) {
        size_t step = utf8_cluster(text + end, len - end);
        count += utf8_count(text + end, step);
        if (count > most && end > 0)
            break;
        end += step;
        for (size_t i = 0; count * 2 > most && i < sizeof pauses / sizeof *pauses; i++) {
            size_t size = strlen(pauses[i]);
            if (end >= size && memcmp(text + end - size, pauses[i], size) == 0)
                best = end;
        }
    }
    return end < len && best > 0 ? best : end;
}

struct pieces {
    const char **items;
    size_t len;
    size_t cap;
};

/* Parts what is longer than ROOM characters. */
static void pieces_add(const struct texting *t, const char *line, size_t room, struct pieces *pieces)
{
    do {
        size_t len = utf8_count(line, strlen(line)) > room ? part_of(line, room) : strlen(line);
        const char *piece = arena_text(t->arena, line, len);
        memory_push(pieces, piece);
        line += len;
    } while (*line);
}

/* How many messages PIECES make with ROOM characters each; where OUT is not NULL they are put there, as
 * messages of ALL. */
static size_t messages_put(const struct texting *t, const char *title, const struct pieces *pieces,
                           size_t room, size_t all, struct buf *out)
{
    size_t number = 0, left = 0;
    for (size_t i = 0; i < pieces->len; i++) {
        size_t wants = utf8_count(pieces->items[i], strlen(pieces->items[i])) + 1;
        if (number == 0 || wants > left) {
            number++;
            left = room;
            if (out && number > 1)
                buf_puts(out, "\n\n");
            if (out && all > 1)
                buf_printf(out, "%s\n",
                           words_format(t->words, t->arena, "chat.part", title,
                                        arena_printf(t->arena, "%zu", number),
                                        arena_printf(t->arena, "%zu", all), NULL));
            else if (out)
                buf_printf(out, "%s\n", title);
        }
        left -= wants < left ? wants : left;
        if (out)
            buf_printf(out, "%s\n", pieces->items[i]);
    }
    return number;
}

/*
 * Puts a file for a chat group behind what is in OUT: TITLE, then the LEN LINES, then ADDRESS on a line of
 * its own where it is not NULL. What is longer than a message is parted between lines, or within one behind a
 * mark of pause; two blank lines stand between messages, each of which begins with the title.
 */
static void chat_put(const struct texting *t, const char *title, const char *const *lines, size_t len,
                     const char *address, struct buf *out)
{
    enum { of_part = 24 /* characters that say which message it is of how many */ };
    size_t head = part_of(title, chat_longest / 2);
    title = arena_text(t->arena, title, head);
    size_t room = chat_longest - utf8_count(title, head) - of_part;
    struct pieces pieces = {0};
    for (size_t i = 0; i < len; i++)
        pieces_add(t, lines[i], room - 1, &pieces);
    if (address)
        memory_push(&pieces, address);
    messages_put(t, title, &pieces, room, messages_put(t, title, &pieces, room, 0, NULL), out);
    memory_free(pieces.items);
}

/* --- what they say */

static void say(struct pieces *lines, const char *line)
{
    memory_push(lines, line);
}

static const char *number(const struct texting *t, uint64_t count)
{
    return arena_printf(t->arena, "%llu", (unsigned long long)count);
}

static const char *address_of(const struct texting *t, const char *page)
{
    const char *url = t->records->village.url;
    return url ? arena_printf(t->arena, "%s/%s", url, page) : NULL;
}

/* A household by its id and NAME; by the id alone where the policy has no name. */
static const char *who(const struct texting *t, uint32_t household, const char *name)
{
    const char *id = t->records->households[household]->id;
    return strcmp(id, name) == 0 ? id : arena_printf(t->arena, "%s %s", id, name);
}

/* An entry of a notice: who, for what, how much. */
static const char *entry_line(const struct texting *t, uint32_t index)
{
    const struct entry *entry = &t->records->entries[index];
    const struct posting *posting = &t->view->ledger->postings[index];
    const struct rule *rule = t->records->rules[entry->rule];
    const char *note = posting->status == status_suspended ? words_get(t->words, "chat.suspended")
                       : posting->status == status_void    ? words_get(t->words, "chat.void")
                                                           : "";
    return words_format(t->words, t->arena, "chat.entry",
                        who(t, entry->household, view_entry_name(t->view, index)),
                        view_text(t->view, t->arena, rule->title, (struct place){0}, NULL),
                        words_points(t->words, t->arena, posting->credited, true), note, NULL);
}

/* How many entries and answers there are that no line tells of. */
static void say_sums(const struct texting *t, uint32_t meeting, struct pieces *lines)
{
    struct notice_sums sums;
    view_notice_sums(t->view, meeting, &sums);
    const struct {
        const char *key;
        uint32_t count;
    } counts[] = {{"chat.warnings", sums.counted},
                  {"chat.corrections", sums.corrections},
                  {"chat.objections", sums.objections},
                  {"chat.refused", sums.refused},
                  {"chat.transfers", sums.transfers}};
    if (sums.listed)
        say(lines, words_format(t->words, t->arena, "chat.entries", number(t, sums.listed),
                                number(t, sums.households), NULL));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].count)
            say(lines, words_format(t->words, t->arena, counts[i].key, number(t, counts[i].count), NULL));
}

/* Whom to object to, until when. */
static void say_objecting(const struct texting *t, const struct meeting *meeting, struct pieces *lines)
{
    const struct notice_terms *terms = &t->records->village.notice;
    const char *day = words_date(t->words, t->arena, meeting->notice_last);
    const char *contact = terms->contact ? facts_text(t, terms->contact, &terms->record, "contact") : NULL;
    const char *phone = terms->phone ? facts_text(t, terms->phone, &terms->record, "phone") : NULL;
    if (contact && phone)
        say(lines, words_format(t->words, t->arena, "chat.object_phone", day, contact, phone, NULL));
    else if (contact)
        say(lines, words_format(t->words, t->arena, "chat.object", day, contact, NULL));
}

void chat_notice(const struct texting *t, uint32_t index, struct buf *out)
{
    const struct meeting *m = t->records->meetings[index];
    struct pieces lines = {0};
    if (m->title)
        facts_text(t, m->title, &m->record, "title");
    const char *title = words_format(t->words, t->arena, "chat.notice", t->records->village.name,
                                     view_meeting_title(t->view, t->arena, index), NULL);
    say(&lines, words_format(t->words, t->arena, "chat.span",
                             words_span_counted(t->words, t->arena, m->noticed, m->notice_last), NULL));
    say_sums(t, index, &lines);
    say_objecting(t, m, &lines);
    for (uint32_t i = 0; i < m->entries; i++)
        if (view_lists(t->view, m->first_entry + i))
            say(&lines, entry_line(t, m->first_entry + i));
    chat_put(t, title, lines.items, lines.len, address_of(t, arena_printf(t->arena, "notices/%s/", m->id)),
             out);
    memory_free(lines.items);
}

void chat_month(const struct texting *t, const struct month_result *month, struct buf *out)
{
    struct pieces lines = {0};
    const char *title = words_format(t->words, t->arena, "chat.month", t->records->village.name,
                                     words_month(t->words, t->arena, month->from), NULL);
    say(&lines, words_format(t->words, t->arena, "chat.month_sum", number(t, month->len),
                             words_points(t->words, t->arena, month->total, false),
                             words_date(t->words, t->arena, t->date), NULL));
    if (month->unsettled)
        say(&lines, words_get(t->words, "chat.unsettled"));
    for (uint32_t i = 0; i < month->len; i++) {
        const struct month_row *row = &month->rows[i];
        say(&lines, words_format(t->words, t->arena, "chat.household",
                                 who(t, row->household, view_household(t->view, row->household)),
                                 words_points(t->words, t->arena, row->points, false), NULL));
    }
    chat_put(t, title, lines.items, lines.len, address_of(t, "ranking/"), out);
    memory_free(lines.items);
}

static const char *day_title(const struct texting *t, const struct village_event *e)
{
    return e->title ? facts_text(t, e->title, &e->record, "title") : view_day_title(t->view, t->arena, e);
}

/* The next review, before which claims are to be declared: where and when. */
static const char *review_line(const struct texting *t, const struct village_event *e)
{
    const char *where = view_day_where(t->view, t->arena, e);
    return words_format(t->words, t->arena, *where ? "chat.claims_where" : "chat.claims",
                        words_date(t->words, t->arena, e->date), day_title(t, e), where, NULL);
}

/* A day that the village has named: where and when. */
static const char *day_line(const struct texting *t, const struct village_event *e)
{
    const char *title = day_title(t, e);
    const char *place = e->place ? facts_text(t, e->place, &e->record, "place") : "";
    const char *hours = e->hours ? facts_text(t, e->hours, &e->record, "hours") : "";
    return words_format(t->words, t->arena, *place || *hours ? "chat.day_place" : "chat.day",
                        words_date(t->words, t->arena, e->date), title, place, hours, NULL);
}

void chat_reminders(const struct texting *t, const struct reminders *r, struct buf *out)
{
    struct pieces lines = {0};
    const char *title = words_format(t->words, t->arena, "chat.reminders", t->records->village.name, NULL);
    for (uint32_t i = 0; i < r->ending_len; i++)
        say(&lines, words_format(t->words, t->arena, "chat.ending",
                                 view_meeting_title(t->view, t->arena, r->ending[i]),
                                 words_date(t->words, t->arena, t->date + 1), NULL));
    if (r->review)
        say(&lines, review_line(t, r->review));
    if (r->review_by < date_last)
        say(&lines, words_format(t->words, t->arena, "chat.review",
                                 words_date(t->words, t->arena, r->review_by), NULL));
    for (uint32_t i = 0; i < r->days_len; i++)
        say(&lines, day_line(t, r->days[i]));
    if (lines.len)
        chat_put(t, title, lines.items, lines.len, t->records->village.url, out);
    memory_free(lines.items);
}
