#include "led/led.h"

#include "base/memory.h"
#include "base/points.h"
#include "led/encode.h"
#include "led/pages.h"
#include "ledger/shop.h"
#include "ledger/standing.h"
#include "records/schemas.h"
#include "view/days.h"
#include "view/winners.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { first_households = 10 };

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
    struct led_outcome outcome;
    const char **kept; /* words that no line parts */
    size_t kept_len;
    enum screen_part part; /* that is being composed */
    struct place place;    /* of what is being said, for warnings */
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
    struct led_thought thought = {
        .part = c->part, .about = screen_part_words[c->part].name, .until = date_last};
    memory_push(&c->thoughts, thought);
    c->place = place_of(c, &c->screen->record, "columns");
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
    struct led_line line = {.text = text, .value = value, .place = c->place};
    memory_push(last(c), line);
}

static void say_centred(struct composer *c, const char *text)
{
    struct led_line line = {.text = text, .centre = true, .place = c->place};
    memory_push(last(c), line);
}

/* Whether a page of the screen has room for LINE, for TEXT, as it is. */
static bool line_fits(const struct composer *c, const struct led_line *line)
{
    return led_line_fits(c->arena, c->screen, c->kept, c->kept_len, line);
}

static bool fits(const struct composer *c, const char *text)
{
    return line_fits(c, &(struct led_line){.text = text});
}

static const char *household_name(const struct composer *c, uint32_t household)
{
    return clean(c, view_household(c->view, c->arena, household),
                 place_of(c, &c->records->households[household]->record, "head"));
}

/* Whose sign it is: always there. */
static void name_say(struct composer *c, const char *name)
{
    begin(c);
    last(c)->must = true;
    say_centred(c, name);
}

/* Whose sign it is, then the welcome; only the first where ONLY_NAME. A welcome that begins with the name
 * goes on on the next row. */
static void welcome_say(struct composer *c, bool only_name)
{
    const struct village *village = &c->records->village;
    const char *name = clean(c, village->name, place_of(c, &village->record, "name"));
    struct place place = place_of(c, &c->screen->record, "welcome");
    const char *welcome = only_name ? NULL
                          : c->screen->welcome
                              ? shown(c, c->screen->welcome, place)
                              : clean_word(c, words_format(c->words, c->arena, "led.welcome", name, NULL));
    if (welcome && !fits(c, welcome)) {
        led_unset_add(&c->outcome, welcome, place);
        welcome = NULL;
    }
    const char *rest = welcome && strncmp(welcome, name, strlen(name)) == 0 ? welcome + strlen(name) : NULL;
    if (!welcome || !strstr(welcome, name) || (rest && c->screen->rows > 1))
        name_say(c, name);
    else
        begin(c);
    if (rest && c->screen->rows > 1)
        say_centred(c, rest);
    else if (welcome)
        say_centred(c, welcome);
}

/* What begins is about the notice of MEETING. */
static void begin_notice(struct composer *c, uint32_t meeting)
{
    begin(c);
    last(c)->about =
        arena_printf(c->arena, "%s/%s", screen_part_words[c->part].name, c->records->meetings[meeting]->id);
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
    last(c)->follows = true;
    say_count(c, "led.notice_entries", "led.entries", sums.listed - sums.voided);
    say_count(c, "led.notice_suspended", "led.entries", sums.suspended);
    say_count(c, "led.notice_void", "led.entries", sums.voided);
    say_count(c, "led.notice_warnings", "led.entries", sums.counted);
    say_count(c, "led.notice_corrections", "led.pieces", sums.corrections);
    say_count(c, "led.notice_objections", "led.pieces", sums.objections);
    say_count(c, "led.notice_claims", "led.pieces", sums.refused);
    say_count(c, "led.notice_transfers", "led.pieces", sums.transfers);
}

/* The title of the meeting INDEX; where no page has room for it, what kind of meeting it is and when it was,
 * and that is said. */
static struct led_line meeting_line(const struct composer *c, uint32_t index)
{
    const struct meeting *m = c->records->meetings[index];
    struct led_line line = {.place = place_of(c, &m->record, "title")};
    line.text = clean(c, view_meeting_title(c->view, c->arena, index), line.place);
    if (m->title) /* the policy of screens may mask what the site shows: warned of here too */
        view_text(c->view, c->arena, m->title, node_text_place(node_get(m->record.node, "title")), c->diags);
    static const char *const kinds[] = {[meeting_review] = "meeting_kind.review",
                                        [meeting_assembly] = "meeting_kind.assembly",
                                        [meeting_sharing] = "meeting_kind.sharing"};
    const char *kind = word(c, kinds[m->kind]);
    if (fits(c, line.text) || !fits(c, kind))
        return line;
    diag_warning(c->diags, line.place, "screen-room",
                 N_("\"{1}\" has no room on a page of screen \"{2}\" and is called \"{3}\" there"), line.text,
                 c->screen->id, kind, NULL);
    line.text = kind;
    line.value = clean_word(c, words_day(c->words, c->arena, m->date));
    return line;
}

/* Whom to object to; where there is no room for that, the telephone number alone. */
static void contact_say(struct composer *c, uint32_t meeting)
{
    const struct notice_terms *terms = &c->records->village.notice;
    bool named = false;
    if (!terms->contact && !terms->phone)
        return;
    begin_notice(c, meeting);
    last(c)->follows = true;
    if (terms->contact) {
        struct led_line line = {
            .text = word(c, "led.object_to"), .place = place_of(c, &terms->record, "contact"), .below = true};
        line.value = shown(c, terms->contact, line.place);
        memory_push(last(c), line); /* without room it is left out, and said */
        named = line_fits(c, &line);
    }
    if (terms->phone) {
        c->place = place_of(c, &terms->record, "phone");
        struct led_line line = {.text = word(c, "led.object_phone"), .place = c->place};
        line.value = shown(c, terms->phone, c->place);
        if (named || !line_fits(c, &line))
            line.text = word(c, "led.phone");
        memory_push(last(c), line);
    }
}

/* A notice that runs: which meeting's and until when; how many entries; whom to object to. */
static void notice_say(struct composer *c, uint32_t index)
{
    const struct meeting *meeting = c->records->meetings[index];
    begin_notice(c, index);
    struct led_line title = meeting_line(c, index);
    memory_push(last(c), title);
    say_line(c, word(c, "led.notice_until"),
             clean_word(c, words_day(c->words, c->arena, meeting->notice_last)));
    last(c)->opening = 2;
    sums_say(c, index);
    if (meeting->entries)
        contact_say(c, index);
}

/* A day that the village has named: the date and what day it is, the hours, the place. */
static void event_say(struct composer *c, const struct village_event *event)
{
    if (!event)
        return;
    begin(c);
    last(c)->until = event->date;
    last(c)->opening = 1;
    c->place = place_of(c, &event->record, "title");
    say_line(c,
             event->title ? shown(c, event->title, c->place)
                          : clean_word(c, view_day_title(c->view, c->arena, event)),
             clean_word(c, words_day(c->words, c->arena, event->date)));
    struct led_line when = {.place = place_of(c, &event->record, "hours")};
    when.text = event->hours ? shown(c, event->hours, when.place) : NULL;
    c->place = place_of(c, &event->record, "place");
    const char *where = event->place ? shown(c, event->place, c->place) : NULL;
    when.value = where;
    bool together = when.text && where && line_fits(c, &when);
    when.value = together ? where : NULL;
    if (when.text)
        memory_push(last(c), when);
    if (where && !together)
        say_line(c, where, NULL);
}

/* The notices that run, and when the next review is. */
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
    event_say(c, view_next_day(c->view, occasion_review));
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

/* The name of WHO won an honour, and where it stands. */
static const char *winner_name(const struct composer *c, uint32_t honour, uint32_t who, struct place *place)
{
    const struct records *r = c->records;
    enum award award = r->rewards[honour]->award;
    *place = award == award_resident ? place_of(c, &r->residents[who]->record, "name")
             : award == award_group  ? place_of(c, &r->groups[who]->record, "name")
                                     : place_of(c, &r->households[who]->record, "head");
    return clean(c, view_winner(c->view, c->arena, honour, who), *place);
}

/* The names of who won honour number HONOUR, a line. */
static void winners_say(struct composer *c, uint32_t honour, const struct shown_winners *winners)
{
    struct buf names = {0};
    for (uint32_t i = 0; i < winners->len; i++) {
        struct place place;
        const char *name = winner_name(c, honour, winners->items[i], &place);
        if (led_width(name, strlen(name)) <= 2 * (uint32_t)c->screen->columns)
            buf_printf(&names, "%s%s", names.len > 0 ? " " : "", name);
        else
            led_unset_add(&c->outcome, name, place);
    }
    struct led_line line = {.text = arena_copy(c->arena, buf_text(&names)), .place = c->place, .names = true};
    if (winners->len > 0)
        memory_push(last(c), line);
    if (winners->unnamed > 0)
        say_line(c, number(c, "led.unnamed", winners->unnamed), NULL);
    buf_free(&names);
}

/* Honour number HONOUR and who won it in PERIOD, or where that is NULL in CYCLE, if anybody did: the title
 * with how many there are, the names below it, on each page under the title. WHEN: the period; NULL: T's
 * cycle. PROVISIONAL: who has won may change. */
static void honour_say(struct composer *c, const struct cycle *cycle, const struct period_result *period,
                       const char *when, bool provisional, uint32_t honour)
{
    static const char *const counts[awards] = {"led.households", "led.residents", "led.groups"};
    const struct reward *reward = c->records->rewards[honour];
    struct shown_winners winners;
    view_winners(c->view, c->arena, cycle, period, honour, &winners);
    if (winners.len + winners.unnamed == 0)
        return;
    struct place place = place_of(c, &reward->record, "title");
    struct led_line title = {.text = shown(c, reward->title, place),
                             .value =
                                 provisional && !reward->has_settled ? word(c, "led.provisional") : NULL};
    begin(c);
    c->place = place;
    if (when)
        say_line(c, when, title.value);
    say_line(c, title.text, number(c, counts[reward->award], winners.len + winners.unnamed));
    open_list(c, title, true);
    winners_say(c, honour, &winners);
}

/* Honours of the last period of a kind that is over and in which something was won. */
static void period_honours_say(struct composer *c, enum per per)
{
    const struct period_result *period = standing_last_honoured(c->ledger, per);
    if (!period)
        return;
    const char *when = clean_word(c, per == per_month ? words_month(c->words, c->arena, period->from)
                                                      : words_quarter(c->words, c->arena, period->from));
    bool provisional = view_unsettled(c->view, period->from, period->to) > 0;
    for (uint32_t r = 0; r < c->records->rewards_len; r++)
        honour_say(c, NULL, period, when, provisional, r);
}

static void honours_say(struct composer *c)
{
    const struct cycle *cycle = standing_honoured(c->ledger);
    bool provisional = unsettled(c, cycle), named = provisional || cycle != ledger_current(c->ledger);
    event_say(c, view_next_day(c->view, occasion_commendation));
    for (uint32_t r = 0; r < c->records->rewards_len; r++)
        honour_say(c, cycle, NULL, named ? cycle_name(c, cycle, "led.honours") : NULL, provisional, r);
    period_honours_say(c, per_quarter);
    period_honours_say(c, per_month);
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

/* What points buy, and what they open: that which takes the fewest first. */
static void rewards_say(struct composer *c)
{
    event_say(c, view_next_day(c->view, occasion_redemption));
    for (int kind = reward_goods; kind <= reward_service; kind++) {
        uint32_t len;
        const uint32_t *shelf = shop_by_points(c->records, (enum reward_kind)kind, c->arena, &len);
        bool headed = false;
        for (uint32_t i = 0; i < len; i++) {
            const struct reward *reward = c->records->rewards[shelf[i]];
            if (!offered(c, shelf[i]))
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
            c->place = place_of(c, &reward->record, "title");
            say_line(c, shown(c, reward->title, c->place),
                     kind == reward_goods ? points(c, "led.points", reward->cost)
                                          : points(c, "led.needs", reward->needs));
        }
    }
}

/* News that is not old yet, with the day of each. */
static void news_say(struct composer *c)
{
    for (size_t i = 0; i < c->input->news_len; i++) {
        const struct headline *news = &c->input->news[i];
        if (!news_is_recent(news->date, c->ledger->date))
            continue;
        begin(c);
        if (news->folder)
            last(c)->about = arena_printf(c->arena, "%.*s", (int)strlen(news->folder) - 1, news->folder);
        last(c)->until = news->date + news_days;
        last(c)->opening = 2;
        say_line(c, word(c, "led.news"), clean_word(c, words_day(c->words, c->arena, news->date)));
        c->place = news->place;
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

/* What no line parts: the village's name, whom to object to and how, names of people and groups. */
static const char **kept_words(const struct composer *c, size_t *len)
{
    const struct records *records = c->records;
    size_t most = 3 + records->residents_len + records->households_len + records->groups_len +
                  records->meetings_len + records->village.offices_len;
    const char **words = arena_new(c->arena, const char *, most);
    *len = 0;
    words[(*len)++] = records->village.name;
    if (records->village.notice.contact)
        words[(*len)++] = records->village.notice.contact;
    if (records->village.notice.phone)
        words[(*len)++] = records->village.notice.phone;
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

/* Says what no page has room for: each thing where it stands, or where there are many the first of them. */
static void tell_unset(const struct composer *c, const struct led_outcome *outcome)
{
    enum { few = 3 };
    const struct screen *screen = c->screen;
    char columns[16], rows[16], count[24];
    snprintf(columns, sizeof columns, "%d", (int)screen->columns);
    snprintf(rows, sizeof rows, "%d", (int)screen->rows);
    snprintf(count, sizeof count, "%zu", outcome->unset_len);
    for (size_t i = 0; i < outcome->unset_len && outcome->unset_len <= few; i++)
        diag_warning(
            c->diags, outcome->unset[i].place, "screen-room",
            N_("\"{1}\" has no room on a page of screen \"{2}\" (columns: {3}, rows: {4}) and is left out "
               "there"),
            outcome->unset[i].text, screen->id, columns, rows, NULL);
    if (outcome->unset_len > few)
        diag_warning(c->diags, place_of(c, &screen->record, "columns"), "screen-room",
                     N_("{5} items have no room on a page of screen \"{1}\" ({2} columns, {3} rows) and are "
                        "left out there, such as \"{4}\""),
                     screen->id, columns, rows, outcome->unset[0].text, count, NULL);
}

/* Says that SET of ITEMS are shown, for want of time. */
static void tell_cut(const struct composer *c, size_t set, size_t items)
{
    const struct screen *screen = c->screen;
    char minutes[16], shown[24], all[24];
    snprintf(minutes, sizeof minutes, "%d", (int)screen->max_minutes);
    snprintf(shown, sizeof shown, "%zu", set);
    snprintf(all, sizeof all, "%zu", items);
    diag_warning(
        c->diags, place_of(c, &screen->record, "max_minutes"), "screen-full",
        N_("screen \"{1}\" has {2} minutes: it shows the first {3} of {4} items, the rest is left out"),
        screen->id, minutes, shown, all, NULL);
}

/* Composes with an encoder that is there. */
static void compose(struct composer *c, struct led_feed *feed)
{
    const struct screen *screen = c->screen;
    *feed = (struct led_feed){.screen = screen};
    c->kept = kept_words(c, &c->kept_len);
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
    struct led_outcome *outcome = &c->outcome;
    led_set(c->arena, c->thoughts.items, c->thoughts.len, most ? most : 1, c->kept, c->kept_len, feed,
            outcome);
    feed->cut = (uint32_t)(outcome->items - outcome->set);
    feed->unset = (uint32_t)outcome->unset_len;
    tell_unset(c, outcome);
    if (feed->cut > 0)
        tell_cut(c, outcome->set, outcome->items);
    led_outcome_free(outcome);
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
