#include "led/led.h"

#include "base/memory.h"
#include "led/parts.h"

#include <stdio.h>

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
        words[(*len)++] = view_household(c->view, i);
    for (uint32_t i = 0; i < records->residents_len; i++)
        words[(*len)++] = view_resident(c->view, i);
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
        diag_warning(
            c->diags, led_place_of(c, &screen->record, "columns"), "screen-room",
            N_("{5} items have no room on a page of screen \"{1}\" (columns: {2}, rows: {3}) and are "
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
        c->diags, led_place_of(c, &screen->record, "max_minutes"), "screen-full",
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
        led_say_name(c);
    for (uint32_t i = 0; i < screen->shows; i++) {
        c->part = screen->show[i];
        led_say_part(c);
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
        diag_error(diags, led_place_of(&c, &screen->record, "encoding"), "screen-encoding",
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
