namespace CoreTop.Kernel.Files;

/// <summary>A file that every task has in its /proc folder.</summary>
public enum TaskFile
{
    /// <summary><c>stat</c>.</summary>
    Stat = 0,

    /// <summary><c>schedstat</c>.</summary>
    SchedStat,

    /// <summary><c>status</c>.</summary>
    Status,

    /// <summary><c>statm</c>.</summary>
    Statm,

    /// <summary><c>cmdline</c>.</summary>
    Cmdline,

    /// <summary><c>comm</c>.</summary>
    Comm,

    /// <summary><c>cgroup</c>.</summary>
    Cgroup,

    /// <summary><c>io</c>.</summary>
    Io,

    /// <summary><c>sched</c>.</summary>
    Sched,

    /// <summary><c>smaps_rollup</c>.</summary>
    SmapsRollup,

    /// <summary><c>oom_score</c>.</summary>
    OomScore,

    /// <summary><c>oom_score_adj</c>.</summary>
    OomScoreAdj,

    /// <summary><c>autogroup</c>.</summary>
    Autogroup,

    /// <summary><c>attr/current</c>.</summary>
    AttrCurrent,

    /// <summary><c>wchan</c>.</summary>
    Wchan,
}
