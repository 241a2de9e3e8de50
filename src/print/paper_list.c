#include "print/paper_list.h"

#include "base/memory.h"
#include "template/template.h"

#include <stdio.h>
#include <string.h>

const char *paper_list_folder(const struct view *view)
{
    return view->circle == circle_posted ? "print" : view->circle == circle_office ? "office" : NULL;
}

/* What is done to one folder's index. */
struct listing {
    const struct print_input *input;
    const struct sink *sink;
    const char *folder;
    struct arena *arena;
    struct value *values;
    struct template_set *set;
    struct diags *diags;
};

static bool load_template(void *context, const char *name, struct buf *text, struct buf *path)
{
    const struct print_input *input = context;
    struct buf file = {0};
    buf_printf(&file, "print/%s.mustache", name);
    const struct source_file *found = source_theme_file(input->source, buf_text(&file));
    if (found)
        buf_put(text, found->text, found->len);
    if (found && input->used)
        input->used[found - input->source->items] = true;
    buf_printf(path, "%s%s", found ? "" : "themes/default/", found ? found->path : buf_text(&file));
    buf_free(&file);
    return found != NULL;
}

static const char *number(struct arena *arena, size_t count)
{
    return arena_printf(arena, "%zu", count);
}

/* A row about PAPER: {title, href, when, sheets, fresh}. */
static void add_paper(struct listing *x, struct value *list, const struct listed_paper *paper)
{
    struct value *row = value_add_map(x->arena, list);
    const char *key = paper->large ? "papers.sheets_a3" : "papers.sheets";
    value_set_text(x->arena, row, "title", paper->title);
    value_set_text(x->arena, row, "href", paper->path + strlen(x->folder) + 1);
    value_set_text(x->arena, row, "when", paper->when);
    value_set_text(x->arena, row, "sheets",
                   words_format(x->input->view->words, x->arena, key, number(x->arena, paper->sheets), NULL));
    value_set_flag(x->arena, row, "fresh", paper->fresh);
}

/* The LEN PAPERS of a kind: {title, about, papers, past}. What is new, and one at least, is not past. */
static void add_kind(struct listing *x, struct value *kinds, const struct listed_paper *papers, size_t len)
{
    const struct words *words = x->input->view->words;
    struct value *kind = value_add_map(x->arena, kinds);
    const char *name = papers[0].kind->name;
    bool any = false;
    for (size_t i = 0; i < len; i++)
        any = any || !papers[i].past || papers[i].fresh;
    value_set_text(x->arena, kind, "title",
                   words_get(words, arena_printf(x->arena, "papers.kinds.%s", name)));
    value_set_text(x->arena, kind, "about",
                   words_get(words, arena_printf(x->arena, "papers.about.%s", name)));
    struct value *list = value_set_list(x->arena, kind, "papers");
    struct value *past = value_set_list(x->arena, kind, "past");
    for (size_t i = 0; i < len; i++)
        add_paper(x, papers[i].past && !papers[i].fresh && (any || i > 0) ? past : list, &papers[i]);
    value_set_text(x->arena, kind, "past_count",
                   value_length(past) ? words_format(words, x->arena, "papers.past",
                                                     number(x->arena, value_length(past)), NULL)
                                      : "");
}

/* The papers by kind. */
static void add_papers(struct listing *x, const struct listed_paper *papers, size_t len)
{
    const struct words *words = x->input->view->words;
    struct value *kinds = value_set_list(x->arena, x->values, "kinds");
    size_t fresh = 0;
    for (size_t i = 0; i < len; i++)
        fresh += papers[i].fresh;
    for (size_t i = 0, end; i < len; i = end) {
        for (end = i + 1; end < len && strcmp(papers[end].kind->name, papers[i].kind->name) == 0; end++)
            ;
        add_kind(x, kinds, papers + i, end - i);
    }
    value_set_text(x->arena, x->values, "news",
                   fresh ? words_format(words, x->arena, "papers.news", number(x->arena, fresh), NULL) : "");
}

/* Makes FILE of the folder by TEMPLATE. */
static bool file_make(struct listing *x, const char *name, const char *file)
{
    struct diags errors = {0};
    struct template_misses misses = {0};
    struct buf out = {0};
    const struct template *template = template_set_add(x->set, name, &errors);
    bool well = template && template_render(template, NULL, x->values, &misses, &out, &errors);
    for (size_t i = 0; i < misses.len && x->input->used; i++) {
        struct place place = misses.items[i].place;
        place.file = source_number(x->input->source, misses.items[i].path);
        diag_warning(x->diags, place, "template-name", N_("no page has anything of the name \"{1}\" here"),
                     misses.items[i].name, NULL);
    }
    template_misses_free(&misses);
    for (size_t i = 0; i < errors.len; i++) {
        struct place *place = &errors.items[i].place;
        place->file = source_number(x->input->source, template_set_source(x->set, place->file).path);
    }
    diag_join(x->diags, &errors);
    diag_free(&errors);
    if (well)
        well = x->sink->put(x->sink->context, arena_printf(x->arena, "%s/%s", x->folder, file), out.data,
                            out.len);
    buf_free(&out);
    return well;
}

bool paper_list_make(const struct print_input *input, const struct sink *sink,
                     const struct listed_paper *papers, size_t len, struct diags *diags)
{
    struct arena arena = {0};
    const struct view *view = input->view;
    const struct words *words = view->words;
    const char *folder = paper_list_folder(view);
    if (!folder)
        return true;
    struct listing x = {.input = input,
                        .sink = sink,
                        .folder = folder,
                        .arena = &arena,
                        .values = value_map(&arena),
                        .set = template_set_new(load_template, (void *)input, true),
                        .diags = diags};
    bool office = view->circle == circle_office;
    value_set_text(&arena, x.values, "language", words_language_name(words));
    value_set(&arena, x.values, "words", words_values(words, &arena));
    value_set_text(&arena, x.values, "village", view->records->village.name);
    value_set_text(&arena, x.values, "title", words_get(words, office ? "papers.office" : "papers.board"));
    value_set_text(
        &arena, x.values, "date",
        words_format(words, &arena, "papers.date", words_date(words, &arena, view->ledger->date), NULL));
    value_set_flag(&arena, x.values, "office", office);
    add_papers(&x, papers, len);
    bool well = file_make(&x, "index", "index.html") && (!office || file_make(&x, "readme", "README.txt"));
    template_set_free(x.set);
    arena_free(&arena);
    return well;
}

static bool put_nowhere(void *context, const char *path, const void *bytes, size_t len)
{
    (void)context, (void)path, (void)bytes, (void)len;
    return true;
}

void paper_list_try(const struct print_input *input, struct diags *diags)
{
    const struct sink sink = {.put = put_nowhere};
    enum { each = 2 }; /* one of now and one of the past */
    size_t len = each * paper_kinds_len;
    struct listed_paper *papers = memory_new(len, sizeof *papers);
    for (size_t i = 0; i < len; i++)
        papers[i] = (struct listed_paper){.kind = &paper_kinds[i / each],
                                          .path = "office/a.pdf",
                                          .title = "a",
                                          .when = "a",
                                          .sheets = 1,
                                          .large = i / each % 2 == 1,
                                          .past = i % each == 1,
                                          .fresh = i % each == 0};
    paper_list_make(input, &sink, papers, len, diags);
    memory_free(papers);
}
