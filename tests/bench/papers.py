#!/usr/bin/env python3
"""What the papers of a village's year cost: papers.py PROGRAM

A village of 120 households, none with a phone: a year's notices and posters, forms, statements, certificates, passbooks. Seconds of a
processor of one thread, the least of three, without what reading the records takes; and the most memory, also where there are four years of notices,
posters and certificates: it is to be about the same, for papers are made one after another.
"""
import glob
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATE = "2025-12-31"


def processor(*command):
    """Seconds of a processor, and the most memory in MB."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        r = subprocess.run(command, capture_output=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, f"{r.returncode} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as f:
        status, seconds, memory = f.read().split()
    os.waitpid(child, 0)
    if status != "0":
        raise RuntimeError(f"{command} ended with {status}")
    return float(seconds), float(memory)


def village(folder, years):
    subprocess.run([sys.executable, os.path.join(HERE, "make_village.py"), "120", str(years), str(2600 * years), folder], check=True)
    for path in glob.glob(os.path.join(folder, "records/households/*.yaml")):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("head: 户主,", "head: 户主, offline: true,"))
    with open(os.path.join(folder, "records/village.yaml"), "a", encoding="utf-8") as f:
        f.write("rhythm: {review: month, redemption: quarter, commendation: cycle}\n")


def counted(out):
    kinds = {}
    for path in glob.glob(os.path.join(out, "**/*.pdf"), recursive=True):
        kind = os.path.relpath(path, out).split(os.sep)[1].split("-")[0].removesuffix(".pdf")
        kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


def measure(program, years, work):
    folder, out = os.path.join(work, f"village{years}"), os.path.join(work, f"out{years}")
    village(folder, years)
    base = min(processor(program, "ledger", folder, "--date", DATE, "--format", "json")[0] for _ in range(3))
    runs = []
    for _ in range(4):
        subprocess.run(["rm", "-rf", out, os.path.join(folder, ".gongshi")], check=True)
        runs.append(processor(program, "build", folder, "-o", out, "--date", DATE, "-q", "-j", "1", "--only", "print,office"))
    seconds, memory = min(r[0] for r in runs[1:]) - base, max(r[1] for r in runs)
    kinds = counted(out)
    print(f"{years} year{'s' if years > 1 else ''}, {sum(kinds.values())} papers ({', '.join(f'{n} {k}' for k, n in sorted(kinds.items()))}): "
          f"{seconds:.2f} s, {memory:.0f} MB", flush=True)


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as work:
        for years in 1, 4:
            measure(program, years, work)


if __name__ == "__main__":
    main()
