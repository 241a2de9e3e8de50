#!/usr/bin/env python3
"""Writes a site for Hugo that is comparable to one of ours: make_hugo.py SITE OUT

For each page of SITE, a built site, OUT gets a page of content at the same address, with as many rows in its front matter as make the page
about as many bytes; what is short is filled up by a text. There is one template for all: a head, a menu, a table, nothing looked up or summed. What Hugo
would do beside pages (lists, feeds, a map of the site) is turned off.
"""
import os
import sys

CONFIG = """baseURL = "https://village.example/"
title = "大村"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true
"""
FRAME = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ .Title }} · {{ site.Title }}</title>
<link rel="stylesheet" href="/site.css"></head>
<body>
<header><a href="/">{{ site.Title }}</a><nav><a href="/notices/">公示</a><a href="/ranking/">排名</a><a href="/households/">各户积分</a></nav></header>
<main><h1>{{ .Title }}</h1>
{{ .Content }}
<table><thead><tr><th>日期</th><th>户号</th><th>事项</th><th>计分</th><th>状态</th></tr></thead>
<tbody>
{{ range .Params.rows }}<tr><td><time datetime="{{ .date }}">{{ .date }}</time></td><td><a href="/households/{{ .household }}/">{{ .household }}</a></td>\
<td>{{ .title }}</td><td class="number">{{ .points }}分</td><td>{{ .status }}</td></tr>
{{ end }}</tbody></table>
</main>
<footer><p>截至2025年12月31日</p></footer>
</body>
</html>
"""
ROW = "- {{date: 2025-{month:02}-{day:02}, household: h{household:05}, title: 细则{rule}, points: {points}.5, status: 已生效}}\n"
FRAME_BYTES, ROW_BYTES = 760, 176  # of what comes out
FILL = "村民积分公示，如有不同意见请在公示期内提出。"


def page(size, number):
    """The page of content that becomes SIZE bytes."""
    rows = max(0, (size - FRAME_BYTES) // ROW_BYTES)
    left = max(0, size - FRAME_BYTES - rows * ROW_BYTES) // len(FILL.encode())
    return (f"---\ntitle: 第{number}页\nrows:\n" if rows else f"---\ntitle: 第{number}页\n") + "".join(
        ROW.format(month=i % 12 + 1, day=i % 28 + 1, household=i % 99999, rule=i % 24, points=i % 3 + 1) for i in range(rows)) + "---\n" + FILL * left + "\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def main():
    site, out = sys.argv[1:]
    write(os.path.join(out, "config.toml"), CONFIG)
    write(os.path.join(out, "layouts/_default/single.html"), FRAME)
    number = 0
    for folder, _, names in sorted(os.walk(site)):
        for name in names:
            if not name.endswith(".html"):
                continue
            number += 1
            inner = os.path.relpath(folder, site)
            # an address of its own: a name that begins with "_" means another thing to Hugo
            address = "front" if inner == "." else "/".join(part.replace("_", "part-") for part in inner.split("/"))
            write(os.path.join(out, "content", "pages", address, f"p{number}.md"), page(os.path.getsize(os.path.join(folder, name)), number))


if __name__ == "__main__":
    main()
