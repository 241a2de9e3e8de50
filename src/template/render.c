/* Running a template's program. */
#include "base/memory.h"
#include "template/program.h"

#include <stdio.h>
#include <string.h>

/* A value that names are looked up in. */
struct level {
    const struct value *value;
    const struct value *list; /* which it is an item of, if a section goes through it; else NULL */
    uint32_t next;            /* number of the list's next item */
};

/* The arguments of a call. */
struct given {
    const struct template *template; /* where they stand */
    uint32_t first;                  /* the first + 1 */
    uint32_t outer;                  /* those given further out, number + 1, or 0 */
};

/* Where to go on when what was called returns, and what was so then. */
struct call {
    const struct template *template;
    const struct instruction *step;
    size_t indent_start;
    size_t indent_len;
    size_t given_len;
    uint32_t given;
    bool of_template; /* else of a block */
};

/* What one rendering needs to remember. */
struct rendering {
    const struct template *template; /* whose steps are done now */
    const struct instruction *step;  /* the next */
    struct buf *out;
    struct template_misses *misses;
    struct diags *errors;
    struct {
        struct level *items;
        size_t len;
        size_t cap;
    } levels;
    struct {
        struct call *items;
        size_t len;
        size_t cap;
    } calls;
    struct {
        struct given *items;
        size_t len;
        size_t cap;
    } given;
    uint32_t given_here; /* the arguments that blocks see first, number + 1, or 0 */
    int depth;           /* calls of templates */
    struct buf indent;   /* what lines begin with, from indent_start; before that: what callers' begin with */
    size_t indent_start;
    bool mid_line;      /* a block stands within a line: what begins a line of it first goes on there */
    uint64_t steps;     /* of sections and templates gone through so far, as if none were passed over */
    size_t begin;       /* of what is written, in `out` */
    struct place place; /* of the call or section that was entered last */
};

void template_escape(struct buf *out, const char *text, size_t len)
{
    static const char *const written[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        const char *w = written[(unsigned char)text[i]];
        if (!w)
            continue;
        buf_put(out, text + done, i - done);
        buf_puts(out, w);
        done = i + 1;
    }
    buf_put(out, text + done, len - done);
}

/* What NAME is; NULL where it is nothing. */
static const struct value *look_up(struct rendering *r, const struct tag_name *name)
{
    const struct value *value = NULL;
    if (!name->len)
        return r->levels.items[r->levels.len - 1].value;
    for (size_t i = r->levels.len; i > 0 && !value; i--)
        value = find_tag(r->levels.items[i - 1].value, &name->keys[0]);
    if (value && name->len == 1)
        return value;
    bool missed;
    value = name_follow(name, value, &missed);
    if (missed && r->misses) {
        const struct template_set *set = r->template->set;
        template_misses_add(r->misses, name, set->items[name->place.file]->path);
    }
    return value;
}

static void put_value(struct rendering *r, const struct instruction *step)
{
    const struct value *value = look_up(r, step->name);
    if (!value)
        return;
    if (value->kind == value_is_flag || value->kind == value_is_whether)
        buf_puts(r->out, value_holds(value) ? "true" : "false");
    else if (value->kind == value_is_text && step->kind == step_escaped && !value->plain)
        template_escape(r->out, value->text, value->len);
    else if (value->kind == value_is_text)
        buf_put(r->out, value->text, value->len);
}

static void put_indentation(struct rendering *r)
{
    if (!r->mid_line)
        buf_put(r->out, buf_text(&r->indent) + r->indent_start, r->indent.len - r->indent_start);
    r->mid_line = false;
}

static void put_text(struct rendering *r, const struct instruction *step)
{
    if (r->indent.len == r->indent_start) {
        buf_put(r->out, step->text, step->len);
        r->mid_line = false;
        return;
    }
    const char *text = step->text, *end = text + step->len;
    bool begins = step->line_start;
    while (text < end) {
        if (begins)
            put_indentation(r);
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        const char *next = stop ? stop + 1 : end;
        buf_put(r->out, text, (size_t)(next - text));
        text = next;
        begins = true;
        r->mid_line = false;
    }
}

/* Whether a rendering is beyond what any page needs, now that STEPS of them come, perhaps once more; reports
 * it. */
static bool is_endless(struct rendering *r, size_t steps)
{
    r->steps += steps;
    if (r->steps <= template_most_steps && r->out->len - r->begin <= template_most_bytes)
        return false;
    diag_error(r->errors, r->place, "template-endless",
               N_("this page would become endlessly long: partials or sections repeat each other here, time "
                  "after time"),
               NULL);
    return true;
}

static void enter_section(struct rendering *r, const struct instruction *step)
{
    const struct value *value = look_up(r, step->name);
    if (!value || !value_holds(value)) {
        r->step = r->template->steps + step->jump;
        return;
    }
    r->place = step->name->place;
    struct level level = {.value = value};
    if (value->kind == value_is_list)
        level = (struct level){.value = value->items[0], .list = value, .next = 1};
    memory_push(&r->levels, level);
}

/* False where the section goes on for ever. */
static bool end_section(struct rendering *r, const struct instruction *step)
{
    struct level *level = &r->levels.items[r->levels.len - 1];
    if (!level->list || level->next == level->list->len) {
        r->levels.len--;
        return true;
    }
    level->value = level->list->items[level->next++];
    r->step = r->template->steps + step->jump;
    return !is_endless(r, (size_t)(step - r->step) + 1);
}

static void begin_call(struct rendering *r, const struct instruction *step, bool of_template)
{
    struct call call = {.template = r->template,
                        .step = r->template->steps + step->jump,
                        .indent_start = r->indent_start,
                        .indent_len = r->indent.len,
                        .given_len = r->given.len,
                        .given = r->given_here,
                        .of_template = of_template};
    memory_push(&r->calls, call);
    if (step->standalone)
        buf_put(&r->indent, step->text, step->len);
    else if (of_template)
        r->indent_start = r->indent.len;
    else
        r->mid_line = true;
}

/* Takes up again what stood before the last call; false where there was none. */
static bool end_call(struct rendering *r)
{
    if (!r->calls.len)
        return false;
    struct call call = r->calls.items[--r->calls.len];
    r->template = call.template;
    r->step = call.step;
    r->indent_start = call.indent_start;
    buf_cut(&r->indent, call.indent_len);
    r->given.len = call.given_len;
    r->given_here = call.given;
    r->mid_line = false;
    r->depth -= call.of_template;
    return true;
}

/* The template that STEP calls: in *OTHER, NULL where it is empty. False where that is an error. */
static bool called(struct rendering *r, const struct instruction *step, const struct template **other)
{
    *other = step->other;
    if (!step->name)
        return true;
    const struct template_set *set = r->template->set;
    const struct value *value = look_up(r, step->name);
    if (!value || value->kind != value_is_text || !value->len)
        return true;
    uint32_t file = map_get(&set->by_name, value->text, value->len);
    if (file != map_none && set->items[file]->state == template_compiled)
        *other = set->items[file];
    if (*other || !set->strict)
        return true;
    diag_error(r->errors, step->place, "template-missing", N_("there is no template \"{1}\""), value->text,
               NULL);
    return false;
}

static bool call_template(struct rendering *r, const struct instruction *step)
{
    const struct template *other;
    if (!called(r, step, &other))
        return false;
    if (!other) {
        r->step = r->template->steps + step->jump;
        return true;
    }
    r->place = step->place;
    if (r->depth == template_deepest_calls) {
        char most[16];
        snprintf(most, sizeof most, "%d", template_deepest_calls);
        diag_error(r->errors, step->place, "template-depth",
                   N_("\"{1}\" is called here within {2} templates: it goes on for ever, or too deep"),
                   other->name, most, NULL);
        return false;
    }
    if (r->misses && r->misses->shapes)
        shapes_add(r->misses->shapes, other->name, r->levels.items[r->levels.len - 1].value);
    begin_call(r, step, true);
    r->depth++;
    if (step->arguments) {
        struct given given = {.template = r->template, .first = step->arguments, .outer = r->given_here};
        memory_push(&r->given, given);
        r->given_here = (uint32_t)r->given.len;
    }
    r->template = other;
    r->step = other->steps;
    return !is_endless(r, other->steps_len);
}

static const struct argument *argument_of(const struct given *given, const struct value_key *block)
{
    for (uint32_t i = given->first; i; i = given->template->arguments[i - 1].next) {
        const struct argument *a = &given->template->arguments[i - 1];
        if (a->block.hash == block->hash && a->block.len == block->len &&
            memcmp(a->block.text, block->text, block->len) == 0)
            return a;
    }
    return NULL;
}

/* What was given for a block furthest out counts; blocks within that are given for still further out only. */
static void enter_block(struct rendering *r, const struct instruction *step)
{
    const struct argument *argument = NULL;
    const struct given *by = NULL;
    for (uint32_t i = r->given_here; i; i = r->given.items[i - 1].outer) {
        const struct argument *a = argument_of(&r->given.items[i - 1], &step->block);
        if (a) {
            argument = a;
            by = &r->given.items[i - 1];
        }
    }
    begin_call(r, step, false);
    if (argument) {
        r->template = by->template;
        r->step = by->template->steps + argument->start;
        r->given_here = by->outer;
    }
}

static bool run(struct rendering *r)
{
    for (;;) {
        const struct instruction *step = r->step++;
        switch (step->kind) {
        case step_text:
            put_text(r, step);
            break;
        case step_line:
            put_indentation(r);
            break;
        case step_escaped:
        case step_raw:
            put_value(r, step);
            break;
        case step_section:
            enter_section(r, step);
            break;
        case step_again:
            if (!end_section(r, step))
                return false;
            break;
        case step_inverted: {
            const struct value *value = look_up(r, step->name);
            if (value && value_holds(value))
                r->step = r->template->steps + step->jump;
            break;
        }
        case step_call:
            if (!call_template(r, step))
                return false;
            break;
        case step_block:
            enter_block(r, step);
            break;
        case step_return:
            if (!end_call(r))
                return true;
            break;
        }
    }
}

bool template_render(const struct template *template, const struct value *common, const struct value *page,
                     struct template_misses *misses, struct buf *out, struct diags *errors)
{
    struct rendering r = {
        .template = template, .step = template->steps, .out = out, .misses = misses, .errors = errors};
    size_t before = r.begin = out->len;
    if (misses && misses->shapes)
        shapes_add(misses->shapes, template->name, page);
    if (common)
        memory_push(&r.levels, (struct level){.value = common});
    memory_push(&r.levels, (struct level){.value = page});
    bool good = run(&r);
    if (!good)
        buf_cut(out, before);
    memory_free(r.levels.items);
    memory_free(r.calls.items);
    memory_free(r.given.items);
    buf_free(&r.indent);
    return good;
}
