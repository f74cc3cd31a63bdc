using System.Collections.Immutable;

namespace CoreTop.Analysis.Blaming;

/// <summary>Why tasks are confined.</summary>
/// <param name="Kind">Who did it.</param>
/// <param name="Confidence">How certain it is why the mask was set, not where.</param>
/// <param name="Phrase">What follows the mask in a finding, such as <c>set by OpenMP (OMP_PROC_BIND=close)</c> or <c>set by an unknown program</c>.</param>
/// <param name="Evidence">A sentence saying what was seen, or what could not be read.</param>
/// <param name="OriginPid">The process where the affinity first became narrow; null when unknown.</param>
/// <param name="Permanent">A sentence saying what would keep it from coming back; null when nothing is known.</param>
public sealed record Cause(
    CauseKind Kind, CauseConfidence Confidence, string Phrase, string Evidence, int? OriginPid, string? Permanent)
{
    /// <summary>Lines to paste that do what <see cref="Permanent"/> says, names in them quoted for a shell; empty when there are none.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>In how many processes it begins, of which <see cref="OriginPid"/> is the first; 1 where that is not known.</summary>
    public int Origins { get; init; } = 1;

    /// <summary>The workers that a program pins; null for other causes.</summary>
    internal PinnedWorkers? Workers { get; init; }

    /// <summary>The end of <see cref="Evidence"/>, with a blank before it: that the mask was inherited, or what could not be read; empty when neither is so.</summary>
    internal string Tail { get; init; } = string.Empty;
}
