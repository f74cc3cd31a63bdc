"""The processes that descend from given ones, as /proc has them: CPU time, masks, and how they are ended."""

import contextlib
import os
import signal
import time
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Process:
    pid: int
    name: str
    parent: int
    start: int  # ticks after boot; with pid it names the process for good
    seconds: float  # CPU time, with that of the children it waited for
    is_zombie: bool

    @property
    def key(self):
        return self.pid, self.start


def _parse(text):
    pid, rest = text.split(" (", 1)
    name, rest = rest.rsplit(") ", 1)
    fields = rest.split()
    return Process(int(pid), name, int(fields[1]), int(fields[19]), sum(map(int, fields[11:15])) / TICKS, fields[0] in "ZX")


def processes():
    """Every process by its PID."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                found[int(pid)] = _parse(file.read())
    return found


def is_alive(pid):
    return os.path.exists(f"/proc/{pid}")


def descendants(roots, known=(), all_processes=None):
    """Roots, known ones by their key, and all that descends from either, by PID."""
    all_processes = all_processes or processes()
    roots, known, belongs = set(roots), set(known), {}

    def is_ours(pid):
        if pid not in belongs:
            process = all_processes.get(pid)
            belongs[pid] = process is not None and (
                pid in roots or process.key in known or (process.parent != pid and is_ours(process.parent)))
        return belongs[pid]

    return {pid: process for pid, process in all_processes.items() if is_ours(pid)}


def masks(pids):
    """The mask of every thread of these processes, by tid and start."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            for tid in os.listdir(f"/proc/{pid}/task"):
                with contextlib.suppress(OSError):
                    with open(f"/proc/{pid}/task/{tid}/stat", encoding="utf-8", errors="replace") as file:
                        task = _parse(file.read())
                    if not task.is_zombie:
                        found[task.key] = frozenset(os.sched_getaffinity(int(tid)))
    return found


def waits(pids):
    """For how many seconds the threads of each process have waited for a CPU; without those the kernel says nothing of."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            for tid in os.listdir(f"/proc/{pid}/task"):
                with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{tid}/schedstat", encoding="ascii") as file:
                    found[pid] = found.get(pid, 0) + int(file.read().split()[1]) / 1e9
    return found


def end_children(patience=10):
    """Ends every descendant of this process, which must be the one that adopts orphans, and waits for them."""
    own, deadline = os.getpid(), time.monotonic() + patience
    while time.monotonic() < deadline:
        for pid, process in descendants([own]).items():
            if pid != own and not process.is_zombie:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if len(descendants([own])) <= 1:
            return
        time.sleep(0.02)
