/* Pages from elsewhere than a folder: what git has of content/. */
#ifndef SOURCE_PAGES_H
#define SOURCE_PAGES_H

#include "source/source.h"

/*
 * Adds the file PATH ("content/…"), LEN bytes at TEXT, as source_add_pages adds those of a folder:
 * what machines leave is left out, and what the door refuses is reported.
 */
void source_take_page(struct source *source, const char *path, enum file_kind kind, const char *text,
                      size_t len, struct diags *diags);

#endif
