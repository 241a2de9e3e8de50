#!/usr/bin/env python3
"""Who is accused shows nowhere before it is final: run.py PROGRAM. Ends with "N passed, M failed".

Twins of random villages: a meeting decides an entry under a negative rule, on notice, objected to or void at T, of one household or of another.
Whatever the policies are, all that is published must be the same bytes. Without the entry only counts may differ, and where it is void not even these.
"""
import datetime
import filecmp
import json
import os
import random
import re
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "property"), os.path.dirname(HERE)]
import model  # noqa: E402
import trees  # noqa: E402
import villages  # noqa: E402
from village import Checks, run, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
villages.HOUSEHOLDS = [h for h in villages.HOUSEHOLDS if h != "H1"]  # ids that differ by case alone are none
SEEDS = range(int(sys.argv[2]), int(sys.argv[2]) + 1) if len(sys.argv) > 2 else range(1, 9)
ONE = datetime.timedelta(days=1)
# what is said of households, one by one: the same with the entry on notice and without it
OF_HOUSEHOLDS = re.compile(r"^(led/|site/(households|ranking|honours|contributions|own)/|site/data/(ranking|entries|households)[^/]*\.csv$)")
checks = Checks()
check = checks.that


def policies(r):
    return {"site": r.choice(("full", "masked", "id")), "print": r.choice(("full", "masked", "id")), "led": r.choice(("full", "masked", "id")),
            "warnings": r.choice(("count", "masked", "named"))}


def accuse(folder, day, state, whom, form):
    """Adds the meeting, and what became of its entry; WHOM None: without it."""
    who = {"one": f"household: {whom}", "list": f"household: [{whom}]", "scores": f"scores: {{{whom}: -3}}"}[form]
    entry = f"  - {{{who}, rule: {'zz-range' if form == 'scores' else 'zz'}, date: {day}, note: 一, evidence: a.jpg}}\n" if whom else ""
    head = f"meeting: {day}\nkind: review\npresent: 9\n"
    write(folder, "records/meetings/zz1.yaml", head + f"entries:\n  - {{household: {accuse.other}, rule: zz-good, date: {day}}}\n" + entry)
    ident = "zz1/2" + ("" if form == "one" else f"/{whom}")
    later = f"meeting: {day + ONE}\nkind: review\npresent: 9\n"
    later += "corrections:\n  - {entry: zz1/1, reason: 记错了}\n"
    if whom and state == "void":
        later += f"  - {{entry: {ident}, reason: 记错了}}\n"
    if state == "void":
        write(folder, "records/meetings/zz2.yaml", later)
    if whom and state == "suspended":
        write(folder, "records/objections/zz.yaml", f"- {{id: o-zz, entry: {ident}, received: {day}, grounds: 二}}\n")


def build(folder, date):
    r = run(PROGRAM, "build", folder, "-q", "--only", "site,print,led,text", "--date", str(date))
    return r, {f for f in trees.files(os.path.join(folder, "out")) if not f.startswith("office/")}  # the office sees all


def different(one, other, files):
    return sorted(f for f in files if not (os.path.exists(os.path.join(one, "out", f)) and os.path.exists(os.path.join(other, "out", f))
                                           and filecmp.cmp(os.path.join(one, "out", f), os.path.join(other, "out", f), shallow=False)))


def without_counts(folder):
    with open(os.path.join(folder, "out/site/data/ledger.json"), encoding="utf-8") as f:
        ledger = json.load(f)
    for cycle in ledger["cycles"]:
        del cycle["warnings"]
    return ledger


def twins(seed, where):
    r = random.Random(seed)
    made = villages.Made(seed, os.path.join(where, "base"))
    known = model.Village(made.folder)
    base = os.path.join(where, "base")
    made.write(base, redemptions=[])  # some are wrong on purpose
    write(base, "records/rules/00-zz.yaml", "level: city\ncategories: [{id: zz, title: 其他}]\nrules:\n  - {id: zz, category: zz, kind: negative, title: 乱停车, points: -2}\n"
        "  - {id: zz-range, category: zz, kind: negative, title: 乱堆放, points: -5..-1, veto: true}\n  - {id: zz-good, category: zz, title: 让路, points: 1}\n")
    with open(os.path.join(base, "records/village.yaml"), "a", encoding="utf-8") as f:
        f.write(f"url: https://zz.example\nprivacy: {json.dumps(policies(r))}\nscreens:\n  - {{id: main, show: [welcome, notices, ranking, honours, rewards, news]}}\n")
    days = [made.first + ONE * n for n in range(40, made.days)]
    r.shuffle(days)
    for day in days:
        listed = [h for h in known.households if listed_on(known, h, day) and listed_on(known, h, day + ONE)]
        if len(listed) >= 3:
            break
    else:
        return
    one, other, accuse.other = r.sample(sorted(listed), 3)
    state = ("notice", "suspended", "void")[seed % 3]
    form = r.choice(("one", "list", "scores"))
    date = day + ONE if state == "void" else day
    trees = {}
    for name, whom in (("one", one), ("other", other), ("none", None)):
        folder = trees[name] = os.path.join(where, name)
        shutil.copytree(base, folder)
        accuse(folder, day, state, whom, form)
    built = {name: build(folder, date) for name, folder in trees.items()}
    label = f"{seed} {state} {form}"
    if not all(r.returncode == 0 for r, _ in built.values()):
        check(f"{label} builds", False, next(r.stderr for r, _ in built.values() if r.returncode)[-800:])
        return
    files = built["one"][1] | built["other"][1]
    check(f"{label}: whoever it is", len(files) > 20 and not different(trees["one"], trees["other"], files), different(trees["one"], trees["other"], files)[:6])
    files = {f for f in files | built["none"][1] if OF_HOUSEHOLDS.match(f) and not f.startswith("led/")}
    check(f"{label}: households", len(files) > 5 and not different(trees["one"], trees["none"], files), different(trees["one"], trees["none"], files)[:6])
    check(f"{label}: data", without_counts(trees["one"]) == without_counts(trees["none"]))
    if state == "void":  # but for the pages of the correction itself; pictures draw the number of corrections that the texts beside them say
        files = {f for f in built["one"][1] | built["none"][1] if not re.search(r"[/-]zz2[./]|^led/.*\.png$", f)}
        check(f"{label}: as if it had never been", len(files) > 20 and not told_otherwise(trees["one"], trees["none"], files),
              told_otherwise(trees["one"], trees["none"], files)[:6])


def told(folder, path):
    """What a file says, but for how many corrections there were and, in the search, of which rules: that is public."""
    with open(os.path.join(folder, "out", path), "rb") as f:
        data = f.read()
    if not re.search(r"\.(html|js|json|txt|xml|atom|csv)$", path):
        return data
    text = data.decode("gb18030" if path.startswith("led/") and path.endswith(".txt") else "utf-8")
    text = re.sub(r'data-dots="[0-9a-f]*"', "", text)
    text = re.sub(r"更正((?:<[^>]*>|\s)*)\d+((?:<[^>]*>|\s)*[件条项])", r"更正\1N\2", text)
    return re.sub(r'("(?:meetings|notices)/zz2/index\.html","(?:[^"\\]|\\.)*"),\[[\d,]*\]', r"\1", text)


def told_otherwise(one, other, files):
    return sorted(f for f in files if not (os.path.exists(os.path.join(one, "out", f)) and os.path.exists(os.path.join(other, "out", f))
                                           and told(one, f) == told(other, f)))


def listed_on(known, household, day):
    return known.households[household]["since"] <= day <= known.households[household]["until"]


def main():
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as where:
            twins(seed, where)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
