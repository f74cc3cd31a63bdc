"""How much of the CPUs is left by programs that a test did not start."""

import ctypes
import os
import time

# An ordinary system is never quite still.
MOST_OTHERS = 0.15
WINDOW = 1
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """What a child leaves behind becomes a child of this process, so that its CPU time is known when it was waited for."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _cpu_seconds():
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, idle, iowait, *others = map(int, file.readline().split()[1:9])
    second = os.sysconf("SC_CLK_TCK")
    return (user + nice + system + sum(others)) / second, (idle + iowait) / second


def busy_seconds():
    """CPU time of all CPUs since the machine started."""
    return _cpu_seconds()[0]


def idle_seconds():
    """For how long CPUs were idle since the machine started, all of them together."""
    return _cpu_seconds()[1]


def own_seconds():
    """CPU time of this process and of the children that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Others:
    """What others use from its making on. The CPU time of children counts once they were waited for."""

    def __init__(self):
        self._start = time.monotonic()
        self._busy = busy_seconds()
        self._own = own_seconds()

    @property
    def cores(self):
        """CPU time over wall time: 1 is one whole CPU."""
        used = busy_seconds() - self._busy - (own_seconds() - self._own)
        return max(0.0, used / (time.monotonic() - self._start))

    def __str__(self):
        return f"other programs used {self.cores:.2f} of {os.cpu_count()} CPUs"


class IdleCpus:
    """Waits for idle CPUs, for so many seconds in all: what keeps a machine busy for long is not about to end."""

    def __init__(self, patience=60):
        self._left = patience

    def wait(self):
        """Waits until others use next to nothing. Returns why not; an empty text when they do."""
        while True:
            others = Others()
            time.sleep(WINDOW)
            if others.cores <= MOST_OTHERS:
                return ""
            self._left -= WINDOW
            if self._left <= 0:
                return f"needs idle CPUs: {others}"
