#!/usr/bin/env python3
"""What a clerk has to do on a day: run.py PROGRAM. Ends with "N passed, M failed".

A village in which everything waits, looked at on the days on which each thing begins to wait and stops: as text, as data, as the office's page
and calendar.
"""
import functools
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Checks, read, write_all  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)

FILES = {
    "records/village.yaml": """name: 安乐屯村
notice: {days: 5}
rhythm: {review: month, redemption: quarter}
events:
  - {date: 2026-04-02, kind: review, hours: "9:00", place: 村委会}
  - {date: 2026-12-26, kind: redemption, title: 冬季<兑换日>}
screens:
  - {id: gate, show: [welcome, rewards]}
""",
    "records/rules/1.yaml": "level: city\ncategories: [{id: order, title: 治安}]\nrules:\n  - {id: patrol, category: order, title: 巡逻, points: 20}\n",
    "records/households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n  - {id: h2, head: 王明, offline: true}\n",
    "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\ntitle: 三月评审会\nnoticed: 2026-03-06\nentries:\n"
                                        "  - {household: [h1, h2], rule: patrol, date: 2026-03-01}\n",
    "records/objections/1.yaml": "- {id: o-1, entry: 2026-03-05/1/h1, received: 2026-03-08}\n",
    "records/claims/1.yaml": "- {id: c-1, household: h1, rule: patrol, date: 2026-02-28, received: 2026-03-02}\n"
                             "- {id: c-2, household: h1, rule: patrol, date: 2026-03-02, received: 2026-03-04}\n",
    "records/rewards.yaml": "goods:\n  - {id: soap, title: 肥皂, cost: 1, stock: {2026-01-01: 5}}\n  - {id: rice, title: 大米, cost: 1, stock: {2026-01-01: 3}}\n"
                            "  - {id: oil, title: 油, cost: 1, stock: {2026-01-01: 50}}\n",
    "records/redemptions/1.yaml": "- {date: 2026-03-12, household: h2, reward: soap, quantity: 3}\n- {date: 2026-03-12, household: h2, reward: rice, quantity: 3}\n"
                                  "- {date: 2026-03-12, household: h2, reward: oil}\n",
}


def tasks(v, day):
    r = run("today", v, "--date", day, "--format", "json")
    check(f"{day}: the list is made", r.returncode == 0, r.stderr)
    data = json.loads(r.stdout)
    order = {"late": 0, "now": 1, "soon": 2}
    check(f"{day}: the most urgent first", data["date"] == day and data["tasks"] ==
          sorted(data["tasks"], key=lambda t: (order[t["urgency"]], t["due"])), data)
    check(f"{day}: each with the command or the file that does it", all(t.get("command") or t.get("file") for t in data["tasks"]), data["tasks"])
    return {t["kind"]: t for t in reversed(data["tasks"])}, data["tasks"]


def main():
    with tempfile.TemporaryDirectory() as work:
        v = os.path.join(work, "v")
        write_all(v, FILES)
        found, _ = tasks(v, "2026-03-05")
        check("a notice that begins tomorrow", (found["post"]["urgency"], found["post"]["due"], found["post"]["file"]) ==
              ("soon", "2026-03-06", "out/print/notices/2026-03-05.pdf"), found.get("post"))
        check("claims before the named review", (found["claims"]["due"], found["claims"]["file"], found["claims"]["line"]) ==
              ("2026-04-02", "records/claims/1.yaml", 1) and "2件" in found["claims"]["text"] and "3天" in found["claims"]["text"], found.get("claims"))
        check("a screen for which nothing was made", found["screen"]["command"] == "gongshi build" and "还没有做" in found["screen"]["text"], found)
        check("no objection yet, nothing to take down", not {"objection", "take-down", "ends", "statements"} & set(found), found)
        found, _ = tasks(v, "2026-03-06")
        check("a notice to post today", found["post"]["urgency"] == "now", found)
        found, _ = tasks(v, "2026-03-10")
        check("a notice on its last day", "ends" in found and "post" not in found and "take-down" not in found, found)
        new, _ = tasks(v, "2026-03-08")
        check("of the day itself", new["objection"]["text"] == "异议o-1（条目2026-03-05/1/h1）今天收到，还没有答复", new)
        check("an objection and how long it waits", (found["objection"]["urgency"], found["objection"]["line"]) == ("now", 1) and
              "2天" in found["objection"]["text"] and found["objection"]["command"] == "gongshi explain 2026-03-05/1/h1", found.get("objection"))
        r = run("build", v, "--date", "2026-03-11", "--only", "led,office", "-q")
        check("the screens and the office's are made", r.returncode == 0, r.stderr)
        found, every = tasks(v, "2026-03-11")
        check("a notice to take down, statements to print", found["take-down"]["urgency"] == "now" and
              (found["statements"]["command"], found["statements"]["file"]) == ("gongshi build --only office", "out/office/statements/") and
              "1户" in found["statements"]["text"], found)
        check("a screen that shows what the records say", "screen" not in found, found)
        page = read(v, "out/office/today.html")
        check("the office's page has the same", all(t["text"] in page for t in every) and page.count("<li>") == len(every), page)
        calendar = read(v, "out/office/calendar.ics")
        lines = calendar.replace("\r\n ", "").split("\r\n")
        said = [re.sub(r"\\(.)", r"\1", x)[8:] for x in lines if x.startswith("SUMMARY:")]
        bound = [t for t in every if t["kind"] not in ("stock", "shelf")]
        check("so has its calendar what is bound to a day", len(said) == len(bound) == calendar.count("BEGIN:VEVENT") == len(set(re.findall("UID:.*", calendar))) and
              "取下“三月评审会”的公示，公示期到2026年3月10日为止" in said, calendar)
        check("in words that hold on any day", "异议o-1（条目2026-03-05/1/h1，2026年3月8日收到）要在会上答复" in said and
              "2件申报等着2026年4月2日的会决定（截至2026年3月11日）" in said and not re.search("今天|明天|昨天|已经|[0-9]天", " ".join(said)), said)
        r = run("build", v, "--date", "2026-03-10", "--only", "office", "-o", os.path.join(work, "tenth"), "-q")
        said = read(work, "tenth/office/calendar.ics").replace("\r\n ", "")
        check("nor does a notice end today there", "“三月评审会”的公示2026年3月10日期满，次日取下" in said and not re.search("今天|明天", said), said)
        check("which stands nowhere else", not os.path.exists(os.path.join(v, "out/site")))
        check("when the last review was, by when the next is due", json.loads(run("today", v, "--date", "2026-03-11", "--format", "json").stdout)["review"] ==
              {"last": "2026-03-05", "due": "2026-04-30", "named": "2026-04-02", "late": False})
        check("no day named: said too", json.loads(run("today", v, "--date", "2026-04-03", "--format", "json").stdout)["review"] ==
              {"last": "2026-03-05", "due": "2026-04-30", "named": None, "late": False})
        for day, said in (("2026-03-04", ""), ("2026-03-11", "评审会每月一次，上一次是2026年3月5日，下一次定在2026年4月2日。"),
                          ("2026-04-03", "评审会每月一次，上一次是2026年3月5日，下一次最迟在2026年4月30日。"),
                          ("2026-05-01", "评审会每月一次，上一次是2026年3月5日，最迟应当在2026年4月30日再开，现在已经晚了。")):
            lines = run("today", v, "--date", day).stdout.split("\n")
            check(f"{day}: the rhythm, below the title", lines[1] == said, lines[:3])
        found, every = tasks(v, "2026-03-13")
        check("only what was handed out runs low", sorted(re.search("“(.*?)”", t["text"])[1] for t in every if t["kind"] == "stock") == ["大米", "肥皂"] and
              {t["line"] for t in every if t["kind"] == "stock"} == {2, 3}, every)
        check("a screen whose goods are used up is out of date", "记录不一样" in found["screen"]["text"], found)
        found, _ = tasks(v, "2026-03-14")
        check("the notice is down, the statements are out", not {"take-down", "statements"} & set(found), found)
        found, _ = tasks(v, "2026-04-02")
        check("a day that the village has named", found["event"]["urgency"] == "now" and
              found["event"]["text"] == "2026年4月2日：积分评审会（9:00，村委会）" and found["event"]["file"] == "records/village.yaml" and
              found["event"]["line"] == 5, found)
        found, _ = tasks(v, "2026-04-03")
        check("the day after, nothing is recorded of it", (found["unrecorded"]["urgency"], found["unrecorded"]["text"], found["unrecorded"]["line"], found["unrecorded"]["command"]) ==
              ("now", "积分评审会定在2026年4月2日，已经过了，还没有记录", 5, "gongshi new meeting"), found)
        found, _ = tasks(v, "2026-04-28")
        check("an old objection is late", found["objection"]["urgency"] == "late", found)
        check("a review is due by the end of the month", (found["review"]["urgency"], found["review"]["due"]) == ("soon", "2026-04-30"), found)
        found, _ = tasks(v, "2026-05-01")
        check("then it is late", (found["review"]["urgency"], found["review"]["due"]) == ("late", "2026-04-30") and "redemption" not in found, found)
        check("said once, with what writes it down", found["review"]["command"] == "gongshi new meeting" and "unrecorded" not in found, found)
        found, _ = tasks(v, "2026-07-01")
        check("and a redemption a quarter later", (found["redemption"]["urgency"], found["redemption"]["due"]) == ("late", "2026-06-30"), found)
        found, _ = tasks(v, "2026-12-20")
        check("balances that lapse with the year", (found["lapse"]["due"], "1户一共还有13分" in found["lapse"]["text"]) == ("2026-12-31", True), found)
        r = run("today", v, "--date", "2026-12-20")
        check("the same as text", r.returncode == 0 and "已经晚了\n  - " in r.stdout and "冬季<兑换日>" in r.stdout and
              "    records/village.yaml:6\n" in r.stdout, r.stdout + r.stderr)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
