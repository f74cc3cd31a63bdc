using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging;

/// <summary>A finding in few words, for where there is little room: who, how many of them, where, and what it costs.</summary>
internal static class FindingWords
{
    /// <summary>Below this a loss is shown as 0.0.</summary>
    private const double LeastCores = 0.05;

    private const int LongList = 20;
    private const int MostPrograms = 2;

    /// <summary>The whole first, then without the idle CPUs, then without what it costs; a finding that costs nothing has the beginning of its sentence.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="manner">How its tasks are on its CPUs.</param>
    /// <param name="doers">Who they are; null where their programs and number say it.</param>
    public static ImmutableArray<string> Of(Finding finding, string manner = "on", string? doers = null)
    {
        if (Cost(finding) is not { } cost || finding.Tasks.IsEmpty || finding.Cpus.IsEmpty)
        {
            return [FirstOf(finding.Sentence)];
        }

        string who = doers ?? Who(finding.Tasks), cpus = Cpus(finding.Cpus);
        string brief = $"{who} {manner} {cpus}: {cost}";
        string last = $"{who}, {cpus}";
        return finding.IdleCpus.IsEmpty ? [brief, last] : [$"{brief}, {Phrases.Count(finding.IdleCpus.Count, "CPU")} idle", brief, last];
    }

    /// <summary><c>python ×12</c>, <c>python (4711)</c>, <c>python, ruby ×12</c>, <c>python and 3 others ×12</c>.</summary>
    public static string Who(ImmutableArray<FindingTask> tasks)
    {
        if (tasks is [FindingTask only])
        {
            return $"{Phrases.Printable(only.Program)} ({only.Tid})";
        }

        string first = tasks[0].Program;
        if (tasks.All(task => task.Program == first))
        {
            return $"{Phrases.Printable(first)} ×{tasks.Length}";
        }

        string[] programs = [.. tasks.GroupBy(static task => task.Program).OrderByDescending(static group => group.Count()).Select(static group => group.Key)];
        string names = programs.Length <= MostPrograms
            ? string.Join(", ", programs.Select(Phrases.Printable))
            : $"{Phrases.Printable(programs[0])} and {programs.Length - 1} others";
        return $"{names} ×{tasks.Length}";
    }

    /// <summary><c>CPU 35</c>, <c>CPUs 0-3,8</c>, or <c>11 CPUs from 1</c> where a list would be long.</summary>
    public static string Cpus(CpuSet cpus)
    {
        string list = Phrases.Cpus(cpus);
        return list.Length <= LongList ? list : $"{cpus.Count} CPUs from {cpus.First}";
    }

    /// <summary><c>11.0 cores lost</c>, or <c>8.0 cores short of a fair share</c>; null for neither.</summary>
    public static string? Cost(Finding finding) => finding.LostCores >= LeastCores ? $"{finding.Loss ?? Phrases.Cores(finding.LostCores)} lost"
        : finding.ShortCores >= LeastCores ? $"{Phrases.Cores(finding.ShortCores)} short of a fair share"
        : null;

    private static string FirstOf(string sentence)
    {
        int end = sentence.IndexOf(". ", StringComparison.Ordinal);
        return end > 0 ? sentence[..end] : sentence.TrimEnd('.');
    }
}
