/* What the parts of a screen say: the welcome, notices, ranking, honours, rewards, news. Inside led/ only. */
#ifndef LED_PARTS_H
#define LED_PARTS_H

#include "led/encode.h"
#include "led/pages.h"

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

/* Where FIELD of RECORD stands; at the screen where the record was not written down. */
struct place led_place_of(const struct composer *c, const struct record *record, const char *field);

/* Puts the thoughts of the part that is being composed behind those that there are. */
void led_say_part(struct composer *c);

/* Whose sign it is, alone: of a screen that shows no welcome. */
void led_say_name(struct composer *c);

#endif
