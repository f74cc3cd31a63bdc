using CoreTop.Actions;

namespace CoreTop.Tui.Affinity;

/// <summary>What a key wants done.</summary>
/// <param name="Summary">For the journal and for undo: what the user did.</param>
/// <param name="Requests">What is asked of the editor; empty when nothing can be done.</param>
/// <param name="More">A sentence that follows what became of it: why these CPUs, or why not all; null for none.</param>
/// <param name="IsPartial">Some of the targets are left out.</param>
internal sealed record AffinityWish(
    string Summary, IReadOnlyList<AffinityRequest> Requests, string? More, bool IsPartial = false);
