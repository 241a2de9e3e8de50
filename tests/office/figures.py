"""Every figure on every paper is the ledger's, or the records': read cell by cell, as the papers are read aloud."""
import collections
import glob
import os
import re

import pdf
from built import DATE, check, shown
from village import read

PERIODS = {"day": "日", "week": "周", "month": "月", "quarter": "季度", "cycle": "年度"}


def parted(text):
    """The parts of TEXT between commas that stand in no bracket."""
    parts, depth = [""], 0
    for c in text:
        depth += (c in "[{") - (c in "]}")
        if c == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return [p.strip() for p in parts]


def items(text, key):
    """The mappings of the list at KEY, which stand on a line each."""
    found = re.search(rf"(?m)^{key}:\n((?:(?:[ #].*)?\n)*)", text + "\n")
    for line in re.findall(r"- \{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}", found[1]) if found else ():
        yield dict(p.split(":", 1) for p in parted(re.sub(r"\s+", " ", line)) if ":" in p)


def stripped(mapping):
    return {k.strip(): v.strip() for k, v in mapping.items()}


def caps_of(text):
    return [] if text in (None, "none") else [tuple(c.strip().split("/")) for c in text.strip("[]").split(",")]


def capped(caps, unit="分"):
    return "；".join(f"每{PERIODS[period]}最多{n}{unit}" for n, period in caps)


def at(text, day):
    """What points are on DAY, of a value that may be one by dates."""
    if not text.startswith("{"):
        return text
    return [v.strip() for d, v in (p.split(":", 1) for p in parted(text[1:-1])) if d.strip() <= day][-1]


def rules_at(v, day):
    """The rules that hold on DAY, {id: …} in the order of the lists: value and caps in words, kind, category, title."""
    rules = {}
    for path in sorted(glob.glob(os.path.join(v.folder, "records/rules/*.yaml"))):
        text = read(path)
        decided = re.search(r"(?m)^decided: (\S+)", text)
        for r in map(stripped, items(text, "rules")):
            since = r.get("from") or (r.get("decided") or decided[1] if decided else "1900-01-01")
            rules[r["id"]] = {**r, "since": since, "points": at(r["points"], day), "caps": caps_of(r.get("cap")), "kind": r.get("kind", "positive")}
        for a in map(stripped, items(text, "adjust")):
            if a["from"] > day:
                continue
            rule = rules[a["rule"]]
            rule.update({"points": a["points"]} if "points" in a else {})
            rule.update({"caps": caps_of(a["cap"])} if "cap" in a else {})
            rule.update({"until": "1900-01-01"} if a.get("drop") == "true" else {})
    held = {i: r for i, r in rules.items() if r["since"] <= day <= r.get("until", "2199-12-31")}
    for r in held.values():
        r["value"] = "至".join(p.replace("-", "−") for p in r["points"].split("..")) + f"分/{r.get('unit', '次')}"
        r["limit"] = capped(r["caps"])
    return held


def costs(r):
    """What a deed under R costs besides points, as the points list says it."""
    bars = r.get("bars")
    return ("一票否决" if r.get("veto") == "true" else "", "停兑到年度结束" if bars == "cycle" else f"停兑{bars}天" if bars else "",
            "余分清零" if r.get("zero") == "true" else "")


def rewards_at(v, day):
    """{kind: [(title, points, conditions, id)]} of what is offered on DAY."""
    text, found = read(v.folder, "records/rewards.yaml"), {}
    for kind in "goods", "services":
        for r in map(stripped, items(text, kind)):
            if r.get("from", "") <= day <= r.get("until", "2199-12-31"):
                quota = capped(caps_of(r.get("quota")), "次")
                needs = f"满{r['needs']}分" if kind == "goods" and "needs" in r else ""
                found.setdefault(kind, []).append((r["title"], r["cost"] + "分" if kind == "goods" else f"满{r['needs']}分",
                                                   "，".join(x for x in (needs, quota) if x), r["id"]))
    return found


def lists(v):
    """The points list, the rewards, the card and the ten lines say what the records do."""
    folder, rules = os.path.join(v.out, "print"), rules_at(v, DATE)
    said = [row for table in pdf.tables(pdf.elements(os.path.join(folder, "posters/points-list.pdf"))) for row in table]
    want = {(r["title"], r["value"], "、".join(x for x in (r["limit"], *costs(r)) if x)) for r in rules.values()}
    got = {tuple(row + [""] * (3 - len(row))) for row in said}
    check("points list: every rule with its value and its caps", got == want and len(said) == len(rules) > 40, sorted(want ^ got)[:4])
    flat = pdf.flat(os.path.join(folder, "posters/points-list.pdf"))
    wrong = [c["title"] for c in map(stripped, items(read(v.folder, "records/rules/10-city.yaml"), "categories")) if c.get("cap") and f"本类{capped(caps_of(c['cap']))}" not in flat]
    check("points list: the caps of its categories", not wrong, wrong)
    by_title = {}
    for r in rules.values():
        by_title[r["title"]] = r
    for name, numbered in ("ten-lines", 10), ("pocket", 20):
        read_aloud = pdf.elements(os.path.join(folder, f"cards/{name}.pdf"))
        entries, wrong = [], []
        for e in read_aloud:
            if e.name == "LI":
                entries.append([])
            elif entries and e.name == "P" and e.depth == 4:
                entries[-1].append(e.text)
        for entry in entries:
            title = re.sub(r"^\d+\. *", "", entry[0])
            r = by_title.get(title)
            limit = [r["limit"]] if r and r["limit"] and title != entry[0] else []
            wrong += [] if r and entry[1:] == [r["value"]] + limit else [(entry, r)]
        positive = [e for e in entries if re.match(r"\d+\.", e[0])]
        negative = [r["title"] for r in rules.values() if r["kind"] == "negative"]
        check(f"{name}: every value and cap", not wrong and len(positive) == numbered and [e[0] for e in entries[numbered:]] == negative, wrong[:3], len(positive))
    offered = rewards_at(v, DATE)
    said = sorted(tuple(row + [""] * (3 - len(row))) for table in pdf.tables(pdf.elements(os.path.join(folder, "posters/rewards.pdf"))) for row in table)
    check("rewards: every price and condition", said == sorted(x[:3] for kind in offered.values() for x in kind) and len(said) > 15, said[:3])
    labels = pdf.elements(os.path.join(folder, "labels.pdf"))
    parts = "\n".join(e.text if e.name != "Sect" else "--" for e in labels[1:]).split("--")[1:]
    said = [tuple(p.strip().split("\n")) for p in parts]
    check("labels: name, price, condition", said == [tuple(x for x in row[:3] if x) for row in offered["goods"]], said[:3])


def shelf(v):
    """What is left for a redemption day: deliveries less what the ledger redeemed."""
    text = read(v.folder, "records/rewards.yaml")
    papers = [p for p in v.papers("print") if p.startswith("notices/redemption/")]
    taken = collections.Counter()
    for r in (r for c in v.ledger["cycles"] for r in c["redemptions"]):
        taken[r["reward"]] += r["quantity"]
    for paper in papers:
        day = os.path.basename(paper)[:10]
        want = []
        for title, cost, _, id in rewards_at(v, day)["goods"]:
            stock = next(r.get("stock", "") for r in map(stripped, items(text, "goods")) if r["id"] == id)
            came = sum(int(n) for d, n in re.findall(r"(\d{4}-\d\d-\d\d): (?:\{ ?quantity: )?(\d+)", stock) if d <= DATE)
            if not stock or came > taken[id]:
                want.append((title, cost[:-1], str(came - taken[id]) if stock else ""))
        table = pdf.tables(pdf.elements(os.path.join(v.out, "print", paper)))[0]
        said = [(row[0], row[1], row[-1]) for row in table[1:]]
        check(f"{paper}: what is offered, at how many points, how much is left", said == want and len(said) > 5, [x for x in zip(said, want) if x[0] != x[1]][:3])


def notices(v):
    """Every meeting's notice: whose each entry is and what it is worth."""
    rules = {r["id"]: r.get("kind") for path in glob.glob(os.path.join(v.folder, "records/rules/*.yaml")) for r in map(stripped, items(read(path), "rules"))}
    entries, wrong, seen = collections.defaultdict(list), [], 0
    for e in (e for c in v.ledger["cycles"] for e in c["entries"]):
        entries[e["id"].split("/")[0]].append(e)
    for meeting, own in entries.items():
        tables = [t for t in pdf.tables(pdf.elements(os.path.join(v.out, f"print/notices/{meeting}.pdf"))) if t[0][0] == "序号"]
        places = {name: i for i, name in enumerate(tables[0][0])} if tables else {}
        said = sorted((r[places["户号"]], r[places["事项"]], r[places["分值"]]) for t in tables for r in t[1:])
        want = sorted((e["household"], v.titles[e["rule"]], "—" if e["status"] == "void" else ("+" if e["credited"] > 0 or not e["credited"] else "") + shown(e["credited"]))
                      for e in own if rules[e["rule"]] != "negative")
        wrong += [(meeting, [x for x in said if x not in want][:2], [x for x in want if x not in said][:2])] if said != want else []
        seen += len(said)
    check("notices: every entry's household, deed and points, of all meetings", not wrong and seen > 2000, wrong[:2], seen)


def statements(v):
    """Every entry on every statement."""
    by_id, wrong, seen = {}, [], 0
    for e in v.cycle["entries"]:
        by_id[e["id"]] = e
    for paper in (p for p in v.papers("office") if p.startswith("statements/")):
        for table in pdf.tables(pdf.elements(os.path.join(v.out, "office", paper))):
            if table[0][0] != "编号":
                continue
            for row in (r for r in table[1:] if len(r) == len(table[0])):
                e = by_id.get(row[0]) or next((x for i, x in by_id.items() if re.sub(r"/h\d+-\d+$", "", i) == re.sub(r"~\d+$", "", row[0])), None)
                points = "—" if e and e["status"] == "void" else e and ("+" if e["credited"] >= 0 else "") + shown(e["credited"])
                wrong += [] if e and row[4] == points and v.titles[e["rule"]] in row[2] else [(row, e)]
                seen += 1
    check("statements: every entry's deed and points", not wrong and seen > 100, wrong[:3], seen)


def figures(v):
    for part in lists, shelf, notices, statements:
        part(v)
