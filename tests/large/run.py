#!/usr/bin/env python3
"""Tests that the pages of a large village come in parts that a phone can hold: run.py PROGRAM. Ends with `N passed, M failed`.

One village of 1,200 households is built once: a group of 230, one of 40, the others of 93; a meeting that gave all of them points, some of them
twice, and 250 points under a negative rule; residents who are named; honours that hundreds won.
"""
import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from page_text import read_page  # noqa: E402
from village import Checks, Tests, run, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")
DATE = "2026-11-24"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
SIZES = [230, 40] + [93] * 10
PARTS = re.compile(r"(households|ranking|contributions|notices|honours|warnings)/(.*/)?_[^/]+/$")


def households():
    """Ids by group, as the records have them."""
    number, groups = 0, []
    for size in SIZES:
        groups.append([f"h{number + i + 1:04}" for i in range(size)])
        number += size
    return groups


def name_of(household):
    number = int(household[1:])
    return SURNAMES[number % 20] + SURNAMES[(number * 7 + 3) % 20] + SURNAMES[(number * 3 + 1) % 20]


def make_village(folder, sizes=None):
    groups = households()[:sizes]
    everyone = [h for group in groups for h in group]
    write(folder, "records/village.yaml", "name: 大坪社区\nprivacy: {warnings: masked}\n")
    write(folder, "records/rules/10.yaml", """level: city
categories: [{id: all, title: 公益}]
rules:
  - {id: base, category: all, title: 履行公约, points: 0..1000}
  - {id: patrol, category: all, title: 巡逻, points: 2}
  - {id: noise, category: all, title: 喧哗, kind: negative, points: -1}
""")
    for i, group in enumerate(groups):
        lines = [f"  - {{id: {h}, head: {name_of(h)}, members: [{{id: {h}-1, name: {name_of(h)}}}]}}" for h in group]
        write(folder, f"records/households/g{i + 1}.yaml", f"group: {{id: g{i + 1}, name: 第{i + 1}网格}}\nhouseholds:\n" + "\n".join(lines) + "\n")
    entries = [f"  - {{household: {h}, rule: base, date: 2026-10-01, points: {int(h[1:])}}}" for h in everyone if int(h[1:]) <= 1000]
    entries += [f"  - {{resident: {h}-1, rule: patrol, date: 2026-10-02}}" for h in everyone[::2]]
    entries += [f"  - {{household: {h}, rule: noise, date: 2026-10-03}}" for h in everyone[:250]]
    write(folder, "records/meetings/2026-10-10.yaml", "meeting: 2026-10-10\nkind: review\nentries:\n" + "\n".join(entries) + "\n")
    write(folder, "records/meetings/2026-11-22.yaml", "meeting: 2026-11-22\nkind: review\nentries:\n"
          + "\n".join(f"  - {{household: {h}, rule: patrol, date: 2026-11-20}}" for h in everyone[::50]) + "\n")
    write(folder, "records/rewards.yaml", "honours:\n  - {id: star, title: 文明户, points: 500}\n  - {id: month, title: 月度之星, points: 900, per: month}\n"
          "  - {id: first, title: 状元户, rank: 3}\n")


def build(folder):
    r = run(PROGRAM, "build", folder, "--only", "site", "--date", DATE, "-q")
    assert r.returncode == 0, r.stderr
    return os.path.join(folder, "out", "site")


class Site:
    def __init__(self, folder):
        self.folder = folder
        self.pages = {}  # by folder within the site, "ranking/2026/_2/": the text of the page
        for path, _, names in os.walk(folder):
            inner = os.path.relpath(path, folder)
            if "index.html" in names:
                self.pages["" if inner == "." else inner + "/"] = read_page(os.path.join(path, "index.html"))
        self.ids = {address: re.findall(r' id="([^"]+)"', text) for address, text in self.pages.items()}

    def parts(self, address):
        """The page at ADDRESS and its parts."""
        return {a: t for a, t in self.pages.items() if a == address or (a.startswith(address) and PARTS.match(a) and a.count("/") == address.count("/") + 1)}

    def rows(self, address, pattern):
        """What PATTERN finds on the page at ADDRESS and its parts, in all."""
        return [found for text in self.parts(address).values() for found in re.findall(pattern, text)]


test = Tests()


@test
def no_page_is_too_long(site):
    for address, text in site.pages.items():
        assert len(text.encode()) <= 100 * 1024, (address, len(text.encode()))
        assert len(re.findall(r"<[a-z]", text)) <= 3000, (address, len(re.findall(r"<[a-z]", text)))
        assert len(site.ids[address]) == len(set(site.ids[address])), (address, "an id twice")
    for path, _, names in os.walk(os.path.join(site.folder, "search")):
        for name in names:
            assert os.path.getsize(os.path.join(path, name)) < 32 * 1024, name
    front = ["index.html", "site.css", "narrow.css", "site.js", "icon.svg", "icon-192.png", "icon-180.png", "manifest.webmanifest"]
    assert sum(os.path.getsize(os.path.join(site.folder, name)) for name in front) < 50 * 1000


@test
def households_come_by_group_and_by_hundreds(site):
    assert len(site.parts("households/")) == 3 + 11, list(site.parts("households/"))
    first = re.findall(r'class="doorplates">(.*?)</ul>', site.pages["households/"], re.S)
    assert re.findall(r">(h\d+)</span>", first[0]) == households()[0][:100] and len(first) == 1
    assert sorted(site.rows("households/", r'<li><a href="[./]*households/(h\d+)/index.html">')) == sorted(h for g in households() for h in g)
    assert ">第1网格（1—100）</a>" in site.pages["households/"] and ">第12网格</a>" in site.pages["households/"]
    assert "<h1>各户积分：第1网格（201—230）</h1>" in site.pages["households/_1-3/"] and "<h1>各户积分：第2网格</h1>" in site.pages["households/_2/"]
    assert "_group-g2" in site.ids["households/"], "an older address leads to the group's link"
    assert "_group-g2" in site.ids["households/_2/"] and 'href="../../households/_2/index.html#_group-g2"' in site.pages["households/h0250/"]


@test
def the_ranking_comes_by_hundreds_in_its_order(site):
    assert len(site.parts("ranking/2026/")) == 12 and len(site.parts("ranking/")) == 1
    for part, address in enumerate(["ranking/2026/"] + [f"ranking/2026/_{i}/" for i in range(2, 13)]):
        ranks = re.findall(r'<tr role="row" id="_of-h\d+"><td role="cell" class="number">(\d+)</td>', site.pages[address])
        assert len(ranks) == 100 and int(ranks[0]) >= part * 100 - 200 and ranks == sorted(ranks, key=int), (address, ranks)
    assert "_groups" in site.ids["ranking/2026/"] and "_groups" not in site.ids["ranking/2026/_2/"]
    assert site.pages["ranking/"].count("_of-h") == 100
    assert 'href="../../../ranking/2026/_3/index.html" rel="next"' in site.pages["ranking/2026/_2/"]


@test
def each_household_is_one_tap_from_its_rows(site):
    for group in households():
        for household in group:
            page = site.pages[f"households/{household}/"]
            links = re.findall(r'href="\.\./\.\./((?:ranking|notices)/[^"]*)index\.html#(_of-h\d+)"', page)
            assert links, household
            for address, anchor in links:
                assert anchor == f"_of-{household}" and anchor in site.ids[address], (household, address)


@test
def a_notice_comes_by_group_only_where_it_is_long(site):
    assert len(site.parts("notices/2026-11-22/")) == 1
    rows = site.rows("notices/2026-10-10/", r'<th role="rowheader" scope="row"><a href="[./]*households/(h\d+)/')
    assert len(rows) == 1000 + 600 + 250 and len(site.parts("notices/2026-10-10/")) > 12
    whole = site.pages["notices/2026-10-10/"]
    assert whole.index("有不同意见") if "有不同意见" in whole else True
    for address, text in site.parts("notices/2026-10-10/").items():
        assert len(re.findall(r"<h2>公示的条目</h2>", text)) == 1 and len(re.findall(r'<tr role="row" class="head">', text)) == 1, address
        assert ("打印本公示" in text or "notice.pdf" not in text) and ("notice.pdf" in text) == (address == "notices/2026-10-10/"), address


@test
def lists_of_winners_and_warnings_are_all_somewhere(site):
    assert 'href="../../honours/2026/_year-1/index.html"' in site.pages["honours/2026/"]
    won = [h for a, t in site.pages.items() if a.startswith("honours/2026/_year-1") for h in re.findall(r'households/(h\d+)/index.html"><span class="name"', t)]
    assert sorted(won) == [f"h{n:04}" for n in range(500, 1001)] or len(won) >= 501, len(won)
    assert len(set(won)) == len(won)
    assert re.search(r"月度之星</span> <span class=\"soft\">\D*102", site.pages["honours/2026/"]), "how many won it is said where the list is elsewhere"
    assert "状元户" in site.pages["honours/2026/"] and "文明户" in site.pages["honours/2026/"]
    warned = [h for a, t in site.pages.items() if a.startswith("warnings/") for h in re.findall(r'households/(h\d+)/index.html"', t)]
    assert len(warned) == 250, len(warned)
    assert len(site.rows("contributions/2026/", r'<p class="who"><a href="[./]*households/(h\d+)/')) == 600
    assert '<ol class="contributions" start="101">' in site.pages["contributions/2026/_2/"]


@test
def every_link_leads_somewhere(site):
    for address, text in site.pages.items():
        for link in set(re.findall(r' href="([^"]+)"', text)):
            link = html.unescape(link)
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = os.path.normpath(os.path.join(site.folder, address, urllib.parse.unquote(path))) if path else os.path.join(site.folder, address, "index.html")
            assert os.path.isfile(target), (address, link)
            inner = os.path.relpath(os.path.dirname(target), site.folder)
            if anchor and target.endswith("index.html"):
                assert urllib.parse.unquote(anchor) in site.ids["" if inner == "." else inner + "/"] or "_more" == anchor, (address, link)


@test
def the_search_finds_households_by_the_part_that_it_asks_for(site):
    with open(os.path.join(site.folder, "search/index.js"), encoding="utf-8") as f:
        index = f.read()
    parts = int(re.search(r'"parts": ?(\d+)', index).group(1))
    assert re.search(r'"households": ?\[\]', index) and "h0250" not in index and "第12网格" in index
    rows = {}
    for number in range(parts):
        with open(os.path.join(site.folder, f"search/_{number + 1}.js"), encoding="utf-8") as f:
            text = f.read()
        assert text.startswith(f"searchPart({number}, ["), text[:40]
        rows[number] = set(re.findall(r'\["?(h\d+)', text))
    for household in ("h0001", "h0250", "h1200"):
        name = name_of(household)
        for key in (ord(household[-2]) * 31 + ord(household[-1]), ord(name[0]), ord(name[2])):
            assert household in rows[key % parts], (household, key % parts)
    page = site.pages["search/"]
    assert 'href="../households/_2/index.html#_group-g2"' in page and "households/h0250/" not in page
    declare = site.pages["declare/"]
    assert "<option value=\"h0250\"" not in declare and f'data-parts="{parts}"' in declare


@test
def long_tables_are_whole(site):
    with open(os.path.join(site.folder, "data/ledger.json"), "rb") as f:
        ledger = f.read()
    assert len(ledger) > 2 ** 19, "shorter than what is held at once"
    shown = run(PROGRAM, "ledger", os.path.dirname(os.path.dirname(site.folder)), "--public", "--format", "json", "--date", DATE)
    assert shown.stdout.encode() == ledger
    with open(os.path.join(site.folder, "data/entries-2026.csv"), encoding="utf-8-sig", newline="") as f:
        rows = list(csv.reader(f))
    ids = [e["id"] for e in json.loads(ledger)["cycles"][0]["entries"]]
    assert rows[0][0] == "编号" and len(ids) > 1500 and [r[0] for r in rows[1:]] == ids, (rows[0], len(rows), len(ids))
    assert all(len(r) == len(rows[0]) and all(r[1:4]) for r in rows)


@test
def small_villages_stay_whole(_):
    with tempfile.TemporaryDirectory(prefix="gongshi-large-") as folder:
        make_village(folder, sizes=4)
        site = Site(build(folder))
        assert not os.path.exists(os.path.join(site.folder, "search/_1.js"))
    assert not [a for a in site.pages if PARTS.match(a)]
    assert all("find.js" not in text and 'rel="next"' not in text for text in site.pages.values())
    assert len(re.findall(r'id="_of-h\d+"', site.pages["ranking/2026/"])) == 230 + 40 + 93 + 93


def looked_at(checks, site):
    """What somebody does in a browser."""
    here = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "site")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or os.environ.get("CHROME_PATH")
    if not (shutil.which("node") and chromium and os.path.exists(os.path.join(here, "node_modules", ".package-lock.json"))):
        checks.skip("nothing was looked at in a browser: node, Chromium or what tests/site/package-lock.json pins is not here (make deps-test)")
        return
    r = subprocess.run(["node", "browser/large.js", site.folder], cwd=here, capture_output=True, text=True, timeout=300)
    found = [json.loads(line) for line in r.stdout.splitlines()]
    for f in found:
        checks(f["name"], f["faults"])
    if not found or r.returncode:
        checks("large.js", [f"status {r.returncode}: {r.stderr[-1500:]}"])


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="gongshi-large-") as folder:
        make_village(folder)
        site = Site(build(folder))
        test.count(checks, lambda _: site)
        looked_at(checks, site)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
