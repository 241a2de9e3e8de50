#!/usr/bin/env python3
"""Runs the cases: run.py PROGRAM [--only GLOB] [--together].

Each directory under ledger/ and errors/ is one test (README.md says what stands in it), each under
../villages/ another: a village that must have no error and compute on every day tried.
Together (many.c) all of them are run in two processes, not in one each. Ends with `N passed, M failed`; exit status 1 if any failed.
"""
import argparse
import contextlib
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import village  # noqa: E402

VILLAGES = os.path.join(HERE, "..", "villages")
LINE = re.compile(r"^(records/.*):(\d+):\d+: (error|warning)\[([a-z-]+)\]: \S")
DAYS = ("2020-01-01", "2025-12-31", "2026-01-01", "2026-03-31", "2026-06-30", "2027-02-01")


def run(*args):
    try:
        if together:
            return village.start(*args)
        return subprocess.run(args, capture_output=True, timeout=60, env=village.environment())
    except subprocess.TimeoutExpired:
        return None


def differences(want, got, path=""):
    """Where two JSON values differ, as lines of text."""
    if isinstance(want, dict) and isinstance(got, dict):
        for k in want.keys() | got.keys():
            if k not in got or k not in want:
                yield f"{path}.{k}: {'missing' if k not in got else 'not expected'}"
            else:
                yield from differences(want[k], got[k], f"{path}.{k}")
    elif isinstance(want, list) and isinstance(got, list):
        if len(want) != len(got):
            yield f"{path}: {len(got)} items, expected {len(want)}"
        for i, (w, g) in enumerate(zip(want, got)):
            yield from differences(w, g, f"{path}[{i}]")
    elif type(want) is not type(got) or want != got:
        yield f"{path}: {got!r}, expected {want!r}"


def read(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def told(result, severity):
    """The errors (warnings) on standard error, as the lines of an expected.txt."""
    text = result.stderr.decode("utf-8", errors="replace")
    return {f"{m[1]}:{m[2]} {m[4]}" for m in map(LINE.match, text.split("\n")) if m and m[3] == severity}


def no_text_is_cut(result):
    """None of these villages has a text that ends in a comment by mistake: the warning of it would be a false alarm."""
    for line in sorted(told(result, "warning")):
        if line.endswith(" text-cut"):
            yield f"a false alarm: {line}"


def compare(want, got):
    for x in sorted(want - got):
        yield f"missing: {x}"
    for x in sorted(got - want):
        yield f"not expected: {x}"


def lines_of(path):
    with open(path, encoding="utf-8") as f:
        return set(f.read().split("\n")) - {""}


def ledger_case(tool, root):
    folder = os.path.join(root, "expected")
    for name in sorted(os.listdir(folder)):
        date, kind = os.path.splitext(name)
        r = run(tool, "ledger", "--date", date, "--format", "json", root)
        if r is None or r.returncode != 0:
            yield f"{date}: exit status {r and r.returncode}: {r and r.stderr.decode(errors='replace')[-600:]}"
            continue
        yield from no_text_is_cut(r)
        if kind == ".warnings":
            for line in compare(lines_of(os.path.join(folder, name)), told(r, "warning")):
                yield f"{date}: {line}"
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            want = read(f.read())
        try:
            got = read(r.stdout.decode("utf-8"))
        except ValueError as e:
            yield f"{date}: no JSON: {e}"
            continue
        for line in list(differences(want, got))[:5]:
            yield f"{date}: {line}"


def error_case(tool, root):
    r = run(tool, "check", root)
    if r is None:
        yield "no answer in 60 s"
        return
    if r.returncode != 1:
        yield f"exit status {r.returncode}, expected 1"
    yield from compare(lines_of(os.path.join(root, "expected.txt")), told(r, "error"))
    yield from no_text_is_cut(r)


def village_case(tool, root):
    for date in DAYS:
        r = run(tool, "ledger", "--date", date, "--format", "json", root)
        if r is None or r.returncode != 0:
            yield f"{date}: exit status {r and r.returncode}: {r and r.stderr.decode(errors='replace')[-600:]}"
            continue
        try:
            got = read(r.stdout.decode("utf-8"))
        except ValueError as e:
            yield f"{date}: no JSON: {e}"
            continue
        if got["date"] != date:
            yield f"{date}: it says {got['date']}"
        if date >= "2026-03" and not any(c["entries"] for c in got["cycles"]):
            yield f"{date}: no entries"
    r = run(tool, "check", root)
    if r is None or r.returncode != 0:
        yield f"check: exit status {r and r.returncode}"
    else:
        yield from no_text_is_cut(r)


@contextlib.contextmanager
def with_links(root):
    """The case, with the symbolic links that its links.txt names (PATH -> TARGET a line): they are made in a copy."""
    listed = os.path.join(root, "links.txt")
    if not os.path.exists(listed):
        yield root
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "case")
        shutil.copytree(root, copy)
        for line in sorted(lines_of(listed)):
            path, target = line.split(" -> ")
            os.makedirs(os.path.dirname(os.path.join(copy, path)), exist_ok=True)
            os.symlink(target, os.path.join(copy, path))
        yield copy


def problems_of(case, program, root):
    with with_links(root) as whole:
        return list(case(program, whole))


KINDS = (("ledger", os.path.join(HERE, "ledger"), ledger_case), ("errors", os.path.join(HERE, "errors"), error_case),
         ("villages", VILLAGES, village_case))


together = False


def main():
    global together
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--only", default="*", help="cases whose name, or KIND/name, matches this pattern")
    ap.add_argument("--together", action="store_true", help="with `many` beside PROGRAM")
    a = ap.parse_args()
    together = a.together
    program = os.path.abspath(a.program)
    cases = []
    for kind, folder, case in KINDS:
        for name in sorted(os.listdir(folder)):
            root = os.path.join(folder, name)
            wanted = fnmatch.fnmatch(f"{kind}/{name}", a.only) or fnmatch.fnmatch(name, a.only)
            if wanted and os.path.isdir(os.path.join(root, "records")):
                cases.append((f"{kind}/{name}", case, root))
    check = village.Checks(most=8)
    with ThreadPoolExecutor(2) as pool:
        for (name, _, _), problems in zip(cases, pool.map(lambda c: problems_of(c[1], program, c[2]), cases)):
            check(name, problems)
    for problem in village.end_all():
        check("the end of many in one process", [problem])
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
