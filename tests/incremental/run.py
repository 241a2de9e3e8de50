#!/usr/bin/env python3
"""Builds random villages over random edits and dates, again and again to the same OUT and anew to another: run.py PROGRAM [SEED [VILLAGES EDITS [MEETINGS]]]. Ends with
"N passed, M failed".

Villages are small ones of its own, and the demonstration village, to which meetings come at one date: with points and warnings old and new, corrections,
answers, refusals, who led them.

What must hold: every byte is the same, whatever was built before, was removed or changed by hand in OUT or in what a build keeps of it
(.gongshi/made), and whatever the number of threads. The lists of papers are left out: they say which are other
than at the build before.
"""
import copy
import glob
import os
import random
import re
import resource
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from trees import differences, hashes  # noqa: E402
from village import TOP, Checks, run, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 2026
VILLAGES, EDITS = (int(a) for a in sys.argv[3:5]) if len(sys.argv) > 3 else (3, 7)
MEETINGS = int(sys.argv[5]) if len(sys.argv) > 5 else 6
LISTS = ("print/index.html", "office/index.html")
checks = Checks()
check = checks.that


class Village:
    """What is edited, as values, and the files it is written to."""

    HOUSEHOLDS, ENTRIES = 4, 4  # of each of two groups; of each meeting at first

    def __init__(self, chance, folder):
        self.chance, self.folder = chance, folder
        self.settings = {"site": "masked", "print": "full", "warnings": "count", "url": "", "days": 5, "theme": 0}
        self.names = {f"h{g}{i:02}": chance.choice("张王李赵陈") + chance.choice(["大山", "小河", "伟", "桂英"]) for g in (1, 2)
                      for i in range(1, self.HOUSEHOLDS + 1)}
        self.ids = sorted(self.names)
        self.consent = {}
        self.meetings = []
        self.passed = {}  # giver: receiver, reason; all have points of January
        self.objections = []
        self.page = "第一版。"
        self.date = "2026-06-10"
        for month in (2, 4, 6):
            self.meet(month)

    def passes(self):
        giver, receiver = self.chance.sample(sorted(self.names), 2)
        self.passed[giver] = receiver, self.chance.choice(["帮扶", "换米", self.chance.choice(sorted(self.names.values())) + "家自愿"])

    def line(self, date):
        """A household, a rule and the day of the deed: often such that a bound on points is shared with another entry."""
        month, decided = int(date[5:7]), {line for m in self.meetings for line in m["entries"]}
        while True:
            day = f"2026-{self.chance.choice([month, month, max(month - 1, 1)]):02}-{self.chance.randint(1, int(date[8:])):02}"
            who = self.chance.choice(self.ids) + self.chance.choice(["", "", "-1", "-2"])
            line = who, self.chance.choice(["patrol", "clean", "clean", "loud", "gamble"]), day
            if line not in decided:
                return line

    def lines(self, date):
        return list(dict.fromkeys(self.line(date) for _ in range(self.ENTRIES)))

    def meet(self, month):
        c = self.chance
        date = f"2026-{month:02}-{c.randint(1, 9):02}"
        if date not in [m["date"] for m in self.meetings]:
            self.meetings.append({"date": date, "entries": self.lines(date), "chair": c.choice(["", *sorted(self.names.values())]),
                                  "title": c.choice(["", f"议{c.choice(sorted(self.names.values()))}家事的会"]), "corrections": [], "objections": []})
            self.meetings.sort(key=lambda m: m["date"])

    def pick(self):
        """A meeting that decided something."""
        return self.chance.choice([m for m in self.meetings if m["entries"]])

    def write(self):
        shutil.rmtree(os.path.join(self.folder, "records"), ignore_errors=True)
        s = self.settings
        write(self.folder, "records/village.yaml", f"name: 清溪村\nnotice: {{days: {s['days']}, contact: 村务监督委员会}}\n"
              + (f"url: {s['url']}\n" if s["url"] else "") + f"privacy: {{site: {s['site']}, print: {s['print']}, warnings: {s['warnings']}}}\n"
              + (f"theme: own{s['theme']}\n" if s["theme"] else ""))
        for number in (1, 2):
            write(self.folder, f"themes/own{number}/words/zh-CN.yaml", f"site: {{nav: {{notices: 公示之{number}, households: 各户之{number}}}}}\n")
        write(self.folder, "records/rules/10.yaml", "level: city\ncategories:\n  - {id: order, title: 社会治安}\nrules:\n"
              "  - {id: patrol, category: order, title: 参加治安巡逻, points: 2}\n  - {id: clean, category: order, title: 打扫公共场所, points: 1.5, cap: 3/month}\n"
              "  - {id: loud, category: order, kind: negative, title: 深夜喧哗, points: -1}\n"
              "  - {id: gamble, category: order, kind: negative, title: 聚众赌博, points: -3, veto: true}\n")
        write(self.folder, "records/rewards.yaml", "honours:\n  - {id: star, title: 文明户, points: 4}\n  - {id: quarter, title: 季度之星, rank: 2, per: quarter}\n"
              "  - {id: person, title: 热心村民, rank: 2, per: quarter, for: resident}\n  - {id: best, title: 年度好人, rank: 1, for: resident, category: order}\n"
              "  - {id: group, title: 先进小组, rank: 1, per: month, for: group}\n")
        for g in (1, 2):
            lines = [f"  - {{id: {h}, head: {n}{', consent: ' + self.consent[h] if h in self.consent else ''}, "
                     f"members: [{{id: {h}-1, name: {n}}}, {{id: {h}-2, name: 小{n[0]}, minor: true}}]}}" for h, n in self.names.items() if h[1] == str(g)]
            write(self.folder, f"records/households/g{g}.yaml", f"group: {{id: g{g}, name: {'一二'[g - 1]}组}}\nhouseholds:\n" + "\n".join(lines) + "\n")
        for m in self.meetings:
            text = f"meeting: {m['date']}\nkind: review\n" + "".join(f"{k}: {m[k]}\n" for k in ("chair", "title") if m[k])
            if m["entries"]:
                text += "entries:\n" + "".join(f"  - {{{'resident' if '-' in h else 'household'}: {h}, rule: {r}, date: {d}}}\n" for h, r, d in m["entries"])
            for kind in ("corrections", "objections"):
                if m[kind]:
                    text += f"{kind}:\n" + "".join(f"  - {{{line}}}\n" for line in m[kind])
            write(self.folder, f"records/meetings/{m['date']}.yaml", text)
        if self.objections:
            write(self.folder, "records/objections/2026.yaml", "".join(f"- {{id: {i}, entry: {e}, received: {d}}}\n" for i, e, d in self.objections))
        write(self.folder, "records/meetings/2026-01-20.yaml", f"meeting: 2026-01-20\nkind: review\nentries:\n  - {{household: [{', '.join(self.names)}], rule: patrol}}\n")
        write(self.folder, "records/meetings/2026-05-20.yaml", "meeting: 2026-05-20\nkind: review\ntransfers:\n"
              + "".join(f"  - {{from: {a}, to: {b}, points: 0.5, reason: {why}}}\n" for a, (b, why) in sorted(self.passed.items())))
        write(self.folder, "content/news/one.md", f"---\ntitle: 一条消息\ndate: 2026-03-01\n---\n{self.page}\n")

    def correct(self):
        """A meeting says that an entry of it or an earlier one is void, perhaps for another in its place; or answers an objection to one."""
        c = self.chance
        old, new = sorted((self.pick(), self.pick()), key=lambda m: m["date"])
        entry = f"{old['date']}/{c.randint(1, len(old['entries']))}"
        reason = f"{c.choice(sorted(self.names.values()))}说不对"
        if c.random() < 0.5:
            by = f", by: {new['date']}/{len(new['entries'])}" if c.random() < 0.5 and old is not new else ""
            new["corrections"].append(f"entry: {entry}, reason: {reason}{by}")
        else:
            name = f"o{len(self.objections) + 1}"
            self.objections.append((name, entry, old["date"]))
            if c.random() < 0.7:
                new["objections"].append(f"objection: {name}, upheld: {c.choice(['true', 'false'])}, reason: {reason}")

    def edit(self, out):
        """One random change that leaves no error; what it was."""
        while True:
            before = copy.deepcopy({k: v for k, v in vars(self).items() if k != "chance"})
            what = self.change(out)
            self.write()
            if run(PROGRAM, "check", self.folder, "--date", self.date).returncode == 0:
                return what
            vars(self).update(before)

    def change(self, out):
        c = self.chance
        what = c.choice(["nothing", "date", "meeting", "meeting", "meeting", "gone", "correct", "correct", "chair", "title", "entry", "line", "name", "consent", "policy", "theme", "url", "page", "passed", "passed",
                         "lost", "changed", "stray", "forgotten", "torn"])
        files = sorted(p for p in glob.glob(os.path.join(out, "**"), recursive=True) if os.path.isfile(p))
        kept = sorted(glob.glob(os.path.join(self.folder, ".gongshi", "made", "*")))
        if what == "date":
            self.date = f"2026-{c.randint(6, 12):02}-{c.randint(10, 28)}"
        elif what == "meeting":
            self.meet(c.randint(1, 6))
        elif what == "gone" and len(self.meetings) > 3:
            self.meetings.remove(self.pick())
        elif what == "correct":
            self.correct()
        elif what == "chair":
            self.pick()["chair"] = c.choice(["", *sorted(self.names.values())])
        elif what == "title":
            self.pick()["title"] = f"又议{c.choice(sorted(self.names.values()))}家事的会"
        elif what == "entry":
            self.pick()["entries"].pop()
        elif what == "line":
            meeting = self.pick()
            meeting["entries"].append(self.line(meeting["date"]))
        elif what == "passed":
            self.passes()
        elif what == "name":
            self.names[c.choice(sorted(self.names))] = "欧阳" + c.choice(["明", "春花"])
        elif what == "consent":
            self.consent[c.choice(sorted(self.names))] = f"2026-{c.randint(1, 12):02}-01"
        elif what == "policy":
            self.settings["site"], self.settings["print"] = c.choice(["full", "masked", "id"]), c.choice(["full", "masked"])
            self.settings["warnings"] = c.choice(["count", "masked", "named"])
        elif what == "theme":
            self.settings["theme"] = c.choice([0, 1, 2])
        elif what == "url":
            self.settings["url"] = c.choice(["", "https://qingxi.example"])
        elif what == "page":
            self.page += "又一句。"
        elif what == "lost":
            os.remove(c.choice(files))
        elif what == "changed":
            path = c.choice([p for p in files if not p.endswith(".gongshi-out")])
            os.chmod(path, 0o644)
            with open(path, "r+b") as f:
                first = f.read(1) or b"x"
                f.seek(0)
                f.write(bytes([first[0] ^ 1]))
        elif what == "stray":
            write(out, "site/stray.txt", "nobody's")
        elif what == "forgotten":
            shutil.rmtree(os.path.join(self.folder, ".gongshi"))
        elif what == "torn":
            for path in kept:
                with open(path, "r+b") as f:
                    f.seek(c.randrange(os.path.getsize(path)))
                    f.write(b"?")
        return what


def build(folder, out, date, threads):
    """How the build ended, and its seconds of a processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    r = run(PROGRAM, "build", folder, "-o", out, "--date", date, "-j", str(threads))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def told(stderr):
    """What is said but for how it compares with what was published before."""
    return [line for line in stderr.splitlines() if not line.startswith("gongshi: this changes the points of ")]


class Large(Village):
    """One whose long pages come in parts."""

    HOUSEHOLDS, ENTRIES = 270, 300

    def change(self, out):
        what = self.chance.choice(["meeting", "correct", "line", "chair"])
        for _ in range(30):
            if what == "meeting":
                self.meet(self.chance.randint(1, 6))
            elif what == "chair":
                self.pick()["chair"] = self.chance.choice(sorted(self.names.values()))
            elif what == "correct":
                self.correct()
            else:
                meeting = self.pick()
                meeting["entries"].append(self.line(meeting["date"]))
            if what in ("meeting", "chair"):
                break
        return what


class Demonstration:
    """The demonstration village, of which meetings come, go and are changed while the date stands still."""

    RULES = (("patrol", ""), ("cleanday", ""), ("leifeng", ", points: 3"), ("snow", ""), ("no-noise", ""), ("no-dog", ", points: -2"), ("no-litter", ", points: -2"),
             ("no-gamble", ", note: 查实"), ("road", ", times: 2"))
    DATES = ("2026-11-20", "2026-12-10", "2027-01-04")

    def __init__(self, chance, folder):
        self.chance, self.folder, self.date = chance, folder, chance.choice(self.DATES)
        for name in ("records", "content"):
            shutil.copytree(os.path.join(TOP, name), os.path.join(folder, name), ignore=shutil.ignore_patterns("handbook", "images"))
        write(folder, ".gongshi/secret", bytes(range(1, 33)).hex() + "\n")
        os.chmod(os.path.join(folder, ".gongshi/secret"), 0o600)
        households = "".join(self.read(p) for p in self.files("households"))
        self.households = re.findall(r"\bid: (h\d{3})\b", households)
        self.heads = re.findall(r"head: ([^,{}\s]+)", households)
        self.added, self.undo = [], {}

    def files(self, kind):
        return sorted(glob.glob(os.path.join(self.folder, "records", kind, "**", "*.yaml"), recursive=True))

    def read(self, path):
        with open(path, encoding="utf-8") as f:
            return f.read()

    def put(self, path, text):
        self.undo.setdefault(path, self.read(path) if os.path.exists(path) else None)
        if text is None:
            os.remove(path)
        else:
            write(self.folder, os.path.relpath(path, self.folder), text)

    def entry(self, day):
        c = self.chance
        rule, more = c.choice(self.RULES)
        return f"  - {{household: {c.choice(self.households)}, rule: {rule}, date: {c.choice([day[:8] + '01', f'2026-{c.randint(8, 10):02}-{c.randint(1, 28):02}'])}{more}}}\n"

    def meet(self):
        c = self.chance
        day = f"2026-11-{c.randint(12, 17)}" if self.date == "2026-11-20" else f"2026-12-0{c.randint(1, 9)}"
        text = f"meeting: {day}\nkind: review\nchair: {c.choice(['覃仕兰', c.choice(self.heads)])}\nminutes: |\n  议了几件事，{c.choice(self.heads)}家的也议了。\n"
        text += "entries:\n" + "".join(self.entry(day) for _ in range(c.randint(1, 4)))
        if c.random() < 0.5:
            old = c.choice([p for p in self.files("meetings") if p not in self.added])
            text += f"corrections:\n  - {{entry: {os.path.basename(old)[:-5]}/{c.randint(5, 60)}, reason: {c.choice(self.heads)}说记错了}}\n"
        if c.random() < 0.5:
            text += f"objections:\n  - {{objection: {c.choice(['o26-03', 'o26-04', 'o26-05'])}, upheld: {c.choice(['true', 'false'])}, reason: 查过了}}\n"
        if c.random() < 0.5:
            text += f"claims:\n  - {{claim: c26-{c.randint(15, 20)}, approve: {c.choice(['true', 'false, reason: 不在清单内'])}}}\n"
        if c.random() < 0.5:
            text += "transfers:\n" + "".join(f"  - {{from: {a}, to: {b}, points: {c.choice([0.5, 1, 2])}, reason: {c.choice(self.heads)}家要用}}\n"
                                             for a, b in [c.sample(self.households, 2)])
        self.added.append(os.path.join(self.folder, "records", "meetings", "2026", f"{day}.yaml"))
        self.put(self.added[-1], text)

    def change(self):
        """One random change of a meeting, of those that may be wrong."""
        c = self.chance
        what = c.choice(["meets", "meets", "meets", "gone", "passed", "passed", "chair", "entry", "points", "household", "note", "title"])
        path = c.choice(self.files("meetings"))
        text = self.read(path)
        if what == "meets":
            self.meet()
        elif what == "gone" and self.added:
            self.put(self.added.pop(), None)
        elif what == "chair":
            self.put(path, re.sub(r"chair: .*", f"chair: {c.choice(self.heads)}", text))
        elif what == "entry":
            self.put(path, text.replace("entries:\n", "entries:\n" + self.entry(os.path.basename(path)[:-5]), 1))
        elif what == "passed":
            path = c.choice([p for p in self.files("meetings") if "transfers:" in self.read(p)] or [path])
            change = c.choice([(r"(points: [\d.]+, reason: )", r"\g<1>又"), (r"points: [\d.]+, reason", "points: 3, reason"),
                               (r", to: h\d+", f", to: {c.choice(self.households)}"), (r"(?s)transfers:.*", "")])
            self.put(path, re.sub(*change, self.read(path)))
        elif what == "points":
            self.put(path, text.replace("points: 2", "points: 1", 1))
        elif what == "household":
            self.put(path, re.sub(r"household: h\d+", f"household: {c.choice(self.households)}", text, count=1))
        elif what == "note":
            self.put(path, text.replace("note: ", "note: 又", 1))
        elif what == "title":
            self.put(path, text.replace("title: ", "title: 新的", 1))
        return what

    def edit(self, _out):
        for _ in range(100):
            added, self.undo = list(self.added), {}
            what = self.change()
            if run(PROGRAM, "check", self.folder, "--date", self.date).returncode == 0:
                return what
            self.added = added
            for path, text in self.undo.items():
                self.put(path, text)
        return "nothing"

    def write(self):
        pass


def same(village, out, work, name, threads):
    """Builds VILLAGE to OUT, where it was built before, and anew to another: both are the same."""
    again, _ = build(village.folder, out, village.date, threads)
    anew_out, beside = os.path.join(work, "anew"), os.path.join(work, "copy")
    shutil.copytree(village.folder, beside, ignore=shutil.ignore_patterns("made"))
    anew, _ = build(beside, anew_out, village.date, 1)
    check(f"{name}: builds", again.returncode == anew.returncode == 0, again.stderr + anew.stderr)
    one, other = (hashes(o, *LISTS) for o in (out, anew_out))
    check(f"{name}: the same bytes", one == other, differences(one, other))
    check(f"{name}: the same is said", told(again.stderr) == told(anew.stderr.replace(anew_out, out)), (again.stderr, anew.stderr))
    shutil.rmtree(beside)
    shutil.rmtree(anew_out)


def follow(chance, work, number, kind=Village, edits=EDITS):
    village = kind(chance, os.path.join(work, f"v{number}"))
    out, steps = os.path.join(work, f"out{number}"), []
    village.write()
    build(village.folder, out, village.date, 1)
    for _ in range(edits):
        steps.append(village.edit(out))
        village.write()
        same(village, out, work, f"seed {SEED}, village {number}, {' '.join(steps)} at {village.date}", chance.choice([1, 2, 3]))
    return village, out


def crossing(chance, work):
    """What one meeting decides changes what another's notice, or another household's page, says."""
    def meeting(date, entries, **more):
        return {"date": date, "entries": entries, "chair": "", "title": "", "corrections": [], "objections": [], **more}
    v, out = Village(chance, os.path.join(work, "crossing")), os.path.join(work, "crossed")
    v.names.update(h101="张大山", h102="李桂英", h103="王小河")
    first = meeting("2026-02-05", [("h101", "clean", "2026-02-02"), ("h101", "clean", "2026-02-03"), ("h102", "patrol", "2026-02-03")])
    second = meeting("2026-03-05", [("h103", "patrol", "2026-02-03")], title="议张大山家事的会")
    v.meetings = [first, second]
    v.write()
    build(v.folder, out, v.date, 1)
    steps = [
        ("a bound that an earlier deed has filled", lambda: second["entries"].append(("h101", "clean", "2026-02-01"))),
        ("an entry made void", lambda: second["corrections"].append("entry: 2026-02-05/3, reason: 李桂英说不是她")),
        ("why it is void", lambda: second.update(corrections=["entry: 2026-02-05/3, reason: 王小河说不是她"])),
        ("what takes its place", lambda: second.update(corrections=["entry: 2026-02-05/3, by: 2026-03-05/1, reason: 王小河说不是她"])),
        ("which takes another day", lambda: second.update(entries=[("h103", "patrol", "2026-02-04"), *second["entries"][1:]])),
        ("the title of a meeting", lambda: second.update(title="又议张大山家事的会")),
        ("the title of a meeting that another corrects", lambda: first.update(title="二月头一次会")),
        ("an objection", lambda: v.objections.append(("o1", "2026-02-05/1", "2026-02-06"))),
        ("its answer", lambda: second["objections"].append("objection: o1, upheld: true, reason: 查过了")),
        ("why", lambda: second.update(objections=["objection: o1, upheld: true, reason: 又查过了"])),
        ("who led a meeting is named", lambda: v.meetings.append(meeting("2026-04-05", [("h201", "patrol", "2026-04-01")], chair="张大山"))),
        ("a rank that another takes", lambda: v.meetings[-1]["entries"].append(("h202", "patrol", "2026-04-02"))),
        ("who won an honour", lambda: v.meetings[-1]["entries"].append(("h101-1", "clean", "2026-04-03"))),
        ("that another wins instead", lambda: v.meetings.append(meeting("2026-04-20", [("h202-1", "patrol", "2026-04-03")]))),
        ("who wins it after all", lambda: v.meetings.pop()),
        ("a warning that takes the honours", lambda: v.meetings[-1]["entries"].append(("h101", "gamble", "2026-04-02"))),
        ("a quarter that may still change", lambda: v.meetings.append(meeting("2026-06-09", [("h203", "patrol", "2026-03-30")]))),
        ("no more", lambda: v.meetings.pop()),
    ]
    for name, step in steps:
        step()
        v.write()
        same(v, out, work, f"crossing: {name}", 1)


def unchanged(village, out):
    """An unchanged village costs next to nothing, and nothing in OUT is touched."""
    _, whole = build(village.folder, out + ".whole", village.date, 1)
    build(village.folder, out, village.date, 1)
    before = {path: os.stat(path) for path in glob.glob(os.path.join(out, "**"), recursive=True)}
    took = []
    for _ in range(3):
        r, seconds = build(village.folder, out, village.date, 1)
        took.append(seconds)
        check("unchanged: says so", r.returncode == 0 and ": 0 files written, " in r.stdout, r.stdout)
    after = {path: os.stat(path) for path in glob.glob(os.path.join(out, "**"), recursive=True)}
    check("unchanged: nothing is touched", {p: (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for p, s in before.items()} ==
          {p: (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for p, s in after.items()})
    check("unchanged: costs less than half", min(took) < whole / 2, (whole, took))


def forgets(village, out):
    """What is kept of an OUT that is gone is swept away when the next is written."""
    shutil.rmtree(out + ".whole")
    village.page += "末句。"
    village.write()
    build(village.folder, out, village.date, 1)
    kept = os.listdir(os.path.join(village.folder, ".gongshi", "made"))
    check("what is kept: of OUTs that are there", len(kept) == 1, kept)
    check("what is kept: for the owner alone", all(os.stat(os.path.join(village.folder, ".gongshi", "made", k)).st_mode & 0o077 == 0 for k in kept))


def main():
    with tempfile.TemporaryDirectory(prefix="gongshi-incremental-") as work:
        chance = random.Random(SEED)
        crossing(chance, work)
        follow(chance, work, "demonstration", Demonstration, MEETINGS)
        follow(chance, work, "large", Large, MEETINGS // 2)
        for number in range(VILLAGES):
            village, out = follow(chance, work, number)
        if VILLAGES:
            unchanged(village, out)
            forgets(village, out)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
