#!/usr/bin/env python3
"""Serves a village and changes it under the browser: run.py PROGRAM. Ends with "N passed, M failed"."""
import http.client
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Checks, environment, read, run, write, write_all  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
checks = Checks()
check = checks.that

FILES = {
    "records/village.yaml": "name: 清溪村\nnotice: {days: 5, contact: 村务监督委员会}\n",
    "records/rules/10.yaml": "level: city\ncategories:\n  - {id: order, title: 社会治安}\nrules:\n"
                             "  - {id: patrol, category: order, title: 参加治安巡逻, points: 2}\n",
    "records/households/g1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n  - {id: h2, head: 李小溪}\n",
    "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\ntitle: 三月评审会\nentries:\n  - {household: h1, rule: patrol}\n",
}
GIF = "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def get(port, path, **headers):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    c.putrequest("GET", path, skip_host="Host" in headers)
    for k, v in headers.items():
        c.putheader(k, v)
    c.endheaders()
    r = c.getresponse()
    text = r.read().decode("utf-8", errors="replace")
    c.close()
    return r.status, text, r.headers


def wait_for(what, seconds=30):
    """Asks WHAT again and again until it says yes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if what():
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def built(port, path="/"):
    """The build that a page's script is told, and will compare with /-/version."""
    found = re.search(r'<script src="/-/reload\.js\?([0-9a-f]+-[0-9]+)"></script>', get(port, path)[1])
    return found and found.group(1)


def redirects(port):
    for path, to in (("/notices", "./notices/"), ("/-/good/notices", "./notices/"), ("//notices", "./notices/"), ("/meetings/2026-03-05?a=b", "./2026-03-05/")):
        status, _, headers = get(port, path)
        check(f"{path} leads to the folder's page", status == 302 and headers["Location"] == to, (status, headers["Location"]))
    for path in ("/..", "/notices/..", "/nonsense"):
        check(f"{path} leads nowhere", get(port, path)[0] == 404)


def talk(village, port):
    check("serves the front page", wait_for(lambda: "清溪村" in get(port, "/")[1]))
    status, page, headers = get(port, "/")
    check("a page is HTML and is not kept", status == 200 and headers["Content-Type"].startswith("text/html")
          and headers["Cache-Control"] == "no-store", headers)
    check("a served page reloads itself", "/-/reload.js" in page)
    check("the built page does not", "/-/reload.js" not in read(village, "out/site/index.html"))
    check("the script is there", get(port, "/-/reload.js")[0] == 200)
    check("a page says which build it is of", built(port) == get(port, "/-/version")[1], built(port))
    check("what is not there is 404", get(port, "/nonsense/")[0] == 404)
    for path in ("/../../records/village.yaml", "/%2e%2e/%2e%2e/records/village.yaml", "/.hidden", "/..%2f.gongshi-out"):
        status, text, _ = get(port, path)
        check(f"nothing outside the site: {path}", status == 404 and "notice:" not in text, text[:200])
    check("another name for this machine is refused", get(port, "/", Host="evil.example")[0] == 403)

    for host in ("LOCALHOST", "LocalHost:80", "127.0.0.1", "[::1]:80"):
        check(f"by the name {host} it is served", get(port, "/", Host=host)[0] == 200)
    for host in ("localhost.evil.example", "evil.example:80", "LOCALHOSTS"):
        check(f"by the name {host} it is not", get(port, "/", Host=host)[0] == 403)
    redirects(port)

    before = get(port, "/-/version")[1]
    write(village, "records/households/g1.yaml", FILES["records/households/g1.yaml"].replace("李小溪", "李小河"))
    check("a change is built", wait_for(lambda: get(port, "/-/version")[1] != before))
    check("a page is told the build that it is of", built(port) == get(port, "/-/version")[1] != before)

    write(village, "records/meetings/2026-04-05.yaml", "meeting: 2026-04-05\nkind: review\ntitle: 四月评审会\nentries:\n  - {household: h9, rule: patrl}\n")
    check("errors stand in the browser", wait_for(lambda: "2026-04-05.yaml:5:" in get(port, "/")[1]), get(port, "/")[1][-500:])
    status, page, _ = get(port, "/meetings/index.html")
    check("not as the page that was asked for", status == 503 and '<html lang="en">' in page and "The records have errors" in page, page[:300])
    check("it reloads itself when they are mended", built(port) == get(port, "/-/version")[1])
    check("all of them, on every page, with a caret", "h9" in page and "patrl" in page and "^" in page)
    check("the last good site is there", "三月评审会" in get(port, "/-/good/meetings/2026-03-05/")[1])
    check("and as a file", "/-/good/" in page)
    write(village, "records/meetings/2026-04-05.yaml", "meeting: 2026-04-05\nkind: review\ntitle: 四月评审会\nentries:\n  - {household: h2, rule: patrol}\n")
    check("mended: a new file's page appears", wait_for(lambda: "四月评审会" in get(port, "/meetings/2026-04-05/")[1]))
    write(village, "content/hello.md", "---\ntitle: 村里的新鲜事\n---\n\n你好\n")
    check("a new page of content appears", wait_for(lambda: "村里的新鲜事" in get(port, "/hello/")[1]))
    kinds = [("a.jpeg", "jpeg"), ("b.JPG", "jpeg"), ("a.gif", "gif"), ("a.webp", "webp")]
    for name, _ in kinds:
        write(village, "content/" + name, GIF)  # any picture may have the name of another kind
    check("pictures are served as such", wait_for(lambda: all(get(port, "/" + n)[2]["Content-Type"] == "image/" + k for n, k in kinds)))
    write(village, "themes/default/site/site.css", "body { color: rebeccapurple }\n")
    check("a style of the village's theme is followed", wait_for(lambda: "rebeccapurple" in get(port, "/site.css")[1]))


def in_a_browser(village, port):
    """Chromium, under the page's own policy: reloads, shows errors, leads to the last good site."""
    here = os.path.dirname(os.path.abspath(__file__))
    if not os.path.isdir(os.path.join(here, "../site/node_modules/playwright-core")) or not shutil.which("node"):
        checks.skip("a served page was not seen in a browser: node or tests/site/node_modules is not there")
        return
    record = os.path.join(village, "records/households/g1.yaml")
    write(village, "records/households/g1.yaml", FILES["records/households/g1.yaml"])
    check("as it was", wait_for(lambda: "一组" in get(port, "/households/")[1]))
    r = subprocess.run(["node", os.path.join(here, "browser.js"), str(port), record], capture_output=True, text=True, timeout=180)
    check("a served page in a browser", r.returncode == 0 and not r.stdout, r.stdout + r.stderr)


def serve(village, port):
    return subprocess.Popen([PROGRAM, "serve", village, "--port", str(port), "--date", "2026-04-07"], env=environment(), stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)


def end(p):
    p.send_signal(signal.SIGTERM)
    out = p.communicate(timeout=30)[0]
    check("ends well when told to", p.returncode == 0, f"{p.returncode}: {out[-500:]}")


def is_closed(s, seconds):
    s.settimeout(seconds)
    try:
        return s.recv(100) == b""
    except socket.timeout:
        return False
    except OSError:
        return True


def crowd(port):
    """Connections that ask for nothing, or for half of something, from one peer and from many: others are served, and they go."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4096), most))
    first = socket.create_connection(("127.0.0.1", port))
    first.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
    began = time.monotonic()
    check("one that waits is left alone at first", not is_closed(first, 1))
    held = []
    try:
        for i in range(1018):
            s = socket.create_connection(("127.0.0.1", port), timeout=10)
            s.sendall(b"GET / HT" if i % 2 else b"")
            held.append(s)
        start = time.monotonic()
        check("1,018 half-open connections shut nobody out", get(port, "/")[0] == 200 and time.monotonic() - start < 3, time.monotonic() - start)
        check("all but a hundred of them are shut", wait_for(lambda: sum(is_closed(s, 0.001) for s in held) >= 900), "of 1,018")
        for s in held:
            s.close()
        held.clear()
        for i in range(600):  # loopback has many addresses
            s = socket.socket()
            s.bind((f"127.0.{1 + i // 200}.{1 + i % 200}", 0))
            s.settimeout(10)
            s.connect(("127.0.0.1", port))
            held.append(s)
        start = time.monotonic()
        check("nor do 600 peers with one each", get(port, "/")[0] == 200 and time.monotonic() - start < 3, time.monotonic() - start)
        quiet = socket.create_connection(("127.0.0.1", port))
        check("one that asks for nothing goes by itself", is_closed(quiet, 40))
        check("and so did the first", is_closed(first, max(0.1, 40 - (time.monotonic() - began))))
    finally:
        for s in held:
            s.close()


def again(village, port, seen):
    """A second run: no page of the first takes its builds for those it knows. A machine that fails is no error of the records."""
    p = serve(village, port)
    try:
        check("started again", wait_for(lambda: get(port, "/")[0] == 200))
        check("a page of the run before hears of another build", get(port, "/-/version")[1] not in seen, seen)
        shutil.rmtree(os.path.join(village, "records"))
        check("a failure is a page of its own", wait_for(lambda: get(port, "/")[0] == 503))
        page = get(port, "/")[1]
        check("and is not put down to the records", "The build failed" in page and "records have errors" not in page, page)
    finally:
        end(p)


def main():
    with tempfile.TemporaryDirectory(prefix="gongshi-serve-") as village:
        write_all(village, FILES)
        r = run(PROGRAM, "serve", "elsewhere", cwd=village, timeout=60)
        check("a folder without a village is not taken for another", r.returncode == 2, r.stderr)
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        p = serve(village, port)
        seen = []
        try:
            talk(village, port)
            in_a_browser(village, port)
            start, number = built(port).split("-")
            seen = [f"{start}-{n}" for n in range(int(number) + 1)]
            busy = run(PROGRAM, "serve", village, "--port", str(port), timeout=30)
            check("a port that is taken is said", busy.returncode == 2 and str(port) in busy.stderr, busy.stderr)
            crowd(port)
        finally:
            end(p)
        again(village, port, seen)
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
