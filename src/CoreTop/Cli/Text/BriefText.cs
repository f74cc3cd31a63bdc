using System.Globalization;
using System.Text;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Cli.Text;

/// <summary>
/// What <c>coretop diagnose --brief</c> prints: a line for each warning, with nothing in it that differs between hosts with the same
/// trouble, such as PIDs and percentages, so that tools fold the answers of many.
/// </summary>
internal static class BriefText
{
    private const int MostPrograms = 2;

    /// <summary>The lines; <c>ok</c> alone where there is no warning.</summary>
    public static string Of(Diagnosis diagnosis, Snapshot snapshot)
    {
        if (!snapshot.AreCpusKnown)
        {
            return "unknown: how busy the CPUs are cannot be read\n";
        }

        string[] lines =
        [
            .. diagnosis.Findings.Where(static finding => finding.Severity == FindingSeverity.Warning)
                .OrderBy(static finding => Diagnostician.Rules.IndexOf(finding.Rule))
                .Select(Line)
                .Distinct(),
        ];
        return lines.Length == 0 ? "ok\n" : string.Concat(lines.Select(static line => $"{PlainText.Clean(line)}\n"));
    }

    private static string Line(Finding finding)
    {
        var line = new StringBuilder($"{finding.Rule.Name}: {Who(finding)}");
        if (!finding.Cpus.IsEmpty)
        {
            line.Append($"{(finding.Tasks.IsEmpty ? string.Empty : " on ")}{Cpus(finding.Cpus)}");
        }

        return line.Append(Cost(finding)).ToString();
    }

    private static string Who(Finding finding)
    {
        if (finding.Tasks.IsEmpty)
        {
            return string.Empty;
        }

        string[] programs =
        [
            .. finding.Tasks.GroupBy(static task => task.Program)
                .OrderByDescending(static group => group.Count())
                .ThenBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => group.Key),
        ];
        string names = programs.Length <= MostPrograms
            ? string.Join(", ", programs)
            : string.Create(CultureInfo.InvariantCulture, $"{programs[0]} and {programs.Length - 1} others");
        return string.Create(CultureInfo.InvariantCulture, $"{names} ×{finding.Tasks.Length}");
    }

    private static string Cpus(CpuSet cpus) => $"CPU{(cpus.Count == 1 ? string.Empty : "s")} {cpus}";

    // In whole cores: tenths differ from second to second.
    private static string Cost(Finding finding)
    {
        double cores = Math.Max(finding.LostCores, finding.ShortCores);
        int whole = (int)Math.Round(cores);
        return whole == 0 ? string.Empty
            : $", about {Count.Of(whole, "core")} {(finding.LostCores >= finding.ShortCores / 2 ? "lost" : "short of a fair share")}";
    }
}
