/* The front matter of a Markdown file: YAML between two lines of --- at its top. */
#ifndef YAML_FRONT_H
#define YAML_FRONT_H

#include "yaml/schema.h"

struct front_matter {
    struct record record;
    const char *title, *summary; /* NULL: not said */
    int32_t date;                /* date_first: not said, or wrong */
    bool dated;                  /* a date is said, right or wrong */
    int32_t order;               /* place among pages; those that do not say come last */
    int language;                /* place among the words of the field; -1: not said */
    const char *text;            /* the Markdown behind it, within the file's text */
    uint32_t line;               /* that the Markdown begins at */
};

extern const struct schema front_schema;

/*
 * Reads the file number FILE, TEXT with a NUL behind it. What is given lives as long as ARENA and TEXT. False
 * where the front matter can't be read (reported); FRONT->text is right even then.
 */
bool front_read(struct arena *arena, const char *text, uint32_t file, struct diags *diags,
                struct front_matter *front);

/* The language that a page is said to be written in: "zh-CN", "en"; NULL: the site's. */
const char *front_language(const struct front_matter *front);

#endif
