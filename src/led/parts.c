#include "led/parts.h"

#include "base/memory.h"
#include "base/points.h"
#include "ledger/shop.h"
#include "ledger/standing.h"
#include "records/schemas.h"
#include "view/days.h"
#include "view/winners.h"

#include <stdlib.h>
#include <string.h>

enum { first_households = 10 };

/* Where FIELD of RECORD stands; the beginning of the first file where it was not written down. */
static struct place field_place(const struct record *record, const char *field)
{
    return record->node ? node_place(record->node, field) : (struct place){.line = 1, .column = 1, .span = 1};
}

struct place led_place_of(const struct composer *c, const struct record *record, const char *field)
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
    return clean(c, text, led_place_of(c, &c->screen->record, "encoding"));
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
    c->place = led_place_of(c, &c->screen->record, "columns");
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
    return clean(c, view_household(c->view, household),
                 led_place_of(c, &c->records->households[household]->record, "head"));
}

/* Whose sign it is: always there. */
static void name_say(struct composer *c, const char *name)
{
    begin(c);
    last(c)->must = true;
    say_centred(c, name);
}

static const char *village_name(const struct composer *c)
{
    const struct village *village = &c->records->village;
    return clean(c, village->name, led_place_of(c, &village->record, "name"));
}

void led_say_name(struct composer *c)
{
    name_say(c, village_name(c));
}

/* Whose sign it is, then the welcome. One that begins with the name goes on on the next row. */
static void welcome_say(struct composer *c)
{
    const char *name = village_name(c);
    struct place place = led_place_of(c, &c->screen->record, "welcome");
    const char *welcome = c->screen->welcome
                              ? shown(c, c->screen->welcome, place)
                              : clean_word(c, words_format(c->words, c->arena, "led.welcome", name, NULL));
    if (!fits(c, welcome)) {
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
    struct led_line line = {.place = led_place_of(c, &m->record, "title")};
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
        struct led_line line = {.text = word(c, "led.object_to"),
                                .place = led_place_of(c, &terms->record, "contact"),
                                .below = true};
        line.value = shown(c, terms->contact, line.place);
        memory_push(last(c), line); /* without room it is left out, and said */
        named = line_fits(c, &line);
    }
    if (terms->phone) {
        c->place = led_place_of(c, &terms->record, "phone");
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
    c->place = led_place_of(c, &event->record, "title");
    say_line(c,
             event->title ? shown(c, event->title, c->place)
                          : clean_word(c, view_day_title(c->view, c->arena, event)),
             clean_word(c, words_day(c->words, c->arena, event->date)));
    struct led_line when = {.place = led_place_of(c, &event->record, "hours")};
    when.text = event->hours ? shown(c, event->hours, when.place) : NULL;
    c->place = led_place_of(c, &event->record, "place");
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
    *place = award == award_resident ? led_place_of(c, &r->residents[who]->record, "name")
             : award == award_group  ? led_place_of(c, &r->groups[who]->record, "name")
                                     : led_place_of(c, &r->households[who]->record, "head");
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
    struct place place = led_place_of(c, &reward->record, "title");
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
            c->place = led_place_of(c, &reward->record, "title");
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

void led_say_part(struct composer *c)
{
    static void (*const says[])(struct composer * c) = {
        [part_welcome] = welcome_say, [part_notices] = notices_say, [part_ranking] = ranking_say,
        [part_honours] = honours_say, [part_rewards] = rewards_say, [part_news] = news_say,
    };
    says[c->part](c);
}
