#define _GNU_SOURCE /* B57600 and above; NOLINT(bugprone-reserved-identifier) */

#include "cmd/led_line.h"

#include "base/memory.h"
#include "cmd/command.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const char tcp[] = "tcp://";
enum { serial_len = sizeof "serial:" - 1 };

static bool is_tcp(const char *address)
{
    return strncmp(address, tcp, sizeof tcp - 1) == 0;
}

int64_t led_line_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for EVENTS; false where they did not come. */
static bool ready(int line, short events, int64_t until)
{
    for (;;) {
        int64_t left = until - led_line_now();
        struct pollfd waiting = {.fd = line, .events = events};
        int found = poll(&waiting, 1, left > 0 ? (int)left : 0);
        if (found > 0)
            return true;
        if (found == 0 || errno != EINTR)
            return false;
    }
}

/* --- TCP */

/* Connects to one of the addresses that a host has. */
static int connect_to(const struct addrinfo *to, int64_t until, int *error)
{
    int line = socket(to->ai_family, to->ai_socktype, to->ai_protocol);
    if (line < 0) {
        *error = errno;
        return -1;
    }
    fcntl(line, F_SETFD, FD_CLOEXEC);
    fcntl(line, F_SETFL, O_NONBLOCK);
    *error = 0;
    if (connect(line, to->ai_addr, to->ai_addrlen) != 0 && errno != EINPROGRESS)
        *error = errno;
    socklen_t size = sizeof *error;
    if (!*error && !ready(line, POLLOUT, until))
        *error = ETIMEDOUT;
    if (!*error && getsockopt(line, SOL_SOCKET, SO_ERROR, error, &size) != 0)
        *error = errno;
    if (!*error)
        return line;
    close(line);
    return -1;
}

/* Parts HOST[:PORT] in TEXT, which is changed. */
static void part_address(char *text, char **host, char **port)
{
    static char usual[] = "5005";
    char *end = text;
    if (*text == '[' && strchr(text, ']')) {
        *host = text + 1;
        end = strchr(text, ']');
        *end++ = '\0';
    } else {
        *host = text;
        end = text + strcspn(text, ":");
    }
    *port = *end == ':' ? end + 1 : usual;
    *end = '\0';
}

/* HOST and PORT in ADDRESS, of tcp://; they live as long as the text that is returned, which the caller
 * frees. */
static char *read_tcp(const char *address, char **host, char **port)
{
    address += sizeof tcp - 1;
    char *text = memory_new(strlen(address) + 1, 1);
    memcpy(text, address, strlen(address));
    text[strcspn(text, "/")] = '\0';
    part_address(text, host, port);
    return text;
}

uint16_t led_line_port(const char *address)
{
    char *host, *port, *text = read_tcp(address, &host, &port);
    const struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    uint16_t number = 0;
    if (getaddrinfo(NULL, port, &hints, &found) == 0) {
        number = ntohs(((const struct sockaddr_in *)(const void *)found->ai_addr)->sin_port);
        freeaddrinfo(found);
    }
    memory_free(text);
    return number;
}

static int open_tcp(const char *address, int64_t until, struct buf *why)
{
    char *host, *port, *text = read_tcp(address, &host, &port);
    const struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    int line = -1, error = getaddrinfo(host, port, &hints, &found);
    if (error)
        buf_puts(why, gai_strerror(error));
    for (const struct addrinfo *to = found; to && line < 0; to = to->ai_next) {
        line = connect_to(to, until, &error);
        if (line < 0 && !to->ai_next)
            buf_puts(why, strerror(error));
    }
    if (found)
        freeaddrinfo(found);
    memory_free(text);
    return line;
}

/* --- serial */

static speed_t speed_of(long baud)
{
    static const struct {
        long baud;
        speed_t speed;
    } speeds[] = {{9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}, {115200, B115200}};
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++)
        if (speeds[i].baud == baud)
            return speeds[i].speed;
    return B0;
}

/* Eight bits, no parity, one stop bit, nothing changed on the way. */
static bool set_line(int line, speed_t speed)
{
    struct termios how;
    if (tcgetattr(line, &how) != 0)
        return false;
    how.c_iflag = IGNBRK;
    how.c_oflag = 0;
    how.c_lflag = 0;
    how.c_cflag = (how.c_cflag & ~(tcflag_t)(CSIZE | PARENB | CSTOPB)) | CS8 | CREAD | CLOCAL;
    how.c_cc[VMIN] = 0;
    how.c_cc[VTIME] = 0;
    return cfsetispeed(&how, speed) == 0 && cfsetospeed(&how, speed) == 0 &&
           tcsetattr(line, TCSANOW, &how) == 0 && tcflush(line, TCIOFLUSH) == 0;
}

char *led_line_device(const char *address)
{
    if (is_tcp(address))
        return NULL;
    const char *path = address + serial_len, *colon = strrchr(path, ':');
    size_t len = colon ? (size_t)(colon - path) : strlen(path);
    struct buf device = {0};
    buf_put(&device, path, len);
    return buf_take(&device);
}

static int open_serial(const char *address, struct buf *why)
{
    char *device = led_line_device(address);
    const char *colon = strrchr(address + serial_len, ':');
    speed_t speed = colon ? speed_of(strtol(colon + 1, NULL, 10)) : B57600;
    int line = -1;
    if (speed == B0) {
        buf_printf(why, _("\"%s\" is no speed of a serial line: 9600, 19200, 38400, 57600 or 115200"),
                   colon + 1);
    } else {
        line = open(device, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        if (line < 0)
            buf_printf(why, "%s: %s", device, strerror(errno));
    }
    if (line >= 0 && !set_line(line, speed)) {
        buf_printf(why, "%s: %s", device, strerror(errno));
        close(line);
        line = -1;
    }
    memory_free(device);
    return line;
}

int led_line_open(const char *address, int64_t until, struct buf *why)
{
    return is_tcp(address) ? open_tcp(address, until, why) : open_serial(address, why);
}

bool led_line_put(int line, const void *bytes, size_t len, int64_t until, struct buf *why)
{
    const char *at = bytes;
    while (len > 0) {
        if (!ready(line, POLLOUT, until)) {
            buf_puts(why, strerror(ETIMEDOUT));
            return false;
        }
        ssize_t done = write(line, at, len);
        if (done < 0 && errno != EAGAIN && errno != EINTR) {
            buf_puts(why, strerror(errno));
            return false;
        }
        if (done > 0) {
            at += done;
            len -= (size_t)done;
        }
    }
    return true;
}

size_t led_line_get(int line, void *bytes, size_t room, int64_t until, struct buf *why)
{
    while (ready(line, POLLIN, until)) {
        ssize_t got = read(line, bytes, room);
        if (got > 0)
            return (size_t)got;
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        buf_puts(why, got == 0 ? _("the connection was closed without an answer") : strerror(errno));
        return 0;
    }
    buf_puts(why, _("no answer in time"));
    return 0;
}
