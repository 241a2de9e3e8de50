/* What stays on one line of a page, and what is left as it is. */
#include "site/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

#define W(text) "<span class=\"whole\">" text "</span>"

static const char *const units[] = {"小时", "平方米", "季度"};

static void assert_becomes(const char *body, const char *wanted)
{
    const struct whole_units known = {units, 3};
    struct buf page = {0}, out = {0}, all = {0};
    buf_printf(&page, "<title>11月23日</title><body>%s", body);
    buf_printf(&all, "<title>11月23日</title><body>%s", wanted);
    whole_put(&out, buf_text(&page), page.len, &known);
    assert_string_equal(buf_text(&out), buf_text(&all));
    buf_free(&page);
    buf_free(&out);
    buf_free(&all);
}

static void dates_and_spans(void **state)
{
    (void)state;
    assert_becomes("公示至2026年11月23日。", "公示至" W("2026年11月23日") "。");
    assert_becomes("2026年11月19日至11月23日（5天）",
                   W("2026年11月19日") "至" W("11月23日") "（" W("5天") "）");
    assert_becomes("2027年第1季度", W("2027年第1季度"));
    assert_becomes("9:00—11:30、14:30—17:00", W("9:00—11:30") "、" W("14:30—17:00"));
    assert_becomes("from 23 November 2026 on", "from " W("23 November 2026") " on");
}

static void numbers_and_units(void **state)
{
    (void)state;
    assert_becomes("大米5千克一袋", "大米" W("5千克") "一袋"); /* no rule's unit, and known all the same */
    assert_becomes("共131条，涉及77户", "共" W("131条") "，涉及" W("77户"));
    assert_becomes("第12名", W("第12名"));
    assert_becomes("3.25小时后", W("3.25小时") "后");
    assert_becomes("120平方米", W("120平方米"));
    assert_becomes("12 points each", W("12 points") " each");
    assert_becomes("47.98", "47.98");
    assert_becomes("23.4%", "23.4%");
}

static void ids_and_telephones(void **state)
{
    (void)state;
    assert_becomes("电话0718-8000006", "电话" W("0718-8000006"));
    assert_becomes("条目2026-11-18/6。", "条目" W("2026-11-18/6") "。");
    assert_becomes("h0420 张三", "h0420 张三");
    assert_becomes("https://example.org/a/2026-11-18/6/b", "https://example.org/a/2026-11-18/6/b");
}

static void what_is_left(void **state)
{
    (void)state;
    assert_becomes("<pre>11月23日</pre><time>3月5日</time><a href=\"5分\">5分</a>",
                   "<pre>11月23日</pre><time>3月5日</time><a href=\"5分\">" W("5分") "</a>");
    assert_becomes("<textarea>5分</textarea><svg><text>5月</text></svg>",
                   "<textarea>5分</textarea><svg><text>5月</text></svg>");
    assert_becomes("&#39;分", "&#39;分");
    assert_becomes("<b>5", "<b>5");
    assert_becomes("<svg 5分", "<svg 5分");
    assert_becomes("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_and_spans),
        cmocka_unit_test(numbers_and_units),
        cmocka_unit_test(ids_and_telephones),
        cmocka_unit_test(what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
