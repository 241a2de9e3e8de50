/* The tables of the kinds of record, for who reads them for another purpose than reading records by them. */
#ifndef RECORDS_SCHEMAS_H
#define RECORDS_SCHEMAS_H

#include "source/source.h"
#include "yaml/schema.h"

/* The table of the files of a KIND; NULL where they are no records. */
const struct schema *records_schema(enum source_kind kind);

/* The periods of caps and quotas, in the order of enum period. */
extern const struct word period_words[];

#endif
