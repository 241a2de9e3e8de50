/*
 * Pages that are not composed where what they say can be known to be what they said at the build before:
 * there may be one for each household and each notice.
 */
#ifndef SITE_FROM_H
#define SITE_FROM_H

#include "site/kind.h"

/* What a notice's and a household's page are composed from, and what is the same whatever the records are: of
 * page_kind.from. */
void from_notice(const struct site *site, uint32_t number, struct buf *out);
void from_household(const struct site *site, uint32_t number, struct buf *out);
void from_nothing(const struct site *site, uint32_t number, struct buf *out);

/* The digest of all that number NUMBER of KIND, or PART of it, is made from; MENUS: that of the menus on all
 * pages of the kind, NULL of a file. False where that may be anything. */
bool from_digest(const struct site *site, const struct page_kind *kind, uint32_t number,
                 const struct part *part, const struct digest *menus, struct digest *from);

/* What later pages know of RESULT, as a note to be kept with its page, behind what is in OUT; false where it
 * can't be said. */
bool from_note(const struct page_result *result, struct buf *out);

/* Sets what later pages know of RESULT to what NOTE says, in ARENA. */
void from_read(struct page_result *result, struct arena *arena, const char *note);

#endif
