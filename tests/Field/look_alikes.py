"""Loads that waste nothing, however much they look like it: no warning, and nothing to change."""

import sys

import cgroups
from case import Case
from files import answers, free_port
from load import BOUND
from waste import X264, may_be_real_time, openblas

FULL = ("oversubscribed",)
ONE = ("single-thread-bound",)


def _free(each=1, *before):
    return lambda load: load.burn(each * len(load.cpus), before=before)


def _http_server(load):
    load.run(load.files.python, "-m", "http.server", "0", "--bind", "127.0.0.1", cpu=load.cpu)


def _duty(percent, count):
    return lambda load: load.run(load.files.program("duty"), BOUND, percent, times=count, cpu=load.cpu)


def _burner_a_cpu(load):
    for cpu in load.cpus:
        load.burn(cpu=cpu)


def _pinned_and_free(load):
    load.burn(2, cpu=load.cpu)
    load.burn(2 * (len(load.cpus) - 1))


def _gil(pinned):
    return lambda load: load.run(sys.executable, load.files.source("gil.py"), BOUND, cpu=load.cpu if pinned else None)


def _handover(microseconds, pinned):
    return lambda load: load.run(load.files.program("handover"), BOUND, microseconds, cpu=load.cpu if pinned else None)


def _readers(load):
    # Not in the suite's folder, which may be in memory, where there is no disk to wait for.
    load.run(load.files.program("readers"), BOUND, 3, load.files.on_disk("readers"), cpu=load.cpu)


def _throttled(load):
    load.burn(2, cgroup=load.cgroup(cgroups.quota(0.5)))


def _weights(load):
    load.burn(2, cgroup=load.cgroup(cgroups.weight(2)))
    load.burn(2 * len(load.cpus), cgroup=load.cgroup(cgroups.weight(400)))


def _make(jobs, pinned=False):
    return lambda load: load.run("make", f"-j{jobs or len(load.cpus)}", folder=load.files.makefile(),
                                 cpu=load.cpu if pinned else None)


def _redis(load):
    port = free_port()
    load.run("redis-server", "--port", port, "--save", "", "--appendonly", "no")
    load.wait_for(lambda: answers(port), "redis-server")
    load.run("redis-benchmark", "-p", port, "-t", "get,set", "-l", "-q")


def _gzip(load):
    load.run("gzip", "-9", "-c", load.files.text(600))


def _pipeline(load):
    load.shell("dd if=/dev/zero bs=64k status=none | gzip | wc -c")


def _sleepers(load):
    for cpu in load.cpus:
        load.run(load.files.program("sleepers"), BOUND, 1, cpu)


def _idle_workers(load):
    load.run(load.files.program("sleepers"), BOUND, 16, load.cpu)


def _fifo_bursts(load):
    may_be_real_time(load)
    load.run("chrt", "-f", "10", load.files.program("duty"), BOUND, 8, times=2)


def _one_size(load):
    load.run(load.files.go("busy"), BOUND, 1, cpu=load.cpu)


def _openblas_fits(load):
    load.python("matrices.py", BOUND, cpu=load.cpu, environment=openblas("pthread"))


def _worksleep_pair(load):
    load.run(load.files.program("worksleep"), BOUND, 6, 24, times=2, cpu=load.cpu)


CASES = (
    Case("free", "a busy task for each CPU, free", _free(), notes=FULL, is_short=True),
    Case("free-oversubscribed", "three busy tasks for each CPU, free", _free(3), notes=FULL, is_short=True),
    Case("server", "a server that sleeps, pinned", _http_server, is_short=True),
    Case("one-free", "one busy task, free", lambda load: load.burn(), notes=ONE),
    Case("one-pinned", "one busy task alone on its only CPU", lambda load: load.burn(cpu=load.cpu), notes=ONE, is_short=True),
    Case("one-a-cpu", "a busy task pinned to each CPU", _burner_a_cpu, notes=FULL),
    Case("pinned-and-free", "two tasks pinned to one CPU and two free ones for each other: all have the same", _pinned_and_free, notes=FULL),
    Case("make-j1-pinned", "make -j1 under taskset: one thing after the other", _make(1, pinned=True),
         needs=("make", "gcc"), notes=ONE, is_short=True),
    Case("make-j1", "make -j1, free", _make(1), needs=("make", "gcc"), notes=ONE),
    Case("make-free", "make with a job for each CPU, free", _make(None), needs=("make", "gcc"), notes=FULL),
    Case("gil", "five Python threads under the interpreter's lock, free", _gil(False), notes=ONE, is_short=True),
    Case("gil-pinned", "five Python threads under the interpreter's lock, under taskset", _gil(True), notes=ONE),
    Case("handover", "two threads that hand over a mutex each millisecond, free", _handover(1000, False), notes=ONE),
    Case("handover-pinned", "two threads that hand over a mutex each millisecond, under taskset", _handover(1000, True), notes=ONE),
    Case("ping-pong-pinned", "two threads that hand over a mutex each 20 µs, under taskset", _handover(20, True), notes=ONE),
    Case("readers", "three readers of a disk past the page cache, under taskset", _readers, notes=("io-bound",)),
    Case("idle-class", "SCHED_IDLE work alone", _free(1, "chrt", "-i", "0"), needs=("chrt",), notes=FULL),
    Case("nice-19", "nice 19 work alone", _free(1, "nice", "-n", "19"), notes=FULL),
    Case("throttled", "two free tasks in a cgroup with a quota of half a CPU", _throttled, notes=("quota-throttled",)),
    Case("weights", "two tasks of a light cgroup beside a heavy one on a full machine", _weights, notes=FULL),
    Case("low-duty", "two tasks on one CPU that work 8 % of the time", _duty(8, 2)),
    Case("half-duty", "two tasks on one CPU that work 40 % of the time at a fixed rate", _duty(40, 2)),
    Case("short-work", "two tasks on one CPU: 6 ms work, 24 ms sleep", _worksleep_pair),
    Case("redis-free", "redis-server and its benchmark, free", _redis, needs=("redis-server", "redis-benchmark"), notes=FULL + ONE),
    Case("gzip", "one gzip, free", _gzip, needs=("gzip",), notes=ONE),
    Case("pipeline-free", "dd | gzip | wc, free", _pipeline, needs=("dd", "gzip"), notes=ONE),
    Case("ffmpeg-free", "x264 with four threads, free", lambda load: load.run(*X264), needs=("ffmpeg",), notes=FULL, settle=4),
    Case("zstd-free", "zstd -T2, free", lambda load: load.run("zstd", "-q", "-T2", "-15", "-c", load.files.text(600)),
         needs=("zstd",), notes=FULL),
    Case("go-pinned", "a Go program under taskset with one busy goroutine", _one_size, needs=("go",), notes=ONE),
    Case("openblas-fits", "numpy under taskset, where OpenBLAS starts no more threads than the mask has CPUs", _openblas_fits,
         needs=("/usr/lib/python3/dist-packages/numpy", "/usr/lib/x86_64-linux-gnu/openblas-pthread"), notes=ONE),
    Case("sleepers", "sleeping workers pinned one to a CPU", _sleepers),
    Case("idle-workers", "sixteen sleeping workers all pinned to one CPU", _idle_workers, notes=("latent-pile-up",)),
    Case("fifo-bursts", "two SCHED_FIFO tasks that work 8 % of the time, free", _fifo_bursts, needs=("chrt",)),
    Case("churn", "500 processes born a second, each asleep for 20 ms",
         lambda load: load.run(load.files.program("forker"), BOUND, 500)),
)
