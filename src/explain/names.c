/* What the kinds of steps, facts and sections are called. */
#include "explain/explain.h"

static const char *const subjects[] = {
    [subject_entry] = "entry", [subject_household] = "household", [subject_resident] = "resident",
    [subject_claim] = "claim", [subject_objection] = "objection", [subject_redemption] = "redemption",
};

static const char *const sections[] = {
    [section_decided] = "decided", [section_credit] = "credit",       [section_status] = "status",
    [section_claim] = "claim",     [section_objection] = "objection", [section_standing] = "standing",
    [section_honours] = "honours", [section_services] = "services",   [section_account] = "account",
    [section_share] = "share",     [section_taken] = "taken",         [section_paid] = "paid",
    [section_allowed] = "allowed",
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
    [step_reason] = "reason",
    [step_status_final] = "status_final",
    [step_status_notice] = "status_notice",
    [step_status_suspended] = "status_suspended",
    [step_status_void] = "status_void",
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
    [step_unranked] = "unranked",
    [step_honour_won] = "honour_won",
    [step_honour_missed] = "honour_missed",
    [step_honour_lost] = "honour_lost",
    [step_honour_categories] = "honour_categories",
    [step_honour_points] = "honour_points",
    [step_honour_points_missing] = "honour_points_missing",
    [step_honour_below] = "honour_below",
    [step_honour_above] = "honour_above",
    [step_honour_rank] = "honour_rank",
    [step_honour_rank_missed] = "honour_rank_missed",
    [step_honour_within] = "honour_within",
    [step_honour_nothing] = "honour_nothing",
    [step_honour_veto] = "honour_veto",
    [step_not_from] = "not_from",
    [step_not_until] = "not_until",
    [step_service_open] = "service_open",
    [step_service_closed] = "service_closed",
    [step_service_shut] = "service_shut",
    [step_needs_now] = "needs_now",
    [step_needs_before] = "needs_before",
    [step_needs_none] = "needs_none",
    [step_line_open] = "line_open",
    [step_line_carried] = "line_carried",
    [step_line_carried_until] = "line_carried_until",
    [step_line_lapsed] = "line_lapsed",
    [step_line_entry] = "line_entry",
    [step_line_capped] = "line_capped",
    [step_line_redeemed] = "line_redeemed",
    [step_line_void] = "line_void",
    [step_line_notice] = "line_notice",
    [step_line_suspended] = "line_suspended",
    [step_line_balance] = "line_balance",
    [step_line_share] = "line_share",
    [step_redemption_future] = "redemption_future",
    [step_redeemed] = "redeemed",
    [step_cost] = "cost",
    [step_costs_nothing] = "costs_nothing",
    [step_had_carried] = "had_carried",
    [step_had_earned] = "had_earned",
    [step_had_redeemed] = "had_redeemed",
    [step_had_balance] = "had_balance",
    [step_left_balance] = "left_balance",
    [step_delivery] = "delivery",
    [step_stock] = "stock",
    [step_needs] = "needs",
    [step_quota] = "quota",
};

static const struct {
    const char *word;
    enum fact_type type;
} facts[] = {
    [fact_household] = {"household", fact_is_reference},
    [fact_resident] = {"resident", fact_is_reference},
    [fact_rule] = {"rule", fact_is_reference},
    [fact_category] = {"category", fact_is_reference},
    [fact_list] = {"list", fact_is_reference},
    [fact_entry] = {"entry", fact_is_reference},
    [fact_meeting] = {"meeting", fact_is_reference},
    [fact_claim] = {"claim", fact_is_reference},
    [fact_objection] = {"objection", fact_is_reference},
    [fact_reward] = {"reward", fact_is_reference},
    [fact_redemption] = {"redemption", fact_is_reference},
    [fact_value] = {"value", fact_is_value},
    [fact_points] = {"points", fact_is_points},
    [fact_exact] = {"exact", fact_is_exact},
    [fact_raw] = {"raw", fact_is_points},
    [fact_credited] = {"credited", fact_is_points},
    [fact_used] = {"used", fact_is_points},
    [fact_before] = {"before", fact_is_points},
    [fact_after] = {"after", fact_is_points},
    [fact_taken] = {"taken", fact_is_points},
    [fact_amount] = {"amount", fact_is_points},
    [fact_balance] = {"balance", fact_is_points},
    [fact_base] = {"base", fact_is_points},
    [fact_needs] = {"needs", fact_is_points},
    [fact_missing] = {"missing", fact_is_points},
    [fact_cost] = {"cost", fact_is_points},
    [fact_times] = {"times", fact_is_points},
    [fact_date] = {"date", fact_is_date},
    [fact_received] = {"received", fact_is_date},
    [fact_from] = {"from", fact_is_date},
    [fact_until] = {"until", fact_is_date},
    [fact_span] = {"span", fact_is_span},
    [fact_days] = {"days", fact_is_whole},
    [fact_count] = {"count", fact_is_whole},
    [fact_rank] = {"rank", fact_is_whole},
    [fact_limit] = {"limit", fact_is_whole},
    [fact_quantity] = {"quantity", fact_is_whole},
    [fact_stock] = {"stock", fact_is_whole},
    [fact_year] = {"year", fact_is_whole},
    [fact_cap] = {"cap", fact_is_cap},
    [fact_quota] = {"quota", fact_is_cap},
    [fact_unit] = {"unit", fact_is_text},
    [fact_text] = {"text", fact_is_text},
};

static const char *const periods[] = {[period_day] = "day",
                                      [period_week] = "week",
                                      [period_month] = "month",
                                      [period_quarter] = "quarter",
                                      [period_cycle] = "cycle"};

_Static_assert(sizeof steps / sizeof *steps == step_kinds, "every kind of step has a word");
_Static_assert(sizeof facts / sizeof *facts == fact_names, "every fact has a word");

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

const char *explain_fact(enum fact_name name)
{
    return facts[name].word;
}

const char *explain_period(enum period period)
{
    return periods[period];
}

enum fact_type explain_fact_type(enum fact_name name)
{
    return facts[name].type;
}

bool explain_detail(enum step_kind kind)
{
    switch (kind) {
    case step_value_since:
    case step_decided_by:
    case step_cap_adjusted:
    case step_cap_user:
    case step_grounds:
    case step_reason:
    case step_unranked:
    case step_honour_categories:
    case step_honour_points:
    case step_honour_points_missing:
    case step_honour_below:
    case step_honour_above:
    case step_honour_rank:
    case step_honour_rank_missed:
    case step_honour_within:
    case step_honour_nothing:
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
