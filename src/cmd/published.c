#include "cmd/published.h"

#include "base/date.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/points.h"
#include "cmd/command.h"
#include "ledger/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- reading what view_public_json wrote; of anything else nothing is learnt */

/* A file, of which a piece is held at a time. */
struct reader {
    int fd;
    char piece[1 << 16];
    size_t at, len; /* within the piece */
    bool failed;
};

/* The next piece; false at the end of the file. */
static bool read_piece(struct reader *r)
{
    ssize_t n;
    do
        n = read(r->fd, r->piece, sizeof r->piece);
    while (n < 0 && errno == EINTR);
    r->at = 0;
    r->len = n > 0 ? (size_t)n : 0;
    return n > 0;
}

/* The byte that comes next, NUL at the end. */
static char peek(struct reader *r)
{
    return r->at < r->len || read_piece(r) ? r->piece[r->at] : '\0';
}

/* Passes over it, where it is none that ends the file; the byte behind it. */
static char pass(struct reader *r)
{
    r->at++;
    return peek(r);
}

static char next(struct reader *r)
{
    char c = peek(r);
    while (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == ':')
        c = pass(r);
    return c;
}

/* Reads a string without its escapes, cut to SIZE. */
static void read_string(struct reader *r, char *text, size_t size)
{
    size_t len = 0;
    if (next(r) != '"') {
        r->failed = true;
        return;
    }
    char c;
    for (c = pass(r); c && c != '"'; c = pass(r)) {
        if (c == '\\')
            c = pass(r);
        if (len + 1 < size)
            text[len++] = c;
    }
    text[len] = '\0';
    r->failed = r->failed || c != '"';
    r->at += c == '"';
}

/* Passes over a string, whose mark comes next. */
static void skip_string(struct reader *r)
{
    char nothing[1];
    read_string(r, nothing, sizeof nothing);
}

/* Whether C ends a number, true, false or null. */
static bool ends_word(char c)
{
    return !c || c == ',' || c == '}' || c == ']' || c == ':' || c == '{' || c == '[' || c == '"' ||
           c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Reads a number, true, false or null, cut to SIZE. */
static void read_bare(struct reader *r, char *text, size_t size)
{
    size_t len = 0;
    for (char c = next(r); !ends_word(c); c = pass(r))
        if (len + 1 < size)
            text[len++] = c;
    text[len] = '\0';
}

/* Passes over a value, however deep. */
static void skip(struct reader *r)
{
    int depth = 0;
    do {
        char c = next(r);
        if (c == '"') {
            skip_string(r);
        } else if (c == '{' || c == '[') {
            depth++;
            r->at++;
        } else if (c == '}' || c == ']') {
            depth--;
            r->at++;
        } else {
            char word[2];
            read_bare(r, word, sizeof word);
            r->failed = r->failed || !*word;
        }
    } while (depth > 0 && !r->failed);
}

/* Whether another item (a key) stands before CLOSE, which is passed over. */
static bool more(struct reader *r, char close)
{
    if (r->failed || next(r) == '\0') {
        r->failed = true;
        return false;
    }
    if (peek(r) != close)
        return true;
    r->at++;
    return false;
}

static bool enter(struct reader *r, char open)
{
    r->failed = r->failed || next(r) != open;
    if (!r->failed)
        r->at++;
    return !r->failed;
}

/* --- comparing */

struct comparison {
    struct reader *reader;
    const struct records *records;
    const struct ledger *ledger; /* as of the day that was published */
    bool *changed;               /* by household */
    uint32_t count;
    char first[64];                                       /* the id of one that is otherwise */
    char before[points_text_size], now[points_text_size]; /* its points */
};

static void compare_household(struct comparison *c, const struct cycle *cycle)
{
    struct reader *r = c->reader;
    char id[128] = "";
    int64_t earned = 0;
    bool known = false;
    if (!enter(r, '{'))
        return;
    while (more(r, '}')) {
        char key[32];
        read_string(r, key, sizeof key);
        if (strcmp(key, "id") == 0) {
            read_string(r, id, sizeof id);
        } else if (strcmp(key, "earned") == 0) {
            char number[points_text_size + 1];
            read_bare(r, number, sizeof number);
            known = points_parse(number, strlen(number), &earned);
        } else {
            skip(r);
        }
    }
    uint32_t household = map_find(&c->records->household_ids, id);
    if (r->failed || !known || !cycle || household == map_none || c->changed[household])
        return;
    const struct account *account = cycle_account(cycle, c->records, household);
    int64_t now = account ? account->earned : 0;
    if (now == earned)
        return;
    c->changed[household] = true;
    if (c->count++ == 0) {
        memcpy(c->first, id, strnlen(id, sizeof c->first - 1));
        points_format(earned, c->before);
        points_format(now, c->now);
    }
}

static void compare_cycle(struct comparison *c)
{
    struct reader *r = c->reader;
    char number[16] = "";
    if (!enter(r, '{'))
        return;
    while (more(r, '}')) {
        char key[32];
        read_string(r, key, sizeof key);
        if (strcmp(key, "id") == 0) {
            read_bare(r, number, sizeof number);
        } else if (strcmp(key, "households") == 0 && enter(r, '[')) {
            const struct cycle *cycle = ledger_cycle(c->ledger, (int)strtol(number, NULL, 10));
            while (more(r, ']'))
                compare_household(c, cycle);
        } else {
            skip(r);
        }
    }
}

/* Reads up to the day that TEXT is of; false: it says none. */
static bool find_date(struct reader *r, int32_t *date)
{
    if (!enter(r, '{'))
        return false;
    while (more(r, '}')) {
        char key[32], day[32] = "";
        read_string(r, key, sizeof key);
        if (strcmp(key, "date") != 0) {
            skip(r);
            continue;
        }
        read_string(r, day, sizeof day);
        return !r->failed && date_parse(day, strlen(day), date);
    }
    return false;
}

static void compare_all(struct comparison *c)
{
    struct reader *r = c->reader;
    while (more(r, '}')) {
        char key[32];
        read_string(r, key, sizeof key);
        if (strcmp(key, "cycles") == 0 && enter(r, '['))
            while (more(r, ']'))
                compare_cycle(c);
        else
            skip(r);
    }
}

static void compare_file(struct reader *reader, const struct ledger *present)
{
    struct comparison c = {.reader = reader, .records = present->records, .ledger = present};
    struct ledger then = {0};
    struct diags diags = {0};
    int32_t date;
    if (!find_date(reader, &date))
        return;
    c.changed = memory_new(c.records->households_len, sizeof *c.changed);
    if (date != present->date) {
        ledger_compute(&then, c.records, date, &diags);
        c.ledger = &then;
    }
    compare_all(&c);
    char day[date_text_size];
    date_format(date, day);
    if (!reader->failed && c.count)
        say(ngettext("this changes the points of %u household up to %s, the day published last (%s: %s, now "
                     "%s): a rule or a record of the past is otherwise",
                     "this changes the points of %u households up to %s, the day published last (%s: %s, now "
                     "%s, for one): a rule or a record of the past is otherwise",
                     c.count),
            c.count, day, c.first, c.before, c.now);
    if (c.ledger == &then)
        ledger_free(&then);
    diag_free(&diags);
    memory_free(c.changed);
}

void published_compare(const char *dir, const char *out, const struct ledger *ledger)
{
    char *beside = path_join(dir, "out");
    char *path = path_join(out ? out : beside, "site/data/ledger.json");
    struct reader *reader = memory_new(1, sizeof *reader);
    reader->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (reader->fd >= 0) {
        compare_file(reader, ledger);
        close(reader->fd);
    }
    memory_free(reader);
    memory_free(path);
    memory_free(beside);
}
