#!/usr/bin/env python3
"""The round of the year: run.py PROGRAM. Ends with "N passed, M failed".

Days to come stand wherever people ask for them and go when they are past; the year's end is said in time; the
shop's account balances, inspections have their averages. Every figure is the ledger's.
"""
import csv
import glob
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys

import yaml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Tests, run, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DAY = "2026-11-20"  # on which the demonstration village is looked at
test = Tests()

FILES = {
    "records/village.yaml": """name: 安乐屯村
url: https://anletun.example
carry: 03-31
rhythm: {redemption: quarter}
events:
  - {date: 2026-12-26, kind: redemption, title: 冬季兑换日, place: 村委会1楼, hours: "9:00—15:00"}
  - {date: 2026-12-05, kind: review}
  - {date: 2026-12-20, kind: commendation, title: 王明等户表彰会}
  - {date: 2026-03-28, kind: redemption}
screens:
  - {id: gate, columns: 12, show: [welcome, rewards]}
""",
    "records/rules/1.yaml": "level: city\ncategories: [{id: order, title: 治安}]\nrules:\n  - {id: patrol, category: order, title: 巡逻, points: 0..1000}\n",
    "records/households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n  - {id: h2, head: 王明, offline: true}\n  - {id: h3, head: 李强}\n",
    "records/meetings/2025-11-05.yaml": "meeting: 2025-11-05\nkind: review\nentries:\n  - {household: h1, rule: patrol, date: 2025-11-01, points: 12}\n"
                                        "  - {household: h2, rule: patrol, date: 2025-11-01, points: 4}\n",
    "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\ntitle: 三月评审会\nentries:\n  - {household: h1, rule: patrol, date: 2026-03-01, points: 7.5}\n"
                                        "  - {household: h2, rule: patrol, date: 2026-03-01, points: 30}\n",
    "records/rewards.yaml": "goods:\n  - {id: soap, title: 肥皂, cost: 2, stock: {2026-01-01: 5}}\n  - {id: rice, title: 大米, cost: 20, stock: {2026-01-01: 3}}\n"
                            "  - {id: lamp, title: 台灯, cost: 1, from: 2026-12-01}\n  - {id: old, title: 年画, cost: 1, until: 2026-11-30}\n",
    "records/redemptions/1.yaml": "- {date: 2026-03-20, household: h1, reward: soap, quantity: 2}\n",
}


class Village:
    def __init__(self, folder):
        self.folder = folder
        for path, text in FILES.items():
            write(folder, path, text)
        run(PROGRAM, "secret", folder)

    def build(self, date, *more):
        said = run(PROGRAM, "build", self.folder, "--date", date, "-q", *more)
        assert said[0] == 0, said[2]
        return self

    def edit(self, path, old, new):
        with open(os.path.join(self.folder, path), encoding="utf-8") as f:
            text = f.read()
        assert old in text, old
        write(self.folder, path, text.replace(old, new, 1))

    def read(self, path):
        with open(os.path.join(self.folder, "out", path), encoding="utf-8") as f:
            return f.read()

    def page(self, path):
        """What a page says, without marks and blanks."""
        return re.sub(r"\s+", "", html.unescape(re.sub(r"<(style|script).*?</\1>|<[^>]*>", "", self.read(f"site/{path}").replace("</head>", "\n"), flags=re.S)))

    def has(self, path):
        return os.path.exists(os.path.join(self.folder, "out", path))

    def paper(self, path):
        text = subprocess.run(["pdftotext", "-raw", os.path.join(self.folder, "out", path), "-"], capture_output=True, text=True, check=True).stdout
        return re.sub(r"\s+", "", text)

    def own(self, household):
        """The text of the household's own page."""
        for path in glob.glob(os.path.join(self.folder, "out/site/own/*/index.html")):
            if f">{household}<" in self.read(os.path.relpath(path, os.path.join(self.folder, "out"))):
                return self.page(os.path.relpath(path, os.path.join(self.folder, "out/site")))
        raise AssertionError(household)

    def ledger(self, date):
        return json.loads(run(PROGRAM, "ledger", self.folder, "--date", date, "--format", "json")[1])

    def today(self, date):
        return {t["kind"]: t for t in json.loads(run(PROGRAM, "today", self.folder, "--date", date, "--format", "json")[1])["tasks"]}


# --- days to come --------------------------------------------------------------------------------------------------------------------------------------

@test
def days_stand_where_people_ask(v):
    v.build("2026-11-20")
    day = "2026年12月26日冬季兑换日9:00—15:00，村委会1楼"
    for path in "index.html", "days/index.html", "rewards/index.html":
        assert day in v.page(path), path
    assert day in v.own("h1")
    assert "2026年12月5日积分评审会" in v.page("meetings/index.html") and "冬季兑换日" not in v.page("meetings/index.html")
    listed = v.page("days/index.html")
    assert listed.index("12月5日") < listed.index("12月20日") < listed.index("12月26日") and "3月28日" not in listed
    assert "王*等户表彰会" in listed and "王明" not in listed
    assert "下一次兑换：2026年12月26日，冬季兑换日，9:00—15:00，村委会1楼。" in v.paper("office/statements/01-g1.pdf")
    assert "王明等户" not in v.own("h1") and "王*等户表彰会" in v.own("h1")


@test
def a_named_day_stands_for_the_rhythm(v):
    assert "按安排，下一次在" not in v.build("2026-11-20", "--only", "site").page("rewards/index.html")
    assert "按安排，下一次在" in v.build("2026-12-27", "--only", "site").page("rewards/index.html")


@test
def a_redemption_day_has_its_shelf(v):
    v.build("2026-11-20")
    page = v.page("days/2026-12-26/index.html")
    taken = sum(r["quantity"] for c in v.ledger("2026-11-20")["cycles"] for r in c["redemptions"] if r["reward"] == "soap")
    assert f"肥皂2分{5 - taken}" in page and "大米20分3" in page and "台灯2026年12月1日起1分" in page and "年画" not in page, page
    assert "张大山" not in page and "h1" not in page
    slides = v.page("screen/gate/index.html")
    assert "冬季兑换日日期2026年12月26日时间9:00—15:00地点村委会1楼" in slides and f"肥皂2分，剩{5 - taken}" in slides, slides
    shown = [" ".join(p["lines"]) for p in json.loads(v.read("led/gate.json"))["pages"]]
    assert any("冬季兑换日" in p and "12月26日" in p for p in shown) and any("村委会1楼" in p for p in shown), shown
    assert [p["until"] for p in json.loads(v.read("led/gate.json"))["pages"] if "冬季兑换日" in " ".join(p["lines"])] == ["2026-12-26"]


@test
def what_is_past_goes(v):
    v.build("2026-12-26")
    assert "冬季兑换日" in v.page("index.html") and "表彰会" not in v.page("index.html") and v.has("site/days/2026-12-26/index.html")
    v.build("2026-12-27")
    for path in "index.html", "rewards/index.html", "days/index.html", "screen/gate/index.html", "meetings/index.html":
        assert "冬季兑换日" not in v.page(path), path
    assert "冬季兑换日" not in v.own("h1") and "冬季兑换日" not in v.read("site/calendar.ics") and "冬季" not in v.read("led/gate.json")
    assert "还没有定下以后的日子" in v.page("days/index.html") and not v.has("site/days/2026-12-26/index.html")
    assert json.loads(v.read("site/data/site.json"))["days"] == []
    assert "下一次兑换" not in v.paper("office/statements/01-g1.pdf")


@test
def calendars_and_programs_know_them(v):
    v.build("2026-11-20", "--only", "site")
    assert json.loads(v.read("site/data/site.json"))["days"] == [
        {"date": "2026-12-05", "kind": "review", "title": "积分评审会", "place": None, "hours": None},
        {"date": "2026-12-20", "kind": "commendation", "title": "王*等户表彰会", "place": None, "hours": None},
        {"date": "2026-12-26", "kind": "redemption", "title": "冬季兑换日", "place": "村委会1楼", "hours": "9:00—15:00"}]
    calendar = v.read("site/calendar.ics").replace("\r\n ", "")
    event = next(e for e in calendar.split("BEGIN:VEVENT") if "冬季兑换日" in e)
    assert "DTSTART;VALUE=DATE:20261226" in event and "LOCATION:村委会1楼" in event and "URL:https://anletun.example/days/2026-12-26/" in event.replace("\r\n", "\n"), event


@test
def texts_tell_them_in_the_week_before(v):
    v.build("2026-12-19", "--only", "text")
    said = v.read("text/chat-reminders.txt")
    assert "2026年12月20日王*等户表彰会。" in said and "2026年12月26日冬季兑换日：村委会1楼 9:00—15:00" in said, said
    assert "十二月二十日，王某等户表彰会。" in v.read("text/broadcast-reminders.txt")


@test
def without_days_nothing_is_said(v):
    v.edit("records/village.yaml", FILES["records/village.yaml"][FILES["records/village.yaml"].index("events:"):FILES["records/village.yaml"].index("screens:")], "")
    v.build("2026-10-20")
    assert not v.has("site/days/index.html") and "近期日程" not in v.page("index.html") and "剩" not in v.page("screen/gate/index.html")


# --- what ends ---------------------------------------------------------------------------------------------------------------------------------------------

@test
def what_was_carried_ends(v):
    v.build("2026-03-10")
    accounts = v.ledger("2026-03-10")["cycles"][-1]["households"]
    left = {a["id"]: a["carried"] for a in accounts}
    assert left == {"h1": 12, "h2": 4, "h3": 0}
    assert "2户一共还有16分没有用，要在2026年3月31日（含当天）以前兑换，过后作废。" in v.page("index.html")
    assert "本户有12分要在2026年3月31日（含当天）以前用，过后作废。" in v.own("h1") and "过后作废" not in v.own("h3")
    assert "本户有4分要在2026年3月31日（含当天）以前用，过后作废。" in v.paper("office/statements/01-g1.pdf")
    v.build("2026-03-21")
    assert "本户有8分要在2026年3月31日（含当天）以前用，过后作废。" in v.own("h1"), "what was redeemed is taken off"
    assert "8分" not in v.build("2026-04-01").own("h1").split("账")[0] and "过后作废" not in v.page("index.html")
    assert "过后作废" not in v.build("2026-01-29").page("index.html"), "61 days before"


@test
def the_year_ends_and_is_carried_on(v):
    v.build("2026-11-20")
    balance = {a["id"]: a["balance"] for a in v.ledger("2026-11-20")["cycles"][-1]["households"]}
    text = "本年度到2026年12月31日为止，余下的分（现在是{}分）可以用到2027年3月31日。"
    for household in "h1", "h2":
        assert text.format(f"{balance[household]:g}") in v.own(household), household
    assert "余下的分" not in v.own("h3")
    for path in "index.html", "rewards/index.html", "days/2026-12-26/index.html":
        assert "本年度到2026年12月31日为止，余下的积分可以用到2027年3月31日。" in v.page(path), path
    task = v.today("2026-12-10")["closing"]
    assert task["due"] == "2026-12-31" and f"2户一共余{sum(balance.values()):g}分，可以用到2027年3月31日" in task["text"], task
    assert "closing" not in v.today("2026-11-20")


@test
def the_year_ends_and_all_lapses(v):
    v.edit("records/village.yaml", "carry: 03-31\n", "")
    v.build("2026-11-20")
    balance = {a["id"]: a["balance"] for a in v.ledger("2026-11-20")["cycles"][-1]["households"]}
    assert f"2户一共还有{sum(balance.values()):g}分没有用，要在2026年12月31日（含当天）以前兑换，过后作废。" in v.page("index.html")
    assert f"本户有{balance['h1']:g}分要在2026年12月31日（含当天）以前用，过后作废。" in v.own("h1")
    assert "lapse" in v.today("2026-12-10") and "closing" not in v.today("2026-12-10")


@test
def the_year_ends_and_nothing_lapses(v):
    v.edit("records/village.yaml", "carry: 03-31\n", "carry: balance\n")
    v.build("2026-11-20", "--only", "site")
    assert "本年度到2026年12月31日为止，余下的积分转入下一年度。" in v.page("index.html")
    assert "转入下一年度" in v.today("2026-12-10")["closing"]["text"]


# --- what fewer villages need, in the demonstration village: each stands where a resident sees it --------------------------------------------------

def by_id(cycle, kind="households"):
    return {x["id"]: x for x in cycle[kind]}


def shown_household(page, household):
    """Whether PAGE has the id of HOUSEHOLD, not as a part of another."""
    return re.search(rf"{household}(?!\d)", page) is not None


@test
def ranks_within_the_group_and_of_all_years_stand_with_each_household(v):
    _, cycles = demonstration(v)
    v.build(DAY)
    now = by_id(cycles[-1])
    for id_ in "h112", "h306", "h420":
        h = now[id_]
        earned = sum(e["credited"] for c in cycles for e in c["entries"] if e["household"] == id_ and e["status"] == "final")
        ahead = sum(1 for x in now.values() if x["group"] == h["group"] and x["rank"] and x["earned"] > h["earned"])
        assert h["lifetime"] == earned and h["group_rank"] == 1 + ahead
        for page in v.page(f"households/{id_}/index.html"), v.own(id_):
            assert f"本组名次第{ahead + 1}名" in page and f"历年积分{number(earned)}分" in page, (id_, page[:900])


@test
def honours_of_groups_residents_and_the_settled(v):
    _, cycles = demonstration(v)
    v.build(DAY)
    for year in cycles:
        page = v.page(f"honours/{year['id']}/index.html").split("评定条件")[0]
        first = [h["id"] for h in year["households"] if "first" in h["honours"]]
        groups = {h["group"] for h in year["households"] if h["rank"]}
        assert len(first) == len({by_id(year)[h]["group"] for h in first}) == len(groups) == 5, first  # nobody shares it
        part = page.split("小组标兵5户")[1][:150]
        assert all(shown_household(part, h) for h in first), (first, part)
        people = [r["id"] for r in year["residents"] if "helper" in r["honours"]]
        part = page.split(f"志愿之星{len(people)}人")[1][:150]
        assert 1 < len(people) <= 5 and all(shown_household(part, p.rsplit("-", 1)[0]) for p in people), (people, part)
        for period in year["periods"]:
            flags = [g["id"] for g in period.get("groups", []) if "banner" in g["honours"]]
            if flags:
                name = f"{year['id']}年第{period['id'][-1]}季度"
                part = page.split("季度荣誉")[1].split(name)[1].split("年第")[0]
                assert f"流动红旗{len(flags)}个组" in part and all("一二三四五"[int(g[1:]) - 1] + "组" in part for g in flags), (flags, part)
    settled = [h["id"] for h in cycles[0]["households"] if "top10" in h["honours"]]
    then = [h["id"] for h in v.ledger("2026-01-30")["cycles"][0]["households"] if "top10" in h["honours"]]
    before, part = v.ledger("2026-01-29")["cycles"][0], v.page("honours/2025/index.html").split("年度积分之星10户")[1][:250]
    assert settled == then and len(settled) == 10 and not [h for h in before["households"] if "top10" in h["honours"]] and all(shown_household(part, h) for h in settled)
    page, conditions = v.page("honours/2026/index.html").split("评定条件")
    assert "年度积分之星2027年1月30日定评" in page and not [h for h in cycles[-1]["households"] if "top10" in h["honours"]]
    for said in "本组第1名", "评给个人，只计记在本人名下的积分", "评给小组，按户均积分", "期满30天后定评，此后不变2027年1月30日定评", "期满20天后定评":
        assert said in conditions, said
    assert "2026年第4季度未结束" in page and "流动红旗2027年1月20日定评" in page


@test
def what_bars_and_what_takes(v):
    _, cycles = demonstration(v)
    v.build(DAY)
    rules, warnings, now = v.page("rules/index.html"), v.page("warnings/index.html"), by_id(cycles[-1])
    assert "生效后120天内不能兑换" in rules and "生效后，这户余下可用的积分清零" in rules
    assert "替人代领物品不交、转手变卖停兑0分/次1" in warnings and "集体活动冒名签到三次以上清零0分/次1" in warnings
    barred, = [h["id"] for h in now.values() if h["barred_until"]]
    taken, = [h["id"] for h in now.values() if h["forfeited"]]
    assert now[barred]["barred_until"] == "2026-12-15" and now[taken]["forfeited"] > 0 == now[taken]["balance"]
    assert "到2026年12月15日为止不能兑换" in v.own(barred) and "现在能换的到2026年12月15日为止不能兑换。" in v.own(barred)
    assert f"余额清零：集体活动冒名签到三次以上（2026-10-14/53）−{number(now[taken]['forfeited'])}" in v.own(taken).replace("增减", "")
    for id_ in barred, taken:
        page = v.page(f"households/{id_}/index.html")
        assert not re.search("停兑|清零|不能兑换（|代领|冒名|到2026年12月15日", page), page
    for path in glob.glob(os.path.join(v.folder, "out/site/**/*.html"), recursive=True):
        if "/own/" in path or "/handbook/" in path:
            continue
        page = v.page(os.path.relpath(path, os.path.join(v.folder, "out/site")))
        for title in "替人代领物品不交", "集体活动冒名签到":
            assert not re.search(rf"({barred}|{taken})(?!\d).{{0,40}}{title}|{title}.{{0,12}}({barred}|{taken})(?!\d)", page), path


@test
def a_correction_names_what_takes_its_place(v):
    _, cycles = demonstration(v)
    v.build(DAY)
    entries = {e["id"]: e for c in cycles for e in c["entries"]}
    replaced = {e["id"]: entries[e["replaced_by"]] for e in entries.values() if e.get("replaced_by")}
    assert len(replaced) >= 4
    for by in replaced.values():
        meeting = by["id"].split("/")[0]
        assert re.search(rf"改记为\S*?{by['household']}\S{{2,12}}?\+{number(by['credited'])}(?![.\d])", v.page(f"meetings/{meeting}/index.html")), by


@test
def days_until_spring_are_named(v):
    demonstration(v)
    v.build(DAY)
    listed = v.page("days/index.html").split("全部栏目")[0]
    days = re.findall(r"202\d年\d+月\d+日", listed)
    assert len(days) == 7 and days == sorted(days, key=lambda d: [int(x) for x in re.findall(r"\d+", d)]) and "2026年10月17日" not in listed, days
    for page in v.page("index.html"), v.own("h105"):
        assert "2026年12月26日冬季兑换日9:00—15:00，村委会一楼西侧" in page and "元宵分享会" not in page and "全部日程" in page
    assert "2026年12月26日冬季兑换日9:00—15:00，村委会一楼西侧" in v.page("households/h105/index.html")


@test
def a_redemption_day_far_off_stands_among_the_next_days_all_the_same(v):
    v.edit("records/village.yaml", "  - {date: 2026-12-05, kind: review}\n", "".join(f"  - {{date: 2026-12-{day:02}, kind: review}}\n" for day in range(1, 9)))
    v.build("2026-11-20")
    for page in v.page("index.html"), v.own("h1"):
        assert "2026年12月2日积分评审会" in page and "2026年12月3日积分评审会" not in page and "2026年12月26日冬季兑换日" in page, page
    assert "2026年12月8日积分评审会" in v.page("days/index.html") and "全部日程" not in v.page("days/index.html").split("全部栏目")[0]


# --- the shop's account ------------------------------------------------------------------------------------------------------------------------------

def demonstration(v):
    """The demonstration village in the place of V's own: its rewards as written, its ledger on the day."""
    for part in "records", "content":
        shutil.rmtree(os.path.join(v.folder, part), ignore_errors=True)
        shutil.copytree(os.path.join(TOP, part), os.path.join(v.folder, part))
    with open(os.path.join(v.folder, "records/rewards.yaml"), encoding="utf-8") as f:
        goods = yaml.load(f, Loader=yaml.BaseLoader)["goods"]
    for g in goods:
        g["came"] = [(day, int(s["quantity"]), s.get("source", ""), s.get("value")) if isinstance(s, dict) else (day, int(s), "", None)
                     for day, s in g["stock"].items() if day <= DAY]
    return goods, v.ledger(DAY)["cycles"]


def number(value):
    return f"{round(value, 2):g}"


def went(cycles, reward, first, last):
    return [r for c in cycles for r in c["redemptions"] if r["reward"] == reward and first <= r["date"] <= last]


@test
def the_shop_balances(v):
    goods, cycles = demonstration(v)
    v.build(DAY)
    page, year = v.page("shop/index.html"), cycles[-1]
    assert page.replace("首页超市账目", "首页") == v.page("shop/2026/index.html").replace("首页超市账目", "首页")
    said = v.paper("print/notices/goods/2026-10-01.pdf")
    for g in goods:
        came = [(q, w) for day, q, _, w in g["came"] if "2026-01-01" <= day]
        out = went(cycles, g["id"], "2026-01-01", DAY)
        before = sum(q for day, q, *_ in g["came"] if day < "2026-01-01") - sum(r["quantity"] for r in went(cycles, g["id"], "", "2025-12-31"))
        moved = before, sum(q for q, _ in came), sum(r["quantity"] for r in out)
        worth = [float(w) for _, w in came if w is not None]
        row = f"{g['title']}{moved[0]}{moved[1]}{moved[2]}{moved[0] + moved[1] - moved[2]}{number(sum(worth)) + '元' if worth else '—'}{number(sum(r['cost'] for r in out))}"
        assert row in page, (row, page)
        in_autumn = [(q, day) for day, q, *_ in g["came"] if day >= "2026-10-01"]
        autumn = went(cycles, g["id"], "2026-10-01", DAY)
        left = moved[0] + moved[1] - moved[2]
        taken, got = sum(r["quantity"] for r in autumn), sum(q for q, _ in in_autumn)
        assert f"{g['title']}{left + taken - got}{got}{taken}{left}" in said, (g["id"], said)
    months = sorted({e["date"][:7] for e in year["entries"]})
    for month in months:
        issued = sum(e["credited"] for e in year["entries"] if e["status"] == "final" and e["date"][:7] == month)
        redeemed = sum(r["cost"] for r in year["redemptions"] if r["date"][:7] == month)
        pieces = sum(r["quantity"] for r in year["redemptions"] if r["date"][:7] == month and r["reward"] in {g["id"] for g in goods})
        name = f"{month[:4]}年{int(month[5:])}月"
        assert re.search(f"{name}\\d+(—|[\\d.]+元){pieces}{number(issued)}{number(redeemed)}(?=\\D|20\\d\\d年)", page.split("各月进出")[1]), (name, pieces, issued, redeemed)
    assert f"本年度发出积分{number(sum(e['credited'] for e in year['entries'] if e['status'] == 'final'))}分，兑换用去{number(sum(r['cost'] for r in year['redemptions']))}分" in page


@test
def the_shelf_against_what_is_out(v):
    goods, cycles = demonstration(v)
    v.build(DAY)
    page, year = v.page("shop/index.html"), cycles[-1]
    holders = [h["balance"] for h in year["households"] if h["balance"] > 0]
    left = {g["id"]: sum(q for _, q, *_ in g["came"]) - sum(r["quantity"] for r in went(cycles, g["id"], "", DAY)) for g in goods}
    shelf = sum(left[g["id"]] * int(g["cost"]) for g in goods)
    lacking = sum(holders) - shelf
    assert f"各户余分{number(sum(holders))}分有余分的户{len(holders)}货架共值{number(shelf)}分" in page, page
    assert lacking > 0 and f"不够换，还差{number(lacking)}分，要补货。" in page
    value = 0
    for g in goods:
        said = [(q, float(w)) for _, q, _, w in g["came"] if w is not None]
        value += round(left[g["id"]] * sum(w for _, w in said) / sum(q for q, _ in said) + 1e-9, 2) if said else 0
    assert f"按进价约合{number(value)}元" in page, value
    assert f"还有{number(sum(holders))}分可以用，货架上的物品一共值{number(shelf)}分。还差{number(lacking)}分" in v.paper("print/notices/goods/2026-10-01.pdf")
    assert f"还差{number(lacking)}分" in v.today(DAY)["shelf"]["text"] and v.today(DAY)["shelf"]["due"] == "2026-12-26"
    out = sum(holders)
    for month, before in ("2026年12月", "2025-12"), ("2027年1月", "2026-01"), ("2027年2月", "2026-02"):
        issued = sum(e["credited"] for c in cycles for e in c["entries"] if e["status"] == "final" and e["date"][:7] == before)
        redeemed = sum(r["cost"] for c in cycles for r in c["redemptions"] if r["date"][:7] == before)
        out, shelf = out + issued - redeemed, shelf - redeemed
        assert month + "".join(number(x) for x in (issued, redeemed, out, shelf)) in page, (month, issued, redeemed, out, shelf)
    assert f"照这样，到2027年2月末还差{number(out - shelf)}分的物品。" in page


@test
def the_shop_as_tables(v):
    goods, cycles = demonstration(v)
    v.build(DAY, "--only", "site")
    rows = list(csv.DictReader(io.StringIO(v.read("site/data/deliveries.csv").lstrip("\ufeff"))))
    assert [(r["日期"], r["项目编号"], r["进"], r["来源"], r["价值（元）"]) for r in rows] == \
        [(day, g["id"], str(q), source, number(float(w)) if w else "") for g in goods for day, q, source, w in g["came"]]
    for year in cycles:
        rows = list(csv.DictReader(io.StringIO(v.read(f"site/data/shop-{year['id']}.csv").lstrip("\ufeff"))))
        assert rows and all(int(r["期初余"]) + int(r["进"]) - int(r["出"]) == int(r["期末剩"]) for r in rows)
        for g in goods:
            mine = [r for r in rows if r["项目编号"] == g["id"]]
            assert sum(int(r["进"]) for r in mine) == sum(q for day, q, *_ in g["came"] if day[:4] == str(year["id"]))
            assert sum(float(r["用去积分"]) for r in mine) == sum(r["cost"] for r in year["redemptions"] if r["reward"] == g["id"])
            assert all(int(a["期末剩"]) == int(b["期初余"]) for a, b in zip(mine, mine[1:]))


@test
def nobody_is_in_the_shop(v):
    demonstration(v)
    v.edit("records/rewards.yaml", "source: 镇民政办捐赠", "source: 彭俊伟捐赠")
    v.build(DAY, "--only", "site")
    assert "彭俊伟" not in v.read("site/data/deliveries.csv") and "彭*伟捐赠" in v.read("site/data/deliveries.csv")


@test
def without_stock_nothing_is_short(v):
    v.build("2026-12-10", "--only", "site")
    page = v.page("shop/index.html")
    assert "有的物品不记库存" in page and "不够换，还差" not in page and "照这样" not in page
    assert "shelf" not in v.today("2026-12-10")
    assert "年12月" in v.build("2026-11-20", "--only", "site").page("shop/index.html").split("今后三个月")[2]
    assert "今后三个月" not in v.build("2026-09-20", "--only", "site").page("shop/index.html"), "the records begin in November"


@test
def without_goods_there_is_no_shop(v):
    for path in "records/rewards.yaml", "records/redemptions/1.yaml":
        os.remove(os.path.join(v.folder, path))
    v.build("2026-11-20", "--only", "site")
    assert not v.has("site/shop/index.html") and not v.has("site/data/shop-2026.csv") and "超市账目" not in v.page("index.html") + v.page("archive/index.html") + v.page("data/index.html")


# --- inspections -----------------------------------------------------------------------------------------------------------------------------------------

def average(points):
    """Of points, to two digits, halves away from zero."""
    cents = sum(round(p * 100) for p in points)
    return number((2 * abs(cents) + len(points)) // (2 * len(points)) / 100 * (1 if cents >= 0 else -1))


def signed(value):
    return ("+" if value >= 0 else "−") + number(abs(value))


@test
def inspections_are_the_ledgers(v):
    _, cycles = demonstration(v)
    v.build(DAY)
    entries = [e for c in cycles for e in c["entries"]]
    group = {h["id"]: h["group"] for c in cycles for h in c["households"]}
    mine = [e for e in entries if re.fullmatch(r"2026-10-14/\d+/h\d+", e["id"]) and e["rule"] == next(x["rule"] for x in entries if x["id"] == "2026-10-14/4/h201")]
    assert len({e["id"].split("/")[1] for e in mine}) == 2, "two lines of scores"
    for line in "4", "5":
        scores = [e for e in mine if e["id"].split("/")[1] == line]
        page, paper = v.page(f"inspections/2026-10-14/{line}/index.html"), v.paper(f"print/inspections/2026-10-14-{line}.pdf")
        name, = {group[e["household"]] for e in scores}
        before = {}
        for e in sorted((e for e in entries if e["rule"] == mine[0]["rule"] and re.fullmatch(r"2\d{3}-\d\d-\d\d/\d+/h\d+", e["id"]) and e["id"][:10] < "2026-10-14" and
                         group[e["household"]] == name and e["status"] != "void"), key=lambda e: e["id"]):
            before.setdefault(e["id"].rsplit("/", 1)[0], {})[e["household"]] = e["raw"]
        last = list(before.values())[-1]
        counted = [e["raw"] for e in scores if e["status"] != "void"]
        now, then = average(counted), average(list(last.values()))
        assert f"户数{len(counted)}平均{now}上次{then}变化" not in page, "the heading stands apart"
        assert f"{len(counted)}{now}{then}{signed(float(now) - float(then))}" in page, (now, then, page[:600])
        assert f"{len(counted)}{now}{then}" in paper, paper[:400]
        for e in scores:
            ever = [x[e["household"]] for x in before.values() if e["household"] in x]
            said = f"{e['household']}{number(e['raw'])}{number(ever[-1]) if ever else '—'}"
            assert said in page, said
            assert re.search(f"{e['household']}[^\\d]+{number(e['raw'])}", paper), said
    listed = v.page("inspections/index.html")
    assert listed.index("2026年11月12日") < listed.index("2026年10月9日") and "各组平均" not in listed


SCORED = {
    "records/rules/2.yaml": "level: city\ncategories: [{id: yard, title: 庭院}]\nrules:\n  - {id: yard, category: yard, title: 庭院检查, points: 0..5}\n"
                            "  - {id: mess, category: yard, title: 乱堆检查, kind: negative, points: -5..0}\n",
    "records/meetings/2026-05-05.yaml": "meeting: 2026-05-05\nkind: review\nentries:\n  - {rule: yard, date: 2026-05-01, scores: {h1: 4, h2: 2, h3: 0.5}}\n"
                                        "  - {rule: mess, date: 2026-05-01, scores: {h1: -1, h3: -3.25}}\n",
    "records/meetings/2026-06-05.yaml": "meeting: 2026-06-05\nkind: review\nentries:\n  - {rule: yard, date: 2026-06-01, scores: {h1: 5, h2: , h3: 2.25}}\n"
                                        "corrections: [{entry: 2026-05-05/1/h3, reason: 看错了门牌}]\n",
}


@test
def what_is_void_is_not_averaged(v):
    for path, text in SCORED.items():
        write(v.folder, path, text)
    v.build("2026-06-06")
    page = v.page("inspections/2026-05-05/1/index.html")
    assert "一组23—" in page and "h30.5—看错了门牌" not in page and "h30.5" in page, page
    assert "一组上次2026年5月1日23.633+0.63" in v.page("inspections/2026-06-05/1/index.html"), v.page("inspections/2026-06-05/1/index.html")


@test
def nothing_tells_of_negative_inspections_that_are_not_listed(v):
    for path, text in SCORED.items():
        write(v.folder, path, text)
    for policy, final in ("count", False), ("masked", True), ("named", True):
        v.edit("records/village.yaml", FILES["records/village.yaml"].split("\n")[0] if policy == "count" else "privacy:", "name: 安乐屯村\nprivacy: {warnings: count}" if policy == "count" else "privacy:")
        with open(os.path.join(v.folder, "records/village.yaml"), encoding="utf-8") as f:
            text = f.read()
        write(v.folder, "records/village.yaml", re.sub(r"warnings: \w+", f"warnings: {policy}", text))
        for day, shown in ("2026-05-06", False), ("2026-06-06", final):
            v.build(day)
            there = v.has("site/inspections/2026-05-05/2/index.html"), v.has("print/inspections/2026-05-05-2.pdf")
            assert there == (shown, shown), (policy, day, there)
            for said in (v.page("inspections/2026-05-05/2/index.html"), v.paper("print/inspections/2026-05-05-2.pdf")) if shown else ():
                assert "−3.25" in said and "−2.13" in said and "h3" in said and "乱堆检查" in said, (policy, day, said)


@test
def a_village_without_scores_has_no_inspections(v):
    v.build("2026-11-20", "--only", "site,print")
    assert not v.has("site/inspections/index.html") and not v.has("print/inspections")


if __name__ == "__main__":
    sys.exit(test.run(Village))
