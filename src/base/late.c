#include "base/late.h"

#include <dlfcn.h>
#include <string.h>

bool late_load(const char *library, const struct late_symbol *symbols, size_t count, const char **why)
{
    void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    for (size_t i = 0; handle && i < count; i++) {
        void *found = dlsym(handle, symbols[i].name);
        if (!found)
            handle = NULL;
        else
            memcpy(symbols[i].pointer, &found, sizeof found); /* POSIX has it that a function fits */
    }
    if (!handle)
        *why = dlerror();
    return handle;
}
