/* How records name each other: by index, and in writing by ids, of which some are made of others. */
#ifndef RECORDS_IDS_H
#define RECORDS_IDS_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

/* What refers to another record is its index in the array of its kind, or this. */
#define records_none UINT32_MAX

struct records;
struct entry;
struct redemption;
struct transfer;

/* The id of an entry: MEETING/N, MEETING/N/WHO or MEETING/CLAIM. */
void entry_id(const struct records *records, const struct entry *entry, struct buf *out);

/* Who an entry is for, as the id in its line's list or mapping; NULL where the line names one. */
const char *entry_who(const struct entry *entry);

/* The entry of that id, or records_none. */
uint32_t entry_find(const struct records *records, const char *id, size_t len);

/* Makes ID the one behind it: the number at its end one higher, as wide as it was where that suffices. */
void id_next(struct buf *id);

/* Of the line for many that ID names, MEETING/N, its entries: the first, and how many in *COUNT. records_none
 * where it names no such line. */
uint32_t entries_of_line(const struct records *records, const char *id, uint32_t *count);

/* The ids of COUNT entries from number FIRST on, of which MOST are named, behind OUT. */
void entry_ids(const struct records *records, uint32_t first, uint32_t count, uint32_t most, struct buf *out);

/* The id of a redemption: its file's name without .yaml, a slash, its place. */
void redemption_id(const struct records *records, const struct redemption *redemption, struct buf *out);

/* The redemption of that id, or records_none. */
uint32_t redemption_find(const struct records *records, const char *id);

/* The id of points passed on: MEETING/tN. An approved claim may be called so too: then it is that of both. */
void transfer_id(const struct records *records, const struct transfer *transfer, struct buf *out);

/* The transfer of that id, or records_none. */
uint32_t transfer_find(const struct records *records, const char *id);

#endif
