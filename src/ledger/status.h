/* What becomes of an entry and when: notice, objections, corrections. */
#ifndef LEDGER_STATUS_H
#define LEDGER_STATUS_H

#include "ledger/ledger.h"

/* The day from which ENTRY is void, when everything is known; date_last: never. At T it is void if T has
 * reached that day: what voids it later is not known yet. */
int32_t status_void_from(const struct records *records, const struct entry *entry);

/*
 * The day from which ENTRY is final, when everything is known; date_last while an objection that suspends it
 * is not resolved. At T it is final if T has reached that day (and it is not void): every objection that can
 * suspend it has been received by the last day of its notice, so none can come to light afterwards.
 */
int32_t status_final_from(const struct records *records, const struct entry *entry);

/* Sets status, final_from and void_from of POSTING as they are at DATE. */
void status_at(const struct records *records, const struct entry *entry, int32_t date,
               struct posting *posting);

#endif
