using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>How much one reading may read of what can wait: a few tasks at each reading, in turn.</summary>
internal sealed class ReadingBudget
{
    /// <summary>Tasks whose extra files are read at each reading.</summary>
    public const int Extras = 2000;

    private const int Details = 500;
    private const int FirstColdTasks = 1000;
    private const int ColdTasks = 200;
    private const int Sleepers = 100;
    private const int SleepersWhereTasksAreMissing = 500;
    private const int ThreadCgroups = 200;
    private const int MemoryMaps = 10;

    private int _details;
    private int _urgentDetails;
    private int _coldTasks;
    private int _sleepers;
    private int _threadCgroups;
    private int _extras;
    private int _memoryMaps;

    /// <summary>Begins a reading.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="isFirst">Nothing was read before.</param>
    /// <param name="areRunnableMissing">More tasks were runnable at the reading before than were found: they are looked for among the sleepers.</param>
    public void Begin(SampleRequest request, bool isFirst, bool areRunnableMissing)
    {
        _details = request.AllDetails ? int.MaxValue : Details;
        _urgentDetails = Details;
        _coldTasks = isFirst ? FirstColdTasks : ColdTasks;
        _sleepers = areRunnableMissing ? SleepersWhereTasksAreMissing : Sleepers;
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

    /// <summary>The <c>stat</c> of a process that did not run.</summary>
    public bool TakeSleeper() => _sleepers-- > 0;

    /// <summary>The cgroup of one thread.</summary>
    public bool TakeThreadCgroup() => _threadCgroups-- > 0;

    /// <summary>The extra files of a process that is not in view.</summary>
    public bool TakeExtras() => _extras-- > 0;

    /// <summary>The memory map of one process.</summary>
    public bool TakeMemoryMap() => _memoryMaps-- > 0;
}
