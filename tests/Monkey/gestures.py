"""What a monkey does at a terminal: each gesture is a list of steps, made from dice alone, so that a seed makes them again.

A step is ("type", bytes), ("size", columns, rows), ("signal", number) or ("pause", seconds). No gesture means to quit: no "q" and
no F10 is typed but in pasted text, and neither Ctrl-C nor Ctrl-\\, which the terminal makes signals of. May_quit says of a
gesture that it may do so all the same, by a click on the key bar or when pieces of sequences come together.
"""

import signal

ESC, CSI, SS3 = b"\x1b", b"\x1b[", b"\x1bO"

# Keys as xterm, rxvt, the Linux console and others send them; F10 is left out.
KEYS = [CSI + final for final in (b"A", b"B", b"C", b"D", b"E", b"F", b"H", b"Z", b"P", b"Q", b"R", b"S")]
KEYS += [SS3 + bytes([final]) for final in b"ABCDEFHPQRSMjklmnopsuvwxyIX"]
KEYS += [CSI + b"[" + final for final in (b"A", b"B", b"C", b"D", b"E")]
KEYS += [CSI + b"%d~" % number for number in range(1, 35) if number != 21]
KEYS += [CSI + b"1;%d%c" % (modifier, final) for modifier in range(2, 9) for final in b"ABCDFHPQRS"]
KEYS += [CSI + b"%d;%d~" % (number, modifier) for number in (2, 3, 5, 6, 7, 8, 15, 17, 24, 29) for modifier in range(2, 9)]
KEYS += [CSI + b"%d%c" % (number, final) for number in (2, 3, 5, 6, 7, 8, 11, 25) for final in b"$^@"]
KEYS += [CSI + bytes([final]) for final in b"abcd"] + [SS3 + bytes([final]) for final in b"abcd"]
KEYS += [ESC + bytes([letter]) for letter in b"abcdefhx<>[]O\r\t\x7f"] + [ESC + ESC, ESC + CSI + b"A"]

# What a terminal says unasked, or in answer to another program.
REPLIES = [
    CSI + b"I", CSI + b"O", CSI + b"?62;4c", CSI + b">41;354;0c", CSI + b"24;80R", CSI + b"8;40;120t", CSI + b"?2026;2$y", CSI + b"?0u",
    CSI + b"0n", CSI + b"?997;1n", ESC + b"]11;rgb:0000/0000/0000\x07", ESC + b"]10;rgb:ffff/ffff/ffff" + ESC + b"\\",
    ESC + b"P>|XTerm(370)" + ESC + b"\\", ESC + b"P1+r544e=787465726d" + ESC + b"\\", ESC + b"_Gi=31;OK" + ESC + b"\\",
]

LETTERS = b"abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789 []{}()<>/\\|!\"$%&=?*+-_.:,;#'@^~\t\r\x7f"
CONTROLS = [byte for byte in range(32) if byte not in (3, 0x1c)]
TEXTS = ["€", "世蓮", "👨‍👩‍👦", "é", "é", "\u202e", "\u200b", "\U0010ffff", "\ufeff", "\u0085"]
WRONG_UTF8 = [b"\xff", b"\xfe\xfe", b"\xc0\x80", b"\xe2\x82", b"\xf0\x9f", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xbf" * 9]
NUMBERS = [0, 1, 2, 5, 7, 9, 10, 16, 22, 25, 29, 34, 57, 59, 97, 127, 128, 200, 201, 255, 256, 1006, 55296, 57344, 57399, 65535, 65536,
           1114111, 1114112, 2**31 - 1, 2**31, 2**32, 2**63, 2**64, 10**30]
SIZES = [(1, 1), (2, 1), (1, 40), (20, 5), (5, 40), (40, 8), (80, 24), (132, 43), (250, 2), (300, 90), (500, 150)]
ABSURD_SIZES = [(0, 0), (0, 40), (80, 0), (65535, 65535), (65535, 1), (1, 65535), (32768, 32767), (4000, 3)]


def number(dice):
    return dice.choice(NUMBERS) if dice.random() < 0.7 else dice.randint(0, 10 ** dice.randint(1, 12))


def typed(data):
    return [("type", data)]


def slowly(dice, data):
    """In pieces, as a slow line brings them."""
    steps, at = [], 0
    while at < len(data):
        size = dice.randint(1, 4)
        steps += [("type", data[at:at + size]), ("pause", dice.choice([0.002, 0.02, 0.06, 0.12]))]
        at += size
    return steps


def keys(dice):
    data = b"".join(dice.choice(KEYS) for _ in range(dice.randint(1, 6)))
    return slowly(dice, data) if dice.random() < 0.3 else typed(data)


def letters(dice):
    return typed(bytes(dice.choice(LETTERS) for _ in range(dice.randint(1, 8))))


def controls(dice):
    return typed(bytes([dice.choice(CONTROLS)]))


def texts(dice):
    return typed(dice.choice(TEXTS).encode())


def wrong_utf8(dice):
    return typed(dice.choice(WRONG_UTF8))


def replies(dice):
    data = dice.choice(REPLIES)
    return slowly(dice, data) if dice.random() < 0.3 else typed(data)


def unknown(dice):
    parts = b";".join(b"%d" % number(dice) if dice.random() < 0.8 else b"" for _ in range(dice.randint(0, 4)))
    private = dice.choice([b"", b"", b"", b"?", b"<", b">", b"="])
    middle = dice.choice([b"", b"", b"", b" ", b"$", b"!", b"'"])
    return typed(CSI + private + parts + middle + bytes([dice.randint(0x40, 0x7e)]))


def kitty(dice):
    form = dice.choice([b"%d;%du", b"27;%d;%d~", b"%d:%d;1u", b"%d;%d:3u"])
    return typed(CSI + form % (number(dice), number(dice)))


def malformed(dice):
    opening = dice.choice([ESC, CSI, SS3, CSI + b"?", CSI + b"<", CSI + b"[", ESC + b"]", ESC + b"P", ESC + b"_", ESC + b"^", ESC + b"X", b"\x9b",
                           b"\xc2\x9b", b"\x8f", b"\x90", b"\x9d"])
    rest = bytes(byte for byte in (dice.randint(0, 255) for _ in range(dice.randint(0, 12))) if byte not in (3, 0x1c))
    return typed(opening + rest)


def cut(dice):
    whole = dice.choice(KEYS + REPLIES + [CSI + b"<0;10;10M", CSI + b"200~", CSI + b"27;5;65~"])
    return typed(whole[:dice.randint(1, max(1, len(whole) - 1))]) + [("pause", dice.choice([0, 0.03, 0.1, 0.6]))]


def oversized(dice):
    size = dice.choice([300, 5000, 70000])
    data = dice.choice([
        CSI + b"9" * size + b"~", CSI + b"1;" * (size // 2) + b"A", ESC + b"]52;c;" + b"A" * size, ESC + b"P" + b"a" * size + ESC + b"\\",
        ESC + b"_" + b"b" * size, CSI + b"<" + b"7" * size + b";1;1M", ESC * size, b"[" * size, ESC + b"X" + b"\x00" * size,
    ])
    pieces = [data[at:at + 1024] for at in range(0, len(data), 1024)]
    return [step for piece in pieces for step in (("type", piece), ("pause", 0.005))]


def pastes(dice):
    begin, end = CSI + b"200~", CSI + b"201~"
    text = dice.choice([b"0-3,8", b"run>0.1", b"quit\rq\nq", b"\x1b[A\x1b[21~", b"x" * 20000, "世蓮 €".encode(), b"", b"\xff\x00\x1b"])
    return dice.choice([
        typed(begin + text + end),
        slowly(dice, begin + text[:40] + end),
        typed(begin + text),                         # without an end
        typed(end),
        typed(begin + begin + text + end),
        typed(begin + text + end + end),
        typed(begin[:-1]) + [("pause", 0.1)] + typed(b"~" + text + end),
    ])


def mouse(dice):
    def place():
        return dice.choice([dice.randint(1, 130), dice.randint(1, 45), number(dice), -1])

    button = dice.choice([0, 1, 2, 3, 32, 35, 64, 65, 66, 67, 128, number(dice)])
    data = dice.choice([
        CSI + b"<%d;%d;%dM" % (button, place(), place()),
        CSI + b"<%d;%d;%dm" % (button, place(), place()),
        CSI + b"<%d;%d;%dM" % (0, place(), place()) * 3,
        CSI + b"M" + bytes(dice.choice([b for b in range(32, 256) if b not in b"q"]) for _ in range(3)),
        CSI + b"%d;%d;%dM" % (button, place(), place()),
        CSI + b"<%d;%dM" % (button, place()),
        CSI + b"<;;M",
    ])
    return typed(data)


def sizes(dice):
    steps = []
    for _ in range(dice.randint(1, 4)):
        columns, rows = dice.choice(ABSURD_SIZES if dice.random() < 0.25 else SIZES)
        steps += [("size", columns, rows), ("pause", dice.choice([0, 0.01, 0.1]))]
    return steps


def signals(dice):
    return [("signal", dice.choice([signal.SIGCONT, signal.SIGWINCH, signal.SIGTSTP, signal.SIGCHLD, signal.SIGURG]))]


# How often each is done.
GESTURES = {
    keys: 20, letters: 14, controls: 4, texts: 4, wrong_utf8: 4, replies: 6, unknown: 10, kitty: 6, malformed: 8, cut: 8, oversized: 2,
    pastes: 5, mouse: 8, sizes: 5, signals: 3,
}


def gesture(dice):
    """The next gesture: its name and its steps."""
    made = dice.choices(list(GESTURES), list(GESTURES.values()))[0]
    return made.__name__, made(dice)


def may_quit(name, data):
    """Whether what was typed lately could mean to quit: a click on the key bar, or pieces that make "q" or F10."""
    return name == "mouse" or any(part in data for part in (b"q", b"21", b"113", b"M", b"<"))
