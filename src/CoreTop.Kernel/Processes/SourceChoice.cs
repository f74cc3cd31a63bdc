namespace CoreTop.Kernel.Processes;

/// <summary>
/// Whether a reading costs less with a <see cref="ITaskSource"/>, which walks all tasks, or with the clocks of all processes and the files of
/// those that run.
/// </summary>
/// <remarks>As the reading before found them, since nobody knows before.</remarks>
internal sealed class SourceChoice
{
    // To walk one task costs about what the clock of a process does; the files of a thread cost eight times as much.
    private const int FilesOfThread = 8;

    // So that machines between the two do not change at each reading.
    private const int Clearly = 2;

    private int _tasks;
    private long _byFiles;

    /// <summary>The source costs less.</summary>
    public bool IsForSource { get; private set; } = true;

    /// <summary>The source is asked whatever it costs; for tests of what it says.</summary>
    public bool IsFixed { get; set; }

    /// <summary>How many threads all processes had at the reading before.</summary>
    public int Threads { get; private set; }

    /// <summary>Begins a reading.</summary>
    /// <param name="areThreadsWanted">The threads of all processes are read, whether they run or not.</param>
    public void Begin(bool areThreadsWanted)
    {
        IsForSource = IsFixed || areThreadsWanted || _tasks <= (IsForSource ? Clearly * _byFiles : _byFiles);
        Threads = _tasks;
        (_tasks, _byFiles) = (0, 0);
    }

    /// <summary>Counts a process that was read.</summary>
    /// <param name="threads">How many threads it has.</param>
    /// <param name="isActive">It ran, so that all of them are read.</param>
    public void Add(int threads, bool isActive)
    {
        _tasks += threads;
        _byFiles += 1 + (isActive ? (long)FilesOfThread * threads : 0);
    }
}
