namespace CoreTop.Model.Sampling;

/// <summary>Kernel files of a task that are read only where a column shows what they hold, or sorts by it.</summary>
[Flags]
public enum ExtraFiles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>status</c>: proc_pid_status(5).</summary>
    Status = 1 << 0,

    /// <summary><c>io</c>: proc_pid_io(5); needs the right to trace the process.</summary>
    Io = 1 << 1,

    /// <summary><c>sched</c>; absent on kernels without CONFIG_SCHED_DEBUG.</summary>
    Sched = 1 << 2,

    /// <summary><c>smaps_rollup</c>: walks the page tables, milliseconds for a large process; needs the right to trace it.</summary>
    MemoryMap = 1 << 3,

    /// <summary><c>oom_score</c> and <c>oom_score_adj</c>.</summary>
    Oom = 1 << 4,

    /// <summary><c>autogroup</c>: sched(7).</summary>
    Autogroup = 1 << 5,

    /// <summary><c>attr/current</c>: the label of a security module.</summary>
    Label = 1 << 6,

    /// <summary><c>wchan</c>: needs the right to trace the process.</summary>
    WaitChannel = 1 << 7,

    /// <summary>What the links <c>exe</c> and <c>cwd</c> point to; needs the right to trace the process.</summary>
    Links = 1 << 8,

    /// <summary>ioprio_get(2), no file.</summary>
    IoPriority = 1 << 9,

    /// <summary>What a container runtime keeps of the container that the task is in; most of it is root's.</summary>
    Container = 1 << 10,

    /// <summary><c>environ</c>, once for each program that a process runs: what a launcher set there; needs the right to trace the process.</summary>
    Environment = 1 << 11,
}
