#!/usr/bin/env python3
"""Every command has a page that names every option it takes, and so have the handbook and the man page.

    tests/help/run.py PROGRAM
"""
import glob
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HAN = re.compile("[\u3400-\u9fff]")

passed = failed = 0


def check(name, problems):
    global passed, failed
    passed, failed = (passed, failed + 1) if problems else (passed + 1, failed)
    if problems:
        print(f"FAILED {name}")
        for p in problems:
            print(f"    {p}")


def run(program, *words, language="en"):
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language)
    r = subprocess.run([program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    return r.returncode, r.stdout.decode("utf-8"), r.stderr.decode("utf-8")


def options_of(command):
    """The options that stand in the command's source."""
    found = set()
    for path in glob.glob(os.path.join(TOP, "src", "cmd", f"{command}*.c")):
        with open(path, encoding="utf-8") as f:
            found |= set(re.findall(r'"(--?[A-Za-z][a-z-]*)"', f.read()))
    return found


def names(text, option):
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text)


def main():
    program = os.path.abspath(sys.argv[1])
    status, listing, _ = run(program, "help")
    commands = re.findall(r"^  (\w+) ", listing, re.M)
    check("help lists the commands", [] if status == 0 and "check" in commands else [listing])
    with open(os.path.join(TOP, "content", "handbook", "commands.md"), encoding="utf-8") as f:
        handbook = f.read()
    with open(os.path.join(TOP, "src", "man", "gongshi.1"), encoding="utf-8") as f:
        manual = f.read().replace("\\-", "-")
    with open(os.path.join(TOP, "Makefile"), encoding="utf-8") as f:
        version = re.search(r"^VERSION = (\S+)", f.read(), re.M)[1]
    status, said, _ = run(program, "--version")
    check("--version", [] if status == 0 and re.fullmatch(rf"gongshi {re.escape(version)}\nfiles: .+; sockets: .+\n", said) else [status, said])
    for name in ("village", "notice", "privacy", "event", "screen", "office", "rule", "category", "adjustment", "household", "resident", "meeting",
                 "entry", "claim", "objection", "reward", "goods", "redemption", "disclosure", "page", "住户", "条目", "屏幕"):
        status, text, _ = run(program, "help", name)
        chinese = run(program, "help", name, language="zh_CN")[1]
        fields = re.findall(r"^    (\S+) \((\S+)\)$", text, re.M)
        check(f"help {name}: the same fields in both languages",
              [] if status == 0 and fields and fields == [(b, a) for a, b in re.findall(r"^    (\S+)（(\S+)）$", chinese, re.M)] else [text, chinese])
    text = run(program, "help", "notice")[1]
    check("help notice: the type, the bounds and the default of a field", [] if "a whole number from 1 to 60; otherwise 5" in text else [text])
    check("help of no record", [] if run(program, "help", "hosehold")[0] == 2 else ["exit status"])
    for command in commands:
        status, page, _ = run(program, "help", command)
        check(f"help {command}", [] if status == 0 and page.startswith(f"gongshi {command}") else [page])
        if command != "help":
            check(f"{command} --help", [] if run(program, command, "--help")[:2] == (0, page) else ["not the same page"])
        check(f"help {command}: its options", [o for o in sorted(options_of(command)) if command != "help" and not names(page, o)])
        chinese = run(program, "help", command, language="zh_CN")[1]
        check(f"help {command} in Chinese", [] if HAN.search(chinese) else [chinese])
        section = re.search(rf"^## `?(?:gongshi )?{command}\b.*?(?=^## |\Z)", handbook, re.M | re.S)
        check(f"{command} in the handbook", ["no heading in commands.md"] if not section else
              [o for o in sorted(options_of(command)) if command != "help" and not names(section.group(), o)])
        check(f"{command} in the man page", [] if re.search(rf'^\.SS "{command}\b', manual, re.M) else ["no heading"])
        check(f"{command} in the man page: its options",
              [o for o in sorted(options_of(command)) if command != "help" and not names(manual, o)])
    check("no command: the list on standard error", [] if run(program)[0] == 2 and run(program)[2] == listing else ["status or text"])
    status, _, error = run(program, "help", "chek")
    check("help of no command", [] if status == 2 and 'did you mean "check"' in error else [error])
    status, _, error = run(program, "chek")
    check("no such command", [] if status == 2 and 'did you mean "check"' in error else [error])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
