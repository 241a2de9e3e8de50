/* gongshi led: what the screens show is sent to their controllers; a sign to try it with. */
#include "cmd/led.h"

#include "cmd/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* TEXT as a number from 1 to MOST; false, said, where it is none. */
static bool read_number(const char *option, const char *text, int most, int *number)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno || end == text || *end || value < 1 || value > most) {
        say(_("%s takes a number from 1 to %d, not \"%s\""), option, most, text);
        return false;
    }
    *number = (int)value;
    return true;
}

static bool read_options(int argc, char **argv, struct led_options *o, const char **what)
{
    const char *folder = NULL, *date = NULL, *seconds = "5", *tries = "3";
    *o = (struct led_options){0};
    const struct option_spec specs[] = {
        {.name = "-C", .value = &folder},
        {.name = "--date", .value = &date},
        {.name = "-n", .other = "--dry-run", .flag = &o->dry_run},
        {.name = "--timeout", .value = &seconds},
        {.name = "--tries", .value = &tries},
        {.name = "--listen", .value = &o->listen},
        {.name = "--controller", .value = &o->controller},
    };
    int operands = options_read(argc, argv, specs, sizeof specs / sizeof *specs);
    if (operands < 0)
        return false;
    if (operands == 0) {
        say(_("led: send, on, off, clock or simulate? (gongshi help led)"));
        return false;
    }
    *what = argv[1];
    o->operands = operands - 1;
    o->argv = argv + 1;
    o->dir = village_folder(folder, &o->operands, o->argv);
    return read_number("--timeout", seconds, 600, &o->seconds) &&
           read_number("--tries", tries, 20, &o->tries) && date_option(date, &o->date);
}

int command_led(int argc, char **argv)
{
    static const struct {
        const char *name;
        enum led_order order;
    } orders[] = {
        {"send", led_order_feed}, {"on", led_order_on}, {"off", led_order_off}, {"clock", led_order_clock}};
    struct led_options o;
    const char *what;
    if (!read_options(argc, argv, &o, &what))
        return exit_usage;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (strcmp(what, orders[i].name) == 0)
            return led_send(&o, orders[i].order);
    if (strcmp(what, "simulate") == 0)
        return led_simulate(&o);
    say(_("led: send, on, off, clock or simulate, not \"%s\""), what);
    return exit_usage;
}
