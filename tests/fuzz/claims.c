/* The text of claims, as it comes from a chat: read, checked, and put behind a year's file, which stays
 * right. */
#include "fuzz/fuzz.h"

#include "claims/claim_file.h"
#include "source/door.h"

/* The file with the claims behind is one that can be read. */
static void look(const struct buf *text)
{
    struct diags diags = {0};
    const struct source_file file = {.path = "records/claims/2026.yaml",
                                     .name = "records/claims/2026.yaml",
                                     .kind = source_claims,
                                     .text = buf_text(text),
                                     .len = text->len,
                                     .utf8 = buf_text(text),
                                     .utf8_len = text->len};
    struct records_file *read = records_read_file(&file, 0, &diags);
    must(diags.errors == 0);
    struct records records = {0};
    struct records_file **files = memory_new(1, sizeof *files);
    files[0] = read;
    records_link(&records, files, 1, &diags);
    records_free(&records);
    diag_free(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct claim_texts texts = {0};
    struct claim_drafts drafts = {0};
    if (size > fuzz_longest)
        return 0;
    const struct read_village *v = fuzz_read_village();
    char *text = fuzz_text(data, size);
    claim_text_read(&arena, text, size, &texts, &diags);
    const struct claim_checking checking = {
        .records = &v->records, .received = v->ledger.date, .arena = &arena, .diags = &diags};
    for (size_t i = 0; i < texts.len; i++)
        claim_check(&checking, &texts.items[i], &drafts);
    if (!diags.errors && drafts.len) {
        const char *before = fuzz_village[0].text;
        const struct claim_writing writing = {.records = &v->records,
                                              .path = fuzz_village[0].path,
                                              .year = 2026,
                                              .text = before,
                                              .len = strlen(before),
                                              .received = v->ledger.date,
                                              .via = via_web,
                                              .arena = &arena};
        struct claim_written *written = arena_new(&arena, struct claim_written, drafts.len);
        struct buf out = {0};
        must(claim_file_append(&writing, &drafts, written, &out));
        look(&out);
        buf_free(&out);
    }
    memory_free(text);
    memory_free(drafts.items);
    memory_free(texts.items);
    diag_free(&diags);
    arena_free(&arena);
    return 0;
}
