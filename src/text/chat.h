/* Texts for chat groups. Inside text/ only. */
#ifndef TEXT_CHAT_H
#define TEXT_CHAT_H

#include "text/facts.h"

enum { chat_longest = 1800 /* characters of a message */ };

/*
 * Puts a file for a chat group behind what is in OUT: TITLE, then the LEN LINES, then ADDRESS on a line of
 * its own where it is not NULL. What is longer than a message is parted between lines, or within one behind a
 * mark of pause; two blank lines stand between messages, each of which begins with the title.
 */
void chat_put(const struct texting *t, const char *title, const char *const *lines, size_t len,
              const char *address, struct buf *out);

/* The texts themselves, "" where there is nothing to say. */
void chat_notice(const struct texting *t, uint32_t meeting, struct buf *out);
void chat_month(const struct texting *t, const struct month_result *month, struct buf *out);
void chat_reminders(const struct texting *t, const struct reminders *reminders, struct buf *out);

#endif
