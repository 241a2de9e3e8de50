/* Names, for a circle. */
#include "base/memory.h"
#include "base/utf8.h"
#include "view/mask.h"

#include <string.h>

/* --- everybody's */

static struct masked_name masked_name(struct arena *arena, const struct view *view,
                                      const struct household *household, const char *name, bool minor)
{
    enum mask how = mask_of(view, household, minor);
    return (struct masked_name){.text = mask_text(arena, name, how == mask_none ? mask_name : how),
                                .hidden = how != mask_none};
}

struct masked_names *masked_names_make(const struct view *view)
{
    if (view->circle == circle_office)
        return NULL;
    const struct records *r = view->records;
    struct masked_names *names = memory_new(1, sizeof *names);
    struct arena *arena = &names->arena;
    names->heads = arena_new(arena, struct masked_name, r->households_len);
    for (uint32_t i = 0; i < r->households_len; i++) {
        const struct household *h = r->households[i];
        names->heads[i] = masked_name(arena, view, h, h->head.text, mask_head_minor(h));
    }
    names->residents = arena_new(arena, struct masked_name, r->residents_len);
    for (uint32_t i = 0; i < r->residents_len; i++) {
        const struct resident *resident = r->residents[i];
        names->residents[i] = masked_name(arena, view, r->households[resident->household],
                                          resident->name.text, resident->minor);
    }
    return names;
}

void masked_names_free(struct masked_names *names)
{
    if (!names)
        return;
    arena_free(&names->arena);
    memory_free(names);
}

/* --- one's */

/*
 * NAME of HOUSEHOLD, masked as in MASKED, as the circle may see it. WARNING: of an entry under a negative
 * rule, whose names may have a stricter policy.
 */
static const char *shown(const struct view *view, uint32_t household, const char *name,
                         const struct masked_name *masked, bool warning)
{
    if (!view->masked || household == view->household)
        return name;
    if (view->policy == shown_id)
        return view->records->households[household]->id;
    bool hidden = masked->hidden || (warning && view->warnings != warnings_named);
    return hidden ? masked->text : name;
}

static const char *shown_head(const struct view *view, uint32_t household, bool warning)
{
    return shown(view, household, view->records->households[household]->head.text,
                 view->masked ? &view->masked->heads[household] : NULL, warning);
}

static const char *shown_resident(const struct view *view, uint32_t resident, bool warning)
{
    const struct resident *r = view->records->residents[resident];
    return shown(view, r->household, r->name.text, view->masked ? &view->masked->residents[resident] : NULL,
                 warning);
}

const char *view_household(const struct view *view, uint32_t household)
{
    return shown_head(view, household, false);
}

const char *view_resident(const struct view *view, uint32_t resident)
{
    return shown_resident(view, resident, false);
}

const char *view_entry_name(const struct view *view, uint32_t entry)
{
    const struct entry *e = &view->records->entries[entry];
    bool warning = view->records->rules[e->rule]->kind == kind_negative;
    return e->resident != records_none ? shown_resident(view, e->resident, warning)
                                       : shown_head(view, e->household, warning);
}

bool view_beside_name(const struct view *view, uint32_t entry)
{
    const struct records *records = view->records;
    const struct entry *e = &records->entries[entry];
    if (records->rules[e->rule]->kind != kind_negative || view->warnings == warnings_named)
        return true;
    if (view_private(view) || view->policy == shown_id)
        return true;
    return view->masked->heads[e->household].hidden;
}

bool view_leaves_out(const struct view *view, uint32_t household)
{
    if (view_private(view) || view->warnings == warnings_named)
        return false;
    return view->warnings == warnings_count ||
           (view->policy != shown_id && !view->masked->heads[household].hidden);
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
