using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>The one way in which values of tasks are changed: pass after pass until nothing is left to do.</summary>
internal static class ChangeRuns
{
    /// <summary>Serves targets in their order.</summary>
    /// <param name="runs">The targets.</param>
    /// <param name="maker">Makes what a pass has planned.</param>
    /// <returns>A sentence saying why it was stopped; null when it was not.</returns>
    public static string? Serve<T>(IReadOnlyList<ChangeRun<T>> runs, IChangeMaker<T> maker)
        where T : notnull
    {
        string? problem = null;
        for (int served = 0; served < runs.Count && problem is null;)
        {
            List<ChangeRun<T>> group = NextGroup(runs, served);
            served += group.Count;
            problem = ServeGroup(group, maker);
        }

        return problem;
    }

    /// <summary>Looks once more at what was served, a moment later.</summary>
    /// <param name="runs">The targets, in the order in which they were served.</param>
    public static void LookAgain<T>(IEnumerable<ChangeRun<T>> runs)
        where T : notnull
    {
        // Of several changes of one task the last says what it is to have.
        var seen = new HashSet<TaskKey>();
        foreach (ChangeRun<T> run in runs.Reverse())
        {
            run.LookAgain(seen);
        }
    }

    // Targets that share no task go through the same passes: the disk is waited for once, not once a target.
    private static List<ChangeRun<T>> NextGroup<T>(IReadOnlyList<ChangeRun<T>> runs, int start)
        where T : notnull
    {
        var group = new List<ChangeRun<T>>();
        for (int i = start; i < runs.Count && group.TrueForAll(runs[i].IsApartFrom); i++)
        {
            group.Add(runs[i]);
        }

        return group;
    }

    private static string? ServeGroup<T>(List<ChangeRun<T>> group, IChangeMaker<T> maker)
        where T : notnull
    {
        while (group.FindAll(run => !run.IsDone) is { Count: > 0 } open)
        {
            List<(ChangeRun<T> Run, TaskChange<T> Change)> planned = [];
            List<WholeProcess> whole = [];
            foreach (ChangeRun<T> run in open)
            {
                List<TaskChange<T>> changes = run.Plan();
                planned.AddRange(changes.Select(change => (run, change)));
                if (changes.Count > 0 && run.WholeProcess is { } process)
                {
                    whole.Add(process);
                }
            }

            if (planned.Count > 0 && maker.Make(planned, whole, out _) is { } problem)
            {
                return problem;
            }

            foreach (ChangeRun<T> run in open)
            {
                run.EndPass();
            }
        }

        return null;
    }
}
