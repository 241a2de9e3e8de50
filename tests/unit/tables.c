/* A table as a value, and what each encoder makes of it. */
#include "tables/listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum column { column_id, column_name, column_points, column_rank, column_day, column_note, columns };

static const struct listing_column all[columns] = {
    [column_id] = {.word = "t.id", .key = "id", .kind = listing_id},
    [column_name] = {.word = "t.name", .kind = listing_words},
    [column_points] = {.word = "t.points", .key = "points", .kind = listing_points},
    [column_rank] = {.word = "t.rank", .key = "rank", .kind = listing_whole},
    [column_day] = {.word = "t.day", .key = "day", .kind = listing_date},
    [column_note] = {.key = "note", .kind = listing_words},
};

/* One row with everything, one with nothing but an id and a name that looks like a formula. */
static void check(listing_encode *encode, const char *title, const char *wanted)
{
    static const char text[] = "t: {id: 户号, name: \"户, 名\", points: 分, rank: 名次, day: 日期}\n";
    struct arena arena = {0};
    struct buf out = {0};
    struct diags diags = {0};
    struct words *words = words_new(language_zh_cn);
    words_add(words, text, strlen(text), 0, &diags);
    assert_int_equal(diags.len, 0);
    struct listing *table = listing_new(&arena, words, "rows", all, columns, 2);
    table->title = title;
    table->date = date_of(2026, 3, 5);
    union listing_cell *row = listing_row(table);
    row[column_id].text = "007";
    row[column_name].text = "张*山";
    row[column_points].number = -350;
    row[column_rank].number = 12;
    row[column_day].number = date_of(2026, 3, 4);
    row[column_note].text = "\"雨\"";
    row = listing_row(table);
    row[column_id].text = "h2";
    row[column_name].text = "=1+1";
    row[column_points].number = row[column_rank].number = row[column_day].number = listing_nothing;
    encode(table, &out);
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    words_free(words);
    arena_free(&arena);
    diag_free(&diags);
}

static void text_sets_columns_and_leaves_out_what_is_for_programs(void **state)
{
    (void)state;
    check(listing_text, "标题",
          "标题\n"
          "户号  户, 名    分  名次  日期\n"
          "007   张*山   -3.5    12  2026-03-04\n"
          "h2    =1+1\n");
}

static void csv_quotes_text_and_leaves_numbers_alone(void **state)
{
    (void)state;
    check(listing_csv, "标题",
          "\xEF\xBB\xBF"
          "户号,\"户, 名\",分,名次,日期\r\n"
          "007,张*山,-3.5,12,2026-03-04\r\n"
          "h2,\"'=1+1\",,,\r\n");
}

static void json_leaves_out_what_is_for_people(void **state)
{
    (void)state;
    check(listing_json, NULL,
          "{\"date\":\"2026-03-05\",\"rows\":["
          "{\"id\":\"007\",\"points\":-3.5,\"rank\":12,\"day\":\"2026-03-04\",\"note\":\"\\\"雨\\\"\"},"
          "{\"id\":\"h2\",\"points\":null,\"rank\":null,\"day\":null,\"note\":null}]}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_sets_columns_and_leaves_out_what_is_for_programs),
        cmocka_unit_test(csv_quotes_text_and_leaves_numbers_alone),
        cmocka_unit_test(json_leaves_out_what_is_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
