/* What the tests of papers share: the faces, a folder for PDFs, and what tools say of these. */
#ifndef UNIT_WRITTEN_H
#define UNIT_WRITTEN_H

#include "base/files.h"
#include "paper/standing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct fonts *fonts;
static struct standing *standing;
static char folder[] = "/tmp/gongshi-unit.XXXXXX";

/* Opens the faces that are installed; false, said, where one is missing. */
static inline bool faces_open(void)
{
    struct buf absent = {0}, damaged = {0};
    fonts = fonts_open(false, &absent, &damaged);
    if (absent.len > 0)
        fprintf(stderr, "%s", buf_text(&absent));
    buf_free(&absent);
    standing = fonts ? standing_new(fonts) : NULL;
    return fonts != NULL;
}

/* A test's set-up, and what takes it away; PRINT_KEEP in the environment keeps the folder. */
static inline int written_begin(void **state)
{
    (void)state;
    return faces_open() && mkdtemp(folder) ? 0 : -1;
}

static inline int written_end(void **state)
{
    (void)state;
    standing_free(standing);
    fonts_close(fonts);
    if (getenv("PRINT_KEEP"))
        fprintf(stderr, "%s\n", folder);
    else
        tree_remove(folder);
    return 0;
}

/* The path of FILE in the folder; good until the next call. */
static inline const char *below(const char *file)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

/* What COMMAND, in which %s is the path FILE, prints; its status must be 0. */
static inline void run(const char *command, const char *file, struct buf *out)
{
    char line[1024];
    snprintf(line, sizeof line, command, file);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    buf_clear(out);
    for (size_t n; (n = fread(buf_reserve(out, 65536), 1, 65536, pipe)) > 0;) {
        out->len += n;
        out->data[out->len] = '\0';
    }
    assert_int_equal(pclose(pipe), 0);
}

#endif
