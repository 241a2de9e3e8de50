/*
 * The words of the outputs, from a theme's translation files: themes/NAME/words/LANGUAGE.yaml, mappings of
 * mappings of lines. A key is a path through them with points between ("notice.until"). {1}, {2}, … in a text
 * are where arguments go; {1|day|days} is the form of a word that goes with the number {1}. Once all files
 * are added, words may be used by several threads.
 *
 * What stands under "for" are words that places of a kind have instead of others: `for: {community: {ends:
 * 社区 居委会, words: {…}}}`. A place is of the first kind whose `ends` its name ends in.
 */
#ifndef VIEW_WORDS_H
#define VIEW_WORDS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "records/rules.h"
#include "records/village.h"
#include "template/value.h"

struct words;

/* No words yet. The caller frees with words_free. */
struct words *words_new(enum language language);

/*
 * Reads TEXT (the translation file number FILE); what is wrong goes to DIAGS. Keys that are there already are
 * replaced: a village's own file is read after the default theme's. A text may be empty if it is quoted ('').
 */
void words_add(struct words *words, const char *text, size_t len, uint32_t file, struct diags *diags);
void words_free(struct words *words);

/*
 * Once all files are added: puts the words of the kind that PLACE is of by its name in place of others. What
 * a later file than theirs says stays.
 */
void words_choose(struct words *words, const char *place);

enum language words_language(const struct words *words);

/* Its name, as HTML and PDF have it: "zh-CN", "en". */
const char *words_language_name(const struct words *words);

/* The text of KEY; KEY itself in angle brackets where there is none, so that it is seen. */
const char *words_get(const struct words *words, const char *key);

/* The text of KEY with its arguments (strings, closed by NULL), in ARENA. */
const char *words_format(const struct words *words, struct arena *arena, const char *key, ...)
    __attribute__((sentinel));

/* All words as nested maps, for templates: {{words.notice.until}}. In ARENA. */
struct value *words_values(const struct words *words, struct arena *arena);

/* Keys asked for and not there, for tests and `theme check`: each once, in byte order, NULL-terminated; they
 * hold until the next call. */
const char *const *words_missing(const struct words *words);

/* --- numbers and dates as text, in the words' language, in ARENA */

/* format.c: "12.5", with U+2212 for minus where people read it; "+3" where SIGNED and not negative. */
const char *words_points(const struct words *words, struct arena *arena, int64_t points, bool is_signed);
/* The text of KEY with the year, the month, the day and the month's name of DATE as {1} to {4}. */
const char *words_dated(const struct words *words, struct arena *arena, const char *key, int32_t date);
/* 2026年3月5日 / 5 March 2026 */
const char *words_date(const struct words *words, struct arena *arena, int32_t date);
/* 3月5日 / 5 March */
const char *words_day(const struct words *words, struct arena *arena, int32_t date);
/* In a column of a table on paper: 3月5日 / 5 Mar, or with its year. */
const char *words_cell_date(const struct words *words, struct arena *arena, int32_t date, bool with_year);
/* 2026年3月6日至10日 / 6 to 10 March 2026: what is the same is said once; and how many days that is:
 * 2026年3月6日至10日（5天）*/
const char *words_span(const struct words *words, struct arena *arena, int32_t from, int32_t to);
const char *words_span_counted(const struct words *words, struct arena *arena, int32_t from, int32_t to);
/* 2026年3月 / March 2026; 2026年第1季度 / quarter 1 of 2026: what holds DATE */
const char *words_month(const struct words *words, struct arena *arena, int32_t date);
const char *words_quarter(const struct words *words, struct arena *arena, int32_t date);
/* When a rule or a reward holds: 2026年1月1日起; 至2026年12月31日; both; 长期有效 (date_first, date_last: no
 * bound) */
const char *words_bounds(const struct words *words, struct arena *arena, int32_t from, int32_t until);
/* 2026-03-05: for <time datetime> */
const char *words_iso(struct arena *arena, int32_t date);
/* A rule's value: 2分, 5至20分; its caps: 每月最多10分；每年度最多40分 ("" where there are none); a reward's
 * quota: 每年度最多12次 */
const char *words_value(const struct words *words, struct arena *arena, const struct value_range *value);
const char *words_caps(const struct words *words, struct arena *arena, const struct caps *caps);
const char *words_quota(const struct words *words, struct arena *arena, const struct caps *quota);

#endif
