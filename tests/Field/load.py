"""A case's load: how it is started, what it uses, how it ends."""

import contextlib
import os
import signal
import subprocess
import time

from case import Skipped
from cgroups import Cgroup, NoCgroup
from processes import descendants, end_children, masks, processes

BOUND = 150  # seconds after which every load ends by itself
PATIENCE = 30


class Load:
    """What a case starts. What is started `aside` belongs to the load and is not what is kept waiting."""

    def __init__(self, files, name):
        self.files = files
        self.cpus = sorted(os.sched_getaffinity(0))
        self.cpu = self.cpus[0]  # the one that is made tight
        self.other = self.cpus[-1]  # one that idles
        self._name, self._cgroups, self._roots, self._aside, self._known, self._known_aside = name, [], [], set(), set(), set()

    # How a case starts what it needs.

    def run(self, *command, times=1, cpu=None, aside=False, environment=None, cgroup=None, feed=None, folder=None):
        """Starts the command so many times, pinned to cpu if one is given. It dies with the suite. Answers its PIDs."""
        command = [str(word) for word in command]
        if cpu is not None:
            command = ["taskset", "-c", str(cpu), *command]
        if cgroup is not None:
            command = cgroup.inside(command)
        started = [subprocess.Popen(
            command, process_group=0, stdin=feed or subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.files.log,
            env={**os.environ, **(environment or {})}, cwd=folder or self.files.folder) for _ in range(times)]
        self._roots += started
        if aside:
            self._aside |= {process.pid for process in started}
        return [process.pid for process in started]

    def burn(self, times=1, cpu=None, before=(), **options):
        """Tasks that are busy all the time; `before` is what changes their priority, such as nice -n 19."""
        return self.run(*before, self.files.program("burn"), BOUND, times=times, cpu=cpu, **options)

    def shell(self, script, **options):
        return self.run("timeout", "--foreground", "-s", "KILL", BOUND, "sh", "-c", script, **options)

    def python(self, name, *arguments, **options):
        return self.run(self.files.python, self.files.source(name), *arguments, **options)

    @staticmethod
    def pin(pids, cpu):
        """Gives every thread of these processes that mask, as somebody who types taskset -ap does."""
        for tid, _ in masks(pids):
            with contextlib.suppress(OSError):
                os.sched_setaffinity(tid, {cpu})

    def cgroup(self, settings):
        try:
            group = Cgroup(f"{self._name}-{len(self._cgroups)}", settings)
            group.__enter__()
        except NoCgroup as reason:
            raise Skipped(str(reason)) from reason
        self._cgroups.append(group)
        return group

    def wait_for(self, is_so, what):
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            self.check()
            if time.monotonic() > deadline:
                raise Skipped(f"{what} was waited for in vain")
            time.sleep(0.1)

    def check(self):
        """Throws when something ended that should go on."""
        for process in self._roots:
            if process.poll() is not None:
                raise Skipped(f"{' '.join(process.args)[:80]} ended with {process.returncode}: {self.files.last_words()}")

    # What is known of it while it runs.

    def look(self):
        """Every process of the load, and those of them that are aside, by PID."""
        everything = processes()
        load = descendants([process.pid for process in self._roots], self._known, everything)
        aside = descendants(self._aside, self._known_aside, everything) if self._aside else {}
        self._known |= {process.key for process in load.values()}
        self._known_aside |= {process.key for process in aside.values()}
        return load, aside

    def victims(self):
        load, aside = self.look()
        return {pid: process for pid, process in load.items() if pid not in aside and not process.is_zombie}

    def masks(self):
        return masks(self.look()[0])

    def widen(self):
        """Gives every victim all CPUs by hand, to learn what there was to gain; those born meanwhile, too."""
        for _ in range(3):
            for tid, _ in masks(self.victims()):
                with contextlib.suppress(OSError):
                    os.sched_setaffinity(tid, self.cpus)

    @staticmethod
    def restore(before):
        """Gives every task that is in it its mask again. What was born meanwhile keeps its own."""
        for (tid, _), cpus in before.items():
            with contextlib.suppress(OSError):
                os.sched_setaffinity(tid, cpus)

    def end(self):
        for process in self._roots:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGCONT)
        end_children()
        for process in self._roots:
            with contextlib.suppress(ChildProcessError):
                process.wait()
        for group in self._cgroups:
            group.__exit__()


def need(needs):
    """Throws where a program or a file of the list is missing."""
    for name in needs:
        has = os.path.exists(name) if name.startswith("/") else any(
            os.access(os.path.join(folder, name), os.X_OK) for folder in os.environ["PATH"].split(":") + ["/usr/sbin", "/sbin"])
        if not has:
            raise Skipped(f"there is no {name}")
