/* From files to the records of a village: the steps of linking, in their order. */
#include "records/link.h"

#include "base/memory.h"

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
    static const enum source_kind required[] = {source_village, source_rules, source_households};
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (!there[required[i]])
            link.unreadable |= UINT32_C(1) << required[i];
    link_collect(&link);
    village_finish(&records->arena, &records->village, diags);
    link_rules(&link);
    link_people(&link);
    link_claims(&link);
    link_entries(&link);
    link_challenges(&link);
    link_double_entries(&link);
    link_rewards(&link);
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
