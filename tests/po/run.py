#!/usr/bin/env python3
"""What the program says to its user: the Chinese catalogue is whole, and a clerk's slips in YAML get sentences that a clerk understands.

    tests/po/run.py [PROGRAM]

Without PROGRAM the catalogue alone is looked at. Ends with "N passed, M failed".
"""
import ast
import glob
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, run, write  # noqa: E402

CATALOGUE = os.path.join(TOP, "src", "po", "zh_CN.po")
HAN = re.compile("[\u3400-\u9fff]")

check = Checks()


# --- the catalogue -------------------------------------------------------------------------------------------------

def entries(path):
    """The entries of a .po file: (msgid, msgid_plural or None, [msgstr, …], flags, obsolete)."""
    found, now, field = [], None, None
    flags = set()
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            obsolete = line.startswith("#~")
            if line.startswith("#,"):
                flags |= {x.strip() for x in line[2:].split(",")}
            line = line[2:].strip() if obsolete else line
            m = re.match(r'(msgid|msgid_plural|msgstr)(\[\d\])? (".*")$', line)
            if m:
                word, text = m.group(1), ast.literal_eval(m.group(3))
                if word == "msgid":
                    now = {"id": text, "plural": None, "str": [], "flags": flags, "obsolete": obsolete}
                    flags = set()
                    found.append(now)
                elif word == "msgid_plural":
                    now["plural"] = text
                else:
                    now["str"].append(text)
                field = word
            elif line.startswith('"') and now:
                text = ast.literal_eval(line)
                if field == "msgid":
                    now["id"] += text
                elif field == "msgid_plural":
                    now["plural"] += text
                else:
                    now["str"][-1] += text
    return found


def in_sources():
    """The entries that xgettext finds in the sources, as `make pot` asks it."""
    sources = sorted(glob.glob(os.path.join(TOP, "src", "*.c")) + glob.glob(os.path.join(TOP, "src", "*", "*.[ch]")))
    with tempfile.TemporaryDirectory() as dir:
        pot = os.path.join(dir, "gongshi.pot")
        subprocess.run(["xgettext", "--from-code=UTF-8", "--language=C", "--keyword=_", "--keyword=N_", "--keyword=ngettext:1,2",
                        "--no-location", "--sort-output", "-o", pot] + sources, check=True, stderr=subprocess.DEVNULL)
        return entries(pot)


def check_catalogue():
    catalogue = [e for e in entries(CATALOGUE) if e["id"]]
    live = [e for e in catalogue if not e["obsolete"]]
    here = {(e["id"], e["plural"]) for e in live}
    wanted = {(e["id"], e["plural"]) for e in in_sources() if e["id"]}
    check("every message of the sources is in the catalogue (make pot)", sorted(repr(m[0]) for m in wanted - here))
    check("no message of the catalogue is gone from the sources (make pot)",
          sorted(repr(m[0]) for m in here - wanted) + [repr(e["id"]) for e in catalogue if e["obsolete"]])
    check("nothing is untranslated", [repr(e["id"]) for e in live if not e["str"] or not all(e["str"])])
    check("nothing is fuzzy", [repr(e["id"]) for e in live if "fuzzy" in e["flags"]])
    check("the placeholders {1}, {2}, … are those of the message",
          [f"{e['id']!r}: {s!r}" for e in live for s in e["str"]
           if s and set(re.findall(r"\{[1-9]\}", s)) != set(re.findall(r"\{[1-9]\}", e["id"]))])
    check("a translation begins and ends its lines as the message does",
          [repr(e["id"]) for e in live for s in e["str"]
           if s and (s.startswith("\n") != e["id"].startswith("\n") or s.endswith("\n") != e["id"].endswith("\n"))])
    check("no exclamation marks", [repr(e["id"]) for e in live for s in e["str"] if "！" in s or s.endswith("!")])
    r = subprocess.run(["msgfmt", "--check", "-o", os.devnull, CATALOGUE], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    check("msgfmt --check: formats and header", r.stdout.splitlines() if r.returncode else [])


# --- slips in YAML ---------------------------------------------------------------------------------------------------

# name, village.yaml, where the error is reported, how its sentence begins, its code where that is not "yaml"
SLIPS = [
    ("a full-width colon", "name: 村\ntown：镇\ncity: 市\n", "2:5", '： is no colon behind a field: write "town: …"'),
    ("a full-width colon in braces", "name: 村\nnotice: {days：5}\n", "2:14", '： is no colon behind a field: write "days: …"', "unknown-key"),
    ("no blank behind the colon in braces", "name: 村\nnotice: {days:5}\n", "2:14", 'no blank stands behind the colon: write "days: …"', "unknown-key"),
    ("no blank behind the colon", "name: 村\ntown:镇\ncity: 市\n", "2:5", 'no blank stands behind the colon: write "town: …"'),
    ("a colon within a value", "name: 村\ntown: 镇: 上\n", "2:8", 'a second ": " in this line'),
    ("a field indented too deep", "name: 村\n  town: 镇\n", "2:7", 'a second ": " in this line'),
    ("fields not below each other", "name: 村\nnotice:\n  days: 5\n contact: 监委\n", "4:2",
     "this does not belong to the mapping that began in line 1"),
    ("a brace that is not closed", "name: 村\noffices:\n  - {role: 站, holder: 甲\n  - {role: 榜}\n", "4:5",
     "the brace { of line 3 is not closed"),
    ("a full-width comma in braces", "name: 村\nnotice: {days: 5，contact: 委}\n", "2:17", "， does not separate fields: write a half-width comma"),
    ("a bracket that is not closed", "name: 村\nprivacy:\n  words: [和平, 田野\nbase: 1\n", "4:5",
     "the bracket [ of line 3 is not closed"),
    ("two values without a comma", 'name: 村\nprivacy:\n  words: ["a" b]\n', "3:15", 'a comma is missing before "b"'),
    ("a tab", "name: 村\nnotice:\n\tdays: 5\n", "3:1", "a tab stands here"),
    ("a value that begins with @", "name: @村\n", "1:7", "a value can't begin with @"),
    ("a quotation mark that is not closed", 'name: "村\ntown: 镇\n', "1:7", "this quotation mark is not closed"),
    ("something behind a closing quotation mark", 'name: "村" 南\ntown: 镇\n', "1:11", 'the text ends at the quotation mark " before this'),
    ("an item beside its key", "name: - 村\n", "1:7", 'an item ("- ") can\'t begin here'),
    ("an item without its dash", "name: 村\noffices:\n  - role: 站\n  role: 榜\n", "4:3",
     "this does not belong to the list that began in line 3"),
    ("a value that begins with *", "name: *\n", "1:8", "a value that begins with & or * stands in quotes"),
    ("a value that begins with !", "name: !<村\n", "1:9", "a value that begins with ! stands in quotes"),
    ("a backslash in double quotes", 'name: "村\\q"\n', "1:9", "no such escape in double quotes"),
    ("a comma too many", "name: 村\nprivacy: {words: [a,,b]}\n", "2:21", "a value is missing here"),
    ("a bracket too many", "name: 村\nprivacy: ]\n", "2:10", "a value is missing here"),
    ("a whole before the rest", "[a]\nname: 村\n", "2:1", "what stands before this is complete already"),
    ("a question mark", "name: ? 村\n", "1:7", "a question mark begins nothing here"),
    ("text beside its |", "name: | 村\n", "1:9", "the text begins in the line below"),
]


def first_line(program, dir, language):
    said = run(program, "check", dir, language=language).stderr
    lines = [l for l in said.splitlines() if l.startswith("records/village.yaml:")]
    return lines[0] if lines else "(nothing)"


def check_slips(program):
    with tempfile.TemporaryDirectory() as dir:
        for folder in ("rules", "households"):
            os.makedirs(os.path.join(dir, "records", folder))
        for name, text, place, sentence, *code in SLIPS:
            write(dir, "records/village.yaml", text)
            wanted = f"records/village.yaml:{place}: error[{code[0] if code else 'yaml'}]: {sentence}"
            got = first_line(program, dir, "en")
            chinese = first_line(program, dir, "zh_CN").split(": ", 2)[-1]
            check(name, ([] if got.startswith(wanted) else [f"wanted {wanted}", f"got    {got}"]) +
                  ([] if HAN.search(chinese) and chinese not in got else [f"not in Chinese: {chinese}"]))


def main():
    check_catalogue()
    if len(sys.argv) > 1:
        check_slips(os.path.abspath(sys.argv[1]))
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
