/* Whether what deeds name as evidence lies beside the records. */
#ifndef RECORDS_EVIDENCE_H
#define RECORDS_EVIDENCE_H

#include "records/records.h"
#include "source/source.h"

/*
 * Warns (evidence-missing) of each file that an entry or claim of RECORDS names and that is not among what
 * SOURCE found in records/. A folder of which there is nothing is told of once; a village that keeps no
 * photograph or paper in records/ at all keeps them elsewhere, and is told nothing.
 */
void evidence_check(const struct records *records, const struct source *source, struct diags *diags);

#endif
