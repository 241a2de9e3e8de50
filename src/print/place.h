/* Text and codes put at a place, where nothing flows. */
#ifndef PRINT_PLACE_H
#define PRINT_PLACE_H

#include "paper/flow.h"
#include "view/qr.h"

/* Puts TEXT, WIDTH wide, on PAGE of the flow's paper from X and Y on; gives where it ends. */
int32_t place_text(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t width, const char *text,
                   const struct flow_style *style);

/* Likewise, and where it would be higher than HEIGHT smaller, as far as it can be read: STYLE becomes what
 * was set. */
int32_t place_fitted(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t width, int32_t height,
                     const char *text, struct flow_style *style);

/* A QR code, and what it is in words for who does not see it. */
struct place_code {
    struct qr qr; /* side 0: there is none */
    const char *meaning;
};

/* Draws CODE, SIDE wide, on PAGE with its left top corner at X and Y; into the flow's last strip. The white
 * about it is the caller's. */
void place_code(struct flow *flow, size_t page, int32_t x, int32_t y, int32_t side,
                const struct place_code *code);
void place_code_in_strip(struct flow *flow, int32_t x, int32_t y, int32_t side,
                         const struct place_code *code);

#endif
