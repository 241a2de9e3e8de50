#include "cmd/faces.h"

#include "base/buf.h"
#include "cmd/command.h"

struct fonts *faces_open(const struct words *words, int *status)
{
    struct buf absent = {0}, broken = {0};
    struct fonts *fonts = fonts_open(words_language(words) == language_en, &absent, &broken);
    *status = broken.len ? exit_failed : exit_well;
    if (broken.len)
        say(_("papers can't be made, for these faces can't be read:\n%s"), buf_text(&broken));
    else if (!fonts)
        say(_("papers can't be made, for no face is installed:\n%s"), buf_text(&absent));
    else if (absent.len)
        say(_("these faces are not installed; others stand in for them:\n%s"), buf_text(&absent));
    buf_free(&absent);
    buf_free(&broken);
    return fonts;
}
