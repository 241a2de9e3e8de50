"""A village's repository, made on the fly with a fixed author and fixed dates, and what is done to it. Today is 2026-03-20 in it.

For the suites of history and verify: what they check is counted here.
"""
import os
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import village as shared  # noqa: E402
from village import TOP, Checks, git, write_all  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")
DATE = "2026-03-20"
checks = Checks()
check = checks.that

VILLAGE = {
    "records/village.yaml": "name: 安乐屯村\nnotice: {days: 5}\nprivacy: {warnings: masked}\n",
    "records/rules/10.yaml": """level: city
categories:
  - {id: order, title: 治安, cap: 40/cycle}
rules:
  - {id: patrol, category: order, title: 参加治安巡逻, points: {2022-01-01: 2, 2027-01-01: 3}, cap: 10/month, range: 1..5}
  - {id: donate, category: order, title: 捐赠, points: 1..10}
  - {id: sweep, category: order, title: 清扫, points: 1}
""",
    "records/rules/20.yaml": """level: village
decided: 2026-01-05
adjust:
  - {rule: sweep, from: 2026-01-10, points: 1.5}
""",
    "records/households/1.yaml": """group: {id: g1, name: 一组}
households:
  - {id: h1, head: 张大山, members: [{id: h1-1, name: 张大山}, {id: h1-2, name: 张小花}]}
  - {id: h2, head: 李卫国, members: [{id: h2-1, name: 李卫国}, {id: h2-2, name: 李小军}]}
  - {id: h3, head: 王五}
  - {id: h4, head: 赵六}
""",
    "records/meetings/2026-01-05.yaml": "meeting: 2026-01-05\nkind: assembly\n",
    "records/meetings/2026-03-05.yaml": """meeting: 2026-03-05
kind: review
present: 7
title: 三月评审会
minutes: |
  到会七人。
entries:
  - {household: h1, rule: patrol, date: 2026-02-28, times: 2, note: 夜间巡逻}
  - {household: [h1, h2], rule: sweep, date: 2026-03-01}
  - {rule: donate, date: 2026-03-02, scores: {h3: 5, h4: 4.5}}
  - {household: h2, rule: patrol, date: 2026-03-03, evidence: photos/a.jpg}
claims:
  - {claim: c-1, approve: true}
  - {claim: c-2, approve: false, reason: 证据不足}
""",
    "records/meetings/2026-03-12.yaml": """meeting: 2026-03-12
kind: review
corrections:
  - {entry: 2026-03-05/2/h2, reason: 录入错误}
objections:
  - {objection: o-1, upheld: false, reason: 核实无误}
transfers:
  - {from: h3, to: h2, points: 1, reason: 帮扶}
  - {from: h3, to: h1, points: 0.5}
""",
    "records/claims/2026.yaml": """- {id: c-1, household: h1, rule: patrol, date: 2026-03-01, received: 2026-03-02}
- {id: c-2, household: h2, rule: patrol, date: 2026-03-01, received: 2026-03-02}
- {id: c-3, household: h3, rule: patrol, date: 2026-03-08, received: 2026-03-09}
""",
    "records/objections/2026.yaml": "- {id: o-1, entry: 2026-03-05/1, received: 2026-03-07, grounds: 没看见}\n"
                                    "- {id: o-2, entry: 2026-03-05/4, received: 2026-03-08}\n",
    "records/rewards.yaml": "goods:\n  - {id: soap, title: 肥皂, cost: 1}\n"
                            "honours:\n  - {id: star, title: 文明户, points: 5}\n  - {id: first, title: 本组第一, rank: 1, per: month, until: 2026-03-10}\n"
                            "  - {id: later, title: 新星, points: 1, from: 2026-04-01}\n",
    "records/redemptions/2026.yaml": "- {date: 2026-03-15, household: h1, reward: soap}\n- {date: 2026-03-16, household: h3, reward: soap}\n",
    "records/disclosures/2026.yaml": "- {date: 2026-03-10, household: h1, to: 市文明办, basis: 第十二条}\n",
}
M3, M12 = "records/meetings/2026-03-05.yaml", "records/meetings/2026-03-12.yaml"


def gongshi(*args, cwd=None, env=None):
    r = shared.run(PROGRAM, *args, cwd=cwd, **{"SOURCE_DATE_EPOCH": "1774000000", "GONGSHI_DATA": TOP, "GIT_CONFIG_GLOBAL": "/dev/null", **(env or {})})
    if r.returncode not in (0, 1, 2, 3) or "AddressSanitizer" in r.stderr or "runtime error" in r.stderr:
        check(f"gongshi {args} does not crash", False, f"{r.returncode}: {r.stderr[-2000:]}")
    return r


def write(repo, files, base=""):
    write_all(os.path.join(repo, base), files)


def edit(repo, path, old, new, base=""):
    whole = os.path.join(repo, base, path)
    with open(whole, encoding="utf-8") as f:
        text = f.read()
    assert old in text, (path, old)
    with open(whole, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new, 1))


def commit(repo, message, day="2026-03-18", who="李文书"):
    git(repo, "add", "-A", day=day)
    git(repo, "commit", "-qm", message, "--no-verify", day=day, who=who)
    return git(repo, "rev-parse", "HEAD")


def make(where, base="", files=VILLAGE):
    os.makedirs(where)
    git(where, "init", "-q", "-b", "main")
    write(where, files, base)
    commit(where, "三月评审会")
    return where


def copy(work, village, name):
    where = os.path.join(work, name)
    shutil.copytree(village, where)
    return where


def run_parts(*parts):
    """Runs PARTS, functions of a working folder and the village's repository in it, and ends with the line that tests/run.py reads."""
    work = tempfile.mkdtemp(prefix="gongshi-history-")
    os.environ["TMPDIR"] = work
    try:
        village = make(os.path.join(work, "village"))
        for part in parts:
            part(work, village)
    finally:
        shutil.rmtree(work)
    sys.exit(checks.end())
