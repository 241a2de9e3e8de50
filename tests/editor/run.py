#!/usr/bin/env python3
"""What an editor knows of a village's records: run.py PROGRAM. Ends with "N passed, M failed".

The YAML language server, over its protocol, with the settings and schemas that `gongshi init` writes: what is right has no errors, what is wrong
has one at its line, keys and words are completed, and a key says what it is for. Where npm did not install the server, it exits with 77.
"""
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import Checks, run  # noqa: E402

SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
check = Checks()


class Server:
    """The language server, as an editor in the folder ROOT with SETTINGS sees it."""

    def __init__(self, root, settings):
        self.settings, self.number, self.version = settings, 0, 0
        self.process = subprocess.Popen(["node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root)
        self.said = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        able = {"workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}, "hover": {"contentFormat": ["markdown"]}}}
        self.ask("initialize", processId=None, rootUri=Path(root).as_uri(), capabilities=able, workspaceFolders=[{"uri": Path(root).as_uri(), "name": "village"}])
        self.send(method="initialized", params={})

    def read(self):
        while header := self.process.stdout.readline():
            length = 0
            while header.strip():
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
                header = self.process.stdout.readline()
            self.said.put(json.loads(self.process.stdout.read(length)))
        self.said.put(None)

    def send(self, **message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def wait(self, wanted):
        """What it says next that is WANTED; its own questions are answered."""
        while True:
            message = self.said.get(timeout=60)
            if message is None:
                raise EOFError("the language server has ended")
            if "method" in message and "id" in message:
                sections = [i.get("section") for i in message["params"].get("items", [])] if message["method"] == "workspace/configuration" else []
                self.send(id=message["id"], result=[self.settings if s == "yaml" else {} for s in sections] if sections else None)
            elif wanted(message):
                return message

    def ask(self, method, **params):
        self.number += 1
        number = self.number
        self.send(id=number, method=method, params=params)
        answer = self.wait(lambda m: m.get("id") == number and "method" not in m)
        return answer.get("result")

    def open(self, path, text):
        """What it finds wrong with TEXT as PATH: (line from 1, message) each."""
        self.version += 1
        uri = Path(path).as_uri()
        self.send(method="textDocument/didOpen", params={"textDocument": {"uri": uri, "languageId": "yaml", "version": self.version, "text": text}})
        found = self.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri)
        return [(d["range"]["start"]["line"] + 1, d["message"]) for d in found["params"]["diagnostics"]]

    def at(self, method, path, text, mark):
        """Asks for what METHOD says behind MARK in TEXT, which is PATH."""
        before = text[:text.index(mark) + len(mark)]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self.ask(method, textDocument={"uri": Path(path).as_uri()}, position=place)

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()


MEETING = {
    "en": """meeting: 2026-11-20
kind: review
entries:
  - {household: h001, rule: sweep, date: 2026-11-18}
  - household: h002
    """,
    "zh": """会议日期: 2026-11-20
种类: 评审
条目:
  - {户号: h001, 细则: sweep, 日期: 2026-11-18}
  - 户号: h002
    """}
# what is wrong: the language, what stands there, what stands there instead, the line, a part of what is said of it
WRONG = [
    ("en", "kind: review", "kind: revue", 2, ""),
    ("en", "household: h001,", "houshold: h001,", 4, "houshold"),
    ("en", "date: 2026-11-18", "date: 2026-11-8", 4, ""),
    ("zh", "种类: 评审", "种类: 评什么", 2, ""),
    ("zh", "户号: h001", "户: h001", 4, "户"),
    ("zh", "会议日期: 2026-11-20", "会议日期: 十一月", 1, ""),
]


def check_wrong(server, folder):
    for i, (language, old, new, line, part) in enumerate(WRONG):
        text = "".join(MEETING[language].splitlines(True)[:4])
        found = server.open(os.path.join(folder, f"wrong-{i}.yaml"), text.replace(old, new, 1))
        check(f"wrong at its line: {new}", [] if found and all(n == line for n, _ in found) and any(part in m for _, m in found) else [found])


def labels(answer):
    return {i["label"] for i in (answer["items"] if isinstance(answer, dict) else answer)}


def check_help(server, folder, schema):
    for language, key, other, word in (("en", "household", "rule", "assembly"), ("zh", "户号", "细则", "代表大会")):
        text, path = MEETING[language], os.path.join(folder, f"help-{language}.yaml")
        server.open(path, text)
        offered = labels(server.at("textDocument/completion", path, text, text))
        check(f"{language}: keys are offered", [] if {other, "note" if language == "en" else "说明"} <= offered else [sorted(offered)])
        kind = text.splitlines()[1]
        offered = labels(server.at("textDocument/completion", path, text, kind[:kind.index(":") + 2]))
        check(f"{language}: words are offered", [] if word in offered else [sorted(offered)])
        said = json.dumps(server.at("textDocument/hover", path, text, "{" + key[:1]), ensure_ascii=False)
        described = schema["properties"]["entries"]["items"]["properties"][key]["description"]
        check(f"{language}: a key says what it is for", [] if described[:12] in said else [said, described])


def main():
    program = os.path.abspath(sys.argv[1])
    if not SERVER.exists() or not shutil.which("node"):
        print("npm did not install the YAML language server (make deps-test): what editors say was not looked at")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        for name, language in (("桐花坪村", "zh"), ("Tonghuaping", "en")):
            village = os.path.join(folder, language)
            run(program, "init", village, "--name", name, "--groups", "一组")
            with open(os.path.join(village, ".vscode", "settings.json"), encoding="utf-8") as f:
                settings = json.load(f)
            server = Server(village, {"schemas": settings["yaml.schemas"], "validate": True, "hover": True, "completion": True,
                                      "schemaStore": {"enable": False}})
            for path in sorted(Path(village, "records").rglob("*.yaml")):
                found = server.open(path, path.read_text(encoding="utf-8"))
                check(f"{language}: {path.relative_to(village)} is right", found)
            meetings = os.path.join(village, "records", "meetings", "2026")
            found = server.open(os.path.join(meetings, "2026-11-20.yaml"), MEETING[language].rstrip() + "\n")
            check(f"{language}: an entry that says no rule", [] if len(found) == 1 and found[0][0] in (4, 5) and ("rule" in found[0][1] or "细则" in found[0][1]) else found or ["nothing"])
            if language == "zh":
                check_wrong(server, meetings)
                check_help(server, meetings, json.loads(run(program, "schema", "meeting", language="zh_CN")[1]))
            server.end()
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
