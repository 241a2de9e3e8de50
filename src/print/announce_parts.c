#include "print/announce_parts.h"

/* The committee that decided; NULL where the village has not named it. */
const char *announce_committee_name(struct announcing *c)
{
    const struct village *village = &c->draft.records->village;
    const struct committee *committee =
        c->meeting->kind == meeting_assembly ? &village->committees.assembly : &village->committees.review;
    return committee->name ? draft_shown(&c->draft, committee->name, committee->record.node, "name") : NULL;
}

const char *announce_deed_date(const struct announcing *c, int32_t date)
{
    return date_split(date).year == date_split(c->meeting->date).year
               ? words_day(c->draft.words, c->draft.arena, date)
               : words_date(c->draft.words, c->draft.arena, date);
}
