/* gongshi led simulate: a sign in the terminal that takes what a controller takes. */
#include "base/memory.h"
#include "base/terminal.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/led.h"
#include "cmd/led_deliver.h"
#include "led/sign.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most_lines = 32, look_every = 200 /* ms: for the signal, which may come to another thread */ };

/* Who is connected. */
struct caller {
    int line;
    struct unframe incoming;
};

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

/* --- what the sign shows */

/* A page as it stands between the edges of the sign. */
static void print_page(const char *page, size_t len, int columns)
{
    struct buf out = {0};
    buf_puts(&out, "  +");
    buf_fill(&out, '-', (size_t)columns);
    buf_puts(&out, "+\n");
    while (len > 0) {
        const char *end = memchr(page, '\n', len);
        size_t line = end ? (size_t)(end - page) : len;
        char *copy = memory_new(line + 1, 1);
        memcpy(copy, page, line);
        buf_puts(&out, "  |");
        terminal_puts(&out, copy);
        int taken = utf8_columns(copy, line);
        buf_fill(&out, ' ', taken < columns ? (size_t)(columns - taken) : 0);
        buf_puts(&out, "|\n");
        memory_free(copy);
        page += line + (end ? 1 : 0);
        len -= line + (end ? 1 : 0);
    }
    fputs(buf_text(&out), stdout);
    buf_free(&out);
}

static void print_area(const struct sign_area *area, unsigned number)
{
    struct buf text = {0};
    if (!sign_pages(area, &text)) {
        say(_("this system does not know GBK"));
        return;
    }
    printf(_("area %u: %u×%u dots at %u, %u; %u.%u s a page\n"), number, area->width, area->height, area->x,
           area->y, area->hold / 2, area->hold % 2 * 5);
    enum { half = 8 };
    for (const char *page = buf_text(&text);;) {
        size_t len = strcspn(page, "\f");
        print_page(page, len, (int)(area->width / half));
        if (!page[len])
            break;
        page += len + 1;
    }
    printf("  +");
    for (unsigned i = 0; i < area->width / half; i++)
        putchar('-');
    printf("+\n");
    buf_free(&text);
}

static void print_event(const struct sign *sign, const struct unframed *packet, enum sign_event event)
{
    switch (event) {
    case sign_nothing:
        break;
    case sign_others:
        printf(_("a frame for screen %u, which this is not: it is screen %u\n"), packet->destination,
               sign->number);
        break;
    case sign_refused:
        printf(_("a frame was refused (error %u): %s\n"), sign->refused, led_refusal(sign->refused));
        break;
    case sign_shows:
        for (unsigned i = 0; i < sign_most_areas; i++)
            if (sign->areas[i].there)
                print_area(&sign->areas[i], i);
        break;
    case sign_cleared:
        printf(_("cleared\n"));
        break;
    case sign_power:
        printf("%s\n", sign->off ? _("switched off") : _("switched on"));
        break;
    case sign_time: {
        const unsigned char *c = sign->clock;
        printf(_("clock set to %02x%02x-%02x-%02x %02x:%02x:%02x, weekday %x\n"), c[1], c[0], c[2], c[3],
               c[4], c[5], c[6], c[7]);
        break;
    }
    }
    fflush(stdout);
}

/* --- the line */

/* Takes what CALLER sends; false once the line is closed. */
static bool hear(struct sign *sign, struct caller *caller)
{
    unsigned char bytes[512];
    ssize_t len = read(caller->line, bytes, sizeof bytes);
    if (len <= 0)
        return len < 0 && (errno == EINTR || errno == EAGAIN);
    struct buf answer = {0};
    for (ssize_t i = 0; i < len; i++) {
        struct unframed packet;
        enum unframe_result result = unframe_take(&caller->incoming, bytes[i], &packet);
        if (result != unframe_more)
            print_event(sign, &packet, sign_take(sign, result, &packet, &answer));
    }
    /* a client that does not read its answers is not waited for */
    bool well = answer.len == 0 || send(caller->line, answer.data, answer.len, MSG_NOSIGNAL) >= 0;
    buf_free(&answer);
    return well;
}

/* The address that --listen says, on this machine alone where it says only a port. */
static bool read_address(const char *text, struct sockaddr_in *address)
{
    const char *colon = strrchr(text, ':'), *port = colon ? colon + 1 : text;
    char host[INET_ADDRSTRLEN] = "127.0.0.1", *end;
    unsigned long number = strtoul(port, &end, 10);
    bool right = !*end && end > port && number <= 65535 && *port >= '0' && *port <= '9';
    if (right && colon) {
        right = (size_t)(colon - text) < sizeof host;
        snprintf(host, sizeof host, "%.*s", right ? (int)(colon - text) : 0, text);
    }
    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)number)};
    if (right && inet_pton(AF_INET, host, &address->sin_addr) == 1)
        return true;
    say(_("--listen takes a port, or an address and a port such as 192.0.2.10:5005, not \"%s\""), text);
    return false;
}

/* −1, said, where nobody can be listened to there. */
static int begin_listening(struct sockaddr_in *address)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    socklen_t size = sizeof *address;
    if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        bind(listener, (struct sockaddr *)address, size) != 0 || listen(listener, most_lines) != 0 ||
        getsockname(listener, (struct sockaddr *)address, &size) != 0) {
        say(_("cannot listen there: %s"), strerror(errno));
        if (listener >= 0)
            close(listener);
        return -1;
    }
    return listener;
}

/* Serves all that call, until a signal comes. */
static void listen_to(struct sign *sign, int listener)
{
    struct caller *callers = memory_new(most_lines, sizeof *callers);
    struct pollfd waiting[1 + most_lines];
    size_t count = 0;
    while (!stop) {
        waiting[0] = (struct pollfd){.fd = listener, .events = count < most_lines ? POLLIN : 0};
        for (size_t i = 0; i < count; i++)
            waiting[1 + i] = (struct pollfd){.fd = callers[i].line, .events = POLLIN};
        if (poll(waiting, (nfds_t)(1 + count), look_every) <= 0)
            continue;
        for (size_t i = count; i-- > 0;)
            if (waiting[1 + i].revents && !hear(sign, &callers[i])) {
                close(callers[i].line);
                callers[i] = callers[--count];
            }
        int line = waiting[0].revents ? accept(listener, NULL, NULL) : -1;
        if (line >= 0) {
            fcntl(line, F_SETFL, O_NONBLOCK);
            callers[count++] = (struct caller){.line = line};
        }
    }
    for (size_t i = 0; i < count; i++)
        close(callers[i].line);
    memory_free(callers);
}

int led_simulate(const struct led_options *o)
{
    enum { default_number = 1 };
    struct sockaddr_in address;
    struct sign *sign = memory_new(1, sizeof *sign);
    int status = exit_usage, listener = -1;
    sign->number = default_number;
    sign->five = o->typed.controller && strcmp(o->typed.controller, "bx-5k") == 0;
    if (o->typed.controller && !sign->five && strcmp(o->typed.controller, "bx-6k") != 0)
        say(_("--controller takes bx-5k or bx-6k, not \"%s\""), o->typed.controller);
    else if (read_address(o->typed.listen ? o->typed.listen : "5005", &address))
        listener = begin_listening(&address);
    if (listener >= 0) {
        char host[INET_ADDRSTRLEN];
        struct sigaction action = {.sa_handler = on_signal};
        sigaction(SIGINT, &action, NULL);
        sigaction(SIGTERM, &action, NULL);
        inet_ntop(AF_INET, &address.sin_addr, host, sizeof host);
        printf(_("A %s listens at tcp://%s:%u. Ctrl-C ends it.\n"), sign->five ? "BX-5K" : "BX-6K", host,
               (unsigned)ntohs(address.sin_port));
        fflush(stdout);
        status = confinement_reading() ? exit_well : exit_failed; /* whoever calls is a stranger */
        if (status == exit_well)
            listen_to(sign, listener);
        close(listener);
    }
    memory_free(sign);
    return status;
}
