/*
 * The tables of all kinds of record, a file of records/ each, and the numbers of their fields (bits of
 * record.given and record.bad). Inside records/ only.
 */
#ifndef RECORDS_FIELDS_H
#define RECORDS_FIELDS_H

#include "records/records.h"
#include "records/schemas.h"
#include "source/source.h"
#include "yaml/schema.h"

/* Whether a field was given, and is right. */
static inline bool field_right(const struct record *record, uint32_t bit)
{
    return (record->given & ~record->bad) >> bit & 1;
}

static inline bool field_given(const struct record *record, uint32_t bit)
{
    return record->given >> bit & 1;
}

static inline bool field_bad(const struct record *record, uint32_t bit)
{
    return record->bad >> bit & 1;
}

enum {
    village_name,
    village_town,
    village_city,
    village_language,
    village_url,
    village_theme,
    village_cycle,
    village_base,
    village_carry,
    village_late,
    village_also,
    village_notice,
    village_committees,
    village_offices,
    village_screens,
    village_privacy,
    village_rhythm,
    village_events
};
enum {
    screen_id,
    screen_columns,
    screen_rows,
    screen_encoding,
    screen_seconds,
    screen_max_minutes,
    screen_show,
    screen_welcome,
    screen_controller,
    screen_address,
    screen_width,
    screen_height,
    screen_area
};
enum { committee_name, committee_quorum, committee_members };

enum { list_level, list_issuer, list_document, list_decided, list_categories, list_rules, list_adjust };
enum { category_id, category_title, category_cap };
enum {
    rule_id,
    rule_category,
    rule_kind_,
    rule_title,
    rule_unit,
    rule_points,
    rule_cap,
    rule_range,
    rule_from,
    rule_until,
    rule_needs,
    rule_veto,
    rule_bars,
    rule_zero,
    rule_decided
};
enum { adjust_rule, adjust_from, adjust_points, adjust_cap, adjust_drop, adjust_decided };

enum {
    household_id,
    household_head,
    household_since,
    household_until,
    household_offline,
    household_consent,
    household_members
};
enum { resident_id, resident_name, resident_minor };
enum { group_id, group_name };

enum {
    meeting_date,
    meeting_id,
    meeting_kind_,
    meeting_title,
    meeting_place,
    meeting_chair,
    meeting_present,
    meeting_recused,
    meeting_noticed,
    meeting_minutes,
    meeting_entries,
    meeting_claims,
    meeting_corrections,
    meeting_objections,
    meeting_transfers
};

/* Entries and claims alike; the later ones are the claims' or the entries' only. */
enum {
    deed_household,
    deed_resident,
    deed_rule,
    deed_date,
    deed_times,
    deed_points,
    deed_note,
    deed_evidence,
    deed_again,
    entry_scores,
    claim_id = entry_scores,
    claim_received,
    claim_via
};
enum { decision_claim, decision_approve, decision_reason };
enum { correction_entry, correction_reason, correction_by };
enum { resolution_objection, resolution_upheld, resolution_reason };
enum { transfer_from, transfer_to, transfer_points, transfer_reason };
enum { objection_id, objection_entry, objection_received, objection_grounds };

enum { reward_id, reward_title, reward_from, reward_until };
enum {
    honour_points = reward_until + 1,
    honour_rank,
    honour_per,
    honour_below,
    honour_category,
    honour_within,
    honour_for,
    honour_settled
};
enum { redemption_date, redemption_household, redemption_reward, redemption_quantity, redemption_again };
enum { disclosure_date, disclosure_household, disclosure_to, disclosure_basis, disclosure_cycles };

extern const struct schema village_schema, screen_schema, entry_schema, honour_schema, adjustment_schema,
    household_schema, list_schema, households_schema, meeting_schema, transfer_schema, claim_schema,
    objection_schema, rewards_schema, redemption_schema, disclosure_schema;

/* A file of households/ as a whole. */
struct households_file {
    struct record record;
    struct group group;
    struct household *households;
    uint32_t households_len;
};

/* rewards.yaml as a whole. */
struct rewards_file {
    struct record record;
    struct reward *goods, *services, *honours;
    uint32_t goods_len, services_len, honours_len;
};

/* What was read from one file. */
struct records_file {
    struct arena arena;
    const char *path;
    enum source_kind kind;
    uint32_t number;         /* index among the files */
    uint64_t text_hash;      /* of the whole text: two files with the same are copies */
    const struct node *root; /* NULL: not read at all */
    void *items; /* by kind: an array of claims, objections, redemptions, disclosures; else one struct */
    uint32_t len;
};

/* values.c: custom readers that several tables share. */
bool read_caps(struct schema_reader *r, const struct node *node,
               void *field); /* struct caps: P/PERIOD or a list */
bool read_quota(struct schema_reader *r, const struct node *node,
                void *field); /* struct caps of one: N/PERIOD, N whole */
bool read_range(struct schema_reader *r, const struct node *node, struct value_range *range);
bool read_month_day(struct schema_reader *r, const struct node *node, struct day_of_year *day);
bool read_above_zero(struct schema_reader *r, const struct node *node, void *field); /* int64_t: points > 0 */

#endif
