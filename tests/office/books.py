"""Passbooks: small pages on folded sheets, line by line."""
import glob
import json
import os
import re
import shutil

import pdf
from built import DATE, check, run, shown


def folded():
    """The places of a sheet, (side, row, column), as they follow each other once it is folded: the upper half behind the lower, then the left
    behind the right. What is printed on both sides and turned over along the long edge has the other side's columns the other way round."""
    layers = {(r, c): [(0, r, c), (1, r, 1 - c)] for r in (0, 1) for c in (0, 1)}
    lower = {c: layers[1, c] + layers[0, c][::-1] for c in (0, 1)}
    return lower[1] + lower[0][::-1]


def small_pages(paper):
    """The A6 pages in their order, each as words from its own left top corner."""
    width, height = 210 / 25.4 * 72 / 2, 297 / 25.4 * 72 / 2
    sides = pdf.words(paper)
    for n in range(0, len(sides), 2):
        for side, row, column in folded():
            page = []
            for a, b, c, d, text in sides[n + side]:
                if column * width <= (a + c) / 2 < (column + 1) * width and row * height <= (b + d) / 2 < (row + 1) * height:
                    a, b, c, d = a - column * width, b - row * height, c - column * width, d - row * height
                    page.append((a, b, c, d, text) if row else (width - c, height - d, width - a, height - b, text))
            yield page


def rows(page, columns):
    """The rows of a page of lines, a text a column. COLUMNS: where each ends, in points. A row begins with a year."""
    found = []
    for a, b, c, d, text in sorted(page, key=lambda w: (round(w[1]), w[0])):
        column = next(i for i, end in enumerate(columns) if (a + c) / 2 < end)
        if column == 0 and re.fullmatch(r"\d{4}年", text):
            found.append((b, [""] * len(columns)))
        if found and b < 385:
            found[-1][1][column] += text
    return [cells for _, cells in found]


def passbooks(v):
    """Imposed so that the pages follow each other; every line is the book's, every last balance the ledger's."""
    accounts = {a["id"]: a for a in v.cycle["households"]}
    status, said, errors = run("explain", v.folder, "--date", DATE, "--book", "--format", "json", *accounts)
    books = {b["id"]: [s for x in b["sections"] for s in x["steps"]] for b in map(json.loads, said.splitlines())}
    left = 6 * 72 / 25.4
    ends, wide = [], 105 * 72 / 25.4 - 2 * left
    for w in 46, wide - 164, 27, 27, 31, 33:
        ends.append((ends[-1] if ends else left) + w)
    ends[-1] = 1000
    order, found, wrong = [], {}, {"one group each": [], "covers": [], "every page in its place": [], "whole sheets": []}
    for paper in v.papers("office"):
        if not paper.startswith("passbooks/"):
            continue
        path = os.path.join(v.out, "office", paper)
        pages = list(small_pages(path))
        wrong["one group each"] += [] if paper.endswith(f"-{v.households[re.search(r'h[0-9]+', str(pages[0]))[0]]['group']}.pdf") else [paper]
        for n, page in enumerate(pages):
            said = "".join(w[4] for w in sorted(page, key=lambda w: (round(w[1]), w[0])))
            if n % 8 == 0:
                h, = re.findall(r"户号：(h\d+)", said)
                volume = re.search(r"第(\d)册", said)[1]
                order += [h] if volume == "1" else []
                wrong["covers"] += [] if f"户主：{v.households[h]['head']}" in said and "积分存折" in said else [(paper, h, said)]
                continue
            wrong["every page in its place"] += [] if f"{h}第{volume}册{n % 8 + 1}" in said else [(paper, h, volume, n % 8 + 1, said[-60:])]
            if n % 8 < 7:
                found.setdefault(h, []).extend(rows(page, ends))
        wrong["whole sheets"] += [] if len(pages) % 8 == 0 else [(paper, len(pages))]
    for name, places in wrong.items():
        check(f"passbooks: {name}", found and not places, places[:3])
    check("a passbook for every household, group by group", order == sorted(accounts), order[:20])
    other, unbalanced = [], []
    for h in accounts:
        want = []
        for step in books[h]:
            amount = step.get("amount", 0)
            y, m, d = step["date"].split("-")
            want.append((f"{y}年{int(m)}月{int(d)}日", shown(amount) if amount > 0 or step["step"].startswith("line_entry") and amount == 0 else "",
                         shown(-amount) if amount < 0 or step["step"] == "line_redeemed" else "", shown(step["balance"])))
        got = [(r[0], r[2], r[3], r[4]) for r in found[h]]
        other += [] if got == want else [(h, *next(((a, b) for a, b in zip(got, want) if a != b), (len(got), len(want))))]
        unbalanced += [] if (got[-1][3] if got else "0") == shown(accounts[h]["balance"]) else [(h, got[-1:])]
    check("passbooks: every line is the book's", not other, other[:3])
    check("passbooks: every one ends with the ledger's balance", not unbalanced, unbalanced[:3])
    check("what a deed was", any("除雪铲冰保畅通（1月24日）" in r[1] for r in found["h101"]), found["h101"][:3])
    if shutil.which("zbarimg"):
        said = pdf.codes(os.path.join(v.out, "office", "passbooks/01-g1.pdf"), 1, v.work)
        check("passbook: the code leads to the household's own page", said == [f"https://tonghuaping.example/own/{v.key(order[0])}/"], said)
    waits(v)


def waits(v):
    """What is on notice stands at the back alone, with its sum."""
    day = "2026-10-16"
    out = os.path.join(v.work, "then")
    run("build", v.folder, "-o", out, "--date", day, "--only", "office", GONGSHI_SECRET_FILE=v.secret)
    ledger = json.loads(run("ledger", v.folder, "--date", day, "--format", "json")[1])
    waiting = {}
    for e in (e for c in ledger["cycles"] for e in c["entries"] if e["status"] in ("notice", "suspended")):
        waiting.setdefault(e["household"], []).append(e["credited"])
    check("somebody waits", len(waiting) > 10, waiting)
    wrong, standing = [], []
    for paper in sorted(glob.glob(os.path.join(out, "office/passbooks/*.pdf"))):
        pages = list(small_pages(paper))
        for n in range(7, len(pages), 8):
            said = "".join(w[4] for w in sorted(pages[n], key=lambda w: (round(w[1]), w[0])))
            h = re.search(r"(h\d+)第\d册8", said)[1]
            if "续第" in said:
                continue
            points = waiting.get(h, [])
            total = ("+" if sum(points) >= 0 else "") + shown(sum(points))
            well = f"共{len(points)}条，{total}分" in said and said.count("公示至") + said.count("有异议，暂") == len(points) if points else "没有。" in said
            wrong += [] if well else [(h, points, said)]
            balance = next(a["balance"] for a in ledger["cycles"][-1]["households"] if a["id"] == h)
            standing += [] if f"结余{shown(balance)}分" in said else [(h, balance, said[:80])]
    check("passbooks: what waits", not wrong, wrong[:3])
    check("passbooks: how each stands", not standing, standing[:3])
