#include "led/unframe.h"

enum { begins = 0xA5, begins_mark = 0xA6, ends = 0x5A, ends_mark = 0x5B, begins_least = 8 };

/* Where things stand in a packet. */
enum {
    at_destination = 0,
    at_source = 2,
    at_device = 10,
    at_version = 11,
    at_length = 12,
    at_data = 14,
    check_size = 2
};

/* The check as the standard defines it: a polynomial division, the bits of each byte from the lowest. */
static unsigned remainder_of(const unsigned char *bytes, size_t len)
{
    unsigned r = 0;
    for (size_t i = 0; i < len * 8; i++) {
        unsigned bit = (unsigned)(bytes[i / 8] >> (i % 8)) & 1U, top = r >> 15 & 1U;
        r = (r << 1 & 0xFFFFU) ^ (top != bit ? 0x8005U : 0U);
    }
    unsigned reflected = 0;
    for (int i = 0; i < 16; i++)
        reflected |= (r >> i & 1U) << (15 - i);
    return reflected;
}

static uint16_t two(const struct unframe *u, size_t at)
{
    if (at + 1 >= u->len)
        return 0;
    return (uint16_t)(u->packet[at] | u->packet[at + 1] << 8);
}

static enum unframe_result judge(const struct unframe *u, struct unframed *packet)
{
    *packet = (struct unframed){.destination = two(u, at_destination), .source = two(u, at_source)};
    if (u->long_)
        return unframe_too_long;
    if (u->broken || u->escape || u->len < at_data + check_size)
        return unframe_corrupt;
    size_t data = u->len - at_data - check_size;
    if (two(u, at_length) != data ||
        remainder_of(u->packet, u->len - check_size) != two(u, u->len - check_size))
        return unframe_corrupt;
    packet->device = u->packet[at_device];
    packet->version = u->packet[at_version];
    packet->data = u->packet + at_data;
    packet->len = data;
    return unframe_whole;
}

/* A byte of the packet, as it is meant. */
static void keep(struct unframe *u, unsigned char byte)
{
    if (u->len < sizeof u->packet)
        u->packet[u->len++] = byte;
    else
        u->long_ = true;
}

/* A byte within a frame that neither begins nor ends one. */
static void take_inside(struct unframe *u, unsigned char byte)
{
    if (u->escape) {
        u->escape = false;
        u->broken = u->broken || byte < 1 || byte > 2;
        keep(u, byte == 1 ? u->mark : (unsigned char)(u->mark - 1));
    } else if (byte == begins_mark || byte == ends_mark) {
        u->escape = true;
        u->mark = byte;
    } else {
        keep(u, byte);
    }
}

enum unframe_result unframe_take(struct unframe *u, unsigned char byte, struct unframed *packet)
{
    if (byte == begins) { /* whatever came before was noise, or was cut off */
        u->leads += u->leads < begins_least;
        u->inside = false;
        return unframe_more;
    }
    if (u->leads >= begins_least && !u->inside) {
        u->inside = true;
        u->escape = u->broken = u->long_ = false;
        u->len = 0;
    }
    u->leads = 0;
    if (!u->inside)
        return unframe_more;
    if (byte == ends) {
        u->inside = false;
        return judge(u, packet);
    }
    take_inside(u, byte);
    return unframe_more;
}
