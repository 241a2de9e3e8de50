/* What the sections of a notice are composed with. Inside print/announce*.c only. */
#ifndef PRINT_ANNOUNCE_PARTS_H
#define PRINT_ANNOUNCE_PARTS_H

#include "print/announce.h"
#include "print/draft.h"

/* What a notice is composed with. */
struct announcing {
    struct draft draft;
    uint32_t index; /* of the meeting */
    const struct meeting *meeting;
    bool remarks; /* something stands in the column of remarks */
};

/* The day of a deed, without the year where that is the meeting's. */
const char *announce_deed_date(const struct announcing *c, int32_t date);

/* The committee that decided; NULL where the village has not named it. */
const char *announce_committee_name(struct announcing *c);

/* Tables that share their columns. */
enum announce_series { table_entries = 1, table_claims };

/* The section of the entries. */
void announce_entries(struct announcing *c);

#endif
