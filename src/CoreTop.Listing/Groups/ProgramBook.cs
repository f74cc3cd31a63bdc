using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Groups;

/// <summary>Knows which program each process runs: its command line is looked at once, and again only where it is another.</summary>
internal sealed class ProgramBook
{
    // A parent that is a helper itself has a parent.
    private const int MostParents = 8;

    private readonly Dictionary<TaskKey, Known> _known = [];
    private readonly Dictionary<GroupName, ProgramRows> _programs = [];
    private readonly List<TaskKey> _gone = [];
    private Dictionary<int, ProcessLoad>? _byPid;

    /// <summary>The program of a process.</summary>
    public ProgramRows Of(ProcessLoad process, Snapshot snapshot)
    {
        (string? command, string? user) = (process.Details?.CommandLine, process.Details?.User);
        bool isKnown = _known.TryGetValue(process.Key, out Known known);

        // A process that ended, and one whose details were not read again, is what it was.
        if (isKnown && (string.IsNullOrEmpty(command) || (ReferenceEquals(command, known.CommandLine) && user == known.User)))
        {
            return known.Program;
        }

        if (isKnown && command == known.CommandLine && user == known.User)
        {
            _known[process.Key] = known with { CommandLine = command };
            return known.Program;
        }

        string label = ProgramLabel.Of(Named(process, snapshot), out int code);
        var name = new GroupName(CodeNumbers.Key(label, code), process.IsKernelThread ? null : user);
        if (!_programs.TryGetValue(name, out ProgramRows? program))
        {
            program = new ProgramRows(name);
            _programs.Add(name, program);
        }

        program.Names(label);

        _known[process.Key] = new Known(command, user, program);
        return program;
    }

    /// <summary>The program of that name, as it was filled last; null when there is none.</summary>
    public ProgramRows? Find(GroupName name) => _programs.GetValueOrDefault(name);

    /// <summary>The program of that process; null when it was not looked at.</summary>
    public ProgramRows? Find(TaskKey process) => _known.TryGetValue(process, out Known known) ? known.Program : null;

    /// <summary>A filling is over: what ended long ago is forgotten now and then.</summary>
    /// <param name="snapshot">What there is.</param>
    /// <param name="filling">Programs that had no row in this filling are forgotten too.</param>
    public void Tidy(Snapshot snapshot, int filling)
    {
        _byPid = null;
        if (_known.Count <= (snapshot.Processes.Length * 2) + 64)
        {
            return;
        }

        var living = new HashSet<TaskKey>(snapshot.Processes.Length);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            living.Add(process.Key);
        }

        foreach (TaskKey key in _known.Keys)
        {
            if (!living.Contains(key))
            {
                _gone.Add(key);
            }
        }

        foreach (TaskKey key in _gone)
        {
            _known.Remove(key);
        }

        _gone.Clear();
        HashSet<ProgramRows> used = [.. _known.Values.Select(known => known.Program)];
        foreach ((GroupName name, ProgramRows program) in _programs)
        {
            if (program.Filling != filling && !used.Contains(program))
            {
                _programs.Remove(name);
            }
        }
    }

    private ProcessLoad Named(ProcessLoad process, Snapshot snapshot)
    {
        ProcessLoad named = process;
        for (int i = 0; i < MostParents && ProgramLabel.IsHelper(named); i++)
        {
            if (Parent(named, snapshot) is not { } parent || parent.Details?.Uid != process.Details?.Uid)
            {
                break;
            }

            named = parent;
        }

        // A helper whose program is gone may hang under a shell's or the first process.
        return ProgramLabel.IsHelper(named) || !ProgramLabel.IsInterpreted(named) ? process : named;
    }

    private ProcessLoad? Parent(ProcessLoad process, Snapshot snapshot)
    {
        if (_byPid is null)
        {
            _byPid = new Dictionary<int, ProcessLoad>(snapshot.Processes.Length);
            foreach (ProcessLoad each in snapshot.Processes)
            {
                _byPid[each.Pid] = each;
            }
        }

        return _byPid.GetValueOrDefault(process.ParentPid);
    }

    private readonly record struct Known(string? CommandLine, string? User, ProgramRows Program);
}
