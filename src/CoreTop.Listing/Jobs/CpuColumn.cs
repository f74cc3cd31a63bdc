using CoreTop.Model.Cpus;

namespace CoreTop.Listing.Jobs;

/// <summary>One column of a picture of tasks and CPUs.</summary>
/// <param name="X">Its cell, from the left of the picture.</param>
/// <param name="Cpus">Its CPUs; never empty.</param>
internal readonly record struct CpuColumn(int X, CpuSet Cpus)
{
    /// <summary>The CPU whose number heads it.</summary>
    public CpuId First => Cpus.First!.Value;
}
