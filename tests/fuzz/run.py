#!/usr/bin/env python3
"""Gives each harness of tests/fuzz its seeds and the inputs that once broke it (found/): run.py PROGRAM. Ends with "N passed, M failed".

The harnesses are beside PROGRAM, built without libFuzzer (make replays); `make fuzz` is what looks for more.
"""
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from village import TOP, Checks  # noqa: E402

check = Checks()


def main():
    build = os.path.dirname(os.path.abspath(sys.argv[1]))
    for source in sorted(glob.glob(os.path.join(HERE, "*.c"))):
        name = os.path.basename(source)[:-2]
        if name == "replay":
            continue
        inputs = [p for d in ("seeds", "found") for p in sorted(glob.glob(os.path.join(HERE, d, name, "*")))]
        program = os.path.join(build, "replay", name)
        if not os.path.exists(program):
            print(f"{program} is not built: make replays")
            return 77
        r = subprocess.run([program, *inputs], cwd=TOP, capture_output=True, text=True, errors="replace", timeout=300)
        said = re.search(r"^(\d+) passed", r.stdout, re.M)
        check(name, [] if r.returncode == 0 and said else [f"status {r.returncode}: {r.stderr[-800:]}"])
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
