"""A full-screen program in a pseudo-terminal of its own, and what it costs."""

import fcntl
import os
import pty
import pwd
import re
import select
import signal
import statistics
import struct
import termios
import time

ROWS, COLUMNS = 50, 200
SILENCE = 0.1  # Bytes that far apart belong to two frames.
DOWN, UP = b"B", b"A"  # The last letter of what cursor keys send.
APPLICATION_KEYS = b"\x1b[?1h"  # Asks the terminal to send cursor keys in their other form.
FIRST_FRAME_ROWS = 20
USERS = {b"root", pwd.getpwuid(os.getuid()).pw_name[:8].encode()}


class Watched:
    """Runs it until the block that it is used in ends."""

    def __init__(self, command, environment=None):
        self.bytes = 0
        self.frames = []  # When each began.
        self._last = 0.0
        self._cursor_prefix = b"\x1b["
        self._command = command
        self._environment = {**os.environ, "TERM": "xterm-256color", **(environment or {})}

    def __enter__(self):
        self.started = time.monotonic()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(self._command[0], self._command, self._environment)
        # The CPU clock of a process as clock_getcpuclockid(3) makes it: nanoseconds, threads that ended included.
        self._clock = (~self.pid << 3) | 2
        return self

    def __exit__(self, *_):
        os.kill(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + 3
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            # It may wait until what it writes at its end is taken.
            if select.select([self._terminal], [], [], 0.02)[0]:
                try:
                    os.read(self._terminal, 65536)
                except OSError:
                    time.sleep(0.02)
            if time.monotonic() >= deadline:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self._terminal)

    def first_frame(self, rows=FIRST_FRAME_ROWS, timeout=10):
        """Seconds until the head of the list and so many rows were on the terminal; None if they never were."""
        screen = b""
        while time.monotonic() < self.started + timeout:
            screen += self._read(timeout)
            if b"PID" in screen and sum(screen.count(user) for user in USERS) >= rows:
                return self._last - self.started
        return None

    def rest(self, seconds):
        """Takes what it writes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def cursor(self, key, timeout=5):
        """Seconds from a cursor key to the first bytes after it."""
        return self.typed(self._cursor_prefix + key, timeout)

    def typed(self, keys, timeout=5):
        """Seconds from keys to the first bytes after them."""
        while self._read(0.0):
            pass
        pressed = time.monotonic()
        os.write(self._terminal, keys)
        answer = self._read(timeout)
        return (self._last if answer else time.monotonic()) - pressed

    def cpu(self):
        """CPU seconds so far."""
        return time.clock_gettime(self._clock)

    def writes(self):
        """System calls that write, so far; None when the kernel does not tell."""
        try:
            with open(f"/proc/{self.pid}/io", encoding="ascii") as file:
                return int(re.search(r"syscw: (\d+)", file.read()).group(1))
        except (OSError, AttributeError):
            return None

    def resident(self):
        """Resident bytes."""
        with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) * 1024

    def _read(self, timeout):
        if not select.select([self._terminal], [], [], timeout)[0]:
            return b""
        now = time.monotonic()
        try:
            got = os.read(self._terminal, 65536)
        except OSError:
            raise RuntimeError(f"{self._command[0]} ended") from None
        if now - self._last > SILENCE:
            self.frames.append(now)
        self._last = now
        self.bytes += len(got)
        if APPLICATION_KEYS in got:
            self._cursor_prefix = b"\x1bO"
        return got


def median(values):
    """The middle of the values that are known; None without one."""
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None
