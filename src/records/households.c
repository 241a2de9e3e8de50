/* households/: a file a group, its households and their residents. */
#include "records/fields.h"

static const struct field resident_fields[] = {
    [resident_id] = {.name = "id",
                     .zh = "编号",
                     .type = type_id,
                     .required = true,
                     .offset = offsetof(struct resident, id),
                     .help = N_("the resident's id")},
    [resident_name] = {.name = "name",
                       .zh = "姓名",
                       .type = type_line,
                       .required = true,
                       .offset = offsetof(struct resident, name.text),
                       .help = N_("the resident's name")},
    [resident_minor] = {.name = "minor",
                        .zh = "未成年",
                        .type = type_flag,
                        .offset = offsetof(struct resident, minor),
                        .stated = true,
                        .help = N_("whether the resident is a minor, whose name is never published in full")},
};
static const struct resident default_resident = {.household = records_none};
static const struct schema resident_schema = {.name = "resident",
                                              .zh = "居民",
                                              .fields = resident_fields,
                                              .count = field_count(resident_fields),
                                              .size = sizeof(struct resident),
                                              .initial = &default_resident};

#define household_at(field) offsetof(struct household, field)
static const struct field household_fields[] = {
    [household_id] = {.name = "id",
                      .zh = "户号",
                      .type = type_id,
                      .required = true,
                      .offset = household_at(id),
                      .help = N_("its id, never used again for another")},
    [household_head] = {.name = "head",
                        .zh = "户主",
                        .type = type_line,
                        .required = true,
                        .offset = household_at(head.text),
                        .help = N_("the name of its head")},
    [household_since] = {.name = "since",
                         .zh = "入册",
                         .type = type_date,
                         .offset = household_at(since),
                         .otherwise = N_("without a bound"),
                         .help = N_("the first day it is on the list")},
    [household_until] = {.name = "until",
                         .zh = "离册",
                         .type = type_date,
                         .offset = household_at(until),
                         .otherwise = N_("without a bound"),
                         .help = N_("the last day it is on the list")},
    [household_offline] = {.name = "offline",
                           .zh = "无手机",
                           .type = type_flag,
                           .offset = household_at(offline),
                           .stated = true,
                           .help = N_("whether it gets statements on paper")},
    [household_consent] = {.name = "consent",
                           .zh = "同意公开",
                           .type = type_date,
                           .offset = household_at(consent),
                           .help = N_("from when its name may be shown in full")},
    [household_members] = {.name = "members",
                           .zh = "成员",
                           .type = type_records,
                           .offset = household_at(members),
                           .count_offset = household_at(members_len),
                           .schema = &resident_schema,
                           .help = N_("its residents")},
};
static const struct household default_household = {
    .since = date_first, .until = date_last, .consent = date_last, .group = records_none};
const struct schema household_schema = {.name = "household",
                                        .zh = "户",
                                        .fields = household_fields,
                                        .count = field_count(household_fields),
                                        .size = sizeof(struct household),
                                        .initial = &default_household};

static const struct field group_fields[] = {
    [group_id] = {.name = "id",
                  .zh = "编号",
                  .type = type_id,
                  .required = true,
                  .offset = offsetof(struct group, id),
                  .help = N_("the group's id")},
    [group_name] = {.name = "name",
                    .zh = "名称",
                    .type = type_line,
                    .published = true,
                    .required = true,
                    .offset = offsetof(struct group, name),
                    .help = N_("the group's name")},
};
static const struct schema group_schema = {.name = "group",
                                           .zh = "小组",
                                           .fields = group_fields,
                                           .count = field_count(group_fields),
                                           .size = sizeof(struct group)};

static const struct field households_fields[] = {
    {.name = "group",
     .zh = "小组",
     .type = type_record,
     .required = true,
     .offset = offsetof(struct households_file, group),
     .schema = &group_schema,
     .help = N_("the group")},
    {.name = "households",
     .zh = "住户",
     .type = type_records,
     .offset = offsetof(struct households_file, households),
     .count_offset = offsetof(struct households_file, households_len),
     .schema = &household_schema,
     .help = N_("its households")},
};
const struct schema households_schema = {.name = "households",
                                         .zh = "户册",
                                         .fields = households_fields,
                                         .count = field_count(households_fields),
                                         .size = sizeof(struct households_file)};

bool household_listed(const struct household *household, int32_t date)
{
    return household->since <= date && date <= household->until;
}
