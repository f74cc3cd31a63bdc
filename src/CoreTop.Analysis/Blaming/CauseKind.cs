namespace CoreTop.Analysis.Blaming;

/// <summary>Who confined a task.</summary>
public enum CauseKind
{
    /// <summary>Not known: it pinned itself, or somebody did it by hand.</summary>
    Unknown = 0,

    /// <summary>An OpenMP variable in the environment: OMP_, GOMP_ or KMP_.</summary>
    OpenMpVariable,

    /// <summary>LLVM's or Intel's OpenMP runtime, which pinned the process after a fork although nothing asked for it.</summary>
    OpenMpAfterFork,

    /// <summary>OpenBLAS built with affinity.</summary>
    OpenBlas,

    /// <summary>An MPI or Slurm launcher.</summary>
    Launcher,

    /// <summary>A container runtime's cpuset.</summary>
    Container,

    /// <summary>A systemd unit.</summary>
    Systemd,

    /// <summary>It inherited the affinity from a shell or another ancestor that was started with it, as under taskset.</summary>
    Inherited,

    /// <summary>taskset, numactl or their like, in front of the command.</summary>
    Prefix,

    /// <summary>The cpuset of its cgroup.</summary>
    Cpuset,

    /// <summary>CPUs are isolated, or load balancing is off there.</summary>
    Isolation,

    /// <summary>The program, or a script that starts it, pins its own workers one to a CPU.</summary>
    Program,

    /// <summary>A CPU quota.</summary>
    Quota,

    /// <summary>CPUs are offline.</summary>
    Offline,
}
