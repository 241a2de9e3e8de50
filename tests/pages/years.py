"""Years: provisional, over, begun within a month; households that come and go; groups."""
import os
import re

from counted import VILLAGE, test


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
def a_year_that_begins_within_a_month_tells_its_two_parts_apart(v):
    def heads(cycle):
        v.write("records/village.yaml", f"name: 桐花坪村\nbase: 1\ncycle: {cycle}\n")
        v.make("--date", "2027-03-12")
        table = re.search(r"<table.*?</table>", v.source("figures"), re.S).group(0)
        return re.findall(r'scope="row"[^>]*>([^<]*)<', table)
    v.build()
    v.write("records/meetings/2027-03-01.yaml", "meeting: 2027-03-01\nkind: review\nentries:\n  - {household: h105, rule: patrol}\n")
    between = [f"{m}月" for m in range(4, 13)]
    assert heads("03-15") == ["2026年3月15日起", *between, "2027年1月", "2月", "至2027年3月14日"], heads("03-15")
    assert heads("04-01") == ["2026年4月", *between[1:], "2027年1月", "2月", "3月"], heads("04-01")
    assert heads("01-01") == ["1月", "2月", "3月"], heads("01-01")


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
def groups_stand_as_people_count_them_and_nobody_is_first_of_nothing(v):
    for number, name in ((2, "二组"), (10, "十组"), (12, "十二组")):
        v.write(f"records/households/{number:02d}.yaml", f"group: {{id: g{number}, name: {name}}}\nhouseholds:\n  - {{id: h{number}01, head: 田来春}}\n")
    v.build()
    page = v.page("households")
    assert page.index("二组") < page.index("十组") < page.index("十二组"), page
    v.make("--date", "2025-01-05")
    assert "还没有已生效的积分，暂不排名。" in v.page("ranking") and "第1名" not in v.page("households/h105"), v.page("households/h105")
    assert "还没有数据。" in v.page("figures"), v.page("figures")
    assert "目前没有正在公示的条目" in v.page("object") and "以往的公示" not in v.page("object"), v.page("object")


@test
def a_village_with_a_rhythm_says_whether_it_keeps_it(v):
    def slide():
        page = v.source("screen/main")
        found = re.search(r"<h2><span>积分评审会</span>.*?</section>", page, re.S)
        return found and " ".join(re.sub(r"<[^>]*>", " ", found.group(0)).split())
    v.build()
    assert "上一次" not in v.page(".") and not slide(), "no rhythm of reviews is written"
    head = VILLAGE["records/village.yaml"].replace("POLICY", "count").replace("{redemption: quarter}", "{review: RHYTHM}")
    v.write("records/village.yaml", head.replace("RHYTHM", "month"))
    v.make()
    assert "评审会每月一次，上一次是2026年11月22日，下一次最迟在2026年12月31日。" in v.page("."), v.page(".")
    assert slide() == "积分评审会 上一次 2026年11月22日 下一次最迟 2026年12月31日", slide()
    v.write("records/village.yaml", head.replace("RHYTHM", "quarter") + "events: [{date: 2027-04-20, kind: review}]\n")
    v.make("--date", "2027-04-01")
    assert "评审会每季一次，上一次是2026年11月22日，最迟应当在2027年3月31日再开，现在已经晚了，定在2027年4月20日。" in v.page("."), v.page(".")
    assert slide() == "积分评审会 已经晚了 上一次 2026年11月22日 最迟应当在 2027年3月31日 下一次 2027年4月20日", slide()
