using System.Runtime.InteropServices;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>Which processes there are, by PID.</summary>
/// <remarks>As long as nothing is started, the list is the same except for those that end, which is seen when they are read.</remarks>
/// <param name="files">The machine's files.</param>
internal sealed class ProcessList(KernelFiles files)
{
    private const int FirstProcess = 1;
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);

    private readonly List<int> _pids = [];
    private ulong? _forks;
    private TimeSpan _listedAt;
    private bool _hasTaskGone;

    /// <summary>In the order of <c>/proc</c>; one of them may have ended.</summary>
    public ReadOnlySpan<int> Pids => CollectionsMarshal.AsSpan(_pids);

    /// <summary>The first process is among them, or nothing could be listed.</summary>
    public bool IsFirstListed => _pids.Count == 0 || _pids.Contains(FirstProcess);

    /// <summary>Lists them again where that can show something new.</summary>
    /// <param name="forks">How many tasks were started since boot; null when that is not known.</param>
    /// <param name="now">The clock of the sample.</param>
    /// <param name="problems">What cannot be read is added.</param>
    public void Update(ulong? forks, TimeSpan now, List<ReadProblem> problems)
    {
        bool isKnown = files.IsLive && forks is not null && forks == _forks && !_hasTaskGone && now - _listedAt < Cycle;
        _forks = forks;
        if (isKnown)
        {
            return;
        }

        _hasTaskGone = false;
        _listedAt = now;
        if (files.ListProcesses(_pids) != FileStatus.Ok)
        {
            problems.Add(new ReadProblem("/proc", "It cannot be listed, so no process is shown."));
            _forks = null;
        }
    }

    /// <summary>One of them was not there any more.</summary>
    public void AddGone() => _hasTaskGone = true;
}
