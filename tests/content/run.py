#!/usr/bin/env python3
"""Tests what goes to the site from content/: run.py PROGRAM. Ends with `N passed, M failed`.

Which kinds of files are published, left out or refused; what photographs lose; names in texts however they are
written; addresses that collide; links; where the output may not lie. Pictures are made by pictures.py.
"""
import base64
import os
import re
import shutil
import struct
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Tests, read_bytes, run, write  # noqa: E402
from png import chunk, chunks  # noqa: E402
from pictures import exif, gif, photo, segment, segments  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/gongshi")
DATE = "2026-11-24"
NAME = "张大山"

VILLAGE = {
    "village.yaml": "name: 桐花坪村\nprivacy: {site: masked}\n",
    "rules/10.yaml": "level: city\ncategories: [{id: order, title: 治安}]\nrules: [{id: patrol, category: order, title: 巡逻, points: 2}]\n",
    "households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h105, head: 张大山}\n  - {id: h106, head: 阿卜杜·买买提}\n  - {id: h107, head: 林美玉}\n",
    "meetings/2026-11-20.yaml": "meeting: 2026-11-20\nkind: review\nentries: [{household: h105, rule: patrol, date: 2026-11-01}]\n",
}

test = Tests()


class Village:
    def __init__(self, folder):
        self.folder = folder
        for name, text in VILLAGE.items():
            self.write(f"records/{name}", text)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, data):
        write(self.folder, name, data)

    def make(self, *args, status=0, only="site"):
        r = run(PROGRAM, "build", "--only", only, "--date", DATE, *args, cwd=self.folder)
        assert r.returncode == status, f"exit status {r.returncode}: {r.stderr}"
        return r.stderr

    def read(self, name):
        return read_bytes(self.folder, "out/site", name)

    def has(self, name):
        return os.path.lexists(self.path("out/site", name))


def found(said, file, code, kind="error"):
    return re.search(rf"^{re.escape('content/' + file)}:\d+:\d+: {kind}\[{code}\]", said, re.M)


# --- kinds of files

@test
def private_codes(v):
    """Private-use characters of files that are published as they are: warned of, with the standard character where one is known."""
    v.write("content/files/a.csv", "户,名\nh1,\ue863\n")
    v.write("content/files/b.json", '{"name": "\\ue863"}')
    v.write("content/files/c.txt", "\uf8f5")
    v.write("content/files/d.txt", "䶮")
    said = v.make()
    said = said if isinstance(said, str) else "".join(map(str, said))
    assert "content/files/a.csv:2:4: warning[paper-character]: U+E863" in said and "published as it is: write 㧟" in said or "write 䶮" in said, said
    assert said.count("content/files/b.json:1:1: warning[paper-character]") == 1 and "content/files/c.txt:1:1: warning[paper-character]" in said, said
    assert "content/files/d.txt" not in said, said


@test
def what_machines_leave_is_left_out(v):
    names = ["Thumbs.db", "pics/THUMBS.DB", "desktop.ini", "~$名单.docx", "a.md~", "a.md.orig", "a.bak", "a.tmp", "~WRL0001.tmp", ".a.md.swp",
             "a.swp", ".DS_Store", "__MACOSX/a.md", "@eaDir/x", "#a.md#", "a.md.rej", "电话.lnk", "b.pdf.crdownload"]
    for name in names:
        v.write(f"content/{name}", f"---\ntitle: {NAME}\n---\n{NAME}\n")
    v.write("content/a.md", "# 甲\n")
    said = v.make()
    assert "content/" not in said, said
    for name in names:
        assert not v.has(name) and not v.has(name + "/index.html"), name
    assert v.has("a/index.html")


@test
def pages_end_in_md(v):
    names = ["a.MD", "b.markdown", "c.md.txt", "d.Md", "e.mdown", "f.mkd", "g.md.md", "h。md"]
    for name in names:
        v.write(f"content/{name}", "# 页\n")
    said = v.make(status=1)
    for name in names:
        assert found(said, name, "unknown-file") and "end in .md" in said, (name, said)
    assert not v.has("index.html"), "nothing was published"


@test
def other_kinds_are_refused_with_a_way_out(v):
    for name in ("plan.dwg", "x.exe", "noending", "a.b/noending"):
        v.write(f"content/{name}", "x")
    said = v.make(status=1)
    for name in ("plan.dwg", "x.exe", "noending", "a.b/noending"):
        assert found(said, name, "unknown-file"), (name, said)
    assert '".dwg"' in said and "ZIP" in said, said


@test
def known_kinds_are_published_and_documents_warned_of_once(v):
    files = {"a.pdf": b"%PDF-1.4\n", "b.docx": b"PK\3\4abc", "c.XLS": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "d.zip": b"PK\5\6",
             "e.mp3": b"ID3\4", "f.wav": b"RIFF\0\0\0\0WAVEfmt ", "g.gif": gif(), "h.mp4": b"\0\0\0\x18ftypmp42", "i.bmp": b"BM\0\0\0\0\0\0\0\0"}
    for name, data in files.items():
        v.write(f"content/files/{name}", data)
    said = v.make()
    for name, data in files.items():
        assert v.read(f"files/{name}") == data, name
    assert said.count("warning[unread-file]") == 1 and "4 in all" in said, said


@test
def a_file_is_what_its_name_says(v):
    v.write("content/a.jpg", "<html><script>alert(1)</script>")
    v.write("content/b.pdf", b"PK\3\4")
    v.write("content/c.xls", "<html><table><tr><td>x</td></tr></table></html>")
    v.write("content/d.png", b"")
    v.write("content/e.jpg", photo("png"))  # telephones do
    said = v.make(status=1)
    for name in "a.jpg", "b.pdf", "c.xls", "d.png":
        assert found(said, name, "bad-file"), (name, said)
    assert not found(said, "e.jpg", "bad-file") and found(said, "e.jpg", "picture-kind", "warning") and '".png"' in said, said


@test
def a_picture_is_cleaned_as_what_its_bytes_are(v):
    for name, kind in ("a.jpg", "png"), ("b.png", "jpg"), ("c.GIF", "webp"), ("d.jpeg", "jpg"), ("e.jfif", "jpg"):
        v.write(f"content/{name}", photo(kind) + b"PRIVATE behind the end" if kind != "webp" else photo(kind))
    said = v.make()
    for name, other in ("a.jpg", ".png"), ("b.png", ".jpg"), ("c.GIF", ".webp"):
        assert found(said, name, "picture-kind", "warning") and f'name it "{other}"' in said, (name, said)
    assert said.count("picture-kind") == 3, said
    for name in "a.jpg", "b.png", "c.GIF", "d.jpeg":
        assert b"PRIVATE" not in v.read(name), name


# --- copies of pages

@test
def copies_of_pages_are_warned_of_and_left_out(v):
    text = "---\ntitle: 村情\n---\n桐花坪村有五个组。\n\n一百二十户。\n"
    more = text + "\n后来又加了一段。\n"
    v.write("content/life.md", text)
    copies = {"life (1).md": text, "life - 副本.md": more, "life-DESKTOP-7G2KQ1.md": more, "life（2）.md": more, "副本 life.md": more,
              "life.sync-conflict-20260301-101010-ABCDEFG.md": more, "life (王芳的冲突副本 2026-03-01).md": more, "life copy.md": more,
              "other/same.md": text.replace("\n", "\r\n")}
    for name, data in copies.items():
        v.write(f"content/{name}", data)
    v.write("content/life-2025.md", "---\ntitle: 旧村情\n---\n桐花坪村有五个组。\n")
    v.write("content/life-copyright.md", text.replace("村情", "版权"))
    v.write("content/life (3).md", "---\ntitle: 三\n---\n全不一样。\n")
    said = v.make()
    for name in copies:
        assert found(said, name, "copied-page", "warning"), (name, said)
        assert not v.has(name[:-3]), name
    assert v.has("life/index.html") and v.has("life-2025/index.html") and v.has("life-copyright/index.html")
    assert found(said, "life (3).md", "copied-page", "warning") and v.has("life (3)/index.html"), said
    assert "life-2025" not in said and "life-copyright" not in said and said.count("copied-page") == len(copies) + 1, said
    menu = v.read("index.html").decode()
    assert menu.count(">村情<") == 1, menu.count(">村情<")


# --- photographs

@test
def a_jpeg_keeps_its_looks_alone(v):
    plain = photo("jpg")
    jfif = 20
    private = (segment(0xE1, b"Exif\0\0" + exif(6)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0PRIVATE") + segment(0xED, b"Photoshop 3.0\0PRIVATE") +
               segment(0xE2, b"MPF\0PRIVATE") + segment(0xFE, b"PRIVATE comment") + segment(0xEC, b"Ducky PRIVATE"))
    v.write("content/a.jpg", plain[:jfif] + private + plain[jfif:] + b"PRIVATE behind the end" + plain)
    v.write("content/b.JPG", plain[:2] + segment(0xE1, b"Exif\0\0" + exif(1, "<")) + plain[jfif:])
    v.write("content/c.jpg", plain[:2] + segment(0xE1, b"Exif\0\0" + exif(8, "<")) + plain[jfif:])
    v.write("content/d.jpg", plain[:4] + struct.pack(">H", 16 + 3) + plain[6:18] + b"\1\1RGB" + plain[jfif:])  # a small picture
    said = v.make()
    assert "content/" not in said, said
    a = v.read("a.jpg")
    assert b"PRIVATE" not in a and len(a) == len(plain) + 36, len(a)
    # JFIF first, then which way up, then all of the rest as it was: the profile, the pixels
    assert a[:jfif] == plain[:jfif] and a[jfif + 36:] == plain[jfif:] and b"ICC_PROFILE" in a
    marker, data = segments(a)[1]
    assert marker == 0xE1 and data[:8] == b"Exif\0\0MM" and data[16:26] == b"\1\x12\0\3\0\0\0\1\0\6", data
    assert v.read("b.JPG") == plain[:2] + plain[jfif:], "upright: no Exif at all"
    c = v.read("c.jpg")
    assert segments(c)[0][1][24:26] == b"\0\x08" and b"PRIVATE" not in c and c.endswith(plain[jfif:]), segments(c)[0]
    assert v.read("d.jpg") == plain


@test
def a_png_keeps_its_looks_alone(v):
    plain = photo("png")
    header = 8 + 25
    private = (chunk(b"tEXt", b"Author\0PRIVATE") + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"PRIVATE")) +
               chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0PRIVATE") + chunk(b"tIME", b"\7\xea\3\1\0\0\0") + chunk(b"eXIf", exif(3)) + chunk(b"prVt", b"PRIVATE"))
    kept = chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(b"profile")) + chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\1")
    v.write("content/a.png", plain[:header] + kept + private + plain[header:] + b"PRIVATE behind the end")
    v.make()
    a = v.read("a.png")
    assert b"PRIVATE" not in a and kept in a, a
    names = [name for name, _ in chunks(a)]
    assert names[:4] == [b"IHDR", b"iCCP", b"pHYs", b"eXIf"] and names[-1] == b"IEND" and b"tEXt" not in names, names
    assert dict(chunks(a))[b"eXIf"][10:20] == b"\1\x12\0\3\0\0\0\1\0\3", dict(chunks(a))[b"eXIf"]
    assert chunk(b"eXIf", dict(chunks(a))[b"eXIf"]) in a, "its sum is right"


@test
def a_webp_keeps_its_looks_alone(v):
    plain = photo("webp")

    def with_more(*more):
        body = plain[12:]
        for name, data in more:
            body += name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)
        body = body[:8] + bytes([body[8] | 0x0C]) + body[9:]
        return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    v.write("content/a.webp", with_more((b"EXIF", exif(1)), (b"XMP ", b"PRIVATE")) + b"PRIVATE")
    v.write("content/b.webp", with_more((b"EXIF", exif(6))))
    v.make()
    assert v.read("a.webp") == plain
    b = v.read("b.webp")
    assert b"PRIVATE" not in b and b[20] == plain[20] | 8 and struct.unpack("<I", b[4:8])[0] == len(b) - 8, b[:24]
    assert b[len(plain):len(plain) + 8] == b"EXIF\x1a\0\0\0" and len(b) == len(plain) + 34


@test
def gifs_lose_comments_and_what_programs_wrote(v):
    loop = b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"
    profile = b"\x21\xff\x0bICCRGBG1012\4abcd\0"
    comment = b"\x21\xfe\7PRIVATE\0"
    more = [comment, b"\x21\xff\x0bXMP DataXMP" + b"\7PRIVATE\0", b"\x21\xff\x0bMGKIPTC0000\7PRIVATE\3abc\0",
            b"\x21\xf9\4\1\x63\0\0\0\x21\1\x0c" + b"x" * 12 + b"\7PRIVATE\0",  # a text with its own control
            b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\7PRIVATE\0"]
    v.write("content/a.gif", gif(loop, profile, *more[:-1])[:-1] + comment + b"\x3bPRIVATE")
    v.write("content/b.gif", gif(more[-1]))
    v.write("content/c.gif", gif())
    v.make()
    assert v.read("a.gif") == gif(loop, profile)
    assert v.read("b.gif") == gif(loop)
    assert v.read("c.gif") == gif()
    whole = gif(loop)
    for n in 12, 14, 30, 45, len(whole) - 1:
        v.write(f"content/cut{n}.gif", whole[:n])
    said = v.make(status=1)
    for n in 12, 14, 30, 45, len(whole) - 1:
        assert found(said, f"cut{n}.gif", "bad-file"), (n, said)


@test
def files_within_files_are_refused(v):
    inner = "data:image/jpeg;base64,/9j/4AAQ"
    held = {"a.html": f"<img src='{inner}'>", "b.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{inner}"/></svg>',
            "c.css": f"a {{background: url(DATA:image/png;charset=x;BASE64,iVBOR)}}", "d.html": "<a href='data&colon;text/html&#59;base64,5byg'>x</a>"
            .replace("&colon;", "&#58;")}
    well = {"e.html": "<p>data: base64, and data:image/svg+xml,%3Csvg/%3E; a datum: x;base64,</p>", "f.css": "a {background: url(e.png)}"}
    for name, text in {**held, **well}.items():
        v.write(f"content/{name}", text)
    said = v.make(status=1)
    for name in held:
        assert found(said, name, "file-metadata"), (name, said)
    for name in well:
        assert f"content/{name}" not in said, (name, said)


@test
def broken_pictures_are_refused(v):
    jpg, png, webp = photo("jpg"), photo("png"), photo("webp")
    broken = {"a.jpg": jpg[:-2], "b.jpg": jpg[:300], "c.jpg": jpg[:20], "d.jpg": jpg[:2] + b"\xff\xd9\xff\xd9", "e.png": png[:-4], "f.png": png[:40],
              "g.png": png[:50] + bytes([png[50] ^ 1]) + png[51:], "h.webp": webp[:-1], "i.webp": webp[:100], "j.jpg": jpg[:22] + b"\0\1" + jpg[24:],
              "k.webp": webp[:4] + struct.pack("<I", len(webp) - 4) + webp[8:] + b"VP8 "}
    for name, data in broken.items():
        v.write(f"content/{name}", data)
    said = v.make(status=1)
    for name in broken:
        assert found(said, name, "bad-file"), (name, said)


@test
def what_cannot_be_freed_of_its_place_is_refused(v):
    v.write("content/a.tif", exif(1, "<"))
    v.write("content/b.heic", b"\0\0\0\x18ftypheic" + b"x" * 50 + b"Exif\0\0MM")
    v.write("content/c.mov", b"\0\0\0\x18ftypqt  " + b"\xa9xyz\0\x12\x15\xc7+30.1+109.5/")
    v.write("content/d.mp4", b"\0\0\0\x18ftypmp42com.apple.quicktime.location.ISO6709")
    v.write("content/e.mp4", b"\0\0\0\x18ftypmp42 no place")
    said = v.make(status=1)
    for name in "a.tif", "b.heic", "c.mov", "d.mp4":
        assert found(said, name, "file-metadata"), (name, said)
    assert "e.mp4" not in said


# --- names in texts

def escaped(form):
    return "".join(form(c) for c in NAME)


NAMES = {
    "a.csv": f"户,分\n一组,3\n{NAME},5\n",
    "b.csv": ("\ufeff" + f"户,分\n{NAME},5\n").encode("utf-16-le"),
    "c.csv": f"户,分\n{NAME},5\n".encode("utf-16-le"),
    "d.csv": f"户,分\n{NAME},5\n".encode("utf-16-be"),
    "e.txt": f"户,分\n{NAME},5\n".encode("utf-32-le"),
    "f.txt": f"户,分\n{NAME},5\n".encode("utf-32"),
    "g.txt": f"户,分\n{NAME},5\n".encode("gb18030"),
    "h.txt": "戶,分\n林美玉,5\n".encode("big5"),
    "i.txt": f"一\0组 {NAME}\n",
    "j.txt": "一组 张\0大山\n",
    "k.txt": f"一组 {NAME}\n".encode() + b"\xff\n",
    "l.txt": "张\x1b大\x07山\n",
    "a.json": '{"name": "' + escaped(lambda c: f"\\u{ord(c):04x}") + '"}',
    "b.json": '{"name": "<b>张<\\/b>大山"}',
    "c.js": "x = '" + escaped(lambda c: f"\\u{{{ord(c):x}}}") + "'",
    "d.css": "a::before{content:'" + escaped(lambda c: f"\\{ord(c):x} ") + "'}",
    "a.html": "<p>" + escaped(lambda c: f"&#{ord(c)};") + "</p>",
    "b.html": "<p>" + escaped(lambda c: f"&#x{ord(c):X}") + "</p>",
    "c.html": "<p>张<!-- x -->大<b title='>'>山</b></p>",
    "d.html": "<table><tr><td>张</td><td>大山</td></tr></table>",
    "e.html": "<ruby>张<rt>zhāng</rt>大<rt>dà</rt>山<rt>shān</rt></ruby>",
    "f.html": "<a href='?q=" + escaped(lambda c: "".join(f"%{b:02X}" for b in c.encode())) + "'>他</a>",
    "g.html": "<a href='?q=" + escaped(lambda c: "".join(f"%{b:02X}" for b in c.encode("gb18030"))) + "'>他</a>",
    "h.html": "<p>阿卜杜&middot;买买提</p>",
    "i.html": "<p>" + escaped(lambda c: f"&amp;#{ord(c)};") + "</p>",
    "j.html": f"<!-- {NAME} -->",
    "a.svg": "<svg><text>" + escaped(lambda c: f"<tspan>{c}</tspan>") + "</text></svg>",
    "b.svg": "<svg>" + "".join(f"<text x='{i}'>{c}</text>\n" for i, c in enumerate(NAME)) + "</svg>",
    "a.xml": "<a><![CDATA[张]]>大山</a>",
    "a.ics": "BEGIN:VEVENT\r\nSUMMARY:张大\r\n 山\r\nEND:VEVENT\r\n",
    "a.vcf": "BEGIN:VCARD\r\nN:张;大山;;;\r\nEND:VCARD\r\n",
    "c.vcf": "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E5=A4=A7=\r\n=E5=B1=B1\r\n",
    "d.vcf": "N;ENCODING=b:" + base64.b64encode(NAME.encode()).decode() + "\r\nTEL:1\r\n",
    "e.vcf": "N;CHARSET=GBK;ENCODING=BASE64:\r\n " + base64.b64encode("张;大山".encode("gbk")).decode()[:4] + "\r\n "
             + base64.b64encode("张;大山".encode("gbk")).decode()[4:] + "\r\n\r\nEND:VCARD\r\n",
    "f.vcf": "FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:" + "".join(f"={b:02X}" for b in NAME.encode("gbk")[:3]) + "=\r\n"
             + "".join(f"={b:02X}" for b in NAME.encode("gbk")[3:]) + "\r\n",
    "m.csv": '姓,名\n"张",大山\n',
    "n.tsv": "名\t姓\n一组\t张\t大山\t5\n",
    "b.vcf": "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:" + escaped(lambda c: "".join(f"={b:02X}" for b in c.encode())) + "\r\n",
}

DAMAGED = {"i.txt", "j.txt", "k.txt", "l.txt"}  # refused for it, before anybody looks for names


@test
def no_text_gives_a_name_away_however_it_is_written(v):
    for damaged in False, True:
        names = [name for name in NAMES if (name in DAMAGED) == damaged]
        for name in names:
            v.write(f"content/files/{name}", NAMES[name])
        said = v.make(status=1)
        for name in names:
            assert found(said, f"files/{name}", "yaml" if damaged else "name-in-file"), (name, said)
        assert damaged or "files/a.csv:3:1: error[name-in-file]" in said, said
    assert not v.has("index.html"), "nothing was published"
    for name in NAMES:
        os.remove(v.path(f"content/files/{name}"))
    coded = escaped(lambda c: "".join(f"%{b:02X}" for b in c.encode()))
    v.write(f"content/{coded}.txt", "x")
    v.write("content/surnames.csv", "姓,名,户\n张,李,3\n王,张大,山\n张,五个,人\n")
    said = v.make(status=1)
    assert found(said, f"{coded}.txt", "page-address") and "surnames.csv" not in said, said


@test
def texts_without_names_are_published_as_they_are(v):
    texts = {"a.csv": "户,分\r\n一组,3\r\n".encode("gb18030"), "b.txt": "戶，三十六。\n今天不開會。\n".encode("big5"), "c.csv": "一组,3\n".encode("utf-16"),
             "d.json": b'{"a": "\\u4e00"}', "e.html": "<ul><li>张</li>\n<li>大山</li></ul>".encode(), "f.txt": b"", "g.svg": b"<svg/>",
             "h.txt": "100% & 5<6, a\\b =3".encode()}
    for name, data in texts.items():
        v.write(f"content/{name}", data)
    said = v.make()
    assert "content/" not in said, said
    for name, data in texts.items():
        assert v.read(name) == data, name


@test
def what_can_not_be_read_is_refused(v):
    v.write("content/a.txt", b"abc\0\0\1\2\xff\xfe\xfd\x80")
    v.write("content/b.csv", b"\xff\xfea")
    v.write("content/c.json", bytes(range(256)))
    said = v.make(status=1)
    for name in "a.txt", "b.csv", "c.json":
        assert found(said, name, "yaml"), (name, said)


@test
def no_number_of_a_person_hides_in_escapes(v):
    number = "13812345678"
    v.write("content/a.html", "<p>" + "".join(f"&#{ord(c)};" for c in number) + "</p>")
    v.write("content/b.html", "<p>138<b>1234</b>5678</p>")
    v.write("content/c.json", '{"x": "' + "".join(f"\\u{ord(c):04x}" for c in number) + '"}')
    said = v.make(status=1)
    for name in "a.html", "b.html", "c.json":
        assert found(said, name, "personal-data"), (name, said)


@test
def no_number_of_a_person_hides_behind_the_end_of_a_line(v):
    v.write("content/d.md", "电话 138\n12345678 。\n")
    said = v.make(status=1)
    assert found(said, "d.md", "personal-data") and "1234" not in said, said


# --- addresses

@test
def every_collision_of_addresses_is_reported(v):
    pages = ["404.html.md", "news/index.md", "walk.md", "walk/index.md", "Café.md", "CAFÉ.md", "e\u0301.md", "é.md", "Households/x.md", "rules.md"]
    for i, name in enumerate(pages):
        v.write(f"content/{name}", f"---\ndate: 2026-01-01\n---\n第{i}页\n")
    for i, name in enumerate(("index.html", "Site.css", "feed.atom", "data/more.csv", "walk/index.html", "list.csv", "LIST.csv", "about/index.html/a.txt", "robots.txt")):
        v.write(f"content/{name}", f"{i}")
    said = v.make(status=1)
    for name in ("404.html.md", "news/index.md", "walk.md", "Households/x.md", "rules.md", "index.html", "Site.css", "feed.atom", "data/more.csv",
                 "walk/index.html", "list.csv", "about/index.html/a.txt", "robots.txt"):
        assert found(said, name, "page-address"), (name, said)
    assert "/walk/ is the address of content/walk/index.md too" in said, said
    assert sum(1 for name in ("Café.md", "CAFÉ.md") if found(said, name, "page-address")) == 1, said
    assert sum(1 for name in ("e\u0301.md", "é.md") if found(said, name, "page-address")) == 1, said
    assert said.count("error[page-address]") == 15 and "error[" in said, said
    assert not os.path.exists(v.path("out")), "nothing was published"


@test
def a_page_may_have_a_folder_of_its_own(v):
    v.write("content/a.md", "# 甲\n\n[乙](a/b.md)\n")
    v.write("content/a/b.md", "# 乙\n")
    v.write("content/a/c.txt", "丙\n")
    assert "content/" not in v.make()
    assert v.has("a/index.html") and v.has("a/b/index.html") and v.has("a/c.txt")


# --- links

@test
def headings_have_ids(v):
    v.write("content/a.md", "## 服务时间\n\n## 一、怎么办？\n\n## 服务时间\n\n### Opening *Hours* 1_a\n\n## ！\n")
    v.make()
    page = v.read("a/index.html").decode()
    ids = re.findall(r'<h[2-6] id="([^"_][^"]*)"', page)
    assert ids == ["服务时间", "一怎么办", "服务时间-1", "opening-hours-1_a", "-"], ids
    assert v.read("rules/index.html").decode().count('id="patrol"') == 1


@test
def long_pages_have_a_list_of_what_they_hold(v):
    v.write("content/a.md", "## 一\n\n### 其中\n\n## 二、*张大山*\n\n## 一\n\n## `四`\n")
    v.write("content/b.md", "## 一\n\n## 二\n\n## 三\n")
    v.make()
    listed = re.search(r'<nav class="contents".*?</nav>', v.read("a/index.html").decode(), re.S).group()
    assert re.findall(r'<a href="#([^"]*)">([^<]*)</a>', listed) == [("一", "一"), ("二张山", "二、张*山"), ("一-1", "一"), ("四", "四")], listed
    assert "contents" not in v.read("b/index.html").decode()


@test
def pages_of_a_folder_lead_to_each_other(v):
    for name, order in ("book/index", 1), ("book/b", 2), ("book/a", 3), ("alone", 4):
        v.write(f"content/{name}.md", f"---\ntitle: {name}\norder: {order}\n---\n")
    v.make()
    ways = {name: re.findall(r'<a href="([^"]*)" rel="(prev|next)"', v.read(f"{name}/index.html").decode()) for name in ("book", "book/b", "book/a", "alone")}
    assert ways == {"book": [("../book/b/index.html", "next")], "book/b": [("../../book/index.html", "prev"), ("../../book/a/index.html", "next")],
                    "book/a": [("../../book/b/index.html", "prev")], "alone": []}, ways


@test
def links_are_followed(v):
    v.write("content/station.md", "## 开放时间\n\n八点。\n\n[上](#top) [下](#开放时间)\n")
    v.write("content/map.svg", "<svg/>")
    good = ["[一](#下一步)", "[二](../station.md#开放时间)", "[三](/rules/#patrol)", "[四](/households/h105/)", "[五](/)", "[六](/map.svg)", "[七](/rules)",
            "[八](/meetings/2026-11-20/#办得好)", "[九](mailto:a@example.org)", "[十](tel:07188000001)", "[十一](/rules/index.html)", "[十二](/station/#开放、时间)"]
    bad = ["[一](/nope/)", "[二](/station.md)", "[三](/households/h999/)", "[四](#上一步)", "[五](../station.md#关门时间)", "[六](/rules/#patrl)", "[七](ms-msdt:x)",
           "[八](//example.org/)", "[九](/\\example.org)", "[十](../../x.md)"]
    v.write("content/news/a.md", "---\ndate: 2026-11-01\n---\n" + "\n".join(good) + "\n\n## 下一步\n")
    first = 4
    v.write("content/news/b.md", "---\ndate: 2026-11-01\n---\n" + "\n".join(bad) + "\n\n## 下一步\n")
    v.write("records/meetings/2026-11-20.yaml", VILLAGE["meetings/2026-11-20.yaml"] + "minutes: |\n  ## 办得好\n\n  好。\n")
    said = v.make()
    assert "content/news/a.md" not in said and "station.md:" not in said.replace("content/news/b.md", ""), said
    for i in range(len(bad)):
        assert f"content/news/b.md:{first + i}:1: warning[page-link]" in said, (bad[i], said)
    assert said.count("content/news/b.md:") == len(bad), said
    assert 'did you mean "#patrol"' in said, said
    page = v.read("news/a/index.html").decode()
    for href in ("#%E4%B8%8B%E4%B8%80%E6%AD%A5", "../../rules/index.html#patrol", "../../rules/index.html", "../../index.html", "../../map.svg",
                 "../../station/index.html#%E5%BC%80%E6%94%BE%E6%97%B6%E9%97%B4"):
        assert f'href="{href}"' in page, (href, page)
    assert "ms-msdt" not in v.read("news/b/index.html").decode()


@test
def links_of_minutes_are_checked_as_those_of_pages(v):
    v.write("content/station.md", "## 开放时间\n")
    v.write("content/map.jpg", photo("jpg"))
    good = ["[一](station.md#开放时间)", "[二](/rules/)", "[三](../../rules/index.html)", "[四](https://example.org/)", "![五](map.jpg)", "[六](#办得好)"]
    bad = ["[一](nope.md)", "[二](/nope/)", "[三](../../nope/index.html)", "[四](ms-msdt:/id)", "[五](blob:https://example.org/1)", "[六](about:blank)",
           "[七](data:text/html,x)", "[八](javascript:alert(1))", "![九](https://example.org/a.jpg)", "[十](#办得坏)", "[十一](JaVaScRiPt:1)", "[十二](vbscript:1)"]
    v.write("records/meetings/2026-11-20.yaml", VILLAGE["meetings/2026-11-20.yaml"] + "minutes: |\n" +
            "".join(f"  {line}\n" for line in good + bad + ["", "## 办得好"]))
    said = v.make()
    first = 5 + len(good)
    for i in range(len(bad)):
        assert f"records/meetings/2026-11-20.yaml:{first + i}:1: warning[page-link]" in said, (bad[i], said)
    assert said.count("warning[page-link]") == len(bad), said
    page = v.read("meetings/2026-11-20/index.html").decode()
    assert 'href="../../station/index.html#' in page and 'src="../../map.jpg"' in page and 'href="../../rules/index.html"' in page, page
    assert not re.search(r'(href|src)="(ms-msdt|blob|about|data|javascript|vbscript):', page, re.I), page


# --- where the output may not lie

@test
def the_output_is_apart_from_what_is_read(v):
    v.write("content/a.md", "# 甲\n")
    os.symlink(v.path("content"), v.path("way"))
    os.symlink(v.path("content/gone"), v.path("dangling"))
    os.makedirs(v.path(".gongshi"))
    for out in ("content/out", "content/a/b/out", "content", "records/out", "themes/x/out", "way/out", "dangling", ".gongshi/out", ".git/out", ".", "content/../content/out"):
        if out.startswith("themes"):
            os.makedirs(v.path("themes"), exist_ok=True)
        if out.startswith(".git/"):
            os.makedirs(v.path(".git"), exist_ok=True)
        before = sorted(w for w in os.walk(v.folder))
        said = v.make("-o", out, status=2)
        assert sorted(w for w in os.walk(v.folder)) == before, (out, said)
        assert "is read" in said, (out, said)
    shutil.rmtree(v.path(".git"))
    v.make("-o", "out/deep/er")
    assert os.path.exists(v.path("out/deep/er/site/a/index.html"))


@test
def top_folders_are_no_links(v):
    outside = tempfile.mkdtemp(prefix="gongshi-outside-")
    try:
        for name in "content", "themes/own", "themes", "records":
            for other in "content", "themes":
                if os.path.lexists(v.path(other)):
                    (os.remove if os.path.islink(v.path(other)) else shutil.rmtree)(v.path(other))
            if name == "themes/own":
                os.makedirs(v.path("themes"))
            target = os.path.join(outside, name.replace("/", "-"))
            if name == "records":
                shutil.move(v.path("records"), target)
            else:
                os.makedirs(os.path.join(target, "own" if name == "themes" else ""))
            os.symlink(target, v.path(name))
            if name.startswith("themes"):
                v.write("records/village.yaml", "name: 桐花坪村\ntheme: own\n")
            said = v.make(status=1)
            assert f"{name}:1:1: error[bad-path]" in said, (name, said)
    finally:
        shutil.rmtree(outside)


@test
def hard_links_are_warned_of(v):
    outside = tempfile.mkdtemp(prefix="gongshi-outside-")
    try:
        with open(os.path.join(outside, "a"), "w", encoding="utf-8") as f:
            f.write("外面的\n")
        os.makedirs(v.path("content"))
        os.link(os.path.join(outside, "a"), v.path("content/a.txt"))
        v.write("content/b.txt", "里面的\n")
        said = v.make()
        assert found(said, "a.txt", "bad-path", "warning") and "b.txt" not in said, said
    finally:
        shutil.rmtree(outside)


if __name__ == "__main__":
    sys.exit(test.run(Village))
