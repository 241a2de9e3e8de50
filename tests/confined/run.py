#!/usr/bin/env python3
"""What each command can still do while it reads the village or has read it, and how the program is linked: run.py PROGRAM.

Ends with "N passed, M failed". tests/confined/attempt.c, loaded into them, tries to write elsewhere and to open sockets. Where the kernel
has no Landlock or no seccomp (`gongshi --version` says so) those are skipped.
"""
import errno
import glob
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from village import Checks, git, read, run, write, write_all  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
checks = Checks()
check = checks.that

FILES = {
    "records/village.yaml": "name: 清溪村\nnotice: {days: 5, contact: 村务监督委员会}\n",
    "records/rules/10.yaml": "level: city\ncategories:\n  - {id: order, title: 社会治安}\nrules:\n"
                             "  - {id: patrol, category: order, title: 参加治安巡逻, points: 2}\n",
    "records/households/g1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n",
}
WRITES = ("make", "folder", "change", "truncate", "rename", "remove", "link")
SOCKETS = ("socket", "local")
CALLS = ("listen", "other")  # of who may open sockets


def attempts(top, run, when="swap"):
    """What the attempts in RUN(env) came to: {what: [errno of each time]}; what lies outside is whole behind it."""
    outside, report = os.path.join(top, "outside"), os.path.join(top, "report")
    shutil.rmtree(outside, ignore_errors=True)
    os.makedirs(outside)
    with open(os.path.join(outside, "there"), "w", encoding="ascii") as f:
        f.write("as it was")
    open(report, "w", encoding="ascii").close()
    run(dict(os.environ, LD_PRELOAD=os.path.join(top, "attempt.so"), ATTEMPT_WHEN=when, ATTEMPT_AT=outside, ATTEMPT_REPORT=report, LC_ALL="C.UTF-8"))
    found = {}
    with open(report, encoding="ascii") as f:
        for line in f:
            what, number = line.split()
            found.setdefault(what, []).append(int(number))
    with open(os.path.join(outside, "there"), "a+", encoding="ascii") as f:
        f.seek(0)
        found["whole"] = os.listdir(outside) == ["there"] and f.read() == "as it was"
    return found


def judge(name, found, files, sockets, network=SOCKETS):
    """NETWORK: what is refused of it."""
    check(f"{name}: the attempts were made, by two threads", len(found.get("read", [])) >= 2, found)
    check(f"{name}: reading is free", set(found.get("read", [])) == {0}, found)
    for wanted, what, kinds in ((files, "writing elsewhere", WRITES), (sockets, "the network", network)):
        if wanted:
            free = {kind: found.get(kind) for kind in kinds if set(found.get(kind, [0])) != {errno.EACCES}}
            check(f"{name}: {what} is refused", not free, free)
        else:
            checks.skip(f"{name}: not tried: the kernel refuses no {what}")
    if files:
        check(f"{name}: nothing outside was touched", found["whole"])


def build(village):
    def run(env):
        for day in ("2026-03-06", "2026-03-07"):  # the second swaps: the first may find nothing in the way
            r = subprocess.run([PROGRAM, "build", village, "--date", day, "-q"], env=env, capture_output=True, text=True, timeout=120)
            check(f"the build of {day} is well all the same", r.returncode == 0, r.stderr)
    return run


def serve(village):
    def run(env):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        p = subprocess.Popen([PROGRAM, "serve", village, "--port", str(port), "--date", "2026-03-08"], env=env, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True)
        try:
            said = p.stdout.readline() + p.stdout.readline()
            for change in range(2):
                with open(os.path.join(village, "records/village.yaml"), "a", encoding="utf-8") as f:
                    f.write(f"town: 镇{change}\n" if not change else "city: 市\n")
                end = time.monotonic() + 30
                while time.monotonic() < end and not (os.path.exists(os.path.join(village, "out/site/index.html")) and change_seen(village, change)):
                    time.sleep(0.1)
            with socket.create_connection(("127.0.0.1", port), timeout=10) as s:
                s.sendall(b"GET / HTTP/1.0\r\n\r\n")
                check("serve still answers", b"200 OK" in s.recv(1000), said)
        finally:
            p.send_signal(signal.SIGTERM)
            p.communicate(timeout=30)
            check("serve ends well", p.returncode == 0, p.returncode)
    return run


def command(*words, status=0, **more):
    def run(env):
        r = subprocess.run([PROGRAM, *words], env=env, capture_output=True, text=True, timeout=120, **more)
        check(f"{words[0]} is well all the same", r.returncode == status, r.stdout + r.stderr)
    return run


def writers(top, village, files, sockets):
    """Who writes a file: what is read is read by a process of its own, or nothing can be written but where that file stands."""
    written = os.path.join(top, "written")
    os.makedirs(written)
    table = os.path.join(top, "table.csv")
    write(top, "table.csv", "户号,户主,小组\nh101,王小明,一组\n")
    statement, sheet, begun = (os.path.join(written, n) for n in ("statement.pdf", "sheet.xlsx", "begun"))
    secret = os.path.join(written, "secret")
    apart = (("statement", "statement", village, "h1", "-o", statement), ("broadcast", "broadcast", village), ("sheet", "sheet", village, "claims", "-o", sheet))
    within = (("new", "new", village, "household", "head=孙小圣"), ("import", "import", village, table), ("format", "format", village),
              ("format --check", "format", village, "--check"), ("new --dry-run", "new", village, "household", "--dry-run"))
    first = (("init", "init", begun, "--name", "新村"), ("hooks", "hooks", "install", village), ("secret", "secret", village),
             ("secret elsewhere", "secret", village))
    for name, *words in (*apart, *within):
        judge(f"{name}, folder", attempts(top, command(*words), "folder"), files, sockets)
    for name, *words in (*within[:2], *first):
        more = {"GONGSHI_SECRET_FILE": secret} if name == "secret elsewhere" else {}
        if name == "import":
            write(top, "table.csv", "户号,户主,小组\nh201,赵小明,一组\n")
        judge(f"{name}, writing", attempts(top, lambda env, words=words, more=more: command(*words)({**env, **more}), "sync"), files, sockets)
    for path in (statement, sheet, secret, os.path.join(village, ".gongshi/secret"), os.path.join(begun, "records/village.yaml"),
                 os.path.join(village, ".git/hooks/pre-commit")):
        check(f"{os.path.basename(path)} is written all the same", os.path.getsize(path) > 0, path)
    said = "".join(open(p, encoding="utf-8").read() for p in sorted(glob.glob(os.path.join(village, "records/households/*.yaml"))))
    check("records are written all the same", all(said.count(n) == 1 for n in ("王小明", "赵小明")) and said.count("孙小圣") == 2, said)
    left = [n for n in os.listdir(tempfile.gettempdir()) if n.startswith("gongshi-sheet-")]
    check("sheet leaves nothing behind", not left, left)


def senders(top, village, files, sockets):
    """Who sends to the signs can reach their ports alone, and writes nothing."""
    sign = subprocess.Popen([PROGRAM, "led", "simulate", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
    try:
        port = re.search(r":(\d+)\.", sign.stdout.readline())[1]
        with open(os.path.join(village, "records/village.yaml"), "a", encoding="utf-8") as f:
            f.write(f"screens:\n  - {{id: gate, controller: bx-6k, address: 'tcp://127.0.0.1:{port}'}}\n")
        judge("led send, reading", attempts(top, command("led", "send", village), "folder"), files, sockets)
        judge("led send, sending", attempts(top, command("led", "send", village), "connect"), files, sockets, CALLS if landlock() >= 4 else CALLS[:1])
    finally:
        sign.send_signal(signal.SIGTERM)
        sign.communicate(timeout=30)
    line = os.path.join(top, "line")
    sign, device = os.openpty()
    os.symlink(os.ttyname(device), line)
    with open(os.path.join(village, "records/village.yaml"), "a", encoding="utf-8") as f:
        f.write(f"  - {{id: wire, controller: bx-6k, address: 'serial:{line}:9600'}}\n")
    r = subprocess.run([PROGRAM, "led", "on", village, "wire", "--tries", "1", "--timeout", "1"], capture_output=True, text=True, timeout=60)
    os.set_blocking(sign, False)
    check("a serial line can be written to", os.read(sign, 100) and r.returncode == 3, r.stderr)


def with_a_pager(village):
    """The usual pager, on a terminal, gets the text."""
    r = subprocess.run(["script", "-qec", f"{PROGRAM} ledger {village} --date 2026-03-08", "/dev/null"], env={**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb"},
                       capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    check("the pager shows it", r.returncode == 0 and "张大山" in r.stdout and "denied" not in r.stdout, r.stdout)


def all_others(top, village, files, sockets):
    """Every other command reads with nothing to write to, or where it must write alone."""
    git(village, "init", "-q")
    git(village, "add", "records")
    git(village, "commit", "-qm", "x")
    command("build", village, "--date", "2026-03-09", "-q")(dict(os.environ))
    inside = dict(cwd=village)
    runs = (("check", "check", village, "--date", "2026-03-08"), ("check --since", "check", village, "--since", "HEAD"), ("ledger", "ledger", village),
            ("explain", "explain", village, "h1"), ("theme check", "theme", "check", village), ("theme values", "theme", "values", village),
            ("history", "history", village, "h1"), ("verify", "verify", "-C", village, "out"),
            ("claims add --dry-run", "claims", "add", "--household", "h1", "--rule", "patrol", "--date", "2026-03-01", "--dry-run"),
            ("claims add", "claims", "add", "--household", "h1", "--rule", "patrol", "--date", "2026-03-01"),
            ("claims add, once more", "claims", "add", "--household", "h1", "--rule", "patrol", "--date", "2026-03-02"))
    for name, *words in runs:
        for when in ("folder", "end"):
            if when == "folder" or name in ("history", "check --since"):
                judge(f"{name}, {when}", attempts(top, command(*words, **inside), when), files, sockets)
    check("claims are written all the same", len(re.findall("(?:household|户号): h1,", read(village, "records/claims/2026.yaml"))) == 2)
    check("verify leaves nothing behind", not [n for n in os.listdir(tempfile.gettempdir()) if n.startswith("gongshi-verify-")])


def change_seen(village, change):
    return ("市" if change else "镇0") in read(village, "out/site/index.html")


def landlock():
    """The version of Landlock here."""
    said = run(PROGRAM, "--version").stdout
    found = re.search(r"Landlock (\d+)", said)
    return int(found[1]) if found else 0


def hardened(program):
    """What Debian's hardening-check looks for, read from the program itself."""
    def readelf(*options):
        return subprocess.run(["readelf", "-W", *options, program], capture_output=True, text=True, check=True).stdout

    header, segments, dynamic, names = readelf("-h"), readelf("-l"), readelf("-d"), readelf("-s")
    check("position independent", re.search(r"Type:\s+DYN", header) and "PIE" in dynamic, header)
    check("relocations are read-only, all bound at the start", "GNU_RELRO" in segments and "NOW" in dynamic, dynamic)
    check("no stack that runs", re.search(r"GNU_STACK.*RW ", segments), segments)
    check("stacks are protected", "__stack_chk_fail" in names)
    check("functions of the C library are checked", re.search(r"__(memcpy|snprintf|vsnprintf|read|fprintf)_chk", names))
    top = os.path.dirname(os.path.dirname(HERE))
    if shutil.which("make"):  # a machine without dpkg-buildflags, as one is before anything is installed
        lines = subprocess.run(["make", "-n", "-C", top, "BUILD=build/unmade", "DEBIAN=", "DEBIAN_LD=", "build/unmade/gongshi"], capture_output=True, text=True).stdout
        link = [line for line in lines.splitlines() if " -o build/unmade/gongshi " in line]
        check("linked so by hand too", link and " -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack" in link[0], link)
    if "X86-64" in header:
        with open(program, "rb") as f:  # the C library's own start files bear no mark of it, so neither does the program: its functions do
            guarded = f.read().count(b"\xf3\x0f\x1e\xfa")
        check("functions that are jumped to begin with endbr64", guarded > 500, guarded)


def main():
    with open(PROGRAM, "rb") as f:
        if b"__asan_init" in f.read():
            print("a sanitized program is not hardened, and takes no other malloc before it")
            return 77
    said = run(PROGRAM, "--version").stdout
    files, sockets = "files: Landlock" in said, "sockets: seccomp" in said
    hardened(PROGRAM)
    with tempfile.TemporaryDirectory(prefix="gongshi-confined-") as top:
        village = os.path.join(top, "village")
        write_all(village, FILES)
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-pthread", "-o", os.path.join(top, "attempt.so"), os.path.join(HERE, "attempt.c")], check=True)
        judge("build", attempts(top, build(village)), files, sockets)
        judge("serve", attempts(top, serve(village)), files, sockets)
        all_others(top, village, files, sockets)
        with_a_pager(village)
        writers(top, village, files, sockets)
        senders(top, village, files, sockets)
        elsewhere = os.path.join(top, "a", "b", "out")
        r = run(PROGRAM, "build", village, "-o", elsewhere, "-q")
        check("folders above the output are made", r.returncode == 0 and os.path.exists(os.path.join(elsewhere, "site/index.html")), r.stderr)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
