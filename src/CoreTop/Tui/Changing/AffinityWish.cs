using CoreTop.Actions;

namespace CoreTop.Tui.Changing;

/// <summary>What a key wants done.</summary>
/// <param name="Verb">For the question before it: what is done, and to which CPUs.</param>
/// <param name="Summary">For the journal and for undo: what the user did.</param>
/// <param name="Requests">What is asked of the editor; empty when nothing can be done.</param>
/// <param name="More">A sentence that follows what became of it: why these CPUs, or why not all; null for none.</param>
internal sealed record AffinityWish(string Verb, string Summary, IReadOnlyList<AffinityRequest> Requests, string? More = null)
{
    /// <summary>What is done, without the CPUs: <c>Release</c>.</summary>
    public string Act => Verb.Split(' ')[0];

    /// <summary>What is said of the CPUs of several targets together, where those differ.</summary>
    public string Shares => Requests.All(request => request.Wanted is { Count: 1 }) ? ", one each" : ", each what it may use";

    /// <summary>Some of the targets are left out.</summary>
    public bool IsPartial { get; init; }

    /// <summary>To be called once something was changed; null for nothing to do.</summary>
    public Action? Applied { get; init; }
}
