/* The files that a village begins with. */
#ifndef CMD_INIT_FILES_H
#define CMD_INIT_FILES_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is known of the village. */
struct init_village {
    const char *name;
    const char *town, *city, *contact, *phone; /* NULL where it is not said */
    const char **groups;                       /* their names */
    size_t groups_len;
    const char **headings; /* of the points list; NULL: those that villages have */
    size_t headings_len;
    bool chinese;
    int32_t today;
};

struct init_file {
    char path[64]; /* relative to the village's folder */
    struct buf text;
};

struct init_files {
    struct init_file *items;
    size_t len, cap;
};

/* The points list of the city, among them. */
#define init_city_path "records/rules/10-city.yaml"

/* Composes all files, in the catalogue's language. */
void init_files_compose(const struct init_village *village, struct init_files *files);
void init_files_free(struct init_files *files);

#endif
