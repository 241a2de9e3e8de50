/*
 * Records → ledger → explanations → screens. The input is one or more files of records, each behind a line
 * "=== PATH" (without one: a meeting's), put to a village that is right or in the place of its files.
 */
#include "fuzz/fuzz.h"

#include "base/json.h"
#include "explain/explain.h"
#include "explain/json.h"
#include "led/led.h"
#include "ledger/json.h"

/* Takes the files of TEXT into SOURCE; GIVEN: which of the village's own they replace. */
static void take(struct source *source, const char *text, size_t len, bool *given)
{
    static const char mark[] = "=== ";
    enum { mark_len = sizeof mark - 1, longest_path = 100 };
    char path[longest_path] = "records/meetings/2026-03-05.yaml";
    const char *end = text + len;
    while (text < end) {
        if ((size_t)(end - text) > mark_len && memcmp(text, mark, mark_len) == 0) {
            const char *line = memchr(text, '\n', (size_t)(end - text));
            size_t name = (size_t)((line ? line : end) - text) - mark_len;
            snprintf(path, sizeof path, "%.*s", (int)(name < longest_path ? name : longest_path - 1),
                     text + mark_len);
            text = line ? line + 1 : end;
        }
        const char *next = text;
        while (next < end && ((size_t)(end - next) < mark_len || memcmp(next, mark, mark_len) != 0)) {
            const char *line = memchr(next, '\n', (size_t)(end - next));
            next = line ? line + 1 : end;
        }
        for (size_t i = 0; i < fuzz_village_files; i++)
            given[i] = given[i] || strcmp(path, fuzz_village[i].path) == 0;
        if (strncmp(path, "records/", 8) == 0 && source_wants(path, file_regular))
            source_take(source, path, file_regular, text, (size_t)(next - text));
        if (next == text)
            break;
        text = next;
    }
}

static void explain_all(const struct ledger *ledger, const struct records *r)
{
    struct explainer explainer;
    struct arena arena = {0};
    struct buf out = {0};
    struct explanation e;
    explain_open(&explainer, ledger);
#define EXPLAIN(KIND, COUNT)                           \
    for (uint32_t i = 0; i < (COUNT) && i < 40; i++) { \
        struct json json = {.out = &out};              \
        explain_##KIND(&explainer, i, &arena, &e);     \
        explain_json(ledger, &e, &json);               \
        buf_clear(&out);                               \
    }
    EXPLAIN(entry, r->entries_len)
    EXPLAIN(claim, r->claims_len)
    EXPLAIN(objection, r->objections_len)
    EXPLAIN(redemption, r->redemptions_len)
    EXPLAIN(household, r->households_len)
    EXPLAIN(resident, r->residents_len)
    explain_close(&explainer);
    buf_free(&out);
    arena_free(&arena);
}

static void show_all(const struct ledger *ledger, const struct records *r)
{
    struct words *words = read_words(r->village.language);
    struct diags diags = {0};
    struct view view;
    view_open(&view, ledger, words, circle_led);
    const struct led_input input = {.view = &view};
    for (uint32_t i = 0; i < r->village.screens_len; i++) {
        struct arena arena = {0};
        struct led_feed feed = {0};
        struct buf out = {0};
        led_compose(&input, &r->village.screens[i], &arena, &feed, &diags);
        led_encode(&feed, &out);
        buf_free(&out);
        led_feed_free(&feed);
        arena_free(&arena);
    }
    view_free(&view);
    diag_free(&diags);
    words_free(words);
}

/* What is reported can be printed. */
static void print(const struct diags *diags, const struct source *source)
{
    struct buf out = {0};
    for (size_t i = 0; i < diags->len && i < 200; i++) {
        const struct source_file *f = &source->items[diags->items[i].place.file];
        struct diag_source text = {.path = f->path, .text = f->utf8, .len = f->utf8_len};
        diag_print(diags, i, &text, NULL, false, &out);
        diag_source_close(&text);
    }
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source source = {0};
    struct diags diags = {0};
    struct records records = {0};
    struct ledger ledger;
    bool given[fuzz_village_files] = {0};
    if (size > fuzz_longest)
        return 0;
    char *text = fuzz_text(data, size);
    take(&source, text, size, given);
    for (size_t i = 0; i < fuzz_village_files; i++)
        if (!given[i])
            source_take(&source, fuzz_village[i].path, file_regular, fuzz_village[i].text,
                        strlen(fuzz_village[i].text));
    memory_free(text);
    source_complete(&source, &diags);
    struct records_file **files = memory_new(source.len, sizeof *files);
    for (size_t i = 0; i < source.len; i++)
        files[i] = records_read_file(&source.items[i], (uint32_t)i, &diags);
    records_link(&records, files, (uint32_t)source.len, &diags);
    if (!diags.errors)
        ledger_check(&records, &diags);
    print(&diags, &source);
    if (!diags.errors) {
        struct buf out = {0};
        ledger_compute(&ledger, &records, day("2026-04-01"), &diags);
        ledger_json_filtered(&ledger, &(struct ledger_filter){0}, &out);
        buf_free(&out);
        explain_all(&ledger, &records);
        show_all(&ledger, &records);
        ledger_free(&ledger);
    }
    records_free(&records);
    source_free(&source);
    diag_free(&diags);
    return 0;
}
