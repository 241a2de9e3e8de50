/* Households and residents by the names that people know them by. */
#ifndef CMD_NAMED_H
#define CMD_NAMED_H

#include "records/records.h"

/*
 * The household whose head, or else one of whose members, is called NAME. records_none where nobody is, and
 * where several households have one: then *SEVERAL is true, and COMMAND has said which.
 */
uint32_t household_named(const struct records *records, const char *name, const char *command, bool *several);

#endif
