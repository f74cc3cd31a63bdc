"""The loads under which programs are measured; none outlives the run."""

import os
import subprocess
import sys
import time

LOADS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Loads")
PROGRAMS = ("sleepers", "burn", "crowd", "forker", "threads")


class Kind:
    """What a load is: its commands, without the seconds that each takes first, and how many processes and threads those make."""

    def __init__(self, title, processes, commands, threads=0, outside=(), has_peers=True):
        self.title = title
        self.processes = processes
        self.threads = max(threads, processes)
        self.commands = commands
        self.outside = outside
        self.has_peers = has_peers


KINDS = {
    "few": Kind("100 asleep", 100, [("sleepers", 100)]),
    "asleep-1000": Kind("1,000 asleep", 1_000, [("sleepers", 1_000)], has_peers=False),
    "asleep-3000": Kind("3,000 asleep", 3_000, [("sleepers", 3_000)], has_peers=False),
    "asleep": Kind("10,000 asleep", 10_000, [("sleepers", 10_000)]),
    "disturbed": Kind(
        "10,000 asleep, one fork a second, a spinner outside the namespace", 10_000,
        [("sleepers", 10_000), ("forker", 1)], outside=("burn",)),
    "asleep-30000": Kind("30,000 asleep", 30_000, [("sleepers", 30_000)], has_peers=False),
    "threads": Kind("20 processes of 1,000 sleeping threads", 20, [("threads", 1_000)] * 20, threads=20_000),
    "running-threads": Kind(
        "2,000 running threads in one process, 100 asleep", 100, [("sleepers", 100), ("burn", 2_000)], threads=2_100),
    "running": Kind("2,000 running processes, 100 asleep", 2_100, [("sleepers", 100), ("crowd", 2_000)]),
    "forks": Kind("500 forks a second, 100 asleep", 100, [("sleepers", 100), ("forker", 500)]),
}


def build(folder):
    """Compiles the programs that the loads are made of."""
    for name in PROGRAMS:
        subprocess.run(
            ["gcc", "-O2", "-static", "-pthread", os.path.join(LOADS, name + ".c"), "-o", os.path.join(folder, name)],
            check=True)


class Load:
    """Programs that are the load; they end with the block."""

    def __init__(self, folder, seconds, commands, outside=(), start_outside=None):
        self._folder = folder
        self._seconds = seconds
        self._commands = commands
        self._outside = outside
        self._start_outside = start_outside
        self._processes = []

    def __enter__(self):
        for name, *values in self._commands:
            # A session of its own, so that the scheduler weighs it as one beside everything else (autogroup).
            self._processes.append(subprocess.Popen(
                [os.path.join(self._folder, name), str(self._seconds), *map(str, values)], start_new_session=True))
        for name in self._outside:
            self._start_outside(os.path.join(self._folder, name), self._seconds)
        return self

    def __exit__(self, *_):
        if self._outside:
            self._start_outside(None, 0)
        for process in self._processes:
            process.kill()
            process.wait()
        reap()


def reap():
    """Waits for what the load left: here, as the first process of its PID namespace, all of it."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass


def settle(kind, timeout=120):
    """Waits until all of the load is there."""
    deadline = time.monotonic() + timeout
    while True:
        threads = [_threads(name) for name in os.listdir("/proc") if name.isdigit()]
        if len(threads) >= kind.processes and sum(threads) >= kind.threads:
            break
        if time.monotonic() > deadline:
            sys.exit(f"Only some of {kind.threads} tasks could be started: see ulimit -u and kernel.pid_max.")
        time.sleep(0.1)
    time.sleep(0.5)


def _threads(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return int(file.read().rpartition(")")[2].split()[17])
    except OSError:
        return 0
