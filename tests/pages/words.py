"""Words and links: every one there, every link leads somewhere, a community is no village, the search folds."""
import glob
import html.parser
import json
import os
import re
import urllib.parse

from counted import test


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links = [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src") and value is not None:
                self.links.append(value)


def read_links(path):
    parser = Links()
    with open(path, encoding="utf-8") as f:
        parser.feed(f.read())
    return parser


@test
def every_link_leads_somewhere(v):
    for language in "zh-CN", "en":
        v.build("named", "--language", language)
        site = os.path.join(v.folder, "out/site")
        pages = {os.path.realpath(p): read_links(p) for p in glob.glob(os.path.join(site, "**/index.html"), recursive=True)}
        assert len(pages) > 25, len(pages)
        for path, page in pages.items():
            assert len(page.ids) == len(set(page.ids)), f"{path}: an id twice"
            for link in page.links:
                parts = urllib.parse.urlsplit(link)
                if parts.scheme:
                    assert parts.scheme in ("tel", "http", "https"), f"{path}: {link}"
                    continue
                target = os.path.realpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path))) if parts.path else path
                assert os.path.isfile(target), f"{path}: {link}"
                if parts.fragment and target in pages:
                    assert urllib.parse.unquote(parts.fragment) in pages[target].ids, f"{path}: {link}"
            with open(path, encoding="utf-8") as f:
                assert not re.search(r"⟨|&lt;(site|mark|status)\.|\((site|search|data)\.[a-z_.]+\)", f.read()), f"{path}: a word is missing"


@test
def coded_links_lead_to_files_with_chinese_names(v):
    v.write("content/地图 一.md", "# 地图\n")
    v.write("content/a.md", "[图](%E5%9C%B0%E5%9B%BE%20%E4%B8%80.md)\n")
    said = v.build()
    page = v.source("a")
    assert "page-link" not in said and 'href="../%E5%9C%B0%E5%9B%BE%20%E4%B8%80/index.html"' in page, (said, page)


@test
def what_is_wrong_with_a_page_is_said_once(v):
    v.write("content/village.md", "[一](a.md) [二](b.md)\n")
    said = v.build()
    assert said.count("page-link") == 2, said


@test
def a_community_is_not_spoken_of_as_a_village(v):
    v.build()
    for name in "向阳社区", "Sunny Community":
        v.write("records/village.yaml", f"name: {name}\nbase: 1\nlanguage: {'zh-CN' if '区' in name else 'en'}\n")
        v.make()
        for place, _, files in os.walk(os.path.join(v.folder, "out/site")):
            for file in (f for f in files if f.endswith(".html")):
                with open(os.path.join(place, file), encoding="utf-8") as f:
                    text = re.sub(r"<[^>]*>", " ", f.read())
                assert place.endswith("data") or not re.search(r"村(?!集体)|[Vv]illage", text), (file, re.search(r".{0,20}(村|[Vv]illage).{0,20}", text))
                assert not re.search(r"\{\d|⟨|\b1 (?:households|entries|days|points)\b|次\b", text) or "区" in name, text


@test
def the_search_folds_as_the_records_do(v):
    v.build()
    with open(os.path.join(v.folder, "out/site/search/index.js"), encoding="utf-8") as f:
        index = json.loads(f.read().removeprefix("searchIndex = ").rstrip(";\n"))
    alike = dict(zip(index["alike"][::3], index["alike"][1::3]))
    assert set(index["alike"][2::3]) == {"|"}, "pairs are out of step"
    assert alike["張"] == "张" and alike["⼤"] == "大" and alike["邏"] == "逻"
    assert all(ord(a) >= 0x2E80 and ord(b) >= 0x800 for a, b in alike.items()), "pairs are out of step"
    assert [i[3] for i in index["items"] if i[1] == "大米"] == ["rewards/index.html"]


@test
def a_measure_word_stands_behind_its_number_in_english_too(v):
    v.build()
    for name, old, new in (("rules/10.yaml", "title: 巡逻, points: 2", "title: 巡逻, points: 2, unit: 小时"),
                           ("meetings/2026-10-10.yaml", "rule: patrol, date: 2026-10-02", "rule: patrol, date: 2026-10-02, times: 3"),
                           ("village.yaml", "base: 1\n", "base: 1\nlanguage: en\n")):
        path = os.path.join(v.folder, "records", name)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        v.write("records/" + name, text.replace(old, new))
    v.make()
    assert "3小时" in v.page("households/h105") and "×" not in v.page("households/h105"), v.page("households/h105")
