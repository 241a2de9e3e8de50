#!/usr/bin/env python3
"""The nginx configuration of the handbook serves a site as the handbook says: run.py PROGRAM. Ends with "N passed, M failed".

nginx runs on a port of this machine alone, with that configuration but for the port and the folders. Where it is not installed, it exits with 77.
"""
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, run  # noqa: E402

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
check = Checks()


def configuration():
    with open(os.path.join(TOP, "content", "handbook", "hosting.md"), encoding="utf-8") as f:
        return re.search(r"^文件 `village.conf`：\n\n```nginx\n(.*?)^```", f.read(), re.M | re.S)[1]


class Server:
    def __init__(self, site, work):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        text = configuration()
        for old, new in (("listen 80;", f"listen 127.0.0.1:{self.port};"), ("/srv/village/out/site", site), ("/var/log/nginx/village.log", f"{work}/village.log")):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        paths = "".join(f"{name}_temp_path {work}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.conf = os.path.join(work, "nginx.conf")
        with open(self.conf, "w", encoding="utf-8") as f:
            # the pages may lie where only this user may look
            f.write(f"{'user root;' if os.getuid() == 0 else ''}daemon off; master_process off; pid {work}/pid; error_log {work}/error.log;\n"
                    f"events {{}}\nhttp {{\n{paths}{text}}}\n")
        self.words = [NGINX, "-p", work, "-e", f"{work}/error.log", "-c", self.conf]
        test = subprocess.run([*self.words, "-t"], capture_output=True, text=True)
        check("nginx takes the configuration without a warning", [] if test.returncode == 0 and "warn" not in test.stderr else [test.stderr])
        self.process = subprocess.Popen(self.words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) if test.returncode == 0 else None

    def get(self, path, **headers):
        for _ in range(200):
            try:
                c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                c.request("GET", path, headers=headers)
                r = c.getresponse()
                return r.status, {k.lower(): v for k, v in r.getheaders()}, r.read()
            except ConnectionRefusedError:
                if self.process.poll() is not None:
                    raise
                time.sleep(0.05)  # it listens in a moment
        raise TimeoutError("nginx does not listen")

    def end(self):
        self.process.terminate()
        self.process.wait()


TYPES = {"/": "text/html; charset=utf-8", "/site.css": "text/css; charset=utf-8", "/site.js": "application/javascript; charset=utf-8",
         "/feed.atom": "application/atom+xml; charset=utf-8", "/calendar.ics": "text/calendar; charset=utf-8", "/icon.svg": "image/svg+xml", "/icon-192.png": "image/png",
         "/data/ledger.json": "application/json; charset=utf-8", "/manifest.webmanifest": "application/manifest+json; charset=utf-8"}


def check_answers(server, site):
    for path, kind in TYPES.items():
        status, headers, body = server.get(path)
        with open(os.path.join(site, path.lstrip("/") + ("index.html" if path.endswith("/") else "")), "rb") as f:
            check(f"{path}: as it lies there", [] if status == 200 and body == f.read() and headers["content-type"] == kind else [status, headers])
        check(f"{path}: headers", [f"{k}: {headers.get(k)}" for k, v in (("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("referrer-policy", "no-referrer"),
              ("cache-control", "no-cache"), ("content-security-policy", "frame-ancestors 'none'")) if headers.get(k) != v] + (["it may not be found"] if "x-robots-tag" in headers else []))
        check(f"{path}: not sent again", [] if server.get(path, **{"If-None-Match": headers["etag"]})[0] == 304 else [headers])
    check("no version of the server", [] if server.get("/")[1]["server"] == "nginx" else [server.get("/")[1]["server"]])
    check("what is packed", [] if server.get("/site.css", **{"Accept-Encoding": "gzip"})[1].get("content-encoding") == "gzip" else ["it is not"])
    page = server.get("/rules/")[2]
    check("a folder is its page", [] if b"<html" in page else [page[:80]])
    status, headers, body = server.get("/no/such/page/")
    with open(os.path.join(site, "404.html"), "rb") as f:
        check("what is not there", [] if status == 404 and body == f.read() and headers["x-frame-options"] == "DENY" else [status, headers])
    check("nothing hidden", [] if server.get("/.git/config")[0] == 404 else ["it is shown"])


def check_own(server, site, work):
    """A household's own page: kept nowhere, found by nobody, in no log."""
    own = sorted(os.listdir(os.path.join(site, "own")))[0]
    status, headers, _ = server.get(f"/own/{own}/")
    check("an own page", [] if status == 200 and headers["cache-control"] == "no-store" and headers["x-robots-tag"] == "noindex, nofollow" and
          headers["referrer-policy"] == "no-referrer" else [status, headers])
    server.get("/station/")
    server.end()
    with open(os.path.join(work, "village.log"), encoding="utf-8") as f:
        log = f.read()
    check("its address is in no log", [] if own not in log and "/rules/" in log else [log[-300:]])


def main():
    program = os.path.abspath(sys.argv[1])
    if not NGINX:
        print("nginx is not installed: the handbook's configuration was not tried")
        return 77
    with tempfile.TemporaryDirectory() as work:
        village = os.path.join(work, "village")
        shutil.copytree(os.path.join(TOP, "records"), os.path.join(village, "records"))
        run(program, "secret", village)
        status, _, error = run(program, "build", village, "--date", "2026-11-20", "--only", "site", "-q")
        check("the site is made", [] if status == 0 else [error])
        site = os.path.join(village, "out", "site")
        os.makedirs(os.path.join(site, ".git"), exist_ok=True)
        with open(os.path.join(site, ".git", "config"), "w", encoding="utf-8") as f:
            f.write("[core]\n")
        server = Server(site, work)
        if server.process:
            try:
                check_answers(server, site)
                check_own(server, site, work)
            finally:
                server.end()
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
