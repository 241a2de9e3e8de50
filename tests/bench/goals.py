#!/usr/bin/env python3
"""How long builds take against each other: goals.py PROGRAM [HOUSEHOLDS …] (200 2000 20000 where none are given).

Seconds of a processor, user and system together, of one thread, the least of three runs after one to warm up, on tmpfs (/dev/shm) where it
is there. The floor is libyaml's scanner over the records (with what Python needs to count its tokens) and a plain copy of the tree that
comes out. README.md says more.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
ENTRIES = {200: 12000, 2000: 120000, 20000: 840000}
DATE = "2025-12-31"
MEETING = "meeting: 2025-12-30\nkind: review\nentries:\n  - {{household: {}, rule: r00, date: 2025-12-29}}\n"


def processor(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(prepare, run, times=3):
    """The least that RUN took, PREPARE before each; the first does not count."""
    took = []
    for _ in range(times + 1):
        prepare()
        took.append(run())
    return min(took[1:])


def parse(village):
    """Seconds that libyaml takes for the records."""
    code = ("import glob, os, sys, yaml\n"
            "for path in glob.glob(os.path.join(sys.argv[1], 'records', '**', '*.yaml'), recursive=True):\n"
            "    with open(path, 'rb') as f:\n        parser = yaml.CParser(f.read())\n"
            "    while parser.check_token():\n        parser.get_token()\n")
    empty = least(lambda: None, lambda: processor(sys.executable, "-c", "import glob, os, sys, yaml"))
    return least(lambda: None, lambda: processor(sys.executable, "-c", code, village)) - empty


def measure(program, households, work):
    village, out, copy = (os.path.join(work, name) for name in ("village", "out", "copy"))
    entries = ENTRIES.get(households, 60 * households)
    subprocess.run([sys.executable, os.path.join(HERE, "make_village.py"), str(households), "1", str(entries), village], check=True)
    meeting = os.path.join(village, "records/meetings/2025/2025-12-30.yaml")

    def build(date=DATE):
        return processor(program, "build", village, "-o", out, "--date", date, "-q", "-j", "1")

    def gone():
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(os.path.join(village, ".gongshi"), ignore_errors=True)

    def without():
        if os.path.exists(meeting):
            os.remove(meeting)
        build()
        with open(meeting, "w", encoding="utf-8") as f:
            f.write(MEETING.format("h00001"))
    full = least(gone, build)
    unchanged = least(lambda: None, build)
    one = least(without, build)
    os.remove(meeting)
    build()
    writes = least(lambda: shutil.rmtree(copy, ignore_errors=True), lambda: processor("cp", "-R", out, copy))
    floor = writes + (parse(village) if hasattr(yaml, "CParser") else 0)
    print(f"{households} households, {entries} entries: full {full:.2f} s; against the floor ({floor:.3f} s) × {full / floor:.1f}; "
          f"unchanged {unchanged / full:.3f} of it; with one new meeting {one / full:.2f} of it", flush=True)


def main():
    program = os.path.abspath(sys.argv[1])
    sizes = [int(a) for a in sys.argv[2:]] or sorted(ENTRIES)
    for households in sizes:
        with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as work:
            measure(program, households, work)


if __name__ == "__main__":
    main()
