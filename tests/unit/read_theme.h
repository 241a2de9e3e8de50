/* The files of the default theme, as the program reads them. */
#ifndef UNIT_READ_THEME_H
#define UNIT_READ_THEME_H

#include "base/memory.h"
#include "source/source.h"

/* Read once; the program ends with it. */
static inline const struct source *read_theme(void)
{
    static struct source theme;
    struct diags diags = {0};
    struct source_failure failure;
    bool found;
    if (!theme.len &&
        !source_add_theme("/none", "default", "themes/default", &theme, &found, &diags, &failure))
        memory_failed(0);
    return &theme;
}

#endif
