"""Pictures of the kind PNG, in pieces and in dots: for the suites of the site's pictures, of what is published of content/ and of screens."""
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def chunks(data):
    """[(name, bytes)] of the picture DATA, every checksum looked at."""
    at, found = len(SIGNATURE), []
    while at < len(data):
        size = struct.unpack(">I", data[at:at + 4])[0]
        name, body = data[at + 4:at + 8], data[at + 8:at + 8 + size]
        assert data[at:at + 12 + size] == chunk(name, body), f"the checksum of {name} is wrong"
        found.append((name, body))
        at += 12 + size
    return found


def dots(data):
    """(width, height, rows of palette indexes, palette) of a picture with a palette of up to 256 colours."""
    assert data.startswith(SIGNATURE)
    parts = {}
    for name, body in chunks(data):
        parts[name] = parts.get(name, b"") + body
    wide, high, bits, colour = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (bits, colour) == (8, 3)
    raw, rows, before = zlib.decompress(parts[b"IDAT"]), [], bytes(wide)
    assert len(raw) == high * (wide + 1), "rows are missing"
    for y in range(high):
        kind, row = raw[y * (wide + 1)], bytearray(raw[y * (wide + 1) + 1:(y + 1) * (wide + 1)])
        assert kind in (0, 2)
        if kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, before))
        rows.append(bytes(row))
        before = rows[-1]
    return wide, high, rows, [tuple(parts[b"PLTE"][i:i + 3]) for i in range(0, len(parts[b"PLTE"]), 3)]
