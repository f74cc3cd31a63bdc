"""8 CPUs, cgroup v2: threads of one process in threaded cgroups of their own, as libvirt makes them; an idle cgroup beside."""

import json
import re

CPUS = 8

GUEST = r"""
echo "+cpuset +cpu" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/vm /sys/fs/cgroup/low
sh -c 'echo $$ > /sys/fs/cgroup/low/cgroup.procs; exec taskset -c 5 burn 500' &
echo 1 > /sys/fs/cgroup/low/cpu.idle
burn 500 3 & vm=$!
sleep 2
echo $vm > /sys/fs/cgroup/vm/cgroup.procs
for vcpu in 0 1; do
    mkdir /sys/fs/cgroup/vm/vcpu$vcpu
    echo threaded > /sys/fs/cgroup/vm/vcpu$vcpu/cgroup.type
done
echo "+cpuset +cpu" > /sys/fs/cgroup/vm/cgroup.subtree_control
vcpu=0
for tid in $(ls /proc/$vm/task | tail -n 2); do
    echo 1 > /sys/fs/cgroup/vm/vcpu$vcpu/cpuset.cpus
    echo $((50 + vcpu)) > /sys/fs/cgroup/vm/vcpu$vcpu/cpu.weight
    echo $tid > /sys/fs/cgroup/vm/vcpu$vcpu/cgroup.threads
    vcpu=$((vcpu + 1))
done
sleep 3
document diagnose coretop diagnose --json --interval 8
document snapshot coretop snapshot --json --interval 8
document capture coretop capture - --interval 2
"""


def check(documents):
    code, text = documents["diagnose"]
    tasks = [task for finding in json.loads(text)["findings"] for task in finding["tasks"]]
    limits = sorted(task["limit"] for task in tasks if task["affinity"] == "1")
    yield limits == ["1", "1"], f"the two threads on CPU 1 have the limits of their own cgroups: {limits}; exit {code}: " + "; ".join(
        f"{finding['rule']} {finding['severity']} {finding['message']}" for finding in json.loads(text)["findings"])
    whole = {process["limit"] for process in json.loads(documents["snapshot"][1])["processes"] if process["command"] == "burn"}
    yield whole == {"0-7"}, f"and their process its own: {whole}"
    capture = documents["capture"][1]
    files = dict(re.findall(r"^-- (\S+) --\n([^\n]*)\n", capture, re.MULTILINE))
    cgroups = {text for path, text in files.items() if re.fullmatch(r"proc@0/\d+/task/\d+/cgroup", path)}
    yield {"0::/vm/vcpu0", "0::/vm/vcpu1"} <= cgroups, f"a capture has the threads' cgroups: {', '.join(sorted(cgroups))}"
    weights = sorted(text for path, text in files.items() if path.endswith("/cpu.weight"))
    idle = [text for path, text in files.items() if path.endswith("/cpu.idle")]
    yield {"50", "51", "100"} <= set(weights) and "1" in idle, f"weights {', '.join(weights)}; idle {', '.join(idle)}"
