using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Judging;

/// <summary>Parts of sentences that several rules use.</summary>
internal static class Phrases
{
    // Shares that differ by less count as the same.
    private const double SameShare = 0.03;

    /// <summary><c>CPU 35</c> or <c>CPUs 0-3,8</c>.</summary>
    public static string Cpus(CpuSet cpus) => Model.Words.Count.Cpus(cpus);

    /// <summary><c>1 CPU idles</c> or <c>11 CPUs idle</c>.</summary>
    public static string Idling(int count) => count == 1 ? "1 CPU idles" : $"{count} CPUs idle";

    /// <summary><c>11.0 cores</c>, <c>1.0 core</c>.</summary>
    public static string Cores(double cores) => Model.Words.Count.OfCores(cores);

    /// <summary><c>11.0</c>.</summary>
    public static string Number(double cores) => Model.Words.Count.Cores(cores);

    /// <summary><c>8 %</c>.</summary>
    public static string Percent(double share) => Model.Words.Count.Percent(share);

    /// <summary><c>1 task</c>, <c>12 tasks</c>.</summary>
    public static string Count(int count, string one) => Model.Words.Count.Of(count, one);

    /// <summary><c>12 tasks</c>, or <c>4 threads of python</c> when they are threads of one process and its first thread is not among them.</summary>
    public static string Tasks(ImmutableArray<WatchedTask> tasks)
    {
        if (tasks.Length == 1)
        {
            return Name(tasks[0]);
        }

        bool areThreads = tasks.All(task => task.Task.Pid == tasks[0].Task.Pid && task.Task.Key.Tid != task.Task.Pid);
        return areThreads
            ? $"{tasks.Length} threads of {Printable(tasks[0].Process.Name)} (PID {tasks[0].Task.Pid})"
            : Jobs(tasks) ?? Tasks(tasks.Length, Program(tasks));
    }

    /// <summary><c>12 python tasks</c>, or <c>12 tasks</c> of several programs.</summary>
    public static string Tasks(int count, string? program) => Count(count, program is null ? "task" : $"{Printable(program)} task");

    /// <summary>The program that all of them are of; null where they are of several.</summary>
    public static string? Program(ImmutableArray<WatchedTask> tasks) =>
        tasks.All(task => task.Process.Name == tasks[0].Process.Name) ? tasks[0].Process.Name : null;

    // Two jobs of many threads each, which collide.
    private static string? Jobs(ImmutableArray<WatchedTask> tasks)
    {
        int first = tasks[0].Task.Pid, ofFirst = 0, ofOther = 0;
        WatchedTask? other = null;
        foreach (WatchedTask task in tasks)
        {
            if (task.Task.Pid == first)
            {
                ofFirst++;
            }
            else if ((other ??= task).Task.Pid == task.Task.Pid)
            {
                ofOther++;
            }
            else
            {
                return null;
            }
        }

        return other is null || ofFirst < 2 || ofOther < 2 ? null : $"{Threads(ofFirst, tasks[0])} and {Threads(ofOther, other)}";

        static string Threads(int count, WatchedTask one) => $"{count} threads of {Printable(one.Process.Name)} ({one.Task.Pid})";
    }

    /// <summary>A task by its name; a thread that is not its process's first also by the process's.</summary>
    public static string Name(WatchedTask task) => Name(task.Task.Name, task.Task.Key, task.Task.Pid, task.Process.Name);

    /// <summary>A task by its name and id.</summary>
    public static string Name(string name, TaskKey key, int pid, string processName) => key.Tid == pid
        ? $"{Printable(name)} ({pid})"
        : $"thread {Printable(name)} ({key.Tid}) of {Printable(processName)}";

    /// <summary><c>8 % each</c>, or <c>8 to 25 %</c> when they differ.</summary>
    public static string Shares(ImmutableArray<WatchedTask> tasks)
    {
        double least = tasks.Min(task => task.Run), most = tasks.Max(task => task.Run);
        return most - least <= SameShare
            ? $"{Percent(tasks.Average(task => task.Run))} each"
            : $"{Math.Round(least * 100):0} to {Percent(most)}";
    }

    /// <summary>What confines tasks to the CPUs: <c>Affinity mask 35</c>, or several masks.</summary>
    public static string Confinement(ImmutableArray<WatchedTask> tasks, CpuSet cpus)
    {
        bool areSame = tasks.All(task => task.Reach.Allowed.Equals(tasks[0].Reach.Allowed));
        return areSame ? $"Affinity mask {cpus}" : $"Affinity masks within {cpus}";
    }

    /// <summary>A comm that is safe to show: a character that is not becomes a mark.</summary>
    public static string Printable(string name) => SafeText.Of(name);

    /// <summary>Tasks as a finding shows them.</summary>
    public static ImmutableArray<FindingTask> FindingTasks(ImmutableArray<WatchedTask> tasks)
    {
        FindingTask[] shown = new FindingTask[tasks.Length];
        bool isSorted = true;
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = FindingTask(tasks[i]);
            isSorted &= i == 0 || Compare(shown[i - 1], shown[i]) <= 0;
        }

        if (!isSorted)
        {
            Array.Sort(shown, Compare);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(shown);

        static int Compare(FindingTask left, FindingTask right) =>
            left.Pid != right.Pid ? left.Pid.CompareTo(right.Pid) : left.Tid.CompareTo(right.Tid);
    }

    /// <summary>A task as a finding shows it.</summary>
    public static FindingTask FindingTask(WatchedTask task) =>
        new(task.Task.Key, task.Task.Pid, task.Task.Name, task.Run, task.Wait, task.Task.Affinity, task.Limit) { Program = task.Process.Name };
}
