/* The door: the first line is a file's name, the rest its bytes, of every kind of file in turn. */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "source/door.h"

static void look(enum door door, const char *text, size_t len)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct buf out = {0};
    struct door_text passed = door_open(door, &arena, text, len, 0, &diags);
    must(passed.refused ? diags.errors > 0 : true);
    if (passed.text)
        must(utf8_valid(passed.text, passed.len) == passed.len);
    if (passed.text && !passed.refused && door != door_handout)
        must(!memchr(passed.text, '\0', passed.len));
    struct diag_source source = {.path = "a file", .text = passed.text, .len = passed.len};
    for (size_t i = 0; i < diags.len && i < 50; i++)
        diag_print(&diags, i, &source, NULL, false, &out);
    diag_source_close(&source);
    buf_free(&out);
    diag_free(&diags);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > fuzz_longest)
        return 0;
    char *text = fuzz_text(data, size);
    char *line = memchr(text, '\n', size);
    size_t name_len = line ? (size_t)(line - text) : size;
    const char *rest = line ? line + 1 : text + size;
    size_t len = (size_t)(text + size - rest);
    if (line)
        *line = '\0';
    struct diags diags = {0};
    if (strlen(text) == name_len && door_name(text, true, (struct place){0}, &diags))
        must(utf8_valid(text, name_len) == name_len);
    struct buf hidden = {0};
    buf_puts(&hidden, text);
    door_hide_numbers(&hidden);
    buf_free(&hidden);
    diag_free(&diags);
    for (int door = door_record; door <= door_bytes; door++)
        look((enum door)door, rest, len);
    look(door_of_content(text, rest, len), rest, len);
    look(door_of_theme(text, rest, len), rest, len);
    memory_free(text);
    return 0;
}
