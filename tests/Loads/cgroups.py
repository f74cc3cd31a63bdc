"""Cgroups of a test's own, of version 1 or 2, removed when the test is done with them."""

import contextlib
import os
import time

ROOT = "/sys/fs/cgroup"
PERIOD_MICROSECONDS = 100000
PATIENCE = 10


class NoCgroup(Exception):
    """This machine lets no such cgroup be made; the message says why."""


def quota(cpus):
    """The settings of a cgroup that may use so many CPUs, by version."""
    microseconds = str(int(cpus * PERIOD_MICROSECONDS))
    return "cpu", {1: {"cpu.cfs_quota_us": microseconds}, 2: {"cpu.max": f"{microseconds} {PERIOD_MICROSECONDS}"}}


def weight(of_100):
    """The settings of a cgroup of that weight; 100 is an ordinary one's."""
    return "cpu", {1: {"cpu.shares": str(of_100 * 1024 // 100)}, 2: {"cpu.weight": str(of_100)}}


def cpuset(cpus):
    """The settings of a cgroup whose tasks may use those CPUs, a text such as 0-1, and the first memory node."""
    settings = {"cpuset.cpus": cpus, "cpuset.mems": "0"}
    return "cpuset", {1: settings, 2: settings}


def _folder(controller, name):
    """Where the cgroup goes, and its version. Throws NoCgroup where the controller cannot be used."""
    for version1 in (f"{ROOT}/{controller}", f"{ROOT}/cpu,cpuacct"):
        if os.path.isdir(version1) and os.path.exists(f"{version1}/cgroup.procs"):
            return f"{version1}/{name}", 1
    try:
        with open(f"{ROOT}/cgroup.subtree_control", encoding="ascii") as file:
            enabled = file.read().split()
        if controller not in enabled:
            with open(f"{ROOT}/cgroup.subtree_control", "w", encoding="ascii") as file:
                file.write(f"+{controller}")
    except OSError as problem:
        raise NoCgroup(f"no cgroup of the {controller} controller can be made ({problem.strerror})") from problem
    return f"{ROOT}/{name}", 2


class Cgroup:
    """One cgroup, made on entry; on exit it is removed as soon as its processes have ended."""

    def __init__(self, name, settings):
        self._controller, self._settings = settings
        self.folder, self._version = _folder(self._controller, name)

    def __enter__(self):
        try:
            os.mkdir(self.folder)
        except OSError as problem:
            raise NoCgroup(f"no cgroup can be made ({problem.strerror})") from problem
        try:
            for file, value in self._settings[self._version].items():
                self.write(file, value)
        except OSError as problem:
            self.__exit__()
            raise NoCgroup(f"no {self._controller} cgroup can be set up ({problem.strerror})") from problem
        return self

    def write(self, file, value):
        with open(f"{self.folder}/{file}", "w", encoding="ascii") as opened:
            opened.write(value)

    @property
    def members(self):
        """The file that takes its processes."""
        return f"{self.folder}/cgroup.procs"

    def inside(self, command):
        """The command, made to enter the cgroup before it begins."""
        return ["sh", "-c", f'echo $$ > {self.members}; exec "$@"', "sh", *command]

    def __exit__(self, *_):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                os.rmdir(self.folder)
                break
            time.sleep(0.05)
