#!/usr/bin/env python3
"""The order of src/: which folder may include which, and that a name says one thing.

    tests/order/run.py [PROGRAM]

Reads the sources alone; PROGRAM is not run. Ends with "N passed, M failed".
"""
import fnmatch
import glob
import os
import re
import sys
from collections import defaultdict

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks  # noqa: E402

# The floors of the README: a folder includes what stands on floors before its own, and nothing beside it.
FLOORS = (
    ("base",),
    ("source", "yaml", "template", "publish", "paper"),
    ("records", "git"),
    ("ledger", "claims", "clerk", "history"),
    ("explain",),
    ("view",),
    ("content", "tables"),
    ("site", "print", "led", "text", "office"),
    ("cmd",),
)
MADE = "made"  # tables that src/maker/ writes when the program is built

FLOOR = {folder: number for number, floor in enumerate(FLOORS) for folder in floor}
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
TAG = re.compile(r"^(?:typedef )?(?:struct|enum|union) (\w+) \{", re.M)
DECLARED = re.compile(r"^(?!static\b|typedef\b|return\b)(?:extern )?[a-z][\w ]*[ *]+(\w+)(?:\(|\[|;)", re.M)
DEFINED = re.compile(r"^(?!static\b)[a-z][\w ]*[ *]+(\w+)(?:\(|\[| =)", re.M)
FORWARD = re.compile(r"^(?:struct|enum|union) \w+;", re.M)

check = Checks()


def read(pattern):
    return {os.path.relpath(path, TOP): open(path, encoding="utf-8").read()
            for path in sorted(glob.glob(os.path.join(TOP, pattern), recursive=True))}


def folder_of(path):
    return path.split("/")[1]


def bare(text):
    """Declarations alone: without comments, directives and what stands in braces."""
    text = re.sub(r"^#(?:[^\n]*\\\n)*[^\n]*", "", COMMENT.sub("", text), flags=re.M)
    while "{" in text:
        text, count = re.subn(r"\{[^{}]*\}", "", text)
        if not count:
            break
    return FORWARD.sub("", text)


def floors(sources):
    wrong = defaultdict(list)
    for path, text in sources.items():
        folder = folder_of(path)
        for included in INCLUDE.findall(text):
            other = included.split("/")[0]
            if other not in (folder, MADE) and FLOOR.get(other, len(FLOORS)) >= FLOOR.get(folder, -1):
                wrong[folder].append(f"{path} includes {included}")
    for folder in sorted({folder_of(path) for path in sources}):
        check(f"src/{folder} stands on a floor", [] if folder in FLOOR else ["FLOORS has no row for it"])
        check(f"src/{folder} includes only what stands below it", wrong[folder])


def circles(sources):
    """Headers include one another in no circle."""
    headers = {path[4:]: INCLUDE.findall(text) for path, text in sources.items() if path.endswith(".h")}
    done, found = set(), []

    def walk(header, way):
        if header in way:
            found.append(" → ".join(way[way.index(header):] + [header]))
        elif header not in done:
            for included in headers.get(header, ()):
                walk(included, way + [header])
            done.add(header)

    for header in headers:
        walk(header, [])
    check("headers include one another in no circle", found)


# Sources that are one thing in two files: memory and what libraries allocate with; a template and the set that its partials come from.
TOGETHER = ({"base/allocation.c", "base/memory.c"}, {"template/compile.c", "template/set.c"})


def source_circles(sources):
    """Sources of a folder use one another's functions and tables in no circle: what several build on stands in a file below them."""
    texts = {path[4:]: COMMENT.sub("", re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)) for path, text in sources.items() if path.endswith(".c")}
    where = defaultdict(set)
    for path, text in texts.items():
        for name in DEFINED.findall(text):
            where[name].add(path)
    uses = {}
    for path, text in texts.items():
        folder = path.split("/")[0]
        words = set(re.findall(r"\b[a-z]\w*_\w+", text)) - set(re.findall(r"^static [\w *]*?\b(\w+)(?:\(|\[)", text, re.M))
        uses[path] = {other for word in words for other in where.get(word, ()) if other != path and other.split("/")[0] == folder}

    def reaches(start):
        found, way = set(), [start]
        while way:
            for other in uses[way.pop()] - found:
                found.add(other)
                way.append(other)
        return found

    reached = {path: reaches(path) for path in texts}
    for folder in sorted({path.split("/")[0] for path in texts}):
        circles = {frozenset(other for other in reached[path] if path in reached[other]) for path in texts
                   if path.split("/")[0] == folder and path in reached[path]}
        check(f"the sources of src/{folder} use one another in no circle",
              [", ".join(sorted(circle)) for circle in circles if set(circle) not in TOGETHER])


def told(sources):
    """A newcomer finds what a header declares: in the source of its name, or in one that it names. What has no header says what it is."""
    where = {name: path for path, text in sources.items() if path.endswith(".c") for name in DEFINED.findall(COMMENT.sub("", text))}
    silent = []
    for header, text in sources.items():
        if not header.endswith(".h"):
            continue
        named = re.findall(r"[\w*]+\.c\b", text)
        for name in DECLARED.findall(bare(text)):
            source = where.get(name)
            if source and source[:-2] != header[:-2] and not any(fnmatch.fnmatch(os.path.basename(source), said) for said in named):
                silent.append(f"{header}: {name} stands in {source}")
    check("what a header declares stands where its name or it says", silent)
    check("what has no header of its name says at its head what it is",
          [path for path, text in sources.items() if (path.endswith(".h") or path[:-1] + "h" not in sources) and not text.startswith("/*")])


def readme(sources):
    """What src/README.md names is there, and the floors are those that README.md tells."""
    with open(os.path.join(TOP, "src/README.md"), encoding="utf-8") as file:
        text = file.read()
    wrong, path = [], None
    for word in re.findall(r"`([^`\n]+)`", text):
        if re.fullmatch(r"[a-z]+/[\w.]+\.[ch]", word):
            path = "src/" + word
            if path not in sources:
                wrong.append(f"there is no {path}")
        elif re.fullmatch(r"[a-z]\w*_\w+|\w+\(\)", word) and path in sources:
            name = word.removesuffix("()")
            if name not in DEFINED.findall(sources[path]) and name not in DECLARED.findall(sources[path]):
                wrong.append(f"{path} has no {name}")
        elif re.fullmatch(r"(?:themes|tests|content)/[\w./-]+", word) and not os.path.exists(os.path.join(TOP, word)):
            wrong.append(f"there is no {word}")
    check("src/README.md names what there is", wrong)
    with open(os.path.join(TOP, "README.md"), encoding="utf-8") as file:
        told = re.findall(r"^\| (\d+) \| ((?:`\w+` ?)+)\|$", file.read(), re.M)
    floors_told = [tuple(re.findall(r"\w+", folders)) for _, folders in sorted(told, key=lambda row: int(row[0]))]
    check("README.md tells the floors as they are", [] if [set(f) for f in floors_told] == [set(f) for f in FLOORS] else [floors_told])


def inside(sources):
    """A header that says so is included by its own folder alone."""
    for path, text in sources.items():
        head = re.match(r"/\*.*?\*/", text, re.S)
        said = head and re.search(r"[Ii]nside (\w+)/ only", re.sub(r"[\s*]+", " ", head[0]))
        if path.endswith(".h") and said:
            others = [other for other, t in sources.items() if folder_of(other) != said[1] and path[4:] in INCLUDE.findall(t)]
            check(f"{path} stands in {said[1]}/", [] if folder_of(path) == said[1] else [path])
            check(f"{path} is included inside {said[1]}/ only", others)


def tags(sources):
    """A struct, enum or union of one name stands in one header."""
    where = defaultdict(set)
    for path, text in sources.items():
        if path.endswith(".h"):
            for tag in TAG.findall(text):
                where[tag].add(path)
    check("no tag stands in two headers", [f"{tag}: {', '.join(sorted(paths))}" for tag, paths in where.items() if len(paths) > 1])


def exported(sources, tests):
    """What a header declares, a source that does not define it names, or a test, or a macro of a header."""
    users, macros = defaultdict(set), set()
    for path, text in {**sources, **tests}.items():
        text = COMMENT.sub("", text)
        words = set(re.findall(r"\w+", text))
        if path.endswith(".h"):
            for line in re.findall(r"^#define (?:[^\n]*\\\n)*[^\n]*", text, re.M):
                macros.update(re.findall(r"\w+", line))
        elif path in sources:  # what it defines it does not use by that
            words -= set(DEFINED.findall(text))
        for word in words:
            users[word].add(path)
    for header, text in sources.items():
        if header.endswith(".h"):
            names = DECLARED.findall(bare(text))
            check(f"what {header} declares is used by others than who define it",
                  [f"{name}: to be static, or to go" for name in names if not users[name] - {header} and name not in macros])


def main():
    sources = {path: text for path, text in read("src/*/*.[ch]").items() if folder_of(path) != "maker"}
    floors(sources)
    circles(sources)
    source_circles(sources)
    told(sources)
    readme(sources)
    inside(sources)
    tags(sources)
    exported(sources, {**read("src/*.c"), **read("tests/**/*.[ch]")})
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
