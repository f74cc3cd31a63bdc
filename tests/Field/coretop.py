"""Drives the published program as a user would."""

import json
import os
import re
import subprocess

PATIENCE = 90
NUMBER = r"(\d+(?:\.\d+)?)"


class Failed(Exception):
    """The program did not do what it was asked for; the message says what it did."""


class CoreTop:
    """The program, with a state folder of its own, so that a user's undo is left alone."""

    def __init__(self, binary, folder):
        links = os.path.join(folder, "bin")
        os.makedirs(links, exist_ok=True)
        os.symlink(binary, os.path.join(links, "coretop"))
        self._environment = {
            **os.environ, "PATH": f"{links}:{os.environ['PATH']}", "XDG_STATE_HOME": os.path.join(folder, "state"),
            "XDG_CONFIG_HOME": os.path.join(folder, "config"), "LC_ALL": "C.UTF-8"}
        os.makedirs(os.path.join(folder, "config", "coretop"))
        with open(os.path.join(folder, "config", "coretop", "config"), "w", encoding="ascii") as file:
            file.write("system-log = no\n")

    def _run(self, command, accepted):
        try:
            done = subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired as problem:
            raise Failed(f"{' '.join(command)} did not end within {PATIENCE} s") from problem
        if done.returncode not in accepted:
            raise Failed(f"{' '.join(command)} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[:200]}")
        return done

    def _document(self, *arguments, accepted):
        done = self._run(["coretop", *arguments, "--json"], accepted)
        try:
            return json.loads(done.stdout), done.returncode
        except ValueError as problem:
            raise Failed(f"coretop {arguments[0]} --json printed no document: {done.stdout[:100]}") from problem

    def diagnose(self):
        """The document, and the exit code."""
        return self._document("diagnose", accepted=(0, 3))

    def rebalance(self, pids=()):
        """Applies the plan, of these processes alone where any are given."""
        only = ["--pid", ",".join(map(str, pids))] if pids else []
        return self._document("rebalance", "--apply", *only, accepted=(0, 4))[0]

    def undo(self):
        """Takes everything back. Tasks that ended since are no failure, and neither is an empty journal."""
        done = self._run(["coretop", "undo", "--all"], accepted=(0, 1, 4))
        return "" if done.returncode != 1 or "othing to undo" in done.stderr + done.stdout else done.stderr.strip()

    def paste(self, commands):
        """Runs what a finding prints to paste. Returns what is wrong with it: an empty text when nothing is."""
        for command in commands:
            if command.split()[0] not in ("coretop", "taskset"):
                return f"not run, as it is neither coretop nor taskset: {command}"
            try:
                done = subprocess.run(command, shell=True, env=self._environment, capture_output=True, text=True,
                                      timeout=PATIENCE, check=False)
            except subprocess.TimeoutExpired:
                return f"{command} did not end within {PATIENCE} s"
            if done.returncode not in (0, 4):
                return f"{command} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[:120]}"
        return ""


class Claim:
    """What findings say that the fix gives: an amount in cores, and whether it is exact, a bound, or a range."""

    def __init__(self, findings):
        self.least = self.most = sum(max(finding["lostCores"] or 0, finding.get("shortCores") or 0) for finding in findings)
        text = " ".join(finding["message"] for finding in findings).lower()
        self._is_upper, self._is_lower = "up to" in text, "at least" in text
        if between := re.search(rf"{NUMBER} to {NUMBER} cores", text):
            self.least, self.most = map(float, between.groups())
            self._is_upper = self._is_lower = True

    def holds(self, gained):
        """Within 10 % of what was gained, or on the side that it names."""
        slack = max(0.1 * gained, 0.05)
        is_enough = gained >= self.least - slack or self._is_upper and not self._is_lower
        is_not_too_much = gained <= self.most + slack or self._is_lower and not self._is_upper
        return is_enough and is_not_too_much

    def __str__(self):
        if self.least != self.most:
            return f"{self.least:.2f} to {self.most:.2f}"
        bound = "up to " if self._is_upper else "at least " if self._is_lower else ""
        return f"{bound}{self.most:.2f}"
