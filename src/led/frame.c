#include "led/frame.h"

#include "base/date.h"

enum { lead = 0xA5, lead_count = 8, tail = 0x5A };
enum { answer_wanted = 1 };

static void put8(struct buf *out, unsigned value)
{
    buf_putc(out, (char)(unsigned char)value);
}

static void put16(struct buf *out, unsigned value)
{
    put8(out, value & 0xFF);
    put8(out, value >> 8 & 0xFF);
}

static void put32(struct buf *out, uint32_t value)
{
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

/* CRC-16/ARC. */
static uint16_t check_of(const char *bytes, size_t len)
{
    unsigned check = 0;
    for (size_t i = 0; i < len; i++) {
        check ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            check = check & 1 ? check >> 1 ^ 0xA001U : check >> 1;
    }
    return (uint16_t)check;
}

/* What may not stand within a frame is written as two bytes. */
static void put_escaped(struct buf *out, const struct buf *packet)
{
    for (size_t i = 0; i < packet->len; i++) {
        unsigned char byte = (unsigned char)packet->data[i];
        bool of_lead = byte == lead || byte == lead + 1, of_tail = byte == tail || byte == tail + 1;
        if (of_lead || of_tail) {
            put8(out, of_lead ? lead + 1 : tail + 1);
            put8(out, byte == lead || byte == tail ? 2 : 1);
        } else {
            put8(out, byte);
        }
    }
}

void frame_put(struct buf *out, uint16_t destination, const void *data, size_t len)
{
    struct buf packet = {0};
    put16(&packet, destination);
    put16(&packet, frame_sender);
    buf_fill(&packet, 0, 3); /* reserved */
    put8(&packet, 0);        /* no barcode */
    put8(&packet, 0);        /* checked by CRC-16 */
    put8(&packet, 0);        /* display mode */
    put8(&packet, frame_any_device);
    put8(&packet, 2); /* version of the protocol */
    put16(&packet, (unsigned)len);
    buf_put(&packet, data, len);
    put16(&packet, check_of(packet.data, packet.len));
    buf_fill(out, (char)lead, lead_count);
    put_escaped(out, &packet);
    put8(out, tail);
    buf_free(&packet);
}

/* What every command begins with. MODE: the first of the reserved bytes. */
static void command_begin(struct buf *out, unsigned group, unsigned command, unsigned mode)
{
    put8(out, group);
    put8(out, command);
    put8(out, answer_wanted);
    put8(out, mode);
    put8(out, 0);
}

static unsigned across(const struct frame_area *area, unsigned pixels)
{
    return area->pixels ? 0x8000U | pixels : pixels / 8;
}

void frame_data_area(struct buf *out, const struct frame_area *area)
{
    command_begin(out, 0xA3, 0x06, 0);
    put8(out, 0); /* areas to delete */
    put8(out, 1); /* areas that follow */
    put16(out, frame_area_overhead - 9 + area->len);
    put8(out, 0); /* type */
    put16(out, across(area, area->x));
    put16(out, area->y);
    put16(out, across(area, area->width));
    put16(out, area->height);
    put8(out, area->number);
    put8(out, area->spacing);
    put8(out, area->run);
    put16(out, area->timeout);
    put8(out, 0); /* no sound */
    put8(out, 0); /* no extension */
    put8(out, area->alignment);
    put8(out, area->single_line ? 1 : 2);
    put8(out, area->automatic_break ? 2 : 1);
    put8(out, area->display);
    put8(out, 0); /* exit */
    put8(out, area->speed);
    put8(out, area->hold);
    put32(out, area->len);
    buf_put(out, area->text, area->len);
}

void frame_data_power(struct buf *out, bool on)
{
    command_begin(out, 0xA3, 0x00, 0);
    put8(out, on ? 1 : 2);
}

static unsigned bcd(int value)
{
    return (unsigned)(value / 10 * 16 + value % 10);
}

void frame_data_clock(struct buf *out, int64_t seconds)
{
    enum { hours_ahead = 8, minute = 60, hour = 3600, day = 86400 };
    int32_t date = date_in_beijing(seconds);
    struct date_parts parts = date_split(date);
    int time = (int)(seconds + hours_ahead * hour - (int64_t)date * day);
    command_begin(out, 0xA2, 0x03, 0);
    put8(out, bcd(parts.year % 100));
    put8(out, bcd(parts.year / 100));
    put8(out, bcd(parts.month));
    put8(out, bcd(parts.day));
    put8(out, bcd(time / hour));
    put8(out, bcd(time / minute % 60));
    put8(out, bcd(time % minute));
    put8(out, bcd(date_weekday(date)));
}
