using System.Globalization;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Words;

/// <summary>Numbers with their nouns, for sentences.</summary>
public static class Count
{
    /// <summary><c>1 task</c>, <c>12 tasks</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for any other number; null when an s makes it.</param>
    public static string Of(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? $"{one}s")}");

    /// <summary><c>CPU 35</c>, <c>CPUs 0-3</c>, <c>no CPU</c>.</summary>
    public static string Cpus(CpuSet cpus) => cpus.Count switch
    {
        0 => "no CPU",
        1 => $"CPU {cpus}",
        _ => $"CPUs {cpus}",
    };

    /// <summary>The verb behind a number of things: <c>is</c> for one, else <c>are</c>.</summary>
    public static string Are(int count) => count == 1 ? "is" : "are";

    /// <summary>A number of cores with one decimal: <c>11.0</c>.</summary>
    public static string Cores(double cores) => cores.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A number of cores with its noun: <c>11.0 cores</c>, <c>1.0 core</c>.</summary>
    public static string OfCores(double cores) => $"{Cores(cores)} {(IsOneCore(cores) ? "core" : "cores")}";

    /// <summary>The verb behind a number of cores: <c>is</c> for what is shown as 1.0, else <c>are</c>.</summary>
    public static string AreCores(double cores) => IsOneCore(cores) ? "is" : "are";

    /// <summary>The pronoun for a number of cores: <c>it</c> for what is shown as 1.0, else <c>them</c>.</summary>
    public static string ThemCores(double cores) => IsOneCore(cores) ? "it" : "them";

    private static bool IsOneCore(double cores) => Cores(cores) == "1.0";

    /// <summary>A change of cores with its sign: <c>+1.0</c>.</summary>
    public static string Change(double cores) => cores.ToString("+0.0;-0.0;+0.0", CultureInfo.InvariantCulture);

    /// <summary>A share as whole percent: <c>8 %</c>.</summary>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100):0} %");
}
