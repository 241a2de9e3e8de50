#include "print/papers.h"

#include "base/memory.h"
#include "base/workers.h"
#include "print/kinds.h"

#include <stdio.h>
#include <string.h>

/* A paper as it is made; each has its own. */
struct making {
    const struct paper_kind *kind;
    size_t number;
    struct diags diags;
    bool well;
};

struct shop {
    const struct print_input *input;
    const struct sink *sink;
    const void **sizes; /* of each kind */
    struct {
        struct making *items;
        size_t len, cap;
    } makings;
};

/* The record that the character MISSING comes from: the first text with it that stands in the text it was
 * met in; else that of the paper. */
static struct place missing_place(const struct composed *composed, const char *character, const char *text)
{
    for (size_t i = 0; i < composed->len; i++) {
        const struct paper_source *source = &composed->sources[i];
        if (strstr(source->text, character) && strstr(text, source->text))
            return source->place;
    }
    return composed->place;
}

static void missing_warn(const struct composed *composed, struct diags *diags)
{
    const struct font_missing_list *missing = &composed->paper.missing;
    for (size_t i = 0; i < missing->len; i++) {
        struct buf character = {0};
        char code[16];
        buf_put_utf8(&character, missing->items[i].code);
        snprintf(code, sizeof code, "U+%04X", (unsigned)missing->items[i].code);
        const char *text = buf_text(&character);
        diag_warning(diags, missing_place(composed, text, missing->items[i].text), "paper-character",
                     N_("no typeface here has \"{1}\" ({2}); 〓 stands for it on paper"), text, code, NULL);
        buf_free(&character);
    }
}

static void paper_make(void *context, size_t item, int worker)
{
    struct shop *shop = context;
    struct making *making = &shop->makings.items[item];
    const struct view *view = shop->input->view;
    struct arena arena = {0};
    struct composed composed = {0};
    struct buf pdf = {0}, error = {0}, path = {0};
    (void)worker;
    making->kind->compose(&(struct composing){view, shop->input->fonts, &arena, making->number,
                                              &making->diags, shop->sizes[making->kind - paper_kinds]},
                          &composed);
    missing_warn(&composed, &making->diags);
    if (paper_write(&composed.paper, &pdf, &error)) {
        making->kind->path(view, making->number, &path);
        making->well = shop->sink->put(shop->sink->context, buf_text(&path), pdf.data, pdf.len);
    } else {
        diag_error(&making->diags, composed.place, "paper-failed",
                   N_("its notice cannot be written as PDF: {1}"), buf_text(&error), NULL);
    }
    paper_free(&composed.paper);
    buf_free(&pdf);
    buf_free(&error);
    buf_free(&path);
    arena_free(&arena);
}

bool print_make(const struct print_input *input, const struct sink *sink, struct diags *diags)
{
    struct shop shop = {.input = input, .sink = sink};
    struct arena arena = {0};
    shop.sizes = arena_new(&arena, const void *, paper_kinds_len);
    if (!paper_sizes(input->source, &arena, shop.sizes, diags)) {
        arena_free(&arena);
        return false;
    }
    for (size_t k = 0; k < paper_kinds_len; k++) {
        const struct paper_kind *kind = &paper_kinds[k];
        size_t count = kind->circles & paper_for(input->view->circle) ? kind->count(input->view) : 0;
        for (size_t i = 0; i < count; i++)
            memory_push(&shop.makings, ((struct making){.kind = kind, .number = i}));
    }
    workers_run(input->threads, shop.makings.len, paper_make, &shop);
    bool well = true;
    for (size_t i = 0; i < shop.makings.len; i++) {
        struct making *making = &shop.makings.items[i];
        well = well && making->well;
        diag_join(diags, &making->diags);
        diag_free(&making->diags);
    }
    memory_free(shop.makings.items);
    arena_free(&arena);
    return well;
}
