#!/usr/bin/env python3
"""Papers as who does not see has them read aloud: run.py PROGRAM. Ends with "N passed, M failed".

Of every paper, what a machine can tell of PDF/UA-1 (ISO 14289-1, by the Matterhorn protocol) from the objects and streams as qpdf gives them: all that
is drawn is marked, either as what is read or as an artifact; the structure tree and the pages' parent tree name each other; headings begin with the
first rank and skip none; tables are rows of as many cells, with headings that say whose they are; pictures are told in words. Then, as pdfinfo tells it,
what is read of each kind of paper, in its order: the figures are the ledger's.
"""
import base64
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pdf  # noqa: E402
from village import TOP, Checks, read_bytes, run, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-11-20"
WITHIN = {"Document": {"Sect", "H1", "H2", "H3", "P", "L", "Table", "Figure"}, "Sect": {"H1", "H2", "H3", "P", "L", "Table", "Figure"}, "L": {"LI"},
          "LI": {"LBody"}, "LBody": {"P"}, "Table": {"TR"}, "TR": {"TH", "TD"}}
EMPTY = {"TH", "TD"}  # all others say something
SHOWN = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"}
TOKEN = re.compile(rb"\((?:\\.|[^()\\])*\)|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/[^\s()<>\[\]/%]*|[^\s()<>\[\]/%]+", re.S)
checks = Checks()
check = checks.that


class Paper:
    """A PDF's objects."""

    def __init__(self, path):
        self.path = path
        said = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path], capture_output=True, check=True).stdout
        whole = json.loads(said)["qpdf"][1]
        self.objects = {k[4:]: v for k, v in whole.items() if k != "trailer"}
        self.trailer = whole["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])
        self.pages = self.pages_of(self.catalog["/Pages"])

    def get(self, value):
        """What VALUE is, itself or where it refers to."""
        while isinstance(value, str) and re.fullmatch(r"\d+ 0 R", value):
            value = self.objects[value]
            value = value["value"] if "value" in value else value["stream"]["dict"]
        return value

    def pages_of(self, node):
        kids = self.get(node).get("/Kids")
        return [node] if kids is None else [page for kid in kids for page in self.pages_of(kid)]

    def stream(self, reference):
        return base64.b64decode(self.objects[reference]["stream"]["data"])


def marked(content):
    """What is drawn on a page: (its name where it is an element's, its number) of each marked content in order, and what is wrong."""
    found, wrong, operands, opened, number = [], [], [], None, None
    for token in TOKEN.findall(content):
        word = token.decode("latin-1")
        if word in ("BMC", "BDC"):
            wrong += [("within another", word, operands)] if opened else []
            opened = operands[0]
            if word == "BDC":
                number = int(operands[operands.index("/MCID") + 1])
                found.append((opened[1:], number))
            else:
                wrong += [] if opened == "/Artifact" else [("marked without a number", opened)]
        elif word == "EMC":
            wrong += [] if opened else ["ends what has not begun"]
            opened = number = None
        elif word in SHOWN and not opened:
            wrong.append(("drawn without a mark", word, operands[-1:]))
        operands = [] if re.fullmatch(r"[A-Za-z'\"*]+", word) else operands + [word]
    return found, wrong + (["does not end"] if opened else [])


class Tree:
    """A paper's structure tree, read from its root; what is wrong with it gathers in WRONG."""

    def __init__(self, paper):
        self.paper, self.wrong, self.contents, self.ranks = paper, [], {}, []
        self.page_numbers = {page: n for n, page in enumerate(paper.pages)}
        root_reference = paper.catalog["/StructTreeRoot"]
        root = paper.get(root_reference)
        if paper.get(root["/K"])["/S"] != "/Document":
            self.wrong.append("no Document")
        self.element(root["/K"], root_reference)
        self.parents(root)
        if self.ranks and (self.ranks[0] != 1 or any(b > a + 1 for a, b in zip(self.ranks, self.ranks[1:]))):
            self.wrong.append(("ranks of headings", self.ranks))

    def element(self, reference, parent):
        e = self.paper.get(reference)
        name = e["/S"][1:]
        if e["/P"] != parent:
            self.wrong.append((name, "its parent"))
        kids = self.listed(e.get("/K", []))
        inner = [k for k in kids if isinstance(k, str)]
        names = [self.paper.get(k)["/S"][1:] for k in inner]
        if set(names) - WITHIN.get(name, set()) or (inner and len(inner) != len(kids)):
            self.wrong.append((name, "what stands in it", names))
        if not kids and name not in EMPTY:
            self.wrong.append((name, "is empty"))
        if re.fullmatch(r"H\d", name):
            self.ranks.append(int(name[1]))
        self.attributes(name, e, names, inner)
        for k in kids:
            if isinstance(k, str):
                self.element(k, reference)
                continue
            page, number = (k["/Pg"], k["/MCID"]) if isinstance(k, dict) else (e["/Pg"], k)
            self.contents[self.page_numbers[page], number] = (reference, name)

    def attributes(self, name, e, names, inner):
        told = self.paper.get(e.get("/A", {}))
        if name == "TH" and told.get("/Scope") not in ("/Column", "/Row"):
            self.wrong.append(("TH", told))
        if name == "Figure" and not (e.get("/Alt", "").startswith("u:") and len(e["/Alt"]) > 4 and len(told.get("/BBox", [])) == 4):
            self.wrong.append(("Figure", e))
        if name == "Table":
            cells = {sum(self.span(c) for c in self.listed(self.paper.get(k)["/K"])) for k in inner}
            if len(cells) != 1:
                self.wrong.append(("rows of a table", cells))

    @staticmethod
    def listed(kids):
        return kids if isinstance(kids, list) else [kids]

    def span(self, cell):
        """Over how many columns it goes."""
        return self.paper.get(self.paper.get(cell).get("/A", {})).get("/ColSpan", 1)

    def parents(self, root):
        """The parent tree and the elements name each other, and what the pages hold."""
        numbers = self.paper.get(root["/ParentTree"])["/Nums"]
        of_page = dict(zip(numbers[::2], numbers[1::2]))
        seen = set()
        for n, reference in enumerate(self.paper.pages):
            page = self.paper.get(reference)
            found, wrong = marked(self.paper.stream(page["/Contents"]))
            self.wrong += [(n, w) for w in wrong]
            whose = self.paper.get(of_page[page["/StructParents"]])
            if [number for _, number in found] != list(range(len(whose))):
                self.wrong.append((n, "numbers", len(found), len(whose)))
            for (name, number), element in zip(found, whose):
                seen.add((n, number))
                if self.contents.get((n, number)) != (element, name):
                    self.wrong.append((n, number, name, element, self.contents.get((n, number))))
        if seen != set(self.contents):
            self.wrong.append(("not on the pages", sorted(set(self.contents) - seen)[:5]))


def told_wrong(paper, language):
    """What is wrong with what a paper tells of itself."""
    document = Paper(paper)
    info = document.get(document.trailer["/Info"])
    wrong = Tree(document).wrong
    wrong += [] if document.catalog.get("/Lang") in (f"u:{language}", f"b:{language}") else [("language", document.catalog.get("/Lang"))]
    wrong += [] if document.get(document.catalog["/MarkInfo"])["/Marked"] is True else ["not marked"]
    wrong += [] if document.get(document.catalog["/ViewerPreferences"])["/DisplayDocTitle"] is True else ["its title is not shown"]
    wrong += [] if len(info.get("/Title", "")) > 2 else ["no title"]
    for o in document.objects.values():
        value = o.get("value")
        if isinstance(value, dict) and value.get("/Type") == "/Font" and value.get("/Subtype") == "/Type0":
            below = document.get(document.get(value["/DescendantFonts"])[0])
            wrong += [] if "/ToUnicode" in value and "/CIDToGIDMap" in below and "/FontFile2" in document.get(below["/FontDescriptor"]) else [("font", value)]
    return wrong


def every_paper(out, language):
    papers = sorted(glob.glob(out + "/**/*.pdf", recursive=True))
    check(f"{language}: papers", len(papers) > 90, len(papers))
    wrong, broken = [], []
    for paper in papers:
        name = os.path.relpath(paper, out)
        wrong += [(name, w) for w in told_wrong(paper, language)]
        said = subprocess.run(["qpdf", "--check", paper], capture_output=True, text=True)
        broken += [] if said.returncode == 0 else [(name, said.stdout, said.stderr)]
    check(f"{language}: all that is drawn is read or marked as not to be, and the tree holds", not wrong, len(wrong), wrong[:5])
    check(f"{language}: qpdf finds nothing", not broken, broken[:3])


def build(folder, out, *more):
    r = run(PROGRAM, "build", folder, "-q", "-o", out, "--date", DATE, *more)
    assert r.returncode == 0, r.stderr
    return out


def texts(elements, name):
    return [e.text for e in elements if e.name == name]


def shown(points, signed=False):
    return ("+" if signed and points > 0 else "") + f"{points:g}".replace("-", "−")


def notices(out, ledger):
    """The notice of a meeting: what it says, once, in its order."""
    read = pdf.elements(out + "/print/notices/2026-11-18.pdf")
    check("notice: its title first, then whom it addresses", [e.name for e in read[:4]] == ["Document", "H1", "P", "P"] and
          read[1].text == "关于桐花坪村十一月积分评审会评审结果的公示" and read[2].text == "全体村民：", read[:4])
    check("notice: headings", texts(read, "H2")[0] == "一、记分事项" and texts(read, "H3")[0] == "一组（25条）" and texts(read, "H2")[-1].endswith("公示期和异议"), texts(read, "H2"))
    groups = [t for t in pdf.tables(read) if t[0][0] == "序号"]
    numbers = [r[0] for t in groups for r in t[1:]]
    check("notice: rows in their order, the heading once", numbers == [str(n + 1) for n in range(len(numbers))] and len(groups) == 5, [[r[0] for r in t] for t in groups])
    entries = {e["id"]: e for e in ledger["cycles"][-1]["entries"] if e["id"].startswith("2026-11-18/")}
    want = sorted((e["household"], shown(e["credited"], True)) for e in entries.values() if e["raw"] > 0)
    said = sorted((r[1], r[6]) for t in groups for r in t[1:] if not r[6].startswith("−"))
    check("notice: every entry of the ledger", said == want and len(said) > 80, [x for x in want if x not in said][:5], [x for x in said if x not in want][:5])
    end = read[-5:]
    check("notice: the code in words, and who signs last", [e.name for e in end] == ["Figure", "P", "P", "P", "P"] and
          [e.text for e in end[3:]] == ["桐花坪村积分评审委员会", "2026年11月19日"], end)
    page = Paper(out + "/print/notices/2026-11-18.pdf")
    alts = [v["value"]["/Alt"] for v in page.objects.values() if isinstance(v.get("value"), dict) and "/Alt" in v["value"]]
    check("notice: what the code says", alts == ["u:二维码，网址：https://tonghuaping.example/notices/2026-11-18/"], alts)
    check("notice: no page number is read", not [e for e in read if re.search(r"— \d+ —", e.text)])


def statements(out, ledger):
    read = pdf.elements(out + "/office/statements/01-g1.pdf")
    accounts = {a["id"]: a for a in ledger["cycles"][-1]["households"]}
    parts = []
    for e in read[1:]:
        if e.name == "Sect":
            parts.append([])
        parts[-1].append(e)
    wrong = []
    for part in parts:
        household = re.search(r"户号：(h\d+)", part[2].text)[1]
        account = next(t for t in pdf.tables(part) if len(t[0]) == 4 and t[0][3] == "余额")
        well = part[1].name == "H1" and "对账单" in part[1].text and account[-1][3] == shown(accounts[household]["balance"]) and \
            all(re.fullmatch(r"\d{4}-\d\d-\d\d", row[0]) for row in account[1:])
        wrong += [] if well else [(household, part[1], account[-1])]
    check("statements: a part each, with its account to the balance", len(parts) > 2 and not wrong, wrong[:3])


def posters(out, ledger):
    whole, tiled = (pdf.elements(f"{out}/print/posters/ranking{x}.pdf") for x in ("", "-a4"))
    groups = pdf.tables(whole)
    check("poster: its heading once", len(texts(whole, "H1")) == 1 and "2026年" in texts(whole, "H1")[0], texts(whole, "H1"))
    check("poster: a table a group, by rank", len(groups) == 5 and all(t[0][0] == "名次" and [int(r[0]) for r in t[1:]] == sorted(int(r[0]) for r in t[1:]) for t in groups), groups[0][:3])
    accounts = {a["id"]: a for a in ledger["cycles"][-1]["households"]}
    said = {r[1]: r[-1] for t in groups for r in t[1:]}
    check("poster: points", said == {h: shown(a["earned"]) for h, a in accounts.items() if a.get("rank")}, list(said.items())[:5])
    check("poster: its tiles read alike", [(e.name, e.text) for e in whole] == [(e.name, e.text) for e in tiled],
          [x for x in zip(whole, tiled) if x[0] != x[1]][:3])
    bought = pdf.tables(pdf.elements(out + "/print/posters/rewards.pdf"))
    check("poster: what a row is about heads it", bought and all(len(r) >= 2 for t in bought for r in t))


def books(out):
    """Small pages that lie across sheets are read as they follow each other."""
    read = pdf.elements(out + "/office/passbooks/all.pdf")
    parts = [i for i, e in enumerate(read) if e.name == "Sect"] + [len(read)]
    wrong = []
    for a, b in zip(parts, parts[1:]):
        part = read[a:b]
        days = [tuple(map(int, re.match(r"(\d+)年(\d+)月(\d+)日", r[0]).groups())) for r in pdf.tables(part)[0][1:]]
        wrong += [] if part[2].text == "积分存折" and part[2].name == "H1" and days == sorted(days) and any("结余" in e.text or "续" in e.text for e in part[-8:]) else [part[2:5]]
    check("passbooks: each in the order of its days", len(parts) > 20 and not wrong, wrong[:3])
    card = pdf.elements(out + "/print/cards/pocket.pdf")
    items = [card[i + 2].text for i, e in enumerate(card) if e.name == "LI"]
    numbered = [int(m[1]) for m in (re.match(r"(\d+)[.、．]", t) for t in items) if m]
    check("pocket card: a list in its order", numbered == list(range(1, len(numbered) + 1)) and len(numbered) >= 10, items[:12])
    prize = pdf.elements(out + "/print/certificates/2025-home.pdf")
    check("certificates: a part each", texts(prize, "H1") == ["荣誉证书"] * 3 and len(texts(prize, "Sect")) == 3, texts(prize, "H1"))
    form = pdf.tables(pdf.elements(out + "/office/forms/declaration.pdf"))[0]
    check("form: what is left blank is a cell", all(len(r) == 3 and r[1] == "" and r[2] for r in form[1:]), form)


def english(out):
    """Words at the ends of lines stay apart."""
    said = " ".join(e.text for e in pdf.elements(out + "/office/statements/01-g1.pdf"))
    check("en: a sentence over lines", "they count for its rank and cannot be redeemed." in said and not re.search(r"[a-z](redeemed|cannot|household)\b", said), said[:600])


def parted(work):
    """A row that is taller than its page is one row, and a sentence over two pages one paragraph."""
    folder = os.path.join(work, "parted")
    note = "在村委会前面的晒谷场上从早到晚清扫落叶、" * 150
    write(folder, "records/village.yaml", "name: 安乐屯村\n")
    write(folder, "records/rules/a.yaml", "level: town\ncategories: [{id: a, title: 甲}]\nrules:\n  - {id: r, category: a, title: 打扫, points: 1}\n")
    write(folder, "records/households/a.yaml", "group: {id: g, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n")
    write(folder, "records/meetings/a.yaml", f"meeting: 2026-03-05\nkind: review\nentries:\n  - {{household: h1, rule: r, date: 2026-03-01, note: {note}}}\n  - {{household: h1, rule: r, date: 2026-03-02}}\n")
    out = os.path.join(work, "parted.pdf")
    r = run(PROGRAM, "statement", folder, "--date", DATE, "-o", out, "h1")
    wrong = told_wrong(out, "zh-CN")
    check("a row over pages: the tree holds", r.returncode == 0 and not wrong, r.stderr, wrong[:5])
    read = pdf.elements(out)
    check("a row over pages is one cell", sum(note in t for e in [read] for t in texts(e, "TD")) == 1, [t[:60] for t in texts(read, "TD")])


def main():
    with tempfile.TemporaryDirectory() as work:
        chinese = build(TOP, os.path.join(work, "zh"), "--only", "print,office", "-j", "1")
        other = build(TOP, os.path.join(work, "threads"), "--only", "print,office", "-j", "3")
        digest = lambda out: {os.path.relpath(p, out): hashlib.sha256(read_bytes(p)).digest() for p in glob.glob(out + "/**/*.pdf", recursive=True)}
        check("the same bytes from several threads", digest(chinese) == digest(other))
        ledger = json.loads(run(PROGRAM, "ledger", TOP, "--date", DATE, "--format", "json").stdout)
        every_paper(chinese, "zh-CN")
        notices(chinese, ledger)
        statements(chinese, ledger)
        posters(chinese, ledger)
        books(chinese)
        parted(work)
        out = build(TOP, os.path.join(work, "en"), "--only", "print,office", "--language", "en")
        every_paper(out, "en")
        english(out)
    return checks.end()


sys.exit(main())
