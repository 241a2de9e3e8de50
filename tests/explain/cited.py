"""Whether what a step cites stands where it says: the literal, in the file, at the line and column."""
from decimal import Decimal

# What the facts of a step are; the others are references, whose literal is the id itself.
NUMBERS = ("value", "points", "raw", "credited", "used", "before", "after", "taken", "amount", "balance", "base", "needs", "missing", "cost",
           "times", "days", "count", "rank", "limit", "quantity", "stock", "year")
DATES = ("date", "received", "from", "until")


class Wrong(Exception):
    pass


class Files:
    """The lines of a village's files, as an editor counts them."""

    def __init__(self, folder):
        self.folder, self.lines = folder, {}

    def line(self, path, number):
        if path not in self.lines:
            with open(f"{self.folder}/{path}", encoding="utf-8-sig", newline="") as f:
                self.lines[path] = f.read().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self.lines[path]
        if not 1 <= number <= len(lines):
            raise Wrong(f"{path} has no line {number}")
        return lines[number - 1]


def number(text):
    return Decimal(text.lstrip("+"))


def says(fact, literal, value):
    """Whether LITERAL, as written in the records, is the VALUE of the fact."""
    if fact in ("cap", "quota"):
        amount, period = literal.split("/")
        return number(amount) == value["points" if fact == "cap" else "times"] and period == value["period"]
    if fact == "value" and ".." in literal:
        low, high = map(number, literal.split(".."))
        return (low, high) == (value["lo"], value["hi"]) if isinstance(value, dict) else low == high == value
    if fact in NUMBERS:
        return number(literal) == value
    if fact == "span":
        return literal == value["from"]
    if fact in DATES:  # the village says days of a cycle without a year
        return literal == value or (len(literal) == 5 and value.endswith("-" + literal))
    return literal == value


def check_citation(files, step, citation):
    fact, literal = citation["fact"], citation["text"]
    where = f"{citation['file']}:{citation['line']}:{citation['column']}"
    line = files.line(citation["file"], int(citation["line"]))
    there = line[int(citation["column"]) - 1:]
    if there[:1] in "|>":  # a block: its text begins on the next line
        there = files.line(citation["file"], int(citation["line"]) + 1).strip()
        literal = literal[:len(there)]
    if there[:1] in ("'", '"'):
        there = there[1:]
    if not there.startswith(literal):
        raise Wrong(f"{step['step']}: {where} does not hold {literal!r}: {line!r}")
    if not says(fact, citation["text"], step[fact]):
        raise Wrong(f"{step['step']}: {fact} is {step[fact]}, but {where} says {literal!r}")


def check_step(files, step):
    files.line(step["at"]["file"], int(step["at"]["line"]))
    for citation in step["cited"]:
        check_citation(files, step, citation)


def places(step):
    """The places of a step as they are printed: each line once, or that of the record it is about."""
    found = []
    for c in step["cited"]:
        place = f"{c['file']}:{c['line']}"
        if place not in found:
            found.append(place)
    return found or [f"{step['at']['file']}:{step['at']['line']}"]
