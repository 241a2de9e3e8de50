/*
 * Times the ledger alone, as a command meets it: once, in memory that is touched for the first time.
 * ledger_bench FOLDER DATE prints the entries, the redemptions, and what ledger_check and ledger_compute
 * took, in milliseconds.
 */
#include "base/memory.h"
#include "ledger/ledger.h"
#include "source/source.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool read_village(const char *folder, struct source *source, struct records *records,
                         struct diags *diags)
{
    struct source_failure failure;
    if (!source_read(folder, source, diags, &failure)) {
        fprintf(stderr, "ledger_bench: %s: %s\n", failure.path, strerror(failure.error));
        return false;
    }
    struct records_file **files = memory_new(source->len, sizeof *files);
    for (size_t i = 0; i < source->len; i++)
        files[i] = records_read_file(&source->items[i], (uint32_t)i, diags);
    records_link(records, files, (uint32_t)source->len, diags);
    return true;
}

int main(int argc, char **argv)
{
    int32_t date;
    struct source source = {0};
    struct records records;
    struct ledger ledger;
    struct diags diags = {0};
    if (argc != 3 || !date_parse(argv[2], strlen(argv[2]), &date)) {
        fputs("usage: ledger_bench FOLDER DATE\n", stderr);
        return 2;
    }
    if (!read_village(argv[1], &source, &records, &diags))
        return 3;
    if (diags.errors) {
        fprintf(stderr, "ledger_bench: %s has %zu errors\n", argv[1], diags.errors);
        return 1;
    }
    double start = now();
    ledger_check(&records, &diags);
    double middle = now();
    ledger_compute(&ledger, &records, date, &diags);
    double end = now();
    printf("%u %u %.2f %.2f\n", records.entries_len, records.redemptions_len, middle - start, end - middle);
    bool right = diags.errors == 0;
    ledger_free(&ledger);
    records_free(&records);
    source_free(&source);
    diag_free(&diags);
    return right ? 0 : 1;
}
