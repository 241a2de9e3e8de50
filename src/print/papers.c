#include "print/papers.h"

#include "base/memory.h"
#include "base/workers.h"

#include <stdio.h>
#include <string.h>

/* A notice as it is made; each has its own. */
struct making {
    uint32_t meeting;
    struct diags diags;
    bool well;
};

struct shop {
    const struct print_input *input;
    const struct sink *sink;
    struct making *makings;
};

static struct place meeting_place(const struct records *records, uint32_t meeting)
{
    const struct node *node = records->meetings[meeting]->record.node;
    return node ? node_start(node) : (struct place){.line = 1, .column = 1, .span = 1};
}

/* The record that the character MISSING comes from: the first text with it that stands in the text it was
 * met in; else the meeting. */
static struct place missing_place(const struct announcement *announcement, const char *character,
                                  const char *text, struct place meeting)
{
    for (size_t i = 0; i < announcement->len; i++) {
        const struct announce_source *source = &announcement->sources[i];
        if (strstr(source->text, character) && strstr(text, source->text))
            return source->place;
    }
    return meeting;
}

static void missing_warn(const struct announcement *announcement, const struct font_missing_list *missing,
                         struct place meeting, struct diags *diags)
{
    for (size_t i = 0; i < missing->len; i++) {
        struct buf character = {0};
        char code[16];
        buf_put_utf8(&character, missing->items[i].code);
        snprintf(code, sizeof code, "U+%04X", (unsigned)missing->items[i].code);
        const char *text = buf_text(&character);
        diag_warning(diags, missing_place(announcement, text, missing->items[i].text, meeting),
                     "paper-character", N_("no typeface here has \"{1}\" ({2}); 〓 stands for it on paper"),
                     text, code, NULL);
        buf_free(&character);
    }
}

static void notice_make(void *context, size_t item, int worker)
{
    struct shop *shop = context;
    struct making *making = &shop->makings[item];
    const struct view *view = shop->input->view;
    struct arena arena = {0};
    struct announcement announcement;
    struct paper paper;
    struct buf pdf = {0}, error = {0};
    struct place place = meeting_place(view->records, making->meeting);
    (void)worker;
    announce_compose(view, &arena, making->meeting, &announcement, &making->diags);
    notice_compose(&paper, shop->input->fonts, &announcement.paper);
    missing_warn(&announcement, &paper.missing, place, &making->diags);
    if (paper_write(&paper, &pdf, &error)) {
        const char *path = arena_printf(&arena, "%s%s%s", shop->input->before,
                                        view->records->meetings[making->meeting]->id, shop->input->after);
        making->well = shop->sink->put(shop->sink->context, path, pdf.data, pdf.len);
    } else {
        diag_error(&making->diags, place, "paper-failed", N_("its notice cannot be written as PDF: {1}"),
                   buf_text(&error), NULL);
    }
    paper_free(&paper);
    buf_free(&pdf);
    buf_free(&error);
    arena_free(&arena);
}

bool print_make(const struct print_input *input, const struct sink *sink, struct diags *diags)
{
    const struct records *records = input->view->records;
    struct shop shop = {input, sink, memory_new((size_t)records->meetings_len + 1, sizeof *shop.makings)};
    size_t len = 0;
    for (uint32_t i = 0; i < records->meetings_len; i++)
        if (view_has_notice(input->view, i))
            shop.makings[len++].meeting = i;
    workers_run(input->threads, len, notice_make, &shop);
    bool well = true;
    for (size_t i = 0; i < len; i++) {
        well = well && shop.makings[i].well;
        diag_join(diags, &shop.makings[i].diags);
        diag_free(&shop.makings[i].diags);
    }
    memory_free(shop.makings);
    return well;
}
