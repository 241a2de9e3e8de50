/* Papers that are a file a group: of its households that get one, in the order of the records. Inside print/
 * only. */
#ifndef PRINT_BY_GROUP_H
#define PRINT_BY_GROUP_H

#include "print/papers.h"

/* Whether HOUSEHOLD gets the paper. */
typedef bool by_group_gets(const struct ledger *ledger, uint32_t household);

/* How many groups have a file. */
size_t by_group_count(const struct ledger *ledger, by_group_gets *gets);

/* The group of file NUMBER, which is below the count. */
uint32_t by_group_at(const struct ledger *ledger, by_group_gets *gets, size_t number);

/* Puts the households of GROUP that get one into HOUSEHOLDS, which has room for all there are; how many. */
size_t by_group_households(const struct ledger *ledger, by_group_gets *gets, uint32_t group,
                           uint32_t *households);

/* Puts the path of file NUMBER in FOLDER behind what is in OUT: "office/statements/02-g2.pdf". */
void by_group_path(const struct ledger *ledger, by_group_gets *gets, size_t number, const char *folder,
                   struct buf *out);

#endif
