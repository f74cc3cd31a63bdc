"""4 CPUs while the full screen runs: the clock jumps both ways, a cpuset shrinks under a pin, a pinned CPU goes offline and back."""

import json
import re

CPUS = 4
KEYS = True

GUEST = r"""
echo "+cpuset" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/jobs
echo 0-3 > /sys/fs/cgroup/jobs/cpuset.cpus
sh -c 'echo $$ > /sys/fs/cgroup/jobs/cgroup.procs; exec burn 500' & inside=$!
burn 500 & outside=$!
open_screen -d 0.5
sleep 4

coretop snapshot --json --interval 4 > /tmp/jump & reader=$!
sleep 2
date -s "2031-05-01 00:00:00" > /dev/null
wait $reader
document forward cat /tmp/jump
document pin.future coretop pin $outside --cpus 1
coretop snapshot --json --interval 4 > /tmp/jump & reader=$!
sleep 2
date -s "2019-05-01 00:00:00" > /dev/null
wait $reader
document backward cat /tmp/jump
document pin.past coretop pin $outside --cpus 2
document list coretop undo --list --json
document undo.past coretop undo
document mask.past taskset -p $outside
document undo.future coretop undo
document mask.future taskset -p $outside

document pin coretop pin $inside --cpus 3
echo 0-1 > /sys/fs/cgroup/jobs/cpuset.cpus
document shrunk coretop snapshot --json --interval 1
document pin.left coretop pin $inside --cpus 2-3
document pin.partly coretop pin $inside --cpus 1-3
document undo.partly coretop undo
document undo.shrunk coretop undo
document mask.shrunk taskset -p $inside
echo 0-3 > /sys/fs/cgroup/jobs/cpuset.cpus
document undo.grown coretop undo --all

document pin.3 coretop pin $outside --cpus 3
echo 0 > /sys/devices/system/cpu/cpu3/online
document undo.offline coretop undo
document pin.offline coretop pin $outside --cpus 3
document idle.offline coretop snapshot --json --interval 1
echo 1 > /sys/devices/system/cpu/cpu3/online
document undo.online coretop undo --all
document mask.online taskset -p $outside
sleep 2
close_screen
"""


def check(documents):
    for way in ("forward", "backward"):
        snapshot = json.loads(documents[way][1])
        runs = [process["run"] for process in snapshot["processes"]]
        busy = [cpu["busy"] for cpu in snapshot["cpus"]]
        yield 3 < snapshot["intervalSeconds"] < 60, f"{way}: the window is {snapshot['intervalSeconds']:.1f} s though the clock jumped"
        yield max(runs) < 1.3 and 0 <= min(busy) <= max(busy) <= 1, (
            f"{way}: the busiest task ran {max(runs):.2f}, CPUs " + ", ".join(f"{share:.0%}" for share in busy))
    summaries = [batch["summary"] for batch in json.loads(documents["list"][1])["batches"]]
    yield [summary.split()[-1] for summary in summaries[:2]] == ["2", "1"], f"the last change is the newest, whatever the clock says: {summaries}"
    yield documents["undo.past"][0] == 0 and documents["mask.past"][1].split()[-1] == "2", documents["undo.past"][1].strip()
    yield documents["undo.future"][0] == 0 and documents["mask.future"][1].split()[-1] == "f", documents["undo.future"][1].strip()

    yield documents["pin"][0] == 0, documents["pin"][1].strip()
    burning = [process for process in json.loads(documents["shrunk"][1])["processes"] if process["limitedBy"]]
    yield [process["limit"] for process in burning] == ["0-1"], (
        "the cpuset's new limit is seen: " + ", ".join(f"{p['limit']} by {p['limitedBy']}, mask {p['affinity']}" for p in burning))
    code, _ = documents["pin.left"]
    yield code == 1, f"a pin outside is refused ({code}): {documents['pin.left.errors'][1].strip()}"
    code, text = documents["pin.partly"]
    yield code == 0 and "without CPU" in text, f"a pin partly outside says so ({code}): {text.strip()}"
    yield documents["mask.shrunk"][1].split()[-1] in ("3", "2"), "the mask stays within the cpuset"
    code, text = documents["undo.shrunk"]
    yield "cpuset" in text + documents["undo.shrunk.errors"][1], f"undo names the cpuset ({code}): {text.strip()}"

    code, text = documents["undo.offline"]
    yield "offline" in text, f"a pin that the kernel dropped as its CPU went offline ({code}): {text.strip()}"
    code, _ = documents["pin.offline"]
    yield code == 2, f"a pin to an offline CPU is refused ({code}): {documents['pin.offline.errors'][1].strip()}"
    offline = json.loads(documents["idle.offline"][1])["cpus"][3]
    yield not offline["online"] and offline["busy"] == offline["idle"] == 0, "the offline CPU is neither busy nor idle"
    seen = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", documents["@@terminal"][1])
    yield documents["screen"][0] == 0 and "off" in seen, f"the screen went through all of it and ended with {documents['screen'][0]} on q"
