#include "source/misplaced.h"

#include "base/arena.h"
#include "base/files.h"
#include "base/nearest.h"
#include "source/record_files.h"

#include <string.h>

/* The name of a record file that PATH seems to mean: capital letters, or another ending behind. */
static const char *meant_name(struct diags *diags, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    for (size_t i = 0; name[i]; i++) {
        char ending[6] = {0};
        strncpy(ending, name + i, 5);
        if (i && path_ends_like(ending, ".yaml"))
            return arena_text(&diags->arena, name, i);
        ending[4] = '\0';
        if (i && path_ends_like(ending, ".yml"))
            return arena_text(&diags->arena, name, i);
    }
    return NULL;
}

/* The folder or the one file of KIND, as it is called within records/. */
static const char *called(struct arena *arena, enum source_kind kind)
{
    const char *within = record_files[kind].pattern + strlen("records/");
    return arena_text(arena, within, strcspn(within, "/"));
}

/* The kind that PART is a known slip for; source_none. */
static enum source_kind slip_for(const char *part)
{
    for (int kind = 0; kind < source_none; kind++)
        for (size_t i = 0; i < most_slips && record_files[kind].slips[i]; i++)
            if (strcmp(part, record_files[kind].slips[i]) == 0)
                return (enum source_kind)kind;
    return source_none;
}

/* The kind whose folder, or (FILES) whose one file, is called nearly WORD; source_none. */
static enum source_kind nearest_kind(struct arena *arena, const char *word, bool files)
{
    const char *names[source_none];
    enum source_kind kinds[source_none];
    size_t len = 0;
    for (int kind = 0; kind < source_none; kind++)
        if (files == (record_files_folder((enum source_kind)kind) == 0)) {
            kinds[len] = (enum source_kind)kind;
            names[len++] = called(arena, (enum source_kind)kind);
        }
    const char *near = nearest_word(word, names, len);
    for (size_t i = 0; near && i < len; i++)
        if (names[i] == near)
            return kinds[i];
    return source_none;
}

/*
 * Where the record file PATH seems to belong: below a folder whose name is nearly one of the records' (or
 * what people call it too), or is one of the two files by another name. NULL: nothing is near.
 */
static const char *likely_path(struct arena *arena, const char *path)
{
    const char *first = path + strlen("records/"), *slash = strchr(first, '/');
    size_t len = slash ? (size_t)(slash - first) : strlen(first);
    char *part = arena_text(arena, first, len);
    for (char *p = part; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p + ('a' - 'A'));
    enum source_kind kind = slip_for(part);
    if (kind == source_none)
        kind = nearest_kind(arena, part, !slash);
    if (kind == source_none && !slash) { /* the one file of a kind, outside its folder: households.yaml */
        char *stem = arena_text(arena, part, len > 5 ? len - 5 : len);
        kind = nearest_kind(arena, stem, false);
        return kind == source_none ? NULL : arena_printf(arena, "records/%s/%s", called(arena, kind), first);
    }
    if (kind == source_none || (slash && !record_files_folder(kind)))
        return NULL;
    if (slash && !strstr(record_files[kind].pattern, "**")) /* it has no folders within */
        slash = strrchr(path, '/');
    return arena_printf(arena, "records/%s%s", called(arena, kind), slash ? slash : "");
}

void misplaced_report(const char *path, struct place place, struct diags *diags)
{
    const char *meant = meant_name(diags, path);
    const char *likely = path_ends(path, ".yaml") ? likely_path(&diags->arena, path) : NULL;
    if (likely)
        diag_error(diags, place, "unknown-file", N_("no record file stands here; did you mean {1}?"), likely,
                   NULL);
    else if (path_ends(path, ".yaml"))
        diag_error(diags, place, "unknown-file", N_("no record file stands here; is it a slip of the name?"),
                   NULL);
    else if (meant)
        diag_error(diags, place, "unknown-file",
                   N_("nobody reads this file: the name of a record ends in .yaml; rename it to {1}.yaml, or "
                      "delete it if that is there already"),
                   meant, NULL);
    else
        diag_error(
            diags, place, "unknown-file",
            N_("nobody reads this file: the name of a record ends in .yaml; rename it, or move it out of the "
               "records' folders"),
            NULL);
}
