#!/usr/bin/env python3
"""Holds the program to properties of the contract, over random villages: run.py PROGRAM [--villages N] [--seed S].

Prints the seed: village number K is made from seed + K, so that `--seed X --villages 1` makes one of them again. A village
that fails is kept, and where is said. Ends with `N passed, M failed` (villages); exit status 1 if any failed. README.md lists
the properties, and for each a change of the program that breaks it.
"""
import argparse
import collections
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import model
import village
import villages

HEAD = re.compile(r"^records/(.*):(\d+):\d+: (error|warning)\[([a-z-]+)\]: ")
PROPERTIES = {
    "program": "a village without errors is computed",
    "model": "the JSON is what the independent model computes, the warnings are its warnings",
    "redemptions": "redemptions are refused where, and for what, the model refuses them",
    "caps": "points never exceed a cap",
    "void": "a void entry and its absence give the same accounts",
    "files": "names and order of files never matter where they mean nothing",
    "threads": "the number of threads never matters",
    "final": "what was final stays so on later days, but for a void",
    "groups": "the sum of households is the sum of groups",
    "recompute": "the accounts follow from the JSON's own entries",
    "broken": "a village broken anywhere gets errors of the contract, in order, and nothing worse",
    "book": "a passbook's lines stay as they are on later days and when more is decided, add up, and end with the ledger's balance",
    "moved": "a record moved to another file of its kind changes nothing",
}


CODES = set("""yaml yaml-feature duplicate-key unknown-key missing-key bad-type bad-value personal-data bad-path unknown-file missing-file
    duplicate-id unknown-category unknown-rule unknown-household unknown-resident unknown-meeting unknown-entry unknown-claim unknown-objection
    unknown-reward wrong-household not-listed rule-not-in-force rule-sign out-of-range points-missing points-given needs-evidence needs-resident
    needs-note not-decided bad-date-order no-quorum wrong-kind double-entry decided-twice not-offered overdrawn out-of-stock not-eligible
    quota-exceeded barred overflow conflict-of-interest late-notice stale-claim negative-balance file-date name-in-text""".split())
BESIDE = {"copied-file"}  # warned of beside what the contract asks for
SPLINTERS = ("", "{", "}", "[", "]", ":", ": ", ",", "#", "- ", '"', "'", "\t", "\n", "\r", "\0", "&a ", "*a", "!", "%", "|", "<<: ", "--- ", "户",
             "\u2028", "\x85", "\ufeff", "\U00020bb7", "-", ".", "..", "/", "9", "2026-02-30", "1e9", "13812345678", "99999999999999999999")


class Failure(Exception):
    pass


def heads(result):
    return [(m[1], int(m[2]), m[3], m[4]) for m in map(HEAD.match, result.stderr.decode("utf-8", "replace").split("\n")) if m]


def ledger(program, folder, date, *more):
    r = village.start(program, "ledger", "--date", str(date), "--format", "json", *more, folder)
    if r.returncode != 0:
        raise Failure(f"ledger at {date}: exit status {r.returncode}: {r.stderr.decode(errors='replace')[:800]}")
    return r


def parse(result):
    return json.loads(result.stdout.decode("utf-8"), parse_float=Decimal, parse_int=Decimal)


def difference(want, got, path=""):
    """The first place where two JSON values differ, or None."""
    if isinstance(want, dict) and isinstance(got, dict) and want.keys() == got.keys():
        return next(filter(None, (difference(want[k], got[k], f"{path}.{k}") for k in want)), None)
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        return next(filter(None, (difference(w, g, f"{path}[{i}]") for i, (w, g) in enumerate(zip(want, got)))), None)
    return None if want == got else f"{path}: {short(got)}, expected {short(want)}"


def short(value):
    text = json.dumps(value, ensure_ascii=False, default=model.encode)
    return text if len(text) < 200 else text[:200] + "…"


# --- the properties: each yields what is wrong ---------------------------------------------------------------

def check_model(v, date, result, got):
    found = model.Ledger(v, date)
    wrong = difference(found.json(), got)
    if wrong:
        yield f"at {date}: {wrong}"
    somewhere = ("stale-claim", "negative-balance")
    told = {(code, None if code in somewhere else path) for path, _, severity, code in heads(result)
            if severity == "warning" and code not in BESIDE}
    if told != found.warnings():
        yield f"at {date}: warnings {sorted(told, key=str)}, expected {sorted(found.warnings(), key=str)}"


def line_of(folder, wrong):
    """Where a redemption stands, one a line; what is passed on, one a line below its key."""
    if "points" not in wrong:
        return wrong["place"]
    with open(os.path.join(folder, "records", wrong["path"]), encoding="utf-8") as f:
        return f.read().split("\n").index("transfers:") + 1 + wrong["place"]


def check_redemptions(program, made):
    """Compares the errors, and takes out what is wrong, until nothing is."""
    while True:
        wrong = model.wrong_redemptions(model.Village(made.folder))
        if not wrong:
            return  # the ledger would say so if the program found something
        want = sorted((r["path"], line_of(made.folder, r), "error", code) for r, code in wrong)
        result = village.start(program, "check", "-j", "1", made.folder)
        got = sorted(h for h in heads(result) if h[2] == "error")
        if got != want or result.returncode != 1:
            yield f"exit status {result.returncode}, errors {got}, expected {want}"
        made.keep_right_redemptions({(r["path"], r["place"]) for r, _ in wrong})


def check_caps(v, got):
    used = collections.defaultdict(Decimal)
    for cycle in got["cycles"]:
        for e in cycle["entries"]:
            rule, date, amount = v.rules[e["rule"]], model.day(e["date"]), abs(e["credited"])
            owners = [(("rule", e["rule"]), v.caps(rule, date))]
            if rule["kind"] == "positive":
                owners.append((("category", rule["category"]), v.category_caps[rule["category"]]))
            for owner, caps in owners:
                for period in ("day", "week", "month", "quarter", "cycle"):
                    used[e["household"], owner, period, v.period(period, date)] += amount
                for points, period in caps:
                    total = used[e["household"], owner, period, v.period(period, date)]
                    if amount and total * 100 > points:
                        yield f"{e['id']} brings {owner} to {total} in the {period}, cap {model.plain(points)}"


def check_groups(got):
    for cycle in got["cycles"]:
        sums, counts = collections.defaultdict(Decimal), collections.Counter()
        for h in cycle["households"]:
            if h["rank"] is not None:
                sums[h["group"]] += h["earned"]
                counts[h["group"]] += 1
        if sum(g["earned"] for g in cycle["groups"]) != sum(sums.values()):
            yield f"{cycle['id']}: groups have {sum(g['earned'] for g in cycle['groups'])}, households {sum(sums.values())}"
        for g in cycle["groups"]:
            if g["earned"] != sums[g["id"]] or g["households"] != counts[g["id"]]:
                yield f"{cycle['id']}: group {g['id']} has {g['earned']} of {g['households']}, its households {sums[g['id']]}"


def check_recompute(got):
    for cycle in got["cycles"]:
        final, pending, cost, named = (collections.defaultdict(Decimal) for _ in range(4))
        for e in cycle["entries"]:
            if e["status"] == "final":
                final[e["household"]] += e["credited"]
                named[e["resident"]] += e["credited"]
            elif e["status"] != "void":
                pending[e["household"]] += e["credited"]
        for r in cycle["redemptions"]:
            cost[r["household"]] += r["cost"]
        for h in cycle["households"]:
            ranked = [x["earned"] for x in cycle["households"] if x["rank"] is not None]
            want = {"earned": h["base"] + final[h["id"]], "pending": pending[h["id"]], "redeemed": cost[h["id"]],
                    "balance": h["carried"] + final[h["id"]] - cost[h["id"]] - h.get("forfeited", 0)
                    - h.get("given", 0) + h.get("received", 0),
                    "rank": None if h["rank"] is None else 1 + sum(x > h["earned"] for x in ranked)}
            for key, value in want.items():
                if h[key] != value:
                    yield f"{cycle['id']}: {key} of {h['id']} is {h[key]}, its entries give {value}"
        for key, side in (("given", "from"), ("received", "to")):
            for h in cycle["households"] if "transfers" in cycle else ():
                value = sum(t["points"] for t in cycle["transfers"] if t[side] == h["id"] and (key == "given" or t["final_from"] <= got["date"]))
                if h[key] != value:
                    yield f"{cycle['id']}: {key} of {h['id']} is {h[key]}, its transfers give {value}"
        for r in cycle["residents"]:
            if r["earned"] != named[r["id"]]:
                yield f"{cycle['id']}: resident {r['id']} has {r['earned']}, their entries give {named[r['id']]}"
        for p in cycle["periods"]:
            for h in p["households"]:
                value = sum(e["credited"] for e in cycle["entries"]
                            if e["household"] == h["id"] and e["status"] == "final" and p["from"] <= e["date"] <= p["to"])
                if h["earned"] != value:
                    yield f"{p['id']}: {h['id']} has {h['earned']}, its entries give {value}"


def statuses(got):
    return {e["id"]: e["status"] for cycle in got["cycles"] for e in cycle["entries"]}


def check_final(earlier, later):
    after = statuses(later)
    for ident, status in statuses(earlier).items():
        if status in ("final", "void") and after.get(ident) not in (status, "void"):
            yield f"{ident} is {status} on {earlier['date']}, and {after.get(ident)} on {later['date']}"


def accounts(got, known, settled):
    """What must not change when void entries are taken away; of the cycles KNOWN on both sides. What is SETTLED stands, void or not."""
    def open_ones(x):
        return {**x, "honours": [i for i in x["honours"] if i not in settled]} if "honours" in x else x

    def residents(x):
        """Without those whom a void entry alone names: they have nothing."""
        return [open_ones(r) for r in x["residents"] if r["earned"] != 0]
    out = []
    same = len(known) == len(got["cycles"])
    for cycle in got["cycles"]:
        if cycle["id"] not in known:
            continue
        households = [open_ones({k: h[k] for k in h if same or k != "eligible"}) for h in cycle["households"]]
        periods = [{**p, "households": [open_ones(h) for h in p["households"]], "groups": [open_ones(g) for g in p.get("groups", [])],
                    "residents": residents(p) if "residents" in p else []} for p in cycle["periods"]]
        out.append({"households": households, "periods": periods, "groups": [open_ones(g) for g in cycle["groups"]], "residents": residents(cycle),
                    "entries": [{k: e[k] for k in e if k != "id"} for e in cycle["entries"] if e["status"] != "void"]})
    return out


def check_void(program, made, got, folder):
    void = {ident for ident, status in statuses(got).items() if status == "void"}
    if not void:
        return
    skip = {ref for ref in made.refs if made.entry_id(ref) in void}
    made.write(folder + "/with", redemptions=[])
    made.write(folder + "/without", redemptions=[], skip=skip)
    there, gone = (parse(ledger(program, f"{folder}/{x}", got["date"])) for x in ("with", "without"))
    known = {c["id"] for c in there["cycles"]} & {c["id"] for c in gone["cycles"]}
    if len(there["cycles"]) != len(gone["cycles"]):  # the earliest entry was void: a cycle less is computed
        for c in (there, gone):
            c["cycles"].insert(0, {"id": None})
    settled = {w["id"] for w in made.rewards["honours"] if "settled" in w}
    wrong = difference(accounts(there, known, settled), accounts(gone, known, settled))
    if wrong:
        yield f"at {got['date']}, without {sorted(void)}: {wrong}"


def break_file(chosen, path):
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    for _ in range(chosen.randint(1, 3)):
        at = chosen.randint(0, len(text))
        text = text[:at] + chosen.choice(SPLINTERS) + text[at + chosen.choice((0, 0, 1, 2, 9)):]
    with open(path, "wb") as f:
        f.write(text.encode("utf-8")[:chosen.choice((None, None, None, -1, -2))])


def check_broken(program, chosen, source, folder):
    """Breaks some files of the village in SOURCE, in a copy of it."""
    shutil.copytree(source, folder)
    files = sorted(os.path.join(base, name) for base, _, names in os.walk(folder) for name in names)
    broken = chosen.sample(files, chosen.randint(1, 4))
    for path in broken:
        break_file(chosen, path)
    where = ", ".join(os.path.relpath(path, folder) for path in broken)
    result = village.start(program, "check", folder)
    errors = [h for h in heads(result) if h[2] == "error"]
    if result.returncode not in (0, 1) or result.returncode != bool(errors):
        yield f"{where}: exit status {result.returncode} with {len(errors)} errors: {result.stderr.decode(errors='replace')[-400:]}"
    places = [(path.encode(), line) for path, line, _, _ in heads(result)]
    if places != sorted(places):
        yield f"{where}: not in order: {places}"
    if {code for _, _, _, code in heads(result)} - CODES - BESIDE:
        yield f"{where}: codes that the contract has not: { {code for _, _, _, code in heads(result)} - CODES - BESIDE}"
    try:
        result.stderr.decode("utf-8")
    except UnicodeDecodeError as e:
        yield f"{where}: what it says is no UTF-8: {e}"


def without_redemption_ids(got):
    for cycle in got["cycles"]:
        for r in cycle["redemptions"]:
            del r["id"]
    return got


def books(program, folder, date, got):
    """{household: the lines of its book}, of those that take part in the last cycle; redemptions by what they are, not where they stand."""
    ids = [h["id"] for h in got["cycles"][-1]["households"]]
    r = village.start(program, "explain", "--book", "--date", str(date), "--format", "json", folder, *(f"household:{h}" for h in ids))
    if ids and r.returncode != 0:
        raise Failure(f"explain --book at {date}: exit status {r.returncode}: {r.stderr.decode(errors='replace')[:800]}")
    said = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in r.stdout.decode("utf-8").splitlines()]
    return {x["id"]: [{k: v for k, v in step.items() if k not in ("at", "cited", "redemption")} for section in x["sections"] for step in section["steps"]]
            for x in said}


def check_book(date, lines, got):
    """The books at DATE by themselves."""
    entries = {e["id"]: e for cycle in got["cycles"] for e in cycle["entries"]}
    for h in got["cycles"][-1]["households"]:
        balance = Decimal(0)
        final = {}
        for line in lines[h["id"]]:
            if balance + line.get("amount", 0) != line["balance"]:
                yield f"at {date}: {h['id']}: {short(line)} does not follow from {balance}"
            balance = line["balance"]
            if "entry" in line:
                final[line["entry"]] = final.get(line["entry"], 0) + line.get("points", line["amount"])
        if balance != h["balance"]:
            yield f"at {date}: {h['id']} ends with {balance}, the ledger has {h['balance']}"
        want = {e["id"]: e["credited"] for e in entries.values() if e["household"] == h["id"] and e["status"] == "final"}
        told = {e: points for e, points in final.items() if e in want or points}
        if told != want:
            yield f"at {date}: {h['id']}: entries {short(told)}, the ledger has {short(want)}"
        if [x["date"] for x in lines[h["id"]]] != sorted(x["date"] for x in lines[h["id"]]):
            yield f"at {date}: {h['id']}: not in the order of days"


def check_books(program, made, dates, results, folder):
    """Those of two days, and those of the first by what was written up to it."""
    early, late = (books(program, made.folder, date, got) for date, got in zip(dates, results))
    for date, lines, got in zip(dates, (early, late), results):
        yield from check_book(date, lines, got)
    for h in early.keys() & late.keys():
        if late[h][:len(early[h])] != early[h]:
            yield f"{h}: of {dates[0]} and {dates[1]}: {difference(early[h], late[h][:len(early[h])])}"
    made.write(folder + "/until", until=dates[0])
    then = books(program, folder + "/until", dates[0], parse(ledger(program, folder + "/until", dates[0])))
    wrong = difference(early, then)
    if wrong:
        yield f"at {dates[0]}, with what was decided since, {wrong}"


def check_village(program, seed, folder):
    """[(property, what is wrong)] of the village that SEED makes."""
    made = villages.random_village(seed, folder + "/village", wrong_redemptions=True)
    wrong = [("redemptions", x) for x in check_redemptions(program, made)]
    v = model.Village(made.folder)
    chosen = random.Random(seed)
    dates = sorted(chosen.sample(made.dates(), 2))
    before, results = None, []
    for date in dates:
        result = ledger(program, made.folder, date, "-j", "1")
        got = parse(result)
        wrong += [("model", x) for x in check_model(v, date, result, got)]
        wrong += [("caps", x) for x in check_caps(v, got)]
        wrong += [("groups", x) for x in check_groups(got)]
        wrong += [("recompute", x) for x in check_recompute(got)]
        if before:
            wrong += [("final", x) for x in check_final(before, got)]
        before = got
        results.append(got)
    wrong += [("book", x) for x in check_books(program, made, dates, results, folder)]
    made.write(folder + "/renamed", rename=chosen)
    again = ledger(program, folder + "/renamed", dates[-1], "-j", "3")
    if again.stdout != result.stdout:
        alone = ledger(program, folder + "/renamed", dates[-1], "-j", "1")
        wrong.append(("threads", f"at {dates[-1]} three threads print something else than one") if alone.stdout == result.stdout else
                     ("files", f"at {dates[-1]} the same records in files of other names print something else"))
    made.write(folder + "/moved", move=chosen)
    moved = parse(ledger(program, folder + "/moved", dates[-1]))
    place = difference(without_redemption_ids(parse(result)), without_redemption_ids(moved))
    if place:
        wrong.append(("moved", f"at {dates[-1]}: {place}"))
    wrong += [("broken", x) for x in check_broken(program, chosen, made.folder, folder + "/broken")]
    wrong += [("void", x) for x in check_void(program, made, got, folder)]
    return wrong


def work(job):
    program, seed = job
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = tempfile.mkdtemp(prefix="gongshi-property-", dir=place)
    try:
        wrong = check_village(program, seed, folder)
    except Failure as failure:
        wrong = [("program", str(failure))]
    except subprocess.TimeoutExpired as failure:
        wrong = [("program", str(failure))]
    kept = None
    if wrong:
        kept = os.path.join(tempfile.gettempdir(), f"gongshi-village-{seed}")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(folder, kept)
    shutil.rmtree(folder)
    return seed, wrong, kept


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--villages", type=int, default=300)
    ap.add_argument("--seed", type=int, default=None)
    a = ap.parse_args()
    seed = random.SystemRandom().randrange(10 ** 9) if a.seed is None else a.seed
    print(f"{a.villages} villages from seed {seed}", flush=True)
    failed = 0
    broken = collections.Counter()
    jobs = [(os.path.abspath(a.program), seed + n) for n in range(a.villages)]
    with multiprocessing.Pool(2) as pool:
        for one, wrong, kept in pool.imap(work, jobs, chunksize=4):
            failed += bool(wrong)
            broken.update({name for name, _ in wrong})
            if wrong and failed <= 10:
                print(f"FAILED village of seed {one}, kept in {kept}")
                for name, message in wrong[:6]:
                    print(f"    {name}: {message}")
    for name, words in PROPERTIES.items():
        if broken[name]:
            print(f"{name}: {words}: broken in {broken[name]} villages")
    print(f"{a.villages - failed} passed, {failed} failed")
    return failed > 0 or a.villages == 0


if __name__ == "__main__":
    sys.exit(main())
