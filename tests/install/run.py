#!/usr/bin/env python3
"""An installed program needs nothing of the source tree: run.py PROGRAM (whose build folder is installed from).

Copies the tree, installs it to a DESTDIR, removes the copy, and builds a village that has only records/; uninstalls it; packs it for Debian,
unpacks the packages with an admin folder of dpkg's that is theirs alone, and removes them; packs the sources twice. Ends with "N passed, M failed".
"""
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks  # noqa: E402

build = os.path.dirname(os.path.abspath(sys.argv[1]))
checks = Checks()
check = checks.that


def make(tree, *words, **more):
    return subprocess.run(["make", "--no-print-directory", "-C", tree, *words], capture_output=True, text=True, env=dict(os.environ, **more))


def files(folder):
    return sorted(os.path.relpath(os.path.join(d, f), folder) for d, _, names in os.walk(folder) for f in names)


def copy_tree(tree):
    """All that is handed on, without what git and npm put there."""
    for part in ("src", "themes", "records", "content", ".debian", ".ci", "tests"):
        shutil.copytree(os.path.join(TOP, part), os.path.join(tree, part), ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    for part in os.listdir(TOP):
        if os.path.isfile(os.path.join(TOP, part)) and part != ".git":
            shutil.copy2(os.path.join(TOP, part), tree)


def manuals(folder, examples="EXAMPLES", language=None):
    """A page a command, which man and mandoc read without a word, and man finds in its LANGUAGE."""
    with open(os.path.join(TOP, "src/cmd/command.h"), encoding="utf-8") as f:
        commands = re.findall(r"^ +row\((\w+)\)", f.read(), re.M)
    check("a man page a command", sorted(os.listdir(folder)) == sorted(["gongshi.1"] + [f"gongshi-{c}.1" for c in commands]), os.listdir(folder))
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        check(f"{name}: an example", name == "gongshi.1" or f'.SH "{examples}"\n.nf\ngongshi ' in text, text[-300:])
        if shutil.which("man"):
            r = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", path], capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8", MANROFFSEQ=""))
            check(f"man {name}", r.returncode == 0 and not r.stderr, r.stderr)
        for width in ("80", "40") if shutil.which("man") and language else ():  # groff may go on for ever where no line can end
            r = subprocess.run(f"timeout 20 man -L {language} -P cat {name[:-2]} | head -c 100000", shell=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                               env=dict(os.environ, LC_ALL="C.UTF-8", MANPATH=os.path.dirname(os.path.dirname(folder)), MANWIDTH=width))
            check(f"man -L {language} {name} in {width} columns", "\n用法\n" in r.stdout and len(r.stdout) < 50000 and not re.search("[\u4e00-\u9fff] {2,}[a-z]", r.stdout), r.stdout[:600], r.stderr)
        if shutil.which("lexgrog"):
            r = subprocess.run(["lexgrog", path], capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
            check(f"whatis {name}", r.returncode == 0 and f'"{name[:-2]} - ' in r.stdout, r.stdout, r.stderr)
        if shutil.which("mandoc"):
            said = [line for line in subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True, text=True).stdout.splitlines()
                    if "missing date" not in line]  # a page is as old as the program
            check(f"mandoc {name}", not said, said)
    if not shutil.which("man") or not shutil.which("mandoc"):
        print("man or mandoc is not installed: it has not read the man pages")


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def sources(tree, work):
    """make dist gives the same bytes each time, and out of what it packed too."""
    made = []
    for place in (tree, tree, None):
        if place is None:
            place = os.path.join(work, "unpacked")
            os.makedirs(place)
            subprocess.run(["tar", "-C", place, "-xf", archive], check=True)
            place = os.path.join(place, os.path.basename(archive)[:-len(".tar.gz")])
        r = make(place, "dist", TZ="Asia/Shanghai" if len(made) == 1 else "UTC")
        check("make dist", r.returncode == 0 and not r.stderr, r.stderr)
        archive = os.path.join(place, r.stdout.split()[-1])
        made.append(digest(archive))
    check("make dist: the same bytes each time", len(set(made)) == 1, made)
    names = subprocess.run(["tar", "-tf", archive], capture_output=True, text=True).stdout.splitlines()
    check("make dist: nothing that is made", not [n for n in names if re.search(r"^[^/]+/(build|out)/|/(node_modules|__pycache__)/", n)], names[:5])
    check("make dist: what makes it", all(f"{names[0].split('/')[0]}/{n}" in names for n in ("Makefile", "README.md", ".debian/control", "src/main.c", "records/village.yaml")), names[:5])


def packages(tree, work):
    """The packages, unpacked into a root of their own, used and removed."""
    needs = [n for n in ("dpkg-deb", "dpkg-shlibdeps", "dpkg-gencontrol") if not shutil.which(n)]
    if needs:
        print(f"not installed: {', '.join(needs)}: no Debian packages are made")
        return
    made = []
    for _ in range(2):
        r = make(tree, "PREFIX=/usr", "program")
        r = make(tree, "PREFIX=/usr", "packages") if r.returncode == 0 else r
        check("make packages", r.returncode == 0 and not r.stderr, r.stderr[-500:])
        debs = sorted(glob.glob(os.path.join(tree, "build", "*.deb")))
        made.append([digest(d) for d in debs])
    check("two packages, the same bytes each time", len(made[0]) == 2 and made[0] == made[1], made)
    root, admin = os.path.join(work, "debian"), os.path.join(work, "debian/var/lib/dpkg")
    for folder in ("updates", "info", "triggers"):
        os.makedirs(os.path.join(admin, folder))
    for name in ("status", "available"):
        open(os.path.join(admin, name), "w").close()
    dpkg = ["dpkg", f"--root={root}", "--force-depends", "--force-not-root", "--force-script-chrootless", "--log=/dev/null"]
    r = subprocess.run([*dpkg, "--install", *debs], capture_output=True, text=True)
    check("dpkg --install", r.returncode == 0, r.stderr[-500:])
    program = os.path.join(root, "usr/bin/gongshi")
    village = os.path.join(work, "packaged")
    shutil.copytree(os.path.join(root, "usr/share/doc/gongshi-demo/examples/village"), village)
    r = subprocess.run([program, "build", village, "--date", "2026-11-20", "--only", "led"], capture_output=True, text=True)
    check("the packaged program builds the packaged village", r.returncode == 0, r.stderr[-500:])
    check("the man pages in both languages", all(os.path.exists(os.path.join(root, "usr/share/man", folder, "gongshi-build.1.gz")) for folder in ("man1", "zh_CN/man1")))
    check("the handbook can be read", os.path.exists(os.path.join(root, "usr/share/doc/gongshi-demo/html/handbook/index.html")))
    r = subprocess.run([*dpkg, "--purge", "gongshi", "gongshi-demo"], capture_output=True, text=True)
    left = [f for f in files(root) if not f.startswith("var/lib/dpkg/")] + (["usr"] if os.path.exists(os.path.join(root, "usr")) else [])
    check("dpkg --purge leaves nothing", r.returncode == 0 and not left, [r.stderr[-300:], left[:5]])
    if shutil.which("lintian"):
        r = subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning", *debs], capture_output=True, text=True)
        check("lintian has nothing to say", r.returncode == 0 and not r.stdout, r.stdout + r.stderr)
    else:
        print("lintian is not installed: it has not looked at the packages")


def setup(work):
    """.ci/setup ends well after it installed what is missing, and says why it could not: with commands that only say so."""
    bare = os.path.join(work, "bare")
    os.makedirs(bare)

    def command(name, lines):
        path = os.path.join(bare, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(f"#!/bin/sh\n{lines}\n")
        os.chmod(path, 0o755)

    for name in ("mktemp", "rm", "cat"):
        os.symlink(shutil.which(name), os.path.join(bare, name))
    command("dpkg-query", "printf unknown")
    command("id", "echo 0")
    for works in (True, False):
        command("apt-get", "" if works else "echo no such package; exit 100")
        for packages in (["git"], ["nginx-light"], ["git", "chromium", "nginx-light"]):
            r = subprocess.run(["/bin/sh", os.path.join(TOP, ".ci/setup"), *packages], capture_output=True, text=True, env={"PATH": bare})
            check(f".ci/setup {' '.join(packages)}, apt-get {'works' if works else 'fails'}",
                  (r.returncode == 0) == works and packages[0] in r.stdout and ("no such package" in r.stderr) != works, r.stdout + r.stderr)


with tempfile.TemporaryDirectory(prefix="gongshi-install-") as work:
    setup(work)
    tree, root = os.path.join(work, "tree"), os.path.join(work, "root")
    copy_tree(tree)
    shutil.copytree(build, os.path.join(tree, "build"), ignore=shutil.ignore_patterns("san", "unit", "bench", "replay", "fuzz", "tidy", "deb"))
    r = make(tree, "install", f"DESTDIR={root}", "PREFIX=/opt/gongshi")
    check("make install", r.returncode == 0, r.stderr[-500:])
    other = os.path.join(work, "other")
    for target in ("install", "uninstall"):
        r = make(tree, target, f"DESTDIR={other}", "PREFIX=/opt/gongshi")
        check(f"make {target}", r.returncode == 0, r.stderr[-500:])
    check("nothing is left of it", not files(other), files(other))
    manuals(os.path.join(root, "opt/gongshi/share/man/man1"))
    manuals(os.path.join(root, "opt/gongshi/share/man/zh_CN/man1"), "例子", "zh_CN")
    sources(tree, work)
    packages(tree, work)
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
