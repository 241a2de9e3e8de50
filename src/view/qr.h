/*
 * QR codes (ISO/IEC 18004) by libqrencode: the modules for whoever draws them on paper, and as SVG for pages.
 * Error correction is at level M, which a board behind glass in the rain can do with.
 */
#ifndef VIEW_QR_H
#define VIEW_QR_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum { qr_quiet = 4 }; /* modules of white that must be left on each side */

struct qr {
    uint32_t side;                /* modules each way, without the quiet zone */
    const unsigned char *modules; /* row by row, 1 for a dark one */
};

/* The code of TEXT, its modules in ARENA. False where TEXT is empty or longer than a code can hold (about
 * 2,300 bytes). */
bool qr_make(struct arena *arena, const char *text, struct qr *qr);

/*
 * Puts an <svg> with the code of TEXT behind what is in OUT: dark on white whatever the colours of the page,
 * the quiet zone about it, class "qr", hidden from screen readers: the address stands beside it as text. Puts
 * nothing where qr_make says false.
 */
void qr_svg(const char *text, struct buf *out);

#endif
