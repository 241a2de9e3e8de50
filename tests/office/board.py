"""What hangs on the board or lies on the counter: posters, plates, labels, cards, certificates, notices that are not a meeting's."""
import datetime
import glob
import os
import re
import shutil

import pdf
from built import DATE, check, margins, run, shown
from village import read, write


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
        if paper.startswith("posters/"):
            whole, tiled = os.path.join(folder, paper), os.path.join(folder, paper.replace(".pdf", "-a4.pdf"))
            if "ranking" in paper or "rewards" in paper:
                margins(paper, whole, 10 if "-a4" not in paper else 3)
            if "-a4" not in paper:
                check(f"{paper}: two tiles a sheet", int(pdf.info(tiled)["Pages"]) == 2 * int(pdf.info(whole)["Pages"]))
    heights = [bottom - top for page in pdf.words(os.path.join(folder, "posters/rewards.pdf")) for _, top, _, bottom, word in page if word in ("大米5千克", "每季度最多2次")]
    check("posters: body of 28 points", heights and min(heights) >= 28, heights)


def in_rows(page):
    """The words of a page by rows, each from left to right."""
    found = []
    for word in sorted(page, key=lambda w: (w[1] + w[3]) / 2):
        if found and abs((word[1] + word[3]) - (found[-1][0][1] + found[-1][0][3])) < (word[3] - word[1]) / 2:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(row) for row in found]


def sheets(v):
    """How posters are parted into sheets and columns."""
    folder = os.path.join(v.out, "print/posters")
    alone, parted, unnamed = [], [], []
    for paper in sorted(glob.glob(os.path.join(folder, "red-list-*.pdf"))):
        if paper.endswith("-a4.pdf"):
            continue
        for page in pdf.words(paper):
            titles = [w for w in page if re.search(r"（\d+\D+）$", w[4])]
            alone += [(paper, t[4]) for t in titles if not any(0 < w[1] - t[3] < t[3] - t[1] and abs(w[0] - t[0]) < 12 for w in page)]
    check("red lists: no title without the first who won it", not alone, alone)
    year = pdf.words(os.path.join(folder, "red-list-2025.pdf"))
    for page in year:
        for t in (w for w in page if re.search(r"（(\d+)户）$", w[4])):
            below = sorted(w[1] for w in page if re.fullmatch(r"h\d{3}", w[4]) and abs(w[0] - t[0]) < 12 and w[1] > t[1])
            parted += [t[4]] if len(below) < 2 and "（1户" not in t[4] else []
    check("red list: two of several below a title", not parted, parted)
    ranking = pdf.words(os.path.join(folder, "ranking.pdf"))
    for n, page in enumerate(ranking):
        ids = sorted((round(w[0] / 300), w[1], w[4]) for w in page if re.fullmatch(r"h\d{3}", w[4]))
        name = v.households[ids[0][2]]["group_name"]
        unnamed += [] if any(w[4] in (name, name + "（续）") for w in page) else [(n, name)]
    check("ranking: each sheet says whose group it begins with", len(ranking) > 1 and not unnamed, unnamed)
    marks = [n for n, page in enumerate(ranking) for w in page if w[4].endswith("①五星文明户") or w[4] == "①五星文明户"]
    check("ranking: what the marks mean, on the first sheet", marks == [0], marks)
    counts = [sum(re.fullmatch(r"h\d{3}", w[4]) is not None for w in page) for page in ranking]
    check("ranking: the last sheet has no less than half of another", counts[-1] * 2 >= max(counts), counts)
    month = in_rows(pdf.words(os.path.join(folder, "red-list-2026-09.pdf"))[0])
    check("a red list of one is set large", any(w[4] == "黄绍文" and w[3] - w[1] > 50 for row in month for w in row), month)
    check("a title ends its lines between its parts", ["".join(w[4] for w in row) for row in month[:2]] == ["桐花坪村", "2026年9月荣誉红榜"], month[:2])
    gaps = [b[0] - a[2] for row in in_rows(pdf.words(os.path.join(folder, "rewards.pdf"))[0]) for a, b in zip(row, row[1:]) if re.fullmatch(r"满?\d+分", a[4]) and b[4][0] in "每满"]
    check("rewards: price and condition stand apart", len(gaps) > 6 and min(gaps) > 14, gaps)


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
    check("pocket card: front, then the second page, the third, and round to the upper row", row["积分口袋卡"] == (1, 1) and number(1) == (1, 2) and
          [number(n) for n in range(1, 21)] == sorted((number(n) for n in range(1, 21)), key=[(1, 2), (1, 3), (0, 3), (0, 2), (0, 1), (0, 0)].index)
          and row["不能做的，扣分"][0] == 0, row)
    check("pocket card: no panel is left empty", set(places) == {(r, c) for r in (0, 1) for c in range(4)}, sorted(places))


def codes(v):
    """The code on every kind of paper that has one leads to its page on the site."""
    if not shutil.which("zbarimg"):
        return
    out, site = os.path.join(v.out, "print"), "https://tonghuaping.example/"
    wrong = []
    for paper, page in (("notices/2026-11-18.pdf", "notices/2026-11-18/"), ("notices/goods/2026-10-01.pdf", "shop/"), ("notices/corrections/2026-11-01.pdf", "notices/"),
                        ("notices/year/2025.pdf", "ranking/"), ("inspections/2026-11-18-5.pdf", "inspections/2026-11-18/5/"), ("cards/pocket.pdf", "rules/"),
                        ("cards/ten-lines.pdf", "rules/")):
        path = os.path.join(out, paper)
        said = pdf.codes(path, int(pdf.info(path)["Pages"]), v.work)
        wrong += [] if said == [site + page] else [(paper, said)]
    check("codes lead to their pages", not wrong, wrong)


def corrected(v, folder):
    """Corrections by month, and goods by quarter, of all the past: the ledger's."""
    void, wrong = {}, []
    for e in (e for c in v.ledger["cycles"] for e in c["entries"] if e["void_from"] and e["raw"] > 0):
        void.setdefault(e["void_from"][:7], []).append(e)
    names = sorted(os.path.basename(p)[:7] for p in glob.glob(os.path.join(folder, "corrections/*.pdf")))
    check("corrections: a notice for every month with any", names == sorted(void) and len(names) > 4, (names, sorted(void)))
    for month, entries in void.items():
        said = pdf.flat(os.path.join(folder, f"corrections/{month}-01.pdf"))
        meeting = lambda e: "{}年{}月{}日".format(*map(int, v.meetings[e["id"].split("/")[0]][0].split("-")))
        day = lambda d: "{}月{}日".format(*map(int, d.split("-")[1:]))
        rows = [f"{e['household']}{v.households[e['household']]['head']}{v.titles[e['rule']]}{day(e['date'])}+{shown(e['raw'])}{day(e['void_from'])}" for e in entries]
        wrong += [(month, r, said) for r in rows if r not in said] + [(month, e) for e in entries if f"原由{meeting(e)}" not in said]
        wrong += [] if f"以下{len(entries)}条" in said else [(month, len(entries))]
    check("corrections: who, what, how much, when, by the ledger", not wrong, wrong[:2])
    told = read(v.folder, "records/meetings/2026/2026-11-18.yaml")
    reason = re.search(r"(?m)^corrections:.*?reason: ([^,}]+)", told, re.S)[1].strip()
    check("corrections: why", reason in pdf.flat(os.path.join(folder, "corrections/2026-11-01.pdf")), reason)
    handed = {}
    for r in (r for c in v.ledger["cycles"] for r in c["redemptions"]):
        quarter = f"{r['date'][:5]}{(int(r['date'][5:7]) - 1) // 3 * 3 + 1:02}-01"
        handed.setdefault(quarter, {}).setdefault(v.titles[r["reward"]], []).append(r)
    wrong = []
    for quarter, goods in handed.items():
        path = os.path.join(folder, f"goods/{quarter}.pdf")
        said = pdf.flat(path) if os.path.exists(path) else ""
        spent = sum(r["cost"] for rs in goods.values() for r in rs)
        wrong += [] if f"共用去积分{shown(spent)}分" in said or not spent else [(quarter, spent, said[:300])]
        wrong += [(quarter, title, rs) for title, rs in goods.items() if any(r["cost"] for r in rs) and
                  f"{title}{sum(r['quantity'] for r in rs)}{shown(sum(r['cost'] for r in rs))}" not in said]
    check("goods: every quarter's, by the ledger", not wrong and len(handed) > 5, wrong[:2])


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
    corrected(v, folder)
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


def won_in(v, period):
    """{honour: [(household, name, name of its group, "resident" or "group" or "")]} of what was won in PERIOD, a period or cycle of the ledger."""
    won = {}
    for a in period["households"]:
        for honour in a["honours"]:
            won.setdefault(honour, []).append((a["id"], v.households[a["id"]]["head"], v.households[a["id"]]["group_name"], ""))
    for a in period.get("residents", []):
        for honour in a.get("honours", []):
            h, of = next((h, of) for h, of in v.households.items() if a["id"] in of["members"])
            won.setdefault(honour, []).append((h, of["members"][a["id"]], of["group_name"], "resident"))
    for a in period.get("groups", []):
        for honour in a.get("honours", []):
            name = next(of["group_name"] for of in v.households.values() if of["group"] == a["id"])
            won.setdefault(honour, []).append(("", name, name, "group"))
    return won


def certificates(v):
    folder = os.path.join(v.out, "print")
    for paper in v.papers("print"):
        if not paper.startswith("certificates/"):
            continue
        period, honour = re.fullmatch(r"certificates/(\d{4}(?:-Q\d|-\d\d)?)-(\w+)\.pdf", paper).groups()
        year = next(c for c in v.ledger["cycles"] if c["id"] == int(period[:4]))
        winners = won_in(v, next((p for p in year["periods"] if p["id"] == period), year))[honour]
        pages = pdf.flat(os.path.join(folder, paper))
        said = re.findall(r"荣誉证书(?:(\S+?)(户)?（户号(h\d+)）|(\S+?))：", pages)
        said = [(household, name, "") if household and of else (household, name, "resident") if household else ("", group, "group") for name, of, household, group in said]
        check(f"{paper}: a page for each who won it, named", said == [(h, name, kind) for h, name, _, kind in winners] and
              int(pdf.info(os.path.join(folder, paper))["Pages"]) == len(winners), (said, winners))
    check("certificates: only of what is over", not [p for p in v.papers("print") if "certificates/2026-star" in p])
    margins("certificates", os.path.join(folder, "certificates/2025-home.pdf"), 11)


def decided(v):
    """{period: [(honour, its winners)]} of the periods that are over, by the ledger: nothing of their days is on notice or objected to."""
    open_days = [e["date"] for c in v.ledger["cycles"] for e in c["entries"] if e["status"] in ("notice", "suspended")]
    periods = {}
    for c in v.ledger["cycles"]:
        for p in [{**c, "id": str(c["id"])}, *c["periods"]]:
            won = won_in(v, p)
            if p["to"] < DATE and won and not any(p["from"] <= day <= p["to"] for day in open_days):
                periods[p["id"]] = won
    return periods


def past(v):
    """Red lists and certificates of every month, quarter and year that had any: they stay where they are, and are listed behind what is new."""
    periods, folder = decided(v), os.path.join(v.out, "print")
    lists = {re.fullmatch(r"posters/red-list-(.*?)(-a4)?\.pdf", p)[1] for p in v.papers("print") if "red-list" in p}
    check("a red list for every period with honours", lists == set(periods) and len(periods) > 20, sorted(lists ^ set(periods)))
    prizes = {f"certificates/{p}-{honour}.pdf" for p, won in periods.items() for honour in won}
    check("a certificate for every honour of them", {p for p in v.papers("print") if p.startswith("certificates/")} == prizes, prizes)
    wrong = []
    for period, won in periods.items():
        text = pdf.text(os.path.join(folder, f"posters/red-list-{period}.pdf"), "-layout")
        said = re.findall(r"(h\d{3}) +(\S+) +(\S+)", text)
        want = sorted((h, name, group) for winners in won.values() for h, name, group, kind in winners if kind != "group")
        groups = [name for winners in won.values() for _, name, _, kind in winners if kind == "group"]
        wrong += [] if sorted(said) == want and all(re.search(rf"(?m)(?<!\S) {{2,}}{name}$", text) for name in groups) and \
            text.count("个组）") == len({h for h, winners in won.items() if winners[0][3] == "group"}) else [(period, said, want, groups)]
    check("red lists: who won, by the ledger", not wrong, wrong[:3])
    page = read(folder, "index.html")
    folded = re.search(r"<h2>荣誉红榜</h2>.*?<details>(.*?)</details>", page, re.S)[1]
    shown_first = {re.search(r"red-list-(.*?)(-a4)?\.pdf", href)[1] for href in re.findall(r'href="(posters/red-list[^"]+)"', page.replace(folded, ""))}
    latest = {max((p for p in periods if re.fullmatch(kind, p)), key=lambda p: p) for kind in (r"\d{4}", r"\d{4}-Q\d", r"\d{4}-\d\d")}
    check("the list: the latest of each kind first, the others folded behind", shown_first == latest and "以前的" in folded, (shown_first, latest))
    days = [pdf.info(os.path.join(folder, f"posters/red-list-{p}.pdf"))["CreationDate"] for p in ("2025-03", "2025-Q1", "2025")]
    check("each is of the day on which it was decided, not of this", [re.search(r"\w{3} +\d+ [\d:]+ \d{4}", d)[0].split()[::3] for d in days] ==
          [["Apr", "2025"], ["Apr", "2025"], ["Jan", "2026"]], days)


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
    title = ["".join(w[4] for w in row) for row in in_rows(pdf.words(os.path.join(out, "print/posters/red-list-2026-09.pdf"))[0])[:2]]
    check("en: a title's line ends between its parts", title == ["桐花坪村:redlist", "ofSeptember2026"], title)
    gaps = [b[0] - a[2] for page in pdf.words(os.path.join(out, "print/posters/rewards.pdf")) for row in in_rows(page) for a, b in zip(row, row[1:])
            if a[4] in ("point", "points") and b[4] in ("at", "from")]
    check("en: price and condition stand apart", len(gaps) > 6 and min(gaps) > 14, gaps)
