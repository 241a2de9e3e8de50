/* Inside clerk/ only: whom a cell of a table names: households, residents, groups, by id or by a name that is
 * unique. */
#ifndef CLERK_IMPORT_WHO_H
#define CLERK_IMPORT_WHO_H

#include "clerk/import_at.h"

/* The household whose id is TEXT, or whose head, or else a member, alone is called so; false: noted why none.
 */
bool import_find_household(const struct import_at *at, const char *text, uint32_t *household);

/* The names of all groups, with commas between, behind OUT. */
void import_list_groups(const struct import_at *at, struct buf *out);

/* Whether each of the people in TEXT is a resident by id or name: else they may be heads of households. */
bool import_all_residents(const struct import_at *at, const char *text);

/* The same for heads of households, of whom none is a resident. */
bool import_all_heads(const struct import_at *at, const char *text);

/* TEXT, a list of people, without the blanks that stand within their names (张　三) and with one for those
 * that stand together, of the importing's arena. */
const char *import_names(const struct importing *im, const char *text);

/* How many bytes the next name of the list TEXT has, blanks between words of letters (Zhang Dashan) among
 * them; *SKIP: those of the mark behind it. */
size_t import_next_name(const char *text, size_t *skip);

/* Puts the ids of the households, or residents, that TEXT names: one, or a list. False: noted why not. */
bool import_put_who(const struct import_at *at, const char *text, bool residents, struct buf *out);

#endif
