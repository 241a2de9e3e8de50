/* From files to the records of a village: the steps of linking, in their order. */
#include "records/link.h"

#include "base/memory.h"
#include "source/record_files.h"

#include <string.h>

/*
 * Whether something that could not be read (reported) stands where the files of KIND do, or in their folder:
 * then it is not known what there is. A folder that is only empty holds nothing.
 */
static bool is_uncertain(struct records_file *const *files, uint32_t len, enum source_kind kind)
{
    const char *path = record_files[kind].pattern;
    size_t n = record_files_folder(kind) ? record_files_folder(kind) - 1 : strlen(path);
    for (uint32_t i = 0; i < len; i++)
        if (files[i]->kind == source_none && strncmp(files[i]->path, path, n) == 0 &&
            (files[i]->path[n] == '\0' || files[i]->path[n] == '/'))
            return true;
    return false;
}

void records_link(struct records *records, struct records_file **files, uint32_t len, struct diags *diags)
{
    *records = (struct records){.files = files, .files_len = len};
    struct link link = {.records = records, .diags = diags};
    bool there[source_none + 1] = {false};
    for (uint32_t i = 0; i < len; i++) {
        there[files[i]->kind] = true;
        if (files[i]->kind != source_none && !files[i]->root)
            link.unreadable |= UINT32_C(1) << files[i]->kind;
    }
    for (int kind = 0; kind < source_none; kind++)
        if (record_files[kind].required && !there[kind] && is_uncertain(files, len, (enum source_kind)kind))
            link.unreadable |= UINT32_C(1) << kind;
    link_collect(&link);
    for (uint32_t i = 0; i < len; i++)
        if (files[i]->root && node_untold(files[i]->root))
            node_tell(files[i]->root,
                      records->village.language == language_zh_cn ? tongue_chinese : tongue_english);
    link_screens(&link);
    link_rules(&link);
    link_people(&link);
    link_claims(&link);
    link_entries(&link);
    link_challenges(&link);
    link_transfers(&link);
    link_double_entries(&link);
    link_rewards(&link);
    link_double_redemptions(&link);
    link_repeats(&link);
    link_names_for_ids(&link);
    link_end(&link);
}

void records_free(struct records *records)
{
    for (uint32_t i = 0; i < records->files_len; i++) {
        arena_free(&records->files[i]->arena);
        memory_free(records->files[i]);
    }
    memory_free(records->files);
    memory_free(records->entries);
    struct map *maps[] = {&records->category_ids,  &records->rule_ids,      &records->group_ids,
                          &records->household_ids, &records->resident_ids,  &records->meeting_ids,
                          &records->claim_ids,     &records->objection_ids, &records->reward_ids};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        map_free(maps[i]);
    arena_free(&records->arena);
    *records = (struct records){0};
}
