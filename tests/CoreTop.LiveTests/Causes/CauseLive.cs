using System.Collections.Immutable;
using System.Diagnostics;
using CoreTop.Analysis;
using CoreTop.Analysis.Blaming;
using CoreTop.Kernel;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Causes;

/// <summary>Starts programs, waits until they are pinned, and asks for the cause.</summary>
public abstract class CauseLive : IDisposable
{
    internal const string Seconds = "240";

    internal Load Load { get; } = new();

    internal Machine Machine { get; } = Machine.Open("/", TimeProvider.System);

    private readonly List<Process> _started = [];

    public virtual void Dispose()
    {
        foreach (Process process in _started)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        Machine.Dispose();
        Load.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Snapshot Snapshot() => new SnapshotBuilder().Next(Machine.Read(SampleRequest.Everything)!);

    internal Cause? Find(ImmutableArray<ConfinedTask> tasks) =>
        CauseFinder.Find(Snapshot(), tasks, Machine.Evidence.Read(tasks.Select(task => task.Pid)));

    internal ImmutableArray<ConfinedTask> WaitForPinned(Func<ProcessLoad, bool> isWanted, int count)
    {
        ImmutableArray<ConfinedTask> tasks = [];
        Wait.Until(
            () =>
            {
                tasks = [.. Snapshot().Processes.Where(isWanted).Where(process => process.Affinity?.Count == 1).Select(Task)];
                return tasks.Length == count;
            },
            $"{count} pinned processes");
        return tasks;
    }

    internal static ConfinedTask Task(TaskLoad task) =>
        new(task.Key, task.Pid, task.Name, task.Affinity, task.Limit);

    internal int Start(string program, string[] arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        _started.Add(process);
        return process.Id;
    }

    // The first CPU of this test's own affinity: what it starts has to be narrower than the machine, and it is not.
    internal CpuSet RequireSeveralCpus()
    {
        Snapshot snapshot = Snapshot();
        CpuSet? own = snapshot.Processes.First(process => process.Pid == Environment.ProcessId).Affinity;
        if (snapshot.Topology.Online.Count < 2 || own is null || !snapshot.Topology.Online.IsSubsetOf(own))
        {
            Assert.Skip("the test may not use every CPU, or there is one alone");
        }

        return CpuSet.Of(own!.First!.Value.Number);
    }
}
