#include "source/added.h"

#include "base/memory.h"

#include <stdio.h>

void source_fail(struct source_failure *failure, const char *path, int error)
{
    snprintf(failure->path, sizeof failure->path, "%s", path);
    failure->error = error;
}

void source_add(struct source *source, const char *path, enum source_kind kind, const struct buf *text)
{
    struct source_file file = {.path = arena_copy(&source->arena, path), .kind = kind};
    if (text) {
        file.len = text->len;
        file.text = arena_text(&source->arena, buf_text(text), text->len);
    }
    memory_push(source, file);
}

void source_add_wrong(struct source *source, const char *path, enum source_wrong wrong)
{
    source_add(source, path, source_none, NULL);
    source->items[source->len - 1].wrong = wrong;
}

void source_pass_door(struct source *source, size_t item, enum door door, struct diags *diags)
{
    struct source_file *file = &source->items[item];
    struct door_text opened = door_open(door, &source->arena, file->text, file->len, (uint32_t)item, diags);
    file->refused = opened.refused;
    file->utf8 = opened.text;
    file->utf8_len = opened.len;
    if (file->refused && door != door_record)
        file->kind = source_none;
}
