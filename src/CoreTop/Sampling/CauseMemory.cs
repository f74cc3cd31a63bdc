using System.Collections.Immutable;
using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>Looks each cause up once, since that reads files, and remembers it while its finding lasts.</summary>
/// <param name="evidence">Looks them up.</param>
internal sealed class CauseMemory(IEvidence evidence)
{
    private readonly Dictionary<(string Rule, string Subject), Cause?> _known = [];

    /// <summary>The diagnosis with the causes of its findings.</summary>
    /// <param name="diagnosis">The diagnosis without.</param>
    /// <param name="snapshot">The machine as diagnosed.</param>
    /// <param name="asksAnew">Looks every cause up again, those of notes too.</param>
    public Diagnosis Attach(Diagnosis diagnosis, Snapshot snapshot, bool asksAnew)
    {
        if (asksAnew)
        {
            _known.Clear();
        }

        Forget(diagnosis);
        if (!diagnosis.Findings.Any(static finding => finding.HasCause))
        {
            return diagnosis;
        }

        ImmutableArray<Finding>.Builder findings = diagnosis.Findings.ToBuilder();
        for (int i = 0; i < findings.Count; i++)
        {
            Finding finding = findings[i];
            (string, string) name = (finding.Rule.Name, finding.Subject);
            bool isAsked = finding.Severity == FindingSeverity.Warning || asksAnew;
            if (finding.HasCause && !_known.ContainsKey(name) && isAsked)
            {
                _known[name] = evidence.FindCause(finding, snapshot);
            }

            findings[i] = finding with { Cause = _known.GetValueOrDefault(name) };
        }

        return diagnosis with { Findings = findings.MoveToImmutable() };
    }

    private void Forget(Diagnosis diagnosis)
    {
        foreach ((string Rule, string Subject) name in _known.Keys)
        {
            if (!diagnosis.Findings.Any(finding => (finding.Rule.Name, finding.Subject) == name))
            {
                _known.Remove(name);
            }
        }
    }
}
