using System.Globalization;
using CoreTop.Model.Cpus;

namespace CoreTop.Verdict;

/// <summary>Numbers with their nouns, for sentences.</summary>
internal static class Count
{
    /// <summary><c>1 task</c>, <c>12 tasks</c>.</summary>
    public static string Of(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary><c>CPU 35</c>, <c>CPUs 0-3</c>, <c>no CPU</c>.</summary>
    public static string Cpus(CpuSet cpus) => cpus.Count switch
    {
        0 => "no CPU",
        1 => $"CPU {cpus}",
        _ => $"CPUs {cpus}",
    };

    /// <summary>A number of cores with one decimal: <c>11.0</c>.</summary>
    public static string Cores(double cores) => cores.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A change of cores with its sign: <c>+1.0</c>.</summary>
    public static string Change(double cores) => cores.ToString("+0.0;-0.0;+0.0", CultureInfo.InvariantCulture);

    /// <summary>A share as whole percent: <c>8 %</c>.</summary>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100):0} %");
}
