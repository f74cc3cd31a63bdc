"""Terminals to take pictures of: the colours that they have of their own, and what they say of themselves."""

import dataclasses

LEVELS = (0, 95, 135, 175, 215, 255)


@dataclasses.dataclass(frozen=True)
class Terminal:
    """A terminal's colours of its own: text, background and the 16 of its palette."""

    foreground: str
    background: str
    palette: tuple

    def colour(self, colour, otherwise):
        """A cell's colour as #rrggbb; `otherwise` is what stands for none."""
        if colour is None:
            return otherwise
        if isinstance(colour, str):
            return colour
        if colour < 16:
            return self.palette[colour]
        if colour < 232:
            number = colour - 16
            red, green, blue = (LEVELS[step] for step in (number // 36, number // 6 % 6, number % 6))
            return f"#{red:02x}{green:02x}{blue:02x}"
        return "#" + f"{8 + 10 * (colour - 232):02x}" * 3


def _palette(text):
    return tuple(f"#{colour}" for colour in text.split())


_TANGO = _palette("2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec")
_SOLARIZED = _palette("073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3")
_XTERM = _palette("000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff")
_CONSOLE = _palette("000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff")

# By name. The first is the one of the pictures that name none: what GNOME's terminal has.
TERMINALS = {
    "dark": Terminal("#d3d7cf", "#171a1c", _TANGO),
    "light": Terminal("#2e3436", "#ffffff", _TANGO),
    "xterm": Terminal("#e5e5e5", "#000000", _XTERM),
    "xterm-light": Terminal("#000000", "#ffffff", _XTERM),
    "console": Terminal("#aaaaaa", "#000000", _CONSOLE),
    "solarized-dark": Terminal("#839496", "#002b36", _SOLARIZED),
    "solarized-light": Terminal("#657b83", "#fdf6e3", _SOLARIZED),
}

# What the environment says of how many colours the terminal has.
COLOURS = {
    "true": {"TERM": "tmux-256color", "COLORTERM": "truecolor"},
    "256": {"TERM": "tmux-256color"},
    "16": {"TERM": "xterm"},
    "none": {"TERM": "tmux-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
}
