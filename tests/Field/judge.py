"""Compares what was said and done with what is right."""

import re
from dataclasses import dataclass, field

from case import CONFIDENCES
from coretop import Claim

LEAST_GAIN = 0.25  # cores; where widening gives less, the load is not the waste that the case claims
MOST_APART = 0.2  # cores, between what rebalance measured in its first seconds and what was gained over a longer window


@dataclass
class Verdict:
    """What is wrong with an answer, and what the scores are made of. What was not judged is None."""

    wrong: list = field(default_factory=list)
    right_warnings: int = 0
    wrong_warnings: int = 0
    is_found: bool | None = None
    is_loss_right: bool | None = None
    wrong_numbers: int = 0  # of what is wrong, so much are numbers of a few seconds, in which the kernel moves a task early or late
    cause: str | None = None  # right, unknown, wrong, or wrong and high
    cause_told: str = ""
    claimed: str = ""
    gained: str = ""

    @property
    def is_right(self):
        return not self.wrong

    @property
    def is_by_numbers(self):
        """Nothing is wrong but numbers."""
        return 0 < len(self.wrong) == self.wrong_numbers

    def add_number(self, wrong):
        self.wrong.append(wrong)
        self.wrong_numbers += 1


def judge(case, record):
    verdict = Verdict(wrong=list(record.wrong))
    matching = [finding for finding in record.findings if _matches(case, finding)]
    for finding in record.warnings:
        is_right = finding in matching
        verdict.right_warnings += is_right
        verdict.wrong_warnings += not is_right
        if not is_right:
            verdict.wrong.append(f"{finding['rule']} is not a right warning here")
    for finding in record.findings:
        if finding["severity"] == "note" and finding not in matching and finding["rule"] not in case.notes:
            verdict.wrong.append(f"{finding['rule']} is not a true note here")
    if (record.exit_code == 3) != bool(record.warnings) and not record.has_strangers:
        verdict.wrong.append(f"diagnose ended with {record.exit_code}")
    if case.is_waste:
        _judge_waste(case, record, matching, verdict)
    elif record.changes:
        verdict.wrong.append(f"rebalance --apply changed {len(record.changes)} tasks")
    return verdict


def _matches(case, finding):
    return finding["rule"] in case.rules and case.severity in (finding["severity"], "any")


def _judge_waste(case, record, matching, verdict):
    verdict.is_found = bool(matching)
    if record.gained is not None:
        verdict.gained = f"{record.gained:.2f}"
        if record.gained < LEAST_GAIN:
            verdict.add_number("the fix gained next to nothing")
        if record.measured is not None and abs(record.measured - record.gained) > max(MOST_APART, MOST_APART * record.gained):
            verdict.add_number(f"rebalance said that it gained {record.measured:.2f}")
    if not matching:
        verdict.wrong.append(f"no {case.severity if case.severity != 'any' else 'finding'} of {' or '.join(case.rules)}")
        return
    if len(matching) > 1:
        verdict.wrong.append(f"{len(matching)} findings for one collision")
    claim = Claim(matching)
    verdict.claimed = str(claim)
    if record.gained is not None:
        verdict.is_loss_right = claim.holds(record.gained)
        if not verdict.is_loss_right:
            verdict.add_number("claimed and gained differ by more than 10 %")
    verdict.wrong += _wrong_tasks(case, record, matching)
    told_in_words = " ".join(f"{finding['message']} {(finding['fix'] or {}).get('summary', '')}" for finding in matching)
    if not re.search(case.says, told_in_words, re.IGNORECASE):
        verdict.wrong.append(f"it does not say {case.says}")
    if case.cause:
        _judge_causes(case.cause, matching, verdict)


def _wrong_tasks(case, record, matching):
    named = {task["pid"]: task["command"] for finding in matching for task in finding["tasks"]}
    strangers = [
        name for pid, name in named.items()
        if (pid not in record.load and name not in case.names) or (pid in record.aside and name not in case.aside)]
    if strangers:
        yield f"names {', '.join(sorted(set(strangers)))}, which is kept from nothing"
    missing = record.kept_waiting - named.keys()
    if case.tasks == "all" and missing:
        yield f"does not name {', '.join(sorted(record.load[pid].name for pid in missing))}"
    if not named:
        yield "names no task"


def _judge_causes(right, matching, verdict):
    order = ["right", "unknown", "wrong", "wrong and high"]
    judged = [_judge_cause(right, finding["cause"]) for finding in matching]
    verdict.cause = max(judged, key=order.index)
    verdict.cause_told = "; ".join(dict.fromkeys(told(finding["cause"]) for finding in matching))
    if verdict.cause != "right":
        verdict.wrong.append(f"cause {verdict.cause}: {verdict.cause_told}")


def _judge_cause(right, cause):
    kind, confidence = (cause["kind"], cause["confidence"]) if cause else ("unknown", "none")
    sure = CONFIDENCES.index(confidence)
    is_earned = right.unless and re.search(right.unless, f"{cause and cause['evidence']}", re.IGNORECASE)
    is_oversure = sure > CONFIDENCES.index(right.most) and not is_earned
    if kind in right.kinds and not is_oversure and sure >= CONFIDENCES.index(right.least):
        return "right"
    if kind == "unknown" or confidence == "none":
        return "unknown"
    return "wrong and high" if confidence == "high" else "wrong"


def told(cause):
    return f"{cause['kind']}, {cause['confidence']}" if cause else "none"
