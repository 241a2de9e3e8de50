"""What the suites share: running the program, writing a village's files, counting what holds."""
import os
import subprocess
import sys
import tempfile
import threading

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def environment(language="en", **more):
    """Where the program speaks LANGUAGE ("en", "zh_CN") and nothing is coloured."""
    return dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language, NO_COLOR="1", **more)


def run(program, *words, language="en", cwd=None, stdin=subprocess.DEVNULL, timeout=120, **more):
    """(status, what it prints, what it says) of PROGRAM WORDS; MORE is put into its environment."""
    r = subprocess.run([program, *words], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd, timeout=timeout,
                       env=environment(language, **more))
    return r.returncode, r.stdout.decode("utf-8"), r.stderr.decode("utf-8")


def write(folder, path, text):
    """Writes TEXT, or bytes, to PATH in FOLDER, with the folders that it lacks."""
    whole = os.path.join(folder, path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    with open(whole, "wb") as f:
        f.write(text.encode("utf-8") if isinstance(text, str) else text)


class Checks:
    """Counts what holds, and says what does not."""

    def __init__(self, most=20):
        self.passed = self.failed = 0
        self.most = most

    def __call__(self, name, problems):
        """PROBLEMS: what is wrong, an item each; nothing where NAME holds."""
        problems = list(problems)
        self.passed, self.failed = (self.passed, self.failed + 1) if problems else (self.passed + 1, self.failed)
        if problems:
            print(f"FAILED {name}")
            for problem in problems[:self.most]:
                print(f"    {problem}")
            if len(problems) > self.most:
                print(f"    and {len(problems) - self.most} more")

    def end(self):
        """Prints the line that tests/run.py reads. Gives the exit status."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


class Tests:
    """Functions that each assert something of a village of their own: a decorator, and what runs them all."""

    def __init__(self):
        self.all = []

    def __call__(self, function):
        self.all.append(function)
        return function

    def run(self, village):
        """Gives each VILLAGE(FOLDER), a new folder that is removed behind it, and prints the line that tests/run.py reads. Gives the exit status."""
        failed = 0
        for t in self.all:
            with tempfile.TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True) as folder:
                try:
                    t(village(folder))
                except Exception as e:  # whatever it is, the others still run
                    failed += 1
                    print(f"FAILED {t.__name__}: {e!r}"[:3000])
        print(f"{len(self.all) - failed} passed, {failed} failed")
        return 1 if failed or not self.all else 0


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
