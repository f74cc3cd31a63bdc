"""2 CPUs and 700 PIDs, which begin again every few seconds: by files, who lives is in every frame, and who ended in none."""

import json

CPUS = 2
FRAMES = 60

GUEST = r"""
mkdir -p /tmp/files/coretop; echo "task-source = files" > /tmp/files/coretop/config
n=0
while [ $n -lt 150 ]; do sleep 1000 & n=$((n + 1)); done
echo 700 > /proc/sys/kernel/pid_max
sleep 2
now() { read -r uptime rest < /proc/uptime; }
last() { read -r one five fifteen tasks last < /proc/loadavg; }
is_asleep() { [ "$(cat /proc/$1/comm)" = sleep ]; }
(XDG_CONFIG_HOME=/tmp/files coretop -b -n FRAMES -d 0.4 --json > /tmp/frames 2> /tmp/errors; : > /tmp/over) &
a=; b=; c=; before=0; again=0
while [ ! -e /tmp/over ]; do
    n=0
    while [ $n -lt 60 ]; do (:); n=$((n + 1)); done
    last; [ $last -ge $before ] || again=$((again + 1)); before=$last
    sleep 1000 & new=$!
    until_true 10 is_asleep $new
    now; echo "began $uptime $new $(cut -d ' ' -f 22 /proc/$new/stat)"
    if [ -n "$c" ]; then
        read -r stat < /proc/$c/stat; set -- $stat; shift 21
        now; echo "ends $uptime $c $1"
        kill $c; wait $c 2> /dev/null
        now; echo "ended $uptime $c $1"
    fi
    c=$b; b=$a; a=$new
done > /tmp/lives
document frames cat /tmp/frames
document errors cat /tmp/errors
document lives cat /tmp/lives
document again echo $again
document sleepers pidof sleep
""".replace("FRAMES", str(FRAMES))


def check(documents):
    frames = [json.loads(line) for line in documents["frames"][1].splitlines()]
    times = [frame["uptimeSeconds"] for frame in frames]
    shown = [{(process["pid"], process["startTicks"]) for process in frame["processes"]} for frame in frames]
    lives = {}
    for line in documents["lives"][1].splitlines():
        event, uptime, pid, start = line.split()
        lives.setdefault((int(pid), int(start)), {})[event] = float(uptime)
    yield len(frames) == FRAMES and {frame["taskSource"] for frame in frames} == {"files"}, f"{len(frames)} frames, all by files"
    again = int(documents["again"][1])
    yield again >= 3, f"numbers began again {again} times"
    missing = late = looked = 0
    for key, life in lives.items():
        for frame, tasks in enumerate(shown):
            # A frame's time is that of its begin: it was done before the next one's.
            if times[frame] > life["began"] and (frame + 1 < len(frames) and times[frame + 1] <= life.get("ends", times[-1])):
                looked += 1
                missing += key not in tasks
            late += times[frame] > life.get("ended", times[-1]) and key in tasks
    yield looked >= 20 and missing == 0, f"of {len(lives)} that came and went, {missing} were missing where they lived throughout, in {looked} looks"
    yield late == 0, f"{late} were shown after they had ended"
    sleepers = {int(pid) for pid in documents["sleepers"][1].split()}
    always = [len([pid for pid, _ in tasks if pid in sleepers]) for tasks in shown]
    yield min(always) >= 150, f"at least {min(always)} of the 150 sleepers are in each frame"
    doubles = sum(len(frame["processes"]) - len({process["pid"] for process in frame["processes"]}) for frame in frames)
    yield doubles == 0, "no number is listed twice"
    yield documents["errors"][1] == "" and not any(frame.get("problems") for frame in frames), "nothing is said of it"
