#!/usr/bin/env python3
"""Compares what `gongshi check` says, letter by letter: run.py PROGRAM [--only GLOB] [--update].

Each folder with records/ is a village. Its expected.txt is what must stand on standard error (LC_ALL=C.UTF-8, no terminal, as of
2026-03-20), expected.zh_CN.txt, where it is there, the same with LANGUAGE=zh_CN, expected.terminal.txt the same on a terminal,
with ␛ for the escape character. --update writes them anew: look at every one of them before it is committed.
Ends with `N passed, M failed`; exit status 1 if any failed.
"""
import argparse
import difflib
import fnmatch
import os
import pty
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from village import Checks, environment, run  # noqa: E402

PLAIN = {"language": None, "NO_COLOR": None, "TERM": "xterm"}  # nobody asks for a language, or for no colours
check = Checks(most=200)


def words(program, folder):
    return [program, "check", "--date", "2026-03-20", folder]


def piped(program, folder, **more):
    """(exit status, standard output, standard error)"""
    return run(*words(program, folder), **{**PLAIN, **more})


def on_terminal(program, folder, **more):
    """What stands on standard error, this being a terminal."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(words(program, folder), stdout=subprocess.DEVNULL, stderr=theirs, env=environment(**{**PLAIN, **more}))
    os.close(theirs)
    out = b""
    while True:
        try:
            more_of_it = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not more_of_it:
            break
        out += more_of_it
    os.close(ours)
    child.wait(timeout=60)
    return out.decode("utf-8").replace("\r\n", "\n").replace("\033", "␛")


def variants(program, folder):
    """(file, how it is made) of each thing that a case may expect."""
    yield "expected.txt", lambda: piped(program, folder)[2]
    yield "expected.zh_CN.txt", lambda: piped(program, folder, language="zh_CN")[2]
    yield "expected.terminal.txt", lambda: on_terminal(program, folder)


def run_case(program, name, update):
    folder = os.path.join(HERE, name)
    status, out, err = piped(program, folder)
    has_error = ": error[" in err
    ends = [f"exit status {status}, on standard output {out!r}"] if status != has_error or (has_error and out) else []
    for file, said in variants(program, folder):
        path = os.path.join(folder, file)
        if not os.path.exists(path) and not (update and file == "expected.txt"):
            continue
        got = said()
        if update:
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(got)
        with open(path, encoding="utf-8", newline="") as f:
            want = f.read()
        check(f"{name}/{file}", [*difflib.unified_diff(want.split("\n"), got.split("\n"), "expected", "said", lineterm=""), *ends])


def check_colour(program):
    """Colour on a terminal only, and not where NO_COLOR asks for none."""
    folder = os.path.join(HERE, "colour")
    plain, coloured = piped(program, folder)[2], on_terminal(program, folder)
    return [
        ("no escape in a pipe", "\033" not in plain),
        ("colour on a terminal", "␛[" in coloured),
        ("the same text in colour", strip(coloured) == plain),
        ("none with NO_COLOR=1", on_terminal(program, folder, NO_COLOR="1") == plain),
        ("colour with an empty NO_COLOR", on_terminal(program, folder, NO_COLOR="") == coloured),
        ("none on a dumb terminal", on_terminal(program, folder, TERM="dumb") == plain),
    ]


def strip(text):
    while "␛[" in text:
        start = text.index("␛[")
        text = text[:start] + text[text.index("m", start) + 1:]
    return text


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--only", default="*")
    ap.add_argument("--update", action="store_true")
    a = ap.parse_args()
    program = os.path.abspath(a.program)
    for name in sorted(os.listdir(HERE)):
        if not fnmatch.fnmatch(name, a.only) or not os.path.isdir(os.path.join(HERE, name, "records")):
            continue
        run_case(program, name, a.update)
    if a.only == "*":
        for what, holds in check_colour(program):
            check.that(f"colour: {what}", holds)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
