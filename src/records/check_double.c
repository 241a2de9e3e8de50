/* The commonest mistake of a ledger: the same deed written down twice. */
#include "records/link.h"

#include "base/memory.h"

/* What makes two entries the same deed. Without padding: it is hashed as bytes. */
struct deed_key {
    uint32_t household, resident, rule;
    int32_t date;
};

struct seen {
    struct deed_key *keys;
    uint8_t *all_again; /* whether all of this key so far say `again` */
    uint32_t *first;    /* the entry that came first */
    uint32_t len;
    struct map map;
};

bool entry_undone(const struct records *r, const struct entry *e)
{
    if (e->correction != records_none)
        return true;
    for (uint32_t o = e->first_objection; o != records_none; o = r->objections[o]->next_objection) {
        uint32_t resolution = r->objections[o]->resolution;
        if (resolution != records_none && r->resolutions[resolution]->upheld)
            return true;
    }
    return false;
}

/* Whether everything that the comparison needs is known. A meeting without an id is mostly a copy of
 * another's file, and that is told of already. */
static bool comparable(const struct records *r, const struct entry *e)
{
    const struct record *deed = &e->deed->record;
    const char *meeting = r->meetings[e->meeting]->id;
    if (!meeting || map_find(&r->meeting_ids, meeting) == map_none)
        return false;
    bool dated = field_given(deed, deed_date) ? field_right(deed, deed_date)
                                              : field_right(&r->meetings[e->meeting]->record, meeting_date);
    bool who = !e->deed->residents.len || e->resident != records_none;
    return e->household != records_none && e->rule != records_none && who && dated &&
           !field_bad(deed, deed_again) && !entry_undone(r, e);
}

static void look_at(struct link *link, struct seen *seen, uint32_t number)
{
    const struct records *r = link->records;
    const struct entry *e = &r->entries[number];
    if (!comparable(r, e))
        return;
    struct deed_key *key = &seen->keys[seen->len];
    *key = (struct deed_key){
        .household = e->household, .resident = e->resident, .rule = e->rule, .date = e->date};
    uint32_t earlier = map_put(&seen->map, key, sizeof *key, seen->len);
    if (earlier == map_none) {
        seen->all_again[seen->len] = e->deed->again;
        seen->first[seen->len++] = number;
        return;
    }
    if (!e->deed->again || !seen->all_again[earlier]) {
        struct buf id = {0};
        entry_id(r, &r->entries[seen->first[earlier]], &id);
        struct place place = e->claim != records_none || e->item ? e->node->place : node_start(e->node);
        diag_error(link->diags, place, "double-entry",
                   N_("the same household, rule and day stand in entry \"{1}\"; if both are meant, both say "
                      "again: true"),
                   buf_text(&id), NULL);
        buf_free(&id);
    }
    seen->all_again[earlier] = seen->all_again[earlier] && e->deed->again;
}

void link_double_entries(struct link *link)
{
    struct records *r = link->records;
    struct seen seen = {.keys = memory_new(r->entries_len, sizeof *seen.keys),
                        .all_again = memory_new(r->entries_len, 1),
                        .first = memory_new(r->entries_len, sizeof *seen.first)};
    uint32_t *of_file = memory_new(r->files_len, sizeof *of_file);
    for (uint32_t i = 0; i < r->meetings_len; i++)
        of_file[r->meetings[i]->file] = i + 1;
    for (uint32_t f = 0; f < r->files_len; f++) {
        if (!of_file[f])
            continue;
        const struct meeting *m = r->meetings[of_file[f] - 1];
        for (uint32_t i = m->first_entry; i < m->first_entry + m->entries; i++)
            look_at(link, &seen, i);
    }
    memory_free(of_file);
    memory_free(seen.keys);
    memory_free(seen.all_again);
    memory_free(seen.first);
    map_free(&seen.map);
}
