/* The village's news: which pages of content/ they are, and in what order. For the site and for screens. */
#ifndef CONTENT_NEWS_H
#define CONTENT_NEWS_H

#include "base/arena.h"
#include "source/source.h"

/* A piece of news by its title alone, as a sign shows it. */
struct headline {
    const char *title;  /* as written: it is shown through the view */
    struct place place; /* where it stands, for warnings */
    int32_t date;
    const char *folder; /* of its page: "news/winter/" */
};

/* Whether the page NAME ("news/winter.md"), its path within content/, is one of the news. */
bool news_is(const char *name);

/* Below 0: the one of DATE in FOLDER comes before the other: the latest first. */
int news_order(int32_t date, const char *folder, int32_t other_date, const char *other_folder);

/* How many days a screen shows a piece of news: one of DATE is shown on TODAY where it is no older than that.
 */
enum { news_days = 30 };
bool news_is_recent(int32_t date, int32_t today);

/*
 * The titles of the news that are there on DATE, the latest first, in ARENA; sets COUNT. A page that can't be
 * read or says no title or date is left out: the site says what is wrong with it.
 */
const struct headline *news_headlines(const struct source *source, int32_t date, struct arena *arena,
                                      uint32_t *count);

#endif
