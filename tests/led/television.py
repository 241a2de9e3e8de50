"""The page of a screen for a television, as it is and in a browser: part of tests/led/run.py."""
import html
import json
import os
import re
import shutil
import subprocess

from serving import serving

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = os.path.join(os.path.dirname(HERE), "site", "node_modules")


def in_browser(check, site, other):
    browser = shutil.which("chromium")
    if not browser or not os.path.isdir(os.path.join(MODULES, "playwright-core")):
        print("the television's page was not seen in a browser: chromium or tests/site/node_modules is not there")
        return
    page = os.path.join(site, "screen/gate/index.html")
    with serving(site) as address:
        r = subprocess.run(["node", os.path.join(HERE, "television.js"), browser, MODULES, f"{address}/screen/gate/", page, other],
                           capture_output=True, text=True, timeout=240)
    for line in r.stdout.splitlines():
        check(line.split(" ", 1)[1], line.startswith("ok "), line)
    check("the browser came to its end", r.stdout.count("\n") >= 9 and r.returncode == 0, r.stdout + r.stderr)


def won(check, write, work, run, files):
    """Honours of the last month in which one was won, on both."""
    v = write(os.path.join(work, "won"), dict(files, **{
        "records/village.yaml": "name: 安乐屯村\nscreens: [{id: gate, show: [honours]}]\n",
        "records/rewards.yaml": "honours:\n  - {id: star, title: 月度之星, per: month, rank: 1}\n"}))
    r = run("build", v, "--date", "2026-03-07", "--only", "site,led", "-q")
    said = [open(os.path.join(v, "out", path), encoding="utf-8").read() for path in ("site/screen/gate/index.html", "led/gate.json")] if r.returncode == 0 else []
    check("a month's honour", len(said) == 2 and all("月度之星" in text and "1月" in text and "张大山" not in text for text in said), r.stderr + str(said)[:900])


def turn_of_year(check, write, work, run, files):
    """What was won last year stands until something is won this year; the day of the commendation before it."""
    v = write(os.path.join(work, "turn"), dict(files, **{
        "records/village.yaml": "name: 安乐屯村\nscreens: [{id: gate, columns: 16, show: [ranking, honours]}]\nevents:\n"
                                "  - {date: 2027-01-16, kind: commendation, title: 表彰会, hours: '9:30'}\n",
        "records/meetings/2027-01-10.yaml": "meeting: 2027-01-10\nkind: review\nentries:\n  - {household: h3, rule: patrol, date: 2027-01-02, points: 20}\n",
        "records/rewards.yaml": "honours:\n  - {id: star, title: 文明户, points: 12}\n  - {id: best, title: 季度之星, per: quarter, rank: 1}\n"}))

    def shown(day):
        r = run("build", v, "--date", day, "--only", "site,led", "-q")
        check(f"{day}: made", r.returncode == 0, r.stderr)
        with open(os.path.join(v, "out/led/gate.txt"), encoding="gb18030") as f:
            sign = [re.sub(" +", " ", page).strip() for page in f.read().split("\n\n")]
        with open(os.path.join(v, "out/site/screen/gate/index.html"), encoding="utf-8") as f:
            return sign, re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", f.read())))
    sign, page = shown("2027-01-03")
    check("a sign in January: the day, last year's by the year, the last quarter's",
          sign[1:] == ["2027年排名\n还没有生效的积分", "表彰会 1月16日\n9:30", "2026年荣誉\n文明户 3户", "文明户\n张*山 王喆明 李*庆", "2026年第1季度\n季度之星 1户", "季度之星\n张*山"], sign)
    check("and the television, which calls nothing provisional that nobody has",
          re.search("2027年排名 还没有生效的积分 表彰会 日期 2027年1月16日 时间 9:30 2026年荣誉 文明户 张", page) and "2026年第1季度 季度之星" in page, page)
    sign, page = shown("2027-02-01")
    check("this year's as soon as one is won", "2027年荣誉 暂列\n文明户 1户" in sign and "2026年第1季度\n季度之星 1户" in sign and
          not any("表彰会" in x or "2026年荣誉" in x for x in [*sign, page]), sign)


def said(check, write, work, run, files):
    """News with its day while it is not old, the next review with its hours and place, prices from the least, and their units."""
    v = write(os.path.join(work, "said"), dict(files, **{
        "records/village.yaml": "name: 安乐屯村\nscreens: [{id: gate, show: [notices, rewards, news]}]\nevents:\n"
                                "  - {date: 2026-04-02, kind: review, title: 四月评审会, place: 村委会, hours: '14:00'}\n"
                                "  - {date: 2026-04-03, kind: redemption}\n",
        "records/rewards.yaml": "goods:\n  - {id: oil, title: 菜油, cost: 30, stock: {2026-01-01: 3}}\n  - {id: salt, title: 盐, cost: 2}\n"
                                "services:\n" + "".join(f"  - {{id: s{i}, title: 第{i}项, needs: {i}}}\n" for i in range(1, 8))}))
    r = run("build", v, "--date", "2026-03-07", "--only", "site", "-q")
    with open(os.path.join(v, "out/site/screen/gate/index.html"), encoding="utf-8") as f:
        page = f.read()
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", page)))
    rows = [slide.count("<li>") for slide in page.split("<section")[1:] if "积分服务项目" in slide]
    check("slides are about equally full", rows == [3, 4] and "第7项 满7分" in text, rows)
    check("news: its day, and none that is old", r.returncode == 0 and "春耕借牛 3月1日" in text and "一月之前 2月5日" in text and "一月有余" not in text, text)
    check("the next review, when and where", "下一次 2026年4月2日 时间 14:00 地点 村委会" in text, text)
    check("a price list", "盐 2分 菜油 30分，剩3份" in text, text)


def test(check, write, work, run, files):
    v = write(os.path.join(work, "hall"), files)
    later = os.path.join(work, "later")
    for day, out in (("2026-03-07", os.path.join(v, "out")), ("2026-03-08", later)):
        r = run("build", v, "-o", out, "--date", day, "--only", "site,led", "-q")
        check(f"the site of {day} is built", r.returncode == 0, r.stderr)
    site = os.path.join(v, "out/site")
    with open(os.path.join(site, "screen/gate/index.html"), encoding="utf-8") as f:
        page = f.read()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    check("its policy is strict", "default-src 'none'" in policy and set(re.findall(r"'([a-z-]+)'", policy)) == {"none", "self"}, policy)
    text = html.unescape(re.sub(r"<[^>]*>", "", page))
    with open(os.path.join(v, "out/led/gate.json"), encoding="utf-8") as f:
        feed = json.load(f)
    words = {w for p in feed["pages"] for line in p["lines"] for w in line.split() if not w.isascii()}
    missing = [w for w in words if w not in text.replace(" ", "") and w not in ("安乐屯村", "欢迎您", "截至")]
    check("it says what the sign says", len(words) > 10 and not missing, missing)
    check("names by the site's policy", "张*山" in text and "张大山" not in text)
    check("no search engine is asked in", 'name="robots" content="noindex"' in page)
    won(check, write, work, run, files)
    turn_of_year(check, write, work, run, files)
    said(check, write, work, run, files)
    in_browser(check, site, os.path.join(later, "site/screen/gate/index.html"))
