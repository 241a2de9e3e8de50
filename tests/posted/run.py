#!/usr/bin/env python3
"""What hangs on the board shows of people what it may, and no more: run.py PROGRAM [SEED]. Ends with "N passed, M failed".

Random villages with random policies: every PDF of out/print is read - text, document information, bookmarks, its file's name - for names that the
policy would not show, minors, residents' ids, notes, grounds, evidence, disclosures, and households beside rules of the reverse list; and no file
that may be seen by others leads to, or is, one of out/office.
"""
import glob
import html
import json
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), os.path.join(os.path.dirname(HERE), "property")]
import pdf  # noqa: E402
from village import Checks, read, run, write  # noqa: E402
import villages  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SEEDS = range(int(sys.argv[2]), int(sys.argv[2]) + 1) if len(sys.argv) > 2 else range(1, 9)
RARE = "燊淼焱垚犇骉矗毳掱畾"  # in no word of a paper
check = Checks()


def renamed(made, r):
    """Gives everybody a name of their own; {name: what the records say of who has it}."""
    people, names = {}, set()

    def new():
        while True:
            name = "".join(r.choice(RARE) for _ in range(r.choice((2, 3, 3, 4))))
            if not any(name in x or x in name for x in names):
                names.add(name)
                return name
    for households in made.groups.values():
        for h in households:
            h["head"] = new()
            people[h["head"]] = {"consent": h["consent"], "minor": False}
            for m in h["members"] or ():
                m["name"] = new()
                people[m["name"]] = {"consent": h["consent"], "minor": bool(m["minor"])}
    return people


def masked(name):
    return name[0] + "*" if len(name) == 2 else name[0] + "*" * (len(name) - 2) + name[-1]


def said(path):
    """All that a PDF says: its pages, and what is said about it."""
    text, about = pdf.text(path, "-layout"), "\n".join(pdf.info(path).values())
    marks = json.loads(subprocess.run(["qpdf", "--json", "--json-key=outlines", path], capture_output=True, timeout=60).stdout)["outlines"]
    return text, about + "\n".join(o["title"] for o in marks)


def one(seed, folder):
    r = random.Random(seed)
    made = villages.random_village(seed, folder)
    people = renamed(made, r)
    policy = {"site": r.choice(("full", "masked", "id")), "print": ("full", "masked", "id", "masked")[seed % 4], "led": r.choice(("masked", "id")),
              "warnings": ("count", "masked", "named", "count")[seed // 4 % 4]}
    made.village.update({"url": "https://qx.example", "privacy": policy})
    made.write(folder)
    for path in glob.glob(os.path.join(folder, "records/meetings/**/*.yaml"), recursive=True):
        text = read(path)
        write(folder, os.path.relpath(path, folder), text.replace("note: 夜间", "note: 只给办公室看的一句").replace("photos/a.jpg", "photos/zzevidence.jpg"))
    for path in glob.glob(os.path.join(folder, "records/objections/*.yaml")):
        text = read(path)
        write(folder, os.path.relpath(path, folder), re.sub(r"}$", ", grounds: 异议里写的一句}", text, flags=re.M))
    someone = r.choice(list(made.people))
    date = r.choice(made.dates())
    write(folder, "records/disclosures/1.yaml", f"- {{date: {date}, household: {someone}, to: 某单位甲, basis: 某依据乙}}\n")
    out = os.path.join(folder, "out")
    status, _, errors = run(PROGRAM, "build", folder, "-q", "-o", out, "--date", str(date), "--only", "site,print,led,text,office")
    label = f"{seed} {policy['print']}/{policy['warnings']}"
    check(f"{label}: builds", [errors[-600:]] if status else [])
    if status:
        return
    hidden = set()
    for name, x in people.items():
        consents = x["consent"] and str(x["consent"]) <= str(date)
        if x["minor"] or policy["print"] == "id" or (policy["print"] == "masked" and not consents):
            hidden.add(name)
        if policy["print"] == "id":
            hidden.add(masked(name))
    private = {"只给办公室看的一句", "zzevidence", "异议里写的一句", "某单位甲", "某依据乙"} | set(made.residents)
    negative = [x["rule"]["title"] for x in made.rules.values() if x["kind"] == "negative"]
    papers = sorted(glob.glob(os.path.join(out, "print/**/*.pdf"), recursive=True))
    wrong, beside = [], []
    for path in papers:
        text, about = said(path)
        name = os.path.relpath(path, out)
        flat = re.sub(r"\s", "", text) + re.sub(r"\s", "", about) + name
        wrong += [(name, x) for x in hidden | private if x in flat]
        if policy["warnings"] == "count" and "/notices/" in path:
            ids = "|".join(re.escape(h) for h in made.people)
            beside += [(name, line) for line in text.splitlines() if re.search(rf"(?<!\S)({ids})(?!\S)", line) and any(t in line for t in negative)]
    check(f"{label}: papers", [] if len(papers) > 3 else [papers])
    check(f"{label}: nobody who may not be named, nothing private", wrong)
    check(f"{label}: nobody beside the reverse list", beside)
    reached = []
    office = {open(p, "rb").read() for p in glob.glob(os.path.join(out, "office/**/*"), recursive=True) if os.path.isfile(p) and os.path.getsize(p) > 200}
    for output in "site", "led", "print", "text":
        for path in glob.glob(os.path.join(out, output, "**/*"), recursive=True):
            if not os.path.isfile(path):
                continue
            with open(path, "rb") as f:
                data = f.read()
            if data in office:
                reached.append((path, "is a file of the office"))
            if re.search(r"\.(html|js|json|xml|txt|atom)$", path) and re.search(rb"""(?:href|src)=["'][^"']*office/(?:statements|passbooks|forms|agenda|index)""", data):
                reached.append((path, "leads to the office's"))
    check(f"{label}: nothing of the office is reached", reached)
    page = html.unescape(read(os.path.join(out, "print/index.html")))
    check(f"{label}: the list of papers", [x for x in hidden | private if x in page])


def main():
    for seed in SEEDS:
        with tempfile.TemporaryDirectory(prefix="gongshi-") as folder:
            one(seed, folder)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
