/* From a template's text to its program. */
#include "base/memory.h"
#include "template/program.h"
#include "template/tags.h"

#include <string.h>

/* A section, block, argument or parent whose end has not come yet. */
struct open {
    uint32_t step; /* where it begins; of an argument nothing */
    size_t dedent; /* as it was outside */
    bool is_argument;
};

struct compiler {
    struct template *template;
    struct diags *errors;
    struct tags tags;

    struct {
        struct instruction *items;
        size_t len;
        size_t cap;
    } steps;
    struct {
        struct argument *items;
        size_t len;
        size_t cap;
    } arguments;
    struct {
        struct template **items;
        size_t len;
        size_t cap;
    } others;

    struct buf text;      /* text that has no step yet */
    bool text_line_start; /* whether it begins a line */
    bool body_start;      /* what comes next begins a line, though its tag may not say so: nothing came yet
                             of a block or argument, or of a line but blanks that it lost */
    size_t dedent;        /* blanks that lines lose, being within blocks */
    struct open open[template_deepest_nesting];
    size_t depth;
};

static struct instruction *emit(struct compiler *c, enum instruction_kind kind)
{
    struct instruction step = {.kind = kind};
    memory_push(&c->steps, step);
    return &c->steps.items[c->steps.len - 1];
}

static uint32_t here(const struct compiler *c)
{
    return (uint32_t)c->steps.len;
}

/* Makes a step of the text that came so far. */
static void flush(struct compiler *c)
{
    if (!c->text.len)
        return;
    struct instruction *step = emit(c, step_text);
    step->line_start = c->text_line_start;
    step->len = c->text.len;
    step->text = arena_text(&c->template->set->arena, c->text.data, c->text.len);
    buf_clear(&c->text);
}

/* Blanks at the beginning of the LEN bytes at TEXT. */
static size_t indentation(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && (text[n] == ' ' || text[n] == '\t'))
        n++;
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void compile_text(struct compiler *c, const struct tag *tag)
{
    if (tag->dropped)
        return;
    size_t lost = tag->line_start ? least(c->dedent, indentation(tag->text, tag->len)) : 0;
    if (!c->text.len)
        c->text_line_start = tag->line_start || c->body_start;
    buf_put(&c->text, tag->text + lost, tag->len - lost);
    c->body_start = tag->len == lost && (tag->line_start || c->body_start);
}

/* Before the step of a tag: where it is the first on its line, the line begins with it. */
static void begin_tag(struct compiler *c, const struct tag *tag)
{
    flush(c);
    if (!tag->standalone && (tag->line_start || c->body_start))
        emit(c, step_line);
    c->body_start = false;
}

/* LEN bytes at TEXT, a part of a name, with the number by which the set knows it. */
static struct tag_key key_of(struct template_set *set, const char *text, size_t len)
{
    uint32_t known = map_get(&set->key_numbers, text, len);
    if (known != map_none)
        return set->keys.items[known];
    struct tag_key key = {.key = value_key_of(text, len), .number = (uint32_t)set->keys.len};
    map_put(&set->key_numbers, text, len, key.number);
    memory_push(&set->keys, key);
    return key;
}

static const struct tag_name *name_of(struct compiler *c, const struct tag *tag)
{
    struct template_set *set = c->template->set;
    struct tag_name *name = arena_new(&set->arena, struct tag_name, 1);
    name->text = arena_text(&set->arena, tag->text, tag->len);
    name->number = set->names++;
    name->place = tag->place;
    if (tag->len == 1 && tag->text[0] == '.')
        return name;
    for (size_t i = 0; i < tag->len; i++)
        name->len += tag->text[i] == '.';
    name->len++;
    name->keys = arena_new(&set->arena, struct tag_key, name->len);
    const char *part = name->text;
    for (uint32_t i = 0; i < name->len; i++) {
        size_t len = strcspn(part, ".");
        name->keys[i] = key_of(set, part, len);
        part += len + 1;
    }
    return name;
}

static struct value_key block_of(struct compiler *c, const struct tag *tag)
{
    return value_key_of(arena_text(&c->template->set->arena, tag->text, tag->len), tag->len);
}

/* What is before the standalone TAG on its line, less what lines lose here. */
static void set_indentation(struct compiler *c, struct instruction *step, const struct tag *tag)
{
    const char *text = c->template->text + tag->start - tag->indent;
    size_t lost = least(c->dedent, tag->indent);
    step->standalone = tag->standalone;
    step->text = text + lost;
    step->len = tag->indent - lost;
}

/* A partial or parent: finds the template it means. */
static void compile_call(struct compiler *c, const struct tag *tag)
{
    begin_tag(c, tag);
    struct instruction *step = emit(c, step_call);
    set_indentation(c, step, tag);
    step->jump = here(c);
    step->place = tag->place;
    if (tag->dynamic) {
        step->name = name_of(c, tag);
        return;
    }
    struct template_set *set = c->template->set;
    char *name = arena_text(&set->arena, tag->text, tag->len);
    step->other = template_set_get(set, name);
    if (step->other->state == template_missing && set->strict)
        diag_error(c->errors, tag->place, "template-missing", N_("there is no template \"{1}\""), name, NULL);
    memory_push(&c->others, step->other);
}

/*
 * The indentation of what stands in the block that tag number AT opens: that of its first line that is not
 * empty, in *TEXT. False where there is none, or where the block's first line goes on behind the tag.
 */
static bool block_indentation(const struct compiler *c, size_t at, const char **text, size_t *len)
{
    const struct tag *open = &c->tags.items[at];
    for (size_t i = at + 1; open->standalone && i < open->match; i++) {
        const struct tag *tag = &c->tags.items[i];
        if (!tag->line_start)
            continue;
        *text = tag->text;
        *len = tag->kind == tag_text ? indentation(tag->text, tag->len) : 0;
        bool empty = tag->kind == tag_text && *len < tag->len && strspn(tag->text + *len, "\r\n") > 0;
        bool closing = i + 1 == open->match && c->tags.items[open->match].standalone && tag->dropped;
        if (!empty && !closing)
            return true;
    }
    return false;
}

static void push_open(struct compiler *c, struct open open)
{
    open.dedent = c->dedent;
    c->open[c->depth++] = open;
}

/* Begins what stands in the block opened by tag number AT. */
static void begin_body(struct compiler *c, size_t at, bool indented, size_t indent)
{
    if (indented && indent > c->dedent)
        c->dedent = indent;
    c->body_start = !c->tags.items[at].standalone || c->tags.items[at].match == at + 1;
}

/* A block where its content is to stand: its default follows. */
static void compile_block(struct compiler *c, size_t at)
{
    const struct tag *tag = &c->tags.items[at];
    begin_tag(c, tag);
    const char *text = NULL;
    size_t indent = 0;
    bool indented = block_indentation(c, at, &text, &indent);
    push_open(c, (struct open){.step = here(c)});
    struct value_key block = block_of(c, tag);
    struct instruction *step = emit(c, step_block);
    step->block = block;
    set_indentation(c, step, tag);
    if (indented) {
        size_t lost = least(c->dedent, indent);
        step->text = text + lost;
        step->len = indent - lost;
    }
    begin_body(c, at, indented, indent);
}

/* A block within a parent: what is to stand in that block of the parent. */
static void compile_argument(struct compiler *c, size_t at)
{
    const struct tag *tag = &c->tags.items[at];
    flush(c);
    struct instruction *call = &c->steps.items[c->open[c->depth - 1].step];
    struct argument argument = {.block = block_of(c, tag), .start = here(c), .next = call->arguments};
    memory_push(&c->arguments, argument);
    call->arguments = (uint32_t)c->arguments.len;
    const char *text;
    size_t indent = 0;
    bool indented = block_indentation(c, at, &text, &indent);
    push_open(c, (struct open){.is_argument = true});
    begin_body(c, at, indented, indent);
}

static void compile_close(struct compiler *c, const struct tag *tag)
{
    struct open open = c->open[--c->depth];
    enum tag_kind kind = c->tags.items[tag->match].kind;
    c->dedent = open.dedent;
    if (kind == tag_section || kind == tag_inverted)
        begin_tag(c, tag);
    flush(c);
    c->body_start = false;
    if (kind == tag_section)
        emit(c, step_again)->jump = open.step + 1;
    else if (kind == tag_block)
        emit(c, step_return);
    if (!open.is_argument)
        c->steps.items[open.step].jump = here(c);
}

/* Compiles tag number AT; gives the number of the last one done. */
static size_t compile_tag(struct compiler *c, size_t at)
{
    const struct tag *tag = &c->tags.items[at];
    if (tag->within != tag_none && c->tags.items[tag->within].kind == tag_parent) {
        if (tag->kind == tag_block)
            compile_argument(c, at);
        else if (tag->kind == tag_close)
            compile_close(c, tag);
        else if (tag->match != tag_none)
            return tag->match;
        return at;
    }
    switch (tag->kind) {
    case tag_text:
        compile_text(c, tag);
        break;
    case tag_escaped:
    case tag_raw:
        begin_tag(c, tag);
        emit(c, tag->kind == tag_raw ? step_raw : step_escaped)->name = name_of(c, tag);
        break;
    case tag_section:
    case tag_inverted:
        begin_tag(c, tag);
        push_open(c, (struct open){.step = here(c)});
        emit(c, tag->kind == tag_section ? step_section : step_inverted)->name = name_of(c, tag);
        break;
    case tag_parent:
        compile_call(c, tag);
        push_open(c, (struct open){.step = here(c) - 1});
        break;
    case tag_partial:
        compile_call(c, tag);
        break;
    case tag_block:
        compile_block(c, at);
        break;
    case tag_close:
        compile_close(c, tag);
        break;
    case tag_comment:
    case tag_delimiter:
        if (!tag->standalone)
            begin_tag(c, tag);
        break;
    }
    return at;
}

void template_compile(struct template *template, struct diags *errors)
{
    struct compiler c = {.template = template, .errors = errors};
    struct arena *arena = &template->set->arena;
    size_t before = errors->errors;
    if (tags_read(&c.tags, template->text, template->len, template->file, errors)) {
        for (size_t i = 0; i < c.tags.len; i++)
            i = compile_tag(&c, i);
        flush(&c);
    }
    template->state = errors->errors == before ? template_compiled : template_broken;
    if (template->state == template_broken)
        c.steps.len = c.others.len = 0;
    emit(&c, step_return);
    template->steps = arena_new(arena, struct instruction, c.steps.len);
    memcpy(template->steps, c.steps.items, c.steps.len * sizeof *c.steps.items);
    template->steps_len = c.steps.len;
    template->arguments = arena_new(arena, struct argument, c.arguments.len);
    if (c.arguments.len)
        memcpy(template->arguments, c.arguments.items, c.arguments.len * sizeof *c.arguments.items);
    template->others = arena_new(arena, struct template *, c.others.len);
    template->others_len = c.others.len;
    if (c.others.len)
        memcpy(template->others, c.others.items, c.others.len * sizeof *c.others.items);
    memory_free(c.steps.items);
    memory_free(c.arguments.items);
    memory_free(c.others.items);
    buf_free(&c.text);
    tags_free(&c.tags);
}
