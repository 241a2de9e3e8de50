/* What the template engine promises beyond the specification's cases (those are in mustache.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/workers.h"
#include "json_reader.h"
#include "template/template.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Templates by name; the last has none. */
struct source {
    const char *name;
    const char *text;
};

static bool load(void *context, const char *name, struct buf *text, struct buf *path)
{
    for (const struct source *s = context; s->name; s++) {
        if (strcmp(s->name, name) != 0)
            continue;
        buf_puts(text, s->text);
        buf_printf(path, "themes/t/%s.html", name);
        return true;
    }
    return false;
}

/* What the template "page" of SOURCES gives for DATA, as JSON; the caller frees. */
static char *rendered(struct source *sources, const char *data, struct template_misses *misses)
{
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf out = {0};
    struct template_set *set = template_set_new(load, sources, true);
    const struct template *page = template_set_add(set, "page", &errors);
    if (!page || !template_render(page, NULL, json_read(&arena, data), misses, &out, &errors))
        fail_msg("line %u: %s", errors.items[0].place.line, errors.items[0].message);
    buf_puts(&out, "");
    template_set_free(set);
    diag_free(&errors);
    arena_free(&arena);
    return buf_take(&out);
}

/* "page" of SOURCES gives EXPECTED for DATA. */
static void assert_page(struct source *sources, const char *data, const char *expected)
{
    char *got = rendered(sources, data, NULL);
    assert_string_equal(got, expected);
    memory_free(got);
}

/* TEMPLATE alone gives EXPECTED for DATA. */
static void assert_renders(const char *template, const char *data, const char *expected)
{
    struct source sources[] = {{"page", template}, {NULL, NULL}};
    assert_page(sources, data, expected);
}

/* Loading "page" of SOURCES, or rendering it with no data, fails with EXPECTED: path:line:column: message. */
static void assert_fails(struct source *sources, const char *expected)
{
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf out = {0}, said = {0};
    struct template_set *set = template_set_new(load, sources, true);
    buf_puts(&out, "before");
    const struct template *page = template_set_add(set, "page", &errors);
    if (page)
        assert_false(template_render(page, NULL, value_map(&arena), NULL, &out, &errors));
    assert_string_equal(buf_text(&out), "before");
    assert_int_equal(errors.len, 1);
    const struct diag *d = &errors.items[0];
    buf_printf(&said, "%s:%u:%u: ", template_set_source(set, d->place.file).path, d->place.line,
               d->place.column);
    diag_message(d, NULL, &said);
    assert_string_equal(buf_text(&said), expected);
    template_set_free(set);
    diag_free(&errors);
    buf_free(&out);
    buf_free(&said);
    arena_free(&arena);
}

static void assert_wrong(const char *template, const char *expected)
{
    struct source sources[] = {{"page", template}, {NULL, NULL}};
    assert_fails(sources, expected);
}

static void errors_name_file_line_and_column(void **state)
{
    (void)state;
    assert_wrong("好\n好 {{name", "themes/t/page.html:2:3: a tag begins here that is not closed by \"}}\"");
    assert_wrong("{{{name}} ", "themes/t/page.html:1:1: a tag begins here that is not closed by \"}}}\"");
    assert_wrong("{{=<% %>=}}\n<% x }}",
                 "themes/t/page.html:2:1: a tag begins here that is not closed by \"%>\"");
    assert_wrong("a\n{{#rows}}\nb", "themes/t/page.html:2:1: \"rows\" is opened here and not closed");
    assert_wrong("a\n\n  {{/rows}}", "themes/t/page.html:3:3: \"rows\" is closed here but was not opened");
    assert_wrong("{{#a}}\n{{#b}}\n{{/a}}{{/b}}",
                 "themes/t/page.html:3:1: \"a\" is closed here, but what is open is \"b\" of line 2");
    assert_wrong("{{!\n\n}}{{}}", "themes/t/page.html:3:3: a tag without a name");
    assert_wrong("{{a b}}", "themes/t/page.html:1:1: a name has no blanks in it: \"a b\"");
    assert_wrong("{{a..b}}", "themes/t/page.html:1:1: \"a..b\" has an empty part before or behind a point");
    assert_wrong("x{{=<%=}}", "themes/t/page.html:1:2: delimiters are two words without blanks and =, as in "
                              "{{=<% %>=}}; this is \"<%\"");
    assert_wrong("{{= a b c =}}",
                 "themes/t/page.html:1:1: delimiters are two words without blanks and =, as in "
                 "{{=<% %>=}}; this is \"a b c\"");
    assert_wrong("{{=12345678901234567 )=}}",
                 "themes/t/page.html:1:1: delimiters are two words without blanks and =, as in {{=<% %>=}}; "
                 "this is \"12345678901234567 )\"");
}

static void errors_in_partials_name_the_partial(void **state)
{
    (void)state;
    struct source sources[] = {{"page", "{{>a}}"}, {"a", "\n{{>b}}"}, {"b", "x\ny {{#z}}"}, {NULL, NULL}};
    assert_fails(sources, "themes/t/b.html:2:3: \"z\" is opened here and not closed");
    struct source missing[] = {{"page", "{{>a}}"}, {"a", "\n  {{>b}}"}, {NULL, NULL}};
    assert_fails(missing, "themes/t/a.html:2:3: there is no template \"b\"");
    struct source none[] = {{NULL, NULL}};
    assert_fails(none, "page:1:1: there is no template \"page\"");
}

static void every_missing_partial_is_named(void **state)
{
    (void)state;
    struct source sources[] = {{"page", "{{>a}}\n{{<b}}{{/b}}\n{{>a}}"}, {NULL, NULL}};
    struct diags errors = {0};
    struct template_set *set = template_set_new(load, sources, true);
    assert_null(template_set_add(set, "page", &errors));
    assert_int_equal(errors.len, 3);
    assert_int_equal(errors.items[1].place.line, 2);
    assert_int_equal(errors.items[2].place.line, 3);
    template_set_free(set);
    diag_free(&errors);
}

static void a_sound_template_beside_a_broken_one(void **state)
{
    (void)state;
    struct source sources[] = {{"bad", "{{#a}}"}, {"page", "fine"}, {"user", "{{>bad}}"}, {NULL, NULL}};
    struct diags errors = {0};
    struct template_set *set = template_set_new(load, sources, true);
    assert_null(template_set_add(set, "bad", &errors));
    assert_null(template_set_add(set, "user", &errors));
    assert_non_null(template_set_add(set, "page", &errors));
    assert_ptr_equal(template_set_add(set, "page", &errors), template_set_add(set, "page", &errors));
    assert_int_equal(errors.len, 1);
    template_set_free(set);
    diag_free(&errors);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    struct source self[] = {{"page", "x\n {{>page}}"}, {NULL, NULL}};
    assert_fails(self, "themes/t/page.html:2:2: \"page\" is called here within 64 templates: it goes on for "
                       "ever, or too deep");
    struct source parents[] = {{"page", "{{<b}}{{$x}}{{<b}}{{/b}}{{/x}}{{/b}}"},
                               {"b", "{{$x}}{{/x}}{{<page}}{{/page}}"},
                               {NULL, NULL}};
    assert_fails(parents, "themes/t/page.html:1:13: \"b\" is called here within 64 templates: it goes on for "
                          "ever, or too deep");
    /* recursion through data ends with the data */
    struct buf data = {0};
    for (int i = 0; i < 60; i++)
        buf_puts(&data, "{\"n\":[");
    for (int i = 0; i < 60; i++)
        buf_puts(&data, "]}");
    struct source nodes[] = {{"page", "<{{#n}}{{>page}}{{/n}}>"}, {NULL, NULL}};
    struct source list[] = {{"page", "{{#n}}{{>page}}{{/n}}."}, {NULL, NULL}};
    char *got = rendered(list, buf_text(&data), NULL);
    assert_int_equal(strspn(got, "."), 60);
    memory_free(got);
    assert_page(nodes, "{\"n\":[{\"n\":[]},{\"n\":[]}]}", "<<><>>");
    buf_free(&data);
}

static void nesting_is_bounded(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 10000; i++)
        buf_puts(&text, "{{#a}}\n");
    for (int i = 0; i < 10000; i++)
        buf_puts(&text, "{{/a}}\n");
    assert_wrong(buf_text(&text),
                 "themes/t/page.html:101:1: \"a\" stands in more than 100 sections and blocks");
    buf_clear(&text);
    for (int i = 0; i < 100; i++)
        buf_puts(&text, i % 2 ? "{{#a}}" : "{{$b}}");
    buf_puts(&text, "deep");
    for (int i = 100; i-- > 0;)
        buf_puts(&text, i % 2 ? "{{/a}}" : "{{/b}}");
    assert_renders(buf_text(&text), "{\"a\":true}", "deep");
    buf_free(&text);
}

static void names_that_are_not_there_are_noted(void **state)
{
    (void)state;
    struct source sources[] = {{"page", "{{title}} {{empty}}{{#no}}{{/no}}{{^none}}{{/none}}\n"
                                        "{{#rows}}{{name}} {{nmae}}{{/rows}}\n"
                                        "{{>part}}{{no.more}}{{title.more}}{{map.more}}{{>*which}}"},
                               {"part", "\n {{{absent.thing}}}{{#absent}}{{unseen}}{{/absent}}{{&title}}"},
                               {NULL, NULL}};
    const char *data = "{\"title\":\"t\",\"empty\":\"\",\"no\":false,\"none\":[],\"map\":{},"
                       "\"rows\":[{\"name\":1},{\"name\":2}]}";
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf out = {0}, said = {0};
    struct template_misses misses = {0}, others = {0};
    struct template_set *set = template_set_new(load, sources, true);
    const struct template *page = template_set_add(set, "page", &errors);
    const struct value *value = json_read(&arena, data);
    assert_true(template_render(page, NULL, value, &misses, &out, &errors));
    assert_true(template_render(page, NULL, value, &others, &out, &errors));
    assert_int_equal(others.len, misses.len);
    template_misses_join(&misses, &others);
    template_misses_sort(&misses);
    for (size_t i = 0; i < misses.len; i++)
        buf_printf(&said, "%s:%u:%u %s\n", misses.items[i].path, misses.items[i].place.line,
                   misses.items[i].place.column, misses.items[i].name);
    assert_string_equal(buf_text(&said), "themes/t/page.html:2:19 nmae\n"
                                         "themes/t/page.html:3:21 title.more\n"
                                         "themes/t/page.html:3:35 map.more\n"
                                         "themes/t/page.html:3:47 which\n"
                                         "themes/t/part.html:2:2 absent.thing\n"
                                         "themes/t/part.html:2:20 absent\n");
    template_misses_free(&misses);
    template_set_free(set);
    diag_free(&errors);
    buf_free(&out);
    buf_free(&said);
    arena_free(&arena);
}

static void names_of_a_map_are_looked_for_where_nothing_is_rendered(void **state)
{
    (void)state;
    struct source sources[] = {
        {"page", "{{words.a}}{{#no}}{{words.b}} {{words.a.b}}\n{{>part}}{{words}} {{wordss.b}}{{/no}}"
                 "{{<part}}{{$x}}{{words.d.e}}{{words.d.f}}{{/x}}{{/part}}"},
        {"part", "{{^yes}}{{{words.c}}}{{/yes}}{{$x}}{{#words.d.g}}{{/words.d.g}}{{/x}}"},
        {NULL, NULL}};
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf said = {0};
    struct template_misses misses = {0};
    struct template_set *set = template_set_new(load, sources, true);
    assert_non_null(template_set_add(set, "page", &errors));
    template_misses_look(&misses, set, "words", json_read(&arena, "{\"a\":\"t\",\"d\":{\"e\":\"\"}}"));
    template_misses_sort(&misses);
    for (size_t i = 0; i < misses.len; i++)
        buf_printf(&said, "%s:%u %s\n", misses.items[i].path, misses.items[i].place.line,
                   misses.items[i].name);
    assert_string_equal(buf_text(&said), "themes/t/page.html:1 words.b\n"
                                         "themes/t/page.html:1 words.a.b\n"
                                         "themes/t/page.html:2 words.d.f\n"
                                         "themes/t/part.html:1 words.c\n"
                                         "themes/t/part.html:1 words.d.g\n");
    template_misses_free(&misses);
    template_set_free(set);
    diag_free(&errors);
    buf_free(&said);
    arena_free(&arena);
}

static void what_is_empty_or_false_is_no_miss(void **state)
{
    (void)state;
    struct source sources[] = {
        {"page", "{{e}}{{f}}{{l}}{{m}}{{#e}}{{/e}}{{^l}}{{/l}}{{e.x}}{{f.x}}{{l.x}}{{>*e}}{{.}}"},
        {NULL, NULL}};
    struct template_misses misses = {0};
    memory_free(rendered(sources, "{\"e\":\"\",\"f\":false,\"l\":[],\"m\":{}}", &misses));
    assert_int_equal(misses.len, 0);
    template_misses_free(&misses);
}

static void text_is_escaped(void **state)
{
    (void)state;
    assert_renders("<a title='{{a}}'>{{{a}}}{{&a}}</a>", "{\"a\":\"<b> & \\\"c\\\" 'd'\"}",
                   "<a title='&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;'><b> & \"c\" 'd'<b> & \"c\" 'd'</a>");
    struct buf out = {0};
    template_escape(&out, "<\0>", 3);
    assert_int_equal(out.len, 9);
    assert_memory_equal(out.data, "&lt;\0&gt;", 9);
    buf_free(&out);
}

static void bytes_that_are_not_utf8_go_through(void **state)
{
    (void)state;
    assert_renders("\xff{{a}}\x80\n{{b}}\xe5\xa5", "{\"a\":\"\xc0<\",\"b\":\"好\"}",
                   "\xff\xc0&lt;\x80\n好\xe5\xa5");
    assert_renders("\xEF\xBB\xBF{{! mark }}\nx", "{}", "x");
    assert_wrong("\xff\xfe {{#x}}", "themes/t/page.html:1:4: \"x\" is opened here and not closed");
}

static void truth_of_values(void **state)
{
    (void)state;
    assert_renders("{{#a}}1{{/a}}{{^a}}0{{/a}}", "{\"a\":\"\"}", "0");
    assert_renders("{{#a}}1{{/a}}{{^a}}0{{/a}}", "{\"a\":{}}", "1");
    assert_renders("{{#a}}{{.}}{{/a}}{{^a}}no{{/a}}", "{\"a\":\"0\"}", "0");
    assert_renders("{{a}} {{b}} {{c}}{{d}}", "{\"a\":true,\"b\":false,\"c\":[1],\"d\":{}}", "true false ");
}

static void page_stands_before_what_all_pages_share(void **state)
{
    (void)state;
    struct source sources[] = {{"page", "{{a}}{{b}}{{#c}}{{a}}{{/c}}"}, {NULL, NULL}};
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf out = {0};
    struct template_set *set = template_set_new(load, sources, true);
    const struct template *page = template_set_add(set, "page", &errors);
    const struct value *common = json_read(&arena, "{\"a\":\"A\",\"b\":\"B\",\"c\":[1,2]}");
    assert_true(template_render(page, common, json_read(&arena, "{\"a\":\"p\"}"), NULL, &out, &errors));
    assert_string_equal(buf_text(&out), "pBpp");
    template_set_free(set);
    diag_free(&errors);
    buf_free(&out);
    arena_free(&arena);
}

/* A layout as themes have it: blocks on lines of their own, indented at both ends. */
static void layouts_keep_their_shape(void **state)
{
    (void)state;
    struct source sources[] = {{"page", "{{<layout}}\n"
                                        "  {{$title}}Rows of {{name}}{{/title}}\n"
                                        "  {{$main}}\n"
                                        "    <ul>\n"
                                        "      {{#rows}}\n"
                                        "      <li>{{.}}</li>\n"
                                        "      {{/rows}}\n"
                                        "\n"
                                        "    </ul>\n"
                                        "    {{>foot}}\n"
                                        "  {{/main}}\n"
                                        "{{/layout}}\n"},
                               {"layout", "<title>{{$title}}none{{/title}}</title>\n"
                                          "<main>\n"
                                          "  {{$main}}\n"
                                          "  {{/main}}\n"
                                          "</main>\n"
                                          "<p>{{$after}}nothing{{/after}}</p>\n"},
                               {"foot", "<p>\n  end {{>inline}}\n</p>\n"},
                               {"inline", "a\nb"},
                               {NULL, NULL}};
    assert_page(sources, "{\"name\":\"甲\",\"rows\":[\"1\\n2\",3]}",
                "<title>Rows of 甲</title>\n"
                "<main>\n"
                "  <ul>\n"
                "    <li>1\n2</li>\n"
                "    <li>3</li>\n"
                "  \n"
                "  </ul>\n"
                "  <p>\n"
                "    end a\nb\n"
                "  </p>\n"
                "</main>\n"
                "<p>nothing</p>\n");
}

static void arguments_know_their_place(void **state)
{
    (void)state;
    /* on one line with blanks or text in them, and an argument that holds a parent of its own */
    struct source blanks[] = {
        {"page", "{{<p}}{{$sep}} {{/sep}}{{/p}}\n"}, {"p", "a{{$sep}},{{/sep}}b"}, {NULL, NULL}};
    assert_page(blanks, "{}", "a b");
    struct source nested[] = {
        {"page", "{{<p}}{{x}}{{#s}}{{$a}}no{{/a}}{{/s}}{{$a}}<{{<p}}{{$a}}in{{/a}}{{/p}}>{{/a}}{{/p}}"},
        {"p", "({{$a}}default{{/a}})"},
        {NULL, NULL}};
    assert_page(nested, "{\"x\":1}", "(<(in)>)");
    /* a block within what is given for the block of the same name is the outer template's, not its own */
    struct source same[] = {
        {"page", "{{<p}}{{$a}}1{{$a}}2{{/a}}{{/a}}{{/p}}"}, {"p", "[{{$a}}{{/a}}]"}, {NULL, NULL}};
    assert_page(same, "{}", "[12]");
    assert_renders("{{$sep}} {{/sep}}\nx", "{}", " \nx");
}

static void dynamic_names_of_nothing(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf out = {0};
    struct source sources[] = {{"page", "a\n {{>*n}}"}, {NULL, NULL}};
    const struct value *data = json_read(&arena, "{\"n\":\"nowhere\"}");
    for (int strict = 0; strict < 2; strict++) {
        struct template_set *set = template_set_new(load, sources, strict);
        const struct template *page = template_set_add(set, "page", &errors);
        assert_int_equal(template_render(page, NULL, data, NULL, &out, &errors), !strict);
        template_set_free(set);
    }
    assert_string_equal(buf_text(&out), "a\n");
    assert_int_equal(errors.len, 1);
    assert_string_equal(errors.items[0].args[0], "nowhere");
    assert_int_equal(errors.items[0].place.line, 2);
    diag_free(&errors);
    buf_free(&out);
    arena_free(&arena);
}

/* Time grows with size, not with its square: half a megabyte in one line of many tags, and the same in many
 * lines, are done in a time that squares could not keep (they would take minutes). */
static void large_templates_take_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{{a}}好{{#b}}x{{/b}} ", "{{a}}\n  {{#b}}\n  x\n  {{/b}}\n",
                                         "}} {{{a}}}{"};
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        struct buf text = {0};
        while (text.len < 500000)
            buf_puts(&text, pieces[p]);
        struct source sources[] = {{"page", buf_text(&text)}, {NULL, NULL}};
        clock_t start = clock();
        memory_free(rendered(sources, "{\"a\":\"1\",\"b\":true}", NULL));
        assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
        buf_free(&text);
    }
}

struct parallel {
    const struct template *page;
    const struct value *common;
    struct buf out[64];
};

static void render_item(void *context, size_t item, int worker)
{
    (void)worker;
    struct parallel *p = context;
    struct arena arena = {0};
    struct diags errors = {0};
    struct value *page = value_map(&arena);
    struct value *rows = value_set_list(&arena, page, "rows");
    for (size_t i = 0; i < 200; i++)
        value_set_textf(&arena, value_add_map(&arena, rows), "n", "%zu", item + i);
    template_render(p->page, p->common, page, NULL, &p->out[item], &errors);
    diag_free(&errors);
    arena_free(&arena);
}

static void threads_share_a_program(void **state)
{
    (void)state;
    struct source sources[] = {
        {"page", "{{<l}}\n{{$b}}\n{{#rows}}\n  {{n}} {{>name}}\n{{/rows}}\n{{/b}}\n{{/l}}\n"},
        {"l", "<\n  {{$b}}\n  {{/b}}\n>\n"},
        {"name", "{{name}}"},
        {NULL, NULL}};
    struct arena arena = {0};
    struct diags errors = {0};
    struct template_set *set = template_set_new(load, sources, true);
    struct parallel two = {.page = template_set_add(set, "page", &errors)};
    struct parallel one = {.page = two.page};
    assert_non_null(two.page);
    two.common = one.common = json_read(&arena, "{\"name\":\"户\"}");
    workers_run(2, 64, render_item, &two);
    workers_run(1, 64, render_item, &one);
    for (size_t i = 0; i < 64; i++) {
        assert_true(two.out[i].len > 200 * 8);
        assert_string_equal(buf_text(&one.out[i]), buf_text(&two.out[i]));
        buf_free(&one.out[i]);
        buf_free(&two.out[i]);
    }
    template_set_free(set);
    diag_free(&errors);
    arena_free(&arena);
}

static void maps_of_any_size(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct value *map = value_map(&arena);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 1000; i++)
            value_set_textf(&arena, map, arena_printf(&arena, "key%d", i), "%d", i * (round + 1));
    assert_int_equal(value_length(map), 1000);
    for (int i = 0; i < 1000; i++) {
        char key[16], text[16];
        snprintf(key, sizeof key, "key%d", i);
        snprintf(text, sizeof text, "%d", i * 2);
        assert_string_equal(value_get(map, key)->text, text);
    }
    assert_null(value_get(map, "key"));
    assert_null(value_get(map, ""));
    assert_null(value_get(value_text(&arena, "x"), "key1"));
    assert_string_equal(value_key_at(map, 999), "key999");
    assert_null(value_at(map, 1000));
    arena_free(&arena);
}

/* A list set with value_set_rows says itself whether it has anything, also what is added later. */
static void lists_say_whether_they_have_anything(void **state)
{
    (void)state;
    struct source sources[] = {{"page", "{{#has_rows}}<ul>{{#rows}}{{.}}{{/rows}}</ul>{{/"
                                        "has_rows}}{{^has_rows}}-{{/has_rows}} {{has_rows}}"},
                               {NULL, NULL}};
    struct arena arena = {0};
    struct diags errors = {0};
    struct buf out = {0};
    struct template_set *set = template_set_new(load, sources, true);
    const struct template *page = template_set_add(set, "page", &errors);
    struct value *values = value_map(&arena), *rows = value_set_rows(&arena, values, "rows");
    assert_true(template_render(page, NULL, values, NULL, &out, &errors));
    assert_string_equal(buf_text(&out), "- false");
    value_add_text(&arena, rows, "a");
    value_add_text(&arena, rows, "b");
    buf_clear(&out);
    assert_true(template_render(page, NULL, values, NULL, &out, &errors));
    assert_string_equal(buf_text(&out), "<ul>ab</ul> true");
    buf_free(&out);
    template_set_free(set);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_name_file_line_and_column),
        cmocka_unit_test(errors_in_partials_name_the_partial),
        cmocka_unit_test(every_missing_partial_is_named),
        cmocka_unit_test(a_sound_template_beside_a_broken_one),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(names_that_are_not_there_are_noted),
        cmocka_unit_test(names_of_a_map_are_looked_for_where_nothing_is_rendered),
        cmocka_unit_test(what_is_empty_or_false_is_no_miss),
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(bytes_that_are_not_utf8_go_through),
        cmocka_unit_test(truth_of_values),
        cmocka_unit_test(lists_say_whether_they_have_anything),
        cmocka_unit_test(page_stands_before_what_all_pages_share),
        cmocka_unit_test(layouts_keep_their_shape),
        cmocka_unit_test(arguments_know_their_place),
        cmocka_unit_test(dynamic_names_of_nothing),
        cmocka_unit_test(large_templates_take_linear_time),
        cmocka_unit_test(threads_share_a_program),
        cmocka_unit_test(maps_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
