"""Random villages without errors that use every feature of the contract: `random_village(seed, folder)`.

A village is made as a `Made`, from which it can be written again in other ways that must mean the same: without its void
entries, with its files named otherwise, with records moved to other files. The same seed makes the same village.
"""
import datetime
import os
import random
import shutil

import model

ONE = datetime.timedelta(days=1)
CYCLES = ("01-01", "01-01", "03-01", "09-15", "12-31", "01-10", "07-01", "02-28")
HOUSEHOLDS = ("h1", "h2", "h10", "H4", "h-1", "h.1", "h_1", "1h", "h3", "h01")  # as names of files no two alike
PERIODS = ("day", "week", "month", "quarter", "cycle")
TIMES = (None, None, None, "1", "2", "3", "0.5", "1.25", "0.33", "0.01", '"2"')


class Line:
    """A line of `entries`, or a claim's deed: WHO are those it stands for, KEY the field that names them."""

    def __init__(self, fields, key, who, many=False, points=None):
        self.fields, self.key, self.who, self.many, self.points = fields, key, who, many, points


class Meeting:
    def __init__(self, date, kind, ident):
        self.date, self.kind, self.id = date, kind, ident
        self.noticed = date
        self.path = f"meetings/{ident}.yaml"
        self.lines, self.decisions, self.corrections, self.resolutions, self.transfers = [], [], [], [], []
        self.head = []


def points_text(hundredths):
    sign, n = ("-" if hundredths < 0 else ""), abs(hundredths)
    return sign + (f"{n // 100}" if n % 100 == 0 else f"{n // 100}.{n % 100:02}".rstrip("0"))


def flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items() if v is not None) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return str(value)


class Made:
    def __init__(self, seed, folder):
        self.seed, self.folder = seed, folder
        self.random = random.Random(seed)
        self.first = datetime.date(self.random.choice((2023, 2024)), self.random.randint(1, 12), self.random.randint(1, 28))
        self.days = self.random.choice((200, 420, 700))
        self.claims, self.objections, self.redemptions, self.assemblies, self.fixed = [], [], [], [], {}
        self.make_meetings()
        self.make_village()
        self.make_rules()
        self.make_households()
        self.make_rewards()
        self.write(folder, meetings=False)
        self.known = model.Village(folder)  # rules, households and rewards as the contract reads them
        self.make_decisions()
        self.make_redemptions()
        self.write(folder)

    # --- small choices ---

    def chance(self, of_hundred):
        return self.random.randrange(100) < of_hundred

    def date(self, first=None, last=None):
        first, last = first or self.first, last or self.first + ONE * self.days
        return first + ONE * self.random.randint(0, max(0, (last - first).days))

    def near(self, date, before, after):
        return date + ONE * self.random.randint(-before, after)

    def caps(self, least=1, most=14):
        def one():
            return f"{points_text(self.random.choice((0, 50)) + 100 * self.random.randint(least, most))}/{self.random.choice(PERIODS)}"
        return [one() for _ in range(self.random.randint(2, 3))] if self.chance(35) else one()

    # --- what stands still ---

    def make_meetings(self):
        self.meetings = []
        for n in range(self.random.randint(5, 11)):
            date = self.date()
            kind = "assembly" if n == 0 or self.chance(15) else "sharing" if self.chance(8) else "review"
            ident = f"{date}" if self.chance(50) else self.random.choice(("m", "M", "a.", "9-")) + str(self.random.randint(1, 30))
            while any(m.id.lower() == ident.lower() for m in self.meetings):  # as names of files no two alike
                ident += self.random.choice(("a", "b", "-", ".1", "_", "Z"))
            self.meetings.append(Meeting(date, kind, ident))
        for m in self.meetings:  # two on one day: their ids decide
            if self.chance(15):
                m.date = self.random.choice(self.meetings).date
            m.noticed = m.date + ONE * (self.random.choice((0, 1, 3, 4, 9)) if self.chance(30) else 0)
            if self.chance(20):
                m.path = f"meetings/{m.date.year}/{m.id}.yaml"
        self.meetings.sort(key=lambda m: (m.date, m.id))
        self.assemblies = [m for m in self.meetings if m.kind == "assembly"]

    def make_village(self):
        r = self.random
        self.notice_days = r.choice((1, 2, 5, 5, 10, 30))
        self.late = r.choice((366, 366, 40, 800))
        self.base = r.choice((0, 0, 10, 2.5, -3))
        self.cycle = r.choice(CYCLES)
        self.quorum = r.choice((None, 1, 3))
        carry = r.choice(("none", "balance", "03-31", "12-31", "10-01", self.cycle))
        v = {"name": "清溪村", "cycle": self.cycle, "base": self.base, "carry": carry, "late": self.late,
             "notice": {"days": self.notice_days, "phone": "0718-8000000"}}
        if self.notice_days == 5:
            del v["notice"]["days"]
        if self.late == 366:
            del v["late"]
        if self.chance(40):
            v["also"] = r.choice(("group_rank", "lifetime", ["lifetime", "group_rank"]))
        self.village = v

    def make_rules(self):
        r = self.random
        self.lists = [{"path": "rules/10-city.yaml", "level": "city"}, {"path": "rules/20-town.yaml", "level": "town"},
                      {"path": "rules/30-village.yaml", "level": "village"}, {"path": "rules/31-village.yaml", "level": "village"}]
        for file in self.lists:
            file.update(rules=[], adjust=[], categories=[], decided=None)
        self.categories = [f"c{i}" for i in range(r.randint(1, 3))]
        for c in self.categories:
            r.choice(self.lists)["categories"].append({"id": c, "title": "类" + c, "cap": self.caps(3, 20) if self.chance(60) else None})
        for file in self.lists[2:]:
            if self.chance(60):
                file["decided"] = r.choice(self.assemblies).id
        self.rules = {}
        for n in range(r.randint(3, 8)):
            self.make_rule(f"r{n}", self.lists[0] if n == 0 else r.choice(self.lists))
        for file in self.lists[1:]:
            for _ in range(r.randint(0, 3)):
                self.make_adjustment(file)

    def make_value(self, kind, bound=None, range_too=True):
        lo, hi = bound or (0, 900)
        r = self.random

        def one():
            step = r.choice((1, 25, 50, 100, 100, 100))
            return max(lo, min(hi, r.randint(lo, hi) // step * step))
        a, b = sorted((one(), one()))
        if kind == "negative":
            a, b = -b, -a
        return f"{points_text(a)}..{points_text(b)}" if range_too and self.chance(35) else points_text(r.choice((a, b)))

    def make_rule(self, ident, file):
        r = self.random
        kind = r.choice(("positive", "positive", "positive", "negative", "bonus"))
        bound = (0, r.choice((500, 900))) if self.chance(20) else None
        points = self.make_value(kind, bound)
        if self.chance(25):
            dates = sorted({self.date(self.first - 300 * ONE, self.first), self.date(), self.date()})
            points = {str(d): self.make_value(kind, bound) for d in dates}
        rule = {"id": ident, "category": r.choice(self.categories), "kind": None if kind == "positive" and self.chance(50) else kind,
                "title": "做事" + ident, "points": points, "cap": self.caps() if self.chance(60) else None}
        if bound and kind != "negative":
            rule["range"] = f"{points_text(bound[0])}..{points_text(bound[1])}"
        elif bound:
            rule["range"] = f"{points_text(-bound[1])}..{points_text(-bound[0])}"
        start = datetime.date(1900, 1, 1)
        if file["level"] == "village":
            meeting = r.choice(self.assemblies)
            if file["decided"] and self.chance(70):
                meeting = next(m for m in self.assemblies if m.id == file["decided"])
            else:
                rule["decided"] = meeting.id
            start = meeting.date
            if self.chance(40):
                start = self.near(meeting.date, 0, 60)
                rule["from"] = start
        elif self.chance(15):
            start = self.date(self.first - 200 * ONE, self.first + 60 * ONE)
            rule["from"] = start
        end = datetime.date(2199, 12, 31)
        if self.chance(15):
            end = self.near(self.date(max(start, self.first)), 0, 100)
            rule["until"] = end
        if self.chance(25):
            rule["needs"] = r.choice(("evidence", "resident", "note", ["note", "resident"]))
        if kind == "negative" and self.chance(40) or self.chance(5):
            rule["veto"] = "true"
        if self.chance(12):
            rule["zero"] = "true"
        if self.chance(12):
            rule["bars"] = r.choice(("1", "7", "30", "200", "cycle"))
        file["rules"].append(rule)
        self.rules[ident] = {"rule": rule, "kind": kind, "bound": bound, "from": start, "until": end, "file": file}

    def make_adjustment(self, file):
        r = self.random
        earlier = [i for i, x in self.rules.items() if x["file"]["path"] < file["path"]]
        ident = r.choice(earlier)
        rule = self.rules[ident]
        a = {"rule": ident, "from": self.date()}
        if file["level"] == "village":
            if not file["decided"] or self.chance(40):
                a["decided"] = r.choice(self.assemblies).id
            decided = a.get("decided") or file["decided"]
            a["from"] = max(a["from"], next(m.date for m in self.assemblies if m.id == decided))
        if self.chance(12):
            a["drop"] = "true"
            rule["until"] = min(rule["until"], a["from"] - ONE)
        elif self.chance(50):
            a["points"] = self.make_value(rule["kind"], rule["bound"])
        if "points" not in a and "drop" not in a or self.chance(10):
            a["cap"] = "none" if self.chance(20) else self.caps()
        file["adjust"].append(a)

    def make_households(self):
        r = self.random
        self.groups = {f"g{i}": [] for i in r.sample((1, 2, 3, 10), r.randint(1, 3))}
        self.residents, self.people = {}, {}
        for ident in r.sample(HOUSEHOLDS, r.randint(2, 7)):
            h = {"id": ident, "head": "王" + r.choice("一二三"), "since": None, "until": None}
            if self.chance(25):
                h["since"] = self.date(self.first - 30 * ONE)
            if self.chance(25):
                h["until"] = self.date(h["since"])
            members = [f"{ident}-p{i}" for i in range(r.choice((0, 1, 2)))]
            for m in members:
                self.residents[m] = ident
            h["members"] = [{"id": m, "name": "李四", "minor": "true" if self.chance(20) else None} for m in members] or None
            h["offline"] = "true" if self.chance(10) else None
            h["consent"] = self.date() if self.chance(10) else None
            self.people[ident] = (h["since"] or datetime.date(1900, 1, 1), h["until"] or datetime.date(2199, 12, 31), members)
            self.groups[r.choice(list(self.groups))].append(h)
        everybody = list(self.people) + list(self.residents)
        committees = {}
        if self.quorum or self.chance(50):
            committees["review"] = {"name": "评审会", "quorum": self.quorum, "members": self.some(everybody, 1, 3) if self.chance(60) else None}
        if self.quorum and self.chance(50):
            committees["assembly"] = {"quorum": self.quorum}
        if committees:
            self.village["committees"] = committees
        for m in self.meetings:
            if self.quorum or self.chance(40):
                m.head.append(f"present: {r.randint(self.quorum or 1, 9)}")
            if len(everybody) >= 3 and self.chance(50):
                m.head = [f"present: {flow(self.some(everybody, 3, 5))}"]
            if self.chance(20):
                m.head.append(f"recused: {flow(self.some(everybody, 1, 3))}")
            if m.noticed != m.date or self.chance(10):
                m.head.append(f"noticed: {m.noticed}")

    def some(self, items, least, most):
        return self.random.sample(items, min(len(items), self.random.randint(least, most)))

    def make_rewards(self):
        r = self.random
        self.rewards = {"goods": [], "services": [], "honours": []}
        for kind, most in (("goods", 3), ("services", 3), ("honours", 5)):
            for n in range(r.randint(0, most)):
                w = {"id": f"{kind[0]}{n}", "title": "奖" + str(n)}
                if self.chance(20):
                    w["from"] = self.date()
                if self.chance(20):
                    w["until"] = self.date(w.get("from"))
                getattr(self, "make_" + kind)(w)
                self.rewards[kind].append(w)

    def make_goods(self, w):
        r = self.random
        w["cost"] = r.choice((0.01, 0.5, 1, 1, 2, 3.5))
        if self.chance(30):
            w["needs"] = r.choice((1, 3, 5.5))
            self.look(w)
        if self.chance(30):
            w["quota"] = self.quota()
        if self.chance(50):
            w["stock"] = {str(d): n if self.chance(50) else {"quantity": n, "source": "捐赠", "value": "12.50"}
                          for d, n in ((self.date(), r.randint(0, 4)) for _ in range(r.randint(1, 3)))}

    def make_services(self, w):
        w["needs"] = self.random.choice((0.5, 2, 5, 10, 12.5))
        self.look(w)
        if self.chance(50):
            w["quota"] = self.quota()

    def look(self, w):
        if self.chance(60):
            w["cycle"] = self.random.choice(("this", "last", "either"))

    def quota(self):
        return f"{self.random.randint(1, 3)}/{self.random.choice(PERIODS)}"

    def make_honours(self, w):
        r = self.random
        if self.chance(50):
            w["points"] = r.choice((0, 1, 3, 6, 10))
        if "points" not in w or self.chance(40):
            w["rank"] = r.choice((1, 2, 3))
        if self.chance(25):
            w["below"] = r.choice((11, 15, 20.5))
        if self.chance(50):
            w["per"] = r.choice(("cycle", "quarter", "month"))
        if self.chance(30):
            w["within"] = r.choice(("group", "group", "village"))
        if self.chance(45):
            w["for"] = r.choice(("resident", "resident", "group", "household"))
            if w["for"] == "group" and w.get("within") == "group":
                del w["within"]
        if self.chance(30):
            w["settled"] = r.choice((0, 1, 5, 10, 40, 100, 366))
        if self.chance(30):
            w["category"] = self.some(self.categories, 1, 2) if self.chance(50) else self.categories[0]

    # --- what meetings decide ---

    def holds(self, rule, date):
        return self.rules[rule]["from"] <= date <= self.rules[rule]["until"] and self.known.value(self.known.rules[rule], date) is not None

    def listed(self, household, date):
        return self.people[household][0] <= date <= self.people[household][1]

    def make_decisions(self):
        self.transfers = self.chance(50)
        self.live = {}  # (household, resident, rule, date) → lines of those that count in double entries
        self.refs = []  # (meeting, line or claim, who) of every entry
        self.corrected, self.voided, self.instead = set(), set(), {}
        for n in range(self.random.randint(0, 6)):
            self.make_claim(f"c-{n}" if self.chance(70) else f"{n}c")
        for m in self.meetings:
            if m.kind == "sharing":
                continue
            for _ in range(self.random.randint(0, 7)):
                self.make_line(m)
            self.decide_claims(m)
            self.make_corrections(m)
            self.make_objections(m)
            self.resolve(m)
            self.make_transfers(m)
        for m in self.meetings[-2:]:
            self.make_objections(m)

    def deed(self, latest, late):
        """Fields of an entry and whom it could name, or None."""
        r = self.random
        rule = r.choice(list(self.rules))
        back = r.choice((0, 1, 2, 3, 7, 20, 20, 60, late))
        date = latest - ONE * r.randint(0, min(back, late))
        if not self.holds(rule, date):
            return None
        households = [h for h in self.people if self.listed(h, date)]
        fields = {"rule": rule, "date": date}
        times = r.choice(TIMES)
        if times:
            fields["times"] = times
        lo, hi, is_range = self.known.value(self.known.rules[rule], date)
        if is_range:
            fields["points"] = points_text(r.randint(lo, hi) if self.chance(50) else r.choice((lo, hi)))
        needs = self.rules[rule]["rule"].get("needs") or []
        needs = needs if isinstance(needs, list) else [needs]
        if "note" in needs or self.chance(10):
            fields["note"] = "夜间"
        if "evidence" in needs or self.chance(10):
            fields["evidence"] = r.choice(("photos/a.jpg", "[photos/a.jpg, b.png]"))
        return fields, households, "resident" in needs, (lo, hi) if is_range else None

    def key(self, fields, resident, who):
        household = self.residents[who] if resident else who
        return household, who if resident else None, fields["rule"], fields["date"]

    def make_line(self, m):
        made = self.deed(m.date, self.late)
        if not made:
            return
        fields, households, named, bounds = made
        r = self.random
        people = [p for h in households for p in self.people[h][2]]
        as_resident = named or self.chance(25)
        candidates = people if as_resident else households
        if not candidates:
            return
        points = None
        count = r.randint(1, len(candidates)) if self.chance(30) else 1
        many = count > 1 or self.chance(5)
        who = r.sample(candidates, count)
        if not as_resident and bounds and self.chance(40):
            points = {h: points_text(r.randint(*bounds)) for h in who}
            many = True
            del fields["points"]
        who = [w for w in who if self.accept(fields, as_resident, w)]
        if not who:
            return
        if fields["date"] == m.date and self.chance(50):
            fields = {k: v for k, v in fields.items() if k != "date"}
        line = Line(fields, "resident" if as_resident else "household", who, many, points)
        line.date = fields.get("date", m.date)
        if as_resident and not many and self.chance(30):
            fields["household"] = self.residents[who[0]]
        for w in who:
            key = self.key({"rule": fields["rule"], "date": line.date}, as_resident, w)
            others = self.live.setdefault(key, [])
            for other in others + ([line] if others else []):
                other.fields["again"] = "true"
            others.append(line)
            self.refs.append((m, line, w))
        m.lines.append(line)

    def accept(self, fields, as_resident, who):
        return not self.live.get(self.key(fields, as_resident, who)) or self.chance(40)

    def make_claim(self, ident):
        received = self.date()
        made = self.deed(received, min(self.late, 60))
        if not made or not made[1]:
            return
        fields, households, named, _ = made
        people = [p for h in households for p in self.people[h][2]]
        as_resident = named or self.chance(30)
        if as_resident and not people:
            return
        line = Line(fields, "resident" if as_resident else "household", [self.random.choice(people if as_resident else households)])
        line.id, line.received, line.date = ident, received, fields["date"]
        line.file = self.random.choice(("2024", "a", "a-b"))
        line.via = self.random.choice((None, "web", "paper", "visit"))
        self.claims.append(line)

    def decide_claims(self, m):
        for c in self.claims:
            if c.received > m.date or any(c is d for x in self.meetings for d, _ in x.decisions) or self.chance(40):
                continue
            approve = self.chance(75) and (m.date - c.date).days <= self.late
            key = self.key(c.fields, c.key == "resident", c.who[0])
            if approve and self.live.get(key):
                for other in self.live[key] + [c]:
                    other.fields["again"] = "true"
            if approve:
                self.live.setdefault(key, []).append(c)
                self.refs.append((m, c, c.who[0]))
            m.decisions.append((c, approve))

    def void(self, ref):
        m, line, who = ref
        key = self.key({"rule": line.fields["rule"], "date": line.date}, line.key == "resident", who)
        self.voided.add(ref)
        if line in self.live.get(key, []):
            self.live[key].remove(line)

    def make_corrections(self, m):
        for ref in self.refs:
            if ref[0] is not m and ref[0].date <= m.date and ref not in self.corrected and self.chance(4):
                m.corrections.append(ref)
                others = [x for x in self.refs if x is not ref and x[0].date <= m.date]
                if others and self.chance(40):
                    self.instead[ref] = self.random.choice(others)
                self.corrected.add(ref)
                self.void(ref)

    def make_objections(self, m):
        for ref in self.refs:
            if ref[0] is m and self.chance(15):
                for _ in range(self.random.choice((1, 1, 1, 2))):
                    self.objections.append({
                        "id": f"o-{len(self.objections)}", "ref": ref, "file": self.random.choice(("2024", "b")), "resolved": False,
                        "received": self.near(m.noticed, 0, self.random.choice((0, self.notice_days - 1, self.notice_days, self.notice_days + 20)))})

    def resolve(self, m):
        for o in self.objections:
            if not o["resolved"] and o["received"] <= m.date and self.chance(60):
                upheld = self.chance(45)
                m.resolutions.append((o, upheld))
                o["resolved"] = True
                if upheld:
                    self.void(o["ref"])

    def make_transfers(self, m):
        """Some of them more than the giver has: what is wrong is taken out."""
        listed = [h for h in self.people if self.listed(h, m.date)]
        while self.transfers and len(listed) > 1 and self.chance(45):
            giver, receiver = self.random.sample(listed, 2)
            m.transfers.append({"from": giver, "to": receiver, "points": self.random.choice((0.01, 0.5, 1, 1, 2, 3.25, 6)),
                                "reason": self.random.choice((None, "帮扶"))})

    def make_redemptions(self):
        offers = self.rewards["goods"] + self.rewards["services"] + self.rewards["honours"][:1] * self.chance(10)
        if not offers:
            return
        for _ in range(self.random.randint(0, 16)):
            w = self.random.choice(offers)
            self.redemptions.append({"date": self.date(self.first + 20 * ONE, self.first + (self.days + 60) * ONE), "reward": w["id"],
                                     "household": self.random.choice(list(self.people)), "quantity": self.random.choice((None, 1, 1, 2)),
                                     "file": self.random.choice(("2024", "2024-b", "a")), "again": "true" if self.chance(5) else None})
            if self.chance(15):  # the same once more, meant or not
                meant = "true" if self.chance(60) else None
                self.redemptions[-1]["again"] = meant
                self.redemptions.append(dict(self.redemptions[-1], file=self.random.choice(("2024", "a")), again="true" if self.chance(80) else None))

    # --- writing ---

    def dates(self):
        """Days on which something changes, and those around them."""
        marks = {self.first, self.first + ONE * self.days}
        for m in self.meetings:
            marks |= {m.date, m.noticed, m.noticed + ONE * self.notice_days, m.noticed + ONE * (self.notice_days - 1)}
        for w in self.rewards["honours"]:
            if "settled" in w:
                marks |= {datetime.date(y, m, 1) + ONE * (w["settled"] + d) for y in range(self.first.year, self.first.year + 3) for m in (1, 4, 7) for d in (-2, -1, 0)}
        marks |= {o["received"] for o in self.objections} | {r["date"] for r in self.redemptions}
        for year in range(self.first.year, self.first.year + 4):
            marks |= {datetime.date(year, *map(int, self.cycle.split("-"))) + ONE * d for d in (-1, 0)} | {datetime.date(year, 4, 1)}
        return sorted(marks)

    def entry_id(self, ref, skip=()):
        m, line, who = ref
        if line not in m.lines:
            return f"{m.id}/{line.id}"
        place = 1 + [x for x in m.lines if self.left(m, x, skip)].index(line)
        return f"{m.id}/{place}/{who}" if line.many else f"{m.id}/{place}"

    def left(self, m, line, skip):
        return [w for w in line.who if (m, line, w) not in skip]

    def line_text(self, m, line, skip):
        who = self.left(m, line, skip)
        if line.points:
            return flow({**line.fields, "scores": {w: line.points[w] for w in who}})
        return flow({line.key: who if line.many else who[0], **line.fields})

    def meeting_text(self, m, skip, until=None, transfers=True):
        out = [f"meeting: {m.date}", f"kind: {m.kind}", f"id: {m.id}"] + m.head
        if until and m.date > until:
            return "\n".join(out) + "\n"
        lines = [self.line_text(m, x, skip) for x in m.lines if self.left(m, x, skip)]
        decisions = [flow({"claim": c.id, "approve": "true" if a else "false", "reason": None if a else "证据不足"})
                     for c, a in m.decisions if (m, c, c.who[0]) not in skip]
        corrections = [flow({"entry": self.entry_id(r, skip), "reason": "录入错误",
                             "by": self.entry_id(self.instead[r], skip) if self.instead.get(r) and self.instead[r] not in skip else None})
                       for r in m.corrections if r not in skip]
        resolutions = [flow({"objection": o["id"], "upheld": "true" if u else "false"}) for o, u in m.resolutions if o["ref"] not in skip]
        passed = [flow(t) for t in m.transfers if transfers]
        for key, items in (("claims", decisions), ("entries", lines), ("corrections", corrections), ("objections", resolutions), ("transfers", passed)):
            out += [f"{key}:"] + ["  - " + x for x in items] if items else []
        return "\n".join(out) + "\n"

    def rules_text(self, file):
        out = [f"level: {file['level']}"] + ([f"decided: {file['decided']}"] if file["decided"] else [])
        for key in ("categories", "rules", "adjust"):
            out += [f"{key}:"] + ["  - " + flow(x) for x in file[key]] if file[key] else []
        return "\n".join(out) + "\n"

    def write(self, folder, meetings=True, skip=(), redemptions=None, rename=None, move=None, until=None):
        """Writes the village anew. SKIP: entries left out; REDEMPTIONS: these alone, and nothing passed on; RENAME: a random.Random to name files by; MOVE: one to move records by; UNTIL: as it
        was written on the evening of that day, the meetings to come without what they decide."""
        files = {"village.yaml": "\n".join(f"{k}: {flow(v)}" for k, v in self.village.items()) + "\n"}
        lists = self.lists
        if move and len(lists[0]["rules"]) > 1:
            lists = [dict(lists[0], rules=lists[0]["rules"][1:])] + lists[1:]
            lists.append(dict(self.lists[0], path="rules/15.yaml", rules=self.lists[0]["rules"][:1], categories=[], adjust=[]))
        for file in lists:
            files[file["path"]] = self.rules_text(file)
        for n, (g, households) in enumerate(self.groups.items()):
            name = f"households/{rename.randint(0, 999)}-{n}.yaml" if rename else f"households/{g}.yaml"
            files[name] = f"group: {{id: {g}, name: 组}}\nhouseholds:\n" + "".join(f"  - {flow(h)}\n" for h in households)
        files["rewards.yaml"] = "".join(f"{k}:\n" + "".join(f"  - {flow(w)}\n" for w in v) for k, v in self.rewards.items() if v)
        if meetings:
            self.add_meetings(files, skip, rename, until, transfers=redemptions is None)
            self.add_lists(files, skip, redemptions, rename, move, until)
        shutil.rmtree(os.path.join(folder, "records"), ignore_errors=True)
        names = list(files)
        (rename or self.random).shuffle(names)
        for name in names:
            path = os.path.join(folder, "records", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(files[name])

    def add_meetings(self, files, skip, rename, until, transfers):
        for n, m in enumerate(self.meetings):
            path = f"meetings/{rename.choice(('', 'x/', 'x/y/'))}{rename.randint(0, 999)}-{n}.yaml" if rename else m.path
            files[path] = self.meeting_text(m, skip, until, transfers)

    def add_lists(self, files, skip, redemptions, rename, move, until):
        def put(folder, name, item):
            if rename and folder != "redemptions":
                name = {"2024": "z", "a": "b", "a-b": "a", "b": "0"}[name]
            path = f"{folder}/{name}.yaml"
            files[path] = files.get(path, "") + f"- {flow(item)}\n"
        known = until or datetime.date.max
        for c in [c for c in self.claims if c.received <= known]:
            put("claims", move.choice(("2024", "a", "a-b")) if move else c.file,
                {"id": c.id, c.key: c.who[0], **c.fields, "received": c.received, "via": c.via})
        for o in self.objections:
            if o["ref"] not in skip and o["received"] <= known:
                put("objections", move.choice(("2024", "b")) if move else o["file"],
                    {"id": o["id"], "entry": self.entry_id(o["ref"], skip), "received": o["received"]})
        redemptions = [r for r in (self.redemptions if redemptions is None else redemptions) if r["date"] <= known]
        alone = {r["date"] for r in redemptions if sum(x["date"] == r["date"] for x in redemptions) == 1}
        for r in redemptions:
            put("redemptions", move.choice(("2024", "2024-b", "a")) if move and r["date"] in alone else r["file"],
                {k: r[k] for k in ("date", "household", "reward", "quantity", "again")})

    def keep_right_redemptions(self, wrong):
        """Takes out the redemptions and transfers that are errors ({(path, place)}), and writes the village without them."""
        places, kept = {}, []
        for r in self.redemptions:
            path = f"redemptions/{r['file']}.yaml"
            places[path] = places.get(path, 0) + 1
            if (path, places[path]) not in wrong:
                kept.append(r)
        self.redemptions = kept
        for m in self.meetings:
            m.transfers = [t for n, t in enumerate(m.transfers, 1) if (m.path, n) not in wrong]
        self.write(self.folder)


def random_village(seed, folder, wrong_redemptions=False):
    """Writes a village below FOLDER and returns it as Made. Without WRONG_REDEMPTIONS all of them hold."""
    made = Made(seed, folder)
    while not wrong_redemptions:
        wrong = {(r["path"], r["place"]) for r, _ in model.wrong_redemptions(model.Village(folder))}
        if not wrong:
            break
        made.keep_right_redemptions(wrong)
    return made
