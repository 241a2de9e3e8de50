#include "print/kinds.h"

#include "print/card.h"
#include "print/certificate.h"
#include "print/document.h"
#include "print/label.h"
#include "print/notice.h"
#include "print/passbook.h"
#include "print/plate.h"
#include "print/poster.h"

#include <string.h>

#define board  paper_for(circle_posted)
#define office paper_for(circle_office)

const struct paper_kind paper_kinds[] = {
    {"notices", &notice_sizes, paper_for(circle_site) | board, announce_count, announce_paper, announce_path,
     announce_from},
    {"notices", &notice_sizes, board, event_notice_count, event_notice_paper, event_notice_path, NULL},
    {"inspections", &notice_sizes, board, inspection_notice_count, inspection_notice_paper,
     inspection_notice_path, NULL},
    {"ranking", &poster_sizes, board, poster_ranking_count, poster_ranking_paper, poster_ranking_path,
     poster_ranking_from},
    {"red_list", &poster_sizes, board, poster_red_count, poster_red_paper, poster_red_path, poster_red_from},
    {"points_list", &poster_sizes, board, poster_rules_count, poster_rules_paper, poster_rules_path, NULL},
    {"rewards", &poster_sizes, board, poster_rewards_count, poster_rewards_paper, poster_rewards_path, NULL},
    {"certificates", &certificate_sizes, board, certificate_count, certificate_paper, certificate_path,
     certificate_from},
    {"plates", &plate_sizes, board, plate_count, plate_paper, plate_path, NULL},
    {"labels", &label_sizes, board, label_count, label_paper, label_path, NULL},
    {"cards", &card_sizes, board, card_count, card_paper, card_path, NULL},
    {"agenda", &document_sizes, office, agenda_count, agenda_paper, agenda_path, NULL},
    {"forms", &document_sizes, office, form_plain_count, form_plain_paper, form_plain_path, NULL},
    {"group_forms", &document_sizes, office, form_group_count, form_group_paper, form_group_path, NULL},
    {"statements", &document_sizes, office, statement_count, statement_paper, statement_path, NULL},
    {"passbooks", &passbook_sizes, office, passbook_count, passbook_paper, passbook_path, passbook_from},
};

const size_t paper_kinds_len = sizeof paper_kinds / sizeof *paper_kinds;

bool paper_sizes_known(const char *name, size_t len)
{
    for (size_t k = 0; k < paper_kinds_len; k++) {
        const char *file = paper_kinds[k].sizes->file;
        if (strlen(file) == len && memcmp(file, name, len) == 0)
            return true;
    }
    return false;
}

bool paper_sizes(const struct source *source, struct arena *arena, const void **sizes, struct diags *diags)
{
    bool well = true;
    for (size_t k = 0; k < paper_kinds_len; k++) {
        size_t same = 0;
        while (paper_kinds[same].sizes != paper_kinds[k].sizes)
            same++;
        sizes[k] = same < k ? sizes[same] : sizes_read(source, paper_kinds[k].sizes, arena, diags);
        well = well && sizes[k];
    }
    return well;
}
