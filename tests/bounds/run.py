#!/usr/bin/env python3
"""What is far too much: records that are wrong without end, templates that repeat each other, a stack of 64 KB: run.py PROGRAM

Of one file 1,000 problems are printed and the rest is counted; what is printed stays small, and the same whatever the number of threads.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "bench"), os.path.dirname(HERE)]
import growth  # noqa: E402
import shapes  # noqa: E402
from village import TOP, Checks  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
checks = Checks()
check = checks.that


def run(*words, stack=None, seconds=None):
    """As village.run, in an environment that leaves room on a small stack."""
    def limit():
        for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_STACK, stack)):
            if most:
                resource.setrlimit(what, (most, most))
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "GONGSHI_DATA": os.environ.get("GONGSHI_DATA", TOP)}
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, env=env, preexec_fn=limit, timeout=300)


def wrong_without_end():
    for name, meeting, count, errors in shapes.shapes(0.5):
        with tempfile.TemporaryDirectory(prefix="gongshi-bounds-") as folder:
            shapes.write_village(folder, meeting, count)
            r = run("check", "--date", shapes.DATE, "-j", "1", folder)
            said = r.stderr
            printed = len(re.findall(r": error\[", said))
            rest = re.search(r"2026-03-05\.yaml: (\d+) more are not shown", said)
            found = re.search(r"(\d+) errors?, 0 warnings", said)
            well = r.returncode == 1 and found and len(r.stderr.encode()) < 600000
            if errors is not None and errors > 1000:
                well = well and printed == 1000 and int(found[1]) == errors and rest and int(rest[1]) == errors - 1000
            else:
                well = well and printed + (int(rest[1]) if rest else 0) == int(found[1]) and printed <= 1000
            check(name, well, f"{r.returncode}, {len(said)} characters, {printed} printed, {rest and rest[0]}, {found and found[0]}")
            check(f"{name}: on four threads", run("check", "--date", shapes.DATE, "-j", "4", folder).stderr == r.stderr, "another text")


def first_ones_are_printed():
    """What is found late and stands early is printed: of a file the first 1,000 by place, in their order."""
    lines = "".join(f"  - {{household: nobody{i}, rule: rule00000}}\n" for i in range(900))
    keys = "".join(f"key{i}: x\n" for i in range(900))
    same = "decided: 2026-01-01\n"
    with tempfile.TemporaryDirectory(prefix="gongshi-bounds-") as folder:
        shapes.write_village(folder, shapes.HEAD + "entries:\n" + lines + keys, 1)
        with open(os.path.join(folder, "records", "rules", "b.yaml"), "w", encoding="utf-8") as f:
            f.write("level: village\n" + same + "rules:\n" + "".join(
                f"  - {{id: own{i}, category: order, title: 自定{i}, points: x}}\n" for i in range(1200)))
        r = run("check", "--date", shapes.DATE, folder)
        said = r.stderr
        places = [int(n) for n in re.findall(r"2026-03-05\.yaml:(\d+):\d+: error", said)]
        check("the first 1,000 of a file, in order", places == list(range(4, 1004)), places[:3] + places[-3:])
        check("and the rest counted", "2026-03-05.yaml: 800 more are not shown" in said, said[-300:])
        rules = [int(n) for n in re.findall(r"b\.yaml:(\d+):\d+: error", said)]
        check("what is said of one place again and again counts once", rules == [2] + list(range(4, 1003)) and
              "b.yaml: 201 more are not shown" in said, (rules[:3], rules[-3:], said[-300:]))
        check("and all are counted in the end", "3001 errors, 0 warnings" in said, said[-300:])


def templates_without_end():
    with tempfile.TemporaryDirectory(prefix="gongshi-bounds-") as folder:
        shapes.write_village(folder, shapes.HEAD, 1)
        parts = os.path.join(folder, "themes", "own", "site")
        os.makedirs(parts)
        with open(os.path.join(folder, "records", "village.yaml"), "a", encoding="utf-8") as f:
            f.write("theme: own\n")
        for i in range(40):
            with open(os.path.join(parts, f"double{i}.mustache"), "w", encoding="utf-8") as f:
                f.write(f"{{{{> double{i + 1}}}}}{{{{> double{i + 1}}}}}" if i < 39 else "")
        with open(os.path.join(parts, "missing.mustache"), "w", encoding="utf-8") as f:
            f.write("{{> double0}}")
        out = os.path.join(folder, "out")
        r = run("build", folder, "-o", out, "--only", "site", "--date", shapes.DATE)
        check("partials that double: an error at a bound", r.returncode == 1 and "error[template-endless]" in r.stderr and not os.path.exists(out),
              f"{r.returncode} {r.stderr[-400:]}")


def texts_made_to_take_time():
    """What took minutes when it was looked through once for each name, each tag, each run of bytes; it takes a second or two."""
    with open(PROGRAM, "rb") as f:
        seconds = 90 if b"__asan_init" in f.read() else 15
    for name, n in (("names that nest, all found", 16000), ("names that nest, in minutes", 16000), ("%XX that is no text", 100000),
                    ("tags without an end", 60000), ("links of one page", 8000)):
        make = next(make for shape, _, _, make in growth.SHAPES if shape == name)
        with tempfile.TemporaryDirectory(prefix="gongshi-bounds-") as folder:
            growth.write(folder, make(n))
            r = run("build", folder, "--only", "site", "-q", "-j", "1", "--date", shapes.DATE, seconds=seconds)
            check(f"{name}: in time", r.returncode == 0, f"{r.returncode} {r.stderr[-300:]}")


def small_stack():
    """A stack of 64 KB, on which libc itself still starts."""
    village = os.path.join(TOP, "tests", "villages", "weekly-inspection")
    with tempfile.TemporaryDirectory(prefix="gongshi-bounds-") as work:
        for args in (["check", village, "--date", "2026-11-20"], ["ledger", village, "--date", "2026-11-20", "--format", "json"],
                     ["build", village, "-o", os.path.join(work, "out"), "--date", "2026-11-20", "-q"]):
            r = run(*args, stack=64 * 1024)
            check(f"{args[0]} with a stack of 64 KB", r.returncode == 0, f"{r.returncode} {r.stderr[-300:]}")
        deep = os.path.join(work, "deep")
        shapes.write_village(deep, shapes.HEAD + "minutes: |\n  " + "> " * 20000 + "x\n\n  " + "- " * 20000 + "y\n\n  " + "*a **b " * 5000 + "\n", 1)
        os.makedirs(os.path.join(deep, "content"))
        with open(os.path.join(deep, "content", "deep.json"), "w", encoding="utf-8") as f:
            f.write("[" * 100000 + "]" * 100000)
        r = run("build", deep, "-o", os.path.join(work, "deep-out"), "--date", shapes.DATE, "-q", stack=64 * 1024)
        check("what is nested without end does not end the program", r.returncode in (0, 1), f"{r.returncode} {r.stderr[-300:]}")


def main():
    wrong_without_end()
    first_ones_are_printed()
    templates_without_end()
    texts_made_to_take_time()
    small_stack()
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
