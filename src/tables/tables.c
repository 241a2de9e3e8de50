#include "tables/tables.h"

const char *tables_shown(const struct view *view, struct arena *arena, const char *text)
{
    return text ? view_text(view, arena, text, (struct place){0}, NULL) : "";
}

int64_t tables_day(int32_t date)
{
    return date == date_first || date == date_last ? listing_nothing : date;
}
