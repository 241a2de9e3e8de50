#include "cmd/qr_script.h"

#include "base/files.h"
#include "cmd/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool qr_script_read(struct buf *out)
{
    const char *chosen = getenv("GONGSHI_QR_SCRIPT");
    const char *path = chosen && *chosen ? chosen : "/usr/share/nodejs/qrcode-generator/qrcode.js";
    int error = file_read(path, out);
    if (error == ENOENT)
        say(_("no QR code in the form to declare: the package node-qrcode-generator is not installed"));
    else if (error)
        say(_("no QR code in the form to declare: cannot read %s: %s"), path, strerror(error));
    return !error;
}
