#!/usr/bin/env python3
"""Tests what gongshi knows of a village's git history, from outside: run.py PROGRAM. Ends with `N passed, M failed`."""
import os
import re
import shutil

from fields import told
from repository import DATE, M12, M3, VILLAGE, check, commit, copy, edit, git, gongshi, make, write, run_parts


# --- check --since -------------------------------------------------------------------------------------------------

REWARDS = "records/rewards.yaml"

# (name, [(path, old, new)], the finding's code, what it says, how many findings: 1 where it is not said)
ALTERED = [
    ("points of an entry", [(M3, "times: 2", "times: 3")], "altered", 'entry "2026-03-05/1" was put on notice, and has been altered: times: 2 → 3'),
    ("an entry's date", [(M3, "2026-02-28", "2026-02-27")], "altered", "date: 2026-02-28 → 2026-02-27"),
    ("an entry's note", [(M3, ", note: 夜间巡逻", "")], "altered", "note: 夜间巡逻 → -"),
    ("an entry's household", [(M3, "household: h2, rule: patrol", "household: h3, rule: patrol")], "altered", "household: h2 → h3"),
    ("a score", [(M3, "h4: 4.5", "h4: 5")], "altered", 'entry "2026-03-05/3/h4"'),
    ("one of a list", [(M3, "household: [h1, h2]", "household: [h1]"), (M12, "  - {entry: 2026-03-05/2/h2, reason: 录入错误}\n", "  []\n")],
     "removed", 'entry "2026-03-05/2/h2"', 2),
    ("evidence taken away", [(M3, ", evidence: photos/a.jpg", "")], "altered", "evidence: photos/a.jpg → -"),
    ("the last entry", [(M3, "  - {household: h2, rule: patrol, date: 2026-03-03, evidence: photos/a.jpg}\n", ""),
                        ("records/objections/2026.yaml", "- {id: o-2, entry: 2026-03-05/4, received: 2026-03-08}\n", "")],
     "removed", 'entry "2026-03-05/4"', 2),
    ("an entry amidst others", [(M3, "  - {household: h1, rule: patrol, date: 2026-02-28, times: 2, note: 夜间巡逻}\n", ""),
                                (M12, "2026-03-05/2/h2", "2026-03-05/1/h2"),
                                ("records/objections/2026.yaml", "- {id: o-2, entry: 2026-03-05/4,", "- {id: o-2, entry: 2026-03-05/3,"),
                                ("records/objections/2026.yaml", "2026-03-05/1, received: 2026-03-07", "2026-03-05/2/h3, received: 2026-03-07")],
     "removed", 'entry "2026-03-05/1" was put on notice, and has been removed', 4),
    ("a line for many amidst others", [(M3, "  - {household: [h1, h2], rule: sweep, date: 2026-03-01}\n", ""),
                                       (M12, "  - {entry: 2026-03-05/2/h2, reason: 录入错误}\n", "  []\n"),
                                       ("records/objections/2026.yaml", "- {id: o-2, entry: 2026-03-05/4,", "- {id: o-2, entry: 2026-03-05/3,")],
     "removed", 'the line "2026-03-05/2" was put on notice, and has been removed', 3),
    ("a redemption amidst others", [("records/redemptions/2026.yaml", "- {date: 2026-03-15, household: h1, reward: soap}\n", "")],
     "removed", 'redemption "2026/1" has been removed'),
    ("an entry put before others", [(M3, "entries:\n", "entries:\n  - {household: h4, rule: sweep, date: 2026-03-04}\n"),
                                    (M12, "2026-03-05/2/h2", "2026-03-05/3/h2"),
                                    ("records/objections/2026.yaml", "2026-03-05/4", "2026-03-05/5"),
                                    ("records/objections/2026.yaml", "2026-03-05/1", "2026-03-05/2")],
     "moved", 'what was "2026-03-05/1" is "2026-03-05/2" now', 4),
    ("an approved claim", [("records/claims/2026.yaml", "c-1, household: h1, rule: patrol, date: 2026-03-01",
                            "c-1, household: h1, rule: patrol, date: 2026-02-27")], "altered", 'entry "2026-03-05/c-1"'),
    ("a rejected claim", [("records/claims/2026.yaml", "c-2, household: h2", "c-2, household: h4")], "altered", 'claim "c-2" was decided'),
    ("a decision of a claim", [(M3, "c-2, approve: false, reason: 证据不足", "c-2, approve: true")], "altered", "approve: false → true"),
    ("a decision's reason", [(M3, "证据不足", "不符合")], "altered", "reason: 证据不足 → 不符合"),
    ("a correction", [(M12, "corrections:\n  - {entry: 2026-03-05/2/h2, reason: 录入错误}\n", "")], "removed",
     'the correction of entry "2026-03-05/2/h2"'),
    ("a resolution", [(M12, "upheld: false", "upheld: true")], "altered", 'objection "o-1" has been altered: upheld: false → true'),
    ("points passed on", [(M12, "points: 1, reason: 帮扶", "points: 2, reason: 帮扶")], "altered",
     'points passed on as "2026-03-12/t1" were put on notice, and have been altered: points: 1 → 2'),
    ("to whom points are passed on", [(M12, "to: h1, points: 0.5", "to: h4, points: 0.5")], "altered", "to: h1 → h4"),
    ("points passed on amidst others", [(M12, "  - {from: h3, to: h2, points: 1, reason: 帮扶}\n", "")], "removed", '"2026-03-12/t1" were put on notice, and have been removed'),
    ("points passed on before others", [(M12, "transfers:\n", "transfers:\n  - {from: h3, to: h4, points: 1}\n")], "moved",
     'what was "2026-03-12/t1" is "2026-03-12/t2" now'),
    ("an objection", [("records/objections/2026.yaml", "- {id: o-2, entry: 2026-03-05/4, received: 2026-03-08}\n", "")], "removed",
     'objection "o-2" was received, and has been removed'),
    ("a redemption", [("records/redemptions/2026.yaml", "- {date: 2026-03-16, household: h3, reward: soap}\n", "")], "removed", "2026/2"),
    ("a redemption's household", [("records/redemptions/2026.yaml", "household: h3", "household: h4")], "altered", "household: h3 → h4"),
    ("a redemption's cost", [("records/rewards.yaml", "cost: 1", "cost: 2")], "altered", "cost: 1 → 2"),
    ("what an honour takes", [(REWARDS, "points: 5}", "points: 4}")], "altered",
     'honour "star" was in force, and has been altered for past days: points: 5 → 4; give it a last day (until), and another id'),
    ("what an honour is called", [(REWARDS, "文明户", "五好户")], "altered", "title: 文明户 → 五好户"),
    ("by what an honour is won", [(REWARDS, "points: 5}", "points: 5, category: order}")], "altered", "category: - → order"),
    ("within what an honour is won", [(REWARDS, "per: month", "per: quarter")], "altered", "per: month → quarter"),
    ("among whom an honour is won", [(REWARDS, "rank: 1", "rank: 1, within: group")], "altered", "within: village → group"),
    ("to whom an honour is given", [(REWARDS, "points: 5}", "points: 5, for: resident}")], "altered", "for: household → resident"),
    ("when an honour is settled", [(REWARDS, "points: 5}", "points: 5, settled: 10}")], "altered", "settled: - → 10"),
    ("an honour is gone", [(REWARDS, "  - {id: star, title: 文明户, points: 5}\n", "")], "removed", 'honour "star" was in force, and has been removed; a last day ends it (until)'),
    ("an honour's last day before it was known", [(REWARDS, "points: 5}", "points: 5, until: 2026-03-17}")], "altered", "until: - → 2026-03-17"),
    ("an honour's last day that has passed", [(REWARDS, ", until: 2026-03-10", "")], "altered", "until: 2026-03-10 → -"),
    ("a rule's last day before it was known", [("records/rules/10.yaml", "title: 清扫, points: 1}", "title: 清扫, points: 1, until: 2026-03-10}")], "altered", "until: - → 2026-03-10"),
    ("a disclosure", [("records/disclosures/2026.yaml", "市文明办", "市委组织部")], "altered", "to: 市文明办 → 市委组织部"),
    ("a household gone", [("records/households/1.yaml", "  - {id: h4, head: 赵六}\n", ""), (M3, ", h4: 4.5", "")], "removed", 'household "h4"', 2),
    ("two households' ids swapped", [("records/households/1.yaml", "id: h3, head: 王五", "id: h3, head: 赵六"),
                                     ("records/households/1.yaml", "id: h4, head: 赵六", "id: h4, head: 王五")], "reused-id", '"h3" stands for another', 2),
    ("an id given to others", [("records/households/1.yaml", "{id: h1, head: 张大山, members: [{id: h1-1, name: 张大山}, {id: h1-2, name: 张小花}]}",
                                "{id: h1, head: 陈七, members: [{id: h1-1, name: 陈七}, {id: h1-2, name: 陈八}]}")], "reused-id", '"h1"'),
    ("a rule's value in the past", [("records/rules/10.yaml", "2022-01-01: 2", "2022-01-01: 2.5")], "altered", 'rule "patrol" was in force'),
    ("a rule's cap", [("records/rules/10.yaml", "cap: 10/month", "cap: 20/month")], "altered", "cap: 10/month → 20/month"),
    ("a category's cap", [("records/rules/10.yaml", "cap: 40/cycle", "cap: 50/cycle")], "altered", "cap: 40/cycle → 50/cycle"),
    ("an adjustment", [("records/rules/20.yaml", "points: 1.5", "points: 2")], "altered", 'adjustment "sweep@2026-01-10"'),
    ("an adjustment for days past", [("records/rules/20.yaml", "adjust:\n", "adjust:\n  - {rule: patrol, from: 2026-02-01, points: 5}\n")],
     "altered", "worth: 2 → 5"),
    ("the days of the notice", [("records/village.yaml", "days: 5", "days: 7")], "altered", "days: 5 → 7"),
    ("the base", [("records/village.yaml", "name:", "base: 5\nname:")], "altered", "base: 0 → 5"),
    ("a meeting's date", [(M3, "meeting: 2026-03-05", "meeting: 2026-03-06")], "altered", "meeting: 2026-03-05 → 2026-03-06"),
    ("who was there", [(M3, "present: 7", "present: 9")], "altered", "present: 7 → 9"),
]

FREE = [
    ("minutes mended", [(M3, "到会七人。", "到会七人，列席二人。")]),
    ("a title mended", [(M3, "三月评审会", "三月积分评审会")]),
    ("an appended entry", [(M12, "corrections:", "entries:\n  - {household: h4, rule: sweep, date: 2026-03-10}\ncorrections:")]),
    ("comments, order and layout", [(M3, "{household: h1, rule: patrol, date: 2026-02-28, times: 2, note: 夜间巡逻}",
                                     "note: \"夜间巡逻\"   # 二月\n    times: 2.0\n    date: 2026-02-28\n    rule: patrol\n    household: h1")]),
    ("more evidence", [(M3, "evidence: photos/a.jpg", "evidence: [photos/a.jpg, photos/b.jpg]")]),
    ("a value of days to come", [("records/rules/10.yaml", "2027-01-01: 3", "2027-01-01: 4")]),
    ("an adjustment of days to come", [("records/rules/20.yaml", "adjust:\n", "adjust:\n  - {rule: patrol, from: 2026-04-01, points: 5}\n")]),
    ("an adjustment that touches no entry", [("records/rules/20.yaml", "adjust:\n", "adjust:\n  - {rule: patrol, from: 2026-03-06, points: 5}\n")]),
    ("a pending claim decided", [(M12, "corrections:", "claims:\n  - {claim: c-3, approve: true}\ncorrections:")]),
    ("a claim not decided", [("records/claims/2026.yaml", "date: 2026-03-08", "date: 2026-03-07")]),
    ("a new head", [("records/households/1.yaml", "id: h1, head: 张大山,", "id: h1, head: 张小花,")]),
    ("a name mended", [("records/households/1.yaml", "head: 王五", "head: 王伍")]),
    ("a household that left", [("records/households/1.yaml", "{id: h4, head: 赵六}", "{id: h4, head: 赵六, until: 2026-03-17}")]),
    ("a redemption more", [("records/redemptions/2026.yaml", "- {date: 2026-03-16", "- {date: 2026-03-16")]),
    ("an honour's last day", [(REWARDS, "points: 5}", "points: 5, until: 2026-03-18}")]),
    ("a rule's last day", [("records/rules/10.yaml", "title: 清扫, points: 1}", "title: 清扫, points: 1, until: 2026-03-19}")]),
    ("an honour of days to come", [(REWARDS, "points: 1, from: 2026-04-01", "points: 2, from: 2026-05-01")]),
    ("an honour more", [(REWARDS, "honours:\n", "honours:\n  - {id: green, title: 环境之星, rank: 1}\n")]),
    ("goods", [(REWARDS, "title: 肥皂", "title: 香皂, stock: {2026-03-01: 20}")]),
    ("what is listed besides, and who decides", [("records/village.yaml", "privacy:", "also: lifetime\nlate: 90\ncommittees: {review: {members: h1}}\nprivacy:")]),
    ("the screens", [("records/village.yaml", "privacy:", "screens: {id: gate}\nprivacy:")]),
]


def since(work, village):
    for name, edits, code, says, *count in ALTERED:
        for path, old, new in edits:
            edit(village, path, old, new)
        r = gongshi("check", village, "--date", DATE, "--since", "HEAD")
        check(f"{name}: found", r.returncode == 1 and f"error[{code}]" in r.stderr and says in r.stderr, f"{r.returncode} {r.stderr}")
        heads = [line for line in r.stderr.splitlines() if "error[" in line]
        check(f"{name}: said once", len(heads) == (count or [1])[0], heads)
        check(f"{name}: by nobody yet", "not committed yet" in r.stderr or "worth:" in says or "cost:" in says, r.stderr)
        git(village, "checkout", "-q", ".")
    for name, edits in FREE:
        for path, old, new in edits:
            edit(village, path, old, new)
        r = gongshi("check", village, "--date", DATE, "--since", "HEAD")
        check(f"{name}: allowed", r.returncode == 0 and "error[" not in r.stderr, f"{r.returncode} {r.stderr}")
        git(village, "checkout", "-q", ".")


def versions(work, village):
    """Which commit did it; names in Chinese or English are all one; a file may go elsewhere."""
    v = copy(work, village, "versions")
    first = git(v, "rev-parse", "HEAD")
    edit(v, M3, "times: 2", "times: 3")
    second = commit(v, "改了一行", "2026-03-19", "王会计")
    r = gongshi("check", v, "--date", DATE, "--since", first)
    check("the commit that did it is named", f"note: commit {second[:10]} of 2026-03-19 by 王会计 did it: 改了一行" in r.stderr, r.stderr)
    check("both versions are shown", f"{M3}:8:60: error[altered]" in r.stderr and f"{first[:10]}:{M3}:8:60: note:" in r.stderr and "times: 2, note" in r.stderr
          and "times: 3, note" in r.stderr, r.stderr)
    check("since HEAD nothing has changed", gongshi("check", v, "--date", DATE, "--since", "HEAD").returncode == 0)
    r = gongshi("check", v, "--date", DATE, "--at", first, "--since", first)
    check("a commit's own records are right", r.returncode == 0, r.stderr)
    r = gongshi("check", v, "--date", DATE, "--at", second, "--since", first)
    check("a commit is compared with another", r.returncode == 1 and "did it" in r.stderr, r.stderr)
    r = gongshi("check", v, "--date", "2026-03-04", "--since", first)
    check("before the notice everything may change", r.returncode == 0 and "error[" not in r.stderr, r.stderr)
    git(v, "reset", "-q", "--hard", first)
    os.makedirs(os.path.join(v, "records/meetings/2026"))
    git(v, "mv", M3, "records/meetings/2026/2026-03-05.yaml")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("a meeting's file may go elsewhere", r.returncode == 0, r.stderr)
    git(v, "reset", "-q", "--hard", first)
    git(v, "mv", M12, "records/meetings/2026-03-12-b.yaml")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("a renamed meeting is called so, once", r.returncode == 1 and len(re.findall(r"error\[", r.stderr)) == 1 and "error[renamed]" in r.stderr
          and 'meeting "2026-03-12" is called "2026-03-12-b" now' in r.stderr and "(id: 2026-03-12)" in r.stderr, r.stderr)
    git(v, "reset", "-q", "--hard", first)
    git(v, "mv", "records/redemptions/2026.yaml", "records/redemptions/2026-spring.yaml")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("renamed redemptions are called so, once", r.returncode == 1 and len(re.findall(r"error\[", r.stderr)) == 1 and "error[renamed]" in r.stderr, r.stderr)
    git(v, "reset", "-q", "--hard", first)
    os.remove(os.path.join(v, M12))
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("a meeting that is gone is said once", r.returncode == 1 and r.stderr.count("error[removed]") == 1 and 'meeting "2026-03-12"' in r.stderr, r.stderr)
    git(v, "checkout", "-q", ".")
    edit(v, M12, "corrections:", "entries:\n  - {household: h4, rule: sweep, date: 2026-03-10}\ncorrections:")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("an entry added when the notice has ended is warned of", r.returncode == 0 and "warning[late-entry]" in r.stderr, r.stderr)
    git(v, "checkout", "-q", ".")
    edit(v, M3, "claims:\n", "transfers:\n  - {from: h3, to: h2, points: 0.01}\nclaims:\n")
    edit(v, "records/meetings/2026-01-05.yaml", "kind: assembly\n", "kind: assembly\nentries:\n  - {household: h3, rule: sweep, date: 2026-01-05}\n")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("points passed on when the notice has ended are warned of", r.returncode == 0 and '"2026-03-05/t1" was added to a meeting whose notice has ended' in r.stderr, r.stderr)
    git(v, "checkout", "-q", ".")
    edit(v, M3, "times: 2", "times: 3")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD", env={"LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"})
    check("in Chinese too", "已公示" in r.stderr, r.stderr)
    edit(v, M3, "times: 3", "times: 2")
    edit(v, "records/rules/20.yaml", "adjust:\n", "adjust:\n  - {rule: patrol, from: 2026-02-01, points: 5, cap: 8/month}\n")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD", env={"LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"})
    check("what no file names is called in Chinese", "：分值: 2 → 5; 上限: 10/月 → 8/月" in r.stderr and "worth" not in r.stderr and "cap" not in
          r.stderr.replace("cap: 8/month", ""), r.stderr)
    edit(v, M3, "kind: review", "kind: reviw")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("records with errors are not compared", r.returncode == 1 and "bad-value" in r.stderr and "altered" not in r.stderr, r.stderr)
    git(v, "checkout", "-q", ".")
    edit(v, M3, "{household: h1, rule: patrol, date: 2026-02-28, times: 2, note: 夜间巡逻}",
         "{户号: h1, 细则: patrol, 日期: 2026-02-28, 次数: 2, 说明: 夜间巡逻}")
    edit(v, "records/village.yaml", "notice: {days: 5}", "公示: {天数: 5}")
    edit(v, "records/rules/10.yaml", "cap: 10/month", "上限: 10/月")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("names may be put into Chinese", r.returncode == 0, r.stderr)
    edit(v, M3, "次数: 2", "次数: 3")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("what is altered meanwhile is found, by the name that is written", r.returncode == 1 and "次数: 2 → 3" in r.stderr, r.stderr)
    git(v, "checkout", "-q", ".")
    edit(v, M3, "present: 7", "present: 7\nplce: 村委会  # 110101199003074514")
    commit(v, "有错的", "2026-03-19")
    git(v, "checkout", "-q", first, "--", ".")
    edit(v, M3, "times: 2", "times: 3")
    r = gongshi("check", v, "--date", DATE, "--since", "HEAD")
    check("what was wrong before is no error now", r.returncode == 1 and "errors; what can't be understood" in r.stderr and "error[altered]" in r.stderr, r.stderr)
    check("numbers of people are shown of no version", "19900307" not in r.stderr, r.stderr)


def states(work, village):
    """What is no plain repository: said plainly, with the right status."""
    def expect(name, r, status, *says):
        check(name, r.returncode == status and all(s in r.stderr for s in says), f"{r.returncode}: {r.stderr}{r.stdout}")
    plain = os.path.join(work, "plain")
    shutil.copytree(village, plain, ignore=shutil.ignore_patterns(".git"))
    outside = {"GIT_CEILING_DIRECTORIES": work}
    expect("no repository", gongshi("check", plain, "--date", DATE, "--since", "HEAD", env=outside), 2, "is in no git repository")
    expect("no repository: history", gongshi("history", plain, "2026-03-05/1"), 2, "is in no git repository")
    expect("no repository: hooks", gongshi("hooks", "install", plain), 2, "is in no git repository")
    expect("no such revision", gongshi("check", village, "--date", DATE, "--since", "nowhere"), 2, '"nowhere" is no commit of this repository')
    expect("a revision that is a folder", gongshi("check", village, "--date", DATE, "--since", "HEAD^{tree}"), 2, "is no commit of this repository")
    expect("both versions at once", gongshi("check", village, "--staged", "--at", "HEAD"), 2, "can't be both")
    git(plain, "init", "-q", "-b", "main")
    expect("unborn HEAD", gongshi("check", plain, "--date", DATE, "--since", "HEAD"), 2, "nothing has been committed here yet")
    r = gongshi("history", plain, "2026-03-05/1")
    expect("unborn HEAD: history shows what is not committed", r, 0)
    check("unborn HEAD: it says so", "not committed yet" in r.stdout, r.stdout)
    expect("nothing staged", gongshi("check", plain, "--staged", "--date", DATE), 2, "there is no folder index:records")
    git(plain, "add", "-A")
    expect("staged before the first commit", gongshi("check", plain, "--staged", "--date", DATE), 0)
    v = copy(work, village, "states")
    edit(v, M3, "到会七人", "到会九人")
    commit(v, "二", "2026-03-19")
    git(v, "checkout", "-q", "--detach")
    expect("detached HEAD", gongshi("check", v, "--date", DATE, "--since", "HEAD~1"), 0)
    bare = os.path.join(work, "bare.git")
    git(work, "clone", "-q", "--bare", v, bare)
    expect("bare repository", gongshi("check", "-C", bare, "--at", "HEAD", "--since", "HEAD~1", "--date", DATE), 0)
    expect("bare repository without --at", gongshi("check", "-C", bare, "--date", DATE), 2, "no village")
    r = gongshi("history", "-C", bare, "2026-03-05")
    check("bare repository: history", r.returncode == 0 and "minutes" in r.stdout, r.stdout + r.stderr)
    shallow = os.path.join(work, "shallow")
    git(work, "clone", "-q", "--depth", "1", "file://" + v, shallow)
    expect("shallow clone: its own commit", gongshi("check", shallow, "--date", DATE, "--since", "HEAD"), 0)
    expect("shallow clone: what it lacks", gongshi("check", shallow, "--date", DATE, "--since", "HEAD~1"), 2, "shallow", "--unshallow")
    r = gongshi("history", shallow, "2026-03-05/1")
    expect("shallow clone: history", r, 0, "shallow")
    check("shallow clone: it does not say who", "recorded then or before" in r.stdout, r.stdout)
    many = os.path.join(work, "many")
    make(many, "villages/anle")
    inner = os.path.join(many, "villages/anle")
    expect("village in a folder of the repository", gongshi("check", inner, "--date", DATE, "--since", "HEAD"), 0)
    edit(many, M3, "times: 2", "times: 3", "villages/anle")
    expect("village in a folder: altered", gongshi("check", inner, "--date", DATE, "--since", "HEAD"), 1, f":villages/anle/{M3}:8:60: note")
    git(many, "mv", "villages/anle", "anle")
    expect("village that has moved", gongshi("check", os.path.join(many, "anle"), "--date", DATE, "--since", "HEAD"), 0, "nothing to compare with")
    expect("village that has moved, told from where",
           gongshi("check", os.path.join(many, "anle"), "--date", DATE, "--since", "HEAD:villages/anle/"), 1, "times: 2 → 3")
    parent = os.path.join(work, "parent")
    os.makedirs(parent)
    git(parent, "init", "-q", "-b", "main")
    git(parent, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", v, "village")
    git(parent, "commit", "-qm", "子模块")
    expect("village in a submodule", gongshi("check", os.path.join(parent, "village"), "--date", DATE, "--since", "HEAD"), 0)
    expect("the repository around a submodule", gongshi("check", "-C", parent, "--at", "HEAD:village", "--date", DATE), 2, "there is no folder")
    broken = copy(work, v, "broken")
    for folder, _, files in os.walk(os.path.join(broken, ".git/objects")):
        for f in files:
            os.remove(os.path.join(folder, f))
    r = gongshi("check", broken, "--date", DATE, "--since", "HEAD")
    check("a broken repository", r.returncode in (2, 3) and "is no commit of this repository (libgit2: object not found" in r.stderr, f"{r.returncode}: {r.stderr}")
    r = gongshi("history", broken, "2026-03-05")
    check("a broken repository: history", r.returncode in (2, 3), f"{r.returncode}: {r.stderr}")
    link = copy(work, village, "link")
    os.rename(os.path.join(link, M12), os.path.join(link, "records/there"))
    os.symlink("../there", os.path.join(link, M12))
    write(link, {"records/meetings/2026-03-14.yml": "x\n"})
    git(link, "add", "-A")
    r = gongshi("check", link, "--staged", "--date", DATE)
    expect("a link is found in git too", r, 1, f"{M12}:1:1: error[bad-path]", "records/meetings/2026-03-14.yml:1:1: error[bad-path]")


def follow(work, village):
    """gongshi history ID."""
    v = copy(work, village, "follow")
    edit(v, M3, "times: 2, note", "times: 3, note")
    commit(v, "改次数", "2026-03-19", "王会计")
    write(v, {"records/meetings/2026-03-20.yaml": "meeting: 2026-03-20\nkind: review\ncorrections:\n  - {entry: 2026-03-05/1, reason: 人错了}\n"})
    git(v, "checkout", "-q", "-b", "other", "HEAD~1")
    commit(v, "更正", "2026-03-20")
    git(v, "checkout", "-q", "main")
    git(v, "merge", "-q", "--no-edit", "other", day="2026-03-20")
    r = gongshi("history", v, "2026-03-05/1")
    lines = [line for line in r.stdout.splitlines() if not line.startswith("        ")]
    want = ["2026-03-18 10:00  李文书  ", "    recorded: entry 2026-03-05/1  records/meetings/2026-03-05.yaml:8",
            "    recorded: objection o-1  records/objections/2026.yaml:1", "    recorded: resolution of objection o-1  " + M12 + ":6",
            "2026-03-19 10:00  王会计  ", "    changed: entry 2026-03-05/1  " + M3 + ":8",
            "2026-03-20 10:00  李文书  ", "    recorded: correction of entry 2026-03-05/1  records/meetings/2026-03-20.yaml:4"]
    check("an entry's history", r.returncode == 0 and sorted(re.sub(r"  [0-9a-f]{10}  .*", "  ", x) for x in lines) == sorted(want), r.stdout + r.stderr)
    check("what changed", "        times: 2 → 3\n" in r.stdout, r.stdout)
    check("a merge is no change", "Merge" not in r.stdout, r.stdout)
    edit(v, M3, "times: 3, note", "times: 4, note")
    r = gongshi("history", v, "entry:2026-03-05/1")
    check("what is not committed", r.stdout.endswith("        times: 3 → 4\n") and "\nnot committed yet\n" in r.stdout, r.stdout)
    for id_, says in [("2026-03-05/c-1", "decision of claim c-1"), ("c-2", "recorded: claim c-2"), ("o-1", "resolution of objection o-1"),
                      ("2026/2", "recorded: redemption 2026/2"), ("h1", "recorded: household h1"), ("patrol", "recorded: rule patrol"),
                      ("sweep", "adjustment of rule sweep@2026-01-10"), ("star", "recorded: honour star"), ("soap", "recorded: goods soap"),
                      ("village", "days: 5"), ("category:order", "recorded: category order"), ("disclosure:2026/1", "to: 市文明办"), ("2026-03-12", "recorded: meeting 2026-03-12"),
                      ("2026-03-05/3/h4", "scores: 4.5"), ("2026-03-12/t1", "recorded: points passed on 2026-03-12/t1")]:
        r = gongshi("history", v, id_)
        check(f"history of {id_}", r.returncode == 0 and says in r.stdout, r.stdout + r.stderr)
        check(f"history of {id_} in full width", gongshi("history", v, "".join(chr(ord(c) + 0xFEE0) for c in id_.upper())).stdout == r.stdout)
    r = gongshi("history", v, "2026-03-05/3")
    check("a line for many is its entries", r.returncode == 0 and "entry 2026-03-05/3/h3" in r.stdout and "entry 2026-03-05/3/h4" in r.stdout, r.stdout + r.stderr)
    r = gongshi("history", v, "李小军")
    check("a household by name", r.returncode == 0 and "recorded: household h2" in r.stdout, r.stdout + r.stderr)
    r = gongshi("history", v, "赵七")
    check("nobody of that name", r.returncode == 2 and "赵七" in r.stderr, r.stderr)
    git(v, "checkout", "-q", ".")
    days = [f"2026-01-{day:02}: {day}" for day in range(1, 20)]
    edit(v, REWARDS, "肥皂, cost: 1}", f"肥皂, cost: 1, stock: {{{', '.join(days)}}}}}")
    commit(v, "到货", "2026-03-20")
    edit(v, REWARDS, "2026-01-18: 18", "2026-01-18: 16")
    r = gongshi("history", v, "soap")
    check("of a long list what is otherwise is shown", "\n        stock: …, 2026-01-18: 18, 2026-01-19: 19 → …, 2026-01-18: 16, 2026-01-19: 19\n" in r.stdout, r.stdout)
    git(v, "checkout", "-q", ".")
    git(v, "mv", M12, "records/meetings/2026-03-12-b.yaml")
    commit(v, "换个文件名", "2026-03-20")
    r = gongshi("history", v, "2026-03-12")
    check("a meeting that has another name", "its file was renamed: it is 2026-03-12-b since then" in r.stdout, r.stdout)
    r = gongshi("history", v, "2026-03-12-b")
    check("and what it was before", "its file was renamed: it was 2026-03-12 before" in r.stdout, r.stdout)
    r = gongshi("history", v, "h99")
    check("nothing has that id", r.returncode == 2 and '"h99"' in r.stderr, r.stderr)
    check("no id", gongshi("history", v).returncode == 2)


# --- hooks ---------------------------------------------------------------------------------------------------------

def hooks(work, village):
    v = copy(work, village, "hooks")
    r = gongshi("hooks", "install", v)
    hook = os.path.join(v, ".git/hooks/pre-commit")
    check("hooks are written", r.returncode == 0 and os.access(hook, os.X_OK) and os.path.exists(os.path.join(v, ".git/hooks/gongshi-pre-receive")), r.stderr)
    check("again is well", gongshi("hooks", "install", v).returncode == 0)
    with open(hook, encoding="utf-8") as f:
        check("what a hook is for stands in it", "# Before a commit: what is staged must be right" in f.read())
    r = gongshi("hooks", "install", v, env={"LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"})
    with open(os.path.join(v, ".git/hooks/gongshi-pre-receive"), encoding="utf-8") as f:
        text = f.read()
        check("in Chinese for who reads Chinese", "# 服务器收下推送以前" in text and "installed" not in text and "Before" not in text, text)
    edit(v, M3, "times: 2", "times: 3")
    git(v, "add", "-A")
    r = git(v, "commit", "-m", "悄悄改", fails=True)
    check("git refuses what alters a decision", r.returncode != 0 and "error[altered]" in r.stderr, r.stderr)
    edit(v, M3, "times: 3", "times: 2")
    r = git(v, "commit", "-m", "悄悄改", fails=True)
    check("what is staged counts, not what lies there", r.returncode != 0 and "error[altered]" in r.stderr, r.stderr)
    git(v, "reset", "-q", "--hard")
    edit(v, M3, "kind: review", "kind: reviw")
    write(v, {"records/meetings/2026-03-20.yaml": "meeting: 2026-03-20\nkind: review\ncorrections:\n  - {entry: 2026-03-05/1, reason: 录入错误}\n"})
    git(v, "add", "records/meetings/2026-03-20.yaml")
    r = git(v, "commit", "-m", "更正", fails=True)
    check("what is not staged does not count", r.returncode == 0, r.stderr)
    r = git(v, "commit", "-am", "错字", fails=True)
    check("git refuses records with errors", r.returncode != 0 and "error[bad-value]" in r.stderr, r.stderr)
    edit(v, M3, "kind: reviw", "kind: review")
    write(v, {"content/a.md": "电话 13800138000\n"})
    git(v, "add", "-A")
    write(v, {"content/a.md": "电话\n"})
    r = git(v, "commit", "-m", "网页", fails=True)
    check("staged pages are looked at as they are staged", r.returncode != 0 and "content/a.md:1:" in r.stderr and "error[personal-data]" in r.stderr, r.stderr)
    git(v, "add", "-A")
    write(v, {"content/a.md": "电话 13800138000\n"})
    r = gongshi("check", v, "--date", DATE, "--staged")
    check("what lies there is not", r.returncode == 0, r.stderr)
    r = gongshi("check", v, "--date", DATE, "--at", "HEAD")
    check("a commit without pages is right", r.returncode == 0, r.stderr)
    write(v, {"content/a.md": "电话\n"})
    write(v, {"readme.txt": "x"})
    git(v, "add", "-A")
    check("mended, it is taken", git(v, "commit", "-m", "好了", fails=True).returncode == 0)
    first = os.path.join(work, "first")
    os.makedirs(first)
    git(first, "init", "-q", "-b", "main")
    gongshi("hooks", "install", first)
    write(first, VILLAGE)
    git(first, "add", "-A")
    r = git(first, "commit", "-m", "一", fails=True)
    check("the first commit is taken", r.returncode == 0, r.stderr)
    with open(hook, "w", encoding="utf-8") as f:
        f.write("#!/bin/sh\nexit 0\n")
    r = gongshi("hooks", "install", v)
    with open(hook, encoding="utf-8") as f:
        check("another's hook stays", r.returncode == 2 and f.read() == "#!/bin/sh\nexit 0\n" and "another hook" in r.stderr, r.stderr)
    check("hooks wants a word", gongshi("hooks").returncode == 2 and gongshi("hooks", "remove").returncode == 2)


def server(work, village):
    for base in ("", "villages/安乐"):
        name = "server" + ("-inner" if base else "")
        seed = make(os.path.join(work, name + "-seed"), base)
        bare = os.path.join(work, name + ".git")
        git(work, "clone", "-q", "--bare", seed, bare)
        if base:
            gongshi("hooks", "install", os.path.join(seed, base))
            shutil.copy(os.path.join(seed, ".git/hooks/gongshi-pre-receive"), os.path.join(bare, "hooks/pre-receive"))
        else:
            r = gongshi("hooks", "install", bare)
            check("a server's hook is written", r.returncode == 0 and os.access(os.path.join(bare, "hooks/pre-receive"), os.X_OK), r.stderr)
        v = os.path.join(work, name + "-clone")
        git(work, "clone", "-q", bare, v)

        def push(*args):
            return git(v, "push", *args, fails=True, day="2026-03-20")
        edit(v, M3, "到会七人", "到会九人", base)
        commit(v, "纪要", "2026-03-19")
        r = push()
        check(f"{name}: what is right is taken", r.returncode == 0, r.stderr)
        edit(v, M3, "times: 2", "times: 3", base)
        bad = commit(v, "悄悄改", "2026-03-19")
        r = push()
        check(f"{name}: a push that alters is refused, and why is said", r.returncode != 0 and "error[altered]" in r.stderr and bad[:10] in r.stderr, r.stderr)
        if base:
            continue
        r = push("origin", "HEAD:refs/heads/draft")
        check("another branch may be as it likes", r.returncode == 0, r.stderr)
        edit(v, M3, "times: 3", "times: 2", base)
        write(v, {"records/meetings/2026-03-20.yaml": "meeting: 2026-03-20\nkind: review\ncorrections:\n  - {entry: 2026-03-05/1, reason: 录入错误}\n"}, base)
        commit(v, "改为更正", "2026-03-20")
        r = push()
        check("mended by a correction it is taken", r.returncode == 0, r.stderr)
        git(v, "commit", "-q", "--amend", "-m", "另一个")
        r = push("--force")
        check("rewriting the history is refused", r.returncode != 0 and "rewrites the history" in r.stderr, r.stderr)
        r = push("origin", ":main")
        check("deleting the branch is refused", r.returncode != 0, r.stderr)
        git(v, "reset", "-q", "--hard", "origin/main")
        edit(v, "records/village.yaml", "days: 5", "days: 7", base)
        open_ = commit(v, "大会决定公示七天", "2026-03-20")
        check("a change of what all figures depend on is refused", push().returncode != 0)
        with open(os.path.join(bare, "gongshi-allowed"), "w", encoding="utf-8") as f:
            f.write(open_ + "\n")
        r = push()
        check("unless it is allowed openly", r.returncode == 0, r.stderr)


run_parts(told, since, versions, states, follow, hooks, server)
