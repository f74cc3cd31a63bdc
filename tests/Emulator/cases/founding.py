"""36 CPUs: 24 tasks on a CPU each, twelve more confined to one CPU, eleven CPUs idle.

Found, named, fixed, measured, and taken back.
"""

import json

CPUS = 36
PREFERRED = (24, 35)  # where the tasks pile up, and where the script and coretop run
SECONDS = 600

GUEST = r"""
cpu=0
while [ $cpu -lt 24 ]; do taskset -c $cpu burn 800 & cpu=$((cpu + 1)); done
n=0
while [ $n -lt 12 ]; do taskset -c 24 burn 800 & n=$((n + 1)); done
sleep 5
document masks.before masks
document before coretop diagnose --json --interval 8
document rebalance coretop rebalance --apply --json --interval 8
document again coretop rebalance --apply --json --interval 8
document after coretop snapshot --json --interval 8
document silence coretop diagnose --json --interval 8
document undo coretop undo --all --json
document masks.undone masks
"""


def check(documents):
    code, text = documents["before"]
    before = json.loads(text)
    worst = before["findings"][0]
    yield code == 3, f"diagnose ends with 3 (it was {code})"
    yield worst["rule"] == "pile-up", f"the worst finding is the pile-up: {worst['message']}"
    yield len(worst["tasks"]) == 12 and worst["cpus"] == "24", f"{len(worst['tasks'])} tasks on CPU {worst['cpus']}"
    idle = sum(int(to or first) - int(first) + 1 for first, _, to in
               (part.partition("-") for part in worst["idleCpus"].split(",")))
    # One of the eleven may be at work for the kernel just then.
    yield idle in (10, 11) and worst["idleCpus"].startswith(("25", "26")), f"idle CPUs {worst['idleCpus']}"
    yield abs(worst["lostCores"] - 11) < 1, f"{worst['lostCores']:.1f} cores lost"

    code, text = documents["rebalance"]
    rebalance = json.loads(text)
    yield code == 0 and rebalance["applied"], f"rebalance --apply ends with {code}"
    second = json.loads(documents["again"][1])["changes"]
    yield len(rebalance["changes"]) == 11 and not second, (
        f"{len(rebalance['changes'])} changes, and {len(second)} in a second plan")
    measured = rebalance["measured"]
    yield (measured["coresAfter"] - measured["coresBefore"] > 3), (
        f"measured {measured['coresBefore']:.1f} cores before, {measured['coresAfter']:.1f} after")

    cpus = json.loads(documents["after"][1])["cpus"]
    slackest = min(cpus, key=lambda cpu: cpu["busy"])
    yield slackest["busy"] > 0.8, f"all {len(cpus)} CPUs busy; the least is CPU {slackest['cpu']} at {slackest['busy']:.0%}"
    yield documents["silence"][0] == 0, f"nothing to warn of any more: exit {documents['silence'][0]}"

    code, text = documents["undo"]
    yield code == 0, f"undo restores {len(json.loads(text)['restored'])} tasks"
    yield documents["masks.before"][1] == documents["masks.undone"][1] != "", "every mask is what it was"
