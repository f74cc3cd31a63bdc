using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>What one refresh shows of short-lived tasks with one reach.</summary>
internal sealed class StreamTally
{
    /// <summary>Those that are alive, in the order of the snapshot.</summary>
    public List<ProcessLoad> Members { get; } = [];

    /// <summary>Processes whose ended children used CPU time.</summary>
    public List<ProcessLoad> Reapers { get; } = [];

    /// <summary>CPU time of those that are alive, over the whole window, in cores.</summary>
    public double LivingRun { get; set; }

    /// <summary>CPU time of those that ended, in cores: what their parents were credited with, which may have been used long before.</summary>
    public double EndedRun { get; set; }

    /// <summary>The part that must be theirs of the CPU time that no living task accounts for, in cores.</summary>
    public double UnseenRun { get; set; }

    /// <summary>How many ran or waited at the reading.</summary>
    public int Runnable { get; set; }

    /// <summary>CPU time of all of them, in cores.</summary>
    public double Run => LivingRun + UnseenRun;

    /// <summary>Its part, compared with other streams, of what is runnable: a reading may find none of its tasks although they run all the time.</summary>
    public double Weight => Runnable + Run;
}
