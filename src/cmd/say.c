/* How a command speaks to its user: in the language of the locale, on standard error. */
#include "base/memory.h"
#include "base/terminal.h"
#include "cmd/command.h"

#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The language that the environment asks for, as setlocale would look for it; NULL: none. */
static const char *wanted_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

void say_begin(void)
{
    if (!setlocale(LC_ALL, "")) {
        /* A minimal machine has only the C locales: then gettext needs one that is there, and is told the
         * language. */
        const char *wanted = wanted_language(), *language = getenv("LANGUAGE");
        setlocale(LC_ALL, "C.UTF-8");
        if (wanted && strncmp(wanted, "zh", 2) == 0 && !(language && *language))
            setenv("LANGUAGE", "zh_CN", 1);
    }
    setlocale(LC_NUMERIC, "C");
    char *locale = installed_path("locale");
    if (locale)
        bindtextdomain("gongshi", locale);
    memory_free(locale);
    bind_textdomain_codeset("gongshi", "UTF-8");
    textdomain("gongshi");
}

/* Where what is said is kept too; NULL: nowhere. */
static struct buf *keeping;

void say_keep(struct buf *keep)
{
    keeping = keep;
}

void say_plain(const char *text, size_t len)
{
    fwrite(text, 1, len, stderr);
    if (keeping)
        buf_put(keeping, text, len);
}

void say_in(const char *language)
{
    static char *before;
    const char *now = getenv("LANGUAGE");
    if (language && !before) {
        struct buf kept = {0};
        buf_puts(&kept, now ? now : "");
        buf_putc(&kept, '\0');
        before = buf_take(&kept);
        setlocale(LC_MESSAGES, "C.UTF-8");
    }
    if (language) {
        setenv("LANGUAGE", strcmp(language, "en") == 0 ? "en" : "zh_CN", 1);
    } else if (before) {
        setlocale(LC_MESSAGES, "");
        if (*before)
            setenv("LANGUAGE", before, 1);
        else
            unsetenv("LANGUAGE");
        memory_free(before);
        before = NULL;
    }
    textdomain("gongshi"); /* what was looked up before is looked up anew */
}

void say(const char *format, ...)
{
    va_list args;
    struct buf text = {0}, out = {0};
    va_start(args, format);
    buf_vprintf(&text, format, args);
    va_end(args);
    buf_puts(&out, "gongshi: ");
    terminal_put_lines(&out, buf_text(&text));
    buf_putc(&out, '\n');
    say_plain(out.data, out.len);
    buf_free(&text);
    buf_free(&out);
}

const char *say_translate(const char *message)
{
    return *message ? gettext(message) : message;
}

bool say_colour(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDERR_FILENO) && !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

bool say_chinese(void)
{
    return (unsigned char)*gettext("entry") >= 0x80;
}
