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
        if name == "records/rules/10.yaml":
            v.write(name, text.replace("POLICY", "count").replace("points: -5, veto: true", "points: -5, bars: 60, zero: true"))
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
