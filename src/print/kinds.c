#include "print/kinds.h"

#include "print/notice.h"

#include <string.h>

#define board  paper_for(circle_posted)
#define office paper_for(circle_office)

const struct paper_kind paper_kinds[] = {
    {"notices", &notice_sizes, paper_for(circle_site) | board, announce_count, announce_paper, announce_path},
    {"statements", NULL, office, statement_count, statement_paper, statement_path},
};

const size_t paper_kinds_len = sizeof paper_kinds / sizeof *paper_kinds;

const struct paper_kind *paper_kind_named(const char *name, size_t len)
{
    for (size_t k = 0; k < paper_kinds_len; k++)
        if (strlen(paper_kinds[k].name) == len && memcmp(paper_kinds[k].name, name, len) == 0)
            return &paper_kinds[k];
    return NULL;
}

bool paper_sizes(const struct source *source, struct arena *arena, const void **sizes, struct diags *diags)
{
    bool well = true;
    for (size_t k = 0; k < paper_kinds_len; k++) {
        if (!paper_kinds[k].sizes)
            continue;
        sizes[k] = sizes_read(source, paper_kinds[k].name, paper_kinds[k].sizes, arena, diags);
        well = well && sizes[k];
    }
    return well;
}
