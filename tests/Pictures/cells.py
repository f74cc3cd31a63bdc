"""What a terminal shows, cell by cell, read from the text of `tmux capture-pane -e`."""

import dataclasses
import re
import unicodedata

SEQUENCE = re.compile(r"\x1b\[([0-9;:]*)m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Za-z0-9]|[\x0e\x0f]")


@dataclasses.dataclass(frozen=True)
class Style:
    """How a cell is drawn. A colour is None for the terminal's own, a number of the palette, or a text such as #d0d0d0."""

    foreground: object = None
    background: object = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


PLAIN = Style()
ON = {1: {"bold": True}, 2: {"dim": True}, 3: {"italic": True}, 4: {"underline": True}, 7: {"reverse": True}}
OFF = {22: {"bold": False, "dim": False}, 23: {"italic": False}, 24: {"underline": False}, 27: {"reverse": False},
       39: {"foreground": None}, 49: {"background": None}}


def read(text, columns):
    """The rows of a screen: lists of (character, style), each of that many columns. The second half of a wide character is ""."""
    rows, style = [], PLAIN
    for line in text.removesuffix("\n").split("\n"):
        row, at = [], 0
        while at < len(line):
            sequence = SEQUENCE.match(line, at)
            if sequence:
                style = _changed(style, sequence[1]) if sequence[1] is not None else style
                at = sequence.end()
                continue
            _add(row, line[at], style)
            at += 1
        row = row[:columns]
        rows.append(row + [(" ", PLAIN)] * (columns - len(row)))
    return rows


def _add(row, character, style):
    if unicodedata.combining(character) or character in "\ufe0e\ufe0f\u200d":
        if row:
            row[-1] = (row[-1][0] + character, row[-1][1])
        return
    row.append((character, style))
    if unicodedata.east_asian_width(character) in "WF":
        row.append(("", style))


def _changed(style, parameters):
    numbers = [int(number or 0) for number in re.split("[;:]", parameters)]
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            style = PLAIN
        elif number in (38, 48):
            style = dataclasses.replace(style, **{"foreground" if number == 38 else "background": _colour(numbers)})
        elif number in ON or number in OFF:
            style = dataclasses.replace(style, **ON.get(number, OFF.get(number)))
        elif 30 <= number <= 37 or 90 <= number <= 97:
            style = dataclasses.replace(style, foreground=number - 30 if number < 90 else number - 82)
        elif 40 <= number <= 47 or 100 <= number <= 107:
            style = dataclasses.replace(style, background=number - 40 if number < 100 else number - 92)
    return style


def _colour(numbers):
    kind = numbers.pop(0) if numbers else 0
    if kind == 5:
        return numbers.pop(0)
    red, green, blue = numbers[:3]
    del numbers[:3]
    return f"#{red:02x}{green:02x}{blue:02x}"
