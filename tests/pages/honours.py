"""Rewards, honours, what a household may use: what is won, left, handed out."""
import glob
import json
import os
import re

from counted import DATE, PROGRAM, VILLAGE, test
from pdf import flat
from village import read, run


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
def goods_whose_stock_is_not_counted_say_so(v):
    v.build()
    v.write("records/rewards.yaml", VILLAGE["records/rewards.yaml"].replace("  - {id: quilt", "  - {id: comb, title: 梳子, cost: 1}\n  - {id: quilt"))
    v.make()
    assert "梳子 1分 不记存货" in v.page("rewards"), v.page("rewards")


@test
def honours_are_won_and_lost(v):
    v.build()
    page = v.page("honours")
    # h106 has 6 points and is first in the category, where h105 is second: but it has a veto
    assert "文明户 1户 张*山 h105" in page, page
    assert "公益之星" not in page[:page.index("评定条件")], page
    assert "2026年10月 月度之星 1户 张*山 h105" in page, page
    assert "年度还没有结束" in page
    assert "h106" not in page and "李" not in page, "who lost by a veto is not said"
    assert "打架" in page[page.index("一票否决"):]
    past = v.page("honours/2025")
    assert "文明户 1户 王*英 h107" in past and "年度已结束" in past, past


@test
def a_village_without_honours_of_the_year_says_nothing_of_them(v):
    v.build()
    v.write("records/redemptions/2026-10-20.yaml", "")
    v.write("records/rewards.yaml", "honours: [{id: month, title: 月度之星, rank: 1, per: month}]\n")
    v.make()
    page = v.page("honours")
    assert "2026年10月 月度之星 1户" in page and "年度荣誉 " not in page and "年度还没有结束" not in page and "目前没有户达到" not in page, page


@test
def a_household_s_page_says_which_services_are_open(v):
    v.build()
    page = v.page("households/h106")
    assert "可以享受的服务 理发" in page[:page.index("2025年度")], page
    assert "可以享受的服务" not in page[page.index("2025年度"):], page
    page = v.page("households/h107")
    assert "可以享受的服务" not in page[:page.index("2025年度")], "6 points are needed, and not there"
    assert "可以享受的服务 理发" in page[page.index("2025年度"):], page


@test
def what_is_asked_for_besides_stands_where_the_figures_stand(v):
    v.build()
    assert "本组名次" not in v.page("households/h105") and "历年积分" not in v.page("households/h105"), "nothing was asked for"
    v.write("records/village.yaml", VILLAGE["records/village.yaml"].replace("POLICY", "count") + "also: [group_rank, lifetime]\n")
    v.write("records/households/2.yaml", "group: {id: g2, name: 二组}\nhouseholds:\n  - {id: h201, head: 田一}\n")
    v.write("records/rewards.yaml", VILLAGE["records/rewards.yaml"] + "  - {id: model, title: 组内第一, rank: 1, within: group}\n")
    v.make()
    page = v.page("households/h107")  # 9 in 2025, -1 in 2026; of h105, h106, h107 the third
    assert "本组名次 第3名" in page and "历年积分 8分" in page, page
    page = v.page("honours")
    assert "组内第一 1户 张*山 h105" in page and "本组第1名" in page, page
    now = json.loads(read(v.folder, "out/site/data/ledger.json"))["cycles"][-1]["households"]
    assert [(h["id"], h["group_rank"], h["lifetime"]) for h in now] == \
        [("h105", 1, 8), ("h106", 2, 4), ("h107", 3, 8), ("h108", None, 0), ("h201", 1, 0)], now
    table = run(PROGRAM, "ledger", "--date", DATE, "--format", "csv", cwd=v.folder).stdout
    assert "名次,组内名次,户号" in table and ",历年积分," in table and "2026,4,3,h107" in table, table


@test
def what_is_settled_stands_and_says_on_which_day(v):
    v.build()
    v.write("records/rewards.yaml", VILLAGE["records/rewards.yaml"] + "  - {id: fixed, title: 定评之星, rank: 1, per: month, settled: 20}\n"
            "  - {id: fixed-year, title: 年度定评, points: 5, settled: 0}\n")
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\nentries:\n  - {household: h107, rule: patrol, date: 2026-10-30}\n"
            "corrections:\n  - {entry: 2026-10-10/1, reason: 记错}\n  - {entry: 2026-10-10/2, reason: 记错}\n")
    v.make(only="site,print,led")
    page = v.page("honours")
    october = page[page.index("2026年10月"):page.index("评定条件")]
    # h105 had 8 on 20 November; since then all of it is void, and h106 is first
    assert "定评之星 1户 张*山 h105" in october and "月度之星" not in october, october
    assert "定评之星 每月 第1名 期满20天后定评，此后不变 2026年12月20日定评" in page, page
    assert "年度定评 每年度 积分满5分 期满当天定评，此后不变 2026年12月31日定评" in page, page
    won = page[:page.index("评定条件")]
    assert "年度定评 2026年12月31日定评" in won and won.count("年度定评") == 1 and "年度定评 1户" not in won, "nobody has it before, and when is said"
    assert "2025年度" in v.page("honours/2025") and "年度定评 1户 王*英 h107" in v.page("honours/2025")
    page = v.page("households/h105")
    assert "2026年10月 定评之星" in page and "月度之星" not in page, page
    with open(v.folder + "/out/site/data/ledger.json", encoding="utf-8") as f:
        now = json.load(f)["cycles"][-1]
    assert [h["honours"] for p in now["periods"] if p["id"] == "2026-10" for h in p["households"]] == [["fixed"], [], [], []], now["periods"]
    told = run(PROGRAM, "explain", "h105", "--date", DATE, cwd=v.folder).stdout
    assert "按2026年11月20日的情形定评，此后不再变动。" in told and "2026年12月31日定评，此前没有评给谁。" in told, told
    # entries of October are on notice, and may change all but what is settled
    rows = [line for line in v.source("honours").split("\n") if "2026年10月" in line and "<h3>" in line]
    assert len(rows) == 1 and "provisional" not in rows[0] and "暂列" not in rows[0], rows


PEOPLE = """group: {id: g1, name: 一组}
households:
  - {id: h105, head: 张大山, members: [{id: h105-1, name: 张大山}, {id: h105-2, name: 张小花, minor: true}]}
  - {id: h106, head: 李卫国, members: [{id: h106-1, name: 李卫国}]}
  - {id: h107, head: 王秀英, consent: 2026-01-01, members: [{id: h107-1, name: 王秀英}, {id: h107-2, name: 王建军}]}
"""
PEOPLE_REWARDS = """honours:
  - {id: best, title: 月度好人, rank: 2, per: month, for: resident}
  - {id: person, title: 热心村民, points: 1, for: resident}
  - {id: child, title: 好少年, points: 6, for: resident}
  - {id: group, title: 先进小组, rank: 1, for: group}
  - {id: clean, title: 平安小组, rank: 1, per: month, category: order, for: group}
"""
PEOPLE_MEETING = """meeting: 2026-10-10
kind: review
entries:
  - {resident: h105-2, rule: help, date: 2026-10-01, points: 6}
  - {resident: h105-1, rule: patrol, date: 2026-10-02}
  - {resident: h106-1, rule: help, date: 2026-10-03, points: 10}
  - {household: h106, rule: fight, date: 2026-10-03}
  - {resident: h107-2, rule: patrol, date: 2026-10-04, times: 2}
  - {household: h107, rule: patrol, date: 2026-10-05}
"""


def with_people(v, policy="masked"):
    v.build()
    v.write("records/village.yaml", VILLAGE["records/village.yaml"].replace("POLICY", "count").replace("site: masked", f"site: {policy}, print: full")
            + "screens: [{id: gate, columns: 16, show: [honours]}]\n")
    v.write("records/households/1.yaml", PEOPLE)
    v.write("records/households/2.yaml", "group: {id: g2, name: 二组}\nhouseholds:\n  - {id: h201, head: 田一}\n")
    v.write("records/rewards.yaml", PEOPLE_REWARDS)
    v.write("records/meetings/2026-10-10.yaml", PEOPLE_MEETING)
    for path in "records/meetings/2025-12-20.yaml", "records/meetings/2026-11-22.yaml", "records/redemptions/2026-10-20.yaml":
        os.remove(os.path.join(v.folder, path))
    v.make(only="site,print,led")


@test
def residents_and_groups_are_named_by_the_policy_and_minors_are_counted(v):
    with_people(v)
    page = v.page("honours")
    # 李卫国 has most, and a veto of the household; 张小花 is under age; 王秀英's household has agreed
    assert "热心村民 3人 张*山 h105 王建军 h107 其中1人不公布姓名" in page, page
    assert "好少年 1人 其中1人不公布姓名" in page and "先进小组 1个组 一组" in page, page
    october = page[page.index("2026年10月"):]
    assert "月度好人 1人 其中1人不公布姓名" in october and "平安小组 1个组 一组" in october, october
    assert "月度好人 每月 评给个人，只计记在本人名下的积分 前2名" in page and "先进小组 每年度 评给小组，按户均积分 第1名" in page, page
    assert "户内各人也不评。" in page and "小花" not in page and "张小" not in page and "李" not in page, page
    assert "家庭成员荣誉 张*山 热心村民" in v.page("households/h105"), v.page("households/h105")
    assert "好少年" not in v.page("households/h105") and "月度好人" not in v.page("households/h105"), "nobody under age is named"
    assert "家庭成员荣誉 王建军 热心村民" in v.page("households/h107"), v.page("households/h107")
    assert "家庭成员荣誉" not in v.page("households/h106"), v.page("households/h106")
    assert "看获得荣誉的户" in v.page("ranking"), v.page("ranking")
    data = json.loads(read(v.folder, "out/site/data/ledger.json"))["cycles"][-1]
    assert [g["honours"] for g in data["groups"]] == [["group"], []], data["groups"]
    assert "residents" not in data and all("residents" not in p for p in data["periods"]), "who it was is in no public data"
    assert [(p["id"], [g["honours"] for g in p["groups"]]) for p in data["periods"]][-2:] == [("2026-10", [["clean"], []]), ("2026-11", [[], []])], data["periods"]


@test
def where_ids_alone_are_shown_a_resident_is_the_household(v):
    with_people(v, "id")
    page = v.page("honours")
    assert "热心村民 3人 h105 h107 其中1人不公布姓名" in page and not re.search("[张王李]", page), page
    assert "家庭成员荣誉 热心村民" in v.page("households/h105"), v.page("households/h105")


@test
def what_residents_and_groups_won_stands_on_the_red_list_certificates_and_signs(v):
    with_people(v)
    red = flat(f"{v.folder}/out/print/posters/red-list-2026.pdf")
    assert "热心村民（3人）其中1人不公布姓名。h105张大山一组h107王建军一组" in red and "好少年（1人）其中1人不公布姓名。" in red, red
    assert "先进小组（1个组）一组" in red and "小花" not in red, red
    monthly = [flat(path) for path in sorted(glob.glob(f"{v.folder}/out/print/certificates/2026-10-*.pdf"))]
    assert len(monthly) == 2, monthly
    best, clean = monthly
    assert "＿＿＿＿＿＿（户号h105）：" in best and "小花" not in best and "张" not in best and "2026年10月评选中获评“月度好人”" in best, best
    assert "一组：" in clean and "户号" not in clean, clean
    sign = open(f"{v.folder}/out/led/gate.txt", encoding="gb18030").read()
    assert "热心村民" in sign and "3人" in sign and "张*山 王建军" in sign and "1人不公布姓名" in sign and "小花" not in sign, sign
    assert "先进小组" in sign and "1个组" in sign, sign
    screen = v.page("screen/gate")
    assert "其中1人不公布姓名" in screen and "张*山" in screen and "一组" in screen and "小花" not in screen, screen
