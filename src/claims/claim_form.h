/*
 * The form of a claim as text, which a resident copies from the village's site into a chat group and the
 * clerk gives to `gongshi claims add`:
 *
 *     【积分申报】桐花坪村
 *     户号：h105、h106
 *     事项：patrol 参加治安巡逻
 *     日期：2026-11-18
 *     次数：1
 *     说明：……
 *
 * What the one writes and the other reads is called here and nowhere else; a theme can't change it.
 */
#ifndef CLAIMS_CLAIM_FORM_H
#define CLAIMS_CLAIM_FORM_H

#include "records/village.h"

/* The fields, in the order in which they stand. */
enum form_field {
    form_household, /* one household or several */
    form_resident,  /* who did it, by the resident's id; only where the rule wants it */
    form_rule,      /* its id, then its title */
    form_date,      /* of the deed */
    form_times,     /* 1 where it is not said */
    form_points,    /* only for a rule with a range */
    form_note,      /* one line */
    form_evidence,  /* paths; the site's form never has it */
    form_fields
};

/* What a field is called, without the colon behind it. */
const char *claim_form_label(enum form_field field, enum language language);

/* The title that stands before the village's name, in its brackets: 【积分申报】 */
const char *claim_form_title(enum language language);

/* What stands between a label and its value, and between the ids of a list. */
const char *claim_form_colon(enum language language);
const char *claim_form_comma(enum language language);

#endif
