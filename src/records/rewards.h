/* rewards.yaml and redemptions/: what points buy, open and honour, and what was handed out. */
#ifndef RECORDS_REWARDS_H
#define RECORDS_REWARDS_H

#include "records/rules.h"
#include "yaml/schema.h"

#include <stdbool.h>

enum reward_kind { reward_goods, reward_service, reward_honour };
enum reward_cycle { needs_this, needs_last, needs_either };  /* whose points `needs` looks at */
enum within { within_village, within_group };                /* among whom an honour's `rank` counts */
enum award { award_household, award_resident, award_group }; /* to whom an honour is given */
enum { awards = award_group + 1 };
enum per { per_cycle, per_quarter, per_month };
enum { pers = per_month + 1 };

struct delivery {
    int32_t date;
    int64_t quantity;
    const char *source; /* NULL */
    int64_t value;      /* hundredths of a yuan; −1: not said */
    const struct node *node;
};

struct reward {
    struct record record;
    enum reward_kind kind;
    const char *id, *title;
    int32_t from, until;
    int64_t cost;      /* goods */
    int64_t needs;     /* 0: none */
    struct caps quota; /* N / period; N whole, not hundredths */
    enum reward_cycle cycle;
    struct delivery *stock; /* goods: ascending by date */
    uint32_t stock_len;
    bool has_stock;
    bool has_points, has_rank, has_below; /* honours */
    int64_t points, below;
    int32_t rank;
    enum per per;
    enum within within;
    enum award award;
    int32_t settled; /* with has_settled: so many days after the end of the period it stands */
    bool has_settled;
    struct strings category_ids;
    uint32_t *categories; /* empty: of all */
    uint32_t categories_len;
};

struct redemption {
    struct record record;
    int32_t date;
    const char *household_id, *reward_id;
    uint32_t household, reward;
    int64_t quantity; /* whole, not hundredths */
    bool again;       /* it is meant to stand beside one that is otherwise the same */
    uint32_t file;
    uint32_t place; /* in its file, from 1 */
};

#endif
