#include "cmd/qr_script.h"

#include "base/files.h"
#include "cmd/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool qr_script_read(struct buf *out, const char **why)
{
    const char *chosen = getenv("GONGSHI_QR_SCRIPT");
    int error = file_read(chosen && *chosen ? chosen : "/usr/share/nodejs/qrcode-generator/qrcode.js", out);
    if (error == ENOENT)
        *why = _("the package node-qrcode-generator is not installed");
    else if (error)
        *why = strerror(error);
    return !error;
}
