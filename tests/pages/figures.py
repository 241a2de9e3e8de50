"""Sums: contributions, figures, archive, the front page, the reverse list."""
import os
import re

from counted import test
from page_text import read_page


@test
def contributions_are_of_households(v):
    v.build("named")
    page = v.page("contributions")
    assert "张*山 h105 8分 互助 1条 巡逻 1条" in page, page
    assert "h107" not in page, "what is on notice or costs points is no contribution yet"
    assert "小" not in page and "h105-" not in page, "no resident is shown"


@test
def figures_and_archive_add_up(v):
    v.build()
    page = v.page("figures")
    assert "已生效5条；公示中或有异议2条，公示期满、异议答复后才计入；作废0条。" in page, page
    assert "已生效的共加18分、扣6分；公示中或有异议的加分7分" in page, page
    assert "治安 1 2 11.1%" in page and "公益 2 16 88.9%" in page, page
    assert "全村3户，其中2户有已生效的加分。" in page, page
    assert "各户挣得（加分减去扣分）共12分，兑换用去4分，兑换2次。" in page, page
    assert "本年度没有收到异议。" in page and "本年度没有收到申报。" in page
    text = v.source("figures")
    charts = re.findall(r'<svg class="chart chart-[^>]*>', text)
    assert len(charts) == 3 and text.count('<ul class="bars">') == 2, charts
    assert all('role="img"' in c and "aria-labelledby" in c for c in charts), charts
    assert "style=" not in text, "the policy of the page allows no styles within it"
    archive = v.page("archive")
    assert archive.index("2026年度") < archive.index("2025年度")
    assert "挣得积分（分） 12" in archive and "挣得积分（分） 8" in archive, archive


@test
def front_and_archive_count_alike(v):
    def facts(name):
        text = read_page(os.path.join(v.folder, "out/site", name))
        return re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", re.search(r'<dl class="facts">.*?</dl>', text, re.S).group(0))
    v.build()
    assert facts("index.html") == facts("archive/index.html"), (facts("index.html"), facts("archive/index.html"))
    # who left is in the sums; h106 has a final entry on each side, h107's is on notice yet
    assert facts("index.html")[:3] == [("户数", "全村3户，2户有加分"), ("已生效条目（条）", "5"), ("挣得积分（分）", "12")], facts("index.html")
    meeting = "meeting: 2026-11-22\nkind: review\nentries:\n  - {household: h105, rule: patrol}\n  - {household: h106, rule: noise}\n"
    v.write("records/meetings/2026-11-22.yaml", meeting)
    for name in "2025-12-20", "2026-10-10":
        os.remove(os.path.join(v.folder, f"records/meetings/{name}.yaml"))
    os.remove(os.path.join(v.folder, "records/redemptions/2026-10-20.yaml"))
    v.make()
    assert facts("index.html") == facts("archive/index.html"), (facts("index.html"), facts("archive/index.html"))
    assert facts("index.html")[0][1] == "全村3户，0户有加分", "nothing is final yet"


@test
def the_reverse_list_counts(v):
    v.build("count")
    page = v.page("warnings")
    assert "是哪一户，本站不公布" in page
    # of this year's noise one is void, one final, one on notice
    assert re.search(r"2026年度 共3条，不含作废的。 事项 条数 喧哗 −1分/次 2 打架 一票否决 −5分/次 1 乱扔 0分/次 0", page), page
    assert re.search(r"2025年度 共1条，不含作废的。 事项 条数 喧哗 −1分/次 1", page), page
    assert not re.search(r"h10\d|\*", page), "whose they are is shown"


@test
def the_reverse_list_names_what_is_final(v):
    for policy in "masked", "named":
        v.build(policy)
        page = v.page("warnings")
        year = page[page.index("2026年度"):page.index("2025年度")]
        assert "喧哗 −1分/次 2 打架" in year, "all are counted"
        listed = year[year.index("已生效的"):]
        assert "h106" in listed and "h107" in listed, listed
        assert "h105" not in year, "it is on notice: counted alone"
        assert listed.count("喧哗") == 1 and "王*英" in listed and "王秀英" not in listed, listed
