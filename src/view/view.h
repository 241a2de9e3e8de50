/*
 * What may be shown to whom, in one place. An output is made through a view of its
 * circle, and has no other way to a name or a text of the records.
 *
 * Strings that are given are in the arena that is handed in, or the records', the words' or the view's. A
 * view may be used by several threads.
 */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "base/arena.h"
#include "base/diag.h"
#include "ledger/ledger.h"
#include "records/records.h"
#include "view/words.h"

/* For whom something is made. */
enum circle {
    circle_site,   /* public, by privacy.site: the site, what it carries, chat and loudspeaker texts */
    circle_led,    /* public, by privacy.led */
    circle_posted, /* on a board or a counter, by privacy.print */
    circle_own,    /* a household's own papers and page: everything about it, its own names in full, those of
                      others by privacy.site */
    circle_office  /* the office's tables and forms: names in full, everything shown */
};

struct ledger_selection;
struct masked_names;

struct view {
    const struct records *records;
    const struct ledger *ledger;
    const struct words *words;
    enum circle circle;
    enum shown policy;            /* of names */
    enum warnings_shown warnings; /* of entries under negative rules */
    uint32_t household;           /* circle_own: whose papers they are; records_none: nobody's yet */
    struct name_index *names; /* every name that a text must not give away, the longest first; NULL: none */
    struct masked_names *masked; /* of everybody, as the circle may see it; NULL: names are shown in full */
};

/* A view of LEDGER for CIRCLE. WORDS outlives it; NULL does for names and data
 * alone. The caller frees with view_free. */
void view_open(struct view *view, const struct ledger *ledger, const struct words *words, enum circle circle);
void view_free(struct view *view);

/* OWN, a view of circle_own, for the papers of HOUSEHOLD: a copy, which is used as long as OWN is open and
 * not freed. */
struct view view_for(const struct view *own, uint32_t household);

/* --- names: names.c */

/* A household by the name of its head, as the circle may see it. */
const char *view_household(const struct view *view, uint32_t household);

/* A resident, by the policy of the household; minors never more than a first character. */
const char *view_resident(const struct view *view, uint32_t resident);

/*
 * Who an entry is for: the resident where it names one, else the household; under a negative rule by the
 * policy of warnings. Only for entries that view_lists.
 */
const char *view_entry_name(const struct view *view, uint32_t entry);

/*
 * Whether an entry may stand under its household's name as view_household gives it: not where that is said in
 * full and the entry may be seen beside a masked name only.
 */
bool view_beside_name(const struct view *view, uint32_t entry);

/* Whether the list of HOUSEHOLD's own entries has none under negative rules, whether there are some or not.
 */
bool view_leaves_out(const struct view *view, uint32_t household);

/* A name to be read aloud: "*" becomes 某 (in English "someone"). */
const char *view_aloud(const struct view *view, struct arena *arena, const char *name);

/* --- entries: entries.c */

/*
 * Whether an entry stands in lists of this circle with its household: entries that exist at T; those under
 * negative rules only as the policy of warnings has it (final, and not `count`), in own papers and the office
 * always.
 */
bool view_lists(const struct view *view, uint32_t entry);

/* The entry that takes the place of entry number ENTRY, where that may be listed too; records_none. */
uint32_t view_replaced_by(const struct view *view, uint32_t entry);

/*
 * Whether an entry is among those that are counted: not one of the future, nor, for the public and on boards,
 * a void one under a negative rule.
 */
bool view_counts(const struct view *view, uint32_t entry);

/*
 * What of ACCOUNT waits to become final: for the public and on boards without entries under negative rules,
 * for what is not final is held against nobody.
 */
int64_t view_pending(const struct view *view, const struct account *account);

/* The id of an entry as the circle may see it: for the public a resident's place (~K) instead of their id. */
const char *view_entry_id(const struct view *view, struct arena *arena, uint32_t entry);
void view_put_entry_id(const struct view *view, uint32_t entry, struct buf *out); /* behind what is in OUT */

/* How many entries under a rule a list leaves out. */
struct warning_count {
    uint32_t rule;
    uint32_t entries;
};

/*
 * Counts those of the COUNT entries at ENTRIES (existing at T, under negative rules, not void) that
 * view_lists leaves out, by rule, in the order of the rules' ids. Returns how many rules; *COUNTS is in the
 * arena.
 */
uint32_t view_warnings(const struct view *view, struct arena *arena, const uint32_t *entries, uint32_t count,
                       struct warning_count **counts);

/* --- texts: texts.c */

/*
 * TEXT (a reason, a title) with every name masked that the policy would not show in full, the longest first,
 * and every resident's id. A name is found however it is written (base/fold.h), spaced out, or broken at the
 * end of a line; what is left of it is written as the records have it.
 * Each masking is warned of (`name-in-text`) in DIAGS, which may be NULL. PLACE is where TEXT begins, as
 * node_text_place has it, or line 1, column 1 of a page: lines are counted on by the line feeds in the text.
 * TEXT itself where nothing was masked. It takes time as the text is long, however many people there are.
 */
const char *view_text(const struct view *view, struct arena *arena, const char *text, struct place place,
                      struct diags *diags);

/* The same for Markdown (minutes, a page), which would take two stars for emphasis: they are written "\\*".
 */
const char *view_markdown(const struct view *view, struct arena *arena, const char *text, struct place place,
                          struct diags *diags);

/*
 * The first name in TEXT (or resident's id), as the records have it, that the circle may not see; NULL: none.
 * For what is published as it is, where nothing can be masked.
 */
const char *view_hidden(const struct view *view, struct arena *arena, const char *text);

/*
 * Warns of names in all texts of the records that are published (records/published.h). Called once for a
 * circle, so that whoever shows such a text may hand in no DIAGS.
 */
void view_check_texts(const struct view *view, struct diags *diags);

/* Whether notes, evidence, grounds and disclosures may be shown: own and office only. */
bool view_private(const struct view *view);

/* --- words for what the ledger says: entries.c, documents.c, notices.c */

/*
 * DOCUMENT as one names it: a title in its marks (《桐花坪村积分细则》), what stands behind it in brackets
 * outside of them; a number (恩文明〔2022〕1号), or what has marks, as it is.
 */
const char *view_document(const struct view *view, struct arena *arena, const char *document);

/*
 * What a rule counts, masked, as it goes with TIMES of it ("1" where one is meant): 小时; the language's own
 * word where the rule counts times (次, the records' default in any language).
 */
const char *view_unit(const struct view *view, struct arena *arena, uint32_t rule, const char *times);

/* How many, with the unit: 2小时, 3次; in English "3 times". */
const char *view_quantity(const struct view *view, struct arena *arena, uint32_t rule, int64_t times);

/* A value with what it is for: 2分/小时; in English "2 points each time". */
const char *view_value(const struct view *view, struct arena *arena, uint32_t rule,
                       const struct value_range *value);

/*
 * An entry's status as a sentence: 公示至2026年3月10日; 有异议，暂停计分; 已生效（2026年3月11日起）;
 * 已作废：理由. The reason of a correction or an upheld objection is masked as view_text does it.
 */
const char *view_status(const struct view *view, struct arena *arena, uint32_t entry);

/* A word for a status: notice, suspended, final, void (for classes and marks). */
const char *view_status_word(enum status status);

/* What a correction or an upheld objection says of why an entry is void, masked; NULL where it says nothing
 * or is not void. */
const char *view_void_reason(const struct view *view, struct arena *arena, uint32_t entry);

/* The date at which the meeting of an entry was, its title as the circle may see it ("2026年3月评审会" made
 * from its kind where it has none; with the day where an earlier one of that month is called so: what a title
 * once said stays as it was). */
const char *view_meeting_title(const struct view *view, struct arena *arena, uint32_t meeting);

/* Whether a meeting before this one in its month has the title that is made from kind and month. */
bool view_month_named(const struct records *records, uint32_t meeting);

/* Whether a meeting has a notice (it decides anything and is dated up to T), and whether that runs on T. */
bool view_has_notice(const struct view *view, uint32_t meeting);
bool view_notice_runs(const struct view *view, uint32_t meeting);

/* How many entries with a deed date from FROM to TO are on notice or objected to: while there are any, ranks
 * and honours of these days may change, though the days be over. */
uint32_t view_unsettled(const struct view *view, int32_t from, int32_t to);

/* What a notice puts up, as the circle may see it. */
struct notice_sums {
    uint32_t listed;     /* entries with their household */
    uint32_t voided;     /* of these, void since */
    uint32_t suspended;  /* of these, objected to and not answered */
    uint32_t households; /* of those listed: that of others would say whose they are */
    uint32_t counted;    /* entries of which only the number is said; void ones are not among them */
    uint32_t corrections, objections,
        refused;        /* entries corrected, objections answered, claims not approved */
    uint32_t transfers; /* points passed on: how many times */
    int32_t changed; /* the last day up to T on which what it says became another; at first, when it began */
};

void view_notice_sums(const struct view *view, uint32_t meeting, struct notice_sums *sums);

/* --- the public data: public.c */

/*
 * What the site carries as data/ledger.json: the ledger without what the public may not see.
 * COMMIT and URL stand first where they are not NULL; not COMMIT where there are changes beside it (DIRTY),
 * for it is not what this was computed from then. The view is of circle_site; SELECTION as in ledger/json.h.
 * It goes on to SPILL; where that is NULL, all stays in OUT.
 */
void view_public_json(const struct view *view, const struct ledger_selection *selection, const char *commit,
                      bool dirty, const char *url, const struct spill *spill, struct buf *out);

#endif
