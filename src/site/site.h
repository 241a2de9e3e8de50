/*
 * The public website: every page composed as a value (what it says), then encoded by the theme's templates
 * and put into a sink. No file is read here, no clock: what the site says follows from what is handed in.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/diag.h"
#include "base/sink.h"
#include "source/source.h"
#include "view/basis.h"
#include "view/key.h"
#include "view/view.h"

#include <stdbool.h>
#include <stddef.h>

struct site_input {
    const struct view *view;     /* of circle_site */
    const struct words *words;   /* in the language of the site */
    const struct source *source; /* with the village's pages and theme (source_add_pages, source_add_theme) */
    const struct basis *basis; /* by which pages of the build before are taken over before they are composed;
                                  NULL: none are */
    const char *commit;        /* what the records were built from; NULL: no repository, or not known */
    bool dirty;                /* there were changes that are in no commit */
    bool shallow;              /* the repository holds a part of its history only */
    const struct secret *secret; /* for the addresses of households' own pages; NULL: no such pages */
    const char *qr_script; /* the bytes of a script that draws QR codes (qrcode-generator's qrcode.js), for
                              the form; NULL: none */
    size_t qr_script_len;
    bool pdfs;               /* somebody else puts a PDF of each notice at site/notices/MEETING/notice.pdf */
    bool misses;             /* report names that templates look up in vain, as warnings */
    const struct map *names; /* all names that templates may say, whatever the records are: others are among
                                the misses; NULL: what is looked up alone */
    bool *used; /* one a file of the source: set for templates that a page is made with; NULL: not wanted */
    struct shapes *shapes; /* notes what each template may say, and the texts' maps under the name ""; then
                              only one thread may work; NULL: not wanted */
    int threads;
};

/*
 * Puts the whole site into SINK, below "site/". What is wrong with the theme's templates and the village's
 * pages, and what was masked in texts, goes to DIAGS, whose file numbers are indexes into the source. False
 * where there are errors, or the sink said stop.
 */
bool site_make(const struct site_input *input, const struct sink *sink, struct diags *diags);

#endif
