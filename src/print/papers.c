#include "print/papers.h"

#include "base/memory.h"
#include "base/workers.h"
#include "print/event_notice.h"
#include "print/paper_list.h"
#include "print/winners.h"
#include "view/inspection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A paper as it is made; each has its own. */
struct making {
    const struct paper_kind *kind;
    size_t number;
    struct arena arena; /* of what the list says of it */
    struct listed_paper listed;
    struct diags diags;
    bool well;
};

struct shop {
    const struct print_input *input;
    const struct sink *sink;
    const void **sizes;         /* of each kind */
    bool again;                 /* the sink knows the papers of a build before */
    struct standing **standing; /* one a thread */
    struct {
        struct making *items;
        size_t len, cap;
    } makings;
};

/* What the list says of COMPOSED at PATH. */
static void listed_set(const struct shop *shop, struct making *making, const struct composed *composed,
                       const char *path)
{
    const struct sink *sink = shop->sink;
    making->listed = (struct listed_paper){
        .kind = making->kind,
        .path = arena_copy(&making->arena, path),
        .title = arena_copy(&making->arena, composed->paper.title),
        .when = composed->when ? arena_copy(&making->arena, composed->when) : NULL,
        .past = composed->past,
        .sheets = composed->paper.sheets.len,
        .large = composed->paper.sheets.len > 0 && composed->paper.sheets.items[0].height >= sheet_a3_width &&
                 composed->paper.sheets.items[0].width >= sheet_a3_width,
        .fresh = shop->again && sink->fresh(sink->context, path)};
}

/* Whether the PDF of PAPER could be had without writing it, and stands at PATH. */
static bool taken_over(const struct sink *sink, const char *path, const struct paper *paper)
{
    if (!sink->again)
        return false;
    struct digest says = paper_says(paper);
    return sink->again(sink->context, path, &says);
}

/* --- papers that need not even be composed */

/* The digest of all that the paper of MAKING at PATH is composed from; false where that may be anything. */
static bool from_of(const struct shop *shop, const struct making *making, const char *path,
                    struct digest *from)
{
    if (!shop->sink->still || !shop->input->basis || !making->kind->from)
        return false;
    struct buf out = {0};
    digest_put_text(&out, making->kind->name);
    digest_put_text(&out, path);
    digest_put_number(&out, (int64_t)shop->input->view->circle);
    making->kind->from(shop->input, making->number, &out);
    *from = basis_digest(shop->input->basis, &out);
    buf_free(&out);
    return true;
}

/* Keeps for the next build what the list says of the paper of MAKING: unless something was wrong with it, of
 * which is to be warned then as now. */
static void listed_keep(const struct shop *shop, const struct making *making, const char *path,
                        const struct digest *from)
{
    const struct listed_paper *listed = &making->listed;
    if (making->diags.len || strchr(listed->title, '\n') || (listed->when && strchr(listed->when, '\n')))
        return;
    struct buf note = {0};
    buf_printf(&note, "%zu %d %d %s\n%s%s\n", listed->sheets, listed->large, listed->past, listed->title,
               listed->when ? "=" : "", listed->when ? listed->when : "");
    shop->sink->keep(shop->sink->context, path, from, buf_text(&note));
    buf_free(&note);
}

/* Sets what the list says of the paper of MAKING at PATH to what listed_keep put into NOTE. */
static void listed_read(const struct shop *shop, struct making *making, const char *path, const char *note)
{
    char *end;
    size_t sheets = strtoull(note, &end, 10);
    bool large = strtoull(end, &end, 10) > 0, past = strtoull(end, &end, 10) > 0;
    const char *title = *end == ' ' ? end + 1 : end, *line = title + strcspn(title, "\n");
    const char *when = *line ? line + 1 : line;
    making->listed = (struct listed_paper){
        .kind = making->kind,
        .path = arena_copy(&making->arena, path),
        .title = arena_text(&making->arena, title, (size_t)(line - title)),
        .when = *when == '=' ? arena_text(&making->arena, when + 1, strcspn(when + 1, "\n")) : NULL,
        .sheets = sheets,
        .large = large,
        .past = past,
        .fresh = shop->again && shop->sink->fresh(shop->sink->context, path)};
}

/* Composes the paper of MAKING and puts it at PATH. */
static void paper_compose(const struct shop *shop, struct making *making, const char *path,
                          struct standing *standing)
{
    struct arena arena = {0};
    struct composed composed = {0};
    struct buf pdf = {0};
    making->kind->compose(&(struct composing){shop->input, shop->input->view, standing, &arena,
                                              making->number, &making->diags,
                                              shop->sizes[making->kind - paper_kinds]},
                          &composed);
    composed_sign(&composed, shop->input->view);
    if (taken_over(shop->sink, path, &composed.paper)) {
        composed_warn(&composed, &making->diags);
        making->well = true;
    } else if (composed_write(&composed, &pdf, &making->diags)) {
        making->well = shop->sink->put(shop->sink->context, path, pdf.data, pdf.len);
    }
    if (making->well)
        listed_set(shop, making, &composed, path);
    paper_free(&composed.paper);
    paper_free(&composed.behind);
    buf_free(&pdf);
    arena_free(&arena);
}

static void paper_make(void *context, size_t item, int worker)
{
    struct shop *shop = context;
    struct making *making = &shop->makings.items[item];
    struct buf path = {0};
    struct digest from;
    const char *note;
    making->kind->path(shop->input, making->number, &path);
    bool known = from_of(shop, making, buf_text(&path), &from);
    making->well = known && shop->sink->still(shop->sink->context, buf_text(&path), &from, &note);
    if (making->well) {
        listed_read(shop, making, buf_text(&path), note);
    } else {
        standing_trim(shop->standing[worker]);
        paper_compose(shop, making, buf_text(&path), shop->standing[worker]);
        if (making->well && known)
            listed_keep(shop, making, buf_text(&path), &from);
    }
    buf_free(&path);
}

/* The list of what was made. */
static bool list_make(const struct shop *shop, struct diags *diags)
{
    size_t len = shop->makings.len;
    struct listed_paper *papers = memory_new(len + 1, sizeof *papers);
    for (size_t i = 0; i < len; i++)
        papers[i] = shop->makings.items[i].listed;
    bool well = paper_list_make(shop->input, shop->sink, papers, len, diags);
    memory_free(papers);
    return well;
}

bool print_make(const struct print_input *given, const struct sink *sink, struct diags *diags)
{
    struct print_input known = *given;
    const struct print_input *input = &known;
    const char *folder = paper_list_folder(input->view);
    struct shop shop = {.input = input, .sink = sink};
    struct arena arena = {0};
    struct winners winners = {0};
    struct event_notices events = {0};
    if (input->view->circle == circle_posted) {
        winners_find(input->view, &arena, &winners);
        event_notices_find(input->view, &arena, &events);
        known.inspections = view_inspections(input->view, &arena, &known.inspections_len);
    }
    known.winners = &winners;
    known.events = &events;
    shop.sizes = arena_new(&arena, const void *, paper_kinds_len);
    if (!paper_sizes(input->source, &arena, shop.sizes, diags)) {
        arena_free(&arena);
        return false;
    }
    if (folder && sink->fresh) {
        char index[32];
        snprintf(index, sizeof index, "%s/index.html", folder);
        shop.again = !sink->fresh(sink->context, index);
    }
    for (size_t k = 0; k < paper_kinds_len; k++) {
        const struct paper_kind *kind = &paper_kinds[k];
        size_t count = kind->circles & paper_for(input->view->circle) ? kind->count(input) : 0;
        for (size_t i = 0; i < count; i++)
            memory_push(&shop.makings, ((struct making){.kind = kind, .number = i}));
    }
    shop.standing = arena_new(&arena, struct standing *, (size_t)input->threads);
    for (int i = 0; i < input->threads; i++)
        shop.standing[i] = standing_new(input->fonts);
    workers_run(input->threads, shop.makings.len, paper_make, &shop);
    for (int i = 0; i < input->threads; i++)
        standing_free(shop.standing[i]);
    bool well = true;
    for (size_t i = 0; i < shop.makings.len; i++) {
        struct making *making = &shop.makings.items[i];
        well = well && making->well;
        diag_join(diags, &making->diags);
        diag_free(&making->diags);
    }
    if (well && folder)
        well = list_make(&shop, diags);
    for (size_t i = 0; i < shop.makings.len; i++)
        arena_free(&shop.makings.items[i].arena);
    memory_free(shop.makings.items);
    arena_free(&arena);
    return well;
}
