#include "site/mark.h"

#include "made/mark.h"

void mark_svg(struct buf *out)
{
    buf_put(out, icon_svg, sizeof icon_svg);
}

void mark_icon_180(struct buf *out)
{
    buf_put(out, icon_180, sizeof icon_180);
}

void mark_icon_192(struct buf *out)
{
    buf_put(out, icon_192, sizeof icon_192);
}

void mark_icon_512(struct buf *out)
{
    buf_put(out, icon_512, sizeof icon_512);
}

void mark_card(struct buf *out)
{
    buf_put(out, card, sizeof card);
}
