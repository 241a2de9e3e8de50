/* gongshi serve: builds, shows the site to this machine's browser, and builds again on every change. */
#include "base/files.h"
#include "base/memory.h"
#include "cmd/build.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "cmd/outputs.h"
#include "cmd/serve_answer.h"
#include "cmd/watch.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { look_every = 300 /* milliseconds */ };

struct serving {
    struct build_options build;
    struct answering answering;
};

static void rebuild(struct serving *s)
{
    struct loaded loaded;
    struct buf errors = {0};
    bool failed = false;
    int status = build_village(&s->build, &loaded);
    memory_on_failure(NULL); /* publishing has ended well if it ended well: what fails from now on is ours */
    if (status == exit_records)
        load_describe(&loaded, false, &errors);
    else if (status != exit_well)
        failed = true;
    load_free(&loaded);
    answering_built(&s->answering, errors, failed);
}

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

static void rest(int milliseconds)
{
    struct timespec t = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
    nanosleep(&t, NULL);
}

/* Builds at every change until a signal comes. */
static void watch(struct serving *s, bool fixed_date, uint64_t before)
{
    char *themes = installed_path("themes");
    while (!stop) {
        rest(look_every);
        uint64_t now = watch_state(s->build.dir, themes);
        int32_t today = s->build.date;
        if (!fixed_date)
            date_option(NULL, &today); /* the day may have changed: what is on notice depends on it */
        if (now == before && today == s->build.date)
            continue;
        rest(look_every / 3); /* an editor may still be writing */
        before = watch_state(s->build.dir, themes);
        s->build.date = today;
        rebuild(s);
    }
    memory_free(themes);
}

/* The address that --host and --port say; false, said, where they say none. */
static bool read_address(const char *host, const char *port_text, struct sockaddr_in *address)
{
    char *end;
    unsigned long port = strtoul(port_text, &end, 10);
    *address = (struct sockaddr_in){.sin_family = AF_INET};
    if (*end || end == port_text || port < 1 || port > 65535) {
        say(_("--port takes a number from 1 to 65535, not \"%s\""), port_text);
        return false;
    }
    if (inet_pton(AF_INET, host, &address->sin_addr) != 1) {
        say(_("--host takes an address such as 127.0.0.1, not \"%s\""), host);
        return false;
    }
    address->sin_port = htons((uint16_t)port);
    return true;
}

/* The options as they were typed. */
struct typed {
    const char *folder, *out, *date, *host, *port, *jobs;
};

/* Builds, and again at every change, while a browser is answered; OUT is where. */
static int serve(struct serving *s, const struct typed *typed, struct sockaddr_in *address, const char *out)
{
    char *site = path_join(out, "site"), *themes = installed_path("themes");
    int status = confinement_files(s->build.dir, out)
                     ? answering_begin(&s->answering, site, address, typed->host, typed->port)
                     : exit_failed;
    bool begun = status == exit_well;
    if (begun && confinement_sockets()) {
        uint64_t before = watch_state(s->build.dir, themes);
        rebuild(s);
        printf(_("The site is at http://%s:%s/ and follows every change. Ctrl-C ends it.\n"), typed->host,
               typed->port);
        fflush(stdout);
        watch(s, typed->date != NULL, before);
    } else {
        status = begun ? exit_failed : status;
    }
    if (begun)
        answering_end(&s->answering);
    memory_free(site);
    memory_free(themes);
    return status;
}

static int run_serve(int argc, char **argv)
{
    struct typed typed = {.host = "127.0.0.1", .port = "8080"};
    int operands = options_read(argc, argv, &command_serve, &typed);
    if (operands < 0)
        return exit_usage;
    /* not the office's papers: a browser can ask for what is here */
    struct serving s = {.build = {.out = typed.out, .outputs = outputs_public()}};
    s.build.dir = village_alone(typed.folder, operands, argv);
    if (!s.build.dir)
        return exit_usage;
    struct sockaddr_in address;
    if (!date_option(typed.date, &s.build.date) || !threads_option(typed.jobs, &s.build.threads) ||
        !read_address(typed.host, typed.port, &address))
        return exit_usage;
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    char *out = s.build.out ? path_join("", s.build.out) : path_join(s.build.dir, "out");
    int status = serve(&s, &typed, &address, out);
    memory_free(out);
    return status;
}

const struct command command_serve = {
    .name = "serve",
    .run = run_serve,
    .line = N_("build, show the site here, and build again on every change"),
    .text = N_(
        "Builds the village, shows its site to this machine's browser, and builds again whenever the "
        "records, the pages in content/ or the theme change; the page in the browser then loads itself "
        "again. While the records have errors the browser shows these, and the last good site can still be "
        "reached. Ctrl-C ends it."),
    .before = "[DIR]",
    .options = {OPTION_FOLDER(struct typed),
                OPTION_OUT(struct typed),
                OPTION_DATE(struct typed),
                {.name = "--host",
                 .value = N_("ADDRESS"),
                 .at = offsetof(struct typed, host),
                 .help =
                     N_("the address to serve at; otherwise 127.0.0.1, which other machines can't reach")},
                {.name = "--port",
                 .value = "N",
                 .at = offsetof(struct typed, port),
                 .help = N_("the port to serve at; otherwise 8080")},
                OPTION_JOBS(struct typed)},
    .status = N_("0: it was ended. 2: the command was used wrongly, or the port is taken."),
    .examples = {"gongshi serve", "gongshi serve /srv/village --port 8000"},
};
