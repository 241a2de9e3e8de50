#!/usr/bin/env python3
"""Draws the feed of an LED sign as it would glow: red dots on black, a panel a page.

    preview.py FEED.txt OUT.png [--encoding gb18030] [--columns 8] [--rows 2] [--across 4] [--dot 4]

The glyphs are those of Debian's package unifont, 16 dots high. Needs nothing but Python.
"""
import argparse
import struct
import sys
import unicodedata
import zlib

DOTS = 16
OFF, ON, GROUND = (38, 10, 8), (255, 62, 32), (70, 70, 70)


def glyphs(path, wanted):
    """The rows of dots of each character that is wanted: {character: (width, [16 numbers])}."""
    found = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            code, dots = line.strip().split(":")
            character = chr(int(code, 16))
            if character in wanted:
                width = len(dots) * 4 // DOTS
                step = width // 4
                found[character] = (width, [int(dots[i:i + step], 16) for i in range(0, len(dots), step)])
    return found


def is_half(character):
    return ord(character) < 0x80


def draw_page(lines, columns, rows, shapes):
    """A panel as rows of booleans."""
    panel = [[False] * (columns * DOTS) for _ in range(rows * DOTS)]
    for row, line in enumerate(lines[:rows]):
        x = 0
        for character in line:
            if unicodedata.combining(character):
                continue
            room = DOTS // 2 if is_half(character) else DOTS
            width, dots = shapes.get(character, (DOTS, [0xFFFF] * DOTS))
            for y, bits in enumerate(dots):
                for i in range(min(width, room)):
                    if bits >> (width - 1 - i) & 1 and x + i < columns * DOTS:
                        panel[row * DOTS + y][x + i] = True
            x += room
    return panel


def write_png(path, pixels):
    height, width = len(pixels), len(pixels[0])
    data = b"".join(b"\0" + b"".join(bytes(p) for p in row) for row in pixels)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                  + chunk(b"IDAT", zlib.compress(data, 6)) + chunk(b"IEND", b""))


def read_pages(path, encoding):
    with open(path, "rb") as feed:
        text = feed.read().decode(encoding)
    return [page.split("\r\n") for page in text.rstrip("\r\n").split("\r\n\r\n")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("feed")
    parser.add_argument("out")
    parser.add_argument("--encoding", default="gb18030")
    parser.add_argument("--columns", type=int, default=8)
    parser.add_argument("--rows", type=int, default=2)
    parser.add_argument("--across", type=int, default=4)
    parser.add_argument("--dot", type=int, default=3, help="pixels a dot")
    parser.add_argument("--font", default="/usr/share/unifont/unifont.hex")
    options = parser.parse_args()

    pages = read_pages(options.feed, options.encoding)
    wanted = {c for page in pages for line in page for c in line}
    try:
        shapes = glyphs(options.font, wanted)
    except FileNotFoundError:
        sys.exit(f"preview.py: no {options.font}; install Debian's package unifont")
    dot, gap = options.dot, 4 * options.dot
    wide, high = options.columns * DOTS * dot, options.rows * DOTS * dot
    down = -(-len(pages) // options.across)
    pixels = [[GROUND] * (options.across * (wide + gap) + gap) for _ in range(down * (high + gap) + gap)]
    for number, page in enumerate(pages):
        left = gap + number % options.across * (wide + gap)
        top = gap + number // options.across * (high + gap)
        for y, row in enumerate(draw_page(page, options.columns, options.rows, shapes)):
            for x, lit in enumerate(row):
                for i in range(dot):
                    for j in range(dot):
                        edge = dot > 2 and (i == dot - 1 or j == dot - 1)
                        pixels[top + y * dot + i][left + x * dot + j] = (0, 0, 0) if edge else ON if lit else OFF
    write_png(options.out, pixels)


if __name__ == "__main__":
    main()
