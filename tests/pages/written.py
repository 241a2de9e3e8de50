"""Pages of content/ as they are written: Markdown by pairs of files (markdown/NAME.md and NAME.html), ends of lines."""
import difflib
import glob
import os
import re
import shutil

from counted import Village, test
from village import read, write

PAIRS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "markdown")


@test
def content_may_have_the_line_ends_of_windows(v):
    v.write("content/village.md", "---\r\ntitle: 关于本村\r\norder: 1\r\n---\r\n在桐花坪。\r\n")
    v.write("content/news/a.md", "---\r\ntitle: 下雪了\r\ndate: 2026-11-20\r\n---\r\n路滑。\r\n")
    v.build()
    about = v.page("village")
    assert "关于本村 在桐花坪。" in about and "order" not in about, about
    assert "下雪了" in v.page("news/a")


@test
def a_table_may_end_its_lines_with_blanks(v):
    v.write("content/village.md", "| 地点 | 电话 |  \n|---|---|  \n| 村委会 | 8000001 |  \n")
    v.build()
    text = v.source("village")
    assert "<th scope=\"col\"" in text and "data-label=\"电话\"" in text, text


@test
def a_page_in_another_language_says_so(v):
    v.write("content/help.md", "---\ntitle: Help\nlanguage: en\n---\nText.\n" + "".join(f"\n## Part {n}\n" for n in range(5)))
    v.write("content/village.md", "---\n标题: 本村\n语言: zh-CN\n---\n在桐花坪。\n")
    v.write("content/plain.md", "---\ntitle: 平常\n---\n在桐花坪。\n")
    v.build()
    text = v.source("help")
    assert '<article class="prose" lang="en">' in text and '<p id="_contents" lang="zh-CN">' in text and '<html lang="zh-CN">' in text, text
    assert '<article class="prose" lang="zh-CN">' in v.source("village") and '<article class="prose">' in v.source("plain")


@test
def a_word_of_code_with_hyphens_stays_on_one_line(v):
    v.write("content/help.md", "---\ntitle: x\n---\n用 `--since HEAD~1`、`out/led-x/a-b.txt`、`a -- b 3 - 2`、`a & <b-c>`。\n\n    gongshi build [--only LIST] -o OUT --date=2026-03-05 年-月-日\n\n## 用 `-q`\n")
    v.build()
    with open(os.path.join(v.folder, "out/site/help/index.html"), encoding="utf-8") as f:
        found = re.findall(r"<code>(.*?)</code>", f.read(), re.S)
    marked = [re.sub('<span class="whole">(.*?)</span>', r"«\1»", code) for code in found]
    assert marked == ["«--since» HEAD~1", "out/«led-x»/«a-b.txt»", "a -- b 3 - 2", "a &amp; &lt;«b-c»&gt;",
                      "gongshi build «[--only» LIST] «-o» OUT «--date=2026-03-05» 年-月-日\n", "«-q»"], marked


def pairs(checks, folder, update):
    """Builds every markdown/NAME.md and holds what stands on its page below the title against NAME.html, which UPDATE writes anew."""
    names = sorted(os.path.basename(path)[:-3] for path in glob.glob(os.path.join(PAIRS, "*.md")))
    shutil.copytree(PAIRS, os.path.join(folder, "content"), ignore=shutil.ignore_patterns("*.html"))
    v = Village(folder)
    v.build()
    for name in names:
        made = re.search(r'<article class="prose">\n<h1>.*?</h1>\n(.*?)\s*</article>', v.source(name), re.S).group(1) + "\n"
        if update:
            write(PAIRS, f"{name}.html", made)
        wanted = read(PAIRS, f"{name}.html") if os.path.exists(os.path.join(PAIRS, f"{name}.html")) else ""
        checks(f"markdown/{name}", difflib.unified_diff(wanted.split("\n"), made.split("\n"), f"{name}.html", "the page", lineterm=""))
