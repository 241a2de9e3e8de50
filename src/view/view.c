#include "view/view.h"

#include "view/index.h"

void view_open(struct view *view, const struct ledger *ledger, const struct words *words, enum circle circle)
{
    const struct village *village = &ledger->records->village;
    const enum shown policies[] = {
        [circle_site] = village->privacy.site,
        [circle_led] = village->privacy.led,
        [circle_posted] = village->privacy.print,
        [circle_own] = village->privacy.site,
        [circle_office] = shown_full,
    };
    *view = (struct view){
        .records = ledger->records,
        .ledger = ledger,
        .words = words,
        .circle = circle,
        .policy = policies[circle],
        .warnings =
            circle == circle_own || circle == circle_office ? warnings_named : village->privacy.warnings,
        .household = records_none,
    };
    view->names = index_make(view);
    view->masked = masked_names_make(view);
}

struct view view_for(const struct view *own, uint32_t household)
{
    struct view view = *own;
    view.household = household;
    return view;
}

void view_free(struct view *view)
{
    index_free(view->names);
    masked_names_free(view->masked);
    *view = (struct view){0};
}
