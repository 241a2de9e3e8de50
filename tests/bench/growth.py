#!/usr/bin/env python3
"""Shows how the time for each kind of list grows with its length: growth.py PROGRAM [NAME …]

Each shape is a village with a list of N, 4N and 16N items, in which something might look for each item among all. The exponent is that of the
step from 4N to 16N: 1.0 is in proportion, 2.0 twice nested. What ends beyond 1.3 is marked; below a tenth of a second nothing is said of it.
Time is a processor's, of the program alone. The least of three runs counts, for other work on the machine only ever adds to it.
"""
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile

DATE = "2026-06-30"
RUNS, TOO_STEEP, TOO_SHORT = 3, 1.3, 0.1
CATEGORY = "categories:\n  - {id: order, title: 秩序}\n"
RULE = "rules:\n  - {id: sweep, category: order, title: 打扫, points: 2}\n"
HOME = "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 陈大贵}\n  - {id: h2, head: 王小明}\n"
MEETING = "meeting: 2026-03-05\nkind: review\n"


RICH = "level: town\n" + CATEGORY + "rules:\n  - {id: sweep, category: order, title: 打扫, points: 900000}\n"


def month(i):
    """One of thirty months up to the present, the first ones full before the next begin."""
    number = i // 28 % 30
    return f"{2024 + number // 12}-{number % 12 + 1:02}"


def passing(n):
    """A meeting at which everybody passes a point on to the next."""
    return "meeting: 2026-04-05\nkind: review\ntransfers:\n" + "".join(f"  - {{from: h{i}, to: h{(i + 1) % n}, points: 1, reason: 帮}}\n" for i in range(n))


def homes(n, more=""):
    return "group: {id: g1, name: 一组}\nhouseholds:\n" + "".join(f"  - {{id: h{i}, head: {name(i)}{more.format(i=i) if more else ''}}}\n" for i in range(n))


def name(i):
    """A name of three characters; no two of the first half a million are the same."""
    return chr(0x5F20 + i % 70) + chr(0x4E00 + i // 70 % 7000) + chr(0x4E00 + i // 490000)


def village(**files):
    """The files of a village, by their path, those that FILES does not name as small as can be."""
    small = {"records/village.yaml": "name: 安乐屯村\n", "records/rules/a.yaml": "level: town\n" + CATEGORY + RULE, "records/households/1.yaml": HOME}
    small.update({path.replace("__", "/"): text for path, text in files.items()})
    return small


def a(path, text, **more):
    return village(**{path: text}, **more)


def entries(n, line, head=MEETING):
    return head + "entries:\n" + "".join("  - {" + line.format(i=i, name=name(i)) + "}\n" for i in range(n))


MEET, RULES, HOUSES, VILLAGE, REWARDS = ("records/meetings/2026-03-05.yaml", "records/rules/a.yaml", "records/households/1.yaml", "records/village.yaml",
                                         "records/rewards.yaml")


def lines_of(n, text, head=""):
    return head + "".join(text.format(i=i, name=name(i)) + "\n" for i in range(n))


def names_in_texts(n):
    """N characters of names that nest in each other, and 20 times as much text in which they are found everywhere."""
    name_of = [("欧阳" * 40)[:2 + i % 60] + chr(0x4E00 + i // 60) for i in range(n // 30)]
    people = "".join(f"  - {{id: h{i}, head: {text}}}\n" for i, text in enumerate(name_of))
    return a(HOUSES, "group: {id: g1, name: 一组}\nhouseholds:\n" + people, **{MEET: MEETING + "minutes: " + "欧阳" * (10 * n) + "\n"})


def names_all_found(n):
    """The same, and every name is found at every place."""
    most = int((2 * n) ** 0.5)
    people = "".join(f"  - {{id: h{k}, head: {'欧' * k}}}\n" for k in range(2, most))
    return a(HOUSES, "group: {id: g1, name: 一组}\nhouseholds:\n" + people, **{MEET: MEETING + "minutes: " + "欧" * (6 * n) + "\n"})


# name, N, the command, what makes the village of N
SHAPES = [
    ("households", 8000, "check", lambda n: a(HOUSES, homes(n))),
    ("members of a household", 8000, "check", lambda n: a(
        HOUSES, "group: {id: g1, name: 一组}\nhouseholds:\n  - id: h1\n    head: 陈大贵\n    members:\n" + lines_of(n, "      - {{id: h1-{i}, name: {name}}}"))),
    ("rules", 4000, "check", lambda n: a(RULES, "level: town\n" + CATEGORY + lines_of(n, "  - {{id: r{i}, category: order, title: 事{i}, points: 2}}", "rules:\n"))),
    ("categories", 4000, "check", lambda n: a(RULES, "level: town\n" + lines_of(n, "  - {{id: c{i}, title: 类{i}}}", "categories:\n") +
                                              lines_of(n, "  - {{id: r{i}, category: c{i}, title: 事{i}, points: 2}}", "rules:\n"))),
    ("adjustments of one rule", 4000, "check", lambda n: village(**{RULES: "level: city\n" + CATEGORY + "rules:\n  - {id: sweep, category: order, title: 打扫, points: 1..9}\n",
     "records/rules/b.yaml": "level: town\n" + "adjust:\n" + "".join(
         f"  - {{rule: sweep, from: {1950 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}, points: {i % 9 + 1}}}\n" for i in range(n))})),
    ("files of rules", 1000, "check", lambda n: village(**{f"records/rules/b{i:05}.yaml": f"level: town\n{CATEGORY.replace('order', f'o{i}')}" for i in range(n)})),
    ("groups", 1000, "check", lambda n: village(**{f"records/households/b{i:05}.yaml": f"group: {{id: b{i}, name: 组{i}}}\nhouseholds:\n  - {{id: b{i}-1, head: {name(i)}}}\n"
                                                  for i in range(n)})),
    ("meetings", 1000, "check", lambda n: village(**{f"records/meetings/m{i:05}.yaml": f"meeting: 2026-03-{i % 28 + 1:02}\nid: m{i}\nkind: review\nentries:\n"
                                                    f"  - {{household: h1, rule: sweep, again: true}}\n" for i in range(n)})),
    ("entries of one household and day", 8000, "check", lambda n: a(MEET, entries(n, "household: h1, rule: sweep, again: true"))),
    ("a committee, and all present", 1000, "check", lambda n: village(**{
        VILLAGE: "name: 安乐屯村\ncommittees:\n  review: {members: [" + ", ".join(f"h{i}" for i in range(n)) + "]}\n", HOUSES: homes(n),
        MEET: entries(n, "household: h{i}, rule: sweep", MEETING + "present: [" + ", ".join(f"h{i}" for i in range(n)) + "]\n")})),
    ("all recused", 4000, "check", lambda n: village(**{
        VILLAGE: "name: 安乐屯村\ncommittees:\n  review: {members: [" + ", ".join(f"h{i}" for i in range(n)) + "]}\n", HOUSES: homes(n),
        MEET: entries(n, "household: h{i}, rule: sweep", MEETING + "present: [" + ", ".join(f"h{i}" for i in range(n)) + "]\nrecused: [" +
                      ", ".join(f"h{i}" for i in range(n)) + "]\n")})),
    ("a line for many households", 16000, "check", lambda n: village(**{
        HOUSES: homes(n), MEET: MEETING + "entries:\n  - {household: [" + ", ".join(f"h{i}" for i in range(n)) + "], rule: sweep}\n"})),
    ("scores", 16000, "check", lambda n: village(**{
        RULES: "level: town\n" + CATEGORY + "rules:\n  - {id: sweep, category: order, title: 打扫, points: 1..9}\n", HOUSES: homes(n),
        MEET: MEETING + "entries:\n  - {rule: sweep, scores: {" + ", ".join(f"h{i}: 3" for i in range(n)) + "}}\n"})),
    ("claims, decided", 8000, "check", lambda n: village(**{
        "records/claims/2026.yaml": lines_of(n, "- {{id: c{i}, household: h1, rule: sweep, date: 2026-02-01, received: 2026-02-02, again: true}}"),
        MEET: MEETING + lines_of(n, "  - {{claim: c{i}, approve: true}}", "claims:\n")})),
    ("corrections", 8000, "check", lambda n: village(**{HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep"), "records/meetings/2026-04-05.yaml":
     "meeting: 2026-04-05\nkind: review\n" + lines_of(n, "  - {{entry: 2026-03-05/{i}, reason: 错}}", "corrections:\n").replace("/0,", f"/{n},")})),
    ("objections to one entry", 8000, "check", lambda n: village(**{MEET: entries(1, "household: h1, rule: sweep"), "records/objections/2026.yaml":
     lines_of(n, "- {{id: o{i}, entry: 2026-03-05/1, received: 2026-03-06}}")})),
    ("goods", 8000, "check", lambda n: a(REWARDS, lines_of(n, "  - {{id: g{i}, title: 肥皂{i}, cost: 1}}", "goods:\n"))),
    ("deliveries of one good", 4000, "check", lambda n: village(**{REWARDS: "goods:\n  - id: soap\n    title: 肥皂\n    cost: 1\n    stock: {" + ", ".join(
        f"{1950 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}: 1" for i in range(n)) + "}\n"})),
    ("redemptions of one household", 4000, "check", lambda n: village(**{
        RULES: "level: town\n" + CATEGORY + "rules:\n  - {id: sweep, category: order, title: 打扫, points: 900000}\n",
        MEET: entries(1, "household: h1, rule: sweep"), REWARDS: "goods:\n  - {id: soap, title: 肥皂, cost: 1, quota: 9999/week}\n",
        "records/redemptions/2026.yaml": lines_of(n, "- {{date: 2026-05-01, household: h1, reward: soap, again: true}}")})),
    ("honours", 1000, "ledger", lambda n: village(**{HOUSES: homes(200), MEET: entries(200, "household: h{i}, rule: sweep"),
                                                    REWARDS: lines_of(n, "  - {{id: s{i}, title: 星{i}, points: 1}}", "honours:\n")})),
    ("offices", 8000, "check", lambda n: a(VILLAGE, "name: 安乐屯村\noffices:\n" + lines_of(n, "  - {{role: 职务{i}, holder: {name}}}"))),
    ("events", 8000, "check", lambda n: a(VILLAGE, "name: 安乐屯村\nevents:\n" + lines_of(n, "  - {{date: 2026-05-01, kind: sharing, title: 活动{i}}}"))),
    ("words of privacy", 8000, "check", lambda n: a(VILLAGE, "name: 安乐屯村\nprivacy: {words: [" + ", ".join(name(i) for i in range(n)) + "]}\n")),
    ("pages", 50, "site", lambda n: village(**{f"content/p{i:05}.md": f"---\ntitle: 页{i}\n---\n[下一页](p{(i + 1) % n:05}.md)\n" for i in range(n)})),
    ("links from page to page", 50, "site", lambda n: village(**{
        f"content/p{i:05}.md": f"---\ntitle: 页{i}\n---\n# 题\n\n[下一页](p{(i + 1) % n:05}.md#题)\n" for i in range(n)})),
    ("links of one page", 500, "site", lambda n: a("content/p.md", "---\ntitle: 页\n---\n" + lines_of(n, "# 题{i}\n\n[这里](#题{i})\n"))),
    ("files of content/", 1000, "site", lambda n: village(**{f"content/f/t{i:05}.txt": f"第{i}件\n" for i in range(n)})),
    ("news", 100, "site", lambda n: village(**{f"content/news/2026-03-01-n{i:05}.md": f"---\ntitle: 新闻{i}\ndate: 2026-03-01\n---\n有事。\n" for i in range(n)})),
    ("groups on a site", 200, "site", lambda n: village(**{
        **{f"records/households/b{i:05}.yaml": f"group: {{id: b{i}, name: 组{i}}}\nhouseholds:\n  - {{id: b{i}-1, head: {name(i)}}}\n" for i in range(n)},
        MEET: entries(n, "household: b{i}-1, rule: sweep")})),
    ("meetings on a site", 50, "site", lambda n: village(**{
        f"records/meetings/m{i:05}.yaml": f"meeting: {month(i)}-{i % 28 + 1:02}\nid: m{i}\nkind: review\nminutes: 第{i}次\nentries:\n"
                                          "  - {household: h1, rule: sweep, again: true}\n" for i in range(n)})),
    ("rules on a site", 400, "site", lambda n: village(**{
        RULES: "level: town\n" + CATEGORY + lines_of(n, "  - {{id: r{i}, category: order, title: 事{i}, points: 2}}", "rules:\n"),
        MEET: entries(n, "household: h1, rule: r{i}")})),
    ("goods on a site", 400, "site", lambda n: village(**{
        RULES: RICH, MEET: entries(1, "household: h1, rule: sweep"),
        REWARDS: lines_of(n, "  - {{id: g{i}, title: 肥皂{i}, cost: 1, stock: {{2026-01-01: 5}}}}", "goods:\n"),
        "records/redemptions/2026.yaml": lines_of(n, "- {{date: 2026-05-01, household: h1, reward: g{i}}}")})),
    ("services on a site", 400, "site", lambda n: village(**{
        MEET: entries(1, "household: h1, rule: sweep"), REWARDS: lines_of(n, "  - {{id: s{i}, title: 理发{i}, needs: 1}}", "services:\n")})),
    ("honours on a site", 100, "site", lambda n: village(**{HOUSES: homes(50), MEET: entries(50, "household: h{i}, rule: sweep"),
                                                         REWARDS: lines_of(n, "  - {{id: s{i}, title: 星{i}, rank: 1, per: month}}", "honours:\n")})),
    ("honours for residents and groups", 100, "site", lambda n: village(**{
        HOUSES: homes(50, ", members: [{{id: h{i}-1, name: 陈大贵}}]"), MEET: entries(50, "resident: h{i}-1, rule: sweep"),
        REWARDS: "honours:\n" + "".join(f"  - {{id: s{i}, title: 星{i}, points: 1, per: month, for: {'group' if i % 2 else 'resident'}}}\n" for i in range(n))})),
    ("residents who compete", 500, "site", lambda n: village(**{
        HOUSES: homes(n, ", members: [{{id: h{i}-1, name: 陈大贵}}]"), MEET: entries(n, "resident: h{i}-1, rule: sweep"),
        REWARDS: "honours:\n  - {id: a, title: 好人, rank: 3, per: month, for: resident}\n  - {id: b, title: 新人, points: 1, for: resident}\n"})),
    ("objections on a site", 400, "site", lambda n: village(**{
        HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep"), "records/objections/2026.yaml":
        lines_of(n, "- {{id: o{i}, entry: 2026-03-05/{i}, received: 2026-03-06}}").replace("/0,", f"/{n},"),
        "records/meetings/2026-04-05.yaml": "meeting: 2026-04-05\nkind: review\n" + lines_of(n, "  - {{objection: o{i}, upheld: false}}", "objections:\n")})),
    ("corrections on a site", 400, "site", lambda n: village(**{
        HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep"), "records/meetings/2026-04-05.yaml": "meeting: 2026-04-05\nkind: review\n"
        + lines_of(n, "  - {{entry: 2026-03-05/{i}, reason: 错}}", "corrections:\n").replace("/0,", f"/{n},")})),
    ("transfers", 4000, "check", lambda n: village(**{
        HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep"), "records/meetings/2026-04-05.yaml": passing(n)})),
    ("transfers of one household", 4000, "check", lambda n: village(**{
        RULES: RICH, HOUSES: homes(n + 1), MEET: entries(1, "household: h0, rule: sweep"), "records/meetings/2026-04-05.yaml":
        "meeting: 2026-04-05\nkind: review\ntransfers:\n" + "".join(f"  - {{from: h0, to: h{i + 1}, points: 1, reason: 帮}}\n" for i in range(n))})),
    ("transfers on a site", 400, "site", lambda n: village(**{
        HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep"), "records/meetings/2026-04-05.yaml": passing(n)})),
    ("transfers where entries take all", 500, "check", lambda n: village(**{
        RULES: RICH + "  - {id: zero, category: order, title: 清零, kind: negative, points: 0, zero: true}\n", HOUSES: homes(n),
        MEET: entries(n, "household: h{i}, rule: sweep") + "  - {household: [" + ", ".join(f"h{i}" for i in range(n)) + "], rule: zero}\n",
        "records/meetings/2026-04-05.yaml": passing(n), REWARDS: "goods:\n  - {id: soap, title: 肥皂, cost: 1}\n",
        "records/redemptions/2026.yaml": lines_of(n, "- {{date: 2026-05-01, household: h{i}, reward: soap}}")})),
    ("claims on a site", 400, "site", lambda n: village(**{
        HOUSES: homes(n), "records/claims/2026.yaml": lines_of(n, "- {{id: c{i}, household: h{i}, rule: sweep, date: 2026-02-01, received: 2026-02-02}}"),
        MEET: MEETING + lines_of(n, "  - {{claim: c{i}, approve: true}}", "claims:\n")})),
    ("scores as a table", 16000, "entries", lambda n: village(**{
        RULES: "level: town\n" + CATEGORY + "rules:\n  - {id: sweep, category: order, title: 打扫, points: 1..9}\n", HOUSES: homes(n),
        MEET: MEETING + "entries:\n  - {rule: sweep, scores: {" + ", ".join(f"h{i}: 3" for i in range(n)) + "}}\n"})),
    ("warnings that are named", 400, "site", lambda n: village(**{
        VILLAGE: "name: 安乐屯村\nprivacy: {warnings: masked}\n", HOUSES: homes(n),
        RULES: "level: town\n" + CATEGORY + "rules:\n  - {id: sweep, category: order, title: 喧哗, kind: negative, points: -1}\n",
        MEET: entries(n, "household: h{i}, rule: sweep")})),
    ("own pages", 200, "own", lambda n: village(**{HOUSES: homes(n), MEET: MEETING + "entries:\n" + "".join(
        f"  - {{household: h{i}, rule: sweep, date: 2026-03-0{day}}}\n" for i in range(n) for day in range(1, 5))})),
    ("events on a site", 1000, "site", lambda n: a(VILLAGE, "name: 安乐屯村\nevents:\n" + lines_of(n, "  - {{date: 2026-07-01, kind: sharing, title: 活动{i}}}"))),
    ("characters that no face has", 1000, "print", lambda n: village(**{
        HOUSES: "group: {id: g1, name: 一组}\nhouseholds:\n" + "".join(f"  - {{id: h{i}, head: 陈{chr(0xF0000 + i)}}}\n" for i in range(n)),
        MEET: entries(n, "household: h{i}, rule: sweep")})),
    ("households on paper", 800, "print", lambda n: village(**{HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep")})),
    ("groups on paper", 50, "print", lambda n: village(**{
        **{f"records/households/b{i:05}.yaml": f"group: {{id: b{i}, name: 组{i}}}\nhouseholds:\n  - {{id: b{i}-1, head: {name(i)}}}\n" for i in range(n)},
        MEET: entries(n, "household: b{i}-1, rule: sweep")})),
    ("meetings in the office", 200, "office", lambda n: village(**{
        f"records/meetings/m{i:05}.yaml": f"meeting: {month(i)}-{i % 28 + 1:02}\nid: m{i}\nkind: review\nentries:\n"
                                          "  - {household: h1, rule: sweep, again: true}\n" for i in range(n)})),
    ("households in the office", 200, "office", lambda n: village(**{HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep")})),
    ("screens", 20, "led", lambda n: a(VILLAGE, "name: 安乐屯村\nscreens:\n" + lines_of(n, "  - {{id: s{i}}}"))),
    ("households on a site", 400, "site", lambda n: village(**{HOUSES: homes(n), MEET: entries(n, "household: h{i}, rule: sweep")})),
    ("names that nest, in minutes", 1000, "site", names_in_texts),
    ("names that nest, all found", 1000, "site", names_all_found),
    ("names in a table of content/", 500, "site", lambda n: village(**{HOUSES: homes(n), "content/t.csv": lines_of(20 * n, "第{i}件事, 已经办好")})),
    ("%XX that is no text", 20000, "site", lambda n: a("content/t.txt", "%FF" * n + "\n")),
    ("tags without an end", 20000, "site", lambda n: a("content/t.html", "<a '\n" * n)),
    ("entities without an end", 20000, "site", lambda n: a("content/t.html", "&#0" * n + "\n")),
]


def write(folder, files):
    for path, text in files.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


def measure(program, command, files):
    """Seconds of a processor, the least of some runs; and what the last said."""
    with tempfile.TemporaryDirectory(prefix="gongshi-growth-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        write(folder, files)
        words = {"check": ["check", folder, "-j", "1"], "ledger": ["ledger", folder, "--format", "json"],
                 "entries": ["ledger", folder, "--entries", "--format", "csv"]}.get(command)
        if command == "own":
            subprocess.run([program, "secret", folder], check=True, capture_output=True)
        words = words or ["build", folder, "--only", "site" if command == "own" else command, "-q", "-j", "1"]
        least, said = math.inf, ""
        for _ in range(RUNS):
            for kept in ("out", ".gongshi/made"):
                shutil.rmtree(os.path.join(folder, kept), ignore_errors=True)
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            r = subprocess.run([program, *words, "--date", DATE], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            least, said = min(least, took), f"{r.returncode} {r.stderr.decode(errors='replace')[:200]}"
            if took > 3:
                break
        return least, said


def main():
    program = os.path.abspath(sys.argv[1])
    steep = 0
    for shape, n, command, make in SHAPES:
        if sys.argv[2:] and shape not in sys.argv[2:]:
            continue
        times, said = [], ""
        for times_n in (1, 4, 16):
            took, said = measure(program, command, make(n * times_n))
            times.append(took)
            if took > 20:
                break
        exponent = math.log(max(times[-1], 1e-3) / max(times[-2], 1e-3)) / math.log(4)
        if said[0] not in "0 ":
            print(f"{shape}: {said}")
        mark = "" if times[-1] < TOO_SHORT or exponent < TOO_STEEP else "  <-- grows too fast"
        steep += bool(mark)
        print(f"{shape}: {', '.join(f'{t:.2f}' for t in times)} s for {n}, {4 * n}, {16 * n}; exponent {exponent:.2f}{mark}"
              + (f"  [{said}]" if os.environ.get("SAID") else ""), flush=True)
    print(f"{steep} grow too fast")


if __name__ == "__main__":
    main()
