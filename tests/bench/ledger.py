#!/usr/bin/env python3
"""Shows how the time of computing grows with the entries: ledger.py [--large] [--bench PROGRAM]

Villages of ten years with 40,000 and 400,000 entries, with --large 4 million too (some 3 GB of memory). Exit status 1
where 400,000 entries take more than half a second or ten times the entries more than twenty times the time.
"""
import argparse
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = [(100, 40_000), (1_000, 400_000), (10_000, 4_000_000)]


def measure(bench, households, entries, folder):
    village = os.path.join(folder, str(entries))
    subprocess.run([sys.executable, os.path.join(HERE, "make_village.py"), str(households), "10", str(entries), village],
                   check=True)
    runs = [subprocess.run([bench, village, "2025-12-31"], check=True, capture_output=True, text=True).stdout.split()
            for _ in range(3)]
    return int(runs[0][0]), int(runs[0][1]), min(float(r[2]) for r in runs), min(float(r[3]) for r in runs)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--large", action="store_true", help="4 million entries too")
    ap.add_argument("--bench", default=os.path.join(HERE, "..", "..", "build", "bench", "ledger_bench"))
    a = ap.parse_args()
    wrong = False
    before = None
    print(f"{'households':>10} {'entries':>9} {'redemptions':>11} {'compute ms':>10} {'check ms':>9}   growth")
    for households, wanted in SIZES[:3 if a.large else 2]:
        with tempfile.TemporaryDirectory() as folder:
            entries, redemptions, check, compute = measure(a.bench, households, wanted, folder)
        growth = ""
        if before:
            more = entries / before[0]
            growth = f"× {more:.1f} entries: × {compute / before[1]:.1f} compute, × {check / before[2]:.1f} check"
            wrong = wrong or compute / before[1] > 2 * more or check / before[2] > 2 * more
        if wanted == 400_000 and compute > 500:
            wrong = True
        print(f"{households:>10} {entries:>9} {redemptions:>11} {compute:>10.1f} {check:>9.1f}   {growth}", flush=True)
        before = entries, compute, check
    if wrong:
        print("slower than it should be")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
