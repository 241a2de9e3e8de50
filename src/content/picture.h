/*
 * Photographs without what cameras write into them: where and when they were taken, by which telephone, whose
 * it is, a small picture of what was cut away. What stays is what the picture looks like: its pixels, its
 * colour profile, which way up it is.
 */
#ifndef CONTENT_PICTURE_H
#define CONTENT_PICTURE_H

#include "base/buf.h"
#include "source/kinds.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether pictures of this format can be freed of their metadata. */
bool picture_can_clean(enum content_format format);

/*
 * Puts the LEN bytes of a JPEG, PNG, GIF or WebP file behind what is in OUT, without their metadata and
 * without what stands behind the picture's end. False: the file is broken or cut short; OUT holds a part
 * then.
 */
bool picture_clean(enum content_format format, const char *bytes, size_t len, struct buf *out);

/* Whether a file of another format (TIFF, HEIC, AVIF, MP4, MOV) says where it was taken, as far as can be
 * told. */
bool picture_says_place(enum content_format format, const char *bytes, size_t len);

#endif
