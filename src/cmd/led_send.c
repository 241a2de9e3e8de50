/*
 * gongshi led send, on, off, clock: to every screen by itself, side by side. Who reads the village is a
 * process of its own that can't reach a network; who sends has read nothing but frames.
 */
#include "base/files.h"
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/led.h"
#include "cmd/led_deliver.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* In the process that reads: gives the frames to the other, and ends. */
static _Noreturn void give_frames(const struct led_options *o, enum led_order order, int pipe)
{
    struct buf frames = {0};
    int status = led_frames(o, order, &frames);
    FILE *out = fdopen(pipe, "w");
    if (!out || fwrite(buf_text(&frames), 1, frames.len, out) != frames.len || fclose(out) != 0)
        status = status == exit_well ? exit_failed : status;
    fflush(stdout);
    _exit(status);
}

/* Has another process read the village, and what it says behind what is in FRAMES. The exit status. */
static int take_frames(const struct led_options *o, enum led_order order, struct buf *frames)
{
    int ends[2], status = 0, error = 0;
    fflush(stdout);
    if (pipe(ends) != 0) {
        say(_("cannot start: %s"), strerror(errno));
        return exit_failed;
    }
    pid_t reader = fork();
    if (reader == 0) {
        close(ends[0]);
        give_frames(o, order, ends[1]);
    }
    error = reader < 0 ? errno : 0;
    close(ends[1]);
    if (!error)
        error = file_read_open(ends[0], frames);
    close(ends[0]);
    while (reader > 0 && waitpid(reader, &status, 0) < 0 && errno == EINTR)
        ;
    if (error)
        say(_("cannot start: %s"), strerror(error));
    return error || !WIFEXITED(status) ? exit_failed : WEXITSTATUS(status);
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

/* Sends, and says of each screen what became of it; the exit status. */
static int send_all(enum led_order order, struct targets *targets)
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
    int status = take_frames(o, order, &frames);
    if (status == exit_well && frames.len > 0)
        targets_read(o, frames.data, &targets);
    for (size_t i = 0; o->typed.dry_run && i < targets.len; i++)
        printf("%s: %s\n", targets.items[i].id, targets.items[i].digits);
    if (status == exit_well && !o->typed.dry_run)
        status = send_all(order, &targets);
    for (size_t i = 0; i < targets.len; i++) {
        buf_free(&targets.items[i].delivery.frame);
        buf_free(&targets.items[i].delivery.why);
    }
    memory_free(targets.items);
    buf_free(&frames);
    return status;
}
