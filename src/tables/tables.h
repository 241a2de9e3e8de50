/*
 * The ledger as tables: for people at a terminal, and as CSV for spreadsheets. One row a household and cycle.
 * Names are as the view's circle may see them.
 */
#ifndef TABLES_TABLES_H
#define TABLES_TABLES_H

#include "ledger/json.h"
#include "view/view.h"

/* A table a cycle, columns aligned for full-width characters. */
void table_text(const struct view *view, const struct ledger_selection *selection, struct buf *out);

/* A heading row and a row a household and cycle. */
void table_csv(const struct view *view, const struct ledger_selection *selection, struct buf *out);

/*
 * The entries instead: a row each, with its id, the household, who it names, the rule, the day, the points,
 * the status, and the file and line where it stands. JSON holds the same, the file and the line apart.
 */
void entries_text(const struct view *view, const struct ledger_selection *selection, struct buf *out);
void entries_csv(const struct view *view, const struct ledger_selection *selection, struct buf *out);
void entries_json(const struct view *view, const struct ledger_selection *selection, struct buf *out);

#endif
