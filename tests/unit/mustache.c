/*
 * The cases of the Mustache specification, all files but the one of lambdas, which gongshi does not have.
 * They are looked for in the folder MUSTACHE_SPEC, else in ../shared/mustache-spec beside the repository. Not
 * run (status 77) where the folder is not there.
 */
#include "json_reader.h"

#include "base/files.h"
#include "base/memory.h"
#include "template/template.h"

#include <stdio.h>
#include <string.h>

struct tally {
    int passed;
    int cases;
};

/* Loads from CONTEXT, a case: "" is its template, else one of its partials. */
static bool load(void *context, const char *name, struct buf *text, struct buf *path)
{
    (void)path;
    const struct value *partials = value_get(context, "partials");
    const struct value *found =
        *name ? (partials ? value_get(partials, name) : NULL) : value_get(context, "template");
    if (found)
        buf_put(text, found->text, found->len);
    return found != NULL;
}

/* Prints what a case gave and should have given. */
static void print_failure(const char *file, const struct value *test, const struct buf *out,
                          const struct diags *errors)
{
    printf("%s: %s\n  template: %s\n  expected: %s\n       got: %s\n", file, value_get(test, "name")->text,
           value_get(test, "template")->text, value_get(test, "expected")->text, buf_text(out));
    for (size_t i = 0; i < errors->len; i++)
        printf("     error: line %u: %s\n", errors->items[i].place.line, errors->items[i].message);
}

static bool passes(const char *file, struct value *test)
{
    struct diags errors = {0};
    struct buf out = {0};
    struct template_set *set = template_set_new(load, test, false);
    const struct value *partials = value_get(test, "partials");
    for (size_t i = 0; partials && i < value_length(partials); i++)
        template_set_add(set, value_key_at(partials, i), &errors);
    const struct template *template = template_set_add(set, "", &errors);
    const struct value *expected = value_get(test, "expected");
    bool good = template && template_render(template, NULL, value_get(test, "data"), NULL, &out, &errors) &&
                !errors.len && out.len == expected->len && memcmp(out.data, expected->text, out.len) == 0;
    if (!out.len && !expected->len)
        good = template && !errors.len;
    if (!good)
        print_failure(file, test, &out, &errors);
    buf_free(&out);
    diag_free(&errors);
    template_set_free(set);
    return good;
}

static void run_file(const char *folder, const char *file, struct tally *total)
{
    struct arena arena = {0};
    struct buf text = {0};
    char *path = path_join(folder, file);
    struct tally tally = {0};
    if (file_read(path, &text) == 0) {
        const struct value *tests = value_get(json_read(&arena, buf_text(&text)), "tests");
        for (size_t i = 0; i < value_length(tests); i++)
            tally.passed += passes(file, value_at(tests, i));
        tally.cases = (int)value_length(tests);
    }
    printf("  %-20s %3d of %3d\n", file, tally.passed, tally.cases);
    total->passed += tally.passed;
    total->cases += tally.cases;
    memory_free(path);
    buf_free(&text);
    arena_free(&arena);
}

int main(void)
{
    const char *folder = getenv("MUSTACHE_SPEC");
    if (!folder)
        folder = "../shared/mustache-spec";
    if (!folder_exists(folder)) {
        printf("Mustache specification: NOT RUN, there is no folder %s (MUSTACHE_SPEC names another)\n",
               folder);
        return 77;
    }
    struct folder_list list = {0};
    if (folder_list(folder, &list) != 0)
        return 1;
    struct tally total = {0};
    printf("Mustache specification, cases passed:\n");
    for (size_t i = 0; i < list.len; i++) {
        const char *name = list.items[i].name, *dot = strrchr(name, '.');
        if (dot && strcmp(dot, ".json") == 0 && strcmp(name, "~lambdas.json") != 0)
            run_file(folder, name, &total);
    }
    folder_list_free(&list);
    printf("  %-20s %3d of %3d (those for lambdas left out)\n", "all", total.passed, total.cases);
    printf("%d passed, %d failed\n", total.passed, total.cases - total.passed);
    return total.cases && total.passed == total.cases ? 0 : 1;
}
