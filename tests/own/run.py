#!/usr/bin/env python3
"""Tests households' own pages from outside: run.py PROGRAM. Ends with `N passed, M failed`.

They exist with a secret alone, at addresses that change with it; each tells about its household and no other;
nothing leads to them. And the form to declare: what its options say follows from the points list.
"""
import glob
import html
import os
import re
import resource
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from page_text import read_page  # noqa: E402
from village import TOP, Tests, environment, read, run, write, write_all  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")

VILLAGE = {
    "records/village.yaml": "name: 桐花坪村\nurl: https://example.org\nlate: 100\nprivacy: {site: masked, warnings: count}\n",
    "records/rules/10.yaml": """level: city
categories:
  - {id: order, title: 治安}
rules:
  - {id: patrol, category: order, title: 参加治安巡逻, points: {2026-01-01: 2, 2026-09-01: 3}, cap: 4/month}
  - {id: donate, category: order, title: 捐赠, points: 1..10, needs: [evidence, note]}
  - {id: parade, category: order, title: 游行, points: 1, until: 2026-06-30}
  - {id: sweep, category: order, title: 扫地, points: 0.5, unit: 小时, until: 2026-10-31}
  - {id: noise, category: order, title: 深夜喧哗, kind: negative, points: -5}
""",
    "records/rules/20.yaml": """level: town
adjust:
  - {rule: donate, from: 2026-11-01, points: 2..5}
""",
    "records/households/1.yaml": """group: {id: g1, name: 一组}
households:
  - {id: h105, head: 张大山, members: [{id: h105-1, name: 张大山}, {id: h105-2, name: 张小花}]}
  - {id: h106, head: 李卫国, members: [{id: h106-1, name: 李卫国}]}
  - {id: h107, head: 王秀英}
""",
    "records/meetings/2026-10-10.yaml": """meeting: 2026-10-10
kind: review
title: 十月评审会
entries:
  - {resident: h105-2, rule: patrol, date: 2026-10-01, times: 2, note: 河边}
  - {household: h106, rule: noise, date: 2026-10-02, note: 半夜放音响}
claims:
  - {claim: c-001, approve: false, reason: 证据不足}
""",
    "records/claims/2026.yaml": "- {id: c-001, household: h106, rule: donate, date: 2026-10-02, points: 3, received: 2026-10-03, note: 书}\n",
    "records/disclosures/2026.yaml": "- {date: 2026-10-20, household: h105, to: 市文明办, basis: 第十二条}\n",
}

test = Tests()


class Village:
    def __init__(self, folder):
        self.folder = folder
        self.secret("0" * 64)
        write_all(folder, VILLAGE)

    def secret(self, hex_digits, mode=0o600):
        self.secret_file = os.path.join(self.folder, "secret")
        write(self.folder, "secret", hex_digits + "\n")
        os.chmod(self.secret_file, mode)

    def build(self, *args, **env):
        r = run(PROGRAM, "build", "--only", "site", "--date", "2026-11-24", *args, cwd=self.folder, **{"GONGSHI_SECRET_FILE": self.secret_file, **env})
        self.err = r.stderr
        return r.returncode

    def pages(self):
        """Each own page by the household's id."""
        found = {}
        for path in glob.glob(os.path.join(self.folder, "out/site/own/*/index.html")):
            text = read_page(path)
            found[re.search(r'<span class="id">(h\d+)</span></h1>', text).group(1)] = (os.path.basename(os.path.dirname(path)), text)
        return found

    def page(self, name):
        return read_page(os.path.join(self.folder, "out/site", name))


@test
def there_is_one_for_each_household(v):
    assert v.build() == 0, v.err
    pages = v.pages()
    assert sorted(pages) == ["h105", "h106", "h107"], sorted(pages)
    for key, text in pages.values():
        assert re.fullmatch("[a-z2-7]{26}", key), key
        assert '<meta name="robots" content="noindex">' in text and '<meta name="referrer" content="no-referrer">' in text
        assert 'rel="canonical"' not in text
    assert len({key for key, _ in pages.values()}) == 3


@test
def who_comes_later_has_none_yet_and_who_left_keeps_theirs(v):
    with open(os.path.join(v.folder, "records/households/2.yaml"), "w", encoding="utf-8") as f:
        f.write("group: {id: g2, name: 二组}\nhouseholds:\n  - {id: h100, head: 鄢来春, since: 2026-12-01}\n"
                "  - {id: h1060, head: 吴已去, until: 2026-01-31}\n  - {id: h200, head: 郑后到, since: 2027-01-01}\n")
    assert v.build() == 0, v.err
    pages = v.pages()
    assert sorted(pages) == ["h105", "h106", "h1060", "h107"], sorted(pages)
    assert "王秀英" in pages["h107"][1] and "吴已去" in pages["h1060"][1]
    assert not os.path.exists(os.path.join(v.folder, "out/site/households/h100"))


@test
def each_tells_about_its_household_alone(v):
    assert v.build() == 0, v.err
    pages = v.pages()
    names = {"h105": ["张大山", "张小花"], "h106": ["李卫国"], "h107": ["王秀英"]}
    for own, (_, text) in pages.items():
        assert names[own][0] in text
        for other in names:
            for name in names[other]:
                assert other == own or name not in text, f"{name} stands on the page of {own}"
    assert "河边" in pages["h105"][1] and "张小花" in pages["h105"][1]
    assert "半夜放音响" in pages["h106"][1] and "深夜喧哗" in pages["h106"][1] and "证据不足" in pages["h106"][1]


@test
def the_handbook_finds_a_household_s_page_and_no_other(v):
    """By what the handbook says to type, though others tell of a transfer to it: a wrong address hands out a neighbour's page."""
    write(v.folder, "records/meetings/2026-10-20.yaml", "meeting: 2026-10-20\nkind: review\nentries:\n  - {household: h106, rule: patrol, date: 2026-10-03}\n")
    write(v.folder, "records/meetings/2026-11-01.yaml", "meeting: 2026-11-01\nkind: review\ntransfers:\n  - {from: h105, to: h107, points: 1}\n")
    for place in "privacy.md", "en/privacy.md":
        told = re.search(r"(?m)^    (grep .*)$", read(os.path.join(TOP, "content/handbook", place))).group(1)
        assert v.build() == 0, v.err
        pages = v.pages()
        assert "（h107）" in pages["h105"][1], "the transfer is told of"
        for household in "h105", "h107":
            said = subprocess.run(["sh", "-c", told.replace("h001", household)], cwd=v.folder, capture_output=True, timeout=60).stdout.decode()
            assert said == f"out/site/own/{pages[household][0]}/index.html\n", (place, household, said)


@test
def others_are_named_as_on_the_site(v):
    """A note, a reason, a title may name neighbours: in own pages they are as the site shows them, one's own in full."""
    def change(name, old, new):
        path = os.path.join(v.folder, "records", name)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        assert old in text
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace(old, new))

    change("meetings/2026-10-10.yaml", "note: 河边", "note: 和李卫国（h106-1）、王 秀 英，张小花带队")
    change("meetings/2026-10-10.yaml", "reason: 证据不足", "reason: 那天是張大⼭去的，李卫国没有去")
    change("claims/2026.yaml", "note: 书", "note: 李卫国和张小花一起送的书")
    change("rules/10.yaml", "title: 捐赠", "title: 捐赠（张大山倡议）")
    with open(os.path.join(v.folder, "records/objections.yaml"), "w", encoding="utf-8") as f:
        f.write("- {id: o-1, entry: 2026-10-10/1, received: 2026-10-11, grounds: 李卫国看见只有张小花一个人}\n")
    os.makedirs(os.path.join(v.folder, "records/objections"))
    os.rename(os.path.join(v.folder, "records/objections.yaml"), os.path.join(v.folder, "records/objections/2026.yaml"))
    assert v.build() == 0, v.err
    pages = {own: html.unescape(text) for own, (_, text) in v.pages().items()}
    assert "和李*国（h106）、王 * 英，张小花带队" in pages["h105"], re.findall(".{40}带队", pages["h105"], re.S)
    assert "李*国看见只有张小花一个人" in pages["h105"], "the grounds"
    assert "那天是张*山去的，李卫国没有去" in pages["h106"], "the reason"
    assert "李卫国和张*花一起送的书" in pages["h106"], "the claim's note"
    assert "张*山倡议" in pages["h106"] and "张大山倡议" not in pages["h106"], "the rule's title"
    change("village.yaml", "site: masked", "site: full")
    assert v.build() == 0, v.err
    assert "李卫国和张小花一起送的书" in v.pages()["h106"][1]


@test
def every_figure_has_its_explanation(v):
    assert v.build() == 0, v.err
    text = html.unescape(v.pages()["h105"][1])
    assert "+4" in text and "十月评审会" in text, "the account's line"
    assert re.search(r"3分×2＝6分", text), "the steps of the entry"
    assert "每月最多4分" in text, "the cap that took two points"


@test
def disclosures_are_nowhere(v):
    assert v.build() == 0, v.err
    for path in glob.glob(os.path.join(v.folder, "out/site/**/*"), recursive=True):
        if os.path.isfile(path):
            with open(path, "rb") as f:
                assert "市文明办".encode() not in f.read(), path


@test
def nothing_leads_to_them(v):
    assert v.build() == 0, v.err
    keys = [key.encode() for key, _ in v.pages().values()]
    for path in glob.glob(os.path.join(v.folder, "out/site/**/*"), recursive=True):
        if os.path.isfile(path):
            with open(path, "rb") as f:
                data = f.read()
            for key in keys:
                assert key not in data, path


@test
def another_secret_moves_all(v):
    assert v.build() == 0, v.err
    before = {key for key, _ in v.pages().values()}
    assert v.build() == 0, v.err
    assert before == {key for key, _ in v.pages().values()}
    v.secret("1" * 64)
    assert v.build() == 0, v.err
    after = {key for key, _ in v.pages().values()}
    assert len(after) == 3 and not before & after


@test
def no_secret_no_pages(v):
    os.remove(v.secret_file)
    assert v.build() == 0, v.err
    assert not v.pages() and v.err.count("gongshi secret") == 1, v.err


@test
def a_secret_that_others_may_read_is_not_used(v):
    v.secret("0" * 64, 0o644)
    assert v.build() == 3, v.err
    assert not v.pages()


@test
def a_secret_that_can_not_be_replaced_stays(v):
    def replace(**how):
        return run(PROGRAM, "secret", "--replace", v.folder, GONGSHI_SECRET_FILE=v.secret_file, **how).returncode

    assert replace(limits={resource.RLIMIT_FSIZE: 0}) == 3
    assert read(v.secret_file) == "0" * 64 + "\n"
    assert replace() == 0
    assert re.fullmatch("[0-9a-f]{64}\n", read(v.secret_file)) and os.stat(v.secret_file).st_mode & 0o777 == 0o600
    assert not [name for name in os.listdir(v.folder) if name.endswith(".new")]


@test
def of_several_secrets_made_at_once_one_stays(v):
    os.remove(v.secret_file)
    env = environment(GONGSHI_SECRET_FILE=v.secret_file)
    made = [subprocess.Popen([PROGRAM, "secret", v.folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) for _ in range(4)]
    for p in made:
        p.communicate(timeout=60)
    assert sorted(p.returncode for p in made) == [0, 2, 2, 2], [p.returncode for p in made]
    assert os.stat(v.secret_file).st_mode & 0o777 == 0o600 and not glob.glob(v.secret_file + ".*")


@test
def both_languages(v):
    assert v.build("--language", "en") == 0, v.err
    text = v.pages()["h105"][1]
    assert '<html lang="en">' in text and "How it came about" in text and "&lt;own." not in text


def options(text):
    return {m.group(1): m.group(0) for m in re.finditer(r'<option value="([^"]+)" data-title[^\n]*', text)}


@test
def the_form_has_what_can_be_declared(v):
    assert v.build() == 0, v.err
    found = options(v.page("declare/index.html"))
    assert sorted(found) == ["donate", "patrol", "sweep"], sorted(found)
    assert 'data-spans="2026-01-01/2026-08-31/2;2026-09-01//3"' in found["patrol"], found["patrol"]
    assert 'data-spans="/2026-10-31/1..10;2026-11-01//2..5"' in found["donate"], found["donate"]
    assert " data-evidence" in found["donate"] and " data-note" in found["donate"] and " data-resident" not in found["donate"]
    assert 'data-spans="/2026-10-31/0.5"' in found["sweep"] and 'data-unit="小时"' in found["sweep"], found["sweep"]


@test
def the_form_gives_no_name_away(v):
    for language in ("zh-CN", "en"):
        assert v.build("--language", language) == 0, v.err
        text = v.page("declare/index.html")
        assert '<option value="h105">张*山</option>' in text
        for name in ("张大山", "张小花", "李卫国", "王秀英", "h105-1"):
            assert name not in text, name


@test
def the_qr_script_is_the_installed_one_or_none(v):
    script = os.path.join(v.folder, "qr.js")
    write(v.folder, "qr.js", "var qrcode;\n")
    assert v.build(GONGSHI_QR_SCRIPT=script) == 0, v.err
    assert v.page("qrcode.js") == "var qrcode;\n" and 'data-qr="../qrcode.js"' in v.page("declare/index.html")
    assert v.build(GONGSHI_QR_SCRIPT=script + ".none") == 0, v.err
    assert v.err.count("node-qrcode-generator") == 1, v.err
    assert not os.path.exists(os.path.join(v.folder, "out/site/qrcode.js")) and "data-qr" not in v.page("declare/index.html")


if __name__ == "__main__":
    sys.exit(test.run(Village))
