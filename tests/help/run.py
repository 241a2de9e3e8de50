#!/usr/bin/env python3
"""Every command has a page that names every option it takes, each is read, and the handbook and the man page say the same.

    tests/help/run.py PROGRAM
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, run

HAN = re.compile("[\u3400-\u9fff]")

check = Checks()


def documented(page):
    """The options that a page lists, each with its spellings: [{"-o", "--output"}, …]"""
    listed = re.findall(r"^    (-.*)$", page[page.index("Operands and options:"):page.index("Exit status:")], re.M)
    return [set(re.findall(r"(?<![\w-])--?[A-Za-z][a-z-]*", line)) for line in listed]


def main():
    program = os.path.abspath(sys.argv[1])
    status, listing, _ = run(program, "help")
    commands = re.findall(r"^  (\w+) ", listing, re.M)
    check("help lists the commands", [] if status == 0 and "check" in commands else [listing])
    with open(os.path.join(TOP, "content", "handbook", "commands.md"), encoding="utf-8") as f:
        handbook = f.read()
    with open(os.path.join(TOP, "src", "man", "gongshi.1"), encoding="utf-8") as f:
        manual = f.read()
    with open(os.path.join(TOP, "Makefile"), encoding="utf-8") as f:
        version = re.search(r"^VERSION = (\S+)", f.read(), re.M)[1]
    status, said, _ = run(program, "--version")
    check("--version", [] if status == 0 and re.fullmatch(rf"gongshi {re.escape(version)}\nlibyaml [0-9].*, cmark [0-9].*, xxHash [0-9.]+\nfiles: .+; sockets: .+\n", said) else [status, said])
    for command in commands:
        status, page, _ = run(program, "help", command)
        check(f"help {command}", [] if status == 0 and page.startswith(f"gongshi {command}") else [page])
        if command != "help":
            check(f"{command} --help", [] if run(program, command, "--help")[:2] == (0, page) else ["not the same page"])
        known = set().union(*documented(page))
        words = [command, "add"] if command == "claims" else [command]
        for option in sorted(known):
            valued = re.search(rf"(?<![\w-]){option} [A-Z]", page[page.index("Operands and options:"):])
            error = run(program, *words, *([option] if valued else [option, "--no-such-option"]))[2]
            check(f"{command} {option} is read", [] if ("needs a value" if valued else "no such option: --no-such-option") in error else [error])
        chinese = run(program, "help", command, language="zh_CN")[1]
        check(f"help {command} in Chinese", [] if HAN.search(chinese) else [chinese])
        section = re.search(rf"^## {command}：.*?(?=^## |\Z)", handbook, re.M | re.S)
        made = [run(program, "help", f"--handbook-{what}", command, language="zh_CN")[1] for what in ("use", "options")]
        check(f"{command} in the handbook", ["no heading in commands.md"] if not section else
              ["run make reference: not there: " + m for m in made if not m or m not in section.group()])
    status, made, _ = run(program, "help", "--manual")
    check("the man page's commands", [] if status == 0 and f".SH COMMANDS\n{made}.SH " in manual else ["run make reference"])
    with open(os.path.join(TOP, "src", "man", "gongshi.zh_CN.1"), encoding="utf-8") as f:
        chinese = f.read()
    made_in_chinese = run(program, "help", "--manual", language="zh_CN")[1]
    check("the man page's commands in Chinese", [] if f'.SH "命令"\n{made_in_chinese}.SH ' in chinese else ["run make reference"])
    sections = [len(re.findall(r"^\.(SH|TP)\b", text, re.M)) for text in (manual, chinese)]
    check("the man page says as much in both languages", [] if sections[0] == sections[1] else sections)
    check("the man page has each command", [c for c in commands if f"\n.BR gongshi\\-{c} (1)\n" not in manual])
    for command in commands:
        page, made = run(program, "help", command)[1], run(program, "help", "--manual", command)[1].replace("\\-", "-")
        listed = re.findall(r"^    (\S.*)$", page[page.index("Operands and options:"):page.index("Exit status:")], re.M)
        check(f"man page of {command}", [o for o in listed if f".B {o}\n".replace("…", "...") not in made] + ([] if f".TH GONGSHI-{command.upper()} 1 " in made else [made[:50]]))
    for command in commands:
        page, made = run(program, "help", command, language="zh_CN")[1], run(program, "help", "--manual", command, language="zh_CN")[1].replace("\\-", "-")
        listed = re.findall(r"^    (-.*)$", page, re.M)
        check(f"man page of {command} in Chinese", [o for o in listed if f".B {o}\n" not in made] + [h for h in ("名称", "用法", "说明", "选项", "退出状态", "例子", "参见") if f'\n.SH "{h}"\n' not in made])
    check("no command: the list on standard error", [] if run(program)[0] == 2 and run(program)[2] == listing else ["status or text"])
    status, _, error = run(program, "help", "chek")
    check("help of no command", [] if status == 2 and 'did you mean "check"' in error else [error])
    status, _, error = run(program, "chek")
    check("no such command", [] if status == 2 and 'did you mean "check"' in error else [error])
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
