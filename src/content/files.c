#include "content/files.h"

#include "base/buf.h"
#include "base/private.h"
#include "content/decode.h"
#include "content/picture.h"
#include "source/personal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static struct place top_of(uint32_t file)
{
    return (struct place){.file = file, .line = 1, .column = 1, .span = 1};
}

/* --- texts */

struct looking {
    struct content *content;
    uint32_t file;
    struct diags *diags;
    bool found;
    bool read;    /* the file as the door took it */
    bool private; /* and private-use characters were found there */
};

/* Warns of private-use characters: as they stand there, else as escapes of a text whose encoding is certain.
 */
static void warn_private(struct looking *l, const char *text, size_t len, bool exact)
{
    const struct source_file *file = &l->content->source->items[l->file];
    size_t before = l->diags->len;
    if (!l->read || (!exact && !l->private && file->utf8 == file->text))
        private_warn(text, len, top_of(l->file), exact, l->diags);
    l->private = l->private || l->diags->len > before;
    l->read = true;
}

/* What is written in escapes was not seen at the door. */
static bool has_number(struct looking *l, const char *text, size_t len)
{
    struct personal_scan scan = personal_scan(text, len, l->file);
    struct personal found;
    if (!personal_next(&scan, &found))
        return false;
    diag_error(l->diags, top_of(l->file), "personal-data",
               N_("a number of a person stands in this file, written in escapes; it must not be published"),
               NULL);
    return true;
}

/* Whether another file stands in TEXT, in letters that nobody can read: data:image/jpeg;base64,… */
static bool holds_file(const char *text, size_t len)
{
    static const char start[] = "data:", coded[] = ";base64,";
    for (size_t i = 0; i + sizeof start + sizeof coded <= len; i++) {
        if ((text[i] | 0x20) != 'd' || strncasecmp(text + i, start, sizeof start - 1) != 0)
            continue;
        size_t end = i;
        while (end < len && !strchr(", \t\n\"'<>()", text[end]))
            end++;
        size_t behind = sizeof coded - 1;
        if (end < len && text[end] == ',' && end + 1 >= i + behind &&
            strncasecmp(text + end + 1 - behind, coded, behind) == 0)
            return true;
        i = end - (end > i);
    }
    return false;
}

/* Nothing is masked in such a file: whom the site must not name may not be in it. */
static bool look(void *context, const char *text, size_t len, bool exact)
{
    struct looking *l = context;
    struct diags found = {0};
    struct arena arena = {0};
    struct place place = top_of(l->file);
    if (!exact)
        place.column = 0;
    warn_private(l, text, len, exact);
    view_text(l->content->view, &arena, text, place, &found);
    if (found.len)
        diag_error(
            l->diags, found.items[0].place, "name-in-file",
            N_("the file would be published as it is, and says \"{1}\": take out the names, or make it "
               "a page (.md), where they are masked"),
            found.items[0].args[0], NULL);
    bool holds = holds_file(text, len);
    if (holds)
        diag_error(l->diags, top_of(l->file), "file-metadata",
                   N_("another file stands in this one (data:…;base64), and what it says besides can't be "
                      "looked through: put it beside this file, and lead to it from here"),
                   NULL);
    l->found = holds || found.len || (!exact && has_number(l, text, len));
    diag_free(&found);
    arena_free(&arena);
    return !l->found;
}

static bool check_text(struct content *content, enum content_kind kind, const struct content_file *file,
                       struct diags *diags)
{
    struct looking l = {.content = content, .file = file->file, .diags = diags};
    decode_text(kind, &content->source->items[file->file], look, &l);
    return !l.found;
}

/* --- others */

/* What the file is by its bytes, for people. */
static bool check_format(const struct content_file *file, unsigned formats, const char *name,
                         struct diags *diags)
{
    if (content_format_of(file->bytes, file->len) & formats)
        return true;
    const char *dot = strrchr(name, '.');
    diag_error(diags, top_of(file->file), "bad-file",
               file->len
                   ? N_("the file is not what its name says, \"{1}\": save it anew as that, or give it the "
                        "name of what it is")
                   : N_("the file is empty: put it here once more, or delete it"),
               dot ? dot : name, NULL);
    return false;
}

/* Warns of a picture of FORMAT that is named as another: it is published and cleaned as what it is, but some
 * programs and phones will not open it. */
static void check_ending(const struct content_file *file, enum content_format format, const char *name,
                         struct diags *diags)
{
    const char *dot = strrchr(name, '.'), *usual = kinds_other_ending(name, format);
    if (usual)
        diag_warning(diags, top_of(file->file), "picture-kind",
                     N_("the picture is not what its name says, \"{1}\": it is published as it is; name it "
                        "\"{2}\", or not every phone opens it"),
                     dot ? dot : name, usual, NULL);
}

static bool clean_picture(struct content *content, struct content_file *file, struct diags *diags)
{
    struct buf clean = {0};
    enum content_format format = content_format_of(file->bytes, file->len);
    bool well = picture_clean(format, file->bytes, file->len, &clean);
    if (well) {
        file->len = clean.len;
        file->bytes = arena_text(&content->arena, buf_text(&clean), clean.len);
    } else {
        diag_error(diags, top_of(file->file), "bad-file",
                   N_("the picture is broken or cut short: copy it here once more, or save it anew"), NULL);
    }
    buf_free(&clean);
    return well;
}

/* Pictures and recordings that can't be freed of what they say besides. */
static bool check_place(const struct content_file *file, struct diags *diags)
{
    enum content_format format = content_format_of(file->bytes, file->len);
    if (!picture_says_place(format, file->bytes, file->len))
        return true;
    diag_error(
        diags, top_of(file->file), "file-metadata",
        N_("the file may say where, when and by whom it was taken, which can't be taken out of this kind: "
           "save pictures as JPEG or PNG, and films without their place"),
        NULL);
    return false;
}

bool files_check(struct content *content, enum content_kind kind, unsigned formats, struct content_file *file,
                 struct files_checked *checked, struct diags *diags)
{
    const struct source_file *source = &content->source->items[file->file];
    file->bytes = source->text;
    file->len = source->len;
    if (kind == content_text || kind == content_markup || kind == content_cards)
        return check_text(content, kind, file, diags);
    if (!check_format(file, formats, source->name, diags))
        return false;
    if (kind == content_document && !checked->unread++)
        checked->first = file->file;
    enum content_format format = content_format_of(file->bytes, file->len);
    if (kind == content_picture)
        check_ending(file, format, source->name, diags);
    if (kind == content_picture && picture_can_clean(format))
        return clean_picture(content, file, diags);
    return (kind != content_picture && kind != content_recording) || check_place(file, diags);
}

void files_tell(const struct files_checked *checked, struct diags *diags)
{
    char others[16];
    snprintf(others, sizeof others, "%u", (unsigned)checked->unread);
    if (checked->unread == 1)
        diag_warning(diags, top_of(checked->first), "unread-file",
                     N_("the document is published as it is; nobody has looked whether it names people"),
                     NULL);
    else if (checked->unread)
        diag_warning(diags, top_of(checked->first), "unread-file",
                     N_("this and other documents ({1} in all) are published as they are; nobody has looked "
                        "whether they name people"),
                     others, NULL);
}
