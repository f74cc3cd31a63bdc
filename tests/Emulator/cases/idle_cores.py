"""4 CPUs, three tasks and a process of 40 threads on CPU 0: i sends two tagged tasks to a CPU each, z brings their masks back."""

import re

CPUS = 4
KEYS = True

GUEST = r"""
sent() { masks | grep -c "mask: [248]$"; }
are_sent() { [ "$(sent)" = 2 ]; }
are_back() { [ "$(sent)" = 0 ]; }
n=0
while [ $n -lt 3 ]; do taskset -c 0 burn 200 & n=$((n + 1)); done
document before masks
open_screen
sleep 8
echo "@@press \x1b[H\x20\x20i"
document sent until_true 10 are_sent
document masks masks
echo "@@press z"
document back until_true 10 are_back
document after masks
close_screen
taskset -c 0 burn 200 40 & many=$!
sleep 2
threads() { taskset -ap $many | sed 's/.*: //' | sort | uniq -c; }
document threads.before threads
document pin coretop pin $many --cpus 1-2
document threads.pinned threads
document undo coretop undo
document threads.undone threads
"""


def check(documents):
    masks = re.findall(r"mask: (\w+)", documents["masks"][1])
    moved = [mask for mask in masks if mask != "1"]
    yield documents["sent"][0] == 0 and len(set(moved)) == 2, f"two tasks have a CPU each: masks {', '.join(masks)}"
    yield documents["back"][0] == 0 and documents["before"][1] == documents["after"][1] != "", (
        "z: " + ", ".join(re.findall(r"mask: (\w+)", documents["after"][1])))
    yield documents["screen"][0] == 0, "q ended it"
    before, pinned, undone = (" ".join(documents[f"threads.{name}"][1].split()) for name in ("before", "pinned", "undone"))
    yield pinned == "41 6" and documents["pin"][0] == 0, f"40 threads and their leader pinned: {pinned}"
    yield before == undone == "41 1" and documents["undo"][0] == 0, f"and brought back: {undone}"
