"""Measures the programs in turn under one load after the other."""

import contextlib
import random
import sys
import time

from loads import KINDS, Load, settle
from programs import AS_NOBODY, CORETOP
from watched import DOWN, UP, Watched, median, rest

COLD_SECONDS = 4
PEER_WARM_SECONDS = 2


class Pace:
    """How long each thing is looked at."""

    def __init__(self, is_quick, warm):
        self.rounds = 1 if is_quick else 2
        self.starts = 1 if is_quick else 3
        self.peer_refreshes = 4 if is_quick else 5
        self.refreshes = 6 if is_quick else 10
        self.keys = 4 if is_quick else 10
        self.warm = warm if warm is not None else 8 if is_quick else 42

    def seconds(self, peers):
        """More than one load needs."""
        starts = (peers + 2) * self.starts * (COLD_SECONDS + 4)
        rounds = self.rounds * (peers * (self.peer_refreshes * 1.5 + PEER_WARM_SECONDS + 8) + self.refreshes)
        return int(starts + rounds + self.warm + self.keys + 120)


class Bench:
    def __init__(self, programs, pace, folder, start_outside):
        self._programs = programs
        self._pace = pace
        self._folder = folder
        self._start_outside = start_outside

    def run(self, name):
        """What was measured under the load: for each program the median of each measure."""
        kind = KINDS[name]
        ours = [program for program in self._programs.values() if program.name in (CORETOP, AS_NOBODY)]
        peers = [program for program in self._programs.values() if program not in ours] if kind.has_peers else []
        got = {program.name: {} for program in [*ours, *peers]}
        started = time.monotonic()
        outside = kind.outside if self._start_outside else ()
        with Load(self._folder, self._pace.seconds(len(peers)), kind.commands, outside, self._start_outside):
            settle(kind)
            self._measure_starts([*ours, *peers], got, kind)
            self._measure_warm(ours, peers, got, kind)
        say(f"   {kind.title}: {time.monotonic() - started:.0f} s")
        return {program: {what: median(values) if what != "worst" else max(values) for what, values in measured.items()}
                for program, measured in got.items()}

    def _measure_starts(self, programs, got, kind):
        for number in range(self._pace.starts):
            for program in programs:
                with Watched(program) as watched:
                    add(got[program.name], "first", watched.first_frame(min(20, kind.processes)))
                    if number == 0:
                        rest([watched], watched.started + COLD_SECONDS - time.monotonic())
                        add(got[program.name], "cold", watched.cpu())

    # Those of CoreTop run all the time, so that they are warm, and are measured together while no other one runs.
    def _measure_warm(self, ours, peers, got, kind):
        with contextlib.ExitStack() as running:
            all_watched = [running.enter_context(Watched(program)) for program in ours]
            started = time.monotonic()
            for number in range(self._pace.rounds):
                for program in peers[number % 2:] + peers[:number % 2]:
                    with Watched(program) as watched:
                        rest([watched, *all_watched], PEER_WARM_SECONDS + 0.3)
                        measure([watched], all_watched, self._pace.peer_refreshes, got)
                if number == self._pace.rounds - 1 or not peers:
                    rest(all_watched, started + self._pace.warm - time.monotonic())
                rest(all_watched, 1)
                measure(all_watched, [], self._pace.refreshes, got)
            if peers:
                pressed = keys(all_watched[0], all_watched, self._pace.keys)
                got[CORETOP] |= {"key": pressed, "worst": pressed}


def measure(programs, others, seconds, got):
    """Adds what the programs cost a refresh in so many seconds, and their memory after them."""
    before = [(len(watched.frames), watched.bytes, watched.cpu()) for watched in programs]
    start = time.monotonic()
    rest([*programs, *others], seconds)
    passed = round(time.monotonic() - start)
    for watched, (frames, sent, cpu) in zip(programs, before):
        # A refresh that changes nothing writes nothing: then the clock tells how many there were.
        refreshes = max(len(watched.frames) - frames, passed if watched.name in (CORETOP, AS_NOBODY) else 1)
        add(got[watched.name], "cpu", (watched.cpu() - cpu) / refreshes)
        add(got[watched.name], "bytes", (watched.bytes - sent) / refreshes)
        resident, private = watched.memory()
        add(got[watched.name], "resident", resident)
        add(got[watched.name], "private", private)


def keys(watched, everyone, count):
    """Seconds from cursor down and up, pressed at any time in a refresh, to the redraw."""
    times = []
    for number in range(count):
        rest(everyone, random.uniform(0.15, 0.55))
        times.append(watched.cursor(UP if number % 2 else DOWN))
    return times


def add(measured, what, value):
    measured.setdefault(what, []).append(value)


def say(text):
    print(text, file=sys.stderr, flush=True)
