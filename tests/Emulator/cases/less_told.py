"""4 CPUs, a kernel without PSI, with no cgroups, then v1's, then both kinds: limits and quotas are read where they are."""

import json
import re

CPUS = 4
KEYS = True
KERNEL = "psi=0 cgroup_no_v1=none"

GUEST = r"""
limits() { coretop snapshot --json --interval 2; }
start() { n=0; while [ $n -lt 3 ]; do sh -c "echo \$\$ > $1/$2; exec taskset -c 0 burn 100" & n=$((n + 1)); done; sleep 3; }
end() { for pid in $(pidof burn); do kill $pid; done; until_true 10 sh -c '! pidof burn'; }

umount /sys/fs/cgroup
taskset -c 0 burn 100 & taskset -c 0 burn 100 &
sleep 2
document none coretop diagnose --json --interval 4
document none.pin coretop rebalance --apply --json --interval 4
end

mount -t tmpfs none /sys/fs/cgroup
mkdir /sys/fs/cgroup/cpuset /sys/fs/cgroup/cpu /sys/fs/cgroup/unified
mount -t cgroup -o cpuset none /sys/fs/cgroup/cpuset
mount -t cgroup -o cpu none /sys/fs/cgroup/cpu
mkdir /sys/fs/cgroup/cpuset/jobs /sys/fs/cgroup/cpu/throttled
echo 0-1 > /sys/fs/cgroup/cpuset/jobs/cpuset.cpus
echo 0 > /sys/fs/cgroup/cpuset/jobs/cpuset.mems
start /sys/fs/cgroup/cpuset/jobs tasks
document v1 limits
document v1.rebalance coretop rebalance --apply --json --interval 4
document v1.masks masks
end
echo 50000 > /sys/fs/cgroup/cpu/throttled/cpu.cfs_quota_us
sh -c 'echo $$ > /sys/fs/cgroup/cpu/throttled/tasks; exec burn 100 2' &
sleep 3
document v1.quota coretop diagnose --json --interval 4
end

mount -t cgroup2 none /sys/fs/cgroup/unified
mkdir /sys/fs/cgroup/unified/session
start /sys/fs/cgroup/cpuset/jobs tasks
for pid in $(pidof burn); do echo $pid > /sys/fs/cgroup/unified/session/cgroup.procs; done
document both limits
echo "meters-left = pressure-cpu" >> $XDG_CONFIG_HOME/coretop/config
open_screen -d 0.5
sleep 5
close_screen
"""


def check(documents):
    code, text = documents["none"]
    findings = json.loads(text)["findings"]
    yield code == 3 and findings[0]["rule"] == "pile-up", f"no cgroups at all: exit {code}, {findings[0]['message'] if findings else 'nothing'}"
    yield documents["none.pin"][0] == 0, f"and it is mended: exit {documents['none.pin'][0]}"
    for kind in ("v1", "both"):
        burning = [p for p in json.loads(documents[kind][1])["processes"] if p["command"] == "burn"]
        yield {(p["limit"], p["limitedBy"]) for p in burning} == {("0-1", "/jobs")}, (
            f"{kind}: limits {sorted({str((p['limit'], p['limitedBy'])) for p in burning})}")
    masks = set(re.findall(r"mask: (\w+)", documents["v1.masks"][1]))
    yield documents["v1.rebalance"][0] == 0 and masks <= {"1", "2", "3"} and masks != {"1"}, f"v1: spread inside the cpuset: masks {', '.join(sorted(masks))}"
    code, text = documents["v1.quota"]
    rules = [finding["rule"] for finding in json.loads(text)["findings"]]
    yield "quota-throttled" in rules, f"v1: a quota is reported: {', '.join(rules)}; exit {code}"
    yield "not reported by this kernel" in documents["@@terminal"][1], "the meter of a pressure that the kernel does not report says so"
    yield documents["screen"][0] == 0, "q ended the screen"
