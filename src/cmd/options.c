/* Reading options and operands by the tables of the commands. */
#include "base/date.h"
#include "base/files.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "records/schemas.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The option that WORD names; *VALUE is what stands behind "=" in it, or NULL. */
static const struct option *find_option(const char *word, const struct command *command, const char **value)
{
    *value = NULL;
    for (const struct option *o = command->options; o->name; o++) {
        const char *names[] = {o->name, o->other};
        for (size_t k = 0; k < 2; k++) {
            if (!names[k])
                continue;
            size_t len = strlen(names[k]);
            if (strcmp(word, names[k]) == 0)
                return o;
            bool is_long = names[k][1] == '-';
            if (strncmp(word, names[k], len) == 0 && (is_long ? word[len] == '=' : o->value != NULL)) {
                *value = word + len + (is_long ? 1 : 0);
                return o;
            }
        }
    }
    return NULL;
}

/* Takes the option that WORDS begin with into OPTIONS. Returns the word that was its value's, or its own;
 * NULL where it is wrong (said). */
static char **take_option(char **words, const char *name, const struct command *command, char *options)
{
    const char *value;
    const struct option *o = find_option(*words, command, &value);
    if (!o) {
        say(_("%s: no such option: %s (gongshi help %s)"), name, *words, name);
        return NULL;
    }
    if (!o->value) {
        if (value) {
            say(_("%s: the option %s takes no value"), name, o->name);
            return NULL;
        }
        *(bool *)(options + o->at) = true;
        return words;
    }
    if (!value && words[1])
        value = *++words;
    if (!value) {
        say(_("%s: the option %s needs a value"), name, o->name);
        return NULL;
    }
    *(const char **)(void *)(options + o->at) = value;
    return words;
}

int options_read(int argc, char **argv, const struct command *command, void *options)
{
    int operands = 0;
    bool only_operands = false;
    for (char **word = argv + 1; word < argv + argc; word++) {
        if (only_operands || (*word)[0] != '-' || (*word)[1] == '\0') {
            argv[++operands] = *word;
        } else if (strcmp(*word, "--") == 0) {
            only_operands = true;
        } else {
            word = take_option(word, argv[0], command, options);
            if (!word)
                return -1;
        }
    }
    argv[operands + 1] = NULL;
    return operands;
}

const char *village_folder(const char *chosen, int *operands, char **argv)
{
    if (chosen)
        return chosen;
    if (*operands > 0) {
        char *records = path_join(argv[1], "records");
        bool is_village = folder_exists(records);
        memory_free(records);
        if (is_village) {
            const char *dir = argv[1];
            for (int i = 1; i <= *operands; i++)
                argv[i] = argv[i + 1];
            --*operands;
            return dir;
        }
    }
    return ".";
}

const char *village_alone(const char *chosen, int operands, char **argv)
{
    const char *dir = village_folder(chosen, &operands, argv);
    if (operands == 0)
        return dir;
    say(_("%s: no village in \"%s\": a village's folder holds records/"), argv[0], argv[1]);
    return NULL;
}

bool date_option(const char *date, int32_t *day)
{
    if (date) {
        struct buf plain = {0};
        fold_id(&plain, date, strlen(date));
        bool right = date_parse(buf_text(&plain), plain.len, day);
        buf_free(&plain);
        if (right)
            return true;
        say(_("\"%s\" is no date: write year-month-day, such as 2026-03-05"), date);
        return false;
    }
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch) {
        *day = date_in_beijing((int64_t)time(NULL));
        return true;
    }
    char *end;
    errno = 0;
    long long seconds = strtoll(epoch, &end, 10);
    bool number = !errno && !*end && seconds > -4000000000LL && seconds < 8000000000LL;
    *day = number ? date_in_beijing(seconds) : date_first;
    if (!number || *day < date_of(1900, 1, 1) || *day > date_of(2199, 12, 31)) {
        say(_("SOURCE_DATE_EPOCH is no number of seconds since 1970 that lies from 1900 to 2199: %s"), epoch);
        return false;
    }
    return true;
}

bool language_option(const char *language)
{
    if (!language || word_find(language_words, language, strlen(language)) >= 0)
        return true;
    say(_("--language takes zh-CN or en, not \"%s\""), language);
    return false;
}

bool format_option(const char *format, bool *json)
{
    *json = strcmp(format, "json") == 0;
    if (*json || strcmp(format, "text") == 0)
        return true;
    say(_("--format takes text or json, not \"%s\""), format);
    return false;
}

bool threads_option(const char *count, int *threads)
{
    enum { most_threads = 256 };
    *threads = workers_available();
    if (!count)
        return true;
    char *end;
    errno = 0;
    long number = strtol(count, &end, 10);
    if (errno || end == count || *end || number < 1 || number > most_threads) {
        say(_("-j wants a number of threads from 1 to 256, not \"%s\""), count);
        return false;
    }
    *threads = (int)number;
    return true;
}
