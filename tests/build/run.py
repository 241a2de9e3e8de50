#!/usr/bin/env python3
"""Builds villages from outside and looks at what was published: run.py PROGRAM. Ends with "N passed, M failed".

What must hold: a run that fails leaves the earlier OUT as it was, byte for byte; the same records give the same bytes whatever the number of
threads, the locale, the clock and the folder; unchanged files keep their times; --only leaves the others alone.
"""
import hashlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trees import differences, hashes  # noqa: E402
from village import TOP, Checks  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-11-20"
checks = Checks()
check = checks.that


def run(*words, limit=None, **how):
    return run_program(PROGRAM, *words, limits={resource.RLIMIT_FSIZE: limit} if limit else None, **how)


def build(village, out, *more, **how):
    return run("build", village, "-o", out, "--date", DATE, "-q", *more, **how)


def tree(folder):
    """Path → (hash, modification time) of every file below a folder."""
    found = {}
    for dirpath, _, files in os.walk(folder):
        for f in files:
            path = os.path.join(dirpath, f)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = (hashlib.sha256(file.read()).hexdigest(), os.stat(path).st_mtime_ns)
    return found


def copy_village(where, records=TOP):
    os.makedirs(where)
    shutil.copytree(os.path.join(records, "records"), os.path.join(where, "records"))
    shutil.copytree(os.path.join(TOP, "content"), os.path.join(where, "content"))
    return where


def changed_copy(village, where):
    """The same village by another name: every page and paper of it is different."""
    shutil.copytree(village, where)
    path = os.path.join(where, "records", "village.yaml")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    with open(path, "w", encoding="utf-8") as f:
        f.write(re.sub(r"(?m)^name: .*$", "name: 别村", text))
    return where


def same_bytes(work, village):
    one, two = os.path.join(work, "one"), os.path.join(work, "deeper", "two")
    a = build(village, one, "-j", "1")
    check("one thread builds", a.returncode == 0, a.stderr[-500:])
    other = copy_village(os.path.join(work, "elsewhere", "village"))
    b = build(".", two, "-j", "2", cwd=other, language="zh_CN", TZ="America/Los_Angeles")
    check("two threads build", b.returncode == 0, b.stderr[-500:])
    check("same bytes for any threads, folder, time zone and language of the user", hashes(one) == hashes(two) and len(hashes(one)) > 200,
          differences(hashes(one), hashes(two)))
    return one


def unchanged(work, village, out):
    before = tree(out)
    a = build(village, out)
    check("nothing changed: every file keeps its time", a.returncode == 0 and tree(out) == before, differences(tree(out), before))
    path = os.path.join(village, "records", "village.yaml")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    led = {p: v for p, v in tree(os.path.join(out, "led")).items()}
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("欢迎您", "欢迎各位"))
    b = build(village, out, "--only", "led")
    after = tree(out)
    check("--only led leaves site and print alone",
          b.returncode == 0 and all(after[p] == v for p, v in before.items() if not p.startswith("led/")), b.stderr[-300:])
    check("--only led makes the feed anew", tree(os.path.join(out, "led")) != led)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    build(village, out)


def fails(name, village, out, status, says, **how):
    """A build that must fail with STATUS, say why, and leave OUT as it was."""
    before = tree(out)
    r = build(village, out, **how)
    check(f"{name}: exit status", r.returncode == status, f"{r.returncode}: {r.stderr[-300:]}")
    check(f"{name}: says why", says in r.stderr, r.stderr[-500:])
    check(f"{name}: OUT is as it was", tree(out) == before, differences(tree(out), before))
    beside = [f for f in os.listdir(os.path.dirname(out)) if f.startswith("." + os.path.basename(out)) and "new" in f]
    check(f"{name}: nothing is left beside", not beside, beside)


def failing(work, village, out):
    path = os.path.join(village, "records", "meetings", "2026", "2026-11-18.yaml")
    if not os.path.exists(path):
        path = sorted(os.path.join(d, f) for d, _, fs in os.walk(os.path.join(village, "records", "meetings")) for f in fs)[-1]
    with open(path, encoding="utf-8") as f:
        text = f.read()
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("kind: review", "kind: reviw", 1))
    fails("broken record", village, out, 1, "bad-value")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    theme = os.path.join(village, "themes", "default", "site")
    os.makedirs(theme)
    with open(os.path.join(theme, "front.mustache"), "w", encoding="utf-8") as f:
        f.write("<p>{{#open}}\nnever closed\n")
    fails("broken template", village, out, 1, "front.mustache:1:")
    shutil.rmtree(os.path.join(village, "themes"))
    changed = changed_copy(village, os.path.join(work, "changed"))
    fails("file-size limit", changed, out, 3, "File too large", limit=6000)
    return changed


def full_disk(work, changed, out):
    """A real full file system, where this process may mount one."""
    where = os.path.join(work, "small")
    os.makedirs(where)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", where], capture_output=True).returncode != 0:
        print("full file system: not run: mounting one is not permitted here")
        return
    try:
        small = os.path.join(where, "out")
        shutil.copytree(os.path.join(out, "led"), os.path.join(small, "led"))
        shutil.copy(os.path.join(out, ".gongshi-out"), small)
        fails("full file system", changed, small, 3, "No space left")
    finally:
        subprocess.run(["umount", where], capture_output=True)


def killed(work):
    """SIGKILL at twenty points of a run: OUT is wholly the old or wholly the new village, and the next run mends all."""
    village = copy_village(os.path.join(work, "small-village"), os.path.join(TOP, "tests", "villages", "weekly-inspection"))
    changed = changed_copy(village, os.path.join(work, "small-changed"))
    out = os.path.join(work, "killed")
    def made(where):
        return hashes(where, "print/index.html", "office/index.html")  # they say what is other than at the build before
    build(village, out)
    old = made(out)
    new_out = os.path.join(work, "new")
    began = time.monotonic()
    build(changed, new_out)
    whole = time.monotonic() - began
    new = made(new_out)
    for i in range(20):
        p = subprocess.Popen([PROGRAM, "build", changed, "-o", out, "--date", DATE, "-q"], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
        time.sleep(whole * (i + 1) / 20.5)
        p.send_signal(signal.SIGKILL)
        p.wait()
        now = made(out)
        check(f"killed at {i + 1}/20: wholly old or new", now in (old, new), differences(now, old))
        r = build(village, out)
        check(f"killed at {i + 1}/20: the next run mends it", r.returncode == 0 and made(out) == old, r.stderr[-300:])
    beside = [f for f in os.listdir(work) if f.startswith(".killed")]
    check("killed: nothing is left beside but a lock", all("lock" in f for f in beside), beside)


def refused(work, village):
    foreign = os.path.join(work, "foreign")
    os.makedirs(foreign)
    with open(os.path.join(foreign, "thesis.txt"), "w") as f:
        f.write("years of work")
    r = build(village, foreign)
    check("a folder that gongshi did not make is refused", r.returncode == 3 and foreign in r.stderr, r.stderr[-300:])
    check("and is as it was", os.listdir(foreign) == ["thesis.txt"], os.listdir(foreign))


def usage():
    for args, says in ((["build", "--date", "2026-02-30"], "2026-02-30"), (["build", "--only", "sites"], "sites"),
                       (["build", "-j", "0"], "-j"), (["bild"], "build"), (["build", "--nonsense"], "--nonsense"), ([], "COMMAND")):
        r = run(*args)
        check(f"wrong use {args}", r.returncode == 2 and says in r.stderr, f"{r.returncode} {r.stderr[-200:]}")


def main():
    with tempfile.TemporaryDirectory(prefix="gongshi-build-") as work:
        village = copy_village(os.path.join(work, "village"))
        out = same_bytes(work, village)
        unchanged(work, village, out)
        changed = failing(work, village, out)
        full_disk(work, changed, out)
        killed(work)
        refused(work, village)
        usage()
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
