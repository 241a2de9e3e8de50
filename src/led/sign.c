#include "led/sign.h"

#include <string.h>

/* What a command can be refused for. */
enum { refused_group = 1, refused_command = 2, refused_memory = 4, refused_check = 5, refused_type = 13 };
enum { everyone = 0xFFFF, anyone = 0xFFFE, any_type = 0xFE };

/* Whether a packet for cards of TYPE is for one of this kind. */
static bool is_of_type(const struct sign *sign, unsigned type)
{
    static const unsigned char fives[] = {0x51, 0x58, 0x54, 0x53}, sixes[] = {0x61, 0x62, 0x63};
    return type == any_type || (sign->five ? memchr(fives, (int)type, sizeof fives)
                                           : memchr(sixes, (int)type, sizeof sixes)) != NULL;
}

/* Reads numbers from data; ENDED once there was not enough. */
struct cursor {
    const unsigned char *at, *end;
    bool ended;
};

static unsigned take(struct cursor *c, int bytes)
{
    unsigned value = 0;
    for (int i = 0; i < bytes; i++) {
        if (c->at >= c->end) {
            c->ended = true;
            return 0;
        }
        value |= (unsigned)*c->at++ << (8 * i);
    }
    return value;
}

/* --- answers */

static void escaped(struct buf *out, unsigned byte)
{
    static const struct {
        unsigned byte;
        char as[3];
    } escapes[] = {{0xA5, "\xA6\x02"}, {0xA6, "\xA6\x01"}, {0x5A, "\x5B\x02"}, {0x5B, "\x5B\x01"}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].byte == byte) {
            buf_puts(out, escapes[i].as);
            return;
        }
    buf_putc(out, (char)byte);
}

/* CRC-16/ARC once more, four bits at a time. */
static unsigned check_after(unsigned check, unsigned byte)
{
    static const uint16_t nibbles[] = {0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
                                       0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400};
    check = nibbles[(check ^ byte) & 15] ^ check >> 4;
    return nibbles[(check ^ byte >> 4) & 15] ^ check >> 4;
}

/* Acknowledges (REFUSED 0) or refuses the packet. */
static void put_answer(const struct unframed *packet, unsigned refused, struct buf *out)
{
    const unsigned bytes[] = {packet->source & 0xFF,
                              packet->source >> 8,
                              packet->destination & 0xFF,
                              packet->destination >> 8,
                              0,
                              0,
                              0,
                              0,
                              0,
                              0,
                              0xFE,
                              2,
                              5,
                              0,
                              0xA0,
                              refused ? 1 : 0,
                              refused,
                              0,
                              0};
    unsigned check = 0;
    buf_fill(out, '\xA5', 9);
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        escaped(out, bytes[i]);
        check = check_after(check, bytes[i]);
    }
    escaped(out, check & 0xFF);
    escaped(out, check >> 8);
    buf_putc(out, '\x5A');
}

/* --- commands */

enum { pixel_form = 0x8000 };

static unsigned in_pixels(unsigned value)
{
    return value & pixel_form ? value & ~(unsigned)pixel_form : value * 8;
}

/* Reads an area; 0, or what it is refused for. */
static unsigned take_area(const struct sign *sign, struct cursor *c, struct sign *after)
{
    unsigned size = take(c, 2);
    if (c->ended || (size_t)(c->end - c->at) < size)
        return refused_check;
    struct cursor a = {c->at, c->at + size, false};
    c->at += size;
    struct sign_area area = {.there = true};
    take(&a, 1); /* type */
    unsigned x = take(&a, 2);
    area.x = in_pixels(x), area.y = take(&a, 2);
    unsigned width = take(&a, 2);
    area.width = in_pixels(width), area.height = take(&a, 2);
    unsigned number = take(&a, 1);
    area.spacing = take(&a, 1), area.run = take(&a, 1), area.timeout = take(&a, 2);
    take(&a, 1); /* sound */
    unsigned extension = take(&a, 1);
    for (unsigned i = 0; i < extension && !a.ended; i++)
        take(&a, 1);
    area.alignment = take(&a, 1), area.single_line = take(&a, 1) == 1,
    area.automatic_break = take(&a, 1) == 2;
    area.display = take(&a, 1);
    take(&a, 1); /* exit */
    area.speed = take(&a, 1), area.hold = take(&a, 1);
    area.len = take(&a, 4);
    if (a.ended || (size_t)(a.end - a.at) != area.len)
        return refused_check;
    if (sign->five && ((x | width) & pixel_form)) /* a form that it does not know: meant for a BX-6K */
        return refused_type;
    if (number >= (sign->five ? 8U : 5U) || area.len > (sign->five ? 512U : 1024U))
        return refused_memory;
    memcpy(area.text, a.at, area.len);
    after->areas[number] = area;
    return 0;
}

/* Areas are taken all or none. */
static unsigned take_areas(struct sign *sign, struct cursor *c, unsigned mode)
{
    struct sign after = *sign;
    if (mode == 1)
        memset(after.areas, 0, sizeof after.areas);
    for (unsigned n = take(c, 1); n > 0 && !c->ended; n--) {
        unsigned number = take(c, 1);
        if (number < sign_most_areas)
            after.areas[number].there = false;
    }
    unsigned refused = 0;
    for (unsigned n = take(c, 1); n > 0 && !refused; n--)
        refused = take_area(sign, c, &after);
    if (c->ended || c->at != c->end)
        refused = refused ? refused : refused_check;
    if (!refused)
        *sign = after;
    return refused;
}

/* What COMMAND of group A3 does. */
static unsigned take_screen_command(struct sign *sign, unsigned command, unsigned mode, struct cursor *c,
                                    enum sign_event *event)
{
    switch (command) {
    case 0x00: {
        unsigned power = take(c, 1);
        if (c->ended || (power != 1 && power != 2))
            return refused_check;
        sign->off = power == 2;
        *event = sign_power;
        return 0;
    }
    case 0x06: {
        unsigned refused = take_areas(sign, c, mode);
        *event = sign_shows;
        return refused;
    }
    case 0x10:
        memset(sign->areas, 0, sizeof sign->areas);
        *event = sign_cleared;
        return 0;
    default:
        return refused_command;
    }
}

static unsigned take_clock(struct sign *sign, struct cursor *c, enum sign_event *event)
{
    unsigned char clock[8];
    for (size_t i = 0; i < sizeof clock; i++)
        clock[i] = (unsigned char)take(c, 1);
    if (c->ended)
        return refused_check;
    memcpy(sign->clock, clock, sizeof clock);
    sign->has_clock = true;
    *event = sign_time;
    return 0;
}

/* Does what the data of PACKET say; 0, or what it is refused for. *WANTED: whether an answer is. */
static unsigned obey(struct sign *sign, const struct unframed *packet, unsigned *wanted,
                     enum sign_event *event)
{
    struct cursor c = {packet->data, packet->data + packet->len, false};
    unsigned group = take(&c, 1), command = take(&c, 1);
    *wanted = take(&c, 1);
    unsigned mode = take(&c, 1);
    take(&c, 1);
    if (c.ended)
        return refused_check;
    if (!is_of_type(sign, packet->device))
        return refused_type;
    if (group == 0xA3)
        return take_screen_command(sign, command, mode, &c, event);
    if (group == 0xA2)
        return command == 0x03 ? take_clock(sign, &c, event) : refused_command;
    return refused_group;
}

enum sign_event sign_take(struct sign *sign, enum unframe_result result, const struct unframed *packet,
                          struct buf *answer)
{
    enum sign_event event = sign_nothing;
    bool mine = packet->destination == anyone || packet->destination == sign->number;
    if (!mine && packet->destination != everyone)
        return sign_others;
    unsigned refused = 0, wanted = 1;
    if (result == unframe_whole)
        refused = obey(sign, packet, &wanted, &event);
    else
        refused = result == unframe_too_long ? refused_memory : refused_check;
    if (mine && (wanted == 1 || refused))
        put_answer(packet, refused, answer);
    if (refused)
        sign->refused = refused;
    return refused ? sign_refused : event;
}
