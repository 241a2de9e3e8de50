#!/usr/bin/env python3
"""gongshi ledger as people call it: its heading, its list of entries, what it says where there is nothing.

    tests/ledger/run.py PROGRAM
"""
import csv
import io
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, read, run, write, write_all  # noqa: E402

DATE = "2026-11-20"
checks = Checks()
check = checks.that


def gongshi(*words, cwd=TOP):
    return run(PROGRAM, *words, language=None, cwd=cwd)


def entries():
    ledger = json.loads(gongshi("ledger", "--date", DATE, "--format", "json")[1])
    known = {e["id"]: e for c in ledger["cycles"] for e in c["entries"]}
    status, out, _ = gongshi("ledger", "--entries", "--date", DATE, "--format", "json")
    listed = json.loads(out)["entries"]
    check("entries: all of the ledger, once each", status == 0 and sorted(known) == sorted(e["id"] for e in listed))
    same = ("household", "resident", "rule", "date", "times", "credited", "status")
    check("entries: as the ledger has them", all(e[k] == known[e["id"]][k] for e in listed for k in same))
    lines = {}
    wrong = []
    for e in listed:
        if e["file"] not in lines:
            lines[e["file"]] = read(TOP, e["file"]).split("\n")
        last = e["id"].split("/")[-1]
        text = lines[e["file"]][e["line"] - 1]
        if not (last in text or e["household"] in text or (e["resident"] or "?") in text or "rule" in text):
            wrong.append((e["id"], text))
    check("entries: the line is the entry's", not wrong, wrong[:3])
    meeting = [e for e in listed if e["meeting"] == "2026-11-18"]
    status, out, _ = gongshi("ledger", "--entries", "2026-11-18", "--date", DATE, "--format", "csv")
    rows = list(csv.reader(io.StringIO(out.lstrip("\ufeff"))))[1:]
    check("entries of a meeting as CSV", [r[0] for r in rows] == [e["id"] for e in meeting] and
          [r[7] for r in rows] == [f"{e['file']}:{e['line']}" for e in meeting], rows[:2])
    status, out, _ = gongshi("ledger", "--entries", "2026-11-18", "h105", "--date", DATE)
    shown = out.split("\n")[1:-1]
    check("entries of a meeting and a household as a table", status == 0 and shown and
          [s.split()[0] for s in shown] == [e["id"] for e in meeting if e["household"] == "h105"], shown)
    status, _, err = gongshi("ledger", "--entries", "2026-11-19", "--date", DATE)
    check("entries of no meeting", status == 2 and "no meeting or household" in err, err)
    status, _, err = gongshi("ledger", "--entries", "--public", "--date", DATE)
    check("entries are not for the public", status == 2 and "--public" in err, err)


def headings():
    for cycle in ("2025", "2026"):
        out = gongshi("ledger", "--cycle", cycle, "--date", DATE)[1]
        check(f"the heading of {cycle} has the day of the figures", "2026年11月20日" in out.split("\n")[0], out[:100])


def nothing():
    with tempfile.TemporaryDirectory() as folder:
        for words in (("check",), ("ledger",), ("build",), ("explain", "h1"), ("check", folder)):
            status, _, err = gongshi(*words, cwd=folder)
            check(f"{words[0]} without a village", status == 2 and "no village in" in err and "machine" not in err, (status, err))
        os.mkdir(os.path.join(folder, "records"))
        status, _, err = gongshi("check", cwd=folder)
        check("an empty village", status == 1 and len(re.findall(r"error\[missing-file\]", err)) == 3, err)


VILLAGE = {
    "records/village.yaml": "name: 清溪村\n",
    "records/households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n  - {id: h2, head: 李秀英}\n  - {id: h3, head: 周明}\n",
    "records/meetings/2026-01-10.yaml": "meeting: 2026-01-10\nkind: assembly\n",
    "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\nentries:\n  - {household: [h1, h2], rule: patrol, date: 2026-03-01}\n",
    "records/meetings/2026-04-05.yaml": "meeting: 2026-04-05\nkind: review\nentries:\n  - {household: h3, rule: patrol, date: 2026-04-01}\n",
}
RULES = ("level: village\ndecided: 2026-01-10\ncategories: [{id: order, title: 秩序}]\nrules:\n"
         "  - {id: patrol, category: order, title: 巡逻, points: %s}\n")


def past():
    """Points of the past that change after they were published are told of, and only they."""
    with tempfile.TemporaryDirectory() as folder:
        write_all(folder, {**VILLAGE, "records/rules/10.yaml": RULES % "2"})

        def with_points(points):
            write(folder, "records/rules/10.yaml", RULES % points)

        def said(command="check", date="2026-04-20"):
            words = ("check",) if command == "check" else ("build", "--only", "site", "-q")
            status, _, err = gongshi(*words, "--date", date, cwd=folder)
            return status, [line for line in err.split("\n") if "this changes the points" in line]

        check("nothing published: nothing said", said() == (0, []), said())
        check("the first build says nothing", said("build", "2026-03-20") == (0, []))
        check("nothing changed", said() == (0, []), said())
        with_points("{2026-01-10: 2, 2026-04-01: 3}")
        check("a new value from a later day", said() == (0, []), said())
        with_points("3")
        status, lines = said()
        check("a value of the past changed", status == 0 and len(lines) == 1 and "2 households up to 2026-03-20" in lines[0] and
              "h1: 2, now 3" in lines[0], lines)
        published = read(folder, "out/site/data/ledger.json")
        write(folder, "out/site/data/ledger.json", published.replace('"id"', " " * 33333 + '"id"').replace('"earned"', " " * 65521 + '"earned"'))
        check("however long what was published is", said() == (status, lines), said())
        write(folder, "out/site/data/ledger.json", published)
        check("build says so too, once", len(said("build")[1]) == 1 and said("build") == (0, []))
        for text in ("", "{", "[]", '{"date": "2026-03-20", "cycles": [{"id": 2026, "households": [{"id": "h1", "earned": 9'):
            write(folder, "out/site/data/ledger.json", text)
            check(f"no ledger there: {text!r}", said() == (0, []), said())
        with open(os.path.join(folder, "records", "rules", "10.yaml"), "a", encoding="utf-8") as f:
            f.write("adjust:\n  - {rule: patrol, from: 2026-05-01, points: 4}\n")
        err = gongshi("check", cwd=folder)[2]
        check("a list that adjusts its own rule is shown the dated form", "points: {2020-01-01: 2, 2026-05-01: 3}" in err, err)


def decided_values():
    """A later value may say which assembly decided it: explain and the rules page tell of it."""
    with tempfile.TemporaryDirectory() as folder:
        files = {**VILLAGE, "records/rules/10.yaml": RULES % "{2026-01-10: 2, 2026-04-01: {points: 3, decided: 2026-03-20}}",
                 "records/meetings/2026-03-20.yaml": "meeting: 2026-03-20\nkind: assembly\ntitle: 第二次村民代表大会\n"}
        write_all(folder, files)
        status, out, err = gongshi("explain", "2026-04-05/1", "--date", "2026-04-20", cwd=folder)
        check("explain names the assembly of a later value", status == 0 and "由第二次村民代表大会决定" in out and "rules/10.yaml:5" in out, out + err)
        status, out, err = gongshi("explain", "2026-03-05/1/h1", "--date", "2026-04-20", cwd=folder)
        check("and of an earlier one the rule's", status == 0 and "第二次" not in out and "2026年1月10日" in out, out + err)
        status, out, err = gongshi("ledger", "--format", "json", "--date", "2026-04-20", cwd=folder)
        check("the value counts", status == 0 and '"raw": 3' in out or '"raw":3' in out, out[-600:] + err)
        status, _, err = gongshi("build", "--only", "site", "-q", "--date", "2026-04-20", cwd=folder)
        check("the rules page names it", "第二次村民代表大会" in read(folder, "out/site/rules/index.html"), err)


def names():
    """A person's name finds the household, as its head or else as a member; several are told apart."""
    households = ("group: {id: g1, name: 一组}\nhouseholds:\n"
                  "  - {id: h1, head: 张大山, members: [{id: h1-1, name: 张大山}, {id: h1-2, name: 张小花, minor: true}]}\n"
                  "  - {id: h2, head: 李秀英, members: [{id: h2-1, name: 张小花}, {id: h2-2, name: 王小明, minor: true}]}\n"
                  "  - {id: h3, head: 周明}\n  - {id: h4, head: 周明}\n  - {id: h5, head: 吴亮, members: [{id: h5-1, name: 李秀英}]}\n"
                  "  - {id: h6, head: Mary Ann}\n")
    with tempfile.TemporaryDirectory() as folder:
        write_all(folder, {**VILLAGE, "records/households/1.yaml": households, "records/rules/10.yaml": RULES % "2"})
        for name, what, household in (("张大山", "a head who is a member too", "h1"), ("王小明", "a minor", "h2"), ("李秀英", "a head before another's member", "h2"),
                                      ("周 明", "of several", None), ("周明", "of several", None), ("张小花", "of members of several", None),
                                      ("mary  ann", "written otherwise", "h6"), ("张 大山", "written with a blank", "h1")):
            status, out, err = gongshi("ledger", "--format", "json", "--date", DATE, name, cwd=folder)
            explained, text, said = gongshi("explain", "--format", "json", "--date", DATE, name, cwd=folder)
            if household:
                found = {h["id"] for c in json.loads(out or '{"cycles": []}')["cycles"] for h in c["households"]}
                check(f"ledger {name}: {what}", status == 0 and found == {household}, (status, found, err))
                check(f"explain {name}: {what}", explained == 0 and f'"{household}"' in text, (explained, text[:200], said))
            else:
                both = "h3, h4" if "明" in name else "h1, h2"
                check(f"ledger {name}: {what}", status == 2 and not out and both in err, (status, err))
                check(f"explain {name}: {what}", explained == 2 and not text and both in said, (explained, said))
        status, _, err = gongshi("explain", "--date", DATE, "2026-03-05/１", cwd=folder)
        check("a line for many is told of with the ids of its entries", status == 2 and "2026-03-05/1/h1, 2026-03-05/1/h2" in err, err)
        for command in ("ledger", "explain"):
            status, out, err = gongshi(command, "--date", DATE, "赵无名", cwd=folder)
            check(f"{command} of nobody", status == 2 and not out and "赵无名" in err, (status, err))


def no_text_is_cut():
    err = gongshi("check", "--date", DATE)[2]
    check("the demonstration village: no text is taken for one that ends in a comment", "text-cut" not in err, err)


def typed():
    """Ids, years and days as people type them: in full width, in capitals."""
    options = ("--date", DATE, "--format", "csv")
    as_people_type = ("Ｈ１０５", "--cycle", "２０２６", "--date", "２０２６－１１－２０", "--format", "csv")
    want = gongshi("ledger", "h105", "--cycle", "2026", *options)[:2]
    check("ledger of an id in full width", want[0] == 0 and want[1] == gongshi("ledger", *as_people_type)[1] and "h105" in want[1])
    want = gongshi("ledger", "--entries", "2026-11-18", *options)
    check("entries of a meeting in full width", want == gongshi("ledger", "--entries", "２０２６－１１－１８", *options) and want[0] == 0)
    for plain, other in (("h105", "ｈ１０５"), ("h105", "H105"), ("h105-2", "Ｈ１０５－２"), ("2026-11-18/6", "２０２６－１１－１８／６"),
                         ("household:h105", "household：ｈ１０５"), ("2026-07-11/3", " 2026‐07‐11/3")):
        want, got = gongshi("explain", "--date", DATE, plain), gongshi("explain", "--date", DATE, other)
        check(f"explain {other}", want[0] == 0 and want == got, got)
    status, _, err = gongshi("explain", "--date", DATE, "ｈ９９９")
    check("explain of nobody", status == 2 and "ｈ９９９" in err, err)
    with tempfile.TemporaryDirectory(prefix="gongshi-ledger.") as folder:
        write_all(folder, {"records/village.yaml": "name: 清溪村\n", "records/rules/10.yaml": "level: city\n", "records/households/1.yaml":
                           "group: {id: g1, name: 一组}\nhouseholds:\n"
                           "  - {id: h1, head: 张三, members: [{id: P1, name: 张三}, {id: p1, name: 张四}, {id: Q1, name: 张五}]}\n"})
        check("of two that differ by case the very one", "张四" in gongshi("explain", "p1", cwd=folder)[1])
        check("of one the other case too", "张五" in gongshi("explain", "q1", cwd=folder)[1])
        check("of two none that is neither", gongshi("explain", "ｐ１", cwd=folder)[0] == 2)


def main():
    typed()
    past()
    names()
    decided_values()
    no_text_is_cut()
    entries()
    headings()
    nothing()
    return checks.end()


PROGRAM = os.path.abspath(sys.argv[1])
if __name__ == "__main__":
    sys.exit(main())
