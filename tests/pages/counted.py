"""A little village whose numbers were counted by hand, to be built anew by each test: what the files of this suite share."""
import html
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from page_text import read_page  # noqa: E402
from village import Tests, run, write, write_all  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")
DATE = "2026-11-24"

VILLAGE = {
    "records/village.yaml": "name: 桐花坪村\nbase: 1\nrhythm: {redemption: quarter}\noffices: [{role: 积分超市, phone: 0718-8000001}]\n"
                    "privacy: {site: masked, warnings: POLICY}\n",
    "records/rules/10.yaml": """level: city
categories:
  - {id: order, title: 治安}
  - {id: good, title: 公益}
rules:
  - {id: patrol, category: order, title: 巡逻, points: 2}
  - {id: help, category: good, title: 互助, points: 1..10}
  - {id: noise, category: order, title: 喧哗, kind: negative, points: -1}
  - {id: fight, category: order, title: 打架, kind: negative, points: -5, veto: true}
  - {id: litter, category: good, title: 乱扔, kind: negative, points: 0}
""",
    "records/households/1.yaml": """group: {id: g1, name: 一组}
households:
  - {id: h105, head: 张大山, members: [{id: h105-1, name: 张大山}, {id: h105-2, name: 张小花}]}
  - {id: h106, head: 李卫国}
  - {id: h107, head: 王秀英, members: [{id: h107-1, name: 王秀英}]}
  - {id: h108, head: 赵铁柱, until: 2026-10-31}
""",
    "records/meetings/2025-12-20.yaml": """meeting: 2025-12-20
kind: review
entries:
  - {household: h107, rule: help, date: 2025-12-01, points: 9}
  - {household: h106, rule: noise, date: 2025-12-02}
""",
    "records/meetings/2026-10-10.yaml": """meeting: 2026-10-10
kind: review
entries:
  - {resident: h105-2, rule: help, date: 2026-10-01, points: 6}
  - {resident: h105-1, rule: patrol, date: 2026-10-02}
  - {household: h106, rule: help, date: 2026-10-03, points: 10}
  - {household: h106, rule: fight, date: 2026-10-03}
  - {resident: h107-1, rule: noise, date: 2026-10-04}
  - {household: h107, rule: noise, date: 2026-10-05}
""",
    "records/meetings/2026-11-22.yaml": """meeting: 2026-11-22
kind: review
entries:
  - {household: h105, rule: noise, date: 2026-11-20}
  - {resident: h107-1, rule: help, date: 2026-11-20, points: 7}
corrections:
  - {entry: 2026-10-10/6, reason: 不是他家}
""",
    "records/rewards.yaml": """goods:
  - {id: soap, title: 肥皂, cost: 4, stock: {2026-10-01: {quantity: 5, source: 村集体, value: 20.5}, 2026-11-01: 3, 2026-12-01: 9}}
  - {id: rice, title: 大米, cost: 5, needs: 8, cycle: last, stock: {2026-10-01: 1}}
  - {id: quilt, title: 冬被, cost: 30, from: 2027-01-01}
services:
  - {id: cut, title: 理发, needs: 6, quota: 1/month}
honours:
  - {id: star, title: 文明户, points: 5}
  - {id: first, title: 公益之星, rank: 1, category: good}
  - {id: month, title: 月度之星, rank: 1, per: month}
""",
    "records/redemptions/2026-10-20.yaml": "- {date: 2026-10-20, household: h105, reward: soap}\n"
                                   "- {date: 2026-10-20, household: h106, reward: cut}\n",
}

test = Tests()


class Village:
    def __init__(self, folder):
        self.folder = folder

    def write(self, path, text):
        write(self.folder, path, text)

    def build(self, policy="count", *options, status=0):
        """Writes the village, with POLICY for its warnings, and builds it. Gives what is said."""
        write_all(self.folder, {path: text.replace("POLICY", policy) for path, text in VILLAGE.items()})
        return self.make(*options, status=status)

    def make(self, *options, status=0, only="site"):
        """Builds what is there. Gives what is said."""
        r = run(PROGRAM, "build", "--only", only, "--date", DATE, *options, cwd=self.folder)
        assert r.returncode == status, r.stderr
        return r.stderr

    def source(self, name):
        """The HTML of a page."""
        return read_page(os.path.join(self.folder, "out/site", name, "index.html"))

    def page(self, name):
        """The words of a page's main part, blanks between them made one."""
        main = re.search(r"<main.*</main>", self.source(name), re.S).group(0)
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())
