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
TOP = os.path.dirname(os.path.dirname(HERE))


def main():
    build = os.path.dirname(os.path.abspath(sys.argv[1]))
    passed = failed = 0
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
        if r.returncode == 0 and said:
            passed += int(said[1])
        else:
            failed += 1
            print(f"FAILED {name}: status {r.returncode}: {r.stderr[-800:]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
