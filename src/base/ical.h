/* Writing calendars (RFC 5545): whole days, lines broken and texts escaped as it asks. */
#ifndef BASE_ICAL_H
#define BASE_ICAL_H

#include "base/buf.h"

#include <stdint.h>

/* An event of a whole day. Texts are UTF-8; NULL or "": left out. */
struct ical_event {
    const char *uid; /* that no other event of any calendar has */
    int32_t date;
    int32_t stamp; /* the day since which it is said so */
    const char *summary, *description, *place, *url;
};

/* Begins a calendar called NAME behind what is in OUT, in Beijing's time; ends it. */
void ical_open(struct buf *out, const char *name);
void ical_put(struct buf *out, const struct ical_event *event);
void ical_close(struct buf *out);

#endif
