"""1 CPU: three busy tasks share it, which nothing can mend; no idle CPU is offered, and the screen has its one bar."""

import json

CPUS = 1
KEYS = True

GUEST = r"""
n=0
while [ $n -lt 3 ]; do burn 300 & renice -n 10 -p $! > /dev/null; n=$((n + 1)); done
document topology coretop topology
document diagnose coretop diagnose --json --interval 3
document rebalance coretop rebalance --apply --interval 3
document idle coretop pin $! --cpus idle
document pin coretop pin $! --cpus 0
document outside coretop pin $! --cpus 1
open_screen -d 0.5
sleep 10
echo "@@press i"
sleep 2
echo "@@press b"
sleep 2
echo "@@press \x1b"
sleep 2
close_screen
"""


def check(documents):
    yield documents["topology"][0] == 0, "the topology has one CPU"
    code, text = documents["diagnose"]
    rules = [finding["rule"] for finding in json.loads(text)["findings"]]
    yield code == 0 and rules == ["oversubscribed"], f"three tasks on the one CPU are no pile-up: {', '.join(rules)}; exit {code}"
    code, text = documents["rebalance"]
    yield code == 0 and "Nothing to rebalance" in text, f"rebalance, exit {code}: {text.strip()}"
    code, _ = documents["idle"]
    yield code == 1 and "no CPU is idle" in documents["idle.errors"][1], f"no idle CPU: exit {code}, {documents['idle.errors'][1].strip()}"
    code, text = documents["pin"]
    yield code == 0 and "already" in text, f"a pin to it changes nothing: {text.strip()}"
    yield documents["outside"][0] == 2, f"CPU 1 is not there: {documents['outside.errors'][1].strip()}"
    seen = documents["@@terminal"][1]
    yield "of 1 core" in seen, "the header says 1 core"
    yield "the one CPU it may use is busy" in seen, "i is refused with the reason"
    yield documents["screen"][0] == 0, "q ended it"
