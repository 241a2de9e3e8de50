#include "source/misplaced.h"

#include "base/arena.h"
#include "base/files.h"
#include "base/nearest.h"

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

/*
 * Where the record file PATH seems to belong: below a folder whose name is nearly one of the records' (or
 * what Chinese calls it), or is one of the two files by another name. NULL: nothing is near.
 */
static const char *likely_path(struct diags *diags, const char *path)
{
    static const char *const names[] = {"rules",       "households",   "meetings",
                                        "claims",      "objections",   "redemptions",
                                        "disclosures", "village.yaml", "rewards.yaml"};
    static const struct {
        const char *said;
        size_t meant; /* among the names */
    } others[] = {{"细则", 0},      {"规则", 0},          {"积分细则", 0},  {"住户", 1},    {"户", 1},
                  {"会议", 2},      {"申报", 3},          {"异议", 4},      {"兑换", 5},    {"对外提供", 6},
                  {"family", 1},    {"families", 1},      {"minutes", 2},   {"村.yaml", 7}, {"村庄.yaml", 7},
                  {"物品.yaml", 8}, {"兑换项目.yaml", 8}, {"goods.yaml", 8}};
    enum { folders = 7, count = sizeof names / sizeof *names };
    const char *first = path + strlen("records/"), *slash = strchr(first, '/');
    size_t len = slash ? (size_t)(slash - first) : strlen(first);
    char *part = arena_text(&diags->arena, first, len);
    for (char *p = part; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p + ('a' - 'A'));
    const char *near = NULL;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(part, others[i].said) == 0)
            near = names[others[i].meant];
    if (!near && slash)
        near = nearest_word(part, names, folders);
    else if (!near)
        near = nearest_word(part, names + folders, count - folders);
    if (!near && !slash) { /* the one file of a kind, outside its folder: households.yaml */
        char *stem = arena_text(&diags->arena, part, len > 5 ? len - 5 : len);
        const char *folder = nearest_word(stem, names, folders);
        return folder ? arena_printf(&diags->arena, "records/%s/%s", folder, first) : NULL;
    }
    if (!near || (slash && strchr(near, '.')))
        return NULL;
    if (slash && strcmp(near, "meetings") != 0) /* the others have no folders within */
        slash = strrchr(path, '/');
    return arena_printf(&diags->arena, "records/%s%s", near, slash ? slash : "");
}

void misplaced_report(const char *path, struct place place, struct diags *diags)
{
    const char *meant = meant_name(diags, path);
    const char *likely = path_ends(path, ".yaml") ? likely_path(diags, path) : NULL;
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
