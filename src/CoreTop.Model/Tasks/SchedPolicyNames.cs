using System.Globalization;

namespace CoreTop.Model.Tasks;

/// <summary>The word for each scheduling policy: chrt(1)'s, without its SCHED_.</summary>
public static class SchedPolicyNames
{
    /// <summary><c>OTHER</c>, <c>RR</c> and the like; <c>policy 4</c> for one that is not known.</summary>
    public static string Name(this SchedPolicy policy) => policy switch
    {
        SchedPolicy.Other => "OTHER",
        SchedPolicy.Fifo => "FIFO",
        SchedPolicy.RoundRobin => "RR",
        SchedPolicy.Batch => "BATCH",
        SchedPolicy.Idle => "IDLE",
        SchedPolicy.Deadline => "DEADLINE",
        SchedPolicy.Ext => "EXT",
        _ => string.Create(CultureInfo.InvariantCulture, $"policy {(int)policy}"),
    };
}
