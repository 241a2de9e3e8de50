/*
 * The kinds of papers: a file each composes it, and a row each in the table says for whom, how many and
 * where. papers.c makes any of them.
 */
#ifndef PRINT_KINDS_H
#define PRINT_KINDS_H

#include "print/composed.h"
#include "print/papers.h"
#include "print/sizes.h"

/* What a paper is composed from. */
struct composing {
    const struct print_input *input;
    const struct view *view;   /* the input's */
    struct standing *standing; /* of the thread */
    struct arena *arena;       /* lives as long as the paper */
    size_t number;             /* which of its kind, from 0 */
    struct diags *diags;       /* names that were masked in texts are warned of */
    const void *sizes;         /* the struct that its kind's table fills from the theme */
};

struct paper_kind {
    const char *name;               /* of the words for what it is: papers.kinds.NAME */
    const struct size_table *sizes; /* from the theme */
    unsigned circles;               /* of whose views it is made: paper_for of each */
    size_t (*count)(const struct print_input *input);
    void (*compose)(const struct composing *composing, struct composed *composed);
    /* puts its path within the folder of all outputs behind what is in OUT */
    void (*path)(const struct print_input *input, size_t number, struct buf *out);
    /* puts what it is composed from, by the input's basis, behind what is in OUT; NULL: from anything */
    void (*from)(const struct print_input *input, size_t number, struct buf *out);
};

#define paper_for(circle) (1u << (circle))

extern const struct paper_kind paper_kinds[];
extern const size_t paper_kinds_len;

/* Whether a kind has its sizes from the theme's file whose name is the LEN bytes at NAME. */
bool paper_sizes_known(const char *name, size_t len);

/* Reads the sizes of all kinds into SIZES, which has room for a pointer each, in ARENA; false where any is
 * wrong (reported). */
bool paper_sizes(const struct source *source, struct arena *arena, const void **sizes, struct diags *diags);

/* Notices: announce.c. */
size_t announce_count(const struct print_input *input);
void announce_paper(const struct composing *composing, struct composed *composed);
void announce_path(const struct print_input *input, size_t number, struct buf *out);
void announce_from(const struct print_input *input, size_t number, struct buf *out);

/* Notices of a redemption day, of goods, of corrections, of a year: event_notice.c. */
size_t event_notice_count(const struct print_input *input);
void event_notice_paper(const struct composing *composing, struct composed *composed);
void event_notice_path(const struct print_input *input, size_t number, struct buf *out);

/* Inspections from house to house: inspection_notice.c. */
size_t inspection_notice_count(const struct print_input *input);
void inspection_notice_paper(const struct composing *composing, struct composed *composed);
void inspection_notice_path(const struct print_input *input, size_t number, struct buf *out);

/* Statements of the households without a phone, a file a group: statement.c. */
size_t statement_count(const struct print_input *input);
void statement_paper(const struct composing *composing, struct composed *composed);
void statement_path(const struct print_input *input, size_t number, struct buf *out);

/* Passbooks of all households, all in one file or a file a group: passbook_file.c. */
size_t passbook_count(const struct print_input *input);
void passbook_paper(const struct composing *composing, struct composed *composed);
void passbook_path(const struct print_input *input, size_t number, struct buf *out);
void passbook_from(const struct print_input *input, size_t number, struct buf *out);

/* Posters, each whole and as tiles: poster_ranking.c, poster_rules.c, poster_red.c, poster_rewards.c. */
size_t poster_ranking_count(const struct print_input *input);
void poster_ranking_paper(const struct composing *composing, struct composed *composed);
void poster_ranking_path(const struct print_input *input, size_t number, struct buf *out);
void poster_ranking_from(const struct print_input *input, size_t number, struct buf *out);
size_t poster_rules_count(const struct print_input *input);
void poster_rules_paper(const struct composing *composing, struct composed *composed);
void poster_rules_path(const struct print_input *input, size_t number, struct buf *out);
size_t poster_red_count(const struct print_input *input);
void poster_red_paper(const struct composing *composing, struct composed *composed);
void poster_red_path(const struct print_input *input, size_t number, struct buf *out);
void poster_red_from(const struct print_input *input, size_t number, struct buf *out);
size_t poster_rewards_count(const struct print_input *input);
void poster_rewards_paper(const struct composing *composing, struct composed *composed);
void poster_rewards_path(const struct print_input *input, size_t number, struct buf *out);

/* Certificates, a file an honour and period: certificate.c. */
size_t certificate_count(const struct print_input *input);
void certificate_paper(const struct composing *composing, struct composed *composed);
void certificate_path(const struct print_input *input, size_t number, struct buf *out);
void certificate_from(const struct print_input *input, size_t number, struct buf *out);

/* Door plates, a file a group; shelf labels; the pocket card and the sheet for the door: plate.c, label.c,
 * card.c. */
size_t plate_count(const struct print_input *input);
void plate_paper(const struct composing *composing, struct composed *composed);
void plate_path(const struct print_input *input, size_t number, struct buf *out);
size_t label_count(const struct print_input *input);
void label_paper(const struct composing *composing, struct composed *composed);
void label_path(const struct print_input *input, size_t number, struct buf *out);
size_t card_count(const struct print_input *input);
void card_paper(const struct composing *composing, struct composed *composed);
void card_path(const struct print_input *input, size_t number, struct buf *out);

/* What the next review has before it: agenda.c. */
size_t agenda_count(const struct print_input *input);
void agenda_paper(const struct composing *composing, struct composed *composed);
void agenda_path(const struct print_input *input, size_t number, struct buf *out);

/* Forms that anybody fills in, and those of each group: form_plain.c, form_group.c. */
size_t form_plain_count(const struct print_input *input);
void form_plain_paper(const struct composing *composing, struct composed *composed);
void form_plain_path(const struct print_input *input, size_t number, struct buf *out);
size_t form_group_count(const struct print_input *input);
void form_group_paper(const struct composing *composing, struct composed *composed);
void form_group_path(const struct print_input *input, size_t number, struct buf *out);

#endif
