/* From a village's folder to records that are right, or to the errors printed: what every command begins
 * with. */
#ifndef CMD_LOAD_H
#define CMD_LOAD_H

#include "base/diag.h"
#include "ledger/ledger.h"
#include "records/records.h"
#include "source/source.h"

struct loaded {
    struct source source;
    struct records records;
    struct ledger ledger;
    struct diags diags; /* errors and warnings so far, sorted */
    bool has_records, has_ledger;
};

/*
 * Reads and checks the records in DIR on THREADS threads, and computes the ledger at DATE if they are right.
 * Returns the exit status: exit_well, exit_records (the errors are in loaded->diags) or exit_failed (said).
 * The caller frees with load_free in any case.
 */
int load(const char *dir, int32_t date, int threads, struct loaded *loaded);

/* Prints all diagnostics to standard error, and how many there were. */
void load_print(const struct loaded *loaded);

void load_free(struct loaded *loaded);

#endif
