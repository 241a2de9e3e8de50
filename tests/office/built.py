"""What the suite's files share: the demonstration village, built once, and what is measured of a page."""
import base64
import functools
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pdf  # noqa: E402
from village import TOP, Checks, read  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
DATE = "2026-11-20"
checks = Checks()
check = checks.that
run = functools.partial(run_program, PROGRAM)


def shown(points):
    return f"{points:g}".replace("-", "−")


class Village:
    """The demonstration village with a secret, built once."""

    def __init__(self, work):
        self.work = work
        self.folder = os.path.join(work, "village")
        for part in ("records", "content"):
            shutil.copytree(os.path.join(TOP, part), os.path.join(self.folder, part))
        self.secret = os.path.join(work, "secret")
        with open(self.secret, "w", encoding="ascii") as f:
            f.write("07" * 32 + "\n")
        os.chmod(self.secret, 0o600)
        self.out = os.path.join(work, "out")
        self.status, self.said, self.errors = self.build("--only", "print,office")
        self.ledger = json.loads(run("ledger", self.folder, "--date", DATE, "--format", "json")[1])
        self.cycle = self.ledger["cycles"][-1]
        self.households = {}
        for path in sorted(glob.glob(os.path.join(self.folder, "records/households/*.yaml"))):
            group = re.search(r"id: (\w+), name: ([^}]+)}", read(path))
            for block in re.split(r"(?m)^  - id: ", read(path))[1:]:
                self.households[block.split()[0]] = {"group": group[1], "group_name": group[2], "head": re.search(r"head: (\S+)", block)[1],
                                                     "offline": "offline: true" in block, "members": dict(re.findall(r"\{id: ([\w-]+), name: ([^,}]+)", block))}

        told = "".join(read(p) for kind in ("rules/*.yaml", "rewards.yaml") for p in sorted(glob.glob(os.path.join(self.folder, "records", kind))))
        self.titles = {id: title.strip() for id, title in re.findall(r"(?m)^  - \{id: ([\w-]+),.*?title: ([^,}]+)", told)}
        self.meetings = {os.path.basename(p)[:-5]: (re.search(r"(?m)^meeting: (\S+)", read(p))[1], re.search(r"(?m)^kind: (\w+)", read(p))[1])
                         for p in glob.glob(os.path.join(self.folder, "records/meetings/**/*.yaml"), recursive=True)}

    def build(self, *more, date=DATE):
        return run("build", self.folder, "-o", self.out, "--date", date, *more, GONGSHI_SECRET_FILE=self.secret)

    def key(self, household):
        digest = hashlib.blake2b(household.encode(), key=bytes.fromhex("07" * 32), digest_size=16).digest()
        return base64.b32encode(digest).decode().rstrip("=").lower()

    def papers(self, output):
        return sorted(os.path.relpath(p, os.path.join(self.out, output)) for p in glob.glob(os.path.join(self.out, output, "**/*.pdf"), recursive=True))

    def account(self, household):
        return next((a for a in self.cycle["households"] if a["id"] == household), None)


def inked(paper, page, dpi=40):
    """The ink of a page: its width and height in dots, and the box that holds all of it (left, top, right, bottom)."""
    raw = subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), "-singlefile", paper], capture_output=True, check=True).stdout
    _, size, _, dots = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [y for y in range(height) if min(dots[y * width:(y + 1) * width]) < 200]
    columns = [x for x in range(width) if min(dots[x::width][:height]) < 200]
    return width, height, (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)


def margins(name, paper, least):
    """On the first and the last page nothing stands nearer to the edge than LEAST millimetres."""
    for page in {1, int(pdf.info(paper)["Pages"])}:
        width, height, (left, top, right, bottom) = inked(paper, page)
        room = min(left, top, width - right, height - bottom) * 25.4 / 40
        check(f"{name}, page {page}: margins", room >= least - 1, (room, least))
