using CoreTop.Analysis.Judging;

namespace CoreTop.Sampling;

/// <summary>Says how many threads a process that uses one CPU was set to use. Looked up once, while its finding lasts.</summary>
/// <param name="evidence">Looks it up.</param>
internal sealed class PoolSizeMemory(IEvidence evidence)
{
    private const string SingleThreadBound = "single-thread-bound";

    private readonly Dictionary<string, string?> _known = [];

    /// <summary>The diagnosis with what is set in its findings.</summary>
    /// <param name="diagnosis">The diagnosis without.</param>
    /// <param name="asksAnew">Looks again.</param>
    public Diagnosis Attach(Diagnosis diagnosis, bool asksAnew)
    {
        if (asksAnew || diagnosis.Findings.All(finding => finding.Rule.Name != SingleThreadBound))
        {
            _known.Clear();
        }

        return diagnosis.Findings.Any(IsAsked)
            ? diagnosis with { Findings = [.. diagnosis.Findings.Select(finding => IsAsked(finding) ? finding with { Remark = Find(finding) } : finding)] }
            : diagnosis;
    }

    // Threads that take turns, or a mask, are reason enough.
    private static bool IsAsked(Finding finding) =>
        finding is { Rule.Name: SingleThreadBound, Confinement: null, Tasks.Length: 1 };

    private string? Find(Finding finding)
    {
        if (!_known.TryGetValue(finding.Subject, out string? sentence))
        {
            sentence = evidence.FindPoolSize(finding.Tasks[0].Pid);
            _known[finding.Subject] = sentence;
        }

        return sentence;
    }
}
