#include "print/kinds.h"

#define board  paper_for(circle_posted)
#define office paper_for(circle_office)

const struct paper_kind paper_kinds[] = {
    {"notices", paper_for(circle_site) | board, announce_count, announce_paper, announce_path},
    {"statements", office, statement_count, statement_paper, statement_path},
};

const size_t paper_kinds_len = sizeof paper_kinds / sizeof *paper_kinds;
