using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging;

/// <summary>The phrases that the rules about collisions share.</summary>
internal static class CollisionPhrases
{
    /// <summary><c>12 tasks</c>, <c>make (30998) and what it starts, about 4 at a time,</c>, or both.</summary>
    public static string Who(Collision collision, Situation situation)
    {
        var parts = new List<string>();
        if (!collision.Tasks.IsEmpty)
        {
            parts.Add(Phrases.Tasks(collision.Tasks));
        }

        foreach (TaskStream stream in collision.Streams)
        {
            parts.Add(Who(stream, situation));
        }

        string who = string.Join(" and ", parts);
        return collision.Streams.IsEmpty ? who : $"{who},";
    }

    /// <summary>The same in few words: <c>python ×12</c>, <c>make (30998) and what it starts</c>, or both.</summary>
    public static string BriefWho(Collision collision, Situation situation)
    {
        IEnumerable<string> streams = collision.Streams.Select(stream => Starter(stream, situation));
        return collision.Tasks.IsEmpty ? string.Join(", ", streams)
            : string.Join(", ", streams.Prepend(FindingWords.Who(Phrases.FindingTasks(collision.Tasks))));
    }

    /// <summary>Whether the sentence is about one task.</summary>
    public static bool IsOne(Collision collision) => collision.Streams.IsEmpty && collision.Tasks.Length == 1;

    /// <summary><c>8 % each</c>; empty for a stream, whose members come and go.</summary>
    public static string Shares(Collision collision) =>
        collision.Tasks.IsEmpty ? string.Empty : $" ({Phrases.Shares(collision.Tasks)})";

    /// <summary><c>11.0 cores</c>, <c>5.5 to 11.0 cores</c>, <c>up to</c> or <c>at least 2.0 cores</c>.</summary>
    public static string Loss(Collision collision)
    {
        string most = Phrases.Cores(collision.Lost);

        // A task that sleeps at times may wait for a slow one: then the least is not known.
        return collision.IsUpTo && !collision.IsAtLeast ? $"up to {most}"
            : collision.IsRange ? $"{Phrases.Number(collision.LeastLost)} to {Phrases.Number(collision.Lost)} cores"
            : collision.IsAtLeast ? $"at least {most}"
            : most;
    }

    /// <summary>Idle CPUs that the collision's tasks could use with wider masks.</summary>
    public static CpuSet IdleInReach(Collision collision, Situation situation) =>
        situation.Quiet.Intersect(collision.Possible).Except(collision.Confines);

    /// <summary>What other CPUs do meanwhile.</summary>
    public static string Meanwhile(Collision collision, CpuSet idle)
    {
        int wanted = Math.Max(1, (int)Math.Round(collision.Lost));
        return idle.Count >= wanted ? Phrases.Idling(idle.Count)
            : collision.IsUpTo || !collision.Streams.IsEmpty ? "other CPUs have room"
            : $"other CPUs have room for {(collision.IsRange ? "at most " : string.Empty)}{wanted} of them";
    }

    /// <summary>What confines them: <c>Affinity mask 35</c>, or several masks.</summary>
    public static string Confinement(Collision collision)
    {
        bool areSame = collision.Claimants.All(each => each.Reach.Allowed.Equals(collision.Claimants[0].Reach.Allowed));
        return areSame ? $"Affinity mask {collision.Confines}" : $"Affinity masks within {collision.Confines}";
    }

    /// <summary>Its tasks, and the processes that start the short-lived ones.</summary>
    public static ImmutableArray<FindingTask> Tasks(Collision collision, Situation situation)
    {
        if (collision.Streams.IsEmpty)
        {
            return Phrases.FindingTasks(collision.Tasks);
        }

        IEnumerable<FindingTask> origins = collision.Streams
            .SelectMany(stream => StreamOrigin.Of(stream, situation).Concat(stream.Reapers).Concat(stream.Members))
            .Select(static process => new FindingTask(
                process.Key, process.Pid, process.Name, process.Run, process.Wait, process.Affinity, process.Limit));
        return
        [
            .. collision.Tasks.Select(Phrases.FindingTask).Concat(origins).DistinctBy(static task => task.Key)
                .OrderBy(static task => task.Pid).ThenBy(static task => task.Tid),
        ];
    }

    /// <summary>The commands that do what the plan would do for the collision.</summary>
    public static ImmutableArray<string> Commands(Collision collision, Situation situation) =>
        Commands(Tasks(collision, situation), situation);

    /// <summary>The commands that do what the plan would do for these tasks.</summary>
    public static ImmutableArray<string> Commands(ImmutableArray<FindingTask> tasks, Situation situation)
    {
        var pids = new HashSet<int>();
        var keys = new HashSet<TaskKey>();
        var masks = new HashSet<CpuSet?>();
        foreach (FindingTask task in tasks)
        {
            pids.Add(task.Pid);
            keys.Add(task.Key);
            masks.Add(task.Affinity);
        }

        return
        [
            .. situation.Commands
                .Where(change => (change.Starts is { } mask && masks.Contains(mask))
                    || (change.IsWholeProcess ? pids.Contains(change.Pid) : keys.Contains(change.Task)))
                .Select(static change => change.Command),
        ];
    }

    /// <summary>What would fix it.</summary>
    public static Fix Widen(Collision collision, Situation situation) => new(
        IsOne(collision) ? "Let it use other CPUs too."
            : collision.Streams.IsEmpty ? "Let as many of them as needed use other CPUs too."
            : "Let them, and what starts them, use other CPUs too.",
        () => Commands(collision, situation),
        "Find what sets the mask when they start; every new task inherits its parent's.");

    private static string Who(TaskStream stream, Situation situation) =>
        $"{Starter(stream, situation)}, about {Math.Max(1, Math.Round(stream.Runnable)):0} at a time";

    private static string Starter(TaskStream stream, Situation situation)
    {
        ImmutableArray<ProcessLoad> origins = StreamOrigin.Of(stream, situation);
        return origins switch
        {
            [] => "short-lived tasks",
            [{ } only] => $"{Phrases.Printable(only.Name)} ({only.Pid}) and what it starts",
            _ => $"{origins.Length} processes and what they start",
        };
    }
}
