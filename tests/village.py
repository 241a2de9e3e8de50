"""What the suites share: running the program, writing a village's files, counting what holds."""
import os
import resource
import subprocess
import sys
import tempfile
import threading
from typing import NamedTuple

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


# --- the program -----------------------------------------------------------------------------------------------------

class Ended(NamedTuple):
    """How a command ended, what it printed and what it said."""
    returncode: int
    stdout: str
    stderr: str


def environment(language="en", **more):
    """Where the program speaks LANGUAGE ("en", "zh_CN"; None: as the machine does), nothing is coloured, and no secret of the machine's is found; MORE
    is put into it, and what is None there taken out."""
    env = {k: v for k, v in os.environ.items() if k not in ("LANG", "LANGUAGE", "LC_MESSAGES", "GONGSHI_SECRET_FILE")}
    env.update({"LC_ALL": "C.UTF-8", "LANGUAGE": language, "NO_COLOR": "1", **more})
    return {k: v for k, v in env.items() if v is not None}


def run(program, *words, language="en", cwd=None, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=300, limits=None, **more):
    """How PROGRAM WORDS ended: (status, what it printed, what it said). LIMITS: {a resource: how much of it there is}; MORE is put into its environment."""
    def limit():
        for what, most in limits.items():
            resource.setrlimit(what, (most, most))
    r = subprocess.run([program, *words], stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, cwd=cwd, timeout=timeout, env=environment(language, **more),
                       preexec_fn=limit if limits else None)
    return Ended(r.returncode, (r.stdout or b"").decode("utf-8"), r.stderr.decode("utf-8"))


def git(folder, *words, day="2026-03-18", who="李文书", fails=False, cwd=None):
    """What git WORDS prints in the repository FOLDER, who commits being WHO on DAY; with FAILS, how it ended, well or not."""
    stamp = f"{day}T10:00:00+08:00"
    r = run("git", "-C", folder, *words, cwd=cwd, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", GIT_AUTHOR_NAME=who, GIT_AUTHOR_EMAIL="li@example.org",
            GIT_COMMITTER_NAME=who, GIT_COMMITTER_EMAIL="li@example.org", GIT_AUTHOR_DATE=stamp, GIT_COMMITTER_DATE=stamp, SOURCE_DATE_EPOCH="1774000000",
            GONGSHI_DATA=TOP)
    if r.returncode and not fails:
        raise RuntimeError(f"git {words}: {r.stdout}{r.stderr}")
    return r if fails else r.stdout.strip()


# --- files -----------------------------------------------------------------------------------------------------------

def write(folder, path, text):
    """Writes TEXT, or bytes, to PATH in FOLDER, with the folders that it lacks."""
    whole = os.path.join(os.fsencode(folder), os.fsencode(path))
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    with open(whole, "wb") as f:
        f.write(text.encode("utf-8") if isinstance(text, str) else text)


def write_all(folder, files):
    """Writes FILES: {path: text or bytes}. Gives FOLDER."""
    for path, text in files.items():
        write(folder, path, text)
    return folder


def read(*path):
    """The text of a file, its ends of lines as they are."""
    with open(os.path.join(*path), encoding="utf-8", newline="") as f:
        return f.read()


def read_bytes(*path):
    with open(os.path.join(*path), "rb") as f:
        return f.read()


# --- what holds ------------------------------------------------------------------------------------------------------

class Checks:
    """Counts what holds, and says what does not."""

    def __init__(self, most=20):
        self.passed = self.failed = self.skipped = 0
        self.most = most

    def __call__(self, name, problems):
        """PROBLEMS: what is wrong, an item each; nothing where NAME holds."""
        problems = list(problems)
        self.count(name, not problems, problems)

    def that(self, name, well, *seen):
        """WELL: whether NAME holds; SEEN is said where it does not."""
        self.count(name, well, [str(s)[:800] for s in seen])

    def count(self, name, well, problems):
        self.passed, self.failed = (self.passed + 1, self.failed) if well else (self.passed, self.failed + 1)
        if not well:
            print(f"FAILED {name}", *problems[:self.most], *([f"and {len(problems) - self.most} more"] if len(problems) > self.most else []),
                  sep="\n    ", flush=True)

    def skip(self, why, number=1):
        """NUMBER checks could not be made here, and WHY."""
        self.skipped += number
        print(why, flush=True)

    def end(self):
        """Prints the line that tests/run.py reads. Gives the exit status."""
        print(f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else ""))
        return 1 if self.failed or not self.passed else 0


class Tests:
    """Functions that each assert something of a village of their own: a decorator, and what runs them all."""

    def __init__(self):
        self.all = []

    def __call__(self, function):
        self.all.append(function)
        return function

    def count(self, checks, village):
        """Gives each VILLAGE(FOLDER), a new folder that is removed behind it; CHECKS counts them."""
        for t in self.all:
            with tempfile.TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True) as folder:
                try:
                    t(village(folder))
                    checks(t.__name__, [])
                except Exception as e:  # whatever it is, the others still run
                    checks(t.__name__, [repr(e)[:3000]])

    def run(self, village):
        """The same, and prints the line that tests/run.py reads. Gives the exit status."""
        checks = Checks()
        self.count(checks, village)
        return checks.end()


# --- many commands in one process ------------------------------------------------------------------------------------

class Together:
    """A process of cases/many.c, which runs one command after the other; a new one where it has ended, as on a fault."""

    def __init__(self, many):
        self.many, self.process = many, None
        self.files = [tempfile.TemporaryFile() for _ in range(2)]
        self.paths = [f"/proc/{os.getpid()}/fd/{f.fileno()}" for f in self.files]

    def texts(self):
        for f in self.files:
            f.seek(0)
        return [f.read() for f in self.files]

    def run(self, words, timeout=60):
        if not self.process:
            self.process = subprocess.Popen([self.many], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1"))
        self.process.stdin.write(("\t".join((*self.paths, *words)) + "\n").encode("utf-8"))
        self.process.stdin.flush()
        watch = threading.Timer(timeout, self.process.kill)
        watch.start()
        answer = self.process.stdout.readline()
        watch.cancel()
        status = int(answer) if answer else self.process.wait() or -1
        if not answer:
            self.process = None
        return subprocess.CompletedProcess(words, status, *self.texts())

    def end(self):
        """What is wrong with how it ended: what was never freed is told then."""
        if not self.process:
            return []
        self.process.stdin.close()
        status, self.process = self.process.wait(), None
        return [f"the end, with status {status}: {self.texts()[1][-4000:].decode('utf-8', 'replace')}"] if status else []


own = threading.local()  # a process a thread
begun = []


def start(program, *words, timeout=60):
    """The CompletedProcess, with bytes, of PROGRAM WORDS: in one process with others where `many`, of the same build, stands beside it."""
    many = os.path.join(os.path.dirname(program), "many")
    if not os.path.exists(many) or os.path.getmtime(many) < os.path.getmtime(program):
        return subprocess.run([program, *words], capture_output=True, timeout=timeout, env=dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1"))
    if getattr(own, "owner", None) != os.getpid():
        own.owner, own.process = os.getpid(), Together(many)
        begun.append(own.process)
    return own.process.run(words, timeout)


def end_all():
    """Ends the processes that `start` began; what is wrong with that."""
    return [problem for process in begun for problem in process.end()]


if __name__ == "__main__":
    sys.exit("this is for the suites to import")
