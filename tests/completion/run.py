#!/usr/bin/env python3
"""What shells complete: run.py PROGRAM. Ends with "N passed, M failed". zsh is asked where it is installed."""
import functools
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Checks, write  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
check = Checks()
run = functools.partial(run_program, PROGRAM)


def bash(script, folder, *words):
    """What bash offers for the last of the WORDS."""
    code = f'source {script}; COMP_WORDS=({" ".join(repr(w) for w in words)}); COMP_CWORD={len(words) - 1}; _gongshi; printf "%s\\n" "${{COMPREPLY[@]}}"'
    r = subprocess.run(["bash", "--norc", "-c", code], capture_output=True, text=True, cwd=folder)
    return sorted(r.stdout.split("\n")[:-1]) if not r.stderr else [r.stderr]


# zsh at a terminal: what it offers for a line, each word that compadd is given and that fits, goes to the file CAPTURE
CAPTURING = """
PS1= RPS1= LISTMAX=100000; unsetopt beep
autoload -Uz compinit; compinit -u -D; source $SCRIPT
compadd() {
    if [[ " ${(j: :)@[1,(i)(-|--)]} " == *\\ -[OAD]\\ * ]]; then builtin compadd "$@"; return $?; fi
    local -a hits
    builtin compadd -O hits "$@"
    (( $#hits )) && print -rl -- $hits >>$CAPTURE
    builtin compadd "$@"
}
said() { print -r -- "= $BUFFER" >>$CAPTURE; zle kill-whole-line }
zle -N said; bindkey '^G' said; bindkey '^I' complete-word
print -r -- "= ready" >>$CAPTURE
"""


class Zsh:
    """A zsh at a terminal of its own, in FOLDER, with SCRIPT."""

    def __init__(self, script, folder):
        self.path = os.path.join(folder, ".capture")
        open(self.path, "w").close()
        begin = os.path.join(folder, ".begin")
        with open(begin, "w", encoding="utf-8") as f:
            f.write(CAPTURING)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], dict(os.environ, TERM="dumb", LC_ALL="C.UTF-8", CAPTURE=self.path, SCRIPT=script, HOME=folder))
        self.at = 0
        self.answer(f"source {begin}\n")

    def answer(self, keys):
        """(what it offers, the line as it completed it)"""
        os.write(self.fd, keys.encode())
        for _ in range(600):  # as long as it says something, or a minute
            if select.select([self.fd], [], [], 0.1)[0]:
                os.read(self.fd, 65536)
            with open(self.path, encoding="utf-8") as f:
                f.seek(self.at)
                lines = f.read().split("\n")
            if len(lines) > 1 and lines[-2].startswith("= "):
                self.at += len("\n".join(lines).encode())
                return sorted(set(lines[:-2])), lines[-2][2:]
        raise TimeoutError(f"zsh says nothing to {keys!r}")

    def complete(self, line):
        return self.answer(line + "\t\a")

    def end(self):
        os.close(self.fd)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def zsh(script, folder, commands, options):
    """The checks of what it offers; OPTIONS of each command."""
    shell = Zsh(script, folder)
    offered = shell.complete("gongshi ")[0]
    check("zsh: the commands", [] if offered == sorted(commands) else [offered])
    line = shell.complete("gongshi im")[1]
    check("zsh: what begins so", [] if line == "gongshi import " else [line])
    for command in commands:
        if not options[command]:
            continue
        offered = shell.complete(f"gongshi {command} -")[0]
        # of two spellings of an option it offers both; what begins with two hyphens is only offered behind them where others begin with one
        offered = sorted(set(offered) | set(shell.complete(f"gongshi {command} --")[0]))
        check(f"zsh: {command}", [] if offered == options[command] else [offered, options[command]])
    line = shell.complete("gongshi import gong")[1]
    check("zsh: files", [] if line == "gongshi import gongshi.bash " else [line])
    line = shell.complete("gongshi import --meeting 2026-03-05 gong")[1]
    check("zsh: files behind an option", [] if line == "gongshi import --meeting 2026-03-05 gongshi.bash " else [line])
    shell.end()


def main():
    options_of = {}
    commands = re.findall(r"^  (\w+) ", run("help")[1], re.M)
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "gongshi.bash")
        write(folder, "gongshi.bash", run("help", "--completion", "bash").stdout)
        check("bash: the commands", [] if bash(script, folder, "gongshi", "") == sorted(commands) else [bash(script, folder, "gongshi", "")])
        check("bash: what begins so", [] if bash(script, folder, "gongshi", "im") == ["import"] else ["others"])
        for command in commands:
            page = run("help", command)[1]
            listed = re.findall(r"^    (-.*)$", page[page.index("Operands and options:"):page.index("Exit status:")], re.M) if "Operands" in page else []
            options = sorted(o for line in listed for o in re.findall(r"(?<![\w-])--?[A-Za-z][a-z-]*", line))
            options_of[command] = options
            check(f"bash: {command}", [] if bash(script, folder, "gongshi", command, "-") == (options or [""]) else [options, bash(script, folder, "gongshi", command, "-")])
        check("bash: files", [] if bash(script, folder, "gongshi", "import", "gong") == ["gongshi.bash"] else ["others"])
        text = run("help", "--completion", "zsh")[1]
        check("zsh: every command", [c for c in commands if f"'{c}:" not in text or f"\n    {c})\n" not in text])
        if shutil.which("zsh"):
            path = os.path.join(folder, "_gongshi")
            write(folder, "_gongshi", text)
            check("zsh: reads it", [] if subprocess.run(["zsh", "-n", path]).returncode == 0 else ["it does not"])
            code = f"autoload -Uz compinit; compinit -u -D; source {path}; print $_comps[gongshi]"
            r = subprocess.run(["zsh", "-f", "-c", code], capture_output=True, text=True)
            check("zsh: is asked for gongshi", [] if r.stdout.strip() == "_gongshi" else [r.stdout, r.stderr])
            zsh(path, folder, commands, options_of)
        else:
            print("zsh is not installed: its completion is not read by it")
    check("no other shell", [] if run("help", "--completion", "fish")[0] == 2 else ["taken"])
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
