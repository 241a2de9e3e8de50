/* How facts are spoken of: names and values in the language that is wanted. */
#ifndef HISTORY_WORDS_H
#define HISTORY_WORDS_H

#include "history/facts.h"

/* The field NAME of the table that a KIND of fact is read by, or of a table within that: of the village's
 * privacy, for instance; NULL where none has it. */
const struct field *fact_schema_field(enum fact_kind kind, const char *name);

/*
 * What FIELD of a fact of KIND is called: as its file has it; where no file has it, in Chinese if CHINESE,
 * else as the schema has it. *IN_CHINESE is whether that is a Chinese name: its value is written so too.
 */
const char *fact_called(enum fact_kind kind, const struct fact_field *field, bool chinese, bool *in_chinese);

/* Adds VALUE of FIELD to OUT, with the words of fixed sets in Chinese. */
void fact_value_in_chinese(enum fact_kind kind, const struct fact_field *field, const char *value,
                           struct buf *out);

/* What the file that FACT stands in calls the field NAME, which messages advise to write: of what it is
 * itself, else of a meeting. */
const char *fact_advised(const struct fact *fact, const char *name);

#endif
