/* The notice of a meeting: what it says, as a value; and the PDFs, read back by poppler and qpdf. */
#include "print/papers.h"
#include "print/announce.h"

#include "read_theme.h"
#include "read_village.h"
#include "unit/written.h"

static const char rules[] = "level: city\n"
                            "issuer: 恩施市文明办\n"
                            "document: 恩文明〔2022〕1号\n"
                            "categories: [{id: order, title: 治安}]\n"
                            "rules:\n"
                            "  - {id: patrol, category: order, title: 治安巡逻, points: 2, cap: 3/day}\n"
                            "  - {id: hours, category: order, title: 志愿服务, unit: 小时, points: 1}\n"
                            "  - {id: noise, category: order, title: 深夜扰民, kind: negative, points: -1}\n";

static const char first_group[] =
    "group: {id: g1, name: 一组}\n"
    "households:\n"
    "  - {id: h1, head: 张大山}\n"
    "  - {id: h2, head: 王𠮷明, members: [{id: h2-1, name: 王小宝, minor: true}]}\n"
    "  - {id: h3, head: 李国庆, consent: 2026-01-01}\n";

static const char second_group[] = "group: {id: g2, name: 二组}\n"
                                   "households:\n"
                                   "  - {id: h4, head: 赵\xF0\x93\x80\x80海}\n"
                                   "  - {id: h5, head: 孙有田}\n";

static const char february[] = "meeting: 2026-02-01\n"
                               "kind: review\n"
                               "title: 二月评审会\n"
                               "noticed: 2026-02-02\n"
                               "present: 5\n"
                               "entries:\n"
                               "  - {household: h1, rule: patrol, date: 2026-01-20, times: 2}\n"
                               "  - {household: h3, rule: patrol, date: 2026-01-21}\n"
                               "  - {household: h5, rule: patrol, date: 2025-12-31}\n"
                               "  - {household: h5, rule: noise, date: 2026-01-20}\n";

static const char march[] =
    "meeting: 2026-03-05\n"
    "kind: review\n"
    "title: 三月评审会\n"
    "place: 村委会二楼\n"
    "noticed: 2026-03-06\n"
    "present: 7\n"
    "entries:\n"
    "  - {household: h5, rule: patrol, date: 2026-03-01}\n"
    "  - {household: h4, rule: patrol, date: 2026-03-01}\n"
    "  - {resident: h2-1, rule: hours, date: 2026-03-02, times: 1.5, note: 不公开的话}\n"
    "  - {household: h2, rule: patrol, date: 2026-03-01}\n"
    "  - {household: h4, rule: noise, date: 2026-03-01}\n"
    "  - {household: h5, rule: noise, date: 2026-03-02}\n"
    "claims:\n"
    "  - {claim: c-1, approve: true}\n"
    "  - {claim: c-2, approve: false, reason: 孙有田那天不在村里。}\n"
    "  - {claim: c-3, approve: false, reason: 查无此事}\n"
    "corrections:\n"
    "  - {entry: 2026-02-01/2, reason: 录入错误}\n"
    "objections:\n"
    "  - {objection: o-1, upheld: false, reason: 值守簿在卷。}\n";

static const char april[] = "meeting: 2026-04-05\n"
                            "kind: review\n"
                            "present: 5\n"
                            "objections:\n"
                            "  - {objection: o-2, upheld: true, reason: 记错了人}\n";

static const char claims[] =
    "- {id: c-1, household: h1, rule: hours, date: 2026-03-03, times: 2, received: 2026-03-04}\n"
    "- {id: c-2, household: h5, rule: hours, date: 2026-03-03, received: 2026-03-04}\n"
    "- {id: c-3, household: h4, rule: noise, date: 2026-03-03, received: 2026-03-04}\n";

static const char objections[] =
    "- {id: o-1, entry: 2026-02-01/1, received: 2026-02-03, grounds: 私下的话}\n"
    "- {id: o-2, entry: 2026-03-05/1, received: 2026-03-07, grounds: 私下的话}\n";

struct made {
    struct read_village v;
    struct view view;
};

static void make(struct made *m, enum circle circle, const char *more, const char *date)
{
    char village[1024];
    snprintf(village, sizeof village,
             "name: 安乐屯村\n"
             "notice: {contact: 村务监督委员会, phone: 0718-8000000}\n"
             "committees: {review: {name: 积分评审委员会, quorum: 5}}\n"
             "offices: [{role: 村务监督委员会, place: 一楼东侧}]\n"
             "%s",
             more);
    const struct file_text files[] = {
        {"records/claims/2026.yaml", claims},
        {"records/households/1.yaml", first_group},
        {"records/households/2.yaml", second_group},
        {"records/meetings/2026-02-01.yaml", february},
        {"records/meetings/2026-03-05.yaml", march},
        {"records/meetings/2026-04-05.yaml", april},
        {"records/objections/2026.yaml", objections},
        {"records/rules/1.yaml", rules},
        {"records/village.yaml", village},
    };
    read_village(&m->v, files, sizeof files / sizeof *files, date);
    view_open(&m->view, &m->v.ledger, m->v.words, circle);
}

static void unmake(struct made *m)
{
    view_free(&m->view);
    read_village_free(&m->v);
}

/* --- the notice as a value */

/* TITLE with "/" where a line of it best ends. */
static void title_text(const char *title, struct buf *out)
{
    static const char mark[] = "\xe2\x80\x8b";
    for (const char *at; (at = strstr(title, mark)); title = at + strlen(mark)) {
        buf_put(out, title, (size_t)(at - title));
        buf_putc(out, '/');
    }
    buf_puts(out, title);
}

/* What a notice says, a block a line, a table's row with | between. */
static void notice_text(struct made *m, uint32_t meeting, struct buf *out)
{
    struct announcement a;
    struct diags diags = {0};
    announce_compose(&m->view, &m->v.arena, meeting, &a, &diags);
    buf_clear(out);
    title_text(a.paper.title, out);
    buf_printf(out, "\n%s\n", a.paper.addressee);
    for (size_t i = 0; i < a.paper.block_count; i++) {
        const struct block *b = &a.paper.blocks[i];
        if (b->kind != block_table)
            buf_printf(out, "%s\n", b->text);
        for (size_t k = 0; k < b->column_count; k++)
            buf_printf(out, "%s%s", b->columns[k].heading, k + 1 < b->column_count ? "|" : "\n");
        for (size_t k = 0; b->kind == block_table && k < b->rows * b->column_count; k++)
            buf_printf(out, "%s%s", b->cells[k], (k + 1) % b->column_count ? "|" : "\n");
    }
    buf_printf(out, "%s\n%s\n%s\n", a.paper.closing, a.paper.name, a.paper.date);
    diag_free(&diags);
}

static void notice_on_its_day(void **state)
{
    (void)state;
    struct made m;
    struct buf text = {0};
    make(&m, circle_posted, "", "2026-03-07");
    notice_text(&m, 1, &text);
    assert_string_equal(
        buf_text(&text),
        "关于安乐屯村/三月评审会/评审结果的/公示\n"
        "全体村民：\n"
        "2026年3月5日，积分评审委员会在村委会二楼召开三月评审会。到会7人。会议依据恩施市文明办印发的恩文明〔2"
        "022"
        "〕1号文件评议，现将结果公示如下。\n"
        "一、记分事项\n"
        "序号|户号|姓名|事项|日期|数量|分值|备注\n"
        "1|h1|张大山|志愿服务|3月3日|2小时|+2|\n"
        "2|h2|王*|志愿服务|3月2日|1.5小时|+1.5|\n"
        "3|h2|王𠮷明|治安巡逻|3月1日|1次|+2|\n"
        "4|h4|赵\xF0\x93\x80\x80海|治安巡逻|3月1日|1次|+2|\n"
        "5|h5|孙有田|治安巡逻|3月1日|1次|+2|有异议，暂缓\n"
        "反向清单事项共2条，只公布条数：深夜扰民2条。\n"
        "二、申报办理\n"
        "申报编号|户号|姓名|事项|结果|理由\n"
        "c-1|h1|张大山|志愿服务|已通过|\n"
        "c-2|h5|孙有田|志愿服务|未通过|孙有田那天不在村里\n"
        "三、更正\n"
        "撤销2026年2月1日二月评审会公示的“治安巡逻”一条（h3李国庆，1月21日）。理由：录入错误。\n"
        "四、异议处理\n"
        "对2026年2月1日二月评审会公示的“治安巡逻”一条（h1张大山，1月20日）的异议：不成立，该条有效。理由：值"
        "守簿在"
        "卷。\n"
        "五、公示期和异议\n"
        "公示期：2026年3月6日至10日（5天）。期满无异议的，自2026年3月11日起生效。备注中的状态截至2026年3月"
        "7日"
        "。\n"
        "对公示内容有异议的，请在公示期内向村务监督委员会提出，说明户号、事项和日期即可，"
        "不记录提出人姓名。地点：一楼东侧。电话：0718-8000000。公示期后提出、经会议认定成立的，仍予撤销。\n"
        "特此公示。\n"
        "安乐屯村积分评审委员会\n"
        "2026年3月6日\n");
    buf_free(&text);
    unmake(&m);
}

/* What becomes of entries stands on the notice of their meeting. */
static void statuses_later(void **state)
{
    (void)state;
    struct made m;
    struct buf text = {0};
    make(&m, circle_posted, "", "2026-04-06");
    notice_text(&m, 0, &text);
    assert_non_null(
        strstr(buf_text(&text), "|张大山|治安巡逻|1月20日|2次|+3|已生效（2026年3月5日起）；封顶，原+4\n"));
    assert_non_null(strstr(buf_text(&text), "|李国庆|治安巡逻|1月21日|1次|—|已作废：录入错误\n"));
    assert_non_null(strstr(buf_text(&text), "|孙有田|治安巡逻|2025年12月31日|1次|+2|\n"));
    assert_non_null(strstr(buf_text(&text), "公示期已满"));
    notice_text(&m, 1, &text);
    assert_non_null(strstr(buf_text(&text), "|孙有田|治安巡逻|3月1日|1次|—|已作废：记错了人\n"));
    unmake(&m);
    /* what is later has not happened: the first day of the notice */
    make(&m, circle_posted, "", "2026-02-02");
    notice_text(&m, 0, &text);
    assert_non_null(strstr(buf_text(&text), "|李国庆|治安巡逻|1月21日|1次|+2|\n"));
    assert_null(strstr(buf_text(&text), "截至"));
    buf_free(&text);
    unmake(&m);
}

static void policies(void **state)
{
    (void)state;
    struct made m;
    struct buf text = {0};
    make(&m, circle_posted, "privacy: {print: masked}\n", "2026-03-07");
    notice_text(&m, 1, &text);
    assert_non_null(strstr(buf_text(&text), "|h1|张*山|"));
    assert_non_null(strstr(buf_text(&text), "h3李国庆")); /* consented */
    assert_non_null(strstr(buf_text(&text), "孙*田那天不在村里"));
    assert_null(strstr(buf_text(&text), "孙有田"));
    unmake(&m);
    make(&m, circle_site, "privacy: {print: full, site: id}\n", "2026-03-07");
    notice_text(&m, 1, &text);
    assert_non_null(strstr(buf_text(&text), "序号|户号|事项|"));
    assert_non_null(strstr(buf_text(&text), "1|h1|志愿服务|"));
    assert_null(strstr(buf_text(&text), "张大山"));
    assert_null(strstr(buf_text(&text), "王"));
    unmake(&m);
    /* warnings are listed once final, where the policy says so */
    make(&m, circle_posted, "privacy: {warnings: named}\n", "2026-03-07");
    notice_text(&m, 0, &text);
    assert_non_null(strstr(buf_text(&text), "|h5|孙有田|深夜扰民|1月20日|1次|−1|\n"));
    notice_text(&m, 1, &text);
    assert_non_null(strstr(buf_text(&text), "深夜扰民2条"));
    assert_null(strstr(buf_text(&text), "|深夜扰民|"));
    buf_free(&text);
    unmake(&m);
}

static void in_english(void **state)
{
    (void)state;
    struct made m;
    struct buf text = {0};
    make(&m, circle_posted, "language: en\n", "2026-03-07");
    notice_text(&m, 1, &text);
    assert_null(strstr(buf_text(&text), "<"));
    assert_non_null(
        strstr(buf_text(&text), "Notice period: 6 to 10 March 2026 (5 days). Entries without objection"));
    assert_non_null(strstr(buf_text(&text), "3|h2|王𠮷明|治安巡逻|1 Mar|1 time|+2|\n"));
    buf_free(&text);
    unmake(&m);
}

/* --- as PDF */

static bool put(void *context, const char *path, const void *bytes, size_t len)
{
    char *below = path_join(folder, context), *full = path_join(below, path);
    bool well = folder_make_for(full) == 0 && file_write(full, bytes, len) == 0;
    memory_free(below);
    memory_free(full);
    return well;
}

static void print_all(struct made *m, int threads, char *below, struct diags *diags)
{
    const struct sink sink = {.put = put, .context = below};
    const struct print_input input = {
        .view = &m->view, .fonts = fonts, .threads = threads, .source = read_theme()};
    assert_true(print_make(&input, &sink, diags));
}

/* PARTS stand in TEXT one behind the other. */
static void assert_in_order(const char *text, const char *const *parts)
{
    for (; *parts; parts++) {
        const char *at = strstr(text, *parts);
        if (!at)
            fail_msg("\"%s\" is not there, or not in its place", *parts);
        text = at + strlen(*parts);
    }
}

static void pdfs(void **state)
{
    (void)state;
    struct made m;
    struct buf out = {0};
    struct diags diags = {0};
    make(&m, circle_posted, "", "2026-03-07");
    print_all(&m, 1, (char[]){"a"}, &diags);
    run("find %s -maxdepth 1 -type f | LC_ALL=C sort | sed 's/.*print/print/'", below("a/print/notices"),
        &out);
    assert_string_equal(buf_text(&out), "print/notices/2026-02-01.pdf\nprint/notices/2026-03-05.pdf\n");
    run("qpdf --check %s", below("a/print/notices/2026-03-05.pdf"), &out);
    assert_non_null(strstr(buf_text(&out), "No syntax or stream encoding errors"));
    run("pdftotext -layout %s - | tr -d ' '", below("a/print/notices/2026-03-05.pdf"), &out);
    static const char *const parts[] = {"关于安乐屯村三月评审会评审结果的公示",
                                        "全体村民：",
                                        "一、记分事项",
                                        "王*",
                                        "王𠮷明",
                                        "赵〓海",
                                        "有异议，暂缓",
                                        "反向清单事项共2条",
                                        "二、申报办理",
                                        "三、更正",
                                        "四、异议处理",
                                        "公示期：2026年3月6日至10日（5天）。",
                                        "0718-8000000",
                                        "特此公示。",
                                        "安乐屯村积分评审委员会",
                                        "2026年3月6日",
                                        NULL};
    assert_in_order(buf_text(&out), parts);
    assert_null(strstr(buf_text(&out), "王小宝"));
    assert_null(strstr(buf_text(&out), "不公开的话"));
    assert_null(strstr(buf_text(&out), "私下的话"));
    /* the character that no face has is told where the name stands, for each paper */
    assert_true(diags.len >= 1);
    for (size_t i = 0; i < diags.len; i++) {
        assert_string_equal(diags.items[i].code, "paper-character");
        assert_int_equal(diags.items[i].place.file, 2);
        assert_int_equal(diags.items[i].place.line, 3);
    }
    diag_free(&diags);
    buf_free(&out);
    unmake(&m);
}

/* The site's own papers are the site's: by its policy, title and bookmarks too. */
static void pdfs_of_the_site(void **state)
{
    (void)state;
    struct made m;
    struct buf out = {0};
    struct diags diags = {0};
    make(&m, circle_site, "privacy: {print: full, site: masked}\n", "2026-03-07");
    print_all(&m, 2, (char[]){"s"}, &diags);
    run("pdftotext -layout %s -", below("s/site/notices/2026-03-05/notice.pdf"), &out);
    assert_non_null(strstr(buf_text(&out), "张*山"));
    static const char *const hidden[] = {"张大山", "王𠮷明", "孙有田", "王小宝"};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        assert_null(strstr(buf_text(&out), hidden[i]));
    diag_free(&diags);
    buf_free(&out);
    unmake(&m);
}

static void same_bytes(void **state)
{
    (void)state;
    struct made m;
    struct buf out = {0};
    struct diags diags = {0};
    make(&m, circle_posted, "", "2026-04-06");
    print_all(&m, 1, (char[]){"j1"}, &diags);
    print_all(&m, 2, (char[]){"j2"}, &diags);
    run("cd %s && diff -r j1 j2", below(""), &out);
    assert_int_equal(out.len, 0);
    diag_free(&diags);
    buf_free(&out);
    unmake(&m);
}

static bool refuse(void *context, const char *path, const void *bytes, size_t len)
{
    (void)path;
    (void)bytes;
    (void)len;
    return ++*(int *)context < 0;
}

static void sink_stops(void **state)
{
    (void)state;
    struct made m;
    struct diags diags = {0};
    int asked = 0;
    make(&m, circle_posted, "", "2026-04-06");
    const struct sink sink = {.put = refuse, .context = &asked};
    const struct print_input input = {.view = &m.view, .fonts = fonts, .threads = 1, .source = read_theme()};
    assert_false(print_make(&input, &sink, &diags));
    assert_int_equal(diags.errors, 0);
    diag_free(&diags);
    unmake(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notice_on_its_day),
        cmocka_unit_test(statuses_later),
        cmocka_unit_test(policies),
        cmocka_unit_test(in_english),
        cmocka_unit_test(pdfs),
        cmocka_unit_test(pdfs_of_the_site),
        cmocka_unit_test(same_bytes),
        cmocka_unit_test(sink_stops),
    };
    return cmocka_run_group_tests(tests, written_begin, written_end);
}
