#include "records/rules.h"

int32_t rule_first(const struct rule *rule)
{
    return rule->values_len && rule->values[0].from > rule->from ? rule->values[0].from : rule->from;
}

int32_t rule_last(const struct rule *rule)
{
    int32_t last = rule->until;
    for (uint32_t i = 0; i < rule->adjustments_len; i++) {
        const struct adjustment *a = rule->adjustments[i];
        if (a->drop && a->from <= last)
            last = a->from - 1;
    }
    return last;
}

bool rule_holds(const struct rule *rule, int32_t date)
{
    return rule->from <= date && date <= rule_last(rule);
}

const struct value_range *rule_value(const struct rule *rule, int32_t date, const struct adjustment **by,
                                     const struct dated_value **dated)
{
    if (by)
        *by = NULL;
    if (dated)
        *dated = NULL;
    for (uint32_t i = rule->adjustments_len; i-- > 0;) {
        const struct adjustment *a = rule->adjustments[i];
        if (a->has_value && a->from <= date) {
            if (by)
                *by = a;
            return &a->value;
        }
    }
    for (uint32_t i = rule->values_len; i-- > 0;) {
        if (rule->values[i].from <= date) {
            if (dated)
                *dated = &rule->values[i];
            return &rule->values[i].value;
        }
    }
    return NULL;
}

const struct caps *rule_caps(const struct rule *rule, int32_t date, const struct adjustment **by)
{
    if (by)
        *by = NULL;
    for (uint32_t i = rule->adjustments_len; i-- > 0;) {
        const struct adjustment *a = rule->adjustments[i];
        if (a->has_caps && a->from <= date) {
            if (by)
                *by = a;
            return &a->caps;
        }
    }
    return &rule->caps;
}
