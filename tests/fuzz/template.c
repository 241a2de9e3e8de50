/* A theme's template, which may call itself and another, rendered with a few values. */
#include "fuzz/fuzz.h"
#include "json_reader.h"

#include "template/template.h"

static const char *input;

static bool load(void *context, const char *name, struct buf *text, struct buf *path)
{
    (void)context, (void)path;
    if (strcmp(name, "page") == 0)
        buf_puts(text, input);
    else if (strcmp(name, "other") == 0)
        buf_puts(text, "<p>{{title}}{{$block}}none{{/block}}</p>\n");
    else
        return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { longest = 2000, strict_first = 'S' };
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf out = {0};
    struct template_misses misses = {0};
    if (size > longest)
        return 0;
    char *text = fuzz_text(data, size);
    input = text;
    struct template_set *set = template_set_new(load, NULL, size && data[0] == strict_first);
    const struct template *page = template_set_add(set, "page", &errors);
    template_set_add(set, "other", &errors);
    if (page)
        template_render(page, NULL,
                        json_read(&arena, "{\"title\": \"<公示>\", \"list\": [{\"a\": 1}, {\"a\": \"二\"}], "
                                          "\"map\": {\"b\": {\"c\": \"&\"}}, \"yes\": true, \"no\": false, "
                                          "\"name\": \"other\", \"own\": \"page\"}"),
                        &misses, &out, &errors);
    template_misses_free(&misses);
    template_set_free(set);
    memory_free(text);
    buf_free(&out);
    diag_free(&errors);
    arena_free(&arena);
    return 0;
}
