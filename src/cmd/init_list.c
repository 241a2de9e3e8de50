#include "cmd/init_list.h"

#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/import_files.h"
#include "cmd/import_table.h"
#include "cmd/load.h"

#include <string.h>

/* The records among FILES, as if they had been read from a folder. */
static void put_source(const struct init_files *files, struct loaded *loaded)
{
    static const char records[] = "records/", end[] = ".yaml";
    for (size_t i = 0; i < files->len; i++) {
        const char *path = files->items[i].path;
        size_t len = strlen(path);
        if (strncmp(path, records, strlen(records)) == 0 && strcmp(path + len - strlen(end), end) == 0)
            source_put(&loaded->source, path, buf_text(&files->items[i].text), files->items[i].text.len);
    }
}

/* The rules that IM has read go into the city's list. */
static int put_rules(struct importing *im, const struct loaded *loaded, struct init_files *files)
{
    struct import_files changed = {0};
    struct loaded whole = {0};
    int status = import_files_make(im, loaded, NULL, init_city_path, &changed) ? exit_well : exit_records;
    if (status == exit_well) {
        put_source(files, &whole);
        status = import_files_check_in(&changed, &whole, im->today, im);
    }
    for (size_t i = 0; status == exit_well && changed.len && i < files->len; i++)
        if (strcmp(files->items[i].path, init_city_path) == 0) {
            struct buf text = files->items[i].text;
            files->items[i].text = changed.items[0].text;
            changed.items[0].text = text;
        }
    load_free(&whole);
    import_files_free(&changed);
    return status;
}

/* Reads the rows of IM against the FILES that there are, which LOADED then holds, and puts them there. */
static int take_rules(struct importing *im, struct loaded *loaded, struct init_files *files, const char *path)
{
    put_source(files, loaded);
    load_linked(workers_available(), loaded);
    im->records = &loaded->records;
    import_read(im);
    import_table_left(im);
    int status = put_rules(im, loaded, files);
    if (im->problems.len) {
        import_table_problems(im, path);
        status = exit_records;
    }
    return status;
}

int init_list_compose(const char *path, struct init_village *village, struct init_files *files,
                      struct arena *arena)
{
    struct cells cells = {0};
    struct records none = {0};
    struct loaded loaded = {0};
    int status = import_table_read(path, NULL, arena, &cells);
    struct importing im = {.records = &none,
                           .cells = &cells,
                           .kind = import_rules,
                           .chinese = village->chinese,
                           .today = village->today,
                           .date = village->today,
                           .group = records_none,
                           .translate = say_translate,
                           .arena = arena};
    if (status == exit_well && !(village->headings_len = import_categories(&im, &village->headings))) {
        if (im.problems.len)
            import_table_problems(&im, path);
        say(_("%s: a points list has columns for the category, the title and the points of a rule, and may "
              "have more: "
              "unit, cap, kind (类别, 名称, 分值, 单位, 上限, 性质); no row with these headings is there"),
            path);
        status = exit_records;
    }
    if (status == exit_well) {
        say_in(village->chinese ? "zh-CN" : "en");
        init_files_compose(village, files);
        say_in(NULL);
        status = take_rules(&im, &loaded, files, path);
    }
    load_free(&loaded);
    import_free(&im);
    cells_free(&cells);
    return status;
}
