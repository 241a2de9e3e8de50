"""Passbooks: small pages on folded sheets, line by line."""
import glob
import json
import os
import re
import shutil
import subprocess

import pdf
from built import DATE, check, run, shown
from village import read, write


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


def day_of(iso):
    return "{}月{}日".format(*map(int, iso.split("-")[1:]))


def matter(v, step, entries, redemptions, transfers):
    """What a line is for, from the ledger as data and the titles of the records."""
    kind = step["step"]
    if "entry" in step:
        e = entries[step["entry"]]
        said = f"{v.titles[e['rule']]}（{day_of(e['date'])}）"
        if kind == "book_reversed":
            return f"冲回：{said}，已作废"
        return said if e["raw"] == step["amount"] else f"{said}，过上限，原+{shown(e['raw'])}"
    if "redemption" in step:
        r = redemptions[step["redemption"]]
        return f"兑换{v.titles[r['reward']]}×{r['quantity']}"
    if "transfer" in step:
        t = transfers[step["transfer"]]
        masked = lambda name: name[0] + "*" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")
        head = lambda h: f"{masked(v.households[h]['head'])}（{h}）"  # in what a household is handed others are named as on the site
        return f"转赠给{head(t['to'])}" if kind == "line_given" else f"{head(t['from'])}转赠"
    return {"line_carried_until": "{year}年度结转，可用到" + day_of(step.get("until", "-1-1")), "line_lapsed": "结转的没有用完，失效",
            "book_forfeited": "余额清零" if step.get("amount", 0) < 0 else "清零的退回"}[kind].format(**step)


def handled(v, step, entries, transfers):
    """By which meeting."""
    if step["step"] == "book_reversed" or not ("entry" in step or "transfer" in step):
        return ""
    meeting = (step.get("entry") or step.get("transfer")).split("/")[0]
    date, kind = v.meetings[meeting]
    return "{}.{}".format(*map(int, date.split("-")[1:])) + {"review": "评审", "assembly": "代表会"}[kind]


def shelved(v):
    """The file of all books: {household: its rows}, the households as they follow each other, and what is wrong with its pages."""
    left = 6 * 72 / 25.4
    ends, wide = [], 105 * 72 / 25.4 - 2 * left
    for w in 46, wide - 164, 27, 27, 31, 33:
        ends.append((ends[-1] if ends else left) + w)
    ends[-1] = 1000
    order, found, wrong = [], {}, {"covers": [], "every page in its place": [], "whole sheets": []}
    pages = list(small_pages(os.path.join(v.out, "office/passbooks/all.pdf")))
    for n, page in enumerate(pages):
        said = "".join(w[4] for w in sorted(page, key=lambda w: (round(w[1]), w[0])))
        if n % 8 == 0:
            h, = re.findall(r"户号：(h\d+)", said)
            volume = re.search(r"第(\d)册", said)[1]
            order += [h] if volume == "1" else []
            wrong["covers"] += [] if f"户主：{v.households[h]['head']}" in said and "积分存折" in said else [(h, said)]
            continue
        wrong["every page in its place"] += [] if f"{h}第{volume}册{n % 8 + 1}" in said else [(h, volume, n % 8 + 1, said[-60:])]
        if n % 8 < 7:
            found.setdefault(h, []).extend(rows(page, ends))
    wrong["whole sheets"] += [] if len(pages) % 8 == 0 else [len(pages)]
    return found, order, wrong


def passbooks(v):
    """Imposed so that the pages follow each other; every line is the book's and the ledger's, every last balance the ledger's."""
    accounts = {a["id"]: a for a in v.cycle["households"]}
    status, said, errors = run("explain", v.folder, "--date", DATE, "--book", "--format", "json", *accounts)
    books = {b["id"]: [s for x in b["sections"] for s in x["steps"]] for b in map(json.loads, said.splitlines())}
    found, order, wrong = shelved(v)
    for name, places in wrong.items():
        check(f"passbooks: {name}", found and not places, places[:3])
    check("passbooks: all in one file", [p for p in v.papers("office") if "passbooks" in p] == ["passbooks/all.pdf"], v.papers("office"))
    check("a passbook for every household, group by group", order == sorted(accounts), order[:20])
    entries, redemptions, transfers = ({e["id"]: e for c in v.ledger["cycles"] for e in c[kind]} for kind in ("entries", "redemptions", "transfers"))
    other, unlike, unbalanced, seen = [], [], [], set()
    for h in accounts:
        want = []
        for step in books[h]:
            amount = step.get("amount", 0)
            y, m, d = step["date"].split("-")
            want.append((f"{y}年{int(m)}月{int(d)}日", shown(amount) if amount > 0 or step["step"].startswith("line_entry") and amount == 0 else "",
                         shown(-amount) if amount < 0 or step["step"] == "line_redeemed" else "", shown(step["balance"])))
            seen.add(step["step"])
        got = [(r[0], r[2], r[3], r[4]) for r in found[h]]
        other += [] if got == want else [(h, *next(((a, b) for a, b in zip(got, want) if a != b), (len(got), len(want))))]
        whats = [(matter(v, step, entries, redemptions, transfers), handled(v, step, entries, transfers)) for step in books[h]]
        unlike += [(h, a, b) for a, b in zip([(r[1], r[5]) for r in found[h]], whats) if a != b]
        unbalanced += [] if (got[-1][3] if got else "0") == shown(accounts[h]["balance"]) else [(h, got[-1:])]
    check("passbooks: every line is the book's", not other, other[:3])
    check("passbooks: what each line is for, and by which meeting, is the ledger's", not unlike and len(seen) >= 8, len(unlike), unlike[:3], seen)
    check("passbooks: every one ends with the ledger's balance", not unbalanced, unbalanced[:3])
    bookmarks(v, order)
    if shutil.which("zbarimg"):
        said = pdf.codes(os.path.join(v.out, "office", "passbooks/all.pdf"), 1, v.work)
        check("passbook: the code leads to the household's own page", said == [f"https://tonghuaping.example/own/{v.key(order[0])}/"], said)
    waits(v)


def bookmarks(v, order):
    """One a group, folded, and in it one a household, each at its book."""
    path = os.path.join(v.out, "office/passbooks/all.pdf")
    told = json.loads(subprocess.run(["qpdf", "--json", "--json-key=outlines", "--json-key=pages", path], capture_output=True, check=True).stdout)
    marks, want = [], []
    for group in told["outlines"]:
        marks += [(group["title"], kid["title"], kid["destpageposfrom1"]) for kid in group["kids"]]
    covers = {}
    for n, page in enumerate(pdf.words(path), 1):
        for h in (h for w in page for h in re.findall(r"^户号：(h\d+)$", w[4])):
            covers.setdefault(h, n)
    want = [(v.households[h]["group_name"], f"{v.households[h]['head']}（{h}）", covers[h]) for h in order]
    check("passbooks: bookmarks lead to each household's book, by group", marks == want and not any(g.get("open") for g in told["outlines"]), marks[:3], want[:3])


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


def by_group(v):
    """A village with more households than one file is for."""
    folder, out = os.path.join(v.work, "many"), os.path.join(v.work, "many-out")
    write(folder, "records/village.yaml", "name: 安乐屯村\n")
    write(folder, "records/rules/a.yaml", "level: town\ncategories: [{id: a, title: 甲}]\nrules:\n  - {id: r, category: a, title: 打扫, points: 1}\n")
    for g in range(4):
        write(folder, f"records/households/g{g}.yaml", f"group: {{id: g{g}, name: {'一二三四'[g]}组}}\nhouseholds:\n" + "".join(
            f"  - {{id: h{g}{i:02}, head: 张大山}}\n" for i in range(38)))
    meeting = "meeting: {}\nkind: review\nentries:\n  - {{household: {}, rule: r, date: {}}}\n"
    write(folder, "records/meetings/1.yaml", meeting.format("2026-03-05", "h000", "2026-03-01"))
    build = lambda: run("build", folder, "-q", "-o", out, "--date", "2026-04-20", "--only", "office")
    first = build()
    names = sorted(os.listdir(os.path.join(out, "office/passbooks")))
    check("passbooks: of more than 150 households a file a group", first.returncode == 0 and names == [f"{g + 1:02}-g{g}.pdf" for g in range(4)], names, first.stderr)
    write(folder, "records/meetings/2.yaml", meeting.format("2026-04-05", "h205", "2026-04-01"))
    build()
    fresh = re.findall(r'<a href="(passbooks/[^"]+)">[^<]*</a><span class="fresh">', read(out, "office/index.html"))
    check("passbooks: a meeting makes those of its households' groups anew", fresh == ["passbooks/03-g2.pdf"], fresh)
