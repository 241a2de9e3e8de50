"""What the office hands out and keeps: statements, forms, agendas."""
import glob
import os
import re
import shutil

import pdf
from built import DATE, check, margins, run, shown
from village import read


def statements(v):
    found = {}
    for paper in v.papers("office"):
        if not paper.startswith("statements/"):
            continue
        pages = pdf.text(os.path.join(v.out, "office", paper), "-layout").split("\f")[:-1]
        for n, page in enumerate(pages):
            first = re.search(r"户号：(h\d+)\s", page)
            if first:
                found[first[1]] = [paper, n + 1, page]
            else:
                found[list(found)[-1]][2] += page
    offline = [h for h, x in v.households.items() if x["offline"]]
    check("a statement for every household without a phone, in order", list(found) == offline, (list(found), offline))
    wrong = {"whose each is": [], "figures": [], "the last line of the account": [], "every entry": []}
    for h, (paper, n, page) in found.items():
        x, account = v.households[h], v.account(h)
        whose = f"户主：{x['head']}" in page and x["group_name"] in page and f"-{x['group']}.pdf" in paper
        wrong["whose each is"] += [] if whose else [(h, page[:300])]
        wrong["figures"] += [] if f"已生效积分{shown(account['earned'])}分，可以兑换{shown(account['balance'])}分" in page else [(h, page[:400])]
        squeezed = re.sub(r"\s", "", page)
        lines = re.findall(r"^\s*2026-\d\d-\d\d +(?:.*?)余额 +(\S+)$", page, re.M)
        wrong["the last line of the account"] += [] if lines == [shown(account["balance"])] else [(h, lines)]
        entries = [e for e in v.cycle["entries"] if e["household"] == h]
        missing = [e["id"] for e in entries if squeezed.count(re.sub(r"\s", "", e["id"].split("/h")[0])) < 1]
        wrong["every entry"] += [(h, missing)] if missing else []
    for name, places in wrong.items():
        check(f"statements: {name}", found and not places, places[:3])
    if shutil.which("zbarimg"):
        h, (paper, n, _) = list(found.items())[-1]
        said = pdf.codes(os.path.join(v.out, "office", paper), n, v.work)
        check("the code leads to the household's own page", said == [f"https://tonghuaping.example/own/{v.key(h)}/"], said)


def whole_rows(names, rows=3, bottom=(210 - 22) / 25.4 * 72):
    """Whether below the last of NAMES on a page there is room for as many rows as there are from name to name."""
    tops = sorted(w[1] for w in names)
    return len(tops) < 2 or tops[-1] + (tops[1] - tops[0]) / rows * (rows - 0.3) <= bottom


def forms(v):
    folder = os.path.join(v.out, "office")
    back = pdf.text(os.path.join(folder, "forms/declaration.pdf"), "-layout").split("\f")
    keys = ["户号", "居民", "细则", "日期", "次数", "分值", "说明", "佐证", "再次", "编号", "收到日期", "途径"]
    places = [re.search(rf"^ *{k}(?: |$)", back[0], re.M) for k in keys]
    check("declaration: fields in the order of the record", all(places) and [p.start() for p in places] == sorted(p.start() for p in places), back[0])
    for name in "declaration", "objection":
        page = pdf.words(os.path.join(folder, f"forms/{name}.pdf"))[0]
        hints, fields = [w for w in page if w[4].startswith("村里填")], [w for w in page if w[4] in keys + ["编号", "条目", "收到日期", "事由"] and w[0] < 80]
        room = min(w[0] for w in hints) - max(w[2] for w in fields)
        check(f"{name}: room to write", len(hints) >= 2 and room > 0.3 * 210 / 25.4 * 72, room)
    tops = sorted(w[1] for w in pdf.words(os.path.join(folder, "forms/objection.pdf"))[0] if w[4] in ("收到日期", "事由") or w[4].startswith("不记录提出人"))
    check("objection: its grounds have room", len(tops) == 3 and tops[2] - tops[0] > 70 / 25.4 * 72, tops)
    check("declaration: the list is on its back", len(back) == 3 and re.search(r"patrol +参加治安巡逻 +3分/次", back[1]), back[1:])
    for group in sorted({x["group"] for x in v.households.values()}):
        members = [h for h, x in v.households.items() if x["group"] == group and (v.account(h) or {}).get("rank")]
        for name, listed in ("inspection", members), ("redemption", members), ("ledger", [h for h in members if v.households[h]["offline"]]):
            paper, = glob.glob(os.path.join(folder, f"forms/{name}-*-{group}.pdf"))
            said = pdf.flat(paper)
            check(f"{name} of {group}: its households", re.findall(r"h\d{3}", said) == listed and all(v.households[h]["head"] in said for h in listed), said[:300])
            if group == "g1":
                margins(f"{name} of {group}", paper, 14)
            if name == "inspection":
                check(f"inspection of {group}: the rules by which houses are judged", "clean庭院卫生入户检查（0至5分）" in said and "rescue" not in said, said[:200])
            if name == "ledger":
                pages = [sum(re.fullmatch(r".*（h\d{3}）", w[4]) is not None for w in page) for page in pdf.words(paper)]
                check(f"ledger of {group}: no sheet is left nearly blank", pages[-1] * 2 >= pages[0], pages)
                parted = [n for n, page in enumerate(pdf.words(paper)) if not whole_rows([w for w in page if re.fullmatch(r".*（h\d{3}）", w[4])])]
                check(f"ledger of {group}: no household's rows are parted", not parted, parted)
    paper = glob.glob(os.path.join(folder, "forms/redemption-*-g1.pdf"))[0]
    said = dict(re.findall(r"(h\d{3}) +\S+ +(−?[\d.]+)", pdf.text(paper, "-layout")))
    check("redemption list: balances", said == {h: shown(v.account(h)["balance"]) for h in said} and len(said) > 10, said)


def agendas(v):
    name, = [p for p in v.papers("office") if p.startswith("agenda-")]
    said = pdf.flat(os.path.join(v.out, "office", name))
    pending = [c["id"] for c in v.ledger["claims"] if c["status"] == "pending"]
    check("agenda: for the review that the village has named", name == "agenda-2026-12-16.pdf", name)
    check("agenda: claims that wait", pending and all(c in said for c in pending) and f"待评审的申报（{len(pending)}件）" in said, said[:500])
    check("agenda: objections without an answer", "o26-05" in said and "o26-04" not in said, said)
    check("agenda: quorum, members", "应到11人，法定人数7人" in said and said.index("签到表") < said.index("h514"), said)
    # forty of one clean-up day, one of them a member's household; an event tells the day
    with open(os.path.join(v.folder, "records/claims/2026.yaml"), "a", encoding="utf-8") as f:
        for h in [h for h in v.households][:40]:
            f.write(f"- {{id: day-{h}, household: {h}, rule: cleanday, date: 2026-11-19, received: 2026-11-20}}\n")
    v.build("--only", "office")
    page = pdf.flat(os.path.join(v.out, "office/agenda-2026-12-05.pdf"))
    check("agenda: forty claims alike are one line", page.count("参加环境整治日") == 1 and page.count("共40户") == 1, page)
    gone = page[page.index("回避"):]
    check("agenda: who should leave", "向维坤h101day-h101" in gone, gone[:300])
    v.build("--only", "office", "--meeting", "2026-12-20")
    check("agenda: of the day that is said", "agenda-2026-12-20.pdf" in v.papers("office") and "agenda-2026-12-05.pdf" not in v.papers("office"))


def on_demand(v):
    """gongshi statement."""
    out = os.path.join(v.work, "one.pdf")
    disclosed = re.search(r"household: (\w+), to: ([^,}]+), basis: ([^,}]+)", read(os.path.join(v.folder, "records/disclosures/2026.yaml")))
    status, said, errors = run("statement", v.folder, "--date", DATE, "-o", out, disclosed[1], GONGSHI_SECRET_FILE=v.secret)
    one = pdf.flat(out)
    check("statement: made", status == 0 and out in said, (said, errors))
    check("statement: disclosures", disclosed[2].strip() in one and disclosed[3].strip() in one, one[-600:])
    status = run("statement", v.folder, "--date", DATE, "-o", out, "--all-years", "h102", "h101", GONGSHI_SECRET_FILE=v.secret)[0]
    both = pdf.flat(out)
    check("statement: all years, of several", status == 0 and both.count("2025年度积分账") == 2 and both.index("户号：h102") < both.index("户号：h101"))
    shares = [a for c in v.ledger["cycles"] for a in c["households"] if a["id"] == "h101"]
    check("statement: a balance a year", len(shares) == both[both.index("户号：h101"):].count("年度积分账"), len(shares))
    head = v.households["h105"]["head"]
    status, _, errors = run("statement", v.folder, "--date", DATE, "-o", out, head)
    check("statement: by a name", status == 0 and "户号：h105" in pdf.flat(out), errors)
    for words, say in ((("nobody",), 'no household "nobody"'), ((), "say whose"), (("h101", "--language", "fr"), '--language takes zh-CN or en, not "fr"')):
        status, _, errors = run("statement", v.folder, *words)
        check(f"statement {words}: refused", status == 2 and say in errors, (status, errors))
