using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>The rates of one process and its threads, from two readings of it.</summary>
internal static class ProcessLoads
{
    /// <summary>The load of a process.</summary>
    /// <param name="before">Its previous reading; null when it is new.</param>
    /// <param name="after">This reading; the same object as <paramref name="before"/> when nothing changed.</param>
    /// <param name="previous">Its load in the previous snapshot, handed out again when it still holds; null when it is new.</param>
    /// <param name="machine">What rates depend on.</param>
    public static ProcessLoad Between(
        ProcessSample? before, ProcessSample after, ProcessLoad? previous, in MachineUnits machine)
    {
        // One that stood in the queue all the time shows no growth, and yet it waited.
        if (ReferenceEquals(before, after) && previous is not null && !after.IsRunnable)
        {
            return IsQuiet(previous) ? previous : Quieted(previous);
        }

        ImmutableArray<TaskLoad> threads = Threads(before, after, machine);
        Together together = Together.Of(before, after, threads);
        double lived = before is null ? machine.Lived(after) : 1;
        (double run, double? wait) = Rates(before, after, threads, lived, machine);
        return new ProcessLoad
        {
            Facts = after.Facts with { State = together.State, LastCpu = together.LastCpu },
            Pid = after.Pid,
            Name = after.Name,
            Run = run,
            Wait = wait,
            Lived = lived,
            CpuTime = machine.CpuTime(after),
            SystemTime = machine.Time(after.SystemTicks),
            StartedAt = machine.Time(after.Key.StartTicks),
            MinorFaultsPerSecond = PerSecond(before?.Faults.Minor, after.Faults.Minor, after),
            MajorFaultsPerSecond = PerSecond(before?.Faults.Major, after.Faults.Major, after),
            Extras = after.Extras,
            ExtraRates = TaskExtraRates.Between(before?.Extras, after.Extras, previous?.ExtraRates ?? TaskExtraRates.None),
            Affinity = together.Affinity,
            IsAffinityNew = IsAffinityNew(before, after),
            SlicesPerSecond = together.SlicesPerSecond,
            Whole = after.Whole,
            ChildFaults = after.Children.Faults,
            ChildUserTime = machine.Time((ulong)Math.Max(0, after.Children.UserTicks)),
            ChildSystemTime = machine.Time((ulong)Math.Max(0, after.Children.SystemTicks)),
            ChildRun = ChildRun(before, after, machine),
            MemoryShare = machine.MemoryBytes > 0 ? (double)after.ResidentBytes / machine.MemoryBytes : 0,
            IsAffinityMixed = together.IsAffinityMixed,
            Threads = threads,
            Details = after.Details,
        };
    }

    private static bool IsQuiet(ProcessLoad load) => load.ChildRun == 0 && IsQuiet((TaskLoad)load);

    private static bool IsQuiet(TaskLoad load) =>
        load.Run == 0 && load.Wait is null or 0 && load.Lived == 1 && !load.IsAffinityNew
        && load.MinorFaultsPerSecond == 0 && load.MajorFaultsPerSecond == 0;

    private static ProcessLoad Quieted(ProcessLoad load)
    {
        ProcessLoad quiet = (ProcessLoad)QuietedTask(load) with { ChildRun = 0 };
        return load.Threads.All(IsQuiet) ? quiet : quiet with { Threads = [.. load.Threads.Select(QuietedTask)] };
    }

    private static TaskLoad QuietedTask(TaskLoad load) => load with
    {
        Run = 0,
        Wait = load.Wait is null ? null : 0,
        SlicesPerSecond = load.SlicesPerSecond is null ? null : 0,
        MinorFaultsPerSecond = 0,
        MajorFaultsPerSecond = 0,
        Lived = 1,
        IsAffinityNew = false,
    };

    private static ImmutableArray<TaskLoad> Threads(ProcessSample? before, ProcessSample after, in MachineUnits machine)
    {
        if (after.Threads.IsEmpty)
        {
            return [];
        }

        var loads = new TaskLoad[after.Threads.Length];
        for (int i = 0; i < loads.Length; i++)
        {
            TaskSample now = after.Threads[i];
            TaskSample? then = FindThread(before, i, now.Key);
            double lived = then is null ? machine.Lived(now) : 1;
            (double run, double? wait) = Rates(then, now, lived, machine);
            loads[i] = new TaskLoad
            {
                Facts = now.Facts,
                Pid = now.Pid,
                Name = now.Name,
                Run = run,
                Wait = wait,
                Lived = lived,
                CpuTime = machine.CpuTime(now),
                SystemTime = machine.Time(now.SystemTicks),
                StartedAt = machine.Time(now.Key.StartTicks),
                MinorFaultsPerSecond = PerSecond(then?.Faults.Minor, now.Faults.Minor, now),
                MajorFaultsPerSecond = PerSecond(then?.Faults.Major, now.Faults.Major, now),
                Extras = now.Extras,
                ExtraRates = TaskExtraRates.Between(then?.Extras, now.Extras, TaskExtraRates.None),
                Affinity = now.Affinity,
                IsAffinityNew = IsAffinityNew(then, now),
                OwnCgroup = now.OwnCgroup,
                SlicesPerSecond = SlicesPerSecond(then, now),
            };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(loads);
    }

    private static bool IsAffinityNew(TaskSample? before, TaskSample after) =>
        before is not null && !Equals(before.Affinity, after.Affinity);

    // Threads are listed oldest first, so one sits where it was unless an older one has ended.
    private static TaskSample? FindThread(ProcessSample? before, int expected, TaskKey key)
    {
        if (before is null)
        {
            return null;
        }

        for (int i = Math.Min(expected + 8, before.Threads.Length - 1); i >= 0; i--)
        {
            if (before.Threads[i].Key == key)
            {
                return before.Threads[i];
            }
        }

        foreach (TaskSample thread in before.Threads)
        {
            if (thread.Key == key)
            {
                return thread;
            }
        }

        return null;
    }

    // The sum of the threads' precise run times misses the threads that ended in the window; the process's ticks do not.
    private static (double Run, double? Wait) Rates(
        ProcessSample? before, ProcessSample after, ImmutableArray<TaskLoad> threads, double lived, in MachineUnits machine)
    {
        if (threads.IsEmpty)
        {
            return after.ThreadCount == 1
                ? Rates(before, (TaskSample)after, lived, machine)
                : (TickRun(before, after, lived, machine), 0);
        }

        double run = 0;
        double? wait = null;
        foreach (TaskLoad thread in threads)
        {
            // A thread may be younger than its process.
            double part = thread.Lived / lived;
            run += thread.Run * part;
            if (thread.Wait is { } threadWait)
            {
                wait = (wait ?? 0) + (threadWait * part);
            }
        }

        bool areThreadsComplete = before is not null && !before.Threads.IsEmpty && threads.Length == after.ThreadCount
            && before.Threads[0].RunNanoseconds is not null && !HasThreadEnded(before, after);
        return (areThreadsComplete ? run : TickRun(before, after, lived, machine), wait);
    }

    private static bool HasThreadEnded(ProcessSample before, ProcessSample after)
    {
        if (ReferenceEquals(before, after))
        {
            return false;
        }

        int found = 0;
        for (int i = 0; i < after.Threads.Length; i++)
        {
            if (FindThread(before, i, after.Threads[i].Key) is not null)
            {
                found++;
            }
        }

        return found < before.Threads.Length;
    }

    private static double ChildRun(ProcessSample? before, ProcessSample after, in MachineUnits machine) =>
        before is not null
            ? Counter.Cores(
                Counter.Growth(MachineUnits.ChildTicks(before), MachineUnits.ChildTicks(after)), machine.TicksPerSecond, after.Window)
        : machine.IsBornSince(after)
            ? Counter.Cores(MachineUnits.ChildTicks(after), machine.TicksPerSecond, machine.Interval)
        : 0;

    private static double PerSecond(ulong? before, ulong now, TaskSample after) =>
        before is { } then && after.Window > TimeSpan.Zero ? Counter.Growth(then, now) / after.Window.TotalSeconds : 0;

    private static double? SlicesPerSecond(TaskSample? before, TaskSample after) =>
        before?.Slices is { } then && after.Slices is { } now && after.Window > TimeSpan.Zero
            ? Counter.Growth(then, now) / after.Window.TotalSeconds
            : null;

    private static double TickRun(TaskSample? before, TaskSample after, double lived, in MachineUnits machine) =>
        before is not null
            ? Counter.Cores(
                Counter.Growth(MachineUnits.Ticks(before), MachineUnits.Ticks(after)), machine.TicksPerSecond, after.Window)
        : machine.IsBornSince(after) ? Counter.Cores(MachineUnits.Ticks(after), machine.TicksPerSecond, machine.Interval * lived)
        : 0;

    private static (double Run, double? Wait) Rates(TaskSample? before, TaskSample after, double lived, in MachineUnits machine)
    {
        bool isKept = after.RunNanoseconds is not null && after.WaitNanoseconds is not null;
        if (before is null)
        {
            return machine.IsBornSince(after) ? RatesSinceBirth(after, lived, machine) : (0, isKept ? 0 : null);
        }

        if (!isKept)
        {
            return (Math.Min(1, TickRun(before, after, lived, machine)), null);
        }

        if (before.RunNanoseconds is not { } ranBefore || before.WaitNanoseconds is not { } waitedBefore)
        {
            return (Math.Min(1, TickRun(before, after, lived, machine)), 0);
        }

        ulong ran = Counter.Growth(ranBefore, after.RunNanoseconds!.Value);
        ulong waited = Counter.Growth(waitedBefore, after.WaitNanoseconds!.Value);

        double run = Math.Min(1, Counter.Cores(ran, after.Window));
        bool hasNeverSlept = after.Window > TimeSpan.Zero && HasNeverSlept(before, after, hasGrown: ran > 0 || waited > 0);
        return (run, hasNeverSlept ? 1 - run : Math.Min(1 - run, Counter.Cores(waited, after.Window)));
    }

    // The kernel credits a wait when it ends, so that one under way is missing. All of it is known for a task that never
    // left a CPU to sleep, and for one that stood in the queue all the time, which shows no growth at all.
    private static bool HasNeverSlept(TaskSample before, TaskSample after, bool hasGrown) =>
        before.State == TaskState.Running && after.State == TaskState.Running
        && (!hasGrown || (after.VoluntarySwitches is { } switches && switches == before.VoluntarySwitches));

    private static (double Run, double? Wait) RatesSinceBirth(TaskSample task, double lived, in MachineUnits machine)
    {
        if (task.RunNanoseconds is not { } ran || task.WaitNanoseconds is not { } waited)
        {
            return (Math.Min(1, TickRun(before: null, task, lived, machine)), null);
        }

        double run = Math.Min(1, Counter.Cores(ran, machine.Interval * lived));
        return (run, Math.Min(1 - run, Counter.Cores(waited, machine.Interval * lived)));
    }

    /// <summary>What a process and its threads are together.</summary>
    private readonly record struct Together(
        TaskState State, CpuId LastCpu, CpuSet? Affinity, bool IsAffinityMixed, double? SlicesPerSecond)
    {
        public static Together Of(ProcessSample? before, ProcessSample after, ImmutableArray<TaskLoad> threads)
        {
            bool isMixed = false;
            CpuSet? affinity = after.Affinity;
            TaskLoad? busiest = null;
            TaskState state = after.State;
            double? slices = threads.IsEmpty ? ProcessLoads.SlicesPerSecond(before, after) : null;
            foreach (TaskLoad thread in threads)
            {
                if (thread.Affinity is not null && affinity is not null && !thread.Affinity.Equals(affinity))
                {
                    isMixed = true;
                    affinity = affinity.Union(thread.Affinity);
                }

                if (thread.Run > (busiest?.Run ?? 0))
                {
                    busiest = thread;
                }

                if (thread.State == TaskState.Running)
                {
                    state = TaskState.Running;
                }

                if (thread.SlicesPerSecond is { } more)
                {
                    slices = (slices ?? 0) + more;
                }
            }

            return new Together(state, busiest?.LastCpu ?? after.LastCpu, affinity, isMixed, slices);
        }
    }
}
