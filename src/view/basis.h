/*
 * What a page or paper that is about a household or a meeting alone follows from, as digests: where they are
 * the same as at the build before, it need not even be composed.
 *
 * Records of all kinds but meetings count with their bytes, for all pages and papers at once. Only of what
 * meetings decided is it known whom it touches: an entry counts for its household and its meeting, with the
 * bytes of the file it stands in, with the files that corrected it or answered an objection to it, and with
 * what the ledger made of it; points that are passed on count for both households and their meeting. So a
 * change that touches more than it would have to makes something anew, and one that touches anything is never
 * missed.
 */
#ifndef VIEW_BASIS_H
#define VIEW_BASIS_H

#include "base/digest.h"
#include "ledger/ledger.h"
#include "source/source.h"
#include "view/words.h"

struct basis {
    struct digest common;      /* of what all of them follow from */
    struct digest *households; /* one a household of the records: of its entries and accounts */
    struct digest *meetings;   /* one a meeting */
};

/*
 * Works out the digests of what is made from LEDGER, whose records were read from SOURCE, with WORDS. The
 * caller frees with basis_free.
 */
void basis_open(struct basis *basis, const struct ledger *ledger, const struct source *source,
                const struct words *words);
void basis_free(struct basis *basis);

/* Puts what a page or paper about HOUSEHOLD, or about MEETING, follows from behind OUT; BASIS's common part
 * is not in it. */
void basis_put_household(const struct basis *basis, uint32_t household, struct buf *out);
void basis_put_meeting(const struct basis *basis, uint32_t meeting, struct buf *out);

/* The digest of what OUT says and of BASIS's common part. */
struct digest basis_digest(const struct basis *basis, const struct buf *out);

#endif
