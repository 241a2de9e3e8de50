#!/usr/bin/env python3
"""Tests `gongshi schema` from outside: run.py PROGRAM. Ends with `N passed, M failed`.

The demonstration village, in English and in Chinese, is valid by the schemas; what is wrong in it is not; every field is described.
"""
import copy
import fnmatch
import functools
import glob
import json
import os
import re
import shutil
import sys
import tempfile

import yaml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Checks  # noqa: E402
from village import run as run_program  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
check = Checks()
run = functools.partial(run_program, PROGRAM)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read: no dates, and only true and false are flags."""


Core.yaml_implicit_resolvers = copy.deepcopy(yaml.SafeLoader.yaml_implicit_resolvers)
for first, found in Core.yaml_implicit_resolvers.items():
    Core.yaml_implicit_resolvers[first] = [(tag, e) for tag, e in found if not tag.endswith((":timestamp", ":bool", ":int", ":float", ":merge"))]
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))

TYPES = {"null": lambda v: v is None, "object": lambda v: isinstance(v, dict), "array": lambda v: isinstance(v, list),
         "string": lambda v: isinstance(v, str), "boolean": lambda v: isinstance(v, bool),
         "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
         "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool)}


def problems(value, schema, where="$"):
    """The part of JSON Schema that the program uses."""
    if "type" in schema and not any(TYPES[t](value) for t in schema["type"]):
        yield f"{where}: {value!r} is no {schema['type']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not match"
    if "minimum" in schema and isinstance(value, int) and not schema["minimum"] <= value <= schema["maximum"]:
        yield f"{where}: {value!r} is out of bounds"
    if "anyOf" in schema and all(list(problems(value, s, where)) for s in schema["anyOf"]):
        yield f"{where}: {value!r} is none of anyOf"
    for s in schema.get("allOf", []):
        yield from problems(value, s, where)
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            yield from problems(item, schema["items"], f"{where}[{i}]")
    if isinstance(value, dict):
        yield from (f"{where}: {k} is missing" for k in schema.get("required", []) if k not in value)
        for key, item in value.items():
            known = schema.get("properties", {}).get(str(key), schema.get("additionalProperties", True))
            if known is False:
                yield f"{where}: no field {key}"
            elif isinstance(known, dict):
                yield from problems(item, known, f"{where}.{key}")


def read(path):
    with open(path, encoding="utf-8") as f:
        return yaml.load(f, Core)


def main():
    schemas = {}
    names = run("schema")[2].strip().split(": ")[-1].split(", ")  # it says which there are
    check("every kind of record file has one", [] if {"village", "meeting", "disclosures"} <= set(names) else [names])
    for name in names:
        status, text, error = run("schema", name)
        schemas[name] = json.loads(text) if status == 0 else {}
        said = re.findall(r'"description":\s*"(.*?)"', text)
        check(f"{name}: described, in both languages", [] if said and all(said) and "[" in text and
              re.search("[\u3400-\u9fff]", run("schema", name, language="zh_CN")[1]) else [error])
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(TOP, "records"), os.path.join(folder, "records"))
        for language in ("--en", "--zh"):
            run("format", folder, language)
            wrong, kinds = [], set()
            for path in glob.glob(os.path.join(folder, "records", "**", "*.yaml"), recursive=True):
                at = os.path.relpath(path, folder)
                name = next(n for n, s in schemas.items() if fnmatch.fnmatch(at, s["title"].replace("**/", "*")))
                kinds.add(name)
                wrong += [f"{at}: {p}" for p in problems(read(path), schemas[name])]
            check(f"the demonstration village is valid ({language})", wrong)
            check(f"every kind of file was looked at ({language})", sorted(set(names) - kinds))
    for name, text in (("village", "name: 村\ncycel: 01-01\n"), ("village", "town: 镇\n"), ("meeting", "meeting: 2026-3-5\nkind: review\n"),
                       ("meeting", "meeting: 2026-03-05\nkind: revue\n"), ("households", "group: {id: g1, name: 一组}\nhouseholds: [{id: h001}]\n"),
                       ("claims", "- {id: c1, household: h1, rule: a, date: 2026-01-01, received: 2026-01-01, scores: {}}\n"),
                       ("village", "name: 村\nnotice: {days: 99}\n"), ("rules", "level: city\nrules: [{id: a, category: b, title: c, points: 1, veto: maybe}]\n")):
        check(f"not valid: {text.splitlines()[-1]}", [] if list(problems(yaml.load(text, Core), schemas[name])) else ["it is"])
    check("no such file", [] if run("schema", "none")[0] == 2 and run("schema")[0] == 2 else ["not refused"])
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
