#!/usr/bin/env python3
"""Tests `gongshi sheet` and `gongshi import` from outside: run.py PROGRAM. Ends with `N passed, M failed`.

Today is 2026-11-24 in them.
"""
import functools
import os
import re
import shutil
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Checks, read, read_bytes, write, write_all  # noqa: E402
from village import run as run_program  # noqa: E402
from workbook import column, workbook  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
TODAY = "1795500000"

VILLAGE = {
    "records/village.yaml": "名称: 桐花坪村\n补记期限: 180\n",
    "records/rules/10-city.yaml": """level: city
categories:
  - {id: order, title: 治安}
  - {id: community, title: 社区建设}
rules:
  - {id: patrol, category: order, title: 参加治安巡逻, points: 2}
  - {id: donate, category: order, title: 捐赠, points: 1..10}
  - {id: clean, category: community, title: 庭院卫生, points: 0..10}
  - {id: volunteer, category: order, title: 志愿服务, points: 1, needs: resident}
""",
    "records/households/1.yaml": """小组: {编号: g1, 名称: 一组}
住户:   # 按门牌
  - {户号: h001, 户主: 张大山, 成员: [{编号: h001-1, 姓名: 张大山}, {编号: h001-2, 姓名: 张小花}]}
  - {户号: h002, 户主: 李伟}   # 东头
""",
    "records/households/2.yaml": "小组: {编号: g2, 名称: 二组}\n住户:\n  - {户号: h003, 户主: 李伟}\n  - {户号: h004, 户主: 王秀英}\n",
    "records/meetings/2026-11-20.yaml": "会议日期: 2026-11-20\n种类: 评审\n条目:\n  # 到这里\n",
    "records/rewards.yaml": "物品:\n  - {编号: rice, 名称: 大米5kg, 所需积分: 1}\n",
}
check = Checks()
run = functools.partial(run_program, PROGRAM, SOURCE_DATE_EPOCH=TODAY)


class Village:
    def __init__(self, folder, files=VILLAGE):
        self.folder = folder
        write_all(folder, files)

    def texts(self):
        return {os.path.relpath(os.path.join(d, n), self.folder): read(d, n)
                for d, _, names in os.walk(os.path.join(self.folder, "records")) for n in names}

    def put(self, name, data):
        write(self.folder, name, data)

    def take(self, data, *words, name="table.csv"):
        """Imports DATA, bytes, or rows as a workbook."""
        if isinstance(data, str):
            data = data.encode()
        elif isinstance(data, list):
            name, data = "table.xlsx", workbook(data)
        self.put(name, data)
        return run("import", name, *words, cwd=self.folder)


def fresh(work):
    folder = os.path.join(work, "village")
    shutil.rmtree(folder, ignore_errors=True)
    return Village(folder)


def check_entries(work):
    """A meeting's entries, from every kind of table, in any order of columns, as people type."""
    wanted = ("会议日期: 2026-11-20\n种类: 评审\n条目:\n  - {户号: h001, 细则: patrol, 日期: 2026-11-05, 次数: 2}\n"
              "  - {户号: [h003, h004], 细则: donate, 日期: 2026-11-06, 分值: 4.5, 说明: '米: 两袋'}\n"
              "  - {细则: volunteer, 日期: 2026-11-07, 居民: h001-2}\n")
    heads = ["户号", "细则", "日期", "次数", "分值", "说明", "居民", "经办"]
    rows = [["h001", "参加治安巡逻", "2026-11-5", "２", "", "", "", "甲"],
            ["h003、王秀英", "donate", "2026年11月6日", "", "4.5", "米: 两袋", "", ""],
            ["", "志愿服务", "11月7日", "", "", "", "张小花", "乙"]]

    def csv(mark, rows=rows, heads=heads):
        return "\n".join(mark.join(f'"{c}"' if mark in c or '"' in c else c for c in row) for row in [heads, *rows]) + "\n"

    typed = [r[:] for r in rows]
    typed[0][2], typed[0][3], typed[1][4] = 46331, 2, 4.5
    tables = {"commas": csv(","), "tabs": csv("\t"), "semicolons": csv(";"), "GBK": csv(",").encode("gbk"),
              "a byte order mark, Windows": b"\xef\xbb\xbf" + csv(",").replace("\n", "\r\n").encode(),
              "a workbook": [["三月积分登记"], [], heads, *typed],
              "English": csv(",", heads=["household", "rule", "date", "times", "points", "note", "resident", "clerk"])}
    for name, table in tables.items():
        village = fresh(work)
        status, said, error = village.take(table)
        text = read(village.folder, "records/meetings/2026-11-20.yaml").replace("  # 到这里\n", "")
        check(f"entries: {name}", [] if (status, text) == (0, wanted) else [status, error, text])
        check(f"entries: {name}: what is left alone", [] if re.search('the column "(经办|clerk)" is left alone', error) else [error])
        check(f"entries: {name}: file and lines", [] if re.match(r"records/meetings/2026-11-20\.yaml:\d+: \{", said) and said.count("\n") == 3 else [said])
        check(f"entries: {name}: comments stay", [] if "# 到这里" in read(village.folder, "records/meetings/2026-11-20.yaml") else ["gone"])
    village = fresh(work)
    before = village.texts()
    status, said, error = village.take(csv(","), "--dry-run")
    check("a dry run", [] if status == 0 and "donate" in said and village.texts() == before and "nothing is written" in error else [said, error])
    turned = "\n".join(",".join(reversed(r)) for r in [heads, *rows])
    status, _, error = village.take(turned, "--meeting", "2026-11-20")
    check("columns in another order", [] if status == 0 else [error])
    status, _, error = village.take(csv(","))
    check("the same once more", [] if status == 1 and error.count("the same household, rule and day") == 4 else [error])
    check("no such meeting", [] if village.take(csv(","), "--meeting", "2026-01-01")[0] == 2 else ["not refused"])


def check_mistakes(work):
    """Ten mistakes, each by row, column and reason; nothing is written."""
    village = fresh(work)
    before = village.texts()
    status, said, error = village.take(
        "户号,细则,日期,次数,分值\nh009,patrol,2026-11-05,,\n李伟,patrol,2026-11-05,,\nh001,巡逻,2026-11-05,,\n"
        "h001,patrol,2026-13-05,,\nh001,patrol,2026-11-31,,\n", "--dry-run")
    found = re.findall(r"row (\d+), column (\w) \((\S+)\): (.*)", error)
    check("what is not there", [] if status == 1 and [f[:3] for f in found] ==
          [("2", "A", "户号"), ("3", "A", "户号"), ("4", "B", "细则"), ("5", "C", "日期"), ("6", "C", "日期")] else [error])
    check("candidates", [] if "h002, 一组" in error and "h003, 二组" in error else [error])
    status, said, error = village.take(
        "户号,细则,日期,次数,分值\nh001,patrol,2026-11-25,,\nh001,patrol,2026-11-05,0,\nh001,donate,2026-11-05,,\nh001,donate,2026-11-05,,99\n"
        "h001,patrol,2026-11-06,,3\n")
    found = re.findall(r"row (\d+)(?:, column (\w))?", error)
    check("what the records refuse", [] if status == 1 and [("2", "C"), ("3", "D"), ("5", "E"), ("6", "E")] == [f for f in found if f[1]] and
          ("4", "") in found else [error])
    check("nothing is written", [] if village.texts() == before and "nothing is written" in error else ["it is"])
    for name, data, wanted in (("no headings", "甲,乙\n1,2\n", "no row of headings"), ("nothing below", "户号,细则\n", "nothing below"),
                               ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .xlsx"),
                               ("no text", bytes(range(128, 256)) * 3, "neither a workbook"), ("a broken archive", b"PK\3\4" + bytes(90), "damaged")):
        status, _, error = village.take(data)
        check(name, [] if status == 1 and wanted in error else [status, error])
    bomb = workbook([["户号", "细则"]], **{"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><sst/>'})
    check("a workbook that declares entities", [] if village.take(bomb, name="b.xlsx")[0] == 1 else ["taken"])
    check("no such file", [] if run("import", "none.csv", cwd=village.folder)[0] == 3 else ["?"])


def check_others(work):
    village = fresh(work)
    status, said, error = village.take([["户号", "户主", "庭院卫生", "备注"], ["h001", "张大山", 5, "x"], ["", "王秀英", "4.5分"], ["h002", "李伟", None]],
                                       "--date", "2026-11-19")
    text = read(village.folder, "records/meetings/2026-11-20.yaml")
    check("scores", [] if status == 0 and "- {细则: clean, 日期: 2026-11-19, 评分: {h001: 5, h004: 4.5}}" in text else [error, text])
    status, said, error = village.take([["户号", "户主", "庭院卫生"], ["h001", "张大山", 11], ["h004", "王秀英", "四"]], "--date", "2026-11-18")
    check("scores that are none", [] if status == 1 and "row 2, column C" in error and "row 3, column C" in error else [error])
    status, said, error = village.take("户主,小组,家庭成员,无手机,入册\n赵六,一组,赵六、钱七,是,2026/3/5\n孙八,,,否,\n周九,二组,,,\n")
    one, two = read(village.folder, "records/households/1.yaml"), read(village.folder, "records/households/2.yaml")
    check("households", [] if status == 0 and "  # 东头\n  - {户号: h005, 户主: 赵六, 无手机: 是, 入册: 2026-03-05, 成员: [{编号: h005-1, 姓名: 赵六}, "
          "{编号: h005-2, 姓名: 钱七}]}\n  - {户号: h006, 户主: 孙八, 无手机: 否}\n" in one.replace("   # 东头", "  # 东头") and
          two.endswith("  - {户号: h007, 户主: 周九}\n") else [error, one, two])
    status, _, error = village.take("户主,小组,入册\n吴十,三组,\n,一组,2026-03-05\n")
    check("no such group, no head", [] if status == 1 and "row 2, column B (小组): no group" in error and "row 3, column A (户主): the name of the head" in error else [error])
    status, _, error = village.take("类别,细则,分值,上限\n治安,调解纠纷,5,10/月\n,报告隐患,2..10,\n社区建设,修路,3,\n", "--into", "10-city.yaml")
    text = read(village.folder, "records/rules/10-city.yaml")
    check("a points list", [] if status == 0 and text.endswith(
        "  - {编号: r01, 类别: order, 名称: 调解纠纷, 分值: 5, 上限: 10/月}\n  - {编号: r02, 类别: order, 名称: 报告隐患, 分值: 2..10}\n"
        "  - {编号: r03, 类别: community, 名称: 修路, 分值: 3}\n") else [error, text])
    run("import", "--meeting", "2026-11-20", "table.csv", cwd=village.folder)
    village.put("e.csv", "户主,细则,日期\n王秀英,r03,2026-11-01\n".encode())
    run("import", "e.csv", cwd=village.folder)
    status, _, error = village.take("日期,户主,项目\n2026-11-24,王秀英,大米5kg\n")
    check("a redemption that points do not pay yet", [] if status == 1 and "row 2: this costs 1, but 0 points" in error else [error])
    status, _, error = village.take("户主,细则,日期,收到日期\n张大山,参加治安巡逻,2026-11-20,2026-11-22\n")
    check("claims", [] if status == 0 and read(village.folder, "records/claims/2026.yaml").strip() ==
          "- {编号: c-2026-001, 户号: h001, 细则: patrol, 日期: 2026-11-20, 收到日期: 2026-11-22}" else [error])
    village.put("records/photos/1120.jpg", b"a photograph")
    status, said, error = village.take("户主,细则,日期,收到日期,佐证\n张大山,参加治安巡逻,2026-11-21,2026-11-22,photos/1120.jpg\n"
                                       "张大山,参加治安巡逻,2026-11-22,2026-11-22,photos/1120.jpeg\n")
    text = read(village.folder, "records/claims/2026.yaml")
    check("the next claims are numbered on; evidence that is not there is pointed out and stops nothing",
          [] if status == 0 and "编号: c-2026-002," in text and "编号: c-2026-003," in text and error.count("photos/1120.jpg") == 1 and
          'row 3, column E (佐证): there is no "photos/1120.jpeg" in records/; did you mean "photos/1120.jpg"?' in error else [status, error, text])
    text = text.replace("c-2026-003", "c26-07")
    village.put("records/claims/2026.yaml", text.encode())
    status, said, error = village.take("户号,细则,日期,收到日期\nh003,参加治安巡逻,2026-11-22,2026-11-22\n")
    check("behind the last, however it is numbered", [] if status == 0 and "编号: c26-08," in read(village.folder, "records/claims/2026.yaml") else [error])
    village.put("records/claims/2026.yaml", (text.splitlines()[0] + "\n").encode())
    status, said, error = village.take("转出,转入,积分,理由\n张大山,h003,１,帮扶\nh003,王秀英,0.5,\n", "--dry-run")
    check("points passed on, of the newest meeting, are checked", [] if status == 1 and "row 2: 1 points are given, but 0" in error and
          "row 3: 0.5 points are given, but 0" in error else [status, error, said])
    status, said, error = village.take("户主,细则,日期,收到日期\n王秀英,参加治安巡逻,2025-12-30,2025年12月31日\n王秀英,参加治安巡逻,2026-11-21,2026-11-22\n")
    check("each claim goes into the year in which it came", [] if status == 0 and "收到日期: 2025-12-31" in read(village.folder, "records/claims/2025.yaml") and
          "2025" not in read(village.folder, "records/claims/2026.yaml").replace("c-2026", "") and "records/claims/2025.yaml:1: " in said else [error, said])
    for day in ("2025-12-01", "2026-11-01"):
        with open(os.path.join(village.folder, "records/meetings", day + ".yaml"), "w", encoding="utf-8") as f:
            f.write(f"meeting: {day}\nkind: review\nnoticed: {day}\nentries: [{{household: h001, rule: patrol, date: {day}}}]\n")
    status, said, error = village.take("日期,户主,项目\n2025-12-25,张大山,大米5kg\n2026-11-24,张大山,大米5kg\n")
    years = [read(village.folder, f"records/redemptions/{y}.yaml") if status == 0 else "" for y in (2025, 2026)]
    check("each redemption goes into its year", [] if status == 0 and all(t == f"- {{户号: h001, 日期: {d}, 项目: rice}}\n" for t, d in zip(years, ("2025-12-25", "2026-11-24"))) else
          [error, said, years])
    status, _, error = village.take("户号,户主,细则\nh001,王秀英,patrol\n")
    check("an id and another's name", [] if status == 1 and "h001 is the household of 张大山" in error else [error])


REGISTER = """安乐屯村户籍花名册,,,,,
序号,组别,户主,姓名,与户主关系,出生年月,身份证号
１,一组,赵 六,赵 六,户主,1980.5,不填
,,,钱　七,妻子,198107,
,,,赵小六,儿子,2008年11月24日,
,,,赵小七,女儿,2008-11,
,,,赵小八,儿子,2010,
2,2组,孙八,孙八,本人,,
合计,,2户,,,,
"""


def check_lists(work):
    """Lists as villages have them: sums, remarks, joined cells, names spaced out, groups by their number."""
    village = fresh(work)
    status, said, error = village.take(REGISTER.encode("gbk"))
    one, two = read(village.folder, "records/households/1.yaml"), read(village.folder, "records/households/2.yaml")
    check("a register of people, a row each", [] if status == 0 and
          "- {户号: h005, 户主: 赵六, 成员: [{编号: h005-1, 姓名: 赵六}, {编号: h005-2, 姓名: 钱七}, {编号: h005-3, 姓名: 赵小六}, {编号: h005-4, 姓名: 赵小七, 未成年: 是}, "
          "{编号: h005-5, 姓名: 赵小八, 未成年: 是}]}\n" in one and
          two.endswith("- {户号: h006, 户主: 孙八, 成员: [{编号: h006-1, 姓名: 孙八}]}\n") and error.count("row 9 is left alone: 合计") == 1 else [error, one, two])
    status, _, error = village.take("户主,姓名,与户主关系,年龄,出生日期,组\n吴九,吴九,户主,40岁,,一组\n,吴小九,儿子,十岁,,\n,吴小十,儿子,,去年,\n")
    check("who is of age must be said so that it can be read", [] if status == 1 and 'row 3, column D (年龄): "十岁" is no age' in error and
          'row 4, column E (出生日期): "去年" is no day of birth' in error else [error])
    before = village.texts()
    status, _, error = village.take(REGISTER)
    check("a list that was taken before", [] if status == 1 and "all 2 households are on the list already" in error and village.texts() == before else [error])
    status, _, error = village.take("户主,小组\n赵六,一组\n周九,一组\n赵六,二组\n周九,一组\n")
    check("households that are there", [] if status == 1 and "row 2, column A (户主): 赵六 of 一组 is on the list already, as h005" in error and
          "row 5, column A (户主): row 3 has 周九 of 一组 too" in error and "2 things are wrong" in error else [error])
    status, _, error = village.take("户号,户主,小组\nh050,赵六,一组\n,周九,二组\n")
    check("another household of the name, by an id of its own", [] if status == 0 else [error])
    village = fresh(work)
    rows = [["花名册"], ["序号", "户主", "家庭成员", None, "组"], [None, None, "姓名", "与户主关系"], [1, "赵六", "赵六", "户主", "一组"], [None, None, "赵小六", "子"], ["平均", None, 2]]
    status, _, error = village.take(workbook(rows, "A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:A5", "B4:B5"), name="t.xlsx")
    check("headings in two rows", [] if status == 0 and "户主: 赵六, 成员: [{编号: h005-1, 姓名: 赵六}, {编号: h005-2, 姓名: 赵小六}]}" in
          read(village.folder, "records/households/1.yaml") else [error])
    status, _, error = village.take("户主,庭院卫生,捐赠\n张大三,3,3\n")
    check("the same is said once", [] if error.count("张大三") == 1 and "1 thing is wrong" in error else [error])
    rows = [["三月评审会记录"], ["序号", "组", "户主", "事项", "日期", "数量", "得分", "备注"], [1, "一组", "张大山", "参加治安巡逻", 46331, "２次", 4, "a"],
            [2, None, "李 伟", None, "11月6日", None, None, None], ["序号", "组", "户主", "事项", "日期", "数量", "得分", "备注"],
            [3, "2组", "李伟", "捐赠", "11月6日", None, "4.5分", None], ["以下没有"], ["小计", None, None, None, None, 18], ["注：复印一份"]]
    status, said, error = village.take(workbook(rows, "A1:H1", "B3:B4", "D3:D4"), name="table.xlsx")
    text = read(village.folder, "records/meetings/2026-11-20.yaml")
    check("joined cells, a group that tells two of a name apart, sums that are computed", [] if status == 0 and
          "- {户号: h001, 细则: patrol, 日期: 2026-11-05, 次数: 2, 说明: a}\n  - {户号: h002, 细则: patrol, 日期: 2026-11-06}\n"
          "  - {户号: h003, 细则: donate, 日期: 2026-11-06, 分值: 4.5}\n" in text else [error, text])
    check("rows that hold no entry are said", [] if re.findall(r"row (\d) is left alone: (\S+)", error) ==
          [("5", "序号"), ("7", "以下没有"), ("8", "小计"), ("9", "注：复印一份")] else [error])
    for name, table, wanted in (
            ("another group than the household's", "组,户主,事项\n二组,张大山,patrol\n", "row 2, column B (户主): 张大山 (h001) is of 一组, and the row says 二组"),
            ("points that are not those of the rule", "户主,事项,次数,分值\n张大山,patrol,2,5\n", "row 2, column D (分值)"),
            ("another unit than the rule's", "户主,事项,次数\n张大山,patrol,2天\n", "row 2, column C (次数)"),
            ("nobody's name", "姓名,事项\n张大三,patrol\n", "no resident \"张大三\"; did you mean \"张大山\"?"),
            ("nearly an id", "户主,事项\nh03,patrol\n", "did you mean \"h003\"?"),
            ("a part of a title", "户主,事项\n张大山,巡逻\n", "did you mean \"参加治安巡逻\"?"),
            ("no such day", "户主,事项,日期\n张大山,patrol,2026-02-30\n", "there is no such day"),
            ("a heading that is not known", "组,户主,事像,日期\n一组,张大山,patrol,11月5日\n", "row 1: these are headings of 会议, but some are missing: 细则"),
            ("two of a name", "姓名,事项\n王秀英,volunteer\n", None)):
        village = fresh(work)
        if not wanted:
            for group in "12":
                path = f"records/households/{group}.yaml"
                village.put(path, read(village.folder, path) + f"  - {{户号: h09{group}, 户主: 周{group}, 成员: [{{编号: h09{group}-2, 姓名: 王秀英}}]}}\n")
            wanted = "王秀英 (h091-2, 一组), 王秀英 (h092-2, 二组)"
        status, _, error = village.take(table)
        check(name, [] if status == 1 and wanted in error and "1 thing is wrong" in error else [error])
    village = fresh(work)
    village.put("records/meetings/2025-02-20.yaml", "会议日期: 2025-02-20\n种类: 评审\n条目:\n")
    status, _, error = village.take("姓名,事项,日期\n王秀英,patrol,12月30日\n李伟、王秀英,patrol,2月3日\n".replace("李伟", "h003"), "--meeting", "2025-02-20")
    text = read(village.folder, "records/meetings/2025-02-20.yaml")
    check("days without a year are those before the meeting; heads without members are found", [] if status == 0 and
          "{户号: h004, 细则: patrol, 日期: 2024-12-30}" in text and "{户号: [h003, h004], 细则: patrol, 日期: 2025-02-03}" in text else [error, text])
    village.put("records/rules/10-city.yaml", read(village.folder, "records/rules/10-city.yaml").replace("捐赠, points: 1..10", "捐赠, points: 1..10, unit: 小时"))
    status, _, error = village.take("户主,事项,日期,时长,分值\n王秀英,donate,2026-11-03,1.5小时,3\n")
    check("a number with the rule's own unit", [] if status == 0 and "次数: 1.5, 分值: 3}" in read(village.folder, "records/meetings/2026-11-20.yaml") else [error])
    status, _, error = village.take("日期,户主,物品名称,数量\n2026-11-24,张大山,大米5kg,2袋\n")
    check("a number of things", [] if "this costs 2," in error else [error])


def check_workbooks(work):
    """A workbook with a sheet a group: the first is read, the others are named, and any can be."""
    village = fresh(work)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = [("说明", "hidden"), ("一组", "visible"), ("2组", "visible"), ("空", "visible")]
    cell = '<worksheet xmlns="' + main + '"><sheetData>{}</sheetData></worksheet>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>户主</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>{}</t></is></c></row>'
    data = workbook([], **{"xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>' + "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="r{i}" state="{state}"/>' for i, (name, state) in enumerate(sheets)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>" + "".join(f'<Relationship Id="r{i}" Target="worksheets/s{i}.xml"/>' for i in range(4)) + "</Relationships>",
        "xl/worksheets/s0.xml": cell.format(rows.format("不读")), "xl/worksheets/s1.xml": cell.format(rows.format("赵六")),
        "xl/worksheets/s2.xml": cell.format(rows.format("钱七")), "xl/worksheets/s3.xml": cell.format("")})
    status, _, error = village.take(data, name="t.xlsx")
    check("the first sheet that is shown, of the group that it is called by", [] if status == 0 and "户主: 赵六" in read(village.folder, "records/households/1.yaml") and
          'only the sheet "一组" is read, and not 2组 (' in error else [error])
    for sheet in ("2组", "3"):
        status, _, error = village.take(data, "--sheet", sheet, "--dry-run", name="t.xlsx")
        check(f"--sheet {sheet}", [] if status == 0 and 'only the sheet "2组" is read' in error else [error])
    status, said, _ = village.take(data, "--sheet", "2组", name="t.xlsx")
    check("another sheet, of another group", [] if status == 0 and said.startswith("records/households/2.yaml:") and "钱七" in said else [said])
    check("no such sheet", [] if village.take(data, "--sheet", "三组", name="t.xlsx")[0] == 1 and village.take(data, "--sheet", "9", name="t.xlsx")[0] == 1 else ["taken"])


TEN = """户主,积分事项,日期,次数,分值
张大山,参加治安巡逻,2026-11-10,2,
张大三,参加治安巡逻,11月10日,1,
王秀英,参加治安巡罗,2026-11-10,1,
王秀英,捐赠,2026-11-08,1,80
王秀英,捐赠,2026-11-31,1,5
张大山,捐赠,2026-11-02,两次,5
张大山,捐赠,2026-11-09,1,
张大山,参加治安巡逻,2026-11-28,1,
张大山,参加治安巡逻,2025-10-01,1,
张大山,参加治安巡逻,2026-11-10,1,
,参加治安巡逻,2026-11-10,1,
"""


def check_ten(folder):
    """Ten mistakes of all sorts are said at once, each at its cell; mended by what is said, all is taken."""
    village = Village(folder)
    status, _, error = village.take(TEN, "--meeting", "2026-11-20")
    wanted = ['row 3, column A (户主): no household "张大三"; did you mean "张大山"?',
              'row 4, column B (积分事项): nothing there has the id or the title "参加治安巡罗"; did you mean "参加治安巡逻"?', "row 5, column E (分值): ",
              'row 6, column C (日期): "2026-11-31" is no date', "row 7, column D (次数): ", "row 8: ", "row 9, column C (日期): ", "row 10, column C (日期): ", "row 11: ", "row 12: "]
    lines = error.splitlines()
    check("ten mistakes at once", [] if status == 1 and len(lines) == 12 and all(w in line for w, line in zip(wanted, lines)) and "10 things are wrong" in error else [error])
    text = TEN
    for old, new in (("张大三", "李伟"), ("巡罗", "巡逻"), (",80", ",8"), ("11-31", "11-13"), ("两次", "2"), ("2026-11-09,1,", "2026-11-09,1,3"), ("11-28", "11-18"),
                     ("2025-10-01", "2026-10-01"), ("2,\n李伟", "2,\nh002"), ("\n张大山,参加治安巡逻,2026-11-10,1,\n", "\n"), ("\n,参加", "\nh003,参加")):
        text = text.replace(old, new, 1)
    status, said, error = village.take(text, "--meeting", "2026-11-20")
    check("mended by what is said", [] if status == 0 and len(said.splitlines()) == 10 and run("check", folder)[0] == 0 else [said, error])


def rows_of(path):
    with zipfile.ZipFile(path) as z:
        strings = re.findall(r"<si>.*?<t[^>]*>([^<]*)</t>.*?</si>", z.read("xl/sharedStrings.xml").decode())
        sheet = z.read("xl/worksheets/sheet1.xml").decode()
    return [[strings[int(v)] for v in re.findall(r't="s"><v>(\d+)</v>', row)] for row in re.findall(r"<row .*?</row>", sheet)], sheet


def check_sheets(work):
    village = fresh(work)
    for kind, words, heads in (("meeting", [], ["户号", "居民", "细则", "日期", "次数", "分值", "佐证", "说明"]), ("兑换", [], ["日期", "户号", "项目", "数量"]),
                               ("households", [], ["户号", "户主", "小组", "成员", "入册", "无手机"]),
                               ("细则", [], ["类别", "名称", "分值", "单位", "上限", "性质"]),
                               ("claims", [], ["户号", "居民", "细则", "日期", "次数", "分值", "说明", "收到日期"]),
                               ("转赠", [], ["转出", "转入", "积分", "理由"]),
                               ("scores", ["--rule", "庭院卫生", "--group", "二组"], ["户号", "户主", "庭院卫生"])):
        status, said, error = run("sheet", kind, *words, cwd=village.folder)
        path = os.path.join(village.folder, f"{kind}.xlsx")
        rows, xml = rows_of(path) if status == 0 else ([], "")
        check(f"sheet {kind}", [] if rows and rows[0] == heads else [status, error, rows])
        lists = len(re.findall('<dataValidation type="list"', xml))
        check(f"sheet {kind}: lists to choose from", [] if lists == {"meeting": 2, "兑换": 2, "households": 2, "细则": 2, "claims": 2, "转赠": 2, "scores": 0}[kind] else [lists])
        if kind == "scores":
            check("a group's households", [] if rows[1:] == [["h003", "李伟"], ["h004", "王秀英"]] else rows)
    first = read_bytes(path)
    check("what is there is left", [] if run("sheet", "scores", "--rule", "clean", cwd=village.folder)[0] == 2 else ["written over"])
    os.remove(path)
    run("sheet", "scores", "--rule", "庭院卫生", "--group", "二组", cwd=village.folder)
    check("the same bytes each time", [] if read_bytes(path) == first else ["others"])
    status, _, error = run("sheet", "scores", "-o", "s.xlsx", cwd=village.folder)
    check("which rules scores may be given under", [] if status == 2 and "one of donate 捐赠, clean 庭院卫生" in error else [error])
    village.put("records/rules/10-city.yaml", read(village.folder, "records/rules/10-city.yaml").replace("points: 1..10", "points: 1"))
    status, _, error = run("sheet", "scores", "-o", "s.xlsx", cwd=village.folder)
    check("the only rule that is scored", [] if status == 0 and rows_of(os.path.join(village.folder, "s.xlsx"))[0][0] == ["户号", "户主", "庭院卫生"] else [error])
    status, _, error = run("sheet", "scores", "--rule", "庭院", "-o", "t.xlsx", cwd=village.folder)
    check("no such rule", [] if status == 2 and 'no rule "庭院"; scores are given under clean 庭院卫生' in error else [error])
    check("no such sheet", [] if run("sheet", "x", cwd=village.folder)[0] == 2 else ["?"])
    status, _, error = village.take([["类别", "名称", "分值", "单位", "上限", "性质"], ["治安", "守夜", "2", "晚", "4/周", "正向"]], "--into", "10-city.yaml")
    check("a rule from its sheet", [] if status == 0 and "{编号: r01, 类别: order, 名称: 守夜, 分值: 2, 单位: 晚, 上限: 4/周, 性质: 正向}" in
          read(village.folder, "records/rules/10-city.yaml") else [error])
    # as LibreOffice or a hand would fill it in: the choices of the lists
    status, _, error = village.take([["户号", "居民", "细则", "日期"], ["h001 张大山", None, "patrol 参加治安巡逻", "2026-11-03"]])
    check("what was chosen from the lists", [] if status == 0 and "{户号: h001, 细则: patrol, 日期: 2026-11-03}" in
          read(village.folder, "records/meetings/2026-11-20.yaml") else [error])


def main():
    with tempfile.TemporaryDirectory() as work:
        check_entries(work)
        check_mistakes(work)
        check_others(work)
        check_lists(work)
        check_workbooks(work)
        check_sheets(work)
        check_ten(os.path.join(work, "ten"))
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
