#!/usr/bin/env python3
"""Tests `gongshi format` from outside: run.py PROGRAM. Ends with `N passed, M failed`."""
import functools
import glob
import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, write, write_all  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
check = Checks()
run = functools.partial(run_program, PROGRAM)


def texts(folder):
    found = {}
    for path in glob.glob(os.path.join(folder, "records", "**", "*.yaml"), recursive=True):
        with open(path, "rb") as f:
            found[os.path.relpath(path, folder)] = f.read()
    return found


def there_and_back(case):
    """A case's records in Chinese, in Chinese again, and back: what came of them."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(case, "records"), os.path.join(folder, "records"), symlinks=True)
        run("format", folder, "--en")
        before = texts(folder)
        if run("format", folder, "--zh")[0] != 0:
            return ["format --zh fails"]
        chinese = texts(folder)
        problems = [] if run("format", folder, "--zh", "--check")[0] == 0 else ["again: not the same"]
        problems += [f"{p}: no key is in Chinese" for p, t in chinese.items() if t == before[p] and b":" in t and b"\n" in t]
        run("format", folder, "--en")
        return problems + [f"{p} is not as it was" for p, t in texts(folder).items() if t != before[p]]


def check_cases():
    cases = sorted(glob.glob(os.path.join(TOP, "tests", "cases", "ledger", "*")))[::6]
    with ThreadPoolExecutor(2) as pool:
        for case, problems in zip(cases, pool.map(there_and_back, cases)):
            check(f"there and back: {os.path.basename(case)}", problems)


def check_demonstration():
    """The demonstration village, comments and all: in Chinese the same ledger, back in English the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(TOP, "records"), os.path.join(folder, "records"))
        before, ledger = texts(folder), run("ledger", folder, "--date", "2026-11-20", "--format", "json")
        status, said, _ = run("format", folder, "--zh")
        check("every file of the demonstration village", [] if status == 0 and said.count("names in Chinese") == len(before) else [said])
        check("the ledger stays", [] if run("ledger", folder, "--date", "2026-11-20", "--format", "json")[:2] == ledger[:2] else ["it does not"])
        run("format", folder, "--en")
        check("comments, order and layout stay", [p for p, t in texts(folder).items() if t != before[p]])
        check("nothing to mend says so", [] if run("format", folder)[2] == "gongshi: 0 files changed\n" else ["it does not"])


# What a hand slips into a file, and what it was meant to be; None: it may mean several things, and stays.
HEAD = "meeting: 2026-03-05\nkind: review\n"
SLIPS = [
    ("a full-width colon", HEAD + "title：三月评审会\n", HEAD + "title: 三月评审会\n"),
    ("colons and commas in braces", HEAD + "entries:\n  - {household：h001，rule：sweep，times：2}\n",
     HEAD + "entries:\n  - {household: h001, rule: sweep, times: 2}\n"),
    ("a comma in a list", HEAD + "recused: [h001，h002、h003]\n", HEAD + "recused: [h001, h002, h003]\n"),
    ("no blank behind a colon", HEAD + "title:三月评审会\n", HEAD + "title: 三月评审会\n"),
    ("a full-width blank", HEAD + "entries:\n　- {household: h001, rule: sweep}\n", HEAD + "entries:\n - {household: h001, rule: sweep}\n"),
    ("marks in a text", HEAD + "title: 评审：三月，一组  \n", HEAD + "title: 评审：三月，一组\n"),
    ("marks in a comment", HEAD + "# 说明：见，上  \n", HEAD + "# 说明：见，上\n"),
    ("blanks of a block are text", HEAD + "minutes: |\n  甲  \n  乙\nplace: 村委会 \n", HEAD + "minutes: |\n  甲  \n  乙\nplace: 村委会\n"),
    ("Windows", (HEAD + "title: 会\n").replace("\n", "\r\n"), HEAD + "title: 会\n"),
    ("a byte order mark", "\ufeff" + HEAD, HEAD),
    ("full-width marks throughout", "# 三月：评审\nmeeting：2026-03-05\nkind： review\nentries：\n  - {household：h001，rule：sweep，times：2}\n"
     "  - household：h002\n    rule：sweep\n    note：夜里：两趟，冷\nminutes：|\n  到会七人：一致同意，照记。\n  - 一：好\ntitle：三月：会\n",
     "# 三月：评审\nmeeting: 2026-03-05\nkind: review\nentries:\n  - {household: h001, rule: sweep, times: 2}\n"
     "  - household: h002\n    rule: sweep\n    note: 夜里：两趟，冷\nminutes: |\n  到会七人：一致同意，照记。\n  - 一：好\ntitle: 三月：会\n"),
    ("full-width marks in braces of several lines", "meeting：2026-03-05\nkind：review\nentries：\n  - {household：h001，\n     rule：sweep，times：2}\n",
     "meeting: 2026-03-05\nkind: review\nentries:\n  - {household: h001, \n     rule: sweep, times: 2}\n".replace(", \n", ",\n")),
    ("a list without brackets", HEAD + "recused: h001，h002\n", None),
    ("no YAML at all", HEAD + "entries: [\n", None),
]
VILLAGE = {"records/village.yaml": "name: 村\n", "records/households/1.yaml": "group: {id: g1, name: 一组}\n", "records/rules/1.yaml": "level: city\n"}
MEETING = "records/meetings/2026-03-05.yaml"


def check_slips():
    with tempfile.TemporaryDirectory() as folder:
        write_all(folder, VILLAGE)
        path = os.path.join(folder, MEETING)
        slips = [(name, text.encode(), (text if meant is None else meant).encode()) for name, text, meant in SLIPS]
        gbk = HEAD + "title: 三月积分评审会，研究村务\n"
        slips.append(("GBK", gbk.encode("gbk"), gbk.encode()))
        slips.append(("UTF-16", ("\ufeff" + gbk).encode("utf-16-le"), gbk.encode()))
        for name, text, meant in slips:
            write(folder, MEETING, text)
            status = run("format", path, "-C", folder, "--check")[0]
            with open(path, "rb") as f:
                check(f"{name}: --check changes nothing", [] if f.read() == text and status == (text != meant) else [status])
            run("format", path, "-C", folder)
            with open(path, "rb") as f:
                now = f.read()
            check(name, [] if now == meant else [now])
            check(f"{name}: again", [] if run("format", folder)[2] == "gongshi: 0 files changed\n" else ["it changes"])
        write(folder, MEETING, HEAD + "title：会\n")
        write(folder, "records/village.yaml", "name: 村 \n")
        status, said, error = run("format", "-C", folder, "records/village.yaml")
        check("one file", [] if (status, said) == (0, "records/village.yaml: no blanks at the end of 1 line\n") else [status, said, error])
        check("no such file", [] if run("format", "-C", folder, "records/village.yml")[0] == 2 else ["not refused"])
        check("both languages", [] if run("format", "-C", folder, "--zh", "--en")[0] == 2 else ["not refused"])


def main():
    check_cases()
    check_demonstration()
    check_slips()
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
