/* Where lines end, and where their characters stand. */
#include "paper/line.h"

#include "base/memory.h"
#include "unit/written.h"

#include <string.h>

enum { em = 10000 }; /* text of 10 pt */

static struct arena arena;
static struct font_missing_list missing;

static struct lines broken(const char *text, const struct line_shape *shape)
{
    struct line_span span = {.text = text, .len = strlen(text), .style = font_song, .size = em};
    return line_break(fonts, &arena, &arena, &span, 1, shape, &missing);
}

/* TEXT in lines of WIDTH, with "|" between them. */
static const char *joined(const char *text, const struct line_shape *shape)
{
    struct buf out = {0};
    struct lines lines = broken(text, shape);
    for (size_t i = 0; i < lines.len; i++) {
        if (i > 0)
            buf_putc(&out, '|');
        line_text(&lines.items[i], &out);
    }
    const char *text_out = arena_copy(&arena, buf_text(&out));
    buf_free(&out);
    return text_out;
}

/* Where character NUMBER of LINE begins. */
static int32_t place_of(const struct line *line, size_t number, int32_t advance)
{
    for (size_t r = 0; r < line->count; r++) {
        const struct line_run *run = &line->runs[r];
        if (number < run->count)
            return run->x + (int32_t)number * (advance + run->spacing);
        number -= run->count;
    }
    return -1;
}

static void ends_of_lines(void **state)
{
    (void)state;
    static const struct {
        int width; /* in characters */
        const char *text;
        const char *lines;
    } cases[] = {
        {4, "春眠不觉晓处处闻啼鸟", "春眠不觉|晓处处闻|啼鸟"},
        /* a closing mark never begins a line: it gives its blank, or takes its character along */
        {4, "春眠不觉，晓处处闻", "春眠不|觉，晓处|处闻"},
        {5, "春，眠不觉，晓处处", "春，眠不觉，|晓处处"},
        {5, "春眠不觉，晓", "春眠不觉，|晓"},
        {4, "春眠不）。晓处", "春眠不）。|晓处"},
        /* an opening one never ends it */
        {4, "春眠不（觉晓）", "春眠不|（觉晓）"},
        {4, "春眠不“觉晓”处", "春眠不|“觉晓”|处"},
        {4, "春眠《觉晓》处处", "春眠《觉|晓》处处"},
        /* but lines may end before and behind quotation marks */
        {5, "他说“你好”他走", "他说“你|好”他走"},
        {6, "他说：“你好。”他走", "他说：“你|好。”他走"},
        /* the dash and the ellipsis are never torn */
        {4, "春眠不——觉晓", "春眠不|——觉晓"},
        {4, "春眠不……觉晓", "春眠|不……觉|晓"},
        /* numbers and words stay whole, with their signs and units */
        {4, "春眠不2026年", "春眠不|2026年"},
        {7, "电话：0539-1234567打", "电话：|0539-1234567|打"},
        {4, "增长了12.5%多", "增长了|12.5%多"},
        {4, "共计¥100元整", "共计|¥100元|整"},
        {6, "see the village站", "see the |village站"}, /* the space is there for who has it read */
        /* one that is longer than a line is broken all the same */
        {3, "abcdefghijkl村", "abcdef|ghijkl|村"},
        /* the middle mark of a name never begins a line */
        {4, "阿依古丽·买买提", "阿依古|丽·买买|提"},
        {3, "3～5天", "3～5|天"},
        /* joined by U+2060 */
        {4, "春眠不欧\xe2\x81\xa0阳建", "春眠不|欧阳建"},
        /* beyond the BMP */
        {3, "姓名王𠮷明字", "姓名王|𠮷明字"},
        /* line ends */
        {9, "春眠\n不觉晓\n", "春眠|不觉晓"},
        {4, "It’s他们", "It’s他|们"},
        {4, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct line_shape shape = {.width = cases[i].width * em + 10, .align = line_left};
        const char *got = joined(cases[i].text, &shape);
        if (strcmp(got, cases[i].lines) != 0)
            fail_msg("%d: %s\n  is   %s\n  must %s", cases[i].width, cases[i].text, got, cases[i].lines);
    }
    assert_int_equal(missing.len, 0);
}

/* No line of a long text breaks a rule, whatever the width; none is wider than it may be; nothing is lost. */
static void rules_hold(void **state)
{
    (void)state;
    static const char text[] =
        "经村民代表会议（2026年3月5日）研究决定：对“河道清理”“夜间巡逻”等12项予以加分；对在“三岔路”焚烧"
        "秸秆的，扣5分——情节严重的，扣10分……联系人：王𠮷明、阿依古丽·买买提，电话0539-1234567（工作日）。"
        "依据《石桥村道德积分管理办法》〔2025〕3号，占比12.5%，e.g. half a day of work.";
    for (int32_t width = 3 * em; width < 40 * em; width += 1370) {
        struct line_shape shape = {.width = width, .indent = 2 * em, .align = line_justify};
        struct lines lines = broken(text, &shape);
        struct buf all = {0}, one = {0};
        for (size_t i = 0; i < lines.len; i++) {
            const struct line *line = &lines.items[i];
            buf_clear(&one);
            line_text(line, &one);
            buf_puts(&all, buf_text(&one));
            if (i > 0 && width > 5 * em)
                for (const char *const *bad = (const char *const[]){"，", "。", "；", "：", "、", "）", "”",
                                                                    "》", "〕", "·", "%", NULL};
                     *bad; bad++)
                    assert_int_not_equal(strncmp(buf_text(&one), *bad, strlen(*bad)), 0);
            if (width > 5 * em)
                for (const char *const *bad = (const char *const[]){"（", "“", "《", "〔", NULL}; *bad; bad++)
                    if (one.len >= 3)
                        assert_int_not_equal(strcmp(one.data + one.len - 3, *bad), 0);
            if (line->left + line->width > width + 10)
                fail_msg("%d of %d: %s", line->left + line->width, width, buf_text(&one));
            assert_int_equal(line->last, i + 1 == lines.len);
        }
        /* only spaces at the ends of lines go */
        size_t k = 0;
        for (const char *p = text; *p; p++)
            if (all.data[k] == *p)
                k++;
            else
                assert_int_equal(*p, ' ');
        assert_int_equal(k, all.len);
        buf_free(&all);
        buf_free(&one);
    }
}

static void justified(void **state)
{
    (void)state;
    /* ten characters and a half in a line: its nine gaps share the half */
    struct line_shape shape = {.width = 10 * em + em / 2, .align = line_justify};
    struct lines lines = broken("春眠不觉晓处处闻啼鸟夜来风雨声", &shape);
    assert_int_equal(lines.len, 2);
    assert_int_equal(lines.items[0].count, 1);
    assert_int_equal(lines.items[0].runs[0].spacing, em / 2 / 9);
    assert_in_range(lines.items[0].width, shape.width - 10, shape.width);
    assert_int_equal(lines.items[1].runs[0].spacing, 0); /* the last is not spread */

    /* a line that would be torn apart stays ragged */
    shape.width = 6 * em;
    lines = broken("春眠abcdefghijk晓", &shape);
    assert_int_equal(lines.items[0].runs[0].spacing, 0);

    shape = (struct line_shape){.width = 10 * em, .indent = 2 * em, .align = line_justify};
    lines = broken("春眠不觉晓处处闻啼鸟", &shape);
    assert_int_equal(lines.items[0].left, 2 * em);
    assert_int_equal(lines.items[0].runs[0].count, 8);
    assert_int_equal(lines.items[1].left, 0);

    shape = (struct line_shape){.width = 10 * em, .align = line_centre};
    lines = broken("春眠", &shape);
    assert_int_equal(lines.items[0].left, 4 * em);
    shape.align = line_right;
    lines = broken("春眠", &shape);
    assert_int_equal(lines.items[0].left, 8 * em);
}

/* Neighbouring full-width marks share a square and a half; Chinese and Latin keep a little apart. */
static void spacing(void **state)
{
    (void)state;
    struct line_shape shape = {.width = 30 * em, .align = line_left};
    struct lines plain = broken("春眠觉晓", &shape);
    assert_int_equal(plain.items[0].width, 4 * em);
    static const char *const tight[] = {"春）。晓", "春），晓", "春》《晓", "春（“晓", "春。”晓"};
    for (size_t i = 0; i < sizeof tight / sizeof tight[0]; i++) {
        struct lines lines = broken(tight[i], &shape);
        assert_in_range(lines.items[0].width, 3 * em, 4 * em - em / 4);
    }
    struct lines mixed = broken("春2晓", &shape);
    assert_in_range(mixed.items[0].width, 2 * em + em / 2 + em / 10, 2 * em + em / 2 + em / 5);
    struct lines line = broken("春晓", &shape);
    assert_int_equal(place_of(&line.items[0], 1, em), em);
}

static void balanced(void **state)
{
    (void)state;
    struct line_shape shape = {.width = 12 * em, .align = line_centre, .balance = true};
    assert_string_equal(joined("关于村道德积分评审结果的公示", &shape), "关于村道德积分|评审结果的公示");
    assert_string_equal(joined("关于公示", &shape), "关于公示");
    assert_string_equal(joined("关于评审结果的\n公示", &shape), "关于评审结果的|公示");
}

/* A character that no face has is 〓 on paper, and reported once with its text. */
static void missing_found(void **state)
{
    (void)state;
    struct line_shape shape = {.width = 30 * em, .align = line_left};
    const char *text = "村里的\xf4\x8f\xbf\xbd和\xf4\x8f\xbf\xbd";
    assert_string_equal(joined(text, &shape), "村里的〓和〓");
    assert_int_equal(missing.len, 1);
    assert_int_equal(missing.items[0].code, 0x10fffd);
    assert_string_equal(missing.items[0].text, text);
    /* one that the first face lacks comes from another */
    assert_string_equal(joined("−5", &shape), "−5");
    assert_int_equal(missing.len, 1);
}

static int setup(void **state)
{
    (void)state;
    return faces_open() ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    standing_free(standing);
    fonts_close(fonts);
    font_missing_free(&missing);
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_of_lines), cmocka_unit_test(rules_hold), cmocka_unit_test(justified),
        cmocka_unit_test(spacing),       cmocka_unit_test(balanced),   cmocka_unit_test(missing_found),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
