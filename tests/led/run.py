#!/usr/bin/env python3
"""Screens from outside: run.py PROGRAM. Ends with "N passed, M failed".

The feed as text and as data, line by line within the sign; what its encoding lacks; the preview, dot by dot against the font's own bits;
sending (send.py); the page of a television (television.py).
"""
import functools
import html
import json
import os
import re
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import png  # noqa: E402
import send  # noqa: E402
import television  # noqa: E402
from village import Checks, read, read_bytes, write_all  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
FONT = "/usr/share/unifont/unifont.hex"
DAY = "2026-03-07"
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)

FILES = {
    "records/village.yaml": """name: 安乐屯村
notice: {contact: 村务监督委员会, phone: 0718-8000000}
screens:
  - {id: gate, rows: 2, show: [welcome, notices, ranking, news]}
  - {id: hall, columns: 12, rows: 3, encoding: gbk, show: [notices, ranking, rewards, news], welcome: 安乐屯村 ok}
  - {id: bare, encoding: gb2312, columns: 10, rows: 4, seconds: 60, max_minutes: 3, show: [notices, ranking, news]}
""",
    "records/rules/1.yaml": "level: city\ncategories: [{id: order, title: 治安}]\nrules:\n  - {id: patrol, category: order, title: 巡逻, points: 0..200}\n",
    "records/households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n"
                                 "  - {id: h2, head: 王喆明, consent: 2026-01-01}\n  - {id: h3, head: 李国庆}\n",
    "records/meetings/2026-02-01.yaml": "meeting: 2026-02-01\nkind: review\ntitle: 二月评审会\nentries:\n"
                                        "  - {household: [h1, h2, h3], rule: patrol, date: 2026-01-20, points: 12.5}\n",
    "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\ntitle: 三月评审会\nentries:\n"
                                        "  - {household: h1, rule: patrol, date: 2026-03-01, points: 5}\n",
    "content/news/spring.md": "---\ntitle: 春耕借牛\ndate: 2026-03-01\n---\n\n借牛。\n",
    "content/news/mark.md": "---\ntitle: “不放炮”·€\ndate: 2026-02-10\n---\n\n不放。\n",
    "content/news/month.md": "---\ntitle: 一月之前\ndate: 2026-02-05\n---\n\n旧。\n",
    "content/news/old.md": "---\ntitle: 一月有余\ndate: 2026-02-04\n---\n\n更旧。\n",
}


def width(line):
    """Halves of a column, by the standard's classes and not by the program."""
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf" else 1 if ord(c) < 0x80 else 2 for c in line)


# --- the preview

def font():
    with open(FONT, encoding="ascii") as f:
        return dict(line.strip().split(":") for line in f)


def expected(page, columns, rows, glyphs):
    """The dots of a page: the bits of the font, cell by cell."""
    dots = [[0] * (columns * 16) for _ in range(rows * 16)]
    for l, line in enumerate(page["lines"]):
        left = 0
        for c in line:
            bits = glyphs[f"{ord(c):04X}"]
            step = len(bits) // 16
            for y in range(16):
                for x in range(min(step * 4, width(c) * 8)):
                    if int(bits[y * step:(y + 1) * step], 16) >> (step * 4 - 1 - x) & 1:
                        dots[page["above"] + l * 16 + y][left + x] = 1
            left += width(c) * 8
    return dots


def preview(out, screen, columns, rows, feed, glyphs):
    wide, high, pixels, palette = png.dots(read_bytes(out, "led", f"{screen}.png"))
    page = read(out, "led", f"{screen}.html")
    items = re.findall(r'<li data-dots="([0-9a-f]+)"><pre>(.*?)</pre>', page, re.S)
    check(f"{screen}: the page has all pages", [html.unescape(t).splitlines() for _, t in items] == [p["lines"] for p in feed["pages"]], items[:2])
    dot, gap = 4, 16
    across = min(1600 // (columns * 16 * dot + gap), len(feed["pages"]))
    wrong = []
    for n, p in enumerate(feed["pages"]):
        want = expected(p, columns, rows, glyphs)
        left, top = gap + n % across * (columns * 16 * dot + gap), gap + n // across * (rows * 16 * dot + gap)
        drawn = [[int(palette[pixels[top + y * dot][left + x * dot]][0] > 200) for x in range(columns * 16)] for y in range(rows * 16)]
        bits = bin(int("1" + items[n][0], 16))[3:]
        if drawn != want:
            wrong.append((n, "picture"))
        if bits != "".join(str(b) for row in want for b in row):
            wrong.append((n, "page"))
    check(f"{screen}: every dot of picture and page is the font's", not wrong and any(map(any, want)), wrong)


# --- the feed

def feed_of(out, screen, encoding):
    data = json.loads(read(out, "led", f"{screen}.json"))
    text = read_bytes(out, "led", f"{screen}.txt").decode(encoding)
    return data, [page.split("\r\n") for page in text.rstrip("\r\n").split("\r\n\r\n")]


def feeds(out, said):
    sizes = {"gate": (8, 2, "gb18030"), "hall": (12, 3, "gbk"), "bare": (10, 4, "gb2312")}
    glyphs = font()
    for screen, (columns, rows, encoding) in sizes.items():
        data, text = feed_of(out, screen, encoding)
        check(f"{screen}: the same as data and as text", text == [[" "] * (p["above"] // 16) + p["lines"] for p in data["pages"]], text)
        check(f"{screen}: what it is", (data["screen"], data["date"]) == (screen, DAY))
        check(f"{screen}: a page's lines stand in its middle", all(p["above"] * 2 == (rows - len(p["lines"])) * 16 for p in data["pages"]), data)
        check(f"{screen}: no line is too wide", all(width(line) <= 2 * columns for p in data["pages"] for line in p["lines"]))
        notices = [p for p in data["pages"] if p["about"].startswith("notices/")]
        check(f"{screen}: a page about a notice says its last day", notices and {(p["about"], p["until"]) for p in notices} ==
              {("notices/2026-03-05", "2026-03-09")}, notices)
        news = {p["about"]: p["until"] for p in data["pages"] if p["about"].startswith("news/")}
        check(f"{screen}: news are shown for thirty days, and say until when", screen == "bare" or news ==
              {"news/spring": "2026-03-31", "news/mark": "2026-03-12", "news/month": "2026-03-07"}, news)
        check(f"{screen}: others have none", all(p["until"] is None for p in data["pages"] if p not in notices and p["about"] not in news))
        preview(out, screen, columns, rows, data, glyphs)
    gate = feed_of(out, "gate", "gb18030")[0]
    lone = [p["above"] for p in gate["pages"] if len(p["lines"]) == 1]
    check("a lone line on two rows stands between them", lone and set(lone) == {8}, gate)
    check("news with its day", [p["lines"] for p in gate["pages"] if p["about"] == "news/spring"] == [["新闻      3月1日", "春耕借牛"]], gate)
    bare = feed_of(out, "bare", "gb2312")[0]
    check("what there is no time for is said", bare["left_out"] > 0 and len(bare["pages"]) == 3 and 'screen "bare" has 3 minutes' in said, bare)
    check("what an encoding lacks is said at the record", re.search(r'1\.yaml:4:\d+: warning\[screen-character\]: "喆".*gb2312.*哲', said), said)
    check("and at the page", re.search(r'news/mark\.md:2:\d+: warning\[screen-character\]: "€" is not in the encoding gbk', said), said)
    check("what reads the same is no warning", '"·"' not in said and '"“"' not in said, said)


SMALL = {
    **{k: FILES[k] for k in ("records/rules/1.yaml", "records/households/1.yaml", "content/news/spring.md")},
    "records/village.yaml": "name: 安乐屯村\nnotice: {contact: 安乐屯村村务监督委员会, phone: 0718-8000000}\nevents:\n"
                            "  - {date: 2026-04-02, kind: review, title: 四月评审会, place: 村委会, hours: '14:00'}\nscreens:\n"
                            "  - {id: tiny, columns: 4, rows: 1, show: [welcome, notices, ranking, rewards, news]}\n"
                            "  - {id: line, columns: 8, rows: 1, show: [welcome, notices, rewards, news]}\n"
                            "  - {id: gate, show: [welcome, notices, rewards, news]}\n",
    "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\ntitle: 三月评审会暨全体村民代表和党员大会\nentries:\n"
                                        "  - {household: h1, rule: patrol, date: 2026-03-01, points: 5}\n",
    "records/rewards.yaml": "goods:\n  - {id: oil, title: 菜油, cost: 30}\n  - {id: salt, title: 盐, cost: 2}\n  - {id: rice, title: 米, cost: 20.5}\n"
                            "services:\n  - {id: trip, title: 游学, needs: 60}\n  - {id: hair, title: 理发, needs: 15}\n",
    "content/news/well.md": "---\ntitle: 凉桥头老井月底清掏，三天改用自来水\ndate: 2026-03-06\n---\n\n清井。\n",
    "content/news/call.md": "---\ntitle: 有事请打13000\ndate: 2026-03-05\n---\n\n电话。\n",
}


def small(work):
    """What a sign has no room for as it is, it leaves out, and that is said; a page is never a part of something."""
    v = write_all(os.path.join(work, "small"), SMALL)
    r = run("build", v, "--date", DAY, "--only", "led", "-q")
    feeds = {s: json.loads(read(v, "out/led", f"{s}.json")) for s in ("tiny", "line", "gate")}
    pages = {s: [[line.strip() for line in p["lines"]] for p in f["pages"]] for s, f in feeds.items()}
    check("four characters: only what is whole on it", pages["tiny"] == [["安乐屯村"]], pages["tiny"])
    check("how many is said, once", r.returncode == 0 and len(re.findall(r'screen "tiny"', r.stderr)) == 1 and feeds["tiny"]["left_out"] > 5 and
          f'{feeds["tiny"]["left_out"]} items have no room on a page of screen "tiny" (columns: 4, rows: 1)' in r.stderr, r.stderr)
    check("one row: a telephone number whole, behind its word", ["电话0718-8000000"] in pages["line"] and
          not any("监督" in line for p in pages["line"] for line in p), pages["line"])
    check("two rows: a long title by its kind and day", ["积分评审会3月5日", "公示至    3月9日"] in pages["gate"] and "公示至    3月9日" in str(pages["gate"]) and
          'is called "积分评审会" there' in r.stderr, (pages["gate"], r.stderr))
    check("whom to object to is not parted from the word: by telephone then", ["异议电话", "0718-8000000"] in pages["gate"] and
          "监督" not in str(pages["gate"]) and "请找" not in str(pages["gate"]), pages["gate"])
    check("news that is too long is left out, at its title", "老井" not in str(pages["gate"]) and
          re.search(r'content/news/well\.md:2:\d+: warning\[screen-room\]: "凉桥头老井月底清掏，三天改用自来水" has no room on a page of screen "gate" \(columns: 8, rows: 2\)',
                    r.stderr), r.stderr)
    check("news with a number that has room", "13000" in str(pages["gate"]), pages["gate"])
    check("the next review, when and where", ["四月评审会4月2日", "14:00     村委会"] in pages["gate"] and
          {p["until"] for p in feeds["gate"]["pages"] if "四月评审会4月2日" in p["lines"]} == {"2026-04-02"}, pages["gate"])
    shelf = [line.split() for p in pages["gate"] for line in p if re.match("盐|米|菜油|理发|游学", line)]
    check("a price list from the least to the most", shelf == [["盐", "2分"], ["米", "20.5分"], ["菜油", "30分"], ["理发", "满15分"], ["游学", "满60分"]], shelf)


def main():
    with tempfile.TemporaryDirectory() as work:
        v = write_all(os.path.join(work, "village"), FILES)
        out = os.path.join(v, "out")
        r = run("build", v, "--date", DAY, "--only", "led", "-q")
        check("the screens are made", r.returncode == 0, r.stderr)
        feeds(out, r.stderr)
        small(work)
        send.test(check, write_all, work, PROGRAM, run)
        television.test(check, write_all, work, run, FILES)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
