/* The feed of a sign: how lines and pages are broken, what stands on them, and the bytes of the file. */
#include "led/led.h"

#include "base/utf8.h"
#include "led/break.h"
#include "led/pages.h"
#include "read_village.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* --- lines */

static void lines_broken(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t halves;
        uint32_t tail;
        const char *lines; /* with | between; ! before what two rows have no room for as it is */
    } cases[] = {
        {"桐花坪村欢迎您", 16, 0, "桐花坪村欢迎您"},
        {"桐花坪村欢迎您来", 16, 0, "桐花坪村欢迎您来"},
        /* about equally long, at the end of a clause where there is one */
        {"公用桌椅碗筷免押金", 16, 0, "公用桌椅碗筷|免押金"},
        {"公用桌椅碗筷免押金", 16, 7, "公用桌椅碗筷|免押金"},
        {"入冬防火：烧荒前先报告", 16, 0, "入冬防火：|烧荒前先报告"},
        /* what needs more than two rows is none of this sign's */
        {"凉桥头老井月底清掏，三天改用自来水", 16, 0, "!凉桥头老井|月底清掏，|三天改用自来水"},
        {"大雨之后：路在抢通，人都平安", 16, 0, "大雨之后：路|在抢通，人都平安"},
        {"春节七天，四十五户签了不放炮", 16, 0, "春节七天，四十五|户签了不放炮"},
        /* closing punctuation is not first, opening not last */
        {"甲乙丙丁戊己庚辛，壬癸", 16, 0, "甲乙丙丁戊己|庚辛，壬癸"},
        {"甲乙丙“丁戊己庚”", 10, 0, "甲乙丙“丁|戊己庚”"},
        {"甲乙丙丁（戊己）庚", 8, 0, "!甲乙丙|丁（戊|己）庚"},
        /* numbers stay whole, with their unit; so do Latin words and names */
        {"电话0718-8000006", 12, 0, "电话|0718-8000006"},
        {"电话０７１８－８００", 16, 0, "电话|０７１８－８００"},
        {"甲乙丙12.5分丁戊", 10, 0, "甲乙丙|12.5分丁戊"},
        {"甲乙丙5千克丁戊", 10, 0, "甲乙丙|5千克丁戊"},
        {"农家书屋添了一张省里的奖状", 16, 0, "农家书屋添了|一张省里的奖状"},
        {"会议定于9:00—11:30开", 16, 0, "会议定|于9:00—11:30开"},
        {"甲乙丙张*山丁", 8, 0, "甲乙丙|张*山丁"},
        {"请找张大山办事", 8, 0, "!请找张大|山办事"},
        {"Nothing is on notice", 16, 0, "Nothing is|on notice"},
        /* a line does not begin with 的 nor end with 在 */
        {"甲乙丙丁戊己在山上开会", 14, 0, "甲乙丙丁戊己|在山上开会"},
        {"甲乙丙丁戊己的庚辛壬癸", 12, 0, "甲乙丙丁戊|己的庚辛壬癸"},
        /* of what is longer than a line, numbers are parted behind their hyphens, names anywhere, words never
         */
        {"0718-8000006", 8, 0, "0718-|8000006"},
        {"拨0718-8000", 8, 0, "拨0718-|8000"},
        {"张大山", 4, 0, "张大|山"},
        {"13900000000", 8, 0, "!139000|00000"},
        {"Provisional", 8, 0, "!Provis|ional"},
        {"  ", 8, 0, ""},
        {"", 8, 0, ""},
        /* a combining mark stays with its letter */
        {"aae\xCC\x88", 2, 0, "!aa|e\xCC\x88"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct led_lines lines = {0};
        struct buf text = {0};
        static const char *const names[] = {"张大山"};
        const struct led_room room = {
            .halves = cases[i].halves, .rows = 2, .tail = cases[i].tail, .words = names, .words_len = 1};
        bool well = led_break(&arena, cases[i].text, &room, &lines);
        for (size_t k = 0; k < lines.len; k++)
            buf_printf(&text, "%s%s", k > 0 ? "|" : well ? "" : "!", lines.items[k]);
        assert_string_equal(buf_text(&text), cases[i].lines);
        buf_free(&text);
        memory_free(lines.items);
    }
    arena_free(&arena);
}

/* --- feeds */

static const char rules[] = "level: city\n"
                            "categories: [{id: order, title: 治安}]\n"
                            "rules:\n"
                            "  - {id: patrol, category: order, title: 巡逻, points: 0..200}\n"
                            "  - {id: noise, category: order, title: 扰民, kind: negative, points: -1}\n";

static const char people[] = "group: {id: g1, name: 一组}\n"
                             "households:\n"
                             "  - {id: h1, head: 张大山}\n"
                             "  - {id: h2, head: 王𠮷明, consent: 2026-01-01}\n"
                             "  - {id: h3, head: 李国庆, members: [{id: h3-1, name: 李小宝, minor: true}]}\n"
                             "  - {id: h4, head: 赵堃}\n";

static const char february[] = "meeting: 2026-02-01\n"
                               "kind: review\n"
                               "title: 二月评审会\n"
                               "entries:\n"
                               "  - {household: h1, rule: patrol, date: 2026-01-20, points: 112.5}\n"
                               "  - {household: h2, rule: patrol, date: 2026-01-20, points: 30}\n"
                               "  - {household: h3, rule: patrol, date: 2026-01-20, points: 30}\n"
                               "  - {household: h4, rule: noise, date: 2026-01-20}\n";

static const char march[] = "meeting: 2026-03-05\n"
                            "kind: review\n"
                            "title: 三月评审会\n"
                            "entries:\n"
                            "  - {household: h1, rule: patrol, date: 2026-03-01, points: 5}\n"
                            "  - {resident: h3-1, rule: patrol, date: 2026-03-01, points: 5}\n"
                            "  - {household: h2, rule: patrol, date: 2026-03-01, points: 5}\n"
                            "  - {household: h4, rule: noise, date: 2026-03-01}\n";

static const char objections[] = "- {id: o1, entry: 2026-03-05/1, received: 2026-03-06}\n";

static const char rewards[] = "goods:\n"
                              "  - {id: rice, title: 大米5千克, cost: 20, stock: {2026-01-01: 2}}\n"
                              "  - {id: oil, title: 菜油, cost: 30, stock: {2026-01-01: 1}}\n"
                              "services:\n"
                              "  - {id: hair, title: 理发, needs: 15}\n"
                              "  - {id: past, title: 过去的服务, needs: 15, until: 2026-03-06}\n"
                              "honours:\n"
                              "  - {id: star, title: 文明户, points: 30}\n"
                              "  - {id: moon, title: 月度之星, rank: 1, per: month}\n";

static const char redemptions[] = "- {date: 2026-02-20, household: h1, reward: oil}\n";

struct made {
    struct read_village v;
    struct view view;
    struct led_input input;
    struct led_feed feed;
    struct diags diags;
};

/* Composes the feed of the only screen, which SCREEN describes, of the village with PRIVACY. */
static void make(struct made *m, const char *screen, const char *privacy, const char *date)
{
    char village[1024];
    snprintf(village, sizeof village,
             "name: 安乐屯村\n"
             "base: 10\n"
             "notice: {contact: 村务监督委员会, phone: 0718-8000000}\n"
             "privacy: {%s}\n"
             "screens:\n"
             "  - {id: main, %s}\n",
             privacy, screen);
    const struct file_text files[] = {
        {"records/households/1.yaml", people},
        {"records/meetings/2026-02-01.yaml", february},
        {"records/meetings/2026-03-05.yaml", march},
        {"records/objections/2026.yaml", objections},
        {"records/redemptions/2026.yaml", redemptions},
        {"records/rewards.yaml", rewards},
        {"records/rules/1.yaml", rules},
        {"records/village.yaml", village},
    };
    static const struct headline news[] = {{.title = "张大山家的新闻",
                                            .place = {.file = 0, .line = 1, .column = 1, .span = 1},
                                            .date = 20504 /* 2026-02-20 */},
                                           {.title = "旧闻", .date = 20483 /* 2026-01-30 */}};
    *m = (struct made){0};
    read_village(&m->v, files, sizeof files / sizeof *files, date);
    view_open(&m->view, &m->v.ledger, m->v.words, circle_led);
    m->input = (struct led_input){.view = &m->view, .news = news, .news_len = 2};
    led_compose(&m->input, &m->v.records.village.screens[0], &m->v.arena, &m->feed, &m->diags);
}

static void unmake(struct made *m)
{
    led_feed_free(&m->feed);
    view_free(&m->view);
    diag_free(&m->diags);
    read_village_free(&m->v);
}

/* Pages with a blank line between, as in the file but with line feeds. */
static void assert_feed(const struct led_feed *feed, const char *expected)
{
    struct buf text = {0};
    for (size_t p = 0; p < feed->len; p++) {
        buf_puts(&text, p > 0 ? "\n" : "");
        buf_fill(&text, '\n', feed->pages[p].above / 2);
        for (uint32_t l = 0; l < feed->pages[p].len; l++)
            buf_printf(&text, "%s\n", feed->pages[p].lines[l]);
    }
    assert_string_equal(buf_text(&text), expected);
    buf_free(&text);
}

static const char whole_feed[] = "    安乐屯村\n"
                                 "     欢迎您\n"
                                 "\n"
                                 "三月评审会\n"
                                 "公示至    3月9日\n"
                                 "\n"
                                 "公示事项     3条\n"
                                 "其中有异议   1条\n"
                                 "\n"
                                 "反向清单     1条\n"
                                 "\n"
                                 "有异议请找\n"
                                 "村务监督委员会\n"
                                 "\n"
                                 "电话\n"
                                 "    0718-8000000\n"
                                 "\n"
                                 "2026年排名  暂列\n"
                                 "截至      3月7日\n"
                                 "\n"
                                 "1 张*山  122.5分\n"
                                 "2 王𠮷明    40分\n"
                                 "\n"
                                 "2 李*庆     40分\n";

static void feed_of_a_day(void **state)
{
    (void)state;
    struct made m;
    make(&m, "rows: 2", "led: masked", "2026-03-07");
    assert_feed(&m.feed, whole_feed); /* h4 has earned nothing but the base */
    assert_int_equal(m.feed.cut, 0);
    assert_int_equal(m.diags.len, 0);
    unmake(&m);
}

/* Honours, what can be had, and news, whose names are masked. */
static void other_parts(void **state)
{
    (void)state;
    struct made m;
    make(&m, "show: [honours, rewards, news], columns: 10, rows: 3", "led: masked", "2026-03-07");
    assert_feed(&m.feed, "\n"
                         "      安乐屯村\n"
                         "\n"
                         "2026年荣誉      暂列\n"
                         "文明户           3户\n"
                         "张*山 王𠮷明 李*庆\n"
                         "\n"
                         "2026年1月\n"
                         "月度之星         1户\n"
                         "张*山\n"
                         "\n"
                         "积分兑换物品\n"
                         "大米5千克       20分\n"
                         "\n"
                         "积分服务项目\n"
                         "理发          满15分\n"
                         "\n"
                         "新闻         2月20日\n"
                         "张*山家的新闻\n");
    assert_int_equal(told(&m.diags, "name-in-text"), 1);
    unmake(&m);
    /* no notice, no points: said so */
    make(&m, "show: [notices, ranking]", "led: masked", "2026-01-31");
    assert_feed(&m.feed, "    安乐屯村\n"
                         "\n"
                         "目前没有公示\n"
                         "\n"
                         "2026年排名\n"
                         "还没有生效的积分\n");
    unmake(&m);
}

static bool holds(const struct led_feed *feed, const char *part)
{
    for (size_t p = 0; p < feed->len; p++)
        for (uint32_t l = 0; l < feed->pages[p].len; l++)
            if (strstr(feed->pages[p].lines[l], part))
                return true;
    return false;
}

static void policies(void **state)
{
    (void)state;
    struct made m;
    make(&m, "show: [ranking, honours]", "led: id, site: full, print: full", "2026-03-07");
    assert_true(holds(&m.feed, "1 h1     122.5分"));
    assert_false(holds(&m.feed, "王"));
    unmake(&m);
    make(&m, "show: [ranking, honours]", "led: full, site: id, print: id", "2026-03-07");
    assert_true(holds(&m.feed, "张大山"));
    unmake(&m);
}

/* --- limits */

static void time_limits(void **state)
{
    (void)state;
    struct made m;
    /* six pages: what has no room as a whole is left out, and all behind it */
    make(&m, "show: [welcome, notices, ranking], seconds: 10, max_minutes: 1", "led: masked", "2026-03-07");
    assert_int_equal(m.feed.len, 6);
    assert_true(m.feed.cut > 0);
    assert_int_equal(told(&m.diags, "screen-full"), 1);
    assert_true(holds(&m.feed, "0718-8000000"));
    assert_false(holds(&m.feed, "2026年排名"));
    unmake(&m);
    make(&m, "show: [ranking, notices], seconds: 20, max_minutes: 1", "led: masked", "2026-03-07");
    assert_int_equal(m.feed.len, 3); /* the most important first */
    assert_true(holds(&m.feed, "1 张*山"));
    assert_true(holds(&m.feed, "2 王𠮷明"));
    assert_false(holds(&m.feed, "2 李*庆"));
    unmake(&m);
    make(&m, "show: [news], seconds: 60, max_minutes: 1", "led: masked", "2026-03-07");
    assert_int_equal(m.feed.len, 1); /* whose sign it is */
    assert_int_equal(told(&m.diags, "screen-full"), 1);
    unmake(&m);
}

/* Whatever the sign, nothing is wider or higher than it, nothing empty, and no line begins as it must not. */
static void all_sizes(void **state)
{
    (void)state;
    static const int columns[] = {2, 3, 5, 8, 13, 64}, rows[] = {1, 2, 3, 16};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            char screen[256];
            snprintf(screen, sizeof screen,
                     "columns: %d, rows: %d, seconds: 1, max_minutes: 120, show: [welcome, notices, ranking, "
                     "honours, rewards, news]",
                     columns[i], rows[k]);
            struct made m;
            make(&m, screen, "led: masked", "2026-03-07");
            assert_true(m.feed.len > 0);
            for (size_t p = 0; p < m.feed.len; p++) {
                const struct led_page *page = &m.feed.pages[p];
                assert_in_range(page->len, 1, (unsigned)rows[k]);
                assert_int_equal(page->len + page->above, rows[k]);
                for (uint32_t l = 0; l < page->len; l++) {
                    size_t len = strlen(page->lines[l]);
                    assert_in_range(led_width(page->lines[l], len), 0, 2 * (unsigned)columns[i]);
                    assert_true(len > 0 && page->lines[l][len - 1] != ' ');
                }
            }
            unmake(&m);
        }
}

/* A text of up to 60 characters of all scripts, from SEED. */
static void random_text(uint32_t *seed, struct buf *text)
{
    static const char *const pieces[] = {
        "村",  "的", "在", "，", "。", "（",          "）",        "“",           "”", "三",
        "十",  "户", " ",  " ",  "7",  "20",          "0718-80",   "abc",         "É", "ệ",
        "न्दि", "غ",  "한", "か", "𠮷", "👩‍🌾", "e\xCC\x81", "张*山",       "·", "—",
        "%",   "年", "月", "日", "：", "５",          "ﷺ",         "\xE2\x84\xA1"};
    buf_clear(text);
    for (uint32_t n = 1 + (*seed = *seed * 1664525 + 1013904223) / 0x4444445; n > 0; n--) {
        *seed = *seed * 1664525 + 1013904223;
        buf_puts(text, pieces[(*seed >> 8) % (sizeof pieces / sizeof *pieces)]);
    }
}

static void copy_solid(struct buf *to, const char *text)
{
    for (; *text; text++)
        if (*text != ' ')
            buf_putc(to, *text);
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* Whatever is said: no line is wider than the sign, nothing is lost, and where there is room for it there are
 * no more lines than rows, and no number or word is parted. */
static void any_text(void **state)
{
    (void)state;
    uint32_t seed = 20260307;
    struct buf text = {0}, want = {0}, got = {0};
    for (int round = 0; round < 3000; round++) {
        struct arena arena = {0};
        struct led_lines lines = {0};
        random_text(&seed, &text);
        const struct led_room room = {.halves = 4 + 2 * (seed >> 16) % 30,
                                      .rows = 1 + (seed >> 12) % 4,
                                      .tail = (seed >> 20) % 3 == 0 ? 4 : 0,
                                      .whole = (seed >> 24) % 4 == 0};
        bool well = led_break(&arena, buf_text(&text), &room, &lines);
        buf_clear(&want), buf_clear(&got);
        copy_solid(&want, buf_text(&text));
        assert_true(!well || lines.len <= room.rows);
        const char *at = buf_text(&text);
        for (size_t i = 0; i < lines.len; i++) {
            size_t len = strlen(lines.items[i]);
            assert_in_range(led_width(lines.items[i], len), 0, room.halves);
            copy_solid(&got, lines.items[i]);
            at = strstr(at, lines.items[i]) + len;
            assert_false(well && is_word(at[-1]) && is_word(at[0]));
        }
        assert_string_equal(buf_text(&got), buf_text(&want));
        memory_free(lines.items);
        arena_free(&arena);
    }
    buf_free(&text);
    buf_free(&want);
    buf_free(&got);
}

/* Whatever lines a list has: each page is some of them, whole; the others are said. */
static void any_list(void **state)
{
    (void)state;
    enum { lines = 6 };
    uint32_t seed = 4;
    for (int round = 0; round < 1000; round++) {
        struct arena arena = {0};
        struct buf text = {0}, solid[lines] = {0};
        struct led_line items[lines];
        for (size_t i = 0; i < lines; i++) {
            random_text(&seed, &text);
            bool value = (seed >> 9) % 2;
            items[i] = (struct led_line){.text = arena_copy(&arena, buf_text(&text)),
                                         .value = value ? "12.5分" : NULL,
                                         .below = value && (seed >> 11) % 3 == 0};
            copy_solid(&solid[i], items[i].text);
            buf_puts(&solid[i], value ? "12.5分" : "");
        }
        const struct screen screen = {.columns = 2 + (int)(seed >> 16) % 12,
                                      .rows = 1 + (int)(seed >> 12) % 4};
        const struct led_thought thought = {.list = true, .items = items, .len = lines};
        struct led_feed feed = {.screen = &screen};
        struct led_outcome outcome = {0};
        led_set(&arena, &thought, 1, 99, NULL, 0, &feed, &outcome);
        assert_int_equal(outcome.items, outcome.set);
        assert_int_equal(outcome.set + outcome.unset_len, lines);
        size_t next = 0;
        for (size_t p = 0; p < feed.len; p++) {
            buf_clear(&text);
            for (uint32_t l = 0; l < feed.pages[p].len; l++)
                copy_solid(&text, feed.pages[p].lines[l]);
            for (const char *at = buf_text(&text); *at; at += solid[next++].len)
                while (strncmp(at, buf_text(&solid[next]), solid[next].len) != 0 || solid[next].len == 0)
                    assert_true(++next < lines);
        }
        for (size_t i = 0; i < lines; i++)
            buf_free(&solid[i]);
        buf_free(&text);
        led_outcome_free(&outcome);
        led_feed_free(&feed);
        arena_free(&arena);
    }
}

/* Sets THOUGHT on at most MOST pages of FEED; the items that were set. */
static size_t set(struct arena *arena, const struct led_thought *thought, size_t most, struct led_feed *feed)
{
    struct led_outcome outcome = {0};
    led_set(arena, thought, 1, most, NULL, 0, feed, &outcome);
    size_t items = outcome.set;
    led_outcome_free(&outcome);
    return items;
}

/* An honour's title stands on each page of its names, and the pages are about equally full. */
static void names_of_an_honour(void **state)
{
    (void)state;
    static const struct screen screen = {.columns = 8, .rows = 3};
    struct led_line items[] = {
        {.text = "2026年荣誉", .value = "暂列"},
        {.text = "五星文明户", .value = "7户"},
        {.text = "张*山 王*明 李*庆 赵* 欧阳光玉 钱*孙 周*吴", .names = true},
    };
    struct led_thought thought = {.head = {.text = "五星文明户", .value = "暂列"},
                                  .named = true,
                                  .opening = 2,
                                  .items = items,
                                  .len = 3};
    struct led_feed feed = {.screen = &screen};
    struct arena arena = {0};
    assert_int_equal(set(&arena, &thought, 9, &feed), 1);
    assert_feed(&feed, "2026年荣誉  暂列\n"
                       "五星文明户   7户\n"
                       "张*山 王*明\n"
                       "\n"
                       "五星文明户  暂列\n"
                       "李*庆 赵*\n"
                       "欧阳光玉\n"
                       "\n"
                       "五星文明户  暂列\n"
                       "钱*孙 周*吴\n");
    led_feed_free(&feed);
    assert_int_equal(set(&arena, &thought, 2, &feed), 0); /* whole or not at all */
    assert_int_equal(feed.len, 0);
    arena_free(&arena);
}

/* What says that they may change stands on each page of names, whatever room the title leaves it. */
static void names_of_a_long_honour(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        int rows;
        const char *feed;
    } cases[] = {
        {"年度积分之星", 2,
         "2026年荣誉  暂列\n年度积分之星 3户\n\n年度积分之星暂列\n张*山 王*明\n\n年度积分之星暂列\n李*庆\n"},
        {"全年积分先进户", 2,
         "2026年荣誉  暂列\n\n全年积分先进户\n             3户\n\n全年积分先进户\n张*山 王*明 暂列\n\n"
         "全年积分先进户\n李*庆       暂列\n"},
        {"文明户", 1, "2026年荣誉  暂列\n\n文明户       3户\n\n张*山 王*明 暂列\n\n李*庆       暂列\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct screen screen = {.columns = 8, .rows = cases[i].rows};
        struct led_line items[] = {{.text = "2026年荣誉", .value = "暂列"},
                                   {.text = cases[i].title, .value = "3户"},
                                   {.text = "张*山 王*明 李*庆", .names = true}};
        const struct led_thought thought = {.head = {.text = cases[i].title, .value = "暂列"},
                                            .named = true,
                                            .opening = 2,
                                            .items = items,
                                            .len = 3};
        struct led_feed feed = {.screen = &screen};
        struct arena arena = {0};
        assert_int_equal(set(&arena, &thought, 9, &feed), 1);
        assert_feed(&feed, cases[i].feed);
        led_feed_free(&feed);
        arena_free(&arena);
    }
}

/* --- bytes */

static void file_bytes(void **state)
{
    (void)state;
    struct made m;
    struct buf file = {0};
    make(&m, "show: [welcome, ranking], welcome: 您好", "led: masked", "2026-03-07");
    assert_true(led_encode(&m.feed, &file));
    /* GB18030 of 安乐屯村, 您好; CR LF; a blank line between pages, none at the end */
    static const char first[] = "    \xB0\xB2\xC0\xD6\xCD\xCD\xB4\xE5\r\n      \xC4\xFA\xBA\xC3\r\n\r\n2026";
    assert_memory_equal(file.data, first, sizeof first - 1);
    assert_non_null(strstr(file.data, "2 \xCD\xF5\x95\x34\xB2\x35\xC3\xF7")); /* 王𠮷明: four bytes */
    assert_memory_equal(file.data + file.len - 4, "\xB7\xD6\r\n", 4);
    buf_free(&file);
    unmake(&m);
}

static void encodings(void **state)
{
    (void)state;
    struct made m;
    struct buf file = {0};
    make(&m, "encoding: gbk, show: [ranking]", "led: full", "2026-03-07");
    assert_true(led_encode(&m.feed, &file));
    assert_true(holds(&m.feed, "王吉明")); /* a near character, and a warning at the household */
    assert_int_equal(told(&m.diags, "screen-character"), 1);
    assert_int_equal(m.diags.items[0].place.file, 0);
    assert_int_equal(m.diags.items[0].place.line, 4);
    assert_string_equal(m.diags.items[0].args[0], "𠮷");
    assert_string_equal(m.diags.items[0].args[2], "吉");
    buf_free(&file);
    unmake(&m);

    make(&m, "encoding: gb2312, show: [welcome], welcome: 二〇二六·—😀ok", "led: full", "2026-03-07");
    assert_true(led_encode(&m.feed, &file));
    assert_true(holds(&m.feed, "二○二六・―〓ok"));
    assert_int_equal(told(&m.diags, "screen-character"), 1); /* the others read the same */
    assert_int_equal(m.diags.items[0].place.line, 6);        /* the screen */
    buf_free(&file);
    unmake(&m);

    make(&m, "encoding: utf-8, show: [welcome], welcome: 二〇二六·😀ok", "led: full", "2026-03-07");
    assert_true(led_encode(&m.feed, &file));
    assert_non_null(strstr(file.data, "二〇二六·😀ok\r\n"));
    assert_int_equal(m.diags.len, 0);
    buf_free(&file);
    unmake(&m);
}

static bool put(void *context, const char *path, const void *bytes, size_t len)
{
    struct buf *seen = context;
    (void)bytes;
    buf_printf(seen, "%s %s\n", path, len > 0 ? "full" : "empty");
    return seen->len < 90;
}

static void files_given(void **state)
{
    (void)state;
    struct made m;
    struct buf seen = {0};
    const struct sink sink = {.put = put, .context = &seen};
    make(&m, "rows: 2}\n  - {id: gate.2, rows: 1", "led: full", "2026-03-07");
    assert_true(led_make(&m.input, &sink, &m.diags));
    assert_string_equal(buf_text(&seen),
                        "led/main.txt full\nled/main.json full\nled/gate.2.txt full\nled/gate.2.json full\n");
    assert_false(led_make(&m.input, &sink, &m.diags)); /* the sink stops it */
    buf_free(&seen);
    unmake(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_broken),
        cmocka_unit_test(feed_of_a_day),
        cmocka_unit_test(other_parts),
        cmocka_unit_test(policies),
        cmocka_unit_test(time_limits),
        cmocka_unit_test(all_sizes),
        cmocka_unit_test(any_text),
        cmocka_unit_test(any_list),
        cmocka_unit_test(names_of_a_long_honour),
        cmocka_unit_test(names_of_an_honour),
        cmocka_unit_test(file_bytes),
        cmocka_unit_test(encodings),
        cmocka_unit_test(files_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
