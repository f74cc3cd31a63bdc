using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>What claims CPU time: a watched task, or a stream of short-lived tasks.</summary>
internal sealed class Claimant
{
    // With this many runnable members of a stream for each CPU on average, there is hardly ever only one at a time.
    private const int SteadyCrowd = 3;

    /// <summary>The task; null for a stream.</summary>
    public WatchedTask? Task { get; private init; }

    /// <summary>The stream; null for a task.</summary>
    public TaskStream? Stream { get; private init; }

    /// <summary>Where it may run, and where it could with another mask.</summary>
    public required Reach Reach { get; init; }

    /// <summary>How many run at a time: 1 for a task, the mean number of runnable members for a stream.</summary>
    public required double Count { get; init; }

    /// <summary>What each of them wants, in work: 1 is a whole core of the fastest kind.</summary>
    public required double Demand { get; init; }

    /// <summary>What all of them did together, in work.</summary>
    public required double Now { get; init; }

    /// <summary>Its weight relative to others on a CPU: 1,024 for nice 0, less or more by its cgroups.</summary>
    public required double Weight { get; init; }

    /// <summary>The order of serving: a tier with a lower number gets all it can use before the next one gets anything.</summary>
    public required int Tier { get; init; }

    /// <summary>The quotas that apply to it, as indices into those of the snapshot.</summary>
    public required ImmutableArray<int> Quotas { get; init; }

    /// <summary>It is alone on the one CPU it is pinned to, and gets that CPU: that was set on purpose, so it stays.</summary>
    public bool IsDeliberatePin { get; set; }

    /// <summary>What it gets under the masks as they are, all members together, in work.</summary>
    public double ByMasks { get; set; }

    /// <summary>What it would get with masks as wide as the limits, in work.</summary>
    public double ByLimits { get; set; }

    /// <summary>What it would get on every online CPU, without quotas, in work.</summary>
    public double ByMachine { get; set; }

    /// <summary>What it would gain with wider masks.</summary>
    public double Growth => ByLimits - Math.Max(ByMasks, Math.Min(Now, ByLimits));

    /// <summary>It is part of a collision.</summary>
    public bool IsColliding { get; set; }

    /// <summary>It is a thread of the kernel.</summary>
    public bool IsOfKernel => Task?.Task.IsKernelThread == true;

    /// <summary>
    /// Its demand is certain: it computes all the time. A stream of few members has moments
    /// with only one, which more CPUs do not help.
    /// </summary>
    public bool IsSteady => Task?.WantsWhole ?? (Count >= SteadyCrowd * Reach.Allowed.Count);

    /// <summary>The same claimant with another mask and what it gets under that.</summary>
    /// <param name="allowed">The CPUs it may use then.</param>
    /// <param name="now">What it gets then.</param>
    public Claimant With(CpuSet allowed, double now) => new()
    {
        Task = Task,
        Stream = Stream,
        Reach = Reach with { Allowed = allowed, Possible = allowed.IsSubsetOf(Reach.Possible) ? Reach.Possible : Reach.Possible.Union(allowed) },
        Count = Count,
        Demand = Demand,
        Now = now,
        Weight = Weight,
        Tier = Tier,
        Quotas = Quotas,
    };

    /// <summary>A claimant that is a task.</summary>
    public static Claimant Of(WatchedTask task, double speed, double weight, int tier, ImmutableArray<int> quotas) => new()
    {
        Task = task,
        Reach = task.Reach,
        Count = 1,
        Demand = task.WantsWhole ? 1 : task.Demand * speed,
        Now = task.Run * speed,
        Weight = weight,
        Tier = tier,
        Quotas = quotas,
    };

    /// <summary>A claimant that is a stream.</summary>
    public static Claimant Of(TaskStream stream, double speed, double weight, int tier, ImmutableArray<int> quotas) => new()
    {
        Stream = stream,
        Reach = stream.Reach,
        Count = Math.Max(stream.Runnable, stream.Run),
        Demand = 1,
        Now = stream.Run * speed,
        Weight = weight,
        Tier = tier,
        Quotas = quotas,
    };
}
