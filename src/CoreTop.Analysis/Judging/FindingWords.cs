using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging;

/// <summary>Few words for a finding, for where there is little room: who, how many of them, where.</summary>
internal static class FindingWords
{
    private const int LongList = 20;
    private const int MostPrograms = 2;

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

    /// <summary>The first sentence of several, without its stop.</summary>
    public static string FirstOf(string sentences)
    {
        int end = sentences.IndexOf(". ", StringComparison.Ordinal);
        return end > 0 ? sentences[..end] : sentences.TrimEnd('.');
    }
}
