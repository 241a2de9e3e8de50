/* The commonest mistake of a ledger: the same deed, or the same redemption, written down twice. */
#include "records/link.h"

#include "base/memory.h"
#include "records/deed.h"

/* What a household has had so far. */
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

static struct place place_of(const struct entry *e)
{
    return e->claim != records_none || e->item ? e->node->place : node_start(e->node);
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
        link_repeat(
            link, (struct repeat){
                      .place = place_of(e),
                      .first = place_of(&r->entries[seen->first[earlier]]),
                      .code = "double-entry",
                      .id = arena_text(&link->records->arena, buf_text(&id), id.len),
                      .again = schema_called(&entry_schema, e->deed->record.node, "again"),
                      .message = N_("the same household, rule and day stand in entry \"{1}\"; if both are "
                                    "meant, both say {3}: {4}"),
                      .apart = N_("the same household, rule and day stand in entry \"{1}\", at {2}; if both "
                                  "are meant, both say {3}: {4}"),
                      .copied = N_("the same as entry \"{1}\", at {2}: one of the two files is probably a "
                                   "copy of the other; delete it")});
        buf_free(&id);
    }
    seen->all_again[earlier] = seen->all_again[earlier] && e->deed->again;
}

/* The entries household by household, each one's in byte order of the files' paths, then by place; FIRST:
 * where a household's begin, one more than there are. The caller frees both. */
static uint32_t *by_household(const struct records *r, uint32_t **first)
{
    uint32_t *starts = memory_new((size_t)r->households_len + 2, sizeof *starts);
    uint32_t *entries = memory_new(r->entries_len, sizeof *entries);
    uint32_t *of_file = memory_new(r->files_len, sizeof *of_file);
    for (uint32_t i = 0; i < r->entries_len; i++)
        if (r->entries[i].household != records_none)
            starts[r->entries[i].household + 2]++;
    for (uint32_t h = 2; h < r->households_len + 2; h++)
        starts[h] += starts[h - 1];
    for (uint32_t i = 0; i < r->meetings_len; i++)
        of_file[r->meetings[i]->file] = i + 1;
    for (uint32_t f = 0; f < r->files_len; f++) {
        const struct meeting *m = of_file[f] ? r->meetings[of_file[f] - 1] : NULL;
        for (uint32_t i = m ? m->first_entry : 0; m && i < m->first_entry + m->entries; i++)
            if (r->entries[i].household != records_none)
                entries[starts[r->entries[i].household + 1]++] = i;
    }
    memory_free(of_file);
    *first = starts;
    return entries;
}

void link_double_entries(struct link *link)
{
    struct records *r = link->records;
    uint32_t *first, most = 0, *entries = by_household(r, &first);
    for (uint32_t h = 0; h < r->households_len; h++)
        most = first[h + 1] - first[h] > most ? first[h + 1] - first[h] : most;
    struct seen seen = {.keys = memory_new(most, sizeof *seen.keys),
                        .all_again = memory_new(most, 1),
                        .first = memory_new(most, sizeof *seen.first)};
    for (uint32_t h = 0; h < r->households_len; h++) {
        seen.len = 0;
        for (uint32_t i = first[h]; i < first[h + 1]; i++)
            look_at(link, &seen, entries[i]);
        map_free(&seen.map);
    }
    memory_free(first);
    memory_free(entries);
    memory_free(seen.keys);
    memory_free(seen.all_again);
    memory_free(seen.first);
}

/* What makes two redemptions the same. Without padding: it is hashed as bytes. */
struct taking {
    uint32_t household, reward;
    int32_t date;
};

struct taken {
    struct taking *keys;
    const struct redemption **first; /* the one that came first */
    bool *all_again;                 /* whether all of this key so far say `again` */
    uint32_t len;
    struct map map;
};

static void look_at_redemption(struct link *link, struct taken *taken, const struct redemption *d)
{
    if (d->household == records_none || d->reward == records_none ||
        !field_right(&d->record, redemption_date) || field_bad(&d->record, redemption_again))
        return;
    struct taking *key = &taken->keys[taken->len];
    *key = (struct taking){.household = d->household, .reward = d->reward, .date = d->date};
    uint32_t earlier = map_put(&taken->map, key, sizeof *key, taken->len);
    if (earlier == map_none) {
        taken->all_again[taken->len] = d->again;
        taken->first[taken->len++] = d;
        return;
    }
    if (!d->again || !taken->all_again[earlier]) {
        const struct redemption *first = taken->first[earlier];
        struct buf id = {0};
        redemption_id(link->records, first, &id);
        link_repeat(
            link,
            (struct repeat){
                .place = node_start(d->record.node),
                .first = node_start(first->record.node),
                .code = "double-entry",
                .id = arena_text(&link->records->arena, buf_text(&id), id.len),
                .again = schema_called(&redemption_schema, d->record.node, "again"),
                .message = N_("the same household, reward and day stand in redemption \"{1}\"; if both "
                              "are meant, both say {3}: {4}"),
                .apart = N_("the same household, reward and day stand in redemption \"{1}\", at {2}; if "
                            "both are meant, both say {3}: {4}"),
                .copied = N_("the same as redemption \"{1}\", at {2}: one of the two files is probably "
                             "a copy of the other; delete it")});
        buf_free(&id);
    }
    taken->all_again[earlier] = taken->all_again[earlier] && d->again;
}

void link_double_redemptions(struct link *link)
{
    struct records *r = link->records;
    struct taken taken = {.keys = memory_new(r->redemptions_len, sizeof *taken.keys),
                          .first = memory_new(r->redemptions_len, sizeof *taken.first),
                          .all_again = memory_new(r->redemptions_len, sizeof *taken.all_again)};
    for (uint32_t f = 0; f < r->files_len; f++) {
        const struct records_file *file = r->files[f];
        if (file->kind != source_redemptions)
            continue;
        for (uint32_t i = 0; i < file->len; i++)
            look_at_redemption(link, &taken, &((const struct redemption *)file->items)[i]);
    }
    memory_free(taken.keys);
    memory_free(taken.first);
    memory_free(taken.all_again);
    map_free(&taken.map);
}
