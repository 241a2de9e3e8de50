"""Papers read back by poppler and zbar: their words, where these stand, what their codes say."""
import html
import os
import re
import subprocess
from typing import NamedTuple

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def text(path, *options):
    """The words of the paper at PATH, as pdftotext gives them with OPTIONS: -layout, -raw, -f PAGE, …"""
    return subprocess.run(["pdftotext", "-enc", "UTF-8", *options, path, "-"], capture_output=True, text=True, check=True, timeout=60).stdout


def flat(path):
    """All characters in their order, without blanks."""
    return re.sub(r"\s+", "", text(path, "-raw"))


def info(path):
    """What pdfinfo tells: {"Title": …, "Pages": "3", …}"""
    said = subprocess.run(["pdfinfo", "-enc", "UTF-8", path], capture_output=True, text=True, check=True, timeout=60).stdout
    return {k: v.strip() for k, v in re.findall(r"^([^:]+):(.*)$", said, re.M)}


def words(path, *options):
    """Pages as lists of words, each (left, top, right, bottom, text), in points."""
    return [[(*map(float, w[:4]), html.unescape(w[4])) for w in WORD.findall(page)] for page in text(path, "-bbox", *options).split("<page ")[1:]]


def codes(path, page, work):
    """What the codes on PAGE say, printed at 150 dpi in black and white; WORK is a folder for the picture."""
    subprocess.run(["pdftoppm", "-r", "150", "-mono", "-f", str(page), "-l", str(page), "-singlefile", path, os.path.join(work, "page")],
                   check=True, capture_output=True)
    return subprocess.run(["zbarimg", "-q", "--raw", os.path.join(work, "page.pbm")], capture_output=True, text=True).stdout.split()


class Element(NamedTuple):
    """A part of a paper as it is read aloud: what it is ("P", "TD"), how deep it stands in others, and its own text."""
    name: str
    depth: int
    text: str


def elements(path):
    """What is read of the paper at PATH, in its order."""
    said = subprocess.run(["pdfinfo", "-enc", "UTF-8", "-struct-text", path], capture_output=True, text=True, check=True, timeout=120).stdout
    found = []
    for line in said.split("\n"):
        name = re.fullmatch(r"( *)([A-Z][A-Za-z0-9]*)(:| \(block\)| \(inline\))?", line)
        text = re.fullmatch(r' *"(.*)"', line)
        if name:
            found.append(Element(name[2], len(name[1]) // 2, ""))
        elif text:
            found[-1] = found[-1]._replace(text=found[-1].text + text[1])
    return found


def tables(elements):
    """The rows of each table among ELEMENTS, as lists of texts."""
    found = []
    for e in elements:
        if e.name == "Table":
            found.append([])
        elif e.name == "TR":
            found[-1].append([])
        elif e.name in ("TH", "TD"):
            found[-1][-1].append(e.text)
    return found
