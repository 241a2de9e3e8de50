/*
 * Times the ledger alone: ledger_bench FOLDER DATE prints the entries, the redemptions, and the best of five
 * times of ledger_compute and of ledger_check, in milliseconds.
 */
#include "base/workers.h"
#include "cmd/load.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    enum { times = 5 };
    int32_t date;
    struct loaded loaded;
    if (argc != 3 || !date_parse(argv[2], strlen(argv[2]), &date)) {
        fputs("usage: ledger_bench FOLDER DATE\n", stderr);
        return 2;
    }
    int status = load(argv[1], date, workers_available(), &loaded);
    if (status) {
        load_print(&loaded);
        load_free(&loaded);
        return status;
    }
    double compute = 0, check = 0;
    for (int i = 0; i < times; i++) {
        struct ledger ledger;
        struct diags diags = {0};
        double start = now();
        ledger_compute(&ledger, &loaded.records, date, &diags);
        double middle = now();
        ledger_check(&loaded.records, &diags);
        double end = now();
        if (i == 0 || middle - start < compute)
            compute = middle - start;
        if (i == 0 || end - middle < check)
            check = end - middle;
        ledger_free(&ledger);
        diag_free(&diags);
    }
    printf("%u %u %.2f %.2f\n", loaded.records.entries_len, loaded.records.redemptions_len, compute, check);
    load_free(&loaded);
    return 0;
}
