#!/usr/bin/env python3
"""Holds explanations to what they claim: run.py PROGRAM [--villages N] [--seed S] [--no-cases].

Of random villages (tests/property/villages.py makes them; village K from seed + K) and of the villages under tests/cases/ledger it takes
random entries, households, groups, claims, objections, redemptions and transfers on random days, reads what `gongshi explain` says of them (JSON, and
the sentences in both languages), recomputes the figures from the steps alone, compares them with the ledger, and finds every value that
is cited in the file at the line and column cited. Ends with `N passed, M failed` (villages); exit status 1 if any failed.
"""
import argparse
import datetime
import glob
import json
import os
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "property"), os.path.dirname(HERE)]

import cited  # noqa: E402
import figures  # noqa: E402
import printed  # noqa: E402
import village  # noqa: E402
import villages  # noqa: E402

check = village.Checks()


def call(program, *words):
    r = village.start(program, *words, timeout=120)
    if r.returncode != 0:
        raise cited.Wrong(f"{' '.join(words[:3])}: exit status {r.returncode}: {r.stderr.decode(errors='replace')[:600]}")
    return r.stdout.decode("utf-8")


def parse(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def some(rng, items, most):
    items = list(items)
    return rng.sample(items, min(most, len(items)))


def objections_of(entries_explained):
    return {s["objection"] for e in entries_explained for s in figures.steps_of(e) if s["step"] in ("objection", "objection_late")}


def choose(rng, ledger):
    entries = {e["id"]: e for c in ledger["cycles"] for e in c["entries"]}
    odd = [i for i, e in entries.items() if e["status"] != "final" or e["raw"] != e["credited"]]
    chosen = [f"entry:{i}" for i in set(some(rng, entries, 8) + some(rng, odd, 8))]
    chosen += [f"household:{h}" for h in some(rng, {h["id"] for c in ledger["cycles"] for h in c["households"]}, 4)]
    chosen += [f"resident:{r}" for r in some(rng, {r["id"] for c in ledger["cycles"] for r in c["residents"]}, 2)]
    chosen += [f"claim:{c['id']}" for c in some(rng, ledger["claims"], 4)]
    chosen += [f"redemption:{r['id']}" for r in some(rng, [r for c in ledger["cycles"] for r in c["redemptions"]], 4)]
    chosen += [f"group:{g}" for g in some(rng, {g["id"] for g in ledger["cycles"][-1]["groups"]}, 1)]
    chosen += [f"transfer:{t['id']}" for t in some(rng, [t for c in ledger["cycles"] for t in c.get("transfers", [])], 4)]
    return sorted(chosen), entries


def check_one(explanation, ledger, entries, today):
    about, ident = explanation["about"], explanation["id"]
    if about == "entry":
        figures.check_entry(explanation, entries[ident], today)
    elif about == "household":
        figures.check_household(explanation, ledger)
    elif about == "resident":
        figures.check_resident(explanation, ledger)
    elif about == "group":
        figures.check_group(explanation, ledger)
    elif about == "claim":
        figures.check_claim(explanation, next(c for c in ledger["claims"] if c["id"] == ident), entries, today)
    elif about == "redemption":
        figures.check_redemption(explanation, next(r for c in ledger["cycles"] for r in c["redemptions"] if r["id"] == ident))
    elif about == "transfer":
        figures.check_transfer(explanation, next(t for c in ledger["cycles"] for t in c.get("transfers", []) if t["id"] == ident), today)
    elif about == "objection":
        steps = figures.steps_of(explanation)
        entry = entries[figures.only(steps, "objection_to")["entry"]]
        figures.want("status", steps[-1]["step"], "status_" + entry["status"])


def check_printed(program, folder, today, language, ids, explanations, entries, files):
    texts = printed.read(call(program, "explain", "--date", today, "--language", language, "-C", folder, *ids))
    figures.want("explanations printed", len(texts), len(explanations))
    for steps, explanation in zip(texts, explanations):
        data = figures.steps_of(explanation)
        figures.want(f"{explanation['id']}: places printed", [s.places for s in steps], [cited.places(s) for s in data])
        for s in steps:
            if "⟨" in s.sentence or "{" in s.sentence:
                raise cited.Wrong(f"no sentence: {s.sentence}")
        if explanation["about"] == "entry":
            e = entries[explanation["id"]]
            printed.check_credit(steps, language, e["raw"], e["credited"], files)


def check_day(program, folder, today, rng):
    ledger = parse(call(program, "ledger", "--date", today, "--format", "json", folder))
    ids, entries = choose(rng, ledger)
    if not ids:
        return 0
    files = cited.Files(folder)

    def explain(words):
        return [parse(line) for line in call(program, "explain", "--date", today, "--format", "json", "-C", folder, *words).splitlines()]

    explanations = explain(ids)
    objections = [f"objection:{o}" for o in sorted(objections_of(explanations))]
    if objections:
        ids, explanations = ids + objections, explanations + explain(objections)
    figures.want("explanations", len(explanations), len(ids))
    for ident, explanation in zip(ids, explanations):
        try:
            figures.want("id", f"{explanation['about']}:{explanation['id']}", ident)
            for step in figures.steps_of(explanation):
                cited.check_step(files, step)
            check_one(explanation, ledger, entries, today)
        except (cited.Wrong, KeyError, TypeError, AttributeError) as e:
            raise cited.Wrong(f"{ident} on {today}: {type(e).__name__}: {e}") from e
    for language in ("zh-CN", "en"):
        check_printed(program, folder, today, language, ids, explanations, entries, files)
    return len(ids)


def days_of(folder, rng, count):
    """Days about the meetings of a village."""
    dates = []
    for path in glob.glob(f"{folder}/records/meetings/**/*.yaml", recursive=True):
        with open(path, encoding="utf-8-sig") as f:
            dates += [line.split(":", 1)[1].split("#")[0].strip().strip("'\"") for line in f if line.startswith("meeting:")]
    known = sorted(datetime.date.fromisoformat(d) for d in dates) or [datetime.date(2026, 3, 1)]
    return [str(rng.choice(known) + datetime.timedelta(rng.randint(0, 40))) for _ in range(count - 1)] + [str(known[-1] + datetime.timedelta(30))]


def check_village(program, folder, seed, count):
    rng = random.Random(seed)
    return sum(check_day(program, folder, day, rng) for day in days_of(folder, rng, count))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--villages", type=int, default=12)
    ap.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    ap.add_argument("--no-cases", action="store_true", help="random villages alone")
    a = ap.parse_args()
    a.program = os.path.abspath(a.program)
    print(f"seed {a.seed}")
    with tempfile.TemporaryDirectory(prefix="gongshi-explain.") as scratch:
        cases = [] if a.no_cases else sorted(glob.glob(os.path.join(HERE, "..", "cases", "ledger", "*")))
        tasks = [(f"case {os.path.basename(f)}", f, a.seed, 1) for f in cases]
        for k in range(a.villages):
            folder = os.path.join(scratch, str(k))
            villages.random_village(a.seed + k, folder)
            tasks.append((f"random village --seed {a.seed + k} --villages 1", folder, a.seed + k, 3))

        def run(task):
            _, folder, seed, count = task
            try:
                return check_village(a.program, folder, seed, count), []
            except (cited.Wrong, subprocess.TimeoutExpired) as e:
                return 0, [e]

        explained = 0
        with ThreadPoolExecutor(2) as pool:
            for (name, *_), (count, wrong) in zip(tasks, pool.map(run, tasks)):
                explained += count
                check(name, wrong)
    print(f"{explained} explanations read")
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
