"""CPU time of a load and of everything else, between two moments."""

import statistics
import time
from dataclasses import dataclass

from cpus import busy_seconds, own_seconds

LOOKS = 3


@dataclass(frozen=True)
class Use:
    """In cores: 1 is one CPU busy all the time."""

    victims: float
    load: float
    others: float  # neither the load, nor this suite, nor the program that it runs


def _total(found):
    return sum(process.seconds for process in found.values())


class Meter:
    """Counts from its making on. Looks thrice each time, as a child's time is for a moment in no process, or in two."""

    def __init__(self, load):
        self._load = load
        self._start = self._look()

    def _look(self):
        looks = []
        for _ in range(LOOKS):
            load, aside = self._load.look()
            looks.append((_total(load), _total(aside)))
        load, aside = (statistics.median(column) for column in zip(*looks, strict=True))
        return time.monotonic(), load, aside, busy_seconds(), own_seconds()

    def read(self):
        now = self._look()
        span, load, aside, busy, own = (after - before for before, after in zip(self._start, now, strict=True))
        return Use((load - aside) / span, load / span, max(0.0, busy - load - own) / span)

    def until(self, seconds):
        """Waits until it has counted for so many seconds, and reads."""
        time.sleep(max(0.0, self._start[0] + seconds - time.monotonic()))
        return self.read()
