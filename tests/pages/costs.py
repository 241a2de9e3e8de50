"""What decisions cost beside points, and what takes the place of what was corrected."""
import json
import os
import re
import subprocess

from counted import DATE, PROGRAM, VILLAGE, test


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
    v.make(only="site,print")
    notice, own = v.page("notices/2026-11-23"), v.page("households/h105")
    assert "分数录错 改记为 张*山 h105 互助 +4 " in notice and notice.count("改记为") == 1, notice  # 2026-10-10/4 is a warning
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
        if name == "records/rules/10.yaml":
            v.write(name, text.replace("POLICY", "count").replace("points: -5, veto: true", "points: -5, bars: 60, zero: true"))
    v.write("records/redemptions/2026-10-20.yaml", "")
    v.make()
    assert "打架 停兑 清零" in v.page("warnings"), v.page("warnings")
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
def points_that_are_passed_on_stand_with_both_and_on_the_notice(v):
    v.build()
    v.write("records/village.yaml", VILLAGE["records/village.yaml"].replace("POLICY", "count") + "notice: {contact: 监委会}\nurl: https://x.example\n")
    v.write("records/meetings/2026-11-10.yaml", "meeting: 2026-11-10\nkind: review\ntransfers:\n  - {from: h105, to: h106, points: 1.5, reason: 张大山家自愿}\n")
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\ntransfers: [{from: h106, to: h107, points: 2}]\n")
    v.make(only="site,print,text,led")
    notice = v.page("notices/2026-11-10")
    assert "张*山 h105 转赠给 李*国 h106 1.5分 已于2026年11月15日转入 张*山家自愿" in notice and "公示内容 积分转赠1笔" in notice, notice
    notice = v.page("notices/2026-11-23")
    assert "李*国 h106 转赠给 王*英 h107 2分 2026年11月28日转入" in notice and "提出异议" not in notice, notice
    page = v.page("households/h106")  # 10 + -5 + 1.5 - 2
    assert "转赠出 2分" in page and "转赠得 1.5分" in page and "可兑换 4.5分" in page, page
    assert "转赠给 王*英 h107 2分 11月23日" in page and "得到转赠，来自 张*山 h105 1.5分 11月10日" in page, page
    page = v.page("households/h107")  # on its way: not there yet
    assert "转赠得" not in page and "得到转赠，来自 李*国 h106 2分 11月23日 2026年11月28日转入" in page, page
    assert "转赠" not in v.page("households/h108")
    paper = subprocess.run(["pdftotext", os.path.join(v.folder, "out/print/notices/2026-11-10.pdf"), "-"], capture_output=True, timeout=60).stdout
    assert "h105张大山转赠给h106李卫国1.5分。理由：张大山家自愿。" in "".join(paper.decode().split()), paper.decode()
    assert "可以向监委会反映" in "".join(paper.decode().split()) and "起生效" not in paper.decode(), paper.decode()
    with open(os.path.join(v.folder, "out/site/data/ledger.json"), encoding="utf-8") as f:
        now = json.load(f)["cycles"][-1]
    assert [(h["id"], h["given"], h["received"], h["balance"]) for h in now["households"]] == \
        [("h105", 1.5, 0, 2.5), ("h106", 2, 1.5, 4.5), ("h107", 0, 0, -1), ("h108", 0, 0, 0)], now["households"]
    assert now["transfers"][1] == {"id": "2026-11-23/t1", "date": "2026-11-23", "from": "h106", "to": "h107", "points": 2, "final_from": "2026-11-28"}
    assert "transfers" in v.source("data") and "积分转赠：" in v.page("data")
    with open(os.path.join(v.folder, "out/text/chat-notice-2026-11-23.txt"), encoding="utf-8") as f:
        assert "积分转赠1笔。" in f.read()
    with open(os.path.join(v.folder, "out/text/broadcast-notice-2026-11-23.txt"), encoding="utf-8") as f:
        assert "有一笔积分转赠。" in f.read()
    def run(*words):
        return subprocess.run([PROGRAM, *words, "--date", DATE], cwd=v.folder, capture_output=True, timeout=60).stdout.decode("utf-8-sig")
    told = run("explain", "h106")
    assert "得到转赠：张大山户（h105）（2026-11-10/t1）" in told and "转赠给王秀英户（h107）（2026-11-23/t1）" in told, told
    told = run("explain", "2026-11-23/t1")
    assert "李卫国户（h106）把2分转赠给王秀英户（h107）。" in told and "可用6.5分。" in told and "转赠后余4.5分。" in told, told
    table = run("ledger", "--format", "csv")
    assert ",已兑换,转赠出,转赠得,可兑换," in table and ",h106,李卫国,一组,6,0,0,0,2,1.5,4.5," in table, table


@test
def who_gives_may_be_shown_by_number_alone(v):
    v.build()
    v.write("records/village.yaml", VILLAGE["records/village.yaml"].replace("POLICY", "count").replace("site: masked", "site: id, print: id"))
    v.write("records/meetings/2026-11-10.yaml", "meeting: 2026-11-10\nkind: review\ntransfers:\n  - {from: h105, to: h106, points: 1.5, reason: 张大山家自愿}\n")
    v.make(only="site,print")
    for page in v.page("notices/2026-11-10"), v.page("meetings/2026-11-10"), v.page("households/h106"):
        assert "h105" in page and not re.search("张大|大山|李卫|卫国", page), page
    paper = subprocess.run(["pdftotext", os.path.join(v.folder, "out/print/notices/2026-11-10.pdf"), "-"], capture_output=True, timeout=60).stdout.decode()
    assert "h105转赠给h106" in "".join(paper.split()) and not re.search("大山|卫国", paper), paper

@test
def who_is_barred_is_offered_nothing_where_only_it_and_the_office_look(v):
    v.build()
    for name, text in VILLAGE.items():
        if name == "records/rules/10.yaml":
            v.write(name, text.replace("POLICY", "count").replace("points: -5, veto: true", "points: -5, bars: 60"))
    v.write("records/redemptions/2026-10-20.yaml", "")
    subprocess.run([PROGRAM, "secret"], cwd=v.folder, capture_output=True, timeout=60, check=True)
    v.make(only="site,office")
    own = next(page for page in (v.page(f"own/{name}") for name in os.listdir(os.path.join(v.folder, "out/site/own"))) if page.startswith("李卫国"))
    assert "到2026年12月13日为止不能兑换。" in own and "肥皂 4分" not in own, own  # 5 points, and soap costs 4
    assert "“理发”要求6分：积分已够，因停兑到2026年12月13日为止不开放。" in own and "已开放" not in own, own
    v.write("paper.pdf", "")
    subprocess.run([PROGRAM, "statement", "-o", "paper.pdf", "--date", DATE, "h106"], cwd=v.folder, capture_output=True, timeout=60, check=True)
    papers = {}
    for path in "paper.pdf", "out/office/forms/redemption-01-g1.pdf":
        papers[path] = subprocess.run(["pdftotext", "-layout", os.path.join(v.folder, path), "-"], capture_output=True, timeout=60).stdout.decode()
    assert "到2026年12月13日为止不能兑换。" in papers["paper.pdf"] and "换不了" not in papers["paper.pdf"], papers
    row = next(line for line in papers["out/office/forms/redemption-01-g1.pdf"].split("\n") if "h106" in line)
    assert "停兑，到12月13日为止" in row, row
    assert "停兑" not in next(line for line in papers["out/office/forms/redemption-01-g1.pdf"].split("\n") if "h107" in line)
