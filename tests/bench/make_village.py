#!/usr/bin/env python3
"""Writes a large, right village: make_village.py HOUSEHOLDS YEARS ENTRIES OUT

The years end with 2025. The same arguments give the same bytes. It has rules with caps of every period, lines for
many, claims, objections that suspend and some that void, corrections, honours by the quarter, and redemptions.
"""
import argparse
import datetime
import os
import random

LAST_YEAR = 2025
RULES = 24  # besides the one that every household gets each year, and the one of claims
CAPS = ("2/day", "6/week", "12/month", "20/quarter", "40/cycle", "[3/day, 9/month]", None, None)


def write(out, path, text):
    path = os.path.join(out, "records", path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def households(out, ids):
    for start in range(0, len(ids), 100):
        group = start // 100 + 1
        lines = [f"group: {{id: g{group:03}, name: 第{group}组}}", "households:"]
        lines += [f"  - {{id: {h}, head: 户主, members: [{{id: {h}-1, name: 户主}}]}}" for h in ids[start:start + 100]]
        write(out, f"households/g{group:03}.yaml", "\n".join(lines) + "\n")


def rules(out):
    lines = ["level: city", "categories:", "  - {id: order, title: 社会治安, cap: 60/quarter}",
             "  - {id: home, title: 家风家教}", "rules:",
             "  - {id: base, category: home, title: 履行公约, points: 2}",
             "  - {id: claimed, category: order, title: 自报善行, points: 1, cap: 5/month}"]
    for i in range(RULES):
        cap = CAPS[i % len(CAPS)]
        points = "-0.5" if i % 12 == 11 else f"{1 + i % 3}.5"
        lines.append(f"  - {{id: r{i:02}, category: {'order' if i % 2 else 'home'}, title: 细则{i}, points: {points}"
                     + (", kind: negative" if i % 12 == 11 else "") + (f", cap: {cap}" if cap else "") + "}")
    write(out, "rules/10-city.yaml", "\n".join(lines) + "\n")


def rewards(out):
    write(out, "rewards.yaml", """goods:
  - {id: soap, title: 肥皂, cost: 0.5, quota: 4/cycle}
services:
  - {id: visit, title: 上门理发, needs: 20}
honours:
  - {id: star, title: 文明户, points: 60}
  - {id: quarter, title: 季度之星, rank: 3, per: quarter}
  - {id: order, title: 治安之星, rank: 10, category: order}
""")


def entry_lines(chance, ids, count, days):
    """Lines of COUNT entries, no household twice under one rule on one day; and the ids behind the meeting's."""
    pairs = [(r, d) for r in range(RULES) for d in days]
    chance.shuffle(pairs)
    lines, names = [], []
    most = max(1, min(20, len(ids)))
    if count > most * len(pairs):
        most = -(-count // len(pairs))
    for rule, day in pairs:
        size = min(most, count)
        if size <= 0:
            break
        who = chance.sample(ids, min(size, len(ids)))
        count -= len(who)
        lines.append(f"  - {{household: [{', '.join(who)}], rule: r{rule:02}, date: {day}}}")
        names += [f"{len(lines)}/{h}" for h in who]
    return lines, names


def meetings(out, ids, years, entries):
    chance = random.Random(f"{len(ids)} {years} {entries}")
    per_meeting = (entries - years * len(ids)) // (years * 24) - 2
    previous = datetime.date(LAST_YEAR - years + 1, 1, 1)
    challenged = None  # a meeting's id and some of its entries
    claims, objections, number = {}, {}, 0
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        for month in range(1, 13):
            for dom in (14, 28):
                date = datetime.date(year, month, dom)
                days = [previous + datetime.timedelta(i) for i in range((date - previous).days)]
                lines, names = entry_lines(chance, ids, per_meeting, days)
                text = [f"meeting: {date}", "kind: review", "entries:"] + lines
                if (month, dom) == (1, 14):
                    text.append(f"  - {{household: [{', '.join(ids)}], rule: base}}")
                text.append("claims:")
                for who in chance.sample(ids, min(2, len(ids))):
                    number += 1
                    claims.setdefault(year, []).append(
                        f"- {{id: c-{number}, household: {who}, rule: claimed, date: {days[0]}, received: {days[1]}}}")
                    text.append(f"  - {{claim: c-{number}, approve: true}}")
                if challenged:
                    meeting, wrong, doubted = challenged
                    text += ["corrections:", f"  - {{entry: {meeting}/{wrong}, reason: 录入错误}}", "objections:"]
                    for name in doubted:
                        number += 1
                        objections.setdefault(year, []).append(
                            f"- {{id: o-{number}, entry: {meeting}/{name}, received: {previous}}}")
                        text.append(f"  - {{objection: o-{number}, upheld: {'true' if number % 2 else 'false'}}}")
                write(out, f"meetings/{year}/{date}.yaml", "\n".join(text) + "\n")
                some = chance.sample(names, min(4, len(names)))
                challenged = (str(date), some[0], some[1:]) if len(some) > 1 else None
                previous = date
    for kind, records in (("claims", claims), ("objections", objections)):
        for year, lines in records.items():
            write(out, f"{kind}/{year}.yaml", "\n".join(lines) + "\n")


def redemptions(out, ids, years):
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        lines = []
        for month in (4, 8, 11):
            lines += [f"- {{date: {year}-{month:02}-{1 + i % 28:02}, household: {h}, reward: soap}}"
                      for i, h in enumerate(ids) if i % 2 or month == 11]
        write(out, f"redemptions/{year}.yaml", "\n".join(lines) + "\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("households", type=int)
    ap.add_argument("years", type=int)
    ap.add_argument("entries", type=int, help="about how many, a little less")
    ap.add_argument("out")
    a = ap.parse_args()
    ids = [f"h{i:05}" for i in range(1, a.households + 1)]
    write(a.out, "village.yaml", "name: 大村\ncarry: 03-31\n")
    households(a.out, ids)
    rules(a.out)
    rewards(a.out)
    meetings(a.out, ids, a.years, a.entries)
    redemptions(a.out, ids, a.years)


if __name__ == "__main__":
    main()
