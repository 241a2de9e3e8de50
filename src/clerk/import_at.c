#include "clerk/import_at.h"

#include "base/memory.h"

#include <stdarg.h>

bool import_wrong(const struct import_at *at, const char *format, ...)
{
    struct buf text = {0};
    va_list args;
    va_start(args, format);
    buf_vprintf(&text, format, args);
    va_end(args);
    struct import_problem p = {.row = at->row, .column = at->column, .text = buf_take(&text)};
    memory_push(&at->im->problems, p);
    return false;
}

const char *import_say(const struct import_at *at, const char *message)
{
    return at->im->translate(message);
}
