#!/usr/bin/env python3
"""Tests `gongshi init` and `gongshi new` from outside: run.py PROGRAM. Ends with `N passed, M failed`.

Today is 2026-11-24 in them.
"""
import functools
import glob
import os
import pty
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import village  # noqa: E402
from village import Checks, read, read_bytes, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
TODAY = "1795500000"
check = Checks()
run = functools.partial(village.run, PROGRAM, SOURCE_DATE_EPOCH=TODAY)


def records(folder):
    return sorted(glob.glob(os.path.join(folder, "records", "**", "*.yaml"), recursive=True))


def uncommented(text):
    """The text with every example in it: "#" is taken away unless prose stands behind it, which "# " begins."""
    return re.sub(r"^( *)#(?=[^ #\n]|  )", r"\1", text, flags=re.M)


def in_chinese(text):
    """Lines of YAML, examples too, whose key is not Chinese, but for what has one name only."""
    return [line for line in text.splitlines() if re.match(r" *#?[ -]*[a-z_]+:", line)]


def check_village(name, folder, chinese):
    status, said, error = run("check", folder)
    check(f"{name}: it is right", [] if (status, error) == (0, "") else [error])
    status, said, error = run("build", folder, "-q")
    check(f"{name}: it builds", [] if status == 0 and os.path.exists(os.path.join(folder, "out", "site", "index.html")) else [error])
    check(f"{name}: in its language", [line for path in records(folder) for line in in_chinese(read(path))] if chinese else
          [path for path in records(folder) if re.search("^[ #-]*[\u3400-\u9fff]", read(path), re.M)])
    short = [line for path in records(folder) for line in read(path).splitlines() if re.match(r" *#?(?! \S)[ -]*\S+:", line)
             and "{" not in line and not line.endswith(":") and " # " not in line]
    check(f"{name}: fields are explained", [line for line in short if not re.match(r"(层级|发布单位|level|issuer|#议定会议|#decided)", line)])
    ignored = read(folder, ".gitignore").split()
    tables = ["户册.xlsx", "户册.csv", "住户.xls"]  # with numbers of people that belong into no repository
    for table in tables:
        write(folder, table, "x")
    kept = village.git(folder, "-c", "core.quotePath=false", "status", "--short", "--untracked-files=all") if os.path.exists(os.path.join(folder, ".git")) else ""
    check(f"{name}: tables beside the records stay out of git", [t for t in tables if t in kept])
    for table in tables:
        os.remove(os.path.join(folder, table))
    check(f"{name}: what belongs into git", [] if os.path.exists(os.path.join(folder, ".git", "HEAD")) and "/out/" in ignored and
          "/.gongshi/" in ignored and "eol=lf" in read(folder, ".gitattributes") and "charset = utf-8" in read(folder, ".editorconfig")
          else ["not what was expected"])


def check_examples(name, folder):
    """Every example counts once its "#" is taken away, but for what refers to a meeting that was not yet."""
    run("new", "-C", folder, "meeting", "kind=assembly", "present=5")
    for path in records(folder):
        if not re.search(r"/objections/|/meetings/|/households/2", path):
            write(folder, os.path.relpath(path, folder), uncommented(read(path)))
    status, _, error = run("check", folder)
    wrong = [line for line in error.splitlines() if "error[" in line and "overdrawn" not in line]
    check(f"{name}: its examples are right", wrong)
    # 120 points of rice can't be paid for yet: the only thing that is wrong
    check(f"{name}: its examples were read", [] if "overdrawn" in error or status == 0 else [error])


def check_init(work):
    for name, words, chinese in (("Chinese", ["--name", "桐花坪村", "--groups", "一组、二组", "--phone", "0718-8000006"], True),
                                 ("English", ["--name", "Tung: Blossom, #1", "--town", "Shiban"], False),
                                 ("Chinese name, English", ["--name", "桐花坪村", "--language", "en"], False)):
        folder = os.path.join(work, name, "village")
        status, said, error = run("init", folder, *words, language="zh_CN" if chinese else "en")
        check(f"{name}: init", [] if status == 0 else [said, error])
        check_village(name, folder, chinese)
        check_examples(name, folder)
    folder = os.path.join(work, "Chinese", "village")
    check("a file for each group", [] if "二组" in read(folder, "records/households/2.yaml") else ["no second group"])
    check("there is a village already", [] if run("init", folder, "--name", "x")[0] == 2 else ["not refused"])
    check("no name", [] if run("init", os.path.join(work, "none"))[0] == 2 and not os.path.exists(os.path.join(work, "none")) else ["not refused"])
    check("no such language", [] if run("init", os.path.join(work, "none"), "--name", "x", "--language", "zh")[0] == 2 else ["not refused"])
    check("a name of two lines", [] if run("init", os.path.join(work, "none"), "--name", "a\nb")[0] == 2 else ["not refused"])
    inside = os.path.join(folder, "inside")
    os.makedirs(inside)
    write(inside, "README.md", "mine\n")
    run("init", inside, "--name", "里面村")
    check("in a repository: no second one", [] if not os.path.exists(os.path.join(inside, ".git")) else ["there is one"])
    check("what is there stays", [] if read(inside, "README.md") == "mine\n" else ["it was written over"])


def check_asking(work):
    """In a terminal it asks."""
    folder = os.path.join(work, "asked")
    master, slave = pty.openpty()
    p = subprocess.Popen([PROGRAM, "init", folder], stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=village.environment(SOURCE_DATE_EPOCH=TODAY))
    os.close(slave)
    os.write(master, "问答村\n\n\n一组，二组\n\n\n".encode())
    said, asked = p.communicate(timeout=60)
    os.close(master)
    text = read(folder, "records/village.yaml") if p.returncode == 0 else ""
    check("it asks", [] if "\n名称: 问答村 " in text and "\n#乡镇:" in text and os.path.exists(os.path.join(folder, "records/households/2.yaml"))
          else [asked.decode(), text])


def check_new(work):
    folder = os.path.join(work, "new")
    run("init", folder, "--name", "新村", language="zh_CN")
    status, said, _ = run("new", "-C", folder, "会议", "出席=5", language="zh_CN")
    path = "records/meetings/2026/2026-11-24.yaml"
    text = read(folder, path)
    check("a meeting", [] if status == 0 and said == f"{path}:1\n" and "\n会议日期: 2026-11-24 " in text and "\n出席: 5 " in text and
          "\n种类: 评审 " in text and "\n条目: " in text and "\n  #- 细则: sweep " in text else [said, text])
    run("new", "-C", folder, "meeting", "--date", "2025-03-01")
    run("new", "-C", folder, "meeting")
    check("the next, and the second of a day", [] if os.path.exists(os.path.join(folder, "records/meetings/2025/2025-03-01.yaml")) and
          os.path.exists(os.path.join(folder, "records/meetings/2026/2026-11-24-2.yaml")) else records(folder))
    check("meetings are right as they are", [] if run("check", folder)[0] == 0 else [run("check", folder)[2]])
    before = read(folder, "records/claims/2026.yaml")
    status, said, _ = run("new", "-C", folder, "claim", "户号=h001", "note=夜里: 两趟", language="zh_CN")
    text = read(folder, "records/claims/2026.yaml")
    line = before.count("\n") + 1
    check("a claim", [] if text.startswith(before) and said == f"records/claims/2026.yaml:{line}\n要填：细则\n" and
          "\n  编号: c-2026-001 " in text and "\n  说明: '夜里: 两趟' " in text and "\n- 户号: h001 " in text and "\n  途径: 纸质 " in text else [said, text])
    run("new", "-C", folder, "申报")
    check("the next id", [] if "\n  编号: c-2026-002 " in read(folder, "records/claims/2026.yaml") else ["not there"])
    status, _, error = run("check", folder)
    check("check says what is missing", [] if f"claims/2026.yaml:{line}:" in error and "missing-key" in error else [error])
    status, said, _ = run("new", "-C", folder, "redemption", "--dry-run")
    check("a dry run", [] if status == 0 and "日期: 2026-11-24" in said and "2026-11-24 " not in
          re.sub("^#.*", "", read(folder, "records/redemptions/2026.yaml"), flags=re.M) else [said])
    run("init", os.path.join(folder, "lists"), "--name", "列村", "--groups", "一组、二组")
    lists = os.path.join(folder, "lists")
    for words in (["户", "户主=张大山", "--group", "一组"], ["household", "head=李四", "--group", "g1"], ["户", "户主=王五"]):
        run("new", "-C", lists, *words)
    first = re.findall("^ +(?:- )?(?:户号|户主): (\\S+)|^ +#(入册)", read(lists, "records/households/1.yaml"), re.M)
    check("households of a group, each with its examples", [] if ["".join(f) for f in first] ==
          ["h001", "张大山", "入册", "h002", "李四", "入册"] and "h003" in read(lists, "records/households/2.yaml") else first)
    run("new", "-C", lists, "meeting", "kind=assembly")
    text = read(lists, "records/rules/30-village.yaml")
    write(lists, "records/rules/30-village.yaml", text.replace("#议定会议: 2026-11-24", "议定会议: 2026-11-24", 1))
    for words in (["细则", "编号=walk", "类别=order", "名称=巡逻", "分值=2"], ["category", "id=more", "title=更多"], ["goods", "id=oil", "title=油", "cost=30"],
                  ["service", "id=ride", "title=接送", "needs=5"], ["荣誉", "编号=star", "名称=户", "积分=100"], ["adjustment", "rule=walk", "points=3"]):
        status, _, error = run("new", "-C", lists, *words)
        check(f"new {words[0]}", [] if status == 0 else [error])
    status, _, error = run("check", lists)
    check("all of them are right, but for the rule of no earlier list", [] if error.count("error[") == error.count("error[unknown-rule]") == 1 else [error])
    check("no such group", [] if run("new", "-C", lists, "household", "--group", "g9")[0] == 2 else ["not refused"])
    run("new", "-C", folder, "group")
    check("a group", [] if os.path.exists(os.path.join(folder, "records/households/2.yaml")) else ["no file"])
    check_proposed(lists)
    write(folder, "records/objections/2026.yaml", "- {id: o-1, entry: 2026-11-24/1, received: 2026-11-24}\r\n")
    run("new", "-C", folder, "objection")
    data = read_bytes(folder, "records/objections/2026.yaml")
    check("as the file is written: English, line ends of Windows",
          [] if b"\r\n- id: o-2 " in data and data.count(b"\n") == data.count(b"\r\n") else [data])
    for words, wanted in ((["meting"], 'did you mean "meeting"?'), (["claim", "rul=x"], 'did you mean "rule"?'), (["claim", "rule"], "FIELD=VALUE"),
                          ([], "meeting, ")):
        status, _, error = run("new", "-C", folder, *words)
        check(f"new {' '.join(words)}", [] if status == 2 and wanted in error else [error])


def check_proposed(folder):
    """What a new item says by itself, in the village FOLDER of two groups: ids, the next group, what there is; what was typed is understood."""
    def new(*words):
        status, said, error = run("new", "-C", folder, *words, language="zh_CN")
        return [status, said, error]

    def dry(*words):
        return new(*words, "--dry-run")[1]

    # walk and tea are no numbers to count from, so the first is r01
    for kind, first in (("细则", "r01"), ("category", "k01"), ("物品", "goods01"), ("服务", "service01"), ("荣誉", "honour01")):
        said = dry(kind)
        check(f"new {kind} proposes an id", [] if f"- 编号: {first} " in said else [said])
    new("细则", "名称=值夜", "类别=社会治安", "分值=2分", "上限=每月最多6分")
    said = dry("细则", "名称=打更", "类别=公共秩序", "分值=2")
    text = read(folder, "records/rules/30-village.yaml")
    check("a category by its title, points and caps as people write them", [] if re.search("编号: order-01 .*\n +类别: order .*\n +名称: 值夜 .*\n +分值: 2 .*\n +上限: 6/月 ", text) else [text])
    check("no such category", [] if said == "" and new("细则", "类别=公共秩序")[0] == 2 else [said])
    check("the next of them", [] if "- 编号: order-02 " in dry("rule") else [dry("rule")])
    check("the next of a category", [] if "- 编号: order-02 " in dry("rule", "category=order") and "- 编号: order-02 " in dry("rule", "名称=x", "类别=社会治安") else [dry("rule", "category=order")])
    check("an id that was typed stays", [] if "- 编号: guard " in dry("rule", "编号=guard", "类别=order") and "- 编号: guard " in dry("rule", "类别=order", "编号=guard") else [dry("rule", "编号=guard", "类别=order")])
    said = new("小组")
    text = read(folder, "records/households/3.yaml")
    check("the next group", [] if said[1] == "records/households/3.yaml:1\n" and "小组: {编号: g3, 名称: 三组}" in text and "households/3" not in run("check", folder)[2] else [said, text])
    check("a group as it is typed", [] if "小组: {编号: east, 名称: 东头}" in dry("group", "编号=east", "名称=东头") else [dry("group", "编号=east", "名称=东头")])
    said = dry("户", "--group", "一组")
    check("what stands comes first; examples are of this household", [] if re.match(" +- 户号: (h\\d+) .*\n +户主: .*\n +#(?s:.*)编号: \\1-1 ", said) else [said])
    said = new("申报", "户号=张大山", "细则=值夜", "日期=11月20日")
    text = read(folder, "records/claims/2026.yaml")
    check("a claim by names, and a day without its year", [] if said[0] == 0 and "- 户号: h001 " in text and "\n  细则: order-01 " in text and "\n  日期: 2026-11-20 " in text else [said, text])
    said = dry("会议", "--date", "2026-11-30")
    check("a meeting's examples are of what there is", [] if "#- 细则: walk " in said and "#  户号: h001 " in said and "# 等着决定的申报：\n# c-2026-001 h001 张大山 值夜 2026-11-20\n" in said else [said])
    for words, wanted in ((["申报", "户号=李五"], "户号：没有户“李五”；是不是“李四”？"), (["申报", "日期=2026-02-30"], "日期：没有“2026-02-30”这一天"),
                          (["兑换", "项目=面"], "项目：没有编号或名称是“面”的")):
        status, _, error = new(*words)
        check(f"new {' '.join(words)}", [] if status == 2 and wanted in error else [error])
    new("会议", "--date", "2026-11-30")
    said = new("条目", "户号=张大山", "细则=值夜", "日期=12月1日")
    text = read(folder, "records/meetings/2026/2026-11-30.yaml")
    check("an entry of the last meeting, on a day before it", [] if said[1] == "records/meetings/2026/2026-11-30.yaml:6\n" and
          re.search("\n条目: .*\n  - 户号: h001 .*\n    细则: order-01 .*\n    日期: 2025-12-01 .*\n    #(?s:.*)\n  #- 细则: walk ", text) else [said, text])
    status, said, error = new("会议", "--date", "2026-11-30", "--dry-run")
    check("a second meeting of a day is said", [] if status == 0 and "这一天已经有一次会议：records/meetings/2026/2026-11-30.yaml" in error else [error])
    for name in os.listdir(os.path.join(folder, "records/meetings/2026")):
        if name.startswith("2026-11-30"):
            os.remove(os.path.join(folder, "records/meetings/2026", name))
    said = dry("物品")
    remarks = "".join(re.findall("#.*", dry("会议") + dry("户") + dry("细则") + dry("申报") + said))
    check("a village's remarks speak one language", re.findall("[a-z]{3,}（|（[a-z_]{3,}）", remarks))
    check("remarks say nothing twice", re.findall("# (\\w+)（\\1[；）]", remarks))


def check_blanks(work):
    """Names in letters hold blanks: they are understood as they are typed, one or several."""
    folder = os.path.join(work, "letters")
    run("init", folder, "--name", "Anletun")
    for head in ("Zhang Dashan", "Li Xiuying", "Li Xiu"):
        run("new", "-C", folder, "household", f"head={head}")
    run("new", "-C", folder, "rule", "category=Public order", "title=Sweeping a public place", "points=1")
    run("new", "-C", folder, "goods", "title=Salt, 400 g", "cost=2")

    def dry(*words):
        _, said, error = run("new", "-C", folder, *words, "--dry-run")
        return said + error
    run("new", "-C", folder, "meeting", "kind=assembly")
    text = read(folder, "records/rules/30-village.yaml")
    write(folder, "records/rules/30-village.yaml", text.replace("#decided: 2026-11-24", "decided: 2026-11-24", 1))
    for typed, written in (("Zhang Dashan", "h001"), ("zhang  dashan", "h001"), ("Zhang Dashan Li Xiuying", "[h001, h002]"), ("Li Xiu Zhang Dashan", "[h003, h001]"),
                           ("Zhang Dashan, Li Xiuying", "[h001, h002]"), ("h003 Zhang Dashan", "[h003, h001]"), ("Zhang Dashan、h003", "[h001, h003]")):
        said = dry("entry", f"household={typed}", "rule=Sweeping a public place")
        check(f"an entry of {typed}", [] if f"- household: {written} " in said and "\n    rule: order-01 " in said else [said])
    for kind in ("claim", "redemption", "disclosure"):
        said = dry(kind, "household=Zhang Dashan")
        check(f"new {kind} by a name with a blank", [] if "household: h001 " in said else [said])
    said = dry("redemption", "household=h001", "reward=Salt, 400 g")
    check("goods by a title with blanks", [] if "reward: goods01 " in said else [said])
    said = dry("entry", "household=Zhang Dashun")
    check("a name that is misspelt is named whole", [] if 'no household "Zhang Dashun"; did you mean "Zhang Dashan"?' in said else [said])
    # and in tables
    write(folder, "t.csv", "Household,Rule,Date\nZhang Dashan Li Xiuying,Sweeping a public place,2026-11-24\nLi Xiu,order-01,2026-11-24\n")
    _, said, error = run("import", "-C", folder, os.path.join(folder, "t.csv"), "--dry-run")
    check("import takes such names", [] if "household: [h001, h002]" in said and "household: h003" in said else [said, error])
    write(folder, "h.csv", "Head,Group,Members\nZhou Mingde,Group 1,\"Zhou Mingde, Zhou Ping\"\n")
    _, said, error = run("import", "-C", folder, os.path.join(folder, "h.csv"), "--dry-run")
    check("and members who have such", [] if "name: Zhou Ping}" in said and "name: Ping" not in said else [said, error])


LIST = """安乐屯村积分细则,,,,
类别,积分内容,分值,单位,上限,性质,讨论人
社会治安,参加巡逻,2分,次,10/月,,
,调解邻里纠纷,1-5,起,,,
家庭美德,五好家庭,１０,,,,
反向清单,乱倒垃圾,-3,,,反向,
"""


AS_WRITTEN = """序号,类别,积分事项,分值,上限
1,治安,巡逻,每次２分,每月最多10分
2,,守夜,1分/小时,每天2分、每月10分
3,,吵架,扣1-5分,
4,,倒垃圾,-3,10/年
5,,评比,1～5分,5分封顶／季度
合计,,,35,
说明：自发布之日起执行,,,,
"""


def check_written(work):
    """Points and caps as towns write them in their lists."""
    write(work, "list.csv", AS_WRITTEN)
    folder = os.path.join(work, "written")
    status, _, error = run("init", folder, "--name", "安乐屯村", "--from", os.path.join(work, "list.csv"))
    text = read(folder, "records/rules/10-city.yaml") if status == 0 else ""
    lines = [line.strip() for line in text.splitlines() if line.startswith("  - {编号: r")]
    check("--from: points and caps as they are written", [] if lines == [
        "- {编号: r01, 类别: k01, 名称: 巡逻, 分值: 2, 上限: 10/月}", "- {编号: r02, 类别: k01, 名称: 守夜, 分值: 1, 上限: [2/日, 10/月], 单位: 小时}",
        "- {编号: r03, 类别: k01, 名称: 吵架, 分值: -5..-1, 性质: 反向}", "- {编号: r04, 类别: k01, 名称: 倒垃圾, 分值: -3, 上限: 10/年度, 性质: 反向}",
        "- {编号: r05, 类别: k01, 名称: 评比, 分值: 1..5, 上限: 5/季}"] else [error, *lines])
    check("--from: sums and remarks are left alone", [] if "row 7 is left alone: 合计" in error and "row 8 is left alone: 说明" in error else [error])
    for old, new in (("每月最多10分", "最多10分"), ("每月最多10分", "每月10次"), ("每次２分", "两分"), ("扣1-5分", "酌情")):
        write(work, "list.csv", AS_WRITTEN.replace(old, new))
        status, _, error = run("init", folder + "-wrong", "--name", "安乐屯村", "--from", os.path.join(work, "list.csv"))
        check(f"--from: {new} says too little", [] if status == 1 and f"\"{new}\"" in error else [status, error])
    write(work, "list.csv", AS_WRITTEN.replace("分值", "多少"))
    status, _, error = run("init", folder + "-wrong", "--name", "安乐屯村", "--from", os.path.join(work, "list.csv"), language="zh_CN")
    check("--from: which heading is missing", [] if status == 1 and "第 1 行：这是“细则”的标题行，还缺：分值" in error else [error])


def check_list(work):
    """A village that begins with a points list: all of it, or nothing."""
    path, folder = os.path.join(work, "list.csv"), os.path.join(work, "from")
    for name, data in (("UTF-8", LIST.encode()), ("GBK", LIST.encode("gbk"))):
        write(work, "list.csv", data)
        status, said, error = run("init", f"{folder}-{name}", "--name", "安乐屯村", "--from", path)
        text = read(f"{folder}-{name}", "records/rules/10-city.yaml") if status == 0 else ""
        lines = [line.strip() for line in text.splitlines() if line.startswith("  - ")]
        check(f"--from: what stands there, {name}", [] if lines == [
            "- {编号: order, 名称: 社会治安}", "- {编号: k02, 名称: 家庭美德}", "- {编号: k03, 名称: 反向清单}",
            "- {编号: r01, 类别: order, 名称: 参加巡逻, 分值: 2, 单位: 次, 上限: 10/月}", "- {编号: r02, 类别: order, 名称: 调解邻里纠纷, 分值: 1..5, 单位: 起}",
            "- {编号: r03, 类别: k02, 名称: 五好家庭, 分值: 10}", "- {编号: r04, 类别: k03, 名称: 乱倒垃圾, 分值: -3, 性质: 反向}"] else [status, error, *lines])
        check(f"--from: a column that is none of ours, {name}", [] if 'column "讨论人" is left alone' in error else [error])
    check_village("--from", f"{folder}-UTF-8", True)
    for old, new, wrong in (("2分", "两分", ["row 3, column C (分值): \"两分\" is no number of points"]), ("10/月", "10/旬", ["row 3, column E (上限): "]),
                            ("-3", "3", ["row 6, column C (分值): "]), ("-3,,,反向", ",,,反方", ["row 6, column F (性质): ", "row 6: "]),
                            ("分值", "多少", ["no row with these headings"]), ("社会治安,", ",", ["row 3: ", "row 4: "])):
        write(work, "list.csv", LIST.replace(old, new, 1))
        status, said, error = run("init", f"{folder}-wrong", "--name", "安乐屯村", "--from", path)
        check(f"--from: {new}", [] if status == 1 and all(w in error for w in wrong) and "nothing is written" in error and not os.path.exists(f"{folder}-wrong") else [status, said, error])


def main():
    with tempfile.TemporaryDirectory() as work:
        check_init(work)
        check_asking(work)
        check_new(work)
        check_blanks(work)
        check_list(work)
        check_written(work)
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
