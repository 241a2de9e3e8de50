#!/usr/bin/env python3
"""Looks at the sites of some villages: run.py PROGRAM [--keep DIR] [--only WORD] [--times]. Ends with "N passed, M failed".

Each page is valid and strict, each link leads somewhere, nobody's name is given away (links.py, privacy.py, html.js); and in a browser: axe-core over
each kind of page, how pages lie on a phone, how they are used, Lighthouse (browser/). `make deps-test` installs what the browser part needs;
without Chromium or Node.js this exits with 77.
"""
import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ProcessPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]

import links  # noqa: E402
import png  # noqa: E402
import privacy  # noqa: E402
import villages  # noqa: E402
from village import Checks  # noqa: E402

FIRST_PAGE = 50 * 1024  # bytes, styles included


# --- what Python looks at: each returns [(name, faults)] -------------------------------------------------------------------------------------------

def look_at(built):
    """Everything about one built village that needs no browser."""
    records = privacy.Records(built.records)
    tree = links.Tree(built.site, records.village.get("url"))
    held = {"meetings": records.meetings, "cycles": records.years(built.date), "rewards": records.rewards, "rules": records.rules}
    found = [("pages hold nothing inline, one heading, a title", links.pages_faults(tree)),
             ("every page has the policy", links.policy_faults(tree)),
             ("every link and anchor leads somewhere", links.links_faults(tree)),
             ("scripts and styles ask for nothing elsewhere", links.outside_faults(tree)),
             ("data files are what they say", links.data_faults(tree)),
             ("the addresses that papers carry are there", links.addresses_faults(tree, records.known(built.date), held, built.date)),
             ("nothing leads to households' own pages", links.own_faults(tree)),
             ("the sitemap has what may be found", links.sitemap_faults(tree)),
             ("the language is said", [p for p, page in tree.pages.items() if page.lang != built.language]),
             ("what comes of an address", without_address(tree, built) if not tree.url else with_address(tree)),
             ("the first page is light", light(tree)),
             ("own pages come with a secret", own_pages(tree, records, built)),
             ("no name or private word on the site", privacy.look(built.site, privacy.Search(records, "site", built.date))),
             ("no name in the public ledger", public_ledger(records, built)),
             ("no name in the screens' text", screens(records, built)),
             ("warnings stand beside no name that is not for them", privacy.warnings_faults(records, built.site, built.date)),
             ("every page is wholly in words", unworded(tree))]
    return [(f"{built.name}: {name}", list(faults)) for name, faults in found]


def light(tree):
    size = tree.size("index.html") + sum(tree.size(tree.target("index.html", link)[0][0]) for link, _, tag in tree.pages["index.html"].links
                                         if tag == "link" and link.endswith(".css"))
    return [f"{size} bytes with its styles"] if size > FIRST_PAGE else []


def without_address(tree, built):
    made = [f for f in ("feed.atom", "sitemap.xml") if f in tree.files] + [p for p, page in tree.pages.items() if page.absolute]
    said = built.err.count("url")
    return [f"{f} is there without an address" for f in made] + ([] if said == 1 else [f"the build says so {said} times: {built.err[-300:]}"])


def with_address(tree):
    return [f"{f} is not there" for f in ("feed.atom", "sitemap.xml", "robots.txt") if f not in tree.files] + \
        [f"{p}: no address of its own" for p, page in tree.pages.items() if not page.absolute and not page.hidden]


def own_pages(tree, records, built):
    count = len([p for p in tree.pages if p.startswith("own/")])
    if built.secret:
        known = len(records.known(built.date))
        return [] if count == known else [f"{count} own pages of {known} households"]
    said = built.err.count("gongshi secret")
    return [f"{count} own pages without a secret"] * bool(count) + ([] if said == 1 else [f"the build says so {said} times"])


def public_ledger(records, built):
    search = privacy.Search(records, "site", built.date)
    text = built.public.decode()
    said = {f"{found} ({where})" for reading in privacy.readings("x.json", text) for found, where in search.in_text(reading)}
    return sorted(said) + ([] if len(text) > 100 else ["it is empty"])


def screens(records, built):
    search = privacy.Search(records, "led", built.date)
    for path in glob.glob(os.path.join(built.folder, "led", "*.txt")):
        with open(path, "rb") as f:
            data = f.read()
        for coding in ("gb18030", "utf-8"):
            text = data.decode(coding, "replace")
            for found, where in search.in_text(text + "\n" + text.replace("\r\n", "")):
                yield f"{os.path.basename(path)}: {found} ({where})"


def unworded(tree):
    """A text that a translation file lacks shows as its key."""
    for path, page in tree.pages.items():
        text = tree.text(path)
        m = re.search("⟨[a-z_.0-9-]+⟩", text)
        if m:
            yield f"{path}: {m.group()}"


# --- whether the looking finds anything ------------------------------------------------------------------------------------------------------------

def pdf(title="", bookmark="", text=b""):
    """A small PDF with a title, a bookmark and bytes in its only page's stream, packed."""
    def utf16(s):
        return b"<" + ("\ufeff" + s).encode("utf-16-be").hex().encode() + b">"
    stream = zlib.compress(b"BT /F1 12 Tf (" + text + b") Tj ET")
    objects = [b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
               b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
               b"<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 1>>", b"<</Title%s/Parent 5 0 R/Dest[3 0 R/Fit]>>" % utf16(bookmark or "x"),
               b"<</Title%s>>" % utf16(title or "x")]
    out, places = b"%PDF-1.4\n", []
    for number, o in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, o)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer<</Size %d/Root 1 0 R/Info 7 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


def planted(built, work):
    """Names and words put into copies of a site, each in another way: each must be found, and nothing where nothing was put."""
    records = privacy.Records(built.records)
    search = privacy.Search(records, "site", built.date)
    yield "nothing is found where nothing was put", list(privacy.look(built.site, search))
    put = {"a name in a page": ("index.html", "<p>李卫国</p>"), "a minor of a household that consents": ("index.html", "<p>张小花</p>"),
           "a name in letters": ("index.html", "<p>Maria Lopez</p>"), "a name in entities": ("index.html", "<p>&#x674E;卫国</p>"),
           "a name across marks": ("index.html", "<p>欧<b>阳玉</b>明</p>"), "a name across lines": ("index.html", "<p>欧阳\n玉明</p>"),
           "a name in an attribute": ("index.html", "<p title='王𠮷明'></p>"), "a name in a comment": ("site.css", "/* 王𠮷明 */"),
           "a name in an escaped string": ("data/ledger.json", '"\\u674e\\u536b\\u56fd"'), "a name in an address": ("index.html", "<a href='?q=%E6%9D%8E%E5%8D%AB%E5%9B%BD'>"),
           "a name in a table": ("data/rules.csv", "王𠮷明,1\r\n"), "a folded name in a calendar": ("calendar.ics", "SUMMARY:李卫\r\n 国\r\n"),
           "a resident's id": ("index.html", "<p>2026-10-10/1/h106-2</p>"), "a note": ("index.html", "<p>半夜放音响邻居来劝</p>"),
           "a path of evidence": ("site.js", "// photos/pumpkin.jpg"), "grounds of an objection": ("index.html", "<p>那天晚上没看见他家的人</p>"),
           "a disclosure": ("data/site.json", "市文明办督查组"), "somebody's name on another's own page": ("own", "<p>李卫国</p>")}
    for name, (path, text) in put.items():
        yield f"finds {name}", [] if plant(built, work, search, path, text.encode(), "ab") else ["it is not found"]
    files = {"a name in the title of a PDF": ("x.pdf", pdf(title="王𠮷明家的公示")), "a name in a bookmark of a PDF": ("x.pdf", pdf(bookmark="欧阳玉明")),
             "a name in the text of a PDF": ("x.pdf", pdf(text=b"Maria Lopez")), "a name in a picture": ("x.png", png.SIGNATURE + png.chunk(b"zTXt", b"Author\0\0" + zlib.compress("李卫国".encode()))),
             "a name in another code": ("x.txt.bin", "李卫国".encode("gb18030")), "a name in the name of a file": ("李卫国.txt", b"")}
    for name, (path, data) in files.items():
        yield f"finds {name}", [] if plant(built, work, search, path, data, "wb") else ["it is not found"]
    posted = sorted(glob.glob(os.path.join(built.folder, "print", "**", "*.pdf"), recursive=True))
    hits = [p for p in posted if any(True for _ in privacy.look_into(os.path.dirname(p), os.path.basename(p), search))]
    yield "finds names in papers that were made for the board", [] if hits or not posted else [f"none in {len(posted)} papers"]


def plant(built, work, search, path, data, mode):
    """What is found in one file of a site once DATA was put there."""
    if path == "own":
        path = next(p for p in sorted(links.Tree(built.site, None).pages) if p.startswith("own/") and privacy.owner_of(built.site, p) != "h106")
    with tempfile.TemporaryDirectory(dir=work) as site:
        full = os.path.join(site, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        if mode == "ab":
            shutil.copy(os.path.join(built.site, path), full)
        with open(full, mode) as f:
            f.write(data)
        return list(privacy.look_into(site, path, search))


def broken(built, work):
    """A page with everything wrong, in a copy of a site."""
    site = os.path.join(work, "worse")
    shutil.copytree(built.site, site)
    with open(os.path.join(site, "index.html"), "a", encoding="utf-8") as f:
        f.write('<h1>again</h1><a href="rules/index.html#nothing">x</a><a href="nothing/index.html">x</a><a href="https://example.com/">x</a>'
                '<a href="/rules/index.html">x</a><a href="rules/">x</a><p style="color:red" onclick="x()">x</p><script>1</script><img src="//example.com/x.png">')
    with open(os.path.join(site, "about", "index.html"), "w", encoding="utf-8") as f:
        f.write("<!DOCTYPE html><html lang='zh-CN'><head><title>x</title></head><body><h1>x</h1></body></html>")
    tree = links.Tree(site, "https://example.org/")
    said = "\n".join([*links.pages_faults(tree), *links.links_faults(tree), *links.policy_faults(tree)])
    for name, words in {"a broken anchor": "no such place: rules/index.html#nothing", "a broken link": "no file: nothing/index.html",
                        "a link out": "out of the site: https://example.com/", "a link from the root": "no relative link: /rules/",
                        "a link to a folder": "a folder, which", "an inline style": "style= on", "an inline handler": "onclick= on", "an inline script": "inline <script>",
                        "a picture from elsewhere": "//example.com/x.png", "a page without policy": "about/index.html: policy None"}.items():
        yield f"finds {name}", [] if words in said else ["it is not found"]


# --- all of it ---------------------------------------------------------------------------------------------------------------------------------------

def node(*command, timeout=600):
    """Runs one of the scripts beside this; [(name, faults)] of the lines it prints."""
    r = subprocess.run(["node", *command], cwd=HERE, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL)
    found = [json.loads(line) for line in r.stdout.decode().splitlines() if line.startswith("{")]
    if r.returncode or not found:
        found.append({"name": " ".join(map(os.path.basename, command[:2])), "faults": [f"ended with {r.returncode}: {r.stderr.decode()[-1500:]}"]})
    return found


def browser(name, *command):
    return [(f"{name}: {f['name']}", f["faults"]) for f in node(*command)]


def validate(sites):
    found = node("html.js", *[built.site for built in sites])
    return [(f"{os.path.basename(os.path.dirname(f.get('folder', '')))}: {f.get('count', 0)} pages are valid HTML, {f.get('validated', 0)} of them looked at whole",
             f["faults"] or ([] if f.get("count") else ["no page"])) for f in found] + ([] if len(found) == len(sites) else [("html", ["not all folders were looked at"])])


WRONG = {"a paragraph in a list": '<ul><p>x</p></ul>', "an id twice": '<p id="a">x</p><p id="a">y</p>', "a label of nothing": '<label for="_none">x</label>', "a raw ampersand": '<p>a & b</p>',
         "an end too many": '<p>x</p></div>', "an empty button": '<button type="button"></button>', "an attribute twice": '<p class="x" class="y">x</p>'}


def validator_finds(built, work):
    """Each in a copy of one page in a folder of good ones, which are built alike."""
    folder = os.path.join(work, "invalid")
    for number, wrong in enumerate(WRONG.values()):
        for name in ("a", "b"):
            os.makedirs(os.path.join(folder, str(number), name))
        with open(os.path.join(built.site, "about", "index.html"), encoding="utf-8") as f:
            good = f.read()
        for name, text in (("a", good), ("b", good.replace("</main>", wrong + "</main>"))):
            with open(os.path.join(folder, str(number), name, "index.html"), "w", encoding="utf-8") as f:
                f.write(text)
    found = node("html.js", *[os.path.join(folder, str(number)) for number in range(len(WRONG))])
    return [(f"finds {name}", [] if f["faults"] and all(fault.startswith("b/") for fault in f["faults"]) else [f"it is not found: {f}"]) for name, f in zip(WRONG, found)]


def missing():
    """What is not here that the browser part needs, or None."""
    for command in ("node", "pdftotext", "pdfinfo", "qpdf", "zbarimg"):
        if not shutil.which(command):
            return f"{command} is not here (make deps-test installs it)"
    if not os.path.exists(os.path.join(HERE, "node_modules", ".package-lock.json")):
        return "what tests/site/package-lock.json pins is not installed (make deps-test installs it)"
    if not (shutil.which("chromium") or shutil.which("chromium-browser") or os.environ.get("CHROME_PATH")):
        return "Chromium is not here (make deps-test installs it)"
    return None


def tasks(program, sites, work):
    """Every piece of work, the longest first; they share nothing but what was built."""
    zh, en = sites["zh"], sites["en"]
    yield "html", validate, (list(sites.values()),)
    yield "axe", browser, ("zh", "browser/axe.js", zh.site)
    yield "axe", browser, ("en", "browser/axe.js", en.site, "across")
    yield "lighthouse", browser, ("zh", "browser/lighthouse.js", zh.site, "accessibility,best-practices", "index.html", "households/h105/index.html", "declare/index.html")
    yield "layout", browser, ("zh", "browser/layout.js", zh.site)
    for name in ("en", "long", "nothing"):
        yield "layout", browser, (name, "browser/layout.js", sites[name].site, "some")
    yield "use", browser, ("zh", "browser/use.js", zh.site, program, os.path.dirname(zh.records), zh.date)
    for built in sites.values():
        yield "look", look_at, (built,)
    yield "html", validator_finds, (sites["named"], work)
    yield "planted", planted, (sites["named"], work)
    yield "planted", broken, (sites["named"], work)


def work_through(what):
    """What comes of one piece of work: [(name, faults)], and the seconds of processors that it took, Chromium's included."""
    _, function, arguments = what
    before = sum(os.times()[:4])
    try:
        found = list(function(*arguments))
    except Exception as e:  # whatever goes wrong in one piece is that piece's failure
        found = [(f"{function.__name__} {' '.join(str(getattr(a, 'name', a)) for a in arguments)}", [repr(e)[-1500:]])]
    return found, sum(os.times()[:4]) - before


def say_times(times):
    """How long each kind of work took, and its longest pieces."""
    for piece in sorted({piece for piece, *_ in times}, key=lambda p: -sum(t for q, _, t in times if q == p)):
        of = sorted(((t, name) for q, name, t in times if q == piece), reverse=True)
        print(f"{piece:12}{sum(t for t, _ in of):8.1f} s  " + ", ".join(f"{name} {t:.1f}" for t, name in of[:6]))
    print(f"{'in all':12}{sum(t for *_, t in times):8.1f} s of processors")


def make(plan):
    return plan[0], villages.build(*plan[1])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--keep", help="a new folder to build in, which stays")
    ap.add_argument("--only", default="", help="of the pieces of work (html, axe, lighthouse, layout, use, look, planted) those whose name holds this")
    ap.add_argument("--times", action="store_true", help="say how many seconds of processors each kind of work took")
    a = ap.parse_args()
    why = missing()
    if why:
        print(why)
        return 77
    work = a.keep or tempfile.mkdtemp(prefix="gongshi-site-")
    os.makedirs(work, exist_ok=True)
    checks = Checks(most=6)
    try:
        program = os.path.abspath(a.program)
        with ProcessPoolExecutor(2) as pool:
            sites = dict(pool.map(make, villages.plans(program, work)))
            chosen = [t for t in tasks(program, sites, work) if a.only in t[0]]
            times = []
            for (piece, _, of), (results, seconds) in zip(chosen, pool.map(work_through, chosen)):
                times.append((piece, next((a if isinstance(a, str) else a.name for a in of if isinstance(a, str) or hasattr(a, "name")), ""), seconds))
                for name, faults in results:
                    checks(name, faults)
            if a.times:
                say_times(times)
    finally:
        if not a.keep:
            shutil.rmtree(work, ignore_errors=True)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
