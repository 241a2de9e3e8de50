#!/usr/bin/env python3
"""Shows how long building takes, and how fast a phone shows the pages: site.py PROGRAM

Building the demonstration village, and a village of 2,000 households with 120,000 entries, against `cp -R` of what was built, the least that
writing the same files takes. Then Lighthouse's performance of the pages that people come to first, as it measures a phone of the lower middle on a slow
network. Exit status 1 where a page has less than 95.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
DATE = "2026-11-20"
PAGES = ["index.html", "notices/index.html", "ranking/index.html", "households/h105/index.html", "rules/index.html", "declare/index.html", "figures/index.html",
         "search/index.html"]


def seconds(*command):
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - began


def building(program, name, village, date, work):
    """The best of three runs each; the folder of the last one."""
    out, copy = os.path.join(work, name), os.path.join(work, "copy")
    best = {}
    for _ in range(3):
        for way, jobs in (("one thread", "1"), ("two threads", "2")):
            shutil.rmtree(out, ignore_errors=True)
            took = seconds(program, "build", village, "-o", out, "--date", date, "-q", "-j", jobs)
            best[way] = min(took, best.get(way, took))
        shutil.rmtree(copy, ignore_errors=True)
        took = seconds("cp", "-R", out, copy)
        best["cp -R"] = min(took, best.get("cp -R", took))
    files = sum(len(names) for _, _, names in os.walk(out))
    print(f"{name:>14} {files:>6} files: cp -R {best['cp -R'] * 1000:.0f} ms; build × {best['one thread'] / best['cp -R']:.1f} on one thread, "
          f"× {best['two threads'] / best['cp -R']:.1f} on two", flush=True)
    return out


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        large = os.path.join(work, "village")
        subprocess.run([sys.executable, os.path.join(HERE, "make_village.py"), "2000", "1", "120000", large], check=True)
        building(program, "large", large, "2025-12-31", work)
        out = building(program, "demonstration", TOP, DATE, work)
        r = subprocess.run(["node", "browser/lighthouse.js", os.path.join(out, "site"), "performance", *PAGES], cwd=os.path.join(TOP, "tests", "site"),
                           capture_output=True, text=True)
        print(r.stderr, end="")
        found = [json.loads(line) for line in r.stdout.splitlines()]
        slow = [f"{f['name']}: {'; '.join(f['faults'])}" for f in found if f["faults"]]
        if len(found) != len(PAGES):
            slow.append(f"Lighthouse looked at {len(found)} of {len(PAGES)} pages (make deps-test installs what it needs)")
    print("\n".join(slow) or f"Lighthouse: performance 95 or more on each of {len(PAGES)} pages")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
