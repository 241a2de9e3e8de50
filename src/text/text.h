/*
 * What is pasted into chat groups and read out over the loudspeaker: a file a notice that runs, a month that
 * is over, and what residents are to be reminded of. Public, by the site's policy. Composed from the same
 * facts, once for the eye and once for the ear.
 */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/buf.h"
#include "base/sink.h"
#include "view/view.h"

/* Gives SINK text/chat-*.txt, and in Chinese text/broadcast-*.txt; VIEW is of circle_site. Names masked in
 * texts are warned of in DIAGS. False where the sink stops it. */
bool text_make(const struct view *view, const struct sink *sink, struct diags *diags);

/* Everything that is to be read out on the view's day, one after the other, behind what is in OUT; nothing
 * where there is nothing, or the village is not Chinese. */
void text_broadcast(const struct view *view, struct buf *out);

#endif
