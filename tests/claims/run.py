#!/usr/bin/env python3
"""Tests `gongshi claims add` from outside: run.py PROGRAM. Ends with `N passed, M failed`.

A small village is written to a temporary folder; each test gets a copy of it. Today is 2026-11-24 there.
"""
import fcntl
import os
import random
import re
import stat
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from records import parse  # noqa: E402
from village import Tests, environment, read_bytes, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")
TODAY = "1795500000"

VILLAGE = {
    "village.yaml": "name: 桐花坪村\nlate: 180\nprivacy: {site: masked}\n",
    "rules/10.yaml": """level: city
categories:
  - {id: order, title: 治安}
rules:
  - {id: patrol, category: order, title: 参加治安巡逻, points: 2}
  - {id: donate, category: order, title: 捐赠, points: 1..10}
  - {id: honest, category: order, title: 拾金不昧, points: 3, needs: [note, evidence]}
  - {id: volunteer, category: order, title: 志愿服务, unit: 小时, points: 1, needs: resident}
  - {id: parade, category: order, title: 游行, points: 1, until: 2026-06-30}
  - {id: winter, category: order, title: 冬训, points: 1, from: 2026-12-01}
""",
    "households/1.yaml": """group: {id: g1, name: 一组}
households:
  - {id: h105, head: 张大山, members: [{id: h105-1, name: 张大山}, {id: h105-2, name: 张小花}]}
  - {id: h106, head: 李卫国, members: [{id: h106-1, name: 李卫国}]}
  - {id: h107, head: 王五, since: 2026-11-20}
""",
    "meetings/2026-10-10.yaml": """meeting: 2026-10-10
kind: review
entries:
  - {household: h106, rule: patrol, date: 2026-10-01}
claims:
  - {claim: c26-01, approve: false, reason: 证据不足}
""",
    "claims/2026.yaml": """# 申报登记。两行一条。
- {id: c26-01, household: h106, rule: patrol, date: 2026-10-02,
   received: 2026-10-03, via: web, note: '夜里: 两趟'}
# 下面这条晚到
- {id: c26-09, household: h105, rule: patrol, date: 2026-11-01,
   received: 2026-11-02, via: paper}
""",
}

FORM = """【积分申报】桐花坪村
户号：h105、h106
事项：patrol 参加治安巡逻
日期：2026-11-18
次数：1
说明：夜里在河边巡逻，带了手电。
"""

test = Tests()


class Village:
    def __init__(self, folder, files=None):
        self.folder = folder
        for name, text in (files or VILLAGE).items():
            self.write("records/" + name, text)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        write(self.folder, name, text)

    def read(self, name="records/claims/2026.yaml"):
        return read_bytes(self.folder, name)

    def run(self, *args, stdin=b"", env=None):
        r = subprocess.run([PROGRAM, *args], input=stdin, capture_output=True, cwd=self.folder, timeout=60,
                           env=environment(**{"SOURCE_DATE_EPOCH": TODAY, **(env or {})}))
        self.out, self.err = r.stdout.decode(), r.stderr.decode()
        return r.returncode

    def add(self, *args, text=None):
        return self.run("claims", "add", *args, stdin=(text or "").encode() if isinstance(text or "", str) else text)

    def added(self, *args, text=None):
        """Adds, expecting it to be well; the new claims."""
        name = "records/claims/2026.yaml"
        before = self.read(name) if os.path.exists(self.path(name)) else b""
        old = parse(before) or []
        status = self.add(*args, text=text)
        assert status == 0, f"status {status}: {self.out}{self.err}"
        after = self.read(name)
        assert after.startswith(before), "what was there has changed"
        said = self.out, self.err
        assert self.run("check", "-q") == 0, self.err
        self.out, self.err = said
        return parse(after)[len(old):]

    def refused(self, code, *args, text=None, where=None, says=()):
        """Adds, expecting the error CODE and nothing written."""
        before = self.read()
        status = self.add(*args, text=text)
        assert status == 1, f"status {status}: {self.out}{self.err}"
        assert f"error[{code}]" in self.err, f"no {code}: {self.err}"
        assert where is None or f"{where}: error[{code}]" in self.err, f"not at {where}: {self.err}"
        for word in (says,) if isinstance(says, str) else says:
            assert word in self.err, f"does not say {word}: {self.err}"
        assert self.read() == before, "something was written"
        assert sorted(os.listdir(self.path("records/claims"))) == ["2026.yaml"], "a file was left behind"


@test
def a_form_becomes_a_claim_for_each_household(v):
    a, b = v.added(text=FORM)
    assert a == {"id": "c26-10", "household": "h105", "rule": "patrol", "date": "2026-11-18", "received": "2026-11-24",
                 "via": "web", "note": "夜里在河边巡逻，带了手电。"}, a
    assert b["id"] == "c26-11" and b["household"] == "h106", b
    assert "records/claims/2026.yaml:7: c26-10" in v.out, v.out
    assert "records/claims/2026.yaml:8: c26-11" in v.out, v.out
    lines = v.read().decode().splitlines()
    assert "c26-10" in lines[6] and "c26-11" in lines[7], lines


@test
def it_is_read_from_a_file_too(v):
    v.write("claim.txt", FORM)
    assert len(v.added("claim.txt")) == 2
    v.write("other.txt", FORM.replace("11-18", "11-17"))
    assert v.run("claims", "add", v.folder, "other.txt") == 0, v.err


@test
def chat_applications_may_have_been_at_it(v):
    mangled = [
        FORM.replace("：", ":"),
        FORM.replace("：", " ： ").replace("\n", "\r\n\r\n"),
        "\ufeff" + FORM.replace("\n", "  \n").replace("h105", "ｈ１０５").replace("2026-11-18", "２０２６－１１－１８"),
        "".join("> " + line + "\n" for line in FORM.splitlines()),
        "「张三：" + FORM.strip() + "」\n- - - - - - - - -\n",
        FORM.replace("户号：", "**户号：** ").replace("事项：", "\u200b事项：\u200b"),
        FORM.replace("【积分申报】", "[积分申报] "),
        FORM.replace("2026-11-18", "2026年11月18日"),
        FORM.replace("2026-11-18", "2026/11/18（星期三）").replace("次数：1", "次数：1次"),
        FORM.replace("patrol 参加治安巡逻", "参加治安巡逻").replace("h105、h106", "H105, h106"),
        FORM.replace("patrol 参加治安巡逻", "patrol"),
        "".join(line + "\n" for line in FORM.splitlines()[1:]),
        "household: h105, h106\nRule: patrol\ndate: 2026-11-18\ntimes: 1\nnote: 夜里在河边巡逻，带了手电。\n",
    ]
    expected = None
    before = v.read()
    for text in mangled:
        got = v.added(text=text)
        expected = expected or got
        assert got == expected, f"{text!r} gave {got}"
        v.write("records/claims/2026.yaml", before)


@test
def what_people_said_around_it_is_left_out_and_told(v):
    assert len(v.added(text="李四：麻烦登记一下\n" + FORM + "\n收到，谢谢\n")) == 2
    assert ":1:1: warning[unknown-key]" in v.err and ":9:1: warning[unknown-key]" in v.err, v.err


@test
def the_rule_by_its_title_alone(v):
    """As the form writes it: a clerk and a resident need no ids."""
    v.write("records/rules/20.yaml", """level: town
rules:
  - {id: found, category: order, title: 拾金不昧（500元以上）, points: 5}
  - {id: lost-1, category: order, title: 看护, points: 5, until: 2026-06-30}
  - {id: lost-2, category: order, title: 看护, points: 5}
  - {id: cleaning, category: order, title: Clean the lane and bank, unit: 班, points: 1}
""")
    for day, (title, expected) in enumerate([("参加治安巡逻", "patrol"), ("拾金不昧（500元以上）", "found"), ("拾金不昧(５００元以上)", "found"),
                                              ("Clean the lane and bank", "cleaning"), ("lost-2 看护", "lost-2"),
                                              ("cleaning Clean the lane and bank", "cleaning")], 1):
        got = v.added(text=FORM.replace("patrol 参加治安巡逻", title).replace("11-18", f"11-{day:02}").replace("h105、", ""))
        assert got[0]["rule"] == expected, got
    v.refused("unknown-rule", text=FORM.replace("patrol 参加治安巡逻", "看护"))
    assert len(v.added(text=FORM.replace("patrol 参加治安巡逻", "Clean the lane and bank").replace("次数：1", "次数：2班"))) == 2


@test
def several_in_one_text(v):
    got = v.added(text=FORM + "王五 10:22\n" + FORM.replace("2026-11-18", "2026-11-19").replace("h105、", ""))
    assert [(c["household"], c["date"]) for c in got] == [("h105", "2026-11-18"), ("h106", "2026-11-18"), ("h106", "2026-11-19")]


@test
def without_a_form(v):
    got = v.added("--household", "h105,h106", "--rule", "donate", "--date=2026-11-18", "--points", "5.5", "--times", "2",
                  "--note", "书", "--via", "visit", "--received", "2026-11-20", "--evidence", "photos/a.jpg,photos/b.jpg")
    assert got[0] == {"id": "c26-10", "household": "h105", "rule": "donate", "date": "2026-11-18", "times": "2", "points": "5.5",
                      "received": "2026-11-20", "via": "visit", "note": "书", "evidence": ["photos/a.jpg", "photos/b.jpg"]}, got
    got = v.added("--household", "h105", "--rule", "patrol", "--date", "2026-11-19")
    assert got[0]["via"] == "paper" and got[0]["id"] == "c26-12", got


@test
def a_word_too_many_wants_quotation_marks(v):
    assert v.add("--household", "h105", "--rule", "patrol", "--date", "2026-11-18", "--note", "夜里", "巡逻") == 2
    assert '"巡逻"' in v.err and "quotation marks" in v.err, v.err


@test
def values_are_quoted_so_that_they_read_the_same(v):
    notes = ["夜里: 两趟", "他说“好”", "it's, {so} [it] is # not", "- 一", "'quoted'", '"double"', "true", "~", "*a", "1e3", "a\\b", "&x: y",
             "尾:", "@at", "`tick", "100%", "%x", "!tag", "? k", "| block", "，全角，", "𠮷家", "null"]
    for i, note in enumerate(notes):
        got = v.added("--household", "h105", "--rule", "patrol", "--date", f"2026-10-{i + 1:02d}", "--note", note)
        assert got[0]["note"] == note, got


@test
def bytes_line_ends_and_mode_are_kept(v):
    path = v.path("records/claims/2026.yaml")
    text = VILLAGE["claims/2026.yaml"].replace("\n", "\r\n").encode().rstrip()
    v.write("records/claims/2026.yaml", b"\xef\xbb\xbf" + text)
    os.chmod(path, 0o640)
    v.added(text=FORM)
    after = v.read()
    assert after.startswith(b"\xef\xbb\xbf" + text + b"\r\n- {id: c26-10"), after
    assert after.count(b"\n") == after.count(b"\r\n") and after.endswith(b"}\r\n"), after
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o640


@test
def an_indented_list_goes_on_indented(v):
    v.write("records/claims/2026.yaml", "---\n# x\n  - {id: a-099, household: h106, rule: patrol, date: 2026-10-02, received: 2026-10-02}\n")
    v.write("records/meetings/2026-10-10.yaml", "meeting: 2026-10-10\nkind: review\n")
    assert [c["id"] for c in v.added(text=FORM)] == ["a-100", "a-101"]
    assert b"\n  - {id: a-100" in v.read()


@test
def ids_are_new_in_the_whole_village(v):
    v.write("records/claims/2025.yaml", "- {id: c26-10, household: h106, rule: patrol, date: 2025-10-02, received: 2025-10-02}\n"
            "- {id: c26-99, household: h106, rule: patrol, date: 2025-10-03, received: 2025-10-03}\n")
    assert [c["id"] for c in v.added(text=FORM)] == ["c26-11", "c26-12"]


@test
def a_new_year_begins_a_file(v):
    os.remove(v.path("records/claims/2026.yaml"))
    os.rmdir(v.path("records/claims"))
    v.write("records/meetings/2026-10-10.yaml", "meeting: 2026-10-10\nkind: review\n")
    first = v.added(text=FORM)
    assert [c["编号"] for c in first] == ["c-2026-001", "c-2026-002"] and first[0]["途径"] == "网上", first  # the village's language
    assert [c["编号"] for c in v.added(text=FORM.replace("11-18", "11-17"))] == ["c-2026-003", "c-2026-004"]


@test
def an_empty_file_and_one_of_comments(v):
    v.write("records/meetings/2026-10-10.yaml", "meeting: 2026-10-10\nkind: review\n")
    for text in ("", "# 今年的申报", "# 今年的申报\n\n"):
        v.write("records/claims/2026.yaml", text)
        assert len(v.added(text=FORM)) == 2


@test
def the_year_is_that_of_the_day_it_was_received(v):
    assert v.add("--received", "2025-12-31", "--household", "h105", "--rule", "patrol", "--date", "2025-12-30") == 0, v.err
    assert "records/claims/2025.yaml:1: c-2025-001" in v.out, v.out


@test
def residents(v):
    got = v.added("--resident", "h105-2", "--rule", "volunteer", "--date", "2026-11-18", "--times", "1.5")
    assert got[0]["resident"] == "h105-2" and "household" not in got[0] and got[0]["times"] == "1.5", got
    form = "户号：h105、h106\n本人：h106-1、h105-1\n事项：volunteer\n日期：2026-11-19\n次数：2小时\n"
    assert [c["resident"] for c in v.added(text=form)] == ["h106-1", "h105-1"]
    v.refused("wrong-household", text=form.replace("h105、h106", "h105").replace("11-19", "11-20"))
    v.refused("needs-resident", text=form.replace("h106-1、", "").replace("11-19", "11-20"), says="h106")
    v.refused("needs-resident", "--household", "h105", "--rule", "volunteer", "--date", "2026-11-18")
    v.refused("unknown-resident", "--resident", "h105-9", "--rule", "volunteer", "--date", "2026-11-18", says="h105-")


PEOPLE = """group: {id: g2, name: 二组}
households:
  - id: h201
    head: 阿卜杜拉·买买提
    members: [{id: h201-1, name: 阿卜杜拉·买买提}, {id: h201-2, name: 和平}, {id: h201-3, name: 张大山}, {id: h201-4, name: Mary Ann Lee}]
  - {id: h202, head: 王𠮷, members: [{id: h202-1, name: 王𠮷}, {id: h202-2, name: 王小宝}, {id: h202-3, name: 王小宝}]}
  - {id: H203, head: 赵六, members: [{id: Q1, name: 赵六}]}
  - {id: h204, head: 孙七}
"""


@test
def residents_by_name(v):
    """The form asks for names: nobody but the clerk knows the ids."""
    v.write("records/households/2.yaml", PEOPLE)

    def form(household, resident, day):
        who = f"户号：{household}\n" if household else ""
        return f"【积分申报】桐花坪村\n{who}本人：{resident}\n事项：volunteer 志愿服务\n日期：2026-11-{day:02}\n次数：2\n"

    day = 0
    for household, resident, expected in [
            ("h105", "张小花", ["h105-2"]),
            ("h105、h106", "李卫国、张大山", ["h106-1", "h105-1"]),
            ("h105 h106", "李卫国和张大山", ["h106-1", "h105-1"]),
            ("h105、h106", "张大山，李卫国（户主）", ["h105-1", "h106-1"]),
            ("h105", "張大⼭", ["h105-1"]),                      # as somebody else types it, or copies it
            ("h105、h201", "张小花、张大山 ", None),              # in both: whose?
            ("h201", "张大山", ["h201-3"]),
            ("h201", "阿卜杜拉•买买提 和平", ["h201-1", "h201-2"]),
            ("h201", "阿卜杜拉 买买提、和平", ["h201-1", "h201-2"]),
            ("h201", "mary ann lee", ["h201-4"]),
            ("h201", "ＭＡＲＹ　ＡＮＮ　ＬＥＥ和和平", ["h201-4", "h201-2"]),
            ("h202", "王𠮷", ["h202-1"]),
            ("h202", "h202-3", ["h202-3"]),
            ("ｈ２０３", "ｑ１", ["Q1"]),                         # ids in full width, and in the other case
            ("", "张小花", ["h105-2"]),                           # one alone in the village is called so
    ]:
        day += 1
        text = form(household, resident, day)
        if expected:
            got = [c["resident"] for c in v.added(text=text)]
            assert got == expected, f"{resident}: {got}"
        else:
            v.refused("unknown-resident", text=text, says=["h105-1", "h201-3"])
    assert v.added("--household=h105", "--resident=张小花", "--rule=volunteer", "--date=2026-11-20")[0]["resident"] == "h105-2"
    assert v.added("--household=Ｈ１０５，h106", "--rule=ｐａｔｒｏｌ", "--date=２０２６－１１－２１")[0]["household"] == "h105"
    v.refused("unknown-resident", text=form("h105", "李卫国", 22), says=["张大山 (h105-1)", "张小花 (h105-2)"])
    v.refused("unknown-resident", text=form("h202", "王小宝", 22), says=["h202-2", "h202-3"])
    v.refused("unknown-resident", text=form("", "张大山", 22), says=["h105-1", "h201-3"])
    v.refused("unknown-resident", text=form("", "钱八", 22), says="members")
    v.refused("unknown-resident", text=form("h204", "孙七", 22), says="members")
    v.refused("needs-resident", "--household=h105", "--rule=volunteer", "--date=2026-11-22", says=["张大山 (h105-1)", "张小花 (h105-2)"])
    v.refused("needs-resident", "--household=h204", "--rule=volunteer", "--date=2026-11-22", says="members")
    v.refused("unknown-household", text=form("h999", "张大山", 22))
    assert "unknown-resident" not in v.err and "needs-resident" not in v.err, v.err
    v.refused("unknown-resident", text=form("h105", "钱八", 22))
    assert "needs-resident" not in v.err, v.err


@test
def what_would_be_an_error_once_approved(v):
    def form(**fields):
        values = dict(household="h105", rule="patrol", date="2026-11-18")
        values.update(fields)
        return [f"--{k}={x}" for k, x in values.items() if x is not None]

    v.refused("unknown-household", *form(household="h105,h108"), where="1:18")
    v.refused("unknown-rule", *form(rule="patrl"), says='"patrol"')
    v.refused("rule-not-in-force", *form(rule="parade"), says="2026-06-30")
    v.refused("rule-not-in-force", *form(rule="winter"), says="2026-12-01")
    v.refused("not-listed", *form(household="h107"), says="h107")
    v.refused("points-missing", *form(rule="donate"), says="1 to 10")
    v.refused("out-of-range", *form(rule="donate", points="11"), says="1 to 10")
    v.refused("bad-value", *form(rule="donate", points="many"))
    v.refused("points-given", *form(points="3"))
    v.refused("needs-note", *form(rule="honest"))
    v.refused("bad-value", *form(times="0"))
    v.refused("bad-value", *form(times="1.234"))
    v.refused("bad-value", *form(date="2026-11-31"))
    v.refused("bad-date-order", *form(date="2026-11-25"))
    v.refused("bad-date-order", *form(date="2026-01-05"), says="180")
    v.refused("missing-key", *form(date=None), says="write --date and the day of the deed")
    v.refused("missing-key", *form(rule=None), says="write --rule")
    v.refused("missing-key", *form(household=None), says="--household h105")
    v.refused("unknown-household", *form(household="李卫国"), says='"李卫国" is of household h106: write h106')
    v.refused("unknown-household", *form(household="张小花"), says="write h105")
    v.refused("unknown-rule", *form(rule="参加治安巡罗"), says="did you mean patrol")
    v.refused("double-entry", *form(household="h106", date="2026-10-01"), says="2026-10-10/1")
    v.refused("double-entry", *form(date="2026-11-01"), says="c26-09")
    v.refused("double-entry", *form(household="h105,h105"))
    v.refused("personal-data", *form(note="找我：13800138000"))
    v.refused("bad-path", *form(evidence="../a.jpg"))
    v.refused("bad-value", *form(household="h105至h107"))


@test
def what_was_accepted_can_be_approved(v):
    got = v.added(text=FORM) + v.added("--resident=h105-1", "--rule=volunteer", "--date=2026-05-28") + \
        v.added("--household=h106", "--rule=patrol", "--date=2026-10-02")
    v.write("records/meetings/2026-11-24.yaml", "meeting: 2026-11-24\nkind: review\nclaims:\n" +
            "".join(f"  - {{claim: {c['id']}, approve: true}}\n" for c in got))
    assert v.run("check", "-q") == 0, v.err


@test
def evidence_may_follow(v):
    got = v.added("--household", "h105", "--rule", "honest", "--date", "2026-11-18", "--note", "手机")
    assert len(got) == 1 and "warning[needs-evidence]" in v.err, v.err


@test
def evidence_that_is_not_there_is_pointed_out(v):
    v.write("records/photos/1118.jpg", "a photograph")
    words = ("--household", "h105", "--rule", "patrol", "--date", "2026-11-01", "--again")
    got = v.added(*words, "--evidence", "photos/1181.jpg")
    assert got[0]["evidence"] == "photos/1181.jpg" and 'warning[evidence-missing]: there is no "photos/1181.jpg" in records/; did you mean "photos/1118.jpg"?' in v.err, v.err
    v.added(*words, "--evidence", "photos/1118.jpg")
    assert "evidence-missing" not in v.err, v.err  # the one that was added before is told of no more


@test
def evidence_outside_the_records(v):
    for path in ("/etc/passwd", "..\\a.jpg", "../a.jpg", "photos//1.jpg"):
        assert v.run("claims", "add", "--household", "h105", "--rule", "patrol", "--date", "2026-11-02", "--evidence", path) == 1, v.err
        assert f'error[bad-path]: "{path}" leaves records/' in v.err and "records/claims/" not in v.err, v.err  # told of what was given, not of a file


@test
def twice_on_purpose(v):
    got = v.added("--household", "h105", "--rule", "patrol", "--date", "2026-11-01", "--again")
    assert got[0]["again"] == "true", got


@test
def slips_in_a_form(v):
    v.refused("unknown-key", text=FORM.replace("户号", "户名"), where="standard input:2:1", says="户号")
    v.refused("unknown-key", text=FORM.replace("次数：1", "夜里的事"), where="standard input:5:1")
    v.refused("duplicate-key", text=FORM + FORM.split("\n", 1)[1])
    v.refused("bad-value", text=FORM.replace("桐花坪村", "柏树堡村"), says="柏树堡村")
    v.refused("unknown-rule", text=FORM.replace("patrol 参加治安巡逻", "patrol 捐赠"), says="donate")
    v.refused("bad-value", text=FORM.encode("gb18030"), says="UTF-8")
    for number in ("13800138000", "138 0013 8000", "11010519491231002X"):
        v.refused("personal-data", text=re.sub("说明：.*", f"说明：找我 {number}", FORM), where="standard input:6:7")
        assert number not in v.err, v.err


@test
def one_wrong_claim_keeps_all_out(v):
    v.refused("unknown-household", text=FORM + FORM.replace("h105", "h999").replace("11-18", "11-19"))


@test
def nothing_to_add(v):
    for text in ("", "\n\n", "大家好\n今天开会\n"):
        assert v.add(text=text) == 1, v.err
        assert "【积分申报】" in v.err, v.err


@test
def a_dry_run_writes_nothing(v):
    before = v.read()
    assert v.add("--dry-run", text=FORM) == 0, v.err
    assert v.read() == before and "- {id: c26-10" in v.out and "2026.yaml:7" in v.out, v.out


@test
def records_with_errors_are_left_alone(v):
    v.write("records/rewards.yaml", "goods: [{id: x}]\n")
    before = v.read()
    assert v.add(text=FORM) == 1 and "missing-key" in v.err, v.err
    assert v.read() == before


@test
def a_list_in_brackets_gets_them_too(v):
    v.write("records/meetings/2026-10-10.yaml", "meeting: 2026-10-10\nkind: review\n")
    v.write("records/claims/2026.yaml", "[{id: a-1, household: h106, rule: patrol, date: 2026-10-02, received: 2026-10-02}]\n")
    assert v.add(text=FORM) == 0, v.err
    assert re.fullmatch(rb"\[(\{id: a-[123], [^}]*\}(, |\]\n)){3}", v.read()), v.read()


@test
def used_wrongly(v):
    assert v.run("claims") == 2
    assert v.run("claims", "ad") == 2
    assert v.add("--via", "phone", text=FORM) == 2
    assert v.add("--via", "上门", "--dry-run", text=FORM) == 0, "the word that records take"
    assert v.add("--received", "2026-12-01", text=FORM) == 2
    assert v.add("a.txt", "b.txt") == 2
    assert v.add("a.txt", "--household", "h105") == 2
    assert v.add("none.txt") == 3


@test
def a_folder_that_cannot_be_written(v):
    if os.geteuid() == 0:
        return
    os.chmod(v.path("records/claims"), 0o555)
    status = v.add(text=FORM)
    os.chmod(v.path("records/claims"), 0o755)
    assert status == 3, (status, v.err)


def begin_adding(v, day):
    return subprocess.Popen([PROGRAM, "claims", "add", "--household", "h105,h106", "--rule", "patrol", "--date", day], cwd=v.folder,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(SOURCE_DATE_EPOCH=TODAY), text=True)


def add_and_kill(v, clerk, reported, wrong, times=9):
    """Adds claims of this clerk's days, two at a time, and kills every other at a random moment; REPORTED: (id, household, day) of all that was said."""
    chance = random.Random(clerk)
    for i in range(times):
        day = f"2026-{8 + clerk // 2:02}-{1 + (clerk % 2) * 15 + i:02}"
        p = begin_adding(v, day)
        if i % 2:
            try:
                p.wait(chance.uniform(0.005, 0.25))
            except subprocess.TimeoutExpired:
                p.kill()
        out, err = p.communicate(timeout=60)
        reported += [(i, h, day) for i, h in re.findall(r"^records/claims/2026\.yaml:\d+: (\S+)  (\S+)  patrol", out, re.M)]
        if p.returncode not in (0, -9):
            wrong.append(f"{p.returncode}: {err}")


@test
def four_at_once_and_killed_lose_nothing_that_was_reported(v):
    reported, wrong = [], []
    clerks = [threading.Thread(target=add_and_kill, args=(v, n, reported, wrong)) for n in range(4)]
    for c in clerks:
        c.start()
    for c in clerks:
        c.join()
    assert not wrong, wrong
    claims = parse(v.read())
    there = [(c["id"], c["household"], c["date"]) for c in claims]
    assert len(reported) >= 4 * 5 * 2, f"only {len(reported)} were reported"
    assert not set(reported) - set(there), f"reported and not there: {set(reported) - set(there)}"
    ids = [c["id"] for c in claims]
    assert len(set(ids)) == len(ids) and len(set(r[0] for r in reported)) == len(reported), "an id was given twice"
    assert all(sum(t[2] == day for t in there) == 2 for day in {t[2] for t in there} - {"2026-10-02", "2026-11-01"}), "half of a form"
    assert v.run("check", "-q") == 0, v.err
    assert v.added("--household", "h106", "--rule", "patrol", "--date", "2026-11-18")
    left = [n for n in os.listdir(v.path("records/claims")) + os.listdir(v.path(".gongshi")) if n not in ("2026.yaml", ".gitignore")]
    assert not left, f"left behind: {left}"


@test
def who_writes_the_records_is_waited_for_and_what_he_wrote_is_read(v):
    os.makedirs(v.path(".gongshi"))
    with open(v.path(".gongshi/lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        p = begin_adding(v, "2026-11-18")
        time.sleep(0.5)
        assert p.poll() is None, "it did not wait"
        v.write("records/claims/2026.yaml", v.read() + b"- {id: c26-10, household: h105, rule: patrol, date: 2026-11-17, received: 2026-11-17}\n")
    out, err = p.communicate(timeout=60)
    assert p.returncode == 0 and "c26-11 " in out and "c26-12 " in out, out + err


@test
def a_lock_that_cannot_be_taken_keeps_all_out(v):
    v.write(".gongshi", "no folder")
    before = v.read()
    assert v.add(text=FORM) == 3 and ".gongshi" in v.err, v.err
    assert v.read() == before


@test
def somebody_is_named(v):
    v.refused("missing-key", text=FORM.replace("户号：h105、h106", "户号：（见附件）"), where="standard input:1:1")
    v.refused("missing-key", "--household", "、", "--rule", "patrol", "--date", "2026-11-18")


if __name__ == "__main__":
    sys.exit(test.run(Village))
