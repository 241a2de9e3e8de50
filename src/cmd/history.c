/* gongshi history: who committed a decision, when, and what has become of it since. */
#include "base/fold.h"
#include "base/memory.h"
#include "base/terminal.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "cmd/load.h"
#include "cmd/named.h"
#include "cmd/pager.h"
#include "cmd/since.h"
#include "history/compare.h"
#include "history/past.h"
#include "records/typed.h"

#include <stdio.h>
#include <string.h>

/* What an id may be; others stand for what happened to these. A disclosure has the id of a redemption: it is
 * meant only where that is said. */
static const enum fact_kind subjects[] = {
    fact_entry, fact_meeting,  fact_claim, fact_objection, fact_transfer, fact_redemption, fact_household,
    fact_rule,  fact_category, fact_goods, fact_service,   fact_honour,   fact_disclosure, fact_village};

static const char *const words[fact_kinds] = {
    [fact_village] = N_("village"),
    [fact_category] = N_("category"),
    [fact_rule] = N_("rule"),
    [fact_adjustment] = N_("adjustment of rule"),
    [fact_goods] = N_("goods"),
    [fact_service] = N_("service"),
    [fact_honour] = N_("honour"),
    [fact_household] = N_("household"),
    [fact_meeting] = N_("meeting"),
    [fact_entry] = N_("entry"),
    [fact_claim] = N_("claim"),
    [fact_decision] = N_("decision of claim"),
    [fact_correction] = N_("correction of entry"),
    [fact_objection] = N_("objection"),
    [fact_resolution] = N_("resolution of objection"),
    [fact_transfer] = N_("points passed on"),
    [fact_redemption] = N_("redemption"),
    [fact_disclosure] = N_("disclosure"),
};

/* What is asked for. */
struct asked {
    const char *id;        /* as base/fold.h has ids that people type */
    const char *claim;     /* where it is an entry that a claim became: the claim's id; NULL */
    int kind;              /* one of enum fact_kind; −1: whichever has the id */
    struct map objections; /* those to the entry that is asked for */
    struct arena arena;
};

static bool is_subject(const struct asked *asked, enum fact_kind kind)
{
    for (size_t i = 0; asked->kind < 0 && i < sizeof subjects / sizeof *subjects; i++)
        if (subjects[i] == kind && kind != fact_disclosure)
            return true;
    return asked->kind == (int)kind;
}

/* Whether ID is WANTED in letters of any case: of plain letters alone, nothing else can differ. */
static bool is_id(const char *id, const char *wanted)
{
    for (; *id && *wanted; id++, wanted++)
        if ((*id >= 'A' && *id <= 'Z' ? *id + 32 : *id) != *wanted)
            return false;
    return *id == *wanted;
}

/* Whether ID is the entry that is WANTED, or one of the line for many that is. */
static bool is_entry_id(const char *id, const char *wanted)
{
    size_t len = strlen(wanted);
    const char *place = strchr(wanted, '/');
    char line[256];
    if (place && !strchr(place + 1, '/') && strlen(id) > len && id[len] == '/' && len < sizeof line) {
        memcpy(line, id, len);
        line[len] = '\0';
        return is_id(line, wanted);
    }
    return is_id(id, wanted);
}

/* Whether FACT is what is asked for, or happened to it. All resolutions are taken: of which objections they
 * are is known when these are. */
static bool is_asked(void *context, const struct fact *fact)
{
    struct asked *asked = context;
    bool entry = is_subject(asked, fact_entry);
    switch (fact->kind) {
    case fact_correction:
        return entry && is_entry_id(fact->id, asked->id);
    case fact_objection: {
        const char *about = fact_value(fact, "entry");
        bool own = is_subject(asked, fact_objection) && is_id(fact->id, asked->id);
        if (!own && !(entry && about && is_entry_id(about, asked->id)))
            return false;
        const char *id = arena_copy(&asked->arena, fact->id);
        map_set(&asked->objections, id, strlen(id), 1);
        return true;
    }
    case fact_resolution:
        return entry || is_subject(asked, fact_objection);
    case fact_adjustment:
        return is_subject(asked, fact_rule) && is_id(fact->within, asked->id);
    case fact_claim:
    case fact_decision:
        return (is_subject(asked, fact_claim) && is_id(fact->id, asked->id)) ||
               (entry && asked->claim && is_id(fact->id, asked->claim));
    case fact_entry:
        return entry && is_entry_id(fact->id, asked->id);
    case fact_meeting: /* under another name, too */
        return entry || is_subject(asked, fact_meeting);
    default:
        return is_subject(asked, fact->kind) && is_id(fact->id, asked->id);
    }
}

static bool is_shown(const struct asked *asked, const struct fact *fact)
{
    if (fact->kind == fact_meeting)
        return is_subject(asked, fact_meeting) && is_id(fact->id, asked->id);
    return fact->kind != fact_resolution || map_find(&asked->objections, fact->id) != map_none;
}

/* --- writing */

static void put_moment(int64_t time, struct buf *out)
{
    char day[date_text_size];
    int64_t seconds = time + INT64_C(8) * 3600, of_day = ((seconds % 86400) + 86400) % 86400;
    date_format(date_in_beijing(time), day);
    buf_printf(out, "%s %02d:%02d", day, (int)(of_day / 3600), (int)(of_day / 60 % 60));
}

static void put_commit(const struct git_commit *commit, struct buf *out)
{
    put_moment(commit->time, out);
    buf_puts(out, "  ");
    terminal_puts(out, commit->committer);
    if (strcmp(commit->committer, commit->author) != 0) {
        buf_puts(out, " (");
        terminal_puts(out, commit->author);
        buf_puts(out, ")");
    }
    buf_printf(out, "  %.10s  ", commit->id);
    terminal_puts(out, commit->summary);
    buf_putc(out, '\n');
}

/* The other name that the meeting ID has behind (else before) commit number COMMIT, which renamed its file;
 * NULL where it did not. */
static const char *other_name(const struct past *past, uint32_t commit, const char *id, bool behind)
{
    const struct fact *own = NULL;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < past->len; i++) {
            const struct change *c = &past->items[i];
            if (c->commit != commit || (c->before && c->after))
                continue;
            const struct fact *fact = c->before ? c->before : c->after;
            bool removed = c->before != NULL;
            if (fact->kind != fact_meeting)
                continue;
            if (round == 0 && removed == behind && strcmp(fact->id, id) == 0)
                own = fact;
            if (round == 1 && own && removed != behind && fact_renamed(own, fact))
                return fact->id;
        }
    return NULL;
}

/* Says what the meeting of a fact that came or went in a commit was or is called, where its file was renamed.
 */
static void put_other_name(const struct past *past, const struct change *c, struct buf *out)
{
    const struct fact *fact = c->after ? c->after : c->before;
    bool part = fact->kind == fact_entry || fact->kind == fact_transfer;
    const char *meeting = fact->kind == fact_meeting ? fact->id : part ? fact->within : NULL;
    struct buf id = {0}, line = {0};
    const char *other =
        meeting && !(c->before && c->after) ? other_name(past, c->commit, meeting, c->before != NULL) : NULL;
    if (other) {
        buf_printf(&id, "%s%s", other, fact->id + strlen(meeting));
        buf_printf(&line,
                   c->before ? _("its file was renamed: it is %s since then")
                             : _("its file was renamed: it was %s before"),
                   buf_text(&id));
        buf_puts(out, "        ");
        terminal_puts(out, buf_text(&line));
        buf_putc(out, '\n');
    }
    buf_free(&id);
    buf_free(&line);
}

/* Writes what became of a fact, with what it says. CUT: what was before is not in this clone. */
static void put_change(const struct fact *before, const struct fact *after, bool cut, struct buf *out)
{
    const struct fact *fact = after ? after : before;
    struct buf line = {0}, what = {0};
    const char *format = !after   ? _("removed: %s %s")
                         : before ? _("changed: %s %s")
                         : cut    ? _("recorded then or before: %s %s")
                                  : _("recorded: %s %s");
    buf_printf(&line, format, _(words[fact->kind]), fact->id);
    buf_puts(out, "    ");
    terminal_puts(out, buf_text(&line));
    if (after) {
        buf_puts(out, "  ");
        terminal_puts(out, after->path);
        buf_printf(out, ":%u", after->place.line);
    }
    buf_putc(out, '\n');
    if (before && after)
        fact_differences(before, after, say_chinese(), &what);
    else if (after)
        fact_values(after, say_chinese(), &what);
    if (what.len) {
        buf_puts(out, "        ");
        terminal_puts(out, buf_text(&what));
        buf_putc(out, '\n');
    }
    buf_free(&line);
    buf_free(&what);
}

/* Writes what the commits did; returns how many of the things asked for were found. */
static size_t put_commits(const struct past *past, const struct asked *asked, struct buf *out)
{
    size_t found = 0;
    uint32_t last = git_none;
    for (size_t i = 0; i < past->len; i++) {
        const struct change *c = &past->items[i];
        const struct git_commit *commit = &past->commits->items[c->commit];
        if (!is_shown(asked, c->after ? c->after : c->before))
            continue;
        if (c->commit != last)
            put_commit(commit, out);
        last = c->commit;
        put_change(c->before, c->after, commit->cut, out);
        put_other_name(past, c, out);
        found++;
    }
    return found;
}

/* --- what is not committed yet */

static const struct fact *find_same(const struct fact *const *facts, size_t len, const struct fact *fact)
{
    for (size_t i = 0; i < len; i++)
        if (facts[i]->kind == fact->kind && strcmp(facts[i]->id, fact->id) == 0)
            return facts[i];
    return NULL;
}

struct fact_list {
    const struct fact **items;
    size_t len;
    size_t cap;
};

/* Takes those of FACTS that are asked for. */
static void take_asked(struct asked *asked, const struct facts *facts, struct fact_list *list)
{
    for (size_t i = 0; i < facts->len; i++)
        if (is_asked(asked, &facts->items[i]))
            memory_push(list, (const struct fact *)&facts->items[i]);
}

/* Writes how the work tree differs from HEAD in what is asked for. */
static size_t put_uncommitted(const char *dir, const struct past *past, struct asked *asked, struct buf *out)
{
    struct loaded loaded;
    struct fact_list now = {0};
    struct buf changes = {0};
    size_t len = 0, found = 0;
    const struct fact *const *head =
        past->commits->len ? past_facts(past, (uint32_t)past->commits->len - 1, &len) : NULL;
    if (load_source(dir, &loaded) != exit_well) {
        load_free(&loaded);
        return 0;
    }
    struct facts *facts = memory_new(loaded.source.len + 1, sizeof *facts);
    for (size_t i = 0; i < loaded.source.len; i++) {
        if (loaded.source.items[i].kind == source_none)
            continue;
        past_file_facts(loaded.source.items[i].path, loaded.source.items[i].text, loaded.source.items[i].len,
                        &facts[i]);
        take_asked(asked, &facts[i], &now);
    }
    for (size_t i = 0; i < now.len; i++) {
        const struct fact *before = find_same(head, len, now.items[i]);
        if (!is_shown(asked, now.items[i]) || (before && fact_same(before, now.items[i])))
            continue;
        put_change(before, now.items[i], false, &changes);
        found++;
    }
    for (size_t i = 0; i < len; i++)
        if (is_shown(asked, head[i]) && !find_same(now.items, now.len, head[i])) {
            put_change(head[i], NULL, false, &changes);
            found++;
        }
    if (found)
        buf_printf(out, "%s\n%s", _("not committed yet"), buf_text(&changes));
    for (size_t i = 0; i < loaded.source.len; i++)
        facts_free(&facts[i]);
    memory_free(facts);
    memory_free(now.items);
    buf_free(&changes);
    load_free(&loaded);
    return found;
}

/* --- the command */

/* Whether what was typed is an id of the records as they are. */
static bool has_id(const struct records *records, const char *typed)
{
    static const enum typed_kind kinds[] = {typed_household, typed_rule,  typed_meeting,    typed_claim,
                                            typed_objection, typed_entry, typed_redemption, typed_transfer};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (typed_find(records, kinds[i], typed) != records_none)
            return true;
    return false;
}

/* Where the name of a household's head or member was typed, asks for that household. False: several have it,
 * which is said. */
static bool take_name(const char *dir, const char *typed, struct asked *asked)
{
    struct loaded loaded;
    uint32_t household = records_none;
    bool several = false;
    if (load_source(dir, &loaded) == exit_well) {
        load_linked(workers_available(), &loaded);
        if (!has_id(&loaded.records, typed))
            household = household_named(&loaded.records, typed, "history", &several);
    }
    if (household != records_none) {
        struct buf id = {0};
        const char *own = loaded.records.households[household]->id;
        fold_id(&id, own, strlen(own));
        asked->id = arena_copy(&asked->arena, buf_text(&id));
        asked->kind = fact_household;
        buf_free(&id);
    }
    load_free(&loaded);
    return !several;
}

static int show(const char *dir, struct git *git, struct asked *asked)
{
    struct git_problem problem = {0};
    struct git_commits commits = {0};
    struct buf out = {0};
    int status = exit_well;
    struct past past = {.git = git, .commits = &commits, .kinds = ~0u, .wanted = is_asked, .context = asked};
    if (!git_unborn(git) && !git_walk(git, NULL, &commits, &problem)) {
        status = git_say(&problem);
    } else if (!past_read(&past)) {
        say(_("history: git can't read the records of a commit; git fsck says more"));
        status = exit_failed;
    } else {
        size_t found = put_commits(&past, asked, &out);
        if (!git_bare(git))
            found += put_uncommitted(dir, &past, asked, &out);
        if (found)
            status = pager_write(&out);
        if (git_shallow(git))
            say(_("this clone is shallow: what was before it is not known here (git fetch --unshallow)"));
        if (!found) {
            say(_("history: nothing has had the id \"%s\": name an entry (MEETING/PLACE), a meeting, a "
                  "claim, an objection, a redemption (FILE/PLACE), a household, a rule, what is in "
                  "rewards.yaml, or "
                  "village"),
                asked->id);
            status = exit_usage;
        }
    }
    buf_free(&out);
    past_free(&past);
    git_commits_free(&commits);
    return status;
}

/* Takes a kind off the beginning of the id: "rule:patrol". */
static void take_kind(struct asked *asked)
{
    const char *colon = strchr(asked->id, ':');
    asked->kind = -1;
    for (size_t i = 0; colon && i < sizeof subjects / sizeof *subjects; i++) {
        const char *word = fact_word(subjects[i]);
        if (strlen(word) == (size_t)(colon - asked->id) && strncmp(word, asked->id, strlen(word)) == 0) {
            asked->kind = (int)subjects[i];
            asked->id = colon + 1;
            break;
        }
    }
    const char *slash = strrchr(asked->id, '/');
    if (slash && slash[1 + strspn(slash + 1, "0123456789")])
        asked->claim = slash + 1;
}

/* The options as they were typed. */
struct typed {
    const char *folder;
};

static int run_history(int argc, char **argv)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_history, &typed);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(typed.folder, &operands, argv);
    if (operands != 1) {
        say(_("history: say of what, one id: gongshi history [DIR] ID"));
        return exit_usage;
    }
    struct git_problem problem = {0};
    struct buf plain = {0};
    fold_id(&plain, argv[1], strlen(argv[1]));
    struct asked asked = {.id = buf_text(&plain)};
    take_kind(&asked);
    struct git *git = git_open(dir, &problem);
    int status = exit_usage;
    if (!git)
        status = git_say(&problem);
    else if (git_bare(git) || asked.kind >= 0 || take_name(dir, argv[1], &asked))
        status = show(dir, git, &asked);
    git_close(git);
    map_free(&asked.objections);
    arena_free(&asked.arena);
    buf_free(&plain);
    return status;
}

const struct command command_history = {
    .name = "history",
    .run = run_history,
    .reads = true,
    .line = N_("say who committed a decision, and what became of it"),
    .text = N_(
        "Says who committed a decision, when, and what has become of it in every commit since: of an entry "
        "(2026-11-18/6), a meeting, a claim, an objection, a redemption (2026-07-11/3), a household, a "
        "rule, an honour, a service or goods, or of the village's own terms (village). Corrections and "
        "objections "
        "belong to the entry that they are about. What is not committed yet "
        "comes last. Names and notes are shown in full: it is for the office."),
    .before = "[DIR]",
    .behind = N_("ID"),
    .options = {OPTION_FOLDER(struct typed),
                {.name = N_("ID"),
                 .help =
                     N_("what it is asked of; a kind may stand before it: rule:patrol, disclosure:2026/1")}},
    .status = N_("0: done. 2: nothing has had that id, or this is no git repository. 3: the machine failed."),
    .examples = {"gongshi history 2026-11-18/6", "gongshi history rule:patrol"},
};
