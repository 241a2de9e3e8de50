"""The villages whose sites are looked at: the demonstration village in both languages and with secrets, and small ones for what it does not show."""
import os
import shutil

from village import TOP, run, write_all

DATE = "2026-11-20"

# A village that shows a warning by name, a household by its id, or has no address, as its village.yaml has it. The people's names are such
# that one may be shown and another not.
SMALL = {
    "rules/10.yaml": """level: city
categories:
  - {id: order, title: 治安}
rules:
  - {id: patrol, category: order, title: 参加治安巡逻, points: 2, cap: 4/month}
  - {id: donate, category: order, title: 捐赠, points: 1..10, needs: [evidence, note]}
  - {id: noise, category: order, title: 深夜喧哗, kind: negative, points: -5}
  - {id: fire, category: order, title: 烧田坎, kind: negative, points: -3}
""",
    "households/1.yaml": """group: {id: g1, name: 一组}
households:
  - {id: h105, head: 张大山, consent: 2026-01-01, members: [{id: h105-1, name: 张大山}, {id: h105-2, name: 张小花, minor: true}]}
  - {id: h106, head: 李卫国, members: [{id: h106-1, name: 李卫国}, {id: h106-2, name: 欧阳玉明}]}
  - {id: h107, head: 王𠮷明, members: [{id: h107-1, name: Maria Lopez}]}
  - {id: h108, head: 赵钱孙, members: [{id: h108-1, name: 赵钱孙}]}
""",
    "meetings/2026-10-10.yaml": """meeting: 2026-10-10
kind: review
title: 十月评审会
chair: 赵钱孙
minutes: |
  赵钱孙主持。李卫国说，夜里的音响是他家放的，
  以后不放了；欧阳玉明作证。孩子张小花领路有功。

  Maria Lopez 也来了。
entries:
  - {resident: [h105-2, h106-2], rule: patrol, date: 2026-10-01, times: 2, note: 沿着老河堤走了两趟}
  - {household: h107, rule: donate, date: 2026-10-01, points: 3, note: 旧课本一箱送给夜校, evidence: scans/receipt-1011.pdf}
  - {household: h106, rule: noise, date: 2026-10-02, note: 半夜放音响邻居来劝}
  - {household: h105, rule: fire, date: 2026-10-03, note: 自家田边烧秸秆}
claims:
  - {claim: c-001, approve: false, reason: 证据不足，李卫国答应补}
""",
    "meetings/2026-11-18.yaml": """meeting: 2026-11-18
kind: review
entries:
  - {household: h107, rule: patrol, date: 2026-11-01}
""",
    "claims/2026.yaml": "- {id: c-001, household: h106, rule: donate, date: 2026-10-02, points: 3, received: 2026-10-03, note: 自家种的南瓜十个, evidence: photos/pumpkin.jpg}\n",
    "objections/2026.yaml": "- {id: o-001, entry: 2026-11-18/1, received: 2026-11-19, grounds: 那天晚上没看见他家的人}\n",
    "disclosures/2026.yaml": "- {date: 2026-10-20, household: h105, to: 市文明办督查组, basis: 《测试条例》第十二条第三款}\n",
}

# One in which everything is long: titles with an address in them, names of many characters, twelve groups, large sums, and points and dates of every length.
ADDRESS = "https://mp.weixin.example/s?__biz=MzI0NDU2Nzg5MA==&mid=2650000000&idx=1&sn=0123456789abcdef0123456789abcdef"
NAMES = ["阿卜杜热合曼·吐尔逊尼亚孜", "古丽·买买提", "欧阳玉明", "王明", "司马相如", "Maria Fernanda Lopez"]
NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
LONG = {
    "village.yaml": "name: 石板河镇桐花坪村易地扶贫搬迁集中安置社区\ntown: 石板河镇\ncity: 恩施土家族苗族自治州\nbase: 10\n"
                    "notice: {days: 10, contact: 村务监督委员会和居民议事会联合办公室, phone: 0718-8000006}\n"
                    "offices: [{role: 新时代文明实践站积分超市, holder: 向某某, phone: 0718-8000001, place: 村委会一楼右手第二间, hours: 每周一至周五9:00—11:30、14:30—17:00}]\n",
    "rules/10.yaml": f"""level: city
issuer: 恩施土家族苗族自治州精神文明建设指导委员会办公室
document: 恩州文明办发〔2022〕118号
categories:
  - {{id: order, title: 社会治安和安全生产综合治理, cap: 40/cycle}}
rules:
  - {{id: walk, category: order, title: 参加治安巡逻、森林防火和地质灾害隐患点值守, unit: 小时, points: 0.25, cap: [2.5/day, 12.75/month, 100/cycle]}}
  - {{id: link, category: order, title: 按{ADDRESS}的要求做好防范电信网络诈骗宣传, unit: 平方米, points: 2, needs: [note, resident]}}
  - {{id: heap, category: order, title: 违反村规民约在公共区域乱堆乱放建筑材料、农用机具和生活垃圾经三次以上提醒仍拒不整改的, kind: negative, points: -1.25}}
""",
    "meetings/2026-11-14.yaml": "meeting: 2026-11-14\nkind: review\nnoticed: 2026-11-15\ntitle: 十一月份积分评审暨秋季森林防火、冬季清洁家园行动总结会议\nentries:\n" + "".join(
        f"  - {{household: h{g:02d}{k:02d}, rule: {'heap' if k == 9 else 'walk'}, date: 2026-11-1{g % 3}, times: {k}.25}}\n" for g in range(1, 13) for k in (1, 3, 5, 9)),
    "meetings/2026-10-10.yaml": "meeting: 2026-10-10\nkind: review\nminutes: |\n  见 " + ADDRESS + " 的第12条、第118条，2026年10月1日至10日共3650.25分。\n\n  | 事项 | 日期 | 分值 | 备注 |\n  | --- | --- | --- | --- |\n"
                                "  | 值守 | 2026年10月1日 | 118.25分 | 联系0718-8000006 |\nentries:\n" + "".join(
        f"  - {{household: h{g:02d}{k:02d}, rule: walk, date: 2026-{g % 9 + 1:02d}-1{k % 10}, times: {g * k}}}\n" for g in range(1, 13) for k in range(1, 10)),
    "rewards.yaml": """goods:
  - {id: rice, title: 东北五常稻花香大米（真空包装，10公斤装）, cost: 12.5, from: 2026-01-01, quota: 2/month, stock: {2026-02-01: {quantity: 120, source: 恩施土家族苗族自治州供销合作社联合社, value: 3650.5}}}
services:
  - {id: doctor, title: 家庭医生上门为七十岁以上老人测量血压血糖, needs: 20}
honours:
  - {id: star, title: 年度民族团结进步模范示范家庭户, points: 20}
""",
}
for number, group in enumerate(NUMBERS, 1):
    LONG[f"households/{number:02d}.yaml"] = f"group: {{id: g{number}, name: {group}组}}\nhouseholds:\n" + "".join(
        f"  - {{id: h{number:02d}{k:02d}, head: {NAMES[(number + k) % len(NAMES)]}{'' if k < 7 else '甲'}, consent: 2026-01-01}}\n" for k in range(1, 10))

# One with nothing in it yet but its list and its households.
NOTHING = {
    "village.yaml": "name: 新村\n",
    "rules/10.yaml": "level: city\ncategories: [{id: order, title: 治安}]\nrules:\n  - {id: patrol, category: order, title: 巡逻, points: 2}\n",
    "households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h105, head: 张大山}\n  - {id: h106, head: 李卫国}\n",
}


class Built:
    """A village's site as it was built, with what the tests must know of how."""

    def __init__(self, name, folder, records, language, date=DATE):
        self.name = name
        self.folder = folder  # out
        self.site = os.path.join(folder, "site")
        self.records = records  # the folder of records/
        self.language = language
        self.date = date
        self.secret = False
        self.err = ""
        self.public = b""


def build(program, built, village, language, secret):
    r = run(program, "build", village, "-o", built.folder, "--date", built.date, "--language", language, "-q", GONGSHI_SECRET_FILE=secret)
    built.err, built.secret = r.stderr, os.path.exists(secret)
    if r.returncode:
        raise RuntimeError(f"{built.name} was not built ({r.returncode}): {built.err[-600:]}")
    p = run(program, "ledger", village, "--public", "--date", built.date, "--format", "json")
    built.public = p.stdout.encode()
    return built


def make_secret(work):
    path = os.path.join(work, "secret")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as f:
        f.write("0f" * 32 + "\n")
    return path


def plans(program, work):
    """(name, what build wants) of each village; they may be built side by side."""
    secret, none = make_secret(work), os.path.join(work, "no-secret")
    demo = os.path.join(work, "demo")
    os.makedirs(demo)
    for part in ("records", "content"):
        shutil.copytree(os.path.join(TOP, part), os.path.join(demo, part))

    def plan(name, village, language, key, date=DATE):
        built = Built(name, os.path.join(work, "out-" + name), os.path.join(village, "records"), language, date)
        return name, (program, built, village, language, key)

    yield plan("zh", demo, "zh-CN", secret)
    yield plan("en", demo, "en", none)
    for name, head in (("id", "privacy: {site: id, warnings: masked}\nurl: https://example.org/sub/folder\n"),
                       ("named", "privacy: {site: masked, warnings: named}\nurl: https://example.org/\n"),
                       ("full", "privacy: {site: full, led: full, warnings: masked}\nurl: https://example.org\n"),
                       ("nowhere", "privacy: {site: masked, warnings: count}\n")):
        folder = os.path.join(work, "village-" + name)
        write_all(os.path.join(folder, "records"), dict(SMALL, **{"village.yaml": "name: 张大山村\noffices: [{role: 调解, holder: 赵钱孙, phone: 0718-8000001}]\n"
                                     "notice: {contact: 监督委员会, phone: 0718-8000002}\n" + head}))
        yield plan(name, folder, "zh-CN", secret if name in ("id", "named") else none)
    for name, files in (("long", LONG), ("nothing", NOTHING)):
        folder = os.path.join(work, "village-" + name)
        write_all(os.path.join(folder, "records"), files)
        yield plan(name, folder, "zh-CN", none)
    for name in sorted(os.listdir(os.path.join(TOP, "tests", "villages"))):
        if os.path.isdir(os.path.join(TOP, "tests", "villages", name, "records")):
            yield plan(name, os.path.join(TOP, "tests", "villages", name), "zh-CN", secret)
