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
}
