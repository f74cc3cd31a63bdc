"""Draws the cells of a screen as SVG: text as text, blocks and lines as shapes that meet without a gap whatever the font is.

The same cells make the same bytes, one row of cells is one group of the file, and what is blank takes none."""

import collections
import unicodedata
from xml.sax.saxutils import escape

WIDTH, HEIGHT, BASELINE = 8, 16, 12
MARGIN = 6
# A font size at which a character of DejaVu Sans Mono, Menlo and Liberation Mono is as wide as a cell.
FONT = '13.29px "DejaVu Sans Mono",Menlo,"Liberation Mono",Consolas,monospace'
SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
QUARTERS = {"▖": "c", "▗": "d", "▘": "a", "▙": "acd", "▚": "ad", "▛": "abc", "▜": "abd", "▝": "b", "▞": "bc", "▟": "bcd"}
CORNERS = {"a": (0, 0), "b": (4, 0), "c": (0, 8), "d": (4, 8)}
DIM = 0.6
# Blanks of a text cost less than another text, up to so many.
GAP = 24


def svg(rows, terminal, title):
    """The text of the picture."""
    return _Picture(terminal).draw(rows, title)


class _Picture:
    def __init__(self, terminal):
        self._terminal = terminal
        self._classes = {}
        # What most cells have, which is not the terminal's where a theme has its own.
        self.background = terminal.background

    def draw(self, rows, title):
        self.background = collections.Counter(self.colours(style)[1] for row in rows for _, style in row).most_common(1)[0][0]
        body = [group for group in (self._row(number, row) for number, row in enumerate(rows)) if group]
        width, height = len(rows[0]) * WIDTH + 2 * MARGIN, len(rows) * HEIGHT + 2 * MARGIN
        styles = "".join(f".{name}{{{rules}}}" for rules, name in self._classes.items())
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" xml:space="preserve">',
            f"<title>{escape(title)}</title>",
            f"<style>text{{font:{FONT};fill:{self._terminal.foreground}}}path{{shape-rendering:crispEdges}}{styles}</style>",
            f'<rect width="{width}" height="{height}" rx="6" fill="{self.background}"/>',
            *body, "</svg>", ""])

    def _row(self, number, row):
        parts = _Row(self)
        for at, (character, style) in enumerate(row):
            parts.add(at, character, style)
        inside = parts.end()
        return inside and f'<g transform="translate({MARGIN},{MARGIN + number * HEIGHT + BASELINE})">{inside}</g>'

    def colours(self, style):
        """Foreground and background of a style, as #rrggbb."""
        foreground = self._terminal.colour(style.foreground, self._terminal.foreground)
        background = self._terminal.colour(style.background, self._terminal.background)
        if style.reverse:
            foreground, background = background, foreground
        return _mixed(foreground, background) if style.dim else foreground, background

    @property
    def foreground(self):
        return self._terminal.foreground

    def of_class(self, rules):
        """The attribute that gives an element these rules, which stand in the file once."""
        return f' class="{self._classes.setdefault(rules, _name(len(self._classes)))}"' if rules else ""


class _Row:
    """One row while it is drawn: backgrounds below, then shapes, then texts."""

    def __init__(self, picture):
        self._picture = picture
        self._shapes = {}
        self._grounds = {}
        self._texts = []
        self._text = None

    def add(self, at, character, style):
        foreground, background = self._picture.colours(style)
        if background != self._picture.background:
            _add_box(self._grounds, f"fill:{background}", at * WIDTH, -BASELINE, WIDTH, HEIGHT)
        if style.underline:
            _add_box(self._shapes, f"fill:{foreground}", at * WIDTH, 2, WIDTH, 1)
        boxes, strength = _shape(character)
        if boxes is not None:
            rules = f"fill:{foreground}" + (f";opacity:{strength}" if strength < 1 else "")
            for left, top, width, height in boxes:
                _add_box(self._shapes, rules, at * WIDTH + left, top - BASELINE, width, height)
        elif character not in ("", " ", "\u00a0"):
            self._add_text(at, character, foreground, style)

    # Words with nothing but blanks between them are one text.
    def _add_text(self, at, character, foreground, style):
        rules = "".join((
            f"fill:{foreground};" if foreground != self._picture.foreground else "",
            "font-weight:bold;" if style.bold else "", "font-style:italic;" if style.italic else "")).rstrip(";")
        text = self._text
        if text and text[3] == rules and at - text[1] <= GAP and self._texts[-1] is text:
            text[2] += " " * (at - text[1]) + character
        else:
            text = self._text = [at, at, character, rules]
            self._texts.append(text)
        text[1] = at + (2 if unicodedata.east_asian_width(character[0]) in "WF" else 1)

    def end(self):
        shapes = [f'<path{self._picture.of_class(rules)} d="{"".join(_outline(box) for box in boxes)}"/>'
                  for part in (self._grounds, self._shapes) for rules, boxes in part.items()]
        texts = [f'<text x="{start * WIDTH}"{_length(end - start)}{self._picture.of_class(rules)}>{escape(text)}</text>'
                 for start, end, text, rules in self._texts]
        return "".join(shapes + texts)


def _add_box(parts, rules, left, top, width, height):
    boxes = parts.setdefault(rules, [])
    for box in reversed(boxes):
        if box[0] + box[2] == left and box[1] == top and box[3] == height:
            box[2] += width
            return
        if box[0] + box[2] < left:
            break
    boxes.append([left, top, width, height])


def _outline(box):
    left, top, width, height = box
    return f"M{left}{'' if top < 0 else ' '}{top}h{width}v{height}h-{width}z"


# One character is where it begins.
def _length(columns):
    return f' textLength="{columns * WIDTH}"' if columns > 1 else ""


def _name(number):
    name = ""
    while True:
        name = chr(ord("a") + number % 26) + name
        number = number // 26 - 1
        if number < 0:
            return name


def _mixed(foreground, background):
    pairs = zip(*(tuple(int(colour[at:at + 2], 16) for at in (1, 3, 5)) for colour in (foreground, background)))
    return "#" + "".join(f"{round(DIM * front + (1 - DIM) * back):02x}" for front, back in pairs)


# Boxes of a character that is a shape, from the left and top of its cell, and how strong they are; None for a letter.
def _shape(character):
    code = ord(character[0]) if character else 0
    if character == "■":
        return [(0, 4, WIDTH, 8)], 1
    if character in SHADES:
        return [(0, 0, WIDTH, HEIGHT)], SHADES[character]
    if 0x2580 <= code <= 0x259F:
        return _block(character, code), 1
    if 0x2800 <= code <= 0x28FF:
        return _dots(code - 0x2800), 1
    if 0x2500 <= code <= 0x257F:
        return _lines(unicodedata.name(character).removeprefix("BOX DRAWINGS ")), 1
    return None, 1


def _block(character, code):
    if character in QUARTERS:
        return [(*CORNERS[corner], 4, 8) for corner in QUARTERS[character]]
    if code == 0x2580:
        return [(0, 0, WIDTH, HEIGHT // 2)]
    if code <= 0x2588:
        height = (code - 0x2580) * HEIGHT // 8
        return [(0, HEIGHT - height, WIDTH, height)]
    if code <= 0x258F:
        return [(0, 0, 0x2590 - code, HEIGHT)]
    return {"▐": [(4, 0, 4, HEIGHT)], "▔": [(0, 0, WIDTH, 2)], "▕": [(7, 0, 1, HEIGHT)]}[character]


def _dots(bits):
    places = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
    return [(1 + column * 4, 1 + row * 4, 2, 2) for bit, (column, row) in enumerate(places) if bits >> bit & 1]


# A line's name says in which directions it goes from the middle of its cell, and how heavy it is there.
def _lines(name):
    if "DIAGONAL" in name:
        return None
    weight, boxes = "LIGHT", []
    for part in name.replace("VERTICAL", "UP DOWN").replace("HORIZONTAL", "LEFT RIGHT").split(" AND "):
        words = part.split()
        weight = next((word for word in words if word in ("LIGHT", "HEAVY", "DOUBLE", "SINGLE")), weight)
        boxes += [box for word in words for box in _arm(word, weight)]
    return boxes


def _arm(direction, weight):
    offsets = {"HEAVY": ((-1, 2),), "DOUBLE": ((-2, 1), (1, 1))}.get(weight, ((0, 1),))
    middle, centre = WIDTH // 2, HEIGHT // 2
    boxes = {
        "LEFT": lambda at, thick: (0, centre + at, middle + 1, thick),
        "RIGHT": lambda at, thick: (middle, centre + at, WIDTH - middle, thick),
        "UP": lambda at, thick: (middle + at, 0, thick, centre + 1),
        "DOWN": lambda at, thick: (middle + at, centre, thick, HEIGHT - centre),
    }
    return [boxes[direction](at, thick) for at, thick in offsets] if direction in boxes else []
