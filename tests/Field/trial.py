"""Plays one case: load, diagnosis, fix, measurement, undo. Says what happened, and judges nothing."""

import time
from dataclasses import dataclass, field

from coretop import Failed
from load import Load
from meter import Meter, Use
from processes import is_alive, waits

LEAST_WAIT = 0.2  # seconds within the window, from which on a victim must be named
SETTLED = 0.7  # seconds after a change of masks, until the kernel has spread the tasks
OUTLIVED = 15  # seconds that what was born while masks were wide may live on


@dataclass
class Record:
    """What happened."""

    findings: list = field(default_factory=list)  # those about the load
    exit_code: int = 0
    has_strangers: bool = False  # something else on this machine was found fault with, too
    load: dict = field(default_factory=dict)  # every process of the load that was seen, by PID
    aside: dict = field(default_factory=dict)
    kept_waiting: set = field(default_factory=set)  # PIDs of victims that waited for a CPU
    before: Use | None = None
    after: Use | None = None
    changes: list = field(default_factory=list)  # of the load's tasks, by rebalance --apply
    measured: float | None = None  # what rebalance itself says that it gained
    wrong: list = field(default_factory=list)  # what went wrong when fixing and undoing
    others: float = 0.0  # the most that other programs used while it mattered

    @property
    def gained(self):
        return None if self.before is None or self.after is None else self.after.victims - self.before.victims

    @property
    def warnings(self):
        return [finding for finding in self.findings if finding["severity"] == "warning"]


class Trial:
    """One case, played once."""

    def __init__(self, case, files, coretop, name, is_short, window):
        self._case, self._coretop, self._is_short = case, coretop, is_short
        self._load = Load(files, name)
        self._window = window
        self.record = Record()

    def play(self):
        try:
            self._case.start(self._load)
            time.sleep(self._case.settle)
            self._load.check()
            self._diagnose()
            if self._case.is_waste:
                self._fix()
            else:
                self._leave_alone()
        except Failed as problem:
            self.record.wrong.append(str(problem))
        finally:
            self._load.end()
            self._coretop.undo()
        return self.record

    def _look(self):
        load, aside = self._load.look()
        self.record.load |= load
        self.record.aside |= aside
        return load

    def _measure(self, meter, seconds):
        use = meter.until(seconds)
        self.record.others = max(self.record.others, use.others)
        return use

    def _diagnose(self):
        waited = waits(self._look())
        meter = Meter(self._load)
        document, self.record.exit_code = self._coretop.diagnose()
        for pid, seconds in waits(self._look()).items():
            if seconds - waited.get(pid, seconds) >= LEAST_WAIT and pid not in self.record.aside:
                self.record.kept_waiting.add(pid)
        self.record.before = self._measure(meter, self._window)
        self._load.check()
        for finding in document["findings"]:
            if self._is_ours(finding):
                self.record.findings.append(finding)
            else:
                self.record.has_strangers = True

    def _is_ours(self, finding):
        """It names a task of the load, ones that have ended and so may have been of it, or a CPU alone."""
        pids = {task["pid"] for task in finding["tasks"]}
        if not pids or pids & self.record.load.keys():
            return finding["rule"] != "steal"
        names = {process.name for process in self.record.load.values()} | set(self._case.names)
        return not any(map(is_alive, pids)) and bool(names & {task["command"] for task in finding["tasks"]})

    def _rebalance(self):
        # Other problems of this machine do not concern the suite.
        only = sorted(self._load.victims()) if self.record.has_strangers else ()
        document = self._coretop.rebalance(only)
        self._look()
        if measured := document["measured"]:
            self.record.measured = measured["coresAfter"] - measured["coresBefore"]
        self.record.changes = [change for change in document["changes"] if change["pid"] in self.record.load]

    def _leave_alone(self):
        masks = self._load.masks()
        self._rebalance()
        self._check_masks(masks, "after rebalance --apply")

    def _fix(self):
        masks = self._load.masks()
        is_found = any(finding["rule"] in self._case.rules for finding in self.record.findings)
        if self._case.fix:
            self._case.fix(self._load)
            self.record.after = self._gain()
            return
        if is_found:
            self._rebalance()
            if not self.record.changes:
                self.record.wrong.append("rebalance --apply changed nothing")
        if not self.record.changes:
            self._load.widen()
        self.record.after = self._gain()
        if self.record.changes:
            self._undo(masks)
            if not self._is_short:
                self._paste(masks)
        else:
            self._load.restore(masks)

    def _gain(self):
        time.sleep(SETTLED)
        use = self._measure(Meter(self._load), self._window)
        self._load.check()
        return use

    def _undo(self, masks):
        if problem := self._coretop.undo():
            self.record.wrong.append(f"undo: {problem}")
        self._check_masks(masks, "after undo")

    def _check_masks(self, masks, when):
        """Every task has the mask that it had, and those born since have one that such tasks had.

        What was born of a widened process before the undo keeps its mask, and has some seconds to end.
        """
        usual, patience = set(masks.values()), time.monotonic() + OUTLIVED
        while True:
            now = self._load.masks()
            born = [tid for (tid, start), mask in now.items() if (tid, start) not in masks and mask not in usual]
            if not born or time.monotonic() > patience:
                break
            time.sleep(0.2)
        moved = [tid for (tid, start), mask in now.items() if masks.get((tid, start), mask) != mask]
        if moved:
            self.record.wrong.append(f"{when} {len(moved)} tasks have another mask than before, such as {moved[0]}")
        if born:
            self.record.wrong.append(f"{when} {len(born)} tasks were born with a mask that none had before, such as {born[0]}")

    def _paste(self, masks):
        """The fix once more, by the commands that the finding prints."""
        fixes = [finding["fix"] for finding in self.record.warnings if finding["rule"] in self._case.rules and finding["fix"]]
        commands = list(dict.fromkeys(command for fix in fixes for command in fix["commands"]))
        if not commands:
            self.record.wrong.append("the finding prints no command to paste")
            return
        if problem := self._coretop.paste(commands):
            self.record.wrong.append(f"pasted: {problem}")
        enough = 0.8 * self.record.gained
        gained = self._gain().victims - self.record.before.victims
        if gained < enough:  # What waits for each other gains now more, now less, with the same masks: a second look.
            gained = max(gained, self._gain().victims - self.record.before.victims)
        if gained < enough:
            self.record.wrong.append(f"pasted commands gained {gained:.2f}, rebalance {self.record.gained:.2f}: {', '.join(commands)}")
        self._coretop.undo()
        self._load.restore(masks)
