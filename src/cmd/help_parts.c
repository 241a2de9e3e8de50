#include "cmd/help_parts.h"

#include "base/memory.h"

#include <stdint.h>
#include <string.h>
#include <unilbrk.h>

enum { page_width = 80 };

static const char usual_status[] = N_(
    "0: done, warnings allowed. 1: the records have errors. 2: the command was used wrongly. 3: the machine "
    "failed (disk, memory, a library).");

void help_text(struct buf *out, const char *text, int indent)
{
    size_t len = strlen(text), start = 0;
    char *breaks = memory_new(len + 1, 1);
    u8_width_linebreaks((const uint8_t *)text, len, page_width, indent, 0, NULL, "UTF-8", breaks);
    for (size_t i = 0; i <= len; i++) {
        if (i < len && breaks[i] != UC_BREAK_POSSIBLE && breaks[i] != UC_BREAK_MANDATORY)
            continue;
        size_t end = i;
        while (end > start && text[end - 1] == ' ')
            end--;
        if (i == 0)
            continue;
        buf_fill(out, ' ', (size_t)indent);
        buf_put(out, text + start, end - start);
        buf_putc(out, '\n');
        start = i;
    }
    memory_free(breaks);
}

void help_use(struct buf *out, const struct command *command)
{
    buf_printf(out, "gongshi %s", command->name);
    if (command->use) {
        buf_printf(out, " %s", _(command->use));
        return;
    }
    if (command->before)
        buf_printf(out, " %s", _(command->before));
    for (const struct option *o = command->options; o->name; o++) {
        if (o->name[0] != '-' || strcmp(o->name, "-C") == 0)
            continue;
        buf_printf(out, o->instead ? " | %s" : " [%s", o->name);
        if (o->value)
            buf_printf(out, " %s", _(o->value));
        if (!o[1].name || !o[1].instead)
            buf_putc(out, ']');
    }
    if (command->behind)
        buf_printf(out, " %s", _(command->behind));
}

void help_words(struct buf *out, const struct option *option)
{
    const char *names[] = {option->name[0] == '-' ? option->name : _(option->name), option->other};
    for (size_t i = 0; i < 2 && names[i]; i++) {
        buf_printf(out, i ? ", %s" : "%s", names[i]);
        if (option->value)
            buf_printf(out, " %s", _(option->value));
    }
}

void help_for(struct buf *out, const struct option *option)
{
    struct buf words = {0};
    if (!option->among) {
        buf_puts(out, _(option->help));
        return;
    }
    option->among(&words);
    buf_printf(out, _(option->help), buf_text(&words));
    buf_free(&words);
}

const char *help_status(const struct command *command)
{
    return _(command->status ? command->status : usual_status);
}

void help_language(struct buf *out, const char *name)
{
    if (say_chinese())
        buf_printf(out, "---\n\n[English](en/%s)：这一页的英文。\n\n", name);
    else
        buf_printf(out, "language: en\n---\n\n[中文](../%s): this page in Chinese.\n\n", name);
}
