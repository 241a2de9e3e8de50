#!/usr/bin/env python3
"""What shells complete: run.py PROGRAM. Ends with "N passed, M failed". zsh is asked where it is installed."""
import functools
import os
import re
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


def main():
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
        else:
            print("zsh is not installed: its completion is not read by it")
    check("no other shell", [] if run("help", "--completion", "fish")[0] == 2 else ["taken"])
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
