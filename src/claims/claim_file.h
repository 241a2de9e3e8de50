/* A year's file of claims: which ids come next, and new claims behind what stands there, byte for byte. */
#ifndef CLAIMS_CLAIM_FILE_H
#define CLAIMS_CLAIM_FILE_H

#include "claims/claim_check.h"
#include "records/decisions.h"

/* A claim as it was written. */
struct claim_written {
    const char *id;
    uint32_t line; /* in the file, from 1 */
};

struct claim_writing {
    const struct records *records;
    const char *path; /* "records/claims/2026.yaml" */
    int year;
    const char *text; /* what stands there; LEN bytes, 0 where there is no such file */
    size_t len;
    int32_t received;
    enum via via;
    struct arena *arena;
};

/*
 * Puts into OUT the whole file with the drafts behind, a line each, in the language of the last claim or else
 * of the village. Their ids go on from that of the last claim in the file (its number at the end, as wide as
 * it is), or from c-YEAR-001; none is one that there is already. Line ends are as they are in the file.
 * WRITTEN has room for all. False, with nothing in OUT, where nothing can be put behind what the file holds
 * (see yaml/insert.h).
 */
bool claim_file_append(const struct claim_writing *writing, const struct claim_drafts *drafts,
                       struct claim_written *written, struct buf *out);

#endif
