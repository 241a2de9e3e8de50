/* meetings/, claims/, objections/: what was reported, decided, challenged and corrected. */
#include "base/points.h"
#include "records/deed.h"
#include "records/fields.h"

#include <string.h>

const struct word meeting_kind_words[] = {[meeting_review] = {"review", "评审"},
                                          [meeting_assembly] = {"assembly", "代表大会"},
                                          [meeting_sharing] = {"sharing", "分享"},
                                          {NULL, NULL}};
const struct word via_words[] = {[via_paper] = {"paper", "纸质"},
                                 [via_web] = {"web", "网上"},
                                 [via_visit] = {"visit", "上门"},
                                 {NULL, NULL}};

/* Households or residents of an entry: one id, or a list. */
static bool read_who(struct schema_reader *r, const struct node *node, void *field)
{
    return read_strings(r, node, true, field);
}

/* A claim's household or resident: one. */
static bool read_one(struct schema_reader *r, const struct node *node, void *field)
{
    return expect_scalar(r, node) && read_strings(r, node, true, field);
}

static bool read_deed_points(struct schema_reader *r, const struct node *node, void *record)
{
    struct deed *deed = record;
    deed->has_points = true;
    return read_points(r, node, &deed->points);
}

static bool read_evidence(struct schema_reader *r, const struct node *node, void *field)
{
    struct strings *paths = field;
    bool right = read_strings(r, node, false, paths);
    for (uint32_t i = 0; i < paths->len; i++)
        if (!evidence_inside(strings_at(paths, i))) {
            diag_error(r->diags, paths->nodes[i]->place, "bad-path",
                       N_("\"{1}\" leaves records/: write the path from there, such as photos/a.jpg"),
                       strings_at(paths, i), NULL);
            right = false;
        }
    return right;
}

/* `scores`: a mapping; who and how many are read when the line becomes entries, because each is reported by
 * itself. */
static bool read_scores(struct schema_reader *r, const struct node *node, void *field)
{
    if (node->kind == node_map) {
        *(const struct node **)field = node;
        return true;
    }
    diag_error(r->diags, node->place, "bad-type", N_("{1} is a mapping from households to points: {h001: 5}"),
               r->key->text, NULL);
    return false;
}

static bool read_claim_id(struct schema_reader *r, const struct node *node, void *field)
{
    if (!read_id(r, node, field))
        return false;
    if (strspn(node->text, "0123456789") == node->length) {
        diag_error(
            r->diags, node->place, "bad-value",
            N_("\"{1}\" is digits alone, as the places of entries are; write a claim's id such as c-0012"),
            node->text, NULL);
        return false;
    }
    return true;
}

/* `present`: how many, or a list of who. */
static bool read_present(struct schema_reader *r, const struct node *node, void *record)
{
    struct meeting *m = record;
    m->present_node = node;
    if (node->kind == node_scalar) {
        int64_t count;
        bool digits = node->text[strcspn(node->text, "0123456789")] || !text_chinese(node->text);
        if (!digits) {
            diag_error(
                r->diags, node->place, "bad-value",
                N_("\"{1}\": write how many were present, in digits, or the ids of their households or "
                   "themselves as a list: [h001, h014-2]"),
                node->text, NULL);
            return false;
        }
        if (!read_whole(r, node, 0, 1000000, &count))
            return false;
        m->present = (int32_t)count;
        return true;
    }
    if (!read_strings(r, node, true, &m->present_ids))
        return false;
    m->present = (int32_t)m->present_ids.len;
    return true;
}

#define deed_at(field) offsetof(struct deed, field)
#define deed_common(who, one_or_list)                                                \
    [deed_household] = {.name = "household",                                         \
                        .zh = "户号",                                                \
                        .type = type_custom,                                         \
                        .list = true,                                                \
                        .read = who,                                                 \
                        .offset = deed_at(households),                               \
                        .takes = one_or_list,                                        \
                        .help = N_("the household, or a list of them")},             \
    [deed_resident] = {.name = "resident",                                           \
                       .zh = "居民",                                                 \
                       .type = type_custom,                                          \
                       .list = true,                                                 \
                       .read = who,                                                  \
                       .offset = deed_at(residents),                                 \
                       .takes = one_or_list,                                         \
                       .help = N_("the resident who did it, or a list of them")},    \
    [deed_rule] = {.name = "rule",                                                   \
                   .zh = "细则",                                                     \
                   .type = type_id,                                                  \
                   .required = true,                                                 \
                   .offset = deed_at(rule_id),                                       \
                   .help = N_("the rule")},                                          \
    [deed_times] = {.name = "times",                                                 \
                    .zh = "次数",                                                    \
                    .type = type_quantity,                                           \
                    .offset = deed_at(times),                                        \
                    .stated = true,                                                  \
                    .help = N_("how many times")},                                   \
    [deed_points] = {.name = "points",                                               \
                     .zh = "分值",                                                   \
                     .type = type_custom,                                            \
                     .read = read_deed_points,                                       \
                     .takes = N_("points"),                                          \
                     .help = N_("how many points, where the rule has a range")},     \
    [deed_note] = {.name = "note",                                                   \
                   .zh = "说明",                                                     \
                   .type = type_line,                                                \
                   .offset = deed_at(note),                                          \
                   .help = N_("a note, for the office")},                            \
    [deed_evidence] = {.name = "evidence",                                           \
                       .zh = "佐证",                                                 \
                       .type = type_custom,                                          \
                       .list = true,                                                 \
                       .read = read_evidence,                                        \
                       .offset = deed_at(evidence),                                  \
                       .takes = N_("a path, or a list of paths"),                    \
                       .help = N_("paths of photographs or papers, from records/")}, \
    [deed_again] = {.name = "again",                                                 \
                    .zh = "再次",                                                    \
                    .type = type_flag,                                               \
                    .offset = deed_at(again),                                        \
                    .stated = true,                                                  \
                    .help = N_("whether it is meant to stand beside an entry that is otherwise the same")}

static const struct field entry_fields[] = {
    deed_common(read_who, N_("an id, or a list of ids")),
    [deed_date] = {.name = "date",
                   .zh = "日期",
                   .type = type_date,
                   .offset = deed_at(date),
                   .otherwise = N_("the day of the meeting"),
                   .help = N_("the day of the deed; the meeting's where it is not given")},
    [entry_scores] = {.name = "scores",
                      .zh = "评分",
                      .type = type_custom,
                      .mapping = true,
                      .read = read_scores,
                      .offset = deed_at(scores),
                      .takes = N_("a mapping from households or residents to points"),
                      .help = N_("points house by house: {h001: 5, h002: 4.5}")},
};
static const struct deed default_deed = {.times = points_one, .rule = records_none};
const struct schema entry_schema = {.name = "entry",
                                    .zh = "条目",
                                    .fields = entry_fields,
                                    .count = field_count(entry_fields),
                                    .size = sizeof(struct deed),
                                    .initial = &default_deed};

static const struct field claim_fields[] = {
    deed_common(read_one, N_("an id")),
    [deed_date] = {.name = "date",
                   .zh = "日期",
                   .type = type_date,
                   .required = true,
                   .offset = deed_at(date),
                   .help = N_("the day of the deed")},
    [claim_id] = {.name = "id",
                  .zh = "编号",
                  .type = type_custom,
                  .required = true,
                  .read = read_claim_id,
                  .offset = offsetof(struct claim, id),
                  .takes = N_("an id"),
                  .help = N_("its id")},
    [claim_received] = {.name = "received",
                        .zh = "收到日期",
                        .type = type_date,
                        .required = true,
                        .offset = offsetof(struct claim, received),
                        .help = N_("the day it was received")},
    [claim_via] = {.name = "via",
                   .zh = "途径",
                   .type = type_word,
                   .offset = offsetof(struct claim, via),
                   .words = via_words,
                   .stated = true,
                   .help = N_("how it came: paper, web or visit")},
};
static const struct claim default_claim = {.deed = {.times = points_one, .rule = records_none},
                                           .household = records_none,
                                           .resident = records_none,
                                           .decision_meeting = records_none,
                                           .entry = records_none};
const struct schema claim_schema = {.name = "claim",
                                    .zh = "申报",
                                    .fields = claim_fields,
                                    .count = field_count(claim_fields),
                                    .size = sizeof(struct claim),
                                    .initial = &default_claim};

static const struct field decision_fields[] = {
    [decision_claim] = {.name = "claim",
                        .zh = "申报",
                        .type = type_id,
                        .required = true,
                        .offset = offsetof(struct claim_decision, claim_id),
                        .help = N_("the claim that is decided")},
    [decision_approve] = {.name = "approve",
                          .zh = "通过",
                          .type = type_flag,
                          .required = true,
                          .offset = offsetof(struct claim_decision, approve),
                          .help = N_("whether it becomes an entry")},
    [decision_reason] = {.name = "reason",
                         .zh = "理由",
                         .type = type_line,
                         .published = true,
                         .offset = offsetof(struct claim_decision, reason),
                         .help = N_("why, published")},
};
/* An approved claim needs no reason, and none is shown. */
static bool is_refusal(const struct node *node)
{
    const struct node *approve = node_get(node, "approve");
    const char *text = approve ? node_text(approve) : NULL;
    return text && strcmp(text, "true") != 0 && strcmp(text, "是") != 0;
}

static const struct claim_decision default_decision = {.claim = records_none};
static const struct schema decision_schema = {.name = "decision",
                                              .zh = "申报的决定",
                                              .fields = decision_fields,
                                              .count = field_count(decision_fields),
                                              .size = sizeof(struct claim_decision),
                                              .initial = &default_decision,
                                              .is_published = is_refusal};

static const struct field correction_fields[] = {
    [correction_entry] = {.name = "entry",
                          .zh = "条目",
                          .type = type_line,
                          .required = true,
                          .offset = offsetof(struct correction, entry_id),
                          .help = N_("the entry that never counted")},
    [correction_reason] = {.name = "reason",
                           .zh = "理由",
                           .type = type_line,
                           .published = true,
                           .offset = offsetof(struct correction, reason),
                           .help = N_("why, published")},
    [correction_by] = {.name = "by",
                       .zh = "改为",
                       .type = type_line,
                       .offset = offsetof(struct correction, by_id),
                       .help = N_("the entry that takes its place")},
};
static const struct correction default_correction = {
    .entry = records_none, .by = records_none, .meeting = records_none};
static const struct schema correction_schema = {.name = "correction",
                                                .zh = "更正",
                                                .fields = correction_fields,
                                                .count = field_count(correction_fields),
                                                .size = sizeof(struct correction),
                                                .initial = &default_correction};

static const struct field resolution_fields[] = {
    [resolution_objection] = {.name = "objection",
                              .zh = "异议",
                              .type = type_id,
                              .required = true,
                              .offset = offsetof(struct resolution, objection_id),
                              .help = N_("the objection that is resolved")},
    [resolution_upheld] = {.name = "upheld",
                           .zh = "成立",
                           .type = type_flag,
                           .required = true,
                           .offset = offsetof(struct resolution, upheld),
                           .help = N_("whether it stands: then the entry is void")},
    [resolution_reason] = {.name = "reason",
                           .zh = "理由",
                           .type = type_line,
                           .published = true,
                           .offset = offsetof(struct resolution, reason),
                           .help = N_("why, published")},
};
static const struct resolution default_resolution = {.objection = records_none, .meeting = records_none};
static const struct schema resolution_schema = {.name = "resolution",
                                                .zh = "异议的处理",
                                                .fields = resolution_fields,
                                                .count = field_count(resolution_fields),
                                                .size = sizeof(struct resolution),
                                                .initial = &default_resolution};

#define transfer_at(field) offsetof(struct transfer, field)
static const struct field transfer_fields[] = {
    [transfer_from] = {.name = "from",
                       .zh = "转出",
                       .type = type_id,
                       .required = true,
                       .offset = transfer_at(from_id),
                       .help = N_("the household that gives")},
    [transfer_to] = {.name = "to",
                     .zh = "转入",
                     .type = type_id,
                     .required = true,
                     .offset = transfer_at(to_id),
                     .help = N_("the household that is given")},
    [transfer_points] = {.name = "points",
                         .zh = "积分",
                         .type = type_custom,
                         .required = true,
                         .read = read_above_zero,
                         .offset = transfer_at(points),
                         .takes = N_("points above 0"),
                         .help = N_("how many points, of what the giver has to spend")},
    [transfer_reason] = {.name = "reason",
                         .zh = "理由",
                         .type = type_line,
                         .published = true,
                         .offset = transfer_at(reason),
                         .help = N_("why, published")},
};
static const struct transfer default_transfer = {
    .from = records_none, .to = records_none, .meeting = records_none};
const struct schema transfer_schema = {.name = "transfer",
                                       .zh = "转赠",
                                       .fields = transfer_fields,
                                       .count = field_count(transfer_fields),
                                       .size = sizeof(struct transfer),
                                       .initial = &default_transfer};

#define meeting_at(field) offsetof(struct meeting, field)
static const struct field meeting_fields[] = {
    [meeting_date] = {.name = "meeting",
                      .zh = "会议日期",
                      .type = type_date,
                      .required = true,
                      .offset = meeting_at(date),
                      .help = N_("the day of the meeting")},
    [meeting_id] = {.name = "id",
                    .zh = "编号",
                    .type = type_id,
                    .offset = meeting_at(id),
                    .otherwise = N_("the file's name"),
                    .help = N_("its id; the file's name where it is not given")},
    [meeting_kind_] = {.name = "kind",
                       .zh = "种类",
                       .type = type_word,
                       .required = true,
                       .offset = meeting_at(kind),
                       .words = meeting_kind_words,
                       .help = N_("review, assembly or sharing")},
    [meeting_title] = {.name = "title",
                       .zh = "名称",
                       .type = type_line,
                       .published = true,
                       .offset = meeting_at(title),
                       .help = N_("its title")},
    [meeting_place] = {.name = "place",
                       .zh = "地点",
                       .type = type_line,
                       .published = true,
                       .offset = meeting_at(place),
                       .help = N_("where it was held")},
    [meeting_chair] = {.name = "chair",
                       .zh = "主持人",
                       .type = type_line,
                       .offset = meeting_at(chair),
                       .help = N_("who chaired it")},
    [meeting_present] = {.name = "present",
                         .zh = "出席",
                         .type = type_custom,
                         .list = true,
                         .read = read_present,
                         .takes = N_("a whole number, or a list of ids"),
                         .help = N_("how many were present, or a list of who")},
    [meeting_recused] = {.name = "recused",
                         .zh = "回避",
                         .type = type_ids,
                         .offset = meeting_at(recused_ids),
                         .help = N_("who left the room while their own were decided")},
    [meeting_noticed] = {.name = "noticed",
                         .zh = "公示首日",
                         .type = type_date,
                         .offset = meeting_at(noticed),
                         .otherwise = N_("the day of the meeting"),
                         .help = N_("the first day of the notice; the meeting's where it is not given")},
    [meeting_minutes] = {.name = "minutes",
                         .zh = "纪要",
                         .type = type_text,
                         .published = true,
                         .offset = meeting_at(minutes),
                         .help = N_("the minutes, in Markdown")},
    [meeting_entries] = {.name = "entries",
                         .zh = "条目",
                         .type = type_records,
                         .offset = meeting_at(lines),
                         .count_offset = meeting_at(lines_len),
                         .schema = &entry_schema,
                         .help = N_("what it decided")},
    [meeting_claims] = {.name = "claims",
                        .zh = "申报",
                        .type = type_records,
                        .offset = meeting_at(decisions),
                        .count_offset = meeting_at(decisions_len),
                        .schema = &decision_schema,
                        .help = N_("the claims it decided")},
    [meeting_corrections] = {.name = "corrections",
                             .zh = "更正",
                             .type = type_records,
                             .offset = meeting_at(corrections),
                             .count_offset = meeting_at(corrections_len),
                             .schema = &correction_schema,
                             .help = N_("earlier entries that never counted")},
    [meeting_objections] = {.name = "objections",
                            .zh = "异议",
                            .type = type_records,
                            .offset = meeting_at(resolutions),
                            .count_offset = meeting_at(resolutions_len),
                            .schema = &resolution_schema,
                            .help = N_("the objections it resolved")},
    [meeting_transfers] = {.name = "transfers",
                           .zh = "转赠",
                           .type = type_records,
                           .offset = meeting_at(transfers),
                           .count_offset = meeting_at(transfers_len),
                           .schema = &transfer_schema,
                           .help = N_("points that households pass on to others")},
};
static const struct meeting default_meeting = {.present = -1};
const struct schema meeting_schema = {.name = "meeting",
                                      .zh = "会议",
                                      .fields = meeting_fields,
                                      .count = field_count(meeting_fields),
                                      .size = sizeof(struct meeting),
                                      .initial = &default_meeting};

#define objection_at(field) offsetof(struct objection, field)
static const struct field objection_fields[] = {
    [objection_id] = {.name = "id",
                      .zh = "编号",
                      .type = type_id,
                      .required = true,
                      .offset = objection_at(id),
                      .help = N_("its id")},
    [objection_entry] = {.name = "entry",
                         .zh = "条目",
                         .type = type_line,
                         .required = true,
                         .offset = objection_at(entry_id),
                         .help = N_("the entry that it challenges")},
    [objection_received] = {.name = "received",
                            .zh = "收到日期",
                            .type = type_date,
                            .required = true,
                            .offset = objection_at(received),
                            .help = N_("the day it was received")},
    [objection_grounds] = {.name = "grounds",
                           .zh = "事由",
                           .type = type_text,
                           .offset = objection_at(grounds),
                           .help = N_("on what grounds, for the office; who objects is not recorded")},
};
static const struct objection default_objection = {
    .entry = records_none, .resolution = records_none, .next_objection = records_none};
/* People write down who objected; the contract does not want it. */
static const char *const objectors[] = {"by",       "name",   "who",    "objector", "household",
                                        "resident", "异议人", "提出人", "姓名",     "反映人",
                                        "举报人",   "投诉人", "户号",   "居民",     NULL};
const struct schema objection_schema = {.name = "objection",
                                        .zh = "异议",
                                        .fields = objection_fields,
                                        .count = field_count(objection_fields),
                                        .size = sizeof(struct objection),
                                        .initial = &default_objection,
                                        .refused = objectors,
                                        .why =
                                            N_("\"{1}\" is no field: who objects is not recorded; leave the "
                                               "line out")};
