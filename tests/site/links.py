"""Reads a built site as a visitor's browser would find it on a memory stick: every link and anchor, the policy of each page, the addresses that papers carry."""
import json
import os
import re
import urllib.parse
import xml.etree.ElementTree as xml
from html.parser import HTMLParser

URL_ATTRIBUTES = {"href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href"}
ALLOWED_SCHEMES = ("tel:", "mailto:")
POLICY = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


class Page(HTMLParser):
    """What one page holds: ids, links with their line, and what a strict policy would refuse."""

    def __init__(self, path, text):
        super().__init__(convert_charrefs=True)
        self.path = path
        self.ids, self.links, self.absolute, self.faults = set(), [], [], []
        self.policy = self.lang = None
        self.title = ""
        self.hidden = self.in_title = False
        self.loaded = False  # something was asked for before the policy stood
        self.heads = 0
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        at = dict(pairs)
        for name, value in pairs:
            if name in URL_ATTRIBUTES and not (tag == "link" and at.get("rel") in ("canonical",)):
                self.links.append((value or "", self.getpos()[0], tag))
            elif name == "srcset":
                self.links += [(part.split()[0], self.getpos()[0], tag) for part in (value or "").split(",") if part.strip()]
            elif name == "style" or name.startswith("on"):
                self.faults.append(f"line {self.getpos()[0]}: {name}= on <{tag}>")
        if "id" in at:
            if at["id"] in self.ids:
                self.faults.append(f"line {self.getpos()[0]}: the id {at['id']} a second time")
            self.ids.add(at["id"])
        if tag == "html":
            self.lang = at.get("lang")
        elif tag == "meta":
            self.meta(at)
        elif tag == "link" and at.get("rel") == "canonical":
            self.absolute.append(at.get("href") or "")
        elif tag == "title":
            self.in_title = not self.title
        elif tag == "h1":
            self.heads += 1
        elif tag == "style" or tag == "script" and not at.get("src"):
            self.faults.append(f"line {self.getpos()[0]}: inline <{tag}>")
        elif tag in ("iframe", "object", "embed", "base"):
            self.faults.append(f"line {self.getpos()[0]}: <{tag}>")
        if tag in ("script", "link", "img") and self.policy is None:
            self.loaded = True

    def meta(self, at):
        if (at.get("http-equiv") or "").lower() == "content-security-policy":
            self.policy = at.get("content") or ""
        elif at.get("property") in ("og:url", "og:image"):
            self.absolute.append(at.get("content") or "")
        elif at.get("name") == "robots" and "noindex" in (at.get("content") or ""):
            self.hidden = True
        elif (at.get("http-equiv") or "").lower() == "refresh":
            self.faults.append("a page that moves by itself")

    def handle_data(self, data):
        if self.in_title:
            self.title += data

    def handle_endtag(self, tag):
        if tag == "title":
            self.in_title = False


class Tree:
    """A built site: its files, its pages, the address it is made for."""

    def __init__(self, folder, url):
        self.folder = folder
        self.url = url.rstrip("/") if url else None
        self.files = set()
        for where, _, names in os.walk(folder):
            self.files.update(os.path.relpath(os.path.join(where, n), folder) for n in names)
        self.pages = {p: Page(p, self.text(p)) for p in sorted(self.files) if p.endswith(".html")}

    def text(self, path):
        with open(os.path.join(self.folder, path), encoding="utf-8") as f:
            return f.read()

    def size(self, path):
        return os.path.getsize(os.path.join(self.folder, path))

    def target(self, base, link):
        """(path, fragment) that LINK on the page BASE leads to, or why it leads nowhere."""
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            return None, f"leads out of the site: {link}"
        path = urllib.parse.unquote(parts.path)
        if path.startswith("/"):
            home = urllib.parse.urlsplit(self.url or "").path + "/"
            if base != "404.html" or not path.startswith(home):
                return None, f"is no relative link: {link}"
            path = path[len(home):]
        elif path:
            path = os.path.normpath(os.path.join(os.path.dirname(base), path)) + ("/" if path.endswith("/") else "")
        else:
            path = base
        return (path, urllib.parse.unquote(parts.fragment)), None

    def broken(self, base, link):
        """What is wrong with LINK on BASE, or None."""
        if link.startswith(ALLOWED_SCHEMES):
            return None
        found, why = self.target(base, link)
        if why:
            return why
        path, fragment = found
        if path not in self.files:
            folder = path.rstrip("/") + "/index.html" in self.files
            return f"leads to a folder, which a memory stick does not open: {link}" if folder else f"leads to no file: {link}"
        if fragment and (path not in self.pages or fragment not in self.pages[path].ids):
            return f"leads to no such place: {link}"
        return None

    def of_url(self, address):
        """The file that an absolute address of this site stands for, or None."""
        if not self.url or not (address + "/").startswith(self.url + "/"):
            return None
        path = urllib.parse.unquote(urllib.parse.urlsplit(address).path[len(urllib.parse.urlsplit(self.url).path):]).lstrip("/")
        path = path + "index.html" if path == "" or path.endswith("/") else path
        return path if path in self.files else None


def pages_faults(tree):
    for path, page in tree.pages.items():
        for fault in page.faults:
            yield f"{path}: {fault}"
        if page.heads != 1:
            yield f"{path}: {page.heads} first headings"
        if not page.title.strip():
            yield f"{path}: no title"


def policy_faults(tree):
    for path, page in tree.pages.items():
        given = dict((d.strip().split(" ", 1) + [""])[:2] for d in (page.policy or "").split(";") if d.strip())
        if any(given.get(k) != v for k, v in POLICY.items()) or page.loaded:
            yield f"{path}: policy {page.policy!r}" + (" after something is loaded" if page.loaded else "")
        elif any(re.search(r"unsafe|\*|https?:|data:|blob:", v) for v in given.values()):
            yield f"{path}: policy lets in more than the site itself: {page.policy!r}"


def links_faults(tree):
    for path, page in tree.pages.items():
        for link, line, _ in page.links:
            why = tree.broken(path, link)
            if why:
                yield f"{path}:{line} {why}"
        for address in page.absolute:
            if tree.of_url(address) is None:
                yield f"{path}: {address} is no address of this site"
    for path in sorted(tree.files):
        if path.endswith(".css"):
            text = tree.text(path)
            for link in re.findall(r"""url\(\s*["']?([^"')]+)""", text) + re.findall(r"""@import\s+["']([^"']+)""", text):
                if not link.startswith("data:") and tree.broken(path, link):
                    yield f"{path} {tree.broken(path, link)}"


def outside_faults(tree):
    """Scripts and styles name no other place, and pictures are drawn from themselves."""
    for path in sorted(tree.files):
        if path.endswith((".js", ".css", ".svg", ".webmanifest")) and path != "search/index.js":  # the words of pages, addresses among them
            for address in re.findall(r"(?:https?:)?//[A-Za-z0-9][A-Za-z0-9.-]+\.[a-z]{2,}[^\s\"')]*", re.sub(r"(?m)^\s*(//|\*|/\*).*", "", tree.text(path))):
                if not address.startswith("http://www.w3.org/") and path != "qrcode.js" and not (tree.url and address.startswith(tree.url)):
                    yield f"{path}: {address}"


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) else []


def data_faults(tree):
    """The files that programs read: they are what they say they are, and lead to what is there."""
    for path in sorted(tree.files):
        try:
            if path.endswith((".json", ".webmanifest")):
                data = json.loads(tree.text(path))
                if path == "manifest.webmanifest":
                    for link in [data.get("start_url", "")] + [i["src"] for i in data.get("icons", [])]:
                        found = os.path.normpath(link.rstrip("/") or ".")
                        if link and found not in tree.files and os.path.normpath(found + "/index.html") not in tree.files:
                            yield f"{path}: {link} is not there"
                for s in strings(data):
                    if re.match(r"https?://", s) and s.rstrip("/") != tree.url and tree.of_url(s) is None:
                        yield f"{path}: {s}"
            elif path.endswith((".xml", ".atom", ".svg")):
                root = xml.fromstring(tree.text(path))
                if path.endswith(".svg"):
                    continue
                for e in root.iter():
                    for address in [e.get("href") or ""] + [(e.text or "").strip()]:
                        if re.match(r"https?://", address) and tree.of_url(address.split("#")[0]) is None and address.rstrip("/") != tree.url:
                            yield f"{path}: {address}"
            elif path.endswith(".csv"):
                if not tree.text(path).startswith("\ufeff"):
                    yield f"{path}: no byte order mark"
            elif path.endswith(".ics"):
                with open(os.path.join(tree.folder, path), "rb") as f:
                    lines = f.read().split(b"\r\n")
                if lines[-1] or any(b"\n" in line or len(line) > 75 for line in lines):
                    yield f"{path}: lines are longer than 75 octets or do not end with CR LF"
        except (ValueError, xml.ParseError, UnicodeDecodeError) as e:
            yield f"{path}: {e}"


def addresses_faults(tree, people, records, date):
    """The addresses that papers carry, for PEOPLE, the households that exist on DATE, and what the records hold up to it."""
    wanted = ["index.html", "notices/index.html", "meetings/index.html", "rules/index.html", "ranking/index.html", "declare/index.html",
              "object/index.html", "search/index.html", "about/index.html", "404.html", "data/ledger.json"] + ["calendar.ics"] * bool(records["meetings"])
    wanted += [f"households/{h}/index.html" for h in people]
    for path in sorted(tree.files):
        if re.fullmatch("households/[^/]+/index.html", path) and path.split("/")[1] not in people:
            yield f"{path} is of a household that is not there yet"
    for meeting, day in records["meetings"]:
        if day <= date:
            wanted.append(f"meetings/{meeting}/index.html")
    wanted += [f"ranking/{y}/index.html" for y in records["cycles"]]
    if records["rewards"]:
        wanted.append("rewards/index.html")
    for path in wanted:
        if path not in tree.files:
            yield f"{path} is not there"
    page = tree.pages.get("rules/index.html")
    for rule in records["rules"]:
        if page and rule not in page.ids:
            yield f"rules/index.html#{rule} is not there"


def own_faults(tree):
    """Nothing leads to a household's own page, and it asks not to be looked for."""
    keys = {p.split("/")[1] for p in tree.files if p.startswith("own/")}
    for path, page in tree.pages.items():
        if path.startswith("own/") and (not page.hidden or "no-referrer" not in tree.text(path)):
            yield f"{path}: asks not for noindex and no referrer"
    for path in sorted(tree.files):
        with open(os.path.join(tree.folder, path), "rb") as f:
            data = f.read()
        for key in re.findall(rb"own/([a-z0-9]{10,})", data):
            if key.decode() in keys and path.split("/")[:2] != ["own", key.decode()]:
                yield f"{path} names own/{key.decode()}/"


def sitemap_faults(tree):
    if not tree.url:
        return
    named = {tree.of_url(e.text.strip()) for e in xml.fromstring(tree.text("sitemap.xml")).iter() if e.tag.endswith("}loc")}
    for path, page in tree.pages.items():
        if page.hidden == (path in named):
            yield f"{path} is {'hidden and in' if page.hidden else 'not in'} the sitemap"
