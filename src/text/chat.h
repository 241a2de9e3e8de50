/* Texts for chat groups. Inside text/ only. */
#ifndef TEXT_CHAT_H
#define TEXT_CHAT_H

#include "text/facts.h"

enum { chat_longest = 1800 /* characters of a message */ };

/* The texts themselves, "" where there is nothing to say. */
void chat_notice(const struct texting *t, uint32_t meeting, struct buf *out);
void chat_month(const struct texting *t, const struct month_result *month, struct buf *out);
void chat_reminders(const struct texting *t, const struct reminders *reminders, struct buf *out);

#endif
