#!/usr/bin/env python3
"""The handbook says what is so: its villages are right, its errors are the program's, and it leaves nothing out.

    tests/handbook/run.py PROGRAM
"""
import ast
import glob
import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, read, write  # noqa: E402
from village import run as run_program  # noqa: E402

BOOK = os.path.join(TOP, "content", "handbook")

check = Checks()


def page(name):
    return read(BOOK, name)


def run(program, *words):
    """(status, what it says and prints)"""
    r = run_program(program, *words, language="zh_CN")
    return r.returncode, r.stderr + r.stdout


def village(name, dir):
    """Writes the files that the page NAME shows whole into the folder DIR."""
    for path, text in re.findall(r"^文件 `(records/[^`]+)`：\n\n```yaml\n(.*?)^```", page(name), re.M | re.S):
        write(dir, path, text)


def quoted(name):
    """What stands in indented blocks of a page, a list of lines each."""
    return [[line[4:] for line in block.splitlines()] for block in re.findall(r"(?:^    .*\n)+", page(name), re.M)]


# The slips that errors.md shows: what is changed in which file of start.md's village.
SLIPS = [
    ("meetings/2026-03-05.yaml", "date: 2026-02-28}", "date: 2026-02-28"),
    ("meetings/2026-03-05.yaml", "times: 2", "time: 2"),
    ("meetings/2026-03-05.yaml", "household: h001", "household：h001"),
    ("meetings/2026-03-05.yaml", "kind: review", "kind：review"),
    ("meetings/2026-03-05.yaml", "kind: review\n", ""),
    ("meetings/2026-03-05.yaml", "2026-02-28", "2026-2-28"),
    ("meetings/2026-03-05.yaml", "household: h001", "household: h010"),
    ("meetings/2026-03-05.yaml", "rule: sweep, date: 2026-02-28", "rule: sweeep, date: 2026-02-28"),
    ("rules/village.yaml", "points: 1,", "points: 1..5,"),
    ("meetings/2026-03-05.yaml", "2026-02-28", "2026-03-28"),
    ("meetings/2026-03-05.yaml", "household: h002, rule: sweep, date: 2026-03-01", "household: h001, rule: sweep, date: 2026-02-28"),
    ("village.yaml", "name: 桐花坪村", "name: 桐花坪村\ncommittees:\n  review: {name: 积分评审委员会, quorum: 7}"),
]


def check_villages(program, dir):
    for name, date in (("start.md", "2026-03-06"), ("records.md", "2026-05-01")):
        whole = os.path.join(dir, name)
        village(name, whole)
        status, text = run(program, "check", whole, "--date", date)
        check(f"the village of {name}", [] if status == 0 and len(text.splitlines()) == 1 else text.splitlines())
        if name == "start.md":
            check("what check says of it", [] if text in page(name) else [text])


def check_errors(program, dir):
    shown = ["\n".join(b) for b in quoted("errors.md") if "error[" in b[0]]
    seen = set()
    for path, old, new in SLIPS:
        shutil.rmtree(dir, ignore_errors=True)
        village("start.md", dir)
        text = read(dir, "records", path)
        write(dir, f"records/{path}", text.replace(old, new, 1))
        said = run(program, "check", dir, "--date", "2026-03-06")[1]
        first = "\n".join(said.splitlines()[:3])
        seen.add(first)
        check(f"errors.md shows: {new.strip() or 'no ' + old.strip()}", [] if old in text and first in shown else said.splitlines())
    check("errors.md shows nothing else", [s for s in shown if s not in seen])


# What counter.md and start.md show of commands' answers: the page, the village of which page, the commands whose answers it shows.
ANSWERS = [
    ("counter.md", "records.md", [("explain", "h001", "--date", "2026-05-01"), ("explain", "2026-03-05/1", "--date", "2026-05-01")]),
    ("start.md", "start.md", [("ledger", "--date", "2026-03-11"), ("check", "--date", "2026-03-06")]),
]


def check_answers(program, dir):
    """What pages show of an answer is what the program answers, line by line."""
    for name, villages, commands in ANSWERS:
        whole = os.path.join(dir, "answers", villages)
        village(villages, whole)
        said = set()
        for command in commands:
            said |= set(run(program, command[0], "-C", whole, *command[1:])[1].splitlines())
        shown = [line for block in quoted(name) for line in block if not re.match(r" *(gongshi |……|make|sudo |mkdir |cd |records/|[0-9]+ \||\||$)|gongshi:", line)]
        check(f"{name} shows what is answered", [line for line in shown if line not in said] + ([] if shown else ["it shows nothing"]))


def sentences():
    """All Chinese sentences of the catalogue, as patterns."""
    with open(os.path.join(TOP, "src", "po", "zh_CN.po"), encoding="utf-8") as f:
        text = f.read()
    found = []
    for block in re.findall(r'^msgstr(?:\[0\])? ((?:"(?:[^"\\]|\\.)*"\n?)+)', text, re.M):
        sentence = "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', block))
        parts = re.split(r"\{\d\}|%%|%[-.*0-9]*(?:l|ll|z)?[sudi]|%[0-9.]*f", sentence.strip())
        if any(parts):
            found.append(re.compile(".*".join(re.escape(part) for part in parts) + r"\Z", re.S))
    return found


def check_sentences():
    """Every message that a page shows is one that the program can say."""
    known = sentences()
    for path in sorted(glob.glob(os.path.join(BOOK, "*.md"))):
        name = os.path.basename(path)
        said = [m.group(1) for block in quoted(name) for line in block
                for m in [re.search(r"(?:error\[[a-z-]+\]: |warning\[[a-z-]+\]: |: note: |^gongshi: )(.+)", line)] if m]
        check(f"{name}: its messages are the program's", [s for s in said if not any(k.match(s) for k in known)])


def check_reference(program):
    """fields.md is what `make reference` writes, and the tables that it comes from say of every field what it takes."""
    said = run(program, "help", "--reference")[1]
    check("fields.md is current (make reference)", [] if said == page("fields.md") else ["it is not what the tables say"])
    check("en/fields.md is current (make reference)", [] if run_program(program, "help", "--reference", language="en")[1] == page("en/fields.md") else ["it is not what the tables say"])
    rows = [line.split(" | ") for line in said.splitlines() if line.startswith("| ")]
    check("every field says what it takes and what it is for", [r for r in rows if len(r) != 3 or not all(c.strip("| ") for c in r)])


def check_whole():
    """Every field has its row in records.md, every code that records can get its row in errors.md."""
    fields, codes = set(), set()
    for path in glob.glob(os.path.join(TOP, "src", "records", "*.c")):
        with open(path, encoding="utf-8") as f:
            source = f.read()
        for table in re.findall(r"static const struct field \w+\[\] = \{(.*?)\n\};", source, re.S):
            fields |= set(re.findall(r'\.name = "(\w+)"', table))
    check("records.md has every field", sorted(f for f in fields if f"`{f}`" not in page("records.md")))
    for path in glob.glob(os.path.join(TOP, "tests", "cases", "errors", "*", "expected.*")) + \
            glob.glob(os.path.join(TOP, "src", "*", "*.c")):
        with open(path, encoding="utf-8") as f:
            source = f.read()
        for call in re.findall(r"diag_(?:error|warning)\((?:[^;]*?);", source, re.S):
            codes |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+|yaml|overflow|overdrawn|emphasis)"', call))
    errors = page("errors.md")
    check("en/errors.md has every code", sorted(c for c in codes if f"`{c}`" not in page("en/errors.md")))
    check("errors.md has every code",
          sorted(c for c in codes if f"`{c}`" not in errors))


def check_pages():
    for path in sorted(glob.glob(os.path.join(BOOK, "*.md"))):
        name, text = os.path.basename(path), page(os.path.basename(path))
        problems = []
        if not re.match(r"---\ntitle: .+\norder: \d+\nsummary: .+\n---\n", text):
            problems.append("front matter: title, order, summary")
        prose = re.sub(r"```.*?```|^    .*?$|`[^`\n]*`", "", text, flags=re.S | re.M)
        problems += [f"a heading above level 2: {h}" for h in re.findall(r"^# .*", prose, re.M)]
        problems += [f"an exclamation mark: {l}" for l in prose.splitlines() if "！" in l]
        problems += [f"no such page: {l}" for l in re.findall(r"\]\(([\w-]+\.md)", prose) if not os.path.exists(os.path.join(BOOK, l))]
        if name != "index.md" and f"]({name})" not in page("index.md"):
            problems.append("index.md does not lead here")
        check(f"{name}: its form", problems)
    with open(os.path.join(BOOK, "en", "index.md"), encoding="utf-8") as f:
        first = f.read()
    for path in sorted(glob.glob(os.path.join(BOOK, "en", "*.md"))):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        problems = [] if re.match(r"---\ntitle: .+\norder: \d+\nsummary: .+\n---\n", text) else ["front matter: title, order, summary"]
        problems += [f"no such page: {l}" for l in re.findall(r"\]\(([\w./-]+\.md)", text) if not os.path.exists(os.path.join(BOOK, "en", l))]
        problems += [] if os.path.basename(path) == "index.md" or f"]({os.path.basename(path)})" in first else ["en/index.md does not lead here"]
        check(f"en/{os.path.basename(path)}: its form", problems)


def check_commands(program):
    """Every command that a page shows is one, with options that it takes."""
    for path in sorted(glob.glob(os.path.join(BOOK, "*.md")) + glob.glob(os.path.join(BOOK, "en", "*.md"))):
        with open(path, encoding="utf-8") as f:
            shown = re.findall(r"^    (?:.*&& )?gongshi (\w+)(.*)$", f.read(), re.M)
        wrong = []
        for command, words in shown:
            page = run(program, "help", command)[1]
            known = set(re.findall(r"(?<![\w-])--?[A-Za-z][a-z-]*", page))
            wrong += [f"gongshi {command}{words}"] if not page.startswith(f"gongshi {command}") or set(re.findall(r"(?<=\s)--?[A-Za-z][a-z-]*", words.split("#")[0])) - known else []
        check(f"{os.path.relpath(path, BOOK)}: its commands", wrong)


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as dir:
        check_villages(program, dir)
        check_errors(program, os.path.join(dir, "slip"))
        check_answers(program, dir)
    check_sentences()
    check_reference(program)
    check_whole()
    check_pages()
    check_commands(program)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
