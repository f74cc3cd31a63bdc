"""36 CPUs: a task on each that may go anywhere, and twelve more confined to one CPU: nothing idles, yet the twelve get a twelfth.

Found as what they lack, not as cores lost; fixed, and taken back.
"""

import json

CPUS = 36
PREFERRED = (24, 35)  # where the tasks are squeezed, and where the script and coretop run
SECONDS = 600

GUEST = r"""
n=0
while [ $n -lt 36 ]; do taskset -c 0-35 burn 800 & n=$((n + 1)); done
n=0
while [ $n -lt 12 ]; do taskset -c 24 burn 800 & n=$((n + 1)); done
sleep 8
document masks.before masks
document before coretop diagnose --json --interval 8
document rebalance coretop rebalance --apply --json --interval 8
sleep 8
document silence coretop diagnose --json --interval 8
document undo coretop undo --all --json
document masks.undone masks
"""


def check(documents):
    code, text = documents["before"]
    before = json.loads(text)
    worst = before["findings"][0]
    yield code == 3, f"diagnose ends with 3 (it was {code})"
    yield worst["rule"] == "squeezed", f"the worst finding is the squeeze: {worst['message']}"
    yield len(worst["tasks"]) == 12 and worst["cpus"] == "24", f"{len(worst['tasks'])} tasks on CPU {worst['cpus']}"
    yield worst["lostCores"] < 1 and 6 < worst["shortCores"] < 10, (
        f"{worst['lostCores']:.1f} cores lost, {worst['shortCores']:.1f} short")

    code, text = documents["rebalance"]
    rebalance = json.loads(text)
    yield code == 0 and rebalance["applied"], f"rebalance --apply ends with {code}"
    yield len(rebalance["changes"]) == 12, f"{len(rebalance['changes'])} changes"
    measured = rebalance["measured"]
    yield measured["coresAfter"] - measured["coresBefore"] > 3, (
        f"the twelve got {measured['coresBefore']:.1f} cores before, {measured['coresAfter']:.1f} after")

    code, text = documents["silence"]
    rules = [finding["rule"] for finding in json.loads(text)["findings"]]
    yield "squeezed" not in rules and "pile-up" not in rules, f"then it says {rules}"

    code, text = documents["undo"]
    yield code == 0, f"undo restores {len(json.loads(text)['restored'])} tasks"
    yield documents["masks.before"][1] == documents["masks.undone"][1] != "", "every mask is what it was"
