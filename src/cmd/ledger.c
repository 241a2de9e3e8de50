/* gongshi ledger: the computed state as a table, as JSON, as CSV. */
#include "cmd/command.h"
#include "cmd/load.h"
#include "ledger/json.h"

#include <stdio.h>
#include <string.h>

int command_ledger(int argc, char **argv)
{
    const char *folder = NULL, *date = NULL, *jobs = NULL, *format = "table";
    const struct option_spec specs[] = {
        {.name = "-C", .value = &folder},
        {.name = "--date", .value = &date},
        {.name = "-j", .value = &jobs},
        {.name = "--format", .value = &format},
    };
    int operands = options_read(argc, argv, specs, sizeof specs / sizeof *specs);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(folder, &operands, argv);
    int32_t day;
    int threads;
    if (!date_option(date, &day) || !threads_option(jobs, &threads))
        return exit_usage;
    struct loaded loaded;
    int status = load(dir, day, threads, &loaded);
    load_print(&loaded);
    if (status == exit_well) {
        struct buf out = {0};
        ledger_json(&loaded.ledger, &out);
        fwrite(buf_text(&out), 1, out.len, stdout);
        buf_free(&out);
    }
    load_free(&loaded);
    return status;
}
