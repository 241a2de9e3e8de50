#!/usr/bin/env python3
"""The records of the cases and of the demonstration village, their keys and words in Chinese, mean the same (section 7 of the contract).

    tests/chinese/run.py PROGRAM [--only GLOB]

Each case of tests/cases is translated and must give the same ledger, or the same errors at the same lines. The demonstration village
must give the same bytes. Ends with `N passed, M failed`; exit status 1 if any failed.
"""
import argparse
import fnmatch
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import yaml

import names

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CASES = os.path.join(TOP, "tests", "cases")
spec = importlib.util.spec_from_file_location("cases", os.path.join(CASES, "run.py"))
cases = importlib.util.module_from_spec(spec)
spec.loader.exec_module(cases)
cases.together = True


def translated(root):
    for folder, _, files in os.walk(os.path.join(root, "records")):
        for name in files:
            path = os.path.join(folder, name)
            kind = names.kind_of(os.path.relpath(path, os.path.join(root, "records")).replace(os.sep, "/"))
            if name.endswith(".yaml") and kind is not None and not os.path.islink(path):
                translate_file(path, kind)
    return root


def translate_file(path, kind):
    with open(path, encoding="utf-8", newline="") as f:
        try:
            said = names.translate(f.read(), kind)
        except (yaml.YAMLError, UnicodeDecodeError, ValueError):
            return  # what is no YAML stays as it is
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(said)


def problems_of(case, program, root):
    with cases.with_links(root) as whole, tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "case")
        shutil.copytree(whole, copy, symlinks=True)
        return list(case(program, translated(copy)))


def ledger_of(program, root, *more):
    r = subprocess.run([program, "ledger", "--date", "2026-11-20", *more, root], capture_output=True, timeout=60,
                       env=dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1"))
    return r.returncode, r.stdout


def demonstration(program):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(TOP, "records"), os.path.join(folder, "records"))
        before = [ledger_of(program, folder, "--format", f) for f in ("json", "csv")]
        translated(folder)
        with open(os.path.join(folder, "records", "village.yaml"), encoding="utf-8") as f:
            if "名称:" not in f.read():
                yield "nothing was translated"
        if [ledger_of(program, folder, "--format", f) for f in ("json", "csv")] != before or before[0][0] != 0:
            yield "the ledger changes when the records are translated"


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--only", default="*")
    a = ap.parse_args()
    program = os.path.abspath(a.program)
    wanted = [(f"{kind}/{name}", case, os.path.join(folder, name)) for kind, folder, case in cases.KINDS if kind != "villages"
              for name in sorted(os.listdir(folder)) if fnmatch.fnmatch(name, a.only)]
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda c: problems_of(c[1], program, c[2]), wanted))
    for name, problems in [(w[0], p) for w, p in zip(wanted, results)] + [("demonstration", list(demonstration(program)))]:
        if problems:
            failed += 1
            print(f"FAILED {name}")
            for p in problems[:6]:
                print("   ", p)
    print(f"{len(wanted) + 1 - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
