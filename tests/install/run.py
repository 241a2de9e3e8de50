#!/usr/bin/env python3
"""An installed program needs nothing of the source tree: run.py PROGRAM (whose build folder is installed from).

Copies the tree, installs it to a DESTDIR, removes the copy, and builds a village that has only records/. Ends with "N passed, M failed".
"""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks  # noqa: E402

build = os.path.dirname(os.path.abspath(sys.argv[1]))
checks = Checks()
check = checks.that


with tempfile.TemporaryDirectory(prefix="gongshi-install-") as work:
    tree, root = os.path.join(work, "tree"), os.path.join(work, "root")
    for part in ("src", "themes"):
        shutil.copytree(os.path.join(TOP, part), os.path.join(tree, part))
    shutil.copy(os.path.join(TOP, "Makefile"), tree)
    shutil.copytree(build, os.path.join(tree, "build"), ignore=shutil.ignore_patterns("san", "unit", "bench"))
    r = subprocess.run(["make", "-C", tree, "install", f"DESTDIR={root}", "PREFIX=/opt/gongshi"], capture_output=True, text=True)
    check("make install", r.returncode == 0, r.stderr[-500:])
    shutil.rmtree(tree)
    program = os.path.join(root, "opt/gongshi/bin/gongshi")
    village = os.path.join(work, "village")
    shutil.copytree(os.path.join(TOP, "records"), os.path.join(village, "records"))
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN", "HOME": work}
    r = subprocess.run([program, "build", village, "--date", "2026-11-20"], capture_output=True, text=True, env=env)
    check("builds without the source tree", r.returncode == 0, r.stderr[-500:])
    for path in ("out/site/index.html", "out/print", "out/led"):
        check(f"{path} is there", os.path.exists(os.path.join(village, path)))
    r = subprocess.run([program, "check", os.path.join(work, "nothing")], capture_output=True, text=True, env=env)
    check("speaks Chinese by its installed catalogue", any("\u4e00" <= c <= "\u9fff" for c in r.stdout + r.stderr.replace(work, "")), r.stderr)
    r = subprocess.run([program, "ledger", village, "--date", "2026-11-20", "--format", "table"], capture_output=True, text=True, env=env)
    check("prints a table", r.returncode == 0 and "h101" in r.stdout, r.stderr[-300:])
sys.exit(checks.end())
