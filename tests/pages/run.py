#!/usr/bin/env python3
"""Tests what the site's pages of numbers say: run.py PROGRAM. Ends with `N passed, M failed`.

Rewards, honours, residents' contributions, the reverse list, figures and archive of a little village whose
numbers were counted by hand; what each policy shows of entries under negative rules; that every link and
anchor of the built site leads somewhere.
"""
import glob
import html
import html.parser
import json
import os
import re
import subprocess
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from page_text import read_page  # noqa: E402
from village import Tests  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")
DATE = "2026-11-24"

VILLAGE = {
    "village.yaml": "name: 桐花坪村\nbase: 1\nrhythm: {redemption: quarter}\noffices: [{role: 积分超市, phone: 0718-8000001}]\n"
                    "privacy: {site: masked, warnings: POLICY}\n",
    "rules/10.yaml": """level: city
categories:
  - {id: order, title: 治安}
  - {id: good, title: 公益}
rules:
  - {id: patrol, category: order, title: 巡逻, points: 2}
  - {id: help, category: good, title: 互助, points: 1..10}
  - {id: noise, category: order, title: 喧哗, kind: negative, points: -1}
  - {id: fight, category: order, title: 打架, kind: negative, points: -5, veto: true}
  - {id: litter, category: good, title: 乱扔, kind: negative, points: 0}
""",
    "households/1.yaml": """group: {id: g1, name: 一组}
households:
  - {id: h105, head: 张大山, members: [{id: h105-1, name: 张大山}, {id: h105-2, name: 张小花}]}
  - {id: h106, head: 李卫国}
  - {id: h107, head: 王秀英, members: [{id: h107-1, name: 王秀英}]}
  - {id: h108, head: 赵铁柱, until: 2026-10-31}
""",
    "meetings/2025-12-20.yaml": """meeting: 2025-12-20
kind: review
entries:
  - {household: h107, rule: help, date: 2025-12-01, points: 9}
  - {household: h106, rule: noise, date: 2025-12-02}
""",
    "meetings/2026-10-10.yaml": """meeting: 2026-10-10
kind: review
entries:
  - {resident: h105-2, rule: help, date: 2026-10-01, points: 6}
  - {resident: h105-1, rule: patrol, date: 2026-10-02}
  - {household: h106, rule: help, date: 2026-10-03, points: 10}
  - {household: h106, rule: fight, date: 2026-10-03}
  - {resident: h107-1, rule: noise, date: 2026-10-04}
  - {household: h107, rule: noise, date: 2026-10-05}
""",
    "meetings/2026-11-22.yaml": """meeting: 2026-11-22
kind: review
entries:
  - {household: h105, rule: noise, date: 2026-11-20}
  - {resident: h107-1, rule: help, date: 2026-11-20, points: 7}
corrections:
  - {entry: 2026-10-10/6, reason: 不是他家}
""",
    "rewards.yaml": """goods:
  - {id: soap, title: 肥皂, cost: 4, stock: {2026-10-01: {quantity: 5, source: 村集体, value: 20.5}, 2026-11-01: 3, 2026-12-01: 9}}
  - {id: rice, title: 大米, cost: 5, needs: 8, cycle: last, stock: {2026-10-01: 1}}
  - {id: quilt, title: 冬被, cost: 30, from: 2027-01-01}
services:
  - {id: cut, title: 理发, needs: 6, quota: 1/month}
honours:
  - {id: star, title: 文明户, points: 5}
  - {id: first, title: 公益之星, rank: 1, category: good}
  - {id: month, title: 月度之星, rank: 1, per: month}
""",
    "redemptions/2026-10-20.yaml": "- {date: 2026-10-20, household: h105, reward: soap}\n"
                                   "- {date: 2026-10-20, household: h106, reward: cut}\n",
}

test = Tests()


class Village:
    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)

    def build(self, policy="count", *args, status=0):
        for name, text in VILLAGE.items():
            path = os.path.join(self.folder, "records", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text.replace("POLICY", policy))
        return self.make(*args, status=status)

    def make(self, *args, status=0):
        """Builds what is there."""
        r = subprocess.run([PROGRAM, "build", "--only", "site", "--date", DATE, *args], cwd=self.folder, capture_output=True,
                           timeout=120, env=dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8"))
        assert r.returncode == status, r.stderr.decode()
        return r.stderr.decode()

    def page(self, name):
        """The words of a page's main part, blanks between them made one."""
        main = re.search(r"<main.*</main>", read_page(os.path.join(self.folder, "out/site", name, "index.html")), re.S).group(0)
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


@test
def rewards_count_stock_and_households(v):
    v.build()
    page = v.page("rewards")
    # h105 has 8 - 4 left (the base buys nothing); h106 5, h107 -1
    assert "肥皂 4分 还剩 7 进8，出1 2户" in page, page
    # last year h107 alone had 8, and has too little left
    assert "大米 上年度积分满8分 5分 还剩 1 进1，出0 0户" in page, page
    # h105 has 9 and h106 6, the base among them
    assert "理发 本年度积分满6分 、 每月最多1次 2户" in page or "理发 本年度积分满6分 每月最多1次 2户" in page, page
    assert "冬被 30分" in page and page.index("冬被") > page.index("以后开始的")
    assert "注明价值的共20.5元" in page and "另有2次未注明价值" in page, page
    assert "2026年度兑换2次，用去4分" in page, page
    assert "下一次在2027年第1季度" in page, "goods were handed out in this quarter"
    assert not re.search(r"h10\d|张|李\*|王\*", page), "nobody who redeemed is named"


@test
def emphasis_beside_punctuation_wants_no_blank_on_the_page(v):
    v.write("content/a.md", "# 题\n\n**不要等。** 今天就办；见 **“细则”** 一页，**a.** b\n\n- **一**、 二\n- 去 **村部** 领\n")
    v.build()
    page = read_page(os.path.join(v.folder, "out/site/a/index.html"))
    assert "<strong>不要等。</strong>今天就办；见<strong>“细则”</strong>一页，<strong>a.</strong> b" in page, page
    assert "<strong>一</strong>、 二" in page and "去 <strong>村部</strong> 领" in page, page


@test
def honours_are_won_and_lost(v):
    v.build()
    page = v.page("honours")
    # h106 has 6 points and is first in the category, where h105 is second: but it has a veto
    assert "文明户 1户 张*山 h105" in page, page
    assert "公益之星" not in page[:page.index("评定条件")], page
    assert "2026年10月 月度之星 张*山 h105" in page, page
    assert "年度还没有结束" in page
    assert "h106" not in page and "李" not in page, "who lost by a veto is not said"
    assert "打架" in page[page.index("一票否决"):]
    past = v.page("honours/2025")
    assert "文明户 1户 王*英 h107" in past and "年度已结束" in past, past


@test
def a_year_that_is_over_is_provisional_while_its_entries_are_open(v):
    v.build()
    assert "暂列" not in v.page("honours/2025") + v.page("ranking/2025") + v.page("households/h107")
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\nentries:\n  - {household: h105, rule: patrol, date: 2025-12-30}\n")
    v.make()
    for page in "honours/2025", "ranking/2025":
        assert "暂列" in v.page(page) and "还有1条" in v.page(page), v.page(page)
    assert "（暂列，还有条目在公示或有异议）" in v.page("households/h107"), v.page("households/h107")
    assert "暂列" not in v.page("honours"), "this year is not over"
    assert "月度之星" in v.page("households/h105") and "暂列" not in v.page("households/h105"), v.page("households/h105")
    v.write("records/meetings/2026-11-22-2.yaml", "meeting: 2026-11-22\nkind: review\nentries:\n  - {household: h107, rule: patrol, date: 2026-10-30}\n")
    v.make()
    assert "月度之星 （暂列，还有条目在公示或有异议）" in v.page("households/h105"), "a month that is over is provisional too"


@test
def what_only_corrects_has_a_notice(v):
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\ncorrections: [{entry: 2026-11-22/2, reason: 录错}]\n")
    v.build()
    assert "更正1件" in v.page("notices") and "更正1件" in v.page("meetings"), v.page("notices")
    page = v.page("notices/2026-11-23")
    assert "录错" in page and "请在" not in page and "0条" not in page, page
    assert "已作废1条" in v.page("notices/2026-11-22"), v.page("notices/2026-11-22")


@test
def a_community_is_not_spoken_of_as_a_village(v):
    v.build()
    for name in "向阳社区", "Sunny Community":
        v.write("records/village.yaml", f"name: {name}\nbase: 1\nlanguage: {'zh-CN' if '区' in name else 'en'}\n")
        v.make()
        for place, _, files in os.walk(os.path.join(v.folder, "out/site")):
            for file in (f for f in files if f.endswith(".html")):
                with open(os.path.join(place, file), encoding="utf-8") as f:
                    text = re.sub(r"<[^>]*>", " ", f.read())
                assert place.endswith("data") or not re.search(r"村(?!集体)|[Vv]illage", text), (file, re.search(r".{0,20}(村|[Vv]illage).{0,20}", text))
                assert not re.search(r"\{\d|⟨|\b1 (?:households|entries|days|points)\b|次\b", text) or "区" in name, text


@test
def the_rules_table_says_from_when_a_value_holds(v):
    v.write("records/rules/20.yaml", """level: town
rules:
  - {id: sweep, category: good, title: 扫街, points: {2025-03-01: 1, 2026-01-01: 2}}
""")
    v.build()
    with open(os.path.join(v.folder, "out/site/data/rules.csv"), encoding="utf-8-sig") as f:
        line = next(line for line in f if line.startswith("sweep,"))
    assert ",2025-03-01," in line, line


@test
def the_search_folds_as_the_records_do(v):
    v.build()
    with open(os.path.join(v.folder, "out/site/search/index.js"), encoding="utf-8") as f:
        index = json.loads(f.read().removeprefix("searchIndex = ").rstrip(";\n"))
    alike = dict(zip(index["alike"][::3], index["alike"][1::3]))
    assert set(index["alike"][2::3]) == {"|"}, "pairs are out of step"
    assert alike["張"] == "张" and alike["⼤"] == "大" and alike["邏"] == "逻"
    assert all(ord(a) >= 0x2E80 and ord(b) >= 0x800 for a, b in alike.items()), "pairs are out of step"
    assert [i[3] for i in index["items"] if i[1] == "大米"] == ["rewards/index.html"]


@test
def contributions_are_of_households(v):
    v.build("named")
    page = v.page("contributions")
    assert "张*山 h105 8分 互助 1条 巡逻 1条" in page, page
    assert "h107" not in page, "what is on notice or costs points is no contribution yet"
    assert "小" not in page and "h105-" not in page, "no resident is shown"


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
    text = read_page(os.path.join(v.folder, "out/site/figures/index.html"))
    charts = re.findall(r'<svg class="chart chart-[^>]*>', text)
    assert len(charts) == 3 and text.count('<ul class="bars">') == 2, charts
    assert all('role="img"' in c and "aria-labelledby" in c for c in charts), charts
    assert "style=" not in text, "the policy of the page allows no styles within it"
    archive = v.page("archive")
    assert archive.index("2026年度") < archive.index("2025年度")
    assert "挣得积分（分） 12" in archive and "挣得积分（分） 8" in archive, archive


@test
def the_rules_say_what_a_change_changed_from(v):
    v.write("records/rules/20.yaml", """level: town
issuer: 某镇人民政府
document: 某政发〔2026〕9号（张大山拟）
adjust:
  - {rule: patrol, from: 2026-02-01, points: 3, cap: 6/month}
  - {rule: patrol, from: 2026-06-01, cap: 9/month}
  - {rule: patrol, from: 2026-09-01, cap: none}
  - {rule: help, from: 2026-09-01, points: 2..12}
""")
    v.build()
    page = v.page("rules")
    source = "某镇人民政府 某政发〔2026〕9号（张*山拟）"
    assert f"2026年2月1日起 分值由2分改为3分 原无上限，上限定为每月最多6分 {source}" in page, page
    assert f"2026年6月1日起 上限由每月最多6分改为每月最多9分 {source}" in page, page
    assert f"2026年9月1日起 取消上限（原每月最多9分） {source}" in page, page
    assert f"2026年9月1日起 分值由1至10分改为2至12分 {source}" in page, page
    v.build("count", "--language", "en")
    page = v.page("rules")
    assert "value changed from 2 points to 3 points" in page and "cap changed from" in page, page


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
def a_year_that_begins_within_a_month_tells_its_two_parts_apart(v):
    def heads(cycle):
        v.write("records/village.yaml", f"name: 桐花坪村\nbase: 1\ncycle: {cycle}\n")
        v.make("--date", "2027-03-12")
        table = re.search(r"<table.*?</table>", read_page(os.path.join(v.folder, "out/site/figures/index.html")), re.S).group(0)
        return re.findall(r'scope="row"[^>]*>([^<]*)<', table)
    v.build()
    v.write("records/meetings/2027-03-01.yaml", "meeting: 2027-03-01\nkind: review\nentries:\n  - {household: h105, rule: patrol}\n")
    between = [f"{m}月" for m in range(4, 13)]
    assert heads("03-15") == ["2026年3月15日起", *between, "2027年1月", "2月", "至2027年3月14日"], heads("03-15")
    assert heads("04-01") == ["2026年4月", *between[1:], "2027年1月", "2月", "3月"], heads("04-01")
    assert heads("01-01") == ["1月", "2月", "3月"], heads("01-01")


@test
def groups_stand_as_people_count_them_and_nobody_is_first_of_nothing(v):
    for number, name in ((2, "二组"), (10, "十组"), (12, "十二组")):
        v.write(f"records/households/{number:02d}.yaml", f"group: {{id: g{number}, name: {name}}}\nhouseholds:\n  - {{id: h{number}01, head: 田来春}}\n")
    v.build()
    page = v.page("households")
    assert page.index("二组") < page.index("十组") < page.index("十二组"), page
    v.make("--date", "2025-01-05")
    assert "还没有已生效的积分，暂不排名。" in v.page("ranking") and "第1名" not in v.page("households/h105"), v.page("households/h105")
    assert "还没有可画的数。" in v.page("figures"), v.page("figures")
    assert "目前没有正在公示的条目" in v.page("object") and "以往的公示" not in v.page("object"), v.page("object")


@test
def goods_whose_stock_is_not_counted_say_so(v):
    v.build()
    with open(os.path.join(v.folder, "records/rewards.yaml"), encoding="utf-8") as f:
        v.write("records/rewards.yaml", f.read().replace("  - {id: quilt", "  - {id: comb, title: 梳子, cost: 1}\n  - {id: quilt"))
    v.make()
    assert "梳子 1分 不记存货" in v.page("rewards"), v.page("rewards")


@test
def a_village_with_a_rhythm_says_whether_it_keeps_it(v):
    def slide():
        page = read_page(os.path.join(v.folder, "out/site/screen/main/index.html"))
        found = re.search(r"<h2><span>积分评审会</span>.*?</section>", page, re.S)
        return found and " ".join(re.sub(r"<[^>]*>", " ", found.group(0)).split())
    v.build()
    assert "上一次" not in v.page(".") and not slide(), "no rhythm of reviews is written"
    head = VILLAGE["village.yaml"].replace("POLICY", "count").replace("{redemption: quarter}", "{review: RHYTHM}")
    v.write("records/village.yaml", head.replace("RHYTHM", "month"))
    v.make()
    assert "评审会每月一次，上一次是2026年11月22日，下一次最迟在2026年12月31日。" in v.page("."), v.page(".")
    assert slide() == "积分评审会 上一次 2026年11月22日 下一次最迟 2026年12月31日", slide()
    v.write("records/village.yaml", head.replace("RHYTHM", "quarter") + "events: [{date: 2027-04-20, kind: review}]\n")
    v.make("--date", "2027-04-01")
    assert "评审会每季一次，上一次是2026年11月22日，最迟应当在2027年3月31日再开，现在已经晚了，定在2027年4月20日。" in v.page("."), v.page(".")
    assert slide() == "积分评审会 已经晚了 上一次 2026年11月22日 最迟应当在 2027年3月31日 下一次 2027年4月20日", slide()


@test
def what_is_asked_for_besides_stands_where_the_figures_stand(v):
    v.build()
    assert "本组名次" not in v.page("households/h105") and "历年积分" not in v.page("households/h105"), "nothing was asked for"
    v.write("records/village.yaml", VILLAGE["village.yaml"].replace("POLICY", "count") + "also: [group_rank, lifetime]\n")
    v.write("records/households/2.yaml", "group: {id: g2, name: 二组}\nhouseholds:\n  - {id: h201, head: 田一}\n")
    v.write("records/rewards.yaml", VILLAGE["rewards.yaml"] + "  - {id: model, title: 组内第一, rank: 1, within: group}\n")
    v.make()
    page = v.page("households/h107")  # 9 in 2025, -1 in 2026; of h105, h106, h107 the third
    assert "本组名次 第3名" in page and "历年积分 8分" in page, page
    page = v.page("honours")
    assert "组内第一 1户 张*山 h105" in page and "本组前1名" in page, page
    with open(os.path.join(v.folder, "out/site/data/ledger.json"), encoding="utf-8") as f:
        now = json.load(f)["cycles"][-1]["households"]
    assert [(h["id"], h["group_rank"], h["lifetime"]) for h in now] == \
        [("h105", 1, 8), ("h106", 2, 4), ("h107", 3, 8), ("h108", None, 0), ("h201", 1, 0)], now
    table = subprocess.run([PROGRAM, "ledger", "--date", DATE, "--format", "csv"], cwd=v.folder, capture_output=True, timeout=60).stdout.decode("utf-8-sig")
    assert "名次,组内名次,户号" in table and ",历年积分," in table and "2026,4,3,h107" in table, table


@test
def what_takes_an_entry_s_place_is_named_where_it_may_be(v):
    v.build()
    v.write("records/meetings/2026-11-23.yaml", """meeting: 2026-11-23
kind: review
entries:
  - {resident: h105-2, rule: help, date: 2026-10-01, points: 4}
corrections:
  - {entry: 2026-10-10/1, by: 2026-11-23/1, reason: 分数录错}
  - {entry: 2026-10-10/2, by: 2026-10-10/4}
""")
    v.make("--only", "site,print")
    notice, own = v.page("notices/2026-11-23"), v.page("households/h105")
    assert "分数录错 改记为2026-11-23/1" in notice and notice.count("改记为") == 1, notice  # 2026-10-10/4 is a warning
    assert own.count("改记为2026-11-23/1") == 1 and "2026-10-10/4" not in own, own
    paper = subprocess.run(["pdftotext", os.path.join(v.folder, "out/print/notices/2026-11-23.pdf"), "-"], capture_output=True, timeout=60).stdout
    assert paper.decode().replace("\n", "").count("改记为：") == 1, paper.decode()
    with open(os.path.join(v.folder, "out/site/data/ledger.json"), encoding="utf-8") as f:
        entries = {e["id"]: e for e in json.load(f)["cycles"][-1]["entries"]}
    assert entries["2026-10-10/1"]["replaced_by"] == "2026-11-23/1" and "replaced_by" not in entries["2026-10-10/2"], entries


@test
def what_bars_and_takes_is_the_office_s_and_the_household_s_alone(v):
    v.build()
    for name, text in VILLAGE.items():
        if name == "rules/10.yaml":
            v.write("records/" + name, text.replace("points: -5, veto: true", "points: -5, bars: 60, zero: true"))
    v.write("records/redemptions/2026-10-20.yaml", "")
    v.make()
    page = v.page("rules")
    assert "生效后，这户余下可用的积分清零" in page and "生效后60天内不能兑换" in page, page
    place = os.path.join(v.folder, "out/site")
    for name in "households/h106/index.html", "data/ledger.json", "data/2026.csv":
        if os.path.exists(os.path.join(place, name)):
            with open(os.path.join(place, name), encoding="utf-8") as f:
                assert not re.search("barred|forfeited|停兑|清零|不能兑换", f.read()), name
    def run(*words):
        return subprocess.run([PROGRAM, *words, "--date", DATE], cwd=v.folder, capture_output=True, timeout=60).stdout.decode("utf-8-sig")
    table = run("ledger", "--format", "csv")
    assert "清零" in table.split("\n")[0] and "停兑至" in table.split("\n")[0], table
    row = next(line for line in table.split("\n") if "h106" in line and line.startswith("2026"))
    assert ",5,0," in row and "2026-12-13" in row, row  # 10 - 5 were there when it became final, and are taken
    told = run("explain", "h106")
    assert "余额清零：打架（2026-10-10/4）" in told and "因“打架”（2026-10-10/4），到2026年12月13日为止不能兑换。" in told, told
    told = run("explain", "2026-10-10/4")
    assert "2026年10月15日至2026年12月13日不能兑换。" in told and "余下可用的5分清零。" in told, told
    v.write("records/redemptions/2026-11-01.yaml", "- {date: 2026-11-01, household: h106, reward: cut}\n")
    assert "error[barred]" in v.make(status=1)


@test
def households_that_come_later_are_nowhere(v):
    v.write("records/households/0.yaml", "group: {id: g0, name: 二组}\nhouseholds:\n"
                                         "  - {id: h097, head: 鄢来春, since: 2026-11-25}\n  - {id: h098, head: 吴今到, since: 2026-11-24}\n")
    v.build()
    site = os.path.join(v.folder, "out/site")
    assert sorted(os.listdir(os.path.join(site, "households"))) == ["h098", "h105", "h106", "h107", "h108", "index.html"]
    assert "张*山 h105 一组 2026年度" in v.page("households/h105"), v.page("households/h105")
    assert "已不在册" in v.page("households/h108"), "who left keeps the page"
    for where, _, names in os.walk(site):
        for name in names:
            with open(os.path.join(where, name), "rb") as f:
                data = f.read()
            assert b"h097" not in data and "鄢".encode() not in data, os.path.join(where, name)


@test
def a_household_s_page_says_which_services_are_open(v):
    v.build()
    page = v.page("households/h106")
    assert "可以享受的服务 理发" in page[:page.index("2025年度")], page
    assert "可以享受的服务" not in page[page.index("2025年度"):], page
    page = v.page("households/h107")
    assert "可以享受的服务" not in page[:page.index("2025年度")], "6 points are needed, and not there"
    assert "可以享受的服务 理发" in page[page.index("2025年度"):], page


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links = [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src") and value is not None:
                self.links.append(value)


def read_links(path):
    parser = Links()
    with open(path, encoding="utf-8") as f:
        parser.feed(f.read())
    return parser


@test
def every_link_leads_somewhere(v):
    for language in "zh-CN", "en":
        v.build("named", "--language", language)
        site = os.path.join(v.folder, "out/site")
        pages = {os.path.realpath(p): read_links(p) for p in glob.glob(os.path.join(site, "**/index.html"), recursive=True)}
        assert len(pages) > 25, len(pages)
        for path, page in pages.items():
            assert len(page.ids) == len(set(page.ids)), f"{path}: an id twice"
            for link in page.links:
                parts = urllib.parse.urlsplit(link)
                if parts.scheme:
                    assert parts.scheme in ("tel", "http", "https"), f"{path}: {link}"
                    continue
                target = os.path.realpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path))) if parts.path else path
                assert os.path.isfile(target), f"{path}: {link}"
                if parts.fragment and target in pages:
                    assert urllib.parse.unquote(parts.fragment) in pages[target].ids, f"{path}: {link}"
            with open(path, encoding="utf-8") as f:
                assert not re.search(r"⟨|&lt;(site|mark|status)\.|\((site|search|data)\.[a-z_.]+\)", f.read()), f"{path}: a word is missing"


@test
def content_may_have_the_line_ends_of_windows(v):
    v.write("content/village.md", "---\r\ntitle: 关于本村\r\norder: 1\r\n---\r\n在桐花坪。\r\n")
    v.write("content/news/a.md", "---\r\ntitle: 下雪了\r\ndate: 2026-11-20\r\n---\r\n路滑。\r\n")
    v.build()
    about = v.page("village")
    assert "关于本村 在桐花坪。" in about and "order" not in about, about
    assert "下雪了" in v.page("news/a")


@test
def a_table_may_end_its_lines_with_blanks(v):
    v.write("content/village.md", "| 地点 | 电话 |  \n|---|---|  \n| 村委会 | 8000001 |  \n")
    v.build()
    text = read_page(os.path.join(v.folder, "out/site/village/index.html"))
    assert "<th scope=\"col\"" in text and "data-label=\"电话\"" in text, text


@test
def tables_for_the_public_mask_titles_as_the_site_does(v):
    v.build()
    v.write("records/rewards.yaml", VILLAGE["rewards.yaml"].replace("文明户", "张大山奖"))
    for form in "table", "csv":
        r = subprocess.run([PROGRAM, "ledger", "--public", "--date", DATE, "--format", form], cwd=v.folder, capture_output=True, timeout=60)
        assert r.returncode == 0 and "张*山奖" in r.stdout.decode() and "张大山" not in r.stdout.decode(), r.stdout.decode()


@test
def coded_links_lead_to_files_with_chinese_names(v):
    v.write("content/地图 一.md", "# 地图\n")
    v.write("content/a.md", "[图](%E5%9C%B0%E5%9B%BE%20%E4%B8%80.md)\n")
    said = v.build()
    page = read_page(os.path.join(v.folder, "out/site/a/index.html"))
    assert "page-link" not in said and 'href="../%E5%9C%B0%E5%9B%BE%20%E4%B8%80/index.html"' in page, (said, page)


@test
def what_is_wrong_with_a_page_is_said_once(v):
    v.write("content/village.md", "[一](a.md) [二](b.md)\n")
    said = v.build()
    assert said.count("page-link") == 2, said


@test
def screens_show_pages_of_news_and_warn_of_what_they_mask(v):
    v.build()
    v.write("records/village.yaml", "name: 桐花坪村\nbase: 1\nprivacy: {site: full, led: masked}\nscreens: [{id: gate, show: [notices, news]}]\n")
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\ntitle: 评张大山家\n"
                                                "entries: [{household: h106, rule: patrol}]\n")
    v.write("content/news/a.md", "---\ntitle: 下雪了\ndate: 2026-11-20\n---\n")
    v.write("content/news/draft.txt", "---\ntitle: 还没写好\ndate: 2026-11-20\n---\n")
    v.write("content/news/b.md", "---\ntitle: 前天的事\ndate: 2026-11-18\n---\n")
    v.write("content/news/index.md", "---\ntitle: 不是新闻\ndate: 2026-11-20\n---\n")
    r = subprocess.run([PROGRAM, "build", "--only", "led", "--date", DATE], cwd=v.folder, capture_output=True, timeout=120)
    said = r.stderr.decode()
    assert r.returncode == 0 and "2026-11-23.yaml:3:9: warning[name-in-text]" in said, said
    with open(os.path.join(v.folder, "out/led/gate.txt"), encoding="gb18030") as f:
        feed = "".join(f.read().split())
    assert "评张*山家" in feed and "下雪了" in feed and "还没写好" not in feed and "不是新闻" not in feed, feed
    assert feed.index("下雪了") < feed.index("前天的事"), feed


@test
def no_coded_link_gives_a_name_away(v):
    v.write("content/a.md", "[一](https://example.org/%E5%BC%A0%E5%A4%A7%E5%B1%B1) [二](https://example.org/?q=%E6%9D%91)\n")
    said = v.build()
    page = read_page(os.path.join(v.folder, "out/site/a/index.html"))
    assert "name-in-text" in said and "%E5%BC%A0" not in page and "%E6%9D%91" in page, said


@test
def an_objection_to_a_warning_names_nobody_in_full(v):
    v.build("masked")
    v.write("records/village.yaml", VILLAGE["village.yaml"].replace("site: masked, warnings: POLICY", "site: full, warnings: masked"))
    v.write("records/meetings/2026-01-10.yaml", "meeting: 2026-01-10\nkind: review\nentries: [{household: h106, rule: litter, date: 2026-01-09}, {household: h106, rule: patrol, date: 2026-01-09}]\n")
    v.write("records/objections/2026b.yaml", "- {id: o-9, entry: 2026-01-10/1, received: 2026-01-11}\n")
    v.write("records/meetings/2026-01-20.yaml", "meeting: 2026-01-20\nkind: review\nobjections: [{objection: o-9, upheld: false, reason: 查无此事}]\n")
    r = subprocess.run([PROGRAM, "build", "--only", "site", "--date", DATE], cwd=v.folder, capture_output=True, timeout=120)
    assert r.returncode == 0, r.stderr.decode()
    page = v.page("meetings/2026-01-20")
    assert "李*国" in page and "李卫国" not in page and "查无此事" in page, page


@test
def how_many_households_a_notice_is_about_leaves_those_out_that_are_counted(v):
    v.build("count")
    v.write("records/meetings/2026-11-22.yaml", "meeting: 2026-11-22\nkind: review\nentries: [{household: h106, rule: noise, date: 2026-11-21}, {household: h105, rule: patrol, date: 2026-11-21}]\n")
    r = subprocess.run([PROGRAM, "build", "--only", "site", "--date", DATE], cwd=v.folder, capture_output=True, timeout=120)
    assert r.returncode == 0, r.stderr.decode()
    assert "2条，涉及1户" in v.page("notices").replace(" ", ""), v.page("notices")


@test
def a_head_who_is_a_minor_is_one_however_the_name_is_spaced(v):
    v.build()
    v.write("records/village.yaml", VILLAGE["village.yaml"].replace("site: masked, warnings: POLICY", "site: full"))
    v.write("records/households/2.yaml", "group: {id: g9, name: 九组}\nhouseholds: [{id: h901, head: 钱 小童, members: [{id: h901-1, name: 钱小童, minor: true}]}]\n")
    r = subprocess.run([PROGRAM, "build", "--only", "site", "--date", DATE], cwd=v.folder, capture_output=True, timeout=120)
    assert r.returncode == 0 and "钱*" in v.page("households/h901") and "小童" not in v.page("households/h901"), v.page("households/h901")


@test
def what_stands_in_several_files_is_masked_in_all(v):
    v.write("records/village.yaml", "")
    v.build("masked")
    path = os.path.join(v.folder, "records")
    for name, old, new in (("village.yaml", "base: 1\n", "base: 1\nurl: https://example.org\nnotice: {contact: 张大山家, phone: 0718-8000001}\n"),
                           ("rules/10.yaml", "level: city\n", "level: city\nissuer: 李卫国办公室\ndocument: 王秀英字〔2026〕1号\n"),
                           ("rules/10.yaml", "title: 巡逻, points: 2", "title: 巡逻, points: 2, unit: 张大山次")):
        with open(os.path.join(path, name), encoding="utf-8") as f:
            text = f.read()
        assert old in text, (name, old)
        with open(os.path.join(path, name), "w", encoding="utf-8") as f:
            f.write(text.replace(old, new))
    r = subprocess.run([PROGRAM, "build", "--only", "site", "--date", DATE], cwd=v.folder, capture_output=True, timeout=120)
    assert r.returncode == 0, r.stderr.decode()
    for file in glob.glob(os.path.join(v.folder, "out/site/**/*.*"), recursive=True):
        with open(file, "rb") as f:
            data = f.read().replace(b"\r\n ", b"")
        for name in ("张大山", "李卫国", "王秀英"):
            assert name.encode() not in data, (file, name)
    assert "张*山家" in read_page(os.path.join(v.folder, "out/site/calendar.ics")).replace("\n ", "")


@test
def no_file_name_gives_a_name_away(v):
    v.write("content/life/张大山.md", "好人好事。\n")
    v.write("content/life/h105-1.jpg", "jpg")
    said = v.build(status=1)
    assert "content/life/张大山.md:1:1: error[page-address]" in said, said
    assert "content/life/h105-1.jpg:1:1: error[page-address]" in said, said
    assert not os.path.exists(os.path.join(v.folder, "out/site")), "nothing was published"


@test
def files_that_are_no_pages_give_no_name_away_and_take_no_page_s_place(v):
    v.write("content/walk.md", "散步。\n")
    v.write("content/walk/index.md", "又是散步。\n")
    for name in ("index.html", "site.css", "feed.atom", "data/more.csv", "walk/index.html"):
        v.write(f"content/{name}", "x")
    v.write("content/list.csv", "户,分\n一组,3\n张大山,5\n")
    with open(os.path.join(v.folder, "content/list.txt"), "wb") as f:
        f.write("一组\r\n李卫国 5分\r\n".encode("gb18030"))
    with open(os.path.join(v.folder, "content/photo.gif"), "wb") as f:
        f.write(b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;")  # no text
    with open(os.path.join(v.folder, "content/wide.txt"), "wb") as f:
        f.write("户\t分\r\n王秀英\t5\r\n".encode("utf-16"))
    v.write("content/2026.10/张大山.pdf", "%PDF-1.4")
    v.write("content/news/map.svg", "<svg/>")
    said = v.build(status=1)
    for name in ("index.html", "site.css", "feed.atom", "data/more.csv", "walk/index.html"):
        assert f"content/{name}:1:1: error[page-address]" in said, (name, said)
    assert "content/walk.md:1:1: error[page-address]: /walk/ is the address of content/walk/index.md too" in said, said
    assert 'content/list.csv:3:1: error[name-in-file]' in said and '"张大山"' in said, said
    assert 'content/list.txt:2:1: error[name-in-file]' in said and '"李卫国"' in said, said
    assert "content/wide.txt:2:1: error[name-in-file]" in said and "content/2026.10/张大山.pdf:1:1: error[page-address]" in said, said
    assert "photo.gif" not in said and "map.svg" not in said and said.count("error[") == 10, said


if __name__ == "__main__":
    sys.exit(test.run(Village))
