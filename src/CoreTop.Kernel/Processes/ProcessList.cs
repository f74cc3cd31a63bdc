using System.Globalization;
using System.Runtime.InteropServices;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>Which processes there are, by PID.</summary>
/// <remarks>
/// As long as nothing is started, the list is the same except for those that end, which is seen when they are read. What was started is
/// found by asking the CPU clocks of the PIDs that were given out since, which costs less than listing all. <c>/proc</c> is listed every
/// ten seconds, for processes that were given a PID of somebody's choice.
/// </remarks>
/// <param name="files">The machine's files.</param>
/// <param name="clocks">Say whether there is a process; a thread's number has none.</param>
internal sealed class ProcessList(KernelFiles files, IProcessClocks clocks)
{
    private const int FirstProcess = 1;
    private const int Ended = 0;
    private const string OwnThreadPath = "/proc/thread-self";

    // One or two may be restored with the PIDs they had (clone3, ns_last_pid); where /proc/loadavg is not the kernel's, many are missed.
    private const int MostMissed = 3;
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);

    private readonly List<int> _pids = [];
    private readonly HashSet<int> _before = [];
    private readonly NewPids _new = new();
    private ulong? _forks;
    private TimeSpan _listedAt;
    private bool _hasEnded;
    private bool _canAsk;
    private bool _isGiven;
    private int _missed;

    /// <summary>In the order of <c>/proc</c>, and behind those what was started since; one of them may have ended.</summary>
    public ReadOnlySpan<int> Pids => CollectionsMarshal.AsSpan(_pids);

    /// <summary>The first process is among them, or nothing could be listed.</summary>
    public bool IsFirstListed => _pids.Count == 0 || _pids.Contains(FirstProcess);

    /// <summary>Finds what was started, and lists them again where that can show something else that is new.</summary>
    /// <param name="forks">How many tasks were started since boot; null when that is not known.</param>
    /// <param name="threads">How many threads the processes had at the last reading.</param>
    /// <param name="now">The clock of the sample.</param>
    /// <param name="problems">What cannot be read is added.</param>
    public void Update(ulong? forks, int threads, TimeSpan now, List<ReadProblem> problems)
    {
        bool isSame = forks is not null && forks == _forks;
        bool isKnown = files.IsLive && files.Observer is null && !_isGiven && _pids.Count > 0 && now - _listedAt < Cycle;
        ulong started = unchecked((forks - _forks) ?? 0);
        _forks = forks;
        if (_hasEnded)
        {
            _pids.RemoveAll(static pid => pid == Ended);
            _hasEnded = false;
        }

        if (isKnown && (isSame || TryAddStarted(threads, started)))
        {
            return;
        }

        _listedAt = now;
        _isGiven = false;
        List(problems);
    }

    /// <summary>Takes what somebody else found out instead of looking.</summary>
    /// <param name="answers">What a source said of all tasks.</param>
    public void Use(TaskAnswers answers)
    {
        _pids.Clear();
        for (int i = 0; i < answers.Count; i++)
        {
            _pids.Add(answers.PidOf(i));
        }

        (_isGiven, _hasEnded) = (true, false);
    }

    /// <summary>One of them was not there any more.</summary>
    /// <param name="index">Its place in <see cref="Pids"/>.</param>
    public void MarkEnded(int index)
    {
        _pids[index] = Ended;
        _hasEnded = true;
    }

    private bool TryAddStarted(int threads, ulong started)
    {
        if (!_canAsk || !_new.TryNext(ReadLastPid(), _pids.Count, threads, started))
        {
            return false;
        }

        for (int pid = _new.From; pid <= _new.To; pid++)
        {
            if (clocks.TryRead(pid, out _) && !_pids.Contains(pid) && !IsOwnThread(pid))
            {
                _pids.Add(pid);
            }
        }

        return true;
    }

    // The one thread that the kernel answers for with the clock of its process is the one that asks.
    private bool IsOwnThread(int pid) =>
        files.ReadLink(OwnThreadPath, out string thread) == FileStatus.Ok
        && int.TryParse(thread.AsSpan(thread.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int tid)
        && tid == pid;

    private void List(List<ReadProblem> problems)
    {
        _before.Clear();
        _before.UnionWith(_pids);
        int? last = files.IsLive ? ReadLastPid() : null;
        if (files.ListProcesses(_pids) != FileStatus.Ok)
        {
            problems.Add(new ReadProblem("/proc", "It cannot be listed, so no process is shown."));
            _forks = null;
        }

        foreach (int pid in _pids)
        {
            _missed += _canAsk && !_before.Contains(pid) && _new.IsMissed(pid, last) ? 1 : 0;
        }

        _new.Start(last);
        _canAsk = files.IsLive && _missed <= MostMissed && _pids.Count > 0 && clocks.TryRead(_pids[0], out _);
    }

    private int? ReadLastPid() =>
        files.Read(LoadAverageFile.Path, out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? LenientParse.Of(text, LoadAverageFile.ParseLastPid)
            : null;
}
