using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging;

/// <summary>What is wrong with the machine at one refresh.</summary>
public sealed record Diagnosis
{
    private ImmutableArray<FindingTask> _hungryTasks;

    /// <summary>Nothing is wrong, or nothing is known yet.</summary>
    public static Diagnosis Nothing { get; } = new();

    /// <summary>Confirmed findings, the worst first; empty is the normal state.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Cores that hungry tasks could use and that idle CPUs have.</summary>
    public LostCores LostCores { get; init; } = LostCores.None;

    /// <summary>The tasks that run or wait all the time, on the CPUs that are looked at.</summary>
    public ImmutableArray<FindingTask> HungryTasks
    {
        get
        {
            // Thousands of objects, and few refreshes need them.
            if (_hungryTasks.IsDefault)
            {
                _hungryTasks = Situation is null ? [] : [.. Situation.Hungry.Select(Phrases.FindingTask)];
            }

            return _hungryTasks;
        }

        init => _hungryTasks = value;
    }

    /// <summary>The tasks that wait for a CPU although they could have run, or could with another mask, each with the PID of its process; some may come twice.</summary>
    public IEnumerable<(TaskKey Task, int Pid)> CostlyWaits => Judging.CostlyWaits.Of(this);

    /// <summary>For each crowded CPU, how many hungry tasks confined there share it; CPUs that are not crowded are not in it.</summary>
    public ImmutableDictionary<CpuId, int> Crowds { get; init; } = ImmutableDictionary<CpuId, int>.Empty;

    /// <summary>CPUs that interrupts take up, so that there is or will soon be a finding: then it is worth reading which interrupts they are.</summary>
    public CpuSet Interrupted { get; init; } = CpuSet.Empty;

    /// <summary>What it was made from, for the planner; null for <see cref="Nothing"/>.</summary>
    internal Situation? Situation { get; init; }
}
