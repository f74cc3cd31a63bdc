using System.Collections.Immutable;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>What a runtime makes of the variables of a process: the masks that its threads can have.</summary>
/// <param name="Variable">The variable that asks for it.</param>
/// <param name="Places">The masks; null when it is not known what the variable gives on this machine.</param>
/// <param name="First">The masks that the first thread can have, which forked processes inherit.</param>
internal sealed record OpenMpBinding(EnvironmentVariable Variable, ImmutableArray<CpuSet>? Places, ImmutableArray<CpuSet> First)
{
    /// <summary>All threads are bound to the place of the first, as <c>primary</c> asks for.</summary>
    public bool IsTogether { get; init; }

    /// <summary>Whether it can have set a mask; null when that is not known.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="isOfThread">It belongs to a thread other than the first.</param>
    public bool? CanGive(CpuSet mask, bool isOfThread) => Places is not { } places ? null
        : isOfThread && !IsTogether ? places.Contains(mask) : First.Contains(mask);

    /// <summary>A binding whose first thread is on the first of its places.</summary>
    public static OpenMpBinding Of(EnvironmentVariable variable, ImmutableArray<CpuSet>? places) =>
        new(variable, places, places is { IsEmpty: false } known ? [known[0]] : []);

    /// <summary>A binding that cannot be computed.</summary>
    public static OpenMpBinding Unknown(EnvironmentVariable variable) => new(variable, null, []);
}
