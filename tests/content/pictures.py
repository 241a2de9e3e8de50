"""Pictures to be published, whole and in pieces. photo.jpg, .png and .webp beside this file are 16 × 8 pixels with a colour profile, as Chromium's
canvas writes them."""
import os
import struct

HERE = os.path.dirname(os.path.abspath(__file__))


def photo(ending):
    with open(os.path.join(HERE, f"photo.{ending}"), "rb") as f:
        return f.read()


def exif(orientation, order=">"):
    """An Exif block with orientation, the camera's maker, a place."""
    maker = b"MAKER-PRIVATE\0"
    ifd = struct.pack(order + "H", 3)
    ifd += struct.pack(order + "HHI", 0x10F, 2, len(maker)) + struct.pack(order + "I", 8 + 2 + 36 + 4 + 18)
    ifd += struct.pack(order + "HHI", 0x112, 3, 1) + struct.pack(order + "HH", orientation, 0)
    ifd += struct.pack(order + "HHI", 0x8825, 4, 1) + struct.pack(order + "I", 8 + 2 + 36 + 4)
    ifd += struct.pack(order + "I", 0)
    gps = struct.pack(order + "H", 1) + struct.pack(order + "HHI", 1, 2, 2) + b"N\0\0\0" + struct.pack(order + "I", 0)
    return (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8) + ifd + gps + maker


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def segments(data):
    """[(marker, bytes)] of a JPEG up to its scan."""
    at, found_ = 2, []
    while data[at + 1] != 0xDA:
        size = struct.unpack(">H", data[at + 2:at + 4])[0]
        found_.append((data[at + 1], data[at + 4:at + 2 + size]))
        at += 2 + size
    return found_


def gif(*blocks):
    """An animation of two pictures of one pixel, with BLOCKS before each."""
    control, image = b"\x21\xf9\4\0\x0a\0\0\0", b"\x2c" + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    frame = b"".join(blocks) + control + image
    return b"GIF89a" + struct.pack("<2H3B", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frame + frame + b"\x3b"
