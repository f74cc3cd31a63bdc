"""What a case is, and what is right to say of it."""

from collections.abc import Callable
from dataclasses import dataclass

CONFIDENCES = ("none", "medium", "high")


class Skipped(Exception):
    """This machine cannot run the case; the message says why."""


@dataclass(frozen=True)
class Cause:
    """Which causes are right. `most` is the highest confidence that is deserved, unless the evidence has the word `unless`."""

    kinds: tuple
    least: str = "none"
    most: str = "high"
    unless: str = ""


@dataclass(frozen=True)
class Case:
    """One load and the right answer. Without rules the right answer is that nothing is wasted, and nothing is changed."""

    name: str
    what: str
    start: Callable  # takes a Load
    rules: tuple = ()  # a finding of any of them is right
    needs: tuple = ()  # programs, and files that begin with /
    cause: Cause | None = None
    notes: tuple = ()  # rules of notes that are true of this load
    severity: str = "warning"
    tasks: str = "all"  # which tasks must be named: all that are kept waiting, or some (streams have an origin)
    names: tuple = ()  # of tasks that may have ended when the answer comes
    says: str = ""  # a pattern that the message, or what would help, has to fit
    fix: Callable | None = None  # what gives the CPUs back where no mask can; takes a Load
    settle: float = 1.5  # seconds until the load is what it will be
    is_short: bool = False
    aside: tuple = ()  # names of tasks that are no victims and may be named all the same

    @property
    def is_waste(self):
        return bool(self.rules)
