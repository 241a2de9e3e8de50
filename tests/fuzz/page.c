/* A page of content/: through the door, its front matter, its Markdown as HTML with names masked. */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "content/markdown.h"
#include "source/door.h"
#include "yaml/front.h"

/* No tag gets through that Markdown has no mark for. */
static void look(const char *html)
{
    must(!strstr(html, "<script") && !strstr(html, "<iframe") && !strstr(html, "href=\"javascript:") &&
         !strstr(html, "src=\"javascript:"));
    must(utf8_valid(html, strlen(html)) == strlen(html));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct view view;
    if (size > fuzz_longest)
        return 0;
    const struct read_village *v = fuzz_read_village();
    char *text = fuzz_text(data, size);
    struct door_text passed = door_open(door_page, &arena, text, size, 0, &diags);
    if (!passed.refused) {
        struct front_matter front = {0};
        char *whole = arena_text(&arena, passed.text, passed.len);
        front_read(&arena, whole, 0, &diags, &front);
        view_open(&view, &v->ledger, v->words, circle_site);
        const struct markdown markdown = {
            .view = &view, .arena = &arena, .diags = &diags, .level = 2, .place = {.line = 1, .column = 1}};
        if (front.text)
            look(markdown_html(&markdown, front.text));
        view_free(&view);
    }
    memory_free(text);
    diag_free(&diags);
    arena_free(&arena);
    return 0;
}
