/* What unit tests look for, and count: a day by its text, a word in a text, a code among diagnostics. */
#ifndef UNIT_LOOK_H
#define UNIT_LOOK_H

#include "base/date.h"
#include "base/diag.h"
#include "base/memory.h"

#include <string.h>

static inline int32_t day(const char *text)
{
    int32_t date = 0;
    if (!date_parse(text, strlen(text), &date))
        memory_failed(0);
    return date;
}

/* Times PART stands in TEXT. */
static inline int times(const char *text, const char *part)
{
    int count = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

/* How many of DIAGS are of CODE. */
static inline int told(const struct diags *diags, const char *code)
{
    int count = 0;
    for (size_t i = 0; i < diags->len; i++)
        count += strcmp(diags->items[i].code, code) == 0;
    return count;
}

#endif
