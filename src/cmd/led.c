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
    *o = (struct led_options){.typed = {.seconds = "5", .tries = "3"}};
    int operands = options_read(argc, argv, &command_led, &o->typed);
    if (operands < 0)
        return false;
    if (operands == 0) {
        say(_("led: send, on, off, clock or simulate? (gongshi help led)"));
        return false;
    }
    *what = argv[1];
    o->operands = operands - 1;
    o->argv = argv + 1;
    o->dir = village_folder(o->typed.folder, &o->operands, o->argv);
    return read_number("--timeout", o->typed.seconds, 600, &o->seconds) &&
           read_number("--tries", o->typed.tries, 20, &o->tries) && date_option(o->typed.date, &o->day);
}

static int run_led(int argc, char **argv)
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

#define at(field) offsetof(struct led_typed, field)
const struct command command_led = {
    .name = "led",
    .run = run_led,
    .line = N_("send the screens what they show, or be a screen to try it with"),
    .text = N_(
        "send: composes what the screens show on a day and sends it to their controllers (Onbon BX-5K, "
        "BX-6K), over TCP or a serial line as village.yaml has it: all at once, each by itself; what a "
        "controller has no room for is left out from the end, and said. on, off: switches them; clock: sets "
        "their clocks to Beijing's time. simulate: a sign in the terminal that takes the same frames and "
        "shows what they show, until Ctrl-C."),
    .before = "send|on|off|clock|simulate [DIR]",
    .behind = N_("[SCREEN …]"),
    .options = {OPTION_FOLDER(struct led_typed),
                OPTION_DATE(struct led_typed),
                {.name = "-n",
                 .other = "--dry-run",
                 .at = at(dry_run),
                 .help = N_("send nothing, and print the frames in hexadecimal digits")},
                {.name = "--timeout",
                 .value = N_("SECONDS"),
                 .at = at(seconds),
                 .help = N_("how long a controller may take to answer, 1 to 600; otherwise 5")},
                {.name = "--tries",
                 .value = "N",
                 .at = at(tries),
                 .help = N_("how often it is tried before a screen is given up, 1 to 20; otherwise 3")},
                {.name = "--listen",
                 .value = N_("PORT"),
                 .at = at(listen),
                 .help = N_("where the sign of simulate listens: a port of this machine alone, or "
                            "ADDRESS:PORT; otherwise 5005")},
                {.name = "--controller",
                 .value = N_("MODEL"),
                 .at = at(controller),
                 .help = N_("what the sign of simulate is: bx-5k or bx-6k (the default)")},
                {.name = N_("SCREEN …"),
                 .help = N_("only these screens, by id; otherwise all that have a controller")}},
    .status =
        N_("0: all screens have taken it. 1: the records have errors, or a screen can't be sent to. 2: the "
           "command was used wrongly. 3: a screen did not answer, or refused; the others were sent to."),
    .examples = {"gongshi led send", "gongshi led send gate --dry-run", "gongshi led off gate",
                 "gongshi led simulate --listen 5005"},
};
