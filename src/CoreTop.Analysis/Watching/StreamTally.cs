using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>What one refresh shows of tasks that do not live long, with one reach.</summary>
internal sealed class StreamTally
{
    /// <summary>Those that live, in the order of the snapshot.</summary>
    public List<ProcessLoad> Members { get; } = [];

    /// <summary>Processes whose ended children used CPU time.</summary>
    public List<ProcessLoad> Reapers { get; } = [];

    /// <summary>CPU time of those that live, over the whole window, in cores.</summary>
    public double LivingRun { get; set; }

    /// <summary>CPU time of those that ended, in cores: what their reapers were credited with, which may have been used long before.</summary>
    public double EndedRun { get; set; }

    /// <summary>Of the CPUs' time that no living task accounts for, what must be theirs, in cores.</summary>
    public double UnseenRun { get; set; }

    /// <summary>How many ran or waited at the reading.</summary>
    public int Runnable { get; set; }

    /// <summary>CPU time of all of them, in cores.</summary>
    public double Run => LivingRun + UnseenRun;

    /// <summary>Its part beside other streams in what is runnable: a reading may meet none of them though they run all the time.</summary>
    public double Weight => Runnable + Run;
}
