#!/usr/bin/env python3
"""The handbook says what is so: its villages are right, its errors are the program's, and it leaves nothing out.

    tests/handbook/run.py PROGRAM
"""
import ast
import glob
import os
import re
import shlex
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, git, read, write  # noqa: E402
from village import run as run_program  # noqa: E402
from workbook import workbook  # noqa: E402

BOOK = os.path.join(TOP, "content", "handbook")

check = Checks()


class Book:
    """The handbook in one language."""

    def __init__(self, folder, language, other, village):
        self.folder = folder  # within content/handbook
        self.language = language  # that the program speaks to its readers
        self.other = other  # from a page to the folder of the other language
        self.village = village  # the name of the one that start.md begins

    def page(self, name):
        return read(BOOK, self.folder, name)

    def names(self):
        return sorted(os.path.basename(path) for path in glob.glob(os.path.join(BOOK, self.folder, "*.md")))

    def run(self, program, *words):
        """(status, what it says and prints)"""
        r = run_program(program, *words, language=self.language)
        return r.returncode, r.stderr + r.stdout

    def write_village(self, name, dir):
        """Writes the files that the page NAME shows whole into the folder DIR."""
        for path, text in re.findall(r"^(?:文件|File) `(records/[^`]+)`[：:]\n\n```yaml\n(.*?)^```", self.page(name), re.M | re.S):
            write(dir, path, text)
        if name == "records.md":  # its photographs; the page says that they are missing
            for path in re.findall(r"photos/2026-03/\w+\.jpg", self.page(name)):
                write(dir, f"records/{path}", "")

    def quoted(self, name):
        """What stands in indented blocks of a page, a list of lines each."""
        return [[line[4:] for line in block.splitlines()] for block in re.findall(r"(?:^    .*\n)+", self.page(name), re.M)]


CHINESE = Book("", "zh_CN", "en/", "桐花坪村")
ENGLISH = Book("en", "en", "../", "Tonghuaping")
BOOKS = (CHINESE, ENGLISH)


# The slips that errors.md shows: what is changed in which file of start.md's village.
SLIPS = [
    ("meetings/2026-03-05.yaml", "date: 2026-02-28}", "date: 2026-02-28"),
    ("meetings/2026-03-05.yaml", "times: 2", "time: 2"),
    ("meetings/2026-03-05.yaml", "household: h001", "household：h001"),
    ("meetings/2026-03-05.yaml", "kind: review", "kind：review"),
    ("meetings/2026-03-05.yaml", "kind: review\n", ""),
    ("meetings/2026-03-05.yaml", "2026-02-28", "2026-2-28"),
    ("meetings/2026-03-05.yaml", "household: h001", "household: h010"),
    ("meetings/2026-03-05.yaml", "rule: sweep, date: 2026-02-28", "rule: sweeep, date: 2026-02-28"),
    ("rules/village.yaml", "points: 1,", "points: 1..5,"),
    ("meetings/2026-03-05.yaml", "2026-02-28", "2026-03-28"),
    ("meetings/2026-03-05.yaml", "household: h002, rule: sweep, date: 2026-03-01", "household: h001, rule: sweep, date: 2026-02-28"),
    ("village.yaml", "name: ", "committees: {review: {quorum: 7}}\nname: "),
]


def check_villages(program, book, dir):
    for name, date in (("start.md", "2026-03-06"), ("records.md", "2026-05-01")):
        whole = os.path.join(dir, name)
        book.write_village(name, whole)
        status, text = book.run(program, "check", whole, "--date", date)
        check(f"{book.language}: the village of {name}", [] if status == 0 and len(text.splitlines()) == 1 else text.splitlines())
        if name == "start.md":
            check(f"{book.language}: what check says of it", [] if text in book.page(name) and book.village in text else [text])


def check_errors(program, book, dir):
    shown = ["\n".join(b) for b in book.quoted("errors.md") if "error[" in b[0]]
    seen = set()
    for path, old, new in SLIPS:
        shutil.rmtree(dir, ignore_errors=True)
        book.write_village("start.md", dir)
        text = read(dir, "records", path)
        write(dir, f"records/{path}", text.replace(old, new, 1))
        said = book.run(program, "check", dir, "--date", "2026-03-06")[1]
        first = "\n".join(said.splitlines()[:3])
        seen.add(first)
        check(f"{book.language}: errors.md shows: {new.strip() or 'no ' + old.strip()}", [] if old in text and first in shown else said.splitlines())
    check(f"{book.language}: errors.md shows nothing else", [s for s in shown if s not in seen])


# What counter.md and start.md show of commands' answers: the page, the village of which page, the commands whose answers it shows.
ANSWERS = [
    ("counter.md", "records.md", [("explain", "h001", "--date", "2026-05-01"), ("explain", "2026-03-05/1", "--date", "2026-05-01")]),
    ("start.md", "start.md", [("ledger", "--date", "2026-03-11"), ("check", "--date", "2026-03-06")]),
]


def check_answers(program, book, dir):
    """What pages show of an answer is what the program answers, line by line."""
    for name, villages, commands in ANSWERS:
        whole = os.path.join(dir, "answers", villages)
        book.write_village(villages, whole)
        said = set()
        for command in commands:
            said |= set(book.run(program, command[0], "-C", whole, *command[1:])[1].splitlines())
        shown = [line for block in book.quoted(name) for line in block
                 if not re.match(r" *(gongshi |…|make|sudo |mkdir |cd |records/\S*(?:, |$|: error)|[0-9]+ \||\||$)|gongshi:", line)]
        check(f"{book.language}: {name} shows what is answered", [line for line in shown if line not in said] + ([] if shown else ["it shows nothing"]))


def sentences(kind):
    """All sentences of the catalogue as patterns, in English (KIND msgid) or Chinese (msgstr)."""
    with open(os.path.join(TOP, "src", "po", "zh_CN.po"), encoding="utf-8") as f:
        text = f.read()
    found = []
    for block in re.findall(rf'^{kind}(?:\[0\]|_plural)? ((?:"(?:[^"\\]|\\.)*"\n?)+)', text, re.M):
        sentence = "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', block))
        parts = re.split(r"\{\d\}|%%|%[-.*0-9]*(?:l|ll|z)?[sudi]|%[0-9.]*f", sentence.strip())
        if any(parts):
            found.append(re.compile(".*".join(re.escape(part) for part in parts) + r"\Z", re.S))
    return found


def check_sentences():
    """Every message that a page shows is one that the program can say."""
    for book, known in ((CHINESE, sentences("msgstr")), (ENGLISH, sentences("msgid"))):
        for name in book.names():
            said = [m.group(1) for block in book.quoted(name) for line in block
                    for m in [re.search(r"(?:error\[[a-z-]+\]: |warning\[[a-z-]+\]: |: note: |^gongshi: )(.+)", line)] if m]
            check(f"{book.language}: {name}: its messages are the program's", [s for s in said if not any(k.match(s) for k in known)])


def check_reference(program):
    """What `make reference` and `make values` write is current, and the tables that it comes from say of every field what it takes."""
    for book in BOOKS:
        said = book.run(program, "help", "--reference")[1]
        check(f"{book.language}: fields.md is current (make reference)", [] if said == book.page("fields.md") else ["it is not what the tables say"])
        rows = [line.split(" | ") for line in said.splitlines() if line.startswith("| ")]
        check(f"{book.language}: every field says what it takes and what it is for", [r for r in rows if len(r) != 3 or not all(c.strip("| ") for c in r)])
        values = run_program(program, "theme", "values", TOP, "--date", "2026-11-20", language=book.language).stdout
        check(f"{book.language}: values.md is current (make values)", [] if values == book.page("values.md") else ["it is not what the program lists"])
        commands = re.split(r"^(?=## [a-z]+[：:])", book.page("commands.md"), flags=re.M)[1:]
        names = [re.match(r"## ([a-z]+)", text).group(1) for text in commands]
        for name, text in zip(names, commands):
            made = [book.run(program, "help", f"--handbook-{what}", name)[1] for what in ("use", "options")]
            check(f"{book.language}: commands.md on {name} is current (make reference)", [m for m in made if m not in text])
        listed = re.findall(r"^  ([a-z]+) ", book.run(program, "help")[1], re.M)
        check(f"{book.language}: commands.md has every command", sorted(set(listed) ^ set(names)))


def check_whole():
    """Every field has its row in records.md, every code that records can get its row in errors.md."""
    fields, codes = set(), set()
    for path in glob.glob(os.path.join(TOP, "src", "records", "*.c")):
        with open(path, encoding="utf-8") as f:
            source = f.read()
        for table in re.findall(r"static const struct field \w+\[\] = \{(.*?)\n\};", source, re.S):
            fields |= set(re.findall(r'\.name = "(\w+)"', table))
    for path in glob.glob(os.path.join(TOP, "tests", "cases", "errors", "*", "expected.*")) + \
            glob.glob(os.path.join(TOP, "src", "*", "*.c")):
        with open(path, encoding="utf-8") as f:
            source = f.read()
        for call in re.findall(r"diag_(?:error|warning)\((?:[^;]*?);", source, re.S):
            codes |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+|yaml|overflow|overdrawn|emphasis)"', call))
    for book in BOOKS:
        check(f"{book.language}: records.md has every field", sorted(f for f in fields if f"`{f}`" not in book.page("records.md")))
        check(f"{book.language}: errors.md has every code", sorted(c for c in codes if f"`{c}`" not in book.page("errors.md")))


def check_pages():
    """Every page stands in both languages, leads to the other, and is led to by its index; the two say the same in the same order."""
    check("each page stands in both languages", sorted(set(CHINESE.names()) ^ set(ENGLISH.names())))
    for book in BOOKS:
        index = book.page("index.md")
        for name in book.names():
            text, problems = book.page(name), []
            front = re.match(r"---\ntitle: .+\norder: \d+\nsummary: .+\n(language: en\n)?---\n\n(.*)\n", text)
            if not front or bool(front.group(1)) != (book is ENGLISH):
                problems.append("front matter: title, order, summary; of an English page its language")
            elif not re.match(rf"\[(English|中文)\]\({book.other}{name}\)(：这一页的英文。|: this page in Chinese\.)$", front.group(2)):
                problems.append("it does not begin with a link to the page in the other language")
            prose = re.sub(r"```.*?```|^    .*?$|`[^`\n]*`", "", text, flags=re.S | re.M)
            problems += [f"a heading above level 2: {h}" for h in re.findall(r"^# .*", prose, re.M)]
            problems += [f"an exclamation mark: {l}" for l in prose.splitlines() if "！" in l or re.search(r"\w!", l)]
            problems += [f"no such page: {l}" for l in re.findall(r"\]\(([\w./-]+\.md)", prose) if not os.path.exists(os.path.join(BOOK, book.folder, l))]
            if name != "index.md" and f"]({name})" not in index:
                problems.append("index.md does not lead here")
            check(f"{book.language}: {name}: its form", problems)
    leads = [re.findall(r"^\d+\. \[[^\]]+\]\((\w+\.md)\)", book.page("index.md"), re.M) for book in BOOKS]
    check("both indices have the same pages in the same order", [f"{a} {b}" for a, b in zip(*leads) if a != b] + ([] if len(leads[0]) == len(leads[1]) else leads))


# What can't be run here: it waits, or asks another machine. And what is only spoken of, without what it needs.
WAITING = r"serve|led (send|simulate|on|off|clock)|verify|broadcast|hooks install /"
SPOKEN_OF = r"(\w+|claims add|check --since)$"


def shown_commands(book, name):
    """The commands that a page shows, in blocks and within sentences, as words behind `gongshi`; not how one is called ([DIR]), nor what is left open (…)."""
    text = book.page(name)
    blocks = re.findall(r"^    (?:.*?(?:&&|;|then) )?gongshi (\w.*)$", text, re.M)
    within = re.findall(r"`gongshi (\w[^`]*)`", re.sub(r"```.*?```|^    .*?$", "", text, flags=re.S | re.M).replace("\n", " "))
    shown = [re.sub(r"\s+#.*|;.*", "", words) for words in blocks] + [words for words in within if not re.match(SPOKEN_OF, words)]
    shown = [words for line in shown for words in re.split(r" && gongshi ", line)]
    return [words for words in dict.fromkeys(shown) if not re.search(r"[\[|…：:]|(?<!\bHEAD)(?<![A-Z])\b(?!HEAD\b)[A-Z]{3,}\b|命令|错误|文件$", words)]


class Bench:
    """Villages that a command of a page is tried in, a copy each."""

    def __init__(self, program, book, dir):
        self.program, self.book, self.dir = program, book, dir
        self.tried = {}
        self.own, self.demo = os.path.join(dir, "own"), os.path.join(dir, "demo")
        book.write_village("records.md", self.own)
        for folder in ("records", "content"):
            shutil.copytree(os.path.join(TOP, folder), os.path.join(self.demo, folder))
        for village in (self.own, self.demo):
            self.furnish(village)

    def furnish(self, village):
        """What the pages name: tables and a claim to be taken in, a commit to compare with."""
        english = self.book is ENGLISH
        write(village, "claim.txt", "Household: h003\nRule: sweep\nDate: 2026-04-20\n" if english else "户号：h003\n细则：sweep\n日期：2026-04-20\n")
        rules = "category,title,points\nCommunity,Sweeping,1\n" if english else "类别,名称,分值\n社区建设,打扫,1\n"
        households = "head,group\nSun Hong,Group 1\n" if english else "户主,小组\n孙红,一组\n"
        entries = "household,rule,date\nh003,patrol,2026-04-01\n" if english else "户号,细则,日期\nh003,patrol,2026-04-01\n"
        for name, text in (("list", rules), ("积分细则", rules), ("households", households), ("户册", households), ("march", entries), ("三月", entries),
                           ("meeting", entries), ("claims", "household,rule,date,received\nh003,patrol,2026-04-11,2026-04-12\n"),
                           ("申报", "户号,细则,日期,收到日期\nh003,patrol,2026-04-11,2026-04-12\n")):
            write(village, f"{name}.xlsx", workbook([line.split(",") for line in text.splitlines()]))
        git(village, "init", "-q", "-b", "main")
        git(village, "add", "records")
        git(village, "commit", "-q", "-m", "first")
        git(village, "commit", "-q", "--allow-empty", "-m", "second")
        git(village, "update-ref", "refs/remotes/origin/main", "HEAD")

    def run(self, words):
        """What is wrong with `gongshi WORDS`, in the village that the pages speak of or, by the ids in it, in the demonstration village; None: nothing."""
        if words in self.tried:
            return self.tried[words]
        shown = self.book.run(self.program, "help", words.split()[0])[1]
        known = set(re.findall(r"(?<![\w-])--?[A-Za-z][a-z-]*", shown)) | {"--help"}
        wrong = None
        if not shown.startswith(f"gongshi {words.split()[0]}") or set(re.findall(r"(?<=\s)--?[A-Za-z][a-z-]*", words)) - known:
            wrong = "no such command or option"
        elif not re.match(WAITING, words):
            r = self.try_in(self.demo if re.search(r"h105|2026-11|c26-15|--cycle 2025", words) else self.own, words)
            wrong = f"{r.returncode}: {r.stderr.strip()[-300:]}" if r.returncode else None
        self.tried[words] = wrong
        return wrong

    def try_in(self, village, words):
        place = os.path.join(self.dir, "village")
        shutil.copytree(village, place, symlinks=True)
        if "--replace" in words:
            run_program(self.program, "secret", cwd=place)
        list = shlex.split(words.replace("/tmp/", self.dir + "/").replace("/srv/village", place).replace("--cycle 2025 h001", "--cycle 2025 h105"))
        if "-o" in list and os.path.exists(os.path.join(place, list[list.index("-o") + 1])):
            os.remove(os.path.join(place, list[list.index("-o") + 1]))
        today = "1795140000" if village == self.demo else "1777600000"  # when what is recorded there has happened: 2026-11-20, 2026-05-01
        try:
            return run_program(self.program, *list, cwd=place, language=self.book.language, SOURCE_DATE_EPOCH=today)
        finally:
            shutil.rmtree(place)


def check_commands(program, dir):
    """Every command that a page shows is one, with options that it takes, and can be run in a village such as the page speaks of."""
    for book in BOOKS:
        bench = Bench(program, book, os.path.join(dir, "bench", book.language))
        for name in book.names():
            tried = [(words, bench.run(words)) for words in shown_commands(book, name)]
            check(f"{book.language}: {name}: its commands", [f"gongshi {words}: {wrong}" for words, wrong in tried if wrong])
        check(f"{book.language}: commands that could be tried", [] if len(bench.tried) > 40 else [str(len(bench.tried))])


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as dir:
        for book in BOOKS:
            check_villages(program, book, os.path.join(dir, book.language))
            check_errors(program, book, os.path.join(dir, "slip"))
            check_answers(program, book, os.path.join(dir, book.language))
        check_commands(program, dir)
    check_sentences()
    check_reference(program)
    check_whole()
    check_pages()
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
