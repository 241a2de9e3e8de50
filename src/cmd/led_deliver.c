#include "cmd/led_deliver.h"

#include "cmd/command.h"
#include "cmd/led_line.h"
#include "led/unframe.h"

#include <time.h>
#include <unistd.h>

enum outcome { arrived, try_again, refused };

enum { own_address = 0x8000, answer_group = 0xA0, acknowledged = 0, not_acknowledged = 1 };
enum { busy = 3, wrong_check = 5, first_pause = 250 /* ms */ };

const char *led_refusal(unsigned code)
{
    static const char *const why[] = {
        NULL,
        N_("it does not know this group of commands"),
        N_("it does not know this command"),
        N_("it is busy"),
        N_("its memory is full"),
        N_("what was sent did not arrive as it was"),
        N_("the file is not there"),
        N_("its flash memory failed"),
        N_("the download failed"),
        N_("the file's name is wrong"),
        N_("the file's type is wrong"),
        N_("the file did not arrive as it was"),
        N_("the font is not on the card"),
        N_("the firmware is of another type"),
        N_("the date or time is wrong"),
        N_("the file is there already"),
        N_("the block's number is wrong"),
    };
    return code < sizeof why / sizeof *why && why[code] ? _(why[code]) : _("it does not say why");
}

/* What an answer says; *DECIDED: it is one. */
static enum outcome judge(const struct unframed *packet, bool *decided, struct buf *why)
{
    *decided = packet->destination == own_address && packet->len >= 3 && packet->data[0] == answer_group &&
               (packet->data[1] == acknowledged || packet->data[1] == not_acknowledged);
    if (!*decided || packet->data[1] == acknowledged)
        return arrived;
    unsigned code = packet->data[2];
    buf_clear(why);
    buf_printf(why, _("the controller refuses it (error %u): %s"), code, led_refusal(code));
    return code == busy || code == wrong_check ? try_again : refused;
}

/* Waits for the answer; what is none, or has been garbled on the way, is passed over. */
static enum outcome await(int line, int64_t until, struct buf *why)
{
    struct unframe incoming = {0};
    unsigned char bytes[256];
    bool garbled = false;
    for (size_t len; (len = led_line_get(line, bytes, sizeof bytes, until, why)) > 0;)
        for (size_t i = 0; i < len; i++) {
            struct unframed packet;
            bool decided = false;
            enum unframe_result result = unframe_take(&incoming, bytes[i], &packet);
            garbled = garbled || result == unframe_corrupt || result == unframe_too_long;
            enum outcome outcome = result == unframe_whole ? judge(&packet, &decided, why) : try_again;
            if (decided)
                return outcome;
        }
    if (garbled) {
        buf_clear(why);
        buf_puts(why, _("its answer did not arrive as it was"));
    }
    return try_again;
}

static enum outcome attempt(struct led_delivery *d)
{
    int64_t until = led_line_now() + (int64_t)d->seconds * 1000;
    buf_clear(&d->why);
    int line = led_line_open(d->address, until, &d->why);
    if (line < 0)
        return try_again;
    enum outcome outcome = try_again;
    if (led_line_put(line, d->frame.data, d->frame.len, until, &d->why))
        outcome = await(line, until, &d->why);
    close(line);
    return outcome;
}

static void pause_for(int milliseconds)
{
    struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

void led_deliver(struct led_delivery *d)
{
    enum outcome outcome = try_again;
    int pause = first_pause;
    for (d->tried = 0; d->tried < d->tries && outcome == try_again; d->tried++) {
        if (d->tried > 0) {
            pause_for(pause);
            pause *= 2;
        }
        outcome = attempt(d);
    }
    d->arrived = outcome == arrived;
}
