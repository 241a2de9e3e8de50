#!/usr/bin/env python3
"""How long builds take against each other, and what memory: goals.py PROGRAM [HOUSEHOLDS …] (200 2000 20000 where none are given).

Seconds of a processor, user and system together, of one thread, the least of three runs after one to warm up, on tmpfs (/dev/shm) where it
is there. The floor is libyaml's scanner over the records (with what Python needs to count its tokens) and a plain copy of the tree that
comes out. Memory is the peak of what is resident, as it grows from one size to the next. README.md says more.
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
DATE, NEXT_DAY = "2025-12-31", "2026-01-01"
MEETING = "meeting: 2025-12-30\nkind: review\nentries:\n  - {{household: {}, rule: r00, date: 2025-12-29}}\n"
GOALS = {"full": 8, "html": 3, "unchanged": 0.03, "one": 0.15, "hugo html": 10, "hugo full": 3, "check bytes": 250, "full bytes": 400}


def run(*command, **more):
    """Runs COMMAND; seconds of a processor and the peak of its resident memory in bytes."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def least(prepare, once, times=3):
    """The least that ONCE took, PREPARE before each; the first does not count. A pair: of each by itself."""
    took = []
    for _ in range(times + 1):
        prepare()
        took.append(once())
    return [min(values) for values in zip(*took[1:])]


def nothing():
    pass


def parse(village):
    """Seconds that libyaml takes for the records."""
    code = ("import glob, os, sys, yaml.cyaml\n"
            "for path in glob.glob(os.path.join(sys.argv[1], 'records', '**', '*.yaml'), recursive=True):\n"
            "    with open(path, 'rb') as f:\n        parser = yaml.cyaml.CParser(f.read())\n"
            "    while parser.check_token():\n        parser.get_token()\n")
    empty = least(nothing, lambda: run(sys.executable, "-c", "import glob, os, sys, yaml.cyaml"))[0]
    return least(nothing, lambda: run(sys.executable, "-c", code, village))[0] - empty


def bytes_below(folder, *suffixes):
    return sum(os.path.getsize(os.path.join(path, name)) for path, _, names in os.walk(folder) for name in names
               if not suffixes or name.endswith(suffixes))


def say(households, what, figure, unit, goal, more=""):
    print(f"{households} households: {what} {figure:.3g}{unit}" + (f" (goal {goal})" if goal else "") + more, flush=True)


class Village:
    def __init__(self, program, households, work):
        self.program, self.households = program, households
        self.folder, self.out, self.copy = (os.path.join(work, name) for name in ("village", "out", "copy"))
        self.entries = ENTRIES.get(households, 60 * households)
        subprocess.run([sys.executable, os.path.join(HERE, "make_village.py"), str(households), "1", str(self.entries), self.folder], check=True)
        self.text = bytes_below(os.path.join(self.folder, "records"))

    def build(self, date=DATE, *more):
        return run(self.program, "build", self.folder, "-o", self.out, "--date", date, "-q", "-j", "1", *more)

    def gone(self):
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(os.path.join(self.folder, ".gongshi"), ignore_errors=True)

    def floor(self, scanned):
        """What reading the records, SCANNED seconds, and writing OUT takes."""
        return scanned + least(lambda: shutil.rmtree(self.copy, ignore_errors=True), lambda: run("cp", "-R", self.out, self.copy))[0]


def hugo_site(work, site):
    """Seconds that Hugo takes for as many pages of about the same bytes as SITE has; None where it is not installed."""
    if not shutil.which("hugo"):
        return None
    source, out = os.path.join(work, "hugo"), os.path.join(work, "hugo-out")
    subprocess.run([sys.executable, os.path.join(HERE, "make_hugo.py"), site, source], check=True)
    environment = dict(os.environ, GOMAXPROCS="1", HUGO_CACHEDIR=os.path.join(work, "hugo-cache"))
    seconds = least(lambda: shutil.rmtree(out, ignore_errors=True),
                    lambda: run("hugo", "--quiet", "--noTimes", "--source", source, "--destination", out, env=environment), times=1)[0]
    ours, its = (bytes_below(folder, ".html") for folder in (site, out))
    print(f"    Hugo: {seconds:.2f} s for {its / ours:.2f} of the bytes of HTML", flush=True)
    shutil.rmtree(source)
    shutil.rmtree(out)
    return seconds


def measure_days(village, full):
    """What a second build takes: of the same, with one new meeting, for another day."""
    meeting = os.path.join(village.folder, "records/meetings/2025/2025-12-30.yaml")

    def without():
        if os.path.exists(meeting):
            os.remove(meeting)
        village.build()
        with open(meeting, "w", encoding="utf-8") as f:
            f.write(MEETING.format("h00001"))
    say(village.households, "unchanged against full", least(nothing, village.build)[0] / full, "", GOALS["unchanged"])
    say(village.households, "one new meeting against full", least(without, village.build, times=1)[0] / full, "", GOALS["one"])
    os.remove(meeting)
    say(village.households, "the next day against full", least(village.build, lambda: village.build(NEXT_DAY), times=1)[0] / full, "", None)


def measure(program, households, work):
    """Prints what there is to say of a size; gives its entries, bytes of text, and the peaks of check and of a full build."""
    village = Village(program, households, work)
    times = 3 if households < 20000 else 1
    scanned = parse(village.folder) if yaml.__with_libyaml__ else 0
    checking = least(nothing, lambda: run(program, "check", village.folder, "--date", DATE, "-q", "-j", "1"))
    html = least(village.gone, lambda: village.build(DATE, "--only", "site"), times)[0]
    html_floor = village.floor(scanned)
    hugo = hugo_site(work, os.path.join(village.out, "site"))
    full, peak = least(village.gone, village.build, times)
    floor = village.floor(scanned)
    print(f"{households} households, {village.entries} entries: check {checking[0]:.2f} s; HTML and data {html:.2f} s, the floor of it {html_floor:.3f} s; "
          f"full {full:.2f} s, its floor {floor:.3f} s", flush=True)
    say(households, "HTML and data against the floor", html / html_floor, "", GOALS["html"])
    say(households, "full build against the floor", full / floor, "", GOALS["full"])
    if hugo is None:
        print("    Hugo is not installed: it was not measured (README.md says how to have it)", flush=True)
    else:
        say(households, "Hugo against HTML and data", hugo / html, "", GOALS["hugo html"])
        say(households, "Hugo against a full build", hugo / full, "", GOALS["hugo full"])
    measure_days(village, full)
    return village.entries, village.text, checking[1], peak


def compare_memory(sizes, one, other):
    """Bytes an entry beyond the texts: what the peak grows by from one size to the next, for each entry that is more, without the bytes of records for it."""
    entries, text = other[0] - one[0], (other[1] - one[1]) / (other[0] - one[0])
    for what, peak, goal in (("check", 2, "check bytes"), ("a full build", 3, "full bytes")):
        say(f"{sizes[0]} to {sizes[1]}", f"bytes an entry beyond the texts, {what}:", (other[peak] - one[peak]) / entries - text, "", GOALS[goal],
            f"; peaks {one[peak] / 1e6:.0f} and {other[peak] / 1e6:.0f} MB, texts {text:.1f} bytes an entry")


def main():
    program = os.path.abspath(sys.argv[1])
    sizes = [int(a) for a in sys.argv[2:]] or sorted(ENTRIES)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    known = []
    for households in sizes:
        with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as work:
            known.append(measure(program, households, work))
    for i in range(1, len(sizes)):
        if sizes[i - 1] >= 1000:
            compare_memory(sizes[i - 1:i + 1], known[i - 1], known[i])


if __name__ == "__main__":
    main()
