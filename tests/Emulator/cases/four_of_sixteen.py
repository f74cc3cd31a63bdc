"""16 CPUs: twelve tasks confined to CPUs 0-3, twelve CPUs idle."""

import json

CPUS = 16
PREFERRED = (0, 1, 2, 3, 15)  # where the tasks share, and where the script and coretop run

GUEST = r"""
n=0
while [ $n -lt 12 ]; do taskset -c 0-3 burn 500 & n=$((n + 1)); done
sleep 5
document before coretop diagnose --json --interval 8
document rebalance coretop rebalance --apply --json --interval 8
document again coretop rebalance --apply --json --interval 8
document after coretop snapshot --json --interval 8
"""


def check(documents):
    code, text = documents["before"]
    worst = json.loads(text)["findings"][0]
    yield code == 3 and worst["rule"] == "pile-up", f"exit {code}: {worst['message']}"
    yield len(worst["tasks"]) == 12 and worst["cpus"] == "0-3", f"{len(worst['tasks'])} tasks on CPUs {worst['cpus']}"
    yield abs(worst["lostCores"] - 8) < 0.8, f"{worst['lostCores']:.1f} cores lost"
    code, text = documents["rebalance"]
    rebalance = json.loads(text)
    second = json.loads(documents["again"][1])["changes"]
    yield code == 0 and len(rebalance["changes"]) == 8 and not second, (
        f"{len(rebalance['changes'])} changes, and {len(second)} in a second plan, exit {code}")
    busy = sum(cpu["busy"] for cpu in json.loads(documents["after"][1])["cpus"])
    yield 10.5 < busy < 13.5, f"{busy:.1f} cores busy with 12 tasks"
