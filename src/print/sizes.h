/*
 * Sizes and margins of papers, from the theme: themes/NAME/print/FILE.yaml, a mapping of names to lengths
 * ("28 mm", "22 pt") and numbers. A village's own file says what is other than in the default theme's.
 */
#ifndef PRINT_SIZES_H
#define PRINT_SIZES_H

#include "base/arena.h"
#include "base/diag.h"
#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A size of a kind of paper; all are required of the default theme. */
struct size_field {
    const char *name;
    size_t offset; /* of an int32_t in the kind's struct of sizes */
    bool number;   /* a whole number from 1 to 1000; else a length up to 2 m, in thousandths of a point */
};

struct size_table {
    const char *file; /* "notices": of the theme's print/notices.yaml; kinds may share it */
    const struct size_field *fields;
    size_t count;
    size_t size; /* of the struct */
};

#define size_table_of(file, fields, type)                                 \
    {                                                                     \
        (file), (fields), sizeof(fields) / sizeof *(fields), sizeof(type) \
    }

/*
 * Reads the sizes that TABLE has: a struct in ARENA. NULL where one is wrong, unknown or missing (reported).
 */
const void *sizes_read(const struct source *source, const struct size_table *table, struct arena *arena,
                       struct diags *diags);

#endif
