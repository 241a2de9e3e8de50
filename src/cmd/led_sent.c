#include "cmd/led_sent.h"

#include "base/digest.h"
#include "base/files.h"
#include "base/memory.h"
#include "publish/record.h"

#include <stdio.h>
#include <sys/stat.h>

static const char within[] = ".gongshi/sent";

char *led_sent_folder(const char *dir)
{
    char *folder = path_join(dir, within);
    if (record_private_folder(dir) == 0 && folder_make(folder) == 0)
        return folder;
    memory_free(folder);
    return NULL;
}

void led_sent_remember(const char *folder, const char *id, const struct buf *frame)
{
    char text[digest_text_size], *path = path_join(folder, id);
    struct digest digest = digest_of(frame->data, frame->len);
    struct buf beside = {0};
    digest_format(&digest, text);
    text[digest_text_size - 1] = '\n';
    buf_printf(&beside, "%s.new", path);
    if (file_replace(path, buf_text(&beside), S_IRUSR | S_IWUSR, text, digest_text_size) != 0)
        remove(path);
    buf_free(&beside);
    memory_free(path);
}

bool led_sent_is(const char *dir, const char *id, const struct buf *frame)
{
    char *folder = path_join(dir, within), *path = path_join(folder, id);
    struct digest now = digest_of(frame->data, frame->len), then;
    struct buf text = {0};
    bool same =
        file_read(path, &text) == 0 && digest_parse(buf_text(&text), &then) && digest_equal(&now, &then);
    buf_free(&text);
    memory_free(path);
    memory_free(folder);
    return same;
}
