/*
 * The maps of which a site has very many, and their keys: rows by form (template/value.h).
 */
#ifndef SITE_FORMS_H
#define SITE_FORMS_H

#include "site/page.h"

enum form { form_entry, form_household, form_rule, form_date, form_status, forms_len };

/* About an entry: row_entry. From `notice_href` on what some pages have alone. */
enum {
    key_entry_household,
    key_entry_who,
    key_entry_resident,
    key_entry_rule,
    key_entry_meeting,
    key_entry_date,
    key_entry_times,
    key_entry_points,
    key_entry_raw,
    key_entry_status,
    key_entry_void,
    key_entry_reason,
    key_entry_replaced,
    key_entry_notice_href,
    key_entry_odd,
    key_entry_anchor,
    key_entry_score,
    key_entry_before,
    keys_of_entry
};

enum {
    key_household_id,
    key_household_name,
    key_household_href,
    key_household_row_anchor,
    key_household_group,
    keys_of_household
};
enum { key_rule_id, key_rule_title, key_rule_unit, key_rule_category, key_rule_href, keys_of_rule };
enum { key_date_text, key_date_day, key_date_iso, keys_of_date };
enum { key_status_word, key_status_short, key_status_line, keys_of_status };

/* Makes site.forms. */
void forms_open(struct site *site);

/* A row of a form. */
struct value *forms_row(const struct site *site, struct arena *arena, enum form form);

#endif
