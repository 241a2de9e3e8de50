/* The ledger as the public may have it. */
#include "ledger/json.h"
#include "view/view.h"

struct publishing {
    const struct view *view;
    const char *commit, *url;
};

static void put_head(void *context, struct json *json)
{
    const struct publishing *p = context;
    if (p->commit)
        json_text(json, "commit", p->commit);
    if (p->url)
        json_text(json, "url", p->url);
}

static const char *household_name(void *context, uint32_t household)
{
    const struct publishing *p = context;
    return view_household(p->view, household);
}

static int64_t pending(void *context, const struct account *account)
{
    const struct publishing *p = context;
    return view_pending(p->view, account);
}

static bool lists(void *context, uint32_t entry)
{
    const struct publishing *p = context;
    return view_lists(p->view, entry);
}

static void put_id(void *context, uint32_t entry, struct buf *out)
{
    const struct publishing *p = context;
    view_put_entry_id(p->view, entry, out);
}

static void put_warnings(void *context, struct json *json, const struct cycle *cycle)
{
    const struct publishing *p = context;
    struct arena arena = {0};
    struct warning_count *counts;
    uint32_t len = view_warnings(p->view, &arena, cycle->entries, cycle->entries_len, &counts);
    json_array(json, "warnings");
    for (uint32_t i = 0; i < len; i++) {
        json_open(json, NULL);
        json_text(json, "rule", p->view->records->rules[counts[i].rule]->id);
        json_whole(json, "entries", counts[i].entries);
        json_close(json);
    }
    json_end(json);
    arena_free(&arena);
}

void view_public_json(const struct view *view, const struct ledger_selection *selection, const char *commit,
                      bool dirty, const char *url, const struct spill *spill, struct buf *out)
{
    struct publishing p = {.view = view, .commit = dirty ? NULL : commit, .url = url};
    const struct ledger_filter filter = {
        .context = &p,
        .head = put_head,
        .household_name = household_name,
        .pending = pending,
        .lists = lists,
        .entry_id = put_id,
        .after_entries = put_warnings,
        .no_measures = true,
        .no_residents = true,
        .selection = selection,
        .spill = spill,
    };
    ledger_json_filtered(view->ledger, &filter, out);
}
