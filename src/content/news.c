#include "content/news.h"

#include "base/date.h"

#include "source/kinds.h"
#include "yaml/front.h"

#include <stdlib.h>
#include <string.h>

bool news_is(const char *name)
{
    return strncmp(name, "news/", 5) == 0 && strcmp(name, "news/index.md") != 0;
}

bool news_is_recent(int32_t date, int32_t today)
{
    return date <= today && today - date <= news_days;
}

int news_order(int32_t date, const char *folder, int32_t other_date, const char *other_folder)
{
    if (date != other_date)
        return date > other_date ? -1 : 1;
    return strcmp(folder, other_folder);
}

static int latest_first(const void *a, const void *b)
{
    const struct headline *x = a, *y = b;
    return news_order(x->date, x->folder, y->date, y->folder);
}

/* Reads the headline of the file NUMBER; false where it has none. */
static bool read_headline(const struct source *source, uint32_t number, struct arena *arena,
                          struct headline *headline)
{
    const struct source_file *file = &source->items[number];
    struct diags ignored = {0};
    struct front_matter front;
    bool read = front_read(arena, file->text, number, &ignored, &front);
    diag_free(&ignored);
    if (!read || !front.title || front.date == date_first)
        return false;
    *headline = (struct headline){.title = front.title,
                                  .place = node_place(front.record.node, "title"),
                                  .date = front.date,
                                  .folder = content_folder(arena, file->name)};
    return true;
}

const struct headline *news_headlines(const struct source *source, int32_t date, struct arena *arena,
                                      uint32_t *count)
{
    struct headline *found = arena_new(arena, struct headline, source->len + 1);
    unsigned formats;
    *count = 0;
    for (uint32_t i = 0; i < source->len; i++) {
        const struct source_file *file = &source->items[i];
        if (file->kind == source_page && news_is(file->name) &&
            content_kind_of(file->name, &formats) == content_markdown &&
            read_headline(source, i, arena, &found[*count]) && found[*count].date <= date)
            (*count)++;
    }
    if (*count)
        qsort(found, *count, sizeof *found, latest_first);
    return found;
}
