"""Every field that a record may have: whether `gongshi history` tells of it when it is written otherwise, as the tables that records are read by have them.

A new field is told of (history/facts*.c), or stands in UNTOLD with the reason: else this fails.
"""
import json
import os

from repository import M12, M3, VILLAGE, check, edit, gongshi, make

FILES = {path: text for path, text in VILLAGE.items() if path != M12}
FILES["records/village.yaml"] = """name: 安乐屯村
cycle: 01-01
carry: none
late: 366
also: [group_rank]
notice: {days: 5}
committees:
  review: {quorum: 5, members: [h1, h2]}
  assembly: {quorum: 7, members: [h1, h2]}
privacy: {site: masked, print: full, led: masked, warnings: masked}
"""
FILES["records/rules/10.yaml"] = """level: city
categories:
  - {id: order, title: 治安, cap: 40/cycle}
  - {id: home, title: 家风}
rules:
  - {id: patrol, category: order, kind: positive, title: 参加治安巡逻, unit: 次, points: 2, cap: 10/month, range: 1..5,
     from: 2022-01-01, until: 2026-12-31, needs: note, veto: false, bars: 30, zero: false, decided: 2026-01-05}
"""
FILES["records/rules/20.yaml"] = """level: village
adjust:
  - {rule: patrol, from: 2026-01-10, points: 3, cap: 6/month, drop: false, decided: 2026-01-05}
"""
FILES["records/households/1.yaml"] = """group: {id: g1, name: 一组}
households:
  - id: h1
    head: 张大山
    since: 2020-01-01
    until: 2027-12-31
    offline: true
    consent: 2026-01-05
    members:
      - {id: h1-1, name: 张大山}
      - {id: h1-2, name: 张小花, minor: true}
  - {id: h2, head: 李卫国}
"""
FILES["records/meetings/2026-03-05.yaml"] = """meeting: 2026-03-05
kind: review
title: 评审会
place: 村委会
chair: 李卫国
present: 7
recused: [h2]
noticed: 2026-03-06
minutes: 到会七人。
entries:
  - {household: h1, rule: patrol, date: 2026-02-28, times: 2, points: 2, note: 夜里, evidence: a.jpg}
  - {resident: h1-1, rule: patrol, date: 2026-02-28}
  - {rule: patrol, scores: {h1: 4}}
claims:
  - {claim: c-1, approve: false, reason: 不够}
corrections:
  - {entry: 2026-02-05/1, reason: 录错, by: 2026-03-05/1}
objections:
  - {objection: o-1, upheld: false, reason: 无误}
transfers:
  - {from: h1, to: h2, points: 1, reason: 帮扶}
"""
FILES["records/claims/2026.yaml"] = \
    "- {id: c-1, household: h1, rule: patrol, date: 2026-02-28, times: 2, points: 2, note: 夜里, evidence: a.jpg, received: 2026-03-01, via: web}\n" \
    "- {id: c-2, resident: h1-1, rule: patrol, date: 2026-02-28, received: 2026-03-01}\n"
FILES["records/objections/2026.yaml"] = "- {id: o-1, entry: 2026-03-05/1, received: 2026-03-06, grounds: 没看见}\n"
FILES["records/rewards.yaml"] = """goods:
  - {id: rice, title: 大米, from: 2026-01-01, until: 2027-01-01, cost: 30, needs: 40, quota: 2/cycle, cycle: this,
     stock: {2026-01-01: {quantity: 20, source: 供销社, value: 400}}}
services:
  - {id: pickup, title: 接送, from: 2026-01-01, until: 2027-01-01, needs: 100, quota: 12/cycle, cycle: this}
honours:
  - {id: star, title: 文明户, from: 2026-01-01, until: 2027-01-01, points: 50, below: 90, rank: 3, per: cycle, category: [order], within: village, for: household,
     settled: 10}
"""
FILES["records/redemptions/2026.yaml"] = "- {date: 2026-03-15, household: h1, reward: rice, quantity: 1}\n"
FILES["records/disclosures/2026.yaml"] = "- {date: 2026-03-10, household: h1, to: 市文明办, basis: 第十二条, cycles: 2025}\n"

RULES, HOUSES, REWARDS = "records/rules/10.yaml", "records/households/1.yaml", "records/rewards.yaml"
# What is asked for, and where it stands.
KINDS = {
    "village": ("village", "records/village.yaml"),
    "rules.categories": ("category:order", RULES), "rules.rules": ("rule:patrol", RULES), "rules.adjust": ("rule:patrol", "records/rules/20.yaml"),
    "households": ("household:h1", HOUSES), "households.households": ("household:h1", HOUSES), "households.households.members": ("household:h1", HOUSES),
    "meeting": ("meeting:2026-03-05", M3), "meeting.entries": ("entry:2026-03-05/1", M3), "meeting.claims": ("claim:c-1", M3),
    "meeting.corrections": ("entry:2026-02-05/1", M3), "meeting.objections": ("objection:o-1", M3), "meeting.transfers": ("transfer:2026-03-05/t1", M3),
    "claims": ("claim:c-1", "records/claims/2026.yaml"), "objections": ("objection:o-1", "records/objections/2026.yaml"),
    "rewards.goods": ("goods:rice", REWARDS), "rewards.goods.stock": ("goods:rice", REWARDS), "rewards.services": ("service:pickup", REWARDS),
    "rewards.honours": ("honour:star", REWARDS),
    "redemptions": ("redemption:2026/1", "records/redemptions/2026.yaml"), "disclosures": ("disclosure:2026/1", "records/disclosures/2026.yaml"),
    "rules": ("rule:patrol", RULES),
}
# How each is written otherwise: what stands there, and what then does; with what is asked for where it is not as KINDS has it.
CHANGED = {
    "village": {"cycle": ("01-01", "02-01"), "base": ("cycle: 01-01", "cycle: 01-01\nbase: 5"), "carry": ("carry: none", "carry: balance"),
                "late": ("366", "90"), "also": ("[group_rank]", "[group_rank, lifetime]"), "notice.days": ("days: 5", "days: 7"),
                "committees.review.quorum": ("quorum: 5", "quorum: 4"), "committees.review.members": ("5, members: [h1, h2]", "5, members: [h1]"),
                "committees.assembly.quorum": ("quorum: 7", "quorum: 6"), "committees.assembly.members": ("7, members: [h1, h2]", "7, members: [h1]"),
                "privacy.site": ("site: masked", "site: full"), "privacy.print": ("print: full", "print: id"), "privacy.led": ("led: masked", "led: id"),
                "privacy.warnings": ("warnings: masked", "warnings: named")},
    "rules": {"level": ("level: city", "level: town"), "decided": ("level: city\n", "level: city\ndecided: 2026-03-05\n", (", decided: 2026-01-05}", "}"))},
    "rules.categories": {"id": ("id: order", "id: orders"), "title": ("治安", "平安"), "cap": ("40/cycle", "50/cycle")},
    "rules.rules": {"id": ("id: patrol", "id: patrols"), "category": ("category: order", "category: home"), "kind": ("kind: positive", "kind: bonus"),
                    "title": ("参加治安巡逻", "巡逻"), "unit": ("unit: 次", "unit: 夜"), "points": ("points: 2", "points: 4"), "cap": ("cap: 10", "cap: 12"),
                    "range": ("1..5", "1..6"), "from": ("from: 2022", "from: 2023"), "until": ("until: 2026", "until: 2027"), "needs": ("needs: note", "needs: evidence"),
                    "veto": ("veto: false", "veto: true"), "bars": ("bars: 30", "bars: cycle"), "zero": ("zero: false", "zero: true"),
                    "decided": ("decided: 2026-01-05", "decided: 2026-03-05")},
    "rules.adjust": {"rule": ("rule: patrol", "rule: parade"), "from": ("from: 2026-01-10", "from: 2026-02-10"), "points": ("points: 3", "points: 2"),
                     "cap": ("6/month", "8/month"), "drop": ("drop: false", "drop: true"), "decided": ("decided: 2026-01-05", "decided: 2026-03-05")},
    "households": {"group.id": ("id: g1", "id: g2")},
    "households.households": {"id": ("id: h1\n", "id: h9\n"), "head": ("head: 张大山", "head: 张小花"), "since": ("2020", "2021"), "until": ("2027-12-31", "2026-12-31"),
                              "offline": ("offline: true", "offline: false"), "consent": ("2026-01-05", "2026-02-05")},
    "households.households.members": {"id": ("h1-2", "h1-3"), "name": ("name: 张小花", "name: 张小华"), "minor": (", minor: true", "")},
    "meeting": {"meeting": ("meeting: 2026-03-05", "meeting: 2026-03-04"), "id": ("meeting:", "id: other\nmeeting:"), "kind": ("kind: review", "kind: assembly"),
                "title": ("title: 评审会", "title: 会"), "place": ("place: 村委会", "place: 礼堂"), "chair": ("chair: 李卫国", "chair: 张大山"), "present": ("present: 7", "present: 8"),
                "recused": ("[h2]", "[h1]"), "noticed": ("03-06", "03-07"), "minutes": ("到会七人", "到会八人")},
    "meeting.entries": {"household": ("household: h1", "household: h2"), "resident": ("resident: h1-1", "resident: h1-2", "entry:2026-03-05/2"),
                        "rule": ("rule: patrol", "rule: sweep"), "date": ("2026-02-28", "2026-02-27"), "times": ("times: 2", "times: 3"), "points": ("points: 2", "points: 3"),
                        "note": ("夜里", "白天"), "evidence": ("a.jpg", "b.jpg"), "scores": ("h1: 4", "h1: 5", "entry:2026-03-05/3")},
    "meeting.claims": {"claim": ("claim: c-1", "claim: c-3"), "approve": ("approve: false", "approve: true"), "reason": ("不够", "证据不足")},
    "meeting.corrections": {"entry": ("2026-02-05/1", "2026-02-05/2"), "reason": ("录错", "录入错误"), "by": ("by: 2026-03-05/1", "by: 2026-03-05/2")},
    "meeting.objections": {"objection": ("objection: o-1", "objection: o-2"), "upheld": ("upheld: false", "upheld: true"), "reason": ("无误", "属实")},
    "meeting.transfers": {"from": ("from: h1", "from: h3"), "to": ("to: h2", "to: h3"), "points": ("points: 1", "points: 2", "transfer:2026-03-05/t1"),
                          "reason": ("帮扶", "互助")},
    "claims": {"id": ("id: c-1", "id: c-9"), "household": ("household: h1", "household: h2"), "resident": ("resident: h1-1", "resident: h1-2", "claim:c-2"),
               "rule": ("rule: patrol", "rule: sweep"), "date": ("2026-02-28", "2026-02-27"), "times": ("times: 2", "times: 3"), "points": ("points: 2", "points: 3"),
               "note": ("夜里", "白天"), "evidence": ("a.jpg", "b.jpg"), "received": ("2026-03-01", "2026-03-02"), "via": ("via: web", "via: visit")},
    "objections": {"id": ("id: o-1", "id: o-9"), "entry": ("03-05/1", "03-05/2"), "received": ("03-06", "03-07"), "grounds": ("没看见", "没去")},
    "rewards.goods": {"id": ("id: rice", "id: rice2"), "title": ("大米", "香米"), "from": ("from: 2026-01-01", "from: 2026-02-01"), "until": ("until: 2027", "until: 2028"),
                      "cost": ("cost: 30", "cost: 31"), "needs": ("needs: 40", "needs: 50"), "quota": ("2/cycle", "2/month"), "cycle": ("cycle: this", "cycle: last")},
    "rewards.goods.stock": {"quantity": ("quantity: 20", "quantity: 21"), "source": ("供销社", "信用社"), "value": ("400", "420")},
    "rewards.services": {"id": ("id: pickup", "id: pick"), "title": ("接送", "接送上学"), "from": ("接送, from: 2026-01-01", "接送, from: 2026-02-01"),
                         "until": ("until: 2027-01-01, needs", "until: 2028-01-01, needs"), "needs": ("needs: 100", "needs: 90"), "quota": ("12/cycle", "10/cycle"),
                         "cycle": ("12/cycle, cycle: this", "12/cycle, cycle: either")},
    "rewards.honours": {"id": ("id: star", "id: stars"), "title": ("文明户", "五好户"), "from": ("文明户, from: 2026", "文明户, from: 2025"),
                        "until": ("until: 2027-01-01, points", "until: 2028-01-01, points"), "points": ("points: 50", "points: 60"), "below": ("below: 90", "below: 80"),
                        "rank": ("rank: 3", "rank: 2"), "per": ("per: cycle", "per: quarter"), "category": ("[order]", "[order, home]"),
                        "within": ("within: village", "within: group"), "for": ("for: household", "for: group"), "settled": ("settled: 10", "settled: 20")},
    "redemptions": {"date": ("03-15", "03-16"), "household": ("household: h1", "household: h2"), "reward": ("reward: rice", "reward: pickup"),
                    "quantity": ("quantity: 1", "quantity: 2")},
    "disclosures": {"date": ("03-10", "03-11"), "household": ("household: h1", "household: h2"), "to": ("市文明办", "市委"), "basis": ("第十二条", "第十三条"),
                    "cycles": ("cycles: 2025", "cycles: [2025, 2026]")},
}
# What is not told of, and why not.
UNTOLD = {
    "how the village is called and where it is shown": {"village": ["name", "town", "city", "language", "url", "theme"]},
    "whom and where to ask": {"village": ["notice.contact", "notice.phone", "committees.review.name", "committees.assembly.name"],
                              "village.offices": ["role", "holder", "phone", "place", "hours"]},
    "what a sign can show and in which order": {"village.screens": ["id", "columns", "rows", "encoding", "seconds", "max_minutes", "show", "welcome", "controller",
                                                                    "address", "width", "height", "area"]},
    "words that are left as they are": {"village": ["privacy.words"]},
    "days to come, and how often the village means to: nothing is worked out of them": {
        "village": ["rhythm.review", "rhythm.redemption", "rhythm.commendation"],
        "village.events": ["date", "kind", "title", "place", "hours"]},
    "by whom a list was issued": {"rules": ["issuer", "document"]},
    "how a group is called": {"households": ["group.name"]},
    "that two alike are meant: without it both are errors": {"meeting.entries": ["again"], "claims": ["again"], "redemptions": ["again"]},
}


def fields_of(kind):
    """The names of the fields of a file of KIND in English: {"meeting.entries": {"household", …}}."""
    schema = json.loads(gongshi("schema", kind).stdout)
    found = {}

    def walk(node, name, path):
        while "$ref" in node:
            target = schema
            for part in node["$ref"].split("/")[1:]:
                target = target[part]
            node = target
        for key, value in node.get("properties", {}).items():
            if not key.isascii():
                continue
            found.setdefault(name, set()).add(".".join([*path, key]))
            inner = lists_of(value)
            if inner is not None:
                walk(inner, f"{name}.{key}", [])
            walk(value, name, [*path, key])
        for several in ("anyOf", "oneOf", "allOf"):
            for value in node.get(several, []):
                walk(value, name, path)

    def lists_of(node):
        """What stands in a list, or as a mapping's values, below NODE; None."""
        while "$ref" in node:
            target = schema
            for part in node["$ref"].split("/")[1:]:
                target = target[part]
            node = target
        if isinstance(node.get("items"), dict):
            return node["items"]
        if isinstance(node.get("additionalProperties"), dict):
            return node["additionalProperties"]
        for several in ("anyOf", "oneOf"):
            for value in node.get(several, []):
                if (found_ := lists_of(value)) is not None:
                    return found_
        return None
    top = lists_of(schema) or schema
    walk(top, kind, [])
    return found


def uncommitted(v, kind, change):
    """What history says of CHANGE, of a field of KIND, to a village as it was committed."""
    old, new, *more = change
    asked, path = KINDS[kind]
    with open(os.path.join(v, path), encoding="utf-8") as f:
        before = f.read()
    edit(v, path, old, new)
    for also in more:
        if isinstance(also, str):
            asked = also
        else:
            edit(v, path, *also)
    r = gongshi("history", v, asked)
    with open(os.path.join(v, path), "w", encoding="utf-8") as f:
        f.write(before)
    return r.stdout.partition("not committed yet\n")[2]


def told(work, _):
    """Whether a change of each is told."""
    v = make(os.path.join(work, "fields"), files=FILES)
    untold = {}
    for kinds in UNTOLD.values():
        for kind, names in kinds.items():
            untold.setdefault(kind, set()).update(names)
    there = {}
    for kind in ("village", "rules", "households", "meeting", "claims", "objections", "rewards", "redemptions", "disclosures"):
        there.update(fields_of(kind))
    for kind, names in list(there.items()):  # a field that has fields is told of by these
        there[kind] = {n for n in names if f"{kind}.{n}" not in there and not any(other.startswith(n + ".") for other in names)}
    for kind in sorted(set(there) | set(CHANGED) | set(untold)):
        has, known = there.get(kind, set()), set(CHANGED.get(kind, {})) | untold.get(kind, set())
        check(f"the fields of {kind} are told of, or are known not to be", has == known, f"neither: {sorted(has - known)}; not there: {sorted(known - has)}")
    said = [f"{kind}: {asked}" for kind, (asked, _) in KINDS.items() if "not committed yet" in gongshi("history", v, asked).stdout]
    check("of what is committed nothing is told as new", not said, said)
    for kind, changes in CHANGED.items():
        silent = [f"{name}: {change[0]} → {change[1]}" for name, change in changes.items() if not uncommitted(v, kind, change)]
        check(f"what changes in {kind} is told", not silent, silent)
