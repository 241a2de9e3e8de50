#!/usr/bin/env python3
"""Memory that fails: run.py PROGRAM [--all [--first N] [--last N]]. Ends with "N passed, M failed".

An allocation, of ours or of a library's, that fails must end a build with 3 and the tree of before, or with 0 and the whole new tree.
tests/memory/inject.c makes them fail: in copies of one process, forked at every Kth allocation (with --all at each), and in a few whole runs
whose trees are looked at. All takes hours: --first and --last bound it to a piece, by the allocations' numbers. The program's own malloc
(src/base/allocation.c) is not in a sanitized one: nothing is tested there.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from trees import hashes  # noqa: E402
from village import Checks, git, write_all  # noqa: E402

SAMPLES = 240  # allocations that fail in each command, unless all do
checks = Checks()
check = checks.that

FILES = {
    "records/village.yaml": "name: 清溪村\nnotice: {days: 5, contact: 村务监督委员会}\nurl: https://qingxi.example/\n"
                            "screens: [{id: gate, columns: 12, rows: 2}]\n",
    "records/rules/10.yaml": "level: city\ncategories:\n  - {id: order, title: 社会治安}\nrules:\n"
                             "  - {id: patrol, category: order, title: 参加治安巡逻, points: 2}\n",
    "records/households/g1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n  - {id: h2, head: 李小溪, members: [{id: h2-1, name: 李小溪}]}\n",
    "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\ntitle: 三月评审会\nminutes: |\n  **今天**议了两件事。\n\n  | 事 | 分 |\n  | --- | --- |\n"
                                        "  | 巡逻 | 2 |\nentries:\n  - {household: h1, rule: patrol}\n  - {household: h2, rule: patrol, date: 2026-03-04}\n",
    "records/rewards.yaml": "goods:\n  - {id: soap, title: 肥皂, cost: 1, stock: {2026-01-01: 5}}\n",
    "content/index.md": "---\ntitle: 村里\n---\n\n# 通知\n\n见[公示](notices/)，`x`，*别等*。\n",
}


class Village:
    def __init__(self, program, top):
        self.program, self.dir, self.piece, self.report = program, os.path.join(top, "village"), {}, os.path.join(top, "report")
        write_all(self.dir, FILES)
        git(self.dir, "init", "-q")
        git(self.dir, "add", "-A")
        git(self.dir, "commit", "-qm", "x")
        self.library = os.path.join(top, "inject.so")
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", self.library, os.path.join(HERE, "inject.c")], check=True)

    def run(self, *command, **inject):
        env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="zh_CN", SOURCE_DATE_EPOCH="1774000000", INJECT_REPORT=self.report)
        if inject:
            env["LD_PRELOAD"] = self.library
        env.update({"INJECT_" + k.upper(): str(v) for k, v in inject.items()})
        r = subprocess.run([self.program, *command], cwd=self.dir, env=env, capture_output=True, timeout=7200)
        return r.returncode, (r.stdout + r.stderr).decode(errors="replace")[-600:]

    def restore(self, tree):
        shutil.rmtree(os.path.join(self.dir, "out"), ignore_errors=True)
        shutil.copytree(tree, os.path.join(self.dir, "out"))


def count(v, *command):
    """How many allocations COMMAND makes."""
    v.run(*command, every=10 ** 9)
    with open(v.report, encoding="ascii") as f:
        return int(f.readline().split()[0])


def in_copies(v, command, every, offset, swaps=False):
    name = " ".join(command)
    status, said = v.run(*command, every=every, **{"from": offset}, **v.piece)
    check(f"{name}: the process that goes on is not disturbed", status == 0, f"{status}: {said}")
    with open(v.report, encoding="ascii") as f:
        counts, *bad = f.read().splitlines()
    total, copies, before = map(int, counts.split())
    print(f"{name}: {total} allocations, {copies} made to fail one by one, {copies - before} of them behind the swap", flush=True)
    check(f"{name}: some failed", copies > 100 or every == 1 or total < v.piece.get("first", 0), counts)
    check(f"{name}: and some behind the swap", not swaps or copies > before or every > 10, counts)
    check(f"{name}: each ends with 3, or with 0 once the new tree stands", not bad, "number of the allocation, wait status: " + ", ".join(bad[:20]))


def whole_runs(v, old, new, total):
    """Allocations spread over a build by two threads; what is at OUT then."""
    ends = {0: 0, 3: 0}
    for i in range(8):
        v.restore(old)
        status, said = v.run("build", "--date", "2026-03-20", "-q", "-j", "2", at=1 + (total - 1) * i // 7)
        tree = os.path.join(v.dir, "out")
        check(f"whole run {i}: ends with 0 or 3", status in ends, f"{status}: {said}")
        ends[status] = ends.get(status, 0) + 1
        check(f"whole run {i}: status {status} is true of the tree", hashes(tree) == hashes(new if status == 0 else old), said)
    check("most whole runs fail", ends[3] > 5, ends)
    v.restore(old)
    check("the next build is as if nothing had been", v.run("build", "--date", "2026-03-20", "-q")[0] == 0 and hashes(os.path.join(v.dir, "out")) == hashes(new))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--all", action="store_true")
    ap.add_argument("--first", type=int)
    ap.add_argument("--last", type=int)
    a = ap.parse_args()
    program = os.path.abspath(a.program)
    with open(program, "rb") as f:
        if b"__asan_init" in f.read():
            print("a sanitized program has another malloc: memory_failed is tested with the plain one")
            return 77
    top = tempfile.mkdtemp(prefix="gongshi-memory-")
    try:
        v = Village(program, top)
        v.piece = {k: n for k, n in (("first", a.first), ("last", a.last)) if n is not None}
        old, new = os.path.join(top, "old"), os.path.join(top, "new")
        for tree, day in ((old, "2026-03-06"), (new, "2026-03-20")):
            status, said = v.run("build", "--date", day, "-q")
            check(f"builds as of {day}", status == 0, said)
            shutil.copytree(os.path.join(v.dir, "out"), tree)
        v.restore(old)
        build = ("build", "--date", "2026-03-20", "-q", "-j", "1")
        total = count(v, *build)
        v.restore(old)
        in_copies(v, build, 1 if a.all else max(1, total // SAMPLES), total % 7, swaps=not v.piece)
        check("the build among its failing copies gives the same tree", hashes(os.path.join(v.dir, "out")) == hashes(new))
        whole_runs(v, old, new, total)
        for command in (("check", "-q", "-j", "1"), ("ledger", "--format", "json"), ("explain", "h1")):
            in_copies(v, command, 1 if a.all else max(1, count(v, *command) // SAMPLES), 3)
    finally:
        shutil.rmtree(top, ignore_errors=True)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
