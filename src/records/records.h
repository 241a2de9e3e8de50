/*
 * What the village wrote: the records, typed, with their references resolved. A header a subject says what
 * each is; here they stand together.
 *
 * Reading has two steps, so that files can be read in parallel: records_read_file for each file, then
 * records_link for all of them together. Every problem goes to the diagnostics; a record with one is left out
 * or marked, the rest goes on. Only records without errors are given to the ledger.
 *
 * Points are hundredths in an int64_t, quantities too; dates are days in an int32_t (base/date.h).
 */
#ifndef RECORDS_RECORDS_H
#define RECORDS_RECORDS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "records/decisions.h"
#include "records/rewards.h"
#include "records/rules.h"
#include "records/village.h"

struct records_file; /* what was read from one file: records/fields.h */

struct records {
    struct arena arena;
    struct records_file **files; /* in byte order of their paths */
    uint32_t files_len;
    struct village village;
    struct rules_file **lists; /* in byte order of their paths */
    uint32_t lists_len;
    struct category **categories; /* in the order read */
    uint32_t categories_len;
    struct rule **rules; /* in the order read */
    uint32_t rules_len;
    struct adjustment **adjustments; /* in the order read */
    uint32_t adjustments_len;
    struct group **groups; /* in byte order of their ids */
    uint32_t groups_len;
    struct household **households; /* in byte order of their ids */
    uint32_t households_len;
    struct resident **residents; /* in byte order of their ids */
    uint32_t residents_len;
    struct meeting **meetings; /* by date, then id: the order of the caps */
    uint32_t meetings_len;
    struct entry *entries; /* meeting by meeting in that order, then by place: so an index tells the order for
                              one deed date */
    uint32_t entries_len;
    struct correction **corrections;
    uint32_t corrections_len;
    struct resolution **resolutions;
    uint32_t resolutions_len;
    struct transfer **transfers; /* meeting by meeting in that order, then by place */
    uint32_t transfers_len;
    struct claim **claims; /* in byte order of their ids */
    uint32_t claims_len;
    struct objection **objections; /* in byte order of their ids */
    uint32_t objections_len;
    struct reward **rewards; /* goods, then services, then honours, each in the order of the file */
    uint32_t rewards_len;
    struct redemption **redemptions; /* by date, file path, place */
    uint32_t redemptions_len;
    struct disclosure **disclosures; /* by date, file path, place */
    uint32_t disclosures_len;
    bool has_bars, has_zero; /* a rule has it */
    bool awarded[awards];    /* an honour is for such */
    struct map category_ids, rule_ids, group_ids, household_ids, resident_ids, meeting_ids, claim_ids,
        objection_ids, reward_ids; /* id → index */
};

/*
 * file.c: reads one file; what is wrong within it goes to DIAGS. Several files may be read at the same time,
 * each with diagnostics of its own. NUMBER is the file's place in SOURCE. The result is given to
 * records_link, which frees it in the end.
 */
struct source_file;
struct records_file *records_read_file(const struct source_file *file, uint32_t number, struct diags *diags);

/*
 * Takes over what was read from FILES (in byte order of their paths; NULL for files of no kind), resolves
 * references and checks everything that more than one record must be known for. The caller frees with
 * records_free.
 */
void records_link(struct records *records, struct records_file **files, uint32_t len, struct diags *diags);
void records_free(struct records *records);

/* ids.c: the path of file number FILE, relative to the village's folder: "records/…". */
const char *records_path(const struct records *records, uint32_t file);

#endif
