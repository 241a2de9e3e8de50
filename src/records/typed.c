#include "records/typed.h"

#include "base/fold.h"
#include "records/ids.h"

#include <string.h>

/* How many records of KIND there are. */
static uint32_t count_of(const struct records *records, enum typed_kind kind)
{
    switch (kind) {
    case typed_household:
        return records->households_len;
    case typed_resident:
        return records->residents_len;
    case typed_rule:
        return records->rules_len;
    case typed_meeting:
        return records->meetings_len;
    case typed_claim:
        return records->claims_len;
    case typed_objection:
        return records->objections_len;
    case typed_entry:
        return records->entries_len;
    case typed_redemption:
        return records->redemptions_len;
    case typed_transfer:
        return records->transfers_len;
    case typed_group:
        return records->groups_len;
    }
    return 0;
}

/* Adds the id of record number INDEX of KIND to OUT. */
static void put_id(const struct records *records, enum typed_kind kind, uint32_t index, struct buf *out)
{
    switch (kind) {
    case typed_household:
        buf_puts(out, records->households[index]->id);
        break;
    case typed_resident:
        buf_puts(out, records->residents[index]->id);
        break;
    case typed_rule:
        buf_puts(out, records->rules[index]->id);
        break;
    case typed_meeting:
        buf_puts(out, records->meetings[index]->id);
        break;
    case typed_claim:
        buf_puts(out, records->claims[index]->id);
        break;
    case typed_objection:
        buf_puts(out, records->objections[index]->id);
        break;
    case typed_entry:
        entry_id(records, &records->entries[index], out);
        break;
    case typed_redemption:
        redemption_id(records, records->redemptions[index], out);
        break;
    case typed_transfer:
        transfer_id(records, records->transfers[index], out);
        break;
    case typed_group:
        buf_puts(out, records->groups[index]->id);
        break;
    }
}

uint32_t typed_exactly(const struct records *records, enum typed_kind kind, const char *text)
{
    switch (kind) {
    case typed_household:
        return map_find(&records->household_ids, text);
    case typed_resident:
        return map_find(&records->resident_ids, text);
    case typed_rule:
        return map_find(&records->rule_ids, text);
    case typed_meeting:
        return map_find(&records->meeting_ids, text);
    case typed_claim:
        return map_find(&records->claim_ids, text);
    case typed_objection:
        return map_find(&records->objection_ids, text);
    case typed_entry:
        return entry_find(records, text, strlen(text));
    case typed_redemption:
        return redemption_find(records, text);
    case typed_transfer:
        return transfer_find(records, text);
    case typed_group:
        return map_find(&records->group_ids, text);
    }
    return records_none;
}

uint32_t typed_find(const struct records *records, enum typed_kind kind, const char *text)
{
    uint32_t found = typed_exactly(records, kind, text), like = 0;
    bool placed = kind == typed_entry || kind == typed_redemption || kind == typed_transfer;
    struct buf typed = {0}, id = {0}, folded = {0};
    if (found != records_none)
        return found;
    fold_id(&typed, text, strlen(text));
    for (uint32_t i = count_of(records, kind); i-- > 0 && (!placed || strchr(buf_text(&typed), '/'));) {
        buf_clear(&id);
        buf_clear(&folded);
        put_id(records, kind, i, &id);
        fold_id(&folded, buf_text(&id), id.len);
        if (strcmp(buf_text(&folded), buf_text(&typed)) == 0) {
            found = i;
            like++;
        }
    }
    buf_free(&typed);
    buf_free(&id);
    buf_free(&folded);
    return like == 1 ? found : records_none;
}
