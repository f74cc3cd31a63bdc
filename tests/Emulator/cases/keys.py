"""2 CPUs, four tasks pinned to CPU 0, and somebody at the full screen who presses b, Enter and z."""

import json
import re

CPUS = 2
KEYS = True

GUEST = r"""
is_widened() { masks | grep -q "mask: 3"; }
is_undone() { ! is_widened; }
n=0
while [ $n -lt 4 ]; do taskset -c 0 burn 200 & n=$((n + 1)); done
document before masks
open_screen
sleep 8
echo "@@press b"
sleep 3
echo "@@press \r"
document widened until_true 10 is_widened
sleep 2
document busy coretop snapshot --json --interval 3
sleep 6
echo "@@press z"
document undone until_true 10 is_undone
document after masks
sleep 2
close_screen
"""


def check(documents):
    seen = documents["@@terminal"][1]
    yield re.search("(burn [×x]4|4 burn tasks .*)on CPU 0", seen) is not None, "the finding line names the tasks and CPU 0"
    yield re.search("lost[,;.].*(set by|inherited from|under) ", seen) is not None, "and what it costs, and who set the mask"
    yield documents["widened"][0] == 0, "b and Enter widened a mask"
    busy = [cpu["busy"] for cpu in json.loads(documents["busy"][1])["cpus"]]
    yield min(busy) > 0.95, "both CPUs busy: " + ", ".join(f"{share:.0%}" for share in busy)
    yield "cores" in seen and "+" in seen, "the gain is said"
    yield documents["undone"][0] == 0 and documents["before"] == documents["after"], "z brought the exact masks back"
    yield documents["screen"][0] == 0, "q ended it"
