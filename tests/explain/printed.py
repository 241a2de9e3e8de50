"""Reads what `gongshi explain` prints, as a neighbour at the counter would, and recomputes the credit from it."""
import re
from decimal import ROUND_HALF_UP, Decimal

from cited import Wrong

PLACES = re.compile(r"(?:^|  +)(records/.+?\.yaml:\d+(?:, records/.+?\.yaml:\d+)*)$")
STEP = re.compile(r"^(?: *\d+\. |       - )(.*)$")
NUMBER = r"([\u2212-]?\d+(?:\.\d+)?)"
SENTENCES = {
    "zh-CN": {
        "product": rf"^{NUMBER}分×{NUMBER}＝{NUMBER}(?:分|，四舍五入到两位小数，得{NUMBER}分)。$",
        "room": rf"每(?:日|周|月|季度|年度)最多{NUMBER}分：.*此前已计{NUMBER}分，这{NUMBER}分在上限之内。$",
        "takes": rf"每(?:日|周|月|季度|年度)最多{NUMBER}分：.*此前已计{NUMBER}分，这{NUMBER}分只能再计{NUMBER}分，其余{NUMBER}分不计。$",
        "full": rf"每(?:日|周|月|季度|年度)最多{NUMBER}分：.*此前已计{NUMBER}分，已到上限，这{NUMBER}分不再计。$",
        "user": rf"^\d+年\d+月\d+日的一条（.*）占{NUMBER}分。$",
        "void": r"^已作废，不计分，也不占上限。$",
        "counts": rf"^计{NUMBER}分。$",
        "chosen": rf"^会议在此范围内定为{NUMBER}分。$",
        "value": rf"(?:每\S*?|每.*?){NUMBER}分，见",
        "times": rf"^(?:数量|未注明数量，按){NUMBER}(?:计)?。$",
    },
    "en": {
        "product": rf"^{NUMBER} points? × {NUMBER} = {NUMBER}(?: points?|, rounded to two digits: {NUMBER} points?)\.$",
        "room": rf"at most {NUMBER} points? a \w+: in the period \(.*\) {NUMBER} points? counted before, and these {NUMBER} points? are within",
        "takes": rf"at most {NUMBER} points? a \w+: .* {NUMBER} points? counted before, so {NUMBER} points? of these {NUMBER} points? can count and {NUMBER} ",
        "full": rf"at most {NUMBER} points? a \w+: .* {NUMBER} points? counted before, so none of these {NUMBER} points? can count",
        "user": rf"^The deed of .* used {NUMBER} points?\.$",
        "void": r"^It is void, counts nothing and uses no cap\.$",
        "counts": rf"^It counts {NUMBER} points?\.$",
        "chosen": rf"^Within this range the meeting set {NUMBER} points?\.$",
        "value": rf": {NUMBER} points? per ",
        "times": rf"^(?:Quantity: |No number was recorded: it counts as ){NUMBER}\.$",
    },
}


def number(text):
    return Decimal(text.replace("\u2212", "-"))


class Step:
    def __init__(self, sentence, places):
        self.sentence, self.places = sentence, places


def read(text):
    """The explanations printed, each a list of steps."""
    explanations, lines = [[]], text.split("\n")
    for i, line in enumerate(lines):
        m = STEP.match(line)
        if not m:
            if re.match(r"^ {40,}", line) or not line.strip():
                continue
            if i and lines[i - 1] == "" and i + 1 < len(lines) and lines[i + 1] == "":  # a heading stands alone
                explanations.append([])
            continue
        body = m[1]
        found = PLACES.search(body)
        if not found:  # the place stands on the next line, perhaps behind an amount
            body += "\n" + lines[i + 1]
            found = PLACES.search(lines[i + 1])
        if not found:
            raise Wrong(f"a step without a place: {line!r}")
        sentence = body.split("\n")[0] if "\n" in body else body[:found.start()]
        explanations[-1].append(Step(sentence.strip(), found[1].split(", ")))
    return explanations


def check_credit(steps, language, raw_wanted, credited_wanted, files):
    """The credit of an entry from its printed steps alone; value, times and caps must stand at the lines cited."""
    patterns = {k: re.compile(p) for k, p in SENTENCES[language].items()}

    def of(step, kind):
        m = patterns[kind].search(step.sentence)
        return m and [number(g) for g in m.groups() if g is not None]

    def stands(step, value):
        """A line cited holds the number, written in any way the records allow: 2, +2, 2.0, 2.00."""
        for place in step.places:
            path, line = place.rsplit(":", 1)
            if any(abs(Decimal(n)) == abs(value) for n in re.findall(r"\d+(?:\.\d+)?", files.line(path, int(line)).replace("..", " "))):
                return
        raise Wrong(f"{value} stands at none of {step.places}: {step.sentence}")

    def check_cap(step, kind, left):
        cap, before, *rest = of(step, kind)
        stands(step, cap)
        after = min(left, max(Decimal(0), cap - before))
        right = {"room": after == left, "full": after == 0, "takes": sorted(rest) == sorted([left, after, left - after])}
        if not right[kind]:
            raise Wrong(f"{step.sentence} But {after} of {left} can count.")
        return before, after

    product = next((s for s in steps if of(s, "product")), None)
    if not product:
        raise Wrong("no product is printed")
    value, times, exact, *rest = of(product, "product")
    raw = rest[0] if rest else exact
    if value * times != exact or exact.quantize(Decimal("0.01"), ROUND_HALF_UP) != raw or raw != raw_wanted:
        raise Wrong(f"{product.sentence} But the ledger has {raw_wanted}.")
    chosen = next((s for s in steps if of(s, "chosen")), None) or next(s for s in steps if of(s, "value"))
    stands(chosen, value)
    said = next(s for s in steps if of(s, "times"))
    if times != 1:
        stands(said, times)
    left, used, before = abs(raw), Decimal(0), Decimal(0)
    for s in steps[steps.index(product) + 1:]:
        if of(s, "user"):
            used += of(s, "user")[0]
            continue
        kind = next((k for k in ("room", "takes", "full") if of(s, k)), None)
        if kind or of(s, "counts"):
            if used != before:
                raise Wrong(f"{used} was used by the entries named, {before} is said")
            used = Decimal(0)
        if kind:
            before, left = check_cap(s, kind, left)
        elif patterns["void"].search(s.sentence):
            left = Decimal(0)
        elif of(s, "counts"):
            if of(s, "counts")[0] != (left if raw >= 0 else -left) or of(s, "counts")[0] != credited_wanted:
                raise Wrong(f"{s.sentence} Recomputed: {left}; the ledger: {credited_wanted}")
            return
    raise Wrong("the credit is not printed")
