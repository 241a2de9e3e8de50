#include "site/site.h"

#include "base/memory.h"
#include "base/outlet.h"
#include "base/workers.h"
#include "content/content.h"
#include "content/picture.h"
#include "site/addresses.h"
#include "site/forms.h"
#include "site/from.h"
#include "site/index.h"
#include "site/kinds.h"
#include "site/links.h"
#include "site/own.h"
#include "site/parts.h"
#include "site/rows.h"
#include "site/whole.h"
#include "tables/listing.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

struct job {
    const struct page_kind *kind;
    uint32_t number;         /* of the page among its kind */
    const struct part *part; /* of a page in parts; NULL: all of it */
    uint32_t result;         /* of site.results */
    struct value *menus;     /* as they stand on pages of the kind; NULL of a file */
    struct digest menus_digest;
    const struct template *template; /* NULL: a file */
};

/* What a thread has of its own. */
struct worker {
    struct buf out;
    struct buf rendered; /* a page before whole_put */
    struct arena page;   /* of the page that is being made */
    struct template_misses misses;
    struct arena results; /* titles and paths, kept to the end */
};

/* What comes of a job beside its bytes. */
struct made {
    struct diags diags;
    struct diags rendered; /* places are within the set of templates */
    struct anchors anchors;
    bool stopped; /* the sink said stop */
};

struct making {
    struct site *site;
    const struct sink *sink;
    struct template_set *set;
    struct job *items;
    size_t len;
    size_t cap;
    size_t first;      /* of the jobs that are under way */
    struct made *made; /* one a job */
    struct worker *workers;
    struct anchors anchors; /* of all links */
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

/* Moves what is wrong with templates to DIAGS, its places now in the source. */
static void move_errors(const struct making *m, struct diags *errors, struct diags *diags)
{
    for (size_t i = 0; i < errors->len; i++) {
        struct place *place = &errors->items[i].place;
        place->file = source_number(m->site->input->source, template_set_source(m->set, place->file).path);
    }
    diag_join(diags, errors);
}

static bool add_jobs(struct making *m, const struct page_kind *kind, struct diags *diags)
{
    uint32_t count = kind_count(kind, m->site);
    if (addresses_theme_has(m->site, kind))
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
    struct digest digest = {0};
    struct value *menus = count && kind->compose ? index_menus(m->site, kind, &digest) : NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (!kind_has(kind, m->site, i))
            continue;
        for (uint32_t k = 0; k < parts_count(m->site, kind, i); k++) {
            struct job job = {
                .kind = kind, .number = i, .menus = menus, .menus_digest = digest, .template = template};
            job.part = parts_at(m->site, kind, i, k);
            job.result = (uint32_t)m->len;
            memory_push(m, job);
        }
    }
    return true;
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

/* What the page itself says. */
static void compose(struct page *page)
{
    const struct page_kind *kind = page->kind;
    if (page->cycle && !kind_repeats(kind, page->number))
        page_crumb(page, page_word(page, arena_printf(page->arena, "site.nav.%s", kind->name)),
                   arena_printf(page->arena, "%sindex.html", kind->folder));
    if (page->cycle)
        row_year(page);
    kind->compose(page);
    if (kind->parts)
        parts_values(page);
}

/* Notes where JOB's page or file stands, and what is known of it by that. */
static struct page_result *begin_result(struct making *m, const struct job *job, struct worker *w)
{
    struct page_result *result = &m->site->results[job->result];
    struct buf path = {0};
    kind_path(job->kind, m->site, job->number, job->part, &path);
    result->kind = job->kind;
    result->number = job->number;
    result->piece = job->part && *job->part->folder;
    result->path = arena_copy(&w->results, buf_text(&path));
    buf_free(&path);
    return result;
}

/* Puts the file of JOB, as the sink knows it, into PATH. */
static void file_path(const struct making *m, const struct job *job, struct buf *path)
{
    buf_puts(path, "site/");
    kind_path(job->kind, m->site, job->number, job->part, path);
    if (job->template && path->data[path->len - 1] == '/')
        buf_puts(path, "index.html");
}

/* Composes and encodes one page or file into the worker's buffer; of a file what is much goes to SPILL, if
 * that is not NULL. */
static bool make_bytes(struct making *m, size_t number, struct worker *w, const struct spill *spill,
                       struct made *made)
{
    struct job *job = &m->items[number];
    struct listing_csv_flow flow = listing_csv_flow(&w->out, spill);
    struct page page = {.site = m->site,
                        .arena = &w->page,
                        .diags = &made->diags,
                        .kind = job->kind,
                        .number = job->number,
                        .part = job->part,
                        .cycle = kind_cycle(job->kind, m->site, job->number),
                        .flow = job->template ? NULL : &flow.flow,
                        .spill = spill,
                        .anchors = &made->anchors};
    page.values = value_map(page.arena);
    page.crumbs = value_list(page.arena);
    struct page_result *result = begin_result(m, job, w);
    bool well = true;
    if (job->template) {
        compose(&page);
        frame(&page, job, result->path);
        result->title = arena_copy(&w->results, page.title);
        result->description = page.description ? arena_copy(&w->results, page.description) : NULL;
        buf_clear(&w->rendered);
        well = template_render(job->template, m->site->common, page.values, &w->misses, &w->rendered,
                               &made->rendered);
        whole_put(&w->out, buf_text(&w->rendered), w->rendered.len, &m->site->units);
    } else if (job->kind->table) {
        const struct listing *table = job->kind->table(&page);
        if (!flow.begun) /* it is not of those that flow */
            listing_csv(table, &w->out);
    } else {
        job->kind->write(&page, &w->out);
    }
    result->hidden = page.hidden;
    for (size_t i = 0; i < made->anchors.len; i++) {
        struct anchor *anchor = &made->anchors.items[i];
        anchor->address = arena_copy(&w->results, anchor->address);
        anchor->id = arena_copy(&w->results, anchor->id);
    }
    arena_clear(&w->page);
    return well;
}

/* Whether JOB's page, the file PATH, could be taken over as it was: not composed, for what it would be
 * composed from is the same, FROM. */
static bool still(struct making *m, const struct job *job, struct worker *w, const char *path,
                  const struct digest *from)
{
    const struct sink *sink = m->sink;
    const char *note;
    if (!sink->still(sink->context, path, from, &note))
        return false;
    from_read(begin_result(m, job, w), &w->results, note);
    return true;
}

/* Keeps for the next build that JOB's page, the file PATH, was composed from FROM; unless something was wrong
 * with it, which is to be said then as now, or it leads to a place in a page, which is looked for. */
static void keep(struct making *m, const struct job *job, const struct made *made, const char *path,
                 const struct digest *from)
{
    struct buf note = {0};
    if (!made->stopped && !made->diags.len && !made->rendered.len && !made->anchors.len &&
        from_note(&m->site->results[job->result], &note))
        m->sink->keep(m->sink->context, path, from, buf_text(&note));
    buf_free(&note);
}

static void make_one(void *context, size_t item, int worker)
{
    struct making *m = context;
    struct worker *w = &m->workers[worker];
    size_t number = m->first + item;
    const struct job *job = &m->items[number];
    struct made *made = &m->made[number];
    struct digest from;
    bool known = m->sink->still && from_digest(m->site, job->kind, job->number, job->part,
                                               job->menus ? &job->menus_digest : NULL, &from);
    struct buf path = {0};
    file_path(m, job, &path);
    if (!known || !still(m, job, w, buf_text(&path), &from)) {
        struct outlet outlet;
        outlet_begin(&outlet, m->sink, buf_text(&path));
        buf_clear(&w->out);
        bool well = make_bytes(m, number, w, outlet_spill(&outlet), made);
        made->stopped = well && !outlet_end(&outlet, buf_text(&w->out), w->out.len);
        if (well && known)
            keep(m, job, made, buf_text(&path), &from);
    }
    buf_free(&path);
}

/* Makes the jobs from FIRST on. */
static bool make_all(struct making *m, size_t first, struct diags *diags)
{
    const struct site_input *input = m->site->input;
    int threads = input->threads > 0 ? input->threads : 1;
    size_t count = m->len - first;
    m->first = first;
    m->made = memory_new(m->len + 1, sizeof *m->made);
    workers_run(threads, count, make_one, m);
    bool well = true;
    for (size_t i = first; i < m->len; i++) {
        struct made *made = &m->made[i];
        well = well && !made->stopped;
        diag_join(diags, &made->diags);
        move_errors(m, &made->rendered, diags);
        diag_free(&made->diags);
        diag_free(&made->rendered);
        for (size_t k = 0; k < made->anchors.len; k++)
            memory_push(&m->anchors, made->anchors.items[k]);
        memory_free(made->anchors.items);
    }
    memory_free(m->made);
    return well && !diags->errors;
}

/* Plans the pages, or those that come after all others; and makes them. */
static bool make_kinds(struct making *m, bool late, struct diags *diags)
{
    size_t first = m->len;
    bool well = true;
    for (const struct page_kind *kind = m->site->kinds; kind->name; kind++)
        if (kind->late == late)
            well = add_jobs(m, kind, diags) && well;
    if (!well)
        return false;
    for (size_t i = 0; i < forms_len && !late; i++)
        template_set_form(m->set, m->site->forms[i]);
    struct page_result *results = arena_new(&m->site->arena, struct page_result, m->len + 1);
    if (first)
        memcpy(results, m->site->results, first * sizeof *results);
    m->site->results = results;
    m->site->results_len = first;
    well = make_all(m, first, diags);
    m->site->results_len = m->len;
    return well;
}

/* Files of content/ that are no pages. */
static bool put_content(struct making *m)
{
    const struct content *content = m->site->content;
    struct buf path = {0};
    bool well = true;
    for (uint32_t i = 0; i < content->files_len && well; i++) {
        const struct content_file *file = &content->files[i];
        buf_clear(&path);
        buf_printf(&path, "site/%s", content->source->items[file->file].name);
        well = m->sink->put(m->sink->context, buf_text(&path), file->bytes, file->len);
    }
    buf_free(&path);
    return well;
}

/* Files of the theme that go into the site as they are, but photographs without their metadata. */
static bool put_theme(struct making *m)
{
    const struct source *source = m->site->input->source;
    for (size_t i = 0; i < source->len; i++) {
        const struct source_file *file = &source->items[i];
        struct buf clean = {0};
        if (!addresses_copied(file))
            continue;
        bool cleaned = picture_clean(content_format_of(file->text, file->len), file->text, file->len, &clean);
        bool well = m->sink->put(m->sink->context, file->name, cleaned ? clean.data : file->text,
                                 cleaned ? clean.len : file->len);
        buf_free(&clean);
        if (!well)
            return false;
    }
    return true;
}

static int by_address(const void *a, const void *b)
{
    const struct anchor *x = a, *y = b;
    int order = strcmp(x->address, y->address);
    return order ? order : strcmp(x->id, y->id);
}

/* Makes the page at ADDRESS once more, for its ids: into the first worker's buffer. False: it is no page. */
static bool make_again(struct making *m, const char *address)
{
    size_t number = 0;
    for (; number < m->len; number++) {
        const char *folder = m->site->results[m->items[number].result].path;
        size_t len = strlen(folder);
        if (m->items[number].template && strncmp(address, folder, len) == 0 &&
            strcmp(address + len, !len || folder[len - 1] == '/' ? "index.html" : "") == 0)
            break;
    }
    struct made made = {0};
    buf_clear(&m->workers[0].out);
    bool well = number < m->len && make_bytes(m, number, &m->workers[0], NULL, &made);
    diag_free(&made.diags);
    diag_free(&made.rendered);
    memory_free(made.anchors.items);
    return well;
}

/* Reports links to what is nowhere in their page. */
static void check_anchors(struct making *m, struct diags *diags)
{
    struct arena arena = {0};
    struct links_ids ids = {0};
    bool page = false;
    if (m->anchors.len)
        qsort(m->anchors.items, m->anchors.len, sizeof *m->anchors.items, by_address);
    for (size_t i = 0; i < m->anchors.len; i++) {
        const struct anchor *anchor = &m->anchors.items[i];
        if (i == 0 || strcmp(anchor->address, anchor[-1].address) != 0) {
            page = make_again(m, anchor->address);
            links_free_ids(&ids);
            if (page)
                links_read_ids(&ids, &arena, buf_text(&m->workers[0].out));
        }
        const char *near;
        if (!page || links_has_id(&ids, anchor->id, &near))
            continue;
        size_t len = strlen(anchor->address), index = strlen("index.html");
        bool folder = len >= index && strcmp(anchor->address + len - index, "index.html") == 0;
        diag_warning(diags, anchor->place, "page-link",
                     near ? N_("/{1} has no heading \"#{2}\"; did you mean \"#{3}\"?")
                          : N_("/{1} has no heading \"#{2}\""),
                     arena_text(&arena, anchor->address, folder ? len - index : len), anchor->id, near, NULL);
    }
    links_free_ids(&ids);
    arena_free(&arena);
}

/* Names that templates looked up in vain. */
static void report_misses(struct making *m, int threads, struct diags *diags)
{
    struct template_misses all = {0};
    for (int i = 0; i < threads; i++)
        template_misses_join(&all, &m->workers[i].misses);
    if (m->site->input->misses)
        template_misses_look(&all, m->set, "words", value_get(m->site->common, "words"));
    if (m->site->input->names)
        template_misses_unknown(&all, m->set, m->site->input->names);
    template_misses_sort(&all);
    for (size_t i = 0; i < all.len && m->site->input->misses; i++) {
        struct place place = all.items[i].place;
        place.file = source_number(m->site->input->source, all.items[i].path);
        diag_warning(diags, place, "template-name", N_("no page has anything of the name \"{1}\" here"),
                     all.items[i].name, NULL);
    }
    template_misses_free(&all);
}

bool site_make(const struct site_input *input, const struct sink *sink, struct diags *diags)
{
    struct site site = {.input = input, .kinds = page_kinds};
    int threads = input->threads > 0 ? input->threads : 1;
    struct making m = {.site = &site, .sink = sink};
    m.workers = memory_new((size_t)threads, sizeof *m.workers);
    m.set = template_set_new(load_template, (void *)(uintptr_t)input, true);
    site.own = own_open(input);
    index_open(&site);
    struct content content;
    struct addresses addresses;
    content_open(&content, site.view, input->source, site.date, diags);
    site.content = &content;
    addresses_plan(&addresses, &site, diags);
    site.addresses = &addresses;
    index_common(&site);
    if (input->shapes)
        shapes_add(input->shapes, "", site.common);
    for (int i = 0; i < threads; i++)
        m.workers[i].misses.shapes = input->shapes;
    bool well = !diags->errors && make_kinds(&m, false, diags) && make_kinds(&m, true, diags) &&
                put_content(&m) && put_theme(&m);
    report_misses(&m, threads, diags);
    if (well)
        check_anchors(&m, diags);
    for (int i = 0; i < threads; i++) {
        buf_free(&m.workers[i].out);
        buf_free(&m.workers[i].rendered);
        arena_free(&m.workers[i].page);
        arena_free(&m.workers[i].results);
    }
    memory_free(m.workers);
    memory_free(m.items);
    memory_free(m.anchors.items);
    addresses_free(&addresses);
    content_close(&content);
    template_set_free(m.set);
    own_close(site.own);
    arena_free(&site.arena);
    return well;
}
