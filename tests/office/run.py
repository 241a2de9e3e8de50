#!/usr/bin/env python3
"""The papers of the office and the lists of papers: run.py PROGRAM. Ends with "N passed, M failed".

One build of the demonstration village, read back by poppler: every figure of a statement is the ledger's, its code the household's own page by
zbar; the lists name every paper with its sheets, and what is new since the build before; nothing of out/office is led to from elsewhere. A file
a subject.
"""
import html
import os
import re
import sys
import tempfile

from built import Village, check, checks
from board import cards, certificates, codes, english, events, past, posters, sheets
from books import by_group, passbooks
from figures import figures
from handed import agendas, forms, on_demand, statements
import pdf
from village import read, read_bytes


def folders(v):
    check("the build", v.status == 0, v.errors)
    check("it says that the office's papers must not be hosted", f"{v.out}/office shows full names" in v.said, v.said)
    readme = read(os.path.join(v.out, "office/README.txt"))
    check("so does the file beside them", "不得放到网站上" in readme and "桐花坪村" in readme, readme)
    check("--only office makes it alone", v.build("--only", "office", "-o", os.path.join(v.work, "alone"))[0] == 0 and
          sorted(f for f in os.listdir(os.path.join(v.work, "alone")) if f[0] != ".") == ["office"])
    alone = os.path.join(v.work, "alone/office")
    other = [p for p in v.papers("office") if read_bytes(alone, p) != read_bytes(v.out, "office", p)]
    check("the same bytes", not other, other)


def lists(v):
    for output in "print", "office":
        page = read(os.path.join(v.out, output, "index.html"))
        rows = re.findall(r'<tr><td><a href="([^"]+)">(.*?)</a>(.*?)</td><td>(.*?)</td><td>A4 (\d+)张</td>|'
                          r'<tr><td><a href="([^"]+)">(.*?)</a>(.*?)</td><td>(.*?)</td><td>A3 (\d+)张</td>', page)
        rows = [r[:5] if r[0] else r[5:] for r in rows]
        check(f"{output}: every paper is listed", sorted(html.unescape(r[0]) for r in rows) == v.papers(output), page[-2000:])
        beside = sorted(set(os.listdir(os.path.join(v.out, output))) - {"index.html", "README.txt", "notices", "posters", "certificates", "inspections", "plates", "labels.pdf", "cards", "statements", "passbooks", "forms"})
        check(f"{output}: what is no paper is linked too", all(f'href="{name}"' in page for name in beside), beside)
        wrong = {"sheets and title": [], "the village as their author": [], "a day of the records": [], "not new where nothing was before": []}
        for href, title, mark, _, sheets in rows:
            said = pdf.info(os.path.join(v.out, output, href))
            holds = (said["Pages"] == sheets and said["Title"] == html.unescape(title), said["Author"] == "桐花坪村",
                     "CreationDate" in said or href.startswith(("forms/", "plates/", "labels")), not mark)
            for what, well in zip(wrong.values(), holds):
                what += [] if well else [(href, title, mark, sheets, said)]
        for name, papers in wrong.items():
            check(f"{output}: {name}", not papers, papers[:3])


def news(v):
    """What the lists mark after a record changed."""
    with open(os.path.join(v.folder, "records/meetings/2026/2026-11-18.yaml"), "a", encoding="utf-8") as f:
        f.write("# nothing\n")
    check("nothing new", v.build("--only", "print,office")[0] == 0 and 'class="fresh"' not in read(os.path.join(v.out, "print/index.html")))
    v.build("--only", "print,office", date="2026-11-24")
    page = read(os.path.join(v.out, "print/index.html"))
    fresh = re.findall(r'<a href="([^"]+)">[^<]*</a><span class="fresh">', page)
    check("what changed is marked", "notices/2026-11-18.pdf" in fresh and len(fresh) < len(v.papers("print")), fresh)
    check("what changed is not folded away", not re.search(r"<details>(?:(?!</details>).)*class=\"fresh\"", page, re.S) and page.count('class="fresh"') == len(fresh), fresh)
    check("what was decided long ago is as it was", fresh and not [p for p in fresh if "red-list-2025" in p or "certificates/2025" in p], fresh)


def main():
    with tempfile.TemporaryDirectory() as work:
        v = Village(work)
        for part in folders, lists, figures, statements, passbooks, by_group, posters, sheets, cards, codes, certificates, past, forms, english, on_demand, events, agendas, news:
            part(v)
    return checks.end()


sys.exit(main())
