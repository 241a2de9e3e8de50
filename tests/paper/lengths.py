"""Villages whose names, titles, notes and lists are of random length: whatever stands on a paper, it is set well."""
import glob
import os
import random
import re
import subprocess

import pdf
from geometry import MM, overlaps
from village import run, write

HAN = "一二三四五六七八九十大小上下左右前后东南西北山水田土木金石火日月星云风雨雪春夏秋冬天地人和平安乐村组户会议评审清扫庭院道路河渠防火防汛巡逻宣讲学习敬老爱亲邻里互助志愿服务"
SURNAMES = "赵钱孙李周吴郑王冯陈欧阳司马"


class Lengths:
    def __init__(self, seed, folder):
        self.r, self.folder = random.Random(seed), folder

    def text(self, least, most):
        return "".join(self.r.choice(HAN) for _ in range(self.r.randint(least, most)))

    def write(self):
        r = self.r
        rules, groups = r.randint(3, 40), r.randint(1, 5)
        write(self.folder, "records/village.yaml", f"name: {self.text(2, 12)}村\nurl: https://village.example\nrhythm: {{review: month, redemption: quarter, commendation: cycle}}\n"
              f"notice: {{contact: {self.text(2, 20)}, phone: 0718-8000006}}\ncommittees: {{review: {{name: {self.text(4, 20)}, quorum: 1, members: [h000, h001]}}}}\n"
              f"events: [{{date: 2026-12-26, kind: redemption, place: {self.text(2, 30)}, hours: {self.text(2, 12)}}}]\n")
        write(self.folder, "records/rules/a.yaml", f"level: town\nissuer: {self.text(4, 20)}\ncategories: [" + ", ".join(f"{{id: c{c}, title: {self.text(2, 10)}}}" for c in range(3)) + "]\nrules:\n" + "".join(
            f"  - {{id: r{i}, category: c{i % 3}, title: {self.text(2, 40)}, unit: {self.text(1, 4)}, points: {r.choice(('1', '2.5', '0..5', '1..1000'))}, cap: [{r.randint(5, 99)}/day, {r.randint(100, 9999)}/cycle]}}\n"
            for i in range(rules)) + "".join(f"  - {{id: n{i}, category: c0, kind: negative, title: {self.text(2, 30)}, points: -{r.randint(1, 50)}}}\n" for i in range(r.randint(1, 12))))
        self.ids = []
        for g in range(groups):
            ids = [f"h{g}{i:02}" for i in range(r.choice((1, 2, 5, 17, 24, 38)))]
            self.ids += ids
            write(self.folder, f"records/households/g{g}.yaml", f"group: {{id: g{g}, name: {self.text(1, 16)}}}\nhouseholds:\n" + "".join(
                f"  - {{id: {h}, head: {r.choice(SURNAMES)}{self.text(1, 9)}, offline: {r.choice(('true', 'false'))}}}\n" for h in ids))
        if "h001" not in self.ids:
            self.ids.append("h001")
            write(self.folder, "records/households/z.yaml", f"group: {{id: z, name: {self.text(1, 16)}}}\nhouseholds:\n  - {{id: h001, head: {self.text(2, 4)}}}\n")
        for m in range(r.randint(1, 9)):
            taken, entries = set(), []
            for _ in range(r.randint(1, 70)):
                h, rule, day = r.choice(self.ids), r.randrange(rules), r.randint(1, 5)
                if (h, rule, day) not in taken:
                    taken.add((h, rule, day))
                    entries.append(f"  - {{household: {h}, rule: r{rule}, date: 2026-{m + 1:02}-{day:02}, note: {self.text(1, 200)}, points: 1}}\n")
            text = "".join(entries)
            ranged = {int(i) for i in re.findall(r"id: r(\d+),[^}]*points: \d+\.\.", open(os.path.join(self.folder, "records/rules/a.yaml"), encoding="utf-8").read())}
            text = re.sub(r"(rule: r(\d+),.*), points: 1\}", lambda x: x[0] if int(x[2]) in ranged else x[1] + "}", text)
            write(self.folder, f"records/meetings/m{m}.yaml", f"meeting: 2026-{m + 1:02}-06\nkind: review\ntitle: {self.text(3, 30)}\npresent: 5\nminutes: {self.text(1, 100)}\nentries:\n{text}")
        write(self.folder, "records/rewards.yaml", "goods:\n" + "".join(
            f"  - {{id: g{i}, title: {self.text(2, 24)}, cost: {r.choice((1, 12.5, 999))}, quota: 2/quarter, stock: {{2026-01-01: {r.randint(1, 999)}}}}}\n" for i in range(r.randint(1, 25)))
            + "services:\n" + "".join(f"  - {{id: s{i}, title: {self.text(2, 24)}, needs: 5}}\n" for i in range(r.randint(1, 9)))
            + "honours:\n" + "".join(f"  - {{id: o{i}, title: {self.text(2, 16)}, rank: {r.randint(1, 30)}{r.choice(('', ', per: month', ', per: quarter'))}}}\n" for i in range(r.randint(1, 8))))
        write(self.folder, "records/claims/a.yaml", "".join(
            f"- {{id: c-{i}, household: {r.choice(self.ids)}, rule: r0, date: 2026-10-{i + 1:02}, received: 2026-10-{i + 1:02}, note: {self.text(1, 200)}}}\n" for i in range(r.randint(1, 20))))


def last_line(page, height):
    """What stands lowest on a page, but at its very foot."""
    words = [w for w in page if w[3] < height - 16 * MM]
    low = max((w[1] + w[3] for w in words), default=0)
    return "".join(w[4] for w in sorted(words) if low - w[1] - w[3] < 12)


def heads(path):
    """What is read as a heading."""
    return {re.sub(r"\s", "", e.text) for e in pdf.elements(path) if e.name in ("H2", "H3")}


def columns_wrong(path, found, sizes):
    """What is not so on a poster: margins of 15 mm, columns of one width, and on the last sheet of about one height."""
    wrong = []
    for n, (page, (x, y)) in enumerate(zip(found, sizes)):
        side = (297 if x < y else 420) * MM
        edge = (side - (267 if x < y else 378) * MM) / 2
        wrong += [(n, w) for w in page if w[0] < edge - 26 or w[2] > x - edge + 26]  # the blank half of a mark
    page, (x, y) = found[-1], sizes[-1]
    ids = [w for w in page if re.fullmatch(r"h\d{3}", w[4])]
    if "red-list" in path and len(ids) > 8:
        lefts = sorted({round(w[0] / 20) for w in ids})
        bottoms = [max(w[3] for w in ids if round(w[0] / 20) == left) for left in lefts]
        row = sorted(b[1] - a[1] for a, b in zip(sorted(ids, key=lambda w: w[1]), sorted(ids, key=lambda w: w[1])[1:]) if b[1] - a[1] > 10)
        if len(bottoms) > 1 and row and max(bottoms) - min(bottoms) > 5 * row[len(row) // 2] + 120:
            wrong.append(("columns end at", bottoms))
    return wrong


def one(program, seed, work, check):
    folder, out = os.path.join(work, f"lengths-{seed}"), os.path.join(work, f"lengths-{seed}-out")
    Lengths(seed, folder).write()
    status, _, errors = run(program, "build", folder, "-q", "-o", out, "--date", "2026-11-12", "--language", ("zh-CN", "en")[seed % 2], "--only", "print,office")
    check(f"lengths {seed}: builds", status == 0, errors[-600:])
    wrong = {"nothing runs off the paper": [], "no word on another": [], "no page ends below a heading": [], "the last page says something": [], "posters' columns": []}
    for path in sorted(glob.glob(out + "/**/*.pdf", recursive=True)):
        name, found = os.path.relpath(path, out), pdf.words(path)
        if "-a4" in name:
            continue
        sizes = [tuple(map(float, x)) for x in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', pdf.text(path, "-bbox"))]
        for n, (page, (x, y)) in enumerate(zip(found, sizes)):
            wrong["nothing runs off the paper"] += [(name, n, w) for w in page if w[0] < 4 * MM or w[1] < 4 * MM or w[2] > x - 4 * MM or w[3] > y - 4 * MM]
            wrong["no word on another"] += [(name, n, o) for o in overlaps(page)]
        if name.startswith("print/posters"):
            wrong["posters' columns"] += [(name, w) for w in columns_wrong(name, found, sizes)]
        if name.startswith(("print/notices", "print/inspections", "office/statements", "office/agenda", "office/forms")):
            titles = heads(path)
            for n, page in enumerate(found):
                last = last_line(page, sizes[n][1])
                if not last:
                    wrong["the last page says something"].append((name, n))
                elif n + 1 < len(found) and last in titles:
                    wrong["no page ends below a heading"].append((name, n, last))
    for what, places in wrong.items():
        check(f"lengths {seed}: {what}", not places, len(places), places[:3])
    return out


def copied(path, page, work):
    """The words of PAGE of which nothing is left where it is copied in black and white: what is lighter than the middle is white."""
    subprocess.run(["pdftoppm", "-r", "144", "-gray", "-f", str(page), "-l", str(page), "-singlefile", path, os.path.join(work, "copy")], check=True)
    with open(os.path.join(work, "copy.pgm"), "rb") as f:
        _, size, _, dots = f.read().split(b"\n", 3)
    width, height = map(int, size.split())
    gone = []
    for a, b, c, d, word in ((2 * a, 2 * b, 2 * c, 2 * d, word) for a, b, c, d, word in pdf.words(path)[page - 1]):
        box = [dots[y * width + max(0, int(a)):y * width + min(width, int(c) + 1)] for y in range(max(0, int(b)), min(height, int(d) + 1))]
        if not any(dot < 128 for row in box for dot in row) and not re.fullmatch(r"[—·.,，。_\-−☐□]+", word):
            gone.append(word)
    return gone
