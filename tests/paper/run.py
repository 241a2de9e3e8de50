#!/usr/bin/env python3
"""Notices as they lie on paper, read back by poppler: run.py PROGRAM. Ends with "N passed, M failed".

Where words stand on the pages (pdftotext -bbox): within the margins, none on another, no page that ends below a heading, no last page without
text of the notice; titles broken between their parts; columns by what stands in them; and the code, read by zbar from the page as a picture.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import lengths  # noqa: E402
import pdf  # noqa: E402
from geometry import BELOW, MARK, MM, body, lines, overlaps, rim_is_white  # noqa: E402
from village import TOP, Checks, run, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
LEFT, RIGHT, ABOVE = 28 * MM, 184 * MM, 37 * MM
HEADING = re.compile(r"[一二三四五六七八九]、|[1-9]\. |.+（\d+条）$|.+ \(\d+ entr(y|ies)\)$")
checks = Checks()
check = checks.that


def head_of_table(line):
    return {"户号", "事项"} <= set(line.text.split()) or {"Household", "Deed"} <= set(line.text.split())


def check_notices(name, paths, closing):
    """What holds for every notice. Gives the pages of the last."""
    outside, on, ends, bare = [], [], [], []
    for path in paths:
        found, file = pdf.words(path), os.path.basename(path)
        outside += [(file, w) for p in found for w in body(p) if w[0] < LEFT - MARK or w[2] > RIGHT + MARK or w[1] < ABOVE - 4 or w[3] > BELOW + 4]
        on += [(file, *o) for p in found for o in overlaps(p)]
        last_lines = [lines(p)[-1] for p in found[:-1]]
        ends += [(file, e.text) for e in last_lines if HEADING.match(e.text) or head_of_table(e)]
        last = lines(found[-1])
        before = [x for x in last[:next((i for i, x in enumerate(last) if x.text == closing), 0)] if not head_of_table(x)]
        bare += [(file, [x.text for x in last])] if len(before) < 2 and len(found) > 1 else []
    check(f"{name}: margins", not outside, outside)
    check(f"{name}: no word on another", not on, on)
    check(f"{name}: no page ends below a heading", not ends, ends)
    check(f"{name}: text on the last page", not bare, bare)
    return found


def build(out, *arguments):
    r = run(PROGRAM, "build", "--only", "print", "-q", "-o", out, *arguments)
    assert r.returncode == 0, r.stderr
    return sorted(glob.glob(out + "/print/notices/*.pdf"))


def demonstration(work):
    for language, closing in ("zh-CN", "特此公示。"), ("en", "This is hereby made public."):
        found = build(os.path.join(work, language), TOP, "--date", "2026-11-20", "--language", language)
        check(f"{language}: notices", len(found) > 20, found)
        check_notices(language, found if closing[0] == "特" else found[::4], closing)
        faces = subprocess.run(["pdffonts", found[0]], capture_output=True, text=True, check=True).stdout
        check(f"{language}: letters in a face of their own where papers are in letters", ("LiberationSerif" in faces) == (language == "en") and "BabelStoneHan" in faces, faces)
        if shutil.which("zbarimg"):
            said = pdf.codes(found[-1], len(pdf.words(found[-1])), work)
            check(f"{language}: the code is the page's address", said == ["https://tonghuaping.example/notices/2026-11-18/"], said)
    title = [x.text for x in lines(pdf.words(os.path.join(work, "zh-CN/print/notices/2026-07-18.pdf"))[0])[:2]]
    check("a title ends its lines between its parts", title == ["关于桐花坪村2026年第二次村民代表大会", "（防汛专题）积分事项的公示"], title)


TITLES = [(t * 8)[:40] for t in ("庭院内外清扫、牲畜圈养、粪污入池", "义务修路护渠与管护水源", "参加反诈禁毒防溺水宣讲")]
LONG = "恩施土家族苗族自治州石板河镇桐花坪中心村"  # 20 characters


def village(folder, more, titles, names, entries, meeting="三月积分评审会"):
    """A village of one household a name and one group in two, with so many entries in one meeting."""
    write(folder, "records/village.yaml", f"name: {LONG}\nnotice: {{contact: 村务监督委员会, phone: 0718-8000006}}\n"
          f"committees: {{review: {{name: {LONG}积分评审委员会}}}}\n{more}")
    rules = "".join(f"  - {{id: r{i}, category: a, title: {t}, points: 1.25, cap: 2/cycle}}\n" for i, t in enumerate(titles))
    write(folder, "records/rules/a.yaml", f"level: town\nissuer: 石板河镇人民政府\ndocument: 桐花坪村积分细则\ncategories: [{{id: a, title: 甲}}]\nrules:\n{rules}")
    half = len(names) // 2
    for g, part in enumerate((names[:half], names[half:])):
        write(folder, f"records/households/g{g}.yaml", f"group: {{id: g{g}, name: 第{g + 1}组}}\nhouseholds:\n" +
              "".join(f"  - {{id: h{g}{i:03}, head: {n}}}\n" for i, n in enumerate(part)))
    ids = [f"h{g}{i:03}" for g, part in enumerate((names[:half], names[half:])) for i in range(len(part))]
    days = [f"2026-0{1 + i // 28}-{1 + i % 28:02}" for i in range(56)]
    write(folder, "records/meetings/2026-03-05.yaml", f"meeting: 2026-03-05\nkind: review\ntitle: {meeting}\npresent: 5\nentries:\n" +
          "".join(f"  - {{household: {ids[i % len(ids)]}, rule: r{i % len(titles)}, date: {days[i // len(ids) % 56]}}}\n" for i in range(entries)))


def extreme(work):
    """Long names, long titles, many entries."""
    folder = os.path.join(work, "extreme")
    names = ["张大山", "阿依古丽·买买提艾力", "欧阳建国", "阿卜杜热合曼·图尔荪尼亚孜", "李秀英", "司马光"]
    village(folder, "url: https://a-village-with-a-long-name.some-county.example/villages/tonghuaping\n", TITLES, names, 131,
            "二〇二六年第一季度第三次（扩大）积分评审暨异议复核会议")
    path, = build(os.path.join(work, "extreme-out"), folder, "--date", "2026-03-20")
    found = check_notices("extreme", [path], "特此公示。")
    per_page = [sum(1 for line in lines(p) for w in line.words if re.fullmatch(r"h\d{4}", w[4])) for p in found]
    check("extreme: rows are low", max(per_page) >= 7, per_page)
    text = "".join(w[4] for p in found for w in p)
    check("extreme: a document's name has its marks", "《桐花坪村积分细则》" in text, text[:300])
    if shutil.which("zbarimg"):
        said = pdf.codes(path, len(found), work)
        check("extreme: the code of a long address", len(said) == 1 and said[0].endswith("/villages/tonghuaping/notices/2026-03-05/"), said)


def plain(work):
    """No address, no remark, from few entries to a page and a half: wherever the last page begins."""
    names = [f"{a}{b}" for a in "赵钱孙李周吴郑王" for b in "建国 秀英 大山 小宝 玉兰".split()]
    for entries in range(14, 34, 2):
        folder = os.path.join(work, f"plain-{entries}")
        village(folder, "", ["庭院卫生", "粪污入池"], names, entries)
        path, = build(folder + "-out", folder, "--date", "2026-03-05")
        found = check_notices(f"{entries} entries", [path], "特此公示。")
        text = " ".join(w[4] for p in found for w in p)
        check(f"{entries} entries: no empty column", "备注" not in text and "姓名" in text, text[:300])
        check(f"{entries} entries: no address, no code", "扫码" not in text)


def every_kind(work, language):
    """A paper of every kind, with all that is long: nothing runs off the paper or over something else, and rare characters are there."""
    folder, out = os.path.join(work, f"kinds-{language}"), os.path.join(work, f"kinds-{language}-out")
    names = ["𠮷田𬱖", "阿卜杜热合曼·图尔荪尼亚孜", "张大山", "欧阳建国", "买买提·阿不都热依木", "李〇"]
    village(folder, "url: https://a-village-with-a-long-name.some-county.example/villages/tonghuaping\nrhythm: {review: month}\nlanguage: zh-CN\n", TITLES, names, 12)
    half = len(names) // 2
    for g, part in enumerate((names[:half], names[half:])):
        write(folder, f"records/households/g{g}.yaml", f"group: {{id: g{g}, name: {LONG[:-2]}{'一二'[g]}组}}\nhouseholds:\n" + "".join(
            f"  - {{id: h{g}{i:03}, head: {n}, offline: true, members: [{{id: h{g}{i:03}-1, name: {n}}}]}}\n" for i, n in enumerate(part)))
    write(folder, "records/rules/b.yaml", "level: town\nrules:\n  - {id: neg, category: a, kind: negative, title: " + TITLES[0][::-1] + ", points: -1000.25}\n"
          "  - {id: big, category: a, title: " + TITLES[1][::-1] + ", unit: 平方公里, points: 1..100000, cap: [100000/day, 200000/cycle]}\n")
    note = ("在村委会前面的晒谷场上从早到晚清扫落叶、" * 12)[:200]
    for m in range(11):
        day = f"2026-{m + 1:02}-10"
        entries = "".join(f"  - {{household: h0000, rule: {('r0', 'r1', 'r2', 'big')[i % 4]}, date: 2026-{m + 1:02}-{3 + i // 4:02}, note: {note}"
                          f"{', points: 98765.25' if i % 4 == 3 else ''}}}\n" for i in range(28))
        write(folder, f"records/meetings/m{m}.yaml", f"meeting: {day}\nkind: review\npresent: 5\nentries:\n{entries}  - {{household: h1000, rule: neg, date: {day}}}\n"
              + (f"corrections:\n  - {{entry: m{m - 1}/1, reason: {note}}}\n" if m else ""))
    title = ("桶装五升非转基因压榨菜籽油（整箱四桶装）" * 3)[:40]
    write(folder, "records/rewards.yaml", "".join(f"{'goods:' if i == 0 else ''}\n  - {{id: o{i}, title: {title}, cost: {cost}, quota: 12/cycle, stock: {{2026-01-01: {{quantity: 99999, source: {LONG}, value: 99999999.25}}}}}}"
                                         for i, cost in enumerate((1, 98765.25))) + f"\nservices:\n  - {{id: s, title: {title}, needs: 1}}\nhonours:\n  - {{id: top, title: {title}, rank: 3}}\n"
          f"  - {{id: month, title: {title}, rank: 1, per: month}}\n")
    write(folder, "records/redemptions/1.yaml", "".join(f"- {{date: 2026-06-{d:02}, household: h0000, reward: o1, quantity: 2}}\n" for d in (20,)))
    write(folder, "records/claims/1.yaml", "".join(f"- {{id: c-{i}, household: h0000, rule: r0, date: 2026-11-{i + 1:02}, received: 2026-11-11, note: {note}}}\n" for i in range(5)))
    write(folder, "records/disclosures/1.yaml", f"- {{date: 2026-09-01, household: h0000, to: {LONG}, basis: {note}, cycles: [2026]}}\n")
    status, _, errors = run(PROGRAM, "build", folder, "-q", "-o", out, "--date", "2026-11-12", "--language", language, "--only", "print,office")
    check(f"{language} every kind: builds, and no character is missing", status == 0 and "paper-character" not in errors, errors[-600:])
    papers = sorted(glob.glob(out + "/**/*.pdf", recursive=True))
    kinds = {os.path.relpath(p, out).split("/")[1] for p in papers}
    check(f"{language} every kind: all are there", {"notices", "posters", "certificates", "plates", "labels.pdf", "cards", "forms", "statements", "passbooks"} <= kinds, kinds)
    pages = int(pdf.info(os.path.join(out, "office/statements/01-g0.pdf"))["Pages"])
    check(f"{language} every kind: 308 entries with notes of 200 characters, as many reasons and titles of 40, in a hundred pages", 60 < pages < 110, pages)
    page = pdf.text(os.path.join(out, "office/statements/01-g0.pdf"), "-f", str(pages // 2), "-l", str(pages // 2), "-raw")
    check(f"{language} every kind: a note goes over the row's whole width", len(re.findall(r"^(?:说明：|Note: )在村委会.{20}", page, re.M)) >= 4, page[:400])
    notice = int(pdf.info(os.path.join(out, "print/notices/m3.pdf"))["Pages"])
    check(f"{language} every kind: so do long remarks on a notice", notice < 9, notice)
    off, on, rims, rare = [], [], [], 0
    for path in papers:
        name, found = os.path.relpath(path, out), pdf.words(path)
        sizes = [tuple(map(float, x)) for x in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', pdf.text(path, "-bbox"))]
        cut = "-a4" in name  # its sheets end in the middle of words
        off += [(name, n, w) for n, (p, (x, y)) in enumerate(zip(found, sizes)) for w in p
                if not cut and (w[0] < 4 * MM or w[1] < 4 * MM or w[2] > x - 4 * MM or w[3] > y - 4 * MM)]
        on += [(name, n, o) for n, p in enumerate(found) for o in overlaps(p) if not cut]
        rims += [(name, n) for n in {1, len(found)} if not rim_is_white(path, n, 3)]
        rare += sum(w[4].count("𠮷田𬱖") for p in found for w in p) if re.search("statements|plates|passbooks", name) else 0
        on += [(name, "a character is missing") for p in found for w in p if "〓" in w[4]]
    check(f"{language} every kind: nothing runs off the paper", not off, off[:4])
    check(f"{language} every kind: no word on another", not on, on[:4])
    check(f"{language} every kind: the rim is white", not rims, rims)
    check(f"{language} every kind: rare characters", rare >= 3, rare)


def copies(out, seed, work):
    """A page of each kind, copied in black and white, can be read."""
    gone = {}
    for kind in ("print/notices", "print/posters", "print/certificates", "print/plates", "print/cards", "office/forms", "office/statements", "office/passbooks"):
        for path in sorted(glob.glob(f"{out}/{kind}/*.pdf"))[:2]:
            words = lengths.copied(path, 1, work)
            gone.update({os.path.relpath(path, out): words[:5]} if words else {})
    check(f"lengths {seed}: copied in black and white everything is there", not gone, gone)


def main():
    with tempfile.TemporaryDirectory() as work:
        demonstration(work)
        extreme(work)
        plain(work)
        for language in "zh-CN", "en":
            every_kind(work, language)
        for seed in range(4):
            copies(lengths.one(PROGRAM, seed, work, check), seed, work)
    return checks.end()


sys.exit(main())
