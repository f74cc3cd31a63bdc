"""4 CPUs, one taken offline and back while the full screen runs."""

CPUS = 4
KEYS = True

GUEST = r"""
taskset -c 3 burn 200 &
open_screen -d 0.5
sleep 6
echo 0 > /sys/devices/system/cpu/cpu3/online
document offline coretop snapshot --json
sleep 4
echo 1 > /sys/devices/system/cpu/cpu3/online
document online coretop topology
sleep 4
close_screen
"""


def check(documents):
    import json
    cpus = json.loads(documents["offline"][1])["cpus"]
    yield [cpu["online"] for cpu in cpus] == [True, True, True, False], "the snapshot keeps CPU 3 and says it is offline"
    yield documents["online"][0] == 0, "and back"
    seen = documents["@@terminal"][1]
    yield "off" in seen, "the core panel shows CPU 3 as off"
    yield documents["screen"][0] == 0, f"the screen went on and ended with {documents['screen'][0]} on q"
    yield seen.rstrip().endswith("\x1b[?25h") or "\x1b[?1049l" in seen[-200:], "the terminal is left as it was"
