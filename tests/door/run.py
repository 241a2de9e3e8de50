#!/usr/bin/env python3
"""Tests what may not come in: run.py PROGRAM. Ends with `N passed, M failed`.

Texts and names of records, pages, files of content/ and themes that are not UTF-8, hold what is not seen, numbers of persons,
marks of an unfinished merge, or front matter that is none: each is an error at its file and line, and nothing is published.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Checks, run, write_all  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")
IDENTITY, MOBILE = "999999194912310025", "13800138000"

VILLAGE = {
    "records/village.yaml": "name: 清溪村\nnotice: {phone: 13512345678}\n",
    "records/rules/1.yaml": "level: city\ncategories: [{id: order, title: 治安}]\nrules: [{id: patrol, category: order, title: 巡逻, points: 2}]\n",
    "records/households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds: [{id: h1, head: 张大山}]\n",
}
PAGE = "---\ntitle: 实践站\n---\n\n工作日开门。\n"
CHINESE = "联系人在村委会一楼，周一到周五上午八点半开门。\n欢迎来访。\n"

checks = Checks()
check = checks.that


def build(files, *more):
    """(exit status, what it says, whether something was published) of the village with FILES: path → text or bytes"""
    with tempfile.TemporaryDirectory(prefix="gongshi-door-") as folder:
        write_all(folder, {**VILLAGE, **files})
        r = run(PROGRAM, "build", "--only", "site", "--date", "2026-03-12", "-q", folder, *more)
        return r.returncode, r.stderr, os.path.exists(os.path.join(folder, "out"))


def refused(name, files, *wanted):
    """All of WANTED are said, and nothing is published."""
    status, said, out = build(files)
    check(name, status == 1 and not out and all(w in said for w in wanted), f"status {status}, published {out}", f"wanted {wanted}", said)
    check(name + ": no secret is quoted", IDENTITY not in said and MOBILE not in said, said)
    check(name + ": the terminal is left alone", "\x1b" not in said and "\u202e" not in said, repr(said))
    return said


def among_records(path):
    """Where records are wrong, pages and themes are not read."""
    return path[:8] in ("records/", b"records/")


def several(table):
    """REFUSED for a table of name → (path, text, wanted), many in one build."""
    builds = []
    for name, (path, text, wanted) in table.items():
        for b in builds:
            if path not in b[1] and among_records(path) == among_records(b[0][0][1]):
                break
        else:
            b = ([], {}, [])
            builds.append(b)
        b[0].append((name, path))
        b[1][path] = text
        b[2].extend([wanted] if isinstance(wanted, str) else wanted)
    for names, files, wanted in builds:
        refused(", ".join(n for n, _ in names), files, *wanted)


def published(name, files):
    status, said, out = build(files)
    check(name, status == 0 and out and "error" not in said, f"status {status}", said)


def encodings():
    table = {}
    for number, (codec, called) in enumerate([("gbk", "GBK"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
                                              ("utf-32", "UTF-32"), ("utf-32-be", "UTF-32"), ("big5", "Big5")]):
        text = CHINESE
        if codec == "big5":
            text = "聯絡人在村委會一樓，週一到週五上午八點半開門。\n歡迎來訪，請帶存摺。\n"
        for path in f"content/a{number}.md", f"records/meetings/a{number}.yaml", f"themes/default/templates/a{number}.mustache":
            table[f"{codec} in {path}"] = (path, text.encode(codec), f"{path}:1:1: error[yaml]: not UTF-8 text from here on (it seems to be {called})")
    for number, bad in enumerate([b"\x80\x80", b"\xff", b"a\xc3", b"\xed\xa0\x80", "好\n".encode() + b"\xe4\xbd"]):
        line, column = (2, 1) if b"\n" in bad else (1, 2 if bad[:1] == b"a" else 1)
        table[f"bytes {bad}"] = (f"content/b{number}.md", bad, f"content/b{number}.md:{line}:{column}: error[yaml]: not UTF-8 text from here on")
    table["NUL"] = ("content/nul.md", "前面\n后面\0丢了\n", "content/nul.md:2:3: error[yaml]: a NUL byte")
    several(table)
    said = refused("the line is shown as it was meant", {"content/a.md": ("电话 " + MOBILE + " " + CHINESE).encode("gbk")}, "电话 ***********",
                   "content/a.md:1:4: error[personal-data]")
    check("one error for an encoding", said.count("error[yaml]") == 1, said)
    published("a table for office programs", {"content/list.csv": "户,分\nh1,2\n".encode("gbk")})
    refused("a table with a number, in GBK", {"content/list.csv": ("户,号\nh1," + IDENTITY + "\n").encode("gbk")}, "content/list.csv:2:4: error[personal-data]")
    refused("a table that no reader can read", {"content/list.csv": b"a,b\n\x81\x20\xff\xff\n"}, "content/list.csv:2:1: error[yaml]")
    published("a byte order mark and CRLF", {"content/a.md": b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()})


def characters():
    table = {}
    for number, (path, code) in enumerate([("md", 0x1B), ("md", 0x202E), ("md", 0x2066), ("md", 0x200B), ("md", 0xFEFF), ("md", 0x9B), ("csv", 0x1B),
                                           ("csv", 0x202E)]):
        path = f"content/c{number}.{path}"
        table[f"U+{code:04X} in {path}"] = (path, f"一\n二{chr(code)}三\n", f"{path}:2:2: error[yaml]: the {'character' if code < 0xA0 else 'invisible character'} U+{code:04X}")
    table["in a template"] = ("themes/default/partials/x.mustache", "<p>\u202e</p>", "themes/default/partials/x.mustache:1:4: error[yaml]")
    table["in words"] = ("themes/default/words/zh-CN.yaml", "site:\n  home: 首\u202e页\n", "themes/default/words/zh-CN.yaml:2:10: error[")
    several(table)
    refused("as entities", {"content/a.md": "一\n\n二&#x202e;三\n", "content/b.md": "[链接](https://a.example/&#27;)\n", "content/c.md": "`码` &#8203;\n"},
            "content/a.md:3:1: error[yaml]: the invisible character U+202E", "content/b.md:1:1: error[yaml]: the invisible character U+001B",
            "content/c.md:1:1: error[yaml]: the invisible character U+200B")
    published("a family of one picture", {"content/a.md": "全家 👨\u200d👩\u200d👧 都来。\n"})


def names():
    several({
        "GBK": ("content/照片.jpg".encode("gbk"), b"\xff\xd8\xff", 'bad-path]: the name is not UTF-8; it seems to be "照片.jpg", written as GBK'),
        "a folder in GBK": (b"content/" + "活动照片".encode("gbk") + b"/a.md", PAGE, '"活动照片", written as GBK'),
        "bytes": (b"content/\x80\x80.md", PAGE, "bad-path]: the name is not UTF-8"),
        "ESC": ("content/a\x1b[31m.md", PAGE, "content/a\ufffd[31m.md:1:1: error[bad-path]: the name holds a character that is not seen (U+001B)"),
        "right to left": ("content/a\u202egpj.md", PAGE, "content/a\ufffdgpj.md:1:1: error[bad-path]: the name holds a character that is not seen (U+202E)"),
        "among the records": ("records/meetings/\u202e.yaml", "", "records/meetings/\ufffd.yaml:1:1: error[bad-path]"),
        "evidence": (b"records/photos/" + "照片".encode("gbk") + b".jpg", b"", '照片.jpg", written as GBK'),
        "of a theme": (b"themes/default/site/" + b"\xd5\xd5.css", b"", "bad-path]: the name is not UTF-8"),
        "a mobile number": (f"content/张三{MOBILE}.jpg", b"\xff\xd8", "content/张三***********.jpg:1:1: error[personal-data]"),
        "a number of a folder": (f"content/{IDENTITY}/a.md", PAGE, "content/******************:1:1: error[personal-data]"),
    })
    status, said, _ = build({}, "-o", "/dev/null/\x1b[31m\u202e")
    check("what a command says can't control the terminal", status != 0 and "\x1b" not in said and "\u202e" not in said and "\ufffd" in said, repr(said))


def numbers():
    several({
        "in a page": ("content/a.md", f"---\ntitle: 站\n---\n\n电话：{MOBILE}。\n身份证 {IDENTITY}，\n",
                      ["content/a.md:5:4: error[personal-data]: a mobile number", "content/a.md:6:5: error[personal-data]: an identity number"]),
        "in front matter": ("content/b.md", f"---\ntitle: 找 {MOBILE}\n---\n", "content/b.md:2:10: error[personal-data]"),
        "as people type it": ("content/c.md", "打 138 0013 8000 或\n１３８－００１３－８０００\n+86 13800138000\n",
                              [f"content/c.md:{l}:{c}: error[personal-data]" for l, c in ((1, 3), (2, 1), (3, 1))]),
        "in a table": ("content/files/list.csv", f"h1,{IDENTITY},{MOBILE}\n", ["list.csv:1:4: error[personal-data]", "list.csv:1:23: error[personal-data]"]),
        "in a picture that is text": ("content/map.svg", f"<svg><text>{MOBILE}</text></svg>", "content/map.svg:1:12: error[personal-data]"),
        "in a template": ("themes/default/partials/x.mustache", f"<p>{MOBILE}</p>", "themes/default/partials/x.mustache:1:4: error[personal-data]"),
    })
    hidden = MOBILE[0] + "&#51;" + MOBILE[2:]
    said = refused("as an entity and across emphasis", {"content/a.md": f"打 {hidden}。\n", "content/b.md": f"打 {MOBILE[:3]}**{MOBILE[3:7]}**{MOBILE[7:]}。\n"},
                   "content/a.md:1:1: error[personal-data]", "content/b.md:1:1: error[personal-data]")
    check("nor is what hides a number quoted", MOBILE[2:] not in said and MOBILE[3:7] not in said, said)
    published("numbers that are none", {"content/a.md": "0718-8000006，138  0013 8000，wx13800138000，2138-0013-80001，110105194912310021\n"})


def numbers_alike():
    """The program and the declaration form take the same for numbers of persons: numbers.txt is told by both."""
    with open(os.path.join(HERE, "numbers.txt"), encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    said = build({f"content/{i}.md": f"{text}\n" for i, (_, text) in enumerate(lines)})[1]
    for i, (is_one, text) in enumerate(lines):
        check(f"the program of {text!r}", (f"content/{i}.md:1:" in said) == (is_one == "yes"), said[-2000:])
    with open(os.path.join(HERE, "..", "..", "themes", "default", "site", "declare.js"), encoding="utf-8") as f:
        script = f.read()
    functions = re.findall(r"^  function (?:isIdentity|personal)\(.*?^  }$", script, re.S | re.M)
    r = subprocess.run(["node", "-e", "\n".join(functions) + "\nconsole.log(JSON.stringify(" + json.dumps([text for _, text in lines]) + ".map(personal)))"],
                       capture_output=True, text=True, timeout=60)
    told = json.loads(r.stdout or "[]")
    check("the form tells all", len(functions) == 2 and len(told) == len(lines), r.stderr)
    for (is_one, text), is_told in zip(lines, told):
        check(f"the form of {text!r}", is_told == (is_one == "yes"), is_told)


def merges():
    conflict = "<<<<<<< HEAD\n到场十二户。\n=======\n到场十三户。\n到齐。\n>>>>>>> a1b2c3d\n"
    with_base = conflict.replace("=======", "||||||| base\n到场。\n=======")
    whole = "error[yaml]: an unfinished merge: two versions, at lines "
    left = "error[yaml]: a mark that an unfinished merge left"
    several({
        "in a page": ("content/a.md", PAGE + conflict, f"content/a.md:6:1: {whole}7 and 9–10;"),
        "twice": ("content/b.md", conflict + "\n" + with_base, [f"b.md:1:1: {whole}2 and 4–5;", f"b.md:8:1: {whole}9 and 13–14;"]),
        "one side": ("content/c.md", "<<<<<<< HEAD\n=======\n有\n>>>>>>> b\n", "c.md:1:1: error[yaml]: an unfinished merge: lines 3 stand in one version"),
        "in CRLF": ("content/d.md", conflict.replace("\n", "\r\n"), f"d.md:1:1: {whole}2 and 4–5;"),
        "in front matter": ("content/e.md", "---\n<<<<<<< HEAD\ntitle: 一\n=======\ntitle: 二\n>>>>>>> b\n---\n", f"e.md:2:1: {whole}3 and 5;"),
        "the last mark": ("content/f.md", "正文。\n>>>>>>> a1b2c3d\n", f"f.md:2:1: {left}"),
        "the first mark": ("content/g.md", "<<<<<<< HEAD\n正文。\n", f"g.md:1:1: {left}"),
        "the middle": ("content/h.md", "正文。\n\n=======\n正文。\n", f"h.md:3:1: {left}"),
        "the base": ("content/i.md", "\n||||||| base\n正文。\n", f"i.md:2:1: {left}"),
        "in a table": ("content/a.csv", "户,分\n" + conflict, f"a.csv:2:1: {whole}3 and 5–6;"),
        "in a style": ("themes/default/site/x.css", conflict, f"x.css:1:1: {whole}2 and 4–5;"),
    })
    said = refused("in a record", {"records/meetings/a.yaml": "meeting: 2026-03-05\nkind: review\n<<<<<<< HEAD\npresent: 7\n=======\npresent: 8\n>>>>>>> b\n",
                                   "records/meetings/b.yaml": "meeting: 2026-03-06\nkind: review\n>>>>>>> b\n"},
                   f"a.yaml:3:1: {whole}4 and 6;", f"b.yaml:3:1: {left}")
    check("one error a conflict", said.count("error[") == 2, said)
    published("a heading that is underlined so", {"content/a.md": "集中清扫\n=======\n\n到场十二户。\n\n第二段\n=======\n"})


def front_matter():
    fields = "title: 实践站\norder: 2\n"
    exactly, first = "error[yaml]: front matter begins with a line of exactly three hyphens", "error[yaml]: front matter begins with the first line"
    ends = "error[yaml]: front matter ends with a line of exactly three hyphens"
    several({
        "a blank line before": ("content/a.md", "\n---\n" + fields + "---\n", f"a.md:2:1: {first}"),
        "a comment before": ("content/b.md", "# 注释\n\n---\n" + fields + "---\n", f"b.md:3:1: {first}"),
        "a comment of HTML": ("content/c.md", "<!-- 一\n二 -->\n---\n" + fields + "---\n", f"c.md:3:1: {first}"),
        "four": ("content/d.md", "----\n" + fields + "----\n", f"d.md:1:1: {exactly}"),
        "full-width": ("content/e.md", "－－－\n标题：实践站\n－－－\n", f"e.md:1:1: {exactly}"),
        "dashes": ("content/f.md", "———\n" + fields + "———\n", f"f.md:1:1: {exactly}"),
        "a blank behind": ("content/g.md", "--- \n" + fields + "---\n", f"g.md:1:1: {exactly}"),
        "a blank behind the end": ("content/h.md", "---\n" + fields + "--- \n正文\n", f"h.md:4:1: {ends}"),
        "four at the end": ("content/i.md", "---\n" + fields + "----\n正文\n\n---\n", f"i.md:4:1: {ends}"),
        "no end": ("content/j.md", "---\n" + fields + "\n正文\n", "j.md:1:1: error[yaml]: the front matter has no end"),
        "no dashes": ("content/k.md", fields + "\n正文\n", "k.md:1:1: error[yaml]: this looks like front matter"),
        "news": ("content/news/a.md", "\n---\ntitle: 一\ndate: 2026-03-01\n---\n", f"news/a.md:2:1: {first}"),
    })
    said = refused("news without another error", {"content/news/a.md": "\n---\ntitle: 一\ndate: 2026-03-01\n---\n"}, first)
    check("nothing else is said of it", said.count("error[") == 1, said)
    said = refused("news of no day", {"content/news/b.md": "---\ntitle: 一\ndate: 2026-02-30\n---\n"}, "news/b.md:3:7: error[bad-value]")
    check("a wrong date is not a missing one too", said.count("error[") == 1, said)
    refused("news without a day", {"content/news/c.md": "---\ntitle: 一\n---\n"}, "news/c.md:1:1: error[missing-key]")
    said = refused("news as Notepad saves it", {"content/news/d.md": "---\ntitle: 一\ndate: 2026-03-01\n---\n".encode("utf-16")}, "it seems to be UTF-16")
    check("an encoding alone is said", said.count("error[") == 1, said)
    published("text that is no front matter", {"content/a.md": "---\n\n一条线。\n", "content/b.md": "# 通知\n\n---\n\n日期：三月五日\n", "content/c.md": "日期：三月五日\n",
                                               "content/d.md": "正文\n\n---\n\n正文\n"})


for part in encodings, characters, names, numbers, numbers_alike, merges, front_matter:
    part()
sys.exit(checks.end())
