"""Notices, meetings and the rules they apply."""
import os

from counted import test


@test
def what_only_corrects_has_a_notice(v):
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\ncorrections: [{entry: 2026-11-22/2, reason: 录错}]\n")
    v.build()
    assert "更正1件" in v.page("notices") and "更正1件" in v.page("meetings"), v.page("notices")
    page = v.page("notices/2026-11-23")
    assert "录错" in page and "请在" not in page and "0条" not in page, page
    assert "已作废1条" in v.page("notices/2026-11-22"), v.page("notices/2026-11-22")


@test
def how_many_households_a_notice_is_about_leaves_those_out_that_are_counted(v):
    v.build("count")
    v.write("records/meetings/2026-11-22.yaml", "meeting: 2026-11-22\nkind: review\nentries: [{household: h106, rule: noise, date: 2026-11-21}, {household: h105, rule: patrol, date: 2026-11-21}]\n")
    v.make()
    assert "2条，涉及1户" in v.page("notices").replace(" ", ""), v.page("notices")


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
def two_meetings_of_a_month_without_titles_are_told_apart(v):
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\ncorrections: [{entry: 2026-11-22/2, reason: 录错}]\n")
    v.write("records/meetings/2026-11-24.yaml", "meeting: 2026-11-24\nkind: sharing\n")
    v.build()
    page = v.page("meetings")
    assert page.count("2026年11月积分评审会") == 1 and page.count("2026年11月23日积分评审会") == 1 and "2026年11月分享会" in page, page
    assert "2026年11月23日积分评审会" in v.page("notices/2026-11-23") and "2026年11月积分评审会" in v.page("notices/2026-11-22")
    v.build("count", "--language", "en")
    assert "Review meeting of November 2026" in v.page("meetings") and "Review meeting of 23 November 2026" in v.page("meetings"), v.page("meetings")
