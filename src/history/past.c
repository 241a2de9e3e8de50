#include "history/past.h"

#include "base/memory.h"
#include "history/compare.h"
#include "source/record_files.h"

#include <string.h>

/* One version of one file: its facts, where one of them is wanted. */
struct past_file {
    struct facts facts;
    const struct fact **items; /* those that are wanted */
    size_t len;
    size_t cap;
};

/* The wanted facts of one version of records/. */
struct past_state {
    const struct fact **items;
    size_t len;
    size_t cap;
};

/* --- reading */

void past_file_facts(const char *path, const char *text, size_t len, struct facts *facts)
{
    struct source source = {0};
    struct diags ignored = {0};
    struct records records;
    source_take(&source, path, file_regular, text, len);
    struct records_file **files = memory_new(1, sizeof *files);
    files[0] = records_read_file(&source.items[0], 0, &ignored);
    records_link(&records, files, 1, &ignored);
    facts_collect(&records, date_last, false, facts);
    records_free(&records);
    source_free(&source);
    diag_free(&ignored);
}

static struct past_file *read_file(struct past *past, const struct git_file *file)
{
    struct past_file *read = memory_new(1, sizeof *read);
    struct buf text = {0};
    if (git_read_file(past->git, file->id, &text))
        past_file_facts(file->path, buf_text(&text), text.len, &read->facts);
    for (size_t i = 0; i < read->facts.len; i++)
        if (past->wanted(past->context, &read->facts.items[i]))
            memory_push(read, (const struct fact *)&read->facts.items[i]);
    if (!read->len)
        facts_free(&read->facts);
    buf_free(&text);
    return read;
}

struct listing {
    struct past *past;
    struct past_state *state;
};

/* Adds what FILE has to the state. */
static bool add_file(void *context, const struct git_file *file)
{
    struct listing *l = context;
    struct past *past = l->past;
    if (!source_wants(file->path, file->kind) || !(past->kinds >> record_files_kind(file->path) & 1))
        return true;
    const char *key = arena_printf(&past->arena, "%s %s", file->id, file->path);
    uint32_t place = map_find(&past->file_places, key);
    if (place == map_none) {
        struct past_file *read = read_file(past, file);
        place = (uint32_t)past->files_len;
        past->files = memory_room(past->files, past->files_len, &past->files_cap, sizeof *past->files);
        past->files[past->files_len++] = read;
        map_set(&past->file_places, key, strlen(key), place);
    }
    const struct past_file *found = past->files[place];
    for (size_t i = 0; i < found->len; i++)
        memory_push(l->state, found->items[i]);
    return true;
}

/* The state of COMMIT: one for all commits that have the same records/. NULL where it can't be read. */
static struct past_state *read_state(struct past *past, const struct git_commit *commit, uint32_t number)
{
    uint32_t known = map_find(&past->state_places, commit->records);
    if (known != map_none)
        return past->states[known];
    struct past_state *state = memory_new(1, sizeof *state);
    struct listing listing = {.past = past, .state = state};
    if (commit->records[0] && !git_list_records(past->git, commit->records, add_file, &listing)) {
        memory_free(state->items);
        memory_free(state);
        return NULL;
    }
    map_set(&past->state_places, commit->records, strlen(commit->records), number);
    return state;
}

/* --- what changed */

static const struct fact *find(const struct past_state *state, const struct fact *fact)
{
    for (size_t i = 0; i < state->len; i++)
        if (state->items[i]->kind == fact->kind && strcmp(state->items[i]->id, fact->id) == 0)
            return state->items[i];
    return NULL;
}

static bool same(const struct fact *a, const struct fact *b)
{
    return a == b || (a && b && fact_same(a, b));
}

/* Adds what happened to KEY in a commit, if it is as none of its parents has it. */
static void add_change(struct past *past, uint32_t number, const struct fact *key)
{
    const struct git_commit *commit = &past->commits->items[number];
    const struct fact *after = find(past->states[number], key), *before = NULL;
    for (uint32_t p = 0; p < commit->parents_len; p++) {
        const struct fact *there = find(past->states[commit->parents[p]], key);
        if (same(there, after))
            return;
        if (!before)
            before = there;
    }
    if (!before && !after)
        return;
    struct change change = {.commit = number, .before = before, .after = after};
    memory_push(past, change);
}

static void add_changes(struct past *past, uint32_t number)
{
    const struct git_commit *commit = &past->commits->items[number];
    const struct past_state *state = past->states[number];
    for (uint32_t p = 0; p < commit->parents_len; p++)
        if (past->states[commit->parents[p]] == state)
            return;
    for (size_t i = 0; i < state->len; i++)
        add_change(past, number, state->items[i]);
    if (!commit->parents_len)
        return;
    const struct past_state *before = past->states[commit->parents[0]];
    for (size_t i = 0; i < before->len; i++)
        if (!find(state, before->items[i]))
            add_change(past, number, before->items[i]);
}

bool past_read(struct past *past)
{
    past->states = memory_new(past->commits->len + 1, sizeof(struct past_state *));
    for (uint32_t i = 0; i < past->commits->len; i++) {
        past->states[i] = read_state(past, &past->commits->items[i], i);
        if (!past->states[i])
            return false;
        add_changes(past, i);
    }
    return true;
}

const struct fact *const *past_facts(const struct past *past, uint32_t commit, size_t *len)
{
    *len = past->states[commit]->len;
    return past->states[commit]->items;
}

void past_free(struct past *past)
{
    for (uint32_t i = 0; past->states && i < past->commits->len; i++) {
        struct past_state *state = past->states[i];
        if (!state || map_find(&past->state_places, past->commits->items[i].records) != i)
            continue;
        memory_free(state->items);
        memory_free(state);
    }
    for (size_t i = 0; i < past->files_len; i++) {
        facts_free(&past->files[i]->facts);
        memory_free(past->files[i]->items);
        memory_free(past->files[i]);
    }
    memory_free(past->states);
    memory_free(past->files);
    memory_free(past->items);
    map_free(&past->file_places);
    map_free(&past->state_places);
    arena_free(&past->arena);
}
