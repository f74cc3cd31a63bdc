using System.Collections.Immutable;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>What some processes have started, themselves included, in one snapshot.</summary>
internal sealed class StartedTasks
{
    private const int MostGenerations = 64;

    private readonly ImmutableHashSet<TaskKey> _starters;
    private readonly Dictionary<int, ProcessLoad> _processes = [];

    /// <summary>Looks at a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="starters">Who starts.</param>
    public StartedTasks(Snapshot snapshot, ImmutableHashSet<TaskKey> starters)
    {
        _starters = starters;
        if (starters.IsEmpty)
        {
            return;
        }

        foreach (ProcessLoad process in snapshot.Processes)
        {
            _processes[process.Pid] = process;
        }
    }

    /// <summary>CPU time in the snapshot's window of those that live, and of those that ended and were waited for, in cores.</summary>
    public double Run
    {
        get
        {
            double run = 0;
            foreach (ProcessLoad process in _processes.Values)
            {
                if (Contains(process))
                {
                    run += (process.Run * process.Lived) + (process.Lived < 1 ? 0 : process.ChildRun);
                }
            }

            return run;
        }
    }

    /// <summary>Whether a process is or descends from one that starts.</summary>
    public bool Contains(ProcessLoad process)
    {
        ProcessLoad? ancestor = process;
        for (int generation = 0; ancestor is not null && generation < MostGenerations && !_starters.IsEmpty; generation++)
        {
            if (_starters.Contains(ancestor.Key))
            {
                return true;
            }

            ancestor = _processes.GetValueOrDefault(ancestor.ParentPid);
        }

        return false;
    }
}
