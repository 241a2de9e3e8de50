#!/usr/bin/env python3
"""Texts for chat groups and the loudspeaker: run.py PROGRAM. Ends with "N passed, M failed".

What is pasted fits into messages and says whom the policy lets it say; what is read out has nothing that can't be read, and its numerals, read back
by a reader of our own, are the ledger's figures.
"""
import functools
import glob
import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Checks, read, write_all  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
READABLE = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf，。：；、？\n]*")
DIGITS = "零一二三四五六七八九"
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)

VILLAGE = """name: 安乐屯3村
url: https://anletun.example
notice: {contact: 村监委会（A座2楼）, phone: 0718-8111 002}
privacy: {site: POLICY}
events:
  - {date: 2026-04-08, kind: redemption, title: 第2次兑换, place: 村委会1楼, hours: "9:00—14:30"}
  - {date: 2026-04-09, kind: review, title: 四月评审会, place: 村部, hours: "14:30"}
"""
RULES = "level: city\ncategories: [{id: order, title: 治安}]\nrules:\n  - {id: patrol, category: order, title: 巡逻, points: 0..100000}\n" \
        "  - {id: noise, category: order, title: 扰民, kind: negative, points: -1}\n"
POINTS = {"h001": "2", "h002": "12.25", "h003": "20000.5", "h004": "105", "h005": "0.5", "h006": "10010"}
NAMES = {"h001": "张大山", "h002": "王明", "h003": "欧阳小明", "h004": "Maria Lopez", "h005": "李强", "h006": "赵二"}


def village(folder, policy="masked", households=0, language="zh-CN"):
    more = [f"x{i:03}" for i in range(households)]
    return write_all(folder, {
        "records/village.yaml": VILLAGE.replace("POLICY", policy) + f"language: {language}\n",
        "records/rules/1.yaml": RULES,
        "records/households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n" + "".join(f"  - {{id: {i}, head: {n}}}\n" for i, n in NAMES.items()) +
                                     "".join(f"  - {{id: {i}, head: 住户某人}}\n" for i in more),
        "records/meetings/2026-03-10.yaml": "meeting: 2026-03-10\nkind: review\ntitle: 三月评审会\nentries:\n" +
                                            "".join(f"  - {{household: {h}, rule: patrol, date: 2026-03-02, points: {p}}}\n" for h, p in POINTS.items()),
        "records/meetings/2026-04-02.yaml": "meeting: 2026-04-02\nkind: review\ntitle: 2026年4月评审会\nentries:\n"
                                            "  - {household: h001, rule: patrol, date: 2026-04-01, points: 2}\n  - {household: h002, rule: noise, date: 2026-04-01}\n" +
                                            "".join(f"  - {{household: {h}, rule: patrol, date: 2026-04-01, points: 1}}\n" for h in more),
    })


def texts(v, day, *more):
    r = run("build", v, "--date", day, "--only", "text", "-q", *more)
    check("the texts are made", r.returncode == 0, r.stderr)
    return {os.path.basename(path): read(path) for path in glob.glob(os.path.join(v, "out/text/*"))}


def value(text):
    """The number that Chinese numerals say."""
    if "点" in text:
        whole, part = text.split("点")
        return value(whole) + float("0." + "".join(str(DIGITS.index(c)) for c in part))
    total = section = digit = 0
    for c in text:
        if c in DIGITS or c == "两":
            digit = 2 if c == "两" else DIGITS.index(c)
        elif c in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
        elif c == "万":
            total += (section + digit) * 10000
            section = digit = 0
    return total + section + digit


def chat(v):
    found = texts(v, "2026-04-05")
    notice = found["chat-notice-2026-04-02.txt"]
    messages = notice.split("\n\n\n")
    check("messages are short enough, and there are several", all(len(m) <= 1800 for m in messages) and len(messages) > 2, [len(m) for m in messages])
    check("each says what it is and which", all(m.startswith(f"【安乐屯3村积分公示】2026年4月评审会（{i + 1}/{len(messages)}）\n") for i, m in enumerate(messages)),
          [m[:40] for m in messages])
    lines = [line for m in messages for line in m.strip("\n").split("\n")[1:]]
    entries = [line for line in lines if re.match(r"[hx]\d+ ", line)]
    check("every entry has a line, whole", entries[0] == "h001 张*山：巡逻 +2分" and len(entries) == 301 and
          all(re.fullmatch(r"x\d{3} 住\*\*人：巡逻 \+1分", e) for e in entries[1:]), entries[:3])
    check("whoever is warned is counted", "反向清单1条，只公布条数。" in lines and "王*" not in notice, lines[:8])
    check("the page's address on a line of its own", notice.endswith("\nhttps://anletun.example/notices/2026-04-02/\n"), notice[-80:])
    check("until when, to whom", "公示期：2026年4月2日至6日（5天）" in lines and any("2026年4月6日" in x and "0718-8111 002" in x for x in lines), lines[:9])
    month = found["chat-2026-03.txt"]
    check("a month's result, the most first", "h003 欧**明：20000.5分\nh006 赵*：10010分\nh004 M* L*：105分\nh002 王*：12.25分\nh001 张*山：2分\nh005 李*：0.5分\n" in month
          and "6户得分，合计30130.25分" in month, month)
    reminders = found["chat-reminders.txt"]
    check("reminders", "“2026年4月评审会”的公示明天（2026年4月6日）期满" in reminders and "2026年4月9日开四月评审会（14:30，村部），要申报的请在开会以前报上来。" in reminders and "在明天以前（含明天）提出" in reminders and
          "2026年4月8日第2次兑换：村委会1楼 9:00—14:30" in reminders, reminders)
    check("nothing to be reminded of: no file", "chat-reminders.txt" not in texts(v, "2026-03-20"))
    with open(os.path.join(v, "records/village.yaml"), "a", encoding="utf-8") as f:
        f.write("rhythm: {review: month}\n")
    found = texts(v, "2026-05-26")
    check("a review that is due by the rhythm", "评审会最迟在2026年5月31日开" in found["chat-reminders.txt"] and
          "评审会最迟在五月三十一日开" in found["broadcast-reminders.txt"], found)
    check("not yet, and not where one is named", "chat-reminders.txt" not in texts(v, "2026-05-20") and
          "最迟" not in texts(v, "2026-04-05")["chat-reminders.txt"])


def spoken(v):
    found = texts(v, "2026-04-05")
    aloud = {n: t for n, t in found.items() if n.startswith("broadcast-")}
    check("all three kinds are read out", set(aloud) == {"broadcast-notice-2026-04-02.txt", "broadcast-2026-03.txt", "broadcast-reminders.txt"}, set(aloud))
    for name, text in aloud.items():
        check(f"{name}: nothing that can't be read", READABLE.fullmatch(text), re.sub(READABLE, "", text))
        check(f"{name}: short sentences", all(len(line) <= 40 and line[-1] in "。：" for line in text.split("\n")[:-1]), text)
    month = aloud["broadcast-2026-03.txt"]
    check("it is said twice", [month.count(x) for x in ("三月积分结果。", "再说一遍。", "里有六户得分", "欧某某明家，两万点五分。", "请看公开栏")] == [1, 1, 2, 2, 1], month)
    said = dict(re.findall(r"^(\S+)家，(\S+)分。$", month, re.M))
    check("names and figures read back", {n: value(p) for n, p in said.items()} == {"欧某某明": 20000.5, "赵某": 10010, "王某": 12.25, "张某山": 2}, said)
    check("as one says them", said == {"欧某某明": "两万点五", "赵某": "一万零一十", "王某": "十二点二五", "张某山": "两"}, said)
    sums = re.search(r"里有(\S+)户得分，合计(\S+)分。", month)
    check("the sums too", (value(sums[1]), value(sums[2])) == (6, 30130.25), month)
    notice = aloud["broadcast-notice-2026-04-02.txt"]
    counts = re.search(r"会上定了(\S+)条积分，涉及(\S+)户", notice)
    check("a notice's numbers", (value(counts[1]), value(counts[2])) == (301, 301) and "反向清单有一条" in notice, notice)
    check("digit by digit", notice.count("电话，零七幺八，八幺幺幺，零零二。") == 2, notice)
    check("what matters is said twice", notice.count("四月六日以前，含当天，找村监委会，诶座二楼") == 2, notice)
    check("years and months within titles", "零二六年四月评审会" in notice and "安乐屯三村" in notice, notice)
    reminders = aloud["broadcast-reminders.txt"]
    check("times", reminders.count("时间，上午九点至下午两点半。") == 2 and "四月八日，第二次兑换。" in reminders and "村委会一楼" in reminders, reminders)
    for hours, aloud_as in (("9:30", "九点半"), ("8:05", "八点零五分"), ("8:30-12:00，13:00-17:45", "上午八点半至中午十二点，下午一点至五点四十五分"),
                            ("晚上19:30", "晚上七点半"), ("14:00—16:00", "下午两点至四点"), ("20:00", "晚上八点"), ("上午9:00到15:00", "上午九点到下午三点"), ("0:30至6:00、22:00", "凌晨零点半至上午六点、晚上十点")):
        edit = os.path.join(v, "records/village.yaml")
        with open(edit, encoding="utf-8") as f:
            was = f.read()
        with open(edit, "w", encoding="utf-8") as f:
            f.write(was.replace("9:00—14:30", hours))
        spoken_as = texts(v, "2026-04-05")["broadcast-reminders.txt"]
        check(f"{hours}, as one says it", f"时间，{aloud_as}。" in spoken_as, spoken_as)
        with open(edit, "w", encoding="utf-8") as f:
            f.write(was)
    check("the review, where and when, and what to do before", reminders.count("四月九日，四月评审会。\n地点，村部。\n时间，下午两点半。\n要申报的，请在开会以前报上来。\n") == 2,
          reminders)
    check("the last day of a notice is one of it", reminders.count("到四月六日为止，也就是明天。\n有不同意见，当天还可以提。\n") == 2, reminders)


def sound(v, work):
    r = run("broadcast", v, "--date", "2026-04-05")
    check("broadcast prints what is read out", r.returncode == 0 and READABLE.fullmatch(r.stdout) and "再说一遍。" in r.stdout, r.stderr)
    out = os.path.join(work, "x.wav")
    r = run("broadcast", v, "--date", "2026-04-05", "-o", out, PATH=work)
    check("without espeak-ng: said, nothing written", r.returncode == 3 and "espeak-ng is not installed" in r.stderr and not os.path.exists(out), r.stderr)
    if shutil.which("espeak-ng"):
        r = run("broadcast", v, "--date", "2026-04-05", "-o", out)
        with open(out, "rb") as f:
            head = f.read(44)
        check("with it: a sound file", r.returncode == 0 and head[:4] == b"RIFF" and head[8:12] == b"WAVE" and os.path.getsize(out) > 100000, r.stderr)
    else:  # what it is called with
        path = os.path.join(work, "espeak-ng")
        with open(path, "w", encoding="ascii") as f:
            f.write("#!/bin/sh\n[ \"$1 $2\" = '-v cmn' ] && /bin/cat\n")
        os.chmod(path, 0o755)
        r = run("broadcast", v, "--date", "2026-04-05", "-o", out, PATH=work)
        with open(out, encoding="utf-8") as f:
            check("what is spoken is the text", r.returncode == 0 and "再说一遍。" in f.read(), r.stderr)


def policies(work):
    found = texts(village(os.path.join(work, "ids"), "id"), "2026-04-05")
    check("by ids: no name in chat, nobody named aloud", "\nh003：20000.5分" in found["chat-2026-03.txt"] and "家，" not in found["broadcast-2026-03.txt"] and
          not any(n in t for n in ("张", "欧") for t in found.values()), found["chat-2026-03.txt"])
    found = texts(village(os.path.join(work, "full"), "full"), "2026-04-05")
    check("in full", "张大山家，两分。" in found["broadcast-2026-03.txt"] and "h004 Maria Lopez" in found["chat-2026-03.txt"])
    found = texts(village(os.path.join(work, "english"), language="en"), "2026-04-05")
    check("an English village has no loudspeaker's text", not [n for n in found if n.startswith("broadcast")] and "h001 张*山: 2" in found["chat-2026-03.txt"],
          found)


def main():
    with tempfile.TemporaryDirectory() as work:
        v = village(os.path.join(work, "v"), households=300)
        chat(v)
        spoken(v)
        sound(v, work)
        policies(work)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
