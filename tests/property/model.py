#!/usr/bin/env python3
"""The contract's section 3 a second time, in plain Python, knowing nothing of the program: model.py DIR DATE.

Slow and simple on purpose: everything is computed from the files anew for each day. Points, times and money are
hundredths in an int. Only villages without errors are read; redemptions and points passed on alone are checked too
(`wrong_redemptions`).
"""
import bisect
import datetime
import json
import os
import re
import sys
from collections import defaultdict
from decimal import Decimal

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from records import read_yaml  # noqa: E402

FIRST, LAST = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)
ONE = datetime.timedelta(days=1)


# --- reading -------------------------------------------------------------------------------------------------

def hundredths(text):
    return int(Decimal(str(text).lstrip("+")) * 100)


def plain(points):
    """Hundredths as the number that stands in the JSON."""
    return Decimal(points) / 100


def day(text):
    return datetime.date.fromisoformat(text)


def many(value):
    """A list of X may also be written as one X; nothing where it is absent."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list) else [value]


def given(mapping, key, default=None):
    """An empty value is as an absent key; so is an empty list or mapping."""
    value = mapping.get(key)
    return default if value is None or value == "" or value == [] or value == {} else value


def read_value(text):
    """(lo, hi, whether it is a range)."""
    if ".." in text:
        lo, hi = text.split("..")
        return hundredths(lo), hundredths(hi), True
    return hundredths(text), hundredths(text), False


def read_caps(value):
    """[(hundredths, period)]; of a quota likewise."""
    return [(hundredths(c.split("/")[0]), c.split("/")[1]) for c in many(value)]


class Village:
    """The records of a folder, references followed, nothing computed."""

    def __init__(self, folder):
        self.root = os.path.join(folder, "records")
        v = read_yaml(os.path.join(self.root, "village.yaml"), {})
        self.start = tuple(int(x) for x in given(v, "cycle", "01-01").split("-"))
        self.base = hundredths(given(v, "base", "0"))
        self.carry = given(v, "carry", "none")
        self.also = many(given(v, "also"))
        self.days = int(given(given(v, "notice", {}), "days", "5"))
        self.members = many(given(given(given(v, "committees", {}), "review", {}), "members"))
        self.read_rules()
        self.read_households()
        self.read_rewards()
        self.read_meetings()
        self.read_objections()
        self.redemptions = []
        for path, place, r in self.lists("redemptions"):
            name = os.path.basename(path)[:-len(".yaml")]
            self.redemptions.append({"id": f"{name}/{place}", "path": path, "place": place, "date": day(r["date"]),
                                     "household": r["household"], "reward": r["reward"], "quantity": int(given(r, "quantity", "1")),
                                     "again": given(r, "again") == "true"})
        self.redemptions.sort(key=lambda r: (r["date"], r["path"].encode(), r["place"]))

    def files(self, folder):
        """Paths below records/, in byte order."""
        found = []
        for base, folders, names in os.walk(os.path.join(self.root, folder)):
            folders[:] = [f for f in folders if not f.startswith(".")]
            found += [os.path.relpath(os.path.join(base, n), self.root) for n in names if n.endswith(".yaml") and n[0] != "."]
        return sorted(found, key=str.encode)

    def lists(self, folder):
        for path in self.files(folder):
            for place, item in enumerate(many(read_yaml(os.path.join(self.root, path), [])), 1):
                yield path, place, item

    def read_rules(self):
        self.rules, self.category_caps, adjustments = {}, {}, []
        for path in self.files("rules"):
            f = read_yaml(os.path.join(self.root, path), {})
            for c in many(given(f, "categories")):
                self.category_caps[c["id"]] = read_caps(given(c, "cap"))
            for r in many(given(f, "rules")):
                points = r["points"]
                dated = points.items() if isinstance(points, dict) else [(None, points)]
                rule = {"category": r["category"], "kind": given(r, "kind", "positive"), "veto": given(r, "veto") == "true",
                        "bars": given(r, "bars"), "zero": given(r, "zero") == "true",
                        "values": sorted((day(d) if d else FIRST, read_value(p)) for d, p in dated), "caps": read_caps(given(r, "cap")),
                        "adjust": []}
                self.rules[r["id"]] = rule
            adjustments += many(given(f, "adjust"))
        for a in adjustments:
            self.rules[a["rule"]]["adjust"].append(
                (day(a["from"]), read_value(given(a, "points")) if given(a, "points") else None,
                 None if given(a, "cap") is None else [] if a["cap"] == "none" else read_caps(a["cap"])))

    def read_households(self):
        self.households, self.groups, self.resident_of = {}, [], {}
        for path in self.files("households"):
            f = read_yaml(os.path.join(self.root, path), {})
            self.groups.append(f["group"]["id"])
            for h in many(given(f, "households")):
                self.households[h["id"]] = {"group": f["group"]["id"], "since": day(given(h, "since", "0001-01-01")),
                                            "until": day(given(h, "until", "9999-12-31"))}
                for m in many(given(h, "members")):
                    self.resident_of[m["id"]] = h["id"]
        self.groups.sort(key=str.encode)
        self.ids = sorted(self.households, key=str.encode)

    def read_rewards(self):
        path = os.path.join(self.root, "rewards.yaml")
        f = read_yaml(path, {}) if os.path.exists(path) else {}
        self.rewards = {}
        for kind in ("goods", "services", "honours"):
            for w in many(given(f, kind)):
                stock = given(w, "stock")
                self.rewards[w["id"]] = {
                    "kind": kind, "from": day(given(w, "from", "0001-01-01")), "until": day(given(w, "until", "9999-12-31")),
                    "cost": hundredths(given(w, "cost", "0")), "needs": hundredths(w["needs"]) if given(w, "needs") else None,
                    "quota": read_caps(given(w, "quota")), "cycle": given(w, "cycle", "this"),
                    "stock": None if stock is None else [(day(d), int(n["quantity"] if isinstance(n, dict) else n)) for d, n in stock.items()],
                    "points": hundredths(w["points"]) if given(w, "points") else None, "rank": int(w["rank"]) if given(w, "rank") else None,
                    "below": hundredths(w["below"]) if given(w, "below") else None, "per": given(w, "per", "cycle"),
                    "category": many(given(w, "category")), "within": given(w, "within", "village"), "for": given(w, "for", "household"),
                    "settled": int(w["settled"]) if given(w, "settled") else None}

    def read_meetings(self):
        self.claims = {}
        for _, _, c in self.lists("claims"):
            self.claims[c["id"]] = {"fields": c, "received": day(c["received"]), "decided": None}
        self.meetings, self.entries, self.transfers = {}, {}, []
        for path in self.files("meetings"):
            f = read_yaml(os.path.join(self.root, path), {})
            ident = given(f, "id", os.path.basename(path)[:-len(".yaml")])
            date = day(f["meeting"])
            m = {"id": ident, "path": path, "date": date, "noticed": day(given(f, "noticed", f["meeting"])), "entries": [],
                 "present": many(given(f, "present")), "recused": many(given(f, "recused")), "listed": isinstance(given(f, "present"), list),
                 "corrections": [(c["entry"], given(c, "by")) for c in many(given(f, "corrections"))],
                 "objections": [(o["objection"], o["upheld"] == "true") for o in many(given(f, "objections"))]}
            self.meetings[ident] = m
            for n, e in enumerate(many(given(f, "entries")), 1):
                for suffix, who in self.shares(e):
                    self.add(m, f"{ident}/{n}{suffix}", {**e, **who})
            for c in many(given(f, "claims")):
                claim = self.claims[c["claim"]]
                approved = c["approve"] == "true"
                claim["decided"] = (date, approved, f"{ident}/{c['claim']}" if approved else None)
                if approved:
                    self.add(m, f"{ident}/{c['claim']}", claim["fields"])
            for n, t in enumerate(many(given(f, "transfers")), 1):
                self.transfers.append({"id": f"{ident}/t{n}", "meeting": m, "path": path, "place": n, "date": date,
                                       "arrives": m["noticed"] + ONE * self.days, "from": t["from"], "to": t["to"],
                                       "points": hundredths(t["points"])})
        self.transfers.sort(key=lambda t: (t["date"], t["meeting"]["id"].encode(), t["place"]))

    def shares(self, e):
        """(what the entry's id ends in, the fields that are its own) of each entry that a line stands for."""
        if given(e, "scores"):
            return [("/" + h, {"household": h, "points": p}) for h, p in e["scores"].items() if p != ""]
        for key in ("household", "resident"):
            if given(e, key) and isinstance(e[key], list):
                return [("/" + x, {key: x}) for x in e[key]]
        return [("", {})]

    def add(self, m, ident, e):
        resident = given(e, "resident")
        date = day(e["date"]) if given(e, "date") else m["date"]
        rule = self.rules[e["rule"]]
        lo, _, is_range = self.value(rule, date)
        times = hundredths(given(e, "times", "1"))
        self.entries[ident] = {
            "id": ident, "meeting": m, "place": len(m["entries"]), "household": given(e, "household") or self.resident_of[resident],
            "resident": resident, "rule": e["rule"], "date": date, "times": times,
            "raw": divide((hundredths(e["points"]) if is_range else lo) * times, 100), "void": [], "objections": [], "by": None}
        m["entries"].append(self.entries[ident])

    def value(self, rule, date):
        value = None
        for start, v in rule["values"]:
            if start <= date:
                value = v
        for start, v, _ in rule["adjust"]:
            if v is not None and start <= date:
                value = v
        return value

    def caps(self, rule, date):
        caps = rule["caps"]
        for start, _, c in rule["adjust"]:
            if c is not None and start <= date:
                caps = c
        return caps

    def read_objections(self):
        self.objections = {}
        for _, _, o in self.lists("objections"):
            self.objections[o["id"]] = {"entry": o["entry"], "received": day(o["received"]), "resolved": None}
        for m in self.meetings.values():
            for ident, by in m["corrections"]:
                self.entries[ident]["void"].append(m["date"])
                if by:
                    self.entries[ident]["by"] = (m["date"], by)
            for ident, upheld in m["objections"]:
                self.objections[ident]["resolved"] = m["date"]
                if upheld:
                    self.entries[self.objections[ident]["entry"]]["void"].append(m["date"])
        for o in self.objections.values():
            self.entries[o["entry"]]["objections"].append(o)

    def cycle_first(self, cycle):
        return datetime.date(cycle, *self.start)

    def cycle_of(self, date):
        return date.year if date >= self.cycle_first(date.year) else date.year - 1

    def period(self, period, date):
        """A name for the period that holds a date."""
        return {"day": date, "week": date - datetime.timedelta(days=date.weekday()), "month": (date.year, date.month),
                "quarter": (date.year, (date.month - 1) // 3), "cycle": self.cycle_of(date)}[period]


# --- computing -----------------------------------------------------------------------------------------------

def divide(a, b):
    """Halves away from zero."""
    whole = (2 * abs(a) + b) // (2 * b)
    return whole if a >= 0 else -whole


class Ledger:
    """What follows from a village's records at T. `redemptions`, `transfers`: those that count; all up to T where not given."""

    def __init__(self, village, date, redemptions=None, transfers=None):
        self.v, self.date, self.earlier = village, date, {}
        self.transfers = [t for t in (village.transfers if transfers is None else transfers) if t["date"] <= date]
        self.redemptions = [r for r in (village.redemptions if redemptions is None else redemptions) if r["date"] <= date]
        there = [e for e in village.entries.values() if e["meeting"]["date"] <= date]
        there.sort(key=lambda e: (e["date"], e["meeting"]["date"], e["meeting"]["id"].encode(), e["place"]))
        self.entries = [self.status(e) for e in there]
        self.credit()
        days = [e["date"] for e in there] + [r["date"] for r in self.redemptions] + [date]
        self.cycles = range(village.cycle_of(min(days)), village.cycle_of(date) + 1)
        self.final = defaultdict(list)
        self.waiting = defaultdict(int)
        for e in self.entries:
            key = (village.cycle_of(e["date"]), e["household"])
            if e["status"] == "final":
                self.final[key].append(e)
            elif e["status"] != "void":
                self.waiting[key] += e["credited"]

    def status(self, entry):
        e = dict(entry, void_from=None, final_from=None)
        void = [d for d in e["void"] if d <= self.date]
        if void:
            return dict(e, status="void", void_from=min(void))
        last = e["meeting"]["noticed"] + ONE * (self.v.days - 1)
        suspending = [o for o in e["objections"] if o["received"] <= last and o["received"] <= self.date]
        if any(o["resolved"] is None or o["resolved"] > self.date for o in suspending):
            return dict(e, status="suspended")
        final = max([last + ONE] + [o["resolved"] for o in suspending])
        return dict(e, final_from=final, status="final" if self.date >= final else "notice")

    def credit(self):
        used = defaultdict(int)
        v = self.v
        for e in self.entries:
            rule = v.rules[e["rule"]]
            if e["status"] == "void":
                e["credited"] = 0
                continue
            amount = abs(e["raw"])
            mine, shared = (e["household"], "rule", e["rule"]), (e["household"], "category", rule["category"])
            counted = [(mine, c) for c in v.caps(rule, e["date"])]
            if rule["kind"] == "positive":
                counted += [(shared, c) for c in v.category_caps[rule["category"]]]
            for owner, (points, period) in counted:
                amount = min(amount, max(0, points - used[owner, period, v.period(period, e["date"])]))
            for period in ("day", "week", "month", "quarter", "cycle"):
                used[mine, period, v.period(period, e["date"])] += amount
                if rule["kind"] == "positive":
                    used[shared, period, v.period(period, e["date"])] += amount
            e["credited"] = amount if e["raw"] >= 0 else -amount

    def span(self, cycle):
        return self.v.cycle_first(cycle), self.v.cycle_first(cycle + 1) - ONE

    def takes_part(self, h, first, last):
        h = self.v.households[h]
        return h["since"] <= min(last, self.date) and h["until"] >= first

    def listed(self, h, date):
        return self.v.households[h]["since"] <= date <= self.v.households[h]["until"]

    def earned(self, cycle, h):
        return self.v.base + sum(e["credited"] for e in self.final[cycle, h])

    def cost(self, r):
        return self.v.rewards[r["reward"]]["cost"] * r["quantity"]

    def redeemed(self, cycle, h, until=None):
        first, last = self.span(cycle)
        return sum(self.cost(r) for r in self.redemptions if r["household"] == h and first <= r["date"] <= (until or last))

    def carried(self, cycle, h):
        before = cycle - 1
        if self.v.carry == "none" or before not in self.cycles or not self.takes_part(h, *self.span(before)):
            return 0
        left = self.balance(before, h)
        if self.v.carry == "balance":
            return left
        month, d = (int(x) for x in self.v.carry.split("-"))
        until = datetime.date(cycle, month, d)
        if until < self.v.cycle_first(cycle):
            until = datetime.date(cycle + 1, month, d)
        return left if self.date <= until else min(left, self.redeemed(cycle, h, until) + self.given(cycle, h, until))

    def given(self, cycle, h, until=None):
        first, last = self.span(cycle)
        return sum(t["points"] for t in self.transfers if t["from"] == h and first <= t["date"] <= (until or last))

    def received(self, cycle, h, until=None):
        """In the cycle of the meeting's date, too, though they arrive in the next."""
        return sum(t["points"] for t in self.transfers if t["to"] == h and self.v.cycle_of(t["date"]) == cycle
                   and t["arrives"] <= (until or self.date))

    def balance(self, cycle, h):
        return self.carried(cycle, h) + self.earned(cycle, h) - self.v.base - self.redeemed(cycle, h) - self.forfeited(cycle, h) \
            - self.given(cycle, h) + self.received(cycle, h)

    def forfeited(self, cycle, h):
        """What is left when an entry under a rule with `zero` becomes final: it is taken."""
        first, last = self.span(cycle)
        taken = 0
        zeroes = [e for e in self.final[cycle, h] if self.v.rules[e["rule"]]["zero"]]
        for z in sorted(zeroes, key=lambda e: e["final_from"]):
            had = sum(e["credited"] for e in self.final[cycle, h] if e["final_from"] <= z["final_from"])
            spent = sum(self.cost(r) for r in self.redemptions
                        if r["household"] == h and first <= r["date"] <= last and r["date"] < z["final_from"])
            spent += self.given(cycle, h, min(last, z["final_from"] - ONE)) - self.received(cycle, h, z["final_from"])
            taken += max(0, self.carried(cycle, h) + had - spent - taken)
        return taken

    def barred_until(self, h, date):
        """The last day of what bars the household from redeeming on DATE, by what is known at T; None."""
        found = []
        for (_, household), entries in self.final.items():
            for e in entries:
                bars = self.v.rules[e["rule"]]["bars"]
                if household != h or not bars:
                    continue
                start = e["final_from"]
                last = self.span(self.v.cycle_of(start))[1] if bars == "cycle" else start + ONE * (int(bars) - 1)
                found += [last] if start <= date <= last else []
        return max(found, default=None)

    def measures(self, cycle, h, date):
        found = {}
        if any(r["zero"] for r in self.v.rules.values()):
            found["forfeited"] = plain(self.forfeited(cycle, h))
        if any(r["bars"] for r in self.v.rules.values()):
            until = self.barred_until(h, date)
            found["barred_until"] = until and str(until)
        return found

    def passed(self, cycle, h):
        return {"given": plain(self.given(cycle, h)), "received": plain(self.received(cycle, h))} if self.transfers else {}

    def transfers_of(self, cycle):
        return {"transfers": [{"id": t["id"], "date": str(t["date"]), "from": t["from"], "to": t["to"], "points": plain(t["points"]),
                               "final_from": str(t["arrives"])} for t in self.transfers if self.v.cycle_of(t["date"]) == cycle]} \
            if self.transfers else {}

    def replaced(self, e):
        return {"replaced_by": e["by"][1]} if e["by"] and e["by"][0] <= self.date else {}

    def needs_met(self, reward, cycle, h):
        reached = []
        if reward["cycle"] in ("this", "either"):
            reached.append(self.earned(cycle, h))
        if reward["cycle"] in ("last", "either") and cycle - 1 in self.cycles and self.takes_part(h, *self.span(cycle - 1)):
            reached.append(self.earned(cycle - 1, h))
        return any(e >= reward["needs"] for e in reached)

    def honours(self, per, cycle, first, last, base):
        """By household, resident or group, those won within FIRST to LAST."""
        end = min(self.date, last)
        won = defaultdict(list)
        for ident, w in self.v.rewards.items():
            if w["kind"] != "honours" or w["per"] != per or not w["from"] <= end <= w["until"]:
                continue
            settles = None if w["settled"] is None else last + ONE * w["settled"]
            if settles and self.date < settles:
                continue
            for who in (self.on(settles) if settles else self).winners(w, cycle, first, last, base):
                won[w["for"], who].append(ident)
        return won

    def awarded(self, kind):
        """Whether an honour of the village is for such."""
        return any(w["kind"] == "honours" and w["for"] == kind for w in self.v.rewards.values())

    def on(self, date):
        """The same village on an earlier day."""
        if date not in self.earlier:
            self.earlier[date] = Ledger(self.v, date)
        return self.earlier[date]

    def competitors(self, w, cycle, first, last, base):
        """{who: (E, its household; a group: None)}."""
        end = min(self.date, last)
        category = w["category"]

        def credited(e):
            return e["credited"] if not category or self.v.rules[e["rule"]]["category"] in category else 0
        listed = [h for h in self.v.ids if self.takes_part(h, first, last) and self.listed(h, end)]
        if w["for"] == "resident":
            found, earns = {}, set()
            for e in self.entries:
                if e["resident"] and e["status"] == "final" and e["household"] in listed and self.v.cycle_of(e["date"]) == cycle and first <= e["date"] <= last:
                    found[e["resident"]] = found.get(e["resident"], (0, None))[0] + credited(e), e["household"]
                    if self.v.rules[e["rule"]]["kind"] != "negative":
                        earns.add(e["resident"])
            return {r: x for r, x in found.items() if r in earns}
        points = {h: (0 if category else base) + sum(credited(e) for e in self.final[cycle, h] if first <= e["date"] <= last) for h in listed}
        if w["for"] == "household":
            return {h: (p, h) for h, p in points.items()}
        of_group = defaultdict(list)
        for h, p in points.items():
            of_group[self.v.households[h]["group"]].append(p)
        return {g: (divide(sum(x), len(x)), None) for g, x in of_group.items()}

    def winners(self, w, cycle, first, last, base):
        there = self.competitors(w, cycle, first, last, base)
        points = {who: p for who, (p, _) in there.items()}
        group = {who: self.v.households[h]["group"] if h and w["within"] == "group" else None for who, (_, h) in there.items()}
        order = ranking_within(points, group)
        for who, (p, h) in there.items():
            veto = h and any(self.v.rules[e["rule"]]["veto"] for e in self.final[cycle, h])
            enough = w["points"] is None or p >= w["points"]
            early = w["rank"] is None or (order[who] <= w["rank"] and p > (0 if w["category"] or w["for"] == "resident" else base))
            if not veto and enough and early and (w["below"] is None or p < w["below"]):
                yield who

    def also(self, cycle, h, of_group):
        """What the village asks for besides."""
        found = {}
        if "group_rank" in self.v.also:
            found["group_rank"] = of_group.get(h)
        if "lifetime" in self.v.also:
            found["lifetime"] = plain(sum(self.earned(c, h) - self.v.base for c in self.cycles
                                          if c <= cycle and self.takes_part(h, *self.span(c))))
        return found

    def periods(self, cycle):
        first, last = self.span(cycle)
        for per, months in (("month", 1), ("quarter", 3)):
            if not any(w["kind"] == "honours" and w["per"] == per for w in self.v.rewards.values()):
                continue
            start = datetime.date(first.year, (first.month - 1) // months * months + 1, 1)
            while start <= last:
                number = start.year * 12 + start.month - 1 + months
                following = datetime.date(number // 12, number % 12 + 1, 1)
                a, b = max(start, first), min(following - ONE, last)
                if a <= self.date:
                    yield self.one_period(cycle, per, start, a, b)
                start = following

    def one_period(self, cycle, per, start, a, b):
        earned = {h: sum(e["credited"] for e in self.final[cycle, h] if a <= e["date"] <= b)
                  for h in self.v.ids if self.takes_part(h, a, b)}
        ranks = ranking({h: e for h, e in earned.items() if self.listed(h, min(self.date, b))})
        won = self.honours(per, cycle, a, b, 0)
        name = f"{start.year}-{start.month:02}" if per == "month" else f"{start.year}-Q{(start.month + 2) // 3}"
        return {"id": name, "from": str(a), "to": str(b), "households": [
            {"id": h, "earned": plain(earned[h]), "rank": ranks.get(h), "honours": won["household", h]} for h in earned],
            **({"groups": self.groups({h: earned[h] for h in ranks}, won)} if self.awarded("group") else {}),
            **({"residents": self.residents(cycle, a, b, won)} if self.awarded("resident") else {})}

    def groups(self, earned, won):
        """EARNED of the households that have a rank."""
        of_group = {g: [p for h, p in earned.items() if self.v.households[h]["group"] == g] for g in self.v.groups}
        average = {g: divide(sum(x), len(x)) for g, x in of_group.items() if x}
        order = ranking(average)
        return [{"id": g, "households": len(x), "earned": plain(sum(x)), "average": plain(average[g]) if x else None, "rank": order.get(g),
                 **({"honours": won["group", g]} if self.awarded("group") else {})} for g, x in of_group.items()]

    def residents(self, cycle, first, last, won):
        named = defaultdict(int)
        for e in self.entries:
            if e["resident"] and self.v.cycle_of(e["date"]) == cycle and first <= e["date"] <= last:
                named[e["resident"]] += e["credited"] if e["status"] == "final" else 0
        return [{"id": r, "earned": plain(named[r]), **({"honours": won["resident", r]} if self.awarded("resident") else {})}
                for r in sorted(named, key=str.encode)]

    def one_cycle(self, cycle):
        v = self.v
        first, last = self.span(cycle)
        end = min(self.date, last)
        earned = {h: self.earned(cycle, h) for h in v.ids if self.takes_part(h, first, last)}
        ranks = ranking({h: e for h, e in earned.items() if self.listed(h, end)})
        won = self.honours("cycle", cycle, first, last, v.base)
        open_now = [(i, w) for i, w in v.rewards.items() if w["kind"] == "services" and w["from"] <= end <= w["until"]]
        of_group = ranking_within({h: earned[h] for h in ranks}, {h: v.households[h]["group"] for h in ranks})
        households = [{
            "id": h, "group": v.households[h]["group"], "base": plain(v.base), "earned": plain(earned[h]),
            "pending": plain(self.waiting[cycle, h]), "redeemed": plain(self.redeemed(cycle, h)), "carried": plain(self.carried(cycle, h)),
            "balance": plain(self.balance(cycle, h)), "rank": ranks.get(h), "honours": won["household", h],
            "eligible": [i for i, w in open_now if self.listed(h, end) and self.needs_met(w, cycle, h)],
            **self.passed(cycle, h), **self.also(cycle, h, of_group), **self.measures(cycle, h, end)} for h in earned]
        entries = [e for e in self.entries if v.cycle_of(e["date"]) == cycle]
        return {
            "id": Decimal(cycle), "from": str(first), "to": str(last), "households": households, "periods": list(self.periods(cycle)),
            "groups": self.groups({h: earned[h] for h in ranks}, won), "residents": self.residents(cycle, first, last, won),
            "entries": [{"id": e["id"], "household": e["household"], "resident": e["resident"], "rule": e["rule"], "date": str(e["date"]),
                         "times": plain(e["times"]), "raw": plain(e["raw"]), "credited": plain(e["credited"]), "status": e["status"],
                         "final_from": e["final_from"] and str(e["final_from"]), "void_from": e["void_from"] and str(e["void_from"]), **self.replaced(e)}
                        for e in entries],
            "redemptions": [{"id": r["id"], "date": str(r["date"]), "household": r["household"], "reward": r["reward"],
                             "quantity": Decimal(r["quantity"]), "cost": plain(self.cost(r))}
                            for r in self.redemptions if first <= r["date"] <= last],
            **self.transfers_of(cycle)}

    def claims(self):
        for ident in sorted(self.v.claims, key=str.encode):
            c = self.v.claims[ident]
            if c["received"] > self.date:
                continue
            if c["decided"] is None or c["decided"][0] > self.date:
                yield {"id": ident, "status": "pending", "entry": None}
            else:
                yield {"id": ident, "status": "approved" if c["decided"][1] else "rejected", "entry": c["decided"][2]}

    def json(self):
        return {"date": str(self.date), "cycles": [self.one_cycle(c) for c in self.cycles], "claims": list(self.claims())}

    def warnings(self):
        """{(code, path)}; path None where the contract leaves open where it is reported."""
        v = self.v
        found = set()
        household = lambda party: party if party in v.households else v.resident_of[party]
        members = {household(p) for p in v.members}
        for m in v.meetings.values():
            name = os.path.basename(m["path"])[:10]
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name) and name != str(m["date"]):
                found.add(("file-date", m["path"]))
            if m["date"] > self.date:
                continue
            given_to = {t["to"] for t in v.transfers if t["meeting"] is m}
            if m["listed"] and members & {household(p) for p in m["present"]} & ({e["household"] for e in m["entries"]} | given_to) \
                    - {household(p) for p in m["recused"]}:
                found.add(("conflict-of-interest", m["path"]))
            if (m["entries"] or given_to) and (m["noticed"] - m["date"]).days > 3:
                found.add(("late-notice", m["path"]))
        for c in v.claims.values():
            undecided = c["decided"] is None or c["decided"][0] > self.date
            if c["received"] <= self.date and undecided and (self.date - c["received"]).days > 60:
                found.add(("stale-claim", None))
        for cycle in self.cycles:
            first, last = self.span(cycle)
            spending = {r["household"] for r in self.redemptions if first <= r["date"] <= last}
            for h in spending | {t["from"] for t in self.transfers if first <= t["date"] <= last}:
                if self.takes_part(h, first, last) and self.balance(cycle, h) < 0:
                    found.add(("negative-balance", None))
        return found


def ranking(points):
    """1 + the number of those that have more."""
    ascending = sorted(points.values())
    return {k: Decimal(1 + len(ascending) - bisect.bisect_right(ascending, p)) for k, p in points.items()}


def ranking_within(points, group):
    """Among those of the same GROUP."""
    of_group = defaultdict(dict)
    for who, p in points.items():
        of_group[group[who]][who] = p
    return {who: rank for one in of_group.values() for who, rank in ranking(one).items()}


def wrong_redemptions(v):
    """[(redemption or transfer, code)]. Balances, stock, needs and quotas are looked at only where nothing else is wrong: each
    redemption as of its own day, then what is passed on that day, what is wrong itself counting in none after it."""
    wrong = [(r, code) for r in v.redemptions for code in first_codes(v, r)]
    if wrong:
        return wrong
    good, passed = [], []
    for x in sorted(v.redemptions + v.transfers, key=lambda x: (x["date"], "points" in x)):
        if "points" in x:
            codes = ["overdrawn"] if Ledger(v, x["date"], good, passed + [x]).balance(v.cycle_of(x["date"]), x["from"]) < 0 else []
        else:
            codes = later_codes(v, x, good, passed)
        if not codes:
            (passed if "points" in x else good).append(x)
        wrong += [(x, code) for code in codes]
    return wrong


def first_codes(v, r):
    w = v.rewards[r["reward"]]
    h = v.households[r["household"]]
    codes = []
    if not h["since"] <= r["date"] <= h["until"]:
        codes.append("not-listed")
    twins = [x for x in v.redemptions if all(x[k] == r[k] for k in ("household", "reward", "date"))]
    earlier = [x for x in twins if (x["path"].encode(), x["place"]) < (r["path"].encode(), r["place"])]
    if earlier and not all(x["again"] for x in [r] + earlier):
        codes.append("double-entry")
    if w["kind"] == "honours":
        codes.append("wrong-kind")  # an honour is never offered: nothing is said of its dates
    elif not w["from"] <= r["date"] <= w["until"]:
        codes.append("not-offered")
    return codes


def later_codes(v, r, good, passed):
    w, date, h = v.rewards[r["reward"]], r["date"], r["household"]
    ledger = Ledger(v, date, good + [r], passed)
    cycle = v.cycle_of(date)
    codes = []
    if w["kind"] == "goods" and ledger.balance(cycle, h) < 0:
        codes.append("overdrawn")
    taken = [g for g in good if g["reward"] == r["reward"]]
    if w["stock"] is not None and sum(n for d, n in w["stock"] if d <= date) < sum(g["quantity"] for g in taken) + r["quantity"]:
        codes.append("out-of-stock")
    if w["needs"] is not None and not ledger.needs_met(w, cycle, h):
        codes.append("not-eligible")
    if ledger.barred_until(h, date):
        codes.append("barred")
    for n, period in w["quota"]:
        mine = [g for g in taken if g["household"] == h and v.period(period, g["date"]) == v.period(period, date)]
        if (sum(g["quantity"] for g in mine) + r["quantity"]) * 100 > n and "quota-exceeded" not in codes:
            codes.append("quota-exceeded")
    return codes


# --- what people make of it ----------------------------------------------------------------------------------

def encode(value):
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(value)


if __name__ == "__main__":
    print(json.dumps(Ledger(Village(sys.argv[1]), day(sys.argv[2])).json(), indent=1, ensure_ascii=False, default=encode))
