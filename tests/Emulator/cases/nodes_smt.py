"""16 CPUs on two NUMA nodes with SMT: four tasks on CPU 0 go to whole cores of their own node first."""

import json

CPUS = "16,sockets=2,cores=4,threads=2"
MODEL = "Skylake-Server"
QEMU = [
    "-object", "memory-backend-ram,size=1024M,id=memory0", "-object", "memory-backend-ram,size=1024M,id=memory1",
    "-numa", "node,cpus=0-7,memdev=memory0", "-numa", "node,cpus=8-15,memdev=memory1"]

GUEST = r"""
n=0
while [ $n -lt 4 ]; do taskset -c 0 burn 500 & n=$((n + 1)); done
sleep 5
document topology coretop topology --json
document before coretop diagnose --json --interval 8
document rebalance coretop rebalance --apply --strategy pin --json --interval 8
document after coretop snapshot --json --interval 8
"""


def check(documents):
    topology = json.loads(documents["topology"][1])
    yield topology["nodes"] == ["0-7", "8-15"], f"nodes {topology['nodes']}"
    yield len(topology["cores"]) == 8, f"{len(topology['cores'])} cores of two SMT siblings"
    code, text = documents["before"]
    worst = json.loads(text)["findings"][0]
    yield code == 3 and worst["rule"] == "pile-up", f"exit {code}: {worst['message']}"
    core_of = {cpu["cpu"]: cpu["core"] for cpu in topology["cpus"]}
    snapshot = json.loads(documents["after"][1])
    masks = [process["affinity"] for process in snapshot["processes"] if process["command"] == "burn"]
    cpus = [int(mask) for mask in masks if mask.isdigit()]
    yield len(cpus) == 4 and len({core_of[cpu] for cpu in cpus}) == 4, f"a whole core each: CPUs {sorted(cpus)}"
    yield all(cpu < 8 for cpu in cpus), "all on the node they were on"
    runs = [process["run"] for process in snapshot["processes"] if process["command"] == "burn"]
    yield min(runs) > 0.9, "run " + ", ".join(f"{run:.2f}" for run in runs)
