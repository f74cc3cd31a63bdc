"""A kernel that refuses BPF: of another kernel's types, without types, to a user, locked down; the files say the same, and nobody is told.

Processes at rest and their threads are compared value by value with what one BPF program said of them.
"""

import json

CPUS = 4
KEYS = True
FILES = {"other-types": "/sys/kernel/btf/vmlinux"}  # those of the host's kernel

GUEST = r"""
n=0
while [ $n -lt 20 ]; do sleep 1000 & n=$((n + 1)); done
taskset -p 4 $! > /dev/null; renice -n 7 -p $! > /dev/null
burn 1000 8 & sleep 2
kill -STOP $!
echo "user:x:1000:1000::/tmp:/bin/sh" >> /etc/passwd
mount -t securityfs none /sys/kernel/security
mkdir -p /tmp/files/coretop; echo "task-source = files" > /tmp/files/coretop/config
sleep 3
types=/sys/kernel/btf/vmlinux
shot() { coretop snapshot --json -H --interval 1; }

document bpf shot
document files env XDG_CONFIG_HOME=/tmp/files coretop snapshot --json -H --interval 1
echo 2 > /proc/sys/kernel/unprivileged_bpf_disabled
document user su user -s /bin/sh -c "XDG_CONFIG_HOME=/tmp/none coretop snapshot --json -H --interval 1"
if [ -s /other-types ]; then
    mount --bind /other-types $types; document other-types shot; umount $types
fi
mount -t tmpfs none /sys/kernel/btf; document no-types shot; umount /sys/kernel/btf
document bpf.again shot
echo confidentiality > /sys/kernel/security/lockdown
document locked cat /sys/kernel/security/lockdown
document lockdown shot
mount -t tmpfs none /sys/kernel/btf
open_screen -d 0.5
sleep 8
close_screen
"""


def _tasks(document):
    """Everything that is said of each sleeper, and of threads that were stopped, but for what the clock changes."""
    found = {}
    for task in document["processes"] + document["threads"]:
        if task.get("comm") in ("sleep", "burn"):
            found[task["pid"], task.get("tid")] = {key: value for key, value in task.items() if key not in ("startTime", "elapsedSeconds")}
    return found


def check(documents):
    shots = {name: json.loads(documents[name][1]) for name in documents if documents[name][1].startswith("{")}
    usual, again = _tasks(shots["bpf"]), _tasks(shots["bpf.again"])
    yield shots["bpf"]["taskSource"] == shots["bpf.again"]["taskSource"] == "bpf", f"one program says it all: {shots['bpf']['taskSource']}, {shots['bpf']['whyNotBpf']}"
    yield usual == again and len(usual) >= 50, f"{len(usual)} processes and threads at rest are the same before and after"
    expected = {
        "files": (None,),
        "user": ("The kernel refuses to load a program: Operation not permitted.",),
        "other-types": ("The kernel refuses", "/sys/kernel/btf/vmlinux is of no use"),
        "no-types": ("/sys/kernel/btf/vmlinux cannot be read: No such file or directory.",),
    }
    for name, reasons in expected.items():
        if name not in shots:
            continue
        shot, tasks = shots[name], _tasks(shots[name])
        why = shot["whyNotBpf"]
        yield shot["taskSource"] == "files" and any(why == reason or (reason and (why or "").startswith(reason)) for reason in reasons), (
            f"{name}: read from {shot['taskSource']}, {str(why).splitlines()[0]}")
        yield tasks == usual, f"{name}: {sum(tasks.get(key) == value for key, value in usual.items())} of {len(usual)} are the same"
        yield documents[f"{name}.errors"][1] == "" and shot["problems"] == shots["bpf"]["problems"], f"{name}: nothing is said of it"
    yield "[confidentiality]" in documents["locked"][1], f"the kernel is locked down: {documents['locked'][1].strip()}"
    yield _tasks(shots["lockdown"]) == usual, (
        f"lockdown: the same, read from {shots['lockdown']['taskSource']}, {str(shots['lockdown']['whyNotBpf']).splitlines()[0]}")
    yield documents["lockdown.errors"][1] == "", "lockdown: nothing is said of it"
    seen = documents["@@terminal"][1]
    yield "sleep" in seen and "BPF" not in seen and "refuse" not in seen, "on the screen nothing is said of it"
    yield documents["screen"][0] == 0, "q ended the screen"
