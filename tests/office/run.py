#!/usr/bin/env python3
"""The papers of the office and the lists of papers: run.py PROGRAM. Ends with "N passed, M failed".

One build of the demonstration village, read back by poppler: every figure of a statement is the ledger's, its code the household's own page by
zbar; the lists name every paper with its sheets, and what is new since the build before; nothing of out/office is led to from elsewhere.
"""
import base64
import datetime
import functools
import glob
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pdf  # noqa: E402
from village import TOP, Checks, read, read_bytes, write  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-11-20"
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)


def shown(points):
    return f"{points:g}".replace("-", "−")


class Village:
    """The demonstration village with a secret, built once."""

    def __init__(self, work):
        self.work = work
        self.folder = os.path.join(work, "village")
        for part in ("records", "content"):
            shutil.copytree(os.path.join(TOP, part), os.path.join(self.folder, part))
        self.secret = os.path.join(work, "secret")
        with open(self.secret, "w", encoding="ascii") as f:
            f.write("07" * 32 + "\n")
        os.chmod(self.secret, 0o600)
        self.out = os.path.join(work, "out")
        self.status, self.said, self.errors = self.build("--only", "print,office")
        self.ledger = json.loads(run("ledger", self.folder, "--date", DATE, "--format", "json")[1])
        self.cycle = self.ledger["cycles"][-1]
        self.households = {}
        for path in sorted(glob.glob(os.path.join(self.folder, "records/households/*.yaml"))):
            group = re.search(r"id: (\w+), name: ([^}]+)}", read(path))
            for block in re.split(r"(?m)^  - id: ", read(path))[1:]:
                self.households[block.split()[0]] = {"group": group[1], "group_name": group[2], "head": re.search(r"head: (\S+)", block)[1],
                                                     "offline": "offline: true" in block}

    def build(self, *more, date=DATE):
        return run("build", self.folder, "-o", self.out, "--date", date, *more, GONGSHI_SECRET_FILE=self.secret)

    def key(self, household):
        digest = hashlib.blake2b(household.encode(), key=bytes.fromhex("07" * 32), digest_size=16).digest()
        return base64.b32encode(digest).decode().rstrip("=").lower()

    def papers(self, output):
        return sorted(os.path.relpath(p, os.path.join(self.out, output)) for p in glob.glob(os.path.join(self.out, output, "**/*.pdf"), recursive=True))

    def account(self, household):
        return next((a for a in self.cycle["households"] if a["id"] == household), None)


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


def statements(v):
    found = {}
    for paper in v.papers("office"):
        if not paper.startswith("statements/"):
            continue
        pages = pdf.text(os.path.join(v.out, "office", paper), "-layout").split("\f")[:-1]
        for n, page in enumerate(pages):
            first = re.search(r"户号：(h\d+)\s", page)
            if first:
                found[first[1]] = [paper, n + 1, page]
            else:
                found[list(found)[-1]][2] += page
    offline = [h for h, x in v.households.items() if x["offline"]]
    check("a statement for every household without a phone, in order", list(found) == offline, (list(found), offline))
    wrong = {"whose each is": [], "figures": [], "the last line of the account": [], "every entry": []}
    for h, (paper, n, page) in found.items():
        x, account = v.households[h], v.account(h)
        whose = f"户主：{x['head']}" in page and x["group_name"] in page and f"-{x['group']}.pdf" in paper
        wrong["whose each is"] += [] if whose else [(h, page[:300])]
        wrong["figures"] += [] if f"已生效积分{shown(account['earned'])}分，可以兑换{shown(account['balance'])}分" in page else [(h, page[:400])]
        squeezed = re.sub(r"\s", "", page)
        lines = re.findall(r"^\s*2026-\d\d-\d\d +(?:.*?)余额 +(\S+)$", page, re.M)
        wrong["the last line of the account"] += [] if lines == [shown(account["balance"])] else [(h, lines)]
        entries = [e for e in v.cycle["entries"] if e["household"] == h]
        missing = [e["id"] for e in entries if squeezed.count(re.sub(r"\s", "", e["id"].split("/h")[0])) < 1]
        wrong["every entry"] += [(h, missing)] if missing else []
    for name, places in wrong.items():
        check(f"statements: {name}", found and not places, places[:3])
    if shutil.which("zbarimg"):
        h, (paper, n, _) = list(found.items())[-1]
        said = pdf.codes(os.path.join(v.out, "office", paper), n, v.work)
        check("the code leads to the household's own page", said == [f"https://tonghuaping.example/own/{v.key(h)}/"], said)


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


def inked(paper, page, dpi=40):
    """The ink of a page: its width and height in dots, and the box that holds all of it (left, top, right, bottom)."""
    raw = subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), "-singlefile", paper], capture_output=True, check=True).stdout
    _, size, _, dots = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [y for y in range(height) if min(dots[y * width:(y + 1) * width]) < 200]
    columns = [x for x in range(width) if min(dots[x::width][:height]) < 200]
    return width, height, (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)


def margins(name, paper, least):
    """On the first and the last page nothing stands nearer to the edge than LEAST millimetres."""
    for page in {1, int(pdf.info(paper)["Pages"])}:
        width, height, (left, top, right, bottom) = inked(paper, page)
        room = min(left, top, width - right, height - bottom) * 25.4 / 40
        check(f"{name}, page {page}: margins", room >= least - 1, (room, least))


def posters(v):
    folder = os.path.join(v.out, "print")
    ranking = pdf.text(os.path.join(folder, "posters/ranking.pdf"), "-layout")
    said = re.findall(r"(?<!\S)(\d+)\s+(h\d+)\s+(\S+?)([①-⑳]*)\s+(−?[\d.]+)(?!\S)", ranking)
    rows = {h: (int(rank), float(points.replace("−", "-"))) for rank, h, _, _, points in said}
    true = {a["id"]: (a["rank"], a["earned"]) for a in v.cycle["households"] if a["rank"]}
    check("ranking: every household, rank and points", rows == true, {h: (rows.get(h), true[h]) for h in true if rows.get(h) != true[h]})
    check("ranking: names", all(name == v.households[h]["head"] for _, h, name, _, _ in said), said[:5])
    won = {a["id"]: len(a["honours"]) for a in v.cycle["households"]}
    wrong = [h for _, h, _, marks, _ in said if len(marks) not in (won[h], 0)]
    check("ranking: a mark an honour", not wrong, wrong)
    rules = pdf.flat(os.path.join(folder, "posters/points-list.pdf"))
    for title in "参加治安巡逻", "见义勇为", "打架斗殴", "每季度最多20分":
        check(f"points list: {title}", title in rules)
    rewards = pdf.flat(os.path.join(folder, "posters/rewards.pdf"))
    for row in "大米5千克20分每季度最多2次", "食用盐400克2分", "接送上学满40分":
        check(f"rewards: {row}", row in rewards, rewards)
    year = next(c for c in v.ledger["cycles"] if c["id"] == 2025)
    stars = [a["id"] for a in year["households"] if "star4" in a["honours"]]
    red = pdf.flat(os.path.join(folder, "posters/red-list-2025.pdf"))
    part = red[red.index("四星文明户（"):red.index("三星文明户（")]
    check("red list: who won", re.findall(r"h\d{3}", part) == stars and f"（{len(stars)}户）" in part, (part, stars))
    for paper in v.papers("print"):
        if re.fullmatch(r"posters/red-list-[-\dQ]+\.pdf", paper):  # no column ends between a title and the first who won it
            for page in pdf.words(os.path.join(folder, paper)):
                titles = [(x, bottom, word) for x, _, _, bottom, word in page if re.search(r"（\d+\D+）$", word)]
                alone = [word for left, bottom, word in titles if not any(0 < y - bottom < 80 and abs(x - left) < 8 for x, y, _, _, _ in page)]
                check(f"{paper}: no title alone", titles and not alone, alone)
    for paper in v.papers("print"):
        if paper.startswith("posters/"):
            whole, tiled = os.path.join(folder, paper), os.path.join(folder, paper.replace(".pdf", "-a4.pdf"))
            if "ranking" in paper or "rewards" in paper:
                margins(paper, whole, 10 if "-a4" not in paper else 3)
            if "-a4" not in paper:
                check(f"{paper}: two tiles a sheet", int(pdf.info(tiled)["Pages"]) == 2 * int(pdf.info(whole)["Pages"]))
    heights = [bottom - top for page in pdf.words(os.path.join(folder, "posters/rewards.pdf")) for _, top, _, bottom, word in page if word in ("大米5千克", "每季度最多2次")]
    check("posters: body of 28 points", heights and min(heights) >= 28, heights)


def cards(v):
    """Door plates, shelf labels, the card and the ten lines."""
    folder = os.path.join(v.out, "print")
    seen = []
    for paper in [p for p in v.papers("print") if p.startswith("plates/")]:
        said = pdf.flat(os.path.join(folder, paper))
        group = paper.split("-")[1][:-4]
        here = re.findall(r"h\d{3}", said)
        seen += here
        check(f"{paper}: whose", all(v.households[h]["group"] == group and v.households[h]["head"] in said for h in here), said[:200])
        margins(paper, os.path.join(folder, paper), 7)
        if shutil.which("zbarimg"):
            read_codes = sorted(pdf.codes(os.path.join(folder, paper), 1, v.work))
            check(f"{paper}: eight codes to a sheet", read_codes == [f"https://tonghuaping.example/households/{h}/" for h in here[:8]], read_codes)
    check("plates: of every household on the list", sorted(seen) == sorted(a["id"] for a in v.cycle["households"] if a["rank"]), seen[:9])
    goods = re.findall(r"(?m)^  - \{id: (\w+), title: ([^,]+), cost: ([\d.]+)", read(os.path.join(v.folder, "records/rewards.yaml")))
    labels = pdf.flat(os.path.join(folder, "labels.pdf"))
    check("labels: every piece of goods with its points", goods and all(f"{title}{cost}分" in labels for _, title, cost in goods), (goods[:3], labels[:200]))
    check("labels: eight to a sheet", int(pdf.info(os.path.join(folder, "labels.pdf"))["Pages"]) == -(-labels.count("分") // 8), labels)
    margins("labels", os.path.join(folder, "labels.pdf"), 7)
    counts = {}
    for e in (e for c in v.ledger["cycles"] for e in c["entries"]):
        if e["status"] == "final" and datetime.date.fromisoformat(e["date"]) > datetime.date.fromisoformat(DATE) - datetime.timedelta(365):
            counts[e["rule"]] = counts.get(e["rule"], 0) + 1
    listed = "".join(read(p) for p in sorted(glob.glob(os.path.join(v.folder, "records/rules/*.yaml"))))
    rules = re.findall(r"(?m)^  - \{id: ([\w-]+), category: \w+, (?:kind: (\w+), )?title: ([^,]+),", listed)
    door, pocket = (pdf.flat(os.path.join(folder, f"cards/{name}.pdf")) for name in ("ten-lines", "pocket"))
    titles = {i: t for i, _, t in rules}
    ten = re.findall(r"(?m)^ *(\d+)\. +(\S.*?) {2,}", pdf.text(os.path.join(folder, "cards/ten-lines.pdf"), "-layout"))
    check("ten lines", [n for n, _ in ten] == [str(n) for n in range(1, 11)], ten)
    by_title = {}
    for rule, n in counts.items():
        by_title[titles.get(rule)] = by_title.get(titles.get(rule), 0) + n
    said = [by_title.get(t, 0) for _, t in ten]
    check("ten lines: the most used first", said == sorted(said, reverse=True) and said[0] == max(by_title.values()), (ten, said))
    negative = [t for _, kind, t in rules if kind == "negative"]
    check("the whole reverse list on both", len(negative) > 5 and all(t in door and t in pocket for t in negative), negative)
    check("the pocket card is one side of one sheet", pdf.info(os.path.join(folder, "cards/pocket.pdf"))["Pages"] == "1")
    check("the ten lines are one", pdf.info(os.path.join(folder, "cards/ten-lines.pdf"))["Pages"] == "1")
    places = {}
    for a, b, c, d, word in pdf.words(os.path.join(folder, "cards/pocket.pdf"))[0]:
        places.setdefault((int((b + d) / 2 / (105 / 25.4 * 72)), int((a + c) / 2 / (297 / 4 / 25.4 * 72))), []).append(word)
    row = {word: place for place, found in places.items() for word in found}
    number = lambda n: row.get(f"{n}.")
    check("pocket card: front, then the second page, the third, and round to the upper row", row["积分口袋卡"] == (1, 1) and number(1) == (1, 2) and number(10) == (1, 3)
          and row["不能做的，扣分"][0] == 0, row)


def events(v):
    """Notices that are not a meeting's: figures are the ledger's, nobody is named."""
    folder = os.path.join(v.out, "print/notices")
    year = next(c for c in v.ledger["cycles"] if c["id"] == 2025)
    said = pdf.flat(os.path.join(folder, "year/2025.pdf"))
    final = sum(e["status"] == "final" for e in year["entries"])
    spent = shown(sum(r["cost"] for r in year["redemptions"]))
    check("the year: figures", f"生效条目{final}条" in said and f"兑换{len(year['redemptions'])}次，用去{spent}分" in said, said)
    for g in year["groups"]:
        check(f"the year: {g['id']}", f"{g['households']}{shown(g['earned'])}{shown(g['average'])}{g['rank']}" in said, said)
    goods = pdf.flat(os.path.join(folder, "goods/2026-10-01.pdf"))
    rice = sum(r["quantity"] for r in v.cycle["redemptions"] if r["reward"] == "rice" and r["date"] >= "2026-10-01")
    check("goods: handed out and come in", f"大米5千克{rice}{rice * 20}" in goods and "10月13日大米5千克16村集体经济456元" in goods, goods)
    told = re.sub(r"(?m)^events:.*\n(  - .*\n)*", "", read(v.folder, "records/village.yaml"))
    write(v.folder, "records/village.yaml", told + "\nevents: [{date: 2026-12-05, kind: review}, {date: 2026-12-26, kind: redemption, place: 村委会一楼, hours: 9点}]\n")
    v.build("--only", "print")
    paper = os.path.join(folder, "redemption/2026-12-26.pdf")
    day = pdf.flat(paper)
    check("redemption day: when, where, what", "关于桐花坪村2026年12月26日兑换日的公示" in day and "地点：村委会一楼" in day and "菜籽油2.5升30每季度最多1次5" in day, day)
    for name, text in ("the year", said), ("goods", goods), ("redemption day", day):
        check(f"{name}: nobody is named", not [x["head"] for x in v.households.values() if x["head"] in text and x["head"] != "高峰"])
    if shutil.which("zbarimg"):
        check("redemption day: the code", pdf.codes(paper, int(pdf.info(paper)["Pages"]), v.work) == ["https://tonghuaping.example/rewards/"])


def certificates(v):
    folder = os.path.join(v.out, "print")
    for paper in v.papers("print"):
        if not paper.startswith("certificates/"):
            continue
        period, honour = re.fullmatch(r"certificates/(\d{4}(?:-Q\d|-\d\d)?)-(\w+)\.pdf", paper).groups()
        year = next(c for c in v.ledger["cycles"] if c["id"] == int(period[:4]))
        accounts = next((p["households"] for p in year["periods"] if p["id"] == period), year["households"])
        winners = [a["id"] for a in accounts if honour in a["honours"]]
        pages = pdf.flat(os.path.join(folder, paper))
        check(f"{paper}: a page a household", re.findall(r"户号(h\d+)", pages) == winners and int(pdf.info(os.path.join(folder, paper))["Pages"]) == len(winners), (pages[:200], winners))
        check(f"{paper}: names", all(f"{v.households[h]['head']}户（户号{h}）" in pages for h in winners), pages[:200])
    check("certificates: only of what is over", not [p for p in v.papers("print") if "certificates/2026-star" in p])
    margins("certificates", os.path.join(folder, "certificates/2025-home.pdf"), 11)


def whole_rows(names, rows=3, bottom=(210 - 22) / 25.4 * 72):
    """Whether below the last of NAMES on a page there is room for as many rows as there are from name to name."""
    tops = sorted(w[1] for w in names)
    return len(tops) < 2 or tops[-1] + (tops[1] - tops[0]) / rows * (rows - 0.3) <= bottom


def english(v):
    """What is longer in English: one page where it is to be one, no word in two."""
    out = os.path.join(v.work, "english")
    status, _, errors = run("build", v.folder, "-o", out, "--date", DATE, "--only", "print,office", "--language", "en")
    check("en: the build", status == 0, errors)
    for paper, pages in ("print/cards/ten-lines.pdf", 1), ("print/cards/pocket.pdf", 1), ("office/forms/declaration.pdf", 2):
        check(f"en: {paper} takes {pages}", pdf.info(os.path.join(out, paper))["Pages"] == str(pages))
    door = pdf.flat(os.path.join(out, "print/cards/ten-lines.pdf"))
    check("en: the ten lines with how to object", "1." in door and "10." in door and "whoobjectsisnotrecorded" in door, door[-300:])
    heads = {w[4] for paper in ("ranking", "red-list-2025", "points-list") for page in pdf.words(os.path.join(out, f"print/posters/{paper}.pdf")) for w in page}
    check("en: no word in two", {"Rank", "Id", "Name", "Points", "households)"} <= heads and not [w for w in heads if re.fullmatch("Househ|old|house|holds?", w)], sorted(heads)[:60])
    ranking = [w[4] for page in pdf.words(os.path.join(out, "print/posters/ranking.pdf")) for w in page]
    broken = [x["head"] for h, x in v.households.items() if (v.account(h) or {}).get("rank") and not any(w.startswith(x["head"]) for w in ranking)]
    check("en: no name in two", not broken, broken)
    lines = pdf.text(os.path.join(out, "print/posters/red-list-2025.pdf"), "-layout")
    check("en: a title's line ends between its parts", re.search(r"桐花坪村:\s*\n\s*red\s+list of\s+2025", lines), lines[:200])


def forms(v):
    folder = os.path.join(v.out, "office")
    back = pdf.text(os.path.join(folder, "forms/declaration.pdf"), "-layout").split("\f")
    keys = ["户号", "居民", "细则", "日期", "次数", "分值", "说明", "佐证", "再次", "编号", "收到日期", "途径"]
    places = [re.search(rf"^ *{k}(?: |$)", back[0], re.M) for k in keys]
    check("declaration: fields in the order of the record", all(places) and [p.start() for p in places] == sorted(p.start() for p in places), back[0])
    for name in "declaration", "objection":
        page = pdf.words(os.path.join(folder, f"forms/{name}.pdf"))[0]
        hints, fields = [w for w in page if w[4].startswith("村里填")], [w for w in page if w[4] in keys + ["编号", "条目", "收到日期", "事由"] and w[0] < 80]
        room = min(w[0] for w in hints) - max(w[2] for w in fields)
        check(f"{name}: room to write", len(hints) >= 2 and room > 0.3 * 210 / 25.4 * 72, room)
    check("declaration: the list is on its back", len(back) == 3 and re.search(r"patrol +参加治安巡逻 +3分/次", back[1]), back[1:])
    for group in sorted({x["group"] for x in v.households.values()}):
        members = [h for h, x in v.households.items() if x["group"] == group and (v.account(h) or {}).get("rank")]
        for name, listed in ("inspection", members), ("redemption", members), ("ledger", [h for h in members if v.households[h]["offline"]]):
            paper, = glob.glob(os.path.join(folder, f"forms/{name}-*-{group}.pdf"))
            said = pdf.flat(paper)
            check(f"{name} of {group}: its households", re.findall(r"h\d{3}", said) == listed and all(v.households[h]["head"] in said for h in listed), said[:300])
            if group == "g1":
                margins(f"{name} of {group}", paper, 14)
            if name == "ledger":
                parted = [n for n, page in enumerate(pdf.words(paper)) if not whole_rows([w for w in page if re.fullmatch(r".*（h\d{3}）", w[4])])]
                check(f"ledger of {group}: no household's rows are parted", not parted, parted)
    paper = glob.glob(os.path.join(folder, "forms/redemption-*-g1.pdf"))[0]
    said = dict(re.findall(r"(h\d{3}) +\S+ +(−?[\d.]+)", pdf.text(paper, "-layout")))
    check("redemption list: balances", said == {h: shown(v.account(h)["balance"]) for h in said} and len(said) > 10, said)


def agendas(v):
    name, = [p for p in v.papers("office") if p.startswith("agenda-")]
    said = pdf.flat(os.path.join(v.out, "office", name))
    pending = [c["id"] for c in v.ledger["claims"] if c["status"] == "pending"]
    check("agenda: for the review that the village has named", name == "agenda-2026-12-16.pdf", name)
    check("agenda: claims that wait", pending and all(c in said for c in pending) and f"待评审的申报（{len(pending)}件）" in said, said[:500])
    check("agenda: objections without an answer", "o26-05" in said and "o26-04" not in said, said)
    check("agenda: quorum, members", "应到11人，法定人数7人" in said and said.index("签到表") < said.index("h514"), said)
    # forty of one clean-up day, one of them a member's household; an event tells the day
    with open(os.path.join(v.folder, "records/claims/2026.yaml"), "a", encoding="utf-8") as f:
        for h in [h for h in v.households][:40]:
            f.write(f"- {{id: day-{h}, household: {h}, rule: cleanday, date: 2026-11-19, received: 2026-11-20}}\n")
    v.build("--only", "office")
    page = pdf.flat(os.path.join(v.out, "office/agenda-2026-12-05.pdf"))
    check("agenda: forty claims alike are one line", page.count("参加环境整治日") == 1 and page.count("共40户") == 1, page)
    gone = page[page.index("回避"):]
    check("agenda: who should leave", "向维坤h101day-h101" in gone, gone[:300])
    v.build("--only", "office", "--meeting", "2026-12-20")
    check("agenda: of the day that is said", "agenda-2026-12-20.pdf" in v.papers("office") and "agenda-2026-12-05.pdf" not in v.papers("office"))


def on_demand(v):
    """gongshi statement."""
    out = os.path.join(v.work, "one.pdf")
    disclosed = re.search(r"household: (\w+), to: ([^,}]+), basis: ([^,}]+)", read(os.path.join(v.folder, "records/disclosures/2026.yaml")))
    status, said, errors = run("statement", v.folder, "--date", DATE, "-o", out, disclosed[1], GONGSHI_SECRET_FILE=v.secret)
    one = pdf.flat(out)
    check("statement: made", status == 0 and out in said, (said, errors))
    check("statement: disclosures", disclosed[2].strip() in one and disclosed[3].strip() in one, one[-600:])
    status = run("statement", v.folder, "--date", DATE, "-o", out, "--all-years", "h102", "h101", GONGSHI_SECRET_FILE=v.secret)[0]
    both = pdf.flat(out)
    check("statement: all years, of several", status == 0 and both.count("2025年度积分账") == 2 and both.index("户号：h102") < both.index("户号：h101"))
    shares = [a for c in v.ledger["cycles"] for a in c["households"] if a["id"] == "h101"]
    check("statement: a balance a year", len(shares) == both[both.index("户号：h101"):].count("年度积分账"), len(shares))
    head = v.households["h105"]["head"]
    status, _, errors = run("statement", v.folder, "--date", DATE, "-o", out, head)
    check("statement: by a name", status == 0 and "户号：h105" in pdf.flat(out), errors)
    for words, say in ((("nobody",), 'no household "nobody"'), ((), "say whose"), (("h101", "--language", "fr"), '--language takes zh-CN or en, not "fr"')):
        status, _, errors = run("statement", v.folder, *words)
        check(f"statement {words}: refused", status == 2 and say in errors, (status, errors))


def news(v):
    """What the lists mark after a record changed."""
    with open(os.path.join(v.folder, "records/meetings/2026/2026-11-18.yaml"), "a", encoding="utf-8") as f:
        f.write("# nothing\n")
    check("nothing new", v.build("--only", "print,office")[0] == 0 and 'class="fresh"' not in read(os.path.join(v.out, "print/index.html")))
    v.build("--only", "print,office", date="2026-11-24")
    page = read(os.path.join(v.out, "print/index.html"))
    fresh = re.findall(r'<a href="([^"]+)">[^<]*</a><span class="fresh">', page)
    check("what changed is marked", "notices/2026-11-18.pdf" in fresh and len(fresh) < len(v.papers("print")), fresh)


def main():
    with tempfile.TemporaryDirectory() as work:
        v = Village(work)
        for part in folders, lists, statements, passbooks, posters, cards, certificates, forms, english, on_demand, events, agendas, news:
            part(v)
    return checks.end()


sys.exit(main())
