"""8 CPUs, 4-7 isolated: four tasks may use all four of them and the kernel leaves them on one.

Widening is useless there: they need one CPU each.
"""

import json

CPUS = 8
KERNEL = "isolcpus=4-7"

GUEST = r"""
n=0
while [ $n -lt 4 ]; do taskset -c 4 burn 500 & n=$((n + 1)); done
sleep 1
for pid in $(pidof burn); do taskset -pc 4-7 $pid >/dev/null; done
sleep 5
document topology coretop topology --json
document before coretop diagnose --json --interval 8
document rebalance coretop rebalance --apply --json --interval 8
document after coretop snapshot --json --interval 8
document undo coretop undo --json
document undone coretop snapshot --json --interval 1
"""


def check(documents):
    isolated = [cpu["cpu"] for cpu in json.loads(documents["topology"][1])["cpus"] if cpu["isolated"]]
    yield isolated == [4, 5, 6, 7], f"isolated CPUs {isolated}"
    code, text = documents["before"]
    worst = json.loads(text)["findings"][0]
    yield code == 3 and worst["rule"] == "unbalanced-domain", f"exit {code}: {worst['message']}"
    code, text = documents["rebalance"]
    changes = json.loads(text)["changes"]
    targets = [change["to"] for change in changes]
    yield code == 0 and len(set(targets)) == len(targets) >= 3 and set(targets) <= {"4", "5", "6", "7"}, (
        f"one CPU each: {', '.join(targets)}")
    cpus = json.loads(documents["after"][1])["cpus"]
    busy = [cpu["busy"] for cpu in cpus if cpu["cpu"] >= 4]
    yield min(busy) > 0.9, "busy " + ", ".join(f"{share:.0%}" for share in busy)
    masks = {process["affinity"] for process in json.loads(documents["undone"][1])["processes"] if process["command"] == "burn"}
    yield documents["undo"][0] == 0 and masks == {"4-7"}, f"undone: masks {masks}"
