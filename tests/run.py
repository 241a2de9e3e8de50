#!/usr/bin/env python3
"""Runs every test suite and ends with the one line "N passed, M failed" over all of them, or "N passed, M failed, K skipped".

A suite is a command that says how many of its tests passed and failed, either as cmocka does or by a last line "N passed, M failed". One that
ends badly, or without having said that any test ran, counts as a failure. One that exits with 77 could not be run here and has said why: it counts
as skipped, as do the single tests that cmocka skips.
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed", re.M)
CMOCKA_PASSED = re.compile(r"^\[  PASSED  \] (\d+) test", re.M)
CMOCKA_FAILED = re.compile(r"^\[  FAILED  \] [^\n]*?(\d+) test", re.M)
CMOCKA_SKIPPED = re.compile(r"^\[  SKIPPED \] (\d+) test", re.M)
LONG = ("site", "property", "sanitized: cases")  # they take minutes, so they begin first


def suites(build, sanitized):
    """(name, command) of each suite: tests/NAME/run.py, and a program a unit test; then once more with sanitizers."""
    program = os.path.join(build, "gongshi")
    yield from outside("", program, build)
    yield from units("", build)
    if sanitized:
        san = os.path.join(sanitized, "gongshi")
        yield "sanitized: cases", ["python3", "tests/cases/run.py", san, "--together"]
        yield from units("sanitized: ", sanitized)


def outside(prefix, program, build):
    for script in sorted(glob.glob(os.path.join(TOP, "tests", "*", "run.py"))):
        name = os.path.basename(os.path.dirname(script))
        if name != "bench":  # `make bench`
            yield prefix + name, ["python3", os.path.relpath(script, TOP), program]


def units(prefix, build):
    for source in sorted(glob.glob(os.path.join(TOP, "tests", "unit", "*.c"))):
        name = os.path.basename(source)[:-2]
        yield f"{prefix}unit {name}", [os.path.join(build, "unit", name)]


def count(text, status):
    plain = PLAIN.findall(text)
    if plain:
        passed, failed = map(int, plain[-1])
    else:
        passed = sum(map(int, CMOCKA_PASSED.findall(text)))
        failed = max(map(int, CMOCKA_FAILED.findall(text)), default=0)
    skipped = sum(map(int, CMOCKA_SKIPPED.findall(text)))
    if not failed and (status or not passed + skipped):
        failed = 1
    return passed, failed, skipped


def tally(passed, failed, skipped):
    return f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")


def run(suite):
    name, command = suite
    data = {"GONGSHI_DATA": TOP} if name.startswith("sanitized") else {}  # its folder lies deeper: it does not see themes/ beside it
    began = time.monotonic()
    env = dict(os.environ, CMOCKA_MESSAGE_OUTPUT="stdout", ASAN_OPTIONS="detect_leaks=1", UBSAN_OPTIONS="print_stacktrace=1",
               **data)
    try:
        r = subprocess.run(command, cwd=TOP, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           timeout=900)
        text, status = r.stdout.decode("utf-8", errors="replace"), r.returncode
    except subprocess.TimeoutExpired as e:
        text, status = (e.stdout or b"").decode("utf-8", errors="replace") + "\nno end after 900 s", 1
    except OSError as e:
        text, status = str(e), 1
    return name, text, status, time.monotonic() - began


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--build", default="build")
    ap.add_argument("--only", default="", help="suites whose name holds this")
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    build = os.path.abspath(a.build)
    sanitized = os.path.join(build, "san")
    chosen = [s for s in suites(build, sanitized if os.path.isdir(sanitized) else None) if a.only in s[0]]
    chosen.sort(key=lambda s: LONG.index(s[0]) if s[0] in LONG else len(LONG))
    passed = failed = skipped = 0
    with ThreadPoolExecutor(a.jobs) as pool:
        for done in as_completed([pool.submit(run, suite) for suite in chosen]):
            name, text, status, seconds = done.result()
            if status == 77:
                print(f"{name}: not run: {text.strip().splitlines()[-1] if text.strip() else 'it does not say why'}", flush=True)
                skipped += 1
                continue
            p, f, s = count(text, status)
            passed, failed, skipped = passed + p, failed + f, skipped + s
            print(f"{name}: {tally(p, f, s)} ({seconds:.1f} s)", flush=True)
            if f:
                print("    " + "\n    ".join(text.strip().splitlines()[-60:]), flush=True)
    print(tally(passed, failed, skipped))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
