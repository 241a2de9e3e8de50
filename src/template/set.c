/* Templates that know each other by name: loaded, and compiled when they are first wanted. */
#include "base/memory.h"
#include "template/program.h"

#include <string.h>

struct template_set *template_set_new(template_loader *load, void *context, bool strict)
{
    struct template_set *set = memory_new(1, sizeof *set);
    set->load = load;
    set->context = context;
    set->strict = strict;
    return set;
}

void template_set_free(struct template_set *set)
{
    if (!set)
        return;
    memory_free(set->items);
    map_free(&set->by_name);
    map_free(&set->key_numbers);
    memory_free(set->keys.items);
    arena_free(&set->arena);
    memory_free(set);
}

/* What a template that can't be rendered consists of. */
static struct instruction nothing = {.kind = step_return};

struct template *template_set_get(struct template_set *set, const char *name)
{
    uint32_t known = map_find(&set->by_name, name);
    if (known != map_none)
        return set->items[known];
    struct template *t = arena_new(&set->arena, struct template, 1);
    t->set = set;
    t->file = (uint32_t)set->len;
    t->name = arena_copy(&set->arena, name);
    t->steps = &nothing;
    struct buf text = {0}, path = {0};
    if (set->load(set->context, name, &text, &path)) {
        size_t mark = text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        t->len = text.len - mark;
        t->text = t->len ? arena_text(&set->arena, text.data + mark, t->len) : "";
        t->state = template_loaded;
    } else {
        t->state = template_missing;
    }
    t->path = path.len ? arena_copy(&set->arena, buf_text(&path)) : t->name;
    buf_free(&text);
    buf_free(&path);
    map_set(&set->by_name, t->name, strlen(t->name), t->file);
    memory_push(set, t);
    return t;
}

/* Whether TEMPLATE and all that it calls can be rendered. */
static bool sound(const struct template_set *set, const struct template *template)
{
    bool *seen = memory_new(set->len, sizeof *seen);
    const struct template **waiting = memory_new(set->len, sizeof *waiting);
    size_t count = 0;
    bool good = true;
    waiting[count++] = template;
    seen[template->file] = true;
    while (good && count) {
        const struct template *t = waiting[--count];
        good = t->state == template_compiled || (t->state == template_missing && !set->strict);
        for (size_t i = 0; i < t->others_len; i++) {
            if (!seen[t->others[i]->file])
                waiting[count++] = t->others[i];
            seen[t->others[i]->file] = true;
        }
    }
    memory_free(seen);
    memory_free(waiting);
    return good;
}

const struct template *template_set_add(struct template_set *set, const char *name, struct diags *errors)
{
    size_t before = set->len;
    struct template *template = template_set_get(set, name);
    if (template->state == template_missing) {
        struct place place = {.file = template->file, .line = 1, .column = 1, .span = 1};
        diag_error(errors, place, "template-missing", N_("there is no template \"{1}\""), name, NULL);
        return NULL;
    }
    for (size_t i = before; i < set->len; i++)
        if (set->items[i]->state == template_loaded)
            template_compile(set->items[i], errors);
    return sound(set, template) ? template : NULL;
}

void template_set_form(struct template_set *set, struct value_form *form)
{
    uint16_t *slots = arena_new(&set->arena, uint16_t, set->keys.len);
    for (size_t i = 0; i < set->keys.len; i++)
        slots[i] = (uint16_t)form_find(form, &set->keys.items[i].key);
    form->slots = slots;
    form->slots_len = (uint32_t)set->keys.len;
}

struct diag_source template_set_source(const struct template_set *set, size_t file)
{
    const struct template *t = set->items[file];
    return (struct diag_source){.path = t->path, .text = t->text, .len = t->len};
}
