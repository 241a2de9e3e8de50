"""The villages whose sites are looked at: the demonstration village in both languages and with secrets, and small ones for what it does not show."""
import os
import shutil
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
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


def run(program, *args, **env):
    return subprocess.run([program, *args], capture_output=True, timeout=300, stdin=subprocess.DEVNULL,
                          env=dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8", **env))


def build(program, built, village, language, secret):
    r = run(program, "build", village, "-o", built.folder, "--date", built.date, "--language", language, "-q", GONGSHI_SECRET_FILE=secret)
    built.err, built.secret = r.stderr.decode(), os.path.exists(secret)
    if r.returncode:
        raise RuntimeError(f"{built.name} was not built ({r.returncode}): {built.err[-600:]}")
    p = run(program, "ledger", village, "--public", "--date", built.date, "--format", "json")
    built.public = p.stdout
    return built


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, "records", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


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
        write(folder, dict(SMALL, **{"village.yaml": "name: 张大山村\noffices: [{role: 调解, holder: 赵钱孙, phone: 0718-8000001}]\n"
                                     "notice: {contact: 监督委员会, phone: 0718-8000002}\n" + head}))
        yield plan(name, folder, "zh-CN", secret if name in ("id", "named") else none)
    for name in sorted(os.listdir(os.path.join(TOP, "tests", "villages"))):
        if os.path.isdir(os.path.join(TOP, "tests", "villages", name, "records")):
            yield plan(name, os.path.join(TOP, "tests", "villages", name), "zh-CN", secret)
