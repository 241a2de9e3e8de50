#include "print/kinds.h"

#include "print/notice.h"

#include <string.h>

#define board  paper_for(circle_posted)
#define office paper_for(circle_office)

const struct paper_kind paper_kinds[] = {
    {"notices", &notice_sizes, paper_for(circle_site) | board, announce_count, announce_paper, announce_path},
    {"notices", &notice_sizes, board, event_notice_count, event_notice_paper, event_notice_path},
    {"ranking", NULL, board, poster_ranking_count, poster_ranking_paper, poster_ranking_path},
    {"red_list", NULL, board, poster_red_count, poster_red_paper, poster_red_path},
    {"points_list", NULL, board, poster_rules_count, poster_rules_paper, poster_rules_path},
    {"rewards", NULL, board, poster_rewards_count, poster_rewards_paper, poster_rewards_path},
    {"certificates", NULL, board, certificate_count, certificate_paper, certificate_path},
    {"agenda", NULL, office, agenda_count, agenda_paper, agenda_path},
    {"forms", NULL, office, form_plain_count, form_plain_paper, form_plain_path},
    {"group_forms", NULL, office, form_group_count, form_group_paper, form_group_path},
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
