#!/usr/bin/env python3
"""Tests `gongshi verify`, which computes a published site again from git: run.py PROGRAM. Ends with `N passed, M failed`."""
import os
import shutil
import sys

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [TESTS, os.path.join(TESTS, "history")]
from repository import DATE, M3, check, commit, copy, edit, git, gongshi, write, run_parts  # noqa: E402
from serving import Quiet, serving  # noqa: E402
from village import read_bytes  # noqa: E402
from village import write as write_one  # noqa: E402


def change(folder, path, old, new):
    data = read_bytes(folder, path)
    assert old in data, (path, old)
    write_one(folder, path, data.replace(old, new, 1))


class Away(Quiet):
    """Sends who asks for what lies below /away/ elsewhere."""

    def do_GET(self):
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd" if "ledger" in self.path else "/" + self.path[6:])
            self.end_headers()
            return
        super().do_GET()


def verify(work, village):
    def expect(name, r, status, *says):
        check(name, r.returncode == status and all(s in r.stdout + r.stderr for s in says), f"{r.returncode}: {r.stdout}{r.stderr}")
    v = copy(work, village, "verify")
    write(v, {"content/公约.md": "---\ntitle: 公约\n---\n一条。\n", ".gitignore": "out\n.gongshi\n"})
    first = commit(v, "公约", "2026-03-19")
    out = os.path.join(work, "published")
    r = gongshi("build", v, "-o", out, "--date", DATE, "-q")
    check("the site is built", r.returncode == 0, r.stderr)
    shutil.copytree(out, out + "-good")
    write(v, {"records/meetings/2026-03-19.yaml": "meeting: 2026-03-19\nkind: sharing\n"})
    commit(v, "分享会", "2026-03-19")
    expect("what is published is what the commit makes, later commits or not", gongshi("verify", "-C", v, out), 0, "figures and", f"commit {first[:10]}")
    expect("the site alone, the clone before it", gongshi("verify", v, os.path.join(out, "site")), 0, "files are as")
    edit(v, M3, "times: 2", "times: 3")
    expect("a dirty clone is no matter", gongshi("verify", "-C", v, out), 0)
    git(v, "checkout", "-q", ".")

    change(out, "site/data/ledger.json", b'"earned":', b'"earned": 1000,"once":')
    change(out, "site/index.html", b"</body>", b"<p>x</p></body>")
    change(out, "led/main.txt", b"\n", b"\n\n")
    os.remove(os.path.join(out, "site/data/index.html"))
    pdf = sorted(os.listdir(os.path.join(out, "print/notices")))[0]
    change(out, f"print/notices/{pdf}", b"%PDF", b"%PDX")
    write(out, {"site/notices/假.html": "x", "site/.well-known/x": "x"})
    r = gongshi("verify", "-C", v, out)
    expect("what differs is named", r, 1, "cycles 2026 households h1 earned: published is 1000, computed is", "differs: site/index.html",
           "differs: site/data/ledger.json", "is not published: site/data/index.html", f"differs: print/notices/{pdf}", "differs: led/main.txt",
           "is published, but nothing makes it: site/notices/假.html", "published, but nothing makes it: cycles 2026 households h1 once")
    check("hidden files are the web server's", "well-known" not in r.stdout, r.stdout)
    check("nothing else is named", len(r.stdout.splitlines()) == 8, r.stdout)
    check("nothing is left behind", not [f for f in os.listdir(work) if f.startswith("gongshi-verify")])

    with serving(os.path.join(out + "-good", "site"), Away) as url:
        expect("a site on a server", gongshi("verify", "-C", v, url + "/"), 0, "files are as", "from outside")
        expect("no such site on a server", gongshi("verify", "-C", v, url + "/nothing"), 3, "404")
        expect("a server that sends elsewhere", gongshi("verify", "-C", v, url + "/away"), 3, "has no data/ledger.json")
        shutil.rmtree(os.path.join(out + "-good", "site"))
        shutil.copytree(os.path.join(out, "site"), os.path.join(out + "-good", "site"))
        expect("a site on a server that differs", gongshi("verify", "-C", v, url), 1, "h1 earned: published is 1000", "is not published: site/data/index.html",
               "differs: site/index.html")
    expect("no server", gongshi("verify", "-C", v, url), 3, "verify: ")

    own = os.path.join(work, "with-own")
    gongshi("secret", v)
    gongshi("build", v, "-o", own, "--date", DATE, "-q", "--only", "site")
    expect("own pages, with the secret", gongshi("verify", "-C", v, own), 0)
    os.rename(os.path.join(v, ".gongshi"), os.path.join(work, "secret"))
    expect("own pages, without", gongshi("verify", "-C", v, own), 0, "own pages could not be verified")

    edit(v, M3, "到会七人", "到会九人")
    gongshi("build", v, "-o", own, "--date", DATE, "-q", "--only", "site")
    expect("made from what was not committed", gongshi("verify", "-C", v, own), 1, "names no commit")
    shutil.rmtree(own)
    lost = commit(v, "九人", "2026-03-19")
    gongshi("build", v, "-o", own, "--date", DATE, "-q", "--only", "site")
    shallow = os.path.join(work, "verify-shallow")
    git(v, "reset", "-q", "--hard", "HEAD~1")
    expect("not in the history any more", gongshi("verify", "-C", v, own), 0, "is not in the history of HEAD")
    git(work, "clone", "-q", "--no-local", v, os.path.join(work, "verify-clone"))
    expect("a rewritten history", gongshi("verify", "-C", os.path.join(work, "verify-clone"), own), 1, lost, "has been rewritten")
    git(work, "clone", "-q", "--depth", "1", "file://" + v, shallow)
    expect("a shallow clone", gongshi("verify", "-C", shallow, own), 2, "shallow")
    expect("no repository", gongshi("verify", "-C", os.path.join(work), own), 2, "in no git repository")
    expect("no site", gongshi("verify", "-C", v, work), 2, "is no published site")
    for text in ("", "[" * 100000, '{"date": "2026-03-20", "commit": "HEAD"}', '{"date": "2026-03-20", "commit": "' + "z" * 40 + '"}', '{"a": "\\ud800"}', "null"):
        write(own, {"site/data/ledger.json": text})
        r = gongshi("verify", "-C", v, own)
        expect(f"a ledger that is none: {text[:20]}", r, 1, "verify: ")


run_parts(verify)
