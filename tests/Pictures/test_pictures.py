#!/usr/bin/env python3
"""What is read from a terminal, drawn of it, and played of a capture: python3 tests/Pictures/test_pictures.py"""

import os
import re
import sys
import unittest
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE]
sys.dont_write_bytecode = True
import cells  # noqa: E402
import drawing  # noqa: E402
import machines  # noqa: E402
from palettes import TERMINALS  # noqa: E402

FOUNDING = os.path.join(os.path.dirname(HERE), "Fixtures/machines/36em64t-1s36c+pileup-cpu35.txt")
DARK = TERMINALS["dark"]


def first(text):
    """The first cell of a screen."""
    return cells.read(text, 4)[0][0]


def drawn(text, columns=8):
    return drawing.svg(cells.read(text, columns), DARK, "T")


class Cells(unittest.TestCase):
    def test_a_colour_of_the_palette_is_its_number(self):
        self.assertEqual(first("\x1b[31ma")[1].foreground, 1)
        self.assertEqual(first("\x1b[93ma")[1].foreground, 11)
        self.assertEqual(first("\x1b[48;5;200ma")[1].background, 200)

    def test_a_colour_of_its_own_is_a_text(self):
        self.assertEqual(first("\x1b[38;2;1;2;255ma")[1].foreground, "#0102ff")

    def test_a_style_holds_until_it_is_changed_in_later_rows_too(self):
        rows = cells.read("\x1b[1;32ma\nb\x1b[22mc\x1b[0md\n", 4)
        self.assertEqual(rows[1][0][1], cells.Style(foreground=2, bold=True))
        self.assertEqual(rows[1][1][1], cells.Style(foreground=2))
        self.assertEqual(rows[1][2][1], cells.PLAIN)

    def test_each_row_has_as_many_cells_as_the_screen_has_columns(self):
        self.assertEqual([len(row) for row in cells.read("ab\nabcdef\n", 4)], [4, 4])

    def test_a_wide_character_takes_two_cells_and_a_mark_none(self):
        self.assertEqual([character for character, _ in cells.read("日e\u0301x", 5)[0]], ["日", "", "e\u0301", "x", " "])


class Drawing(unittest.TestCase):
    def test_it_is_well_formed_whatever_is_on_the_screen(self):
        ElementTree.fromstring(drawn('<a & "b">\x1b[7m ░▁█▐╭─┤⣿×⚠'))

    def test_blocks_that_touch_are_one_shape_and_letters_stay_letters(self):
        picture = drawn("ab ▄▄▄")
        self.assertIn(">ab</text>", picture)
        self.assertEqual(re.findall(r' d="([^"]*)"', picture), ["M24-4h24v8h-24z"])

    def test_words_on_the_right_of_blanks_stand_where_they_stood(self):
        self.assertIn('<text x="8" textLength="48">a    b</text>', drawn(" a    b"))

    def test_reverse_swaps_the_colours_and_dim_is_between_them(self):
        self.assertIn(f"fill:{DARK.foreground}", drawn("\x1b[7mab"))
        self.assertIn("fill:#888b87", drawn("\x1b[2mab"))

    def test_a_blank_screen_is_its_background_alone(self):
        self.assertNotIn("<g", drawn("\n\n"))

    def test_every_character_that_is_drawn_as_a_shape_has_one(self):
        for code in [0x25A0, *range(0x2500, 0x2571), *range(0x2574, 0x25A0), *range(0x2801, 0x2900)]:
            with self.subTest(character=chr(code)):
                self.assertIn("<path", drawn(chr(code)))


class Machines(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(FOUNDING, encoding="utf-8") as file:
            cls.text = file.read()
        cls.played = machines.played(cls.text, 60)

    def cpu_times(self, reading):
        part = re.search(rf"^-- proc@{reading}/stat --\n(.*?)^-- ", self.played, re.MULTILINE | re.DOTALL)[1]
        return {line.split()[0]: [int(number) for number in line.split()[1:5]] for line in part.splitlines() if line.startswith("cpu")}

    def busy(self, cpu, reading):
        return sum(self.cpu_times(reading)[cpu][:3]) - sum(self.cpu_times(reading - 1)[cpu][:3])

    def test_the_same_comes_out_each_time(self):
        self.assertEqual(self.played, machines.played(self.text, 60))

    def test_it_has_as_many_readings_as_were_asked_for(self):
        self.assertIn("-- proc@59/stat --", self.played)
        self.assertNotIn("-- proc@60/", self.played)

    def test_nothing_much_happens_at_first_and_at_last_what_the_capture_shows(self):
        self.assertLess(self.busy("cpu35", 3), 20)
        self.assertGreaterEqual(self.busy("cpu35", 59), 99)
        self.assertLess(self.busy("cpu1", 59), 60)

    def test_a_second_of_each_reading_is_accounted_for(self):
        for reading in (1, 30, 59):
            before, after = self.cpu_times(reading - 1), self.cpu_times(reading)
            for cpu, times in after.items():
                self.assertAlmostEqual(sum(times) - sum(before[cpu]), 100, delta=1)


if __name__ == "__main__":
    unittest.main()
