"""A program in a terminal: started in tmux at a size, with keys pressed, until its screen shows what is waited for."""

import os
import re
import shlex
import subprocess
import time

PATIENCE = 60
PAUSE = 0.05
# A screen that was the same for so long is not being drawn any more.
STILL = 0.3


class NotShown(Exception):
    """The screen did not show in time what was waited for; the message says what it showed."""


class Session:
    """A program in a terminal of its own; on exit both end."""

    def __init__(self, name, command, environment, columns, rows, terminal):
        self._tmux = ["tmux", "-L", name, "-f", os.devnull]
        words = ["env", "-i", *(f"{key}={value}" for key, value in sorted(environment.items())), *command]
        self._start = [
            *self._tmux, "set-option", "-g", "status", "off", ";", "set-option", "-g", "default-terminal", "tmux-256color", ";",
            "set-option", "-g", "remain-on-exit", "on", ";", "set-option", "-sg", "escape-time", "20", ";",
            # The terminal answers a program that asks for its background with this one.
            "set-option", "-g", "window-style", f"fg={terminal.foreground},bg={terminal.background}", ";",
            "new-session", "-d", "-x", str(columns), "-y", str(rows), "exec " + shlex.join(words)]

    def __enter__(self):
        quiet = {key: value for key, value in os.environ.items() if not key.startswith("TMUX")}
        subprocess.run(self._start, check=True, env=quiet, stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        subprocess.run([*self._tmux, "kill-server"], check=False, stderr=subprocess.DEVNULL)

    def do(self, step):
        """One step of a scene: `see TEXT` waits for a regular expression on the screen, `gone TEXT` until there is none, `type TEXT` types
        it, anything else are keys as tmux names them."""
        verb, _, rest = step.partition(" ")
        if verb == "see":
            self.wait(rest)
        elif verb == "gone":
            self.wait(rest, is_there=False)
        elif verb == "type":
            self._send("-l", rest)
        else:
            self._send(*step.split())

    def wait(self, pattern, is_there=True):
        """Until a row of the screen has the pattern, or none has."""
        looked_for = re.compile(pattern, re.MULTILINE)
        self._until(lambda: bool(looked_for.search(self.text())) == is_there, f"{'' if is_there else 'no '}{pattern}")

    def wait_still(self):
        """Until the screen no longer changes."""
        last, since = self.capture(), time.monotonic()

        def is_still():
            nonlocal last, since
            now = self.capture()
            if now != last:
                last, since = now, time.monotonic()
            return time.monotonic() - since >= STILL

        self._until(is_still, "a screen that keeps still")

    def text(self):
        """The rows of the screen, without colours."""
        return self._read("capture-pane", "-p")

    def capture(self):
        """The rows with colours."""
        return self._read("capture-pane", "-p", "-e", "-N")

    def _until(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end or self._has_ended():
                raise NotShown(f"{what} was waited for; the screen shows\n{self.text().rstrip()}")
            time.sleep(PAUSE)

    def _has_ended(self):
        return self._read("display-message", "-p", "#{pane_dead}").strip() == "1"

    def _send(self, *keys):
        subprocess.run([*self._tmux, "send-keys", *(["-l", "--", *keys[1:]] if keys[0] == "-l" else ["--", *keys])], check=True)

    def _read(self, *words):
        return subprocess.run([*self._tmux, *words], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
