#include "source/record_files.h"

#include <string.h>

const struct record_files record_files[] = {
    [source_village] = {.name = "village",
                        .pattern = "records/village.yaml",
                        .required = true,
                        .slips = {"村.yaml", "村庄.yaml"}},
    [source_rules] = {.name = "rules",
                      .pattern = "records/rules/*.yaml",
                      .required = true,
                      .slips = {"细则", "规则", "积分细则"}},
    [source_households] = {.name = "households",
                           .pattern = "records/households/*.yaml",
                           .required = true,
                           .slips = {"住户", "户", "family", "families"}},
    [source_meeting] = {.name = "meeting",
                        .pattern = "records/meetings/**/*.yaml",
                        .slips = {"会议", "minutes"}},
    [source_claims] = {.name = "claims", .pattern = "records/claims/*.yaml", .list = true, .slips = {"申报"}},
    [source_objections] = {.name = "objections",
                           .pattern = "records/objections/*.yaml",
                           .list = true,
                           .slips = {"异议"}},
    [source_rewards] = {.name = "rewards",
                        .pattern = "records/rewards.yaml",
                        .slips = {"物品.yaml", "兑换项目.yaml", "goods.yaml"}},
    [source_redemptions] = {.name = "redemptions",
                            .pattern = "records/redemptions/*.yaml",
                            .list = true,
                            .slips = {"兑换"}},
    [source_disclosures] = {.name = "disclosures",
                            .pattern = "records/disclosures/*.yaml",
                            .list = true,
                            .slips = {"对外提供"}},
};

_Static_assert(sizeof record_files / sizeof *record_files == source_none, "every kind has a row");

size_t record_files_folder(enum source_kind kind)
{
    size_t len = strcspn(record_files[kind].pattern, "*");
    return record_files[kind].pattern[len] ? len : 0;
}

/* The kind whose folder PATH is in, however deep; source_none where it is in none. */
static enum source_kind folder_of(const char *path)
{
    for (int kind = 0; kind < source_none; kind++) {
        size_t len = record_files_folder((enum source_kind)kind);
        if (len && strncmp(path, record_files[kind].pattern, len) == 0)
            return (enum source_kind)kind;
    }
    return source_none;
}

enum source_kind record_files_kind(const char *path)
{
    for (int kind = 0; kind < source_none; kind++)
        if (strcmp(path, record_files[kind].pattern) == 0)
            return (enum source_kind)kind;
    enum source_kind kind = folder_of(path);
    if (kind == source_none)
        return kind;
    bool deep = strstr(record_files[kind].pattern, "**");
    return deep || !strchr(path + record_files_folder(kind), '/') ? kind : source_none;
}

bool record_files_within(const char *path)
{
    return folder_of(path) != source_none;
}

const char *record_files_of_year(struct arena *arena, enum source_kind kind, int year)
{
    return arena_printf(arena, "%.*s%04d.yaml", (int)record_files_folder(kind), record_files[kind].pattern,
                        year);
}
