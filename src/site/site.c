#include "site/site.h"

#include "base/memory.h"
#include "base/workers.h"
#include "site/content.h"
#include "site/index.h"
#include "site/own.h"
#include "site/page.h"
#include "site/whole.h"
#include "template/template.h"

#include <string.h>

struct job {
    const struct page_kind *kind;
    uint32_t number;                 /* of the page among its kind */
    uint32_t result;                 /* of site.results */
    struct value *menus;             /* as they stand on pages of the kind */
    const struct template *template; /* NULL: a file */
};

/* What a thread has of its own. */
struct worker {
    struct buf out;
    struct buf rendered; /* a page before whole_put */
    struct template_misses misses;
    struct arena results; /* titles and paths, kept to the end */
};

struct making {
    struct site *site;
    const struct sink *sink;
    struct template_set *set;
    struct job *items;
    size_t len;
    size_t cap;
    size_t first;           /* of the jobs that are under way */
    struct diags *diags;    /* one a job */
    struct diags *rendered; /* likewise: places are within the set of templates */
    struct worker *workers;
    bool *stopped; /* one a job: the sink said stop */
};

static bool load_template(void *context, const char *name, struct buf *text, struct buf *path)
{
    const struct site_input *input = context;
    const struct source *source = input->source;
    struct buf file = {0};
    buf_printf(&file, "site/%s.mustache", name);
    const struct source_file *found = source_theme_file(source, buf_text(&file));
    if (found) {
        if (input->used)
            input->used[found - source->items] = true;
        buf_put(text, found->text, found->len);
        buf_puts(path, found->path);
    } else {
        buf_printf(path, "themes/default/%s", buf_text(&file));
    }
    buf_free(&file);
    return found != NULL;
}

/* The number of the file PATH in the source; that of the first file where it has none. */
static uint32_t number_of(const struct source *source, const char *path)
{
    for (size_t i = 0; i < source->len; i++)
        if (strcmp(source->items[i].path, path) == 0)
            return (uint32_t)i;
    return 0;
}

/* Moves what is wrong with templates to DIAGS, its places now in the source. */
static void move_errors(const struct making *m, struct diags *errors, struct diags *diags)
{
    for (size_t i = 0; i < errors->len; i++) {
        struct place *place = &errors->items[i].place;
        place->file = number_of(m->site->input->source, template_set_source(m->set, place->file).path);
    }
    diag_join(diags, errors);
}

/* Whether the theme has a file in the place of one that is made: its own picture to share, say. */
static bool theme_has(const struct making *m, const struct page_kind *kind)
{
    struct buf name = {0};
    buf_printf(&name, "site/%s", kind->folder);
    bool has = source_theme_file(m->site->input->source, buf_text(&name)) != NULL;
    buf_free(&name);
    return has;
}

static bool add_jobs(struct making *m, const struct page_kind *kind, struct diags *diags)
{
    uint32_t count = kind->count ? kind->count(m->site) : 1;
    if (kind->write && kind->folder && theme_has(m, kind))
        count = 0;
    const struct template *template = NULL;
    if (kind->compose) {
        struct diags errors = {0};
        template = template_set_add(m->set, kind->name, &errors);
        move_errors(m, &errors, diags);
        diag_free(&errors);
        if (!template)
            return false;
    }
    struct value *menus = count && kind->compose ? index_menus(m->site, kind) : NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (kind->has && !kind->has(m->site, i))
            continue;
        struct job job = {.kind = kind, .number = i, .menus = menus, .template = template};
        job.result = (uint32_t)m->len;
        memory_push(m, job);
    }
    return true;
}

static void path_put(const struct site *site, const struct page_kind *kind, uint32_t number, struct buf *out)
{
    if (kind->path)
        kind->path(site, number, out);
    else
        buf_puts(out, kind->folder);
}

/* "../" for each folder that PATH is in. */
static const char *root_of(struct arena *arena, const char *path)
{
    struct buf root = {0};
    for (; *path; path++)
        if (*path == '/')
            buf_puts(&root, "../");
    const char *text = arena_text(arena, buf_text(&root), root.len);
    buf_free(&root);
    return text;
}

/* What every page's template sees beside what its composer set. */
static void frame(struct page *page, const struct job *job, const char *path)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    struct value *v = page->values;
    if (!value_get(v, "root"))
        value_set_text(a, v, "root", root_of(a, path));
    value_set_text(a, v, "title", page->title);
    value_set_text(a, v, "full_title",
                   *path ? page_say(page, "site.title.page", page->title, site->village->name) : page->title);
    value_set_text(a, v, "description", page->description);
    value_set(a, v, "crumbs", page->crumbs);
    value_set_flag(a, v, "hidden", page->hidden);
    value_set_text(a, v, "page", job->kind->name);
    value_set(a, v, "menus", job->menus);
    struct buf address = {0};
    if (site->village->url && !page->hidden) {
        buf_printf(&address, "%s/", site->village->url);
        href_put(&address, path);
    }
    value_set_text(a, v, "address", buf_text(&address));
    buf_free(&address);
}

/* Composes and encodes one page or file into the worker's buffer. */
static bool make_bytes(struct making *m, size_t number, struct worker *w, struct buf *path)
{
    struct job *job = &m->items[number];
    struct arena arena = {0};
    struct page page = {.site = m->site, .arena = &arena, .diags = &m->diags[number], .number = job->number};
    page.values = value_map(&arena);
    page.crumbs = value_list(&arena);
    path_put(m->site, job->kind, job->number, path);
    struct page_result *result = &m->site->results[job->result];
    result->kind = job->kind;
    result->number = job->number;
    result->path = arena_copy(&w->results, buf_text(path));
    bool well = true;
    if (job->template) {
        job->kind->compose(&page);
        frame(&page, job, buf_text(path));
        result->title = arena_copy(&w->results, page.title);
        result->description = page.description ? arena_copy(&w->results, page.description) : NULL;
        buf_clear(&w->rendered);
        well = template_render(job->template, m->site->common, page.values, &w->misses, &w->rendered,
                               &m->rendered[number]);
        whole_put(&w->out, buf_text(&w->rendered), w->rendered.len, &m->site->units);
        if (!path->len || path->data[path->len - 1] == '/')
            buf_puts(path, "index.html");
    } else {
        job->kind->write(&page, &w->out);
    }
    result->hidden = page.hidden;
    arena_free(&arena);
    return well;
}

static void make_one(void *context, size_t item, int worker)
{
    struct making *m = context;
    struct worker *w = &m->workers[worker];
    size_t number = m->first + item;
    struct buf path = {0};
    buf_puts(&path, "site/");
    struct buf inner = {0};
    buf_clear(&w->out);
    if (make_bytes(m, number, w, &inner)) {
        buf_puts(&path, buf_text(&inner));
        m->stopped[number] = !m->sink->put(m->sink->context, buf_text(&path), buf_text(&w->out), w->out.len);
    }
    buf_free(&inner);
    buf_free(&path);
}

/* Makes the jobs from FIRST on. */
static bool make_all(struct making *m, size_t first, struct diags *diags)
{
    const struct site_input *input = m->site->input;
    int threads = input->threads > 0 ? input->threads : 1;
    size_t count = m->len - first;
    m->first = first;
    m->diags = memory_new(m->len + 1, sizeof *m->diags);
    m->rendered = memory_new(m->len + 1, sizeof *m->rendered);
    m->stopped = memory_new(m->len + 1, sizeof *m->stopped);
    workers_run(threads, count, make_one, m);
    bool well = true;
    for (size_t i = first; i < m->len; i++) {
        well = well && !m->stopped[i];
        diag_join(diags, &m->diags[i]);
        move_errors(m, &m->rendered[i], diags);
        diag_free(&m->diags[i]);
        diag_free(&m->rendered[i]);
    }
    memory_free(m->diags);
    memory_free(m->rendered);
    memory_free(m->stopped);
    return well && !diags->errors;
}

/* Plans the pages, or those that come after all others; and makes them. */
static bool make_kinds(struct making *m, bool late, struct diags *diags)
{
    size_t first = m->len;
    bool well = true;
    for (const struct page_kind *kind = page_kinds; kind->name; kind++)
        if (kind->late == late)
            well = add_jobs(m, kind, diags) && well;
    if (!well)
        return false;
    struct page_result *results = arena_new(&m->site->arena, struct page_result, m->len + 1);
    if (first)
        memcpy(results, m->site->results, first * sizeof *results);
    m->site->results = results;
    m->site->results_len = first;
    well = make_all(m, first, diags);
    m->site->results_len = m->len;
    return well;
}

/* Whether FILE is of the theme and goes into the site as it is: all below its site/ but templates. */
static bool is_copied(const struct source_file *file)
{
    if (file->kind != source_theme || strncmp(file->name, "site/", 5) != 0)
        return false;
    size_t len = strlen(file->name);
    return len <= 9 || strcmp(file->name + len - 9, ".mustache") != 0;
}

/* Whether two files can't stand in one folder by these paths: they are the same, or one is a folder of the
 * other. */
static bool in_each_others_way(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return (!*a && !*b) || (!*a && *b == '/') || (*a == '/' && !*b);
}

/* Whether the site makes something of its own where the theme's file NAME would be copied to. All is made but
 * files that are copied. */
static bool is_made(const struct site *site, const char *name)
{
    struct buf path = {0};
    bool made = false;
    for (size_t i = 0; i < site->results_len && !made; i++) {
        buf_clear(&path);
        buf_puts(&path, site->results[i].path);
        if (!path.len || path.data[path.len - 1] == '/')
            buf_puts(&path, "index.html");
        made = in_each_others_way(buf_text(&path), name);
    }
    for (uint32_t i = 0; i < site->notices_len && site->input->pdfs && !made; i++) {
        buf_clear(&path);
        buf_printf(&path, "notices/%s/notice.pdf", site->records->meetings[site->notices[i]]->id);
        made = in_each_others_way(buf_text(&path), name);
    }
    buf_free(&path);
    return made;
}

/* Reports files of the theme that would be copied to where something else stands. */
static bool check_theme(const struct making *m, struct diags *diags)
{
    const struct source *source = m->site->input->source;
    for (uint32_t i = 0; i < source->len; i++)
        if (is_copied(&source->items[i]) && is_made(m->site, source->items[i].name + 5))
            diag_error(diags, (struct place){.file = i, .line = 1, .column = 1, .span = 1}, "page-address",
                       N_("/{1} is a page of the site's own; name the file otherwise"),
                       source->items[i].name + 5, NULL);
    return !diags->errors;
}

/* Files of the theme that go into the site as they are. */
static bool put_theme(struct making *m)
{
    const struct source *source = m->site->input->source;
    for (size_t i = 0; i < source->len; i++) {
        const struct source_file *file = &source->items[i];
        if (is_copied(file) && !m->sink->put(m->sink->context, file->name, file->text, file->len))
            return false;
    }
    return true;
}

/* Names that templates looked up in vain. */
static void report_misses(struct making *m, int threads, struct diags *diags)
{
    struct template_misses all = {0};
    for (int i = 0; i < threads; i++)
        template_misses_join(&all, &m->workers[i].misses);
    if (m->site->input->misses)
        template_misses_look(&all, m->set, "words", value_get(m->site->common, "words"));
    template_misses_sort(&all);
    for (size_t i = 0; i < all.len && m->site->input->misses; i++) {
        struct place place = all.items[i].place;
        place.file = number_of(m->site->input->source, all.items[i].path);
        diag_warning(diags, place, "template-name", N_("no page has anything of the name \"{1}\" here"),
                     all.items[i].name, NULL);
    }
    template_misses_free(&all);
}

bool site_make(const struct site_input *input, const struct sink *sink, struct diags *diags)
{
    struct site site = {.input = input, .diags = diags};
    int threads = input->threads > 0 ? input->threads : 1;
    struct making m = {.site = &site, .sink = sink};
    m.workers = memory_new((size_t)threads, sizeof *m.workers);
    m.set = template_set_new(load_template, (void *)(uintptr_t)input, true);
    site.own = own_open(input);
    index_open(&site);
    content_open(&site);
    index_common(&site);
    site.diags = NULL;
    bool well = !diags->errors && make_kinds(&m, false, diags) && make_kinds(&m, true, diags) &&
                check_theme(&m, diags) && content_put(&site, sink) && put_theme(&m);
    report_misses(&m, threads, diags);
    for (int i = 0; i < threads; i++) {
        buf_free(&m.workers[i].out);
        buf_free(&m.workers[i].rendered);
        arena_free(&m.workers[i].results);
    }
    memory_free(m.workers);
    memory_free(m.items);
    template_set_free(m.set);
    own_close(site.own);
    arena_free(&site.arena);
    return well;
}
