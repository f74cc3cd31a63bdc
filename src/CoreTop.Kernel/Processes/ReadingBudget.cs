using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>How much one reading may read of what can wait: a few tasks at each reading, in turn.</summary>
internal sealed class ReadingBudget
{
    /// <summary>Tasks whose extra files are read at each reading.</summary>
    public const int Extras = 2000;

    private const int Details = 500;
    private const int ColdTasks = 200;

    // The first frame waits for no more than what fills it; the rest comes with the second reading, a moment later.
    private const int FirstDetails = 64;
    private const int FirstColdTasks = 64;
    private const int Sleepers = 100;
    private const int SleepersInSearch = 500;
    private const int Affinities = 1000;
    private const int ThreadCgroups = 200;
    private const int MemoryMaps = 10;

    // Each comes once in that time, unless there are too many.
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);

    private readonly TurnTaking _sleepers = new();
    private readonly TurnTaking _affinities = new();
    private int _details;
    private int _urgentDetails;
    private int _coldTasks;
    private int _threadCgroups;
    private int _extras;
    private int _memoryMaps;

    /// <summary>Begins a reading.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="isFirst">Nothing was read before.</param>
    /// <param name="processes">How many there are.</param>
    /// <param name="interval">Since the reading before.</param>
    /// <param name="isSearch">Tasks that want a CPU are missing: they are looked for among the sleepers.</param>
    public void Begin(SampleRequest request, bool isFirst, int processes, TimeSpan interval, bool isSearch)
    {
        _details = request.AllDetails ? int.MaxValue : isFirst ? FirstDetails : Details;
        _urgentDetails = Details;
        _coldTasks = isFirst ? FirstColdTasks : ColdTasks;
        SearchReadings = (processes / SleepersInSearch) + 1;
        double due = interval / Cycle * processes;
        _sleepers.Begin(processes, isSearch ? SleepersInSearch : Math.Min(due, Sleepers));
        _affinities.Begin(processes, request.AllExtras ? processes : Math.Max(due, Affinities));
        _threadCgroups = request.AllDetails ? int.MaxValue : ThreadCgroups;
        _extras = request.AllExtras ? int.MaxValue : Extras;
        _memoryMaps = request.AllExtras ? int.MaxValue : MemoryMaps;
    }

    /// <summary>Details of a process that does not run can still be read.</summary>
    public bool HasDetails => _details > 0;

    /// <summary>Threads of a process that does not run can still be read.</summary>
    public bool HasColdTasks => _coldTasks > 0;

    /// <summary>Details of one process.</summary>
    /// <param name="isUrgent">It runs: nothing can be said of it while its limits are not known, so it does not wait for the sleepers' turns.</param>
    public bool TakeDetails(bool isUrgent) => (isUrgent && _urgentDetails-- > 0) || _details-- > 0;

    /// <summary>The threads of a process that does not run.</summary>
    /// <param name="threads">How many it has.</param>
    public bool TakeColdTasks(int threads)
    {
        if (_coldTasks <= 0)
        {
            return false;
        }

        _coldTasks -= Math.Max(1, threads);
        return true;
    }

    /// <summary>In so many readings a search comes to every sleeper once.</summary>
    public int SearchReadings { get; private set; }

    /// <summary>The files of a process that did not run are read now.</summary>
    /// <param name="index">Its place in the list.</param>
    public bool IsSleepersTurn(int index) => _sleepers.Has(index);

    /// <summary>A process that did not run is asked for its affinity now: up to a thousand each time, more of them once in ten seconds.</summary>
    /// <param name="index">Its place in the list.</param>
    public bool IsAffinitysTurn(int index) => _affinities.Has(index);

    /// <summary>The cgroup of one thread.</summary>
    public bool TakeThreadCgroup() => _threadCgroups-- > 0;

    /// <summary>The extra files of a process that is not in view.</summary>
    public bool TakeExtras() => _extras-- > 0;

    /// <summary>The memory map of one process.</summary>
    public bool TakeMemoryMap() => _memoryMaps-- > 0;
}
