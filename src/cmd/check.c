/* gongshi check: whether the records are right. */
#include "cmd/command.h"
#include "cmd/load.h"

#include <stdio.h>

int command_check(int argc, char **argv)
{
    const char *folder = NULL, *date = NULL, *jobs = NULL;
    bool quiet = false;
    const struct option_spec specs[] = {
        {.name = "-C", .value = &folder},
        {.name = "--date", .value = &date},
        {.name = "-j", .value = &jobs},
        {.name = "-q", .other = "--quiet", .flag = &quiet},
    };
    int operands = options_read(argc, argv, specs, sizeof specs / sizeof *specs);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(folder, &operands, argv);
    int32_t day;
    int threads;
    if (operands > 0) {
        say(_("check: no village in \"%s\": a village's folder holds records/"), argv[1]);
        return exit_usage;
    }
    if (!date_option(date, &day) || !threads_option(jobs, &threads))
        return exit_usage;
    struct loaded loaded;
    int status = load(dir, day, threads, &loaded);
    load_print(&loaded);
    if (status == exit_well && !quiet)
        printf(_("%s: %u households, %u meetings, %u entries: nothing wrong\n"), loaded.records.village.name,
               loaded.records.households_len, loaded.records.meetings_len, loaded.records.entries_len);
    load_free(&loaded);
    return status;
}
