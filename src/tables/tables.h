/*
 * The subjects of tables: composed for a view, so that names are as its circle may see them. All tables are
 * in the arena that is handed in. Each source holds those of its name (accounts.c, entries.c, rules.c,
 * rewards.c, shop.c, participation.c, months.c, meetings.c, honours.c), office.c the rest of the office's.
 */
#ifndef TABLES_TABLES_H
#define TABLES_TABLES_H

#include "ledger/json.h"
#include "tables/listing.h"
#include "view/view.h"

/* The households' accounts of CYCLE in the order of their ranks, a row each: those of SELECTION (NULL: all).
 */
struct listing *tables_accounts(const struct view *view, struct arena *arena, const struct cycle *cycle,
                                const struct ledger_selection *selection);

/* The same of all cycles of SELECTION one after another, with the cycle in the first column. */
struct listing *tables_all_accounts(const struct view *view, struct arena *arena,
                                    const struct ledger_selection *selection);

/*
 * The entries of SELECTION with where each stands, a row each as they were recorded: who corrects one or
 * answers for it looks it up there. For a view of circle_own.
 */
struct listing *tables_entries(const struct view *view, struct arena *arena,
                               const struct ledger_selection *selection);

/* The same table without its rows, and how many there are; and its rows, AT_HAND at a time, to FLOW. */
struct listing *tables_entries_head(const struct view *view, struct arena *arena,
                                    const struct ledger_selection *selection, size_t *rows);
void tables_entries_flow(const struct view *view, const struct ledger_selection *selection, size_t at_hand,
                         struct listing_flow *flow);

/* The first MOST entries of CYCLE that the view lists, in the order of the caps: as public data. They go to
 * FLOW; where that is NULL, they stay in the table. */
struct listing *tables_decisions(const struct view *view, struct arena *arena, const struct cycle *cycle,
                                 size_t most, struct listing_flow *flow);

/* The rules, as they hold on the ledger's date or did last; what points buy, and the honours. */
struct listing *tables_rules(const struct view *view, struct arena *arena);
struct listing *tables_rewards(const struct view *view, struct arena *arena);

/* What of the goods came in, went out and was left, a row a month of CYCLE and good of which any did; what
 * came up to T, a row a delivery, good by good. */
struct listing *tables_shop(const struct view *view, struct arena *arena, const struct cycle *cycle);
struct listing *tables_deliveries(const struct view *view, struct arena *arena);

/*
 * For the office, of CYCLE or as of the ledger's day: what each rule gave, what was handed out, what was
 * passed on, what came in of goods and is left, the claims and how they ended; who took part and in what;
 * what each meeting decided, and when that was published; and month by month what the township asks for:
 * meetings, notices in time, entries, households reached of those listed, claims and objections, how they
 * ended and after how many days, what was earned and how much of it was redeemed. Of all cycles: who won
 * which honour, with what it looked at and the day from which it is won.
 */
struct listing *tables_by_rule(const struct view *view, struct arena *arena, const struct cycle *cycle);
struct listing *tables_redemptions(const struct view *view, struct arena *arena, const struct cycle *cycle);
struct listing *tables_transfers(const struct view *view, struct arena *arena, const struct cycle *cycle);
struct listing *tables_honours(const struct view *view, struct arena *arena);
struct listing *tables_stock(const struct view *view, struct arena *arena);
struct listing *tables_claims(const struct view *view, struct arena *arena);
struct listing *tables_participation(const struct view *view, struct arena *arena, const struct cycle *cycle);
struct listing *tables_meetings(const struct view *view, struct arena *arena, const struct cycle *cycle);
struct listing *tables_months(const struct view *view, struct arena *arena, const struct cycle *cycle);

/* --- for those who compose them */

/* A text of the records as the circle may see it; "" for NULL. */
const char *tables_shown(const struct view *view, struct arena *arena, const char *text);

/* The day on which CLAIM was decided, at T; date_last: it waits. */
int32_t tables_decided(const struct view *view, const struct claim *claim);

/* A day as a cell: nothing where it says that there is no bound. */
int64_t tables_day(int32_t date);

#endif
