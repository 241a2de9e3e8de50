#include "print/composed.h"

#include <stdio.h>
#include <string.h>

/* The record that the character MISSING comes from: the first text with it that stands in the text it was
 * met in; else that of the paper. */
static struct place missing_place(const struct composed *composed, const char *character, const char *text)
{
    for (size_t i = 0; i < composed->len; i++) {
        const struct paper_source *source = &composed->sources[i];
        if (strstr(source->text, character) && strstr(text, source->text))
            return source->place;
    }
    return composed->place;
}

void composed_warn(const struct composed *composed, struct diags *diags)
{
    const struct font_missing_list *missing = &composed->paper.missing;
    for (size_t i = 0; i < missing->len; i++) {
        struct buf character = {0};
        char code[16];
        buf_put_utf8(&character, missing->items[i].code);
        snprintf(code, sizeof code, "U+%04X", (unsigned)missing->items[i].code);
        const char *text = buf_text(&character);
        diag_warning(diags, missing_place(composed, text, missing->items[i].text), "paper-character",
                     N_("no typeface here has \"{1}\" ({2}); 〓 stands for it on paper"), text, code, NULL);
        buf_free(&character);
    }
}

void composed_sign(struct composed *composed, const struct view *view)
{
    composed->paper.author = view->records->village.name;
    composed->paper.date = composed->date;
}

bool composed_write(struct composed *composed, struct buf *out, struct diags *diags)
{
    struct buf error = {0};
    composed_warn(composed, diags);
    bool well = paper_write(&composed->paper, out, &error);
    if (!well)
        diag_error(diags, composed->place, "paper-failed", N_("its paper cannot be written as PDF: {1}"),
                   buf_text(&error), NULL);
    buf_free(&error);
    return well;
}
