"""8 CPUs, cgroup v2: a pile-up inside a cpuset is spread inside it; a CPU quota is not taken for a pile-up."""

import json

CPUS = 8

GUEST = r"""
echo "+cpuset +cpu" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/confined /sys/fs/cgroup/throttled
echo 0-3 > /sys/fs/cgroup/confined/cpuset.cpus
echo "50000 100000" > /sys/fs/cgroup/throttled/cpu.max
n=0
while [ $n -lt 4 ]; do
    sh -c 'echo $$ > /sys/fs/cgroup/confined/cgroup.procs; exec taskset -c 0 burn 200' & n=$((n + 1))
done
sleep 5
document before coretop diagnose --json --interval 8
document rebalance coretop rebalance --apply --json --interval 8
document after coretop snapshot --json --interval 8
pin_outside() { coretop pin $(pidof burn | cut -d ' ' -f 1) --cpus 6; }
document outside pin_outside
for pid in $(pidof burn); do kill $pid; done
until_true 10 sh -c '! pidof burn'
n=0
while [ $n -lt 2 ]; do
    sh -c 'echo $$ > /sys/fs/cgroup/throttled/cgroup.procs; exec burn 200' & n=$((n + 1))
done
sleep 5
document quota coretop diagnose --json --interval 8
"""


def check(documents):
    code, text = documents["before"]
    worst = json.loads(text)["findings"][0]
    yield code == 3 and worst["rule"] == "pile-up", f"exit {code}: {worst['message']}"
    yield abs(worst["lostCores"] - 3) < 0.5, f"{worst['lostCores']:.1f} cores lost"
    yield {task["limit"] for task in worst["tasks"]} == {"0-3"}, "the tasks' limit is the cpuset's 0-3"
    code, text = documents["rebalance"]
    yield code == 0 and len(json.loads(text)["changes"]) == 3, f"{len(json.loads(text)['changes'])} changes, exit {code}"
    cpus = json.loads(documents["after"][1])["cpus"]
    inside, outside = [cpu["busy"] for cpu in cpus[:4]], [cpu["busy"] for cpu in cpus[4:]]
    yield min(inside) > 0.85 and max(outside) < 0.5, (
        "busy " + ", ".join(f"{share:.0%}" for share in inside + outside) + " (0-3 inside the cpuset)")
    code, _ = documents["outside"]
    yield code in (1, 4), f"a pin outside the cpuset is refused ({code}): {documents['outside.errors'][1].strip()}"
    code, text = documents["quota"]
    rules = [finding["rule"] for finding in json.loads(text)["findings"]]
    yield "quota-throttled" in rules and "pile-up" not in rules, f"throttled tasks: {', '.join(rules)}; exit {code}"
