/* Small readers: the first byte says which, the rest is what is read. */
#include "fuzz/fuzz.h"

#include "base/json.h"
#include "base/json_read.h"
#include "base/utf8.h"
#include "content/decode.h"
#include "content/escapes.h"
#include "source/door.h"
#include "yaml/slip.h"

/* --- JSON: what was read is written and read again; it is the same then */

static void write_value(struct json *json, const struct json_value *value, int depth)
{
    must(depth <= 64);
    if (value->kind != json_is_array && value->kind != json_is_object) {
        must(value->text && utf8_valid(value->text, strlen(value->text)) == strlen(value->text));
        json_text(json, value->key, value->text);
        return;
    }
    if (value->kind == json_is_object)
        json_open(json, value->key);
    else
        json_array(json, value->key);
    for (const struct json_value *v = value->first; v; v = v->next) {
        must(!v->key == (value->kind == json_is_array));
        must(!v->key || json_member(value, v->key));
        write_value(json, v, depth + 1);
    }
    if (value->kind == json_is_object)
        json_close(json);
    else
        json_end(json);
}

static void read_json(const char *text, size_t len)
{
    struct arena arena = {0};
    struct buf once = {0}, twice = {0};
    const struct json_value *value = json_read(&arena, text, len);
    if (value) {
        write_value(&(struct json){.out = &once}, value, 0);
        value = json_read(&arena, once.data, once.len);
        must(value);
        write_value(&(struct json){.out = &twice}, value, 0);
        must(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
    }
    buf_free(&once);
    buf_free(&twice);
    arena_free(&arena);
}

/* --- slips in lines, keys and values, as libyaml gives them: valid UTF-8 */

static void look_at_slip(bool found, const struct slip *slip, size_t len)
{
    if (!found)
        return;
    must(slip->message && slip->offset <= len);
    must(utf8_valid(slip->found, strlen(slip->found)) == strlen(slip->found));
    must(utf8_valid(slip->wanted, strlen(slip->wanted)) == strlen(slip->wanted));
}

static void read_slips(const char *text, size_t len)
{
    if (utf8_valid(text, len) != len)
        return;
    struct slip slip = {0};
    for (int within = within_block; within <= within_list; within++)
        look_at_slip(slip_in_line(text, len, (enum slip_within)within, &slip), &slip, len);
    look_at_slip(slip_in_key(text, len, &slip), &slip, len);
    look_at_slip(slip_in_value(text, len, &slip), &slip, len);
    look_at_slip(slip_in_ids(text, len, &slip), &slip, len);
    look_at_slip(slip_in_decimal(text, len, &slip), &slip, len);
    look_at_slip(slip_in_date(text, len, &slip), &slip, len);
}

/* --- texts that are published as they are, decoded */

static bool look_at_reading(void *context, const char *text, size_t len, bool exact)
{
    (void)context, (void)exact;
    must(utf8_valid(text, len) == len && text[len] == '\0' && !memchr(text, '\0', len));
    return true;
}

static void read_escapes(const char *text, size_t len)
{
    static void (*const ways[])(const char *, size_t, struct buf *) = {escapes_undo, escapes_tags,
                                                                       escapes_folds};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct buf out = {0};
        ways[i](text, len, &out);
        must(utf8_valid(buf_text(&out), out.len) == out.len && out.len <= 4 * len);
        buf_free(&out);
    }
}

static void read_text(enum content_kind kind, const char *text, size_t len)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct door_text passed = door_open(door_handout, &arena, text, len, 0, &diags);
    struct source_file file = {.path = "content/a",
                               .name = "a",
                               .kind = source_page,
                               .text = text,
                               .len = len,
                               .utf8 = passed.text,
                               .utf8_len = passed.len};
    if (passed.text && !passed.refused)
        decode_text(kind, &file, look_at_reading, NULL);
    if (utf8_valid(text, len) == len)
        read_escapes(text, len);
    diag_free(&diags);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > fuzz_longest)
        return 0;
    char *text = fuzz_text(data + 1, size - 1);
    switch (data[0]) {
    case 'j':
        read_json(text, size - 1);
        break;
    case 's':
        read_slips(text, size - 1);
        break;
    case 't':
        read_text(content_text, text, size - 1);
        break;
    case 'm':
        read_text(content_markup, text, size - 1);
        break;
    case 'c':
        read_text(content_cards, text, size - 1);
        break;
    default:
        break;
    }
    memory_free(text);
    return 0;
}
