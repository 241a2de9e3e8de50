#!/usr/bin/env python3
"""Shows how long records take that are wrong in far too many places: shapes.py PROGRAM

Each is a village that was made to cost time: references, keys, numbers of persons and brackets without end. What is said of a file is bounded
(1,000 problems, the rest is counted), so each should take about as long as reading the file, a second at most. tests/bounds holds what is said.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

DATE = "2026-03-20"
HEAD = "meeting: 2026-03-05\nkind: review\n"


def rules(count):
    return "level: town\ncategories:\n  - {id: order, title: 秩序}\nrules:\n" + "".join(
        f"  - {{id: rule{i:05d}, category: order, title: 事项{i}, points: 2}}\n" for i in range(count))


def shapes(scale):
    """(name, the meeting's file, how many rules there are, errors there are in it) of each, SCALE times as large as a bench wants it."""
    def n(count):
        return int(count * scale)
    return [
        ("mobile numbers in one line", HEAD + "title: " + " ".join(f"138{i:08d}" for i in range(n(2000))) + "\n", 1, n(2000)),
        ("mobile numbers as keys in one line",
         HEAD + "entries: [" + ", ".join(f"{{houseold: h1, 13800{i:06d}: x}}" for i in range(n(4000))) + "]\n", 1, None),
        ("unknown keys in one line", HEAD + "entries:\n  - {" + ", ".join(f"housebold{i}: x" for i in range(n(8000))) + "}\n", 1, None),
        ("misspelt references against as many rules",
         HEAD + "entries:\n" + "".join(f"  - {{household: h102, rule: rulx{i:05d}}}\n" for i in range(n(4000))), n(4000), n(4000)),
        ("unknown keys, a line each", HEAD + "".join(f"kex{i}: x\n" for i in range(n(1000000))), 1, n(1000000)),
        ("unknown households in one line",
         HEAD + "entries:\n  - {household: [" + ", ".join(f"x{i}" for i in range(n(100000))) + "], rule: rule00000}\n", 1, n(100000)),
        ("names where ids belong, in one line",
         HEAD + "entries:\n  - {household: [" + ", ".join(f"陈大贵{i}" for i in range(n(100000))) + "], rule: rule00000}\n", 1, n(100000)),
        ("nothing but brackets", HEAD + "entries: " + "[" * n(100000) + "\n", 1, None),
        ("nothing but dashes", HEAD + "entries:\n" + "- " * n(50000) + "\n", 1, None),
        ("nothing but mappings", HEAD + "entries: " + "{a: " * n(50000) + "\n", 1, None),
        ("a quotation without end", HEAD + 'title: "' + "x\n" * n(300000), 1, None),
    ]


def write_village(folder, meeting, count):
    files = {"village.yaml": "name: 安乐屯村\n", "rules/a.yaml": rules(count), "meetings/2026-03-05.yaml": meeting,
             "households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h102, head: 陈大贵}\n"}
    for path, text in files.items():
        path = os.path.join(folder, "records", path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


def main():
    program = os.path.abspath(sys.argv[1])
    for name, meeting, count, _ in shapes(1):
        with tempfile.TemporaryDirectory(prefix="gongshi-shapes-") as folder:
            write_village(folder, meeting, count)
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
            r = subprocess.run([program, "check", "--date", DATE, folder], capture_output=True)
            took, user = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            print(f"{name}: {user:.2f} s of a processor, {took:.2f} s, {len(r.stderr) // 1000} KB said")


if __name__ == "__main__":
    main()
