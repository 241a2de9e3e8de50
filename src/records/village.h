/* village.yaml: the village, its cycle, its notice, who decides in it, what may be shown, and its screens. */
#ifndef RECORDS_VILLAGE_H
#define RECORDS_VILLAGE_H

#include "records/calendar.h"
#include "records/people.h"
#include "yaml/schema.h"

enum language { language_zh_cn, language_en };
enum { also_group_rank = 1, also_lifetime = 2 }; /* bits of village.also */
enum carry { carry_none, carry_balance, carry_until };
enum shown { shown_full, shown_masked, shown_id };
enum warnings_shown { warnings_count, warnings_masked, warnings_named };
enum rhythm { rhythm_none, rhythm_month, rhythm_quarter, rhythm_cycle };
enum encoding { encoding_gb18030, encoding_gb2312, encoding_gbk, encoding_utf8 };
enum controller { controller_file, controller_bx5k, controller_bx6k };
enum screen_part { part_welcome, part_notices, part_ranking, part_honours, part_rewards, part_news };

struct committee {
    struct record record;
    const char *name;        /* NULL: not said */
    int32_t quorum;          /* 0: none */
    struct strings members_; /* ids as written */
    struct parties members;
};

struct office {
    struct record record;
    const char *role, *phone, *place, *hours; /* NULL: not said (role always is) */
    const char *holder;                       /* stands as written: offices are public */
};

enum occasion {
    occasion_review,
    occasion_assembly,
    occasion_sharing,
    occasion_redemption,
    occasion_commendation
};

/* A day to come that residents ask for; nothing is computed from it. */
struct village_event {
    struct record record;
    int32_t date;
    enum occasion kind;
    const char *title, *place, *hours; /* NULL: not said */
};

struct screen {
    struct record record;
    const char *id;
    int32_t columns, rows, seconds, max_minutes;
    enum encoding encoding;
    enum screen_part *show;
    uint32_t shows;
    const char *welcome; /* NULL: not said */
    enum controller controller;
    const char *address;   /* NULL: none */
    int32_t width, height; /* pixels, defaults worked out */
    int32_t area;
};

/* What is said of the notice of a meeting's decisions. */
struct notice_terms {
    struct record record;
    int32_t days;
    const char *contact, *phone; /* who takes objections; NULL: not said */
};

struct committees {
    struct record record;
    struct committee review, assembly;
};

/* Who sees names how. */
struct privacy {
    struct record record;
    enum shown site, print, led;
    enum warnings_shown warnings;
    struct strings words; /* that are left as they are in texts */
};

/* How often the village means to. */
struct rhythms {
    struct record record;
    enum rhythm review, redemption, commendation;
};

struct village {
    struct record record;
    const char *name, *town, *city; /* town and city NULL where not said */
    enum language language;
    const char *url; /* NULL: none; without a slash at its end */
    const char *theme;
    struct day_of_year cycle;
    int64_t base;
    enum carry carry;
    struct day_of_year carry_day; /* with carry_until */
    int32_t late;
    uint32_t also; /* what is computed besides */
    struct notice_terms notice;
    struct committees committees;
    struct privacy privacy;
    struct rhythms rhythm;
    struct office *offices;
    uint32_t offices_len;
    struct screen *screens; /* at least one */
    uint32_t screens_len;
    struct village_event *events; /* in the order written */
    uint32_t events_len;
};

#endif
