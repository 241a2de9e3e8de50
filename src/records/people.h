/* households/ and disclosures/: groups, households and their residents, and to whom their records were shown.
 */
#ifndef RECORDS_PEOPLE_H
#define RECORDS_PEOPLE_H

#include "records/ids.h"
#include "yaml/schema.h"

#include <stdbool.h>

/* A person's or household's name. Only view/ may turn one into text, for a circle. */
struct name {
    const char *text;
};

struct group {
    struct record record;
    const char *id, *name;
    uint32_t file;
};

struct household {
    struct record record;
    const char *id;
    struct name head;
    int32_t since, until; /* days on the list; date_first, date_last: no bound */
    bool offline;
    int32_t consent; /* date_last: never */
    uint32_t group;
    struct resident *members; /* of records.residents */
    uint32_t members_len;
};

struct resident {
    struct record record;
    const char *id;
    struct name name;
    bool minor;
    uint32_t household;
};

/* households.c: whether HOUSEHOLD is on the list on DATE. */
bool household_listed(const struct household *household, int32_t date);

/* A household or a resident, where either may stand. One of the two is records_none; both are, where it is
 * unknown. */
struct party {
    uint32_t household; /* the household meant, or that of the resident meant */
    uint32_t resident;  /* records_none where a household was meant */
};

struct parties {
    struct party *items;
    uint32_t len;
};

/* To whom a household's record was shown outside the village, and on what legal basis. */
struct disclosure {
    struct record record;
    int32_t date;
    const char *household_id;
    uint32_t household;
    const char *to, *basis;
    const int32_t *cycles;
    uint32_t cycles_len;
};

#endif
