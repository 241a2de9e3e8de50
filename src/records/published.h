/* What of the records is published: the fields that are marked so in the tables of the kinds of record. */
#ifndef RECORDS_PUBLISHED_H
#define RECORDS_PUBLISHED_H

#include "records/records.h"

/* Called for a published text, which stands in VALUE. */
typedef void published_text(void *context, const struct node *value);

/*
 * Calls SAY for each text of the records that is published at DATE, file by file in the order of their paths:
 * not for what meetings of later days say, nor for the reason of an approved claim.
 */
void records_published(const struct records *records, int32_t date, published_text *say, void *context);

#endif
