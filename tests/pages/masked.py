"""Names: what is masked wherever it stands."""
import glob
import os

from counted import DATE, PROGRAM, VILLAGE, test
from page_text import read_page
from village import read, run


@test
def tables_for_the_public_mask_titles_as_the_site_does(v):
    v.build()
    v.write("records/rewards.yaml", VILLAGE["records/rewards.yaml"].replace("文明户", "张大山奖"))
    for form in "table", "csv":
        r = run(PROGRAM, "ledger", "--public", "--date", DATE, "--format", form, cwd=v.folder)
        assert r.returncode == 0 and "张*山奖" in r.stdout and "张大山" not in r.stdout, r.stdout


@test
def screens_show_pages_of_news_and_warn_of_what_they_mask(v):
    v.build()
    v.write("records/village.yaml", "name: 桐花坪村\nbase: 1\nprivacy: {site: full, led: masked}\nscreens: [{id: gate, show: [notices, news]}]\n")
    v.write("records/meetings/2026-11-23.yaml", "meeting: 2026-11-23\nkind: review\ntitle: 评张大山家\n"
                                                "entries: [{household: h106, rule: patrol}]\n")
    v.write("content/news/a.md", "---\ntitle: 下雪了\ndate: 2026-11-20\n---\n")
    v.write("content/news/draft.txt", "---\ntitle: 还没写好\ndate: 2026-11-20\n---\n")
    v.write("content/news/b.md", "---\ntitle: 前天的事\ndate: 2026-11-18\n---\n")
    v.write("content/news/index.md", "---\ntitle: 不是新闻\ndate: 2026-11-20\n---\n")
    said = v.make(only="led")
    assert "2026-11-23.yaml:3:9: warning[name-in-text]" in said, said
    with open(os.path.join(v.folder, "out/led/gate.txt"), encoding="gb18030") as f:
        feed = "".join(f.read().split())
    assert "评张*山家" in feed and "下雪了" in feed and "还没写好" not in feed and "不是新闻" not in feed, feed
    assert feed.index("下雪了") < feed.index("前天的事"), feed


@test
def no_coded_link_gives_a_name_away(v):
    v.write("content/a.md", "[一](https://example.org/%E5%BC%A0%E5%A4%A7%E5%B1%B1) [二](https://example.org/?q=%E6%9D%91)\n")
    said = v.build()
    page = v.source("a")
    assert "name-in-text" in said and "%E5%BC%A0" not in page and "%E6%9D%91" in page, said


@test
def an_objection_to_a_warning_names_nobody_in_full(v):
    v.build("masked")
    v.write("records/village.yaml", VILLAGE["records/village.yaml"].replace("site: masked, warnings: POLICY", "site: full, warnings: masked"))
    v.write("records/meetings/2026-01-10.yaml", "meeting: 2026-01-10\nkind: review\nentries: [{household: h106, rule: litter, date: 2026-01-09}, {household: h106, rule: patrol, date: 2026-01-09}]\n")
    v.write("records/objections/2026b.yaml", "- {id: o-9, entry: 2026-01-10/1, received: 2026-01-11}\n")
    v.write("records/meetings/2026-01-20.yaml", "meeting: 2026-01-20\nkind: review\nobjections: [{objection: o-9, upheld: false, reason: 查无此事}]\n")
    v.make()
    page = v.page("meetings/2026-01-20")
    assert "李*国" in page and "李卫国" not in page and "查无此事" in page, page


@test
def a_head_who_is_a_minor_is_one_however_the_name_is_spaced(v):
    v.build()
    v.write("records/village.yaml", VILLAGE["records/village.yaml"].replace("site: masked, warnings: POLICY", "site: full"))
    v.write("records/households/2.yaml", "group: {id: g9, name: 九组}\nhouseholds: [{id: h901, head: 钱 小童, members: [{id: h901-1, name: 钱小童, minor: true}]}]\n")
    v.make()
    assert "钱*" in v.page("households/h901") and "小童" not in v.page("households/h901"), v.page("households/h901")


@test
def what_stands_in_several_files_is_masked_in_all(v):
    v.write("records/village.yaml", "")
    v.build("masked")
    for name, old, new in (("village.yaml", "base: 1\n", "base: 1\nurl: https://example.org\nnotice: {contact: 张大山家, phone: 0718-8000001}\n"),
                           ("rules/10.yaml", "level: city\n", "level: city\nissuer: 李卫国办公室\ndocument: 王秀英字〔2026〕1号\n"),
                           ("rules/10.yaml", "title: 巡逻, points: 2", "title: 巡逻, points: 2, unit: 张大山次")):
        text = read(v.folder, "records", name)
        assert old in text, (name, old)
        v.write(f"records/{name}", text.replace(old, new))
    v.make()
    for file in glob.glob(os.path.join(v.folder, "out/site/**/*.*"), recursive=True):
        with open(file, "rb") as f:
            data = f.read().replace(b"\r\n ", b"")
        for name in ("张大山", "李卫国", "王秀英"):
            assert name.encode() not in data, (file, name)
    assert "张*山家" in read_page(os.path.join(v.folder, "out/site/calendar.ics")).replace("\n ", "")


@test
def no_file_name_gives_a_name_away(v):
    v.write("content/life/张大山.md", "好人好事。\n")
    v.write("content/life/h105-1.jpg", "jpg")
    said = v.build(status=1)
    assert "content/life/张大山.md:1:1: error[page-address]" in said, said
    assert "content/life/h105-1.jpg:1:1: error[page-address]" in said, said
    assert not os.path.exists(os.path.join(v.folder, "out/site")), "nothing was published"


@test
def files_that_are_no_pages_give_no_name_away_and_take_no_page_s_place(v):
    v.write("content/walk.md", "散步。\n")
    v.write("content/walk/index.md", "又是散步。\n")
    for name in ("index.html", "site.css", "feed.atom", "data/more.csv", "walk/index.html"):
        v.write(f"content/{name}", "x")
    v.write("content/list.csv", "户,分\n一组,3\n张大山,5\n")
    v.write("content/list.txt", "一组\r\n李卫国 5分\r\n".encode("gb18030"))
    v.write("content/photo.gif", b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;")  # no text
    v.write("content/wide.txt", "户\t分\r\n王秀英\t5\r\n".encode("utf-16"))
    v.write("content/2026.10/张大山.pdf", "%PDF-1.4")
    v.write("content/news/map.svg", "<svg/>")
    said = v.build(status=1)
    for name in ("index.html", "site.css", "feed.atom", "data/more.csv", "walk/index.html"):
        assert f"content/{name}:1:1: error[page-address]" in said, (name, said)
    assert "content/walk.md:1:1: error[page-address]: /walk/ is the address of content/walk/index.md too" in said, said
    assert 'content/list.csv:3:1: error[name-in-file]' in said and '"张大山"' in said, said
    assert 'content/list.txt:2:1: error[name-in-file]' in said and '"李卫国"' in said, said
    assert "content/wide.txt:2:1: error[name-in-file]" in said and "content/2026.10/张大山.pdf:1:1: error[page-address]" in said, said
    assert "photo.gif" not in said and "map.svg" not in said and said.count("error[") == 10, said
