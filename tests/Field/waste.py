"""Loads that waste CPUs, or that squeeze some tasks to the benefit of others, and what is right to say of each."""

import glob
import os
import shutil
import time

import cgroups
from case import Case, Cause, Skipped
from files import answers, free_port
from load import BOUND

CROWD = ("pile-up",)
# Where CPUs are in use, yet not by what has a right to them, the crowd may be named by either rule.
SQUEEZE = ("pile-up", "squeezed")
COMPILERS = ("make", "gcc", "cc1", "as", "sh")

# A mask that taskset set is where, not why: nobody can be sure, unless a command line that says taskset is the evidence.
BY_HAND = Cause(("unknown", "inherited", "program", "prefix"), most="medium", unless="taskset")
BY_ITSELF = Cause(("unknown", "program", "inherited"), most="medium")
BY_OPENMP = Cause(("openmp-variable",), least="medium")
BY_MPI = Cause(("launcher",), least="medium")
BY_CPUSET = Cause(("cpuset", "container"), least="medium")


def _burners(load):
    load.burn(4, cpu=load.cpu)


def _make(load):
    load.run("make", "-j4", cpu=load.cpu, folder=load.files.makefile())


def _xargs(load):
    load.shell(f"yes {load.files.text(1)} | taskset -c {load.cpu} xargs -P4 -n1 gzip -c > /dev/null")


def _loops(load):
    for _ in range(2):
        load.shell("while :; do /bin/true; done", cpu=load.cpu)


def _parallel(load):
    load.shell(f"yes {load.files.text(1)} | taskset -c {load.cpu} parallel --will-cite -j4 gzip -c '{{}}' '>' /dev/null")


def _worksleep(load):
    load.run(load.files.program("worksleep"), BOUND, 20, 20, times=4, cpu=load.cpu)


def _fixed_rate(load):
    load.run(load.files.program("duty"), BOUND, 35, 40, times=4, cpu=load.cpu)


def _redis(load, cpu=None):
    port = free_port()
    load.run("redis-server", "--port", port, "--save", "", "--appendonly", "no", cpu=load.cpu if cpu is None else cpu)
    load.wait_for(lambda: answers(port), "redis-server")
    load.run("redis-benchmark", "-p", port, "-t", "get,set", "-l", "-q", cpu=load.cpu if cpu is None else cpu)


def _ffmpeg(load):
    load.run(*X264, cpu=load.cpu)


X264 = ("ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30:duration=3600",
        "-c:v", "libx264", "-preset", "medium", "-threads", "4", "-f", "null", "-")


def _zstd(load):
    load.run("zstd", "-q", "-T2", "-15", "-c", load.files.text(600), cpu=load.cpu)


def _xz(load):
    load.run("xz", "-T2", "-6", "--block-size=4MiB", "-c", load.files.text(600), cpu=load.cpu)


def _sort(load):
    load.shell(f"while :; do tr ' ' '\\n' < {load.files.text(5)} | sort --parallel=2 -S 300M > /dev/null; done", cpu=load.cpu)


def _openssl(load):
    load.run("openssl", "speed", "-multi", "2", "-seconds", BOUND, "-bytes", "16384", "sha256", cpu=load.cpu)


def _pipeline(load):
    # Each stage costs the same, so that a CPU more halves the time.
    stage = "openssl enc -aes-256-ctr -pass pass:x -pbkdf2"
    load.shell(f"{stage} -in /dev/zero | {stage} | {stage} > /dev/null", cpu=load.cpu)


def openblas(kind):
    """The environment in which numpy uses this build of OpenBLAS with two threads."""
    return {"LD_LIBRARY_PATH": f"/usr/lib/x86_64-linux-gnu/openblas-{kind}", "OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}


def _openblas_pthread(load):
    # Under taskset it would start one thread only. So it is pinned later, as by taskset -ap.
    pids = load.python("matrices.py", BOUND, environment=openblas("pthread"))
    load.wait_for(lambda: len(load.masks()) >= 2, "the second thread of OpenBLAS")
    load.pin(pids, load.cpu)


def _openblas_openmp(load):
    load.python("matrices.py", BOUND, cpu=load.cpu, environment=openblas("openmp"))


def _gomp(load, **variables):
    program = load.files.program("parallel", "gcc", "-O2", "-fopenmp", output="parallel-gomp")
    load.run(program, BOUND, environment={"OMP_NUM_THREADS": "4", **variables})


def _gomp_forks(load, **variables):
    program = load.files.program("openmp", "gcc", "-O2", "-fopenmp", output="openmp-gomp")
    load.run(program, BOUND, 4, environment={"OMP_NUM_THREADS": "1", **variables})


def _libomp(load, **variables):
    program = load.files.program("parallel", newest_clang(), "-O2", "-fopenmp", output="parallel-libomp")
    load.run(program, BOUND, environment={"OMP_NUM_THREADS": "4", **variables})


def _libomp_forks(load):
    load.run(load.files.program("openmp", newest_clang(), "-O2", "-fopenmp", output="openmp-libomp"), BOUND, 4)
    load.wait_for(lambda: len(load.victims()) == 5, "the workers")
    time.sleep(0.5)
    if sum(len(mask) == 1 for mask in load.masks().values()) < 4:
        raise Skipped("this libomp does not pin the workers that are forked; LLVM 16 and later do")


def newest_clang():
    """The newest clang with a libomp of its own, as that of LLVM 16 and later is another one."""
    found = [name for version in range(30, 10, -1) if shutil.which(name := f"clang-{version}")]
    return next((name for name in found if glob.glob(f"/usr/lib/llvm-{name.split('-')[1]}/lib/libomp.so")), "clang")


def _workers(library):
    return lambda load: load.python("workers.py", BOUND, load.cpu, 4, library)


def _mclapply(load):
    load.run("Rscript", load.files.source("mclapply.R"), BOUND, 4, cpu=load.cpu)


def _open_mpi(load):
    for _ in range(2):
        load.run("mpirun.openmpi", "--allow-run-as-root", "--bind-to", "core", "-np", "1", load.files.program("burn"), BOUND,
                 environment={"OMPI_MCA_plm_rsh_agent": "", "OMPI_MCA_rmaps_base_oversubscribe": "1"})
    _wait_for_busy(load, "burn", 2)


def _mpich(load):
    for _ in range(2):
        load.run("mpiexec.hydra", "-bind-to", "core", "-n", "1", load.files.program("burn"), BOUND)
    _wait_for_busy(load, "burn", 2)


def _wait_for_busy(load, name, count):
    load.wait_for(lambda: sum(process.name == name for process in load.victims().values()) >= count, f"{count} of {name}")


def _nginx(load):
    port, folder = free_port(), load.files.path("nginx")
    load.files.nginx(folder, port, load.cpu)
    load.run("nginx", "-p", folder, "-c", f"{folder}/nginx.conf")
    load.wait_for(lambda: answers(port), "nginx")
    load.shell(f"while :; do ab -q -n 100000 -c 8 -H 'Accept-Encoding: gzip' http://127.0.0.1:{port}/text > /dev/null; done", aside=True)


def _java(load):
    load.run("java", "-XX:ActiveProcessorCount=2", load.files.source("Busy.java"), BOUND, 2, cpu=load.cpu)


def _node(load):
    load.run("node", load.files.source("busy.js"), BOUND, 2, cpu=load.cpu)


def _go(load):
    load.run(load.files.go("busy"), BOUND, 2, cpu=load.cpu, environment={"GOMAXPROCS": "2"})


def _stress_ng(load):
    load.run("stress-ng", "--cpu", "2", "--taskset", load.cpu, "--timeout", BOUND)


def _filler(*before):
    def start(load):
        load.burn(2, cpu=load.cpu)
        for cpu in load.cpus[1:]:
            load.burn(cpu=cpu, before=before, aside=True)
    return start


def _nice_beside(load):
    load.burn(cpu=load.cpu)
    load.burn(cpu=load.cpu, before=("nice", "-n", "19"))


def _real_time(load):
    may_be_real_time(load)
    load.burn(3, cpu=load.cpu, before=("chrt", "-r", "1"))


def _starved(load):
    may_be_real_time(load)
    load.burn(cpu=load.cpu)
    load.burn(cpu=load.cpu, before=("chrt", "-f", "10"), aside=True)


def may_be_real_time(load):
    """Tries it in the suite itself, and takes it back at once."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except OSError as problem:
        raise Skipped(f"real-time priority may not be used here ({problem.strerror})") from problem
    os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def _quota(load):
    load.burn(4, cpu=load.cpu, cgroup=load.cgroup(cgroups.quota(1.7)))


def _cpuset(load):
    load.group = load.cgroup(cgroups.cpuset(str(load.cpu)))
    load.burn(2, cgroup=load.group)


def _widen_cpuset(load):
    load.group.write("cpuset.cpus", f"{load.cpu},{load.other}")


def _self_pinning(load):
    load.run(load.files.program("squeezed"), BOUND, load.cpu, 4)


def _squeezed(load):
    load.burn(6, cpu=load.cpu)
    load.burn(len(load.cpus) - 1, aside=True)


CASES = (
    Case("pile-up", "four busy tasks under taskset", _burners, CROWD, cause=BY_HAND, is_short=True),
    Case("make", "make -j4 of small files under taskset", _make, CROWD, ("make", "gcc"), BY_HAND,
         tasks="some", names=COMPILERS, is_short=True),
    Case("xargs", "xargs -P4 gzip under taskset", _xargs, CROWD, ("xargs", "gzip", "yes"), BY_HAND,
         tasks="some", names=("xargs", "gzip"), is_short=True),
    Case("loops", "two shell loops of /bin/true under taskset", _loops, CROWD, cause=BY_HAND,
         tasks="some", names=("sh", "true", "timeout"), is_short=True),
    Case("parallel", "GNU parallel under taskset", _parallel, CROWD, ("parallel", "gzip", "yes"),
         Cause(("unknown", "inherited", "program", "prefix", "launcher"), most="medium", unless="taskset"),
         tasks="some", names=("parallel", "perl", "gzip", "sh", "bash")),
    Case("work-and-sleep", "four tasks on one CPU: 20 ms work, 20 ms sleep", _worksleep, CROWD, cause=BY_HAND, is_short=True),
    Case("fixed-rate", "four tasks on one CPU, each at a fixed rate of 35 %", _fixed_rate, CROWD, cause=BY_HAND),
    Case("redis", "redis-server and its benchmark on one CPU", _redis, CROWD, ("redis-server", "redis-benchmark"), BY_HAND),
    Case("ffmpeg", "x264 with four threads under taskset", _ffmpeg, CROWD, ("ffmpeg",), BY_HAND, settle=4),
    Case("zstd", "zstd -T2 under taskset", _zstd, CROWD, ("zstd",), BY_HAND),
    Case("xz", "xz -T2 under taskset", _xz, CROWD, ("xz",), BY_HAND),
    Case("sort", "sort --parallel=2 under taskset, again and again", _sort, CROWD, ("sort",), BY_HAND,
         tasks="some", names=("sort", "tr", "sh", "timeout")),
    Case("openssl", "openssl speed -multi 2 under taskset", _openssl, CROWD, ("openssl",), BY_HAND),
    Case("pipeline", "a pipeline of three hungry programs under taskset", _pipeline, CROWD, ("openssl",), BY_HAND,
         tasks="some"),
    Case("openblas-pthread", "numpy with two OpenBLAS threads, pinned while they run", _openblas_pthread, CROWD,
         ("/usr/lib/python3/dist-packages/numpy", "/usr/lib/x86_64-linux-gnu/openblas-pthread"), BY_HAND),
    Case("openblas-openmp", "numpy with two OpenBLAS threads of OpenMP under taskset", _openblas_openmp, CROWD,
         ("/usr/lib/python3/dist-packages/numpy", "/usr/lib/x86_64-linux-gnu/openblas-openmp"), BY_HAND),
    Case("gomp-affinity", "GOMP_CPU_AFFINITY of one CPU, four threads",
         lambda load: _gomp(load, GOMP_CPU_AFFINITY=str(load.cpu)), CROWD, ("gcc",), BY_OPENMP),
    Case("gomp-places", "OMP_PLACES of one CPU, four threads of libgomp",
         lambda load: _gomp(load, OMP_PLACES=f"{{{load.cpu}}}", OMP_PROC_BIND="true"), CROWD, ("gcc",), BY_OPENMP),
    Case("gomp-bind-forks", "OMP_PROC_BIND pins the first process, whose forked workers inherit that",
         lambda load: _gomp_forks(load, OMP_PROC_BIND="true"), CROWD, ("gcc",), BY_OPENMP),
    Case("libomp-places", "OMP_PLACES of one CPU, four threads of libomp",
         lambda load: _libomp(load, OMP_PLACES=f"{{{load.cpu}}}", OMP_PROC_BIND="true"), CROWD, ("clang",), BY_OPENMP),
    Case("libomp-forks", "libomp pins each of the workers that were forked after it was used", _libomp_forks, CROWD, ("clang",),
         Cause(("openmp-after-fork",), least="medium")),
    Case("multiprocessing", "a Python pool whose parent pinned itself", _workers("multiprocessing"), CROWD, ("python3",), BY_ITSELF),
    Case("joblib", "joblib workers whose parent pinned itself", _workers("joblib"), CROWD,
         ("/usr/lib/python3/dist-packages/joblib",), BY_ITSELF, settle=4),
    Case("mclapply", "R parallel::mclapply under taskset", _mclapply, CROWD, ("Rscript",), BY_HAND, settle=4),
    Case("open-mpi", "two Open MPI jobs bound to the same core", _open_mpi, CROWD, ("mpirun.openmpi",), BY_MPI, settle=2),
    Case("mpich", "two MPICH jobs bound to the same core", _mpich, CROWD, ("mpiexec.hydra",), BY_MPI, settle=2),
    Case("nginx", "two nginx workers with a worker_cpu_affinity of one CPU", _nginx, CROWD, ("nginx", "ab"),
         Cause(("unknown", "program", "inherited"), most="medium", unless="nginx"), settle=3),
    Case("java", "two Java threads under taskset", _java, CROWD, ("java", "javac"), BY_HAND, settle=4),
    Case("node", "two worker threads of node under taskset", _node, CROWD, ("node",), BY_HAND, settle=3),
    Case("go", "two goroutines with GOMAXPROCS=2 under taskset", _go, CROWD, ("go",), BY_HAND),
    Case("stress-ng", "stress-ng --taskset of one CPU", _stress_ng, CROWD, ("stress-ng",),
         Cause(("unknown", "program", "inherited"), most="medium", unless="taskset")),
    Case("idle-class-filler", "two busy tasks on one CPU beside SCHED_IDLE work on the others", _filler("chrt", "-i", "0"),
         SQUEEZE, ("chrt",), BY_HAND, is_short=True),
    Case("nice-filler", "two busy tasks on one CPU beside nice 19 work on the others", _filler("nice", "-n", "19"),
         SQUEEZE, cause=BY_HAND, is_short=True),
    Case("nice-beside", "nice 19 work pinned beside an ordinary task, another CPU idle", _nice_beside, SQUEEZE, cause=BY_HAND),
    Case("real-time", "three SCHED_RR tasks on one CPU", _real_time, CROWD, ("chrt",), BY_HAND),
    Case("starved", "a task starved by a real-time task on its only CPU", _starved, ("real-time-hog", "pile-up"), ("chrt",), BY_HAND,
         aside=("burn",)),
    Case("quota", "four tasks on one CPU, their quota 1.7 CPUs", _quota, CROWD, cause=BY_HAND, says="quota"),
    Case("cpuset", "two tasks in a cpuset of one CPU", _cpuset, ("cpuset-limit",), cause=BY_CPUSET, severity="any", fix=_widen_cpuset),
    Case("self-pinning", "threads that each set their own mask", _self_pinning, CROWD, cause=BY_ITSELF),
    Case("squeezed", "six pinned tasks on one CPU, free ones on the others", _squeezed, SQUEEZE, cause=BY_HAND, is_short=True),
)
