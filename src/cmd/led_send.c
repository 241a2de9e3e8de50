/*
 * gongshi led send, on, off, clock: to every screen by itself, side by side. Who reads the village is a
 * process of its own that can't reach a network; who sends has read nothing but frames.
 */
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/apart.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/led.h"
#include "cmd/led_deliver.h"
#include "cmd/led_line.h"
#include "cmd/led_sent.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* A screen that is sent to. */
struct target {
    const char *id, *pages;
    const char *digits; /* of the frame */
    struct led_delivery delivery;
};

struct targets {
    struct target *items;
    size_t len;
    size_t cap;
};

/* --- what is sent */

struct frames_wanted {
    const struct led_options *options;
    enum led_order order;
};

static int compose(void *context, struct buf *frames)
{
    const struct frames_wanted *wanted = context;
    return led_frames(wanted->options, wanted->order, frames);
}

/* The line at *AT, without its end; NULL behind the last. */
static char *next_line(char **at)
{
    char *line = *at, *end = strchr(line, '\n');
    if (!end)
        return NULL;
    *end = '\0';
    *at = end + 1;
    return line;
}

static unsigned digit_of(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* The screens that FRAMES speaks of. */
static void targets_read(const struct led_options *o, char *frames, struct targets *targets)
{
    for (char *id; (id = next_line(&frames)) != NULL;) {
        struct target t = {.id = id, .delivery = {.seconds = o->seconds, .tries = o->tries}};
        t.delivery.address = next_line(&frames);
        t.pages = next_line(&frames);
        t.digits = next_line(&frames);
        if (!t.digits)
            break;
        for (const char *d = t.digits; d[0] && d[1]; d += 2)
            buf_putc(&t.delivery.frame, (char)(digit_of(d[0]) * 16 + digit_of(d[1])));
        memory_push(targets, t);
    }
}

/* --- sending */

static void deliver(void *context, size_t item, int worker)
{
    (void)worker;
    led_deliver(&((struct targets *)context)->items[item].delivery);
}

/* Nothing can be reached from now on but where TARGETS are sent to, and FOLDER, where what arrived is written
 * down. */
static bool give_up_others(const struct targets *targets, const char *folder)
{
    char **devices = memory_new(targets->len + 1, sizeof *devices);
    uint16_t *ports = memory_new(targets->len + 1, sizeof *ports);
    size_t devices_len = 0, ports_len = 0;
    for (size_t i = 0; i < targets->len; i++) {
        const char *address = targets->items[i].delivery.address;
        char *device = led_line_device(address);
        if (device)
            devices[devices_len++] = device;
        else
            ports[ports_len++] = led_line_port(address);
    }
    bool well = confinement_sending(folder, (const char *const *)devices, devices_len, ports, ports_len);
    for (size_t i = 0; i < devices_len; i++)
        memory_free(devices[i]);
    memory_free(devices);
    memory_free(ports);
    return well;
}

/* Sends, and says of each screen what became of it; a feed that arrived is remembered in FOLDER. The exit
 * status. */
static int send_all(enum led_order order, struct targets *targets, const char *folder)
{
    enum { most_at_once = 64 };
    signal(SIGPIPE, SIG_IGN); /* a line that is closed is an error of a write like others */
    workers_run(most_at_once, targets->len, deliver, targets);
    int status = exit_well;
    for (size_t i = 0; i < targets->len; i++) {
        const struct target *t = &targets->items[i];
        if (!t->delivery.arrived) {
            say(ngettext("screen \"%s\" (%s): %s (%d try)", "screen \"%s\" (%s): %s (%d tries)",
                         (unsigned long)t->delivery.tried),
                t->id, t->delivery.address, buf_text(&t->delivery.why), t->delivery.tried);
            status = exit_failed;
        } else if (order == led_order_feed) {
            printf(_("%s: %s pages sent to %s\n"), t->id, t->pages, t->delivery.address);
            if (folder)
                led_sent_remember(folder, t->id, &t->delivery.frame);
        } else {
            printf(_("%s: done (%s)\n"), t->id, t->delivery.address);
        }
    }
    return status;
}

int led_send(const struct led_options *o, enum led_order order)
{
    struct buf frames = {0};
    struct targets targets = {0};
    struct frames_wanted wanted = {o, order};
    int status = apart(compose, &wanted, NULL, &frames);
    if (status == exit_well && frames.len > 0)
        targets_read(o, frames.data, &targets);
    for (size_t i = 0; o->typed.dry_run && i < targets.len; i++)
        printf("%s: %s\n", targets.items[i].id, targets.items[i].digits);
    if (status == exit_well && !o->typed.dry_run) {
        char *folder = order == led_order_feed ? led_sent_folder(o->dir) : NULL;
        status = give_up_others(&targets, folder) ? send_all(order, &targets, folder) : exit_failed;
        memory_free(folder);
    }
    for (size_t i = 0; i < targets.len; i++) {
        buf_free(&targets.items[i].delivery.frame);
        buf_free(&targets.items[i].delivery.why);
    }
    memory_free(targets.items);
    buf_free(&frames);
    return status;
}
