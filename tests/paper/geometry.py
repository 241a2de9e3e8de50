"""Where words stand on a paper."""
import subprocess

MM = 72 / 25.4
BELOW = 262 * MM  # the foot of a notice's type area
MARK = 9  # the blank half of a full-width mark, which may stand in the margin or in its neighbour's blank half


class Line:
    """Words beside each other."""

    def __init__(self, words):
        self.words = sorted(words)
        self.text = " ".join(w[4] for w in self.words)
        self.size = max(w[3] - w[1] for w in words)


def body(page):
    return [w for w in page if w[1] < BELOW]


def lines(page):
    rows = []
    for word in sorted(body(page), key=lambda w: (w[1] + w[3]) / 2):
        if rows and abs((word[1] + word[3]) / 2 - (rows[-1][-1][1] + rows[-1][-1][3]) / 2) < 4:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(r) for r in rows]


def overlaps(page):
    """Pairs of words of which one stands on the other: their squares have more in common than the blank of marks."""
    words = sorted(page, key=lambda w: w[1])
    for i, a in enumerate(words):
        for b in words[i + 1:]:
            if b[1] >= a[3]:
                break
            if min(a[2], b[2]) - max(a[0], b[0]) > max(MARK, (a[3] - a[1]) * 0.55) and min(a[3], b[3]) - max(a[1], b[1]) > 5:
                yield a[4], b[4]


def rim_is_white(path, page, least):
    """Whether there is no ink on PAGE nearer to the paper's edge than LEAST millimetres."""
    raw = subprocess.run(["pdftoppm", "-r", "30", "-gray", "-f", str(page), "-l", str(page), "-singlefile", path], capture_output=True, check=True).stdout
    _, size, _, dots = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    n = int(least / 25.4 * 30)
    rim = dots[:n * width] + dots[(height - n) * width:] + b"".join(dots[y * width:y * width + n] + dots[(y + 1) * width - n:(y + 1) * width] for y in range(height))
    return min(rim) > 200
