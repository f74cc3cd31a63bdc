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
SILENCE = 0.4  # Bytes that far apart belong to two frames; some programs send a frame in parts, and compute between them.
DOWN, UP = b"B", b"A"  # The last letter of what cursor keys send.
APPLICATION_KEYS = b"\x1b[?1h"  # Asks the terminal to send cursor keys in their other form.
HEADS = (b"PID", b"Pid")
FIRST_FRAME_ROWS = 20
USERS = {b"root", pwd.getpwuid(os.getuid()).pw_name[:8].encode()}


class Watched:
    """Runs a program of programs.py until the block that it is used in ends."""

    def __init__(self, program, *words):
        self.name = program.name
        self.bytes = 0
        self.frames = []  # When each began.
        self._last = 0.0
        self._cursor_prefix = b"\x1b["
        self._command = [*program.command, *words]
        self._user = program.user
        self._environment = {**os.environ, "TERM": "xterm-256color", **program.environment}

    def __enter__(self):
        self.started = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                if self._user is not None:
                    os.setgroups([])
                    os.setgid(self._user.pw_gid)
                    os.setuid(self._user.pw_uid)
                os.execvpe(self._command[0], self._command, self._environment)
            finally:
                os._exit(127)
        os.set_inheritable(self.terminal, False)
        # The CPU clock of a process as clock_getcpuclockid(3) makes it: nanoseconds, threads that ended included.
        self._clock = (~self.pid << 3) | 2
        return self

    def __exit__(self, *_):
        os.kill(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + 3
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            # It may wait until what it writes at its end is taken.
            if select.select([self.terminal], [], [], 0.02)[0]:
                try:
                    os.read(self.terminal, 65536)
                except OSError:
                    time.sleep(0.02)
            if time.monotonic() >= deadline:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self.terminal)

    def first_frame(self, rows=FIRST_FRAME_ROWS, timeout=10):
        """Seconds until the head of the list and so many rows were on the terminal; None if they never were."""
        screen = b""
        while time.monotonic() < self.started + timeout:
            screen += self.read(timeout)
            if any(head in screen for head in HEADS) and sum(screen.count(user) for user in USERS) >= rows:
                return self._last - self.started
        return None

    def cursor(self, key, timeout=5):
        """Seconds from a cursor key to the first bytes after it."""
        return self.typed(self._cursor_prefix + key, timeout)

    def typed(self, keys, timeout=5):
        """Seconds from keys to the first bytes after them."""
        while self.read(0.0):
            pass
        pressed = time.monotonic()
        os.write(self.terminal, keys)
        answer = self.read(timeout)
        return (self._last if answer else time.monotonic()) - pressed

    def cpu(self):
        """CPU seconds so far, user and system."""
        return time.clock_gettime(self._clock)

    def memory(self):
        """Bytes that are resident, and those of them that it wrote and shares with nobody."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii", errors="replace") as file:
            text = file.read()
        return (int(re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE).group(1)) * 1024 for name in ("Rss", "Private_Dirty"))

    def read(self, timeout):
        """Takes what it writes; nothing when that takes longer than so many seconds."""
        if not select.select([self.terminal], [], [], timeout)[0]:
            return b""
        now = time.monotonic()
        try:
            got = os.read(self.terminal, 65536)
        except OSError:
            raise RuntimeError(f"{self._command[0]} ended") from None
        if now - self._last > SILENCE:
            self.frames.append(now)
        self._last = now
        self.bytes += len(got)
        if APPLICATION_KEYS in got:
            self._cursor_prefix = b"\x1bO"
        return got


def rest(everyone, seconds):
    """Takes what all of them write for so long."""
    end = time.monotonic() + seconds
    of_terminal = {watched.terminal: watched for watched in everyone}
    while (left := end - time.monotonic()) > 0:
        for terminal in select.select(list(of_terminal), [], [], left)[0]:
            of_terminal[terminal].read(0)


def median(values):
    """The middle of the values that are known; None without one."""
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None
