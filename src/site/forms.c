#include "site/forms.h"

static const char *const of_entry[] = {
    [key_entry_household] = "household",
    [key_entry_who] = "who",
    [key_entry_resident] = "resident",
    [key_entry_rule] = "rule",
    [key_entry_meeting] = "meeting",
    [key_entry_date] = "date",
    [key_entry_times] = "times",
    [key_entry_points] = "points",
    [key_entry_raw] = "raw",
    [key_entry_status] = "status",
    [key_entry_void] = "void",
    [key_entry_reason] = "reason",
    [key_entry_replaced] = "replaced",
    [key_entry_notice_href] = "notice_href",
    [key_entry_odd] = "odd",
    [key_entry_anchor] = "anchor",
    [key_entry_score] = "score",
    [key_entry_before] = "before",
};

static const char *const of_household[] = {
    [key_household_id] = "id",       [key_household_name] = "name",
    [key_household_href] = "href",   [key_household_row_anchor] = "row_anchor",
    [key_household_group] = "group",
};

static const char *const of_rule[] = {
    [key_rule_id] = "id",     [key_rule_title] = "title",
    [key_rule_unit] = "unit", [key_rule_category] = "category",
    [key_rule_href] = "href",
};

static const char *const of_date[] = {
    [key_date_text] = "text",
    [key_date_day] = "day",
    [key_date_iso] = "iso",
};

static const char *const of_status[] = {
    [key_status_word] = "word",
    [key_status_short] = "short",
    [key_status_line] = "line",
};

void forms_open(struct site *site)
{
    static const struct {
        const char *const *keys;
        size_t len;
    } all[] = {
        [form_entry] = {of_entry, keys_of_entry},    [form_household] = {of_household, keys_of_household},
        [form_rule] = {of_rule, keys_of_rule},       [form_date] = {of_date, keys_of_date},
        [form_status] = {of_status, keys_of_status},
    };
    site->forms = arena_new(&site->arena, struct value_form *, forms_len);
    for (size_t i = 0; i < forms_len; i++)
        site->forms[i] = value_form_new(&site->arena, all[i].keys, all[i].len);
}

struct value *forms_row(const struct site *site, struct arena *arena, enum form form)
{
    return value_row(arena, site->forms[form]);
}
