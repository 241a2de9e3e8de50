"""Sending to a controller, and the controller that is a terminal: part of tests/led/run.py.

The protocol is written here once more, from its document, so that neither side of the program is held to the other: a controller that answers
as a good one does, or drops, delays, garbles, refuses; and a client for `gongshi led simulate`.
"""
import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
import tty

LEAD, END = b"\xa5" * 8, b"\x5a"
ESCAPES = ((b"\xa6", b"\xa6\x01"), (b"\x5b", b"\x5b\x01"), (b"\xa5", b"\xa6\x02"), (b"\x5a", b"\x5b\x02"))


def crc(data):
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0xA001 if value & 1 else 0)
    return value.to_bytes(2, "little")


def frame(data, destination=0xFFFE, source=0x8000, device=0xFE):
    packet = destination.to_bytes(2, "little") + source.to_bytes(2, "little") + bytes(6) + bytes([device, 2]) + len(data).to_bytes(2, "little") + data
    body = packet + crc(packet)
    for plain, escaped in ESCAPES:
        body = body.replace(plain, escaped)
    return LEAD + body + END


def unframe(raw):
    """(destination, source, data) of a frame."""
    assert raw.startswith(LEAD) and raw.endswith(END), raw
    body = raw.lstrip(b"\xa5")[:-1]
    assert b"\xa5" not in body and b"\x5a" not in body, raw
    for plain, escaped in reversed(ESCAPES):
        body = body.replace(escaped, plain)
    packet, check = body[:-2], body[-2:]
    assert crc(packet) == check, raw
    assert int.from_bytes(packet[12:14], "little") == len(packet) - 14, raw
    return int.from_bytes(packet[:2], "little"), int.from_bytes(packet[2:4], "little"), packet[14:]


def answer(code=None):
    data = b"\xa0\x00\x00\x00\x00" if code is None else bytes([0xA0, 1, code, 0, 0])
    return frame(data, destination=0x8000, source=0xFFFE)


def area_of(data):
    """What a dynamic area of the data says: {field: value}."""
    assert data[:3] == b"\xa3\x06\x01" and data[5:7] == b"\x00\x01", data
    size, a = int.from_bytes(data[7:9], "little"), data[9:]
    assert size == len(a), data
    names = (("type", 1), ("x", 2), ("y", 2), ("width", 2), ("height", 2), ("number", 1), ("spacing", 1), ("run", 1), ("timeout", 2), ("sound", 1),
             ("extension", 1), ("alignment", 1), ("single", 1), ("break", 1), ("display", 1), ("exit", 1), ("speed", 1), ("hold", 1), ("length", 4))
    found, at = {}, 0
    for name, width in names:
        found[name] = int.from_bytes(a[at:at + width], "little")
        at += width
    found["text"] = a[at:]
    assert found["length"] == len(found["text"]), data
    return found


def pages_of(area, rows):
    """The pages that a controller makes of the text: ROWS lines each."""
    lines = area["text"].decode("gbk").split("\\n")
    return [lines[i:i + rows] for i in range(0, len(lines), rows)]


class Controller:
    """Answers each frame as the next of its MOODS has it; the last holds on. Keeps what it was sent."""

    def __init__(self, *moods):
        self.moods, self.frames, self.tries = list(moods), [], 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(line,), daemon=True).start()

    def talk(self, line):
        mood = self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]
        self.tries += 1
        with line:
            if mood == "hang up":
                return
            raw = b""
            while not raw.endswith(END):
                more = line.recv(100)
                if not more:
                    return
                raw += more
            self.frames.append(raw)
            try:
                self.reply(line, mood)
            except OSError:
                pass

    def reply(self, line, mood):
        good = answer()
        if mood == "drop":
            time.sleep(3)
        elif mood == "late":
            time.sleep(1.4)
            line.sendall(good)
        elif mood == "garble":
            line.sendall(good[:20] + bytes([good[20] ^ 4]) + good[21:])
            time.sleep(3)
        elif mood == "noise":
            for byte in b"\x00\xa5\xa5hello\x5a\xa6" + good[:12] + good:
                line.sendall(bytes([byte]))
        elif mood == "other":
            line.sendall(frame(b"\xa0\x00\x00\x00\x00", destination=0x1234))
            time.sleep(3)
        elif isinstance(mood, int):
            line.sendall(answer(mood))
        else:
            line.sendall(good)


def village(write, work, name, screens):
    files = {
        "records/village.yaml": "name: 安乐屯村\nnotice: {contact: 村务监督委员会, phone: 0718-8000000}\nscreens:\n" +
                                "".join(f"  - {{{s}}}\n" for s in screens),
        "records/rules/1.yaml": "level: city\ncategories: [{id: order, title: 治安}]\nrules:\n  - {id: patrol, category: order, title: 巡逻, points: 5}\n",
        "records/households/1.yaml": "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h1, head: 张大山}\n",
        "records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\ntitle: '三月\\n[n1]\\C1'\nentries:\n  - {household: h1, rule: patrol}\n",
        "records/rewards.yaml": "goods:\n" + "".join(f"  - {{id: r{i}, title: 货物第{i}号, cost: {i + 1}}}\n" for i in range(60)),
    }
    return write(os.path.join(work, name), files)


def sent(check, v, run):
    """What the frames are, held to the document."""
    def hex_of(screen, what="send"):
        r = run("led", what, v, screen, "--date", "2026-03-07", "--dry-run")
        return r, unframe(bytes.fromhex(r.stdout.split(": ")[1])) if r.returncode == 0 else None

    r, (destination, source, data) = hex_of("six")
    area = area_of(data)
    check("a frame for any screen", (destination, source) == (0xFFFE, 0x8000))
    want = dict(type=0, x=0x8000, y=0, width=0x8000 | 128, height=32, number=2, run=0, sound=0, extension=0, single=2, display=1, hold=8, **{"break": 1})
    check("a BX-6K's area is in pixels", {k: area[k] for k in want} == want, area)
    with open(os.path.join(v, "out/led/six.txt"), encoding="gb18030") as f:
        feed = [p.split("\n") for p in f.read().replace("\r", "").rstrip("\n").split("\n\n")]
    pages = [[line for line in p if line.strip()] for p in pages_of(area, 2)]
    check("its pages are the feed's, the first that there is room for", pages == feed[:len(pages)] and len(pages) > 5, (pages, feed))
    check("what there is no room for is said", "six" in r.stderr and f"the first {len(pages)} pages" in r.stderr and len(data) <= 1024, r.stderr)
    check("no text of the records is an escape", not re.search(r"[\[\]]|\\[^n]", area["text"].decode("gbk")) and
          "＼n［n1］＼C1" in re.sub(r"\\n| ", "", area["text"].decode("gbk")), area["text"].decode("gbk"))
    area = area_of(hex_of("five")[1][2])
    check("a BX-5K's in units of 8, and shorter", (area["x"], area["width"], area["height"]) == (0, 24, 48) and area["length"] <= 512, area)
    for what, data in (("on", "a30001000001"), ("off", "a30001000002")):
        check(f"led {what}", hex_of("six", what)[1][2].hex() == data)
    before = time.time()
    clock = hex_of("six", "clock")[1][2]
    times = {time.strftime("%y%%d%m%d%H%M%S", time.gmtime(t + 8 * 3600)) % 20 for t in (before, before + 1, before + 2)}
    check("led clock is Beijing's time", clock[:5].hex() == "a203010000" and clock[5:12].hex() in times, (clock.hex(), times))


def delivered(check, write, work, run):
    """Controllers that fail in every way, side by side: each is said by itself, and holds up none."""
    moods = {"good": ["good"], "noisy": ["noise"], "once": ["drop", "good"], "busy": [3, 3, "good"], "hasty": ["hang up", "garble", "good"],
             "full": [4], "never": ["drop"], "late": ["late"], "other": ["other"]}
    controllers = {name: Controller(*m) for name, m in moods.items()}
    screens = [f"id: {n}, controller: bx-6k, address: 'tcp://127.0.0.1:{c.port}', show: [welcome]" for n, c in controllers.items()]
    with socket.create_server(("127.0.0.1", 0)) as s:
        closed = s.getsockname()[1]
    screens += [f"id: closed, controller: bx-5k, address: 'tcp://127.0.0.1:{closed}'", "id: wire, controller: bx-5k, address: 'serial:/dev/null/none'",
                "id: paper"]
    v = village(write, work, "many", screens)
    began = time.monotonic()
    r = run("led", "send", v, "--date", "2026-03-07", "--timeout", "1", "--tries", "3")
    seconds = time.monotonic() - began
    done = set(re.findall(r"^(\w+): \d+ pages sent", r.stdout, re.M))
    check("those that answer are sent to", done == {"good", "noisy", "once", "busy", "hasty"}, r.stdout + r.stderr)
    failed = dict(re.findall(r'screen "(\w+)" \(\S+\): (.*)', r.stderr))
    check("each of the others is said", set(failed) == {"full", "never", "late", "other", "closed", "wire"} and r.returncode == 3, r.stderr)
    check("and why", "error 4" in failed["full"] and "(1 try)" in failed["full"] and "no answer in time (3 tries)" in failed["never"] and
          "refused" in failed["closed"] and "wire" not in failed["wire"] and "/dev/null/none" in failed["wire"], failed)
    check("what was tried again came again the same", [len(set(controllers[n].frames)) for n in ("busy", "never")] == [1, 1] and
          controllers["busy"].tries == 3 and controllers["never"].tries == 3 and controllers["full"].tries == 1)
    check("side by side: none holds up another", seconds < 6, seconds)
    check("a screen without a controller", "paper" not in r.stdout + r.stderr and run("led", "send", v, "paper").returncode == 1)
    r = run("led", "on", v, "nosuch")
    check("no such screen: which there are", r.returncode == 2 and "there are: good, noisy" in r.stderr and "paper" in r.stderr, r.stderr)


def told(check, write, work, run):
    """What the card has no room for is said by the build and its preview as by who sends; of other records nothing is; who was not sent to waits in the list."""
    good, silent = Controller("good"), Controller("hang up")
    v = village(write, work, "told", [f"id: gate, controller: bx-5k, address: 'tcp://127.0.0.1:{good.port}', show: [rewards]",
                                      f"id: hall, controller: bx-6k, address: 'tcp://127.0.0.1:{silent.port}', show: [welcome], welcome: 您好"])
    write(v, {"records/meetings/2026-03-05.yaml": "meeting: 2026-03-05\nkind: review\nnoticed: 2026-03-15\nentries:\n  - {household: h1, rule: patrol}\n"})

    def waiting(day):
        tasks = json.loads(run("today", v, "--date", day, "--format", "json").stdout)["tasks"]
        return {t["command"]: t["text"] for t in tasks if t["kind"] in ("screen", "send")}
    check("nothing made, nothing sent", set(waiting("2026-03-07")) == {"gongshi build && gongshi led send gate", "gongshi build && gongshi led send hall"}, waiting("2026-03-07"))
    built = run("build", v, "--date", "2026-03-07", "--only", "led", "-q")
    found = re.search(r'village\.yaml:4:\d+: (warning\[screen-card\]: screen "gate": a BX-5K takes 512 bytes of text: it shows the first (\d+) pages, and (\d+) items are left out)',
                      built.stderr)
    check("the build says what the card leaves out", found and int(found[2]) > 3 and int(found[3]) > 20 and "late-notice" in built.stderr, built.stderr)
    with open(os.path.join(v, "out/led/gate.html"), encoding="utf-8") as f:
        page = f.read()
    lists = [part.count("<li") for part in page.split("<ol")[1:]]
    check("the preview too, which pages through the others alone", found and f"控制卡只放得下前{found[2]}页，后面的{found[3]}项不送。" in page and
          len(lists) == 2 and lists[0] == int(found[2]) and lists[1] > 5 and "以下各页不送" in page and '<ol id="pages">' in page, (lists, page[:900]))
    with open(os.path.join(v, "out/led/hall.html"), encoding="utf-8") as f:
        check("not where all is sent", "控制卡" not in f.read())
    check("made, and not sent", waiting("2026-03-07") == {"gongshi led send gate": "电子屏gate还没有送今天的内容", "gongshi led send hall": "电子屏hall还没有送今天的内容"},
          waiting("2026-03-07"))
    sent = run("led", "send", v, "--date", "2026-03-07", "--tries", "1")
    check("who sends says the same, and nothing of other records", sent.returncode == 3 and found and found[1] in sent.stderr and "late-notice" not in sent.stderr, sent.stderr)
    check("who has acknowledged it is not waited for", set(waiting("2026-03-07")) == {"gongshi led send hall"}, waiting("2026-03-07"))
    off = run("led", "off", v, "gate")
    check("to switch it off says nothing of the records", (off.returncode, off.stderr) == (0, ""), off.stderr)
    write(v, {"records/rewards.yaml": "goods:\n  - {id: r1, title: 盐, cost: 1}\n"})
    check("until it is to show something else", "gongshi build && gongshi led send gate" in waiting("2026-03-07"), waiting("2026-03-07"))
    run("led", "send", v, "gate", "--date", "2026-03-07")
    check("what was made is looked at apart", "gongshi build" in waiting("2026-03-07"), waiting("2026-03-07"))
    shutil.rmtree(os.path.join(v, ".gongshi"))
    check("what was remembered may be thrown away", "gongshi build && gongshi led send gate" in waiting("2026-03-07"), waiting("2026-03-07"))


def over_serial(check, write, work, run):
    """The other end of a serial line, as far as a machine without one has it."""
    master, slave = pty.openpty()
    tty.setraw(master)
    v = village(write, work, "serial", [f"id: wire, controller: bx-5k, address: 'serial:{os.ttyname(slave)}:9600', show: [welcome]"])
    got = []

    def controller():
        raw = b""
        while not raw.endswith(END):
            raw += os.read(master, 1000)
        got.append(raw)
        os.write(master, b"\xff\xa5" + answer())

    thread = threading.Thread(target=controller, daemon=True)
    thread.start()
    r = run("led", "off", v)
    thread.join(10)
    check("over a serial line", r.returncode == 0 and got and unframe(got[0])[2].hex() == "a30001000002", r.stderr)
    os.close(master)
    os.close(slave)


def simulated(check, write, work, program, run):
    """The sign in the terminal takes frames of another's making, whatever pieces they come in, and the program's own."""
    p = subprocess.Popen([program, "led", "simulate", "--listen", "0"], stdout=subprocess.PIPE, text=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
    try:
        said = p.stdout.readline()
        port = int(re.search(r"tcp://127\.0\.0\.1:(\d+)", said)[1])
        maker = bytes.fromhex("a5a5a5a5a5a5a5a5feff0080000000000000fe023400a30601000000012b00000000000008002000000000020000000002020300040a10000000"
                              "b0b2c0d6cdcdb4e5bbfdb7d6b9abcabe60915a")
        with socket.create_connection(("127.0.0.1", port), timeout=10) as s:
            answers = s.makefile("rb")

            def next_answer():
                raw = b""
                while not raw.endswith(END):
                    raw += answers.read(1)
                return raw
            s.sendall(maker)
            check("the maker's frame is taken, and answered", next_answer().lstrip(b"\xa5") == bytes.fromhex("0080feff000000000000fe020500a00000000014ac5a"))
            for byte in b"noise\xa5\xa5\x5a" + maker:
                s.sendall(bytes([byte]))
            check("in single bytes, with noise before", unframe(next_answer())[2] == b"\xa0\0\0\0\0")
            s.sendall(maker[:-4] + bytes([maker[-4] ^ 1]) + maker[-3:])
            check("a bad check is refused", unframe(next_answer())[2] == b"\xa0\x01\x05\0\0")
            s.sendall(frame(b"\xa3\x00\x01\x00\x00\x02", destination=7) + frame(b"\xa3\x00\x01\x00\x00\x01", destination=0xFFFF))
            s.sendall(frame(b"\xa3\x00\x01\x00\x00\x01", device=0x51))
            check("a frame for another screen and one for all are not answered, one for another card is refused", unframe(next_answer())[2] == b"\xa0\x01\x0d\0\0")
            s.sendall(frame(b"\xa3\x06" + bytes(1100)))
            check("more than the buffer holds is refused", unframe(next_answer())[2] == b"\xa0\x01\x04\0\0")
        v = village(write, work, "simulated", [f"id: gate, controller: bx-6k, address: 'tcp://127.0.0.1:{port}', show: [welcome], welcome: 您好"])
        r = run("led", "send", v)
        check("it takes what led send sends", r.returncode == 0, r.stderr)
    finally:
        p.send_signal(signal.SIGTERM)
        shown, _ = p.communicate(timeout=20)
    check("it shows what was sent", "|安乐屯村|\n  |积分公示|" in shown and "|    安乐屯村    |\n  |      您好      |" in shown and p.returncode == 0, shown)
    check("it says why it took others not", "a frame for screen 7, which this is not: it is screen 1" in shown and "switched on" in shown and
          "switched off" not in shown and "a frame was refused (error 13): the firmware is of another type" in shown, shown)
    check("it listens to this machine alone", "127.0.0.1" in said)


def test(check, write, work, program, run):
    v = village(write, work, "frames", ["id: six, controller: bx-6k, address: 'tcp://192.0.2.1', area: 2, seconds: 4, show: [notices, rewards]",
                                        "id: five, columns: 12, rows: 3, controller: bx-5k, address: 'serial:/dev/ttyS9', show: [rewards]",
                                        "id: seven, controller: bx-6k, address: 'tcp://192.0.2.1', area: 7"])
    check("the village is built", run("build", v, "--date", "2026-03-07", "--only", "led", "-q").returncode == 0)
    sent(check, v, run)
    r = run("led", "send", v, "seven", "--dry-run")
    check("an area that the card has not", r.returncode == 1 and "areas 0 to 4, not 7" in r.stderr, r.stderr)
    ports = {"tcp://192.0.2.1:70738": 1, "tcp://192.0.2.1:0": 1, "tcp://192.0.2.1:": 1, "tcp://192.0.2.1:65535": 0, "tcp://[2001:db8::1]:5005": 0, "tcp://sign": 0}
    found = {a: run("check", village(write, work, "port", [f"id: gate, controller: bx-6k, address: '{a}'"]), "--date", "2026-03-07").returncode for a in ports}
    check("a port that none is", found == ports, found)
    delivered(check, write, work, run)
    told(check, write, work, run)
    over_serial(check, write, work, run)
    simulated(check, write, work, program, run)
