#include "cmd/theme.h"

#include "base/files.h"
#include "base/memory.h"
#include "cmd/command.h"
#include "print/papers.h"
#include "records/schemas.h"
#include "view/view.h"

#include <string.h>

/* Reads every file of the theme that holds words in LANGUAGE: the default theme's first, so that the
 * village's own replace them. */
static void add_words(struct loaded *loaded, struct words *words, const char *file)
{
    for (size_t i = loaded->source.len; i-- > 0;) {
        const struct source_file *f = &loaded->source.items[i];
        if (f->kind == source_theme && strcmp(f->name, file) == 0)
            words_add(words, f->text, f->len, (uint32_t)i, &loaded->diags);
    }
}

struct words *theme_words(struct loaded *loaded, enum language language)
{
    struct words *words = words_new(language);
    add_words(loaded, words, theme_words_name(language));
    words_choose(words, loaded->records.village.name);
    return words;
}

const char *theme_words_name(enum language language)
{
    return language == language_en ? "words/en.yaml" : "words/zh-CN.yaml";
}

static bool put_nowhere(void *context, const char *path, const void *bytes, size_t len)
{
    (void)context, (void)path, (void)bytes, (void)len;
    return true;
}

bool theme_try(struct loaded *loaded, const struct words *words, struct site_input *input,
               struct diags *diags)
{
    static const struct secret secret; /* the pages that stand under it are never seen */
    const struct sink sink = {.put = put_nowhere};
    struct view view;
    view_open(&view, &loaded->ledger, words, circle_site);
    input->view = &view;
    input->words = words;
    input->source = &loaded->source;
    input->commit = "0000000000000000000000000000000000000000";
    input->secret = &secret;
    input->qr_script = "";
    input->pdfs = true;
    bool well = site_make(input, &sink, diags);
    view_free(&view);
    input->view = NULL;
    return well;
}

void theme_try_papers(struct loaded *loaded, const struct words *words, bool *used, struct diags *diags)
{
    static const enum circle circles[] = {circle_posted, circle_office};
    for (size_t i = 0; i < sizeof circles / sizeof *circles; i++) {
        struct view view;
        view_open(&view, &loaded->ledger, words, circles[i]);
        const struct print_input input = {.view = &view, .source = &loaded->source, .used = used};
        paper_list_try(&input, diags);
        view_free(&view);
    }
}

struct words *theme_load(const char *dir, struct loaded *loaded, const char *language, int *status)
{
    const char *name = loaded->records.village.theme;
    char *themes = installed_path("themes");
    *status = exit_failed;
    if (!themes) {
        say(_("the default theme is not installed; GONGSHI_DATA may name the folder that holds themes/"));
        return NULL;
    }
    char *default_dir = path_join(themes, "default");
    struct source_failure failure;
    bool found;
    bool read = source_add_theme(dir, name, default_dir, &loaded->source, &found, &loaded->diags, &failure);
    memory_free(default_dir);
    memory_free(themes);
    if (!read) {
        say(_("cannot read %s: %s"), failure.path, strerror(failure.error));
        return NULL;
    }
    if (!found)
        diag_error(&loaded->diags, node_place(loaded->records.village.record.node, "theme"), "bad-value",
                   N_("no theme \"{1}\": there is no folder themes/{1}"), name, NULL);
    int chosen = language ? word_find(language_words, language, strlen(language)) : -1;
    struct words *words =
        theme_words(loaded, chosen < 0 ? loaded->records.village.language : (enum language)chosen);
    load_sort(loaded);
    *status = loaded->diags.errors ? exit_records : exit_well;
    if (*status == exit_well)
        return words;
    words_free(words);
    return NULL;
}
