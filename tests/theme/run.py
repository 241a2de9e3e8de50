#!/usr/bin/env python3
"""gongshi theme check says what a theme uses that does not exist, and nothing else.

    tests/theme/run.py PROGRAM
"""
import glob
import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pdf  # noqa: E402
from village import TOP, Checks, read, write  # noqa: E402
from village import run as run_program  # noqa: E402

checks = Checks()
check = checks.that


def run(program, dir, *command):
    return run_program(program, *(command or ("theme", "check")), dir, SOURCE_DATE_EPOCH="1795143600")  # 2026-11-20 in Beijing


def leftmost(path):
    """How many millimetres from the left edge the first line of text begins that is not indented."""
    return min(left for left, *_ in pdf.words(path, "-l", "1")[0]) / 72 * 25.4


def words_of(language):
    """The texts of the default theme in LANGUAGE, by their whole names: a line `name: text` further in than the line `part:` above it."""
    within = []
    with open(os.path.join(TOP, "themes/default/words", f"{language}.yaml"), encoding="utf-8") as f:
        for m in re.finditer(r"^( *)([\w-]+):(.*)$", f.read(), re.M):
            within = within[:len(m[1]) // 2] + [m[2]]
            begin = within.index("words") + 1 if "words" in within else 0
            if m[3].strip() and not m[3].strip().startswith("#") and (begin or within[0] != "for"):
                yield ".".join(within[begin:])


def village_words(language, word):
    """Texts of LANGUAGE that speak of a village, for which no other words are given where the place is a community."""
    within, of, instead = [], {}, set()
    with open(os.path.join(TOP, "themes/default/words", f"{language}.yaml"), encoding="utf-8") as f:
        for m in re.finditer(r"^( *)([\w-]+):(.*)$", f.read(), re.M):
            within = within[:len(m[1]) // 2] + [m[2]]
            text = re.sub(r" # .*", "", m[3])
            if within[0] == "for":
                instead.add(".".join(within[within.index("words") + 1:]) if "words" in within else "")
            else:
                of[".".join(within)] = text
    # words that a title is not broken within; the name of a folder's list of papers
    return [key for key, text in of.items() if word in text and key not in instead and key != "print.title_words"]


def unused_words():
    """Texts that neither a template nor the program's source names, whole or by a pattern of the source such as "months.%d"."""
    def whole(pattern):
        return "".join(open(p, encoding="utf-8").read() for p in sorted(glob.glob(os.path.join(TOP, pattern), recursive=True)))
    templates, source = whole("themes/default/*/*.mustache"), whole("src/**/*.[ch]")
    literals = set(re.findall(r'"([\w.%-]+)"', source))
    patterns = [re.compile(re.sub(r"%[sd]", r"[\\w-]+", re.escape(l).replace(r"\%", "%"))) for l in literals if "%" in l and re.search(r"\w{3,}", l.replace("%s", ""))]
    said = set(re.findall(r"words\.([\w.-]+)", templates)) | literals
    for word in sorted(set(words_of("zh-CN")) | set(words_of("en"))):
        part, _, last = word.rpartition(".")
        if word not in said and not any(p.fullmatch(word) for p in patterns) and not {part, last} <= literals:
            yield word


def main():
    program = os.path.abspath(sys.argv[1])
    said = run(program, TOP)
    check("the default theme, on the demonstration village", said[0] == 0 and not said[2], said)
    words = list(words_of("zh-CN"))
    spoken = village_words("zh-CN", "村") + village_words("en", "illage")
    check("a community is not spoken of as a village in any text", not spoken, spoken)
    check("every text of the default theme is used", len(words) > 500 and not list(unused_words()), list(unused_words()))
    r = run_program(program, "theme", "values", TOP, "--date", "2026-11-20", language="zh_CN")
    values = read(TOP, "content/handbook/values.md")
    check("the handbook's page of what templates may say is what `make values` writes", r.returncode == 0 and r.stdout == values, r.stderr)
    names = {line.split()[0] for line in values.splitlines() if line.startswith("    ")}
    check("and its names are those of the theme's list", read(TOP, "themes/default/names.txt") == "".join(n + "\n" for n in sorted(names)))
    with tempfile.TemporaryDirectory() as dir:
        shutil.copytree(os.path.join(TOP, "records"), os.path.join(dir, "records"))
        village = read(dir, "records/village.yaml")
        write(dir, "records/village.yaml", village.replace("theme: default", "theme: own"))
        write(dir, "themes/own/words/zh-CN.yaml", "mark:\n  notice: 正在公示\n")
        said = run(program, dir)
        check("a theme of words alone", said[0] == 0 and not said[2] and '"own"' in said[1], said)
        write(dir, "themes/own/site/contact.mustache", "<p>{{nosuch}} {{village.name}} {{village.nam}}\n{{words.mark.notise}}</p>\n")
        said = run(program, dir)
        heads = [l.split(" ")[0] for l in said[2].splitlines() if l.startswith("themes/")]
        check("names that no page has", said[0] == 1 and len(heads) == 3 and
              heads == [f"themes/own/site/contact.mustache:{p}:" for p in ("1:4", "1:32", "2:1")], said)
        write(dir, "themes/own/site/contact.mustache", "{{^village.name}}\n<p>{{words.mark.notise}} {{words.mark.notice}}</p>\n{{/village.name}}\n")
        said = run(program, dir)
        heads = [l.split(" ")[0] for l in said[2].splitlines() if l.startswith("themes/")]
        check("a text that is not there, in a section that no page enters", said[0] == 1 and
              heads == ["themes/own/site/contact.mustache:2:4:"], said)
        write(dir, "themes/own/site/contact.mustache", "{{^village.name}}\n<p>{{phone}} {{#rows}}{{phon}}{{/rows}}</p>\n{{/village.name}}\n")
        said = run(program, dir)
        heads = [l.split(" ")[0] for l in said[2].splitlines() if l.startswith("themes/")]
        check("a name that nothing has, in a section that no page enters", said[0] == 1 and
              heads == ["themes/own/site/contact.mustache:2:23:"], said)
        write(dir, "themes/own/site/contact.mustache", "{{#object}}{{>ours}}{{/object}}\n")
        write(dir, "themes/own/site/ours.mustache", "{{phone}}\n")
        said = run(program, dir, "theme", "values")
        listed = dict(re.findall(r"^## ([\w-]+)\.mustache[^\n]*\n\n((?:    .*\n)+)", said[1], re.M))
        check("values: a template of the theme's own has what stands where it is called", said[0] == 0 and
              listed["ours"].split() == "contact a text phone a text".split() and "household" not in listed["contact"], listed.get("ours", said))
        os.remove(os.path.join(dir, "themes/own/site/ours.mustache"))
        write(dir, "themes/own/site/contact.mustache", "{{>nosuch}}")
        said = run(program, dir)
        check("a template that is not there", said[0] == 1 and "contact.mustache:1:1: error[template-missing]" in said[2], said)
        write(dir, "themes/own/site/contact.mustache", "<p></p>")
        for path in ("index.html", "about/index.html", "notices", "404.html/x.txt", "notices/2026-11-18/notice.pdf"):
            write(dir, "themes/own/site/" + path, "in the way")
            for command in ("theme", "check"), ("build", "-q"):
                said = run(program, dir, *command)
                check(f"{' '.join(command)}: a file where a page stands: {path}", said[0] == 1 and
                      f"themes/own/site/{path}:1:1: error[page-address]" in said[2], said)
            if path.startswith("404"):
                shutil.rmtree(os.path.join(dir, "themes/own/site/404.html"))
            else:
                os.remove(os.path.join(dir, "themes/own/site", path))
        write(dir, "themes/own/site/share.png", "in the place of a picture that is made")
        said = run(program, dir)
        check("a file that takes the place of one that is made", said[0] == 0, said)
        write(dir, "themes/own/styles/9-own.css", "a { color: rebeccapurple }\n")
        run(program, dir, "build", "-q")
        sheet = read(dir, "out/site/site.css")
        check("the sheets are one file, the theme's own last", run(program, dir)[0] == 0 and sheet.startswith("/*") and
              sheet.index("@media print") < sheet.index("rebeccapurple"), sheet[-200:])
        write(dir, "themes/own/styles/9-own.scss", "")
        said = run(program, dir)
        check("a sheet of another name", said[0] == 1 and "9-own.scss:1:1: warning[theme-file]" in said[2], said)
        os.remove(os.path.join(dir, "themes/own/styles/9-own.scss"))
        write(dir, "themes/own/site/site.css", "b {}\n")
        run(program, dir, "build", "-q")
        check("a sheet of its own in the place of all", read(dir, "out/site/site.css") == "b {}\n")
        write(dir, "themes/own/print/notices.yaml", "left: 50 mm\nwidth: 140.5 mm # narrow\n")
        said = run(program, dir)
        check("sizes of papers: a theme says what is other", said[0] == 0, said)
        run(program, dir, "build", "-q", "--only", "print")
        check("and papers have them", 49.9 < leftmost(os.path.join(dir, "out/print/notices/2026-11-18.pdf")) < 50.1, "the type area begins elsewhere")
        write(dir, "themes/own/print/notices.yaml", "lef: 50 mm\nwidth: wide\nlines: 2.5\ntitle: 0 pt\ntable:\n")
        for command in ("theme", "check"), ("build", "-q", "--only", "print"):
            said = run(program, dir, *command)
            places = re.findall(r"^themes/own/print/notices\.yaml:(\d+:\d+): error\[([\w-]+)\]", said[2], re.M)
            check(f"{' '.join(command)}: what is wrong with sizes", said[0] == 1 and 'did you mean "left"' in said[2] and
                  places == [("1:1", "unknown-key"), ("2:8", "bad-value"), ("3:8", "bad-value"), ("4:8", "bad-value")], said)
        os.rename(os.path.join(dir, "themes/own/print/notices.yaml"), os.path.join(dir, "themes/own/print/notises.yaml"))
        said = run(program, dir)
        check("sizes of no paper", said[0] == 1 and "print/notises.yaml:1:1: warning[theme-file]" in said[2], said)
        shutil.rmtree(os.path.join(dir, "themes/own/print"))
        write(dir, "records/village.yaml", village.replace("theme: default", "theme: other"))
        said = run(program, dir)
        check("no such theme", said[0] == 1 and "error[bad-value]" in said[2], said)
        write(dir, "records/village.yaml", village.replace("name:", "nam:"))
        said = run(program, dir)
        check("records with errors", said[0] == 1 and "error[unknown-key]" in said[2], said)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
