using System.Globalization;
using System.Text;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Metrics;

/// <summary>
/// A diagnosis as OpenMetrics text, which node_exporter's textfile collector reads, too. Every series but those by user is there at
/// each reading, with 0 where there is nothing, so that an alert does not mistake a gap for an answer.
/// https://prometheus.io/docs/specs/om/open_metrics_spec/
/// </summary>
internal static class MetricsText
{
    /// <summary>The whole text; where it is not known how busy the CPUs are, without what depends on that.</summary>
    public static string Of(Diagnosis diagnosis, Snapshot snapshot)
    {
        var text = new StringBuilder();
        Single(text, MetricFamilies.Known, snapshot.AreCpusKnown ? 1 : 0);
        if (snapshot.AreCpusKnown)
        {
            AddLosses(text, diagnosis);
            AddFindings(text, diagnosis);
            Single(text, MetricFamilies.IdleCpus, Idleness.IdleCpus(snapshot).Count);
            Single(text, MetricFamilies.BusyCores, snapshot.BusyCores);
            AddUsers(text, diagnosis, snapshot);
        }

        return text.Append("# EOF\n").ToString();
    }

    private static void AddLosses(StringBuilder text, Diagnosis diagnosis)
    {
        Head(text, MetricFamilies.LostCores);
        Sample(text, MetricFamilies.LostCores, "kind=\"affinity\"", diagnosis.LostCores.Affinity);
        Sample(text, MetricFamilies.LostCores, "kind=\"placement\"", diagnosis.LostCores.Placement);
        Sample(text, MetricFamilies.LostCores, "kind=\"limits\"", diagnosis.LostCores.Limits);
        Single(text, MetricFamilies.ShortCores, diagnosis.Findings.Sum(static finding => finding.ShortCores));
    }

    private static void AddFindings(StringBuilder text, Diagnosis diagnosis)
    {
        Head(text, MetricFamilies.Findings);
        foreach (DiagnosisRule rule in Diagnostician.Rules)
        {
            foreach (FindingSeverity severity in Enum.GetValues<FindingSeverity>())
            {
                int count = diagnosis.Findings.Count(finding => finding.Rule == rule && finding.Severity == severity);
                if (count > 0 || severity == rule.Severity)
                {
                    string word = severity == FindingSeverity.Warning ? "warning" : "note";
                    Sample(text, MetricFamilies.Findings, $"rule=\"{rule.Name}\",severity=\"{word}\"", count);
                }
            }
        }
    }

    private static void AddUsers(StringBuilder text, Diagnosis diagnosis, Snapshot snapshot)
    {
        Head(text, MetricFamilies.LostCoresOfUser);
        foreach ((string user, double cores) in LossOfUsers.Of(diagnosis, snapshot))
        {
            Sample(text, MetricFamilies.LostCoresOfUser, $"user=\"{Escaped(user)}\"", cores);
        }
    }

    private static void Single(StringBuilder text, MetricFamily family, double value)
    {
        Head(text, family);
        Sample(text, family, string.Empty, value);
    }

    private static void Head(StringBuilder text, MetricFamily family) =>
        text.Append($"# HELP {family.Name} {family.Help}\n# TYPE {family.Name} gauge\n");

    private static void Sample(StringBuilder text, MetricFamily family, string labels, double value) =>
        text.Append(family.Name).Append(labels.Length > 0 ? $"{{{labels}}}" : string.Empty)
            .Append(CultureInfo.InvariantCulture, $" {Math.Round(value, 2) + 0.0:0.##}\n");

    // A name from a directory service may have any character.
    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
