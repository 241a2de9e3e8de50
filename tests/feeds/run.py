#!/usr/bin/env python3
"""The files of the site that are no pages, and its search: run.py PROGRAM. Ends with "N passed, M failed".

What readers, phones, search engines, spreadsheets and mini programmes are given must be what their formats ask for, and must say what the
records say and no more; without a url there are no feed, sitemap or codes, and the build says so.
"""
import csv
import functools
import glob
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET
import zlib
from datetime import date, datetime, timedelta

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import png  # noqa: E402
from records import read_yaml  # noqa: E402
from village import TOP, Checks, git, read, read_bytes, write  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-11-20"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)


def build(village, out, day=DATE, *more):
    r = run("build", village, "-o", out, "--date", day, "--only", "site", "-q", *more)
    check(f"{os.path.basename(out)} builds", r.returncode == 0, r.stderr[-500:])
    return r.stderr


def pages(site):
    """Path of the folder → text, of every page."""
    found = {}
    for folder, _, files in os.walk(site):
        if "index.html" in files:
            path = os.path.relpath(folder, site).replace(os.sep, "/")
            found["" if path == "." else path + "/"] = read(site, os.path.join(folder, "index.html"))
    return found


# --- a small village ----------------------------------------------------------------------------------------------

def small(folder, url=None, language="zh-CN", head="=1+1", households=3, meetings=1, minutes="议定一件事。"):
    lines = ["name: 小村", "privacy: {site: full}", f"language: {language}"] + ([f"url: {url}"] if url else [])
    write(folder, "records/village.yaml", "\n".join(lines) + "\n")
    write(folder, "records/rules/a.yaml", "level: city\ncategories: [{id: order, title: 社会治安}]\n"
          "rules:\n  - {id: patrol, category: order, kind: positive, title: 参加治安巡逻, points: 2}\n"
          "  - {id: sweep, category: order, kind: positive, title: '+扫街, \"义务\"', points: -0, unit: 次}\n")
    write(folder, "records/households/g1.yaml", "group: {id: g1, name: 一组}\nhouseholds:\n" +
          "".join(f"  - {{id: h{i:04d}, head: '{head if i == 1 else '赵' + chr(0x4E00 + i) + '山'}'}}\n" for i in range(1, households + 1)))
    day = date(2026, 3, 5)
    for i in range(meetings):
        write(folder, f"records/meetings/m{i:03d}.yaml", f"meeting: {day}\nkind: review\ntitle: 评审会，第{i}次；很长的名称用来看折行的时候会不会从一个字的中间断开而变成乱码\n"
              f"minutes: |\n  {minutes.format(i=i)}\nentries:\n  - {{household: h0001, rule: sweep, date: {day}}}\n")
        day += timedelta(days=1)


# --- what each file must be ---------------------------------------------------------------------------------------

def atom(site, url, meetings):
    root = ET.fromstring(read(site, "feed.atom"))
    ids = [e.text for e in root.iter(ATOM + "id")]
    stamp = re.compile(r"^\d{4}-\d\d-\d\dT00:00:00\+08:00$")
    check("atom: a feed with id, title, updated, author", root.tag == ATOM + "feed" and all(
        root.find(ATOM + tag) is not None for tag in ("id", "title", "updated", "author")) and root.find(f"{ATOM}author/{ATOM}name").text)
    check("atom: ids are addresses and differ", len(set(ids)) == len(ids) and all(i.startswith(url + "/") for i in ids), ids)
    check("atom: updated is the first moment of a day in Beijing", all(stamp.match(e.text) for e in root.iter(ATOM + "updated")))
    check("atom: links to itself", any(e.get("rel") == "self" and e.get("href") == url + "/feed.atom" for e in root.findall(ATOM + "link")))
    entries = root.findall(ATOM + "entry")
    check("atom: every entry has title, summary and its page", entries and all(
        e.find(ATOM + "title").text and e.find(ATOM + "summary").text and e.find(ATOM + "link").get("rel") == "alternate" for e in entries))
    first = {e.find(ATOM + "id").text: e.find(ATOM + "updated").text[:10] for e in entries}
    wanted = {f"{url}/notices/{m}/": noticed for m, noticed in meetings.items()}
    check("atom: the notices, each as of its last change", first == {i: wanted[i] for i in sorted(wanted)[-50:]}, (first, wanted))
    running = {f"{url}/{n['page']}" for n in json.loads(read(site, "data/site.json"))["notices"] if n["running"]}
    asked = {e.find(ATOM + "id").text for e in entries if "请在公示期内" in e.find(ATOM + "summary").text}
    check("atom: only a notice that runs asks to object in time", asked <= running and (asked or not running), (asked, running))
    linked = [e.get("href")[len(url) + 1:] for e in root.iter(ATOM + "link") if e.get("rel") != "enclosure"]
    missing = [path for path in linked if not os.path.isfile(os.path.join(site, path + "index.html" if path.endswith("/") or not path else path))]
    check("atom: what it links is there", linked and not missing, missing[:5])


def calendar(site):
    raw = read_bytes(site, "calendar.ics")
    lines = raw.split(b"\r\n")
    check("calendar: CR LF, no line of more than 75 bytes", b"\n" not in raw.replace(b"\r\n", b"") and max(map(len, lines)) <= 75)
    try:
        for line in lines:
            line.decode()
        whole = True
    except UnicodeDecodeError:
        whole = False
    check("calendar: no character is broken over lines", whole)
    said = raw.decode().replace("\r\n ", "")
    check("calendar: nothing that holds on one day alone is said to who looks on another", not re.search("今天|明天|还剩|today|tomorrow", said))
    unfolded = raw.decode().replace("\r\n ", "").split("\r\n")[:-1]
    depth, events, event, astray = [], [], None, []
    for line in unfolded:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            depth.append(value)
            event = {} if value == "VEVENT" else event
        elif name == "END":
            astray += [value] if not depth or depth.pop() != value else []
            events += [event] if value == "VEVENT" else []
        elif event is not None and depth[-1] == "VEVENT":
            event[name] = value
    check("calendar: ends what was begun", not astray, astray)
    check("calendar: begun and ended", not depth and unfolded[0] == "BEGIN:VCALENDAR" and "VERSION:2.0" in unfolded)
    check("calendar: each event has what it must", events and all(
        re.match(r"^\d{8}T\d{6}Z$", e["DTSTAMP"]) and e["UID"] and e["SUMMARY"] for e in events))
    check("calendar: uids differ", len({e["UID"] for e in events}) == len(events))
    check("calendar: whole days", all(datetime.strptime(e["DTEND;VALUE=DATE"], "%Y%m%d") - datetime.strptime(e["DTSTART;VALUE=DATE"], "%Y%m%d")
                                      == timedelta(days=1) for e in events))
    check("calendar: commas and semicolons are escaped",
          all(not re.search(r"(?<!\\)[,;]", e[k]) for e in events for k in ("SUMMARY", "DESCRIPTION", "LOCATION") if k in e))
    return {e["UID"]: e for e in events}


def sitemap(site, url):
    root = ET.fromstring(read(site, "sitemap.xml"))
    listed = [e.text for e in root.iter(SITEMAP + "loc")]
    public = {url + "/" + path for path, text in pages(site).items() if 'name="robots" content="noindex"' not in text}
    check("sitemap: exactly the public pages", len(listed) == len(set(listed)) and set(listed) == public, sorted(set(listed) ^ public)[:8])


def table(site, path):
    raw = read_bytes(site, path)
    check(f"{path}: byte order mark, CR LF", raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n") and
          re.search(rb"(?<!\r)\n", raw) is None)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    check(f"{path}: every row is as long as its headings", len({len(r) for r in rows}) == 1 and all(rows[0]), {len(r) for r in rows})
    number = re.compile(r"^[+-]?\d+(\.\d+)?$")
    check(f"{path}: nothing that a spreadsheet would compute",
          not [c for r in rows for c in r if c[:1] in ("=", "+", "-", "@", "\t", "\r") and not number.match(c)])
    return rows


def picture(site, path, width, height):
    """The pixels' bytes of a PNG with a palette, every checksum looked at."""
    raw = read_bytes(site, path)
    parts = dict(png.chunks(raw))
    check(f"{path}: its size", raw.startswith(png.SIGNATURE) and struct.unpack(">II", parts[b"IHDR"][:8]) == (width, height))
    rows = zlib.decompress(parts[b"IDAT"])
    check(f"{path}: all its rows", len(rows) == height * (width + 1))
    check(f"{path}: small enough to be fetched by a chat application", len(raw) < 64 * 1024, len(raw))


def code(site, path, work):
    """What the QR code of a page says, by zbarimg; None without it."""
    text = read(site, path)
    svg = re.search(r'<svg class="qr" viewBox="0 0 (\d+) \d+".*?<path fill="#000" d="([^"]*)"', text)
    if not svg or not shutil.which("zbarimg"):
        return svg and None
    side, scale = int(svg.group(1)), 4
    dark = set()
    for x, y, run_ in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg.group(2)):
        dark |= {(int(x) + i, int(y)) for i in range(int(run_))}
    image = os.path.join(work, "code.pbm")
    with open(image, "w") as f:
        f.write(f"P1 {side * scale} {side * scale}\n")
        for y in range(side * scale):
            f.write(" ".join("1" if (x // scale, y // scale) in dark else "0" for x in range(side * scale)) + "\n")
    return subprocess.run(["zbarimg", "-q", "--raw", image], capture_output=True, text=True).stdout.strip()


def index(site):
    text = read(site, "search/index.js")
    check("search: the index is a script that sets one name", text.startswith("searchIndex = {") and text.endswith("};\n"))
    return json.loads(text[len("searchIndex = "):-2])


def finds(found, word):
    """Paths of the items in which WORD stands: in title, note, text, or a rule that they name."""
    items = found["items"]
    return {i[3] for i in items if word in i[1] or word in i[2] or word in i[4] or
            any(word in items[n][1] for n in (i[5] if len(i) > 5 else []))}


# --- the demonstration village ------------------------------------------------------------------------------------

def load_meetings(village):
    found = {}
    for folder, _, files in os.walk(os.path.join(village, "records", "meetings")):
        for f in files:
            meeting = read_yaml(os.path.join(folder, f))
            if meeting["meeting"] <= DATE:
                found[meeting.get("id", f[:-5])] = meeting
    return found


def changes(village, meetings):
    """Of each meeting, the last day on which what its notice says became another (no objection here is to a deduction)."""
    days = {i: [m.get("noticed", m["meeting"])] for i, m in meetings.items()}
    objected = {}
    for name in glob.glob(os.path.join(village, "records", "objections", "*.yaml")):
        for o in read_yaml(name):
            objected[o["id"]] = o["entry"].split("/")[0]
            last = date.fromisoformat(days[objected[o["id"]]][0]) + timedelta(days=4)
            if o["received"] <= min(DATE, last.isoformat()):
                days[objected[o["id"]]].append(o["received"])
    for m in meetings.values():
        for c in m.get("corrections", []):
            days[c["entry"].split("/")[0]].append(m["meeting"])
        for o in m.get("objections", []):
            days[objected[o["objection"]]].append(m["meeting"])
    return {i: max(d) for i, d in days.items()}


def load_rules(village):
    rules = {}
    for f in os.listdir(os.path.join(village, "records", "rules")):
        rules.update({r["id"]: r["title"] for r in read_yaml(os.path.join(village, "records", "rules", f)).get("rules", [])})
    return rules


def search(site, village, found):
    rules, meetings = load_rules(village), load_meetings(village)
    paths = finds(found, "巡逻")
    wanted = {f"rules/index.html#{r}" for r, title in rules.items() if "巡逻" in title}
    for name, m in meetings.items():
        said = [rules[e["rule"]] for e in m.get("entries", []) if "rule" in e] + [m.get("minutes", "")]
        if any("巡逻" in s for s in said):
            wanted.add(f"meetings/{name}/index.html")
    check("search: 巡逻 finds its rule and every meeting that names it", wanted and wanted <= paths, wanted - paths)
    missing = [t for t in rules.values() if len(t) > 3 and not any(t[1:3] in i[1] for i in found["items"] if i[0] == 0)]
    check("search: two characters from the middle of a title", not missing, missing)
    ids = {h[0] for h in found["households"]}
    check("search: every household", ids == {p.split("/")[1] for p in pages(site) if re.match(r"households/.+/", p)})
    nowhere = []
    for _, _, _, path, *_ in found["items"]:
        file, _, anchor = path.partition("#")
        file = urllib.parse.unquote(file)
        text = read(site, file) if os.path.isfile(os.path.join(site, file)) else ""
        nowhere += [path] if not text or (anchor and f'id="{anchor}"' not in text) else []
    check("search: what it finds is there", not nowhere, nowhere[:5])
    listed = read(site, "search/index.html")
    check("search: without the script everything is listed", all(
        f'href="../{i[3]}"' in listed for i in found["items"] if i[0] != 3) and all(
        f'href="../households/{h}/index.html"' in listed for h in ids))
    check("search: no script in the page itself", not re.search(r"<script(?![^>]*src=)", listed) and "onclick" not in listed)


def in_browser(site):
    """The script at work, on a page opened from a folder."""
    if not shutil.which("chromium"):
        print("search in a browser: not run: there is no chromium")
        return
    with tempfile.TemporaryDirectory() as profile:
        r = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                            "--disable-background-networking", "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}",
                            "--virtual-time-budget=3000", "--dump-dom", f"file://{site}/search/index.html?q=%E5%B7%A1%E9%80%BB"],
                           capture_output=True, text=True, timeout=120)
    found = re.search(r'<div class="found".*?</ul>', r.stdout, re.S)
    text = found.group(0) if found else r.stdout[:300] + r.stderr[-300:]
    check("search in a browser: finds the rule first and says of what kind it is",
          re.search(r'<li><span class="kind">细则</span> <a href="\.\./rules/index\.html#patrol">', text), text)
    count = re.search(r'role="status">找到(\d+)条', text)
    check("search in a browser: says how many", count and int(count.group(1)) > 3, text)


def theme(work):
    """A village's own theme of one template and two texts: the rest is the default's."""
    village = os.path.join(work, "themed")
    small(village)
    write(village, "records/village.yaml", "name: 小村\ntheme: mine\nprivacy: {site: full}\n")
    with open(os.path.join(TOP, "themes", "default", "site", "front.mustache"), encoding="utf-8") as f:
        write(village, "themes/mine/site/front.mustache", f.read().replace("<h1>{{title}}</h1>", "<h1>{{title}}</h1><p>本村自己的首页</p>"))
    write(village, "themes/mine/words/zh-CN.yaml", "site:\n  front:\n    quiet: 眼下没有公示\n    doors: 常看\n")
    write(village, "themes/mine/site/share.png", "own picture")
    out = os.path.join(work, "themed-out")
    build(village, out)
    front = read(os.path.join(out, "site"), "index.html")
    check("theme: its template and texts stand beside the default's", "本村自己的首页" in front and "眼下没有公示" in front and
          "常看" in front and 'class="foot"' in front)
    check("theme: its file takes the place of one that is made", read(os.path.join(out, "site"), "share.png") == "own picture")
    r = run("theme", "check", village)
    check("theme check: well", r.returncode == 0, r.stderr)
    write(village, "themes/mine/site/frnt.mustache", "never read")
    write(village, "themes/mine/words/zh-CN.yaml", "site:\n  front:\n    quite: 眼下没有公示\n")
    write(village, "themes/mine/words/zh.yaml", "mark: {notice: 公示}\n")
    r = run("theme", "check", village)
    said = r.stderr
    check("theme check: slips of names", r.returncode == 1 and all(s in said for s in (
        "frnt.mustache:1:1: warning[theme-file]", 'did you mean "site/front.mustache"', 'did you mean "site.front.quiet"',
        "words/zh.yaml:1:1: warning[theme-file]")), said)
    r = run("theme", "chekc", village)
    check("theme: wrong use", r.returncode == 2)


def demonstration(work):
    village, out = os.path.join(work, "village"), os.path.join(work, "demo")
    for part in ("records", "content"):
        shutil.copytree(os.path.join(TOP, part), os.path.join(village, part))
    said = build(village, out)
    site = os.path.join(out, "site")
    check("with a url nothing is said of one", "(url)" not in said, said)
    told = read_yaml(os.path.join(village, "records", "village.yaml"))
    url, days = told["url"], [d for d in told.get("events", []) if d["date"] >= DATE]
    decided = {i: m for i, m in load_meetings(village).items() if any(m.get(k) for k in ("entries", "claims", "corrections", "objections"))}
    updated = changes(village, decided)
    atom(site, url, {i: updated[i] for i, m in decided.items() if m.get("noticed", m["meeting"]) <= DATE})
    events = calendar(site)
    check("calendar: every day to come, every meeting and every notice", len(events) == len(days) + len(load_meetings(village)) + len(decided), len(events))
    sitemap(site, url)
    robots = read(site, "robots.txt")
    check("robots: names own/ as a whole, and the sitemap", "Disallow: /own/\n" in robots and f"Sitemap: {url}/sitemap.xml" in robots, robots)
    manifest = json.loads(read(site, "manifest.webmanifest"))
    check("manifest: its icons are there", manifest["icons"] and all(os.path.isfile(os.path.join(site, i["src"])) for i in manifest["icons"]))
    r = run("ledger", village, "--date", DATE, "--format", "json", "--public")
    check("data/ledger.json is what ledger --public prints", r.stdout == read(site, "data/ledger.json"), r.stderr[-300:])
    tables(site, json.loads(r.stdout))
    ET.fromstring(read(site, "icon.svg"))
    picture(site, "share.png", 1200, 630)
    for side in (180, 192, 512):
        picture(site, f"icon-{side}.png", side, side)
    front = read(site, "index.html")
    for part in (f'property="og:image" content="{url}/share.png"', 'property="og:title"', 'rel="manifest"', 'type="application/atom+xml"'):
        check(f"front page: {part}", part in front)
    if shutil.which("zbarimg"):
        notice = sorted(p for p in pages(site) if re.match(r"notices/.+/", p))[-1]
        check("a notice's code is its address", code(site, notice + "index.html", work) == f"{url}/{notice}")
        check("a household's code is its address", code(site, "households/h118/index.html", work) == f"{url}/households/h118/")
    else:
        print("QR codes: not run: there is no zbarimg")
    found = index(site)
    search(site, village, found)
    in_browser(site)


def tables(site, ledger):
    summary = json.loads(read(site, "data/site.json"))
    year = ledger["cycles"][-1]
    check("data/site.json: the first of the ledger", summary["format"] == 1 and summary["ranking"]["cycle"] == year["id"] and all(
        h["rank"] == [x for x in year["households"] if x["id"] == h["id"]][0]["rank"] and
        h["name"] == [x for x in year["households"] if x["id"] == h["id"]][0]["name"] for h in summary["ranking"]["households"]))
    check("data/site.json: its pages are there", all(os.path.isfile(os.path.join(site, n["page"], "index.html")) for n in summary["notices"]))
    for cycle in ledger["cycles"]:
        rows = table(site, f"data/ranking-{cycle['id']}.csv")
        accounts = {h["id"]: h for h in cycle["households"]}
        at = {title: i for i, title in enumerate(rows[0])}
        figures = {"已生效": "earned", "转赠出": "given", "转赠得": "received", "可兑换": "balance"}
        check(f"ranking {cycle['id']}: names and points are the ledger's", len(rows) == len(accounts) + 1 and all(
            accounts[r[at["户号"]]]["name"] == r[at["户名"]] and all(float(r[at[title]]) == accounts[r[at["户号"]]][key] for title, key in figures.items()) and
            (r[at["名次"]] or None) == (accounts[r[at["户号"]]]["rank"] and str(accounts[r[at["户号"]]]["rank"])) for r in rows[1:]))
        rows = table(site, f"data/entries-{cycle['id']}.csv")
        entries = cycle["entries"]
        check(f"entries {cycle['id']}: the ledger's", [(r[0], r[1], r[3], float(r[8])) for r in rows[1:]] ==
              [(e["id"], e["household"], e["rule"], e["credited"]) for e in entries])
    table(site, "data/rules.csv")
    table(site, "data/rewards.csv")
    page = read(site, "data/index.html")
    check("/data/ names every file", all(f in page for f in ("data/site.json", "data/ledger.json", "data/rules.csv", "data/rewards.csv",
                                                           f"data/entries-{year['id']}.csv", "calendar.ics", "feed.atom")))
    check("/data/ has every text", "&lt;data." not in page and "&lt;table." not in page)


# --- small villages -----------------------------------------------------------------------------------------------

def villages(work):
    plain, there, english = (os.path.join(work, n) for n in ("plain", "there", "english"))
    small(plain)
    said = build(plain, plain + "-out")
    site = plain + "-out/site"
    check("without a url the build says so once", said.count("(url)") == 1, said)
    check("without a url: no feed, no sitemap", not any(os.path.exists(os.path.join(site, f)) for f in ("feed.atom", "sitemap.xml")))
    text = "".join(pages(site).values())
    check("without a url: no code, and nothing refers to what is not there", '<svg class="qr"' not in text and "feed.atom" not in text and
          "og:image" not in text and "sitemap" not in read(site, "robots.txt").lower())
    calendar(site)
    rows = table(site, "data/ranking-2026.csv")
    check("a name like a formula is harmless", any("'=1+1" in r for r in rows), rows)
    rows = table(site, "data/rules.csv")
    check("quotes and commas are kept", any(r[1] == "'+扫街, \"义务\"" for r in rows), rows)
    json.loads(read(site, "data/site.json"))
    small(there, url="https://county.example/village")
    build(there, there + "-out")
    sitemap(there + "-out/site", "https://county.example/village")
    check("robots: in a sub-folder", "Disallow: /village/own/\n" in read(there + "-out/site", "robots.txt"))
    missing = read(there + "-out/site", "404.html")
    links = re.findall(r'(?:href|src)="([^"#]+)', missing)
    check("404: every link begins at the root of the site", links and all(
        l.startswith("/village/") and os.path.isfile(os.path.join(there + "-out/site", l[len("/village/"):])) for l in links), links)
    one = calendar(there + "-out/site")
    build(there, there + "-later", "2026-12-24")
    check("calendar: uids and stamps are for ever", one == calendar(there + "-later/site"))
    small(english, url="https://v.example", language="en")
    build(english, english + "-out")
    atom(english + "-out/site", "https://v.example", {"m000": "2026-03-05"})
    calendar(english + "-out/site")
    sitemap(english + "-out/site", "https://v.example")
    text = read(english + "-out/site", "search/index.html") + read(english + "-out/site", "data/index.html")
    check("English pages have every text", "&lt;" not in re.sub(r"<pre.*?</pre>", "", text, flags=re.S))
    committed(work, there)


def committed(work, village):
    """The commit stands in the ledger's data where the records are as it has them."""
    git(village, "init", "-q")
    git(village, "add", "records")
    git(village, "commit", "-q", "-m", "records")
    head = git(village, "rev-parse", "HEAD")
    out = os.path.join(work, "committed")
    build(village, out)
    public = lambda: run("ledger", village, "--date", DATE, "--format", "json", "--public").stdout
    check("ledger --public prints data/ledger.json, the commit included", public() == read(out + "/site", "data/ledger.json"))
    data = json.loads(read(out + "/site", "data/ledger.json"))
    check("the commit comes first in data/ledger.json, then the url",
          list(data)[:2] == ["commit", "url"] and data["commit"] == head, list(data)[:3])
    def clean():
        build(village, out)
        return "commit" in json.loads(read(out + "/site", "data/ledger.json"))

    write(village, ".git/info/exclude", "private*\ndrafts/\n*~\n")
    for path in ("records/.private.yaml", "records/meetings/.private/a.yaml", "records/private.csv", "records/households/g1.yaml~",
                 "content/.private.md", "elsewhere/new.md"):
        write(village, path, "nothing\n")
    check("what a build does not read changes nothing", clean())
    for path, text in (("records/meetings/private.yaml", "meeting: 2026-01-02\nkind: review\ntitle: 会\n"), ("content/private.md", "# 未提交\n"),
                       ("content/drafts/deep/a.txt", "a\n"), ("content/new/a.txt", "a\n"), ("themes/mine/site/private.css", "")):
        write(village, path, text)
        check(f"no commit where git does not have {path}", not clean() and public() == read(out + "/site", "data/ledger.json"))
        os.remove(os.path.join(village, path))
    check("and the commit again without them", clean())
    write(village, "records/village.yaml", read(village, "records/village.yaml") + "town: 大镇\n")
    build(village, out)
    check("no commit where the records have changed since", "commit" not in json.loads(read(out + "/site", "data/ledger.json")))
    check("nor does ledger --public say one", public() == read(out + "/site", "data/ledger.json"))


def large(work):
    """A thousand households and two hundred and sixty meetings: the index stays small, and old meetings are found by what their minutes name."""
    village = os.path.join(work, "large")
    small(village, households=1000, meetings=260, minutes="第{i}次：大家说起夜里治安巡逻的事，" + "这一段话每次都不一样长，只为占地方。" * 30)
    build(village, village + "-out")
    found = index(village + "-out/site")
    size = os.path.getsize(village + "-out/site/search/index.js")
    check("search: 1,000 households and 260 meetings in under 300 KB", size < 300 * 1000, size)
    paths = finds(found, "治安巡逻")
    check("search: old meetings are found by what their minutes name", {f"meetings/m{i:03d}/index.html" for i in range(260)} <= paths,
          sorted({f"meetings/m{i:03d}/index.html" for i in range(260)} - paths)[:5])


def main():
    with tempfile.TemporaryDirectory(prefix="gongshi-feeds-") as work:
        demonstration(work)
        villages(work)
        large(work)
        theme(work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
