"""A program in a pseudo-terminal: types, reads, resizes, and knows in what state the program has put the terminal."""

import contextlib
import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time

MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
FRAME = b"\x1b[?2026h"
LONGEST_SEQUENCE = 16
LAST_BYTES = 4000
SEQUENCE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def open_files(pid):
    """What a program has open, but for files of tasks: of those that run they stay open, up to a bound."""
    files = []
    for descriptor in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(OSError):
            target = os.readlink(f"/proc/{pid}/fd/{descriptor}")
            if not re.match(r"/proc/[0-9]+/", target):
                files.append(target)
    return files


class PseudoTerminal:
    """Runs a command as the leader of a session whose terminal this is.

    Modes holds the private modes that the program set and did not reset (DECSET): 1049 the alternate screen, 25 the cursor,
    1000 and 1006 the mouse, 2004 marks around pasted text. Frames counts what the program drew.
    """

    def __init__(self, command, environment, columns, rows):
        self._master, self._slave = os.openpty()
        os.set_blocking(self._master, False)
        self.resize(columns, rows)
        self._found = termios.tcgetattr(self._slave)
        self._rest = b""
        self._last = b""
        self.modes = {25}
        self.frames = 0
        self.bytes = 0
        self._program = subprocess.Popen(
            ["setsid", "--ctty", *command], stdin=self._slave, stdout=self._slave, stderr=self._slave, env=environment)
        self.pid = self._program.pid

    @property
    def status(self):
        """The exit code, or a signal's number below zero; None while the program runs."""
        return self._program.poll()

    def has_ended(self):
        return self.status is not None

    def type(self, keys):
        """Sends keys; what a program does not read in time is lost, as a terminal loses it."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._master, keys)

    def resize(self, columns, rows):
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number):
        self._program.send_signal(number)

    def read(self, seconds):
        """Reads what the program sends for so long."""
        self.read_until(lambda: False, seconds)

    def read_until(self, condition, seconds):
        """Reads until a condition holds. Returns False when it did not in so many seconds."""
        end = time.monotonic() + seconds
        while not condition():
            left = end - time.monotonic()
            if left <= 0:
                return False
            if select.select([self._master], [], [], min(left, 0.05))[0]:
                self._note(os.read(self._master, 65536))
        return True

    def cpu_seconds(self):
        """CPU time that the program used, its threads included."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_kb(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as file:
            return int(next(line for line in file if line.startswith("VmRSS:")).split()[1])

    def threads(self):
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def wrong(self):
        """What is not as it was before the program began; empty when all is."""
        wrong = []
        if termios.tcgetattr(self._slave) != self._found:
            wrong.append("line settings")
        if self.modes != {25}:
            wrong.append(f"modes {sorted(self.modes)}")
        return wrong

    def last_words(self):
        """What was said after the screen was left, such as why the program ended."""
        words = self._last.rpartition(b"\x1b[?1049l")
        return SEQUENCE.sub(b"", words[2] if words[1] else b"").decode(errors="replace").strip()

    def hang_up(self):
        """The connection is lost."""
        os.close(self._master)
        self._master = -1

    def close(self):
        """Ends what still runs."""
        if not self.has_ended():
            self._program.kill()
            self._program.wait()
        os.close(self._slave)
        if self._master >= 0:
            os.close(self._master)

    def _note(self, data):
        self.bytes += len(data)
        self._last = (self._last + data)[-LAST_BYTES:]
        text = self._rest + data
        end = 0
        for match in MODE.finditer(text):
            end = match.end()
            self.frames += match.group(0) == FRAME
            for mode in map(int, match.group(1).split(b";")):
                (self.modes.add if match.group(2) == b"h" else self.modes.discard)(mode)
        self._rest = text[max(end, len(text) - LONGEST_SEQUENCE):]
