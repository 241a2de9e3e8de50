#!/usr/bin/env python3
"""The office's workbook of the ledger: run.py PROGRAM. Ends with "N passed, M failed".

The demonstration village's figures are read back from out/office/ledger.xlsx and are the ledger's. Where LibreOffice is installed, it opens
the workbook, computes the sums anew after a figure was changed, and they follow it.
"""
import csv
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


def check_figures(sheets, folder):
    ledger = json.loads(run("ledger", folder, "--date", DATE, "--format", "json")[1])
    cycle = ledger["cycles"][-1]
    rows = {r[1]: r for r in sheets["按户"][1:-1]}
    wrong = [h["id"] for h in cycle["households"] if [float(x) for x in rows[h["id"]][4:9]] !=
             [h["earned"], h["pending"], h["carried"], h["redeemed"], h["balance"]]]
    check("the households' accounts", not wrong and len(rows) == len(cycle["households"]), wrong)
    sums = sheets["按户"][-1]
    check("sums are formulas, and come to what the ledger says", sums[0] == "合计" and
          sums[1] == f"=SUBTOTAL(9,E2:E{len(rows) + 1})={round(sum(h['earned'] for h in cycle['households']), 2):g}", sums)
    check("the entries", {r[0] for r in sheets["按次"][1:-1]} == {e["id"] for e in cycle["entries"]}, len(sheets["按次"]))
    credited = {}
    for e in cycle["entries"]:
        credited[e["rule"]] = round(credited.get(e["rule"], 0) + (e["credited"] if e["status"] != "void" else 0), 2)
    check("by rule", {r[0]: float(r[4]) for r in sheets["按细则"][1:-1] if float(r[2])} == {k: v for k, v in credited.items()},
          [(r[0], r[4]) for r in sheets["按细则"][1:-1] if credited.get(r[0], 0) != float(r[4])])
    check("redemptions", len(sheets["兑换"]) - 2 == len(cycle["redemptions"]), len(sheets["兑换"]))
    check("stock: what came in less what went out", all(int(r[2]) - int(r[3]) == int(r[4]) for r in sheets["库存"][1:-1] if r[2]), sheets["库存"])
    results = {"待定": "pending", "通过": "approved", "不通过": "rejected"}
    check("claims", {r[0]: results[r[6]] for r in sheets["申报"][1:]} == {c["id"]: c["status"] for c in ledger["claims"]}, sheets["申报"][:3])
    months = sheets["按月"][1:-1]
    check("months, up to the day", [r[0] for r in months] == [f"2026-{m:02}" for m in range(1, 12)], months)
    check("what was redeemed is the same by month", round(sum(float(r[11]) for r in months), 2) == round(sum(r["cost"] for r in cycle["redemptions"]), 2), months)


def check_form(path):
    with zipfile.ZipFile(path) as z:
        check("the archive is whole", z.testzip() is None)
        sheet = z.read("xl/worksheets/sheet1.xml").decode()
        book = z.read("xl/workbook.xml").decode()
        styles = z.read("xl/styles.xml").decode()
        check("created on the day", f"{DATE}T00:00:00Z" in z.read("docProps/core.xml").decode())
    check("frozen, with filters, on A4, the heading on each page", all(w in sheet for w in ('state="frozen"', "<autoFilter ref=\"A1:", 'paperSize="9"', 'fitToHeight="0"'))
          and book.count("_xlnm.Print_Titles") == book.count("<sheet ") == 7 and "yyyy" in styles)


def check_office(path, work):
    """LibreOffice computes the sums anew."""
    if not shutil.which("soffice"):
        print("LibreOffice is not installed: what it computes is not looked at")
        return
    names = [os.path.join(work, name) for name in ("whole.xlsx", "changed.xlsx")]
    for name in names:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                text = old.read(part)
                if part == "xl/worksheets/sheet1.xml":
                    text = re.sub(rb"</f><v>[^<]*</v>", b"</f>", text)  # it is to compute, not to show what stands there
                    text = re.sub(rb'(<c r="E2"[^>]*><v>)[^<]*', rb"\g<1>1000000", text) if "changed" in name else text
                new.writestr(part, text)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
                    "--outdir", work, *names], capture_output=True, timeout=300)
    sums = []
    for name in names:
        with open(name[:-5] + ".csv", encoding="utf-8") as f:
            rows = list(csv.reader(io.StringIO(f.read())))
        sums.append((float(rows[-1][4]), sum(float(row[4]) for row in rows[1:-1])))
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
