#!/usr/bin/env python3
"""How commands end where something outside of them is wrong: run.py PROGRAM. Ends with "N passed, M failed".

Standard output that takes nothing, secrets that are no files, clocks that say no day, signals while a village is built: each ends at once, says why,
and leaves what was there.
"""
import datetime
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trees import hashes  # noqa: E402
from village import TOP, Checks, environment, git  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-11-20"
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)


def full_device(village):
    """What can't be said on standard output is a failure, and said."""
    git(village, "init", "-q")
    git(village, "add", "records")
    git(village, "commit", "-qm", "Records")
    site = os.path.join(os.path.dirname(village), "published")
    r = run("build", village, "-o", site, "--date", DATE, "-q")
    check("a village in git is built", r.returncode == 0, r.stderr)
    commands = [["help"], ["help", "build"], ["build", "--help"], ["--version"], ["build", village, "-o", site, "--date", DATE],
                ["check", village, "--date", DATE], ["ledger", village, "--date", DATE], ["ledger", village, "--date", DATE, "--format", "json"],
                ["ledger", village, "--date", DATE, "--entries"], ["explain", "-C", village, "--date", DATE, "h002"],
                ["history", "-C", village, "h002"], ["hooks", "install", village], ["verify", "-C", village, site], ["secret", village],
                ["claims", "add", "-C", village, "--household", "h002", "--rule", "river", "--date", "2026-11-18", "--received", "2026-11-19", 
                 "--dry-run"],
                ["theme", "check", village, "--date", DATE]]
    for args in commands:
        with open("/dev/full", "w") as full:
            r = run(*args, stdout=full)
        said = [line for line in r.stderr.splitlines() if "cannot write" in line]
        check(f"{' '.join(args[:2])} at /dev/full", r.returncode == 3 and len(said) == 1 and "No space left" in said[0], f"{r.returncode} {r.stderr[-300:]}")


def secrets(village, work):
    """A secret that is no plain file is neither waited for nor read, and nothing is published without it."""
    path = os.path.join(village, ".gongshi", "secret")
    if os.path.exists(path):
        os.remove(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    out = os.path.join(work, "with-secret")

    def link(target):
        return lambda: os.symlink(target, path)
    kinds = {"a pipe": (lambda: os.mkfifo(path, 0o600), os.remove), "a folder": (lambda: os.mkdir(path, 0o700), os.rmdir),
             "a device": (link("/dev/zero"), os.remove), "a terminal's": (link("/dev/tty"), os.remove), "an endless link": (link("secret"), os.remove)}
    for kind, (make, remove) in kinds.items():
        make()
        r = run("build", village, "-o", out, "--date", DATE, "-q", "--only", "site")
        check(f"a secret that is {kind}", r.returncode == 3 and path in r.stderr and not os.path.exists(out), f"{r.returncode} {r.stderr[-300:]}")
        remove(path)
    r = run("secret", village)
    check("and a plain one is made in its place", r.returncode == 0 and os.stat(path).st_mode & 0o777 == 0o600, r.stderr)


def clocks(village):
    """SOURCE_DATE_EPOCH counts where it is a day that a village can have, and is an error where not."""
    for epoch in ("7258089600", "99999999999999999999", "-2209017601", "-99999999999999999999", "0x10", "12e3", "gestern", " ", "1.5", "5s"):
        r = run("check", village, SOURCE_DATE_EPOCH=epoch)
        check(f"SOURCE_DATE_EPOCH={epoch}", r.returncode == 2 and "SOURCE_DATE_EPOCH" in r.stderr and len(r.stderr.splitlines()) == 1,
              f"{r.returncode} {r.stderr[-200:]}")
    beijing = datetime.timezone(datetime.timedelta(hours=8))
    for day in ("1900-01-01", "1969-12-31", "1970-01-01", "2026-11-20", "2199-12-31"):
        begins = int(datetime.datetime.fromisoformat(day).replace(tzinfo=beijing).timestamp())
        for seconds in (begins, begins + 86399):
            r = run("ledger", village, "--format", "json", SOURCE_DATE_EPOCH=str(seconds))
            check(f"SOURCE_DATE_EPOCH={seconds} is {day} in Beijing", r.returncode == 0 and r.stdout.startswith('{"date":"' + day + '"'), r.stdout[:60])
    r = run("check", village, SOURCE_DATE_EPOCH="")
    check("an empty SOURCE_DATE_EPOCH is none", r.returncode == 0, r.stderr)


def interrupted(village, work):
    """A signal while the new tree is written: nothing of it is left, OUT is as it was, and the program ends by the signal."""
    place = os.path.join(work, "interrupted")
    out = os.path.join(place, "out")
    os.makedirs(place)
    r = run("build", village, "-o", out, "--date", "2026-11-01", "-q")
    before, beside = hashes(out), set(os.listdir(place))
    check("a tree to be kept", r.returncode == 0 and before, r.stderr)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        ended = None
        for _ in range(10):  # a run may be done before the signal comes to it
            p = subprocess.Popen([PROGRAM, "build", village, "-o", out, "--date", DATE, "-q", "-j", "1"], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env=environment(), preexec_fn=lambda n=number: signal.signal(n, signal.SIG_DFL))
            while p.poll() is None and set(os.listdir(place)) <= beside | {".out.lock"}:
                time.sleep(0.001)
            p.send_signal(number)
            ended = p.wait(timeout=60)
            if ended == -number:
                break
            run("build", village, "-o", out, "--date", "2026-11-01", "-q")
        left = {name for name in os.listdir(place) if name not in beside and "lock" not in name}
        check(f"{number.name}: ends by it", ended == -number, ended)
        check(f"{number.name}: OUT is as it was", hashes(out) == before)
        check(f"{number.name}: nothing is left beside", not left, left)
    p = subprocess.Popen([PROGRAM, "build", village, "-o", out, "--date", DATE, "-q"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         env=environment(), preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    while p.poll() is None and set(os.listdir(place)) <= beside | {".out.lock"}:
        time.sleep(0.001)
    p.send_signal(signal.SIGHUP)
    check("nohup: SIGHUP stays ignored", p.wait(timeout=60) == 0 and hashes(out) != before)


def main():
    with tempfile.TemporaryDirectory(prefix="gongshi-ends-") as work:
        village = os.path.join(work, "village")
        shutil.copytree(os.path.join(TOP, "tests", "villages", "weekly-inspection"), village)
        full_device(village)
        clocks(village)
        interrupted(village, work)
        secrets(village, work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
