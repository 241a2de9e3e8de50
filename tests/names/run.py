#!/usr/bin/env python3
"""Names that a village must not show, in every writing and in every place that is published: run.py PROGRAM. Ends with "N passed, M failed".

One village whose texts all hold hidden names is built once; what is published is looked through for each of their writings.
"""
import functools
import glob
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pdf  # noqa: E402
from village import Checks, read, write  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-03-12"
NAMES = ("张大山", "李秀英", "阿卜杜·买买提", "马龙", "红䶮", "Mary Lee", "王小梅")
SHOWN = ("张*山", "李*英", "阿**·**提", "马*", "红*", "M* L*", "王*梅")
WRITINGS = (
    # as records write it, then as people and machines do
    ("张\u2F24\u2F2D", 0), ("張大山", 0), ("张 大 山", 0), ("张\u00AD大山", 0), ("\uF9E1秀英", 1), ("李·秀英", 1),
    ("阿卜杜．买买提", 2), ("阿卜杜.买买提", 2), ("阿卜杜买买提", 2), ("阿卜杜 买买提", 2), ("阿卜杜●买买提", 2), ("阿卜杜\u30FB买买提", 2), ("阿卜杜-买买提", 2),
    ("\u2EE2\u2EF0", 3), ("馬龍", 3), ("\u2FBA\u2FD3", 3), ("红\uE863", 4), ("紅\u4DAE", 4),
    ("MARY LEE", 5), ("\uFF2D\uFF41\uFF52\uFF59 \uFF2C\uFF45\uFF45", 5), ("MaryLee", 5), ("Mary-Lee", 5), ("王\uFE00小梅", 6),
)
VILLAGE = """name: 桐花坪村
town: 石板河镇
url: https://tonghuaping.example
notice: {days: 5, contact: 联系张大山, phone: 0718-8000006 找张大山}
committees: {review: {name: 张大山评审会, quorum: 1}}
offices:
  - {role: 张大山工作站, holder: 谭冬梅, phone: 0718-8000007 张大山, place: 张大山家, hours: 张大山在家时}
privacy: {site: masked, print: masked, led: masked, warnings: count}
events:
  - {date: 2026-04-01, kind: redemption, title: 到张大山家兑换, place: 张大山院里, hours: 张大山在时}
screens:
  - {id: main, columns: 12, rows: 2, welcome: 张大山欢迎你, show: [welcome, notices, ranking, honours, rewards, news]}
"""
RULES = """level: village
issuer: 张大山理事会
document: 张大山〔2026〕1号
decided: 2026-01-17
categories:
  - {id: community, title: 张大山类}
rules:
  - {id: sweep, category: community, title: 打扫张大山门前, unit: 张大山次, points: 1}
"""
REWARDS = """goods:
  - {id: rice, title: 张大山大米, cost: 1, stock: {2026-01-10: {quantity: 5, source: 王小梅捐赠, value: 10}, 2026-01-11: {quantity: 5, source: 王阿梅捐赠, value: 10}}}
services:
  - {id: lift, title: 张大山接送, needs: 1}
honours:
  - {id: top, title: 张大山之星, rank: 1}
"""
MEETING = """meeting: 2026-03-10
kind: review
title: 张大山家评审会
place: 张大山家
present: 5
minutes: |
  见 <http://tonghuaping.example/张大山> 和 `张大山`。
entries:
  - {household: h1, rule: sweep, date: 2026-02-28, times: 2}
  - {household: h2, rule: sweep, date: 2026-02-28}
claims:
  - {claim: c-1, approve: false, reason: 张大山说的}
"""
LATER = """meeting: 2026-03-11
kind: review
present: 5
corrections:
  - {entry: 2026-03-10/1, reason: 应记张大山}
objections:
  - {objection: o-1, upheld: false, reason: 张大山查实}
"""
FIELDS = {"records/village.yaml": (4, 5, 7, 10, 12), "records/rules/1.yaml": (2, 3, 6, 8), "records/rewards.yaml": (2, 4, 6), "records/meetings/2026-03-10.yaml": (3, 4, 7, 12),
          "records/meetings/2026-03-11.yaml": (5, 7), "records/households/1.yaml": (1,)}
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)


def village(folder, names=NAMES, page=True):
    households = "".join(f"  - {{id: h{i}, head: \"{n}\"}}\n" for i, n in enumerate(names, 1)) + "  - {id: h20, head: 王阿梅}\n"
    write(folder, "records/households/1.yaml", "group: {id: g1, name: 张大山组}\nhouseholds:\n" + households)
    write(folder, "records/village.yaml", VILLAGE)
    write(folder, "records/rules/1.yaml", RULES)
    write(folder, "records/rewards.yaml", REWARDS)
    write(folder, "records/meetings/2026-01-17.yaml", "meeting: 2026-01-17\nkind: assembly\n")
    write(folder, "records/meetings/2026-03-10.yaml", MEETING)
    write(folder, "records/meetings/2026-03-11.yaml", LATER)
    write(folder, "records/claims/1.yaml", "- {id: c-1, household: h1, rule: sweep, date: 2026-02-20, received: 2026-02-21}\n")
    write(folder, "records/objections/1.yaml", "- {id: o-1, entry: 2026-03-10/2, received: 2026-03-10}\n")
    if page:
        lines = "".join(f"- 第{i}行：{w}来了\n" for i, (w, _) in enumerate(WRITINGS))
        write(folder, "content/news/2026-03-01-names.md", f"---\ntitle: 志愿服务\ndate: 2026-03-01\n---\n\n{lines}")


def bookmarks(path):
    said = subprocess.run(["qpdf", "--json", "--json-key=outlines", path], capture_output=True, timeout=60).stdout.decode()
    return "".join(o["title"] for o in json.loads(said)["outlines"])


def texts(out):
    for path in sorted(glob.glob(os.path.join(out, "**", "*"), recursive=True)):
        if path.endswith(".pdf"):
            text = "\n".join([pdf.text(path), *pdf.info(path).values(), bookmarks(path)])
        elif os.path.isfile(path) and not path.endswith(".png"):
            with open(path, "rb") as f:
                data = f.read()
            text = data.decode("gb18030" if "/led/" in path and path.endswith(".txt") else "utf-8", "replace")
        else:
            continue
        yield os.path.relpath(path, out), re.sub(r"[\s·]", "", html.unescape(text))


def everywhere(folder):
    village(folder)
    r = run("build", folder, "-q", "--only", "site,print,led,text", "--date", DATE)
    check("builds", r.returncode == 0, r.stderr[-600:])
    for path, lines in FIELDS.items():
        for line in lines:
            found = re.search(rf"^{re.escape(path)}:{line}:\d+: warning\[name-in-text\]", r.stderr, re.M)
            check(f"{path}:{line} is warned of", found, r.stderr[:300])
    count = len(re.findall(r"^content/news/2026-03-01-names\.md:\d+:\d+: warning\[name-in-text\]", r.stderr, re.M))
    check("every writing is warned of", count == len(WRITINGS), count)
    check("a private code in a page", re.search(r"^content/news/2026-03-01-names\.md:\d+:\d+: warning\[paper-character\]: .*䶮", r.stderr, re.M), r.stderr[:300])
    hidden = [unicodedata.normalize("NFC", re.sub(r"[\s·]", "", n)) for n in NAMES]
    shown = dict(texts(os.path.join(folder, "out")))
    said = [(path, n) for path, text in shown.items() if not path.startswith("office/")  # which sees all in full
            for n in (*hidden, "\uE863", "\\*山", "大⼭") if n in text]
    check("nothing that is published says anybody's name", len(shown) > 20 and not said, said)
    check("papers and screens were looked at", any(p.endswith(".pdf") for p in shown) and any(p.startswith("led/") for p in shown) and any(p.startswith("text/chat-notice") for p in shown))
    page = html.unescape(re.sub(r"<[^>]*>", "", read(folder, "out/site/news/2026-03-01-names/index.html")))
    for i, (writing, number) in enumerate(WRITINGS):
        line = re.search(rf"第{i}行：(.*?)来了", page)
        want = SHOWN[number]
        check(f"{writing} as {want}", line and re.sub(r"[\s·]", "", line[1]) == re.sub(r"[\s·]", "", want), line and line[1])
    check("donors are shown", read(folder, "out/site/rewards/index.html").count("王*梅捐赠") >= 2)


def the_other_way_round(folder):
    """The households' file has the odd writing, what is published the ordinary one."""
    village(folder, ("张\u2F24\u2F2D", "李秀英", "阿卜杜．买买提", "\u2EE2\u2EF0", "红\uE863", "mary lee", "王小梅"), page=False)
    write(folder, "content/index.md", "".join(f"- {n}来了\n" for n in NAMES))
    r = run("build", folder, "-q", "--only", "site,print,led,text", "--date", DATE)
    count = len(re.findall(r"^content/index\.md:\d+:\d+: warning\[name-in-text\]", r.stderr, re.M))
    check("ordinary writing of odd names", r.returncode == 0 and count == len(NAMES), r.stderr[-600:])
    check("a private code is warned of at the record", re.search(r"^records/households/1.yaml:7:\d+: warning\[paper-character\]: .*䶮 \(U\+4DAE\)", run("check", folder).stderr, re.M))


def donors(folder):
    """Their order gives nothing of their names away."""
    seen = []
    for first, second in (("王小梅", "王阿梅"), ("王阿梅", "王小梅")):
        where = os.path.join(folder, first)
        village(where, page=False)
        write(where, "records/rewards.yaml", REWARDS.replace("王小梅", "A").replace("王阿梅", "B").replace("A", first).replace("B", second))
        run("build", where, "-q", "--date", DATE, "--only", "site")
        seen.append(read(where, "out/site/rewards/index.html"))
    check("donors of other hidden names stand in the same order", seen[0] == seen[1])


def files(folder):
    village(folder, page=False)
    for name, text in (("list.csv", "户主\n张\u2F24\u2F2D\n"), ("map.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>張大山</text></svg>"), ("张\u2F24\u2F2D.txt", "一\n"),
                       ("阿卜杜_买买提.md", "# 一\n"), ("a.txt", "MARY LEE\n")):
        write(folder, f"content/{name}", text)
        r = run("build", folder, "-q", "--only", "site,print,led,text", "--date", DATE)
        check(f"content/{name} is not published", r.returncode == 1 and re.search(rf"^content/{re.escape(name)}:\d+:\d+: error", r.stderr, re.M), r.stderr[-300:])
        os.remove(os.path.join(folder, "content", name))


def main():
    for test in (everywhere, the_other_way_round, donors, files):
        with tempfile.TemporaryDirectory() as folder:
            test(folder)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
