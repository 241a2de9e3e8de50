/* What this site is and by which terms points are kept; and the page that is not there. */
#include "site/pages.h"
#include "site/rows.h"

#include <string.h>

/* From what this was built, in a sentence. */
static const char *built_from(struct page *page)
{
    const struct site_input *input = page->site->input;
    if (!input->commit)
        return page_word(page, "site.about.no_commit");
    return page_say(page, input->dirty ? "site.about.dirty" : "site.about.clean", input->commit);
}

void page_about(struct page *page)
{
    const struct site *site = page->site;
    struct arena *a = page->arena;
    page->title = page_word(page, "site.nav.about");
    page->description = page_say(page, "site.about.description", site->village->name);
    value_set_text(a, page->values, "built_from", built_from(page));
    value_set_flag(a, page->values, "shallow", site->input->commit && site->input->shallow);
    value_set_text(a, page->values, "checkout",
                   site->input->commit ? arena_printf(a, "git checkout %s", site->input->commit) : "");
    value_set_text(a, page->values, "iso", words_iso(a, site->date));
    value_set_text(a, page->values, "days",
                   page_say(page, "site.about.notice", page_number(page, site->village->notice.days)));
    value_set_text(a, page->values, "late",
                   page_say(page, "site.about.late", page_number(page, site->village->late)));
    value_set_text(a, page->values, "base",
                   site->village->base
                       ? page_say(page, "site.ranking.base", page_points_unit(page, site->village->base))
                       : "");
    static const char *const names[] = {"site.about.full", "site.about.masked", "site.about.id"};
    static const char *const warnings[] = {"site.about.counted", "site.about.warnings_masked",
                                           "site.about.warnings_named"};
    value_set_text(a, page->values, "names", page_word(page, names[site->view->policy]));
    value_set_text(a, page->values, "warned", page_word(page, warnings[site->view->warnings]));
    row_carry(page, page->values);
}

/* Served for any address, however deep: so what it links to begins at the site's top. */
void page_missing(struct page *page)
{
    const char *url = page->site->village->url;
    const char *host = url ? strstr(url, "://") : NULL;
    const char *path = host ? strchr(host + 3, '/') : NULL;
    page->title = page_word(page, "site.missing.title");
    page->hidden = true;
    value_set_textf(page->arena, page->values, "root", "%s/", path ? path : "");
}
