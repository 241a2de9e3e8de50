/*
 * Libraries that are loaded when they are first wanted: of the commands only build wants libgit2 and only
 * serve libmicrohttpd, and these two, with what they need in turn, took two thirds of the time in which a
 * command starts.
 *
 *     #include <git2.h>
 *     #define FUNCTIONS(X) X(git_libgit2_init) X(git_libgit2_shutdown)
 *     FUNCTIONS(LATE_POINTER)                                          // late_git_libgit2_init, …
 *     static const struct late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};
 *
 *     if (late_load("libgit2.so.1.5", symbols, sizeof symbols / sizeof *symbols, &why))
 *         late_git_libgit2_init();
 */
#ifndef BASE_LATE_H
#define BASE_LATE_H

#include <stdbool.h>
#include <stddef.h>

struct late_symbol {
    const char *name;
    void *pointer; /* to the pointer to the function */
};

/* A pointer late_NAME to a function that a header declares as NAME, for this file; and what late_load fills
 * it by. */
#define LATE_POINTER(NAME) static __typeof__(NAME) *late_##NAME;
#define LATE_SYMBOL(NAME)  {#NAME, &late_##NAME},

/*
 * Loads LIBRARY, by the name that its header's version has on disk, and fills the pointers of the COUNT
 * symbols. It stays loaded. False where it or one of them is not there: *WHY says which, as the loader does
 * (do not free). Not to be called by two threads at once.
 */
bool late_load(const char *library, const struct late_symbol *symbols, size_t count, const char **why);

#endif
