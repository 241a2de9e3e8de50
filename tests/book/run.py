#!/usr/bin/env python3
"""The office's workbook of the ledger: run.py PROGRAM. Ends with "N passed, M failed".

The demonstration village's figures are read back from out/office/ledger.xlsx and are the ledger's. Where LibreOffice is installed, it opens
the workbook, computes the sums anew after a figure was changed, and they follow it.
"""
import csv
import datetime
import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-11-20"
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)


def read(path):
    """{name of a sheet: its rows of cells}; a formula is "=…" with its value behind."""
    sheets = {}
    with zipfile.ZipFile(path) as z:
        for i, sheet in enumerate(ET.fromstring(z.read("xl/workbook.xml")).find("m:sheets", NS), 1):
            root = ET.fromstring(z.read(f"xl/worksheets/sheet{i}.xml"))
            sheets[sheet.get("name")] = [[("=" + c.find("m:f", NS).text + "=" if c.find("m:f", NS) is not None else "") +
                                          "".join(t.text or "" for t in c.iter("{%s}t" % NS["m"])) + (c.findtext("m:v", "", NS) or "")
                                          for c in row] for row in root.find("m:sheetData", NS)]
    return sheets


def places(rows):
    """{heading: which column}."""
    return {title: i for i, title in enumerate(rows[0])}


def letter(column):
    return chr(ord("A") + column)


def check_figures(sheets, folder):
    ledger = json.loads(run("ledger", folder, "--date", DATE, "--format", "json")[1])
    cycle = ledger["cycles"][-1]
    at = places(sheets["按户"])
    rows = {r[at["户号"]]: r for r in sheets["按户"][1:-1]}
    figures = {"已生效": "earned", "未生效": "pending", "上年结转": "carried", "已兑换": "redeemed", "转赠出": "given", "转赠得": "received", "可兑换": "balance"}
    wrong = [h["id"] for h in cycle["households"] if any(float(rows[h["id"]][at[title]]) != h[key] for title, key in figures.items())]
    check("the households' accounts", not wrong and len(rows) == len(cycle["households"]), wrong)
    sums = sheets["按户"][-1]
    check("sums are formulas, and come to what the ledger says", sums[0] == "合计" and
          sums[at["已生效"] - at["组"]] == f"=SUBTOTAL(9,{letter(at['已生效'])}2:{letter(at['已生效'])}{len(rows) + 1})={round(sum(h['earned'] for h in cycle['households']), 2):g}", sums)
    check("the entries", {r[0] for r in sheets["按次"][1:-1]} == {e["id"] for e in cycle["entries"]}, len(sheets["按次"]))
    credited = {}
    for e in cycle["entries"]:
        credited[e["rule"]] = round(credited.get(e["rule"], 0) + (e["credited"] if e["status"] != "void" else 0), 2)
    meetings = {r[0]: r for r in sheets["按会议"][1:-1]}
    own = {}
    for e in (e for c in ledger["cycles"] for e in c["entries"]):
        own.setdefault(e["id"].split("/")[0], []).append(e)
    wrong = [m for m, r in meetings.items() if not r[1] or [int(r[7]), int(r[8]), float(r[9])] !=
             [len(own.get(m, [])), len({e["household"] for e in own.get(m, [])}), round(sum(e["credited"] for e in own.get(m, []) if e["status"] == "final"), 2)]]
    check("by meeting", not wrong and {e["id"].split("/")[0] for e in cycle["entries"]} <= set(meetings) and sheets["按会议"][-1][0] == "合计", [meetings[m] for m in wrong])
    check("by rule", {r[0]: float(r[4]) for r in sheets["按细则"][1:-1] if float(r[2])} == {k: v for k, v in credited.items()},
          [(r[0], r[4]) for r in sheets["按细则"][1:-1] if credited.get(r[0], 0) != float(r[4])])
    check("redemptions", len(sheets["兑换"]) - 2 == len(cycle["redemptions"]), len(sheets["兑换"]))
    passed = places(sheets["转赠"])
    check("what was passed on", [[r[passed[x]] for x in ("转赠", "转出户", "转入户")] + [float(r[passed["计分"]])] for r in sheets["转赠"][1:-1]] ==
          [[t["id"], t["from"], t["to"], t["points"]] for t in cycle["transfers"]], sheets["转赠"])
    check("stock: what came in less what went out", all(r[4] == f"=C{n}-D{n}={int(r[2]) - int(r[3])}" for n, r in enumerate(sheets["库存"][1:-1], 2) if r[2]), sheets["库存"])
    check_honours(sheets["荣誉"], folder)
    results = {"待定": "pending", "通过": "approved", "不通过": "rejected"}
    check("claims", {r[0]: results[r[6]] for r in sheets["申报"][1:]} == {c["id"]: c["status"] for c in ledger["claims"]}, sheets["申报"][:3])
    months = sheets["按月"][1:-1]
    months_at = {name: i for i, name in enumerate(sheets["按月"][0])}
    check_participation(sheets["参与"], ledger, cycle)
    check_months(sheets["按月"], months_at, ledger, cycle, folder)
    check("months, up to the day", [r[0] for r in months] == [f"2026-{m:02}" for m in range(1, 12)], months)
    check("what was redeemed is the same by month", round(sum(float(r[months_at["已兑换"]]) for r in months), 2) == round(sum(r["cost"] for r in cycle["redemptions"]), 2), months)


class Honours:
    """The honours as rewards.yaml has them, who won them by the ledger as data, and what they looked at, summed once more from its entries."""

    def __init__(self, folder):
        self.folder = folder
        self.rules, self.honours, self.ledgers = {}, {}, {}
        for name in sorted(os.listdir(os.path.join(folder, "records/rules"))):
            with open(os.path.join(folder, "records/rules", name), encoding="utf-8") as f:
                self.rules.update(re.findall(r"\{id: ([\w-]+), category: (\w+)", f.read()))
        with open(os.path.join(folder, "records/rewards.yaml"), encoding="utf-8") as f:
            for line in f.read().partition("\nhonours:")[2].splitlines():
                if found := re.match(r"  - \{(.*)\}", line):
                    fields = dict(re.findall(r"([\w-]+): (\[[^]]*\]|[^,\]]+)", found[1]))
                    self.honours[fields["id"]] = fields

    def ledger(self, date):
        if date not in self.ledgers:
            self.ledgers[date] = json.loads(run("ledger", self.folder, "--date", date, "--format", "json")[1])
        return self.ledgers[date]

    def won(self):
        """{(title of the period, honour, who): (first day, last day, cycle)}"""
        found = {}
        for cycle in self.ledger(DATE)["cycles"]:
            for period in [cycle, *cycle.get("periods", [])]:
                title = f"{period['id']}年度" if period is cycle else re.sub(r"^(\d+)-0?(\d+)$", r"\1年\2月", re.sub(r"-Q(\d)$", r"年第\1季度", period["id"]))
                for kind in ("households", "residents", "groups"):
                    for who in period.get(kind, []):
                        found.update({(title, honour, who["id"]): (period["from"], period["to"], cycle) for honour in who.get("honours", [])})
        return found

    def looked_at(self, honour, who, days, date):
        """E of WHO as of DATE."""
        first, last, cycle = days
        ledger = self.ledger(date)
        cycle = next(c for c in ledger["cycles"] if c["id"] == cycle["id"])
        of = re.findall(r"\w+", honour.get("category", "")) or set(self.rules.values())
        entries = [e for e in cycle["entries"] if e["status"] == "final" and first <= e["date"] <= last and self.rules[e["rule"]] in of]
        whole = (first, last) == (cycle["from"], cycle["to"]) and "category" not in honour
        if honour.get("for") == "resident":
            return round(sum(e["credited"] for e in entries if e["resident"] == who), 2)
        accounts = {h["id"]: h for h in cycle["households"]}
        mine = [who] if honour.get("for") != "group" else [h for h, a in accounts.items() if a["group"] == who and a["rank"]]
        total = sum(e["credited"] for e in entries if e["household"] in mine) + (sum(accounts[h]["base"] for h in mine) if whole else 0)
        return round(total if honour.get("for") != "group" else int(abs(total) * 100 / len(mine) + 0.5) / 100, 2)


def check_honours(rows, folder):
    honours = Honours(folder)
    won = honours.won()
    at = places(rows)
    by_title = {h["title"]: id_ for id_, h in honours.honours.items()}
    check("who won which honour", {(r[at["期间"]], by_title[r[at["荣誉"]]], r[at["编号"]]) for r in rows[1:]} == set(won) and len(rows) == len(won) + 1,
          sorted(set(won) ^ {(r[at["期间"]], by_title[r[at["荣誉"]]], r[at["编号"]]) for r in rows[1:]})[:5])
    wrong = []
    day = lambda n: (datetime.date(1899, 12, 30) + datetime.timedelta(int(n))).isoformat()  # noqa: E731
    for r in rows[1:]:
        honour, days = honours.honours[by_title[r[at["荣誉"]]]], won[(r[at["期间"]], by_title[r[at["荣誉"]]], r[at["编号"]])]
        settled = int(honour["settled"]) if "settled" in honour else None
        on = (datetime.date.fromisoformat(days[1]) + datetime.timedelta(max(settled or 0, 1))).isoformat()
        points = honours.looked_at(honour, r[at["编号"]], days, on if settled else DATE)
        kind = {"resident": "居民", "group": "小组"}.get(honour.get("for"), "户")
        if float(r[at["评定积分"]]) != points or r[at["授予"]] != kind or (r[at["评定日期"]] and day(r[at["评定日期"]])) != (on if days[1] < DATE else "") or \
                (r[at["情况"]] == "已定评") != (settled is not None) or (r[at["情况"]] == "未结束") != (settled is None and days[1] >= DATE):
            wrong.append((r, points, on))
    check("what each honour looked at, and since when it is won", not wrong, wrong[:3])


def check_participation(rows, ledger, cycle):
    """Who took part, counted once more from the entries, claims and redemptions of the ledger as data."""
    wrong = []
    at = {name: i for i, name in enumerate(rows[0])}
    for row in rows[1:-1]:
        own = [e for e in cycle["entries"] if e["household"] == row[0] and e["status"] != "void"]
        taken = [x for x in cycle["redemptions"] if x["household"] == row[0]]
        wrong += [row] if [int(row[at[n]]) for n in ("条目数", "有条目的月数", "参与居民", "兑换次数")] != \
            [len(own), len({e["date"][:7] for e in own}), len({e["resident"] for e in own if e["resident"]}), len(taken)] else []
    check("who took part", not wrong and len(rows) == len(cycle["households"]) + 2, wrong[:3])
    check("claims made", 0 < int(rows[-1][-3].split("=")[-1]) <= len(ledger["claims"]), rows[-1])


def formula(cell):
    """(the formula, what it comes to)"""
    return cell.split("=")[1], cell.split("=")[2]


def check_months(rows, at, ledger, cycle, folder):
    """The township's figures: shares are formulas over their row, and come to what stands there."""
    def letter(name):
        return chr(65 + at[name])
    for n, row in enumerate(rows[1:-1], 2):
        for share, part, whole in (("参与面", "参与户数", "在册户数"), ("兑换率", "已兑换", "当月已生效积分")):
            text, value = formula(row[at[share]])
            right = float(row[at[part]]) / float(row[at[whole]]) if float(row[at[whole]]) > 0 else None
            check(f"{row[0]}: {share}", text == f'IF({letter(whole)}{n}>0,{letter(part)}{n}/{letter(whole)}{n},"")' and
                  (value == "" if right is None else abs(float(value) - right) < 0.00006), row[at[share]])
    sums = dict(zip([name for name in rows[0] if not name.startswith(("月份",))], [None] * len(rows[0])))
    for cell in rows[-1][1:]:
        text, value = formula(cell)
        name = next((k for k, i in at.items() if f"{chr(65 + i)}2:" in text), "兑换率")
        sums[name] = float(value)
    base = {h["id"]: h["base"] for h in cycle["households"]}
    check("what was earned is the ledger's", sums["当月已生效积分"] == round(sum(h["earned"] - base[h["id"]] for h in cycle["households"]), 2), sums)
    check("the rate of the whole", abs(sums["兑换率"] - sums["已兑换"] / sums["当月已生效积分"]) < 0.00006, sums)
    ended = [c for c in ledger["claims"] if c["status"] == "approved"]
    check("claims that were approved", sums["通过申报"] <= len(ended) and sums["答复申报"] >= sums["通过申报"] > 0, [sums, len(ended)])
    check("objections: how they ended", sums["收到异议"] >= sums["异议成立"] + sums["异议不成立"] > 0, sums)


def check_form(path):
    with zipfile.ZipFile(path) as z:
        check("the archive is whole", z.testzip() is None)
        sheet = z.read("xl/worksheets/sheet1.xml").decode()
        book = z.read("xl/workbook.xml").decode()
        styles = z.read("xl/styles.xml").decode()
        check("created on the day", f"{DATE}T00:00:00Z" in z.read("docProps/core.xml").decode())
    check("frozen, with filters, on A4, the heading on each page", all(w in sheet for w in ('state="frozen"', "<autoFilter ref=\"A1:", 'paperSize="9"', 'fitToHeight="0"'))
          and book.count("_xlnm.Print_Titles") == book.count("<sheet ") == 11 and "yyyy" in styles)


def check_office(path, work):
    """LibreOffice computes the sums anew."""
    if not shutil.which("soffice"):
        print("LibreOffice is not installed: what it computes is not looked at")
        return
    names = [os.path.join(work, name) for name in ("whole.xlsx", "changed.xlsx")]
    earned = places(read(path)["按户"])["已生效"]
    for name in names:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                text = old.read(part)
                if part.startswith("xl/worksheets/"):
                    text = re.sub(rb"</f><v>[^<]*</v>", b"</f>", text)  # it is to compute, not to show what stands there
                if part == "xl/worksheets/sheet1.xml":
                    text = re.sub(rb'(<c r="%s2"[^>]*><v>)[^<]*' % letter(earned).encode(), rb"\g<1>1000000", text) if "changed" in name else text
                new.writestr(part, text)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
                    "--outdir", work, *names], capture_output=True, timeout=300)
    sums = []
    for name in names:
        with open(name[:-5] + ".csv", encoding="utf-8") as f:
            rows = list(csv.reader(io.StringIO(f.read())))
        sums.append((float(rows[-1][earned]), sum(float(row[earned]) for row in rows[1:-1])))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
                    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", os.path.join(work, "all"), names[0]],
                   capture_output=True, timeout=300)
    with open(os.path.join(work, "all", "whole-按月.csv"), encoding="utf-8") as f:
        shown = list(csv.reader(f))
    at = {name: i for i, name in enumerate(shown[0])}
    sheets = read(path)["按月"]
    wrong = [(a, b) for a, b in zip(shown[1:], sheets[1:]) for name in ("参与面", "兑换率")
             if a[0] != "合计" and formula(b[at[name]])[1] and abs(float(a[at[name]].rstrip("%")) / 100 - float(formula(b[at[name]])[1])) > 0.0001]
    with open(os.path.join(work, "all", "whole-荣誉.csv"), encoding="utf-8") as f:
        won = list(csv.reader(f))
    honours = read(path)["荣誉"]
    check("LibreOffice shows who won which honour", [r[:7] for r in won] == [r[:7] for r in honours] and len(won) > 50, won[:3])
    check("LibreOffice comes to the same shares", len(shown) == len(sheets) and not wrong, wrong[:2])
    check("LibreOffice comes to the same sum", sums[0][0] == sums[0][1], sums)
    check("and to another where a figure is changed", sums[1][0] == sums[1][1] and sums[1][0] > 1000000, sums)


def main():
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, "village")
        shutil.copytree(os.path.join(TOP, "records"), os.path.join(folder, "records"))
        status, _, error = run("build", folder, "--date", DATE, "--only", "office", "-q")
        path = os.path.join(folder, "out", "office", "ledger.xlsx")
        check("it is made", status == 0 and os.path.exists(path), error)
        if not checks.failed:
            with open(path, "rb") as f:
                first = f.read()
            check_figures(read(path), folder)
            check_form(path)
            check_office(path, work)
            run("build", folder, "--date", DATE, "--only", "office", "-q", "-j", "1", "-o", os.path.join(work, "again"))
            with open(os.path.join(work, "again", "office", "ledger.xlsx"), "rb") as f:
                check("the same bytes", f.read() == first)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
