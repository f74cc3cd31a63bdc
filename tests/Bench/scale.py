"""CoreTop alone under what only many CPUs or threads bring: how it answers keys, and whether its refreshes keep their rhythm."""

import os
import time

from bench import keys, say
from budgets import MEASURES
from loads import Load
from watched import Watched, median, rest

MACHINES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Fixtures", "machines")
SECONDS = 60
HEAD = ["coretop at", "CPU", "refresh, middle", "longest", "resident", "key to redraw, middle", "worst"]
CASES = [
    ("20,000 threads, asleep", [("threads", 5_000)] * 4, [], b""),
    ("5,000 threads in one process, asleep", [("threads", 5_000)], [], b""),
    ("5,000 threads in one process, its threads shown", [("threads", 5_000)], [], b"H"),
    ("2,000 threads that want a CPU", [("burn", 2_000)], [], b""),
    ("500 forks a second", [("forker", 500)], [], b""),
]
for machine in ("36em64t-1s36c+pileup-cpu35", "256em64t-2s64c2t", "1024em64t-8s64c2t"):
    CASES.append((
        machine.split("em64t")[0] + " CPUs, captured", [], ["--root", os.path.join(MACHINES, machine + ".txt")], b""))


def rows(program, folder, pace):
    """A row of the table for each case."""
    for what, commands, words, typed in CASES:
        say(f"   scale: {what}")
        with Load(folder, SECONDS, commands):
            time.sleep(3)
            with Watched(program, *words) as watched:
                rest([watched], 4)
                if typed:
                    watched.typed(typed)
                frames = len(watched.frames)
                cpu, start = watched.cpu(), time.monotonic()
                rest([watched], pace.refreshes)
                share = (watched.cpu() - cpu) / (time.monotonic() - start)
                times = watched.frames[frames:]
                gaps = [after - before for before, after in zip(times, times[1:])]
                resident, _ = watched.memory()
                pressed = keys(watched, [watched], 2 * pace.keys)
        yield [
            what, f"{share * 100:.2f} %", f"{median(gaps):.2f} s" if gaps else "-", f"{max(gaps):.2f} s" if gaps else "-",
            MEASURES["resident"].text(resident), MEASURES["key"].text(median(pressed)), MEASURES["worst"].text(max(pressed))]
