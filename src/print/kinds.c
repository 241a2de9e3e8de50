#include "print/kinds.h"

#define board  paper_for(circle_posted)
#define office paper_for(circle_office)

const struct paper_kind paper_kinds[] = {
    {"notices", paper_for(circle_site) | board, announce_count, announce_paper, announce_path},
    {"ranking", board, poster_ranking_count, poster_ranking_paper, poster_ranking_path},
    {"red_list", board, poster_red_count, poster_red_paper, poster_red_path},
    {"points_list", board, poster_rules_count, poster_rules_paper, poster_rules_path},
    {"rewards", board, poster_rewards_count, poster_rewards_paper, poster_rewards_path},
    {"certificates", board, certificate_count, certificate_paper, certificate_path},
    {"agenda", office, agenda_count, agenda_paper, agenda_path},
    {"forms", office, form_plain_count, form_plain_paper, form_plain_path},
    {"group_forms", office, form_group_count, form_group_paper, form_group_path},
    {"statements", office, statement_count, statement_paper, statement_path},
};

const size_t paper_kinds_len = sizeof paper_kinds / sizeof *paper_kinds;
