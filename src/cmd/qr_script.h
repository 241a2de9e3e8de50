/* The script that draws QR codes in the browser: taken from where Debian's node-qrcode-generator is
 * installed, when a site is built; it is no part of the project. */
#ifndef CMD_QR_SCRIPT_H
#define CMD_QR_SCRIPT_H

#include "base/buf.h"

#include <stdbool.h>

/* Reads the script behind what is in OUT, from the file that GONGSHI_QR_SCRIPT names or else from where the
 * package puts it. False where there is none, *WHY then says why: the form works without. */
bool qr_script_read(struct buf *out, const char **why);

#endif
