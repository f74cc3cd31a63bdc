"""A captured machine of two readings, made one of many: what its tasks did between the two, they do again and again, after a job began.

A capture holds no past. What is drawn over time needs one, and the same one in each run: noise comes from numbers, not from chance."""

import re

KERNEL_THREAD = 0x200000
# Where things are in a task's stat, after its name.
STATE, FLAGS, TIMES, LAST_CPU = 0, 6, (11, 12), 36
# What a CPU does besides its tasks, in parts of its time, and how often that is more than a little.
HUM, BURST, SELDOM = 0.02, 0.45, 0.015
TICKS = 100
# So many readings before the last one the job begins; in the last of them nothing else happens.
JOB, QUIET = 38, 12


def played(text, readings):
    """The text of a capture of that many readings, of the text of one of two."""
    return _Machine(text).played(readings)


def _noise(*numbers):
    value = 0x9E3779B9
    for number in numbers:
        value = (value ^ number) * 0x85EBCA6B & 0xFFFFFFFF
        value = (value ^ value >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
        value ^= value >> 16
    return value / 0x100000000


class _Machine:
    def __init__(self, text):
        self._head, self._files, self._second = [], {}, {}
        lines, into = text.splitlines(), self._head
        for line in lines[:-1]:
            name = re.fullmatch(r"-- (?:proc@([01])/)?(.*?)( =)? --", line) if line.startswith("-- ") else None
            if name is None:
                into.append(line)
            elif name[1] == "1":
                into = []
                if not name[3]:
                    self._second[name[2]] = into
            elif name[1] == "0":
                into = self._files.setdefault(name[2], [])
            else:
                self._head.append(line)
                into = self._head
        self._drop_kernel_threads()
        self._seconds = self._uptime(self._second) - self._uptime(self._files)
        changed = {path.rpartition("/")[0] for path in self._second if re.fullmatch(r"\d+(/task/\d+)?/(sched)?stat", path)}
        self._tasks = [f"{folder}/stat" for folder in sorted(changed)]

    def played(self, readings):
        parts = list(self._head)
        for path, content in self._files.items():
            parts += [f"-- proc@0/{path} --", *content]
        done = {}
        for reading in range(1, readings):
            now = self._reading(reading, readings, done)
            for path in self._files:
                parts += [f"-- proc@{reading}/{path} --", *now[path]] if path in now else [f"-- proc@{reading}/{path} = --"]
        return "\n".join([*parts, "-- end --", ""])

    def _drop_kernel_threads(self):
        gone = {path.split("/")[0] for path, content in self._files.items()
                if re.fullmatch(r"\d+/stat", path) and int(self._stat(content)[1][FLAGS]) & KERNEL_THREAD}
        for files in (self._files, self._second):
            for path in [path for path in files if path.split("/")[0] in gone]:
                del files[path]

    @staticmethod
    def _uptime(files):
        return float(files["uptime"][0].split()[0])

    def _activity(self, cpu, reading, readings):
        """How much of what it does at last a CPU does in one reading: nothing before the job begins, and less where its steps meet."""
        begin = readings - JOB + int(4 * _noise(cpu, 1))
        if reading < begin:
            return 0
        step = 16 + cpu % 3
        return 0.55 + 0.4 * _noise(cpu, reading) if readings - reading > QUIET and (reading - begin) % step == step - 1 else 1

    def _reading(self, reading, readings, done):
        now = {"uptime": [f"{self._uptime(self._files) + reading:.2f} 1.00"]}
        now["stat"] = self._cpu_times(reading, readings, done)
        if "schedstat" in self._second:
            now["schedstat"] = self._run_queues(reading, readings, done)
        for path in self._tasks:
            self._task(path, reading, readings, done, now)
        return now

    @staticmethod
    def _hum(cpu, reading, readings):
        """What else a CPU does in one reading: a little, and now and then more."""
        is_burst = readings - reading > QUIET and _noise(cpu, reading // 3, 4) < SELDOM
        return HUM * _noise(cpu, reading, 2) + (BURST * _noise(cpu, reading, 3) if is_burst else 0)

    def _grown(self, path, at, first, last, share, done):
        """A counter that grew by a share of what it grows in a second."""
        key = (path, at)
        done[key] = done.get(key, 0.0) + (last - first) / self._seconds * share
        return first + int(done[key])

    def _cpu_times(self, reading, readings, done):
        lines = []
        for first, last in zip(self._files["stat"], self._second["stat"]):
            cpu = re.match(r"cpu(\d+) ", first)
            if not cpu:
                lines.append(last)
                continue
            number, before, after = int(cpu[1]), list(map(int, first.split()[1:])), list(map(int, last.split()[1:]))
            share = self._activity(number, reading, readings)
            own = sum(after[at] - before[at] for at in (0, 1, 2)) / self._seconds / TICKS * share
            key = ("hum", number)
            done[key] = done.get(key, 0.0) + TICKS * min(self._hum(number, reading, readings), 1 - min(1, own))
            grown = [self._grown("stat", (number, at), before[at], after[at], share, done) for at in range(3)]
            grown[0] += int(done[key])
            spent = sum(grown) - sum(before[:3])
            lines.append(f"cpu{number} {grown[0]} {grown[1]} {grown[2]} {before[3] + TICKS * reading - spent} " + " ".join(map(str, before[4:])))
        return lines

    def _run_queues(self, reading, readings, done):
        lines = []
        for first, last in zip(self._files["schedstat"], self._second["schedstat"]):
            cpu = re.match(r"cpu(\d+) ", first)
            if not cpu:
                lines.append(first)
                continue
            before, after = list(map(int, first.split()[1:])), list(map(int, last.split()[1:]))
            share = self._activity(int(cpu[1]), reading, readings)
            lines.append(f"cpu{cpu[1]} " + " ".join(
                str(self._grown("schedstat", (int(cpu[1]), at), *pair, share, done)) for at, pair in enumerate(zip(before, after))))
        return lines

    def _task(self, path, reading, readings, done, now):
        name, before = self._stat(self._files[path])
        _, fields = self._stat(self._second.get(path, self._files[path]))
        share = self._activity(int(fields[LAST_CPU]), reading, readings)
        if share == 0 and fields[STATE] == "R":
            fields[STATE] = "S"
        for at in TIMES:
            fields[at] = str(self._grown(path, at, int(before[at]), int(fields[at]), share, done))
        now[path] = [" ".join([name, *fields])]
        runs = path.removesuffix("stat") + "schedstat"
        if runs in self._second:
            pairs = zip(self._files[runs][0].split(), self._second[runs][0].split())
            now[runs] = [" ".join(str(self._grown(runs, at, int(one), int(other), share, done)) for at, (one, other) in enumerate(pairs))]

    @staticmethod
    def _stat(content):
        """A task's number and name, and the fields after them."""
        name, _, fields = content[0].rpartition(")")
        return name + ")", fields.split()
