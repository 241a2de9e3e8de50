"""Recomputes figures from the steps of explanations, and holds them against the ledger's."""
import datetime
from decimal import ROUND_HALF_UP, Decimal

from cited import Wrong

CENT = Decimal("0.01")


def want(what, got, expected):
    if got != expected:
        raise Wrong(f"{what}: {got}, expected {expected}")


def steps_of(explanation, about=None):
    return [s for section in explanation["sections"] if about in (None, section["about"]) for s in section["steps"]]


def only(steps, *kinds):
    found = [s for s in steps if s["step"] in kinds]
    return found[0] if found else None


def day(text):
    return datetime.date.fromisoformat(text)


def rounded(value):
    return value.quantize(CENT, ROUND_HALF_UP)  # halves away from zero


def credit(steps):
    """(raw, credited) of an entry by its steps: value, times, rounding, one cap after the other."""
    value = only(steps, "value", "value_adjusted")["value"]
    chosen = only(steps, "chosen")
    if chosen:
        if isinstance(value, dict) and not value["lo"] <= chosen["points"] <= value["hi"]:
            raise Wrong(f"{chosen['points']} is outside {value}")
        value = chosen["points"]
    times = only(steps, "times", "times_one")["times"]
    raw = rounded(value * times)
    line = only(steps, "raw", "raw_rounded")
    want("value in the product", line["points"], value)
    want("times in the product", line["times"], times)
    want("raw", line["raw"], raw)
    if line["step"] == "raw_rounded":
        want("exact", Decimal(line["exact"]), value * times)
    elif value * times != raw:
        raise Wrong(f"{value} × {times} was rounded in silence")
    if only(steps, "void_credit"):
        return raw, Decimal(0)
    left = abs(raw)
    for i, step in enumerate(steps):
        if not step["step"].startswith("cap_") or "cap" not in step:
            continue
        used = Decimal(0)
        for user in steps[i + 1:]:
            if not user.get("detail"):
                break
            if user["step"] == "cap_user":
                used += user["amount"]
                if not step["span"]["from"] <= user["date"] <= step["span"]["to"]:
                    raise Wrong(f"{user['entry']} of {user['date']} is outside {step['span']}")
        want("used", step["used"], used)
        want("before", step["before"], left)
        after = min(left, max(Decimal(0), step["cap"]["points"] - used))
        kind = "cap_room" if after == left else "cap_full" if after == 0 else "cap_takes"
        want("what the cap did", step["step"], kind)
        if kind == "cap_takes":
            want("after, taken", (step["after"], step["taken"]), (after, left - after))
        left = after
    return raw, left.copy_sign(raw) if left else Decimal(0)


def status(steps, today):
    """(status, final_from, void_from) by the steps of a notice."""
    notice = only(steps, "notice")
    last = day(notice["span"]["to"])
    want("days", (last - day(notice["span"]["from"])).days + 1, notice["days"])
    final, void, open_ones = last + datetime.timedelta(1), None, 0
    for i, step in enumerate(steps):
        resolved = next((s for s in steps[i + 1:] if s["step"] in ("dismissed", "upheld") and s["objection"] == step.get("objection")), None)
        if step["step"] == "objection":
            want("within the notice", day(step["received"]) <= last, True)
            final = max(final, day(resolved["date"])) if resolved else final
            open_ones += not resolved
        elif step["step"] == "objection_late":
            want("after the notice", day(step["received"]) > last, True)
        elif step["step"] in ("upheld", "corrected"):
            void = min(void or day(step["date"]), day(step["date"]))
    if void:
        return "void", None, str(void)
    if open_ones:
        return "suspended", None, None
    return ("final" if day(today) >= final else "notice"), str(final), None


def check_entry(explanation, entry, today):
    raw, credited = credit(steps_of(explanation, "credit"))
    want("raw", raw, entry["raw"])
    want("credited", credited, entry["credited"])
    want("the credited that is said", only(steps_of(explanation, "credit"), "credited")["credited"], entry["credited"])
    steps = steps_of(explanation, "status")
    want("status", status(steps, today), (entry["status"], entry["final_from"], entry["void_from"]))
    last = steps[-1]
    want("the last step", last["step"], "status_" + entry["status"])
    if "from" in last:
        want("from", last["from"], entry["final_from"] or entry["void_from"])


def check_account(section, account, entries, cycle):
    """A running account: every line adds up, and the last is the ledger's balance."""
    lines = section["steps"]
    balance = lines[0]["balance"]
    sums = {"line_entry": Decimal(0), "line_capped": Decimal(0), "line_redeemed": Decimal(0), "pending": Decimal(0), "lapsed": Decimal(0), "line_forfeited": Decimal(0),
            "line_given": Decimal(0), "line_received": Decimal(0)}
    seen = []
    for line in lines[1:-1]:
        kind = line["step"]
        if "balance" in line:
            balance += line["amount"]
            want(f"balance after {line}", line["balance"], balance)
        if kind in sums:
            sums[kind] += line["amount"]
        elif kind in ("line_notice", "line_suspended"):
            sums["pending"] += line["amount"]
        elif kind == "line_lapsed":
            sums["lapsed"] += line["amount"]
        if "entry" in line and kind != "line_forfeited":
            seen.append(line["entry"])
    want("the last line", (lines[-1]["step"], lines[-1]["balance"]), ("line_balance", account["balance"]))
    want("balance", balance, account["balance"])
    want("earned", sums["line_entry"] + sums["line_capped"] + account["base"], account["earned"])
    want("redeemed", -sums["line_redeemed"], account["redeemed"])
    want("given", -sums["line_given"], account.get("given", 0))
    want("received", sums["line_received"], account.get("received", 0))
    passed = {(s["step"], s["transfer"]) for s in lines if "transfer" in s}
    kinds = {"from": ("line_given",), "to": ("line_received", "line_arriving")}
    want("passed on", {(side, t["id"]) for t in cycle.get("transfers", []) for side in kinds if t[side] == account["id"]},
         {(side, ident) for side in kinds for kind, ident in passed if kind in kinds[side]})
    want("pending", sums["pending"], account["pending"])
    lapsed = -sums["line_forfeited"] - account.get("forfeited", 0)  # what was carried may be taken before it lapses
    want("carried", lines[0]["balance"] + sums["lapsed"] - lapsed, account["carried"])
    want("entries", sorted(seen), sorted(e["id"] for e in entries if e["household"] == account["id"]))
    dates = [s["date"] for s in lines[:-1] if s["step"] != "line_suspended"]
    want("the order of lines", dates, sorted(dates))
    want("the first day", lines[0]["date"], cycle["from"])


def conditions(steps, i):
    found = []
    for s in steps[i + 1:]:
        if not s.get("detail"):
            break
        found.append(s["step"])
    return found


FAILED = {"honour_points_missing", "honour_above", "honour_rank_missed", "honour_nothing", "honour_waits", "unranked", "not_from", "not_until", "honour_unnamed", "group_empty"}


def check_missing(steps):
    """What is missing is what is asked for less what is had."""
    for i, s in enumerate(steps):
        if s["step"] == "honour_points_missing":
            want("missing", s["missing"], s["needs"] - s["points"])
        elif s["step"] in ("service_open", "service_closed", "service_shut", "service_barred"):
            had = []
            for d in steps[i + 1:]:
                if not d.get("detail"):
                    break
                had += [d["points"]] if d["step"] in ("needs_now", "needs_before") else []
            want(f"{s['reward']} is reached", s["step"] != "service_closed", any(d >= s["needs"] for d in had))
            if "missing" in s:
                want("missing", s["missing"], s["needs"] - max(had, default=Decimal(0)))


def check_honours(section, account, cycle, kind="households"):
    """What one of the ledger's KIND won of CYCLE."""
    won, periods = [], {}
    for i, s in enumerate(section["steps"]):
        if s["step"] not in ("honour_won", "honour_missed", "honour_lost"):
            continue
        span = (s["span"]["from"], s["span"]["to"])
        why = set(conditions(section["steps"], i))
        lacking, veto = why & FAILED, "honour_veto" in why
        said = "honour_missed" if lacking else "honour_lost" if veto else "honour_won"
        want(f"{s['reward']} with {sorted(why)}", s["step"], said)
        if said == "honour_won" and span == (cycle["from"], cycle["to"]):
            won.append(s["reward"])
        elif said == "honour_won":
            periods.setdefault(span, []).append(s["reward"])
    want("honours", won, account.get("honours", []))
    for p in cycle["periods"]:
        mine = next((x for x in p.get(kind, []) if x["id"] == account["id"]), None)
        if mine and (p["from"], p["to"]) != (cycle["from"], cycle["to"]):
            want(f"honours of {p['id']}", sorted(periods.get((p["from"], p["to"]), [])), sorted(
                r for q in cycle["periods"] if (q["from"], q["to"]) == (p["from"], p["to"])
                for x in q.get(kind, []) if x["id"] == account["id"] for r in x["honours"]))


def check_members(section, cycle, members):
    """What residents of a household won, in its own section."""
    parts = [(cycle, cycle["residents"])] + [(p, p.get("residents", [])) for p in cycle["periods"]]
    want("what its residents won", sorted((s["resident"], s["reward"], s["span"]["from"], s["span"]["to"]) for s in section["steps"] if s["step"] == "honour_resident"),
         sorted((r["id"], reward, part["from"], part["to"]) for part, residents in parts for r in residents if r["id"] in members for reward in r.get("honours", [])))


def check_household(explanation, ledger):
    sections = {(s["about"], int(s.get("cycle", 0))): s for s in explanation["sections"]}
    last = None
    for cycle in ledger["cycles"]:
        account = next((h for h in cycle["households"] if h["id"] == explanation["id"]), None)
        name = int(cycle["id"])
        if not account:
            want("no account", ("account", name) in sections, False)
            continue
        last = account["balance"]
        check_account(sections[("account", name)], account, cycle["entries"], cycle)
        check_honours(sections.get(("honours", name), {"steps": []}), account, cycle)
        members = {e["resident"] for e in cycle["entries"] if e["household"] == explanation["id"]}
        check_members(sections.get(("honours", name), {"steps": []}), cycle, members)
        if cycle is not ledger["cycles"][-1]:
            continue
        standing = sections[("standing", name)]["steps"]
        want("earned", only(standing, "earned")["points"], account["earned"])
        until = [s["until"] for s in standing if s["step"] == "barred"]
        want("barred", max(until, default=None), account.get("barred_until"))
        rank = only(standing, "rank")
        want("rank", rank and rank["rank"], account["rank"])
        services = sections.get(("services", name), {"steps": []})["steps"]
        want("services", [s["reward"] for s in services if s["step"] in ("service_open", "service_barred")], account["eligible"])
        want("services while barred", [s["reward"] for s in services if s["step"] == ("service_open" if until else "service_barred")], [])
    check_missing(steps_of(explanation))
    if last is not None:
        want("the last step", explanation["sections"][-1]["steps"][-1]["balance"], last)


def check_resident(explanation, ledger):
    shares = {int(s["cycle"]): s["steps"] for s in explanation["sections"] if s["about"] == "share"}
    honours = {int(s["cycle"]): s for s in explanation["sections"] if s["about"] == "honours"}
    for cycle in ledger["cycles"]:
        mine = next((r for r in cycle["residents"] if r["id"] == explanation["id"]), None)
        lines = shares.get(int(cycle["id"]))
        want("a share", lines is not None, mine is not None)
        if mine:
            want("earned", lines[-1]["points"], mine["earned"])
            want("the sum of lines", sum((s["amount"] for s in lines if "balance" in s), Decimal(0)), mine["earned"])
            check_honours(honours.get(int(cycle["id"]), {"steps": []}), mine, cycle, "residents")


def check_group(explanation, ledger):
    honours = {int(s["cycle"]): s for s in explanation["sections"] if s["about"] == "honours"}
    for cycle in ledger["cycles"]:
        mine = next(g for g in cycle["groups"] if g["id"] == explanation["id"])
        check_honours(honours.get(int(cycle["id"]), {"steps": []}), mine, cycle, "groups")
    last = next(g for g in ledger["cycles"][-1]["groups"] if g["id"] == explanation["id"])
    standing = next(s["steps"] for s in explanation["sections"] if s["about"] == "standing")
    earned, place = only(standing, "group_earned"), only(standing, "group_place")
    want("households, earned, average, rank", (earned and earned["count"], earned and earned["points"], earned and earned["average"], place and place["rank"]),
         (last["households"], last["earned"], last["average"], last["rank"]) if last["rank"] else (None, None, None, None))
    want("among how many", place and place["count"], sum(g["rank"] is not None for g in ledger["cycles"][-1]["groups"]) if last["rank"] else None)


def check_claim(explanation, claim, entries, today):
    steps = steps_of(explanation, "claim")
    last = [s for s in steps if s["step"].startswith("claim_")][-1]
    want("claim", last["step"], "claim_" + claim["status"])
    if claim["entry"]:
        want("entry", last["entry"], claim["entry"])
        check_entry(explanation, entries[claim["entry"]], today)


def funds(steps):
    """What was there to spend."""
    def said(kind):
        return (only(steps, kind) or {"points": 0})["points"]
    had = said("had_carried") + only(steps, "had_earned")["points"] + said("had_received")
    had -= only(steps, "had_redeemed")["points"] + said("had_forfeited") + said("had_given")
    want("to spend", only(steps, "had_balance")["points"], had)
    return had


def check_transfer(explanation, transfer, today):
    steps = steps_of(explanation)
    first = only(steps, "transfer")
    want("who, to whom, how many", [first[k] for k in ("giver", "receiver", "points")], [transfer[k] for k in ("from", "to", "points")])
    arrives = only(steps, "transfer_arrives", "transfer_arrived")
    want("when it arrives", (arrives["date"], arrives["step"] == "transfer_arrived"), (transfer["final_from"], transfer["final_from"] <= today))
    had = funds(steps)
    want("left", only(steps, "left_given")["balance"], had - transfer["points"])
    want("enough", had >= transfer["points"], True)


def check_redemption(explanation, redemption):
    steps = steps_of(explanation)
    first = only(steps, "redeemed")
    for key in ("household", "reward", "date", "quantity"):
        want(key, first[key], redemption[key])
    cost = only(steps, "cost")
    want("cost", cost["points"] if cost else Decimal(0), redemption["cost"])
    if cost:
        want("the product", cost["cost"] * cost["quantity"], cost["points"])
        had = funds(steps)
        want("left", only(steps, "left_balance")["balance"], had - cost["points"])
        want("enough", had >= cost["points"], True)
    stock = only(steps, "stock")
    if stock:
        want("delivered", sum(s["stock"] for s in steps if s["step"] == "delivery"), stock["stock"])
        want("stock enough", stock["count"] + stock["quantity"] <= stock["stock"], True)
    for quota in (s for s in steps if s["step"] == "quota"):
        want("within quota", quota["count"] + quota["quantity"] <= quota["quota"]["times"], True)
