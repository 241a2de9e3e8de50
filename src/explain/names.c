/* What the kinds of steps, details and sections are called. */
#include "explain/explain.h"

static const char *const subjects[] = {
    [subject_entry] = "entry",       [subject_household] = "household", [subject_resident] = "resident",
    [subject_claim] = "claim",       [subject_objection] = "objection", [subject_redemption] = "redemption",
    [subject_transfer] = "transfer", [subject_group] = "group",
};

static const char *const sections[] = {
    [section_decided] = "decided", [section_credit] = "credit",       [section_status] = "status",
    [section_claim] = "claim",     [section_objection] = "objection", [section_standing] = "standing",
    [section_honours] = "honours", [section_services] = "services",   [section_account] = "account",
    [section_share] = "share",     [section_book] = "book",           [section_taken] = "taken",
    [section_paid] = "paid",       [section_allowed] = "allowed",     [section_passed] = "passed",
};

static const char *const steps[] = {
    [step_future] = "future",
    [step_decided] = "decided",
    [step_deed] = "deed",
    [step_deed_resident] = "deed_resident",
    [step_from_claim] = "from_claim",
    [step_note] = "note",
    [step_value] = "value",
    [step_value_since] = "value_since",
    [step_value_adjusted] = "value_adjusted",
    [step_decided_by] = "decided_by",
    [step_chosen] = "chosen",
    [step_times] = "times",
    [step_times_one] = "times_one",
    [step_raw] = "raw",
    [step_raw_rounded] = "raw_rounded",
    [step_uncapped] = "uncapped",
    [step_cap_room] = "cap_room",
    [step_cap_takes] = "cap_takes",
    [step_cap_full] = "cap_full",
    [step_cap_adjusted] = "cap_adjusted",
    [step_cap_user] = "cap_user",
    [step_void_credit] = "void_credit",
    [step_credited] = "credited",
    [step_notice] = "notice",
    [step_objection] = "objection",
    [step_objection_late] = "objection_late",
    [step_grounds] = "grounds",
    [step_dismissed] = "dismissed",
    [step_upheld] = "upheld",
    [step_corrected] = "corrected",
    [step_replaced] = "replaced",
    [step_reason] = "reason",
    [step_status_final] = "status_final",
    [step_status_notice] = "status_notice",
    [step_status_suspended] = "status_suspended",
    [step_status_void] = "status_void",
    [step_entry_bars] = "entry_bars",
    [step_entry_zeroes] = "entry_zeroes",
    [step_claim_future] = "claim_future",
    [step_claim] = "claim",
    [step_claim_pending] = "claim_pending",
    [step_claim_approved] = "claim_approved",
    [step_claim_rejected] = "claim_rejected",
    [step_objection_future] = "objection_future",
    [step_objection_to] = "objection_to",
    [step_objection_pending] = "objection_pending",
    [step_listed_since] = "listed_since",
    [step_listed_until] = "listed_until",
    [step_base] = "base",
    [step_earned] = "earned",
    [step_pending] = "pending",
    [step_rank] = "rank",
    [step_group_rank] = "group_rank",
    [step_lifetime] = "lifetime",
    [step_barred] = "barred",
    [step_unranked] = "unranked",
    [step_group_earned] = "group_earned",
    [step_group_place] = "group_place",
    [step_group_empty] = "group_empty",
    [step_group_none] = "group_none",
    [step_honour_won] = "honour_won",
    [step_honour_missed] = "honour_missed",
    [step_honour_lost] = "honour_lost",
    [step_honour_resident] = "honour_resident",
    [step_honour_of_residents] = "honour_of_residents",
    [step_honour_of_groups] = "honour_of_groups",
    [step_honour_unnamed] = "honour_unnamed",
    [step_honour_categories] = "honour_categories",
    [step_honour_points] = "honour_points",
    [step_honour_points_missing] = "honour_points_missing",
    [step_honour_below] = "honour_below",
    [step_honour_above] = "honour_above",
    [step_honour_rank] = "honour_rank",
    [step_honour_rank_missed] = "honour_rank_missed",
    [step_honour_within] = "honour_within",
    [step_honour_within_residents] = "honour_within_residents",
    [step_honour_nothing] = "honour_nothing",
    [step_honour_settled] = "honour_settled",
    [step_honour_waits] = "honour_waits",
    [step_honour_veto] = "honour_veto",
    [step_not_from] = "not_from",
    [step_not_until] = "not_until",
    [step_service_open] = "service_open",
    [step_service_closed] = "service_closed",
    [step_service_shut] = "service_shut",
    [step_service_barred] = "service_barred",
    [step_needs_now] = "needs_now",
    [step_needs_before] = "needs_before",
    [step_needs_none] = "needs_none",
    [step_line_open] = "line_open",
    [step_line_carried] = "line_carried",
    [step_line_carried_until] = "line_carried_until",
    [step_line_lapsed] = "line_lapsed",
    [step_line_entry] = "line_entry",
    [step_line_capped] = "line_capped",
    [step_line_forfeited] = "line_forfeited",
    [step_line_received] = "line_received",
    [step_line_redeemed] = "line_redeemed",
    [step_line_given] = "line_given",
    [step_line_void] = "line_void",
    [step_line_arriving] = "line_arriving",
    [step_line_notice] = "line_notice",
    [step_line_suspended] = "line_suspended",
    [step_line_balance] = "line_balance",
    [step_line_share] = "line_share",
    [step_book_cleared] = "book_cleared",
    [step_book_forfeited] = "book_forfeited",
    [step_book_given_back] = "book_given_back",
    [step_book_reversed] = "book_reversed",
    [step_book_more] = "book_more",
    [step_book_less] = "book_less",
    [step_book_late] = "book_late",
    [step_book_received_late] = "book_received_late",
    [step_transfer] = "transfer",
    [step_transfer_arrives] = "transfer_arrives",
    [step_transfer_arrived] = "transfer_arrived",
    [step_redemption_future] = "redemption_future",
    [step_redeemed] = "redeemed",
    [step_cost] = "cost",
    [step_costs_nothing] = "costs_nothing",
    [step_had_carried] = "had_carried",
    [step_had_earned] = "had_earned",
    [step_had_redeemed] = "had_redeemed",
    [step_had_forfeited] = "had_forfeited",
    [step_had_given] = "had_given",
    [step_had_received] = "had_received",
    [step_had_balance] = "had_balance",
    [step_left_balance] = "left_balance",
    [step_left_given] = "left_given",
    [step_delivery] = "delivery",
    [step_stock] = "stock",
    [step_needs] = "needs",
    [step_quota] = "quota",
};

static const struct {
    const char *word;
    enum detail_type type;
} details[] = {
    [detail_household] = {"household", detail_is_reference},
    [detail_resident] = {"resident", detail_is_reference},
    [detail_rule] = {"rule", detail_is_reference},
    [detail_category] = {"category", detail_is_reference},
    [detail_list] = {"list", detail_is_reference},
    [detail_entry] = {"entry", detail_is_reference},
    [detail_meeting] = {"meeting", detail_is_reference},
    [detail_claim] = {"claim", detail_is_reference},
    [detail_objection] = {"objection", detail_is_reference},
    [detail_reward] = {"reward", detail_is_reference},
    [detail_redemption] = {"redemption", detail_is_reference},
    [detail_transfer] = {"transfer", detail_is_reference},
    [detail_group] = {"group", detail_is_reference},
    [detail_giver] = {"giver", detail_is_reference},
    [detail_receiver] = {"receiver", detail_is_reference},
    [detail_value] = {"value", detail_is_value},
    [detail_points] = {"points", detail_is_points},
    [detail_exact] = {"exact", detail_is_exact},
    [detail_raw] = {"raw", detail_is_points},
    [detail_credited] = {"credited", detail_is_points},
    [detail_used] = {"used", detail_is_points},
    [detail_before] = {"before", detail_is_points},
    [detail_after] = {"after", detail_is_points},
    [detail_taken] = {"taken", detail_is_points},
    [detail_amount] = {"amount", detail_is_points},
    [detail_balance] = {"balance", detail_is_points},
    [detail_base] = {"base", detail_is_points},
    [detail_needs] = {"needs", detail_is_points},
    [detail_missing] = {"missing", detail_is_points},
    [detail_average] = {"average", detail_is_points},
    [detail_cost] = {"cost", detail_is_points},
    [detail_times] = {"times", detail_is_points},
    [detail_date] = {"date", detail_is_date},
    [detail_received] = {"received", detail_is_date},
    [detail_from] = {"from", detail_is_date},
    [detail_until] = {"until", detail_is_date},
    [detail_span] = {"span", detail_is_span},
    [detail_days] = {"days", detail_is_whole},
    [detail_count] = {"count", detail_is_whole},
    [detail_rank] = {"rank", detail_is_whole},
    [detail_limit] = {"limit", detail_is_whole},
    [detail_quantity] = {"quantity", detail_is_whole},
    [detail_stock] = {"stock", detail_is_whole},
    [detail_year] = {"year", detail_is_whole},
    [detail_cap] = {"cap", detail_is_cap},
    [detail_quota] = {"quota", detail_is_cap},
    [detail_unit] = {"unit", detail_is_text},
    [detail_text] = {"text", detail_is_text},
};

_Static_assert(sizeof steps / sizeof *steps == step_kinds, "every kind of step has a word");
_Static_assert(sizeof details / sizeof *details == detail_names, "every fact has a word");

const char *explain_subject(enum subject subject)
{
    return subjects[subject];
}

const char *explain_section(enum section_kind kind)
{
    return sections[kind];
}

const char *explain_step(enum step_kind kind)
{
    return steps[kind];
}

const char *explain_detail(enum detail_name name)
{
    return details[name].word;
}

enum detail_type explain_detail_type(enum detail_name name)
{
    return details[name].type;
}

bool explain_below(enum step_kind kind)
{
    switch (kind) {
    case step_value_since:
    case step_decided_by:
    case step_cap_adjusted:
    case step_cap_user:
    case step_grounds:
    case step_replaced:
    case step_reason:
    case step_unranked:
    case step_group_empty:
    case step_honour_of_residents:
    case step_honour_of_groups:
    case step_honour_unnamed:
    case step_honour_within_residents:
    case step_honour_categories:
    case step_honour_points:
    case step_honour_points_missing:
    case step_honour_below:
    case step_honour_above:
    case step_honour_rank:
    case step_honour_rank_missed:
    case step_honour_within:
    case step_honour_nothing:
    case step_honour_settled:
    case step_honour_waits:
    case step_honour_veto:
    case step_not_from:
    case step_not_until:
    case step_needs_now:
    case step_needs_before:
    case step_needs_none:
    case step_delivery:
        return true;
    default:
        return false;
    }
}
