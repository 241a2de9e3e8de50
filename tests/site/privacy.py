"""Looks for what a site must not give away (section 6 of the contract): every byte of it, and the text, the title, the bookmarks and every other string of each PDF.

Nothing here is taken from the program: the names and the words are read from the records, and the policy is worked out anew.
"""
import collections
import glob
import html
import json
import os
import re
import subprocess
import unicodedata
import urllib.parse
import zlib

from records import read_yaml

TEXTS = (".html", ".css", ".js", ".json", ".csv", ".xml", ".atom", ".svg", ".txt", ".ics", ".webmanifest")
BLOCKS = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|div|table|t[rdh]|thead|tbody|section|h[1-6]|title|option|br|hr|main|nav|article|figure|figcaption|pre|text)\b[^>]*>", re.I)
HAN_GAP = re.compile(r"(?<=[\u2e80-\uffef\U00020000-\U0003ffff*])[ \t\r\n\u3000]+(?=[\u2e80-\uffef\U00020000-\U0003ffff])")


def read(path):
    return read_yaml(path, {})


def several(value):
    return value if isinstance(value, list) else [value] if value else []


def characters(name):
    return sum(1 for c in name if not unicodedata.combining(c) and c not in " ·・•‧\u3000")


class Records:
    """What the records hold of people, of words that stay in the office, and of what is published."""

    def __init__(self, folder):
        self.village = read(os.path.join(folder, "village.yaml"))
        self.privacy = self.village.get("privacy") or {}
        self.people = []  # (household, name, minor, consent)
        self.residents = set()
        self.home = {}  # a resident → the household
        self.households = []
        self.since = {}  # of those that say it: household → first day on the list
        self.private = collections.defaultdict(set)  # a text → the households it is about
        self.published, self.chairs, self.meetings = [], set(), []
        self.rules, self.negative, self.cycles = [], set(), set()
        rewards = os.path.join(folder, "rewards.yaml")
        found = read(rewards) if os.path.exists(rewards) else {}
        self.rewards = bool(found.get("goods") or found.get("services"))
        self.entries, self.claims = {}, {}
        for path in sorted(glob.glob(os.path.join(folder, "households", "*.yaml"))):
            self.group(read(path))
        for path in sorted(glob.glob(os.path.join(folder, "rules", "*.yaml"))):
            for rule in read(path).get("rules") or []:
                self.rules.append(rule["id"])
                if rule.get("kind") == "negative":
                    self.negative.add(rule["id"])
        for path in sorted(glob.glob(os.path.join(folder, "claims", "*.yaml"))):
            for claim in read(path):
                self.claims[claim["id"]] = claim
                self.keep(claim, self.whose(claim))
        for path in sorted(glob.glob(os.path.join(folder, "meetings", "**", "*.yaml"), recursive=True)):
            self.meeting(read(path), os.path.basename(path)[:-5])
        for path in sorted(glob.glob(os.path.join(folder, "objections", "*.yaml"))):
            for objection in read(path):
                self.keep({"note": objection.get("grounds")}, self.entries.get(objection.get("entry"), set()))
        for path in sorted(glob.glob(os.path.join(folder, "disclosures", "*.yaml"))):
            for d in read(path):
                self.keep({"note": d["to"], "evidence": d["basis"]}, {d["household"]})
        self.published += [json.dumps(self.village, ensure_ascii=False)]
        for where in (rewards, os.path.join(folder, "rules", "*.yaml"), os.path.join(folder, "..", "content", "**", "*.md")):
            for path in glob.glob(where, recursive=True):
                with open(path, encoding="utf-8") as f:
                    self.published.append(f.read())

    def group(self, data):
        for h in data.get("households") or []:
            minors = {m["name"] for m in h.get("members") or [] if m.get("minor") == "true"}
            self.households.append(h["id"])
            if h.get("since"):
                self.since[h["id"]] = h["since"]
            self.people.append((h["id"], h["head"], h["head"] in minors, h.get("consent") or "9999"))
            for m in h.get("members") or []:
                self.people.append((h["id"], m["name"], m.get("minor") == "true", h.get("consent") or "9999"))
                self.residents.add(m["id"])
                self.home[m["id"]] = h["id"]

    def known(self, date):
        """The households that exist on DATE: not those that come to the list later."""
        return [h for h in self.households if self.since.get(h, date) <= date]

    def whose(self, entry):
        found = set(several(entry.get("household"))) | set(entry.get("scores") or {})
        return found | {self.home[r] for r in several(entry.get("resident")) if r in self.home}

    def keep(self, item, whose):
        for text in several(item.get("note")) + several(item.get("evidence")):
            self.private[text.strip()] |= whose

    def meeting(self, data, name):
        meeting = data.get("id") or name
        self.meetings.append((meeting, data["meeting"]))
        self.chairs.add(data.get("chair") or "")
        for place, entry in enumerate(data.get("entries") or [], 1):
            whose = self.whose(entry)
            self.keep(entry, whose)
            self.cycles.add(entry.get("date") or data["meeting"])
            for end in [""] + ["/" + w for w in several(entry.get("household")) + several(entry.get("resident")) + list(entry.get("scores") or {})]:
                self.entries[f"{meeting}/{place}{end}"] = whose if not end else {self.home.get(end[1:], end[1:])}
        for claim in data.get("claims") or []:
            if claim.get("claim") in self.claims:
                self.entries[f"{meeting}/{claim['claim']}"] = self.whose(self.claims[claim["claim"]])
        self.published += [str(data.get(k) or "") for k in ("title", "minutes", "place")]
        for kind in ("claims", "corrections", "objections"):
            self.published += [str(d.get("reason") or "") for d in data.get(kind) or []]

    def years(self, date):
        """The cycles that are computed, of deeds up to DATE (redemptions do not come before the first deed here)."""
        first = self.village.get("cycle") or "01-01"
        year = [int(d[:4]) - (d[5:] < first) for d in self.cycles if d <= date] + [int(date[:4]) - (date[5:] < first)]
        return range(min(year), max(year) + 1)

    def hidden_names(self, circle, date):
        """Every name that an output of CIRCLE must not hold in full: name → the households it belongs to."""
        policy = self.privacy.get(circle) or "masked"
        hidden, shown = collections.defaultdict(set), set(self.allowed())
        for household, name, minor, consent in self.people:
            if minor or policy == "id" or policy == "masked" and consent > date:
                hidden[name].add(household)
            else:
                shown.add(name)
        return {n: w for n, w in hidden.items() if characters(n) >= 2 and n not in shown}, shown

    def allowed(self):
        names = {o.get("holder") for o in self.village.get("offices") or []} | self.chairs | set(several(self.privacy.get("words")))
        return {n for n in names if n}

    def places(self):
        return {p for p in (self.village.get(k) for k in ("name", "town", "city")) if p}


class Finder:
    """Finds any of many texts in a long one, by their first characters, START of them: what none begins with is passed over in one sweep."""

    def __init__(self, wanted, start, left_alone=()):
        self.start = start
        self.by_start = collections.defaultdict(list)
        for text in wanted:
            self.by_start[tuple(text[:start])].append(text)
        self.starts = set(self.by_start)
        self.left_alone = [t for t in left_alone if t]

    def find(self, text):
        """Each (text found, where), but what stands within something that is left alone."""
        for start in sorted(self.starts.intersection(zip(*(text[i:] for i in range(self.start))))):
            for wanted in self.by_start[start]:
                at = text.find(wanted)
                while at >= 0:
                    if not covered(text, at, at + len(wanted), self.left_alone):
                        yield wanted, at
                    at = text.find(wanted, at + 1)


def covered(text, begin, end, others):
    """Whether what stands in TEXT from BEGIN to END is part of one of OTHERS that is longer."""
    for other in others:
        at = text.find(other, max(0, end - len(other)), begin + len(other))
        if at >= 0 and at <= begin and at + len(other) >= end and len(other) > end - begin:
            return True
    return False


class Search:
    """What a site of these records must not hold."""

    def __init__(self, records, circle, date):
        self.names, shown = records.hidden_names(circle, date)
        common = "\n".join(records.published + theme_words())
        self.private = {t: w for t, w in records.private.items() if len(t) >= 4 and t not in common}
        self.ids = records.residents - set(records.households)
        self.home = records.home
        self.finder = Finder(list(self.names) + list(self.private), 2, shown | records.places())
        coded = {}
        for text in list(self.names) + list(self.private):
            for coding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
                code = text.encode(coding).decode("latin-1")
                if len(code) >= 6:
                    coded[code] = text
        self.coded = coded
        self.bytes = Finder(list(coded), 4)

    def judge(self, found, owner):
        """Whether FOUND is something that a page of OWNER (None: everybody's) may not say."""
        whose = self.names.get(found) or self.private.get(found) or {self.home.get(found)}
        return owner is None or owner not in whose

    def of_owner(self, owner):
        """What a household's own page says of it, which may hold another's words."""
        return [t for t, whose in list(self.names.items()) + list(self.private.items()) if owner in whose]

    def in_text(self, text, owner=None):
        for found, at in self.finder.find(text):
            if self.judge(found, owner) and not (owner and covered(text, at, at + len(found), self.of_owner(owner))):
                yield found, text[max(0, at - 12):at + len(found) + 12].replace("\n", " ")
        for m in re.finditer(r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]", text):
            if m.group() in self.ids and self.judge(m.group(), owner):
                yield m.group(), text[max(0, m.start() - 12):m.end() + 12].replace("\n", " ")

    def in_bytes(self, data, owner=None):
        for code, _ in self.bytes.find(data.decode("latin-1")):
            if self.judge(self.coded[code], owner):
                yield self.coded[code], "among its bytes"


def theme_words():
    top = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "themes", "default")
    found = []
    for path in sorted(glob.glob(os.path.join(top, "**", "*.*"), recursive=True)):
        with open(path, encoding="utf-8") as f:
            found.append(f.read())
    return found


def readings(path, text):
    """TEXT as it stands, as programs decode it, and as people read it across marks and line ends."""
    yield text
    plain = text
    if "&" in plain and path.endswith((".html", ".xml", ".atom", ".svg")):
        plain = html.unescape(plain)
    if "\\u" in plain:
        plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), plain).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "%" in plain:
        plain = urllib.parse.unquote(plain, errors="replace")
    if plain != text:
        yield plain
    if path.endswith((".html", ".svg")):
        plain = re.sub(r"<[^>]*>", "", BLOCKS.sub("\v", plain))
    elif path.endswith(".ics"):
        plain = re.sub(r"\r?\n[ \t]", "", plain)
    joined = HAN_GAP.sub("", plain)
    if joined != text:
        yield joined


def tool(*command):
    r = subprocess.run(command, capture_output=True, timeout=60)
    return r.stdout, r.returncode


def pdf_strings(value):
    if isinstance(value, dict):
        for k, v in value.items():
            yield from pdf_strings(k)
            yield from pdf_strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from pdf_strings(v)
    elif isinstance(value, str):
        yield value[2:] if value.startswith("u:") else value


def pdf_parts(path):
    """(part, text) of a PDF: what stands on its pages, its title and the like, its bookmarks and all other strings, its streams."""
    for options in ([], ["-raw"]):
        text, status = tool("pdftotext", "-enc", "UTF-8", *options, path, "-")
        if status:
            yield "text", None
            return
        yield "text", text.decode("utf-8", "replace")
    yield "title", tool("pdfinfo", "-enc", "UTF-8", path)[0].decode("utf-8", "replace")
    data, status = tool("qpdf", "--json", "--json-stream-data=none", path)
    yield "bookmarks", None if status not in (0, 3) else "\n".join(pdf_strings(json.loads(data)))


def pdf_streams(path):
    return tool("qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", path, "-")[0]


def png_words(data):
    """What a picture carries beside its points: its parts, unpacked where they are packed."""
    at = 8
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        part = data[at + 8:at + 8 + length]
        if kind not in (b"IHDR", b"PLTE", b"IDAT", b"IEND"):
            yield part
            for begin in [i + 1 for i, byte in enumerate(part[:200]) if byte == 0]:
                try:
                    yield zlib.decompress(part[begin:])
                except zlib.error:
                    pass
        at += 12 + length


def owner_of(site, path):
    """The household whose own page PATH belongs to, or None."""
    parts = path.split(os.sep)
    if parts[0] != "own" or len(parts) < 3:
        return None
    with open(os.path.join(site, "own", parts[1], "index.html"), encoding="utf-8") as f:
        m = re.search(r'<h1>.*?<span class="id">([^<]+)</span>', f.read(), re.S)
    return m.group(1) if m else None


def look_into(site, path, search):
    """Everything in one file that it must not say."""
    full, owner = os.path.join(site, path), owner_of(site, path)
    with open(full, "rb") as f:
        data = f.read()
    for found, where in search.in_text(path, owner):
        yield f"{path}: {found} in its name"
    if path.endswith(TEXTS):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as e:
            yield f"{path}: {e}"
            return
        for reading in readings(path, text):
            for found, where in search.in_text(reading, owner):
                yield f"{path}: {found} ({where})"
        return
    for found, where in search.in_bytes(data, owner):
        yield f"{path}: {found} {where}"
    if path.endswith(".png"):
        for part in png_words(data):
            for found, where in search.in_bytes(part, owner):
                yield f"{path}: {found} beside its points"
    elif path.endswith(".pdf"):
        for part, text in pdf_parts(full):
            if text is None:
                yield f"{path}: its {part} cannot be read"
                continue
            for reading in (text, HAN_GAP.sub("", text)):
                for found, where in search.in_text(reading, owner):
                    yield f"{path}: {found} in its {part} ({where})"
        for found, where in search.in_bytes(pdf_streams(full), owner):
            yield f"{path}: {found} {where}"
    else:
        yield f"{path}: of a kind that nobody looks into"


def look(site, search):
    """Everything that a built site says and must not, once each."""
    said = set()
    for where, _, names in sorted(os.walk(site)):
        for name in sorted(names):
            for fault in look_into(site, os.path.relpath(os.path.join(where, name), site), search):
                if fault not in said:
                    said.add(fault)
                    yield fault


def warnings_faults(records, site, date):
    """Where warnings are but counted, no household's page, and no data, says which household one is about; where they are masked, no household's
    page that says its name in full does."""
    policy = records.privacy.get("warnings") or "count"
    if policy == "named":
        return
    if policy == "count":
        with open(os.path.join(site, "data", "ledger.json"), encoding="utf-8") as f:
            for cycle in json.load(f)["cycles"]:
                for e in cycle["entries"]:
                    if e["rule"] in records.negative:
                        yield f"data/ledger.json: {e['id']} is a warning of {e['household']}"
    for household in records.known(date):
        with open(os.path.join(site, "households", household, "index.html"), encoding="utf-8") as f:
            text = f.read()
        title = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)[1]
        if policy == "masked" and not any(name in title for of, name, _, _ in records.people if of == household):
            continue
        for rule in sorted(records.negative):
            if re.search(r"#" + re.escape(rule) + r'"', text):
                yield f"households/{household}/index.html: leads to the rule {rule}"