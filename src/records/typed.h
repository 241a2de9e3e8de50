/* Records by their ids as people type them: in full width, with other hyphens, in capitals. */
#ifndef RECORDS_TYPED_H
#define RECORDS_TYPED_H

#include "records/records.h"

enum typed_kind {
    typed_household,
    typed_resident,
    typed_rule,
    typed_meeting,
    typed_claim,
    typed_objection,
    typed_entry,
    typed_redemption,
    typed_transfer,
    typed_group
};

/*
 * The record of KIND whose id TEXT is, byte for byte, or else the only one whose id it is as base/fold.h has
 * ids; records_none where there is none, or several are alike.
 */
uint32_t typed_find(const struct records *records, enum typed_kind kind, const char *text);

/* The same without what is not byte for byte. */
uint32_t typed_exactly(const struct records *records, enum typed_kind kind, const char *text);

#endif
