#include "led/led.h"

#include "base/memory.h"
#include "base/points.h"
#include "led/encode.h"
#include "led/pages.h"
#include "ledger/standing.h"
#include "view/days.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { first_households = 10 };

/* The word by which the records name PART. */
static const char *led_part_word(enum screen_part part)
{
    static const char *const words[] = {"welcome", "notices", "ranking", "honours", "rewards", "news"};
    return words[part];
}

/* What a feed is composed with. */
struct composer {
    const struct led_input *input;
    const struct view *view;
    const struct words *words;
    const struct records *records;
    const struct ledger *ledger;
    const struct screen *screen;
    struct led_encoder *encoder;
    struct arena *arena;
    struct diags *diags;
    struct thoughts {
        struct led_thought *items;
        size_t len;
        size_t cap;
    } thoughts;
    enum screen_part part; /* that is being composed */
};

/* Where FIELD of RECORD stands; the beginning of the first file where it was not written down. */
static struct place field_place(const struct record *record, const char *field)
{
    return record->node ? node_place(record->node, field) : (struct place){.line = 1, .column = 1, .span = 1};
}

/* The same, at the screen where the record was not written down. */
static struct place place_of(const struct composer *c, const struct record *record, const char *field)
{
    return field_place(record->node ? record : &c->screen->record, field);
}

/* TEXT as the screen can write it. */
static const char *clean(const struct composer *c, const char *text, struct place place)
{
    const char *known = led_clean(c->encoder, c->arena, text, place, c->diags);
    return c->screen->controller == controller_file ? known : led_without_escapes(c->arena, known);
}

/* A text of the records, as the view shows it and the screen can write it. */
static const char *shown(const struct composer *c, const char *text, struct place place)
{
    return clean(c, view_text(c->view, c->arena, text, place, c->diags), place);
}

/* Words of the theme: what is wrong with them is told at the screen. */
static const char *clean_word(const struct composer *c, const char *text)
{
    return clean(c, text, place_of(c, &c->screen->record, "encoding"));
}

static const char *word(const struct composer *c, const char *key)
{
    return clean_word(c, words_get(c->words, key));
}

static const char *points(const struct composer *c, const char *key, int64_t hundredths)
{
    char number[points_text_size];
    points_format(hundredths, number);
    return clean_word(c, words_format(c->words, c->arena, key, number, NULL));
}

static const char *number(const struct composer *c, const char *key, uint64_t count)
{
    const char *text = arena_printf(c->arena, "%llu", (unsigned long long)count);
    return clean_word(c, words_format(c->words, c->arena, key, text, NULL));
}

static void begin(struct composer *c)
{
    struct led_thought thought = {.part = c->part, .about = led_part_word(c->part), .until = date_last};
    memory_push(&c->thoughts, thought);
}

static struct led_thought *last(struct composer *c)
{
    return &c->thoughts.items[c->thoughts.len - 1];
}

/* What was said so far opens the thought; what follows stands under HEAD on later pages. */
static void open_list(struct composer *c, struct led_line head, bool named)
{
    last(c)->opening = last(c)->len;
    last(c)->head = head;
    last(c)->named = named;
}

static void say_line(struct composer *c, const char *text, const char *value)
{
    struct led_line line = {.text = text, .value = value};
    memory_push(last(c), line);
}

static void say_centred(struct composer *c, const char *text)
{
    struct led_line line = {.text = text, .centre = true};
    memory_push(last(c), line);
}

static const char *household_name(const struct composer *c, uint32_t household)
{
    return clean(c, view_household(c->view, c->arena, household),
                 place_of(c, &c->records->households[household]->record, "head"));
}

/* Whose sign it is, then the welcome; only the first where ONLY_NAME. A welcome that begins with the name
 * goes on on the next row. */
static void welcome_say(struct composer *c, bool only_name)
{
    const struct village *village = &c->records->village;
    const char *name = clean(c, village->name, place_of(c, &village->record, "name"));
    begin(c);
    if (only_name) {
        say_centred(c, name);
        return;
    }
    const char *welcome = c->screen->welcome
                              ? shown(c, c->screen->welcome, place_of(c, &c->screen->record, "welcome"))
                              : clean_word(c, words_format(c->words, c->arena, "led.welcome", name, NULL));
    if (strncmp(welcome, name, strlen(name)) == 0 && c->screen->rows > 1) {
        say_centred(c, name);
        say_centred(c, welcome + strlen(name));
        return;
    }
    if (!strstr(welcome, name))
        say_centred(c, name);
    say_centred(c, welcome);
}

/* What begins is about the notice of MEETING. */
static void begin_notice(struct composer *c, uint32_t meeting)
{
    begin(c);
    last(c)->about =
        arena_printf(c->arena, "%s/%s", led_part_word(c->part), c->records->meetings[meeting]->id);
    last(c)->until = c->records->meetings[meeting]->notice_last;
}

/* A line that says how many of something there are, where there are any. */
static void say_count(struct composer *c, const char *key, const char *unit, uint32_t count)
{
    if (count)
        say_line(c, word(c, key), number(c, unit, count));
}

/* What a notice puts up, in numbers. */
static void sums_say(struct composer *c, uint32_t meeting)
{
    struct notice_sums sums;
    view_notice_sums(c->view, meeting, &sums);
    if (!sums.listed && !sums.counted && !sums.corrections && !sums.objections && !sums.refused &&
        !sums.transfers)
        return; /* nothing that may be said */
    begin_notice(c, meeting);
    say_count(c, "led.notice_entries", "led.entries", sums.listed - sums.voided);
    say_count(c, "led.notice_suspended", "led.entries", sums.suspended);
    say_count(c, "led.notice_void", "led.entries", sums.voided);
    say_count(c, "led.notice_warnings", "led.entries", sums.counted);
    say_count(c, "led.notice_corrections", "led.pieces", sums.corrections);
    say_count(c, "led.notice_objections", "led.pieces", sums.objections);
    say_count(c, "led.notice_claims", "led.pieces", sums.refused);
    say_count(c, "led.notice_transfers", "led.pieces", sums.transfers);
}

/* A notice that runs: which meeting's and until when; how many entries; whom to object to. */
static void notice_say(struct composer *c, uint32_t index)
{
    const struct meeting *meeting = c->records->meetings[index];
    const struct village *village = &c->records->village;
    begin_notice(c, index);
    if (meeting->title) /* the policy of screens may mask what the site shows: warned of here too */
        view_text(c->view, c->arena, meeting->title, node_text_place(node_get(meeting->record.node, "title")),
                  c->diags);
    say_line(c,
             clean(c, view_meeting_title(c->view, c->arena, index), place_of(c, &meeting->record, "title")),
             NULL);
    say_line(c, word(c, "led.notice_until"),
             clean_word(c, words_day(c->words, c->arena, meeting->notice_last)));
    last(c)->opening = 2;
    sums_say(c, index);
    if (meeting->entries && (village->notice.contact || village->notice.phone)) {
        begin_notice(c, index);
        say_line(c, word(c, "led.object_to"), NULL);
        if (village->notice.contact)
            say_line(c, shown(c, village->notice.contact, place_of(c, &village->notice.record, "contact")),
                     NULL);
        if (village->notice.phone)
            say_line(c, word(c, "led.phone"),
                     shown(c, village->notice.phone, place_of(c, &village->notice.record, "phone")));
    }
}

static void notices_say(struct composer *c)
{
    bool any = false;
    for (uint32_t i = c->records->meetings_len; i-- > 0;) /* the latest first */
        if (view_notice_runs(c->view, i)) {
            notice_say(c, i);
            any = true;
        }
    if (!any) {
        begin(c);
        say_line(c, word(c, "led.no_notice"), NULL);
    }
}

static const char *cycle_name(const struct composer *c, const struct cycle *cycle, const char *key)
{
    const char *id = arena_printf(c->arena, "%d", cycle->id);
    return clean_word(c, words_format(c->words, c->arena, key, id, NULL));
}

/* Whether who has won what in the cycle may still change. */
static bool unsettled(const struct composer *c, const struct cycle *cycle)
{
    return cycle->to > c->ledger->date || view_unsettled(c->view, cycle->from, cycle->to) > 0;
}

/* The first ten households of the cycle that have earned something in it. */
static void ranking_say(struct composer *c)
{
    const struct cycle *cycle = ledger_current(c->ledger);
    const struct account **ranked = arena_new(c->arena, const struct account *, cycle->accounts_len + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        if (cycle->accounts[i].rank && cycle->accounts[i].earned > cycle->accounts[i].base)
            ranked[len++] = &cycle->accounts[i];
    standing_sort(ranked, len);
    begin(c);
    struct led_line title = {.text = cycle_name(c, cycle, "led.ranking"),
                             .value = len > 0 && unsettled(c, cycle) ? word(c, "led.provisional") : NULL};
    say_line(c, title.text, title.value);
    if (len > 0)
        say_line(c, word(c, "led.as_of"), clean_word(c, words_day(c->words, c->arena, c->ledger->date)));
    else
        say_line(c, word(c, "led.no_points"), NULL);
    open_list(c, title, false);
    last(c)->list = true;
    for (uint32_t i = 0; i < len && i < first_households; i++)
        say_line(c, arena_printf(c->arena, "%u %s", ranked[i]->rank, household_name(c, ranked[i]->household)),
                 points(c, "led.points", ranked[i]->earned));
}

/* An honour and who won it: the title with how many there are, the names below it, on each page under the
 * title. WHEN: the period within the cycle; NULL: all of it. PROVISIONAL: who has won may change. */
static void honour_say(struct composer *c, const char *when, bool provisional, const struct reward *honour,
                       const uint32_t *households, uint32_t count)
{
    struct led_line title = {.text = shown(c, honour->title, place_of(c, &honour->record, "title")),
                             .value = provisional ? word(c, "led.provisional") : NULL};
    begin(c);
    if (when)
        say_line(c, when, title.value);
    say_line(c, title.text, number(c, "led.households", count));
    open_list(c, title, true);
    struct buf names = {0};
    for (uint32_t i = 0; i < count; i++)
        buf_printf(&names, "%s%s", i > 0 ? " " : "", household_name(c, households[i]));
    struct led_line line = {.text = arena_copy(c->arena, buf_text(&names)), .names = true};
    memory_push(last(c), line);
    buf_free(&names);
}

/* Honours of the last period of a kind that is over and in which something was won. */
static void period_honours_say(struct composer *c, const struct cycle *cycle, enum per per)
{
    const struct period_result *period = standing_last_won(cycle, per, c->ledger->date);
    if (!period)
        return;
    const char *when = clean_word(c, per == per_month ? words_month(c->words, c->arena, period->from)
                                                      : words_quarter(c->words, c->arena, period->from));
    bool provisional = view_unsettled(c->view, period->from, period->to) > 0;
    for (uint32_t r = 0; r < c->records->rewards_len; r++) {
        uint32_t count;
        const struct period_account **winners = standing_period_winners(period, r, c->arena, &count);
        uint32_t *households = arena_new(c->arena, uint32_t, count + 1);
        for (uint32_t i = 0; i < count; i++)
            households[i] = winners[i]->household;
        if (count > 0)
            honour_say(c, when, provisional, c->records->rewards[r], households, count);
    }
}

static void honours_say(struct composer *c)
{
    const struct cycle *cycle = ledger_current(c->ledger);
    bool provisional = unsettled(c, cycle);
    for (uint32_t r = 0; r < c->records->rewards_len; r++) {
        uint32_t count;
        const struct account **winners = standing_winners(cycle, r, c->arena, &count);
        uint32_t *households = arena_new(c->arena, uint32_t, count + 1);
        for (uint32_t i = 0; i < count; i++)
            households[i] = winners[i]->household;
        if (count > 0)
            honour_say(c, provisional ? cycle_name(c, cycle, "led.honours") : NULL, provisional,
                       c->records->rewards[r], households, count);
    }
    period_honours_say(c, cycle, per_quarter);
    period_honours_say(c, cycle, per_month);
}

/* Whether a reward can be had on the day: its dates hold, and there is some left. */
static bool offered(const struct composer *c, uint32_t index)
{
    const struct reward *reward = c->records->rewards[index];
    int32_t date = c->ledger->date;
    if (date < reward->from || date > reward->until)
        return false;
    return !reward->has_stock || ledger_delivered(c->ledger, index) > ledger_taken(c->ledger, index);
}

/* The next redemption day: the date and what day it is, the hours, the place. */
static void redemption_say(struct composer *c)
{
    const struct village_event *event = view_next_day(c->view, occasion_redemption);
    if (!event)
        return;
    begin(c);
    last(c)->until = event->date;
    say_line(c,
             event->title ? shown(c, event->title, place_of(c, &event->record, "title"))
                          : clean_word(c, view_day_title(c->view, c->arena, event)),
             clean_word(c, words_day(c->words, c->arena, event->date)));
    if (event->hours)
        say_line(c, shown(c, event->hours, place_of(c, &event->record, "hours")), NULL);
    if (event->place)
        say_line(c, shown(c, event->place, place_of(c, &event->record, "place")), NULL);
}

/* What points buy, and what they open. */
static void rewards_say(struct composer *c)
{
    redemption_say(c);
    for (int kind = reward_goods; kind <= reward_service; kind++) {
        bool headed = false;
        for (uint32_t i = 0; i < c->records->rewards_len; i++) {
            const struct reward *reward = c->records->rewards[i];
            if (reward->kind != (enum reward_kind)kind || !offered(c, i))
                continue;
            if (!headed) {
                struct led_line title = {.text =
                                             word(c, kind == reward_goods ? "led.goods" : "led.services")};
                begin(c);
                say_line(c, title.text, NULL);
                open_list(c, title, false);
                last(c)->list = true;
            }
            headed = true;
            say_line(c, shown(c, reward->title, place_of(c, &reward->record, "title")),
                     kind == reward_goods ? points(c, "led.points", reward->cost)
                                          : points(c, "led.needs", reward->needs));
        }
    }
}

static void news_say(struct composer *c)
{
    for (size_t i = 0; i < c->input->news_len; i++) {
        const struct headline *news = &c->input->news[i];
        begin(c);
        if (news->folder)
            last(c)->about = arena_printf(c->arena, "%.*s", (int)strlen(news->folder) - 1, news->folder);
        say_line(c, shown(c, news->title, news->place), NULL);
    }
}

static void part_say(struct composer *c)
{
    switch (c->part) {
    case part_welcome:
        welcome_say(c, false);
        break;
    case part_notices:
        notices_say(c);
        break;
    case part_ranking:
        ranking_say(c);
        break;
    case part_honours:
        honours_say(c);
        break;
    case part_rewards:
        rewards_say(c);
        break;
    case part_news:
        news_say(c);
        break;
    }
}

static void thoughts_free(struct composer *c)
{
    for (size_t i = 0; i < c->thoughts.len; i++)
        memory_free(c->thoughts.items[i].items);
    memory_free(c->thoughts.items);
}

/* What no line parts: the village's name, whom to object to, names of people and groups. */
static const char **kept_words(const struct composer *c, size_t *len)
{
    const struct records *records = c->records;
    size_t most = 2 + records->residents_len + records->households_len + records->groups_len +
                  records->meetings_len + records->village.offices_len;
    const char **words = arena_new(c->arena, const char *, most);
    *len = 0;
    words[(*len)++] = records->village.name;
    if (records->village.notice.contact)
        words[(*len)++] = records->village.notice.contact;
    for (uint32_t i = 0; i < records->households_len; i++)
        words[(*len)++] = view_household(c->view, c->arena, i);
    for (uint32_t i = 0; i < records->residents_len; i++)
        words[(*len)++] = view_resident(c->view, c->arena, i);
    for (uint32_t i = 0; i < records->groups_len; i++)
        words[(*len)++] = records->groups[i]->name;
    for (uint32_t i = 0; i < records->meetings_len; i++)
        if (records->meetings[i]->chair)
            words[(*len)++] = records->meetings[i]->chair;
    for (uint32_t i = 0; i < records->village.offices_len; i++)
        if (records->village.offices[i].holder)
            words[(*len)++] = records->village.offices[i].holder;
    return words;
}

/* Composes with an encoder that is there. */
static void compose(struct composer *c, struct led_feed *feed)
{
    const struct screen *screen = c->screen;
    *feed = (struct led_feed){.screen = screen};
    c->part = part_welcome;
    if (screen->shows == 0 || screen->show[0] != part_welcome)
        welcome_say(c, true);
    for (uint32_t i = 0; i < screen->shows; i++) {
        c->part = screen->show[i];
        part_say(c);
    }
    size_t most = (size_t)screen->max_minutes * 60 / (size_t)screen->seconds;
    if (c->input->most_pages && c->input->most_pages < most)
        most = c->input->most_pages;
    size_t words_len, items = led_items(c->thoughts.items, c->thoughts.len);
    const char **words = kept_words(c, &words_len);
    size_t set =
        led_set(c->arena, c->thoughts.items, c->thoughts.len, most ? most : 1, words, words_len, feed);
    feed->cut = (uint32_t)(items - set);
    if (feed->cut > 0) {
        char minutes[16], shown[24], all[24];
        snprintf(minutes, sizeof minutes, "%d", (int)screen->max_minutes);
        snprintf(shown, sizeof shown, "%zu", set);
        snprintf(all, sizeof all, "%zu", items);
        diag_warning(
            c->diags, place_of(c, &screen->record, "max_minutes"), "screen-full",
            N_("screen \"{1}\" has {2} minutes: it shows the first {3} of {4} items, the rest is left out"),
            screen->id, minutes, shown, all, NULL);
    }
    thoughts_free(c);
}

/* What the text is written in: a controller knows no more than GBK. */
static enum encoding written_in(const struct screen *screen)
{
    bool narrow = screen->encoding == encoding_gb2312 || screen->encoding == encoding_gbk;
    return screen->controller == controller_file || narrow ? screen->encoding : encoding_gbk;
}

bool led_feed_make(const struct led_input *input, const struct screen *screen, struct arena *arena,
                   struct led_feed *feed, struct diags *diags)
{
    struct composer c = {.input = input,
                         .view = input->view,
                         .words = input->view->words,
                         .records = input->view->records,
                         .ledger = input->view->ledger,
                         .screen = screen,
                         .encoder = led_encoder_new(written_in(screen)),
                         .arena = arena,
                         .diags = diags};
    *feed = (struct led_feed){.screen = screen};
    if (!c.encoder) {
        diag_error(diags, place_of(&c, &screen->record, "encoding"), "screen-encoding",
                   N_("this system cannot write the encoding of screen \"{1}\""), screen->id, NULL);
        return false;
    }
    compose(&c, feed);
    led_encoder_free(c.encoder);
    return true;
}

void led_compose(const struct led_input *input, const struct screen *screen, struct arena *arena,
                 struct led_feed *feed, struct diags *diags)
{
    led_feed_make(input, screen, arena, feed, diags);
}

void led_feed_free(struct led_feed *feed)
{
    memory_free(feed->pages);
    *feed = (struct led_feed){.screen = feed->screen};
}
