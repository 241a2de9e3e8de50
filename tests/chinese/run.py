#!/usr/bin/env python3
"""The records of the cases and of the demonstration village, their keys and words in Chinese, mean the same (section 7 of the contract).

    tests/chinese/run.py PROGRAM [--only GLOB]

Each case of tests/cases is translated and must give the same ledger, or the same errors at the same lines. The demonstration village
must give the same bytes. Ends with `N passed, M failed`; exit status 1 if any failed.
"""
import argparse
import fnmatch
import importlib.util
import json
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import yaml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks, read, run  # noqa: E402
import names  # noqa: E402

CASES = os.path.join(TOP, "tests", "cases")
spec = importlib.util.spec_from_file_location("cases", os.path.join(CASES, "run.py"))
cases = importlib.util.module_from_spec(spec)
spec.loader.exec_module(cases)
cases.together = True
check = Checks(most=6)


def translated(root):
    for folder, _, files in os.walk(os.path.join(root, "records")):
        for name in files:
            path = os.path.join(folder, name)
            kind = names.kind_of(os.path.relpath(path, os.path.join(root, "records")).replace(os.sep, "/"))
            if name.endswith(".yaml") and kind is not None and not os.path.islink(path):
                translate_file(path, kind)
    return root


def translate_file(path, kind):
    with open(path, encoding="utf-8", newline="") as f:
        try:
            said = names.translate(f.read(), kind)
        except (yaml.YAMLError, UnicodeDecodeError, ValueError):
            return  # what is no YAML stays as it is
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(said)


def problems_of(case, program, root):
    with cases.with_links(root) as whole, tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "case")
        shutil.copytree(whole, copy, symlinks=True)
        return list(case(program, translated(copy)))


def ledger_of(program, root, *more):
    return run(program, "ledger", "--date", "2026-11-20", *more, root)[:2]


def demonstration(program):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(TOP, "records"), os.path.join(folder, "records"))
        before = [ledger_of(program, folder, "--format", f) for f in ("json", "csv")]
        translated(folder)
        if "名称:" not in read(folder, "records/village.yaml"):
            yield "nothing was translated"
        if [ledger_of(program, folder, "--format", f) for f in ("json", "csv")] != before or before[0][0] != 0:
            yield "the ledger changes when the records are translated"


def untold(schema, kind, where):
    """The fields of a record that the table of names lacks, or has by another name."""
    if isinstance(schema.get("additionalProperties"), dict):  # from dates to records
        yield from untold(schema["additionalProperties"], kind, where)
    for some in schema.get("anyOf", []):
        yield from untold(some, kind, where)
    if "items" in schema:
        yield from untold(schema["items"], kind, where)
    while isinstance(kind, (list, tuple)):
        kind = kind[-1]
    for name, field in schema.get("properties", {}).items():
        said = re.search(r"\[([^\[\]]+)\]$", field.get("description", ""))[1]
        if not name.isascii() or name == said:
            continue
        known = kind.get(name) if isinstance(kind, dict) else None
        if not known or known[0] != said:
            yield f"{where}.{name} is {said}"
        else:
            yield from untold(field, known[1], f"{where}.{name}")


def all_named(program):
    for name in run(program, "schema")[2].strip().split(": ")[-1].split(", "):
        schema = json.loads(run(program, "schema", name)[1])
        yield from untold(schema, names.kind_of(schema["title"][len("records/"):]), name)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--only", default="*")
    a = ap.parse_args()
    program = os.path.abspath(a.program)
    wanted = [(f"{kind}/{name}", case, os.path.join(folder, name)) for kind, folder, case in cases.KINDS if kind != "villages"
              for name in sorted(os.listdir(folder)) if fnmatch.fnmatch(name, a.only)]
    with ThreadPoolExecutor(2) as pool:
        for (name, _, _), problems in zip(wanted, pool.map(lambda c: problems_of(c[1], program, c[2]), wanted)):
            check(name, problems)
    check("every field is translated", list(all_named(program)))
    check("demonstration", demonstration(program))
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
