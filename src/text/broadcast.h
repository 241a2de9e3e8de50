/* Texts that are read out over the loudspeaker, in Chinese. Inside text/ only. */
#ifndef TEXT_BROADCAST_H
#define TEXT_BROADCAST_H

#include "text/facts.h"

/* Short sentences, a line each; what matters is said twice. "" where there is nothing to say. */
void broadcast_notice(const struct texting *t, uint32_t meeting, struct buf *out);
void broadcast_month(const struct texting *t, const struct month_result *month, struct buf *out);
void broadcast_reminders(const struct texting *t, const struct reminders *reminders, struct buf *out);

#endif
