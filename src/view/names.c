/* Names, for a circle. */
#include "base/memory.h"
#include "base/utf8.h"
#include "view/mask.h"

#include <string.h>

/*
 * NAME of HOUSEHOLD as the circle may see it. WARNING: of an entry under a negative rule, whose names may
 * have a stricter policy.
 */
static const char *shown(const struct view *view, struct arena *arena, uint32_t household, const char *name,
                         bool minor, bool warning)
{
    const struct household *h = view->records->households[household];
    if (view->circle == circle_office || household == view->household)
        return name;
    if (view->policy == shown_id)
        return h->id;
    enum mask how = mask_of(view, h, minor);
    if (how == mask_none && warning && view->warnings != warnings_named)
        how = mask_name;
    return how == mask_none ? name : mask_text(arena, name, how);
}

const char *view_household(const struct view *view, struct arena *arena, uint32_t household)
{
    const struct household *h = view->records->households[household];
    return shown(view, arena, household, h->head.text, mask_head_minor(h), false);
}

const char *view_resident(const struct view *view, struct arena *arena, uint32_t resident)
{
    const struct resident *r = view->records->residents[resident];
    return shown(view, arena, r->household, r->name.text, r->minor, false);
}

const char *view_entry_name(const struct view *view, struct arena *arena, uint32_t entry)
{
    const struct records *records = view->records;
    const struct entry *e = &records->entries[entry];
    bool warning = records->rules[e->rule]->kind == kind_negative;
    if (e->resident != records_none) {
        const struct resident *r = records->residents[e->resident];
        return shown(view, arena, e->household, r->name.text, r->minor, warning);
    }
    const struct household *h = records->households[e->household];
    return shown(view, arena, e->household, h->head.text, mask_head_minor(h), warning);
}

bool view_beside_name(const struct view *view, uint32_t entry)
{
    const struct records *records = view->records;
    const struct entry *e = &records->entries[entry];
    if (records->rules[e->rule]->kind != kind_negative || view->warnings == warnings_named)
        return true;
    if (view_private(view) || view->policy == shown_id)
        return true;
    const struct household *h = records->households[e->household];
    return mask_of(view, h, mask_head_minor(h)) != mask_none;
}

bool view_leaves_out(const struct view *view, uint32_t household)
{
    const struct household *h = view->records->households[household];
    if (view_private(view) || view->warnings == warnings_named)
        return false;
    return view->warnings == warnings_count ||
           (view->policy != shown_id && mask_of(view, h, mask_head_minor(h)) == mask_none);
}

/* Whether words are written apart with a blank beside the character C. */
static bool wants_blank(char c)
{
    return c && c != ' ' && c != '*';
}

const char *view_aloud(const struct view *view, struct arena *arena, const char *name)
{
    if (!strchr(name, '*'))
        return name;
    const char *hidden = words_get(view->words, "aloud.hidden");
    bool apart = words_language(view->words) == language_en;
    struct buf out = {0};
    for (const char *p = name; *p; p++) {
        if (*p != '*') {
            buf_putc(&out, *p);
            continue;
        }
        if (apart && out.len && out.data[out.len - 1] != ' ')
            buf_putc(&out, ' ');
        buf_puts(&out, hidden);
        if (apart && wants_blank(p[1]))
            buf_putc(&out, ' ');
    }
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}
