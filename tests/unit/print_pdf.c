/* Notices as PDF, read back by poppler and qpdf as a reader would. */
#include "print/notice.h"

#include "base/memory.h"
#include "base/workers.h"

#include "read_theme.h"
#include "unit/look.h"
#include "unit/written.h"

static const struct notice_sizes *read_sizes(void)
{
    static struct arena arena;
    struct diags diags = {0};
    return sizes_read(read_theme(), &notice_sizes, &arena, &diags);
}

static const struct table_column columns[] = {{"序号", line_centre, false},
                                              {"户主", line_left, false},
                                              {"事由", line_left, false},
                                              {"日期", line_left, false},
                                              {"积分", line_right, false}};

/* A table of ROWS rows in ARENA. */
static const char *const *cells_make(struct arena *arena, size_t rows)
{
    static const char *const names[] = {"王𠮷明", "欧阳建国", "李秀兰", "阿依古丽·买买提"};
    static const char *const deeds[] = {
        "参加河道清理志愿服务，半天", "主动报告并劝阻在村口“三岔路”焚烧秸秆；带动邻里一起清扫，受到村民好评",
        "获评县级“文明家庭”", "夜间巡逻"};
    const char **cells = arena_new(arena, const char *, rows * 5);
    for (size_t r = 0; r < rows; r++) {
        cells[r * 5] = arena_printf(arena, "%zu", r + 1);
        cells[r * 5 + 1] = names[r % 4];
        cells[r * 5 + 2] = deeds[r * 7 % 4];
        cells[r * 5 + 3] = arena_printf(arena, "3月%zu日", r % 28 + 1);
        cells[r * 5 + 4] = arena_printf(arena, "%s%zu", r % 9 == 5 ? "-" : "+", r % 4 + 2);
    }
    return cells;
}

/* Writes a notice of ROWS rows; adds NAME to its text. False with a message on the terminal where it fails.
 */
static bool notice_make(size_t rows, const char *name, struct buf *out, size_t *missing)
{
    struct arena arena = {0};
    struct block blocks[] = {
        {.kind = block_paragraph,
         .text = "2026年3月5日，村积分评审小组召开第6次评审会，依据《石桥村道德积分管理办法》（2025年修订）和"
                 "村民代表会议决议，对2月1日至28日申报的事项逐项进行了评议。现将拟记入的积分公示如下："},
        {.kind = block_heading, .text = "一、拟记入的积分"},
        {.kind = block_table,
         .columns = columns,
         .column_count = 5,
         .cells = cells_make(&arena, rows),
         .rows = rows},
        {.kind = block_heading, .text = "二、公示期和异议"},
        {.kind = block_subheading, .text = "（一）公示期"},
        {.kind = block_paragraph, .text = "公示期：2026年3月6日至3月10日（5天）。"},
        {.kind = block_paragraph,
         .text = arena_printf(&arena,
                              "对公示内容有异议的，请在公示期内向村务监督委员会实名提出（联系人：%s，电话："
                              "0539-1234567，地址：石桥村党群服务中心“一站式”窗口）。",
                              name)}};
    struct notice_paper notice = {.sizes = read_sizes(),
                                  .language = "zh-CN",
                                  .title = "关于石桥村2026年第6次道德积分评审结果的公示",
                                  .addressee = "全体村民：",
                                  .blocks = blocks,
                                  .block_count = sizeof blocks / sizeof blocks[0],
                                  .closing = "特此公示。",
                                  .name = "石桥村道德积分评审小组",
                                  .date = "2026年3月6日"};
    struct paper paper;
    struct buf error = {0};
    notice_compose(&paper, standing, &notice);
    bool written = paper_write(&paper, out, &error);
    if (!written)
        fprintf(stderr, "%s", buf_text(&error));
    if (missing)
        *missing = paper.missing.len;
    buf_free(&error);
    paper_free(&paper);
    arena_free(&arena);
    return written;
}

static void reads_back(void **state)
{
    (void)state;
    struct buf pdf = {0}, out = {0};
    size_t missing = 1;
    assert_true(notice_make(8, "王𠮷明", &pdf, &missing));
    assert_int_equal(missing, 0);
    assert_true(pdf.len < 400000);
    char *path = path_join(folder, "short.pdf");
    assert_int_equal(file_write(path, pdf.data, pdf.len), 0);

    run("qpdf --check %s", path, &out);
    assert_non_null(strstr(buf_text(&out), "No syntax or stream encoding errors"));
    run("pdftotext %s - 2>&1", path, &out);
    assert_null(strstr(buf_text(&out), "Error"));
    assert_non_null(strstr(buf_text(&out), "王𠮷明"));
    assert_non_null(strstr(buf_text(&out), "欧阳建国"));
    assert_non_null(strstr(buf_text(&out), "公示期：2026年3月6日至3月10日（5天）。"));
    assert_non_null(strstr(buf_text(&out), "阿依古丽·买买提"));
    assert_non_null(strstr(buf_text(&out), "0539-1234567"));
    assert_non_null(strstr(buf_text(&out), "特此公示。"));
    assert_non_null(strstr(buf_text(&out), "— 1 —"));
    run("pdfinfo %s 2>&1", path, &out);
    assert_non_null(strstr(buf_text(&out), "关于石桥村2026年第6次道德积分评审结果的公示"));
    assert_non_null(strstr(buf_text(&out), "A4"));
    assert_null(strstr(buf_text(&out), "CreationDate"));
    memory_free(path);
    buf_free(&pdf);
    buf_free(&out);
}

/* Every font is embedded and cut, and has a map to characters: emb, sub and uni of pdffonts. */
static void fonts_embedded(void **state)
{
    (void)state;
    struct buf pdf = {0}, out = {0};
    assert_true(notice_make(8, "王𠮷明", &pdf, NULL));
    char *path = path_join(folder, "fonts.pdf");
    assert_int_equal(file_write(path, pdf.data, pdf.len), 0);
    run("pdffonts %s 2>&1 | tail -n +3", path, &out);
    assert_true(times(buf_text(&out), "\n") >= 2);
    assert_int_equal(times(buf_text(&out), "\n"), times(buf_text(&out), "yes yes yes"));
    assert_int_equal(times(buf_text(&out), "\n"), times(buf_text(&out), "GONGS"));
    memory_free(path);
    buf_free(&pdf);
    buf_free(&out);
}

/* A long table has its headings on each page it stands on, and all its rows; the last page is never the
 * signature alone. */
static void table_flows(void **state)
{
    (void)state;
    struct buf pdf = {0}, out = {0};
    char *path = path_join(folder, "long.pdf");
    static const size_t lengths[] = {30, 31, 32, 33, 34, 35, 36, 200};
    for (size_t k = 0; k < sizeof lengths / sizeof lengths[0]; k++) {
        size_t rows = lengths[k];
        buf_clear(&pdf);
        assert_true(notice_make(rows, "王𠮷明", &pdf, NULL));
        assert_int_equal(file_write(path, pdf.data, pdf.len), 0);
        run("pdftotext %s -", path, &out);
        int pages = times(buf_text(&out), "\f");
        assert_true(pages > (int)rows / 25);
        int heads = times(buf_text(&out), "事由");
        assert_true(heads == pages || heads == pages - 1);
        const char *last = buf_text(&out);
        for (int i = 1; i < pages; i++)
            last = strchr(last, '\f') + 1;
        assert_non_null(strstr(last, "特此公示。"));
        assert_non_null(strstr(last, "石桥村道德积分评审小组"));
        char number[32];
        snprintf(number, sizeof number, "— %d —", pages);
        assert_non_null(strstr(last, number));
    }
    memory_free(path);
    buf_free(&pdf);
    buf_free(&out);
}

/* A row that is taller than a page is parted and keeps all its text. */
static void row_parted(void **state)
{
    (void)state;
    struct buf deed = {0}, pdf = {0}, error = {0}, out = {0};
    for (int i = 0; i < 400; i++)
        buf_puts(&deed, "清理河道与沿线垃圾，");
    const char *cells[] = {"1", "王𠮷明", buf_text(&deed), "3月1日", "+2"};
    struct block block = {
        .kind = block_table, .columns = columns, .column_count = 5, .cells = cells, .rows = 1};
    struct notice_paper notice = {.sizes = read_sizes(),
                                  .language = "zh-CN",
                                  .title = "公示",
                                  .blocks = &block,
                                  .block_count = 1,
                                  .name = "石桥村",
                                  .date = "2026年3月6日"};
    struct paper paper;
    notice_compose(&paper, standing, &notice);
    assert_true(paper.sheets.len >= 3);
    assert_true(paper_write(&paper, &pdf, &error));
    char *path = path_join(folder, "parted.pdf");
    assert_int_equal(file_write(path, pdf.data, pdf.len), 0);
    run("pdftotext %s - | tr -d '\\n'", path, &out);
    assert_true(times(buf_text(&out), "清理河道与沿线垃圾") >= 390); /* page ends part some */
    paper_free(&paper);
    memory_free(path);
    buf_free(&deed);
    buf_free(&pdf);
    buf_free(&error);
    buf_free(&out);
}

/* Bookmarks and title are UTF-16, characters beyond the BMP included; the language is there. */
static void outline_and_language(void **state)
{
    (void)state;
    struct buf pdf = {0}, error = {0}, out = {0};
    struct paper paper;
    paper_begin(&paper, standing, "王𠮷明户\n明细", "zh-CN");
    paper_sheet(&paper, sheet_a3_width, sheet_a3_height);
    paper_mark(&paper, 0, sheet_mm(20), "一、𠮷");
    assert_true(paper_write(&paper, &pdf, &error));
    char *path = path_join(folder, "outline.pdf");
    assert_int_equal(file_write(path, pdf.data, pdf.len), 0);
    run("qpdf --json %s", path, &out);
    assert_non_null(strstr(buf_text(&out), "\"title\": \"一、𠮷\""));
    assert_non_null(strstr(buf_text(&out), "zh-CN"));
    run("pdfinfo %s", path, &out);
    assert_non_null(strstr(buf_text(&out), "王𠮷明户明细"));
    assert_non_null(strstr(buf_text(&out), "A3"));
    paper_free(&paper);
    memory_free(path);
    buf_free(&pdf);
    buf_free(&error);
    buf_free(&out);
}

/* U+10FFFD is in no face: it is reported and 〓 stands for it. */
static void missing_reported(void **state)
{
    (void)state;
    struct buf pdf = {0}, out = {0};
    size_t missing = 0;
    assert_true(notice_make(1, "王\xf4\x8f\xbf\xbd明", &pdf, &missing));
    assert_int_equal(missing, 1);
    char *path = path_join(folder, "missing.pdf");
    assert_int_equal(file_write(path, pdf.data, pdf.len), 0);
    run("pdftotext %s -", path, &out);
    assert_non_null(strstr(buf_text(&out), "王〓明"));
    memory_free(path);
    buf_free(&pdf);
    buf_free(&out);
}

static struct buf parallel[8];

static void job(void *context, size_t item, int worker)
{
    (void)context;
    (void)worker;
    notice_make(8, "王𠮷明", &parallel[item], NULL);
}

/* The same bytes each time and from several threads. */
static void same_bytes(void **state)
{
    (void)state;
    struct buf first = {0};
    assert_true(notice_make(8, "王𠮷明", &first, NULL));
    workers_run(2, 8, job, NULL);
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(parallel[i].len, first.len);
        assert_memory_equal(parallel[i].data, first.data, first.len);
        buf_free(&parallel[i]);
    }
    buf_free(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_back),           cmocka_unit_test(fonts_embedded),
        cmocka_unit_test(table_flows),          cmocka_unit_test(missing_reported),
        cmocka_unit_test(same_bytes),           cmocka_unit_test(row_parted),
        cmocka_unit_test(outline_and_language),
    };
    return cmocka_run_group_tests(tests, written_begin, written_end);
}
