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
    bool unchecked; /* there are redemptions or transfers, and for errors before them their sums were not
                       checked */
    bool printed;   /* load_print was called: who reads has seen what is wrong */
};

/*
 * Reads and checks the records in DIR on THREADS threads, and computes the ledger at DATE if they are right.
 * Returns the exit status: exit_well, exit_records (the errors are in loaded->diags), exit_usage (DIR holds
 * no village: said) or exit_failed (said). The caller frees with load_free in any case.
 */
int load(const char *dir, int32_t date, int threads, struct loaded *loaded);

/*
 * The same in two steps, for who wants to know what would be if a file were otherwise (source_put between
 * them): reads the files; then checks what was read.
 */
int load_source(const char *dir, struct loaded *loaded);
int load_checked(int32_t date, int threads, struct loaded *loaded);

/* Of that only the records: what was read is linked, and no ledger computed. */
void load_linked(int threads, struct loaded *loaded);

/* Orders the diagnostics, after more have been added. */
void load_sort(struct loaded *loaded);

/* Prints all diagnostics to standard error, and how many there were. */
void load_print(struct loaded *loaded);

/* The same as text behind OUT, for who shows it elsewhere. */
void load_describe(const struct loaded *loaded, bool colour, struct buf *out);

/* Prints to standard error those that stand in the file PATH from LINE on: what somebody is about to write.
 */
void load_print_behind(const struct loaded *loaded, const char *path, uint32_t line);

void load_free(struct loaded *loaded);

#endif
