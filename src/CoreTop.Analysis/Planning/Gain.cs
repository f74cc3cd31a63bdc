namespace CoreTop.Analysis.Planning;

/// <summary>What a change of affinities gained, measured: CPU time of the same tasks before and after, in cores.</summary>
/// <param name="CoresBefore">What the tasks that are still alive got before the change.</param>
/// <param name="CoresAfter">What they got since the mark before this one.</param>
/// <param name="After">How long after the change.</param>
/// <param name="Expected">What the plan expected, in cores.</param>
/// <param name="Ended">How many of the tasks have ended meanwhile.</param>
/// <param name="SetAgain">How many of the changed tasks have another affinity than they were given: somebody else set it.</param>
public sealed record Gain(
    double CoresBefore, double CoresAfter, TimeSpan After, double Expected, int Ended, int SetAgain)
{
    // Below this, what was measured may be chance.
    private const double LeastCores = 0.1;
    private const double LeastShare = 0.6;

    /// <summary>How many cores more than before; negative when it became worse.</summary>
    public double Cores => CoresAfter - CoresBefore;

    /// <summary>At least what can be asked of an estimate: six tenths of it.</summary>
    public bool IsReached => Cores >= LeastCores && Cores >= LeastShare * Expected;

    /// <summary>No better than before.</summary>
    public bool IsNothing => Cores < LeastCores;
}
