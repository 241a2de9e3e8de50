/* The tables of the kinds of record, for who reads them for another purpose than reading records by them. */
#ifndef RECORDS_SCHEMAS_H
#define RECORDS_SCHEMAS_H

#include "source/source.h"
#include "yaml/schema.h"

/* file.c: the table of the files of a KIND; NULL where they are no records. */
const struct schema *records_schema(enum source_kind kind);

/* How the records write what is one of a few, each in the order of its enum (records/rules.h, decisions.h,
 * village.h): whoever names one reads it here. */
extern const struct word period_words[];                                 /* values.c */
extern const struct word level_words[], rule_kind_words[], need_words[]; /* lists.c */
extern const struct word meeting_kind_words[], via_words[];              /* meetings.c */
extern const struct word language_words[], occasion_words[];             /* village.c */
extern const struct word encoding_words[], screen_part_words[];          /* screens.c */

#endif
