#include "cmd/since.h"

#include "base/memory.h"
#include "cmd/command.h"
#include "history/compare.h"
#include "history/past.h"
#include "history/words.h"
#include "source/record_files.h"

#include <stdio.h>
#include <string.h>

enum { most_findings = 200 }; /* that are shown */

/* What a finding says of each kind of fact, but of goods and services, which may be altered: {1} is its id,
 * {2} what is otherwise. */
static const char *const altered[fact_kinds] = {
    [fact_village] = N_("what all figures depend on was in force, and has been altered: {2}"),
    [fact_category] = N_("category \"{1}\" was in force, and has been altered: {2}"),
    [fact_rule] = N_("rule \"{1}\" was in force, and has been altered for past days: {2}"),
    [fact_adjustment] = N_("adjustment \"{1}\" was in force, and has been altered: {2}"),
    [fact_honour] = /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    N_("honour \"{1}\" was in force, and has been altered for past days: {2}; give it a last day ({3}), and "
       "another id to what holds from then on"),
    [fact_household] = N_("household \"{1}\" has been altered: {2}"),
    [fact_meeting] = N_("meeting \"{1}\" was put on notice, and has been altered: {2}"),
    [fact_entry] = /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    N_("entry \"{1}\" was put on notice, and has been altered: {2}; a later meeting may correct "
       "it ({3})"),
    [fact_claim] = N_("claim \"{1}\" was decided, and has been altered: {2}"),
    [fact_decision] = N_("the decision of claim \"{1}\" was put on notice, and has been altered: {2}"),
    [fact_correction] = N_("the correction of entry \"{1}\" has been altered: {2}"),
    [fact_objection] = N_("objection \"{1}\" was received, and has been altered: {2}"),
    [fact_resolution] = N_("what was decided of objection \"{1}\" has been altered: {2}"),
    [fact_transfer] =
        N_("points passed on as \"{1}\" were put on notice, and have been altered: {2}; a later "
           "meeting may pass them back"),
    [fact_redemption] = N_("redemption \"{1}\" has been altered: {2}"),
    [fact_disclosure] = N_("disclosure \"{1}\" has been altered: {2}"),
};
static const char *const removed[fact_kinds] = {
    [fact_village] = N_("what all figures depend on has been removed"),
    [fact_category] = N_("category \"{1}\" was in force, and has been removed"),
    [fact_rule] = N_("rule \"{1}\" was in force, and has been removed; an adjustment may end it ({3})"),
    [fact_adjustment] = N_("adjustment \"{1}\" was in force, and has been removed"),
    [fact_honour] = N_("honour \"{1}\" was in force, and has been removed; a last day ends it ({3})"),
    [fact_household] = N_("household \"{1}\" has been removed; one that left gets a last day ({3})"),
    [fact_meeting] = N_("meeting \"{1}\" was put on notice, and has been removed with all that it decided"),
    [fact_entry] = /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    N_("entry \"{1}\" was put on notice, and has been removed; a later meeting may correct it ({3})"),
    [fact_claim] = N_("claim \"{1}\" was decided, and has been removed"),
    [fact_decision] = N_("the decision of claim \"{1}\" was put on notice, and has been removed"),
    [fact_correction] = N_("the correction of entry \"{1}\" has been removed"),
    [fact_objection] = N_("objection \"{1}\" was received, and has been removed"),
    [fact_resolution] = N_("what was decided of objection \"{1}\" has been removed"),
    [fact_transfer] = /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    N_("points passed on as \"{1}\" were put on notice, and have been removed; a later "
       "meeting may pass them back"),
    [fact_redemption] = N_("redemption \"{1}\" has been removed"),
    [fact_disclosure] = N_("disclosure \"{1}\" has been removed"),
};

/* The records of before and of now, and what is needed to show both. */
struct showing {
    struct git *git;
    const struct since *since;
    struct git_version before;
    char day[date_text_size]; /* of that commit */
    struct loaded *old, *now;
    struct diags diags;          /* of each finding one, and its notes */
    struct diag_source *sources; /* of now, then of before */
    struct arena arena;
    struct past past;
    struct git_commits commits;
    bool has_past;
    struct facts facts, old_facts;
};

int git_say(struct git_problem *problem)
{
    struct buf text = {0};
    int status = problem->machine ? exit_failed : exit_usage;
    git_problem_text(problem, say_translate, &text);
    say("%s", buf_text(&text));
    buf_free(&text);
    git_problem_free(problem);
    return status;
}

/* --- which commit did it */

struct wanting {
    struct map keys;
    struct arena arena;
};

/* The kind and id under which a file by itself has what FACT says: an approved claim's entry is a claim. */
static enum fact_kind written_as(const struct fact *fact, const char **id)
{
    *id = fact->id;
    if (fact->kind != fact_entry || record_files_kind(fact->path) != source_claims)
        return fact->kind;
    *id = fact->id + strlen(fact->within) + 1;
    return fact_claim;
}

static const char *key_of(struct arena *arena, const struct fact *fact)
{
    const char *id;
    enum fact_kind kind = written_as(fact, &id);
    return arena_printf(arena, "%c%s", 'a' + (int)kind, id);
}

static bool is_wanted(void *context, const struct fact *fact)
{
    struct wanting *w = context;
    struct arena arena = {0};
    bool wanted = map_find(&w->keys, key_of(&arena, fact)) != map_none;
    arena_free(&arena);
    return wanted;
}

static bool is_same_thing(const struct fact *written, const struct fact *fact)
{
    const char *id;
    return written->kind == written_as(fact, &id) && strcmp(written->id, id) == 0;
}

/* Reads the history of what the findings are about. */
static void read_past(struct showing *s, const struct findings *findings, struct wanting *wanting)
{
    struct git_problem problem = {0};
    const struct git_version *now = s->since->now;
    const struct git_version *from = now && now->commit[0] ? now : NULL;
    for (size_t i = 0; i < findings->len && i < most_findings; i++) {
        const struct finding *f = &findings->items[i];
        const char *key = key_of(&wanting->arena, f->before ? f->before : f->after);
        map_set(&wanting->keys, key, strlen(key), 1);
    }
    if (!git_walk(s->git, from, &s->commits, &problem)) {
        git_problem_free(&problem); /* no commit: then nothing did it */
        return;
    }
    s->past = (struct past){
        .git = s->git, .commits = &s->commits, .kinds = ~0u, .wanted = is_wanted, .context = wanting};
    s->has_past = past_read(&s->past);
}

/* The last commit that changed FACT; git_none where none did. */
static uint32_t find_commit(const struct showing *s, const struct fact *fact)
{
    for (size_t i = s->past.len; i-- > 0;) {
        const struct change *change = &s->past.items[i];
        if (is_same_thing(change->after ? change->after : change->before, fact))
            return change->commit;
    }
    return git_none;
}

/* Whether THERE, as it was committed, is not as BEFORE either. */
static bool differs(const struct fact *there, const struct finding *f)
{
    const char *name = f->field ? f->field->name : f->kind == found_reused ? "head" : NULL;
    for (uint32_t i = 0; i < there->len; i++) {
        const struct fact_field *field = &there->fields[i];
        const char *before = fact_value(f->before, field->name);
        size_t len = before ? strlen(before) : 0; /* values of days to come were left out of it */
        bool same =
            field->value == before || (field->value && before && strncmp(field->value, before, len) == 0 &&
                                       (field->value[len] == '\0' || field->value[len] == ','));
        if (!same && (name ? strcmp(name, field->name) == 0 : field->guard != guard_free && field->value))
            return true;
    }
    return name && !fact_value(there, name) && fact_value(f->before, name);
}

/* Whether the commit that is looked at, or that the work tree is from, has the finding too. */
static bool is_committed(const struct showing *s, const struct finding *f)
{
    size_t len;
    const struct fact *const *there = past_facts(&s->past, (uint32_t)s->commits.len - 1, &len);
    for (size_t i = 0; i < len; i++)
        if (is_same_thing(there[i], f->before ? f->before : f->after))
            return !f->before || differs(there[i], f);
    return f->kind == found_removed || f->kind == found_renamed;
}

/* --- showing */

static struct place old_place(const struct showing *s, struct place place)
{
    place.file += (uint32_t)s->now->source.len;
    return place;
}

static const char *code_of(enum finding_kind kind)
{
    static const char *const codes[] = {"altered",   "removed",   "moved",     "renamed",
                                        "reordered", "reused-id", "late-entry"};
    return codes[kind];
}

/* The field that the message about F advises to write. */
static const char *advised(const struct finding *f)
{
    const struct fact *fact = f->before ? f->before : f->after;
    const char *name = fact->kind == fact_household || fact->kind == fact_honour ? "until"
                       : fact->kind == fact_rule                                 ? "drop"
                       : fact->kind == fact_meeting                              ? "id"
                                                                                 : "corrections";
    return fact_advised(fact, name);
}

static const char *message_of(const struct finding *f)
{
    switch (f->kind) {
    case found_altered:
        return altered[f->before->kind];
    case found_removed:
        if (f->line)
            return N_(
                "the line \"{1}\" was put on notice, and has been removed with all its entries; a later "
                "meeting may correct them ({3})");
        return removed[f->before->kind];
    case found_renamed:
        if (f->before->kind == fact_meeting)
            return N_(
                "meeting \"{1}\" is called \"{2}\" now, as its file was renamed, and so are its entries: "
                "give the file its old name back, or write the old id into it ({3}: {1})");
        return N_(
            "what was \"{1}\" is \"{2}\" now, as its file was renamed, and so are the others in it: give "
            "the file its old name back");
    case found_moved:
        return N_("what was \"{1}\" is \"{2}\" now, and has another id: put what is new behind, not before");
    case found_reordered:
        return N_("\"{1}\" stands in another order now, in which the caps count: put what is new behind");
    case found_reused:
        return N_("\"{1}\" stands for another household now: an id is never used again");
    case found_late:
        break;
    }
    return f->after->kind == fact_entry
               ? N_("entry \"{1}\" was added to a meeting whose notice has ended: nobody could object to it")
               : N_("\"{1}\" was added to a meeting whose notice has ended: nobody could object to it");
}

/* Adds what the finding says, and what stood there before. */
static void describe(struct showing *s, const struct finding *f)
{
    struct buf more = {0};
    const struct fact *fact = f->before ? f->before : f->after;
    struct place place = f->field   ? f->field->place
                         : f->after ? f->after->place
                                    : old_place(s, f->before->place);
    if (f->kind == found_altered)
        finding_differences(f, say_chinese(), &more);
    else if (f->kind == found_moved || f->kind == found_renamed)
        buf_puts(&more, f->after->id);
    const char *id = f->line ? arena_text(&s->arena, fact->id, f->line) : fact->id;
    (f->kind == found_late ? diag_warning : diag_error)(&s->diags, place, code_of(f->kind), message_of(f), id,
                                                        buf_text(&more), advised(f), NULL);
    if (f->after && f->before) {
        struct place before = f->before->place;
        for (uint32_t i = 0; f->field && i < f->before->len; i++)
            if (strcmp(f->before->fields[i].name, f->field->name) == 0)
                before = f->before->fields[i].place;
        diag_warning(&s->diags, old_place(s, before), "", N_("so it stood in commit {1} of {2}"),
                     arena_text(&s->arena, s->before.commit, 10), s->day, NULL);
        diag_as_note(&s->diags);
    }
    buf_free(&more);
}

/* Writes which commit did it, as a line of its own. */
static void put_commit(struct showing *s, const struct finding *f, struct buf *out)
{
    if (!s->has_past || f->kind == found_reordered || (f->field && f->field->guard == guard_follows))
        return;
    const struct fact *fact = f->before ? f->before : f->after;
    uint32_t number = is_committed(s, f) ? find_commit(s, fact) : git_none;
    struct diags one = {0};
    struct place place = f->after ? f->after->place : f->before->place;
    struct diag_source source = {.path = f->after ? f->after->path : f->before->path};
    if (number == git_none) {
        diag_warning(&one, place, "", N_("this is not committed yet"), NULL);
    } else {
        const struct git_commit *c = &s->commits.items[number];
        char day[date_text_size];
        date_format(date_in_beijing(c->time), day);
        diag_warning(&one, place, "", N_("commit {1} of {2} by {3} did it: {4}"),
                     arena_text(&s->arena, c->id, 10), day, c->committer, c->summary, NULL);
    }
    diag_as_note(&one);
    diag_print(&one, 0, &source, say_translate, say_colour(), out);
    diag_source_close(&source);
    diag_free(&one);
}

/* The files of now, then those of before under git's names for them: COMMIT:PATH. */
static void name_sources(struct showing *s)
{
    size_t now = s->now->source.len, old = s->old->source.len;
    s->sources = arena_new(&s->arena, struct diag_source, now + old);
    for (size_t i = 0; i < now + old; i++) {
        const struct source_file *file = i < now ? &s->now->source.items[i] : &s->old->source.items[i - now];
        s->sources[i] = (struct diag_source){.path = file->path, .text = file->text, .len = file->len};
        if (i >= now)
            s->sources[i].path =
                arena_printf(&s->arena, "%.10s:%s%s", s->before.commit, s->before.prefix, file->path);
    }
}

/* What may not be shown of the version of before is hidden here too. */
static void hide_secrets(struct showing *s)
{
    for (size_t i = 0; i < s->old->diags.len; i++) {
        const struct diag *d = &s->old->diags.items[i];
        if (!d->secret)
            continue;
        diag_warning(&s->diags, old_place(s, d->place), "", "", NULL);
        diag_hide(&s->diags);
    }
}

static void print(struct showing *s, const struct findings *findings)
{
    struct buf out = {0};
    size_t errors = 0;
    for (size_t i = 0; i < findings->len; i++) {
        errors += findings->items[i].kind != found_late;
        if (i >= most_findings)
            continue;
        size_t first = s->diags.len;
        describe(s, &findings->items[i]);
        hide_secrets(s);
        for (size_t k = first; k < s->diags.len && !s->diags.items[k].secret; k++)
            diag_print(&s->diags, k, &s->sources[s->diags.items[k].place.file], say_translate, say_colour(),
                       &out);
        put_commit(s, &findings->items[i], &out);
    }
    fwrite(buf_text(&out), 1, out.len, stderr);
    buf_free(&out);
    for (size_t i = 0; i < s->now->source.len + s->old->source.len; i++)
        diag_source_close(&s->sources[i]);
    if (findings->len > most_findings)
        say(_("%zu more are not shown"), findings->len - most_findings);
    if (errors)
        say(ngettext("%zu thing that was decided before %.10s is not as it was",
                     "%zu things that were decided before %.10s are not as they were", errors),
            errors, s->before.commit);
}

static int compare(struct showing *s)
{
    struct findings findings = {0};
    struct wanting wanting = {0};
    facts_collect(&s->old->records, s->since->date, true, &s->old_facts);
    facts_collect(&s->now->records, s->since->date, true, &s->facts);
    facts_compare(&s->old_facts, &s->facts, date_in_beijing(s->before.time), s->since->date,
                  s->now->records.village.notice.days, &findings);
    int status = exit_well;
    for (size_t i = 0; i < findings.len; i++)
        if (findings.items[i].kind != found_late)
            status = exit_records;
    if (findings.len) {
        name_sources(s);
        read_past(s, &findings, &wanting);
        print(s, &findings);
    }
    memory_free(findings.items);
    map_free(&wanting.keys);
    arena_free(&wanting.arena);
    return status;
}

/* Reads the records of before; what was wrong with them then is no error now. */
static int read_before(struct showing *s, struct git_problem *problem)
{
    if (!git_resolve(s->git, s->since->rev, &s->before, problem) ||
        !git_read_source(s->git, &s->before, &s->old->source, &s->old->diags, problem)) {
        if (!problem->missing)
            return git_say(problem);
        git_problem_free(problem);
        say(_("%s has no records of this village: there is nothing to compare with"), s->since->rev);
        return exit_well;
    }
    load_linked(s->since->threads, s->old);
    date_format(date_in_beijing(s->before.time), s->day);
    if (s->old->diags.errors)
        say(ngettext("the records of %s have %zu error; what can't be understood in them is not compared",
                     "the records of %s have %zu errors; what can't be understood in them is not compared",
                     s->old->diags.errors),
            s->since->rev, s->old->diags.errors);
    return compare(s);
}

int since_check(const struct since *since, struct loaded *loaded)
{
    struct git_problem problem = {0};
    struct loaded old = {0};
    struct showing s = {.since = since, .old = &old, .now = loaded};
    s.git = git_open(since->dir, &problem);
    int status = s.git ? read_before(&s, &problem) : git_say(&problem);
    past_free(&s.past);
    git_commits_free(&s.commits);
    facts_free(&s.facts);
    facts_free(&s.old_facts);
    diag_free(&s.diags);
    arena_free(&s.arena);
    load_free(&old);
    git_close(s.git);
    return status;
}
