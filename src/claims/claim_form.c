#include "claims/claim_form.h"

static const char *const labels[form_fields][2] = {
    [form_household] = {"户号", "household"}, [form_resident] = {"本人", "resident"},
    [form_rule] = {"事项", "rule"},           [form_date] = {"日期", "date"},
    [form_times] = {"次数", "times"},         [form_points] = {"分值", "points"},
    [form_note] = {"说明", "note"},           [form_evidence] = {"证据", "evidence"},
};

const char *claim_form_label(enum form_field field, enum language language)
{
    return labels[field][language == language_en];
}

const char *claim_form_title(enum language language)
{
    return language == language_en ? "[Claim for points]" : "【积分申报】";
}

const char *claim_form_colon(enum language language)
{
    return language == language_en ? ": " : "：";
}

const char *claim_form_comma(enum language language)
{
    return language == language_en ? ", " : "、";
}
