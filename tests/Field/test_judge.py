#!/usr/bin/env python3
"""What the judge makes of answers, and which attempt counts: python3 tests/Field/test_judge.py"""

import contextlib
import importlib.machinery
import importlib.util
import io
import os
import sys
import unittest
from unittest import mock

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "Loads")]
sys.dont_write_bytecode = True
from case import Case, Cause, Skipped  # noqa: E402
from coretop import Claim  # noqa: E402
from judge import judge  # noqa: E402
from meter import Use  # noqa: E402
from processes import Process  # noqa: E402
from trial import Record  # noqa: E402

RUN = os.path.join(HERE, "run")
run = importlib.util.module_from_spec(importlib.util.spec_from_loader("run", importlib.machinery.SourceFileLoader("run", RUN)))
run.__spec__.loader.exec_module(run)

WASTE = Case("waste", "", None, ("pile-up",), cause=Cause(("unknown", "inherited"), most="medium", unless="taskset"))
NONE = Case("none", "", None, notes=("oversubscribed",))
BY_NOBODY = {"kind": "unknown", "confidence": "none", "evidence": ""}


def finding(rule="pile-up", severity="warning", lost=1.0, message="1.0 core lost", cause=BY_NOBODY, pids=(7, 8), **more):
    tasks = [{"pid": pid, "tid": pid, "command": "burn"} for pid in pids]
    return {"rule": rule, "severity": severity, "lostCores": lost, "message": message, "cause": cause, "tasks": tasks, "fix": None, **more}


def record(*findings, gained=1.0, kept_waiting=(7, 8), changes=()):
    load = {pid: Process(pid, "burn", 1, pid, 0, False) for pid in (7, 8)}
    load[9] = Process(9, "filler", 1, 9, 0, False)
    is_warned = any(each["severity"] == "warning" for each in findings)
    return Record(list(findings), 3 if is_warned else 0, load=load, aside={9: load[9]}, kept_waiting=set(kept_waiting),
                  before=Use(1, 1, 0), after=Use(1 + gained, 1 + gained, 0), changes=list(changes))


class Waste(unittest.TestCase):
    def test_a_warning_that_names_the_tasks_and_claims_what_was_gained_is_right(self):
        verdict = judge(WASTE, record(finding()))
        self.assertEqual([], verdict.wrong)
        self.assertEqual((1, 0, True, True, "right"), (verdict.right_warnings, verdict.wrong_warnings, verdict.is_found,
                                                      verdict.is_loss_right, verdict.cause))

    def test_silence_is_wrong_and_counts_against_recall(self):
        verdict = judge(WASTE, record())
        self.assertIs(False, verdict.is_found)
        self.assertIn("no warning of pile-up", verdict.wrong)

    def test_an_answer_that_is_wrong_by_numbers_alone_is_told_from_one_that_says_what_is_not_so(self):
        self.assertIs(True, judge(WASTE, record(finding(), gained=0.7)).is_by_numbers)
        self.assertIs(False, judge(WASTE, record(finding(pids=(7,)), gained=0.7)).is_by_numbers)
        self.assertIs(False, judge(WASTE, record(finding())).is_by_numbers)

    def test_a_note_is_no_warning(self):
        self.assertIs(False, judge(WASTE, record(finding(severity="note"))).is_found)

    def test_a_warning_of_another_rule_counts_against_precision(self):
        self.assertEqual(1, judge(WASTE, record(finding(), finding("irq-load"))).wrong_warnings)

    def test_two_findings_for_one_collision_are_wrong(self):
        self.assertIn("2 findings for one collision", judge(WASTE, record(finding(lost=0.5), finding(lost=0.5))).wrong)

    def test_a_task_that_is_not_named_is_missed(self):
        self.assertIn("does not name burn", judge(WASTE, record(finding(pids=(7,)))).wrong)

    def test_a_task_that_is_kept_from_nothing_must_not_be_named(self):
        self.assertIn("names burn, which is kept from nothing", judge(WASTE, record(finding(pids=(7, 8, 9)))).wrong)

    def test_a_load_that_gains_nothing_is_no_waste(self):
        self.assertIn("the fix gained next to nothing", judge(WASTE, record(finding(lost=0.1), gained=0.1)).wrong)

    def test_short_cores_are_a_claim_where_none_idle(self):
        self.assertTrue(judge(WASTE, record(finding(lost=0.0, shortCores=0.95))).is_loss_right)


    def test_what_rebalance_measured_must_be_near_what_was_gained(self):
        answer = record(finding())
        answer.measured = 0.9
        self.assertEqual([], judge(WASTE, answer).wrong)
        answer.measured = 0.1
        self.assertEqual(["rebalance said that it gained 0.10"], judge(WASTE, answer).wrong)

    def test_what_the_case_must_say_may_stand_in_the_fix(self):
        case = Case("quota", "", None, ("pile-up",), says="quota")
        self.assertEqual(["it does not say quota"], judge(case, record(finding())).wrong)
        self.assertEqual([], judge(case, record(finding(fix={"summary": "The quota caps that at 0.7."}))).wrong)


class Claims(unittest.TestCase):
    def holds(self, lost, gained, message=""):
        return Claim([finding(lost=lost, message=message)]).holds(gained)

    def test_a_claim_holds_within_a_tenth_of_what_was_gained(self):
        self.assertTrue(self.holds(1.0, 0.95) and self.holds(1.0, 1.1))
        self.assertFalse(self.holds(1.0, 0.7) or self.holds(1.0, 1.3))

    def test_up_to_holds_for_less(self):
        self.assertTrue(self.holds(1.0, 0.4, "up to 1.0 core"))
        self.assertFalse(self.holds(1.0, 1.3, "up to 1.0 core"))

    def test_at_least_holds_for_more(self):
        self.assertTrue(self.holds(0.5, 0.9, "at least 0.5 cores"))
        self.assertFalse(self.holds(0.5, 0.3, "at least 0.5 cores"))

    def test_a_range_holds_between_its_ends(self):
        self.assertTrue(self.holds(11.0, 7.0, "5 to 11 cores lost"))
        self.assertFalse(self.holds(11.0, 4.0, "5 to 11 cores lost") or self.holds(11.0, 13.0, "5 to 11 cores lost"))


class Causes(unittest.TestCase):
    def cause(self, kind, confidence, evidence=""):
        return judge(WASTE, record(finding(cause={"kind": kind, "confidence": confidence, "evidence": evidence}))).cause

    def test_a_kind_that_cannot_be_is_wrong(self):
        self.assertEqual("wrong", self.cause("openblas", "medium"))
        self.assertEqual("wrong and high", self.cause("openblas", "high"))

    def test_a_where_is_no_why(self):
        self.assertEqual("wrong and high", self.cause("inherited", "high", "bash has the mask, too"))
        self.assertEqual("right", self.cause("inherited", "high", "sh -c 'taskset -c 0 make'"))

    def test_not_known_is_no_error_where_nobody_can_know(self):
        self.assertEqual("right", self.cause("unknown", "none"))


class LookAlikes(unittest.TestCase):
    def test_silence_and_true_notes_are_right(self):
        self.assertEqual([], judge(NONE, record()).wrong)
        self.assertEqual([], judge(NONE, record(finding("oversubscribed", "note"))).wrong)

    def test_a_warning_is_wrong(self):
        verdict = judge(NONE, record(finding()))
        self.assertEqual(1, verdict.wrong_warnings)
        self.assertFalse(verdict.is_right)

    def test_a_note_that_is_not_true_is_wrong(self):
        self.assertEqual(["io-bound is not a true note here"], judge(NONE, record(finding("io-bound", "note"))).wrong)

    def test_a_change_is_wrong(self):
        self.assertEqual(["rebalance --apply changed 1 tasks"], judge(NONE, record(changes=[{}])).wrong)


class Attempts(unittest.TestCase):
    RIGHT, BY_NUMBERS, WRONG = {"gained": 1.0}, {"gained": 0.7}, {"gained": 0.7, "kept_waiting": (7, 8, 9)}

    def play(self, *attempts, busy=()):
        """Plays a case whose attempts end so: each is what was gained and how busy others were. Returns the row, and what was printed."""
        records = []
        for answer, others in attempts:
            records.append(record(finding(), **answer))
            records[-1].others = others
        trial = mock.Mock(**{"return_value.play.side_effect": records})
        idle = mock.Mock(**{"wait.side_effect": [*([""] * len(attempts)), *busy]})
        printed = io.StringIO()
        with mock.patch.multiple(run, Trial=trial, need=mock.Mock(), alone=contextlib.nullcontext), contextlib.redirect_stdout(printed):
            row = run.play(WASTE, None, None, idle, is_short=True)
        self.assertEqual(len(attempts), trial.return_value.play.call_count)
        return records.index(row.record), printed.getvalue()

    def test_one_attempt_is_enough_when_it_is_right_or_says_what_is_not_so(self):
        self.assertEqual((0, ""), self.play((self.RIGHT, 0.5)))
        self.assertEqual((0, ""), self.play((self.WRONG, 0.0)))

    def test_what_is_wrong_by_numbers_is_played_once_more_and_nobody_else_is_blamed(self):
        attempt, printed = self.play((self.BY_NUMBERS, 0.0), (self.RIGHT, 0.0))
        self.assertEqual(1, attempt)
        self.assertIn("only a number of a few seconds is wrong: claimed and gained differ", printed)
        self.assertNotIn("other programs", printed)

    def test_what_is_wrong_while_others_are_busy_is_played_once_more(self):
        attempt, printed = self.play((self.WRONG, 0.5), (self.WRONG, 0.0))
        self.assertEqual(1, attempt)
        self.assertIn("other programs used 0.50 CPUs meanwhile, and claimed", printed)

    def test_what_was_wrong_while_nobody_was_busy_stays_wrong_when_the_second_attempt_is_disturbed(self):
        self.assertEqual(0, self.play((self.BY_NUMBERS, 0.0), (self.WRONG, 0.5))[0])
        self.assertEqual(0, self.play((self.BY_NUMBERS, 0.0), busy=("needs idle CPUs",))[0])

    def test_what_was_disturbed_each_time_is_skipped(self):
        with self.assertRaisesRegex(Skipped, "needs idle CPUs: other programs used 0.60 CPUs"):
            self.play((self.WRONG, 0.5), (self.WRONG, 0.6))
        with self.assertRaisesRegex(Skipped, "no idle CPU"):
            self.play((self.WRONG, 0.5), busy=("no idle CPU",))


if __name__ == "__main__":
    unittest.main()
