namespace CoreTop.Kernel.Processes;

/// <summary>
/// Says when to look among the sleepers for tasks that want a CPU: one that waits and never runs has a CPU clock that does not move, so
/// nothing else shows that it woke up.
/// </summary>
/// <remarks>
/// The number of runnable tasks is of another moment than the files, and some end before they are listed. So tasks are missing only
/// when some were at each of several readings, and the search ends when every sleeper was read once: who is not found there is not there.
/// </remarks>
internal sealed class MissingTasks
{
    /// <summary>So many readings one after the other must show that tasks are missing.</summary>
    public const int Readings = 3;

    private readonly int[] _last = new int[Readings];
    private int _next;
    private int _inVain;
    private int _left;

    /// <summary>At the next reading, sleepers are searched.</summary>
    public bool AreSearched => _left > 0;

    /// <summary>Ends a reading.</summary>
    /// <param name="running">How many tasks of the machine want a CPU; null when that cannot be compared with those that were found.</param>
    /// <param name="found">How many were found.</param>
    /// <param name="searchReadings">So many readings come to every sleeper once.</param>
    public void Add(int? running, int found, int searchReadings)
    {
        _last[_next] = running is { } all ? Math.Max(0, all - found) : 0;
        _next = (_next + 1) % Readings;
        int missing = _last.Min();
        if (_left > 0)
        {
            _left = missing == 0 ? 0 : _left - 1;
            _inVain = missing;
        }
        else if (missing > _inVain)
        {
            _left = searchReadings;
        }
        else
        {
            _inVain = missing;
        }
    }
}
